//! Numbers and texts as pickles have them: little-endian bytes, and the lines of protocol 0.

use super::opcode;
use super::output::Output;
use crate::number::bits::{self, ByteOrder};
use crate::number::parse;
use crate::object::{Value, decode};
use crate::text::float::parse::{float_bytes, float_len};
use crate::text::repr;
use crate::vm::{PyResult, Raised, Vm};

/// Writes an integer that fits 32 bits; false for others.
#[inline]
pub fn put_small(out: &mut Output, binary: bool, value: i64) -> bool {
    let Ok(value) = i32::try_from(value) else { return false };
    if !binary {
        put_line(out, opcode::INT, itoa::Buffer::new().format(value).as_bytes());
        return true;
    }
    let bytes = value.to_le_bytes();
    match (u8::try_from(value), u16::try_from(value)) {
        (Ok(_), _) => out.with(opcode::BININT1, [bytes[0]]),
        (_, Ok(_)) => out.with(opcode::BININT2, [bytes[0], bytes[1]]),
        _ => out.with(opcode::BININT, bytes),
    }
    true
}

/// Writes an integer of any size.
pub fn put_int(vm: &mut Vm, out: &mut Output, protocol: u8, binary: bool, value: &Value) -> PyResult<()> {
    let Some(int) = value.as_int() else { return Ok(()) };
    let small = int.to_i64();
    if small.is_some_and(|small| put_small(out, binary, small)) {
        return Ok(());
    }
    if protocol < 2 {
        let shown = vm.repr(value)?;
        out.op(opcode::LONG);
        out.put(vm.text(&shown).as_bytes());
        out.put(b"L\n");
        return Ok(());
    }
    let bytes = match small {
        Some(small) => shortest(small),
        None => int.to_big().to_signed_bytes_le(),
    };
    match (u8::try_from(bytes.len()), i32::try_from(bytes.len())) {
        (Ok(len), _) => out.with(opcode::LONG1, [len]),
        (_, Ok(len)) => out.with(opcode::LONG4, len.to_le_bytes()),
        _ => return Err(vm.overflow_error("int too large to pickle")),
    }
    out.put(&bytes);
    Ok(())
}

/// As few bytes as say the sign too.
fn shortest(value: i64) -> Vec<u8> {
    let mut bytes = value.to_le_bytes().to_vec();
    let filler = if value < 0 { 0xff } else { 0 };
    while let [.., before, last] = bytes[..]
        && last == filler
        && (before ^ filler) & 0x80 == 0
    {
        bytes.pop();
    }
    bytes
}

pub fn put_float(out: &mut Output, binary: bool, value: f64) {
    if binary {
        return out.with(opcode::BINFLOAT, value.to_be_bytes());
    }
    let mut text = String::new();
    repr::float(value, &mut text);
    put_line(out, opcode::FLOAT, text.as_bytes());
}

/// An instruction whose argument is a line.
pub fn put_line(out: &mut Output, op: u8, line: &[u8]) {
    out.op(op);
    out.put(line);
    out.put(b"\n");
}

/// Latin-1, and escapes for what is not and for what a line cannot hold.
pub fn raw_escaped(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some((point, width)) = text.get(at..).and_then(decode) {
        at += width;
        match point {
            0x10000.. => out.extend_from_slice(format!("\\U{point:08x}").as_bytes()),
            0x100.. | 0 | 0x0a | 0x0d | 0x1a | 0x5c => out.extend_from_slice(format!("\\u{point:04x}").as_bytes()),
            _ => out.push(point as u8),
        }
    }
    out
}

/// An integer of little-endian bytes, the last of which has the sign.
pub fn int_of(vm: &Vm, bytes: &[u8]) -> Value {
    match bytes {
        [] => vm.int(0),
        [.., last] if bytes.len() <= 8 => {
            let mut wide = [if last & 0x80 == 0 { 0 } else { 0xff }; 8];
            wide[..bytes.len()].copy_from_slice(bytes);
            vm.int(i64::from_le_bytes(wide))
        }
        _ => vm.integer(bits::from_bytes(bytes, ByteOrder::Little, true)),
    }
}

/// A line up to its end, or to a zero byte, where C's texts end.
pub fn c_text(line: &[u8]) -> &[u8] {
    &line[..memchr::memchr(0, line).unwrap_or(line.len())]
}

/// An integer in digits, as `int()` reads it.
pub fn parse_int(vm: &mut Vm, text: &[u8]) -> PyResult {
    let text = c_text(text);
    match parse::parse(text, 10, vm.int_max_str_digits, vm.interrupt()) {
        Ok(value) => Ok(vm.integer(value)),
        Err(parse::ParseError::Other(error)) => Err(vm.number_error(error)),
        Err(parse::ParseError::Invalid) => Err(no_int(vm, text)),
    }
}

/// A float as C's `strtod` reads it.
pub fn parse_float(vm: &mut Vm, line: &[u8]) -> PyResult<f64> {
    let text = c_text(line);
    let len = float_len(text);
    // The message has the line with its end.
    let shown = |text: &[u8]| String::from_utf8_lossy(&[text, b"\n"].concat()).chars().take(200).collect::<String>();
    if len == 0 {
        return Err(vm.value_error(format!("could not convert string to float: '{}'", shown(text))));
    }
    let value = float_bytes(&text[..len]);
    if value.is_some_and(f64::is_infinite) && text[..len].iter().any(u8::is_ascii_digit) {
        return Err(vm.overflow_error(format!("value too large to convert to float: '{}'", shown(text))));
    }
    match value.filter(|_| len == text.len()) {
        Some(value) => Ok(value),
        None => Err(vm.value_error("could not convert string to float")),
    }
}

#[cold]
fn no_int(vm: &mut Vm, text: &[u8]) -> Raised {
    let text = vm.str(&String::from_utf8_lossy(text));
    match vm.repr(&text) {
        Ok(shown) => {
            let shown = vm.text(&shown);
            vm.number_error(parse::invalid_literal(10, &shown))
        }
        Err(raised) => raised,
    }
}
