//! `try`: `except`, `except*`, `else`, `finally`.

use super::Generator;
use super::blocks::BlockKind;
use super::op::Op;
use super::plan::{Access, Step, Task};
use super::sequence::{Label, Loc};
use crate::ast::{ExceptHandler, Id, List, Name, Stmt};
use crate::bytecode::Intrinsic2;
use crate::diagnostics::Message;

type Handlers = List<Id<ExceptHandler>>;
type Body = List<Id<Stmt>>;

impl Generator<'_> {
    pub(super) fn try_statement(&mut self, id: Id<Stmt>, body: Body, handlers: Handlers, orelse: Body, finalbody: Body) {
        if finalbody.is_empty() {
            return self.try_except(id, body, handlers, orelse);
        }
        let end = self.finally_start(id, finalbody);
        match handlers.is_empty() {
            true => self.body(body),
            false => self.try_except(id, body, handlers, orelse),
        }
        self.finally_end(id, end, finalbody);
    }

    pub(super) fn try_star_statement(
        &mut self,
        id: Id<Stmt>,
        body: Body,
        handlers: Handlers,
        orelse: Body,
        finalbody: Body,
    ) {
        if finalbody.is_empty() {
            return self.try_except_star(id, body, handlers, orelse);
        }
        let end = self.finally_start(id, finalbody);
        match handlers.is_empty() {
            true => self.body(body),
            false => self.try_except_star(id, body, handlers, orelse),
        }
        self.finally_end(id, end, finalbody);
    }

    fn finally_start(&mut self, id: Id<Stmt>, finalbody: Body) -> Label {
        let loc = self.loc_of(id);
        let end = self.label();
        self.jump(Op::SETUP_FINALLY, end, loc);
        self.plan_block(BlockKind::FinallyTry(finalbody), loc, self.ast.span(id));
        end
    }

    /// The final body twice: after the others, and for exceptions.
    fn finally_end(&mut self, id: Id<Stmt>, end: Label, finalbody: Body) {
        let (exit, cleanup) = (self.label(), self.label());
        let loc = Loc::NONE;
        self.op0(Op::POP_BLOCK, loc);
        self.task(Task::PopBlock);
        self.body(finalbody);
        self.jump(Op::JUMP_NO_INTERRUPT, exit, loc);
        self.place(end);
        self.jump(Op::SETUP_CLEANUP, cleanup, loc);
        self.op0(Op::PUSH_EXC_INFO, loc);
        self.plan_block(BlockKind::FinallyEnd, loc, self.ast.span(id));
        self.body(finalbody);
        self.task(Task::PopBlock);
        self.op(Op::RERAISE, 0u32, loc);
        self.place(cleanup);
        self.pop_except_and_raise();
        self.place(exit);
    }

    /// The end of handlers that raised themselves.
    pub(super) fn pop_except_and_raise(&mut self) {
        self.op(Op::COPY, 3u32, Loc::NONE);
        self.op0(Op::POP_EXCEPT, Loc::NONE);
        self.op(Op::RERAISE, 1u32, Loc::NONE);
    }

    fn try_except(&mut self, id: Id<Stmt>, body: Body, handlers: Handlers, orelse: Body) {
        let (loc, span) = (self.loc_of(id), self.ast.span(id));
        let (except, end, cleanup) = (self.label(), self.label(), self.label());
        self.jump(Op::SETUP_FINALLY, except, loc);
        self.plan_block(BlockKind::TryExcept, loc, span);
        self.body(body);
        self.task(Task::PopBlock);
        self.op0(Op::POP_BLOCK, Loc::NONE);
        self.body(orelse);
        self.jump(Op::JUMP_NO_INTERRUPT, end, Loc::NONE);
        self.place(except);
        self.jump(Op::SETUP_CLEANUP, cleanup, Loc::NONE);
        self.op0(Op::PUSH_EXC_INFO, Loc::NONE);
        self.plan_block(BlockKind::ExceptionHandler, loc, span);
        let ast = self.ast;
        let last = ast.len(handlers).saturating_sub(1);
        for (index, handler) in ast.items(handlers).enumerate() {
            if ast[handler].r#type.is_none() && index < last {
                // What comes before it may be wrong too, and earlier.
                self.task(Task::Step(Step::Fail(handler)));
                return;
            }
            self.handler(handler, end);
        }
        self.task(Task::PopBlock);
        self.op(Op::RERAISE, 0u32, Loc::NONE);
        self.place(cleanup);
        self.pop_except_and_raise();
        self.place(end);
    }

    pub(super) fn default_except_not_last(&mut self, handler: Id<ExceptHandler>) {
        self.fail(Message::DefaultExceptNotLast, self.ast.span(handler));
    }

    fn handler(&mut self, handler: Id<ExceptHandler>, end: Label) {
        let ExceptHandler { r#type, name, body } = self.ast[handler];
        let (loc, span) = (self.loc_of(handler), self.ast.span(handler));
        let next = self.label();
        if let Some(class) = r#type {
            self.expr(class);
            self.op0(Op::CHECK_EXC_MATCH, loc);
            self.jump(Op::POP_JUMP_IF_FALSE, next, loc);
        }
        match name {
            Some(name) => self.named_handler(name, body, end, loc, span),
            None => {
                self.op0(Op::POP_TOP, loc);
                self.plan_block(BlockKind::HandlerCleanup(None), loc, span);
                self.body(body);
                self.task(Task::PopBlock);
                self.op0(Op::POP_BLOCK, Loc::NONE);
                self.op0(Op::POP_EXCEPT, Loc::NONE);
                self.jump(Op::JUMP_NO_INTERRUPT, end, Loc::NONE);
            }
        }
        self.place(next);
    }

    /// The name is gone after the handler, however it is left.
    fn named_handler(&mut self, name: Name, body: Body, end: Label, loc: Loc, span: crate::source::Span) {
        let cleanup_end = self.label();
        self.variable(name, Access::Store, loc);
        self.jump(Op::SETUP_CLEANUP, cleanup_end, loc);
        self.plan_block(BlockKind::HandlerCleanup(Some(name)), loc, span);
        self.body(body);
        self.task(Task::PopBlock);
        self.op0(Op::POP_BLOCK, Loc::NONE);
        self.op0(Op::POP_BLOCK, Loc::NONE);
        self.op0(Op::POP_EXCEPT, Loc::NONE);
        self.forget_exception(name, Loc::NONE);
        self.jump(Op::JUMP_NO_INTERRUPT, end, Loc::NONE);
        self.place(cleanup_end);
        self.forget_exception(name, Loc::NONE);
        self.op(Op::RERAISE, 1u32, Loc::NONE);
    }

    /// Each handler takes its part of the group; what they raise, and what is left, is raised at the end.
    fn try_except_star(&mut self, id: Id<Stmt>, body: Body, handlers: Handlers, orelse: Body) {
        let (loc, span) = (self.loc_of(id), self.ast.span(id));
        let (except, orelse_label, end) = (self.label(), self.label(), self.label());
        let (cleanup, reraise_star, reraise) = (self.label(), self.label(), self.label());
        let none = Loc::NONE;
        self.jump(Op::SETUP_FINALLY, except, loc);
        self.plan_block(BlockKind::TryExcept, loc, span);
        self.body(body);
        self.task(Task::PopBlock);
        self.op0(Op::POP_BLOCK, none);
        self.jump(Op::JUMP_NO_INTERRUPT, orelse_label, none);
        self.place(except);
        self.jump(Op::SETUP_CLEANUP, cleanup, none);
        self.op0(Op::PUSH_EXC_INFO, none);
        self.plan_block(BlockKind::ExceptionGroupHandler, loc, span);
        let ast = self.ast;
        let last = ast.len(handlers).saturating_sub(1);
        for (index, handler) in ast.items(handlers).enumerate() {
            self.star_handler(handler, index == 0, (index == last).then_some(reraise_star));
        }
        self.task(Task::PopBlock);
        self.place(reraise_star);
        self.op(Op::CALL_INTRINSIC_2, Intrinsic2::PrepReraiseStar, none);
        self.op(Op::COPY, 1u32, none);
        self.jump(Op::POP_JUMP_IF_NOT_NONE, reraise, none);
        self.op0(Op::POP_TOP, none);
        self.op0(Op::POP_BLOCK, none);
        self.op0(Op::POP_EXCEPT, none);
        self.jump(Op::JUMP_NO_INTERRUPT, end, none);
        self.place(reraise);
        self.op0(Op::POP_BLOCK, none);
        self.op(Op::SWAP, 2u32, none);
        self.op0(Op::POP_EXCEPT, none);
        self.op(Op::RERAISE, 0u32, none);
        self.place(cleanup);
        self.pop_except_and_raise();
        self.place(orelse_label);
        self.body(orelse);
        self.place(end);
    }

    fn star_handler(&mut self, handler: Id<ExceptHandler>, is_first: bool, reraise_star: Option<Label>) {
        let ExceptHandler { r#type, name, body } = self.ast[handler];
        let (loc, span, none) = (self.loc_of(handler), self.ast.span(handler), Loc::NONE);
        let (next, with_error, no_match, cleanup_end) = (self.label(), self.label(), self.label(), self.label());
        if is_first {
            // The list of exceptions to raise at the end, and what of the group is not handled yet.
            self.op(Op::BUILD_LIST, 0u32, loc);
            self.op(Op::COPY, 2u32, loc);
        }
        if let Some(class) = r#type {
            self.expr(class);
            self.op0(Op::CHECK_EG_MATCH, loc);
            self.op(Op::COPY, 1u32, loc);
            self.jump(Op::POP_JUMP_IF_NONE, no_match, loc);
        }
        match name {
            Some(name) => self.variable(name, Access::Store, loc),
            None => self.op0(Op::POP_TOP, loc),
        }
        self.jump(Op::SETUP_CLEANUP, cleanup_end, loc);
        self.plan_block(BlockKind::HandlerCleanup(name), loc, span);
        self.body(body);
        self.task(Task::PopBlock);
        self.op0(Op::POP_BLOCK, none);
        if let Some(name) = name {
            self.forget_exception(name, none);
        }
        self.jump(Op::JUMP_NO_INTERRUPT, next, none);
        self.place(cleanup_end);
        if let Some(name) = name {
            self.forget_exception(name, none);
        }
        self.op(Op::LIST_APPEND, 3u32, none);
        self.op0(Op::POP_TOP, none);
        self.jump(Op::JUMP_NO_INTERRUPT, with_error, none);
        self.place(next);
        self.op0(Op::NOP, none);
        self.jump(Op::JUMP_NO_INTERRUPT, with_error, none);
        self.place(no_match);
        self.op0(Op::POP_TOP, loc);
        self.place(with_error);
        if let Some(reraise_star) = reraise_star {
            self.op(Op::LIST_APPEND, 1u32, none);
            self.jump(Op::JUMP_NO_INTERRUPT, reraise_star, none);
        }
    }
}
