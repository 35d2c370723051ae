//! `round`: to the nearest, half to even, of what the number is exactly.

use super::convert::{decompose, int_from_float};
use super::divide::modulo;
use super::error::{Interrupt, NumberError, Result};
use super::int::{Int, IntRef, add, compare, sub};
use super::power::pow;
use std::cmp::Ordering;

/// `round(a, -digits)`, with a positive `digits`.
pub fn round_int(a: IntRef, digits: u64, interrupt: Interrupt) -> Result<Int> {
    // More digits than the number has: nothing is left of it. Three bits are less than a digit.
    if digits > a.bit_length() / 3 + 2 {
        return Ok(Int::Small(0));
    }
    let Some(unit) = pow(IntRef::Small(10), IntRef::Small(digits as i64), interrupt)? else { return Ok(a.to_int()) };
    let rest = modulo(a, unit.as_ref(), interrupt)?;
    let down = sub(a, rest.as_ref());
    let up = add(down.as_ref(), unit.as_ref());
    let twice = add(rest.as_ref(), rest.as_ref());
    // Which of both is even? `down` is a multiple of the unit: an odd one if so is their quotient.
    let odd =
        || -> Result<bool> { Ok(super::divide::floor_div(down.as_ref(), unit.as_ref(), interrupt)?.as_ref().is_odd()) };
    Ok(match compare(twice.as_ref(), unit.as_ref()) {
        Ordering::Less => down,
        Ordering::Greater => up,
        Ordering::Equal if odd()? => up,
        Ordering::Equal => down,
    })
}

/// `round(x)`.
pub fn round_to_int(x: f64) -> Result<Int> {
    int_from_float(x.round_ties_even())
}

/// `round(x, digits)`: the decimal that is nearest to the float's exact value, and the float nearest to that.
pub fn round_float(x: f64, digits: i64) -> Result<f64> {
    // Beyond these limits nothing changes, or nothing is left.
    if !x.is_finite() || x == 0.0 || digits > 323 {
        return Ok(x);
    }
    if digits < -309 {
        return Ok(0.0f64.copysign(x));
    }
    let (_, exponent) = decompose(x);
    if exponent >= 0 && digits >= 0 {
        return Ok(x);
    }
    let text = if digits >= 0 {
        // The standard library writes the exact value rounded half to even.
        format!("{x:.*}", digits as usize)
    } else {
        let whole = int_from_float(x)?;
        let places = digits.unsigned_abs();
        let mut rounded = round_int(whole.as_ref(), places, Interrupt::NEVER)?;
        // A fraction breaks what looks like a tie.
        if x.fract() != 0.0 {
            let away = add(whole.as_ref(), IntRef::Small(if x > 0.0 { 1 } else { -1 }));
            let beyond = round_int(away.as_ref(), places, Interrupt::NEVER)?;
            if tie(whole.as_ref(), places)? {
                rounded = beyond;
            }
        }
        super::radix::to_text(rounded.as_ref(), 10, Interrupt::NEVER)?
    };
    let rounded: f64 = text.parse().unwrap_or(x);
    if rounded.is_infinite() {
        return Err(NumberError::overflow("rounded value too large to represent"));
    }
    Ok(rounded.copysign(x))
}

/// Does this end with five and zeros in these places?
fn tie(a: IntRef, places: u64) -> Result<bool> {
    let Some(unit) = pow(IntRef::Small(10), IntRef::Small(places as i64), Interrupt::NEVER)? else { return Ok(false) };
    let rest = modulo(a, unit.as_ref(), Interrupt::NEVER)?;
    Ok(add(rest.as_ref(), rest.as_ref()) == unit)
}
