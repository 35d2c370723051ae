//! `unicode_escape` and `raw_unicode_escape`: text as ASCII (or Latin-1) with backslashes.

use super::Flaw;
use crate::text::wtf8::CodePoints;
use crate::text::{Fault, Wtf8, Wtf8Buf, names};

/// The value of at most so many digits, and where they end.
fn digits(bytes: &[u8], from: usize, most: usize, radix: u32) -> (u32, usize) {
    let digits = bytes[from..].iter().take(most).map_while(|&byte| char::from(byte).to_digit(radix));
    digits.fold((0, from), |(value, end), digit| (value * radix + digit, end + 1))
}

/// The byte of an escape of one letter; a line end has none.
fn simple(letter: u8) -> Option<Option<u8>> {
    Some(match letter {
        b'\n' => None,
        b'\\' | b'\'' | b'"' => Some(letter),
        b'a' => Some(0x07),
        b'b' => Some(0x08),
        b't' => Some(b'\t'),
        b'n' => Some(b'\n'),
        b'v' => Some(0x0b),
        b'f' => Some(0x0c),
        b'r' => Some(b'\r'),
        _ => return None,
    })
}

pub(super) fn decode(bytes: &[u8], mut at: usize, is_final: bool, out: &mut Wtf8Buf) -> Result<usize, Flaw> {
    while let Some(run) = memchr::memchr(b'\\', &bytes[at..]) {
        out.extend(bytes[at..at + run].iter().map(|&byte| byte.into()));
        at += run;
        match escape(bytes, at, out) {
            Ok(end) => at = end,
            Err(flaw) if !is_final && flaw.end == bytes.len() && is_cut(&bytes[at..]) => return Ok(at),
            Err(flaw) => return Err(flaw),
        }
    }
    out.extend(bytes[at..].iter().map(|&byte| byte.into()));
    Ok(bytes.len())
}

/// Whether an escape that goes on to the end may be whole with more behind it.
fn is_cut(escape: &[u8]) -> bool {
    match escape {
        [_, b'N', b'{', name @ ..] => !name.contains(&b'}'),
        [_, b'N', rest @ ..] => rest.is_empty(),
        [_, b'x', digits @ ..] => digits.len() < 2 && digits.iter().all(u8::is_ascii_hexdigit),
        [_, b'u', digits @ ..] => digits.len() < 4 && digits.iter().all(u8::is_ascii_hexdigit),
        [_, b'U', digits @ ..] => digits.len() < 8 && digits.iter().all(u8::is_ascii_hexdigit),
        _ => true,
    }
}

/// Appends the value of the escape whose backslash stands at an offset, and gives the offset behind it.
fn escape(bytes: &[u8], start: usize, out: &mut Wtf8Buf) -> Result<usize, Flaw> {
    let (count, reason) = match bytes.get(start + 1) {
        None => return Err(Flaw { start, end: bytes.len(), reason: "\\ at end of string" }),
        Some(b'x') => (2, "truncated \\xXX escape"),
        Some(b'u') => (4, "truncated \\uXXXX escape"),
        Some(b'U') => (8, "truncated \\UXXXXXXXX escape"),
        Some(b'N') => return named(bytes, start, out),
        Some(b'0'..=b'7') => {
            let (value, end) = digits(bytes, start + 1, 3, 8);
            out.push(value);
            return Ok(end);
        }
        Some(&letter) => {
            match simple(letter) {
                Some(value) => out.extend(value.map(u32::from)),
                None => out.extend([b'\\'.into(), letter.into()]),
            }
            return Ok(start + 2);
        }
    };
    let (value, end) = digits(bytes, start + 2, count, 16);
    match (end - start - 2 == count, value) {
        (false, _) => Err(Flaw { start, end, reason }),
        (true, 0x110000..) => Err(Flaw { start, end, reason: "illegal Unicode character" }),
        (true, value) => {
            out.push(value);
            Ok(end)
        }
    }
}

/// `\N{name}`.
fn named(bytes: &[u8], start: usize, out: &mut Wtf8Buf) -> Result<usize, Flaw> {
    let malformed = |end| Err(Flaw { start, end, reason: "malformed \\N character escape" });
    let name = start + "\\N{".len();
    if bytes.get(name - 1) != Some(&b'{') {
        return malformed(name - 1);
    }
    match memchr::memchr(b'}', &bytes[name..]) {
        None => malformed(bytes.len()),
        Some(0) => malformed(name),
        Some(length) => {
            let end = name + length + 1;
            let found = std::str::from_utf8(&bytes[name..name + length]).ok().and_then(names::character);
            out.push_char(found.ok_or(Flaw { start, end, reason: "unknown Unicode character name" })?);
            Ok(end)
        }
    }
}

