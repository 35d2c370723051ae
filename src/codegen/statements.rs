//! Statements: which module knows each, and the smallest of them.

use super::Generator;
use super::blocks::Goal;
use super::op::Op;
use super::plan::Task;
use super::sequence::Loc;
use crate::ast::{Expr, Id, Stmt};
use crate::bytecode::{CommonConstant, Intrinsic1};

impl Generator<'_> {
    pub(super) fn statement(&mut self, id: Id<Stmt>) {
        match self.ast[id] {
            Stmt::FunctionDef { .. } | Stmt::AsyncFunctionDef { .. } => self.function(id),
            Stmt::ClassDef { .. } => self.class(id),
            Stmt::TypeAlias { .. } => self.type_alias(id),
            Stmt::Return { value } => self.return_statement(id, value),
            Stmt::Delete { targets } => self.exprs(targets),
            Stmt::Assign { targets, value, .. } => self.assign(id, targets, value),
            Stmt::AugAssign { target, op, value } => self.augmented_assign(id, target, op, value),
            Stmt::AnnAssign { .. } => self.annotated_assign(id),
            Stmt::Raise { exc, cause } => {
                let loc = self.loc_of(id);
                let cause = cause.filter(|_| exc.is_some());
                exc.into_iter().chain(cause).for_each(|part| self.expr(part));
                self.op(Op::RAISE_VARARGS, u32::from(exc.is_some()) + u32::from(cause.is_some()), loc);
            }
            Stmt::Assert { test, msg } => self.assert(id, test, msg),
            Stmt::Import { names } => self.import(id, names),
            Stmt::ImportFrom { module, names, level } => self.import_from(id, module, names, level),
            Stmt::Global { .. } | Stmt::Nonlocal { .. } => {}
            Stmt::Expr { value } => self.expression_statement(id, value),
            Stmt::Pass => {
                let loc = self.loc_of(id);
                self.op0(Op::NOP, loc);
            }
            Stmt::Break => self.leave_loop(id, Goal::Break),
            Stmt::Continue => self.leave_loop(id, Goal::Continue),
            _ => self.block_statement(id),
        }
    }

    /// Statements whose blocks may not be executed.
    fn block_statement(&mut self, id: Id<Stmt>) {
        self.unit_mut().conditional_depth += 1;
        match self.ast[id] {
            Stmt::If { test, body, orelse } => self.if_statement(test, body, orelse),
            Stmt::While { test, body, orelse } => self.while_statement(id, test, body, orelse),
            Stmt::For { target, iter, body, orelse, .. } => self.for_statement(id, target, iter, body, orelse),
            Stmt::AsyncFor { target, iter, body, orelse, .. } => self.async_for(id, target, iter, body, orelse),
            Stmt::With { .. } | Stmt::AsyncWith { .. } => self.with_item(id, 0),
            Stmt::Match { subject, cases } => self.match_statement(subject, cases),
            Stmt::Try { body, handlers, orelse, finalbody } => self.try_statement(id, body, handlers, orelse, finalbody),
            Stmt::TryStar { body, handlers, orelse, finalbody } => {
                self.try_star_statement(id, body, handlers, orelse, finalbody)
            }
            _ => {}
        }
        self.task(Task::Conditional(-1));
    }

    fn expression_statement(&mut self, id: Id<Stmt>, value: Id<Expr>) {
        let loc = self.loc_of(id);
        if self.is_interactive_top_level() {
            self.expr(value);
            self.op(Op::CALL_INTRINSIC_1, Intrinsic1::Print, loc);
            self.op0(Op::POP_TOP, Loc::NONE);
        } else if self.is_constant(value) {
            self.op0(Op::NOP, loc);
        } else {
            self.expr(value);
            self.op0(Op::POP_TOP, Loc::NONE);
        }
    }

    fn is_interactive_top_level(&self) -> bool {
        self.units.len() == 1 && matches!(self.ast[self.ast.root()], crate::ast::Mod::Interactive { .. })
    }

    fn assert(&mut self, id: Id<Stmt>, test: Id<Expr>, message: Option<Id<Expr>>) {
        if let Expr::Tuple { elts, .. } = self.ast[test]
            && !elts.is_empty()
        {
            let span = self.ast.span(id);
            self.warn("assertion is always true, perhaps remove parentheses?".into(), span);
        }
        if self.options.optimise > 0 {
            return;
        }
        let (loc, test_loc) = (self.loc_of(id), self.loc_of(test));
        let end = self.label();
        self.jump_if(test, end, true);
        self.op(Op::LOAD_COMMON_CONSTANT, CommonConstant::AssertionError, loc);
        if let Some(message) = message {
            self.expr(message);
            self.op(Op::CALL, 0u32, loc);
        }
        self.op(Op::RAISE_VARARGS, 1u32, test_loc);
        self.place(end);
    }
}
