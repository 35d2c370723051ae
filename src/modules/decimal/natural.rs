//! Coefficients: natural numbers of any size, without allocation up to 128 bits, and what decimal arithmetic needs of them:
//! how many digits they have, and shifts by digits.

use crate::number::int::MAX_BITS;
use crate::number::{Int, IntRef, Interrupt, NumberError, Result, divide, multiply, power, radix};
use num_bigint::BigUint;
use std::borrow::Cow;
use std::cmp::Ordering;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Natural {
    Small(u128),
    /// Never one that fits `Small`.
    Big(BigUint),
}

use Natural::{Big, Small};

/// The powers of ten that fit a word.
pub const POWERS: [u128; 39] = {
    let mut powers = [1; 39];
    let mut at = 1;
    while at < 39 {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

/// Longer powers of ten are a matter of memory.
pub const MAX_DIGITS: u64 = MAX_BITS * 3 / 10;

/// Where a rest that was cut off lies between nothing and one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rest {
    Nothing,
    BelowHalf,
    Half,
    AboveHalf,
}

impl From<u128> for Natural {
    fn from(value: u128) -> Natural {
        Small(value)
    }
}

impl From<BigUint> for Natural {
    fn from(value: BigUint) -> Natural {
        u128::try_from(&value).map_or(Big(value), Small)
    }
}

impl Natural {
    pub const ZERO: Natural = Small(0);
    pub const ONE: Natural = Small(1);

    #[inline]
    pub fn is_zero(&self) -> bool {
        matches!(self, Small(0))
    }

    pub fn is_odd(&self) -> bool {
        match self {
            Small(value) => value & 1 == 1,
            Big(value) => value.bit(0),
        }
    }

    pub fn big(&self) -> Cow<'_, BigUint> {
        match self {
            Small(value) => Cow::Owned(BigUint::from(*value)),
            Big(value) => Cow::Borrowed(value),
        }
    }

    /// As one of Python's integers.
    pub fn to_int(&self, is_negative: bool) -> Int {
        let magnitude = Int::from(self.big().into_owned());
        if is_negative { crate::number::int::neg(magnitude.as_ref()) } else { magnitude }
    }

    pub fn of_int(value: IntRef) -> Natural {
        match value {
            IntRef::Small(value) => Small(value.unsigned_abs().into()),
            IntRef::Big(value) => value.magnitude().clone().into(),
        }
    }

    /// The number, if it is so small.
    pub fn to_u64(&self) -> Option<u64> {
        match self {
            Small(value) => u64::try_from(*value).ok(),
            Big(_) => None,
        }
    }

    /// How many digits it has: one if it is zero.
    #[inline]
    pub fn digits(&self) -> i64 {
        match self {
            Small(value) => digits_of(*value),
            Big(value) => digits_of_big(value),
        }
    }

    pub fn compare(&self, other: &Natural) -> Ordering {
        match (self, other) {
            (Small(a), Small(b)) => a.cmp(b),
            (Small(_), Big(_)) => Ordering::Less,
            (Big(_), Small(_)) => Ordering::Greater,
            (Big(a), Big(b)) => a.cmp(b),
        }
    }

    #[inline]
    pub fn add(&self, other: &Natural) -> Natural {
        if let (Small(a), Small(b)) = (self, other)
            && let Some(sum) = a.checked_add(*b)
        {
            return Small(sum);
        }
        Natural::from(&*self.big() + &*other.big())
    }

    pub fn increment(&self) -> Natural {
        self.add(&Natural::ONE)
    }

    /// The other one is not larger.
    #[inline]
    pub fn subtract(&self, other: &Natural) -> Natural {
        match (self, other) {
            (Small(a), Small(b)) => Small(a - b),
            _ => Natural::from(&*self.big() - &*other.big()),
        }
    }

    #[inline]
    pub fn multiply(&self, other: &Natural, interrupt: Interrupt) -> Result<Natural> {
        if let (Small(a), Small(b)) = (self, other)
            && let Some(product) = a.checked_mul(*b)
        {
            return Ok(Small(product));
        }
        let (a, b) = (self.big(), other.big());
        if a.bits() + b.bits() > MAX_BITS {
            return Err(NumberError::MEMORY);
        }
        Ok(multiply::multiply(&a, &b, interrupt)?.into())
    }

    /// Quotient and rest; the divisor is not zero.
    #[inline]
    pub fn divide(&self, divisor: &Natural, interrupt: Interrupt) -> Result<(Natural, Natural)> {
        match (self, divisor) {
            (Small(a), Small(b)) => {
                let (quotient, rest) = divide_words(*a, *b);
                Ok((Small(quotient), Small(rest)))
            }
            (Small(_), Big(_)) => Ok((Natural::ZERO, self.clone())),
            (Big(a), _) => {
                let (quotient, rest) = divide::divide(a, &divisor.big(), interrupt)?;
                Ok((quotient.into(), rest.into()))
            }
        }
    }

    /// Ten to the power of this.
    #[inline]
    pub fn power_of_ten(exponent: u64, interrupt: Interrupt) -> Result<Natural> {
        if let Some(power) = POWERS.get(exponent as usize) {
            return Ok(Small(*power));
        }
        if exponent > MAX_DIGITS {
            return Err(NumberError::MEMORY);
        }
        let power = power::pow(IntRef::Small(10), IntRef::Small(exponent as i64), interrupt)?;
        Ok(power.map_or(Natural::ONE, |power| power.as_ref().magnitude().into()))
    }

    /// With so many zeros behind.
    #[inline]
    pub fn shifted(&self, places: u64, interrupt: Interrupt) -> Result<Natural> {
        if self.is_zero() || places == 0 {
            return Ok(self.clone());
        }
        self.multiply(&Natural::power_of_ten(places, interrupt)?, interrupt)
    }

    /// What stands before the last digits, so many, and those.
    pub fn split(&self, places: u64, interrupt: Interrupt) -> Result<(Natural, Natural)> {
        match self {
            _ if places == 0 => Ok((self.clone(), Natural::ZERO)),
            _ if places >= self.digits() as u64 => Ok((Natural::ZERO, self.clone())),
            _ => self.divide(&Natural::power_of_ten(places, interrupt)?, interrupt),
        }
    }

    /// What stands before the last digits, and how much those are.
    #[inline]
    pub fn cut(&self, places: u64, interrupt: Interrupt) -> Result<(Natural, Rest)> {
        let digits = self.digits() as u64;
        if places > digits {
            return Ok((Natural::ZERO, if self.is_zero() { Rest::Nothing } else { Rest::BelowHalf }));
        }
        let unit = Natural::power_of_ten(places, interrupt)?;
        let (quotient, rest) = self.divide(&unit, interrupt)?;
        let rest = match rest.is_zero() {
            true => Rest::Nothing,
            false => match rest.compare(&unit.subtract(&rest)) {
                Ordering::Less => Rest::BelowHalf,
                Ordering::Equal => Rest::Half,
                Ordering::Greater => Rest::AboveHalf,
            },
        };
        Ok((quotient, rest))
    }

    /// The last digit.
    pub fn last_digit(&self) -> u8 {
        match self {
            Small(value) => (value % 10) as u8,
            Big(value) => (value % 10u32).try_into().unwrap_or(0),
        }
    }

    /// How many zeros are at the end, at most so many; none of zero.
    pub fn trailing_zeros(&self, most: u64, interrupt: Interrupt) -> Result<u64> {
        let mut number = self.clone();
        let mut zeros = 0;
        if self.is_zero() {
            return Ok(0);
        }
        // Steps that double as long as they succeed, then halve.
        let mut step = 1u64;
        while step > 0 {
            let (quotient, rest) = match zeros + step <= most {
                true => number.split(step, interrupt)?,
                false => (Natural::ZERO, Natural::ONE),
            };
            if rest.is_zero() {
                (number, zeros, step) = (quotient, zeros + step, step * 2);
            } else {
                step /= 2;
            }
        }
        Ok(zeros)
    }

    /// Its digits.
    pub fn text(&self, interrupt: Interrupt) -> Result<String> {
        match self {
            Small(value) => Ok(itoa::Buffer::new().format(*value).into()),
            Big(value) => radix::to_text(IntRef::Big(&value.clone().into()), 10, interrupt),
        }
    }

    /// Of ASCII digits.
    pub fn parse(digits: &[u8], interrupt: Interrupt) -> Result<Natural> {
        if digits.len() < POWERS.len() {
            let value = digits.iter().fold(0u128, |value, digit| value * 10 + u128::from(digit - b'0'));
            return Ok(Small(value));
        }
        match crate::number::parse::parse(digits, 10, 0, interrupt) {
            Ok(value) => Ok(Natural::of_int(value.as_ref())),
            Err(crate::number::parse::ParseError::Other(error)) => Err(error),
            Err(crate::number::parse::ParseError::Invalid) => Ok(Natural::ZERO),
        }
    }
}

