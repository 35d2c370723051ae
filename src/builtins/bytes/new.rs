//! Making bytes and bytearrays: of sizes, texts, buffers and iterables.

use super::super::buffer::{contents, contents_of_view};
use super::super::codecs;
use super::super::sequence::expect_memory;
use super::super::text::{class_name, new_class, str_argument};
use super::of_class;
use crate::object::{ByteArray, Bytes, IntRef, List, Special, Str, Type, Value};
use crate::text::bytes::{from_hex, from_hex_str};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};

pub const BYTES_METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, source=b'', encoding='utf-8', errors='strict')", function: new_bytes },
    Native { name: "fromhex", signature: "(cls, string, /)", function: fromhex },
];

pub const ARRAY_METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new_array },
    Native { name: "__init__", signature: "(self, /, source=b'', encoding='utf-8', errors='strict')", function: init_array },
    Native { name: "fromhex", signature: "(cls, string, /)", function: fromhex },
];

fn new_bytes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = vm.types().bytes.clone();
    let class = new_class(vm, &args[0], &own)?;
    if args[1..].iter().skip(1).all(Value::is_null) {
        // What is bytes already stays as it is.
        if class.is(&own) && vm.type_of(&args[1]).is(&own) {
            return Ok(args[1].clone());
        }
        if let Some(source) = args[1].given()
            && let Some(given) = vm.try_special(source, Special::Bytes, &[])?
        {
            let Some(bytes) = given.get::<Bytes>() else {
                let class = class_name(vm, &given);
                return Err(vm.type_error(format!("__bytes__ returned non-bytes (type {class})")));
            };
            if class.is(&own) {
                return Ok(given);
            }
            let bytes = bytes.as_bytes().to_vec();
            return Ok(of_class(vm, class, bytes));
        }
    }
    let bytes = source_bytes(vm, &args[1..], "bytes")?;
    Ok(of_class(vm, class, bytes))
}

fn new_array(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = vm.types().bytearray.clone();
    let class = new_class(vm, &args[0], &own)?;
    Ok(vm.alloc(class, ByteArray::new(Vec::new())).into_value())
}

fn init_array(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(array) = args[0].get::<ByteArray>()
        && array.exports.get() > 0
    {
        return Err(super::array::exported(vm));
    }
    // What is wrong with the arguments shows too late to keep what it held.
    if let Some(array) = args[0].get::<ByteArray>() {
        array.bytes_mut(vm).clear();
    }
    let bytes = source_bytes(vm, &args[1..], "bytearray")?;
    if let Some(array) = args[0].get::<ByteArray>() {
        *array.bytes_mut(vm) = bytes;
    }
    Ok(Value::NONE)
}

/// The bytes that a constructor's arguments mean: source, encoding, errors.
fn source_bytes(vm: &mut Vm, args: &[Value], what: &str) -> PyResult<Vec<u8>> {
    let [source, encoding, errors] = args else { return Ok(Vec::new()) };
    for (argument, name) in [(encoding, "encoding"), (errors, "errors")] {
        if !argument.is_null() {
            str_argument(vm, argument, &format!("{what}() argument '{name}'"))?;
        }
    }
    if source.is_a::<Str>() && !encoding.is_null() {
        let made = codecs::encode(vm, source, encoding, errors)?;
        return Ok(made.get::<Bytes>().map(|made| made.as_bytes().to_vec()).unwrap_or_default());
    }
    if source.is_a::<Str>() {
        return Err(vm.type_error("string argument without an encoding"));
    }
    for (argument, name) in [(encoding, "encoding"), (errors, "errors")] {
        if !argument.is_null() {
            return Err(vm.type_error(format!("{name} without a string argument")));
        }
    }
    match source.given() {
        None => Ok(Vec::new()),
        Some(source) => of_object(vm, source, what),
    }
}

fn of_object(vm: &mut Vm, source: &Value, what: &str) -> PyResult<Vec<u8>> {
    let class = vm.type_of(source).to_ref();
    if source.as_int().is_some() || class.has_special(Special::Index, vm) {
        match vm.index_i64(source) {
            Ok(size) if size < 0 => return Err(vm.value_error("negative count")),
            Ok(size) => return zeros(vm, size as usize),
            Err(raised) if !raised.is(ExceptionKind::TypeError, vm) => return Err(raised),
            Err(_) => {}
        }
    }
    if let Some(bytes) = contents_of_view(vm, source)? {
        return Ok(bytes.into_owned());
    }
    if !class.has_special(Special::Iter, vm) && !class.has_special(Special::GetItem, vm) {
        let class = class.name();
        return Err(vm.type_error(format!("cannot convert '{class}' object to {what}")));
    }
    let words = if what == "bytes" { "bytes must be in range(0, 256)" } else { "byte must be in range(0, 256)" };
    of_iterable(vm, source, words)
}

fn zeros(vm: &mut Vm, size: usize) -> PyResult<Vec<u8>> {
    expect_memory(vm, size)?;
    Ok(vec![0; size])
}

/// The integers of an iterable as bytes; `words` are for those that are none.
pub fn of_iterable(vm: &mut Vm, source: &Value, words: &str) -> PyResult<Vec<u8>> {
    let mut bytes = Vec::new();
    if vm.type_of(source).is(&vm.types().list) {
        let mut at = 0;
        while let Some(item) = source.get::<List>().and_then(|list| list.items(vm).get(at).cloned()) {
            bytes.push(byte_or(vm, &item, words)?);
            at += 1;
        }
        return Ok(bytes);
    }
    let iterator = vm.iter(source)?;
    while let Some(item) = vm.next(&iterator)? {
        if bytes.len() % (1 << 16) == 0 {
            vm.attend()?;
        }
        bytes.push(byte_or(vm, &item, words)?);
    }
    Ok(bytes)
}

/// A byte.
pub fn byte(vm: &mut Vm, value: &Value) -> PyResult<u8> {
    byte_or(vm, value, "byte must be in range(0, 256)")
}

fn byte_or(vm: &mut Vm, value: &Value, words: &str) -> PyResult<u8> {
    if let Some(small @ 0..256) = value.as_small() {
        return Ok(small as u8);
    }
    let index = vm.index(value)?;
    match index.as_int().and_then(IntRef::to_i64).map(u8::try_from) {
        Some(Ok(byte)) => Ok(byte),
        _ => Err(vm.value_error(words)),
    }
}

fn fromhex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = match args[1].get::<Str>() {
        Some(text) => from_hex_str(super::super::text::wtf8(text)),
        None => match contents(vm, &args[1])? {
            Some(bytes) => from_hex(&bytes),
            None => {
                let class = class_name(vm, &args[1]);
                return Err(vm.type_error(format!("fromhex() argument must be str or bytes-like, not {class}")));
            }
        },
    };
    let bytes = bytes.map_err(|error| super::super::text::fault(vm, error))?;
    let Some(class) = args[0].get::<Type>() else { return Ok(Value::NONE) };
    let types = vm.types();
    if class.is(&types.bytes) || class.is(&types.bytearray) {
        return Ok(of_class(vm, class, bytes));
    }
    let plain = match class.kind == crate::object::Kind::ByteArray {
        true => vm.bytearray(bytes),
        false => vm.bytes(&bytes),
    };
    vm.call(&args[0], &[plain])
}
