//! Low-bit tags where the float is its own tag: three exponent bits, moved round, decide.
//!
//! Of the eight ways an exponent can begin, four are kept in the word: 011 and 100 (2⁻²⁵⁵ to 2²⁵⁷), 000 (zeros and the
//! smallest) and 111 (the largest, infinities, NaNs). Adding 3 makes these four the ones with a middle 1, and a rotation brings
//! that bit down.
//!
//!     …1…    float (bit 1)
//!     …00    integer of 62 bits: adds, subtracts and compares as it is
//!     …001   address plus 1: a constant displacement where it is followed
//!     …101   None, False, True

use super::Word;

#[derive(Clone, Copy, PartialEq)]
pub struct SelfTagged(u64);

const SHIFT: u64 = 3 << 60;
const IN_RANGE: u64 = 1 << 61;

// SAFETY: only `from_address` makes words that end in 001: floats have bit 1, integers lack bits 0 and 1, singletons end in 101.
unsafe impl Word for SelfTagged {
    const NAME: &'static str = "self-tag";
    const NONE: Self = Self(0b00_101);
    const FALSE: Self = Self(0b01_101);
    const TRUE: Self = Self(0b10_101);

    #[inline(always)]
    fn from_int(value: i64) -> Option<Self> {
        value.checked_mul(4).map(|word| Self(word as u64))
    }

    #[inline(always)]
    fn int(self) -> Option<i64> {
        (self.0 & 3 == 0).then_some(self.0 as i64 >> 2)
    }

    #[inline(always)]
    fn from_float(value: f64) -> Option<Self> {
        let moved = value.to_bits().wrapping_add(SHIFT);
        (moved & IN_RANGE != 0).then_some(Self(moved.rotate_left(4)))
    }

    #[inline(always)]
    fn float(self) -> Option<f64> {
        (self.0 & 2 != 0).then(|| decode(self.0))
    }

    #[inline(always)]
    fn from_address(address: usize) -> Self {
        Self(address as u64 + 1)
    }

    #[inline(always)]
    fn address(self) -> Option<usize> {
        (self.0 & 7 == 1).then(|| self.0.wrapping_sub(1) as usize)
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
        if (self.0 | other.0) & 3 != 0 {
            return None;
        }
        (self.0 as i64).checked_add(other.0 as i64).map(|sum| Self(sum as u64))
    }

    #[inline(always)]
    fn subtract_ints(self, other: Self) -> Option<Self> {
        if (self.0 | other.0) & 3 != 0 {
            return None;
        }
        (self.0 as i64).checked_sub(other.0 as i64).map(|difference| Self(difference as u64))
    }

    #[inline(always)]
    fn ints_less(self, other: Self) -> Option<bool> {
        ((self.0 | other.0) & 3 == 0).then_some((self.0 as i64) < other.0 as i64)
    }

    #[inline(always)]
    fn both_floats(self, other: Self) -> Option<(f64, f64)> {
        (self.0 & other.0 & 2 != 0).then(|| (decode(self.0), decode(other.0)))
    }
}

#[inline(always)]
fn decode(word: u64) -> f64 {
    f64::from_bits(word.rotate_right(4).wrapping_sub(SHIFT))
}
