//! What those who watch a program run are told of each instruction: which line it is of, and whether getting there begins a line.
//!
//! Takes portable code, whose instructions without effect (`RESUME`, `NOT_TAKEN`, `EXTENDED_ARG`) linked code has no more; gives
//! a [`Mark`] for each unit of linked code. The rules are those by which CPython puts its events into code (PEP 669, PEP 626).

use super::Code;
use super::code::linked;
use crate::bytecode::{CodeObject, Instruction, Instructions, Opcode};

/// An instruction, as watchers see it. The units of its cache have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its portable unit, and the one from which it starts: that of its first `EXTENDED_ARG`, if it has some.
    pub at: u32,
    pub start: u32,
    pub opcode: Opcode,
    /// `None` if it comes from nowhere in the source.
    pub line: Option<u32>,
    /// Whether a line begins here, unless the instruction before was of the same line.
    pub begins_line: bool,
    /// Whether trace functions are told of it: it stands behind the first `RESUME`.
    pub is_told: bool,
    /// The instruction without effect that stands before it.
    pub before: Before,
}

/// What stands before an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    Nothing,
    /// `RESUME`, at a portable unit: a call begins, or a generator goes on.
    Resume(u32),
    /// `NOT_TAKEN`: a branch falls through.
    NotTaken(u32),
}

impl Mark {
    /// Of the one instruction of code that cannot be run.
    const FAULT: Mark = Mark {
        at: 0,
        start: 0,
        opcode: Opcode::NOP,
        line: None,
        begins_line: false,
        is_told: false,
        before: Before::Nothing,
    };

    /// The `RESUME` before it.
    pub fn resume(&self) -> Option<u32> {
        match self.before {
            Before::Resume(at) => Some(at),
            _ => None,
        }
    }
}

impl Code {
    /// A mark for each unit.
    pub fn marks(&self) -> &[Mark] {
        self.marks.get_or_init(|| match self.fault() {
            None => marks(self.portable()),
            Some(_) => [Mark::FAULT].into(),
        })
    }
}

fn line_at(code: &CodeObject, unit: usize) -> Option<u32> {
    code.position(unit).map(|position| position.line)
}

fn marks(code: &CodeObject) -> Box<[Mark]> {
    let begins = lines_begin(code);
    let mut marks = Vec::new();
    let (mut start, mut before, mut is_told) = (None, Before::Nothing, false);
    for Instruction { at, opcode, .. } in Instructions::new(&code.units) {
        match linked(opcode) {
            Some(op) => {
                let start = start.take().unwrap_or(at);
                let before = std::mem::replace(&mut before, Before::Nothing);
                let begins_line = begins[start] || begins[at];
                let (line, at, start) = (line_at(code, at), at as u32, start as u32);
                let mark = Mark { at, start, opcode, line, begins_line, is_told, before };
                marks.extend(std::iter::repeat_n(mark, 1 + op.caches()));
            }
            None => match opcode {
                Opcode::EXTENDED_ARG => start = start.or(Some(at)),
                Opcode::RESUME => (before, is_told) = (Before::Resume(at as u32), true),
                Opcode::NOT_TAKEN => before = Before::NotTaken(at as u32),
                _ => {}
            },
        }
    }
    marks.into_boxed_slice()
}

/// For each portable unit, whether an instruction starts there at which a line may begin.
fn lines_begin(code: &CodeObject) -> Vec<bool> {
    use Opcode::*;
    let mut begins = vec![false; code.units.len() + 2];
    let is_resume = |instruction: &Instruction| instruction.opcode == RESUME;
    let first = Instructions::new(&code.units).position(|instruction| is_resume(&instruction)).unwrap_or(0);
    let mut current = None;
    for Instruction { at, opcode, .. } in Instructions::new(&code.units).skip(first) {
        // These are jumped over, or belong to what is before them.
        if matches!(opcode, END_ASYNC_FOR | END_FOR | END_SEND | POP_ITER | RESUME) {
            continue;
        }
        let line = line_at(code, at);
        begins[at] = line.is_some() && line != current;
        current = line;
    }
    let targets = Instructions::new(&code.units).skip(first).filter_map(|instruction| {
        // Behind the `END_FOR` or `END_SEND`.
        let skipped = usize::from(matches!(instruction.opcode, FOR_ITER | SEND));
        instruction.target().map(|target| target + skipped)
    });
    let handlers = code.handlers.iter().map(|handler| handler.target as usize);
    let handlers = handlers.filter(|target| Opcode::from_byte(code.units[*target] as u8) != Some(END_ASYNC_FOR));
    for target in targets.chain(handlers) {
        begins[target] |= line_at(code, target).is_some();
    }
    begins
}
