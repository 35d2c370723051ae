//! `int.__format__`.

use super::float::format_float;
use super::layout::{Align, Number};
use super::spec::{Defaults, Spec};
use crate::text::{Fault, Wtf8, Wtf8Buf};

/// An integer of any size, as far as formatting asks.
pub trait Integer {
    fn is_negative(&self) -> bool;

    /// The digits of the absolute value in base 2, 8, 10 or 16, in small letters. In base 10 there may be too many.
    fn digits(&self, base: u32) -> Result<String, Fault>;

    /// The nearest float; `OverflowError` if there is none.
    fn to_f64(&self) -> Result<f64, Fault>;

    /// The value if it is small enough.
    fn to_i64(&self) -> Option<i64>;
}

impl Integer for i64 {
    fn is_negative(&self) -> bool {
        *self < 0
    }

    fn digits(&self, base: u32) -> Result<String, Fault> {
        let value = self.unsigned_abs();
        Ok(match base {
            2 => format!("{value:b}"),
            8 => format!("{value:o}"),
            16 => format!("{value:x}"),
            _ => value.to_string(),
        })
    }

    fn to_f64(&self) -> Result<f64, Fault> {
        Ok(*self as f64)
    }

    fn to_i64(&self) -> Option<i64> {
        Some(*self)
    }
}

/// Formats an integer.
pub fn integer(value: &impl Integer, spec: Wtf8<'_>, type_name: &str) -> Result<Wtf8Buf, Fault> {
    let spec = Spec::parse(spec, type_name, Defaults { align: Align::Right, kind: Some('d') })?;
    let (base, prefix, group) = match spec.letter() {
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => return format_float(value.to_f64()?, &spec, type_name),
        Some('b') => (2, "0b", 4),
        Some('o') => (8, "0o", 4),
        Some('x') => (16, "0x", 4),
        Some('X') => (16, "0X", 4),
        Some('d' | 'n' | 'c') => (10, "", 3),
        _ => return Err(spec.unknown_kind(type_name)),
    };
    if spec.precision.is_some() {
        return Err(Fault::value("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(Fault::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if spec.letter() == Some('c') {
        return character(value, &spec);
    }
    let mut number = Number { is_negative: value.is_negative(), ..Number::default() };
    if let Some(small) = value.to_i64().filter(|_| base == 10) {
        let mut buffer = itoa::Buffer::new();
        return Number { digits: buffer.format(small.unsigned_abs()), ..number }.lay_out(&spec, group);
    }
    let mut digits = value.digits(base)?;
    if prefix == "0X" {
        digits.make_ascii_uppercase();
    }
    if spec.alternate {
        number.prefix = prefix;
    }
    Number { digits: &digits, ..number }.lay_out(&spec, group)
}

fn character(value: &impl Integer, spec: &Spec) -> Result<Wtf8Buf, Fault> {
    if spec.sign.is_some() {
        return Err(Fault::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(Fault::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let value = value.to_i64().ok_or_else(|| Fault::overflow("Python int too large to convert to C long"))?;
    let code_point = u32::try_from(value).ok().filter(|&value| value < 0x110000);
    let code_point = code_point.ok_or_else(|| Fault::overflow("%c arg not in range(0x110000)"))?;
    let align = if spec.align == Align::AfterSign { Align::Right } else { spec.align };
    super::pad(Wtf8Buf::from_iter([code_point]).as_wtf8(), spec.width.unwrap_or(0), spec.fill, align)
}
