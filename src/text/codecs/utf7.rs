//! UTF-7 (RFC 2152): what is not ASCII stands as UTF-16 in base 64, between `+` and `-`.

use super::Flaw;
use crate::text::{Wtf8, Wtf8Buf};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(value.into())
}

/// Whether a character may stand for itself. The backslash and the tilde are refused though they could.
fn is_direct(c: u32) -> bool {
    matches!(c, 0x09 | 0x0a | 0x0d | 0x20..=0x7d) && c != u32::from('+') && c != u32::from('\\')
}

/// Where a decoder is: outside base 64, or in it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shift {
    section: Option<Section>,
}

#[derive(Clone, Copy, Debug)]
struct Section {
    /// Where its `+` is.
    start: usize,
    /// How long the output was there, in bytes and in code points.
    written: (usize, usize),
    /// Bits that make no unit yet, and how many.
    buffer: u32,
    bits: u32,
    /// A high surrogate that waits for its partner.
    high: Option<u32>,
}

impl Section {
    fn push(&mut self, sextet: u32, out: &mut Wtf8Buf) {
        self.buffer = self.buffer << 6 | sextet;
        self.bits += 6;
        if self.bits < 16 {
            return;
        }
        self.bits -= 16;
        let unit = self.buffer >> self.bits;
        self.buffer &= (1 << self.bits) - 1;
        match (self.high.take(), unit) {
            (Some(high), 0xdc00..0xe000) => return out.push(0x10000 + ((high & 0x3ff) << 10 | unit & 0x3ff)),
            (Some(high), _) => out.push(high),
            (None, _) => {}
        }
        match unit {
            0xd800..0xdc00 => self.high = Some(unit),
            _ => out.push(unit),
        }
    }

    /// What is wrong with the bits that are left.
    fn rest(&self) -> Option<&'static str> {
        match self.bits {
            6.. => Some("partial character in shift sequence"),
            _ if self.buffer != 0 => Some("non-zero padding bits in shift sequence"),
            _ => None,
        }
    }
}

impl Shift {
    pub(super) fn decode(&mut self, bytes: &[u8], mut at: usize, is_final: bool, out: &mut Wtf8Buf) -> Result<usize, Flaw> {
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            if let Some(section) = &mut self.section {
                match sextet(byte) {
                    Some(sextet) => section.push(sextet, out),
                    None => at = self.leave(byte, at, out)?,
                }
                continue;
            }
            match (byte, bytes.get(at)) {
                (b'+', Some(b'-')) => {
                    out.push_ascii(b"+");
                    at += 1;
                }
                (b'+', Some(&next)) if sextet(next).is_none() => {
                    return Err(Flaw { start: at - 1, end: at + 1, reason: "ill-formed sequence" });
                }
                (b'+', _) => {
                    let written = (out.as_bytes().len(), out.len_chars());
                    self.section = Some(Section { start: at - 1, written, buffer: 0, bits: 0, high: None });
                }
                (0x80.., _) => return Err(Flaw { start: at - 1, end: at, reason: "unexpected special character" }),
                _ => out.push_ascii(&[byte]),
            }
        }
        self.end(bytes.len(), is_final, out)
    }

    /// Ends a section before a byte that is not of base 64, and gives the offset to go on at.
    fn leave(&mut self, byte: u8, at: usize, out: &mut Wtf8Buf) -> Result<usize, Flaw> {
        let Some(section) = self.section.take() else { return Ok(at) };
        if let Some(reason) = section.rest() {
            return Err(Flaw { start: section.start, end: at, reason });
        }
        if byte.is_ascii() {
            out.extend(section.high);
        }
        Ok(if byte == b'-' { at } else { at - 1 })
    }

    fn end(&mut self, len: usize, is_final: bool, out: &mut Wtf8Buf) -> Result<usize, Flaw> {
        let Some(section) = self.section.take() else { return Ok(len) };
        if !is_final {
            out.truncate(section.written);
            return Ok(section.start);
        }
        match section.high.is_some() || section.rest().is_some() {
            true => Err(Flaw { start: section.start, end: len, reason: "unterminated shift sequence" }),
            false => Ok(len),
        }
    }
}

pub(super) fn encode(text: Wtf8<'_>, at: usize, out: &mut Vec<u8>) -> Result<(), Flaw> {
    let mut shifted: Option<(u32, u32)> = None;
    for c in Wtf8::new(&text.as_bytes()[at..]).code_points() {
        match (is_direct(c), &mut shifted) {
            (true, state) => {
                if let Some(state) = state.take() {
                    flush(state, out);
                    if sextet(c as u8).is_some() || c == u32::from('-') {
                        out.push(b'-');
                    }
                }
                out.push(c as u8);
            }
            (false, None) if c == u32::from('+') => out.extend(b"+-"),
            (false, state) => {
                let state = state.get_or_insert_with(|| {
                    out.push(b'+');
                    (0, 0)
                });
                match char::from_u32(c) {
                    Some(c) => c.encode_utf16(&mut [0; 2]).iter().for_each(|&unit| push_unit(unit.into(), state, out)),
                    None => push_unit(c, state, out),
                }
            }
        }
    }
    if let Some(state) = shifted {
        flush(state, out);
        out.push(b'-');
    }
    Ok(())
}

/// Adds 16 bits to those that are left, and writes all that make digits.
fn push_unit(unit: u32, (buffer, bits): &mut (u32, u32), out: &mut Vec<u8>) {
    *buffer = *buffer << 16 | unit;
    *bits += 16;
    while *bits >= 6 {
        *bits -= 6;
        out.push(ALPHABET[(*buffer >> *bits & 0x3f) as usize]);
    }
    *buffer &= (1 << *bits) - 1;
}

fn flush((buffer, bits): (u32, u32), out: &mut Vec<u8>) {
    if bits > 0 {
        out.push(ALPHABET[(buffer << (6 - bits) & 0x3f) as usize]);
    }
}
