//! `repr` of strings, bytes and numbers, as CPython 3.14 writes it.

use super::wtf8::CodePoints;
use num_bigint::{BigInt, BigUint, Sign};
use std::fmt::{self, Write};
use unicode_general_category::{GeneralCategory, get_general_category};

/// CPython refuses to write longer integers in decimal, for its conversion takes quadratic time.
const MAX_DECIMAL_DIGITS: usize = 4300;

/// An integer has too many digits to be written in decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntTooLong;

impl fmt::Display for IntTooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit")
    }
}

impl std::error::Error for IntTooLong {}

/// Writes a string, given as generalised UTF-8 (surrogates are three bytes each).
pub fn str(text: &[u8], out: &mut String) {
    let quote = quote(text);
    out.push(quote);
    match std::str::from_utf8(text) {
        Ok(text) if text.bytes().all(|b| matches!(b, b' '..=b'~') && b != b'\\' && b != quote as u8) => out.push_str(text),
        Ok(text) => text.chars().for_each(|c| push_char(c, quote, out)),
        Err(_) => code_points(text).for_each(|value| match char::from_u32(value) {
            Some(c) => push_char(c, quote, out),
            None => push_escape(value, out),
        }),
    }
    out.push(quote);
}

/// Writes a string as `ascii` does: what is not ASCII is escaped.
pub fn ascii(text: &[u8], out: &mut String) {
    let quote = quote(text);
    out.push(quote);
    code_points(text).for_each(|value| match char::from_u32(value) {
        Some(c) if c.is_ascii() => push_char(c, quote, out),
        _ => push_escape(value, out),
    });
    out.push(quote);
}

/// Writes a bytes object.
pub fn bytes(value: &[u8], out: &mut String) {
    let quote = quote(value);
    out.push('b');
    out.push(quote);
    for &byte in value {
        match byte {
            0x80.. => push_escape(byte.into(), out),
            _ => push_char(byte.into(), quote, out),
        }
    }
    out.push(quote);
}

/// Writes a float: the shortest digits that read back as it.
pub fn float(value: f64, out: &mut String) {
    if value.is_nan() {
        return out.push_str("nan");
    }
    // Rust turns to exponents where Python does, and writes them shorter.
    let text = shortest(value);
    match text.split_once('e') {
        None => out.push_str(&text),
        Some((digits, exponent)) => {
            let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |rest| ('-', rest));
            write!(out, "{digits}e{sign}{exponent:0>2}").expect("a string takes anything");
        }
    }
}

/// Of two shortest numbers that are equally near, Rust takes the upper one, Python the even one, as exact rounding does.
fn shortest(value: f64) -> String {
    let text = format!("{value:?}");
    let (digits, exponent) = text.split_once('e').map_or((&*text, None), |(digits, exponent)| (digits, Some(exponent)));
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let rounded = match exponent {
        // Fewer digits than a float can tell apart leave no tie.
        _ if digits.len() < 16 => return text,
        Some(_) => format!("{value:.decimals$e}"),
        None => format!("{value:.decimals$}"),
    };
    if rounded.parse() == Ok(value) { rounded } else { text }
}

/// Writes a complex number without a real part.
pub fn imaginary(value: f64, out: &mut String) {
    float(value, out);
    if out.ends_with(".0") {
        out.truncate(out.len() - 2);
    }
    out.push('j');
}

/// Writes a complex number.
pub fn complex(real: f64, imaginary_part: f64, out: &mut String) {
    if real == 0.0 && real.is_sign_positive() {
        return imaginary(imaginary_part, out);
    }
    out.push('(');
    float(real, out);
    if out.ends_with(".0") {
        out.truncate(out.len() - 2);
    }
    if imaginary_part.is_nan() || imaginary_part.is_sign_positive() {
        out.push('+');
    }
    imaginary(imaginary_part, out);
    out.push(')');
}

/// Writes in decimal an integer that a literal tells in some radix (see `Constant::BigInt`).
pub fn long_int(literal: &[u8], out: &mut String) -> Result<(), IntTooLong> {
    let value = literal_value(literal);
    // A decimal digit takes more than 3.3 bits: this spares the conversion of what is too long by far.
    if value.bits() > MAX_DECIMAL_DIGITS as u64 * 10 / 3 {
        return Err(IntTooLong);
    }
    let digits = value.to_string();
    if digits.len() > MAX_DECIMAL_DIGITS {
        return Err(IntTooLong);
    }
    out.push_str(&digits);
    Ok(())
}

/// The value of an integer literal's text, without underscores, perhaps with a sign.
pub fn literal_value(literal: &[u8]) -> BigInt {
    let (sign, literal) = match literal {
        [b'-', rest @ ..] => (Sign::Minus, rest),
        _ => (Sign::Plus, literal),
    };
    let (radix, digits) = match literal {
        [b'0', b'x' | b'X', digits @ ..] => (16, digits),
        [b'0', b'o' | b'O', digits @ ..] => (8, digits),
        [b'0', b'b' | b'B', digits @ ..] => (2, digits),
        digits => (10, digits),
    };
    BigInt::from_biguint(sign, BigUint::parse_bytes(digits, radix).unwrap_or_default())
}

