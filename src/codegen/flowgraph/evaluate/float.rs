//! Floats, and integers as floats.

use super::{Number, complex};
use crate::bytecode::BinaryOperator;
use num_bigint::{BigInt, BigUint, Sign};

/// The float nearest to an integer, if it is not too large.
pub fn of_int(value: &BigInt) -> Option<f64> {
    ratio(value, &BigInt::from(1))
}

/// The integer that a float is.
pub fn big_int_of(value: f64) -> Option<BigInt> {
    let bits = value.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64;
    if exponent == 0x7ff || value.fract() != 0.0 {
        return None;
    }
    let mantissa = BigInt::from(bits & ((1 << 52) - 1) | 1 << 52);
    let shift = exponent - 1075;
    let whole = if shift >= 0 { mantissa << shift } else { mantissa >> -shift };
    Some(if value < 0.0 {
        -whole
    } else if value == 0.0 {
        BigInt::ZERO
    } else {
        whole
    })
}

/// The float nearest to a quotient, if it is not too large.
pub fn ratio(left: &BigInt, right: &BigInt) -> Option<f64> {
    let magnitude = ratio_of_magnitudes(left.magnitude(), right.magnitude())?;
    let is_negative = (left.sign() == Sign::Minus) != (right.sign() == Sign::Minus);
    Some(if is_negative { -magnitude } else { magnitude })
}

fn ratio_of_magnitudes(left: &BigUint, right: &BigUint) -> Option<f64> {
    if left.bits() == 0 {
        return Some(0.0);
    }
    // Enough bits for one rounding; the lowest tells whether anything was cut off.
    let shift = 66 + right.bits() as i64 - left.bits() as i64;
    // Below the smallest normal number a float has fewer bits.
    let shift = shift.min(1074 + 2);
    let (numerator, denominator) = match shift >= 0 {
        true => (left << shift, right.clone()),
        false => (left.clone(), right << -shift),
    };
    let quotient = &numerator / &denominator;
    let rest = &numerator % &denominator;
    let mut bits = u128::try_from(&quotient).ok()?;
    if rest.bits() > 0 {
        bits |= 1;
    }
    let value = scale(bits, -shift);
    value.is_finite().then_some(value)
}

/// Rounds once, to even: `bits` times two to the power of `exponent`.
fn scale(bits: u128, exponent: i64) -> f64 {
    let length = 128 - i64::from(bits.leading_zeros());
    // How many bits have no room in the float.
    let cut = (length - 53).max(-1074 - exponent).max(0);
    let kept = if cut >= 128 { 0 } else { bits >> cut };
    let rest = if cut >= 128 { bits } else { bits & ((1 << cut) - 1) };
    let half = if (1..=128).contains(&cut) { 1u128 << (cut - 1) } else { 0 };
    let rounds_up = cut > 0 && (rest > half || (rest == half && kept & 1 == 1));
    let mantissa = kept as u64 + u64::from(rounds_up);
    times_power_of_two(mantissa as f64, exponent + cut)
}

/// Exact as long as the result is a float.
fn times_power_of_two(mut value: f64, mut exponent: i64) -> f64 {
    while exponent > 1000 && value.is_finite() {
        value *= 2f64.powi(1000);
        exponent -= 1000;
    }
    while exponent < -1000 && value != 0.0 {
        value *= 2f64.powi(-1000);
        exponent += 1000;
    }
    value * 2f64.powi(exponent as i32)
}

pub fn binary(operator: BinaryOperator, left: f64, right: f64) -> Option<Number> {
    use BinaryOperator::*;
    Some(Number::Float(match operator {
        Add => left + right,
        Subtract => left - right,
        Multiply => left * right,
        TrueDivide if right != 0.0 => left / right,
        FloorDivide if right != 0.0 => divide_with_remainder(left, right).0,
        Remainder if right != 0.0 => divide_with_remainder(left, right).1,
        Power => return power(left, right),
        _ => return None,
    }))
}

/// Rounded down, with a remainder that has the divisor's sign: CPython's `_float_div_mod`.
fn divide_with_remainder(left: f64, right: f64) -> (f64, f64) {
    let mut remainder = left % right;
    let mut quotient = (left - remainder) / right;
    if remainder != 0.0 {
        if (right < 0.0) != (remainder < 0.0) {
            remainder += right;
            quotient -= 1.0;
        }
    } else {
        remainder = 0f64.copysign(right);
    }
    let whole = if quotient != 0.0 {
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    } else {
        0f64.copysign(left / right)
    };
    (whole, remainder)
}

/// A negative number to a fractional power is complex; what overflows is an error.
pub fn power(left: f64, right: f64) -> Option<Number> {
    if left == 0.0 && right < 0.0 {
        return None;
    }
    if left < 0.0 && left.is_finite() && right.is_finite() && right.fract() != 0.0 {
        return complex::power((left, 0.0), (right, 0.0));
    }
    let result = left.powf(right);
    let overflows = result.is_infinite() && left.is_finite() && right.is_finite();
    (!overflows).then_some(Number::Float(result))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients_are_rounded_once() {
        let big = |text: &str| text.parse::<BigInt>().unwrap();
        assert_eq!(of_int(&big("9007199254740993")), Some(9007199254740992.0));
        assert_eq!(of_int(&big("9007199254740995")), Some(9007199254740996.0));
        assert_eq!(of_int(&(BigInt::from(1) << 1024)), None);
        assert_eq!(of_int(&((BigInt::from(1) << 1024) - 1)), None);
        assert_eq!(ratio(&big("1"), &big("3")), Some(1.0 / 3.0));
        assert_eq!(ratio(&big("-7"), &big("2")), Some(-3.5));
        assert_eq!(ratio(&big("1"), &(BigInt::from(1) << 1074)), Some(5e-324));
        assert_eq!(ratio(&big("1"), &(BigInt::from(1) << 1075)), Some(0.0));
        assert_eq!(ratio(&big("3"), &(BigInt::from(1) << 1075)), Some(1e-323));
        assert_eq!(big_int_of(1e22), Some(big("10000000000000000000000")));
    }

    #[test]
    fn division_as_python_does_it() {
        assert_eq!(divide_with_remainder(-7.0, 2.0), (-4.0, 1.0));
        assert_eq!(divide_with_remainder(7.0, -2.0), (-4.0, -1.0));
        assert_eq!(divide_with_remainder(1.0, 0.1), (9.0, 0.09999999999999995));
    }
}
