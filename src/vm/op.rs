//! The instructions as the machine runs them, derived from `grammar/opcodes.table` and `grammar/machine.table`.

use crate::bytecode::Opcode;

include!(concat!(env!("OUT_DIR"), "/machine.rs"));

impl Op {
    /// The same instruction, not specialised.
    pub fn portable(opcode: Opcode) -> Op {
        Op::ALL[opcode as usize]
    }

    pub fn name(self) -> &'static str {
        Op::NAMES[self as usize]
    }

    /// How many units of inline cache follow.
    #[inline(always)]
    pub const fn caches(self) -> usize {
        Op::CACHES[self as usize] as usize
    }

    /// The first of the instructions that one is made of when code is linked; any other is itself.
    #[inline(always)]
    pub fn apart(self) -> Op {
        let generic = self.generic();
        // What has no cache does not specialise: its other forms are the joined ones.
        if generic.caches() == 0 { generic } else { self }
    }

    #[inline(always)]
    pub fn generic(self) -> Op {
        Op::GENERIC[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::Op;

    #[test]
    fn apart_is_one_portable_instruction_or_a_specialised_form_of_it() {
        for op in Op::ALL {
            let apart = op.apart();
            assert_eq!(apart.apart(), apart, "{op:?}");
            let is_portable = (apart as usize) < crate::bytecode::Opcode::ALL.len();
            assert!(apart.caches() > 0 || is_portable || apart == Op::FAULT, "{op:?} is {apart:?}");
        }
    }
}
