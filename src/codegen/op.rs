//! What the code generator emits: the machine's instructions and pseudo-instructions, derived from `grammar/opcodes.table`.

use super::traits::Traits;
use crate::bytecode::{CommonConstant, Count, Intrinsic1, Intrinsic2, Opcode, unit};

include!(concat!(env!("OUT_DIR"), "/ops.rs"));

use Op::*;

impl Op {
    /// The machine's instruction; none of these is left of pseudo-instructions.
    #[inline]
    pub fn opcode(self) -> Opcode {
        OPCODES[self as usize]
    }

    /// It as a code unit, with the last byte of its operand.
    #[inline]
    pub fn unit(self, operand: u8) -> u16 {
        UNITS[self as usize] | u16::from(operand) << 8
    }

    /// How many code units it takes, with an operand of a byte.
    #[inline]
    pub fn size(self) -> u32 {
        SIZES[self as usize].into()
    }

    /// The most that any takes.
    pub const LARGEST: u8 = {
        let (mut largest, mut index) = (0, 0);
        while index < SIZES.len() {
            if SIZES[index] > largest {
                largest = SIZES[index];
            }
            index += 1;
        }
        largest
    };

    #[inline]
    pub fn pops(self, arg: u32) -> i32 {
        POPS[self as usize].with(arg)
    }

    #[inline]
    pub fn pushes(self, arg: u32) -> i32 {
        PUSHES[self as usize].with(arg)
    }

    /// How much deeper the stack is behind it.
    #[inline]
    pub fn effect(self, arg: u32) -> i32 {
        EFFECTS[self as usize].with(arg)
    }

    /// Starts a stretch of code that a handler guards.
    #[inline]
    pub const fn is_block_push(self) -> bool {
        matches!(self, SETUP_FINALLY | SETUP_CLEANUP | SETUP_WITH)
    }

    #[inline]
    pub const fn is_conditional_jump(self) -> bool {
        matches!(self, POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE | POP_JUMP_IF_NONE | POP_JUMP_IF_NOT_NONE)
    }

    #[inline]
    pub const fn is_unconditional_jump(self) -> bool {
        matches!(self, JUMP | JUMP_NO_INTERRUPT)
    }

    #[inline]
    pub fn is_jump(self) -> bool {
        self.traits().contains(Traits::JUMPS)
    }

    #[inline]
    pub fn has_target(self) -> bool {
        self.traits().contains(Traits::HAS_TARGET)
    }

    /// Leaves the frame.
    #[inline]
    pub const fn exits_scope(self) -> bool {
        matches!(self, RETURN_VALUE | RAISE_VARARGS | RERAISE)
    }

    #[inline]
    pub fn is_terminator(self) -> bool {
        self.traits().contains(Traits::ENDS_BLOCK)
    }

    /// Whether execution can go on with the instruction that follows.
    #[inline]
    pub fn falls_through(self) -> bool {
        !self.traits().contains(Traits::NEVER_FALLS_THROUGH)
    }

    /// May let another thread or a signal handler run.
    #[inline]
    pub fn has_eval_break(self) -> bool {
        matches!(self, JUMP | RESUME | CALL | CALL_FUNCTION_EX)
    }

    /// Loads a constant.
    #[inline]
    pub fn loads_const(self) -> bool {
        matches!(self, LOAD_CONST | LOAD_SMALL_INT)
    }
}

/// A number of stack entries, or a change of it, in the shape of a [`Count`]: without a branch, as the operands that matter are
/// frequent.
#[derive(Clone, Copy)]
struct Linear {
    fixed: i8,
    operands: i8,
    odd: i8,
    bytes: i8,
}

impl Linear {
    const fn of(count: Count) -> Linear {
        let [fixed, operands, odd, bytes] = count.parts();
        Linear { fixed: fixed as i8, operands: operands as i8, odd: odd as i8, bytes: bytes as i8 }
    }

    #[inline]
    fn with(self, operand: u32) -> i32 {
        let mut number = i32::from(self.operands).wrapping_mul(operand as i32).wrapping_add(self.fixed.into());
        number = number.wrapping_add(i32::from(self.odd) * (operand & 1) as i32);
        if self.bytes != 0 {
            number = number.wrapping_add(i32::from(self.bytes) * ((operand & 0xff) + (operand >> 8)) as i32);
        }
        number
    }
}

const POPS: [Linear; Op::ALL.len()] = linear(&Op::POPS);
const PUSHES: [Linear; Op::ALL.len()] = linear(&Op::PUSHES);

const fn linear(counts: &[Count; Op::ALL.len()]) -> [Linear; Op::ALL.len()] {
    let mut numbers = [Linear { fixed: 0, operands: 0, odd: 0, bytes: 0 }; Op::ALL.len()];
    let mut index = 0;
    while index < numbers.len() {
        numbers[index] = Linear::of(counts[index]);
        index += 1;
    }
    numbers
}

const EFFECTS: [Linear; Op::ALL.len()] = {
    let mut effects = PUSHES;
    let mut index = 0;
    while index < effects.len() {
        let (pushes, pops) = (PUSHES[index], POPS[index]);
        effects[index] = Linear {
            fixed: pushes.fixed - pops.fixed,
            operands: pushes.operands - pops.operands,
            odd: pushes.odd - pops.odd,
            bytes: pushes.bytes - pops.bytes,
        };
        index += 1;
    }
    effects
};

const OPCODES: [Opcode; Op::ALL.len()] = {
    let mut opcodes = [Opcode::NOP; Op::ALL.len()];
    let mut index = 0;
    while index < opcodes.len() {
        if let Some(opcode) = Op::REAL[index] {
            opcodes[index] = opcode;
        }
        index += 1;
    }
    opcodes
};

const UNITS: [u16; Op::ALL.len()] = {
    let mut units = [0; Op::ALL.len()];
    let mut index = 0;
    while index < units.len() {
        units[index] = unit(OPCODES[index], 0);
        index += 1;
    }
    units
};

const SIZES: [u8; Op::ALL.len()] = {
    let mut sizes = [0; Op::ALL.len()];
    let mut index = 0;
    while index < sizes.len() {
        sizes[index] = 1 + OPCODES[index].caches() as u8;
        index += 1;
    }
    sizes
};

/// Operands of the machine's functions and objects, for their emission.
impl From<Intrinsic1> for u32 {
    fn from(function: Intrinsic1) -> u32 {
        function.encode()
    }
}

impl From<Intrinsic2> for u32 {
    fn from(function: Intrinsic2) -> u32 {
        function.encode()
    }
}

impl From<CommonConstant> for u32 {
    fn from(constant: CommonConstant) -> u32 {
        constant.encode()
    }
}
