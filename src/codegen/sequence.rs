//! Instructions as they are emitted: in a row, with places in the source, jumps to labels.

use super::op::Op;
use super::traits::Traits;
use crate::bytecode::{Comparison, Position};

/// A place in the source: lines from 1, columns from 0 in UTF-8 bytes. Negative numbers stand for what is absent. Two words, so that
/// it goes from hand to hand in registers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Loc {
    lines: u64,
    columns: u64,
}

impl Loc {
    /// Of instructions that no source asks for: later stages give them the place of a neighbour, or none.
    pub const NONE: Loc = Loc::all(-1);
    /// The place of the instruction that follows.
    pub const NEXT: Loc = Loc::all(-2);

    #[inline]
    pub const fn new(line: i32, end_line: i32, column: i32, end_column: i32) -> Loc {
        Loc { lines: pair(line, end_line), columns: pair(column, end_column) }
    }

    const fn all(value: i32) -> Loc {
        Loc::new(value, value, value, value)
    }

    /// The start of a line.
    pub fn at_line(line: i32) -> Loc {
        Loc::new(line, line, 0, 0)
    }

    /// A line, without columns.
    pub fn whole_line(line: i32) -> Loc {
        Loc::new(line, line, -1, -1)
    }

    #[inline]
    pub const fn line(self) -> i32 {
        self.lines as i32
    }

    #[inline]
    pub fn end_line(self) -> i32 {
        (self.lines >> 32) as i32
    }

    #[inline]
    pub fn column(self) -> i32 {
        self.columns as i32
    }

    #[inline]
    pub fn end_column(self) -> i32 {
        (self.columns >> 32) as i32
    }

    pub fn position(self) -> Option<Position> {
        // What is absent is `Position::NO_COLUMN` then.
        debug_assert!(self.column() >= -1 && self.end_column() >= -1 || self.line() < 0);
        (self.line() >= 0).then(|| Position {
            line: self.line() as u32,
            end_line: self.end_line().max(0) as u32,
            column: self.column() as u32,
            end_column: self.end_column() as u32,
        })
    }
}

impl std::fmt::Debug for Loc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}-{}:{}", self.line(), self.column(), self.end_line(), self.end_column())
    }
}

#[inline]
const fn pair(low: i32, high: i32) -> u64 {
    low as u32 as u64 | (high as u32 as u64) << 32
}

/// A place in the code that jumps can name before it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(pub u32);

/// An instruction and all that is known of it before it is assembled.
#[derive(Clone, Copy, Debug)]
pub struct Instr {
    pub op: Op,
    /// For instructions with a target, first the label's number; it means nothing once `target` is set.
    pub arg: u32,
    pub loc: Loc,
    /// The block it goes to, or [`Instr::NOWHERE`].
    pub target: u32,
    /// The block that handles its exceptions, or [`Instr::NOWHERE`].
    pub handler: u32,
}

impl Instr {
    pub const NOWHERE: u32 = u32::MAX;
    /// In room for more.
    pub const FILLER: Instr = Instr::new(Op::NOP, 0, Loc::NONE);

    #[inline]
    pub const fn new(op: Op, arg: u32, loc: Loc) -> Instr {
        Instr { op, arg, loc, target: Instr::NOWHERE, handler: Instr::NOWHERE }
    }

    #[inline]
    pub fn traits(&self) -> Traits {
        let place = if self.loc.line() == Loc::NONE.line() { Traits::NO_LINE } else { Traits::empty() };
        self.op.traits() | place
    }

    /// Makes it another instruction without operand, at the same place.
    #[inline]
    pub fn become_op(&mut self, op: Op) {
        self.set(op, 0);
    }

    #[inline]
    pub fn set(&mut self, op: Op, arg: u32) {
        self.op = op;
        self.arg = arg;
    }

    /// A `NOP` has no target: while constants are folded, it is where the run of `NOP`s starts that this one ends.
    #[inline]
    pub fn note_start_of_run(&mut self, start: u32) {
        self.target = start;
    }

    #[inline]
    pub fn start_of_run(&self) -> u32 {
        self.target
    }
}

/// What a stretch of code does with the first 64 locals, as long as it leaves none without value.
#[derive(Clone, Copy, Debug, Default)]
pub struct Locals {
    /// Those that have a value behind it: it loads them or stores into them.
    pub bound: u64,
    /// Those that it loads before it stores into them.
    pub needed: u64,
}

impl Locals {
    /// Of the stretch and another one after it.
    #[inline]
    pub fn then(self, next: Locals) -> Locals {
        Locals { bound: self.bound | next.bound, needed: self.needed | next.needed & !self.bound }
    }

    #[inline]
    fn of(op: Op, local: u32) -> Locals {
        let bound = 1u64.checked_shl(local).unwrap_or(0);
        Locals { bound, needed: if op == Op::LOAD_FAST { bound } else { 0 } }
    }
}

/// Instructions without a jump among them, but for the last one, and without a label, but for the first.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    pub start: u32,
    pub end: u32,
    /// How many instructions were merged into others when they were emitted.
    pub merged: u32,
    pub traits: Traits,
    pub locals: Locals,
}

