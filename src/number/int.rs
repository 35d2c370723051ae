//! Python's integers: an `i64` where it fits, else a big one. Takes and gives them normalised, so that two integers are
//! equal only if they look the same.

use super::error::{Interrupt, NumberError, Result};
use super::multiply;
use num_bigint::{BigInt, BigUint, Sign};
use std::cmp::Ordering;

/// Longest magnitude that is computed, a gibibyte; whatever would be longer is a `MemoryError` before any work is done.
pub const MAX_BITS: u64 = 1 << 33;

/// An integer that owns its digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Int {
    Small(i64),
    /// Never one that fits `Small`.
    Big(BigInt),
}

/// An integer to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntRef<'a> {
    Small(i64),
    Big(&'a BigInt),
}

pub(super) use Int::{Big, Small};

impl Int {
    pub fn as_ref(&self) -> IntRef<'_> {
        match self {
            Small(value) => IntRef::Small(*value),
            Big(value) => IntRef::Big(value),
        }
    }

    pub fn to_big(&self) -> BigInt {
        self.as_ref().to_big()
    }

    pub(super) fn from_parts(negative: bool, magnitude: BigUint) -> Self {
        BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, magnitude).into()
    }
}

impl From<BigInt> for Int {
    fn from(value: BigInt) -> Self {
        i64::try_from(&value).map_or(Big(value), Small)
    }
}

impl From<BigUint> for Int {
    fn from(value: BigUint) -> Self {
        BigInt::from(value).into()
    }
}

impl From<i64> for Int {
    fn from(value: i64) -> Self {
        Small(value)
    }
}

impl From<i128> for Int {
    fn from(value: i128) -> Self {
        i64::try_from(value).map_or_else(|_| Big(value.into()), Small)
    }
}

impl From<u64> for Int {
    fn from(value: u64) -> Self {
        i128::from(value).into()
    }
}

impl<'a> From<i64> for IntRef<'a> {
    fn from(value: i64) -> Self {
        IntRef::Small(value)
    }
}

impl<'a> From<&'a Int> for IntRef<'a> {
    fn from(value: &'a Int) -> Self {
        value.as_ref()
    }
}

impl IntRef<'_> {
    pub fn to_big(self) -> BigInt {
        match self {
            IntRef::Small(value) => value.into(),
            IntRef::Big(value) => value.clone(),
        }
    }

    /// The number, if it has 126 bits at most: sums of two fit 128 then, and most arithmetic needs no vectors.
    #[inline]
    pub fn to_i128(self) -> Option<i128> {
        match self {
            IntRef::Small(value) => Some(value.into()),
            IntRef::Big(value) => {
                let mut digits = value.iter_u64_digits();
                let (low, high) = (digits.next()?, digits.next().unwrap_or(0));
                let magnitude = i128::from(high) << 64 | i128::from(low);
                let fits = high >> 62 == 0 && digits.next().is_none();
                fits.then(|| if value.sign() == Sign::Minus { -magnitude } else { magnitude })
            }
        }
    }

    /// The number, if it fits a machine word.
    pub fn to_i64(self) -> Option<i64> {
        match self {
            IntRef::Small(value) => Some(value),
            IntRef::Big(_) => None,
        }
    }

    pub fn to_int(self) -> Int {
        match self {
            IntRef::Small(value) => Small(value),
            IntRef::Big(value) => Big(value.clone()),
        }
    }

    pub fn is_negative(self) -> bool {
        match self {
            IntRef::Small(value) => value < 0,
            IntRef::Big(value) => value.sign() == Sign::Minus,
        }
    }

    pub fn is_zero(self) -> bool {
        matches!(self, IntRef::Small(0))
    }

    pub fn is_odd(self) -> bool {
        match self {
            IntRef::Small(value) => value & 1 == 1,
            IntRef::Big(value) => value.bit(0),
        }
    }

    /// The absolute value.
    pub fn magnitude(self) -> BigUint {
        match self {
            IntRef::Small(value) => value.unsigned_abs().into(),
            IntRef::Big(value) => value.magnitude().clone(),
        }
    }

    /// Bits of the absolute value: `int.bit_length`.
    pub fn bit_length(self) -> u64 {
        match self {
            IntRef::Small(value) => u64::from(64 - value.unsigned_abs().leading_zeros()),
            IntRef::Big(value) => value.bits(),
        }
    }

    /// Ones in the absolute value: `int.bit_count`.
    pub fn bit_count(self) -> u64 {
        match self {
            IntRef::Small(value) => value.unsigned_abs().count_ones().into(),
            IntRef::Big(value) => value.magnitude().count_ones(),
        }
    }
}

