//! Values as bytes and back, field by field.

use super::error;
use super::layout::{Field, Layout};
use crate::builtins::complex::from_number_or_complex;
use crate::builtins::float::from_number_like;
use crate::builtins::memoryview::{float_to_half, half_to_float};
use crate::builtins::sequence::has_index;
use crate::object::{ByteArray, Bytes, IntRef, Value};
use crate::vm::{ExceptionKind, PyResult, Raised, Vm};

/// The values as bytes; there are as many as the layout has.
pub fn pack(vm: &mut Vm, layout: &Layout, values: &[Value]) -> PyResult<Vec<u8>> {
    crate::builtins::sequence::expect_memory(vm, layout.size)?;
    let mut out = vec![0; layout.size];
    let mut values = values.iter();
    for field in &layout.fields {
        for (nth, value) in values.by_ref().take(field.count).enumerate() {
            let at = field.offset + nth * field.size;
            pack_one(vm, layout, field, value, &mut out[at..at + field.size])?;
        }
    }
    Ok(out)
}

fn pack_one(vm: &mut Vm, layout: &Layout, field: &Field, value: &Value, out: &mut [u8]) -> PyResult<()> {
    match field.letter {
        b's' => {
            let bytes = bytes_of(vm, value, "s")?;
            let len = bytes.len().min(out.len());
            out[..len].copy_from_slice(&bytes[..len]);
        }
        b'p' => {
            let bytes = bytes_of(vm, value, "p")?;
            if let Some((first, rest)) = out.split_first_mut() {
                let len = bytes.len().min(rest.len());
                rest[..len].copy_from_slice(&bytes[..len]);
                *first = len.min(255) as u8;
            }
        }
        b'c' => match value.get::<Bytes>().map(|bytes| bytes.as_bytes()) {
            Some(&[byte]) => out[0] = byte,
            _ => return Err(error(vm, "char format requires a bytes object of length 1")),
        },
        b'?' => out[0] = vm.truth(value)?.into(),
        b'e' | b'f' | b'd' => {
            let float = float(vm, value)?;
            pack_float(vm, layout, field.letter, float, out)?;
        }
        b'F' | b'D' => {
            let complex = match from_number_or_complex(vm, value) {
                Ok(Some(complex)) => complex,
                _ => return Err(error(vm, "required argument is not a complex")),
            };
            let (letter, half) = (field.letter.to_ascii_lowercase(), field.size / 2);
            pack_float(vm, layout, letter, complex.real, &mut out[..half])?;
            pack_float(vm, layout, letter, complex.imag, &mut out[half..])?;
        }
        _ => {
            let number = integer(vm, field, value)?.to_le_bytes();
            out.copy_from_slice(&number[..out.len()]);
            if layout.is_big {
                out.reverse();
            }
        }
    }
    Ok(())
}

fn bytes_of(vm: &mut Vm, value: &Value, letter: &str) -> PyResult<Vec<u8>> {
    match (value.get::<Bytes>(), value.get::<ByteArray>()) {
        (Some(bytes), _) => Ok(bytes.as_bytes().to_vec()),
        (_, Some(array)) => Ok(array.bytes(vm).clone()),
        _ => Err(error(vm, format!("argument for '{letter}' must be a bytes object"))),
    }
}

fn float(vm: &mut Vm, value: &Value) -> PyResult<f64> {
    match from_number_like(vm, value) {
        Ok(Some(float)) => Ok(float),
        _ => Err(error(vm, "required argument is not a float")),
    }
}

#[cold]
fn too_large(vm: &mut Vm, letter: char) -> Raised {
    vm.overflow_error(format!("float too large to pack with {letter} format"))
}

fn pack_float(vm: &mut Vm, layout: &Layout, letter: u8, value: f64, out: &mut [u8]) -> PyResult<()> {
    match letter {
        b'd' => out.copy_from_slice(&value.to_le_bytes()),
        b'f' => {
            // The machine's own conversion makes infinity of it.
            let single = value as f32;
            if single.is_infinite() && value.is_finite() && !layout.is_native {
                return Err(too_large(vm, 'f'));
            }
            out.copy_from_slice(&single.to_le_bytes());
        }
        _ => {
            let half = float_to_half(value);
            if half & 0x7fff == 0x7c00 && value.is_finite() {
                return Err(too_large(vm, 'e'));
            }
            out.copy_from_slice(&half.to_le_bytes());
        }
    }
    if layout.is_big {
        out.reverse();
    }
    Ok(())
}

