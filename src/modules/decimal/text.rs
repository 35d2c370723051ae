//! Decimals as text, and texts as decimals.

use super::natural::Natural;
use super::number::{Decimal, Kind};
use super::rules::BEYOND;
use crate::number::{Interrupt, Result};

/// The text of a number, in scientific notation or in engineering notation, whose exponents are multiples of three.
pub fn text(number: &Decimal, engineering: bool, capitals: bool, interrupt: Interrupt) -> Result<String> {
    let sign = if number.is_negative { "-" } else { "" };
    let letters = match number.kind {
        Kind::Finite => return finite_text(number, engineering, capitals, interrupt),
        Kind::Infinite => return Ok(format!("{sign}Infinity")),
        Kind::Quiet => "NaN",
        Kind::Signaling => "sNaN",
    };
    let payload = if number.coefficient.is_zero() { String::new() } else { number.coefficient.text(interrupt)? };
    Ok(format!("{sign}{letters}{payload}"))
}

fn finite_text(number: &Decimal, engineering: bool, capitals: bool, interrupt: Interrupt) -> Result<String> {
    let digits = number.coefficient.text(interrupt)?;
    let leading = number.exponent + digits.len() as i64;
    let point = match () {
        _ if number.exponent <= 0 && leading > -6 => leading,
        _ if !engineering => 1,
        _ if number.coefficient.is_zero() => (leading + 1).rem_euclid(3) - 1,
        _ => (leading - 1).rem_euclid(3) + 1,
    };
    let mut out = String::with_capacity(digits.len() + 8);
    if number.is_negative {
        out.push('-');
    }
    push_with_point(&mut out, &digits, point);
    if leading != point {
        out.push(if capitals { 'E' } else { 'e' });
        let exponent = leading - point;
        out.push(if exponent < 0 { '-' } else { '+' });
        out.push_str(itoa::Buffer::new().format(exponent.unsigned_abs()));
    }
    Ok(out)
}

/// Digits with a point behind so many; zeros where there are none.
pub fn push_with_point(out: &mut String, digits: &str, point: i64) {
    let zeros = |out: &mut String, count: i64| out.extend(std::iter::repeat_n('0', count.max(0) as usize));
    if point <= 0 {
        out.push_str("0.");
        zeros(out, -point);
        out.push_str(digits);
    } else if point >= digits.len() as i64 {
        out.push_str(digits);
        zeros(out, point - digits.len() as i64);
    } else {
        let (whole, fraction) = digits.split_at(point as usize);
        out.push_str(whole);
        out.push('.');
        out.push_str(fraction);
    }
}

/// Reads a number exactly; exponents beyond all ranges become such that are just that. `None` if it is none.
pub fn parse(text: &[u8], interrupt: Interrupt) -> Result<Option<Decimal>> {
    let (is_negative, text) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    if !matches!(text.first(), Some(b'0'..=b'9' | b'.')) {
        return parse_special(is_negative, text, interrupt);
    }
    let whole = leading_digits(text);
    let (whole, rest) = text.split_at(whole);
    let (fraction, rest) = match rest {
        [b'.', rest @ ..] => rest.split_at(leading_digits(rest)),
        rest => (&[][..], rest),
    };
    if whole.is_empty() && fraction.is_empty() {
        return Ok(None);
    }
    let exponent = match rest {
        [] => 0,
        [b'e' | b'E', rest @ ..] => match parse_exponent(rest) {
            Some(exponent) => exponent,
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    let coefficient = match fraction.is_empty() {
        true => Natural::parse(whole, interrupt)?,
        false => Natural::parse(&[whole, fraction].concat(), interrupt)?,
    };
    let exponent = (exponent - fraction.len() as i64).clamp(-2 * BEYOND, BEYOND);
    Ok(Some(Decimal::finite(is_negative, coefficient, exponent)))
}

fn leading_digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn parse_exponent(text: &[u8]) -> Option<i64> {
    let (is_negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    if digits.is_empty() || leading_digits(digits) < digits.len() {
        return None;
    }
    let value = digits.iter().fold(0i64, |value, digit| value.saturating_mul(10).saturating_add((digit - b'0').into()));
    let value = value.min(2 * BEYOND);
    Some(if is_negative { -value } else { value })
}

fn parse_special(is_negative: bool, text: &[u8], interrupt: Interrupt) -> Result<Option<Decimal>> {
    let lower = text.to_ascii_lowercase();
    let (kind, payload) = match lower.as_slice() {
        b"inf" | b"infinity" => return Ok(Some(Decimal::infinity(is_negative))),
        [b'n', b'a', b'n', rest @ ..] => (Kind::Quiet, rest),
        [b's', b'n', b'a', b'n', rest @ ..] => (Kind::Signaling, rest),
        _ => return Ok(None),
    };
    if leading_digits(payload) < payload.len() {
        return Ok(None);
    }
    let coefficient = Natural::parse(payload, interrupt)?;
    Ok(Some(Decimal { is_negative, kind, coefficient, exponent: 0 }))
}
