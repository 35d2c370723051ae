//! `hex` and `fromhex`.

use crate::text::{Fault, Wtf8};

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Two digits for each byte, in ASCII. A separator stands between groups of so many bytes, which are counted from the end, or
/// from the start where the number is negative.
pub fn hex(bytes: &[u8], separator: Option<u8>, group: isize) -> Vec<u8> {
    let size = group.unsigned_abs();
    let Some(separator) = separator.filter(|_| size > 0) else { return bytes.iter().flat_map(digits).collect() };
    let mut out = Vec::with_capacity(bytes.len() * 2 + bytes.len() / size);
    for (at, byte) in bytes.iter().enumerate() {
        let from = if group < 0 { at } else { bytes.len() - at };
        if at > 0 && from % size == 0 {
            out.push(separator);
        }
        out.extend(digits(byte));
    }
    out
}

fn digits(byte: &u8) -> [u8; 2] {
    [byte >> 4, byte & 0x0f].map(|digit| DIGITS[usize::from(digit)])
}

/// Reads pairs of digits, between which there may be white space.
pub fn from_hex(text: &[u8]) -> Result<Vec<u8>, Fault> {
    let digit = |at: usize| text.get(at).and_then(|&byte| char::from(byte).to_digit(16));
    let mut out = Vec::with_capacity(text.len() / 2);
    let mut at = 0;
    while at < text.len() {
        if super::is_white(text[at]) {
            at += 1;
            continue;
        }
        let high = digit(at).ok_or_else(|| no_digit(at))?;
        let low = digit(at + 1).ok_or_else(|| match at + 1 < text.len() {
            true => no_digit(at + 1),
            false => Fault::value("fromhex() arg must contain an even number of hexadecimal digits"),
        })?;
        out.push((high << 4 | low) as u8);
        at += 2;
    }
    Ok(out)
}

/// Reads a string, in which anything but ASCII is found first.
pub fn from_hex_str(text: Wtf8<'_>) -> Result<Vec<u8>, Fault> {
    match text.as_bytes().iter().position(|byte| !byte.is_ascii()) {
        Some(at) => Err(no_digit(at)),
        None => from_hex(text.as_bytes()),
    }
}

fn no_digit(at: usize) -> Fault {
    Fault::value(format!("non-hexadecimal number found in fromhex() arg at position {at}"))
}