pub(super) fn decode_raw(bytes: &[u8], mut at: usize, is_final: bool, out: &mut Wtf8Buf) -> Result<usize, Flaw> {
    while let Some(run) = memchr::memchr(b'\\', &bytes[at..]) {
        out.extend(bytes[at..at + run].iter().map(|&byte| byte.into()));
        let start = at + run;
        let (count, reason) = match bytes.get(start + 1) {
            None if !is_final => return Ok(start),
            Some(b'u') => (4, "truncated \\uXXXX escape"),
            Some(b'U') => (8, "truncated \\UXXXXXXXX escape"),
            letter => {
                out.push(b'\\'.into());
                out.extend(letter.map(|&letter| letter.into()));
                at = (start + 2).min(bytes.len());
                continue;
            }
        };
        let (value, end) = digits(bytes, start + 2, count, 16);
        match (end - start - 2 == count, value) {
            (false, _) if !is_final && end == bytes.len() => return Ok(start),
            (false, _) => return Err(Flaw { start, end, reason }),
            (true, 0x110000..) => return Err(Flaw { start, end, reason: "\\Uxxxxxxxx out of range" }),
            (true, value) => out.push(value),
        }
        at = end;
    }
    out.extend(bytes[at..].iter().map(|&byte| byte.into()));
    Ok(bytes.len())
}

/// What CPython warns of, when it has decoded: the first escape that means nothing, or an octal one beyond a byte.
pub fn warning(bytes: &[u8]) -> Option<String> {
    let words = "Such sequences will not work in the future. ";
    let mut at = 0;
    while let Some(run) = memchr::memchr(b'\\', &bytes[at..]) {
        at += run + 2;
        match *bytes.get(at - 1)? {
            b'0'..=b'7' => {
                let (value, end) = digits(bytes, at - 1, 3, 8);
                if value > 0xff {
                    return Some(format!("\"\\{value:o}\" is an invalid octal escape sequence. {words}"));
                }
                at = end;
            }
            b'x' | b'u' | b'U' | b'N' => {}
            letter if simple(letter).is_none() => {
                return Some(format!("\"\\{}\" is an invalid escape sequence. {words}", char::from(letter)));
            }
            _ => {}
        }
    }
    None
}

pub(super) fn encode(text: Wtf8<'_>, at: usize, out: &mut Vec<u8>) -> Result<(), Flaw> {
    for c in CodePoints::of(&text.as_bytes()[at..]) {
        match u8::try_from(c) {
            Ok(b'\\') => out.extend(b"\\\\"),
            Ok(b'\t') => out.extend(b"\\t"),
            Ok(b'\n') => out.extend(b"\\n"),
            Ok(b'\r') => out.extend(b"\\r"),
            Ok(byte @ b' '..=b'~') => out.push(byte),
            _ => out.extend(escaped(c).as_bytes()),
        }
    }
    Ok(())
}

pub(super) fn encode_raw(text: Wtf8<'_>, at: usize, out: &mut Vec<u8>) -> Result<(), Flaw> {
    for c in CodePoints::of(&text.as_bytes()[at..]) {
        match u8::try_from(c) {
            Ok(byte) => out.push(byte),
            Err(_) => out.extend(escaped(c).as_bytes()),
        }
    }
    Ok(())
}

/// A code point as `\xXX`, `\uXXXX` or `\UXXXXXXXX`.
pub(super) fn escaped(c: u32) -> String {
    match c {
        0..0x100 => format!("\\x{c:02x}"),
        0x100..0x10000 => format!("\\u{c:04x}"),
        _ => format!("\\U{c:08x}"),
    }
}

/// `codecs.escape_decode`: the escapes of bytes literals.
pub fn decode_bytes(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(run) = memchr::memchr(b'\\', &bytes[at..]) {
        out.extend_from_slice(&bytes[at..at + run]);
        let start = at + run;
        at = start + 2;
        match bytes.get(start + 1) {
            None => return Err(Fault::value("Trailing \\ in string")),
            Some(b'x') => {
                let (value, end) = digits(bytes, at, 2, 16);
                if end < at + 2 {
                    return Err(Fault::value(format!("invalid \\x escape at position {start}")));
                }
                out.push(value as u8);
                at = end;
            }
            Some(b'0'..=b'7') => {
                let (value, end) = digits(bytes, start + 1, 3, 8);
                out.push(value as u8);
                at = end;
            }
            Some(&letter) => match simple(letter) {
                Some(value) => out.extend(value),
                None => out.extend([b'\\', letter]),
            },
        }
    }
    out.extend_from_slice(&bytes[at..]);
    Ok(out)
}
