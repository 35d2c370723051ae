//! Text as integers: `int(text, base)` with signs, spaces, underscores, prefixes and every script's decimal digits.

use super::error::{Interrupt, NumberError, Result};
use super::int::Int;
use super::multiply::{multiply, square};
use num_bigint::BigUint;
use unicode_general_category::{GeneralCategory, get_general_category};

/// Texts with fewer digits are never too long (`sys.int_info.str_digits_check_threshold`).
pub const CHECK_THRESHOLD: usize = 640;
/// Digits that the library reads at once.
const LEAF: usize = 4_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParseError {
    /// Not an integer: only the caller can quote it; see [`invalid_literal`].
    Invalid,
    Other(NumberError),
}

impl From<NumberError> for ParseError {
    fn from(error: NumberError) -> Self {
        Self::Other(error)
    }
}

/// CPython's words for a text that is no integer; it quotes the first 200 characters of its `repr`.
pub fn invalid_literal(base: u32, repr: &str) -> NumberError {
    let repr: String = repr.chars().take(200).collect();
    let message = format!("invalid literal for int() with base {base}: {repr}");
    NumberError { message: message.into(), ..NumberError::value("") }
}

/// The value of a decimal digit of any script. Unicode keeps each script's ten in order, and every run starts with a zero.
pub fn decimal_digit(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.is_ascii_digit().then(|| c as u8 - b'0');
    }
    let is_digit =
        |code: u32| char::from_u32(code).is_some_and(|c| get_general_category(c) == GeneralCategory::DecimalNumber);
    let code = c as u32;
    is_digit(code).then(|| ((1..).take_while(|back| is_digit(code - back)).count() % 10) as u8)
}

/// A text in ASCII, as CPython sees it: other scripts' digits and spaces replaced, whatever else is not ASCII by `?`.
pub fn to_ascii(text: &str) -> Vec<u8> {
    if text.is_ascii() {
        return text.as_bytes().to_vec();
    }
    let simple = |c: char| match decimal_digit(c) {
        Some(digit) => b'0' + digit,
        None if c.is_whitespace() || ('\x1c'..='\x1f').contains(&c) => b' ',
        None if c.is_ascii() => c as u8,
        None => b'?',
    };
    text.chars().map(simple).collect()
}

fn is_space(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// `int(text, base)` for ASCII (see [`to_ascii`]); base 0 goes by the prefix. At most `limit` digits, unless that is 0.
pub fn parse(text: &[u8], base: u32, limit: usize, interrupt: Interrupt) -> std::result::Result<Int, ParseError> {
    if base == 1 || base > 36 {
        return Err(NumberError::value("int() base must be >= 2 and <= 36, or 0").into());
    }
    if let Some(value) = short_decimal(text, base) {
        return Ok(Int::Small(value));
    }
    let start = text.iter().position(|byte| !is_space(byte)).ok_or(ParseError::Invalid)?;
    let end = text.iter().rposition(|byte| !is_space(byte)).map_or(0, |last| last + 1);
    let (negative, text) = match &text[start..end] {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let (base, text, only_zeros) = prefix(text, base);
    let digits = digits(text, base).ok_or(ParseError::Invalid)?;
    if only_zeros && digits.iter().any(|digit| *digit != 0) {
        return Err(ParseError::Invalid);
    }
    check_length(digits.len(), base, limit)?;
    Ok(Int::from_parts(negative, natural(&digits, base, interrupt)?))
}

/// Most texts are short and plain.
fn short_decimal(text: &[u8], base: u32) -> Option<i64> {
    const SURE: usize = 18;
    if base != 10 || text.is_empty() || text.len() > SURE {
        return None;
    }
    text.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0')))
}

/// The base, the text after the prefix, and whether only zeros may follow: a decimal number in code must not start with one.
fn prefix(text: &[u8], base: u32) -> (u32, &[u8], bool) {
    let named = match text {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        [b'0', ..] if base == 0 => return (10, text, true),
        _ => return (if base == 0 { 10 } else { base }, text, false),
    };
    if base != 0 && base != named {
        return (base, text, false);
    }
    let rest = &text[2..];
    (named, rest.strip_prefix(b"_").unwrap_or(rest), false)
}

/// The digits' values, underscores between them left out.
fn digits(text: &[u8], base: u32) -> Option<Vec<u8>> {
    let mut digits = Vec::with_capacity(text.len());
    let mut between = false;
    for byte in text {
        if *byte == b'_' && between {
            between = false;
            continue;
        }
        let digit = char::from(*byte).to_digit(36).filter(|digit| *digit < base)?;
        digits.push(digit as u8);
        between = true;
    }
    between.then_some(digits)
}

fn check_length(digits: usize, base: u32, limit: usize) -> Result<()> {
    if limit == 0 || digits <= limit.max(CHECK_THRESHOLD) || base.is_power_of_two() {
        return Ok(());
    }
    let message = format!(
        "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; \
         use sys.set_int_max_str_digits() to increase the limit"
    );
    Err(NumberError { message: message.into(), ..NumberError::value("") })
}

/// The number with these digits, joined pairwise from the least significant on.
fn natural(digits: &[u8], base: u32, interrupt: Interrupt) -> Result<BigUint> {
    if digits.len() < 12 {
        return Ok(digits.iter().fold(0, |sum, digit| sum * u64::from(base) + u64::from(*digit)).into());
    }
    if digits.len() <= LEAF || base.is_power_of_two() {
        return Ok(BigUint::from_radix_be(digits, base).unwrap_or_default());
    }
    let mut parts: Vec<BigUint> =
        digits.rchunks(LEAF).map(|part| BigUint::from_radix_be(part, base).unwrap_or_default()).collect();
    let mut power = BigUint::from(base).pow(LEAF as u32);
    while parts.len() > 1 {
        let mut joined = Vec::with_capacity(parts.len() / 2 + 1);
        for pair in parts.chunks(2) {
            interrupt.check()?;
            joined.push(match pair {
                [low, high] => multiply(high, &power, interrupt)? + low,
                _ => pair[0].clone(),
            });
        }
        parts = joined;
        if parts.len() > 1 {
            power = square(&power, interrupt)?;
        }
    }
    Ok(parts.pop().unwrap_or_default())
}
