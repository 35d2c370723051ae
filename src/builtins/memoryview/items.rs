//! Items of a buffer as values, by the one-letter formats of the module `struct`, in the machine's own sizes.

use crate::number::convert;
use crate::object::{Bytes, IntRef, Special, Value};
use crate::vm::{PyResult, Vm};

/// How many bytes an item of a format has; nothing for what is no format of one item. `@` may stand before the letter.
pub fn item_size(format: &str) -> Option<usize> {
    Some(match letter(format)? {
        b'c' | b'b' | b'B' | b'?' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' | b'P' => 8,
        _ => return None,
    })
}

pub fn letter(format: &str) -> Option<u8> {
    match format.strip_prefix('@').unwrap_or(format).as_bytes() {
        &[letter] => Some(letter),
        _ => None,
    }
}

/// The first bytes of an item as an array.
fn array<const N: usize>(bytes: &[u8]) -> [u8; N] {
    bytes.first_chunk().copied().unwrap_or([0; N])
}

/// An item as a value.
pub fn unpack(vm: &mut Vm, format: &str, bytes: &[u8]) -> PyResult {
    Ok(match letter(format) {
        Some(b'B') => Value::size(bytes.first().copied().unwrap_or(0).into()),
        Some(b'b') => vm.int(i8::from_ne_bytes(array(bytes)).into()),
        Some(b'c') => vm.bytes(bytes),
        Some(b'?') => Value::bool(bytes != [0]),
        Some(b'h') => vm.int(i16::from_ne_bytes(array(bytes)).into()),
        Some(b'H') => vm.int(u16::from_ne_bytes(array(bytes)).into()),
        Some(b'i') => vm.int(i32::from_ne_bytes(array(bytes)).into()),
        Some(b'I') => vm.int(u32::from_ne_bytes(array(bytes)).into()),
        Some(b'l' | b'q' | b'n') => vm.int(i64::from_ne_bytes(array(bytes))),
        Some(b'L' | b'Q' | b'N' | b'P') => vm.big_int(u64::from_ne_bytes(array(bytes)).into()),
        Some(b'f') => vm.float(f32::from_ne_bytes(array(bytes)).into()),
        Some(b'd') => vm.float(f64::from_ne_bytes(array(bytes))),
        Some(b'e') => vm.float(half_to_float(u16::from_ne_bytes(array(bytes)))),
        _ => return Err(vm.not_implemented_error(format!("memoryview: format {format} not supported"))),
    })
}

/// A value as an item's bytes.
pub fn pack(vm: &mut Vm, format: &str, value: &Value) -> PyResult<Vec<u8>> {
    let letter = letter(format);
    match letter {
        Some(b'c') => match value.get::<Bytes>() {
            Some(bytes) if bytes.as_bytes().len() == 1 => Ok(bytes.as_bytes().to_vec()),
            Some(_) => Err(invalid_value(vm, format)),
            None => Err(invalid_type(vm, format)),
        },
        Some(b'?') => Ok(vec![vm.truth(value)?.into()]),
        Some(b'f' | b'd' | b'e') => {
            let float = float(vm, format, value)?;
            Ok(match letter {
                Some(b'f') => (float as f32).to_ne_bytes().to_vec(),
                Some(b'd') => float.to_ne_bytes().to_vec(),
                _ => float_to_half(float).to_ne_bytes().to_vec(),
            })
        }
        _ => integer(vm, format, value),
    }
}

fn integer(vm: &mut Vm, format: &str, value: &Value) -> PyResult<Vec<u8>> {
    let class = vm.type_of(value).to_ref();
    if value.as_int().is_none() && !class.has_special(Special::Index, vm) {
        return Err(invalid_type(vm, format));
    }
    let index = vm.index(value)?;
    let Some(int) = index.as_int() else { return Err(invalid_type(vm, format)) };
    let wide = match int {
        IntRef::Small(small) => Some(i128::from(small)),
        big => i128::try_from(big.to_big()).ok(),
    };
    let packed = wide.and_then(|wide| {
        Some(match letter(format)? {
            b'B' => u8::try_from(wide).ok()?.to_ne_bytes().to_vec(),
            b'b' => i8::try_from(wide).ok()?.to_ne_bytes().to_vec(),
            b'h' => i16::try_from(wide).ok()?.to_ne_bytes().to_vec(),
            b'H' => u16::try_from(wide).ok()?.to_ne_bytes().to_vec(),
            b'i' => i32::try_from(wide).ok()?.to_ne_bytes().to_vec(),
            b'I' => u32::try_from(wide).ok()?.to_ne_bytes().to_vec(),
            b'l' | b'q' | b'n' => i64::try_from(wide).ok()?.to_ne_bytes().to_vec(),
            b'L' | b'Q' | b'N' | b'P' => u64::try_from(wide).ok()?.to_ne_bytes().to_vec(),
            _ => return None,
        })
    });
    packed.ok_or_else(|| invalid_value(vm, format))
}

fn float(vm: &mut Vm, format: &str, value: &Value) -> PyResult<f64> {
    if let Some(float) = value.as_float() {
        return Ok(float);
    }
    let class = vm.type_of(value).to_ref();
    if let Some(int) = value.as_int() {
        return convert::float_from_int(int).map_err(|error| vm.number_error(error));
    }
    if class.has_special(Special::Float, vm)
        && let Some(given) = vm.try_special(value, Special::Float, &[])?
        && let Some(float) = given.as_float()
    {
        return Ok(float);
    }
    Err(invalid_type(vm, format))
}

#[cold]
fn invalid_value(vm: &mut Vm, format: &str) -> crate::vm::Raised {
    vm.value_error(format!("memoryview: invalid value for format '{format}'"))
}

#[cold]
fn invalid_type(vm: &mut Vm, format: &str) -> crate::vm::Raised {
    vm.type_error(format!("memoryview: invalid type for format '{format}'"))
}

/// IEEE 754 binary16.
pub fn half_to_float(half: u16) -> f64 {
    let sign = if half >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(half >> 10 & 0x1f), f64::from(half & 0x3ff));
    // Which NaN it is stays.
    if exponent == 31 && fraction != 0.0 {
        return f64::from_bits(u64::from(half & 0x8000) << 48 | 0x7ff << 52 | u64::from(half & 0x3ff) << 42);
    }
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 => f64::INFINITY,
        _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    }
}

/// The nearest binary16, of two the even one.
pub fn float_to_half(value: f64) -> u16 {
    let sign = if value.is_sign_negative() { 0x8000 } else { 0 };
    let magnitude = value.abs();
    if magnitude.is_nan() {
        let fraction = (value.to_bits() >> 42) as u16 & 0x3ff;
        return sign | 0x7c00 | if fraction == 0 { 0x200 } else { fraction };
    }
    let exponent = if magnitude == 0.0 { -14 } else { (magnitude.log2().floor() as i32).clamp(-14, 16) };
    let units = (magnitude * 2f64.powi(10 - exponent)).round_ties_even();
    // A fraction that is rounded up to 2 carries into the exponent by itself.
    let bits = units + f64::from(exponent + 14) * 1024.0;
    sign | if bits >= f64::from(0x7c00) { 0x7c00 } else { bits as u16 }
}
