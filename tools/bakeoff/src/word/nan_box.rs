//! NaN-boxing with floats as they are; everything else lives among the negative NaNs.
//!
//!     0000…0000 to FFF8 0000 0000 0000   float (only a NaN with a sign and a payload must be made plain on its way in)
//!     FFFA + 48 bits                     address
//!     FFFB + a few                       None, False, True
//!     FFFC…     to FFFF FFFF FFFF FFFF   integer of 50 bits, biased: the words are in the integers' order

use super::Word;

#[derive(Clone, Copy, PartialEq)]
pub struct NanBox(u64);

const LAST_FLOAT: u64 = 0xFFF8 << 48;
const ADDRESS: u64 = 0xFFFA << 48;
const SINGLETON: u64 = 0xFFFB << 48;
pub(super) const FIRST_INT: u64 = 0xFFFC << 48;
pub(super) const ZERO: u64 = 0xFFFE << 48;

// SAFETY: only `from_address` makes words that begin with FFFA: integers begin at FFFC, and `plain` keeps floats below FFF9.
unsafe impl Word for NanBox {
    const NAME: &'static str = "NaN box";
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
        Some(Self(plain(value)))
    }

    #[inline(always)]
    fn float(self) -> Option<f64> {
        (self.0 <= LAST_FLOAT).then(|| f64::from_bits(self.0))
    }

    #[inline(always)]
    fn from_address(address: usize) -> Self {
        Self(ADDRESS | address as u64)
    }

    #[inline(always)]
    fn address(self) -> Option<usize> {
        (self.0 >> 48 == ADDRESS >> 48).then(|| self.0.wrapping_sub(ADDRESS) as usize)
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

/// The bits of a float that are no other word's. In the machine only conversions from outside can bring a NaN with a sign and
/// a payload: x86's and ARM's own NaNs have none, and arithmetic copies the payloads it is given. The check is left out of
/// arithmetic for that reason: LLVM may choose the NaN's sign, but not invent a payload.
#[inline(always)]
pub(super) fn plain(value: f64) -> u64 {
    let bits = value.to_bits();
    debug_assert!(bits <= LAST_FLOAT);
    bits
}

#[inline(always)]
pub(super) fn int_bits(value: i64) -> Option<u64> {
    let bits = (value as u64).wrapping_add(ZERO);
    ((-(1 << 49)..1 << 49).contains(&value)).then_some(bits)
}

/// A sum too large wraps to the smallest words, one too small ends below the integers: one comparison finds both.
#[inline(always)]
pub(super) fn add_biased(a: u64, b: u64) -> Option<u64> {
    let sum = a.wrapping_add(b).wrapping_sub(ZERO);
    (a & b >= FIRST_INT && sum >= FIRST_INT).then_some(sum)
}

#[inline(always)]
pub(super) fn subtract_biased(a: u64, b: u64) -> Option<u64> {
    let difference = a.wrapping_sub(b).wrapping_add(ZERO);
    (a & b >= FIRST_INT && difference >= FIRST_INT).then_some(difference)
}
