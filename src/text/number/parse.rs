//! What `int`, `float` and `complex` read.
//!
//! All take white space around the number, decimal digits of any script, and single underscores between digits. Where the
//! text is no number the caller has to say so, with the `repr` of what it was given: see [`not_an_int`] and its siblings.

use crate::text::chars::{decimal, is_space};
use crate::text::{Fault, Wtf8};
use std::borrow::Cow;

/// An integer's text: its value is for who has integers of any size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntText<'a> {
    pub is_negative: bool,
    pub base: u32,
    /// ASCII digits and letters, at least one.
    pub digits: Cow<'a, str>,
}

/// A string's number in ASCII, without the white space around it. What is nothing of a number becomes `?`.
pub fn to_ascii(text: Wtf8<'_>) -> Cow<'_, [u8]> {
    if text.is_ascii() {
        return Cow::Borrowed(trim(text.as_bytes()));
    }
    let ascii = text.code_points().map(|c| match (u8::try_from(c), decimal(c)) {
        (Ok(byte), _) if byte.is_ascii() => byte,
        (_, Some(digit)) => b'0' + digit,
        _ if is_space(c) => b' ',
        _ => b'?',
    });
    let ascii: Vec<u8> = ascii.collect();
    Cow::Owned(trim(&ascii).to_vec())
}

/// Without the white space that C knows.
fn trim(mut bytes: &[u8]) -> &[u8] {
    let is_space = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ');
    while let [first, rest @ ..] = bytes
        && is_space(first)
    {
        bytes = rest;
    }
    while let [rest @ .., last] = bytes
        && is_space(last)
    {
        bytes = rest;
    }
    bytes
}

/// Takes underscores out. Nothing if one is not between digits.
fn without_underscores(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = std::str::from_utf8(bytes).ok()?;
    if memchr::memchr(b'_', bytes).is_none() {
        return Some(Cow::Borrowed(text));
    }
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let fits = memchr::memchr_iter(b'_', bytes).all(|at| at > 0 && is_digit(at - 1) && is_digit(at + 1));
    fits.then(|| Cow::Owned(text.replace('_', "")))
}

/// `float(text)`.
pub fn float(text: Wtf8<'_>) -> Option<f64> {
    float_bytes(&to_ascii(text))
}

/// `float` of a bytes object.
pub fn float_bytes(bytes: &[u8]) -> Option<f64> {
    let text = without_underscores(trim(bytes))?;
    (float_len(text.as_bytes()) == text.len()).then(|| text.parse().ok()).flatten()
}

/// How long the number is with which a text begins.
fn float_len(text: &[u8]) -> usize {
    let digits = |from: usize| text[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let has =
        |at: usize, word: &str| text.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()));
    let start = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    if let Some(word) = ["infinity", "inf", "nan"].into_iter().find(|word| has(start, word)) {
        return start + word.len();
    }
    let whole = digits(start);
    let mut end = start + whole;
    let mut decimals = 0;
    if text.get(end) == Some(&b'.') {
        decimals = digits(end + 1);
        end += 1 + decimals;
    }
    if whole + decimals == 0 {
        return 0;
    }
    if has(end, "e") {
        let sign = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        let exponent = if text.len() > end + 1 + sign { digits(end + 1 + sign) } else { 0 };
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    end
}

pub fn not_a_float(repr: &str) -> Fault {
    Fault::value(format!("could not convert string to float: {repr}"))
}

/// Why a text is no complex number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotComplex {
    Underscores,
    Malformed,
}

impl NotComplex {
    pub fn fault(self, repr: &str) -> Fault {
        match self {
            NotComplex::Underscores => Fault::value(format!("could not convert string to complex: {repr}")),
            NotComplex::Malformed => Fault::value("complex() arg is a malformed string"),
        }
    }
}

