//! The values of NUMBER tokens.

use crate::diagnostics::Message;
use std::borrow::Cow;

/// CPython refuses to convert longer decimal literals, for its conversion takes quadratic time.
const MAX_DECIMAL_DIGITS: usize = 4300;

/// A number's value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    Int(i64),
    /// An integer that [`Number::Int`] has no room for: its value is [`without_underscores`] of the token.
    BigInt,
    Float(f64),
    /// The imaginary part.
    Complex(f64),
}

/// The value of a NUMBER token. Any other text gives some number.
pub fn parse(text: &str) -> Result<Number, Message> {
    let text = &*without_underscores(text);
    if let Some((radix, digits)) = radix(text) {
        return Ok(i64::from_str_radix(digits, radix).map_or(Number::BigInt, Number::Int));
    }
    if let Some(imaginary) = text.strip_suffix(['j', 'J']) {
        return Ok(Number::Complex(float(imaginary)));
    }
    if text.contains(['.', 'e', 'E']) {
        return Ok(Number::Float(float(text)));
    }
    match text.parse() {
        Ok(value) => Ok(Number::Int(value)),
        Err(_) if text.len() > MAX_DECIMAL_DIGITS => Err(Message::IntegerTooLong { digits: text.len() }),
        Err(_) => Ok(Number::BigInt),
    }
}

/// A number's text as `Constant::BigInt` keeps it.
pub fn without_underscores(text: &str) -> Cow<'_, str> {
    match text.contains('_') {
        true => Cow::Owned(text.replace('_', "")),
        false => Cow::Borrowed(text),
    }
}

/// The radix that an integer's prefix tells, and the digits behind the prefix.
pub fn radix(text: &str) -> Option<(u32, &str)> {
    let radix = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => return None,
    };
    Some((radix, &text[2..]))
}

/// Correctly rounded; too large a number is infinite, as in Python.
fn float(text: &str) -> f64 {
    text.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, value: Number) {
        assert_eq!(parse(text), Ok(value), "{text}");
    }

    #[test]
    fn integers() {
        check("0", Number::Int(0));
        check("0_0", Number::Int(0));
        check("1_000", Number::Int(1000));
        check("0xfF", Number::Int(255));
        check("0x_ff", Number::Int(255));
        check("0O17", Number::Int(15));
        check("0b1_01", Number::Int(5));
        check("9223372036854775807", Number::Int(i64::MAX));
        check("9223372036854775808", Number::BigInt);
        check("0x8000_0000_0000_0000", Number::BigInt);
        check(&"0".repeat(5000), Number::Int(0));
    }

    #[test]
    fn floats() {
        check("1.", Number::Float(1.0));
        check(".5", Number::Float(0.5));
        check("1e1_0", Number::Float(1e10));
        check("1.e+5", Number::Float(1e5));
        check("1E400", Number::Float(f64::INFINITY));
        check("9007199254740993.0", Number::Float(9007199254740992.0));
    }

    #[test]
    fn imaginary() {
        check("1j", Number::Complex(1.0));
        check("0777J", Number::Complex(777.0));
        check("1e3j", Number::Complex(1000.0));
    }

    #[test]
    fn the_limit_counts_decimal_digits_only() {
        check(&"1".repeat(4300), Number::BigInt);
        assert_eq!(parse(&("1_".repeat(4300) + "1")), Err(Message::IntegerTooLong { digits: 4301 }));
        check(&("0x1".to_string() + &"0".repeat(5000)), Number::BigInt);
    }

    #[test]
    fn any_text_gives_something() {
        for text in ["", "_", "0x", "j", ".", "e", "é", "0xé", "1e", "--"] {
            assert!(parse(text).is_ok());
        }
    }
}
