//! What holds of every tree that the parser makes, and has to hold of one that a program made: CPython's rules and words.

use crate::ast::{AnyNode, Ast, Comprehension, Constant, Expr, ExprContext, Id, Item, List, Name, Operator, Pattern, Stmt};
use crate::ast::{TypeParam, UnaryOperator, WithItem};
use crate::vm::{ExceptionKind, Raised, Vm};

/// What is wrong with a tree.
pub struct Fault {
    kind: ExceptionKind,
    words: String,
}

impl Fault {
    pub fn raise(self, vm: &mut Vm) -> Raised {
        vm.raise(self.kind, self.words)
    }
}

type Checked = Result<(), Fault>;

fn value_error(words: impl Into<String>) -> Checked {
    Err(Fault { kind: ExceptionKind::ValueError, words: words.into() })
}

fn type_error(words: impl Into<String>) -> Checked {
    Err(Fault { kind: ExceptionKind::TypeError, words: words.into() })
}

/// Checks a whole tree.
pub fn check(ast: &Ast) -> Checked {
    let mut pending = vec![AnyNode::from(ast.root())];
    let mut children = Vec::new();
    while let Some(node) = pending.pop() {
        match node {
            AnyNode::Stmt(id) => statement(ast, &ast[id])?,
            AnyNode::Expr(id) => expression(ast, &ast[id])?,
            AnyNode::Pattern(id) => pattern(ast, &ast[id])?,
            AnyNode::TypeParam(id) => type_param(ast, &ast[id])?,
            AnyNode::ExceptHandler(id) => body(ast[id].body, "ExceptHandler")?,
            AnyNode::MatchCase(id) => {
                no_star(ast, ast[id].pattern)?;
                body(ast[id].body, "match_case")?;
            }
            AnyNode::Arguments(id) => arguments(ast, id)?,
            _ => {}
        }
        children.clear();
        node.children(ast, |child| children.push(child));
        let bound = bound(ast, node);
        for child in &children {
            if let AnyNode::Expr(id) = child {
                context(ast, *id, bound.iter().find(|(bound, _)| bound == id).map_or(ExprContext::Load, |(_, ctx)| *ctx))?;
            }
        }
        pending.extend(children.iter().rev());
    }
    Ok(())
}

