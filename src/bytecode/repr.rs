//! Python's `repr` of floats and strings.

use std::fmt::Write;

/// The shortest digits that read back as the same float, in Python's layout.
pub fn float_repr(value: f64) -> String {
    if value.is_nan() {
        return "nan".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf".into() } else { "-inf".into() };
    }
    let scientific = format!("{value:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let plain = value.to_string();
        return if plain.contains('.') { plain } else { plain + ".0" };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

/// A string in quotes, with escapes for what does not print. Takes WTF-8.
pub fn str_repr(text: &[u8]) -> String {
    let quote = if text.contains(&b'\'') && !text.contains(&b'"') { '"' } else { '\'' };
    let mut repr = String::from(quote);
    for code in code_points(text) {
        match char::from_u32(code) {
            Some('\n') => repr.push_str("\\n"),
            Some('\r') => repr.push_str("\\r"),
            Some('\t') => repr.push_str("\\t"),
            Some('\\') => repr.push_str("\\\\"),
            Some(c) if c == quote => repr.extend(['\\', c]),
            Some('\0'..' ' | '\x7f'..='\u{a0}' | '\u{ad}') => write!(repr, "\\x{code:02x}").unwrap(),
            Some(c) => repr.push(c),
            None => write!(repr, "\\u{code:04x}").unwrap(),
        }
    }
    repr.push(quote);
    repr
}

/// The code points of WTF-8, surrogates included.
fn code_points(text: &[u8]) -> impl Iterator<Item = u32> + '_ {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (&first, after) = rest.split_first()?;
        let (bits, length) = match first {
            0..0x80 => (u32::from(first), 0),
            0x80..0xe0 => (u32::from(first & 0x1f), 1),
            0xe0..0xf0 => (u32::from(first & 0x0f), 2),
            _ => (u32::from(first & 0x07), 3),
        };
        let (tail, after) = after.split_at(length.min(after.len()));
        rest = after;
        Some(tail.iter().fold(bits, |code, byte| code << 6 | u32::from(byte & 0x3f)))
    })
}
