//! `str.__format__`.

use super::layout::{Align, pad};
use super::spec::{Defaults, Sign, Spec};
use crate::text::{Fault, Wtf8, Wtf8Buf};

/// Formats a string.
pub fn string(value: Wtf8<'_>, spec: Wtf8<'_>, type_name: &str) -> Result<Wtf8Buf, Fault> {
    let spec = Spec::parse(spec, type_name, Defaults { align: Align::Left, kind: Some('s') })?;
    if spec.letter() != Some('s') {
        return Err(spec.unknown_kind(type_name));
    }
    let refused = match spec {
        Spec { sign: Some(Sign::Space), .. } => "Space",
        Spec { sign: Some(_), .. } => "Sign",
        Spec { no_negative_zero: true, .. } => "Negative zero coercion (z)",
        Spec { alternate: true, .. } => "Alternate form (#)",
        Spec { align: Align::AfterSign, .. } => "'=' alignment",
        _ => {
            return pad(
                value.slice(0..spec.precision.unwrap_or(usize::MAX)),
                spec.width.unwrap_or(0),
                spec.fill,
                spec.align,
            );
        }
    };
    Err(Fault::value(format!("{refused} not allowed in string format specifier")))
}
