//! Blocks: what `return`, `break` and `continue` have to undo on their way out.

use super::Generator;
use super::op::Op;
use super::plan::{Access, Task};
use super::sequence::{Label, Loc};
use crate::ast::Id;
use crate::ast::{ConstantId, List, Name, Stmt};
use crate::diagnostics::Message;
use crate::source::Span;

/// CPython's `CO_MAXBLOCKS`.
const MOST_BLOCKS: usize = 21;

/// A block that is open where code is generated.
#[derive(Clone, Copy, Debug)]
pub struct FrameBlock {
    pub kind: BlockKind,
    pub loc: Loc,
    /// The statement, for errors.
    pub span: Span,
}

#[derive(Clone, Copy, Debug)]
pub enum BlockKind {
    /// Where `continue` and `break` go.
    While {
        next: Label,
        end: Label,
    },
    For {
        next: Label,
        end: Label,
    },
    TryExcept,
    /// What is to be done in any case.
    FinallyTry(List<Id<Stmt>>),
    FinallyEnd,
    With,
    AsyncWith,
    /// The name that the exception has.
    HandlerCleanup(Option<Name>),
    /// A return value that waits while a `finally` block is executed.
    PopValue,
    ExceptionHandler,
    ExceptionGroupHandler,
    AsyncComprehension,
    StopIteration,
}

/// A way out: what is left of it.
#[derive(Clone, Copy, Debug)]
pub struct Unwinding {
    pub goal: Goal,
    pub loc: Loc,
    pub span: Span,
}

#[derive(Clone, Copy, Debug)]
pub enum Goal {
    /// With the value on the stack.
    ReturnTop,
    /// With a constant, or None.
    Return(Option<ConstantId>),
    Break,
    Continue,
}

impl Generator<'_> {
    pub(super) fn plan_block(&mut self, kind: BlockKind, loc: Loc, span: Span) {
        self.task(Task::PushBlock(FrameBlock { kind, loc, span }));
    }

    pub(super) fn push_block(&mut self, block: FrameBlock) {
        if self.unit().blocks.len() >= MOST_BLOCKS {
            return self.fail(Message::TooManyBlocks, block.span);
        }
        self.unit_mut().blocks.push(block);
    }

    /// Undoes the innermost block and goes on with the next, until the goal is reached.
    pub(super) fn unwind(&mut self, unwinding: Unwinding) {
        let Unwinding { goal, loc, span } = unwinding;
        let leaves_loop = matches!(goal, Goal::Break | Goal::Continue);
        let Some(&block) = self.unit().blocks.last() else { return self.unwound(unwinding, None) };
        match block.kind {
            BlockKind::ExceptionGroupHandler => return self.fail(Message::JumpInExceptStar, span),
            BlockKind::While { .. } | BlockKind::For { .. } if leaves_loop => return self.unwound(unwinding, Some(block)),
            _ => {}
        }
        self.unit_mut().blocks.pop();
        let loc = self.undo(block, loc, matches!(goal, Goal::ReturnTop));
        self.task(Task::Unwind(Unwinding { goal, loc, span }));
        self.task(Task::RestoreBlock(block));
    }

    /// Plans what leaving a block takes; gives the place for what follows.
    fn undo(&mut self, block: FrameBlock, loc: Loc, keeps_top: bool) -> Loc {
        let below_top = |this: &mut Self, loc| {
            if keeps_top {
                this.op(Op::SWAP, 2u32, loc);
            }
        };
        match block.kind {
            BlockKind::While { .. }
            | BlockKind::ExceptionHandler
            | BlockKind::ExceptionGroupHandler
            | BlockKind::AsyncComprehension
            | BlockKind::StopIteration => {}
            BlockKind::For { .. } | BlockKind::PopValue => {
                below_top(self, loc);
                self.op0(Op::POP_TOP, loc);
            }
            BlockKind::TryExcept => self.op0(Op::POP_BLOCK, loc),
            BlockKind::FinallyTry(body) => {
                self.op0(Op::POP_BLOCK, loc);
                if keeps_top {
                    self.plan_block(BlockKind::PopValue, loc, block.span);
                }
                self.body(body);
                if keeps_top {
                    self.task(Task::PopBlock);
                }
                return Loc::NONE;
            }
            BlockKind::FinallyEnd => {
                below_top(self, loc);
                self.op0(Op::POP_TOP, loc);
                below_top(self, loc);
                self.op0(Op::POP_BLOCK, loc);
                self.op0(Op::POP_EXCEPT, loc);
            }
            BlockKind::With | BlockKind::AsyncWith => {
                let loc = block.loc;
                self.op0(Op::POP_BLOCK, loc);
                if keeps_top {
                    self.op(Op::SWAP, 3u32, loc);
                    self.op(Op::SWAP, 2u32, loc);
                }
                self.call_exit_with_nones(loc);
                if matches!(block.kind, BlockKind::AsyncWith) {
                    self.await_value(2, loc);
                }
                self.op0(Op::POP_TOP, loc);
                return Loc::NONE;
            }
            BlockKind::HandlerCleanup(name) => {
                if name.is_some() {
                    self.op0(Op::POP_BLOCK, loc);
                }
                below_top(self, loc);
                self.op0(Op::POP_BLOCK, loc);
                self.op0(Op::POP_EXCEPT, loc);
                if let Some(name) = name {
                    self.forget_exception(name, loc);
                }
            }
        }
        loc
    }

    /// `name = None; del name`, at the end of an `except` clause.
    pub(super) fn forget_exception(&mut self, name: Name, loc: Loc) {
        self.load_none(loc);
        self.variable(name, Access::Store, loc);
        self.variable(name, Access::Delete, loc);
    }

    /// All blocks are undone up to the loop, or up to the function.
    fn unwound(&mut self, unwinding: Unwinding, loop_block: Option<FrameBlock>) {
        let Unwinding { goal, mut loc, span } = unwinding;
        match (goal, loop_block.map(|block| (block, block.kind))) {
            (Goal::ReturnTop, _) => self.op0(Op::RETURN_VALUE, loc),
            (Goal::Return(value), _) => {
                match value {
                    Some(value) => {
                        let value = self.literal(value);
                        self.load(value, loc);
                    }
                    None => self.load_none(loc),
                }
                self.op0(Op::RETURN_VALUE, loc);
            }
            (Goal::Break, Some((block, BlockKind::While { end, .. } | BlockKind::For { end, .. }))) => {
                loc = self.undo(block, loc, false);
                self.jump(Op::JUMP, end, loc);
            }
            (Goal::Continue, Some((_, BlockKind::While { next, .. } | BlockKind::For { next, .. }))) => {
                self.jump(Op::JUMP, next, loc);
            }
            (Goal::Break, _) => self.fail(Message::BreakOutsideLoop, span),
            (Goal::Continue, _) => self.fail(Message::ContinueOutsideLoop, span),
        }
    }
}
