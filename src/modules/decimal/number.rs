//! Decimal numbers: sign, coefficient and exponent, or infinities and NaNs.

use super::natural::Natural;
use crate::object::{Opaque, Value};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Finite,
    Infinite,
    /// A quiet NaN: the coefficient is its payload.
    Quiet,
    Signaling,
}

#[derive(Clone, Debug)]
pub struct Decimal {
    pub is_negative: bool,
    pub kind: Kind,
    pub coefficient: Natural,
    pub exponent: i64,
}

impl Opaque for Decimal {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

impl Decimal {
    pub const ZERO: Decimal = Decimal::finite(false, Natural::ZERO, 0);
    pub const ONE: Decimal = Decimal::finite(false, Natural::ONE, 0);
    pub const NAN: Decimal = Decimal { is_negative: false, kind: Kind::Quiet, coefficient: Natural::ZERO, exponent: 0 };

    #[inline]
    pub const fn finite(is_negative: bool, coefficient: Natural, exponent: i64) -> Decimal {
        Decimal { is_negative, kind: Kind::Finite, coefficient, exponent }
    }

    pub const fn infinity(is_negative: bool) -> Decimal {
        Decimal { is_negative, kind: Kind::Infinite, coefficient: Natural::ZERO, exponent: 0 }
    }

    pub fn small(value: i64) -> Decimal {
        Decimal::finite(value < 0, Natural::Small(value.unsigned_abs().into()), 0)
    }

    #[inline]
    pub fn is_finite(&self) -> bool {
        self.kind == Kind::Finite
    }

    pub fn is_infinite(&self) -> bool {
        self.kind == Kind::Infinite
    }

    pub fn is_nan(&self) -> bool {
        matches!(self.kind, Kind::Quiet | Kind::Signaling)
    }

    pub fn is_signaling(&self) -> bool {
        self.kind == Kind::Signaling
    }

    #[inline]
    pub fn is_zero(&self) -> bool {
        self.is_finite() && self.coefficient.is_zero()
    }

    /// The exponent of the first digit.
    #[inline]
    pub fn adjusted(&self) -> i64 {
        self.exponent + self.coefficient.digits() - 1
    }

    pub fn with_sign(mut self, is_negative: bool) -> Decimal {
        self.is_negative = is_negative;
        self
    }

    /// Whether there is no fraction, however it is written.
    pub fn is_integer(&self) -> bool {
        if !self.is_finite() {
            return false;
        }
        if self.exponent >= 0 || self.coefficient.is_zero() {
            return true;
        }
        let places = self.exponent.unsigned_abs();
        if places >= self.coefficient.digits() as u64 {
            return false;
        }
        let zeros = self.coefficient.trailing_zeros(places, crate::number::Interrupt::NEVER);
        zeros.is_ok_and(|zeros| zeros == places)
    }

    /// Whether it is an integer, and an odd one.
    pub fn is_odd_integer(&self) -> bool {
        if !self.is_integer() || self.exponent > 0 {
            return false;
        }
        let whole = self.coefficient.split(self.exponent.unsigned_abs(), crate::number::Interrupt::NEVER);
        whole.is_ok_and(|(whole, _)| whole.is_odd())
    }
}
