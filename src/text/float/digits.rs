//! Floats written with a given number of digits, exactly: the decimal digits are those of the binary value, rounded half
//! to even. What CPython's `PyOS_double_to_string` does.

use crate::text::{Fault, repr};

/// How a float is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `e`: so many digits behind the point of a mantissa.
    Exponent(usize),
    /// `f`: so many digits behind the point.
    Fixed(usize),
    /// `g`: so many significant digits.
    General(usize),
    /// As few digits as identify the value.
    Shortest,
}

/// Whether there is a point where no digits are behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// `#`: the point stays, and `g` keeps the zeros at the end.
    pub alternate: bool,
    /// At least one digit behind the point, unless there is an exponent.
    pub zero: bool,
}

/// No float has more digits behind the point that are not zero.
const MAX_DIGITS: usize = 1100;

/// The digits of a float's absolute value. The sign is the caller's matter. Fails where there is no memory for as many.
pub fn digits(value: f64, style: Style, point: Point) -> Result<String, Fault> {
    let value = value.abs();
    if value.is_nan() {
        return Ok("nan".into());
    }
    if value.is_infinite() {
        return Ok("inf".into());
    }
    match style {
        Style::Exponent(precision) => {
            let (mantissa, exponent) = scientific(value, precision);
            Ok(with_exponent(with_zeros(mantissa, precision, point)?, exponent))
        }
        Style::Fixed(precision) => {
            let text = fixed(value, precision).unwrap_or_else(|| format!("{value:.*}", precision.min(MAX_DIGITS)));
            with_zeros(text, precision, point)
        }
        Style::General(precision) => general(value, precision.max(1), point),
        Style::Shortest => Ok(shortest(value, point)),
    }
}

/// So many digits behind the point, of a value and a number of digits that are not too large: in integers of 128 bits, which is
/// faster than the standard library's arithmetic for any.
fn fixed(value: f64, precision: usize) -> Option<String> {
    const MOST: usize = 20;
    let (mantissa, exponent) = parts(value);
    if precision > MOST || !(-127..=0).contains(&exponent) {
        return None;
    }
    // 53 bits and 67: no overflow.
    let scaled = u128::from(mantissa) * 10u128.pow(precision as u32);
    let shift = exponent.unsigned_abs();
    let (kept, rest) = (scaled >> shift, scaled & ((1 << shift) - 1));
    let half = (1u128 << shift) >> 1;
    let rounds_up = rest > half || rest == half && shift > 0 && kept & 1 == 1;
    let mut buffer = itoa::Buffer::new();
    let rounded = if rounds_up { kept + 1 } else { kept };
    let digits = match u64::try_from(rounded) {
        Ok(rounded) => buffer.format(rounded),
        Err(_) => buffer.format(rounded),
    };
    let missing = (precision + 1).saturating_sub(digits.len());
    let mut text = String::with_capacity(digits.len() + missing + 1);
    text.extend(std::iter::repeat_n('0', missing));
    text.push_str(digits);
    if precision > 0 {
        text.insert(text.len() - precision, '.');
    }
    Some(text)
}

/// A finite value as an integer times a power of two.
fn parts(value: f64) -> (u64, i32) {
    const STORED: u32 = f64::MANTISSA_DIGITS - 1;
    let bits = value.to_bits();
    let stored = bits & ((1 << STORED) - 1);
    let biased = (bits >> STORED & 0x7ff) as i32;
    match biased {
        0 if stored == 0 => (0, 0),
        0 => (stored, -1074),
        _ => (stored | 1 << STORED, biased - 1075),
    }
}

/// A mantissa with so many digits behind the point, or as many as are not zero, and the exponent.
fn scientific(value: f64, precision: usize) -> (String, i32) {
    let mut text = format!("{value:.*e}", precision.min(MAX_DIGITS));
    let split = text.find('e').unwrap_or(text.len());
    let exponent = text.get(split + 1..).and_then(|exponent| exponent.parse().ok()).unwrap_or(0);
    text.truncate(split);
    (text, exponent)
}

fn with_exponent(mut mantissa: String, exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    mantissa.push_str(&format!("e{sign}{:02}", exponent.unsigned_abs()));
    mantissa
}

/// Adds the zeros that no float needs but a precision asks for, and the point.
fn with_zeros(mut text: String, precision: usize, point: Point) -> Result<String, Fault> {
    add_zeros(&mut text, precision.saturating_sub(MAX_DIGITS))?;
    if precision == 0 && point.alternate {
        text.push('.');
    }
    Ok(text)
}

fn add_zeros(text: &mut String, count: usize) -> Result<(), Fault> {
    text.try_reserve(count).map_err(|_| Fault::memory())?;
    text.extend(std::iter::repeat_n('0', count));
    Ok(())
}

fn general(value: f64, precision: usize, point: Point) -> Result<String, Fault> {
    let (mut mantissa, exponent) = scientific(value, precision - 1);
    if point.alternate {
        add_zeros(&mut mantissa, (precision - 1).saturating_sub(MAX_DIGITS))?;
    }
    let most = precision.min(i32::MAX as usize) as i32 - i32::from(point.zero);
    if exponent < -4 || exponent >= most {
        return Ok(with_exponent(trimmed(mantissa, point.alternate), exponent));
    }
    mantissa.retain(|c| c != '.');
    // The point stands behind so many of the digits.
    let before = exponent + 1;
    let text = match usize::try_from(before) {
        Ok(before) if before > 0 => {
            let missing = before.saturating_sub(mantissa.len());
            mantissa.extend(std::iter::repeat_n('0', missing));
            mantissa.insert(before, '.');
            mantissa
        }
        _ => format!("0.{}{mantissa}", "0".repeat(before.unsigned_abs() as usize)),
    };
    let text = trimmed(text, point.alternate);
    Ok(match point.zero && !text.contains('.') {
        true => text + ".0",
        false if point.zero && text.ends_with('.') => text + "0",
        false => text,
    })
}

/// Without zeros at the end, and a point before them; or with a point at least.
fn trimmed(mut text: String, alternate: bool) -> String {
    match (alternate, text.contains('.')) {
        (true, false) => text.push('.'),
        (false, true) => text.truncate(text.trim_end_matches('0').trim_end_matches('.').len()),
        _ => {}
    }
    text
}

fn shortest(value: f64, point: Point) -> String {
    let mut text = String::new();
    repr::float(value, &mut text);
    match text.find('e') {
        Some(exponent) if point.alternate && !text.contains('.') => text.insert(exponent, '.'),
        None if !point.zero && text.ends_with(".0") => text.truncate(text.len() - if point.alternate { 1 } else { 2 }),
        _ => {}
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_digits_are_those_of_the_standard_library() {
        let mut state = 1u64;
        let mut values =
            vec![0.0, 0.5, 1.5, 2.5, 0.125, 1e15, 9_007_199_254_740_993.0, 1e-5, 0.05, 0.25, 99.995, 1e22, 5e-324];
        for _ in 0..2000 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            values.push(f64::from_bits(state % (0x440 << 52)));
            values.push((state % 1_000_000) as f64 / 1000.0);
            values.push((state % 100_000) as f64 / 32.0);
        }
        for value in values.into_iter().filter(|value| value.is_finite()) {
            for precision in [0, 1, 2, 3, 6, 12, 17, 20] {
                if let Some(text) = fixed(value, precision) {
                    assert_eq!(text, format!("{value:.precision$}"));
                }
            }
        }
        assert_eq!(fixed(2.5, 0), Some("2".into()));
        assert_eq!(fixed(0.0, 2), Some("0.00".into()));
    }
}
