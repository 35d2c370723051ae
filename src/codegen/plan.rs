//! The plan: tasks instead of unbounded native recursion.
//!
//! A construct is written down as the tasks it takes, in order. As long as nothing is planned before a task, it is done at once,
//! down to a fixed depth of nesting; so only what is nested deeper is ever planned.

use super::Generator;
use super::blocks::{FrameBlock, Unwinding};
use super::comprehensions::Clause;
use super::op::Op;
use super::patterns::Match;
use super::sequence::{Label, Loc};
use super::unit::Opening;
use crate::ast::{ExceptHandler, Expr, Id, List, Name, Pattern, Stmt};
use crate::bytecode::ConstId;

/// What is nested deeper is planned instead of done at once.
const MOST_NESTED: u32 = 64;

/// A step of generation.
#[derive(Clone, Copy, Debug)]
pub enum Task {
    Stmt(Id<Stmt>),
    /// An expression: its value, or the store or deletion of a target.
    Expr(Id<Expr>),
    /// Jumps if the expression's truth is `when`.
    JumpIf {
        test: Id<Expr>,
        target: Label,
        when: bool,
    },
    Emit(Op, u32, Loc),
    Place(Label),
    Load(ConstId, Loc),
    /// An instruction on a place among the names, shifted, with low bits.
    Named {
        op: Op,
        name: Name,
        shift: u8,
        bits: u8,
        loc: Loc,
    },
    Variable(Name, Access, Loc),
    /// Makes a code object, and leaves it among the finished ones.
    Open(Opening),
    /// Ends the innermost unit.
    Leave {
        returns_none: bool,
    },
    /// Makes a function of a finished code object; the operand says what of it is on the stack.
    Closure(u32, Loc),
    PushBlock(FrameBlock),
    PopBlock,
    /// Restores a block that was unwound, whatever the nesting.
    RestoreBlock(FrameBlock),
    Unwind(Unwinding),
    /// Enters (1) or leaves (-1) what may not be executed.
    Conditional(i32),
    Step(Step),
}

/// A step of one construct that has to wait for those before it.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    FunctionAnnotations(Id<Stmt>, Loc),
    FunctionBody(Id<Stmt>, u32),
    ClassEnd,
    DeferredAnnotations(Loc),
    AnnotationIndex(Id<Stmt>, Loc),
    EndModuleAnnotations,
    Compare {
        id: Id<Expr>,
        index: u32,
        end: Label,
        cleanup: Label,
    },
    Clause(Clause),
    OpenInlined(Id<Expr>, Loc),
    CloseInlined(Loc),
    Pattern(Id<Pattern>),
    Subpattern(Id<Pattern>),
    Match(Match),
    WithItem {
        id: Id<Stmt>,
        index: u32,
    },
    /// An `except` without class before others.
    Fail(Id<ExceptHandler>),
}

/// What is done with a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Load,
    Store,
    Delete,
}

