//! Integer square roots, greatest common divisors and least common multiples.

use super::divide::divide;
use super::error::{Interrupt, NumberError, Result};
use super::int::{Int, IntRef, abs, mul};
use num_bigint::BigUint;

/// `math.isqrt`.
pub fn isqrt(a: IntRef, interrupt: Interrupt) -> Result<Int> {
    if a.is_negative() {
        return Err(NumberError::value("isqrt() argument must be nonnegative"));
    }
    match a {
        IntRef::Small(a) => Ok(Int::Small(a.isqrt())),
        IntRef::Big(a) => Ok(natural_isqrt(a.magnitude(), interrupt)?.into()),
    }
}

/// Each step doubles the number of bits that are right (Mark Dickinson's method, as CPython documents it).
fn natural_isqrt(n: &BigUint, interrupt: Interrupt) -> Result<BigUint> {
    let half = (n.bits() - 1) / 2;
    let mut root = BigUint::from(1u32);
    let mut known = 0;
    for step in (0..64 - half.leading_zeros()).rev() {
        let before = known;
        known = half >> step;
        let (quotient, _) = divide(&(n >> (2 * half - before - known + 1)), &root, interrupt)?;
        root = (root << (known - before - 1)) + quotient;
    }
    if &root * &root > *n {
        root -= 1u32;
    }
    Ok(root)
}

/// Never negative.
pub fn gcd(a: IntRef, b: IntRef, interrupt: Interrupt) -> Result<Int> {
    if let (IntRef::Small(a), IntRef::Small(b)) = (a, b) {
        return Ok(word_gcd(a.unsigned_abs(), b.unsigned_abs()).into());
    }
    Ok(natural_gcd(a.magnitude(), b.magnitude(), interrupt)?.into())
}

fn word_gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Lehmer's: Euclid's steps on the leading 64 bits, as long as they are surely those of the whole numbers, then all at
/// once on the whole.
fn natural_gcd(mut a: BigUint, mut b: BigUint, interrupt: Interrupt) -> Result<BigUint> {
    if a < b {
        std::mem::swap(&mut a, &mut b);
    }
    let mut rounds = 0u32;
    loop {
        if let (Ok(a), Ok(b)) = (u64::try_from(&a), u64::try_from(&b)) {
            return Ok(word_gcd(a, b).into());
        }
        if b == BigUint::ZERO {
            return Ok(a);
        }
        rounds = rounds.wrapping_add(1);
        if rounds.is_multiple_of(64) || a.bits() > 1 << 16 {
            interrupt.check()?;
        }
        match cofactors(&a, &b) {
            Some([[p, q], [r, s]]) => {
                let combine = |plus: u64, x: &BigUint, minus: u64, y: &BigUint| x * plus - y * minus;
                let next = if q <= 0 {
                    (
                        combine(p.unsigned_abs(), &a, q.unsigned_abs(), &b),
                        combine(s.unsigned_abs(), &b, r.unsigned_abs(), &a),
                    )
                } else {
                    (
                        combine(q.unsigned_abs(), &b, p.unsigned_abs(), &a),
                        combine(r.unsigned_abs(), &a, s.unsigned_abs(), &b),
                    )
                };
                (a, b) = next;
            }
            None => {
                let rest = divide(&a, &b, interrupt)?.1;
                (a, b) = (b, rest);
            }
        }
    }
}

/// A matrix of Euclid's steps that hold for the whole numbers (Knuth, volume 2, section 4.5.2, algorithm L), or nothing
/// if the first quotient is already in doubt.
fn cofactors(a: &BigUint, b: &BigUint) -> Option<[[i64; 2]; 2]> {
    let shift = a.bits().saturating_sub(62);
    let mut x = i128::from(u64::try_from(a >> shift).ok()?);
    let mut y = i128::from(u64::try_from(b >> shift).ok()?);
    let (mut p, mut q, mut r, mut s) = (1i128, 0i128, 0i128, 1i128);
    while y + r != 0 && y + s != 0 {
        let quotient = (x + p) / (y + r);
        if quotient != (x + q) / (y + s) {
            break;
        }
        let next = [p - quotient * r, q - quotient * s];
        if next.iter().any(|value| i64::try_from(*value).is_err()) {
            break;
        }
        (p, q, r, s) = (r, s, next[0], next[1]);
        (x, y) = (y, x - quotient * y);
    }
    let narrow = |value: i128| value as i64;
    (q != 0).then(|| [[narrow(p), narrow(q)], [narrow(r), narrow(s)]])
}

/// Never negative.
pub fn lcm(a: IntRef, b: IntRef, interrupt: Interrupt) -> Result<Int> {
    if a.is_zero() || b.is_zero() {
        return Ok(Int::Small(0));
    }
    let divisor = gcd(a, b, interrupt)?;
    let quotient = super::divide::floor_div(a, divisor.as_ref(), interrupt)?;
    Ok(abs(mul(quotient.as_ref(), b, interrupt)?.as_ref()))
}