/// A size of a result is refused before anything of that size exists.
pub(super) fn check_bits(bits: u64) -> Result<()> {
    /// From here on the allocator is asked first; below, it can be relied on as everywhere.
    const LARGE: u64 = 1 << 30;
    if bits > MAX_BITS {
        return Err(NumberError::MEMORY);
    }
    if bits > LARGE {
        // Twice, for what is computed on the way.
        let mut room = Vec::<u64>::new();
        room.try_reserve_exact((bits / 32) as usize).map_err(|_| NumberError::MEMORY)?;
        // What nobody looks at the compiler need not allocate.
        std::hint::black_box(room.as_ptr());
    }
    Ok(())
}

/// Two numbers that are both not long.
#[inline]
pub(super) fn short(a: IntRef, b: IntRef) -> Option<(i128, i128)> {
    Some((a.to_i128()?, b.to_i128()?))
}

pub fn add(a: IntRef, b: IntRef) -> Int {
    use IntRef::{Big, Small};
    if let Some((a, b)) = short(a, b) {
        return (a + b).into();
    }
    match (a, b) {
        (Small(a), Small(b)) => (i128::from(a) + i128::from(b)).into(),
        (Small(small), Big(big)) | (Big(big), Small(small)) => (big + small).into(),
        (Big(a), Big(b)) => (a + b).into(),
    }
}

pub fn sub(a: IntRef, b: IntRef) -> Int {
    use IntRef::{Big, Small};
    if let Some((a, b)) = short(a, b) {
        return (a - b).into();
    }
    match (a, b) {
        (Small(a), Small(b)) => (i128::from(a) - i128::from(b)).into(),
        (Small(a), Big(b)) => (a - b).into(),
        (Big(a), Small(b)) => (a - b).into(),
        (Big(a), Big(b)) => (a - b).into(),
    }
}

pub fn mul(a: IntRef, b: IntRef, interrupt: Interrupt) -> Result<Int> {
    use IntRef::{Big, Small};
    if let Some(product) = short(a, b).and_then(|(a, b)| a.checked_mul(b)) {
        return Ok(product.into());
    }
    Ok(match (a, b) {
        (Small(a), Small(b)) => (i128::from(a) * i128::from(b)).into(),
        (Small(small), Big(big)) | (Big(big), Small(small)) => {
            check_bits(big.bits() + 64)?;
            (big * small).into()
        }
        (Big(a), Big(b)) => {
            check_bits(a.bits() + b.bits())?;
            let magnitude = multiply::multiply(a.magnitude(), b.magnitude(), interrupt)?;
            Int::from_parts(a.sign() != b.sign(), magnitude)
        }
    })
}

pub fn neg(a: IntRef) -> Int {
    match a {
        IntRef::Small(a) => a.checked_neg().map_or_else(|| (-i128::from(a)).into(), Int::Small),
        IntRef::Big(a) => (-a).into(),
    }
}

pub fn abs(a: IntRef) -> Int {
    if a.is_negative() { neg(a) } else { a.to_int() }
}

pub fn compare(a: IntRef, b: IntRef) -> Ordering {
    use IntRef::{Big, Small};
    // A big one is farther from zero than any small one.
    match (a, b) {
        (Small(a), Small(b)) => a.cmp(&b),
        (Small(_), Big(b)) => Sign::NoSign.cmp(&b.sign()),
        (Big(a), Small(_)) => a.sign().cmp(&Sign::NoSign),
        (Big(a), Big(b)) => a.cmp(b),
    }
}