/// The range of the integers of a field.
fn range(field: &Field) -> (i128, i128) {
    let bits = 8 * field.size as u32;
    match field.letter {
        // An address: any number that fits.
        b'P' => (-(1 << (bits - 1)), (1 << bits) - 1),
        letter if letter.is_ascii_lowercase() => (-(1 << (bits - 1)), (1 << (bits - 1)) - 1),
        _ => (0, (1 << bits) - 1),
    }
}

fn integer(vm: &mut Vm, field: &Field, value: &Value) -> PyResult<i128> {
    let index = match value.as_int() {
        Some(_) => value.clone(),
        None if has_index(vm, value) => vm.index(value)?,
        None => return Err(error(vm, "required argument is not an integer")),
    };
    let (least, most) = range(field);
    match index.as_int().and_then(IntRef::to_i128).filter(|number| (least..=most).contains(number)) {
        Some(number) => Ok(number),
        None if field.letter == b'P' => Err(error(vm, "int too large to convert")),
        None => {
            let letter = char::from(field.letter);
            Err(error(vm, format!("'{letter}' format requires {least} <= number <= {most}")))
        }
    }
}

/// The values in so many bytes as the layout has.
pub fn unpack(vm: &mut Vm, layout: &Layout, bytes: &[u8]) -> PyResult {
    let mut values = crate::builtins::sequence::room(vm, layout.values)?;
    for field in &layout.fields {
        for nth in 0..field.count {
            let at = field.offset + nth * field.size;
            values.push(unpack_one(vm, layout, field, &bytes[at..at + field.size]));
        }
    }
    Ok(vm.tuple(values))
}

fn unpack_one(vm: &mut Vm, layout: &Layout, field: &Field, bytes: &[u8]) -> Value {
    match field.letter {
        b's' | b'c' => vm.bytes(bytes),
        b'p' => match bytes.split_first() {
            Some((len, rest)) => vm.bytes(&rest[..rest.len().min(usize::from(*len))]),
            None => vm.bytes(b""),
        },
        b'?' => Value::bool(bytes != [0]),
        b'e' | b'f' | b'd' => {
            let float = unpack_float(layout, field.letter, bytes);
            vm.float(float)
        }
        b'F' | b'D' => {
            let (letter, half) = (field.letter.to_ascii_lowercase(), field.size / 2);
            let (real, imag) = bytes.split_at(half);
            vm.complex(unpack_float(layout, letter, real), unpack_float(layout, letter, imag))
        }
        letter => {
            let word = u64::from_le_bytes(little(layout, bytes));
            if letter.is_ascii_uppercase() {
                return vm.integer(word.into());
            }
            // The sign's bits come from above.
            let unused = 64 - 8 * bytes.len() as u32;
            vm.int((word << unused) as i64 >> unused)
        }
    }
}

/// The bytes of a number, the lowest first.
fn little<const N: usize>(layout: &Layout, bytes: &[u8]) -> [u8; N] {
    let mut out = [0; N];
    let len = bytes.len().min(N);
    out[..len].copy_from_slice(&bytes[..len]);
    if layout.is_big {
        out[..len].reverse();
    }
    out
}

fn unpack_float(layout: &Layout, letter: u8, bytes: &[u8]) -> f64 {
    match letter {
        b'd' => f64::from_le_bytes(little(layout, bytes)),
        b'f' => f32::from_le_bytes(little(layout, bytes)).into(),
        _ => half_to_float(u16::from_le_bytes(little(layout, bytes))),
    }
}

/// What [`pack`]'s callers say of a wrong number of values.
#[cold]
pub fn wrong_count(vm: &mut Vm, function: &str, expected: isize, given: usize) -> Raised {
    error(vm, format!("{function} expected {expected} items for packing (got {given})"))
}

/// An offset as CPython's functions take it: `IndexError` where none can be so large.
pub fn offset(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    let index = vm.index(value)?;
    match index.as_int().and_then(IntRef::to_i64) {
        Some(offset) => Ok(offset),
        None => {
            let class = vm.type_of(value).name();
            Err(vm.raise(ExceptionKind::IndexError, format!("cannot fit '{class}' into an index-sized integer")))
        }
    }
}
