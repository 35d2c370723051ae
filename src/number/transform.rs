//! Multiplication of very long natural numbers: a convolution by number-theoretic transforms modulo 2^64 - 2^32 + 1, in
//! n log n steps. Each pass over the numbers looks at the interrupt, so that even gigabytes can be stopped at once.

use super::error::{Interrupt, Result};
use num_bigint::BigUint;

/// Prime with roots of unity for every power of two up to 2^32.
const P: u64 = 0xFFFF_FFFF_0000_0001;
const GENERATOR: u64 = 7;
const ROOTS: usize = 32;

/// Steps between two looks at the interrupt: about ten milliseconds.
const CHUNK: usize = 1 << 21;

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

fn spread(number: &BigUint, length: usize) -> Vec<u64> {
    let mut values = Vec::with_capacity(length);
    values.extend(number.iter_u32_digits().flat_map(|digit| [u64::from(digit & 0xFFFF), u64::from(digit >> 16)]));
    values.resize(length, 0);
    values
}

/// The product, of at most [`LONGEST`] bits.
pub fn multiply(a: &BigUint, b: &BigUint, interrupt: Interrupt) -> Result<BigUint> {
    let pieces = |number: &BigUint| 2 * number.bits().div_ceil(32) as usize;
    let length = (pieces(a) + pieces(b)).next_power_of_two();
    let mut values = spread(a, length);
    forward(&mut values, interrupt)?;
    let scale = inverse(length as u64);
    if a == b {
        values.iter_mut().for_each(|value| *value = mul(mul(*value, *value), scale));
    } else {
        let mut others = spread(b, length);
        forward(&mut others, interrupt)?;
        values.iter_mut().zip(others).for_each(|(value, other)| *value = mul(mul(*value, other), scale));
    }
    interrupt.check()?;
    backward(&mut values, interrupt)?;
    let mut carry = 0;
    let mut next = |value: u64| {
        carry += value;
        let piece = carry as u32 & 0xFFFF;
        carry >>= 16;
        piece
    };
    let digits = values.chunks_exact(2).map(|pair| {
        let low = next(pair[0]);
        low | next(pair[1]) << 16
    });
    Ok(BigUint::new(digits.collect()))
}
