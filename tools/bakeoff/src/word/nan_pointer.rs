//! NaN-boxing that favours addresses: they are as they are, and floats are moved out of their way.
//!
//!     0000 + 48 bits                     address
//!     0001…     to FFF9 0000 0000 0000   float, plus 2⁴⁸
//!     FFFB + a few                       None, False, True
//!     FFFC…     to FFFF FFFF FFFF FFFF   integer of 50 bits, biased

use super::Word;
use super::nan_box::{FIRST_INT, add_biased, int_bits, plain, subtract_biased};

#[derive(Clone, Copy, PartialEq)]
pub struct NanPointer(u64);

const OFFSET: u64 = 1 << 48;
const SPAN: u64 = 0xFFF8 << 48;
const ZERO: u64 = super::nan_box::ZERO;
const SINGLETON: u64 = 0xFFFB << 48;

// SAFETY: only `from_address` makes words below 2⁴⁸: floats are moved above, and never as far as to wrap (see `plain`).
unsafe impl Word for NanPointer {
    const NAME: &'static str = "NaN ptr";
    const NONE: Self = Self(SINGLETON);
    const FALSE: Self = Self(SINGLETON + 1);
    const TRUE: Self = Self(SINGLETON + 2);

    #[inline(always)]
    fn from_int(value: i64) -> Option<Self> {
        int_bits(value).map(Self)
    }

    #[inline(always)]
    fn int(self) -> Option<i64> {
        (self.0 >= FIRST_INT).then(|| self.0.wrapping_sub(ZERO) as i64)
    }

    #[inline(always)]
    fn from_float(value: f64) -> Option<Self> {
        Some(Self(plain(value).wrapping_add(OFFSET)))
    }

    #[inline(always)]
    fn float(self) -> Option<f64> {
        let bits = self.0.wrapping_sub(OFFSET);
        (bits <= SPAN).then(|| f64::from_bits(bits))
    }

    #[inline(always)]
    fn from_address(address: usize) -> Self {
        Self(address as u64)
    }

    #[inline(always)]
    fn address(self) -> Option<usize> {
        (self.0 < OFFSET).then_some(self.0 as usize)
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
        add_biased(self.0, other.0).map(Self)
    }

    #[inline(always)]
    fn subtract_ints(self, other: Self) -> Option<Self> {
        subtract_biased(self.0, other.0).map(Self)
    }

    #[inline(always)]
    fn ints_less(self, other: Self) -> Option<bool> {
        (self.0 & other.0 >= FIRST_INT).then_some(self.0 < other.0)
    }

    #[inline(always)]
    fn both_floats(self, other: Self) -> Option<(f64, f64)> {
        Some((self.float()?, other.float()?))
    }
}
