//! What instructions are, as far as passes ask. A block has the traits of all its instructions, so that a pass leaves out the
//! blocks that it has nothing to do in.

use super::op::Op;
use bitflags::bitflags;

bitflags! {
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Traits: u32 {
        /// `NOP`.
        const NOTHING = 1;
        const POPS_TOP = 1 << 1;
        const SWAPS = 1 << 2;
        /// Starts what a shorter run can replace, with the instructions behind it or before it.
        const STARTS_RULE = 1 << 3;
        /// Loads a constant.
        const CONSTANT = 1 << 4;
        /// Can be one of a pair.
        const PAIRS = 1 << 5;
        /// Puts a local on the stack.
        const LOADS_LOCAL = 1 << 6;
        /// May leave a local without value.
        const UNBINDS = 1 << 7;
        /// Goes, or becomes another, when the last pseudo-instructions do.
        const PSEUDO = 1 << 8;
        /// A jump that keeps what it tests.
        const KEEPS_TESTED = 1 << 9;
        /// Ends a block.
        const ENDS_BLOCK = 1 << 10;
        const HAS_TARGET = 1 << 11;
        /// Stands nowhere in the source.
        const NO_LINE = 1 << 12;
        /// CPython counts `END_ASYNC_FOR`, which names another instruction but never goes there.
        const JUMPS = 1 << 14;
        const NEVER_FALLS_THROUGH = 1 << 15;
        /// May be merged with the instruction before it, or do otherwise because of it: see `Sequence::look_back`.
        const LOOKS_BACK = 1 << 16;
        /// Of a block: a rule may apply, besides those of its jump.
        const RULES = 1 << 17;
        /// Of a block: there is a test right behind a constant.
        const TESTS_CONSTANT = 1 << 18;
        /// Of a block: it may push a value only to pop it.
        const DROPS = 1 << 19;
    }
}

impl Op {
    #[inline]
    pub fn traits(self) -> Traits {
        TRAITS[self as usize]
    }

    /// Whether a rule may apply to two instructions that follow each other.
    #[inline]
    pub fn is_pair(first: Op, second: Op) -> bool {
        FIRST[first as usize] & SECOND[second as usize] != 0
    }
}

/// Each sort of pair has a bit: which instructions can be its first, and its second.
const FIRST: [u8; Op::ALL.len()] = {
    use Op::*;
    let mut first = [0; Op::ALL.len()];
    let mut index = 0;
    while index < first.len() {
        first[index] = match Op::ALL[index] {
            LOAD_CONST | LOAD_SMALL_INT | COPY => AFTER_VALUE,
            LOAD_GLOBAL => AFTER_GLOBAL,
            COMPARE_OP | CONTAINS_OP | IS_OP | TO_BOOL | UNARY_NOT => AFTER_TRUTH,
            BUILD_TUPLE => AFTER_TUPLE,
            STORE_FAST => AFTER_STORE,
            _ => 0,
        };
        index += 1;
    }
    first
};

const SECOND: [u8; Op::ALL.len()] = {
    use Op::*;
    let mut second = [0; Op::ALL.len()];
    let mut index = 0;
    while index < second.len() {
        second[index] = match Op::ALL[index] {
            PUSH_NULL => AFTER_GLOBAL,
            TO_BOOL | UNARY_NOT => AFTER_TRUTH | AFTER_VALUE,
            UNPACK_SEQUENCE => AFTER_TUPLE,
            STORE_FAST => AFTER_STORE,
            POP_TOP | IS_OP | BINARY_OP | BUILD_TUPLE | UNARY_INVERT | UNARY_NEGATIVE => AFTER_VALUE,
            JUMP_IF_FALSE | JUMP_IF_TRUE | POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE => AFTER_VALUE,
            _ => 0,
        };
        index += 1;
    }
    second
};

const AFTER_VALUE: u8 = 1;
const AFTER_GLOBAL: u8 = 1 << 1;
const AFTER_TRUTH: u8 = 1 << 2;
const AFTER_TUPLE: u8 = 1 << 3;
const AFTER_STORE: u8 = 1 << 4;

const TRAITS: [Traits; Op::ALL.len()] = {
    let mut traits = [Traits::empty(); Op::ALL.len()];
    let mut index = 0;
    while index < traits.len() {
        traits[index] = traits_of(Op::ALL[index]);
        index += 1;
    }
    traits
};

const fn traits_of(op: Op) -> Traits {
    use Op::*;
    let mut traits = match op {
        NOP => Traits::NOTHING,
        POP_TOP => Traits::POPS_TOP,
        SWAP => Traits::SWAPS.union(Traits::STARTS_RULE).union(Traits::RULES),
        LOAD_CONST | LOAD_SMALL_INT => Traits::CONSTANT,
        LOAD_FAST => Traits::PAIRS.union(Traits::LOADS_LOCAL),
        STORE_FAST => Traits::PAIRS.union(Traits::STARTS_RULE),
        LOAD_FAST_AND_CLEAR => Traits::LOADS_LOCAL.union(Traits::UNBINDS),
        LOAD_CLOSURE => Traits::LOADS_LOCAL.union(Traits::PSEUDO),
        DELETE_FAST => Traits::UNBINDS,
        STORE_FAST_MAYBE_NULL => Traits::UNBINDS.union(Traits::PSEUDO),
        JUMP_IF_FALSE | JUMP_IF_TRUE => Traits::KEEPS_TESTED,
        IS_OP | TO_BOOL => Traits::STARTS_RULE,
        SETUP_FINALLY | SETUP_CLEANUP | SETUP_WITH => Traits::PSEUDO,
        BUILD_LIST | BUILD_SET | CALL_INTRINSIC_1 => Traits::STARTS_RULE.union(Traits::RULES),
        BUILD_TUPLE | UNARY_NOT | UNARY_INVERT | UNARY_NEGATIVE | BINARY_OP => Traits::STARTS_RULE,
        LOAD_GLOBAL | COMPARE_OP | CONTAINS_OP => Traits::STARTS_RULE,
        _ => Traits::empty(),
    };
    if SECOND[op as usize] != 0 {
        traits = traits.union(Traits::LOOKS_BACK);
    }
    if op.is_conditional_jump()
        || op.is_unconditional_jump()
        || matches!(op, JUMP_IF_FALSE | JUMP_IF_TRUE | FOR_ITER | SEND | END_ASYNC_FOR)
    {
        traits = traits.union(Traits::JUMPS).union(Traits::STARTS_RULE).union(Traits::ENDS_BLOCK).union(Traits::HAS_TARGET);
    }
    if op.exits_scope() {
        traits = traits.union(Traits::ENDS_BLOCK);
    }
    if op.exits_scope() || op.is_unconditional_jump() {
        traits = traits.union(Traits::NEVER_FALLS_THROUGH);
    }
    if op.is_block_push() {
        traits = traits.union(Traits::HAS_TARGET);
    }
    traits
}
