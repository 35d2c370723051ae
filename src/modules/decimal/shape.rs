//! The same value in another shape: another exponent, no fraction, no zeros at the end, shifted digits.

use super::natural::{MAX_DIGITS, Natural};
use super::number::{Decimal, Kind};
use super::rules::{Rounding, Work, condition};
use crate::number::{NumberError, Result};

impl Work<'_> {
    /// The value at an exponent, rounded; and whether that changed it.
    fn rescaled(&self, a: &Decimal, exponent: i64, rounding: Rounding) -> Result<(Decimal, bool)> {
        let places = a.exponent.abs_diff(exponent);
        let (coefficient, is_inexact) = match a.exponent >= exponent {
            true => (a.coefficient.shifted(places, self.interrupt)?, false),
            false => self.within(self.rules.rounding(rounding)).rounded(a, places)?,
        };
        Ok((Decimal::finite(a.is_negative, coefficient, exponent), is_inexact))
    }

    pub fn quantize(&mut self, a: &Decimal, like: &Decimal) -> Result<Decimal> {
        if let Some(nan) = self.nan_of(&[a, like]) {
            return Ok(nan);
        }
        let rules = self.rules;
        match (a.is_infinite(), like.is_infinite()) {
            (false, false) => {}
            (true, true) => return Ok(a.clone()),
            _ => return Ok(self.invalid()),
        }
        let exponent = like.exponent;
        if exponent < rules.etiny() || exponent > rules.emax {
            return Ok(self.invalid());
        }
        if a.is_zero() {
            return self.finish(Decimal::finite(a.is_negative, Natural::ZERO, exponent));
        }
        if a.adjusted() > rules.emax || a.adjusted() - exponent + 1 > rules.prec {
            return Ok(self.invalid());
        }
        let (number, is_inexact) = self.rescaled(a, exponent, rules.rounding)?;
        if number.adjusted() > rules.emax || number.coefficient.digits() > rules.prec {
            return Ok(self.invalid());
        }
        if !number.is_zero() && number.adjusted() < rules.emin {
            self.status |= condition::SUBNORMAL;
        }
        if exponent > a.exponent {
            self.status |= condition::ROUNDED | if is_inexact { condition::INEXACT } else { 0 };
        }
        self.finish(number)
    }

    /// Without a fraction.
    pub fn integral(&mut self, a: &Decimal, tells: bool) -> Result<Decimal> {
        if let Some(nan) = self.nan_of(&[a]) {
            return Ok(nan);
        }
        if a.is_infinite() || a.exponent >= 0 {
            return Ok(a.clone());
        }
        let (number, is_inexact) = self.rescaled(a, 0, self.rules.rounding)?;
        if tells && !a.is_zero() {
            self.status |= condition::ROUNDED | if is_inexact { condition::INEXACT } else { 0 };
        }
        Ok(number)
    }

    /// Without zeros at the end.
    pub fn normalize(&mut self, a: &Decimal) -> Result<Decimal> {
        if let Some(nan) = self.nan_of(&[a]) {
            return Ok(nan);
        }
        let number = self.finish(a.clone())?;
        if !number.is_finite() {
            return Ok(number);
        }
        if number.is_zero() {
            return Ok(Decimal::finite(number.is_negative, Natural::ZERO, 0));
        }
        let highest = if self.rules.clamp { self.rules.etop() } else { self.rules.emax };
        let zeros = number.coefficient.trailing_zeros((highest - number.exponent).max(0) as u64, self.interrupt)?;
        let coefficient = number.coefficient.split(zeros, self.interrupt)?.0;
        Ok(Decimal::finite(number.is_negative, coefficient, number.exponent + zeros as i64))
    }

    /// An operand that has to be an integer without exponent, of no more than that.
    fn count(&self, b: &Decimal, most: i64) -> Option<i64> {
        if !b.is_finite() || b.exponent != 0 {
            return None;
        }
        let count = i64::try_from(b.coefficient.to_u64()?).ok().filter(|count| *count <= most)?;
        Some(if b.is_negative { -count } else { count })
    }

    pub fn scaleb(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        if let Some(nan) = self.nan_of(&[a, b]) {
            return Ok(nan);
        }
        let Some(count) = self.count(b, 2 * (self.rules.emax + self.rules.prec)) else { return Ok(self.invalid()) };
        if a.is_infinite() {
            return Ok(a.clone());
        }
        self.finish(Decimal { exponent: a.exponent + count, ..a.clone() })
    }

    pub fn logb(&mut self, a: &Decimal) -> Result<Decimal> {
        match self.nan_of(&[a]) {
            Some(nan) => Ok(nan),
            None if a.is_infinite() => Ok(Decimal::infinity(false)),
            None if a.is_zero() => {
                self.status |= condition::DIVISION_BY_ZERO;
                Ok(Decimal::infinity(true))
            }
            None => self.finish(Decimal::small(a.adjusted())),
        }
    }

    pub fn shift(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        if let Some(nan) = self.nan_of(&[a, b]) {
            return Ok(nan);
        }
        let prec = self.rules.prec;
        let Some(count) = self.count(b, prec) else { return Ok(self.invalid()) };
        if a.is_infinite() {
            return Ok(a.clone());
        }
        let places = count.unsigned_abs();
        let coefficient = match count {
            0.. => {
                // Only the digits that stay.
                let kept = a.coefficient.split((prec - count) as u64, self.interrupt)?.1;
                let all = if count == prec { Natural::ZERO } else { kept };
                all.shifted(places, self.interrupt)?
            }
            _ => self.last_digits(&a.coefficient, prec as u64)?.split(places, self.interrupt)?.0,
        };
        Ok(Decimal::finite(a.is_negative, coefficient, a.exponent))
    }

    pub fn last_digits(&self, number: &Natural, count: u64) -> Result<Natural> {
        match number.digits() as u64 <= count {
            true => Ok(number.clone()),
            false => Ok(number.split(count, self.interrupt)?.1),
        }
    }

    pub fn rotate(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        if let Some(nan) = self.nan_of(&[a, b]) {
            return Ok(nan);
        }
        let prec = self.rules.prec;
        let Some(count) = self.count(b, prec) else { return Ok(self.invalid()) };
        if a.is_infinite() {
            return Ok(a.clone());
        }
        // To the left by so many.
        let places = count.rem_euclid(prec) as u64;
        let digits = self.last_digits(&a.coefficient, prec as u64)?;
        let coefficient = match places {
            0 => digits,
            _ => {
                let stays = prec as u64 - places;
                let (high, low) = match stays >= digits.digits() as u64 {
                    true => (Natural::ZERO, digits),
                    false => digits.split(stays, self.interrupt)?,
                };
                low.shifted(places, self.interrupt)?.add(&high)
            }
        };
        Ok(Decimal::finite(a.is_negative, coefficient, a.exponent))
    }

    /// The digits of an operand that has no others than zeros and ones.
    fn bits(&self, a: &Decimal) -> Result<Option<Vec<u8>>> {
        if !a.is_finite() || a.is_negative || a.exponent != 0 {
            return Ok(None);
        }
        let digits = a.coefficient.text(self.interrupt)?.into_bytes();
        if digits.iter().any(|digit| *digit > b'1') {
            return Ok(None);
        }
        let start = digits.len() - digits.len().min(self.rules.prec as usize);
        Ok(Some(digits[start..].to_vec()))
    }

    pub fn logical(&mut self, a: &Decimal, b: &Decimal, operator: fn(bool, bool) -> bool) -> Result<Decimal> {
        let (Some(left), Some(right)) = (self.bits(a)?, self.bits(b)?) else { return Ok(self.invalid()) };
        let length = left.len().max(right.len());
        let bit = |bits: &[u8], place: usize| bits.len() > place && bits[bits.len() - 1 - place] == b'1';
        let digits = (0..length).rev().map(|place| b'0' + u8::from(operator(bit(&left, place), bit(&right, place))));
        let digits: Vec<u8> = digits.collect();
        Ok(Decimal::finite(false, Natural::parse(&digits, self.interrupt)?, 0))
    }

    pub fn logical_invert(&mut self, a: &Decimal) -> Result<Decimal> {
        let Some(bits) = self.bits(a)? else { return Ok(self.invalid()) };
        if self.rules.prec as u64 > MAX_DIGITS {
            return Err(NumberError::MEMORY);
        }
        let mut digits = vec![b'1'; self.rules.prec as usize - bits.len()];
        digits.extend(bits.iter().map(|bit| b'1' - (bit - b'0')));
        Ok(Decimal::finite(false, Natural::parse(&digits, self.interrupt)?, 0))
    }

    pub fn is_normal(&self, a: &Decimal) -> bool {
        a.is_finite() && !a.is_zero() && a.adjusted() >= self.rules.emin
    }

    pub fn is_subnormal(&self, a: &Decimal) -> bool {
        a.is_finite() && !a.is_zero() && a.adjusted() < self.rules.emin
    }

    pub fn number_class(&self, a: &Decimal) -> &'static str {
        let [negative, positive] = match a.kind {
            Kind::Quiet => ["NaN", "NaN"],
            Kind::Signaling => ["sNaN", "sNaN"],
            Kind::Infinite => ["-Infinity", "+Infinity"],
            Kind::Finite if a.is_zero() => ["-Zero", "+Zero"],
            Kind::Finite if self.is_subnormal(a) => ["-Subnormal", "+Subnormal"],
            Kind::Finite => ["-Normal", "+Normal"],
        };
        if a.is_negative { negative } else { positive }
    }
}

pub fn same_quantum(a: &Decimal, b: &Decimal) -> bool {
    match (a.is_finite(), b.is_finite()) {
        (true, true) => a.exponent == b.exponent,
        _ => a.is_nan() && b.is_nan() || a.is_infinite() && b.is_infinite(),
    }
}
