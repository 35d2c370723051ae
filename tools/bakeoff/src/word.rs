//! The contestants among encodings: a value of the language in one 64-bit word.
//!
//! A word is a number, a singleton or the address of an object; nothing here owns or follows the address. May use: nothing.

mod flonum;
mod nan_box;
mod nan_pointer;
mod self_tagged;

pub use flonum::Flonum;
pub use nan_box::NanBox;
pub use nan_pointer::NanPointer;
pub use self_tagged::SelfTagged;

/// A value in one word. What does not fit (`None`) goes to an object.
///
/// # Safety
/// `address` gives `Some` only for words made by `from_address`, and gives back the same address.
/// No other function of the trait returns such a word.
pub unsafe trait Word: Copy + PartialEq + 'static {
    const NAME: &'static str;
    const NONE: Self;
    const FALSE: Self;
    const TRUE: Self;

    fn from_int(value: i64) -> Option<Self>;
    fn int(self) -> Option<i64>;
    fn from_float(value: f64) -> Option<Self>;
    fn float(self) -> Option<f64>;
    /// The address is a multiple of 16 below 2⁴⁸, and not zero.
    fn from_address(address: usize) -> Self;
    fn address(self) -> Option<usize>;
    fn bits(self) -> u64;
    /// For words that were made by `bits`.
    fn from_bits(bits: u64) -> Self;

    /// The sum, if both are integers and it fits; so the others.
    fn add_ints(self, other: Self) -> Option<Self>;
    fn subtract_ints(self, other: Self) -> Option<Self>;
    fn ints_less(self, other: Self) -> Option<bool>;
    fn both_floats(self, other: Self) -> Option<(f64, f64)>;

    #[inline(always)]
    fn both_ints(self, other: Self) -> Option<(i64, i64)> {
        Some((self.int()?, other.int()?))
    }

    #[inline(always)]
    fn from_bool(value: bool) -> Self {
        if value { Self::TRUE } else { Self::FALSE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INTS: [i64; 12] =
        [0, 1, -1, 41, (1 << 49) - 1, -(1 << 49), 1 << 49, (1 << 61) - 1, -(1 << 61), 1 << 61, i64::MAX, i64::MIN];
    const FLOATS: [f64; 14] = [
        0.0,
        -0.0,
        1.0,
        -1.5,
        1e-77,
        1e77,
        -1e78,
        1e100,
        1e-200,
        5e-324,
        f64::MAX,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::MIN_POSITIVE,
    ];

    fn singletons_are_nothing_else<W: Word>() {
        for word in [W::NONE, W::FALSE, W::TRUE] {
            assert!(word.int().is_none() && word.float().is_none() && word.address().is_none());
            assert!(W::from_bits(word.bits()) == word);
        }
        assert!(W::NONE != W::FALSE && W::FALSE != W::TRUE && W::NONE != W::TRUE);
    }

    fn ints_come_back<W: Word>() {
        for a in INTS {
            let Some(word) = W::from_int(a) else { continue };
            assert_eq!(word.int(), Some(a));
            assert!(word.float().is_none() && word.address().is_none());
            for b in INTS {
                let Some(other) = W::from_int(b) else { continue };
                let expected = |value: Option<i64>| value.filter(|v| W::from_int(*v).is_some());
                assert_eq!(word.add_ints(other).and_then(W::int), expected(a.checked_add(b)), "{a} + {b}");
                assert_eq!(word.subtract_ints(other).and_then(W::int), expected(a.checked_sub(b)), "{a} - {b}");
                assert_eq!(word.ints_less(other), Some(a < b));
            }
            assert!(word.add_ints(W::NONE).is_none() && W::TRUE.add_ints(word).is_none());
        }
        assert!(W::from_int((1 << 49) - 1).is_some() && W::from_int(-(1 << 49)).is_some());
    }

    fn floats_come_back<W: Word>() {
        for value in FLOATS {
            let Some(word) = W::from_float(value) else { continue };
            assert_eq!(word.float().map(f64::to_bits), Some(value.to_bits()));
            assert!(word.int().is_none() && word.address().is_none());
            assert!(word.add_ints(W::from_int(1).unwrap()).is_none());
            assert!(word.both_floats(W::NONE).is_none() && word.both_floats(W::from_int(0).unwrap()).is_none());
        }
        for nan in [f64::NAN, -f64::NAN] {
            assert!(W::from_float(nan).is_none_or(|word| word.float().is_some_and(f64::is_nan)));
        }
        assert!(W::from_float(0.0).is_some() && W::from_float(1e77).is_some());
    }

    fn addresses_come_back<W: Word>() {
        for address in [0x10, 0x7fff_ffff_fff0, 0x5555_1234_5670] {
            let word = W::from_address(address);
            assert_eq!(word.address(), Some(address));
            assert!(word.int().is_none() && word.float().is_none());
        }
    }

    macro_rules! check {
        ($($test:ident)*) => { $(mod $test {
            #[test] fn nan_box() { super::$test::<super::NanBox>() }
            #[test] fn nan_pointer() { super::$test::<super::NanPointer>() }
            #[test] fn flonum() { super::$test::<super::Flonum>() }
            #[test] fn self_tagged() { super::$test::<super::SelfTagged>() }
        })* };
    }
    check!(singletons_are_nothing_else ints_come_back floats_come_back addresses_come_back);
}
