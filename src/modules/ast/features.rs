//! What of a tree an older version of the language did not have: `feature_version` of `ast.parse`.

use crate::ast::{AnyNode, Ast, Comprehension, Expr, Operator, Stmt, TypeParam};
use crate::diagnostics::{Diagnostic, Message};
use crate::source::Span;

/// The first node in the tree that Python 3.`minor` does not have.
pub fn newer(ast: &Ast, minor: i64) -> Option<Diagnostic> {
    let mut pending = vec![AnyNode::from(ast.root())];
    let mut children = Vec::new();
    while let Some(node) = pending.pop() {
        if let Some((feature, since, span)) = needs(ast, node)
            && minor < since
        {
            return Some(Diagnostic::new(Message::NewerFeature { feature: feature.into(), since }, span));
        }
        children.clear();
        node.children(ast, |child| children.push(child));
        pending.extend(children.iter().rev());
    }
    None
}

/// Which feature a node is of, and which version brought that.
fn needs(ast: &Ast, node: AnyNode) -> Option<(&'static str, i64, Span)> {
    let ((feature, since), span) = match node {
        AnyNode::Stmt(id) => (of_statement(&ast[id])?, ast.span(id)),
        AnyNode::Expr(id) => (of_expression(&ast[id])?, ast.span(id)),
        AnyNode::TypeParam(id) => match ast[id] {
            TypeParam::TypeVar { default_value: Some(_), .. }
            | TypeParam::ParamSpec { default_value: Some(_), .. }
            | TypeParam::TypeVarTuple { default_value: Some(_), .. } => (("Type parameter defaults are", 13), ast.span(id)),
            _ => (("Type parameter lists are", 12), ast.span(id)),
        },
        AnyNode::Comprehension(id) => match ast[id] {
            Comprehension { is_async, target, .. } if is_async != 0 => (("Async comprehensions are", 6), ast.span(target)),
            _ => return None,
        },
        AnyNode::Arguments(id) => {
            let first = ast.items(ast[id].posonlyargs).next()?;
            (("Positional-only parameters are", 8), ast.span(first))
        }
        _ => return None,
    };
    Some((feature, since, span))
}

fn of_statement(statement: &Stmt) -> Option<(&'static str, i64)> {
    Some(match statement {
        Stmt::AsyncFunctionDef { .. } => ("Async functions are", 5),
        Stmt::AsyncFor { .. } => ("Async for loops are", 5),
        Stmt::AsyncWith { .. } => ("Async with statements are", 5),
        Stmt::AnnAssign { .. } => ("Variable annotation syntax is", 6),
        Stmt::Match { .. } => ("Pattern matching is", 10),
        Stmt::TryStar { .. } => ("Exception groups are", 11),
        Stmt::TypeAlias { .. } => ("Type statement is", 12),
        _ => return None,
    })
}

fn of_expression(expression: &Expr) -> Option<(&'static str, i64)> {
    Some(match expression {
        Expr::Await { .. } => ("Await expressions are", 5),
        Expr::BinOp { op: Operator::MatMult, .. } => ("The '@' operator is", 5),
        Expr::NamedExpr { .. } => ("Assignment expressions are", 8),
        Expr::TemplateStr { .. } => ("t-strings are", 14),
        _ => return None,
    })
}
