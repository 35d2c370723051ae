//! The error handlers that Python has built in.

use super::escape::escaped;
use super::names::normalize;
use super::wide::Order;
use super::{Codec, CodecError, Replacement};
use crate::text::{Fault, Wtf8, Wtf8Buf, names};

/// A built-in error handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errors {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    NameReplace,
    SurrogateEscape,
    SurrogatePass,
}

static NAMES: [(&str, Errors); 8] = [
    ("strict", Errors::Strict),
    ("ignore", Errors::Ignore),
    ("replace", Errors::Replace),
    ("backslashreplace", Errors::BackslashReplace),
    ("xmlcharrefreplace", Errors::XmlCharRefReplace),
    ("namereplace", Errors::NameReplace),
    ("surrogateescape", Errors::SurrogateEscape),
    ("surrogatepass", Errors::SurrogatePass),
];

/// Why a handler gives nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The error is to be raised.
    Raise(CodecError),
    /// The handler is for encoding only.
    Fault(Fault),
}

impl From<CodecError> for Refusal {
    fn from(error: CodecError) -> Self {
        Refusal::Raise(error)
    }
}

impl Errors {
    pub fn named(name: &str) -> Option<Errors> {
        NAMES.iter().find(|(own, _)| *own == name).map(|&(_, errors)| errors)
    }

    /// What stands for bytes that cannot be decoded, and where to go on.
    pub fn decode(self, error: &CodecError, bytes: &[u8]) -> Result<(Wtf8Buf, usize), Refusal> {
        let part = &bytes[error.start..error.end];
        match self {
            Errors::Strict => Err(Refusal::Raise(*error)),
            Errors::Ignore => Ok((Wtf8Buf::new(), error.end)),
            Errors::Replace => Ok((Wtf8Buf::from("\u{fffd}"), error.end)),
            Errors::BackslashReplace => {
                let text: String = part.iter().map(|&byte| escaped(byte.into())).collect();
                Ok((text.into(), error.end))
            }
            Errors::SurrogateEscape => {
                let escaped = part.iter().take(4).take_while(|byte| !byte.is_ascii());
                let text: Wtf8Buf = escaped.map(|&byte| 0xdc00 + u32::from(byte)).collect();
                let end = error.start + text.len_chars();
                if text.is_empty() { Err(Refusal::Raise(*error)) } else { Ok((text, end)) }
            }
            Errors::SurrogatePass => {
                let (surrogate, len) = encoded_surrogate(error.encoding, &bytes[error.start..]).ok_or(*error)?;
                Ok((Wtf8Buf::from_iter([surrogate]), error.start + len))
            }
            Errors::XmlCharRefReplace | Errors::NameReplace => {
                Err(Refusal::Fault(Fault::kind("don't know how to handle UnicodeDecodeError in error callback")))
            }
        }
    }

    /// What stands for code points that cannot be encoded, and where to go on.
    pub fn encode(self, error: &CodecError, text: Wtf8<'_>) -> Result<(Replacement, usize), Refusal> {
        let part = text.slice(error.start..error.end);
        let each =
            |replace: fn(u32) -> String| Replacement::Text(part.code_points().map(replace).collect::<String>().into());
        let replacement = match self {
            Errors::Strict => return Err(Refusal::Raise(*error)),
            Errors::Ignore => Replacement::Bytes(Vec::new()),
            Errors::Replace => each(|_| "?".into()),
            Errors::BackslashReplace => each(escaped),
            Errors::XmlCharRefReplace => each(|c| format!("&#{c};")),
            Errors::NameReplace => each(|c| {
                let name = char::from_u32(c).and_then(names::name);
                name.map_or_else(|| escaped(c), |name| format!("\\N{{{name}}}"))
            }),
            Errors::SurrogateEscape => {
                let bytes = part.code_points().map(|c| match c {
                    0xdc80..0xdd00 => Ok((c - 0xdc00) as u8),
                    _ => Err(*error),
                });
                Replacement::Bytes(bytes.collect::<Result<_, _>>()?)
            }
            Errors::SurrogatePass => {
                let mut bytes = Vec::new();
                for c in part.code_points() {
                    push_surrogate(error.encoding, c, &mut bytes).ok_or(*error)?;
                }
                Replacement::Bytes(bytes)
            }
        };
        Ok((replacement, error.end))
    }
}

/// Decodes with a built-in handler.
pub fn decode_with(codec: Codec<'_>, bytes: &[u8], is_final: bool, errors: Errors) -> Result<(Wtf8Buf, usize), Refusal> {
    super::decode(codec, bytes, is_final, |error| errors.decode(error, bytes))
}

/// Encodes with a built-in handler.
pub fn encode_with(codec: Codec<'_>, text: Wtf8<'_>, errors: Errors) -> Result<Vec<u8>, Refusal> {
    super::encode(codec, text, |error| match (errors, codec) {
        // Some codecs do not call the handler that escapes surrogates, but do what it does one by one.
        (Errors::SurrogateEscape, Codec::Utf8 | Codec::Ascii | Codec::Latin1) => {
            let part = text.slice(error.start..error.end).code_points();
            let bytes = part.map_while(|c| matches!(c, 0xdc80..0xdd00).then_some(c as u8));
            let bytes: Vec<u8> = bytes.collect();
            let next = error.start + bytes.len();
            if bytes.is_empty() { Err(Refusal::Raise(*error)) } else { Ok((Replacement::Bytes(bytes), next)) }
        }
        _ => errors.encode(error, text),
    })
}

/// The encodings that surrogates may pass, by name.
fn standard(encoding: &str) -> Option<Codec<'static>> {
    match super::find(&normalize(encoding))? {
        codec @ (Codec::Utf8 | Codec::Utf16(_) | Codec::Utf32(_)) => Some(codec),
        _ => None,
    }
}

/// The surrogate that bytes begin with, and how many bytes it is.
fn encoded_surrogate(encoding: &str, bytes: &[u8]) -> Option<(u32, usize)> {
    let (value, len) = match standard(encoding)? {
        Codec::Utf16(order) => (order.unwrap_or(Order::Little).unit16(bytes)?, 2),
        Codec::Utf32(order) => (order.unwrap_or(Order::Little).unit32(bytes)?, 4),
        _ => match *bytes.first_chunk()? {
            [0xed, second @ 0xa0..=0xbf, third @ 0x80..=0xbf] => {
                (0xd000 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f), 3)
            }
            _ => return None,
        },
    };
    matches!(value, 0xd800..0xe000).then_some((value, len))
}

/// Appends a surrogate; nothing else is let pass.
fn push_surrogate(encoding: &str, c: u32, out: &mut Vec<u8>) -> Option<()> {
    let unit = u16::try_from(c).ok().filter(|c| matches!(c, 0xd800..0xe000))?;
    match standard(encoding)? {
        Codec::Utf16(order) => out.extend(order.unwrap_or(Order::Little).choose(unit.to_le_bytes(), unit.to_be_bytes())),
        Codec::Utf32(order) => out.extend(order.unwrap_or(Order::Little).choose(c.to_le_bytes(), c.to_be_bytes())),
        _ => out.extend_from_slice(Wtf8Buf::from_iter([c]).as_bytes()),
    }
    Some(())
}
