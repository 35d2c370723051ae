//! Laying out what a conversion has made of its argument.

use super::Conversion;
use crate::text::float::digits::{Point, Style, digits};
use crate::text::format::{Align, Integer, pad};
use crate::text::{Fault, Wtf8, Wtf8Buf};

/// `%s`, `%r`, `%a` and `%c`: the precision cuts all but characters.
pub fn text(value: Wtf8<'_>, conversion: &Conversion<'_>) -> Result<Wtf8Buf, Fault> {
    let most = if conversion.letter() == Some(b'c') { None } else { conversion.precision };
    let align = if conversion.left { Align::Left } else { Align::Right };
    pad(value.slice(0..most.unwrap_or(usize::MAX)), conversion.width, ' '.into(), align)
}

/// `%b`, `%s`, `%r`, `%a` and `%c` of bytes.
pub fn bytes(value: &[u8], conversion: &Conversion<'_>) -> Result<Vec<u8>, Fault> {
    let most = if conversion.letter() == Some(b'c') { None } else { conversion.precision };
    let value = &value[..value.len().min(most.unwrap_or(usize::MAX))];
    let padding = conversion.width.saturating_sub(value.len());
    let mut out = Vec::new();
    out.try_reserve_exact(value.len().max(conversion.width)).map_err(|_| Fault::memory())?;
    out.resize(if conversion.left { 0 } else { padding }, b' ');
    out.extend_from_slice(value);
    out.resize(value.len() + padding, b' ');
    Ok(out)
}

/// `%d`, `%i`, `%u`, `%o`, `%x` and `%X`: ASCII, so that it serves for bytes too.
pub fn integer(value: &impl Integer, conversion: &Conversion<'_>) -> Result<Wtf8Buf, Fault> {
    let (base, prefix) = match conversion.letter() {
        Some(b'o') => (8, "0o"),
        Some(b'x') => (16, "0x"),
        Some(b'X') => (16, "0X"),
        _ => (10, ""),
    };
    let mut digits = value.digits(base)?;
    if prefix == "0X" {
        digits.make_ascii_uppercase();
    }
    let zeros = conversion.precision.unwrap_or(0).saturating_sub(digits.len());
    if zeros > 0 {
        let mut filled = String::new();
        filled.try_reserve_exact(zeros.saturating_add(digits.len())).map_err(|_| Fault::memory())?;
        filled.extend(std::iter::repeat_n('0', zeros));
        digits.insert_str(0, &filled);
    }
    number(value.is_negative(), if conversion.alternate { prefix } else { "" }, &digits, conversion)
}

/// `%e`, `%f`, `%g` and their capitals.
pub fn float(value: f64, conversion: &Conversion<'_>) -> Result<Wtf8Buf, Fault> {
    let precision = conversion.precision.unwrap_or(6);
    let letter = conversion.letter().unwrap_or(b'g');
    let style = match letter.to_ascii_lowercase() {
        b'e' => Style::Exponent(precision),
        b'f' => Style::Fixed(precision),
        _ => Style::General(precision),
    };
    let mut digits = digits(value, style, Point { alternate: conversion.alternate, zero: false })?;
    if letter.is_ascii_uppercase() {
        digits.make_ascii_uppercase();
    }
    number(value.is_sign_negative() && !value.is_nan(), "", &digits, conversion)
}

fn number(is_negative: bool, prefix: &str, digits: &str, conversion: &Conversion<'_>) -> Result<Wtf8Buf, Fault> {
    let sign = match conversion {
        _ if is_negative => "-",
        Conversion { plus: true, .. } => "+",
        Conversion { space: true, .. } => " ",
        _ => "",
    };
    let used = sign.len() + prefix.len() + digits.len();
    let padding = conversion.width.saturating_sub(used);
    let (before, zeros, behind) = match conversion {
        Conversion { left: true, .. } => (0, 0, padding),
        Conversion { zero: true, .. } => (0, padding, 0),
        _ => (padding, 0, 0),
    };
    let mut out = Wtf8Buf::try_with_capacity(used + padding)?;
    out.push_fill(' '.into(), before);
    out.push_str(sign);
    out.push_str(prefix);
    out.push_fill('0'.into(), zeros);
    out.push_str(digits);
    out.push_fill(' '.into(), behind);
    Ok(out)
}
