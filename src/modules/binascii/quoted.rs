//! Quoted-printable text (RFC 1521) and its variant for headers (RFC 1522).

use super::{ascii, flag, hex_digit};
use crate::builtins::buffer::bytes_like;
use crate::object::Value;
use crate::vm::{PyResult, Vm};

/// No line is longer, the `=` at its end included.
const LONGEST: usize = 76;

pub fn decode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let header = flag(vm, &args[1], false)?;
    let text = ascii(vm, &args[0])?;
    let mut out = Vec::with_capacity(text.len());
    let mut rest = &text[..];
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match (first, after) {
            (b'=', []) => {}
            (b'=', [b'\n' | b'\r', ..]) => {
                let end = memchr::memchr(b'\n', after);
                rest = end.map_or(&[], |end| &after[end + 1..]);
            }
            (b'=', [b'=', after @ ..]) => {
                out.push(b'=');
                rest = after;
            }
            (b'=', [high, low, after @ ..]) => match (hex_digit(*high), hex_digit(*low)) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    rest = after;
                }
                _ => out.push(b'='),
            },
            (b'_', _) if header => out.push(b' '),
            (byte, _) => out.push(*byte),
        }
    }
    Ok(vm.bytes(&out))
}

struct Encoder<'a> {
    text: &'a [u8],
    quotes_tabs: bool,
    is_text: bool,
    is_header: bool,
    line_end: &'static [u8],
    line_len: usize,
    out: Vec<u8>,
}

pub fn encode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (quotes_tabs, is_text) = (flag(vm, &args[1], false)?, flag(vm, &args[2], true)?);
    let is_header = flag(vm, &args[3], false)?;
    let text = bytes_like(vm, &args[0])?;
    // The first line's end says how all end.
    let end = memchr::memchr(b'\n', &text).filter(|end| *end > 0 && text[end - 1] == b'\r');
    let line_end: &[u8] = if end.is_some() { b"\r\n" } else { b"\n" };
    let mut encoder =
        Encoder { text: &text, quotes_tabs, is_text, is_header, line_end, line_len: 0, out: Vec::with_capacity(text.len()) };
    encoder.run();
    let out = encoder.out;
    Ok(vm.bytes(&out))
}

impl Encoder<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(&byte) = self.text.get(at) {
            let next = self.text.get(at + 1).copied();
            at += 1;
            if self.is_quoted(byte, next) {
                if self.line_len + 3 >= LONGEST {
                    self.break_line();
                }
                self.quote(byte);
                self.line_len += 3;
            } else if self.is_text && (byte == b'\n' || byte == b'\r' && next == Some(b'\n')) {
                self.end_line();
                if byte == b'\r' {
                    at += 1;
                }
            } else {
                if next.is_some_and(|next| next != b'\n') && self.line_len + 1 >= LONGEST {
                    self.break_line();
                }
                self.line_len += 1;
                self.out.push(if self.is_header && byte == b' ' { b'_' } else { byte });
            }
        }
    }

    fn is_quoted(&self, byte: u8, next: Option<u8>) -> bool {
        match byte {
            b'\r' | b'\n' => !self.is_text,
            b'\t' | b' ' => self.quotes_tabs || next.is_none(),
            b'_' => self.is_header,
            // Alone on a line it would end a mail.
            b'.' => self.line_len == 0 && matches!(next, None | Some(b'\n' | b'\r' | 0)),
            b'=' => true,
            _ => !(33..=126).contains(&byte),
        }
    }

    fn quote(&mut self, byte: u8) {
        self.out.extend([b'=', b"0123456789ABCDEF"[usize::from(byte >> 4)], b"0123456789ABCDEF"[usize::from(byte & 15)]]);
    }

    fn break_line(&mut self) {
        self.out.push(b'=');
        self.out.extend_from_slice(self.line_end);
        self.line_len = 0;
    }

    fn end_line(&mut self) {
        self.line_len = 0;
        if let Some(&last @ (b' ' | b'\t')) = self.out.last() {
            self.out.pop();
            self.quote(last);
        }
        self.out.extend_from_slice(self.line_end);
    }
}
