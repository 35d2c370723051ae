//! Low-bit tags as Ruby has them: floats whose exponent begins with 011 or 100 are rotated so that these bits become the tag.
//!
//!     …1     integer of 63 bits
//!     …10    float from 2⁻²⁵⁵ to 2²⁵⁷, or 0.0 (the word that would be the smallest of them); others, -0.0 too, are objects
//!     …000   address
//!     …100   None, False, True

use super::Word;

#[derive(Clone, Copy, PartialEq)]
pub struct Flonum(u64);

const ZERO: u64 = 0x8000_0000_0000_0002;

// SAFETY: only `from_address` makes words that end in 000: the others set one of the three bits.
unsafe impl Word for Flonum {
    const NAME: &'static str = "flonum";
    const NONE: Self = Self(0b00_100);
    const FALSE: Self = Self(0b01_100);
    const TRUE: Self = Self(0b10_100);

    #[inline(always)]
    fn from_int(value: i64) -> Option<Self> {
        value.checked_add(value).map(|doubled| Self(doubled as u64 | 1))
    }

    #[inline(always)]
    fn int(self) -> Option<i64> {
        (self.0 & 1 == 1).then_some(self.0 as i64 >> 1)
    }

    #[inline(always)]
    fn from_float(value: f64) -> Option<Self> {
        let bits = value.to_bits();
        let high = bits >> 60 & 7;
        let rotated = bits.rotate_left(3) & !3 | 2;
        if (high == 3 || high == 4) && rotated != ZERO { Some(Self(rotated)) } else { (bits == 0).then_some(Self(ZERO)) }
    }

    #[inline(always)]
    fn float(self) -> Option<f64> {
        (self.0 & 3 == 2).then(|| decode(self.0))
    }

    #[inline(always)]
    fn from_address(address: usize) -> Self {
        Self(address as u64)
    }

    #[inline(always)]
    fn address(self) -> Option<usize> {
        (self.0 & 7 == 0).then_some(self.0 as usize)
    }

    #[inline(always)]
    fn bits(self) -> u64 {
        self.0
    }

    #[inline(always)]
    fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    #[inline(always)]
    fn add_ints(self, other: Self) -> Option<Self> {
        if self.0 & other.0 & 1 == 0 {
            return None;
        }
        (self.0 as i64).checked_add(other.0 as i64 - 1).map(|sum| Self(sum as u64))
    }

    #[inline(always)]
    fn subtract_ints(self, other: Self) -> Option<Self> {
        if self.0 & other.0 & 1 == 0 {
            return None;
        }
        (self.0 as i64).checked_sub(other.0 as i64).map(|difference| Self(difference as u64 + 1))
    }

    #[inline(always)]
    fn ints_less(self, other: Self) -> Option<bool> {
        (self.0 & other.0 & 1 == 1).then_some((self.0 as i64) < other.0 as i64)
    }

    #[inline(always)]
    fn both_floats(self, other: Self) -> Option<(f64, f64)> {
        Some((self.float()?, other.float()?))
    }
}

/// The two bits below the sign are 01 where the one after them (now on top) is 1, else 10.
#[inline(always)]
fn decode(word: u64) -> f64 {
    if word == ZERO {
        return 0.0;
    }
    f64::from_bits((word & !3 | (2 - (word >> 63))).rotate_right(3))
}
