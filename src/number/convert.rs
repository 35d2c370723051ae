//! Between integers and floats: exact, or correctly rounded (half to even) as CPython's.

use super::divide::divide;
use super::error::{Interrupt, NumberError, Result};
use super::int::{Int, IntRef};
use num_bigint::BigInt;
use std::cmp::Ordering;

/// A finite float is this many times two to the power of that; no fraction.
pub fn decompose(value: f64) -> (i64, i32) {
    let bits = value.to_bits();
    let fraction = (bits & ((1 << 52) - 1)) as i64;
    let (mantissa, exponent) = match (bits >> 52 & 0x7FF) as i32 {
        0 => (fraction, -1074),
        exponent => (fraction | 1 << 52, exponent - 1075),
    };
    (if value.is_sign_negative() { -mantissa } else { mantissa }, exponent)
}

/// `mantissa * 2 ** exponent`, where that is exact or too large.
pub fn scale(mantissa: f64, exponent: i64) -> f64 {
    let power = |exponent: i64| match exponent {
        ..-1074 => 0.0,
        -1074..-1022 => f64::from_bits(1 << (exponent + 1074)),
        -1022..=1023 => f64::from_bits(((exponent + 1023) as u64) << 52),
        _ => f64::INFINITY,
    };
    let half = exponent / 2;
    if exponent < -1022 { mantissa * power(exponent) } else { mantissa * power(half) * power(exponent - half) }
}

/// `int(value)`: the fraction is cut off.
pub fn int_from_float(value: f64) -> Result<Int> {
    if value.is_nan() {
        return Err(NumberError::value("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(NumberError::overflow("cannot convert float infinity to integer"));
    }
    Ok(trunc(value))
}

/// Of a finite float.
fn trunc(value: f64) -> Int {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if (-LIMIT..LIMIT).contains(&value) {
        return Int::Small(value as i64);
    }
    let (mantissa, exponent) = decompose(value);
    (BigInt::from(mantissa) << exponent).into()
}

/// `float(a)`, correctly rounded.
pub fn float_from_int(a: IntRef) -> Result<f64> {
    const TOO_LARGE: NumberError = NumberError::overflow("int too large to convert to float");
    let a = match a {
        IntRef::Small(a) => return Ok(a as f64),
        IntRef::Big(a) => a,
    };
    let shift = a.bits() - 64;
    if shift > 1024 {
        return Err(TOO_LARGE);
    }
    // Whatever lies below the 64 leading bits matters only in that it is not nothing.
    let sticky = a.magnitude().trailing_zeros().is_some_and(|zeros| zeros < shift);
    let leading = u64::try_from(a.magnitude() >> shift).unwrap_or(0) | u64::from(sticky);
    let value = scale(leading as f64, shift as i64);
    if value.is_infinite() { Err(TOO_LARGE) } else { Ok(if IntRef::Big(a).is_negative() { -value } else { value }) }
}

/// `a / b`, correctly rounded.
pub fn true_divide(a: IntRef, b: IntRef, interrupt: Interrupt) -> Result<f64> {
    const EXACT: u64 = 1 << 53;
    const TOO_LARGE: NumberError = NumberError::overflow("integer division result too large for a float");
    if b.is_zero() {
        return Err(NumberError::DIVISION_BY_ZERO);
    }
    if let (IntRef::Small(a), IntRef::Small(b)) = (a, b)
        && a.unsigned_abs() <= EXACT
        && b.unsigned_abs() <= EXACT
    {
        return Ok(a as f64 / b as f64);
    }
    let negative = a.is_negative() != b.is_negative();
    if a.is_zero() {
        return Ok(if negative { -0.0 } else { 0.0 });
    }
    let difference = a.bit_length() as i64 - b.bit_length() as i64;
    if difference > 1024 {
        return Err(TOO_LARGE);
    }
    if difference < -1076 {
        return Ok(if negative { -0.0 } else { 0.0 });
    }
    // A quotient of 55 or 56 bits, fewer for subnormal results, in units of 2 ** shift.
    let shift = difference.max(-1021) - 55;
    let (a, b) = (a.magnitude(), b.magnitude());
    let (quotient, rest) =
        if shift < 0 { divide(&(a << -shift), &b, interrupt)? } else { divide(&a, &(b << shift), interrupt)? };
    let quotient = u64::try_from(quotient).unwrap_or(u64::MAX) | u64::from(rest.bits() > 0);
    // The result's last bit, and the rounding to it by hand, for `as` knows nothing of subnormals.
    let length = i64::from(64 - quotient.leading_zeros());
    let extra = length.max(-1021 - shift) - 53;
    let mut rounded = quotient >> extra;
    let below = quotient & ((1 << extra) - 1);
    let half = 1 << (extra - 1);
    if below > half || below == half && rounded & 1 == 1 {
        rounded += 1;
    }
    let value = scale(rounded as f64, shift + extra);
    if value.is_infinite() { Err(TOO_LARGE) } else { Ok(if negative { -value } else { value }) }
}

/// Exact; nothing for a NaN.
pub fn compare_with_float(a: IntRef, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    if b.is_infinite() {
        return Some(if b > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    const EXACT: i64 = 1 << 53;
    const LEAST: i64 = -EXACT;
    if let IntRef::Small(a @ LEAST..=EXACT) = a {
        return (a as f64).partial_cmp(&b);
    }
    let whole = trunc(b);
    // Equal whole parts: the fraction decides.
    Some(super::int::compare(a, whole.as_ref()).then_with(|| 0.0f64.total_cmp(&(b.fract() + 0.0))))
}

/// `float.as_integer_ratio`.
pub fn as_integer_ratio(value: f64) -> Result<(Int, Int)> {
    if value.is_nan() {
        return Err(NumberError::value("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(NumberError::overflow("cannot convert Infinity to integer ratio"));
    }
    let (mut mantissa, mut exponent) = decompose(value);
    if mantissa == 0 {
        return Ok((Int::Small(0), Int::Small(1)));
    }
    while exponent < 0 && mantissa & 1 == 0 {
        mantissa >>= 1;
        exponent += 1;
    }
    let shifted = |value: i64, count: i32| Int::from(BigInt::from(value) << count);
    Ok((shifted(mantissa, exponent.max(0)), shifted(1, (-exponent).max(0))))
}
