//! Statements.

use super::{Collector, Task};
use crate::ast::{Expr, Id, Stmt};
use crate::diagnostics::Message;
use crate::scope::symbol::{BindingKind, Flags};
use crate::source::Span;

impl Collector<'_> {
    pub(super) fn statement(&mut self, id: Id<Stmt>) {
        match self.ast[id] {
            Stmt::FunctionDef { .. } | Stmt::AsyncFunctionDef { .. } => self.function(id),
            Stmt::ClassDef { .. } => self.class(id),
            Stmt::TypeAlias { .. } => self.type_alias(id),
            Stmt::Global { names } => self.declare(names, Flags::GLOBAL, self.ast.span(id)),
            Stmt::Nonlocal { names } => self.declare(names, Flags::NONLOCAL, self.ast.span(id)),
            Stmt::AnnAssign { target, annotation, value, simple } => {
                self.annotated(id, target, value.is_some(), simple != 0);
                self.task(Task::Annotation(annotation));
                self.optional(value);
            }
            Stmt::AugAssign { target, .. } => {
                self.use_augmented(target);
                self.children(id.into());
            }
            Stmt::Expr { value } => self.see(value),
            Stmt::Assign { targets, value, .. } => {
                self.list(targets);
                self.see(value);
            }
            Stmt::Return { value: Some(value) } => {
                self.see(value);
                self.task(Task::ReturnsValue);
            }
            Stmt::ImportFrom { names, .. } => {
                self.list(names);
                self.task(Task::AfterImportFrom(id));
            }
            Stmt::For { target, iter, body, orelse, .. } => {
                self.see(target);
                self.see(iter);
                self.conditional(|this| {
                    this.list(body);
                    this.list(orelse);
                });
            }
            Stmt::AsyncFor { target, iter, body, orelse, .. } => {
                self.check_coroutine("async for", self.ast.span(id));
                self.current_mut().is_guarded = true;
                self.see(target);
                self.see(iter);
                self.conditional(|this| {
                    this.list(body);
                    this.list(orelse);
                });
            }
            Stmt::While { test, body, orelse } | Stmt::If { test, body, orelse } => {
                self.see(test);
                self.conditional(|this| {
                    this.list(body);
                    this.list(orelse);
                });
            }
            Stmt::Match { subject, cases } => {
                self.see(subject);
                self.conditional(|this| this.list(cases));
            }
            Stmt::AsyncWith { .. } => {
                self.check_coroutine("async with", self.ast.span(id));
                self.guarded(id);
            }
            Stmt::With { .. } | Stmt::Try { .. } | Stmt::TryStar { .. } => self.guarded(id),
            _ => self.children(id.into()),
        }
    }

    /// What is planned here may not be executed.
    fn conditional(&mut self, plan: impl FnOnce(&mut Self)) {
        let before = self.frame().in_conditional;
        self.task(Task::Conditional(true));
        plan(self);
        self.task(Task::Conditional(before));
    }

    /// A statement that handles exceptions.
    fn guarded(&mut self, id: Id<Stmt>) {
        self.current_mut().is_guarded = true;
        self.conditional(|this| this.children(id.into()));
    }

    fn check_coroutine(&mut self, statement: &'static str, span: Span) {
        if self.may_module_await() {
            self.current_mut().is_coroutine = true;
        } else if !self.current().is_coroutine {
            self.error(Message::OutsideAsync { what: statement }, span);
        }
    }

    /// The target of `target: annotation = value`.
    fn annotated(&mut self, id: Id<Stmt>, target: Id<Expr>, has_value: bool, is_simple: bool) {
        self.current_mut().uses_annotations = true;
        let Expr::Name { id: name, .. } = self.ast[target] else { return self.see(target) };
        let flags = match (is_simple, has_value) {
            (true, _) => Flags::ANNOTATED | Flags::LOCAL,
            (false, true) => Flags::LOCAL,
            (false, false) => return,
        };
        if is_simple {
            self.check_annotated(name, self.ast.span(id));
        }
        let span = self.ast.span(target);
        self.check_debug_stored(name, span);
        let symbol = self.bind(name, flags, BindingKind::Variable, span);
        self.scopes.expressions[target.index()] = Some(symbol);
    }

    /// The old value of the target is used as well, though CPython does not say so.
    fn use_augmented(&mut self, target: Id<Expr>) {
        if let Expr::Name { id: name, .. } = self.ast[target] {
            let symbol = self.symbol(self.scope(), name);
            self.scopes.note_use(symbol, self.ast.span(target));
        }
    }

    pub(super) fn check_import_from(&mut self, id: Id<Stmt>) {
        let Stmt::ImportFrom { module: Some(module), level: 0, .. } = self.ast[id] else { return };
        let span = self.ast.span(id);
        if self.ast.resolve(module) == "__future__" && span.start >= self.futures.end {
            self.error(Message::LateFuture, span);
        }
    }
}
