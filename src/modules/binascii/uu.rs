//! Lines of uuencoded data.

use super::{ascii, error, flag};
use crate::builtins::buffer::bytes_like;
use crate::object::Value;
use crate::vm::{PyResult, Vm};

const MOST: usize = 45;

pub fn encode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let backtick = flag(vm, &args[1], false)?;
    let bytes = bytes_like(vm, &args[0])?;
    if bytes.len() > MOST {
        return Err(error(vm, "At most 45 bytes at once"));
    }
    let digit = |value: u8| if backtick && value == 0 { b'`' } else { b' ' + value };
    let mut out = vec![digit(bytes.len() as u8)];
    for group in bytes.chunks(3) {
        let part = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = part(0) << 16 | part(1) << 8 | part(2);
        out.extend([18, 12, 6, 0].map(|shift| digit((bits >> shift & 63) as u8)));
    }
    out.push(b'\n');
    Ok(vm.bytes(&out))
}

pub fn decode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let line = ascii(vm, &args[0])?;
    match decode_line(&line) {
        Ok(bytes) => Ok(vm.bytes(&bytes)),
        Err(message) => Err(error(vm, message)),
    }
}

fn decode_line(line: &[u8]) -> Result<Vec<u8>, &'static str> {
    // The length stands first; an empty line reads as if a zero byte did.
    let (first, rest) = line.split_first().unwrap_or((&0, &[]));
    let len = usize::from(first.wrapping_sub(b' ') & 63);
    let mut out = Vec::with_capacity(len);
    let (mut bits, mut count, mut at) = (0u32, 0, 0);
    while out.len() < len {
        let digit = match rest.get(at) {
            // Spaces at the end of a line may have been lost.
            None | Some(b'\n' | b'\r') => 0,
            Some(byte @ b' '..=b'`') => (byte - b' ') & 63,
            Some(_) => return Err("Illegal char"),
        };
        at += 1;
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    let garbage = rest.iter().skip(at).any(|byte| !matches!(byte, b' ' | b'`' | b'\n' | b'\r'));
    if garbage { Err("Trailing garbage") } else { Ok(out) }
}
