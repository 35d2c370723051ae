//! `float.__format__`.

use super::layout::{Align, Number};
use super::spec::{Defaults, Spec};
use crate::text::float::digits::{Point, Style, digits};
use crate::text::{Fault, Wtf8, Wtf8Buf};

/// The digits behind the point, or the significant ones, where nothing is said.
const DEFAULT_PRECISION: usize = 6;

/// Formats a float.
pub fn float(value: f64, spec: Wtf8<'_>, type_name: &str) -> Result<Wtf8Buf, Fault> {
    let spec = Spec::parse(spec, type_name, Defaults { align: Align::Right, kind: None })?;
    format_float(value, &spec, type_name)
}

pub(super) fn format_float(value: f64, spec: &Spec, type_name: &str) -> Result<Wtf8Buf, Fault> {
    let precision = precision(spec)?;
    let default = precision.unwrap_or(DEFAULT_PRECISION);
    let point = Point { alternate: spec.alternate, zero: spec.kind.is_none() };
    let (value, style) = match spec.letter() {
        None => (value, precision.map_or(Style::Shortest, Style::General)),
        Some('%') => (value * 100.0, Style::Fixed(default)),
        _ => (value, style(spec, default).ok_or_else(|| spec.unknown_kind(type_name))?),
    };
    let mut text = digits(value, style, point)?;
    if spec.letter() == Some('%') {
        text.push('%');
    }
    number(value, &mut text, spec).lay_out(spec, 3)
}

/// The precision, if it is one.
pub(super) fn precision(spec: &Spec) -> Result<Option<usize>, Fault> {
    match spec.precision {
        Some(precision) if precision > i32::MAX as usize => Err(Fault::value("precision too big")),
        precision => Ok(precision),
    }
}

/// The style that a letter means for floats and complex numbers.
pub(super) fn style(spec: &Spec, precision: usize) -> Option<Style> {
    match spec.letter()? {
        'e' | 'E' => Some(Style::Exponent(precision)),
        'f' | 'F' => Some(Style::Fixed(precision)),
        'g' | 'G' | 'n' => Some(Style::General(precision)),
        _ => None,
    }
}

/// The parts of the digits of a value, in the letters of the type, and with the sign that it shall have.
pub(super) fn number<'a>(value: f64, text: &'a mut str, spec: &Spec) -> Number<'a> {
    if matches!(spec.letter(), Some('E' | 'F' | 'G')) {
        text.make_ascii_uppercase();
    }
    let mantissa = text.split(['e', 'E']).next().unwrap_or(text);
    let is_zero = value.is_finite() && mantissa.bytes().all(|byte| matches!(byte, b'0' | b'.' | b'%'));
    let is_negative = value.is_sign_negative() && !value.is_nan() && !(spec.no_negative_zero && is_zero);
    Number::of_float(is_negative, text)
}