impl Stretch {
    fn at(start: usize) -> Stretch {
        Stretch { start: start as u32, end: start as u32, merged: 0, traits: Traits::empty(), locals: Locals::default() }
    }
}

impl Default for Stretch {
    fn default() -> Stretch {
        Stretch::at(0)
    }
}

/// The instructions of a unit in the order of emission. Behind each jump is room for one more.
#[derive(Debug, Default)]
pub struct Sequence {
    pub code: Vec<Instr>,
    /// There will be no handlers of exceptions: what instructions are merged does not show in the exception table.
    pub is_unguarded: bool,
    pub stretches: Vec<Stretch>,
    /// The stretch that is not ended yet.
    open: Stretch,
    /// For each label the stretch that it stands before.
    pub labels: Vec<u32>,
    /// The labels that instructions go to, and the instructions' places.
    pub targets: Vec<(Label, u32)>,
}

impl Sequence {
    /// With room for what most units need.
    pub fn with_room() -> Sequence {
        const INSTRS: usize = 256;
        Sequence {
            code: Vec::with_capacity(INSTRS),
            stretches: Vec::with_capacity(INSTRS / 4),
            labels: Vec::with_capacity(INSTRS / 4),
            targets: Vec::with_capacity(INSTRS / 4),
            ..Sequence::default()
        }
    }

    /// Leaves the room without what was in it.
    pub fn clear(&mut self) {
        self.code.clear();
        self.stretches.clear();
        self.open = Stretch::default();
        self.labels.clear();
        self.targets.clear();
    }

    pub fn emit(&mut self, op: Op, arg: u32, mut loc: Loc) {
        if loc.line() == Loc::NONE.line()
            && let Some(last) = self.code[self.open.start as usize..].last()
        {
            loc = last.loc;
        }
        let instr = Instr::new(op, arg, loc);
        let traits = instr.traits();
        if traits.contains(Traits::LOOKS_BACK) && self.look_back(op, arg, loc) {
            return;
        }
        self.open.traits |= traits;
        if traits.contains(Traits::PAIRS) {
            self.open.locals = self.open.locals.then(Locals::of(op, arg));
        }
        if traits.contains(Traits::HAS_TARGET) {
            self.targets.push((Label(arg), self.code.len() as u32));
        }
        self.code.push(instr);
        if traits.contains(Traits::ENDS_BLOCK) {
            self.end_stretch();
            self.code.push(Instr::FILLER);
            self.open = Stretch::at(self.code.len());
        }
    }

    /// Merges an instruction into the one before it, if both stand at the same place: whether it is done with. If a rule applies to
    /// both, or may apply once constants are folded, notes it.
    fn look_back(&mut self, op: Op, arg: u32, loc: Loc) -> bool {
        let merges = self.is_unguarded;
        let Some(last) = self.code[self.open.start as usize..].last_mut() else {
            self.open.traits |= Traits::RULES | Traits::TESTS_CONSTANT | Traits::DROPS;
            return false;
        };
        if !Op::is_pair(last.op, op) {
            if op == Op::BUILD_TUPLE && arg == 0 {
                self.open.traits |= Traits::RULES;
            }
            return false;
        }
        let is_same_place = merges && last.loc == loc;
        match (last.op, op) {
            (Op::LOAD_GLOBAL, _) if is_same_place && last.arg & 1 == 0 => last.arg |= 1,
            (Op::COMPARE_OP, Op::TO_BOOL) if is_same_place => last.arg |= Comparison::TO_BOOL,
            (Op::CONTAINS_OP | Op::IS_OP, Op::TO_BOOL) if is_same_place => {}
            (_, Op::POP_TOP) => {
                self.open.traits |= Traits::DROPS;
                return false;
            }
            _ => {
                self.open.traits |= Traits::RULES | Traits::TESTS_CONSTANT;
                return false;
            }
        }
        self.open.merged += 1;
        true
    }

    /// Ends the open stretch, if it has begun.
    pub fn end_stretch(&mut self) {
        let end = self.code.len() as u32;
        if self.open.start < end {
            self.stretches.push(Stretch { end, ..self.open });
            self.open = Stretch::at(end as usize);
        }
    }

    pub fn label(&mut self) -> Label {
        self.labels.push(Instr::NOWHERE);
        Label(self.labels.len() as u32 - 1)
    }

    pub fn place(&mut self, label: Label) {
        self.end_stretch();
        self.labels[label.0 as usize] = self.stretches.len() as u32;
    }

    /// Puts instructions after the first one: none of them jumps.
    pub fn insert_after_first(&mut self, instrs: &[Instr]) {
        let (Some((first, rest)), count) = (self.stretches.split_first_mut(), instrs.len() as u32) else { return };
        self.code.splice(1..1, instrs.iter().copied());
        first.end += count;
        let any = Traits::RULES | Traits::TESTS_CONSTANT | Traits::DROPS;
        first.traits |= instrs.iter().fold(any, |traits, instr| traits | instr.traits());
        for stretch in rest {
            (stretch.start, stretch.end) = (stretch.start + count, stretch.end + count);
        }
        self.targets.iter_mut().for_each(|(_, at)| *at += count);
    }
}
