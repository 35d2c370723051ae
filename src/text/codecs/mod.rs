//! Codecs: bytes as text and text as bytes, with CPython's errors at CPython's places.
//!
//! [`decode`] and [`encode`] work up to the first error, ask a handler what to put in the place of what is wrong and where to
//! go on, and go on. [`Errors`] are the handlers that Python has built in; the caller may bring others.

mod charmap;
mod errors;
pub mod escape;
mod message;
mod names;
mod single;
mod utf7;
mod utf8;
mod wide;

use super::{Wtf8, Wtf8Buf};
pub use charmap::Charmap;
pub use errors::{Errors, Refusal, decode_with, encode_with};
pub use message::{decode_message, encode_message, translate_message};
pub use names::{find, normalize};
pub use wide::Order;

/// How bytes and text stand for each other.
#[derive(Clone, Copy, Debug)]
pub enum Codec<'a> {
    Utf8,
    /// With a signature at the start.
    Utf8Sig,
    /// Without an order: as the signature says, or little-endian.
    Utf16(Option<Order>),
    Utf32(Option<Order>),
    Utf7,
    Ascii,
    Latin1,
    Charmap(&'a Charmap),
    UnicodeEscape,
    RawUnicodeEscape,
}

impl Codec<'_> {
    /// The name that its errors have.
    pub fn name(&self) -> &'static str {
        match self {
            Codec::Utf8 | Codec::Utf8Sig => "utf-8",
            Codec::Utf16(order) => order.map_or("utf-16", |order| order.choose("utf-16-le", "utf-16-be")),
            Codec::Utf32(order) => order.map_or("utf-32", |order| order.choose("utf-32-le", "utf-32-be")),
            Codec::Utf7 => "utf7",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Charmap(_) => "charmap",
            Codec::UnicodeEscape => "unicodeescape",
            Codec::RawUnicodeEscape => "rawunicodeescape",
        }
    }

    /// The codec with the order that the input's first bytes tell, and how long their signature is. Who decodes in parts asks
    /// once, when there are two bytes of UTF-16, or four of UTF-32.
    pub fn resolve(self, bytes: &[u8]) -> (Self, usize) {
        let (order, signature) = match self {
            Codec::Utf16(None) => wide::order::<2>(bytes),
            Codec::Utf32(None) => wide::order::<4>(bytes),
            codec => return (codec, 0),
        };
        match self {
            Codec::Utf16(_) => (Codec::Utf16(Some(order)), signature),
            _ => (Codec::Utf32(Some(order)), signature),
        }
    }

    /// Only ASCII may replace what is wrong, in units of so many bytes.
    fn unit(&self) -> Option<usize> {
        match self {
            Codec::Utf8 | Codec::Utf8Sig => Some(1),
            Codec::Utf16(_) => Some(2),
            Codec::Utf32(_) => Some(4),
            _ => None,
        }
    }
}

/// What cannot be decoded, or encoded: where it starts and ends in the input, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Flaw {
    start: usize,
    end: usize,
    reason: &'static str,
}

/// What a `UnicodeDecodeError` has, or a `UnicodeEncodeError`: then the places count code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodecError {
    pub encoding: &'static str,
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

/// What stands in the output for what could not be encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    Text(Wtf8Buf),
    Bytes(Vec<u8>),
}

