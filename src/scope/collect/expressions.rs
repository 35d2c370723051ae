//! Expressions.

use super::{Collector, Task};
use crate::ast::{Comprehension as Clause, Expr, ExprContext, Id, List, Name};
use crate::diagnostics::Message;
use crate::scope::symbol::{BindingKind, Flags};
use crate::scope::{Comprehension, Role, ScopeKind};
use crate::source::Span;

impl Collector<'_> {
    pub(super) fn expression(&mut self, id: Id<Expr>) {
        match self.ast[id] {
            Expr::Name { id: name, ctx } => self.name(id, name, ctx),
            Expr::NamedExpr { target, value } => self.named_expression(id, target, value),
            Expr::Lambda { args, body } => {
                self.defaults(args);
                let lambda = self.open(ScopeKind::Lambda, None, id.into(), Role::Body, self.ast.span(id), self.scope());
                self.task(Task::Enter(lambda));
                self.task(Task::Parameters(args));
                self.see(body);
                self.task(Task::Leave);
            }
            Expr::ListComp { elt, generators } => self.comprehension(id, Comprehension::List, generators, &[elt]),
            Expr::SetComp { elt, generators } => self.comprehension(id, Comprehension::Set, generators, &[elt]),
            Expr::GeneratorExp { elt, generators } => self.comprehension(id, Comprehension::Generator, generators, &[elt]),
            Expr::DictComp { key, value, generators } => {
                self.comprehension(id, Comprehension::Dict, generators, &[value, key]);
            }
            Expr::Yield { .. } | Expr::YieldFrom { .. } => {
                self.check_place("yield expression", id);
                self.children(id.into());
                self.task(Task::AfterYield(id));
            }
            Expr::Await { value } => {
                self.check_place("await expression", id);
                self.check_await(self.ast.span(id));
                self.see(value);
                self.task(Task::IsCoroutine);
            }
            Expr::Call { func, args, keywords } => {
                self.see(func);
                self.list(args);
                self.task(Task::Keywords(keywords));
                self.list(keywords);
            }
            Expr::Attribute { value, attr, ctx } => {
                self.check_debug(attr, ctx, self.ast.span(id));
                self.see(value);
            }
            Expr::Constant { .. } => {}
            Expr::BinOp { left, right, .. } => {
                self.see(left);
                self.see(right);
            }
            Expr::Subscript { value, slice, .. } => {
                self.see(value);
                self.see(slice);
            }
            Expr::Tuple { elts, .. } | Expr::List { elts, .. } => self.list(elts),
            _ => self.children(id.into()),
        }
    }

    fn name(&mut self, id: Id<Expr>, name: Name, ctx: ExprContext) {
        if self.frame().is_unevaluated {
            return;
        }
        let span = self.ast.span(id);
        let symbol = match ctx {
            ExprContext::Load => {
                let symbol = self.use_name(name, span);
                // `super()` finds the class in the cell `__class__`.
                if self.current().is_function_like() && name == self.known.super_ {
                    self.define_implicit(self.known.class, Flags::USE);
                }
                symbol
            }
            ExprContext::Store | ExprContext::Del => {
                self.check_debug(name, ctx, span);
                self.bind(name, Flags::LOCAL, BindingKind::Variable, span)
            }
        };
        self.scopes.expressions[id.index()] = Some(symbol);
    }

    fn named_expression(&mut self, id: Id<Expr>, target: Id<Expr>, value: Id<Expr>) {
        self.check_place("named expression", id);
        if self.frame().iterables > 0 {
            self.error(Message::NamedInIterable, self.ast.span(id));
        } else if let (Some(_), Expr::Name { id: name, .. }) = (self.current().comprehension(), self.ast[target]) {
            self.bind_around_comprehension(name, self.ast.span(target));
        }
        self.see(value);
        self.see(target);
    }

    /// The first iterable belongs to the scope around; all else to the comprehension. CPython sees `elements` in this order.
    fn comprehension(&mut self, id: Id<Expr>, kind: Comprehension, clauses: List<Id<Clause>>, elements: &[Id<Expr>]) {
        let Some(first) = self.ast.get(clauses, 0) else { return };
        let Clause { target, iter, ifs, is_async } = self.ast[first];
        self.iterable(iter);
        let kind = ScopeKind::Comprehension(kind);
        let inner = self.open(kind, None, id.into(), Role::Body, self.ast.span(id), self.scope());
        self.task(Task::Enter(inner));
        if is_async != 0 {
            self.task(Task::IsCoroutine);
        }
        self.task(Task::IterationTarget(true));
        self.see(target);
        self.task(Task::IterationTarget(false));
        self.list(ifs);
        let ast = self.ast;
        ast.items(clauses).skip(1).for_each(|clause| self.see(clause));
        elements.iter().for_each(|&element| self.see(element));
        self.task(Task::AfterComprehension(id));
    }

    /// A `for` of a comprehension, other than the first.
    pub(super) fn comprehension_clause(&mut self, id: Id<Clause>) {
        let Clause { target, iter, ifs, is_async } = self.ast[id];
        self.task(Task::IterationTarget(true));
        self.see(target);
        self.task(Task::IterationTarget(false));
        self.iterable(iter);
        self.list(ifs);
        if is_async != 0 {
            self.task(Task::IsCoroutine);
        }
    }

    fn iterable(&mut self, iter: Id<Expr>) {
        self.task(Task::IntoIterable);
        self.see(iter);
        self.task(Task::OutOfIterable);
    }

    /// Leaves the comprehension. One that awaits needs an asynchronous function around, unless it is a generator.
    pub(super) fn after_comprehension(&mut self, id: Id<Expr>) {
        let is_generator = self.current().kind == ScopeKind::Comprehension(Comprehension::Generator);
        self.current_mut().is_generator = is_generator;
        let is_async = self.current().is_coroutine && !is_generator;
        self.leave();
        if is_async {
            if !self.is_async_function() && self.current().comprehension().is_none() && !self.may_module_await() {
                self.error(Message::AsyncComprehension, self.ast.span(id));
            }
            self.current_mut().is_coroutine = true;
        }
    }

    pub(super) fn after_yield(&mut self, id: Id<Expr>) {
        self.current_mut().is_generator = true;
        let of = match self.current().comprehension() {
            Some(Comprehension::List) => "list comprehension",
            Some(Comprehension::Set) => "set comprehension",
            Some(Comprehension::Dict) => "dict comprehension",
            Some(Comprehension::Generator) => "generator expression",
            None => return,
        };
        self.error(Message::YieldInComprehension { of }, self.ast.span(id));
    }

    fn check_await(&mut self, span: Span) {
        if self.may_module_await() {
            return;
        }
        if !self.current().is_function_like() {
            self.error(Message::AwaitOutsideFunction, span);
        } else if !self.is_async_function() && self.current().comprehension().is_none() {
            self.error(Message::OutsideAsync { what: "await" }, span);
        }
    }

    /// Whether this is module code, of a module that may be a coroutine.
    pub(super) fn may_module_await(&self) -> bool {
        self.top_level_await && self.current().kind == ScopeKind::Module
    }

    fn is_async_function(&self) -> bool {
        self.current().is_function() && self.current().is_coroutine
    }

    /// Scopes that hold types take no expression that changes what is around.
    fn check_place(&mut self, what: &'static str, id: Id<Expr>) {
        let place = match self.current().kind {
            ScopeKind::Annotation => "an annotation",
            ScopeKind::TypeVariable(place) => place,
            ScopeKind::TypeAlias => "a type alias",
            ScopeKind::TypeParameters => "the definition of a generic",
            _ => return,
        };
        self.error(Message::NotWithin { what, place }, self.ast.span(id));
    }
}
