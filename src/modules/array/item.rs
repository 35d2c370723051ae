//! The items of arrays: what a typecode means, and a value as an item's bytes.

use crate::builtins::float::real;
use crate::object::{Str, Value};
use crate::vm::{PyResult, Raised, Vm};

pub const TYPECODES: &str = "bBuwhHiIlLqQfd";

pub fn size(code: u8) -> Option<usize> {
    Some(match code {
        b'b' | b'B' => 1,
        b'h' | b'H' => 2,
        b'i' | b'I' | b'f' | b'u' | b'w' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'd' => 8,
        _ => return None,
    })
}

pub fn is_text(code: u8) -> bool {
    matches!(code, b'u' | b'w')
}

fn array<const N: usize>(bytes: &[u8]) -> [u8; N] {
    bytes.first_chunk().copied().unwrap_or([0; N])
}

/// An item's value.
pub fn unpack(vm: &mut Vm, code: u8, bytes: &[u8]) -> PyResult {
    Ok(match code {
        b'b' => vm.int(i8::from_ne_bytes(array(bytes)).into()),
        b'B' => vm.int(bytes.first().copied().unwrap_or(0).into()),
        b'h' => vm.int(i16::from_ne_bytes(array(bytes)).into()),
        b'H' => vm.int(u16::from_ne_bytes(array(bytes)).into()),
        b'i' => vm.int(i32::from_ne_bytes(array(bytes)).into()),
        b'I' => vm.int(u32::from_ne_bytes(array(bytes)).into()),
        b'l' | b'q' => vm.int(i64::from_ne_bytes(array(bytes))),
        b'L' | b'Q' => vm.integer(u64::from_ne_bytes(array(bytes)).into()),
        b'f' => vm.float(f32::from_ne_bytes(array(bytes)).into()),
        b'd' => vm.float(f64::from_ne_bytes(array(bytes))),
        _ => match u32::from_ne_bytes(array(bytes)) {
            point @ 0..=0x10_ffff => vm.character(point),
            point => return Err(not_a_character(vm, point)),
        },
    })
}

#[cold]
pub fn not_a_character(vm: &mut Vm, point: u32) -> Raised {
    vm.value_error(format!("character U+{point:x} is not in range [U+0000; U+10ffff]"))
}

/// The bytes of an item; an error says why the value cannot be one. At most eight, and how many.
pub fn pack(vm: &mut Vm, code: u8, value: &Value) -> PyResult<([u8; 8], usize)> {
    let mut out = [0; 8];
    let size = size(code).unwrap_or(1);
    match code {
        b'f' => out[..4].copy_from_slice(&(real(vm, value)? as f32).to_ne_bytes()),
        b'd' => out.copy_from_slice(&real(vm, value)?.to_ne_bytes()),
        b'u' | b'w' => out[..4].copy_from_slice(&character(vm, value)?.to_ne_bytes()),
        _ => {
            let bytes = integer(vm, code, value)?.to_le_bytes();
            out[..size].copy_from_slice(&bytes[..size]);
            if cfg!(target_endian = "big") {
                out[..size].reverse();
            }
        }
    }
    Ok((out, size))
}

fn character(vm: &mut Vm, value: &Value) -> PyResult<u32> {
    match value.get::<Str>() {
        Some(text) if text.chars() == 1 => Ok(text.code_point(0)),
        Some(text) => {
            let len = text.chars();
            Err(vm.type_error(format!("array item must be a unicode character, not a string of length {len}")))
        }
        None => {
            let class = vm.type_of(value).name();
            Err(vm.type_error(format!("array item must be a unicode character, not {class}")))
        }
    }
}

/// What C makes of an integer on its way into an item: ranges, and what is said of numbers below and above.
type Step = (i128, i128, &'static str, &'static str);

const LONG: Step = (i64::MIN as i128, i64::MAX as i128, TOO_LARGE, TOO_LARGE);
const TOO_LARGE: &str = "Python int too large to convert to C long";
const UNSIGNED_LONG: Step = (
    0,
    u64::MAX as i128,
    "can't convert negative value to unsigned int",
    "Python int too large to convert to C unsigned long",
);
const SHORT: Step = (
    i16::MIN as i128,
    i16::MAX as i128,
    "signed short integer is less than minimum",
    "signed short integer is greater than maximum",
);
const INT: Step =
    (i32::MIN as i128, i32::MAX as i128, "signed integer is less than minimum", "signed integer is greater than maximum");

fn steps(code: u8) -> &'static [Step] {
    const BIG: &str = "int too big to convert";
    match code {
        b'b' => &[LONG, SHORT, (-128, 127, "signed char is less than minimum", "signed char is greater than maximum")],
        b'B' => {
            &[LONG, (0, 255, "unsigned byte integer is less than minimum", "unsigned byte integer is greater than maximum")]
        }
        b'h' => &[LONG, SHORT],
        b'H' => &[LONG, INT, (0, 0xffff, "unsigned short is less than minimum", "unsigned short is greater than maximum")],
        b'i' => &[LONG, INT],
        b'I' => &[UNSIGNED_LONG, (0, u32::MAX as i128, "", "unsigned int is greater than maximum")],
        b'l' => &[LONG],
        b'L' => &[UNSIGNED_LONG],
        b'q' => &[(i64::MIN as i128, i64::MAX as i128, BIG, BIG)],
        _ => &[(0, u64::MAX as i128, "can't convert negative int to unsigned", BIG)],
    }
}

fn integer(vm: &mut Vm, code: u8, value: &Value) -> PyResult<i128> {
    let index = vm.index(value)?;
    let Some(int) = index.as_int() else { return Ok(0) };
    let wide = match (int.to_i128(), int.is_negative()) {
        (Some(wide), _) => wide,
        (None, true) => i128::MIN,
        (None, false) => i128::MAX,
    };
    for (least, most, below, above) in steps(code) {
        if wide < *least || wide > *most {
            return Err(vm.overflow_error(if wide < *least { below } else { above }));
        }
    }
    Ok(wide)
}

/// A typecode as an argument.
pub fn code(vm: &mut Vm, value: &Value, what: &str) -> PyResult<u8> {
    match value.get::<Str>() {
        Some(text) if text.chars() == 1 => Ok(u8::try_from(text.code_point(0)).unwrap_or(0)),
        Some(text) => {
            let len = text.chars();
            Err(vm.type_error(format!("{what} must be a unicode character, not a string of length {len}")))
        }
        None => {
            let class = if value.is_none() { "None".into() } else { vm.type_of(value).name() };
            Err(vm.type_error(format!("{what} must be a unicode character, not {class}")))
        }
    }
}

/// A text's code points as items.
pub fn text_items(text: &Value) -> Vec<u8> {
    let Some(text) = text.get::<Str>() else { return Vec::new() };
    let mut rest = text.as_bytes();
    let mut out = Vec::with_capacity(4 * text.chars());
    while let Some((point, len)) = crate::object::decode(rest) {
        out.extend(point.to_ne_bytes());
        rest = &rest[len..];
    }
    out
}
