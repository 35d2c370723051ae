//! Floats' operators, as Python defines them where IEEE 754 does not, and Python's errors.

use super::error::{NumberError, Result};

/// What the C library says; the exception's arguments are [`RANGE_ERROR`] and the words after it.
const OUT_OF_RANGE: NumberError = NumberError::overflow("(34, 'Numerical result out of range')");
/// Linux' number of the error `OUT_OF_RANGE`.
pub const RANGE_ERROR: i64 = 34;
pub const RANGE_MESSAGE: &str = "Numerical result out of range";

pub fn true_divide(a: f64, b: f64) -> Result<f64> {
    if b == 0.0 { Err(NumberError::DIVISION_BY_ZERO) } else { Ok(a / b) }
}

/// Quotient, rounded down, and the rest, which has the divisor's sign.
pub fn div_mod(a: f64, b: f64) -> Result<(f64, f64)> {
    if b == 0.0 {
        return Err(NumberError::DIVISION_BY_ZERO);
    }
    let mut rest = a % b;
    // Nearly whole: the subtraction is exact, the division is not.
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0.0f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return Ok((0.0f64.copysign(a / b), rest));
    }
    let floor = quotient.floor();
    Ok((if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest))
}

pub fn floor_div(a: f64, b: f64) -> Result<f64> {
    Ok(div_mod(a, b)?.0)
}

pub fn modulo(a: f64, b: f64) -> Result<f64> {
    if b == 0.0 {
        return Err(NumberError::DIVISION_BY_ZERO);
    }
    let rest = a % b;
    Ok(match rest == 0.0 {
        true => 0.0f64.copysign(b),
        false if (b < 0.0) != (rest < 0.0) => rest + b,
        false => rest,
    })
}

fn is_odd(x: f64) -> bool {
    x.abs() % 2.0 == 1.0
}

/// `base ** exponent`, or nothing if that is a complex number: a negative base and a fraction.
pub fn pow(base: f64, exponent: f64) -> Result<Option<f64>> {
    if exponent == 0.0 || base == 1.0 {
        return Ok(Some(1.0));
    }
    // C's function knows infinities and NaNs as Python does.
    if !base.is_finite() || !exponent.is_finite() {
        return Ok(Some(base.powf(exponent)));
    }
    if base == 0.0 && exponent < 0.0 {
        return Err(NumberError::zero_division("zero to a negative power"));
    }
    if base < 0.0 && exponent.fract() != 0.0 {
        return Ok(None);
    }
    let magnitude = base.abs().powf(exponent);
    if magnitude.is_infinite() {
        return Err(OUT_OF_RANGE);
    }
    let negative = base.is_sign_negative() && is_odd(exponent);
    Ok(Some(if negative { -magnitude } else { magnitude }))
}

/// `float.is_integer`.
pub fn is_integer(x: f64) -> bool {
    x.is_finite() && x.fract() == 0.0
}
