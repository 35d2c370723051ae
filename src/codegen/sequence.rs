//! Instructions as they are emitted: in a row, with places in the source, jumps to labels.

use super::op::Op;
use super::traits::Traits;
use crate::bytecode::Position;

/// A place in the source: lines from 1, columns from 0 in UTF-8 bytes. Negative numbers stand for what is absent.
#[derive(Clone, Copy, Debug, Eq)]
pub struct Loc {
    pub line: i32,
    pub end_line: i32,
    pub column: i32,
    pub end_column: i32,
}

impl PartialEq for Loc {
    /// All at once: a comparison that stops early is slower.
    #[inline]
    fn eq(&self, other: &Loc) -> bool {
        let lines = self.line ^ other.line | self.end_line ^ other.end_line;
        let columns = self.column ^ other.column | self.end_column ^ other.end_column;
        lines | columns == 0
    }
}

impl Loc {
    /// Of instructions that no source asks for: later stages give them the place of a neighbour, or none.
    pub const NONE: Loc = Loc::all(-1);
    /// The place of the instruction that follows.
    pub const NEXT: Loc = Loc::all(-2);

    const fn all(value: i32) -> Loc {
        Loc { line: value, end_line: value, column: value, end_column: value }
    }

    /// The start of a line.
    pub fn line(line: i32) -> Loc {
        Loc { line, end_line: line, column: 0, end_column: 0 }
    }

    /// A line, without columns.
    pub fn whole_line(line: i32) -> Loc {
        Loc { line, end_line: line, column: -1, end_column: -1 }
    }

    pub fn position(self) -> Option<Position> {
        // What is absent is `Position::NO_COLUMN` then.
        debug_assert!(self.column >= -1 && self.end_column >= -1 || self.line < 0);
        (self.line >= 0).then(|| Position {
            line: self.line as u32,
            end_line: self.end_line.max(0) as u32,
            column: self.column as u32,
            end_column: self.end_column as u32,
        })
    }
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

    pub fn new(op: Op, arg: u32, loc: Loc) -> Instr {
        Instr { op, arg, loc, target: Instr::NOWHERE, handler: Instr::NOWHERE }
    }

    #[inline]
    pub fn traits(&self) -> Traits {
        let place = if self.loc.line == Loc::NONE.line { Traits::NO_LINE } else { Traits::empty() };
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

/// The instructions of a unit in the order of emission.
#[derive(Debug, Default)]
pub struct Sequence {
    pub code: Vec<Instr>,
    /// For each label the index of the instruction it stands before.
    pub labels: Vec<u32>,
    /// The labels that instructions go to.
    pub targets: Vec<Label>,
}

impl Sequence {
    /// The room without what was in it.
    pub fn cleared(mut self) -> Sequence {
        self.code.clear();
        self.labels.clear();
        self.targets.clear();
        self
    }

    #[inline]
    pub fn emit(&mut self, op: Op, arg: u32, loc: Loc) {
        if op.has_target() {
            self.targets.push(Label(arg));
        }
        self.code.push(Instr::new(op, arg, loc));
    }

    pub fn label(&mut self) -> Label {
        self.labels.push(Instr::NOWHERE);
        Label(self.labels.len() as u32 - 1)
    }

    pub fn place(&mut self, label: Label) {
        self.labels[label.0 as usize] = self.code.len() as u32;
    }
}
