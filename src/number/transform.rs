//! Multiplication of very long natural numbers: a convolution by number-theoretic transforms modulo 2^64 - 2^32 + 1, in
//! n log n steps. Each pass over the numbers looks at the interrupt, so that even gigabytes can be stopped at once.

use super::error::{Interrupt, Result};
use num_bigint::BigUint;

/// Prime with roots of unity for every power of two up to 2^32.
const P: u64 = 0xFFFF_FFFF_0000_0001;
const GENERATOR: u64 = 7;
const ROOTS: usize = 32;

/// Steps between two looks at the interrupt: a few milliseconds.
const CHUNK: usize = 1 << 20;

/// Longest product in bits: sums of 2^26 products of 16 bits stay far below the prime.
pub const LONGEST: u64 = 1 << 30;

fn add(a: u64, b: u64) -> u64 {
    let (sum, carry) = a.overflowing_add(b);
    let (reduced, borrow) = sum.overflowing_sub(P);
    if carry || !borrow { reduced } else { sum }
}

fn sub(a: u64, b: u64) -> u64 {
    let (difference, borrow) = a.overflowing_sub(b);
    if borrow { difference.wrapping_add(P) } else { difference }
}

/// 2^64 is 2^32 - 1, and 2^96 is -1, modulo the prime.
fn mul(a: u64, b: u64) -> u64 {
    const EPSILON: u64 = 0xFFFF_FFFF;
    let product = u128::from(a) * u128::from(b);
    let (low, high) = (product as u64, (product >> 64) as u64);
    let (mut first, borrow) = low.overflowing_sub(high >> 32);
    if borrow {
        first = first.wrapping_sub(EPSILON);
    }
    let (mut sum, carry) = first.overflowing_add((high & EPSILON) * EPSILON);
    if carry {
        sum = sum.wrapping_add(EPSILON);
    }
    if sum >= P { sum - P } else { sum }
}

fn power(mut base: u64, mut exponent: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = mul(result, base);
        }
        base = mul(base, base);
        exponent >>= 1;
    }
    result
}

fn inverse(value: u64) -> u64 {
    power(value, P - 2)
}

/// What the twiddle of a block is multiplied with to give the next block's: blocks come in bit-reversed order, so the
/// factor depends on how many ones end the block's number.
fn rates(invert: bool) -> [u64; ROOTS] {
    let root = |order: usize| {
        let root = power(GENERATOR, (P - 1) >> order);
        if invert { inverse(root) } else { root }
    };
    let mut rates = [0; ROOTS];
    let mut product = 1;
    for (index, rate) in rates.iter_mut().enumerate().take(ROOTS - 1) {
        *rate = mul(root(index + 2), product);
        product = mul(product, inverse(root(index + 2)));
    }
    rates
}

/// One pass over all blocks of twice `half`.
fn pass(
    values: &mut [u64],
    half: usize,
    rates: &[u64],
    interrupt: Interrupt,
    butterfly: fn(u64, u64, u64) -> (u64, u64),
) -> Result<()> {
    let mut twiddle = 1;
    let mut done = 0;
    for (number, block) in values.chunks_exact_mut(2 * half).enumerate() {
        let (left, right) = block.split_at_mut(half);
        for (left, right) in left.chunks_mut(CHUNK).zip(right.chunks_mut(CHUNK)) {
            for (a, b) in left.iter_mut().zip(right) {
                (*a, *b) = butterfly(*a, *b, twiddle);
            }
            done += left.len();
            if done >= CHUNK {
                done = 0;
                interrupt.check()?;
            }
        }
        twiddle = mul(twiddle, rates[number.trailing_ones() as usize]);
    }
    Ok(())
}

fn forward(values: &mut [u64], interrupt: Interrupt) -> Result<()> {
    let rates = rates(false);
    let mut half = values.len() / 2;
    while half > 0 {
        pass(values, half, &rates, interrupt, |a, b, twiddle| {
            let b = mul(b, twiddle);
            (add(a, b), sub(a, b))
        })?;
        half /= 2;
    }
    Ok(())
}

/// Leaves the values multiplied by their number.
fn backward(values: &mut [u64], interrupt: Interrupt) -> Result<()> {
    let rates = rates(true);
    let mut half = 1;
    while half < values.len() {
        pass(values, half, &rates, interrupt, |a, b, twiddle| (add(a, b), mul(sub(a, b), twiddle)))?;
        half *= 2;
    }
    Ok(())
}

/// In pieces of 16 bits, of which sums of so many products stay below the prime.
fn spread(number: &BigUint, length: usize, interrupt: Interrupt) -> Result<Vec<u64>> {
    let mut values = Vec::with_capacity(length);
    let mut digits = number.iter_u32_digits();
    while digits.len() > 0 {
        interrupt.check()?;
        let some = digits.by_ref().take(CHUNK);
        values.extend(some.flat_map(|digit| [u64::from(digit & 0xFFFF), u64::from(digit >> 16)]));
    }
    while values.len() < length {
        interrupt.check()?;
        values.resize(length.min(values.len() + CHUNK), 0);
    }
    Ok(values)
}

/// Carries what the pieces have above 16 bits.
fn gather(values: &[u64], interrupt: Interrupt) -> Result<BigUint> {
    let mut digits = Vec::with_capacity(values.len() / 2);
    let mut carry = 0;
    for chunk in values.chunks(CHUNK) {
        interrupt.check()?;
        digits.extend(chunk.chunks_exact(2).map(|pair| {
            let low = carry + pair[0];
            let high = (low >> 16) + pair[1];
            carry = high >> 16;
            (low & 0xFFFF | high << 16) as u32
        }));
    }
    Ok(BigUint::new(digits))
}

/// The product, of at most [`LONGEST`] bits.
pub fn multiply(a: &BigUint, b: &BigUint, interrupt: Interrupt) -> Result<BigUint> {
    let pieces = |number: &BigUint| 2 * number.bits().div_ceil(32) as usize;
    let length = (pieces(a) + pieces(b)).next_power_of_two();
    let mut values = spread(a, length, interrupt)?;
    forward(&mut values, interrupt)?;
    let scale = inverse(length as u64);
    if a == b {
        for chunk in values.chunks_mut(CHUNK) {
            interrupt.check()?;
            chunk.iter_mut().for_each(|value| *value = mul(mul(*value, *value), scale));
        }
    } else {
        let mut others = spread(b, length, interrupt)?;
        forward(&mut others, interrupt)?;
        for (chunk, others) in values.chunks_mut(CHUNK).zip(others.chunks(CHUNK)) {
            interrupt.check()?;
            chunk.iter_mut().zip(others).for_each(|(value, other)| *value = mul(mul(*value, *other), scale));
        }
    }
    backward(&mut values, interrupt)?;
    gather(&values, interrupt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_library() {
        let never = Interrupt::NEVER;
        let mut state = 3u32;
        let mut number = |words: usize, ones: bool| {
            BigUint::new(
                (0..words)
                    .map(|_| {
                        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        if ones { u32::MAX } else { state ^ state >> 15 }
                    })
                    .collect(),
            )
        };
        for (a, b) in [(0, 3), (1, 1), (1, 40), (7, 9), (64, 64), (300, 301), (1000, 30)] {
            for ones in [false, true] {
                let (a, b) = (number(a, ones), number(b, ones));
                assert_eq!(multiply(&a, &b, never), Ok(&a * &b));
                assert_eq!(multiply(&a, &a, never), Ok(&a * &a));
            }
        }
        let a = number(1000, false);
        assert!(multiply(&a, &a, Interrupt(&|| true)).is_err());
    }
}
