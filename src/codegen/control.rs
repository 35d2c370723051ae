//! `if`, `while`, `for`, `return`, `break`, `continue`, and conditions.

use super::Generator;
use super::blocks::{BlockKind, Goal, Unwinding};
use super::op::Op;
use super::plan::Task;
use super::sequence::{Label, Loc};
use crate::ast::{BoolOperator, CmpOperator, Expr, Id, List, Stmt, UnaryOperator};
use crate::diagnostics::Message;
use crate::source::Span;

impl Generator<'_> {
    pub(super) fn if_statement(&mut self, test: Id<Expr>, body: List<Id<Stmt>>, orelse: List<Id<Stmt>>) {
        let end = self.label();
        let next = if orelse.is_empty() { end } else { self.label() };
        self.jump_if(test, next, false);
        self.body(body);
        if !orelse.is_empty() {
            self.jump(Op::JUMP_NO_INTERRUPT, end, Loc::NONE);
            self.place(next);
            self.body(orelse);
        }
        self.place(end);
    }

    pub(super) fn while_statement(&mut self, id: Id<Stmt>, test: Id<Expr>, body: List<Id<Stmt>>, orelse: List<Id<Stmt>>) {
        let (next, end, anchor) = (self.label(), self.label(), self.label());
        let (loc, span) = (self.loc_of(id), self.ast.span(id));
        self.place(next);
        self.plan_block(BlockKind::While { next, end }, loc, span);
        self.jump_if(test, anchor, false);
        self.body(body);
        self.jump(Op::JUMP, next, Loc::NONE);
        self.task(Task::PopBlock);
        self.place(anchor);
        self.body(orelse);
        self.place(end);
    }

    pub(super) fn for_statement(
        &mut self,
        id: Id<Stmt>,
        target: Id<Expr>,
        iter: Id<Expr>,
        body: List<Id<Stmt>>,
        orelse: List<Id<Stmt>>,
    ) {
        let (next, cleanup, end) = (self.label(), self.label(), self.label());
        let (loc, span) = (self.loc_of(id), self.ast.span(id));
        let (iter_loc, target_loc) = (self.loc_of(iter), self.loc_of(target));
        self.plan_block(BlockKind::For { next, end }, loc, span);
        self.expr(iter);
        self.op0(Op::GET_ITER, iter_loc);
        self.place(next);
        self.jump(Op::FOR_ITER, cleanup, iter_loc);
        // The target has a line of its own to stop at.
        self.op0(Op::NOP, target_loc);
        self.expr(target);
        self.body(body);
        self.jump(Op::JUMP, next, Loc::NONE);
        self.place(cleanup);
        self.op0(Op::END_FOR, Loc::NONE);
        self.op0(Op::POP_ITER, Loc::NONE);
        self.task(Task::PopBlock);
        self.body(orelse);
        self.place(end);
    }

    pub(super) fn async_for(
        &mut self,
        id: Id<Stmt>,
        target: Id<Expr>,
        iter: Id<Expr>,
        body: List<Id<Stmt>>,
        orelse: List<Id<Stmt>>,
    ) {
        let (next, send, except, end) = (self.label(), self.label(), self.label(), self.label());
        let (loc, iter_loc, span) = (self.loc_of(id), self.loc_of(iter), self.ast.span(id));
        self.expr(iter);
        self.op0(Op::GET_AITER, iter_loc);
        self.place(next);
        self.plan_block(BlockKind::For { next, end }, loc, span);
        self.jump(Op::SETUP_FINALLY, except, loc);
        self.op0(Op::GET_ANEXT, loc);
        self.load_none(loc);
        self.place(send);
        self.yield_from(true, loc);
        self.op0(Op::POP_BLOCK, loc);
        self.op0(Op::NOT_TAKEN, loc);
        self.expr(target);
        self.body(body);
        self.jump(Op::JUMP, next, Loc::NONE);
        self.task(Task::PopBlock);
        self.place(except);
        self.jump(Op::END_ASYNC_FOR, send, iter_loc);
        self.body(orelse);
        self.place(end);
    }

    pub(super) fn return_statement(&mut self, id: Id<Stmt>, value: Option<Id<Expr>>) {
        let span = self.ast.span(id);
        let scope = self.scopes.scope(self.unit().scope);
        if !scope.is_function_like() {
            return self.fail(Message::ReturnOutsideFunction, span);
        }
        if value.is_some() && scope.is_coroutine && scope.is_generator {
            return self.fail(Message::ReturnInAsyncGenerator, span);
        }
        let (mut loc, mut place) = (self.loc(span), span);
        let constant = value.map(|value| (value, self.constant_of(value)));
        let goal = match constant {
            None => Goal::Return(None),
            Some((_, Some(constant))) => Goal::Return(Some(constant)),
            Some((_, None)) => Goal::ReturnTop,
        };
        if let Some((value, constant)) = constant {
            match constant {
                None => self.expr(value),
                Some(_) => {
                    (loc, place) = (self.loc_of(value), self.ast.span(value));
                    self.op0(Op::NOP, loc);
                }
            }
        }
        let value_line = value.map(|value| self.loc_of(value).line());
        let statement = self.loc(span);
        if value_line != Some(statement.line()) {
            (loc, place) = (statement, span);
            self.op0(Op::NOP, loc);
        }
        self.task(Task::Unwind(Unwinding { goal, loc, span: place }));
    }

    pub(super) fn leave_loop(&mut self, id: Id<Stmt>, goal: Goal) {
        let (loc, span) = (self.loc_of(id), self.ast.span(id));
        self.op0(Op::NOP, loc);
        self.task(Task::Unwind(Unwinding { goal, loc, span }));
    }

    /// Jumps to the target if the test's truth is `when`.
    pub(super) fn condition(&mut self, test: Id<Expr>, target: Label, when: bool) {
        let span = self.ast.span(test);
        match self.ast[test] {
            Expr::UnaryOp { op: UnaryOperator::Not, operand } => self.jump_if(operand, target, !when),
            Expr::BoolOp { op, values } => self.bool_condition(op, values, target, when),
            Expr::IfExp { test, body, orelse } => {
                let (end, next) = (self.label(), self.label());
                self.jump_if(test, next, false);
                self.jump_if(body, target, when);
                self.jump(Op::JUMP_NO_INTERRUPT, end, Loc::NONE);
                self.place(next);
                self.jump_if(orelse, target, when);
                self.place(end);
            }
            Expr::Compare { left, ops, comparators } if self.ast.len(ops) > 1 => {
                self.check_comparison(test);
                self.compare_condition(left, ops, comparators, span, target, when);
            }
            _ => {
                let loc = self.loc(span);
                self.expr(test);
                self.op0(Op::TO_BOOL, loc);
                self.jump(jump_when(when), target, loc);
            }
        }
    }

    /// An operand that decides the whole goes to the target, or past the last operand.
    fn bool_condition(&mut self, op: BoolOperator, values: List<Id<Expr>>, target: Label, when: bool) {
        let deciding = op == BoolOperator::Or;
        let decided = if when == deciding { target } else { self.label() };
        let ast = self.ast;
        let last = ast.len(values).saturating_sub(1);
        for (index, value) in ast.items(values).enumerate() {
            match index < last {
                true => self.jump_if(value, decided, deciding),
                false => self.jump_if(value, target, when),
            }
        }
        if decided != target {
            self.place(decided);
        }
    }

    /// A chain keeps each middle operand for the next comparison and stops at the first that is false.
    fn compare_condition(
        &mut self,
        left: Id<Expr>,
        ops: List<CmpOperator>,
        comparators: List<Id<Expr>>,
        span: Span,
        target: Label,
        when: bool,
    ) {
        let (cleanup, end) = (self.label(), self.label());
        let loc = self.loc(span);
        let ast = self.ast;
        let last = ast.len(ops) - 1;
        self.expr(left);
        for (index, (op, right)) in ast.items(ops).zip(ast.items(comparators)).enumerate() {
            self.expr(right);
            if index < last {
                self.op(Op::SWAP, 2u32, loc);
                self.op(Op::COPY, 2u32, loc);
            }
            self.comparison(op, loc);
            self.op0(Op::TO_BOOL, loc);
            match index < last {
                true => self.jump(Op::POP_JUMP_IF_FALSE, cleanup, loc),
                false => self.jump(jump_when(when), target, loc),
            }
        }
        self.jump(Op::JUMP_NO_INTERRUPT, end, Loc::NONE);
        self.place(cleanup);
        self.op0(Op::POP_TOP, loc);
        if !when {
            self.jump(Op::JUMP_NO_INTERRUPT, target, Loc::NONE);
        }
        self.place(end);
    }
}

fn jump_when(when: bool) -> Op {
    if when { Op::POP_JUMP_IF_TRUE } else { Op::POP_JUMP_IF_FALSE }
}
