//! Code units to instructions.

use super::opcode::{Opcode, Operand};

/// A code unit.
pub const fn unit(opcode: Opcode, operand: u8) -> u16 {
    opcode as u16 | (operand as u16) << 8
}

/// One instruction as it stands in the code. `EXTENDED_ARG` is one of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instruction {
    pub at: usize,
    pub opcode: Opcode,
    /// With the bytes of the `EXTENDED_ARG`s before it.
    pub operand: u32,
}

impl Instruction {
    /// The code unit after the instruction and its caches.
    #[inline]
    pub fn end(self) -> usize {
        self.at + 1 + self.opcode.caches()
    }

    /// Where it jumps, if it is a jump.
    #[inline]
    pub fn target(self) -> Option<usize> {
        match self.opcode.operand() {
            Operand::Forward => Some(self.end() + self.operand as usize),
            Operand::Backward => self.end().checked_sub(self.operand as usize),
            _ => None,
        }
    }

    /// The `END_SEND` that an `END_ASYNC_FOR` belongs to.
    pub fn sender(self) -> Option<usize> {
        match self.opcode.operand() {
            Operand::Sender => self.end().checked_sub(self.operand as usize),
            _ => None,
        }
    }
}

/// The instructions of some code, in order, caches skipped. Ends early at a unit that is no instruction.
#[derive(Clone, Debug)]
pub struct Instructions<'a> {
    units: &'a [u16],
    at: usize,
    high: u32,
}

impl<'a> Instructions<'a> {
    pub fn new(units: &'a [u16]) -> Instructions<'a> {
        Instructions { units, at: 0, high: 0 }
    }
}

impl Iterator for Instructions<'_> {
    type Item = Instruction;

    #[inline]
    fn next(&mut self) -> Option<Instruction> {
        let [opcode, operand] = self.units.get(self.at)?.to_le_bytes();
        let opcode = Opcode::from_byte(opcode)?;
        let instruction = Instruction { at: self.at, opcode, operand: self.high << 8 | u32::from(operand) };
        self.high = if opcode == Opcode::EXTENDED_ARG { instruction.operand } else { 0 };
        self.at = instruction.end();
        Some(instruction)
    }
}
