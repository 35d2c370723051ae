//! `str` of `UnicodeDecodeError`, `UnicodeEncodeError` and `UnicodeTranslateError`.

use super::escape::escaped;
use crate::text::Wtf8;

pub fn decode_message(encoding: &str, bytes: &[u8], start: usize, end: usize, reason: &str) -> String {
    match bytes.get(start) {
        Some(byte) if end == start + 1 => {
            format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
        }
        _ => format!("'{encoding}' codec can't decode bytes in position {start}-{}: {reason}", last(end)),
    }
}

pub fn encode_message(encoding: &str, text: Wtf8<'_>, start: usize, end: usize, reason: &str) -> String {
    format!("'{encoding}' codec can't encode {}", characters(text, start, end, reason))
}

pub fn translate_message(text: Wtf8<'_>, start: usize, end: usize, reason: &str) -> String {
    format!("can't translate {}", characters(text, start, end, reason))
}

fn characters(text: Wtf8<'_>, start: usize, end: usize, reason: &str) -> String {
    match text.get(start) {
        Some(c) if end == start + 1 => format!("character '{}' in position {start}: {reason}", escaped(c)),
        _ => format!("characters in position {start}-{}: {reason}", last(end)),
    }
}

/// The place before an end, as CPython counts it, even before the start.
fn last(end: usize) -> isize {
    end as isize - 1
}
