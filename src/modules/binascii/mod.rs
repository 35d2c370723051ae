//! `binascii`: bytes as text of several kinds, and back; checksums.

mod base64;
mod quoted;
mod uu;

use super::support;
use crate::builtins::buffer::{bytes_like, contents};
use crate::number::IntRef;
use crate::object::{Bytes, Module, Ref, Str, Type, Value};
use crate::vm::{ExceptionKind, Native, PyResult, Raised, Vm};
use std::borrow::Cow;

const FUNCTIONS: &[Native] = &[
    Native { name: "a2b_uu", signature: "(data, /)", function: uu::decode },
    Native { name: "b2a_uu", signature: "(data, /, *, backtick=False)", function: uu::encode },
    Native { name: "a2b_base64", signature: "(data, /, *, strict_mode=False)", function: base64::decode },
    Native { name: "b2a_base64", signature: "(data, /, *, newline=True)", function: base64::encode },
    Native { name: "a2b_hex", signature: "(hexstr, /)", function: unhexlify },
    Native { name: "b2a_hex", signature: "(data, sep=<unrepresentable>, bytes_per_sep=1)", function: hexlify },
    Native { name: "hexlify", signature: "(data, sep=<unrepresentable>, bytes_per_sep=1)", function: hexlify },
    Native { name: "unhexlify", signature: "(hexstr, /)", function: unhexlify },
    Native { name: "crc32", signature: "(data, crc=0, /)", function: crc32 },
    Native { name: "crc_hqx", signature: "(data, crc, /)", function: crc_hqx },
    Native { name: "a2b_qp", signature: "(data, header=False)", function: quoted::decode },
    Native { name: "b2a_qp", signature: "(data, quotetabs=False, istext=True, header=False)", function: quoted::encode },
];

#[derive(Default)]
struct State(Option<Ref<Type>>);

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("binascii");
    vm.add_functions(&module, FUNCTIONS);
    let error = support::add_exception(vm, &module, "binascii", "Error", ExceptionKind::ValueError);
    vm.state::<State>().0 = error;
    support::add_exception(vm, &module, "binascii", "Incomplete", ExceptionKind::Exception);
    module
}

/// A `binascii.Error`.
#[cold]
fn error(vm: &mut Vm, message: impl AsRef<str>) -> Raised {
    let class = vm.state::<State>().0.clone();
    support::raise(vm, class, message)
}

/// What is to be decoded: a bytes-like object, or a str of ASCII.
fn ascii<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<Cow<'a, [u8]>> {
    if let Some(text) = value.get::<Str>() {
        return match text.is_ascii() {
            true => Ok(Cow::Borrowed(text.as_bytes())),
            false => Err(vm.value_error("string argument should contain only ASCII characters")),
        };
    }
    match contents(vm, value)? {
        Some(bytes) => Ok(bytes),
        None => {
            let class = vm.type_of(value).name();
            Err(vm.type_error(format!("argument should be bytes, buffer or ASCII string, not '{class}'")))
        }
    }
}

/// Whether a flag is set; one that is not given is as it is by default.
fn flag(vm: &mut Vm, value: &Value, default: bool) -> PyResult<bool> {
    if value.is_null() { Ok(default) } else { vm.truth(value) }
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

fn unhexlify(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = ascii(vm, &args[0])?;
    if text.len() % 2 == 1 {
        return Err(error(vm, "Odd-length string"));
    }
    let pairs = text.chunks_exact(2).map(|pair| Some(hex_digit(pair[0])? << 4 | hex_digit(pair[1])?));
    match pairs.collect::<Option<Vec<u8>>>() {
        Some(bytes) => Ok(vm.bytes(&bytes)),
        None => Err(error(vm, "Non-hexadecimal digit found")),
    }
}

/// What stands between groups of digits: one character.
fn separator(vm: &mut Vm, value: &Value) -> PyResult<Option<u8>> {
    if value.is_null() {
        return Ok(None);
    }
    if vm.len(value)? != 1 {
        return Err(vm.value_error("sep must be length 1."));
    }
    if let Some(text) = value.get::<Str>() {
        return match u8::try_from(text.code_point(0)) {
            Ok(byte) => Ok(Some(byte)),
            Err(_) => Err(vm.value_error("sep must be ASCII.")),
        };
    }
    match value.get::<Bytes>() {
        Some(bytes) => Ok(Some(bytes.as_bytes()[0])),
        None => Err(vm.type_error("sep must be str or bytes.")),
    }
}

fn hexlify(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = bytes_like(vm, &args[0])?;
    let separator = separator(vm, &args[1])?;
    let group = if args[2].is_null() { 1 } else { crate::builtins::text::c_int(vm, &args[2])? };
    let size = group.unsigned_abs() as usize;
    crate::builtins::sequence::expect_memory(vm, bytes.len().saturating_mul(3))?;
    let mut out = Vec::with_capacity(2 * bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        // Groups are counted from the end, or from the start if the size is negative.
        let place = if group < 0 { at } else { bytes.len() - at };
        if let Some(separator) = separator.filter(|_| at > 0 && size > 0 && place.is_multiple_of(size)) {
            out.push(separator);
        }
        out.extend([byte >> 4, byte & 15].map(|digit| b"0123456789abcdef"[usize::from(digit)]));
    }
    Ok(vm.bytes(&out))
}

/// An integer's lowest 32 bits.
pub fn low_word(vm: &mut Vm, value: &Value, default: u32) -> PyResult<u32> {
    if value.is_null() {
        return Ok(default);
    }
    let index = vm.index(value)?;
    Ok(match index.as_int() {
        Some(IntRef::Small(small)) => small as u32,
        Some(IntRef::Big(big)) => {
            let bits = big.iter_u32_digits().next().unwrap_or(0);
            if index.as_int().is_some_and(IntRef::is_negative) { bits.wrapping_neg() } else { bits }
        }
        None => default,
    })
}

fn crc32(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (bytes, start) = (bytes_like(vm, &args[0])?, low_word(vm, &args[1], 0)?);
    Ok(Value::size(zlib_rs::crc32::crc32(start, &bytes) as usize))
}

/// The checksum of BinHex 4: CRC-CCITT.
fn crc_hqx(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (bytes, start) = (bytes_like(vm, &args[0])?, low_word(vm, &args[1], 0)?);
    let crc = bytes.iter().fold(start & 0xffff, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte) << 8, |crc, _| {
            let shifted = crc << 1 & 0xffff;
            if crc & 0x8000 != 0 { shifted ^ 0x1021 } else { shifted }
        })
    });
    Ok(Value::size(crc as usize))
}
