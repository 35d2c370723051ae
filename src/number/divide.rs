//! Division of integers, rounded down as Python does: recursive (Burnikel and Ziegler) for long ones, on this stage's own
//! multiplication, so that it is quick and can be interrupted.

use super::error::{Interrupt, NumberError, Result};
use super::int::{Int, IntRef, add, short, sub};
use super::multiply::{multiply, words};
use num_bigint::{BigUint, Sign};
use num_integer::Integer;

/// Quotient or divisor lengths in words whose product the library divides at once.
const AT_ONCE: u64 = 40_000_000;
/// The library divides numbers of twice this many bits by numbers of this many.
const LEAF: u64 = 64 * 4_000;

pub fn floor_div(a: IntRef, b: IntRef, interrupt: Interrupt) -> Result<Int> {
    match (a, b) {
        (_, IntRef::Small(0)) => Err(NumberError::DIVISION_BY_ZERO),
        (IntRef::Small(a), IntRef::Small(b)) => Ok(match a.checked_div_euclid(b) {
            // Rounded down and Euclid's differ for negative divisors.
            Some(quotient) if b > 0 || a % b == 0 => Int::Small(quotient),
            Some(quotient) => Int::Small(quotient - 1),
            None => (-i128::from(a)).into(),
        }),
        _ => match short(a, b) {
            Some((a, b)) => Ok(floored(a, b).0.into()),
            None => Ok(div_mod(a, b, interrupt)?.0),
        },
    }
}

pub fn modulo(a: IntRef, b: IntRef, interrupt: Interrupt) -> Result<Int> {
    match (a, b) {
        (_, IntRef::Small(0)) => Err(NumberError::DIVISION_BY_ZERO),
        (IntRef::Small(a), IntRef::Small(b)) => {
            let rest = a.wrapping_rem(b);
            Ok(Int::Small(if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }))
        }
        _ => match short(a, b) {
            Some((a, b)) => Ok(floored(a, b).1.into()),
            None => Ok(div_mod(a, b, interrupt)?.1),
        },
    }
}

/// The same of numbers that are not long; the divisor is not zero.
fn floored(a: i128, b: i128) -> (i128, i128) {
    let (quotient, rest) = (a / b, a % b);
    if rest != 0 && (rest < 0) != (b < 0) { (quotient - 1, rest + b) } else { (quotient, rest) }
}

/// Quotient, rounded down, and the rest, which has the divisor's sign.
pub fn div_mod(a: IntRef, b: IntRef, interrupt: Interrupt) -> Result<(Int, Int)> {
    if let (IntRef::Small(_), IntRef::Small(_)) = (a, b) {
        return Ok((floor_div(a, b, interrupt)?, modulo(a, b, interrupt)?));
    }
    if b.is_zero() {
        return Err(NumberError::DIVISION_BY_ZERO);
    }
    if let Some((a, b)) = short(a, b) {
        let (quotient, rest) = floored(a, b);
        return Ok((quotient.into(), rest.into()));
    }
    let (quotient, rest) = truncated(a, b, interrupt)?;
    if !rest.as_ref().is_zero() && rest.as_ref().is_negative() != b.is_negative() {
        return Ok((sub(quotient.as_ref(), IntRef::Small(1)), add(rest.as_ref(), b)));
    }
    Ok((quotient, rest))
}

/// Rounded towards zero; the divisor is not zero.
fn truncated(a: IntRef, b: IntRef, interrupt: Interrupt) -> Result<(Int, Int)> {
    match (a, b) {
        (IntRef::Big(a), IntRef::Small(small)) => {
            let (quotient, rest) = a.div_rem(&small.into());
            Ok((quotient.into(), rest.into()))
        }
        (IntRef::Big(a), IntRef::Big(b)) => {
            let (quotient, rest) = divide(a.magnitude(), b.magnitude(), interrupt)?;
            Ok((Int::from_parts(a.sign() != b.sign(), quotient), Int::from_parts(a.sign() == Sign::Minus, rest)))
        }
        _ => {
            let (quotient, rest) = a.to_big().div_rem(&b.to_big());
            Ok((quotient.into(), rest.into()))
        }
    }
}

