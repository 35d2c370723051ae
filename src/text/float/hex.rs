//! Floats in base 16: `float.hex` and `float.fromhex`.

use crate::text::{Fault, Wtf8};

/// How many bits of a mantissa a float stores.
const MANTISSA_BITS: u32 = 52;
const MAX_EXPONENT: i64 = 1023;
const MIN_EXPONENT: i64 = -1022;

/// `value.hex()`.
pub fn hex(value: f64) -> String {
    let sign = if value.is_sign_negative() && !value.is_nan() { "-" } else { "" };
    if value.is_nan() {
        return "nan".into();
    }
    if value.is_infinite() {
        return format!("{sign}inf");
    }
    if value == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = value.to_bits();
    let mantissa = bits & ((1 << MANTISSA_BITS) - 1);
    let (lead, exponent) = match (bits >> MANTISSA_BITS & 0x7ff) as i64 {
        0 => (0, MIN_EXPONENT),
        biased => (1, biased - MAX_EXPONENT),
    };
    format!("{sign}0x{lead}.{mantissa:013x}p{exponent:+}")
}

/// `float.fromhex(text)`.
pub fn from_hex(text: Wtf8<'_>) -> Result<f64, Fault> {
    let invalid = || Fault::value("invalid hexadecimal floating-point string");
    let text = text.as_str().ok_or_else(invalid)?;
    let text = text.trim_matches(['\t', '\n', '\x0b', '\x0c', '\r', ' ']);
    let (is_negative, magnitude) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let value = match magnitude.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        number => {
            let number = Hex::parse(number.strip_prefix("0x").unwrap_or(number)).ok_or_else(invalid)?;
            number.round().ok_or_else(|| Fault::overflow("hexadecimal value too large to represent as a float"))?
        }
    };
    Ok(if is_negative { -value } else { value })
}

/// `mantissa * 2**exponent`, and a bit more if digits beyond the mantissa are not zero.
struct Hex {
    mantissa: u64,
    exponent: i64,
    has_more: bool,
}

impl Hex {
    fn parse(text: &str) -> Option<Hex> {
        let (digits, exponent) = match text.split_once('p') {
            Some((digits, exponent)) => (digits, parse_exponent(exponent)?),
            None => (text, 0),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut number = Hex { mantissa: 0, exponent, has_more: false };
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        for (place, c) in whole.chars().chain(fraction.chars()).enumerate() {
            let digit = c.to_digit(16)?;
            let behind_point = place >= whole.len();
            if number.mantissa >> 60 == 0 {
                number.mantissa = number.mantissa << 4 | u64::from(digit);
                number.exponent = number.exponent.saturating_sub(if behind_point { 4 } else { 0 });
            } else {
                number.has_more |= digit != 0;
                number.exponent = number.exponent.saturating_add(if behind_point { 0 } else { 4 });
            }
        }
        Some(number)
    }

    /// The nearest float, of two the even one; nothing if it is too large.
    fn round(&self) -> Option<f64> {
        if self.mantissa == 0 {
            return Some(0.0);
        }
        let bits = i64::from(u64::BITS - self.mantissa.leading_zeros());
        let top = self.exponent.saturating_add(bits - 1);
        if top > MAX_EXPONENT {
            return None;
        }
        // How many bits there is no room for: more, where the float is subnormal.
        let excess = (bits - i64::from(MANTISSA_BITS) - 1)
            .max((MIN_EXPONENT - i64::from(MANTISSA_BITS)).saturating_sub(self.exponent));
        let (kept, excess) = match excess {
            ..=0 => (self.mantissa, 0),
            65.. => return Some(0.0),
            excess => (self.round_off(excess as u32), excess),
        };
        let value = scale(kept as f64, self.exponent + excess);
        value.is_finite().then_some(value)
    }

    fn round_off(&self, excess: u32) -> u64 {
        let mantissa = u128::from(self.mantissa) << 1 | u128::from(self.has_more);
        let kept = (mantissa >> (excess + 1)) as u64;
        let rest = mantissa & ((1 << (excess + 1)) - 1);
        let half = 1 << excess;
        let rounds_up = rest > half || rest == half && kept & 1 == 1;
        if rounds_up { kept + 1 } else { kept }
    }
}

/// Times a power of two, in steps that are floats: exact, where the result is one.
fn scale(mut value: f64, mut exponent: i64) -> f64 {
    while exponent != 0 && value.is_finite() && value != 0.0 {
        let step = exponent.clamp(-1000, 1000);
        value *= 2f64.powi(step as i32);
        exponent -= step;
    }
    value
}

/// A decimal exponent; one beyond all floats is as good as any.
fn parse_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value: i64 = digits.parse().unwrap_or(i64::MAX).min(i64::MAX / 4);
    Some(if text.starts_with('-') { -value } else { value })
}
