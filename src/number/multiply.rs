//! Products of natural numbers of any length: the library's below some length, transforms above, in pieces so short that
//! an interrupt is seen at once.

use super::error::{Interrupt, Result};
use super::transform;
use num_bigint::BigUint;

/// From this length of the shorter factor on, transforms are faster than the library's Toom-Cook multiplication.
const TRANSFORMED: u64 = 64 * 12_000;
/// Product of the factors' lengths in words up to which the library multiplies at once.
const AT_ONCE: u64 = 20_000_000;

pub fn words(number: &BigUint) -> u64 {
    number.bits().div_ceil(64)
}

/// Bits from `start` on, `count` of them.
pub fn slice(number: &BigUint, start: u64, count: u64) -> BigUint {
    let digits = number.iter_u32_digits().skip((start / 32) as usize).take((count / 32) as usize);
    debug_assert!(start.is_multiple_of(32) && count.is_multiple_of(32));
    BigUint::new(digits.collect())
}

pub fn multiply(a: &BigUint, b: &BigUint, interrupt: Interrupt) -> Result<BigUint> {
    let (short, long) = if a.bits() <= b.bits() { (a, b) } else { (b, a) };
    if words(short) * words(long) <= AT_ONCE {
        return Ok(short * long);
    }
    let balanced = long.bits() / 2 <= short.bits();
    if balanced && short.bits() < TRANSFORMED {
        interrupt.check()?;
        return Ok(short * long);
    }
    if balanced && short.bits() + long.bits() <= transform::LONGEST {
        return transform::multiply(a, b, interrupt);
    }
    // Pieces of the longer factor, as long as the shorter one, or half of what a transform can take.
    let piece =
        short.bits().max(TRANSFORMED.min(AT_ONCE / words(short) * 64)).min(transform::LONGEST / 2).next_multiple_of(32);
    let mut digits = vec![0u32; ((short.bits() + long.bits()).div_ceil(32) + 1) as usize];
    for start in (0..long.bits()).step_by(piece as usize) {
        interrupt.check()?;
        let product = multiply(short, &slice(long, start, piece), interrupt)?;
        accumulate(&mut digits[(start / 32) as usize..], &product);
    }
    Ok(BigUint::new(digits))
}

/// Adds in place; the sum is known to fit.
fn accumulate(sum: &mut [u32], number: &BigUint) {
    let mut carry = 0;
    let mut digits = number.iter_u32_digits();
    for place in sum {
        let digit = digits.next();
        if digit.is_none() && carry == 0 {
            return;
        }
        let total = u64::from(*place) + u64::from(digit.unwrap_or(0)) + carry;
        *place = total as u32;
        carry = total >> 32;
    }
}

pub fn square(a: &BigUint, interrupt: Interrupt) -> Result<BigUint> {
    multiply(a, a, interrupt)
}
