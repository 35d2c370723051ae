//! Modules and statements.

use super::{Builder, Dots, Seq, or_empty};
use crate::ast::{
    Alias, Arguments, ExceptHandler, Expr, ExprContext, Id, List, Mod, Name, Operator, Stmt, TypeParam, WithItem,
};
use crate::diagnostics::Message;
use crate::lexer::TokenKind;
use crate::source::Span;

type Body = List<Id<Stmt>>;

/// What is parsed as a whole.
impl Builder<'_> {
    pub fn module(&mut self, l: u32, body: Option<Seq>, r: u32) -> Id<Mod> {
        let body = self.close_optional(body);
        self.check_futures(body);
        let ignores: Vec<_> = self.type_ignores.iter().map(|ignore| self.type_ignore_node(ignore)).collect();
        let ignores = self.ast.new_list(&ignores);
        self.ast.module(l, body, ignores, r)
    }

    pub fn interactive(&mut self, l: u32, body: Seq, r: u32) -> Id<Mod> {
        let body = self.close(body);
        self.check_futures(body);
        self.ast.interactive(l, body, r)
    }

    /// An empty line at the prompt is a `pass`.
    pub fn blank_line(&mut self, l: u32, r: u32) -> Seq {
        let pass = self.ast.pass_stmt(l, r);
        self.first(pass)
    }

    pub fn expression_mod(&mut self, l: u32, body: Id<Expr>, r: u32) -> Id<Mod> {
        self.ast.expression(l, body, r)
    }

    pub fn function_type(&mut self, l: u32, args: Option<Seq>, returns: Id<Expr>, r: u32) -> Id<Mod> {
        let args = self.close_optional(args);
        self.ast.function_type(l, args, returns, r)
    }
}

/// Simple statements.
impl Builder<'_> {
    pub fn assign(&mut self, l: u32, targets: Seq, value: Id<Expr>, tc: Option<Name>, r: u32) -> Id<Stmt> {
        let targets = self.close(targets);
        for index in 0..self.ast.len(targets) {
            if let Some(target) = self.ast.get(targets, index) {
                self.assign_target(target);
            }
        }
        self.ast.assign_stmt(l, targets, value, tc, r)
    }

    pub fn aug_assign(&mut self, l: u32, target: Id<Expr>, op: Operator, value: Id<Expr>, r: u32) -> Id<Stmt> {
        self.augmented_target(target);
        self.ast.aug_assign_stmt(l, target, op, value, r)
    }

    pub fn ann_assign(
        &mut self,
        l: u32,
        target: Id<Expr>,
        annotation: Id<Expr>,
        value: Option<Id<Expr>>,
        r: u32,
    ) -> Id<Stmt> {
        self.annotated_target(target);
        // A name in parentheses starts after the statement does.
        let simple = matches!(self.ast[target], Expr::Name { .. }) && self.ast.span(target).start == l;
        self.ast.ann_assign_stmt(l, target, annotation, value, simple.into(), r)
    }

    pub fn type_alias(&mut self, l: u32, name: Id<Expr>, params: Option<Seq>, value: Id<Expr>, r: u32) -> Id<Stmt> {
        let params = self.close_optional(params);
        self.ast.type_alias_stmt(l, name, params, value, r)
    }

    pub fn delete(&mut self, l: u32, targets: Seq, r: u32) -> Id<Stmt> {
        let targets = self.close(targets);
        for index in 0..self.ast.len(targets) {
            if let Some(target) = self.ast.get(targets, index) {
                self.delete_target(target);
            }
        }
        self.ast.delete_stmt(l, targets, r)
    }

    pub fn global(&mut self, l: u32, names: Seq, r: u32) -> Id<Stmt> {
        let names = self.close(names);
        self.ast.global_stmt(l, names, r)
    }

    pub fn nonlocal(&mut self, l: u32, names: Seq, r: u32) -> Id<Stmt> {
        let names = self.close(names);
        self.ast.nonlocal_stmt(l, names, r)
    }

    pub fn import(&mut self, l: u32, names: Seq, r: u32) -> Id<Stmt> {
        let names = self.close(names);
        self.ast.import_stmt(l, names, r)
    }

    pub fn import_from(&mut self, l: u32, dots: Option<Dots>, module: Option<Name>, names: Seq, r: u32) -> Id<Stmt> {
        let names = self.close(names);
        if dots.is_none() && module.is_some_and(|module| self.ast.resolve(module) == "__future__") {
            self.take_future(names);
        }
        self.ast.import_from_stmt(l, module, names, dots.map_or(0, |dots| dots.0 as i32), r)
    }

    /// `from m import *`.
    pub fn star_alias(&mut self, l: u32, r: u32) -> Seq {
        let star = self.ast.intern("*");
        let alias: Id<Alias> = self.ast.alias(l, star, None, r);
        self.first(alias)
    }
}

