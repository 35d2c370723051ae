//! What the code generator emits: the machine's instructions and pseudo-instructions, derived from `grammar/opcodes.table`.

use super::traits::Traits;
use crate::bytecode::{CommonConstant, Count, Intrinsic1, Intrinsic2, Opcode};

include!(concat!(env!("OUT_DIR"), "/ops.rs"));

use Op::*;

impl Op {
    /// The machine's instruction; none of these is left of pseudo-instructions.
    #[inline]
    pub fn opcode(self) -> Opcode {
        OPCODES[self as usize]
    }

    /// How many code units it takes, with an operand of a byte.
    #[inline]
    pub fn size(self) -> u32 {
        1 + self.opcode().caches() as u32
    }

    #[inline]
    pub fn pops(self, arg: u32) -> i32 {
        Op::POPS[self as usize].with(arg) as i32
    }

    #[inline]
    pub fn pushes(self, arg: u32) -> i32 {
        Op::PUSHES[self as usize].with(arg) as i32
    }

    /// How much deeper the stack is behind it.
    #[inline]
    pub fn effect(self, arg: u32) -> i32 {
        match EFFECTS[self as usize] {
            VARIES => self.pushes(arg) - self.pops(arg),
            effect => effect.into(),
        }
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

    /// CPython counts `END_ASYNC_FOR`, which names another instruction but never goes there.
    #[inline]
    pub const fn is_jump(self) -> bool {
        self.is_conditional_jump()
            || self.is_unconditional_jump()
            || matches!(self, JUMP_IF_FALSE | JUMP_IF_TRUE | FOR_ITER | SEND | END_ASYNC_FOR)
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
    pub const fn is_terminator(self) -> bool {
        self.is_jump() || self.exits_scope()
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

/// In place of an effect that depends on the operand.
const VARIES: i8 = i8::MIN;

const EFFECTS: [i8; Op::ALL.len()] = {
    let mut effects = [VARIES; Op::ALL.len()];
    let mut index = 0;
    while index < effects.len() {
        if let (Some(pops), Some(pushes)) = (Op::POPS[index].fixed(), Op::PUSHES[index].fixed()) {
            effects[index] = pushes as i8 - pops as i8;
        }
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
