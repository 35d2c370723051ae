//! Logarithms and exponentials as integers: numbers times a power of two, with an error of a few units.

use crate::number::{Interrupt, Result, divide, multiply};
use num_bigint::BigUint;
use std::cell::RefCell;

thread_local! {
    /// The natural logarithm of ten, with as many bits as were wanted so far.
    static LN_TEN: RefCell<(u64, BigUint)> = RefCell::default();
}

/// The natural logarithm of ten, times two to the power of `bits`.
pub fn ln_ten(bits: u64, interrupt: Interrupt) -> Result<BigUint> {
    let known = LN_TEN.with_borrow(|(known, value)| (*known >= bits && *known > 0).then(|| value >> (known - bits)));
    if let Some(value) = known {
        return Ok(value);
    }
    let wide = bits + 16;
    let term = |times: u32, of: u32| Ok(atanh_of_inverse(of, wide, interrupt)? * times);
    let sum = term(46, 31)? + term(34, 49)? + term(20, 161)?;
    let value = sum >> 8u32;
    LN_TEN.set((bits + 8, value.clone()));
    Ok(value >> 8u32)
}

/// A sum of terms 1 / ((2i + 1) k^2i): what it is divided by (the product of the odd numbers and the power), and what is divided.
struct Sum {
    odd: BigUint,
    power: BigUint,
    sum: BigUint,
}

/// The area tangent of 1/k, as a series, added up by halves.
fn atanh_of_inverse(k: u32, bits: u64, interrupt: Interrupt) -> Result<BigUint> {
    let terms = (bits as f64 / (2.0 * f64::from(k).log2())) as u64 + 2;
    let Sum { odd, power, sum } = partial_sum(k, 0, terms, interrupt)?;
    Ok(divide::divide(&(sum << bits), &multiply::multiply(&odd, &power, interrupt)?, interrupt)?.0)
}

/// Of the terms from one to before another: calls itself as often as the number of terms can be halved.
fn partial_sum(k: u32, from: u64, to: u64, interrupt: Interrupt) -> Result<Sum> {
    if to - from == 1 {
        let power = if from == 0 { k.into() } else { BigUint::from(k) * k };
        return Ok(Sum { odd: (2 * from + 1).into(), power, sum: 1u32.into() });
    }
    let middle = from.midpoint(to);
    let (left, right) = (partial_sum(k, from, middle, interrupt)?, partial_sum(k, middle, to, interrupt)?);
    let product = |a: &BigUint, b: &BigUint| multiply::multiply(a, b, interrupt);
    let sum = product(&product(&left.sum, &right.odd)?, &right.power)? + product(&right.sum, &left.odd)?;
    Ok(Sum { odd: product(&left.odd, &right.odd)?, power: product(&left.power, &right.power)?, sum })
}

/// The exponential of a number below 2.5 or so.
pub fn exp(number: &BigUint, bits: u64, interrupt: Interrupt) -> Result<BigUint> {
    // Halved so often, the series needs about as many terms; then squared as often.
    let halvings = bits.isqrt();
    let wide = bits + 2 * halvings + 16;
    let small = number << (wide - bits) >> halvings;
    let one = BigUint::from(1u32) << wide;
    let (mut sum, mut term) = (&one + &small, small.clone());
    for count in 2u32.. {
        term = (multiply::multiply(&term, &small, interrupt)? >> wide) / count;
        if term == BigUint::ZERO {
            break;
        }
        sum += &term;
    }
    for _ in 0..halvings {
        sum = multiply::square(&sum, interrupt)? >> wide;
    }
    Ok(sum >> (wide - bits))
}

/// The natural logarithm of a number from one to ten, which is given as a float too.
pub fn ln(number: &BigUint, near: f64, bits: u64, interrupt: Interrupt) -> Result<BigUint> {
    // Each step makes three times as many bits right.
    let mut lengths = vec![bits];
    while let Some(length) = lengths.last()
        && *length > 48
    {
        lengths.push(length / 3 + 8);
        if lengths.len() > 1 && lengths[lengths.len() - 2] <= lengths[lengths.len() - 1] {
            break;
        }
    }
    let mut known = 48;
    let mut result = BigUint::from((near.ln().max(0.0) * (1u64 << known) as f64) as u64);
    for length in lengths.into_iter().rev() {
        result = if length >= known { result << (length - known) } else { result >> (known - length) };
        known = length;
        let wanted = number >> (bits - length);
        let reached = exp(&result, length, interrupt)?;
        let sum = &wanted + &reached;
        let (is_more, difference) = match wanted >= reached {
            true => (true, &wanted - &reached),
            false => (false, &reached - &wanted),
        };
        let step = divide::divide(&(difference << (length + 1)), &sum, interrupt)?.0;
        result = match is_more {
            true => result + step,
            false if step > result => BigUint::ZERO,
            false => result - step,
        };
    }
    Ok(result)
}
