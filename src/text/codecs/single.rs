//! ASCII and Latin-1: a byte is a code point.

use super::Flaw;
use crate::text::{Wtf8, Wtf8Buf};

pub(super) fn decode_ascii(bytes: &[u8], at: usize, out: &mut Wtf8Buf) -> Result<usize, Flaw> {
    let rest = &bytes[at..];
    let valid = match rest.is_ascii() {
        true => rest.len(),
        false => rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len()),
    };
    out.push_ascii(&rest[..valid]);
    let start = at + valid;
    match start < bytes.len() {
        true => Err(Flaw { start, end: start + 1, reason: "ordinal not in range(128)" }),
        false => Ok(start),
    }
}

pub(super) fn decode_latin1(bytes: &[u8], at: usize, out: &mut Wtf8Buf) -> Result<usize, Flaw> {
    let rest = &bytes[at..];
    match rest.is_ascii() {
        true => out.push_ascii(rest),
        false => out.extend(rest.iter().map(|&byte| byte.into())),
    }
    Ok(bytes.len())
}

pub(super) fn encode_ascii(text: Wtf8<'_>, at: usize, out: &mut Vec<u8>) -> Result<(), Flaw> {
    if text.is_ascii() {
        out.extend_from_slice(&text.as_bytes()[at..]);
        return Ok(());
    }
    encode_each(text, at, out, "ordinal not in range(128)", |c| u8::try_from(c).ok().filter(u8::is_ascii))
}

pub(super) fn encode_latin1(text: Wtf8<'_>, at: usize, out: &mut Vec<u8>) -> Result<(), Flaw> {
    if text.is_ascii() {
        out.extend_from_slice(&text.as_bytes()[at..]);
        return Ok(());
    }
    encode_each(text, at, out, "ordinal not in range(256)", |c| u8::try_from(c).ok())
}

/// Encodes up to code points that have no byte. All that follow each other are one flaw.
pub(super) fn encode_each(
    text: Wtf8<'_>,
    at: usize,
    out: &mut Vec<u8>,
    reason: &'static str,
    byte: impl Fn(u32) -> Option<u8>,
) -> Result<(), Flaw> {
    let rest = Wtf8::new(&text.as_bytes()[at..]);
    let mut start = None;
    for (offset, c) in rest.code_point_offsets() {
        match (byte(c), start) {
            (Some(byte), None) => out.push(byte),
            (None, None) => start = Some(at + offset),
            (Some(_), Some(start)) => return Err(Flaw { start, end: at + offset, reason }),
            (None, Some(_)) => {}
        }
    }
    match start {
        Some(start) => Err(Flaw { start, end: text.as_bytes().len(), reason }),
        None => Ok(()),
    }
}