/// Decodes, and says how many bytes are done: all of them, unless more may come and the last are not whole.
///
/// The handler gives a text and the offset to go on at, which must not be beyond the end.
pub fn decode<E>(
    codec: Codec<'_>,
    bytes: &[u8],
    is_final: bool,
    mut handler: impl FnMut(&CodecError) -> Result<(Wtf8Buf, usize), E>,
) -> Result<(Wtf8Buf, usize), E> {
    if let Codec::Utf8Sig = codec {
        return utf8::decode_signed(bytes, is_final, handler);
    }
    let (codec, mut at) = codec.resolve(bytes);
    let mut out = Wtf8Buf::new();
    let mut shift = utf7::Shift::default();
    loop {
        let done = match codec {
            Codec::Utf8 | Codec::Utf8Sig => utf8::decode(bytes, at, is_final, &mut out),
            Codec::Utf16(order) => wide::decode16(order.unwrap_or(Order::Little), bytes, at, is_final, &mut out),
            Codec::Utf32(order) => wide::decode32(order.unwrap_or(Order::Little), bytes, at, is_final, &mut out),
            Codec::Utf7 => shift.decode(bytes, at, is_final, &mut out),
            Codec::Ascii => single::decode_ascii(bytes, at, &mut out),
            Codec::Latin1 => single::decode_latin1(bytes, at, &mut out),
            Codec::Charmap(map) => map.decode(bytes, at, &mut out),
            Codec::UnicodeEscape => escape::decode(bytes, at, is_final, &mut out),
            Codec::RawUnicodeEscape => escape::decode_raw(bytes, at, is_final, &mut out),
        };
        match done {
            Ok(end) => return Ok((out, end)),
            Err(Flaw { start, end, reason }) => {
                let (text, next) = handler(&CodecError { encoding: codec.name(), start, end, reason })?;
                out.push_wtf8(text.as_wtf8());
                at = next.min(bytes.len());
            }
        }
    }
}

/// Encodes. The handler gives what stands for the code points that cannot be encoded, and the index to go on at.
///
/// An error is raised as it is where its replacement cannot be encoded either.
pub fn encode<E: From<CodecError>>(
    codec: Codec<'_>,
    text: Wtf8<'_>,
    mut handler: impl FnMut(&CodecError) -> Result<(Replacement, usize), E>,
) -> Result<Vec<u8>, E> {
    let mut out = match codec {
        Codec::Utf8Sig => b"\xef\xbb\xbf".to_vec(),
        Codec::Utf16(None) => b"\xff\xfe".to_vec(),
        Codec::Utf32(None) => b"\xff\xfe\0\0".to_vec(),
        _ => Vec::new(),
    };
    let mut at = 0;
    // An offset, and the index of the code point there.
    let mut known = (0, 0);
    while let Err(flaw) = encode_from(codec, text, at, &mut out) {
        let start = known.1 + text.part(known.0..flaw.start).len_chars();
        let end = start + text.part(flaw.start..flaw.end).len_chars();
        let error = CodecError { encoding: codec.name(), start, end, reason: flaw.reason };
        let (replacement, next) = handler(&error)?;
        if !push_replacement(codec, &replacement, &mut out) {
            return Err(error.into());
        }
        at = if next == end { flaw.end } else { text.offset(next) };
        known = (at, next.min(text.len_chars()));
    }
    Ok(out)
}

/// Encodes from an offset on.
fn encode_from(codec: Codec<'_>, text: Wtf8<'_>, at: usize, out: &mut Vec<u8>) -> Result<(), Flaw> {
    match codec {
        Codec::Utf8 | Codec::Utf8Sig => utf8::encode(text, at, out),
        Codec::Utf16(order) => wide::encode16(order.unwrap_or(Order::Little), text, at, out),
        Codec::Utf32(order) => wide::encode32(order.unwrap_or(Order::Little), text, at, out),
        Codec::Utf7 => utf7::encode(text, at, out),
        Codec::Ascii => single::encode_ascii(text, at, out),
        Codec::Latin1 => single::encode_latin1(text, at, out),
        Codec::Charmap(map) => map.encode(text, at, out),
        Codec::UnicodeEscape => escape::encode(text, at, out),
        Codec::RawUnicodeEscape => escape::encode_raw(text, at, out),
    }
}

fn push_replacement(codec: Codec<'_>, replacement: &Replacement, out: &mut Vec<u8>) -> bool {
    match (replacement, codec.unit()) {
        (Replacement::Bytes(bytes), unit) => {
            out.extend_from_slice(bytes);
            bytes.len() % unit.unwrap_or(1) == 0
        }
        (Replacement::Text(text), Some(_)) if !text.as_wtf8().is_ascii() => false,
        (Replacement::Text(text), _) => encode_from(codec, text.as_wtf8(), 0, out).is_ok(),
    }
}
