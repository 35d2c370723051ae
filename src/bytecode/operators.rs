//! The operators behind `BINARY_OP` and `COMPARE_OP`, numbered as CPython's.

/// The operand of the intrinsic that is unary `+`.
pub const INTRINSIC_UNARY_POSITIVE: u32 = 5;

/// An operand of `BINARY_OP`: these, and the same for augmented assignment from [`BinaryOperator::INPLACE`] on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperator {
    Add,
    And,
    FloorDivide,
    LeftShift,
    MatrixMultiply,
    Multiply,
    Remainder,
    Or,
    Power,
    RightShift,
    Subtract,
    TrueDivide,
    Xor,
}

use BinaryOperator::*;

impl BinaryOperator {
    /// What augmented assignment adds to the operand.
    pub const INPLACE: u32 = 13;

    const ALL: [BinaryOperator; 13] = [
        Add,
        And,
        FloorDivide,
        LeftShift,
        MatrixMultiply,
        Multiply,
        Remainder,
        Or,
        Power,
        RightShift,
        Subtract,
        TrueDivide,
        Xor,
    ];

    const SYMBOLS: [&str; 13] = ["+", "&", "//", "<<", "@", "*", "%", "|", "**", ">>", "-", "/", "^"];

    pub fn symbol(self) -> &'static str {
        Self::SYMBOLS[self as usize]
    }

    /// The operator that an operand means, and whether for an augmented assignment.
    pub fn decode(operand: u32) -> Option<(BinaryOperator, bool)> {
        let inplace = operand >= Self::INPLACE;
        let index = if inplace { operand - Self::INPLACE } else { operand };
        Some((*Self::ALL.get(index as usize)?, inplace))
    }
}

/// An operand of `COMPARE_OP`: the number in bits 5 to 7, bit 4 asks for a bool, the low bits are the outcomes that make it
/// true (unordered, less, greater, equal), which a specialised instruction can test at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Less,
    LessEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
}

impl Comparison {
    /// The bit that asks for a bool, whatever the operands' own comparison returns.
    pub const TO_BOOL: u32 = 16;

    const ALL: [Comparison; 6] = [
        Comparison::Less,
        Comparison::LessEqual,
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::Greater,
        Comparison::GreaterEqual,
    ];
    const SYMBOLS: [&str; 6] = ["<", "<=", "==", "!=", ">", ">="];
    const OUTCOMES: [u32; 6] = [0b0010, 0b1010, 0b1000, 0b0111, 0b0100, 0b1100];

    pub fn symbol(self) -> &'static str {
        Self::SYMBOLS[self as usize]
    }

    pub fn encode(self) -> u32 {
        (self as u32) << 5 | Self::OUTCOMES[self as usize]
    }

    pub fn decode(operand: u32) -> Option<Comparison> {
        Self::ALL.get(operand as usize >> 5).copied()
    }
}
