//! `complex.__format__`.

use super::float::{number, precision, style};
use super::layout::{Align, pad};
use super::spec::{Defaults, Sign, Spec};
use crate::text::float::digits::{Point, Style, digits};
use crate::text::{Fault, Wtf8, Wtf8Buf};

/// Formats a complex number. Without a type, it is in parentheses, as in its `repr`.
pub fn complex(real: f64, imaginary: f64, spec: Wtf8<'_>, type_name: &str) -> Result<Wtf8Buf, Fault> {
    let spec = Spec::parse(spec, type_name, Defaults { align: Align::Right, kind: None })?;
    let precision = precision(&spec)?;
    let style = match spec.kind {
        None => precision.map_or(Style::Shortest, Style::General),
        Some(_) => style(&spec, precision.unwrap_or(6)).ok_or_else(|| spec.unknown_kind(type_name))?,
    };
    if spec.fill == u32::from('0') {
        return Err(Fault::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(Fault::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    let is_bare = spec.kind.is_none() && real == 0.0 && real.is_sign_positive();
    let part = |value: f64, sign: Option<Sign>| {
        let mut text = digits(value, style, Point { alternate: spec.alternate, zero: false })?;
        number(value, &mut text, &spec).lay_out(&Spec { sign, width: None, ..spec }, 3)
    };
    let mut text = Wtf8Buf::new();
    if is_bare {
        text = part(imaginary, spec.sign)?;
    } else {
        text.push_wtf8(part(real, spec.sign)?.as_wtf8());
        text.push_wtf8(part(imaginary, Some(Sign::Plus))?.as_wtf8());
    }
    text.push_ascii(b"j");
    if spec.kind.is_none() && !is_bare {
        let mut inner = Wtf8Buf::from("(");
        inner.push_wtf8(text.as_wtf8());
        inner.push_ascii(b")");
        text = inner;
    }
    pad(text.as_wtf8(), spec.width.unwrap_or(0), spec.fill, spec.align)
}
