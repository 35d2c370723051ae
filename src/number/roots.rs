//! Integer square roots, greatest common divisors and least common multiples.

use super::divide::divide;
use super::error::{Interrupt, NumberError, Result};
use super::int::{Int, IntRef, abs, mul};
use super::multiply::{multiply, square};
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
    if square(&root, interrupt)? > *n {
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
fn natural_gcd(a: BigUint, b: BigUint, interrupt: Interrupt) -> Result<BigUint> {
    let mut pair = if a < b { (b, a) } else { (a, b) };
    let mut poll = Poll::default();
    loop {
        if let (Ok(a), Ok(b)) = (u64::try_from(&pair.0), u64::try_from(&pair.1)) {
            return Ok(word_gcd(a, b).into());
        }
        if pair.1 == BigUint::ZERO {
            return Ok(pair.0);
        }
        poll.check(&pair.0, interrupt)?;
        pair = match cofactors(&pair.0, &pair.1) {
            Some(matrix) => matrix.reduce(&pair.0, &pair.1),
            None => {
                let rest = divide(&pair.0, &pair.1, interrupt)?.1;
                (pair.1, rest)
            }
        };
    }
}

/// The inverse of a number below the modulus, if both have no common divisor.
pub(super) fn inverse(number: &BigUint, modulus: &BigUint, interrupt: Interrupt) -> Result<Option<BigUint>> {
    let one = BigUint::from(1u32);
    if *modulus == one {
        return Ok(Some(BigUint::ZERO));
    }
    // Each of the pair is a multiple of the number, modulo the modulus. These factors' signs alternate, so that their
    // absolute values only grow, by the same steps with all signs plus.
    let mut pair = (modulus.clone(), number.clone());
    let mut factors = (BigUint::ZERO, one.clone());
    let mut steps_are_odd = false;
    let mut poll = Poll::default();
    while pair.1 != BigUint::ZERO {
        poll.check(&pair.0, interrupt)?;
        match cofactors(&pair.0, &pair.1) {
            Some(matrix) => {
                pair = matrix.reduce(&pair.0, &pair.1);
                factors = matrix.grow(&factors.0, &factors.1);
                steps_are_odd ^= matrix.is_odd;
            }
            None => {
                let (quotient, rest) = divide(&pair.0, &pair.1, interrupt)?;
                let factor = factors.0 + multiply(&quotient, &factors.1, interrupt)?;
                pair = (pair.1, rest);
                factors = (factors.1, factor);
                steps_are_odd = !steps_are_odd;
            }
        }
    }
    if pair.0 != one {
        return Ok(None);
    }
    // After an odd number of steps the factor is a positive one.
    Ok(Some(if steps_are_odd { factors.0 } else { modulus - factors.0 }))
}

/// Looks at the interrupt in every round of long numbers, seldom for short ones.
#[derive(Default)]
struct Poll {
    rounds: u32,
}

impl Poll {
    fn check(&mut self, number: &BigUint, interrupt: Interrupt) -> Result<()> {
        self.rounds = self.rounds.wrapping_add(1);
        if self.rounds.is_multiple_of(64) || number.bits() > 1 << 16 { interrupt.check() } else { Ok(()) }
    }
}

/// Some of Euclid's steps at once. The absolute values of the factors; their signs are plus and minus in turn.
struct Matrix {
    rows: [[u64; 2]; 2],
    is_odd: bool,
}

impl Matrix {
    /// The pair after the steps.
    fn reduce(&self, a: &BigUint, b: &BigUint) -> (BigUint, BigUint) {
        let [[p, q], [r, s]] = self.rows;
        if self.is_odd { (b * q - a * p, a * r - b * s) } else { (a * p - b * q, b * s - a * r) }
    }

    fn grow(&self, a: &BigUint, b: &BigUint) -> (BigUint, BigUint) {
        let [[p, q], [r, s]] = self.rows;
        (a * p + b * q, a * r + b * s)
    }
}

/// A matrix of Euclid's steps that hold for the whole numbers (Knuth, volume 2, section 4.5.2, algorithm L), or nothing
/// if the first quotient is already in doubt.
fn cofactors(a: &BigUint, b: &BigUint) -> Option<Matrix> {
    let shift = a.bits().saturating_sub(62);
    let mut x = i128::from(u64::try_from(a >> shift).ok()?);
    let mut y = i128::from(u64::try_from(b >> shift).ok()?);
    let (mut p, mut q, mut r, mut s) = (1i128, 0i128, 0i128, 1i128);
    let mut is_odd = false;
    while y + r != 0 && y + s != 0 {
        let quotient = (x + p) / (y + r);
        if quotient != (x + q) / (y + s) {
            break;
        }
        (p, q, r, s) = (r, s, p - quotient * r, q - quotient * s);
        (x, y) = (y, x - quotient * y);
        is_odd = !is_odd;
    }
    // The factors are no larger than the leading bits, so 64 bits hold them.
    let row = |a: i128, b: i128| [a.unsigned_abs() as u64, b.unsigned_abs() as u64];
    (q != 0).then(|| Matrix { rows: [row(p, q), row(r, s)], is_odd })
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