/// Compound statements.
#[allow(clippy::too_many_arguments)] // one for each part of the statement
impl Builder<'_> {
    pub fn if_stmt(&mut self, l: u32, test: Id<Expr>, body: Body, orelse: Option<Body>, r: u32) -> Id<Stmt> {
        self.ast.if_stmt(l, test, body, or_empty(orelse), r)
    }

    /// `elif` is an `if` that is all of the `else` before it.
    pub fn elif(&mut self, l: u32, test: Id<Expr>, body: Body, orelse: Option<Body>, r: u32) -> Body {
        let stmt = self.if_stmt(l, test, body, orelse, r);
        self.ast.new_list(&[stmt])
    }

    pub fn while_stmt(&mut self, l: u32, test: Id<Expr>, body: Body, orelse: Option<Body>, r: u32) -> Id<Stmt> {
        self.ast.while_stmt(l, test, body, or_empty(orelse), r)
    }

    pub fn for_stmt(
        &mut self,
        l: u32,
        target: Id<Expr>,
        iter: Id<Expr>,
        tc: Option<Name>,
        body: Body,
        orelse: Option<Body>,
        r: u32,
    ) -> Id<Stmt> {
        self.for_target(target);
        self.ast.for_stmt(l, target, iter, body, or_empty(orelse), tc, r)
    }

    pub fn async_for_stmt(
        &mut self,
        l: u32,
        target: Id<Expr>,
        iter: Id<Expr>,
        tc: Option<Name>,
        body: Body,
        orelse: Option<Body>,
        r: u32,
    ) -> Id<Stmt> {
        self.for_target(target);
        self.ast.async_for_stmt(l, target, iter, body, or_empty(orelse), tc, r)
    }

    pub fn with_stmt(&mut self, l: u32, items: Seq, tc: Option<Name>, body: Body, r: u32) -> Id<Stmt> {
        let items = self.close(items);
        self.ast.with_stmt(l, items, body, tc, r)
    }

    pub fn async_with_stmt(&mut self, l: u32, items: Seq, tc: Option<Name>, body: Body, r: u32) -> Id<Stmt> {
        let items = self.close(items);
        self.ast.async_with_stmt(l, items, body, tc, r)
    }

    pub fn with_item_as(&mut self, l: u32, expr: Id<Expr>, target: Id<Expr>, r: u32) -> Id<WithItem> {
        self.assign_target(target);
        self.ast.with_item(l, expr, Some(target), r)
    }

    /// What a parenthesis after `with` encloses: items, unless one is `*a` or `a := b`: then it is a tuple (or one named
    /// expression), and none may have `as`.
    pub fn with_group(&mut self, l: u32, items: Seq, comma: Option<TokenKind>, r: u32) -> Seq {
        let ids: Vec<Id<WithItem>> =
            self.stack[items.index()..].iter().map(|&raw| crate::ast::Item::from_raw(raw)).collect();
        let bare = |&id: &Id<WithItem>| {
            let expr = self.ast[id].context_expr;
            let unparenthesised = self.ast.span(expr).start == self.ast.span(id).start;
            matches!(self.ast[expr], Expr::Starred { .. } | Expr::NamedExpr { .. }) && unparenthesised
        };
        if !ids.iter().any(bare) {
            return items;
        }
        if let Some(named) = ids.iter().find(|&&id| self.ast[id].optional_vars.is_some()) {
            self.error(Message::InvalidSyntax, self.ast.span(*named));
        }
        self.stack.truncate(items.index());
        let exprs: Vec<Id<Expr>> = ids.iter().map(|&id| self.ast[id].context_expr).collect();
        let expr = match exprs[..] {
            [only] if comma.is_none() => {
                if let Expr::Starred { .. } = self.ast[only] {
                    self.error(Message::StarredHere, self.ast.span(only));
                }
                only
            }
            _ => {
                let elts = self.ast.new_list(&exprs);
                self.ast.tuple(l, elts, ExprContext::Load, r)
            }
        };
        self.with_expression(l, expr, r)
    }

    pub fn with_empty_tuple(&mut self, l: u32, r: u32) -> Seq {
        let tuple = self.empty_tuple(l, r);
        self.with_expression(l, tuple, r)
    }

    pub fn with_generator(&mut self, l: u32, elt: Id<Expr>, generators: Seq, r: u32) -> Seq {
        let generator = self.generator_exp(l, elt, generators, r);
        self.with_expression(l, generator, r)
    }

    pub fn with_expression(&mut self, l: u32, expr: Id<Expr>, r: u32) -> Seq {
        let item = self.ast.with_item(l, expr, None, r);
        self.first(item)
    }

    pub fn try_finally(&mut self, l: u32, body: Body, finalbody: Body, r: u32) -> Id<Stmt> {
        self.ast.try_stmt(l, body, List::EMPTY, List::EMPTY, finalbody, r)
    }

    pub fn try_except(
        &mut self,
        l: u32,
        body: Body,
        handlers: Seq,
        orelse: Option<Body>,
        finalbody: Option<Body>,
        r: u32,
    ) -> Id<Stmt> {
        let handlers: List<Id<ExceptHandler>> = self.close(handlers);
        self.ast.try_stmt(l, body, handlers, or_empty(orelse), or_empty(finalbody), r)
    }

    pub fn try_except_star(
        &mut self,
        l: u32,
        body: Body,
        handlers: Seq,
        orelse: Option<Body>,
        finalbody: Option<Body>,
        r: u32,
    ) -> Id<Stmt> {
        let handlers: List<Id<ExceptHandler>> = self.close(handlers);
        self.ast.try_star_stmt(l, body, handlers, or_empty(orelse), or_empty(finalbody), r)
    }
}