/// `str.isprintable` of a character, by Unicode 16.0.
pub fn is_printable(c: char) -> bool {
    use GeneralCategory::*;
    match c {
        ' '..='~' => true,
        _ => !matches!(
            get_general_category(c),
            Control | Format | Surrogate | PrivateUse | Unassigned | LineSeparator | ParagraphSeparator | SpaceSeparator
        ),
    }
}

/// Single quotes, unless only double ones need no escape.
fn quote(text: &[u8]) -> char {
    match memchr::memchr(b'\'', text).is_some() && memchr::memchr(b'"', text).is_none() {
        true => '"',
        false => '\'',
    }
}

fn push_char(c: char, quote: char, out: &mut String) {
    match c {
        '\\' => out.push_str("\\\\"),
        '\t' => out.push_str("\\t"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        c if c == quote => out.extend(['\\', c]),
        c if is_printable(c) => out.push(c),
        c => push_escape(c.into(), out),
    }
}

fn push_escape(value: u32, out: &mut String) {
    match value {
        0..=0xff => write!(out, "\\x{value:02x}"),
        0x100..=0xffff => write!(out, "\\u{value:04x}"),
        _ => write!(out, "\\U{value:08x}"),
    }
    .expect("a string takes anything");
}

/// The code points of generalised UTF-8.
pub fn code_points(text: &[u8]) -> CodePoints<'_> {
    CodePoints::of(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(write: impl Fn(&mut String), expected: &str) {
        let mut text = String::from("=");
        write(&mut text);
        assert_eq!(&text[1..], expected);
    }

    #[test]
    fn strings() {
        check(|out| str(b"", out), "''");
        check(|out| str("héllo 😀".as_bytes(), out), "'héllo 😀'");
        check(|out| str(b"it's", out), "\"it's\"");
        check(|out| str(b"'\"", out), r#"'\'"'"#);
        check(|out| str(b"\"", out), "'\"'");
        check(|out| str(b"\0\t\n\r\x7f\\", out), r"'\x00\t\n\r\x7f\\'");
        check(
            |out| str("\u{a0}\u{ad}\u{3000}\u{e000}\u{e0001}\u{10ffff}".as_bytes(), out),
            r"'\xa0\xad\u3000\ue000\U000e0001\U0010ffff'",
        );
    }

    #[test]
    fn surrogates() {
        check(|out| str(b"a\xed\xa0\xbd\xed\xb8\x80\xc3\xa9\xf0\x9f\x98\x80", out), r"'a\ud83d\ude00é😀'");
        check(|out| str(b"\xed", out), r"'\r'");
    }

    #[test]
    fn byte_strings() {
        check(|out| bytes(b"a'\\\n\x00\x7f\x80\xff", out), r#"b"a'\\\n\x00\x7f\x80\xff""#);
        check(|out| bytes(b"'\"", out), r#"b'\'"'"#);
    }

    #[test]
    fn floats() {
        for (value, expected) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.5e-7, "1.5e-07"),
            (1e100, "1e+100"),
            (5e-324, "5e-324"),
            (0.1, "0.1"),
            // Halfway between two shortest texts.
            (8905424964736018.0 / 8.0, "1113178120592002.2"),
            (6.103515625e-05 + 2f64.powi(-21), "6.151199340820312e-05"),
            (f64::INFINITY, "inf"),
            (-f64::INFINITY, "-inf"),
            (f64::NAN, "nan"),
        ] {
            check(|out| float(value, out), expected);
        }
        check(|out| imaginary(1.0, out), "1j");
        check(|out| imaginary(1.5, out), "1.5j");
        check(|out| imaginary(1e22, out), "1e+22j");
        check(|out| imaginary(f64::INFINITY, out), "infj");
    }

    #[test]
    fn complex_numbers() {
        check(|out| complex(0.0, 1.0, out), "1j");
        check(|out| complex(-0.0, -1.0, out), "(-0-1j)");
        check(|out| complex(1.5, 2.0, out), "(1.5+2j)");
        check(|out| complex(1e22, f64::NAN, out), "(1e+22+nanj)");
    }

    #[test]
    fn long_integers() {
        let long = |literal: &str| {
            let mut text = String::new();
            long_int(literal.as_bytes(), &mut text).map(|()| text)
        };
        assert_eq!(long("0x10000000000000000").unwrap(), "18446744073709551616");
        assert_eq!(long("99999999999999999999").unwrap(), "99999999999999999999");
        assert_eq!(long(&format!("0x{}", "f".repeat(3571))).unwrap().len(), 4300);
        assert_eq!(long(&format!("0x{}", "f".repeat(3572))), Err(IntTooLong));
        assert_eq!(long(&format!("0x{}", "f".repeat(1_000_000))), Err(IntTooLong));
    }
}
