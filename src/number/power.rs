//! Powers of integers, with and without a modulus.

use super::divide::{divide, modulo};
use super::error::{Interrupt, NumberError, Result};
use super::int::{Int, IntRef, add, check_bits};
use super::multiply::{multiply, square, words};
use num_bigint::BigUint;

/// Results up to this many bits are left to the library.
const SHORT: u64 = 1 << 16;
/// Word operations that the library may spend on a modular power.
const AT_ONCE: u64 = 20_000_000;

/// `base ** exponent`, or nothing if the exponent is negative: then it is a matter of floats.
pub fn pow(base: IntRef, exponent: IntRef, interrupt: Interrupt) -> Result<Option<Int>> {
    if exponent.is_negative() {
        return Ok(None);
    }
    if let (IntRef::Small(base), IntRef::Small(exponent)) = (base, exponent)
        && let Ok(exponent) = u32::try_from(exponent)
        && let Some(result) = base.checked_pow(exponent)
    {
        return Ok(Some(Int::Small(result)));
    }
    let negative = base.is_negative() && exponent.is_odd();
    match base {
        IntRef::Small(0 | 1) => return Ok(Some(Int::Small(if exponent.is_zero() { 1 } else { base.bit_length() as i64 }))),
        IntRef::Small(-1) => return Ok(Some(Int::Small(if negative { -1 } else { 1 }))),
        _ => {}
    }
    let magnitude = base.magnitude();
    let IntRef::Small(exponent) = exponent else { return Err(super::bits::TOO_MANY_DIGITS) };
    let exponent = exponent.unsigned_abs();
    let zeros = magnitude.trailing_zeros().unwrap_or(0);
    let odd = magnitude >> zeros;
    // At least this long: odd ** exponent has more than (bits - 1) * exponent bits.
    let least = (odd.bits() - 1).saturating_add(zeros).saturating_mul(exponent);
    check_bits(least)?;
    let result = natural_pow(&odd, exponent, interrupt)?;
    Ok(Some(Int::from_parts(negative, result << (zeros * exponent))))
}

/// The exponent's bits from the highest on, squaring for each.
fn natural_pow(base: &BigUint, exponent: u64, interrupt: Interrupt) -> Result<BigUint> {
    if base.bits() <= 1 {
        return Ok(base.clone());
    }
    let total = base.bits().saturating_mul(exponent);
    if let (Ok(exponent), true) = (u32::try_from(exponent), total <= SHORT) {
        return Ok(base.pow(exponent));
    }
    let mut result = BigUint::from(1u32);
    for bit in (0..64 - exponent.leading_zeros()).rev() {
        check_bits(result.bits() * 2)?;
        result = square(&result, interrupt)?;
        if exponent >> bit & 1 == 1 {
            result = multiply(&result, base, interrupt)?;
        }
    }
    Ok(result)
}

/// `pow(base, exponent, modulus)`: the result has the modulus' sign.
pub fn pow_mod(base: IntRef, exponent: IntRef, modulus: IntRef, interrupt: Interrupt) -> Result<Int> {
    if modulus.is_zero() {
        return Err(NumberError::value("pow() 3rd argument cannot be 0"));
    }
    if let (IntRef::Small(base), IntRef::Small(exponent @ 0..), IntRef::Small(modulus @ 1..)) = (base, exponent, modulus) {
        return Ok(Int::Small(word_pow_mod(base.rem_euclid(modulus) as u64, exponent as u64, modulus as u64) as i64));
    }
    let size = modulus.magnitude();
    let mut reduced = modulo(base, (&Int::from(size.clone())).into(), interrupt)?.as_ref().magnitude();
    if exponent.is_negative() {
        const NOT_INVERTIBLE: NumberError = NumberError::value("base is not invertible for the given modulus");
        reduced = super::roots::inverse(&reduced, &size, interrupt)?.ok_or(NOT_INVERTIBLE)?;
    }
    let power = exponent.magnitude();
    let result = Int::from(natural_pow_mod(&reduced, &power, &size, interrupt)?);
    if modulus.is_negative() && !result.as_ref().is_zero() { Ok(add(result.as_ref(), modulus)) } else { Ok(result) }
}

/// Of numbers that fit words; the base is below the modulus.
fn word_pow_mod(mut base: u64, mut exponent: u64, modulus: u64) -> u64 {
    let product = |a: u64, b: u64| match modulus <= 1 << 32 {
        true => a * b % modulus,
        false => (u128::from(a) * u128::from(b) % u128::from(modulus)) as u64,
    };
    let mut result = 1 % modulus;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = product(result, base);
        }
        exponent >>= 1;
        if exponent > 0 {
            base = product(base, base);
        }
    }
    result
}

/// Word operations for one bit of the exponent, with what each step costs for its own sake.
fn step(modulus: &BigUint) -> u64 {
    words(modulus).pow(2) + 32
}

fn natural_pow_mod(base: &BigUint, exponent: &BigUint, modulus: &BigUint, interrupt: Interrupt) -> Result<BigUint> {
    if exponent.bits().saturating_mul(step(modulus)) <= AT_ONCE {
        return Ok(base.modpow(exponent, modulus));
    }
    if words(modulus) <= 1_000 {
        return windows(base, exponent, modulus, interrupt);
    }
    let mut result = BigUint::from(1u32);
    for bit in (0..exponent.bits()).rev() {
        interrupt.check()?;
        result = divide(&square(&result, interrupt)?, modulus, interrupt)?.1;
        if exponent.bit(bit) {
            result = divide(&multiply(&result, base, interrupt)?, modulus, interrupt)?.1;
        }
    }
    Ok(result)
}

/// The exponent in pieces, each of which the library raises to at once.
fn windows(base: &BigUint, exponent: &BigUint, modulus: &BigUint, interrupt: Interrupt) -> Result<BigUint> {
    let size = (AT_ONCE / 2 / step(modulus)).max(32).next_multiple_of(32);
    let shift = BigUint::from(1u32) << size;
    let mut result = BigUint::from(1u32);
    for start in (0..exponent.bits()).step_by(size as usize).collect::<Vec<_>>().into_iter().rev() {
        interrupt.check()?;
        let piece = super::multiply::slice(exponent, start, size);
        result = result.modpow(&shift, modulus) * base.modpow(&piece, modulus) % modulus;
    }
    Ok(result)
}