/// `complex(text)`: the real and the imaginary part.
pub fn complex(text: Wtf8<'_>) -> Result<(f64, f64), NotComplex> {
    let ascii = to_ascii(text);
    let text = without_underscores(&ascii).ok_or(NotComplex::Underscores)?;
    let inner = match text.strip_prefix('(') {
        Some(inner) => inner.strip_suffix(')').map(|inner| trim(inner.as_bytes())),
        None => Some(text.as_bytes()),
    };
    inner.and_then(complex_parts).ok_or(NotComplex::Malformed)
}

fn complex_parts(text: &[u8]) -> Option<(f64, f64)> {
    let value = |part: &[u8]| std::str::from_utf8(part).ok()?.parse::<f64>().ok();
    let unit = |text: &[u8]| match text {
        [b'j' | b'J'] | [b'+', b'j' | b'J'] => Some(1.0),
        [b'-', b'j' | b'J'] => Some(-1.0),
        _ => None,
    };
    let (first, rest) = text.split_at(float_len(text));
    if first.is_empty() {
        return Some((0.0, unit(rest)?));
    }
    let first = value(first)?;
    match rest {
        [] => Some((first, 0.0)),
        [b'j' | b'J'] => Some((0.0, first)),
        [b'+' | b'-', ..] => {
            let (second, end) = rest.split_at(float_len(rest));
            match (second, end) {
                ([], unsigned) => Some((first, unit(unsigned)?)),
                (second, [b'j' | b'J']) => Some((first, value(second)?)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// `int(text, base)`, where the base is 0 or from 2 to 36. Nothing if the text is no integer.
pub fn int(text: Wtf8<'_>, base: u32) -> Option<IntText<'static>> {
    int_bytes(&to_ascii(text), base).map(|int| IntText { digits: Cow::Owned(int.digits.into_owned()), ..int })
}

/// `int` of a bytes object.
pub fn int_bytes(bytes: &[u8], base: u32) -> Option<IntText<'_>> {
    let text = std::str::from_utf8(trim(bytes)).ok()?;
    let (is_negative, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let prefix_base = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 10,
    };
    let has_prefix = prefix_base != 10 && (base == 0 || base == prefix_base);
    let digits = match has_prefix {
        // An underscore may follow the prefix.
        true => text[2..].strip_prefix('_').unwrap_or(&text[2..]),
        false => text,
    };
    let well_placed = !digits.is_empty() && !digits.starts_with('_') && !digits.ends_with('_') && !digits.contains("__");
    let int = IntText { is_negative, base: if base == 0 { prefix_base } else { base }, digits: plain(digits) };
    let fits = well_placed && int.digits.bytes().all(|byte| char::from(byte).is_digit(int.base));
    // As in source code, a number without a prefix does not begin with a zero.
    let octal_of_old =
        base == 0 && !has_prefix && int.digits.starts_with('0') && int.digits.bytes().any(|byte| byte != b'0');
    (fits && !octal_of_old).then_some(int)
}

fn plain(digits: &str) -> Cow<'_, str> {
    match digits.contains('_') {
        true => Cow::Owned(digits.replace('_', "")),
        false => Cow::Borrowed(digits),
    }
}

impl IntText<'_> {
    /// Refuses more digits than may be converted, where conversion takes quadratic time. Zero means no limit.
    pub fn check_length(&self, limit: usize) -> Result<(), Fault> {
        let digits = self.digits.len();
        if limit == 0 || digits <= limit || self.base.is_power_of_two() {
            return Ok(());
        }
        Err(Fault::value(format!(
            "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; \
             use sys.set_int_max_str_digits() to increase the limit"
        )))
    }
}

pub fn not_an_int(base: u32, repr: &str) -> Fault {
    let shown: String = repr.chars().take(200).collect();
    Fault::value(format!("invalid literal for int() with base {base}: {shown}"))
}

/// What to say of a base that is none.
pub fn bad_base() -> Fault {
    Fault::value("int() base must be >= 2 and <= 36, or 0")
}
