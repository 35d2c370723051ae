//! `with` and `async with`.

use super::Generator;
use super::blocks::BlockKind;
use super::op::Op;
use super::plan::{Step, Task};
use super::sequence::{Label, Loc};
use crate::ast::{Id, Stmt, WithItem};
use crate::bytecode::SpecialMethod;

/// What a coroutine comes from, for `GET_AWAITABLE`.
const FROM_ENTER: u32 = 1;
const FROM_EXIT: u32 = 2;

impl Generator<'_> {
    /// One item, and inside it the next, or the body.
    pub(super) fn with_item(&mut self, id: Id<Stmt>, index: u32) {
        let (items, body, is_async) = match self.ast[id] {
            Stmt::With { items, body, .. } => (items, body, false),
            Stmt::AsyncWith { items, body, .. } => (items, body, true),
            _ => return,
        };
        let Some(item) = self.ast.get(items, index as usize) else { return };
        let WithItem { context_expr, optional_vars } = self.ast[item];
        let loc = self.loc_of(context_expr);
        let (last, exit, cleanup) = (self.label(), self.label(), self.label());
        let (enter_method, exit_method) = match is_async {
            true => (SpecialMethod::AsyncEnter, SpecialMethod::AsyncExit),
            false => (SpecialMethod::Enter, SpecialMethod::Exit),
        };
        self.expr(context_expr);
        self.op(Op::COPY, 1u32, loc);
        self.op(Op::LOAD_SPECIAL, exit_method.encode(), loc);
        self.op(Op::SWAP, 2u32, loc);
        self.op(Op::SWAP, 3u32, loc);
        self.op(Op::LOAD_SPECIAL, enter_method.encode(), loc);
        self.op(Op::CALL, 0u32, loc);
        if is_async {
            self.await_value(FROM_ENTER, loc);
        }
        self.jump(Op::SETUP_WITH, last, loc);
        let kind = if is_async { BlockKind::AsyncWith } else { BlockKind::With };
        self.plan_block(kind, loc, self.ast.span(context_expr));
        match optional_vars {
            Some(target) => self.expr(target),
            None => self.op0(Op::POP_TOP, loc),
        }
        match index as usize + 1 < self.ast.len(items) {
            true => self.after(Step::WithItem { id, index: index + 1 }),
            false => self.body(body),
        }
        self.task(Task::PopBlock);
        self.op0(Op::POP_BLOCK, if is_async { loc } else { Loc::NONE });
        self.call_exit_with_nones(loc);
        if is_async {
            self.await_value(FROM_EXIT, loc);
        }
        self.op0(Op::POP_TOP, loc);
        self.jump(Op::JUMP, exit, loc);
        self.place(last);
        self.jump(Op::SETUP_CLEANUP, cleanup, loc);
        self.op0(Op::PUSH_EXC_INFO, loc);
        self.op0(Op::WITH_EXCEPT_START, loc);
        if is_async {
            self.await_value(FROM_EXIT, loc);
        }
        self.suppress_or_raise(cleanup);
        self.place(exit);
    }

    /// What `__exit__` answered decides whether the exception goes on.
    fn suppress_or_raise(&mut self, cleanup: Label) {
        let (suppress, exit) = (self.label(), self.label());
        let loc = Loc::NONE;
        self.op0(Op::TO_BOOL, loc);
        self.jump(Op::POP_JUMP_IF_TRUE, suppress, loc);
        self.op(Op::RERAISE, 2u32, loc);
        self.place(suppress);
        self.op0(Op::POP_TOP, loc);
        self.op0(Op::POP_BLOCK, loc);
        self.op0(Op::POP_EXCEPT, loc);
        (0..3).for_each(|_| self.op0(Op::POP_TOP, loc));
        self.jump(Op::JUMP_NO_INTERRUPT, exit, loc);
        self.place(cleanup);
        self.pop_except_and_raise();
        self.place(exit);
    }
}