/// Definitions.
#[allow(clippy::too_many_arguments)] // one for each part of the definition
impl Builder<'_> {
    pub fn function_def(
        &mut self,
        l: u32,
        name: Name,
        params: Option<Seq>,
        args: Id<Arguments>,
        returns: Option<Id<Expr>>,
        tc: Option<Name>,
        body: Body,
        r: u32,
    ) -> Id<Stmt> {
        let params: List<Id<TypeParam>> = self.close_optional(params);
        self.ast.function_def_stmt(l, name, args, body, List::EMPTY, returns, tc, params, r)
    }

    pub fn async_function_def(
        &mut self,
        l: u32,
        name: Name,
        params: Option<Seq>,
        args: Id<Arguments>,
        returns: Option<Id<Expr>>,
        tc: Option<Name>,
        body: Body,
        r: u32,
    ) -> Id<Stmt> {
        let params: List<Id<TypeParam>> = self.close_optional(params);
        self.ast.async_function_def_stmt(l, name, args, body, List::EMPTY, returns, tc, params, r)
    }

    pub fn function_def_commented(
        &mut self,
        l: u32,
        name: Name,
        params: Option<Seq>,
        args: Id<Arguments>,
        returns: Option<Id<Expr>>,
        body: Seq,
        r: u32,
    ) -> Id<Stmt> {
        let (tc, body) = self.close_commented(body);
        self.function_def(l, name, params, args, returns, Some(tc), body, r)
    }

    pub fn async_function_def_commented(
        &mut self,
        l: u32,
        name: Name,
        params: Option<Seq>,
        args: Id<Arguments>,
        returns: Option<Id<Expr>>,
        body: Seq,
        r: u32,
    ) -> Id<Stmt> {
        let (tc, body) = self.close_commented(body);
        self.async_function_def(l, name, params, args, returns, Some(tc), body, r)
    }

    /// A block whose first element is its type comment.
    fn close_commented(&mut self, block: Seq) -> (Name, Body) {
        let tc = crate::ast::Item::from_raw(self.stack.remove(block.index()));
        (tc, self.close(block))
    }

    pub fn class_def(&mut self, l: u32, name: Name, params: Option<Seq>, args: Option<Seq>, body: Body, r: u32) -> Id<Stmt> {
        let (bases, keywords) = args.map_or((List::EMPTY, List::EMPTY), |args| self.close_arguments(args));
        let params: List<Id<TypeParam>> = self.close_optional(params);
        self.ast.class_def_stmt(l, name, bases, keywords, body, List::EMPTY, params, r)
    }

    /// A definition starts at its keyword: decorators are added to it.
    pub fn decorate(&mut self, decorators: Seq, definition: Id<Stmt>) -> Id<Stmt> {
        let list = self.close(decorators);
        match &mut self.ast[definition] {
            Stmt::FunctionDef { decorator_list, .. }
            | Stmt::AsyncFunctionDef { decorator_list, .. }
            | Stmt::ClassDef { decorator_list, .. } => *decorator_list = list,
            _ => {}
        }
        definition
    }
}

impl Builder<'_> {
    fn type_ignore_node(&mut self, ignore: &crate::lexer::TypeIgnoreComment) -> Id<crate::ast::TypeIgnore> {
        let mut tag = self.type_comment(ignore.tag.start, ignore.tag.end);
        let Span { start, end } = ignore.comment;
        // Where the comment is all that is on the line, CPython takes the line's end for a part of it.
        let before = &self.source.text()[..start as usize];
        if before.trim_end_matches([' ', '\t', '\x0c']).ends_with(['\n', '\r']) || before.trim().is_empty() {
            let whole = format!("{}\n", self.ast.resolve(tag));
            tag = self.ast.intern(&whole);
        }
        let line = self.source.position(start).line as i32;
        self.ast.type_ignore(start, line, tag, end)
    }
}