/// The expressions right below a node that are assigned to or deleted.
fn bound(ast: &Ast, node: AnyNode) -> Vec<(Id<Expr>, ExprContext)> {
    use ExprContext::*;
    let list = |list: List<Id<Expr>>, ctx| ast.items(list).map(|id| (id, ctx)).collect();
    match node {
        AnyNode::Stmt(id) => match ast[id] {
            Stmt::Assign { targets, .. } => list(targets, Store),
            Stmt::Delete { targets } => list(targets, Del),
            Stmt::AugAssign { target, .. }
            | Stmt::AnnAssign { target, .. }
            | Stmt::For { target, .. }
            | Stmt::AsyncFor { target, .. }
            | Stmt::TypeAlias { name: target, .. } => vec![(target, Store)],
            _ => Vec::new(),
        },
        AnyNode::Expr(id) => match ast[id] {
            Expr::NamedExpr { target, .. } => vec![(target, Store)],
            Expr::Starred { value, ctx } => vec![(value, ctx)],
            Expr::List { elts, ctx } | Expr::Tuple { elts, ctx } => list(elts, ctx),
            _ => Vec::new(),
        },
        AnyNode::Comprehension(id) => {
            let Comprehension { target, .. } = ast[id];
            vec![(target, Store)]
        }
        AnyNode::WithItem(id) => {
            let WithItem { optional_vars, .. } = ast[id];
            optional_vars.map(|vars| (vars, Store)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn context(ast: &Ast, id: Id<Expr>, wanted: ExprContext) -> Checked {
    let own = match ast[id] {
        Expr::Attribute { ctx, .. }
        | Expr::Subscript { ctx, .. }
        | Expr::Starred { ctx, .. }
        | Expr::Name { ctx, .. }
        | Expr::List { ctx, .. }
        | Expr::Tuple { ctx, .. } => ctx,
        _ if wanted == ExprContext::Load => return Ok(()),
        _ => return value_error(format!("expression which can't be assigned to in {} context", wanted.name())),
    };
    match own == wanted {
        true => Ok(()),
        false => value_error(format!("expression must have {} context but has {} instead", wanted.name(), own.name())),
    }
}

fn some<T: Item>(list: List<T>, what: &str, of: &str) -> Checked {
    if list.is_empty() { value_error(format!("empty {what} on {of}")) } else { Ok(()) }
}

fn body(list: List<Id<Stmt>>, of: &str) -> Checked {
    some(list, "body", of)
}

fn statement(ast: &Ast, statement: &Stmt) -> Checked {
    match *statement {
        Stmt::FunctionDef { body: list, .. } => body(list, "FunctionDef"),
        Stmt::AsyncFunctionDef { body: list, .. } => body(list, "AsyncFunctionDef"),
        Stmt::ClassDef { body: list, .. } => body(list, "ClassDef"),
        Stmt::For { body: list, .. } => body(list, "For"),
        Stmt::AsyncFor { body: list, .. } => body(list, "AsyncFor"),
        Stmt::While { body: list, .. } => body(list, "While"),
        Stmt::If { body: list, .. } => body(list, "If"),
        Stmt::With { items, body: list, .. } => some(items, "items", "With").and_then(|()| body(list, "With")),
        Stmt::AsyncWith { items, body: list, .. } => {
            some(items, "items", "AsyncWith").and_then(|()| body(list, "AsyncWith"))
        }
        Stmt::Match { cases, .. } => some(cases, "cases", "Match"),
        Stmt::Try { body: list, handlers, orelse, finalbody } => {
            body(list, "Try")?;
            clauses("Try", handlers.is_empty(), orelse.is_empty(), finalbody.is_empty())
        }
        Stmt::TryStar { body: list, handlers, orelse, finalbody } => {
            body(list, "TryStar")?;
            clauses("TryStar", handlers.is_empty(), orelse.is_empty(), finalbody.is_empty())
        }
        Stmt::Assign { targets, .. } => some(targets, "targets", "Assign"),
        Stmt::Delete { targets } => some(targets, "targets", "Delete"),
        Stmt::Import { names } => some(names, "names", "Import"),
        Stmt::ImportFrom { level, .. } if level < 0 => value_error("Negative ImportFrom level"),
        Stmt::ImportFrom { names, .. } => some(names, "names", "ImportFrom"),
        Stmt::Global { names } => some(names, "names", "Global"),
        Stmt::Nonlocal { names } => some(names, "names", "Nonlocal"),
        Stmt::Raise { exc: None, cause: Some(_) } => value_error("Raise with cause but no exception"),
        Stmt::TypeAlias { name, .. } if !matches!(ast[name], Expr::Name { .. }) => {
            type_error("TypeAlias with non-Name name")
        }
        Stmt::AnnAssign { target, simple, .. } => {
            let is_name = matches!(ast[target], Expr::Name { .. });
            match ast[target] {
                _ if simple != 0 && !is_name => type_error("AnnAssign with simple non-Name target"),
                Expr::Name { .. } | Expr::Attribute { .. } | Expr::Subscript { .. } => Ok(()),
                _ => no_target(ast, target, "annotated"),
            }
        }
        Stmt::AugAssign { target, .. } => match ast[target] {
            Expr::Name { .. } | Expr::Attribute { .. } | Expr::Subscript { .. } => Ok(()),
            _ => no_target(ast, target, "augmented"),
        },
        _ => Ok(()),
    }
}

/// A target that other assignments may have.
fn no_target(ast: &Ast, target: Id<Expr>, what: &str) -> Checked {
    let number = match ast[target] {
        Expr::Starred { .. } => 25,
        Expr::List { .. } => 27,
        Expr::Tuple { .. } => 28,
        // The wrong context says it.
        _ => return context(ast, target, ExprContext::Store),
    };
    let words = format!("invalid node type ({number}) for {what} assignment");
    Err(Fault { kind: ExceptionKind::SystemError, words })
}

fn clauses(of: &str, no_handlers: bool, no_orelse: bool, no_finalbody: bool) -> Checked {
    match () {
        () if no_handlers && no_finalbody => value_error(format!("{of} has neither except handlers nor finalbody")),
        () if no_handlers && !no_orelse => value_error(format!("{of} has orelse but no except handlers")),
        () => Ok(()),
    }
}

/// Names that are words of the language's own cannot be variables.
fn name(ast: &Ast, name: Name) -> Checked {
    match ast.resolve(name) {
        text @ ("None" | "True" | "False") => value_error(format!("identifier field can't represent '{text}' constant")),
        _ => Ok(()),
    }
}

fn capture(ast: &Ast, captured: Name) -> Checked {
    match ast.resolve(captured) {
        "_" => value_error("can't capture name '_' in patterns"),
        _ => name(ast, captured),
    }
}

/// The generators come before what is made of them.
fn comprehension(ast: &Ast, generators: List<Id<Comprehension>>) -> Checked {
    if generators.is_empty() {
        return value_error("comprehension with no generators");
    }
    ast.items(generators).try_for_each(|id| {
        let Comprehension { target, iter, ifs, .. } = ast[id];
        context(ast, target, ExprContext::Store)?;
        context(ast, iter, ExprContext::Load)?;
        ast.items(ifs).try_for_each(|test| context(ast, test, ExprContext::Load))
    })
}

fn expression(ast: &Ast, expression: &Expr) -> Checked {
    match *expression {
        Expr::BoolOp { values, .. } if ast.len(values) < 2 => value_error("BoolOp with less than 2 values"),
        Expr::Dict { keys, values } if ast.len(keys) != ast.len(values) => {
            value_error("Dict doesn't have the same number of keys as values")
        }
        Expr::ListComp { generators, .. }
        | Expr::SetComp { generators, .. }
        | Expr::DictComp { generators, .. }
        | Expr::GeneratorExp { generators, .. } => comprehension(ast, generators),
        Expr::Compare { comparators, .. } if comparators.is_empty() => value_error("Compare with no comparators"),
        Expr::Compare { ops, comparators, .. } if ast.len(ops) != ast.len(comparators) => {
            value_error("Compare has a different number of comparators and operands")
        }
        Expr::NamedExpr { target, .. } if !matches!(ast[target], Expr::Name { .. }) => {
            type_error("NamedExpr target must be a Name")
        }
        Expr::FormattedValue { conversion, .. } | Expr::Interpolation { conversion, .. }
            if ![-1, 's' as i16, 'r' as i16, 'a' as i16].contains(&conversion) =>
        {
            let words = format!("Unrecognized conversion character {conversion}");
            Err(Fault { kind: ExceptionKind::SystemError, words })
        }
        Expr::Name { id, .. } => name(ast, id),
        _ => Ok(()),
    }
}

fn arguments(ast: &Ast, id: Id<crate::ast::Arguments>) -> Checked {
    let arguments = ast[id];
    if ast.len(arguments.defaults) > ast.len(arguments.posonlyargs) + ast.len(arguments.args) {
        return value_error("more positional defaults than args on arguments");
    }
    // Annotations and defaults come first.
    let all = [arguments.posonlyargs, arguments.args, arguments.kwonlyargs];
    let single = [arguments.vararg, arguments.kwarg].into_iter().flatten();
    for arg in all.into_iter().flat_map(|list| ast.items(list)).chain(single) {
        ast[arg].annotation.map_or(Ok(()), |annotation| context(ast, annotation, ExprContext::Load))?;
    }
    if ast.len(arguments.kw_defaults) != ast.len(arguments.kwonlyargs) {
        return value_error("length of kwonlyargs is not the same as kw_defaults on arguments");
    }
    Ok(())
}

fn type_param(ast: &Ast, param: &TypeParam) -> Checked {
    match *param {
        TypeParam::TypeVar { name: of, .. }
        | TypeParam::ParamSpec { name: of, .. }
        | TypeParam::TypeVarTuple { name: of, .. } => name(ast, of),
    }
}

fn pattern(ast: &Ast, pattern: &Pattern) -> Checked {
    match *pattern {
        Pattern::MatchValue { value } => match_value(ast, value),
        Pattern::MatchSingleton { value } => match ast.value(value) {
            Constant::None | Constant::True | Constant::False => Ok(()),
            _ => value_error("MatchSingleton can only contain True, False and None"),
        },
        Pattern::MatchSequence { .. } => Ok(()),
        Pattern::MatchMapping { keys, patterns, rest } => {
            if ast.len(keys) != ast.len(patterns) {
                return value_error("MatchMapping doesn't have the same number of keys as patterns");
            }
            rest.map_or(Ok(()), |rest| capture(ast, rest))?;
            let is_singleton = |key: Id<Expr>| match ast[key] {
                Expr::Constant { value, .. } => {
                    matches!(ast.value(value), Constant::None | Constant::True | Constant::False)
                }
                _ => false,
            };
            ast.items(keys).filter(|key| !is_singleton(*key)).try_for_each(|key| match_value(ast, key))?;
            no_stars(ast, patterns)
        }
        Pattern::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
            if ast.len(kwd_attrs) != ast.len(kwd_patterns) {
                return value_error("MatchClass doesn't have the same number of keyword attributes as patterns");
            }
            if !is_path(ast, cls) {
                return value_error("MatchClass cls field can only contain Name or Attribute nodes.");
            }
            ast.items(kwd_attrs).try_for_each(|attr| name(ast, attr))?;
            no_stars(ast, patterns)?;
            no_stars(ast, kwd_patterns)
        }
        Pattern::MatchStar { name } => name.map_or(Ok(()), |name| capture(ast, name)),
        Pattern::MatchAs { pattern: Some(_), name: None } => {
            value_error("MatchAs must specify a target name if a pattern is given")
        }
        Pattern::MatchAs { pattern: Some(inner), .. } if is_star(ast, inner) => no_star(ast, inner),
        Pattern::MatchAs { name, .. } => name.map_or(Ok(()), |name| capture(ast, name)),
        Pattern::MatchOr { patterns } if ast.len(patterns) < 2 => value_error("MatchOr requires at least 2 patterns"),
        Pattern::MatchOr { patterns } => no_stars(ast, patterns),
    }
}

/// Stars stand in sequences alone.
fn no_star(ast: &Ast, id: Id<Pattern>) -> Checked {
    if is_star(ast, id) { value_error("can't use MatchStar here") } else { Ok(()) }
}

fn no_stars(ast: &Ast, patterns: List<Id<Pattern>>) -> Checked {
    ast.items(patterns).try_for_each(|id| no_star(ast, id))
}

fn is_star(ast: &Ast, id: Id<Pattern>) -> bool {
    matches!(ast[id], Pattern::MatchStar { .. })
}

/// Names with dots between them.
fn is_path(ast: &Ast, mut id: Id<Expr>) -> bool {
    while let Expr::Attribute { value, .. } = ast[id] {
        id = value;
    }
    matches!(ast[id], Expr::Name { .. })
}

fn number(ast: &Ast, id: Id<Expr>, wants_complex: bool) -> bool {
    let Expr::Constant { value, .. } = ast[id] else { return false };
    match ast.value(value) {
        Constant::Complex(_) | Constant::Sum(..) => wants_complex,
        Constant::Int(_) | Constant::BigInt(_) | Constant::Float(_) => !wants_complex,
        _ => false,
    }
}

/// A number, perhaps a negative one.
fn signed(ast: &Ast, id: Id<Expr>) -> bool {
    match ast[id] {
        Expr::UnaryOp { op: UnaryOperator::USub, operand } => number(ast, operand, false) || number(ast, operand, true),
        _ => number(ast, id, false) || number(ast, id, true),
    }
}

fn match_value(ast: &Ast, id: Id<Expr>) -> Checked {
    let is_fine = match ast[id] {
        Expr::Constant { value, .. } => match ast.value(value) {
            Constant::None
            | Constant::True
            | Constant::False
            | Constant::Ellipsis
            | Constant::Tuple(_)
            | Constant::FrozenSet(_) => {
                return value_error("unexpected constant inside of a literal pattern");
            }
            _ => true,
        },
        Expr::Attribute { .. } => is_path(ast, id),
        Expr::UnaryOp { .. } => signed(ast, id),
        Expr::BinOp { left, op: Operator::Add | Operator::Sub, right } => signed(ast, left) && number(ast, right, true),
        Expr::JoinedStr { .. } | Expr::TemplateStr { .. } => true,
        _ => false,
    };
    if is_fine { Ok(()) } else { value_error("patterns may only match literals and attribute lookups") }
}
