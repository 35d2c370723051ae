//! UTF-8.

use super::{Codec, CodecError, Flaw};
use crate::text::{Wtf8, Wtf8Buf};

const SIGNATURE: &[u8] = b"\xef\xbb\xbf";

pub(super) fn decode(bytes: &[u8], at: usize, is_final: bool, out: &mut Wtf8Buf) -> Result<usize, Flaw> {
    let error = match std::str::from_utf8(&bytes[at..]) {
        Ok(text) => {
            out.push_str(text);
            return Ok(bytes.len());
        }
        Err(error) => error,
    };
    let start = at + error.valid_up_to();
    out.push_wtf8(Wtf8::new(&bytes[at..start]));
    let flaw = match (error.error_len(), &bytes[start..]) {
        (None, _) => Flaw { start, end: bytes.len(), reason: "unexpected end of data" },
        // What may become a surrogate is left to the handler, when it is whole.
        (_, [0xed, 0xa0..=0xbf]) if !is_final => return Ok(start),
        (Some(len), [0xc2..=0xf4, ..]) => Flaw { start, end: start + len, reason: "invalid continuation byte" },
        (Some(len), _) => Flaw { start, end: start + len, reason: "invalid start byte" },
    };
    match error.error_len() {
        None if !is_final => Ok(start),
        _ => Err(flaw),
    }
}

/// Skips a signature at the start; places count what is behind it.
pub(super) fn decode_signed<E>(
    bytes: &[u8],
    is_final: bool,
    handler: impl FnMut(&CodecError) -> Result<(Wtf8Buf, usize), E>,
) -> Result<(Wtf8Buf, usize), E> {
    if !is_final && bytes.len() < SIGNATURE.len() && SIGNATURE.starts_with(bytes) {
        return Ok((Wtf8Buf::new(), 0));
    }
    let rest = bytes.strip_prefix(SIGNATURE).unwrap_or(bytes);
    let (text, done) = super::decode(Codec::Utf8, rest, is_final, handler)?;
    Ok((text, done + bytes.len() - rest.len()))
}

pub(super) fn encode(text: Wtf8<'_>, at: usize, out: &mut Vec<u8>) -> Result<(), Flaw> {
    let rest = &text.as_bytes()[at..];
    let valid = match text.is_ascii() {
        true => rest.len(),
        false => std::str::from_utf8(rest).map_or_else(|error| error.valid_up_to(), str::len),
    };
    out.extend_from_slice(&rest[..valid]);
    let surrogates = rest[valid..].chunks(3).take_while(|chunk| matches!(chunk, [0xed, 0xa0..=0xbf, _])).count();
    match surrogates {
        0 => Ok(()),
        _ => Err(Flaw { start: at + valid, end: at + valid + 3 * surrogates, reason: "surrogates not allowed" }),
    }
}
