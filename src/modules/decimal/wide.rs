//! Products of two coefficients that fit a word each but do not together: cut at once to the digits that can matter.

use super::natural::{Natural, POWERS, digits_of};

/// Digits that are kept at least, for a precision of two less.
const KEPT: i64 = 36;

/// A product of 256 bits, least significant first.
fn product(a: u128, b: u128) -> [u64; 4] {
    let parts = |number: u128| (number as u64 as u128, number >> 64);
    let ((a_low, a_high), (b_low, b_high)) = (parts(a), parts(b));
    let low = a_low * b_low;
    let (first, second) = (a_low * b_high, a_high * b_low);
    let middle = (low >> 64) + (first as u64 as u128) + (second as u64 as u128);
    let high = a_high * b_high + (first >> 64) + (second >> 64) + (middle >> 64);
    [low as u64, middle as u64, high as u64, (high >> 64) as u64]
}

/// Divides in place, and gives the rest.
fn divide(number: &mut [u64; 4], divisor: u64) -> u64 {
    let mut rest = 0;
    for digit in number.iter_mut().rev() {
        let dividend = u128::from(rest) << 64 | u128::from(*digit);
        if dividend == 0 {
            continue;
        }
        *digit = (dividend / u128::from(divisor)) as u64;
        rest = (dividend % u128::from(divisor)) as u64;
    }
    rest
}

/// A product without its last digits, and how many those are. What is cut off and not nothing shows in the last digit
/// that is kept, so that rounding to fewer digits sees it. `None` where more digits are wanted than are kept.
pub fn cut_product(a: u128, b: u128, prec: i64) -> Option<(Natural, i64)> {
    const STEP: usize = 19;
    let places = digits_of(a) + digits_of(b) - 1 - KEPT;
    if prec + 2 > KEPT || !(1..=2 * STEP as i64).contains(&places) {
        return None;
    }
    let mut number = product(a, b);
    let mut is_exact = true;
    let mut left = places as usize;
    while left > 0 {
        let step = left.min(STEP);
        is_exact &= divide(&mut number, POWERS[step] as u64) == 0;
        left -= step;
    }
    let kept = u128::from(number[1]) << 64 | u128::from(number[0]);
    let kept = if !is_exact && kept.is_multiple_of(5) { kept + 1 } else { kept };
    Some((Natural::Small(kept), places))
}
