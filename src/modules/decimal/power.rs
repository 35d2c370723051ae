//! Powers, in libmpdec's steps: the last digit of an inexact power depends on them.

use super::natural::Natural;
use super::number::Decimal;
use super::order::compare;
use super::rules::{BEYOND, Rounding, Rules, Work, condition};
use crate::number::{IntRef, Result, power};
use num_bigint::BigUint;
use std::cmp::Ordering;

/// Digits of the largest exponent.
const EXPONENT_DIGITS: i64 = 19;

fn digits_of(number: i64) -> i64 {
    Natural::Small(number.unsigned_abs().into()).digits()
}

impl Work<'_> {
    pub fn power(&mut self, base: &Decimal, exponent: &Decimal) -> Result<Decimal> {
        if let Some(nan) = self.nan_of(&[base, exponent]) {
            return Ok(nan);
        }
        let sign = base.is_negative && exponent.is_odd_integer();
        let is_whole = exponent.is_integer();
        let (zero, one) = (Decimal::ZERO.with_sign(sign), Decimal::ONE.with_sign(sign));
        if base.is_zero() {
            return Ok(match exponent.is_zero() {
                true => self.invalid(),
                false if exponent.is_negative => Decimal::infinity(sign),
                false => zero,
            });
        }
        if base.is_negative && !is_whole {
            return Ok(self.invalid());
        }
        if exponent.is_infinite() {
            return self.power_of_infinity(base, exponent, sign);
        }
        if base.is_infinite() {
            return Ok(match exponent.is_zero() {
                true => one,
                false if exponent.is_negative => zero,
                false => Decimal::infinity(sign),
            });
        }
        if exponent.is_zero() {
            return Ok(one);
        }
        let magnitude = base.clone().with_sign(false);
        if compare(&magnitude, &Decimal::ONE, self.interrupt)?.is_eq() {
            return self.power_of_one(base, exponent, sign, is_whole);
        }
        if let Some(result) = self.out_of_range(&magnitude, exponent, sign)? {
            return Ok(result);
        }
        match is_whole {
            true => self.whole_power(base, exponent, sign),
            false => self.real_power(base, exponent),
        }
    }

    /// One with as many zeros behind the point as there is room for.
    pub fn long_one(&self) -> Result<Decimal> {
        let places = self.rules.prec - 1;
        Ok(Decimal::finite(false, Natural::power_of_ten(places as u64, self.interrupt)?, -places))
    }

    fn power_of_infinity(&mut self, base: &Decimal, exponent: &Decimal, sign: bool) -> Result<Decimal> {
        let order = match base.is_negative {
            true => compare(&base.clone().with_sign(false), &Decimal::ONE, self.interrupt)?,
            false => compare(base, &Decimal::ONE, self.interrupt)?,
        };
        match order {
            Ordering::Equal => {
                self.status |= condition::INEXACT | condition::ROUNDED;
                Ok(self.long_one()?.with_sign(sign))
            }
            order if order.is_lt() == exponent.is_negative => Ok(Decimal::infinity(sign)),
            _ => Ok(Decimal::ZERO.with_sign(sign)),
        }
    }

    /// Of 1, however many zeros that has behind the point: the power has as many for each factor.
    fn power_of_one(&mut self, base: &Decimal, exponent: &Decimal, sign: bool, is_whole: bool) -> Result<Decimal> {
        if !is_whole {
            self.status |= condition::INEXACT | condition::ROUNDED;
            return self.long_one();
        }
        if exponent.is_negative {
            return Ok(Decimal::ONE.with_sign(sign));
        }
        let zeros = Decimal::small(-base.exponent);
        let all = self.within(self.rules).multiply(exponent, &zeros)?;
        let most = self.rules.prec - 1;
        let is_too_long = compare(&all, &Decimal::small(most), self.interrupt)?.is_gt();
        if is_too_long {
            self.status |= condition::ROUNDED;
            return Ok(self.long_one()?.with_sign(sign));
        }
        let places = match all.is_negative {
            true => 0,
            false => all.coefficient.shifted(all.exponent.max(0) as u64, self.interrupt)?.to_u64().unwrap_or(0),
        };
        let coefficient = Natural::power_of_ten(places, self.interrupt)?;
        Ok(Decimal::finite(sign, coefficient, -(places as i64)))
    }

    /// At least so large is the exponent of the logarithm's first digit.
    fn logarithm_magnitude(&self, base: &Decimal) -> Result<i64> {
        let adjusted = base.adjusted();
        match adjusted {
            1.. => return Ok(digits_of(adjusted) - 1),
            ..-1 => return Ok(digits_of(adjusted + 1) - 1),
            _ => {}
        }
        let from_one = self.within(Rules::WIDEST).subtract(base, &Decimal::ONE)?.adjusted();
        Ok(if adjusted == 0 { from_one - 2 } else { from_one - 1 })
    }

    /// Powers that are surely too large, or too small.
    fn out_of_range(&mut self, base: &Decimal, exponent: &Decimal, sign: bool) -> Result<Option<Decimal>> {
        let magnitude = self.logarithm_magnitude(base)? + exponent.adjusted();
        let is_small = (base.adjusted() < 0) != exponent.is_negative;
        let (limit, beyond) = match is_small {
            false => (self.rules.emax, BEYOND),
            true => (self.rules.etiny(), self.rules.etiny() - 1),
        };
        match digits_of(limit) < magnitude {
            true => self.finish(Decimal::finite(sign, Natural::ONE, beyond)).map(Some),
            false => Ok(None),
        }
    }

    fn whole_power(&mut self, base: &Decimal, exponent: &Decimal, sign: bool) -> Result<Decimal> {
        let mut rules = self.rules.rounding(Rounding::HalfEven);
        rules.prec += exponent.coefficient.digits() + exponent.exponent + 2 + i64::from(exponent.is_negative);
        rules.clamp = false;
        let mut work = self.within(rules);
        let base = match exponent.is_negative {
            true => work.divide(&Decimal::ONE, base)?,
            false => base.clone(),
        };
        if work.status & condition::ERRORS != 0 {
            self.status |= work.status;
            return Ok(Decimal::NAN);
        }
        let times = self.whole_part(exponent)?;
        let power = work.repeated_product(&base, &times)?.with_sign(sign);
        self.status |= work.status;
        match power.is_infinite() {
            // What that is to be, the rounding says.
            true => self.finish(Decimal::finite(sign, Natural::ONE, BEYOND)),
            false => self.finish(power),
        }
    }

    /// An integer's magnitude.
    fn whole_part(&self, number: &Decimal) -> Result<BigUint> {
        let places = number.exponent.unsigned_abs();
        let whole = match number.exponent >= 0 {
            true => number.coefficient.shifted(places, self.interrupt)?,
            false => number.coefficient.split(places, self.interrupt)?.0,
        };
        Ok(whole.big().into_owned())
    }

    fn repeated_product(&mut self, base: &Decimal, times: &BigUint) -> Result<Decimal> {
        if times.bits() > 64 {
            return self.repeated_product_from_low(base, times);
        }
        let mut result = base.clone();
        for bit in (0..times.bits() - 1).rev() {
            self.interrupt.check()?;
            result = self.multiply(&result, &result)?;
            if times.bit(bit) {
                result = self.multiply(&result, base)?;
            }
            if self.is_at_end(&result) {
                break;
            }
        }
        Ok(result)
    }

    fn repeated_product_from_low(&mut self, base: &Decimal, times: &BigUint) -> Result<Decimal> {
        let (mut result, mut base) = (Decimal::ONE, base.clone());
        for bit in 0..times.bits() {
            self.interrupt.check()?;
            if times.bit(bit) {
                result = self.multiply(&result, &base)?;
            }
            if self.is_at_end(&result) {
                break;
            }
            base = self.multiply(&base, &base)?;
        }
        Ok(result)
    }

    /// Whether more factors change nothing.
    fn is_at_end(&self, number: &Decimal) -> bool {
        !number.is_finite() || number.is_zero() && self.status & condition::CLAMPED != 0
    }

    fn real_power(&mut self, base: &Decimal, exponent: &Decimal) -> Result<Decimal> {
        let prec = self.rules.prec.max(base.coefficient.digits()) + 4 + EXPONENT_DIGITS;
        let rules = Rules { prec, ..Rules::WIDEST };
        let mut work = self.within(rules);
        let logarithm = work.ln(base)?;
        let product = work.multiply(&logarithm, exponent)?;
        let power = work.exp(&product)?;
        self.status |= work.status & condition::ERRORS | condition::INEXACT | condition::ROUNDED;
        if power.is_infinite() {
            return self.finish(Decimal::finite(false, Natural::ONE, BEYOND));
        }
        if power.is_finite() && compare(&power, &Decimal::ONE, self.interrupt)?.is_eq() {
            return self.long_one();
        }
        self.finish(power)
    }

    /// The rest of a power of integers.
    pub fn power_modulo(&mut self, base: &Decimal, exponent: &Decimal, modulus: &Decimal) -> Result<Decimal> {
        if let Some(nan) = self.nan_of(&[base, exponent, modulus]) {
            return Ok(nan);
        }
        let all_whole = [base, exponent, modulus].into_iter().all(Decimal::is_integer);
        let is_possible = all_whole
            && (!exponent.is_negative || exponent.is_zero())
            && !modulus.is_zero()
            && !(base.is_zero() && exponent.is_zero())
            && modulus.coefficient.digits() + modulus.exponent <= self.rules.prec;
        if !is_possible {
            return Ok(self.invalid());
        }
        let sign = base.is_negative && exponent.is_odd_integer();
        let modulus = self.whole_part(modulus)?;
        let base = self.reduced(base, &modulus)?;
        // A power for the exponent's digits, and tenth powers for its zeros.
        let places = exponent.exponent;
        let times = match places {
            ..=0 => self.whole_part(exponent)?,
            _ => exponent.coefficient.big().into_owned(),
        };
        let mut result = self.power_of(&base, &times, &modulus)?;
        let ten = BigUint::from(10u32);
        for _ in 0..places.max(0) {
            self.interrupt.check()?;
            result = self.power_of(&result, &ten, &modulus)?;
        }
        Ok(Decimal::finite(sign, result.into(), 0))
    }

    fn power_of(&self, base: &BigUint, exponent: &BigUint, modulus: &BigUint) -> Result<BigUint> {
        let [base, exponent, modulus] = [base, exponent, modulus].map(|number| crate::number::Int::from(number.clone()));
        let refs: [IntRef; 3] = [(&base).into(), (&exponent).into(), (&modulus).into()];
        Ok(power::pow_mod(refs[0], refs[1], refs[2], self.interrupt)?.as_ref().magnitude())
    }

    /// An integer's magnitude modulo another.
    fn reduced(&self, number: &Decimal, modulus: &BigUint) -> Result<BigUint> {
        if number.exponent <= 0 {
            return Ok(self.whole_part(number)? % modulus);
        }
        let power = self.power_of(&BigUint::from(10u32), &BigUint::from(number.exponent as u64), modulus)?;
        Ok(number.coefficient.big().into_owned() * power % modulus)
    }
}
