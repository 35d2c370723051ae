//! The operators, functions and objects that operands mean by number. The numbers are CPython's.

use std::cmp::Ordering;

/// Enums whose members are operands: `Name from first { Member "what the disassembler writes", … }`.
macro_rules! numbered {
    ($($(#[$doc:meta])* $name:ident from $first:literal { $($member:ident $text:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($member,)*
        }

        impl $name {
            const ALL: &[$name] = &[$($name::$member),*];
            const TEXTS: &[&str] = &[$($text),*];

            pub fn encode(self) -> u32 {
                self as u32 + $first
            }

            pub fn decode(operand: u32) -> Option<$name> {
                Self::ALL.get(operand.checked_sub($first)? as usize).copied()
            }

            /// What the disassembler writes.
            pub fn text(self) -> &'static str {
                Self::TEXTS[self as usize]
            }
        }
    )*};
}

numbered! {
    /// An operand of `BINARY_OP`.
    BinaryOperator from 0 {
        Add "+", And "&", FloorDivide "//", LeftShift "<<", MatrixMultiply "@", Multiply "*", Remainder "%", Or "|",
        Power "**", RightShift ">>", Subtract "-", TrueDivide "/", Xor "^",
        InplaceAdd "+=", InplaceAnd "&=", InplaceFloorDivide "//=", InplaceLeftShift "<<=", InplaceMatrixMultiply "@=",
        InplaceMultiply "*=", InplaceRemainder "%=", InplaceOr "|=", InplacePower "**=", InplaceRightShift ">>=",
        InplaceSubtract "-=", InplaceTrueDivide "/=", InplaceXor "^=",
        Subscript "[]",
    }

    /// The functions that `CALL_INTRINSIC_1` calls.
    Intrinsic1 from 1 {
        Print "INTRINSIC_PRINT",
        ImportStar "INTRINSIC_IMPORT_STAR",
        StopIterationError "INTRINSIC_STOPITERATION_ERROR",
        AsyncGenWrap "INTRINSIC_ASYNC_GEN_WRAP",
        UnaryPositive "INTRINSIC_UNARY_POSITIVE",
        ListToTuple "INTRINSIC_LIST_TO_TUPLE",
        TypeVar "INTRINSIC_TYPEVAR",
        ParamSpec "INTRINSIC_PARAMSPEC",
        TypeVarTuple "INTRINSIC_TYPEVARTUPLE",
        SubscriptGeneric "INTRINSIC_SUBSCRIPT_GENERIC",
        TypeAlias "INTRINSIC_TYPEALIAS",
    }

    /// The functions that `CALL_INTRINSIC_2` calls.
    Intrinsic2 from 1 {
        PrepReraiseStar "INTRINSIC_PREP_RERAISE_STAR",
        TypeVarWithBound "INTRINSIC_TYPEVAR_WITH_BOUND",
        TypeVarWithConstraints "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS",
        SetFunctionTypeParams "INTRINSIC_SET_FUNCTION_TYPE_PARAMS",
        SetTypeParamDefault "INTRINSIC_SET_TYPEPARAM_DEFAULT",
    }

    /// The objects that `LOAD_COMMON_CONSTANT` loads.
    CommonConstant from 0 {
        AssertionError "AssertionError",
        NotImplementedError "NotImplementedError",
        Tuple "tuple",
        All "<built-in function all>",
        Any "<built-in function any>",
    }

    /// The methods that `LOAD_SPECIAL` looks up.
    SpecialMethod from 0 { Enter "__enter__", Exit "__exit__", AsyncEnter "__aenter__", AsyncExit "__aexit__" }

    /// What `CONVERT_VALUE` does; `BUILD_INTERPOLATION` has the same numbers.
    Conversion from 1 { Str "str", Repr "repr", Ascii "ascii" }
}

impl BinaryOperator {
    /// What augmented assignment adds to the operand.
    pub const INPLACE: u32 = 13;
}

/// The bits of `SET_FUNCTION_ATTRIBUTE`'s operand.
pub mod attached {
    pub const DEFAULTS: u32 = 0x01;
    pub const KEYWORD_DEFAULTS: u32 = 0x02;
    pub const ANNOTATIONS: u32 = 0x04;
    pub const CLOSURE: u32 = 0x08;
    pub const ANNOTATE: u32 = 0x10;

    pub(in crate::bytecode) const NAMES: [&str; 5] = ["defaults", "kwdefaults", "annotations", "closure", "annotate"];
}

/// Where a `RESUME` stands: the low bits of its operand.
pub mod resume {
    pub const START: u32 = 0;
    pub const AFTER_YIELD: u32 = 1;
    pub const AFTER_YIELD_FROM: u32 = 2;
    pub const AFTER_AWAIT: u32 = 3;
    /// Added where only a generator's own handler is around.
    pub const DEPTH_1: u32 = 4;
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

    /// Whether an outcome is one of those that make the comparison of an operand true. `None` is that of NaN.
    #[inline(always)]
    pub fn holds(operand: u32, outcome: Option<Ordering>) -> bool {
        let bit = match outcome {
            None => 1,
            Some(Ordering::Less) => 2,
            Some(Ordering::Greater) => 4,
            Some(Ordering::Equal) => 8,
        };
        operand & bit != 0
    }

    pub fn decode(operand: u32) -> Option<Comparison> {
        let comparison = Self::ALL.get(operand as usize >> 5).copied()?;
        (operand & !Self::TO_BOOL == comparison.encode()).then_some(comparison)
    }
}