impl Generator<'_> {
    /// Does what is planned, but for what was pending before: so many tasks.
    fn run(&mut self, before: usize) {
        while self.error.is_none() {
            let task = match self.plan.len() {
                0 if self.pending.len() == before => return,
                0 => self.pending.pop(),
                1 => self.plan.pop(),
                _ => {
                    self.pending.extend(self.plan.drain(1..).rev());
                    self.plan.pop()
                }
            };
            task.into_iter().for_each(|task| self.execute(task));
        }
    }

    /// Does a task when its turn comes: now, if nothing is planned before it.
    pub(super) fn task(&mut self, task: Task) {
        if self.plan.is_empty() && self.nesting < MOST_NESTED {
            self.nested(|this| this.execute(task));
        } else {
            self.plan.push(task);
        }
    }

    /// Does something now, with all that it plans. Nothing is planned before it.
    #[inline]
    fn nested(&mut self, work: impl FnOnce(&mut Self)) {
        if self.error.is_some() {
            return;
        }
        let pending = self.pending.len();
        self.nesting += 1;
        work(self);
        if !self.plan.is_empty() || self.pending.len() > pending {
            self.run(pending);
        }
        self.nesting -= 1;
    }

    fn execute(&mut self, task: Task) {
        match task {
            Task::Stmt(id) => self.statement(id),
            Task::Expr(id) => self.expression(id),
            Task::JumpIf { test, target, when } => self.condition(test, target, when),
            Task::Emit(op, arg, loc) => self.unit_mut().sequence.emit(op, arg, loc),
            Task::Place(label) => self.unit_mut().sequence.place(label),
            Task::Load(constant, loc) => self.emit_load(constant, loc),
            Task::Named { op, name, shift, bits, loc } => self.emit_named(op, name, shift, bits, loc),
            Task::Variable(name, access, loc) => self.emit_variable(name, access, loc),
            Task::Open(opening) => self.open(opening),
            Task::Leave { returns_none } => self.leave(returns_none),
            Task::Closure(attached, loc) => self.emit_closure(attached, loc),
            Task::PushBlock(block) => self.push_block(block),
            Task::PopBlock => drop(self.unit_mut().blocks.pop()),
            Task::RestoreBlock(block) => self.unit_mut().blocks.push(block),
            Task::Unwind(unwinding) => self.unwind(unwinding),
            Task::Conditional(change) => self.unit_mut().conditional_depth += change,
            Task::Step(step) => self.step(step),
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::FunctionAnnotations(id, loc) => self.function_annotations(id, loc),
            Step::FunctionBody(id, attached) => self.function_body(id, attached),
            Step::ClassEnd => self.class_end(),
            Step::DeferredAnnotations(loc) => self.deferred_annotations(loc),
            Step::AnnotationIndex(id, loc) => self.annotation_index(id, loc),
            Step::EndModuleAnnotations => self.end_module_annotations(),
            Step::Compare { id, index, end, cleanup } => self.compare_link(id, index, end, cleanup),
            Step::Clause(clause) => self.clause(clause),
            Step::OpenInlined(id, loc) => self.open_inlined(id, loc),
            Step::CloseInlined(loc) => self.close_inlined(loc),
            Step::Pattern(id) => self.pattern(id),
            Step::Subpattern(id) => self.subpattern(id),
            Step::Match(step) => self.match_step(step),
            Step::WithItem { id, index } => self.with_item(id, index),
            Step::Fail(handler) => self.default_except_not_last(handler),
        }
    }

    /// An instruction.
    #[inline]
    pub(super) fn op(&mut self, op: Op, arg: impl Into<u32>, loc: Loc) {
        let arg = arg.into();
        match self.plan.is_empty() {
            true => self.unit_mut().sequence.emit(op, arg, loc),
            false => self.plan.push(Task::Emit(op, arg, loc)),
        }
    }

    /// An instruction without operand.
    #[inline]
    pub(super) fn op0(&mut self, op: Op, loc: Loc) {
        self.op(op, 0u32, loc);
    }

    #[inline]
    pub(super) fn jump(&mut self, op: Op, label: Label, loc: Loc) {
        self.op(op, label.0, loc);
    }

    #[inline]
    pub(super) fn place(&mut self, label: Label) {
        // An error may have left another unit open than the label's.
        if self.error.is_some() {
            return;
        }
        match self.plan.is_empty() {
            true => self.unit_mut().sequence.place(label),
            false => self.plan.push(Task::Place(label)),
        }
    }

    /// A label of the innermost unit.
    pub(super) fn label(&mut self) -> Label {
        self.unit_mut().sequence.label()
    }

    #[inline]
    pub(super) fn load(&mut self, constant: ConstId, loc: Loc) {
        match self.plan.is_empty() {
            true => self.emit_load(constant, loc),
            false => self.plan.push(Task::Load(constant, loc)),
        }
    }

    pub(super) fn load_none(&mut self, loc: Loc) {
        let none = self.constants.add(crate::bytecode::Const::None);
        self.load(none, loc);
    }

    pub(super) fn load_int(&mut self, value: i64, loc: Loc) {
        let value = self.constants.int(value);
        self.load(value, loc);
    }

    /// A name's text as a constant.
    pub(super) fn load_name_text(&mut self, name: Name, loc: Loc) {
        let text = self.name_constant(name);
        self.load(text, loc);
    }

    fn emit_load(&mut self, constant: ConstId, loc: Loc) {
        let small = self.constants.small_int(constant);
        let unit = self.units.last_mut().expect("a unit is open while its code is generated");
        // A unit's first constant stays, whether it is loaded or not.
        let (op, arg) = match small {
            Some(value) if !unit.constants.order.is_empty() => (Op::LOAD_SMALL_INT, value),
            _ => {
                let place = self.latest_constants.place(constant.0 as usize, unit.id.0, || unit.constants.add(constant));
                small.map_or((Op::LOAD_CONST, place), |value| (Op::LOAD_SMALL_INT, value))
            }
        };
        unit.sequence.emit(op, arg, loc);
    }

    pub(super) fn named(&mut self, op: Op, name: Name, loc: Loc) {
        self.named_with(op, name, 0, 0, loc);
    }

    #[inline]
    pub(super) fn named_with(&mut self, op: Op, name: Name, shift: u8, bits: u8, loc: Loc) {
        match self.plan.is_empty() {
            true => self.emit_named(op, name, shift, bits, loc),
            false => self.plan.push(Task::Named { op, name, shift, bits, loc }),
        }
    }

    #[inline]
    pub(super) fn variable(&mut self, name: Name, access: Access, loc: Loc) {
        match self.plan.is_empty() {
            true => self.emit_variable(name, access, loc),
            false => self.plan.push(Task::Variable(name, access, loc)),
        }
    }

    #[inline]
    pub(super) fn expr(&mut self, id: Id<Expr>) {
        if self.plan.is_empty() && self.nesting < MOST_NESTED {
            self.nested(|this| this.expression(id));
        } else {
            self.plan.push(Task::Expr(id));
        }
    }

    pub(super) fn exprs(&mut self, list: List<Id<Expr>>) {
        let ast = self.ast;
        ast.items(list).for_each(|id| self.expr(id));
    }

    pub(super) fn body(&mut self, list: List<Id<Stmt>>) {
        let ast = self.ast;
        self.statements(ast.items(list));
    }

    pub(super) fn statements(&mut self, statements: impl Iterator<Item = Id<Stmt>>) {
        statements.for_each(|id| self.task(Task::Stmt(id)));
    }

    pub(super) fn jump_if(&mut self, test: Id<Expr>, target: Label, when: bool) {
        self.task(Task::JumpIf { test, target, when });
    }

    pub(super) fn after(&mut self, step: Step) {
        self.task(Task::Step(step));
    }
}
