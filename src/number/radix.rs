//! Integers as text, in any base from 2 to 36: by halves for long ones.

use super::divide::divide;
use super::error::{Interrupt, NumberError, Result};
use super::int::IntRef;
use super::multiply::square;
use num_bigint::BigUint;

/// What `sys.get_int_max_str_digits()` says unless told otherwise; 0 is no limit.
pub const DEFAULT_MAX_STR_DIGITS: usize = 4300;

/// Numbers of up to this many bits are written by the library.
const LEAF: u64 = 64 * 2_000;

const TOO_LONG: NumberError = NumberError::value(
    "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit",
);

fn too_long(limit: usize) -> NumberError {
    if limit == DEFAULT_MAX_STR_DIGITS {
        return TOO_LONG;
    }
    let message = format!(
        "Exceeds the limit ({limit} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
    );
    NumberError { message: message.into(), ..TOO_LONG }
}

/// `str(a)`, refused if it has more than `limit` digits.
pub fn to_decimal(a: IntRef, limit: usize, interrupt: Interrupt) -> Result<String> {
    let a = match a {
        IntRef::Small(a) => return Ok(itoa::Buffer::new().format(a).into()),
        IntRef::Big(a) => a,
    };
    // So few digits that no limit forbids them.
    if let Some(a) = IntRef::Big(a).to_i128() {
        return Ok(itoa::Buffer::new().format(a).into());
    }
    // A bit is 0.30102999 of a digit: at least this many digits, and one more at most.
    let least = ((a.bits() - 1) as f64 * std::f64::consts::LOG10_2 * (1.0 - 1e-12)) as usize + 1;
    if limit > 0 && least > limit {
        return Err(too_long(limit));
    }
    let text = to_text(IntRef::Big(a), 10, interrupt)?;
    let digits = text.len() - usize::from(text.starts_with('-'));
    if limit > 0 && digits > limit { Err(too_long(limit)) } else { Ok(text) }
}

/// Digits and letters in lower case, without a prefix.
pub fn to_text(a: IntRef, base: u32, interrupt: Interrupt) -> Result<String> {
    let base = base.clamp(2, 36);
    let sign = if a.is_negative() { "-" } else { "" };
    match a {
        IntRef::Big(a) if a.bits() > LEAF && !base.is_power_of_two() => {
            let mut text = String::from(sign);
            long_to_text(a.magnitude(), base, interrupt, &mut text)?;
            Ok(text)
        }
        _ => Ok(format!("{sign}{}", a.magnitude().to_str_radix(base))),
    }
}

/// A part of the number that is still to be written.
struct Part {
    number: BigUint,
    /// Index of the power to divide by; it is below that power's square.
    level: Option<usize>,
    /// How many digits, with leading zeros, unless it is the number's first part.
    width: Option<usize>,
}

fn long_to_text(number: &BigUint, base: u32, interrupt: Interrupt, text: &mut String) -> Result<()> {
    // Powers of the base, each the square of the one before, until the last has more than half of the number's bits.
    let mut width = (LEAF as f64 / f64::from(base).log2()) as usize / 2;
    let mut powers = vec![(BigUint::from(base).pow(width as u32), width)];
    while let Some((last, _)) = powers.last()
        && last.bits() * 2 <= number.bits() + 1
    {
        let next = square(last, interrupt)?;
        width *= 2;
        powers.push((next, width));
    }
    let mut parts = vec![Part { number: number.clone(), level: powers.len().checked_sub(1), width: None }];
    while let Some(part) = parts.pop() {
        interrupt.check()?;
        let Some(level) = part.level else {
            let digits = if part.number.bits() == 0 { String::new() } else { part.number.to_str_radix(base) };
            let zeros = part.width.unwrap_or(0).saturating_sub(digits.len());
            text.extend(std::iter::repeat_n('0', zeros));
            text.push_str(&digits);
            continue;
        };
        let (power, width) = &powers[level];
        let (high, low) = divide(&part.number, power, interrupt)?;
        let leading = part.width.is_none();
        parts.push(Part {
            number: low,
            level: level.checked_sub(1),
            width: (!leading || high.bits() > 0).then_some(*width),
        });
        if !leading || high.bits() > 0 {
            parts.push(Part { number: high, level: level.checked_sub(1), width: part.width.map(|all| all - width) });
        }
    }
    Ok(())
}
