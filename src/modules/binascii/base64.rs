//! Base64 (RFC 4648), decoded as leniently as CPython does.

use super::{ascii, error, flag};
use crate::builtins::buffer::bytes_like;
use crate::builtins::sequence::expect_memory;
use crate::object::Value;
use crate::vm::{PyResult, Vm};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// What each byte stands for; 64 for those that are no digits.
const DIGITS: [u8; 256] = {
    let mut digits = [64; 256];
    let mut at = 0;
    while at < 64 {
        digits[ALPHABET[at] as usize] = at as u8;
        at += 1;
    }
    digits
};

pub fn encode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let newline = flag(vm, &args[1], true)?;
    let bytes = bytes_like(vm, &args[0])?;
    expect_memory(vm, bytes.len().saturating_mul(4) / 3)?;
    let mut out = Vec::with_capacity(bytes.len().div_ceil(3) * 4 + 1);
    for group in bytes.chunks(3) {
        let part = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = part(0) << 16 | part(1) << 8 | part(2);
        for digit in 0..4 {
            let is_there = digit <= group.len();
            out.push(if is_there { ALPHABET[(bits >> (18 - 6 * digit) & 63) as usize] } else { b'=' });
        }
    }
    if newline {
        out.push(b'\n');
    }
    Ok(vm.bytes(&out))
}

pub fn decode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let strict = flag(vm, &args[1], false)?;
    let text = ascii(vm, &args[0])?;
    match decode_bytes(&text, strict) {
        Ok(bytes) => Ok(vm.bytes(&bytes)),
        Err(message) => Err(error(vm, message)),
    }
}

fn decode_bytes(text: &[u8], strict: bool) -> Result<Vec<u8>, String> {
    if strict && text.first() == Some(&b'=') {
        return Err("Leading padding not allowed".into());
    }
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 3);
    // Digits of the group at hand, how many, and how many `=` behind them.
    let (mut bits, mut digits, mut pads, mut padded) = (0u32, 0, 0, false);
    for (at, byte) in text.iter().enumerate() {
        if *byte == b'=' {
            padded = true;
            if strict && digits == 0 {
                return Err("Excess padding not allowed".into());
            }
            if digits >= 2 {
                pads += 1;
            }
            if digits >= 2 && digits + pads >= 4 {
                if strict && at + 1 < text.len() {
                    return Err("Excess data after padding".into());
                }
                return Ok(out);
            }
            continue;
        }
        let digit = DIGITS[usize::from(*byte)];
        if digit == 64 {
            if strict {
                return Err("Only base64 data is allowed".into());
            }
            continue;
        }
        if strict && padded {
            return Err("Discontinuous padding not allowed".into());
        }
        pads = 0;
        bits = bits << 6 | u32::from(digit);
        match digits {
            0 => digits = 1,
            _ => {
                out.push((bits >> (6 - 2 * digits)) as u8);
                digits = (digits + 1) % 4;
            }
        }
    }
    match digits {
        0 => Ok(out),
        1 => {
            let count = out.len() / 3 * 4 + 1;
            Err(format!(
                "Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a multiple of 4"
            ))
        }
        _ => Err("Incorrect padding".into()),
    }
}
