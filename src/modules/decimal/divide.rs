//! Quotients, remainders and square roots.

use super::natural::Natural;
use super::number::Decimal;
use super::rules::{Rounding, Work, condition};
use crate::number::{ErrorKind, IntRef, Result, roots};
use std::cmp::Ordering;

impl Work<'_> {
    pub fn divide(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        let sign = a.is_negative != b.is_negative;
        if !a.is_finite() || !b.is_finite() {
            return Ok(match self.nan_of(&[a, b]) {
                Some(nan) => nan,
                None if a.is_infinite() && b.is_infinite() => self.invalid(),
                None if a.is_infinite() => Decimal::infinity(sign),
                None => {
                    self.status |= condition::CLAMPED;
                    Decimal::finite(sign, Natural::ZERO, self.rules.etiny())
                }
            });
        }
        if b.is_zero() {
            return Ok(self.divide_by_zero(a, sign));
        }
        if a.is_zero() {
            return self.finish(Decimal::finite(sign, Natural::ZERO, a.exponent - b.exponent));
        }
        let quotient = match self.quotient(a, b, self.rules.prec) {
            // No room for so many digits: an exact quotient has no more than these.
            Err(error) if error.kind == ErrorKind::Memory => {
                let most = a.coefficient.digits() + 4 * b.coefficient.digits();
                let (quotient, is_exact) = self.quotient(a, b, most.min(self.rules.prec))?;
                if !is_exact {
                    return Err(error);
                }
                quotient
            }
            quotient => quotient?.0,
        };
        self.finish(quotient.with_sign(sign))
    }

    fn divide_by_zero(&mut self, a: &Decimal, sign: bool) -> Decimal {
        if a.is_zero() {
            return self.error(condition::DIVISION_UNDEFINED);
        }
        self.status |= condition::DIVISION_BY_ZERO;
        Decimal::infinity(sign)
    }

    /// A quotient with one digit more than are wanted, the last of them not zero if it is not exact.
    fn quotient(&self, a: &Decimal, b: &Decimal, prec: i64) -> Result<(Decimal, bool)> {
        let ideal = a.exponent - b.exponent;
        let (dividend, divisor) = (&a.coefficient, &b.coefficient);
        if let (Natural::Small(_), Natural::Small(1..=0xFFFF_FFFF_FFFF_FFFF)) = (dividend, divisor) {
            let (quotient, rest) = dividend.divide(divisor, self.interrupt)?;
            if rest.is_zero() {
                return Ok((Decimal::finite(false, quotient, ideal), true));
            }
        }
        let shift = divisor.digits() - dividend.digits() + prec + 1;
        let places = shift.unsigned_abs();
        let (quotient, rest) = match shift >= 0 {
            true => dividend.shifted(places, self.interrupt)?.divide(divisor, self.interrupt)?,
            false => dividend.divide(&divisor.shifted(places, self.interrupt)?, self.interrupt)?,
        };
        let exponent = ideal - shift;
        if !rest.is_zero() {
            return Ok((Decimal::finite(false, sticky(quotient), exponent), false));
        }
        let zeros = quotient.trailing_zeros((ideal - exponent).max(0) as u64, self.interrupt)?;
        let coefficient = quotient.split(zeros, self.interrupt)?.0;
        Ok((Decimal::finite(false, coefficient, exponent + zeros as i64), true))
    }

    /// Quotient, towards zero, and rest; what cannot be divided is met as a condition.
    fn whole_quotient(&mut self, a: &Decimal, b: &Decimal) -> Result<Option<(Decimal, Decimal)>> {
        let sign = a.is_negative != b.is_negative;
        if b.is_infinite() {
            return Ok(Some((Decimal::finite(sign, Natural::ZERO, 0), a.clone())));
        }
        let apart = a.adjusted() - b.adjusted();
        if a.is_zero() || apart <= -2 {
            let rest = self.at_exponent(a, a.exponent.min(b.exponent))?;
            return Ok(Some((Decimal::finite(sign, Natural::ZERO, 0), rest)));
        }
        if apart <= self.rules.prec {
            let (dividend, divisor, exponent) = self.aligned(a, b)?;
            let (quotient, rest) = dividend.divide(&divisor, self.interrupt)?;
            if quotient.digits() <= self.rules.prec {
                let rest = Decimal::finite(a.is_negative, rest, exponent);
                return Ok(Some((Decimal::finite(sign, quotient, 0), rest)));
            }
        }
        self.status |= condition::DIVISION_IMPOSSIBLE;
        Ok(None)
    }

    /// Two coefficients for the same exponent, and that.
    pub fn aligned(&self, a: &Decimal, b: &Decimal) -> Result<(Natural, Natural, i64)> {
        let exponent = a.exponent.min(b.exponent);
        let at = |number: &Decimal| number.coefficient.shifted(number.exponent.abs_diff(exponent), self.interrupt);
        Ok((at(a)?, at(b)?, exponent))
    }

    /// With zeros behind, down to an exponent.
    fn at_exponent(&self, a: &Decimal, exponent: i64) -> Result<Decimal> {
        let coefficient = a.coefficient.shifted(a.exponent.abs_diff(exponent), self.interrupt)?;
        Ok(Decimal::finite(a.is_negative, coefficient, exponent))
    }

    pub fn divide_whole(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        let sign = a.is_negative != b.is_negative;
        if let Some(nan) = self.nan_of(&[a, b]) {
            return Ok(nan);
        }
        if a.is_infinite() {
            return Ok(if b.is_infinite() { self.invalid() } else { Decimal::infinity(sign) });
        }
        if b.is_zero() {
            return Ok(self.divide_by_zero(a, sign));
        }
        match self.whole_quotient(a, b)? {
            Some((quotient, _)) if b.is_infinite() => Ok(quotient),
            Some((quotient, _)) => self.finish(quotient),
            None => Ok(Decimal::NAN),
        }
    }

    pub fn remainder(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        if let Some(nan) = self.no_remainder(a, b) {
            return Ok(nan);
        }
        match self.whole_quotient(a, b)? {
            Some((_, rest)) => self.finish(rest),
            None => Ok(Decimal::NAN),
        }
    }

    /// The NaN that is the remainder where there is no other.
    fn no_remainder(&mut self, a: &Decimal, b: &Decimal) -> Option<Decimal> {
        match self.nan_of(&[a, b]) {
            Some(nan) => Some(nan),
            None if a.is_infinite() => Some(self.invalid()),
            None if b.is_zero() && a.is_zero() => Some(self.error(condition::DIVISION_UNDEFINED)),
            None if b.is_zero() => Some(self.invalid()),
            None => None,
        }
    }

    pub fn divide_with_remainder(&mut self, a: &Decimal, b: &Decimal) -> Result<(Decimal, Decimal)> {
        let sign = a.is_negative != b.is_negative;
        if let Some(nan) = self.nan_of(&[a, b]) {
            return Ok((nan.clone(), nan));
        }
        if a.is_infinite() {
            let rest = self.invalid();
            return Ok((if b.is_infinite() { Decimal::NAN } else { Decimal::infinity(sign) }, rest));
        }
        if b.is_zero() {
            let quotient = self.divide_by_zero(a, sign);
            if !a.is_zero() {
                self.status |= condition::INVALID_OPERATION;
            }
            return Ok((quotient, Decimal::NAN));
        }
        match self.whole_quotient(a, b)? {
            Some((quotient, rest)) if b.is_infinite() => Ok((quotient, self.finish(rest)?)),
            Some((quotient, rest)) => Ok((self.finish(quotient)?, self.finish(rest)?)),
            None => Ok((Decimal::NAN, Decimal::NAN)),
        }
    }

    /// The remainder that is nearest to zero.
    pub fn remainder_near(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        if let Some(nan) = self.no_remainder(a, b) {
            return Ok(nan);
        }
        if b.is_infinite() {
            return self.finish(a.clone());
        }
        let apart = a.adjusted() - b.adjusted();
        if a.is_zero() || apart <= -2 {
            let rest = self.at_exponent(a, a.exponent.min(b.exponent))?;
            return self.finish(rest);
        }
        if apart > self.rules.prec {
            return Ok(self.error(condition::DIVISION_IMPOSSIBLE));
        }
        let (dividend, divisor, exponent) = self.aligned(a, b)?;
        let (mut quotient, mut rest) = dividend.divide(&divisor, self.interrupt)?;
        let mut sign = a.is_negative;
        let left = divisor.subtract(&rest);
        match rest.compare(&left) {
            Ordering::Less => {}
            Ordering::Equal if !quotient.is_odd() => {}
            _ => (quotient, rest, sign) = (quotient.increment(), left, !sign),
        }
        if quotient.digits() > self.rules.prec {
            return Ok(self.error(condition::DIVISION_IMPOSSIBLE));
        }
        self.finish(Decimal::finite(sign, rest, exponent))
    }

    pub fn sqrt(&mut self, a: &Decimal) -> Result<Decimal> {
        if let Some(nan) = self.nan_of(&[a]) {
            return Ok(nan);
        }
        if a.is_zero() {
            return self.finish(Decimal::finite(a.is_negative, Natural::ZERO, a.exponent >> 1));
        }
        if a.is_negative {
            return Ok(self.invalid());
        }
        if a.is_infinite() {
            return Ok(a.clone());
        }
        let root = match self.root(a, self.rules.prec + 1) {
            // No room for so many digits: an exact root has no more than these.
            Err(error) if error.kind == ErrorKind::Memory => match self.root(a, a.coefficient.digits() / 2 + 2)? {
                (root, true) => root,
                _ => return Err(error),
            },
            root => root?.0,
        };
        let rounding = std::mem::replace(&mut self.rules.rounding, Rounding::HalfEven);
        let root = self.finish(root);
        self.rules.rounding = rounding;
        root
    }

    /// A root of so many digits, the last of them not zero if it is not exact; and whether it is.
    fn root(&self, a: &Decimal, digits: i64) -> Result<(Decimal, bool)> {
        let (exponent, is_odd) = (a.exponent >> 1, a.exponent & 1 == 1);
        let length = a.coefficient.digits();
        let (number, half) = match is_odd {
            true => (a.coefficient.shifted(1, self.interrupt)?, (length >> 1) + 1),
            false => (a.coefficient.clone(), (length + 1) >> 1),
        };
        let shift = digits - half;
        let places = shift.unsigned_abs() * 2;
        let (number, rest) = match shift >= 0 {
            true => (number.shifted(places, self.interrupt)?, Natural::ZERO),
            false => number.split(places, self.interrupt)?,
        };
        let whole = number.to_int(false);
        let root = Natural::of_int(roots::isqrt(IntRef::from(&whole), self.interrupt)?.as_ref());
        let is_exact = rest.is_zero() && root.multiply(&root, self.interrupt)?.compare(&number) == Ordering::Equal;
        if !is_exact {
            return Ok((Decimal::finite(false, sticky(root), exponent - shift), false));
        }
        let root = match shift >= 0 {
            true => root.split(places / 2, self.interrupt)?.0,
            false => root.shifted(places / 2, self.interrupt)?,
        };
        Ok((Decimal::finite(false, root, exponent), true))
    }
}

/// A number whose rest is not nothing: it must not look as if it were, or as if it were just half.
pub fn sticky(number: Natural) -> Natural {
    if matches!(number.last_digit(), 0 | 5) { number.increment() } else { number }
}
