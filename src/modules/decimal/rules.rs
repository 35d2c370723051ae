//! What a context says to arithmetic: precision, range of exponents, rounding; and the conditions that arithmetic meets.

use super::number::{Decimal, Kind};
use crate::number::Interrupt;

pub const MAX_PREC: i64 = 999_999_999_999_999_999;
pub const MAX_EMAX: i64 = 999_999_999_999_999_999;
pub const MIN_EMIN: i64 = -MAX_EMAX;
pub const MIN_ETINY: i64 = MIN_EMIN - (MAX_PREC - 1);
/// Larger than any exponent can be.
pub const BEYOND: i64 = 2_000_000_000_000_000_001;

/// Conditions, as bits.
pub mod condition {
    pub const CLAMPED: u32 = 0x1;
    pub const CONVERSION_SYNTAX: u32 = 0x2;
    pub const DIVISION_BY_ZERO: u32 = 0x4;
    pub const DIVISION_IMPOSSIBLE: u32 = 0x8;
    pub const DIVISION_UNDEFINED: u32 = 0x10;
    pub const INEXACT: u32 = 0x40;
    pub const INVALID_CONTEXT: u32 = 0x80;
    pub const INVALID_OPERATION: u32 = 0x100;
    pub const OVERFLOW: u32 = 0x800;
    pub const ROUNDED: u32 = 0x1000;
    pub const SUBNORMAL: u32 = 0x2000;
    pub const UNDERFLOW: u32 = 0x4000;
    pub const FLOAT_OPERATION: u32 = 0x400;
    /// All that the signal `InvalidOperation` stands for.
    pub const INVALID: u32 =
        CONVERSION_SYNTAX | DIVISION_IMPOSSIBLE | DIVISION_UNDEFINED | INVALID_CONTEXT | INVALID_OPERATION;
    pub const ERRORS: u32 = INVALID | DIVISION_BY_ZERO;
}

/// In the order of libmpdec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    Up,
    Down,
    Ceiling,
    Floor,
    HalfUp,
    HalfDown,
    HalfEven,
    ZeroFiveUp,
}

/// The modes by name.
pub const ROUNDINGS: [(&str, Rounding); 8] = [
    ("ROUND_UP", Rounding::Up),
    ("ROUND_DOWN", Rounding::Down),
    ("ROUND_CEILING", Rounding::Ceiling),
    ("ROUND_FLOOR", Rounding::Floor),
    ("ROUND_HALF_UP", Rounding::HalfUp),
    ("ROUND_HALF_DOWN", Rounding::HalfDown),
    ("ROUND_HALF_EVEN", Rounding::HalfEven),
    ("ROUND_05UP", Rounding::ZeroFiveUp),
];

impl Rounding {
    pub fn name(self) -> &'static str {
        ROUNDINGS[self as usize].0
    }

    pub fn of(name: &str) -> Option<Rounding> {
        ROUNDINGS.iter().find(|(known, _)| *known == name).map(|(_, rounding)| *rounding)
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Rules {
    pub prec: i64,
    pub emax: i64,
    pub emin: i64,
    pub rounding: Rounding,
    pub clamp: bool,
}

impl Rules {
    /// Everything that can be represented is.
    pub const WIDEST: Rules =
        Rules { prec: MAX_PREC, emax: MAX_EMAX, emin: MIN_EMIN, rounding: Rounding::HalfEven, clamp: false };

    /// The lowest exponent.
    #[inline]
    pub fn etiny(&self) -> i64 {
        self.emin - (self.prec - 1)
    }

    /// The highest exponent of a number with all digits.
    #[inline]
    pub fn etop(&self) -> i64 {
        self.emax - (self.prec - 1)
    }

    pub fn rounding(self, rounding: Rounding) -> Rules {
        Rules { rounding, ..self }
    }
}

/// A computation: by which rules, and which conditions it met so far.
pub struct Work<'a> {
    pub rules: Rules,
    pub status: u32,
    pub interrupt: Interrupt<'a>,
}

impl<'a> Work<'a> {
    pub fn new(rules: Rules, interrupt: Interrupt<'a>) -> Work<'a> {
        Work { rules, status: 0, interrupt }
    }

    /// A computation within this one, by other rules.
    pub fn within(&self, rules: Rules) -> Work<'a> {
        Work::new(rules, self.interrupt)
    }

    /// Meets a condition that leaves no number.
    #[cold]
    pub fn error(&mut self, condition: u32) -> Decimal {
        self.status |= condition;
        Decimal::NAN
    }

    #[cold]
    pub fn invalid(&mut self) -> Decimal {
        self.error(condition::INVALID_OPERATION)
    }

    /// The NaN that an operation on NaNs gives: the first signaling one, else the first.
    #[inline]
    pub fn nan_of(&mut self, operands: &[&Decimal]) -> Option<Decimal> {
        if operands.iter().all(|operand| !operand.is_nan()) {
            return None;
        }
        let signaling = operands.iter().find(|operand| operand.is_signaling());
        if signaling.is_some() {
            self.status |= condition::INVALID_OPERATION;
        }
        let nan = signaling.or_else(|| operands.iter().find(|operand| operand.is_nan()))?;
        let nan = Decimal { kind: Kind::Quiet, ..(*nan).clone() };
        Some(self.shorten_payload(nan))
    }
}
