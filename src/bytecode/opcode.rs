//! The instructions, derived from `grammar/opcodes.table`.

/// What an instruction's operand means: see the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    None,
    Resume,
    Small,
    Const,
    Name,
    Global,
    Attribute,
    Super,
    Local,
    Locals,
    Cell,
    Free,
    Depth,
    Count,
    Slice,
    Ends,
    Raise,
    Reraise,
    Yield,
    Await,
    Binary,
    Compare,
    Is,
    In,
    Intrinsic1,
    Intrinsic2,
    Common,
    Special,
    Convert,
    Attached,
    Field,
    Forward,
    Backward,
    Sender,
    High,
    Label,
}

/// A number of stack entries: a fixed part, and what is added to it for the operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    fixed: u8,
    operands: u8,
    odd: bool,
    bytes: bool,
}

impl Count {
    pub(crate) const fn new(fixed: u8, operands: u8, odd: bool, bytes: bool) -> Count {
        Count { fixed, operands, odd, bytes }
    }

    #[inline]
    pub fn with(self, operand: u32) -> u64 {
        match self.fixed() {
            Some(fixed) => fixed.into(),
            None => self.with_variable(operand),
        }
    }

    /// The fixed part; factors of the operand, of its lowest bit, and of the sum of its lowest byte and what stands above it.
    pub(crate) const fn parts(self) -> [u8; 4] {
        [self.fixed, self.operands, self.odd as u8, self.bytes as u8]
    }

    /// The number, if no operand changes it.
    #[inline]
    pub const fn fixed(self) -> Option<u8> {
        if self.operands == 0 && !self.odd && !self.bytes { Some(self.fixed) } else { None }
    }

    fn with_variable(self, operand: u32) -> u64 {
        let operands = u64::from(self.operands) * u64::from(operand);
        let odd = if self.odd { operand & 1 } else { 0 };
        let bytes = if self.bytes { (operand & 0xff) + (operand >> 8) } else { 0 };
        u64::from(self.fixed) + operands + u64::from(odd + bytes)
    }
}

include!(concat!(env!("OUT_DIR"), "/opcodes.rs"));

impl Opcode {
    #[inline]
    pub fn from_byte(byte: u8) -> Option<Opcode> {
        Opcode::ALL.get(usize::from(byte)).copied()
    }

    pub fn name(self) -> &'static str {
        Opcode::NAMES[self as usize]
    }

    #[inline]
    pub fn operand(self) -> Operand {
        Opcode::OPERANDS[self as usize]
    }

    /// How many code units of inline cache follow the instruction.
    #[inline]
    pub const fn caches(self) -> usize {
        Opcode::CACHES[self as usize] as usize
    }

    #[inline]
    pub fn pops(self) -> Count {
        Opcode::POPS[self as usize]
    }

    #[inline]
    pub fn pushes(self) -> Count {
        Opcode::PUSHES[self as usize]
    }

    /// Whether the next instruction can only be reached by a jump.
    #[inline]
    pub const fn ends_block(self) -> bool {
        use Opcode::*;
        matches!(self, JUMP_FORWARD | JUMP_BACKWARD | JUMP_BACKWARD_NO_INTERRUPT | RETURN_VALUE | RAISE_VARARGS | RERAISE)
    }
}