/// Quotient and rest of natural numbers; the divisor is not zero.
pub fn divide(a: &BigUint, b: &BigUint, interrupt: Interrupt) -> Result<(BigUint, BigUint)> {
    if a < b {
        return Ok((BigUint::ZERO, a.clone()));
    }
    let quotient_words = (a.bits() - b.bits()) / 64 + 1;
    if quotient_words * words(b) <= AT_ONCE || b.bits() <= LEAF && a.bits() <= 2 * LEAF {
        interrupt.check()?;
        return Ok(a.div_rem(b));
    }
    if quotient_words * 2 < words(b) && quotient_words * 64 * 2 + 128 < b.bits() {
        return divide_top(a, b, quotient_words * 64 + 64, interrupt);
    }
    // Blocks of the divisor's length, halved evenly down to a leaf.
    let mut size = LEAF;
    while size < b.bits() {
        size *= 2;
    }
    // As short as the divisor allows, with the same number of halvings.
    let parts = size / LEAF;
    let size = b.bits().div_ceil(32 * parts) * 32 * parts;
    let shift = size - b.bits();
    let (a, b) = (a << shift, b << shift);
    let blocks = a.bits().div_ceil(size);
    let mut rest = BigUint::ZERO;
    let mut digits = Vec::new();
    for block in (0..blocks).rev() {
        let (quotient, next) = two_by_one(&join(&rest, &bits(&a, block * size, size), size), &b, size, interrupt)?;
        digits.push(quotient);
        rest = next;
    }
    digits.reverse();
    Ok((concatenate(&digits, size), rest >> shift))
}

/// For a quotient much shorter than the divisor: from the leading bits alone, then corrected.
fn divide_top(a: &BigUint, b: &BigUint, keep: u64, interrupt: Interrupt) -> Result<(BigUint, BigUint)> {
    let cut = b.bits() - keep;
    let (mut quotient, _) = divide(&(a >> cut), &(b >> cut), interrupt)?;
    let mut product = multiply(&quotient, b, interrupt)?;
    // The cut divisor is smaller, so the quotient may be too large, by little.
    while product > *a {
        quotient -= 1u32;
        product -= b;
    }
    Ok((quotient, a - product))
}

fn bits(number: &BigUint, start: u64, count: u64) -> BigUint {
    super::multiply::slice(number, start, count)
}

fn join(high: &BigUint, low: &BigUint, shift: u64) -> BigUint {
    (high << shift) | low
}

/// Numbers of `size` bits each, least significant first, as one.
fn concatenate(parts: &[BigUint], size: u64) -> BigUint {
    let mut digits = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        digits.resize((size / 32) as usize * index, 0);
        digits.extend(part.iter_u32_digits());
    }
    BigUint::new(digits)
}

/// A number below `b << size`, divided by `b`, which has `size` bits.
fn two_by_one(a: &BigUint, b: &BigUint, size: u64, interrupt: Interrupt) -> Result<(BigUint, BigUint)> {
    interrupt.check()?;
    if size <= LEAF || !size.is_multiple_of(64) {
        return Ok(a.div_rem(b));
    }
    let half = size / 2;
    let (high, rest) = three_by_two(&(a >> half), b, half, interrupt)?;
    let (low, rest) = three_by_two(&join(&rest, &bits(a, 0, half), half), b, half, interrupt)?;
    Ok((join(&high, &low, half), rest))
}

/// A number below `b << half`, divided by `b`, which has twice `half` bits.
fn three_by_two(a: &BigUint, b: &BigUint, half: u64, interrupt: Interrupt) -> Result<(BigUint, BigUint)> {
    let (top, low) = (b >> half, bits(b, 0, half));
    let lead = a >> half;
    let (mut quotient, rest) = if &lead >> half >= top {
        let quotient = (BigUint::from(1u32) << half) - 1u32;
        let rest = &lead - (&top << half) + &top;
        (quotient, rest)
    } else {
        two_by_one(&lead, &top, half, interrupt)?
    };
    let product = multiply(&quotient, &low, interrupt)?;
    let mut rest = join(&rest, &bits(a, 0, half), half);
    while rest < product {
        quotient -= 1u32;
        rest += b;
    }
    Ok((quotient, rest - product))
}
