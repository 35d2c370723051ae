//! Quoted texts: reading and writing them. All offsets are of bytes.

use crate::object::{decode, encode};
use crate::text::wtf8::count_chars;

const HEX: &[u8; 16] = b"0123456789abcdef";

/// What is wrong with a quoted text, and where.
pub struct Fault {
    pub message: &'static str,
    pub at: usize,
}

pub enum Scanned {
    /// As it stands, up to the closing quote.
    Part { end: usize, chars: usize },
    /// With escapes; `end` is behind the closing quote.
    Escaped { text: Vec<u8>, end: usize },
}

/// Whether a byte of a text needs no thought. Those beyond ASCII are decided apart.
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut byte = 0;
    while byte < 0x20 {
        plain[byte] = false;
        byte += 1;
    }
    plain[b'"' as usize] = false;
    plain[b'\\' as usize] = false;
    plain
};

/// Where the plain bytes from an offset on end, eight at a time.
#[inline]
fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGHS: u64 = ONES << 7;
    let zero = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    while let Some(chunk) = bytes.get(at..at + 8) {
        let word = u64::from_le_bytes(chunk.try_into().unwrap_or_default());
        let control = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
        // Of the bytes that are found, the first is surely one.
        let found = control | zero(word ^ (ONES * 0x22)) | zero(word ^ (ONES * 0x5c));
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| PLAIN[*byte as usize]) {
        at += 1;
    }
    at
}

/// Reads a text from behind its opening quote on.
pub fn scan(bytes: &[u8], start: usize, strict: bool) -> Result<Scanned, Fault> {
    let unterminated = || Fault { message: "Unterminated string starting at", at: before(bytes, start) };
    let (mut at, mut done) = (start, start);
    let mut text = Vec::new();
    loop {
        at = plain_end(bytes, at);
        match bytes.get(at) {
            None => return Err(unterminated()),
            Some(b'"') if done == start && text.is_empty() => {
                return Ok(Scanned::Part { end: at, chars: count_chars(&bytes[start..at]) });
            }
            Some(b'"') => {
                text.extend_from_slice(&bytes[done..at]);
                return Ok(Scanned::Escaped { text, end: at + 1 });
            }
            Some(b'\\') => {
                text.extend_from_slice(&bytes[done..at]);
                at = escape(bytes, at, &mut text)?.ok_or_else(unterminated)?;
                done = at;
            }
            Some(_) if strict => return Err(Fault { message: "Invalid control character at", at }),
            Some(_) => at += 1,
        }
    }
}

/// The offset of the character before.
fn before(bytes: &[u8], at: usize) -> usize {
    let mut at = at.saturating_sub(1);
    while bytes.get(at).is_some_and(|byte| byte & 0xc0 == 0x80) {
        at -= 1;
    }
    at
}

/// Reads the escape at a backslash; gives where it ends, or nothing if the text does.
fn escape(bytes: &[u8], at: usize, text: &mut Vec<u8>) -> Result<Option<usize>, Fault> {
    let Some(&letter) = bytes.get(at + 1) else { return Ok(None) };
    let plain = match letter {
        b'"' | b'\\' | b'/' => letter,
        b'b' => 0x08,
        b'f' => 0x0c,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'u' => return unicode(bytes, at + 2, text).map(Some),
        _ => return Err(Fault { message: "Invalid \\escape", at }),
    };
    text.push(plain);
    Ok(Some(at + 2))
}

/// Four digits, and four more if they are a surrogate's that is the first of a pair.
fn unicode(bytes: &[u8], at: usize, text: &mut Vec<u8>) -> Result<usize, Fault> {
    let first = digits(bytes, at)?;
    let mut end = at + 4;
    let mut point = first;
    let is_high = (0xd800..0xdc00).contains(&first);
    if is_high && bytes.len() > end + 6 && bytes[end..].starts_with(b"\\u") {
        let second = digits(bytes, end + 2)?;
        if (0xdc00..0xe000).contains(&second) {
            point = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            end += 6;
        }
    }
    encode(point, text);
    Ok(end)
}

fn digits(bytes: &[u8], at: usize) -> Result<u32, Fault> {
    let fault = Fault { message: "Invalid \\uXXXX escape", at: at - 1 };
    // The closing quote must still follow.
    let Some(digits) = bytes.get(at..at + 4).filter(|_| bytes.len() > at + 4) else { return Err(fault) };
    let value = digits.iter().try_fold(0, |sum, &byte| Some(sum << 4 | char::from(byte).to_digit(16)?));
    value.ok_or(fault)
}

/// Writes a text between quotes.
pub fn quote(bytes: &[u8], ascii: bool, out: &mut Vec<u8>) {
    out.push(b'"');
    let (mut at, mut done) = (0, 0);
    while at < bytes.len() {
        at = plain_end(bytes, at);
        if ascii {
            // What was skipped may hold more than ASCII.
            while let Some(wide) = bytes[done..at].iter().position(|byte| *byte >= 0x7f) {
                let start = done + wide;
                out.extend_from_slice(&bytes[done..start]);
                let (point, len) = decode(&bytes[start..]).unwrap_or((0xfffd, 1));
                escape_point(point, out);
                done = start + len;
            }
        }
        out.extend_from_slice(&bytes[done..at]);
        if let Some(&byte) = bytes.get(at) {
            escape_ascii(byte, out);
            at += 1;
        }
        done = at;
    }
    out.push(b'"');
}

fn escape_ascii(byte: u8, out: &mut Vec<u8>) {
    let letter = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        0x0c => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => return escape_point(byte.into(), out),
    };
    out.extend_from_slice(&[b'\\', letter]);
}

fn escape_point(point: u32, out: &mut Vec<u8>) {
    let mut unit = |unit: u32| {
        let digit = |shift: u32| HEX[(unit >> shift & 0xf) as usize];
        out.extend_from_slice(&[b'\\', b'u', digit(12), digit(8), digit(4), digit(0)]);
    };
    if let Some(above) = point.checked_sub(0x10000) {
        unit(0xd800 + (above >> 10));
        unit(0xdc00 + (above & 0x3ff));
    } else {
        unit(point);
    }
}
