//! The instructions, derived from `grammar/opcodes.table`.

/// What an instruction's operand means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    None,
    Flags,
    Small,
    Const,
    Name,
    Global,
    Local,
    Depth,
    Count,
    Binary,
    Compare,
    Invert,
    Intrinsic,
    Forward,
    Backward,
    High,
}

/// A number of stack entries: a fixed part, and how often the operand is added to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    fixed: u8,
    operands: u8,
}

impl Count {
    pub fn with(self, operand: u32) -> u64 {
        u64::from(self.fixed) + u64::from(self.operands) * u64::from(operand)
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
    pub fn caches(self) -> usize {
        usize::from(Opcode::CACHES[self as usize])
    }

    pub fn pops(self) -> Count {
        Opcode::POPS[self as usize]
    }

    pub fn pushes(self) -> Count {
        Opcode::PUSHES[self as usize]
    }

    /// Whether the next instruction can only be reached by a jump.
    pub fn ends_block(self) -> bool {
        matches!(self, Opcode::JUMP_FORWARD | Opcode::JUMP_BACKWARD | Opcode::RETURN_VALUE)
    }
}
