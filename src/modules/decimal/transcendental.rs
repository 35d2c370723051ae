//! Exponentials and logarithms, correctly rounded: with ever more digits, until it is clear which way to round.

use super::divide::sticky;
use super::fixed;
use super::natural::{MAX_DIGITS, Natural};
use super::number::Decimal;
use super::order::compare;
use super::rules::{BEYOND, Rounding, Work, condition};
use crate::number::{NumberError, Result, divide, multiply};
use num_bigint::BigUint;
use std::cmp::Ordering;

/// Digits beyond those wanted, at first.
const EXTRA: i64 = 4;

/// So many bits are as good as so many digits.
fn bits_of(digits: i64) -> Result<u64> {
    match digits {
        ..=0 => Ok(0),
        _ if digits as u64 > MAX_DIGITS / 8 => Err(NumberError::MEMORY),
        _ => Ok(digits as u64 * 3322 / 1000 + 1),
    }
}

impl Work<'_> {
    /// Rounds half to even, whatever the context says.
    fn finish_half_even(&mut self, number: Decimal) -> Result<Decimal> {
        let rounding = std::mem::replace(&mut self.rules.rounding, Rounding::HalfEven);
        let number = self.finish(number);
        self.rules.rounding = rounding;
        number
    }

    /// Whether a number that is wrong by some units in the last place is rounded to the same as the right one.
    fn is_settled(&self, coefficient: &Natural) -> Result<bool> {
        let extra = coefficient.digits() - self.rules.prec;
        if extra < 2 {
            return Ok(false);
        }
        let (_, rest) = coefficient.split(extra as u64, self.interrupt)?;
        let half = Natural::Small(5).shifted(extra as u64 - 1, self.interrupt)?;
        let apart = match rest.compare(&half) {
            Ordering::Less => half.subtract(&rest),
            _ => rest.subtract(&half),
        };
        Ok(apart.compare(&Natural::Small(4)).is_gt())
    }

    /// Asks for ever more digits, until there are enough.
    fn settle(&mut self, compute: impl Fn(&Self, i64) -> Result<Decimal>) -> Result<Decimal> {
        let mut extra = EXTRA;
        loop {
            let number = compute(self, self.rules.prec + extra)?;
            if self.is_settled(&number.coefficient)? {
                return self.finish_half_even(Decimal { coefficient: sticky(number.coefficient), ..number });
            }
            extra *= 2;
        }
    }

    pub fn exp(&mut self, a: &Decimal) -> Result<Decimal> {
        if let Some(nan) = self.nan_of(&[a]) {
            return Ok(nan);
        }
        if a.is_infinite() {
            return Ok(if a.is_negative { Decimal::ZERO } else { a.clone() });
        }
        if a.is_zero() {
            return Ok(Decimal::ONE);
        }
        let (adjusted, prec) = (a.adjusted(), self.rules.prec);
        if adjusted > 20 {
            let exponent = if a.is_negative { -3 * BEYOND } else { BEYOND };
            return self.finish_half_even(Decimal::finite(false, Natural::ONE, exponent));
        }
        // So near to one that it is rounded to that.
        let near = Decimal::finite(false, Natural::Small(9), -prec - EXTRA);
        if compare(&a.clone().with_sign(false), &near, self.interrupt)?.is_le() {
            self.status |= condition::INEXACT | condition::ROUNDED;
            return self.long_one();
        }
        self.settle(|work, digits| work.exp_digits(a, digits))
    }

    /// So many digits of the exponential.
    fn exp_digits(&self, a: &Decimal, digits: i64) -> Result<Decimal> {
        let bits = bits_of(digits + a.adjusted().max(0) + 4)? + 8;
        let number = self.fixed_point(a, bits)?;
        let ten = fixed::ln_ten(bits, self.interrupt)?;
        let (times, rest) = divide::divide(&number, &ten, self.interrupt)?;
        let times = i64::try_from(times).unwrap_or(BEYOND);
        let (times, rest) = match a.is_negative && rest > BigUint::ZERO {
            true => (-times - 1, ten - rest),
            false if a.is_negative => (-times, rest),
            false => (times, rest),
        };
        let power = fixed::exp(&rest, bits, self.interrupt)?;
        let coefficient = self.decimal_digits(&power, bits, digits - 1)?;
        Ok(Decimal::finite(false, coefficient, times - (digits - 1)))
    }

    /// A number's magnitude times a power of two.
    fn fixed_point(&self, a: &Decimal, bits: u64) -> Result<BigUint> {
        let places = a.exponent.unsigned_abs();
        if a.exponent >= 0 {
            return Ok(a.coefficient.shifted(places, self.interrupt)?.big().into_owned() << bits);
        }
        let unit = Natural::power_of_ten(places, self.interrupt)?;
        Ok(divide::divide(&(a.coefficient.big().into_owned() << bits), &unit.big(), self.interrupt)?.0)
    }

    /// A number with so many decimal places, as an integer.
    fn decimal_digits(&self, number: &BigUint, bits: u64, places: i64) -> Result<Natural> {
        let unit = Natural::power_of_ten(places.max(0) as u64, self.interrupt)?;
        Ok((multiply::multiply(number, &unit.big(), self.interrupt)? >> bits).into())
    }

    pub fn ln(&mut self, a: &Decimal) -> Result<Decimal> {
        match self.logarithm_of_special(a) {
            Some(result) => Ok(result),
            None if compare(a, &Decimal::ONE, self.interrupt)?.is_eq() => Ok(Decimal::ZERO),
            None => self.settle(|work, digits| work.logarithm_digits(a, digits, false)),
        }
    }

    pub fn log10(&mut self, a: &Decimal) -> Result<Decimal> {
        if let Some(result) = self.logarithm_of_special(a) {
            return Ok(result);
        }
        let zeros = a.coefficient.digits() - 1;
        if a.coefficient.compare(&Natural::power_of_ten(zeros as u64, self.interrupt)?).is_eq() {
            return self.finish_half_even(Decimal::small(a.adjusted()));
        }
        self.settle(|work, digits| work.logarithm_digits(a, digits, true))
    }

    fn logarithm_of_special(&mut self, a: &Decimal) -> Option<Decimal> {
        match self.nan_of(&[a]) {
            Some(nan) => Some(nan),
            None if a.is_zero() => Some(Decimal::infinity(true)),
            None if a.is_negative => Some(self.invalid()),
            None if a.is_infinite() => Some(a.clone()),
            None => None,
        }
    }

    /// So many digits at least of the logarithm, the natural one or that to base ten.
    fn logarithm_digits(&self, a: &Decimal, digits: i64, is_common: bool) -> Result<Decimal> {
        let adjusted = a.adjusted();
        // At least so large.
        let magnitude = match adjusted {
            -1 | 0 => {
                let one = Decimal::finite(true, Natural::ONE, 0);
                self.within(super::rules::Rules::WIDEST).add(a, &one)?.adjusted() - 2
            }
            _ => -1,
        };
        let places = digits - magnitude;
        let bits = bits_of(places + 4)? + 72;
        let (whole, length) = (a.coefficient.big(), a.coefficient.digits() - 1);
        let unit = Natural::power_of_ten(length as u64, self.interrupt)?;
        let fraction = divide::divide(&(whole.into_owned() << bits), &unit.big(), self.interrupt)?.0;
        let near = u64::try_from(&fraction >> (bits - 56)).unwrap_or(0) as f64 / (1u64 << 56) as f64;
        let fraction = fixed::ln(&fraction, near, bits, self.interrupt)?;
        let ten = fixed::ln_ten(bits, self.interrupt)?;
        let whole = &ten * adjusted.unsigned_abs();
        let (is_negative, sum) = match adjusted >= 0 {
            true => (false, whole + fraction),
            false => (true, whole - fraction),
        };
        let sum = if is_common { divide::divide(&(sum << bits), &ten, self.interrupt)?.0 } else { sum };
        let coefficient = self.decimal_digits(&sum, bits, places)?;
        Ok(Decimal::finite(is_negative, coefficient, -places))
    }
}
