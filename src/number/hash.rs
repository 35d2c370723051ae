//! Hashes of numbers: modulo the prime 2^61 - 1, so that equal numbers of different types have equal hashes.

use super::convert::decompose;
use super::int::IntRef;

const BITS: u32 = 61;
const PRIME: u64 = (1 << BITS) - 1;
const INFINITY: i64 = 314_159;
const IMAGINARY: i64 = 1_000_003;

/// -1 tells of an error in CPython.
pub fn without_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

fn signed(negative: bool, residue: u64) -> i64 {
    let residue = residue as i64;
    without_minus_one(if negative { -residue } else { residue })
}

pub fn hash_int(a: IntRef) -> i64 {
    let residue = match a {
        IntRef::Small(a) => a.unsigned_abs() % PRIME,
        // 2^64 is 8 modulo the prime.
        IntRef::Big(a) => a.iter_u64_digits().rev().fold(0, |residue, digit| {
            let value = u128::from(residue) * 8 + u128::from(digit);
            (value % u128::from(PRIME)) as u64
        }),
    };
    signed(a.is_negative(), residue)
}

/// Nothing for a NaN, whose hash is its object's identity.
pub fn hash_float(value: f64) -> Option<i64> {
    if value.is_nan() {
        return None;
    }
    if value.is_infinite() {
        return Some(if value > 0.0 { INFINITY } else { -INFINITY });
    }
    let (mantissa, exponent) = decompose(value);
    // Two to the power of 61 is one: multiplying with a power of two turns the bits around.
    let turn = exponent.rem_euclid(BITS as i32) as u32;
    let residue = mantissa.unsigned_abs() % PRIME;
    let turned = (residue << turn | residue >> (BITS - turn)) & PRIME;
    Some(signed(mantissa < 0, if turned == PRIME { 0 } else { turned }))
}

/// Of the hashes of both parts.
pub fn hash_complex(real: i64, imaginary: i64) -> i64 {
    without_minus_one(real.wrapping_add(imaginary.wrapping_mul(IMAGINARY)))
}