/// Most numbers fit machine words, which divide much faster.
#[inline]
fn divide_words(a: u128, b: u128) -> (u128, u128) {
    match (u64::try_from(a), u64::try_from(b)) {
        (Ok(a), Ok(b)) => ((a / b).into(), (a % b).into()),
        _ => {
            let quotient = a / b;
            (quotient, a - quotient * b)
        }
    }
}

#[inline]
pub fn digits_of(value: u128) -> i64 {
    // A bit is 1233/4096 of a digit.
    let bits = 128 - (value | 1).leading_zeros();
    let guess = ((bits * 1233) >> 12) as usize;
    let is_more = guess < POWERS.len() && value >= POWERS[guess];
    (guess + usize::from(is_more)).max(1) as i64
}

fn digits_of_big(value: &BigUint) -> i64 {
    let shift = value.bits() - 64;
    let leading = u64::try_from(value >> shift).unwrap_or(u64::MAX);
    let logarithm = (leading as f64).log10() + shift as f64 * std::f64::consts::LOG10_2;
    let nearest = logarithm.round();
    if (logarithm - nearest).abs() > 1e-15 * logarithm + 1e-14 {
        return logarithm.floor() as i64 + 1;
    }
    // So near to a power of ten that only that can tell.
    match Natural::power_of_ten(nearest as u64, Interrupt::NEVER) {
        Ok(power) if *power.big() <= *value => nearest as i64 + 1,
        _ => nearest as i64,
    }
}
