//! Sums, differences and products.

use super::natural::Natural;
use super::number::Decimal;
use super::rules::{Rounding, Work};
use super::wide::cut_product;
use crate::number::Result;
use std::cmp::Ordering;

impl Work<'_> {
    #[inline]
    pub fn add(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        self.sum(a, b, b.is_negative)
    }

    #[inline]
    pub fn subtract(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        self.sum(a, b, !b.is_negative)
    }

    /// The second operand counts with the sign that is given.
    fn sum(&mut self, a: &Decimal, b: &Decimal, b_sign: bool) -> Result<Decimal> {
        if !a.is_finite() || !b.is_finite() {
            return Ok(self.sum_of_specials(a, b, b_sign));
        }
        if let (Natural::Small(left), Natural::Small(right)) = (&a.coefficient, &b.coefficient)
            && a.exponent == b.exponent
            && a.is_negative == b_sign
            && let Some(sum) = left.checked_add(*right)
            && sum != 0
        {
            return self.finish(Decimal::finite(b_sign, Natural::Small(sum), a.exponent));
        }
        let is_floor = self.rules.rounding == Rounding::Floor && a.is_negative != b_sign;
        let exponent = a.exponent.min(b.exponent);
        if a.is_zero() || b.is_zero() {
            let number = match (a.is_zero(), b.is_zero()) {
                (true, true) => {
                    let sign = a.is_negative && b_sign || is_floor;
                    Decimal::finite(sign, Natural::ZERO, exponent)
                }
                (true, false) => self.lowered(b, b_sign, exponent)?,
                _ => self.lowered(a, a.is_negative, exponent)?,
            };
            return self.finish(number);
        }
        let (high, low, high_sign, low_sign) = match a.exponent >= b.exponent {
            true => (a, b, a.is_negative, b_sign),
            false => (b, a, b_sign, a.is_negative),
        };
        // A number that is too small to be seen is as good as any that is.
        let seen = high.exponent + (high.coefficient.digits() - self.rules.prec - 2).min(-1);
        let unseen = low.exponent + low.coefficient.digits() - 1 < seen;
        let (small, exponent) = if unseen { (&Natural::ONE, seen) } else { (&low.coefficient, low.exponent) };
        let large = high.coefficient.shifted(high.exponent.abs_diff(exponent), self.interrupt)?;
        let (sign, coefficient) = match (high_sign == low_sign, large.compare(small)) {
            (true, _) => (high_sign, large.add(small)),
            (_, Ordering::Greater) => (high_sign, large.subtract(small)),
            (_, Ordering::Less) => (low_sign, small.subtract(&large)),
            (_, Ordering::Equal) => (is_floor, Natural::ZERO),
        };
        self.finish(Decimal::finite(sign, coefficient, exponent))
    }

    /// A number with zeros at its end down to an exponent, as many as can be of use.
    fn lowered(&self, number: &Decimal, is_negative: bool, exponent: i64) -> Result<Decimal> {
        let exponent = exponent.max(number.exponent - self.rules.prec - 1).min(number.exponent);
        let coefficient = number.coefficient.shifted(number.exponent.abs_diff(exponent), self.interrupt)?;
        Ok(Decimal::finite(is_negative, coefficient, exponent))
    }

    fn sum_of_specials(&mut self, a: &Decimal, b: &Decimal, b_sign: bool) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b]) {
            return nan;
        }
        match (a.is_infinite(), b.is_infinite()) {
            (true, true) if a.is_negative != b_sign => self.invalid(),
            (true, _) => a.clone(),
            _ => Decimal::infinity(b_sign),
        }
    }

    #[inline]
    pub fn multiply(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        if let (Natural::Small(left), Natural::Small(right)) = (&a.coefficient, &b.coefficient)
            && left.checked_mul(*right).is_none()
            && a.is_finite()
            && b.is_finite()
            && let Some((coefficient, places)) = cut_product(*left, *right, self.rules.prec)
        {
            let exponent = a.exponent + b.exponent + places;
            return self.finish(Decimal::finite(a.is_negative != b.is_negative, coefficient, exponent));
        }
        let product = self.product(a, b)?;
        self.finish(product)
    }

    /// Not rounded.
    #[inline]
    fn product(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        let sign = a.is_negative != b.is_negative;
        if a.is_finite() && b.is_finite() {
            let coefficient = a.coefficient.multiply(&b.coefficient, self.interrupt)?;
            return Ok(Decimal::finite(sign, coefficient, a.exponent + b.exponent));
        }
        Ok(match self.nan_of(&[a, b]) {
            Some(nan) => nan,
            None if a.is_zero() || b.is_zero() => self.invalid(),
            None => Decimal::infinity(sign),
        })
    }

    /// `a * b + c`, rounded once.
    pub fn fused(&mut self, a: &Decimal, b: &Decimal, c: &Decimal) -> Result<Decimal> {
        if (a.is_nan() || b.is_nan())
            && let Some(nan) = self.nan_of(&[a, b, c])
        {
            return Ok(nan);
        }
        let product = self.product(a, b)?;
        match product.is_nan() {
            true => Ok(product),
            false => self.add(&product, c),
        }
    }

    pub fn plus(&mut self, a: &Decimal) -> Result<Decimal> {
        self.signed(a, a.is_negative)
    }

    pub fn minus(&mut self, a: &Decimal) -> Result<Decimal> {
        self.signed(a, !a.is_negative)
    }

    pub fn abs(&mut self, a: &Decimal) -> Result<Decimal> {
        self.signed(a, false)
    }

    /// A zero is positive, unless all is rounded down.
    fn signed(&mut self, a: &Decimal, sign: bool) -> Result<Decimal> {
        if let Some(nan) = self.nan_of(&[a]) {
            return Ok(nan);
        }
        let sign = match a.is_zero() && self.rules.rounding != Rounding::Floor {
            true => false,
            false => sign,
        };
        self.finish(a.clone().with_sign(sign))
    }
}
