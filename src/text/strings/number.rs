//! What `int`, `float` and `complex` see of a string.

use crate::text::Wtf8;
use crate::text::chars::{decimal, is_space};
use std::borrow::Cow;

impl<'a> Wtf8<'a> {
    /// A string's number in ASCII, without the white space around it. What is nothing of a number becomes `?`.
    pub fn as_number(self) -> Cow<'a, [u8]> {
        if self.is_ascii() {
            return Cow::Borrowed(trim_ascii(self.as_bytes()));
        }
        let ascii = self.code_points().map(|c| match (u8::try_from(c), decimal(c)) {
            (Ok(byte), _) if byte.is_ascii() => byte,
            (_, Some(digit)) => b'0' + digit,
            _ if is_space(c) => b' ',
            _ => b'?',
        });
        let ascii: Vec<u8> = ascii.collect();
        Cow::Owned(trim_ascii(&ascii).to_vec())
    }
}

/// Without the white space that C knows.
pub fn trim_ascii(mut bytes: &[u8]) -> &[u8] {
    let is_space = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ');
    while let [first, rest @ ..] = bytes
        && is_space(first)
    {
        bytes = rest;
    }
    while let [rest @ .., last] = bytes
        && is_space(last)
    {
        bytes = rest;
    }
    bytes
}
