//! What operators call on bytes and bytearrays, and what every sequence has.

use super::super::buffer::{contents, not_bytes_like};
use super::super::percent;
use super::super::sequence::expect_memory;
use super::super::text::{class_name, fault, place, repetitions, slice_bounds, slicing, subscript};
use super::{byte, like, made, raw};
use crate::object::{ByteArray, Slice, Special, Value};
use crate::text::{bytes, repr, search};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};
use std::cmp::Ordering;

pub const METHODS: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: repr_of },
    Native { name: "__str__", signature: "(self, /)", function: str_of },
    Native { name: "__len__", signature: "(self, /)", function: |vm, args| Ok(Value::size(raw(vm, &args[0]).len())) },
    Native { name: "__iter__", signature: "(self, /)", function: iter },
    Native { name: "__getitem__", signature: "(self, key, /)", function: getitem },
    Native { name: "__contains__", signature: "(self, key, /)", function: contains },
    Native { name: "__add__", signature: "(self, value, /)", function: add },
    Native { name: "__mul__", signature: "(self, value, /)", function: multiply },
    Native { name: "__rmul__", signature: "(self, value, /)", function: multiply },
    Native { name: "__mod__", signature: "(self, value, /)", function: remainder },
    Native { name: "__rmod__", signature: "(self, value, /)", function: |vm, args| reflected_remainder(vm, args) },
    Native { name: "__eq__", signature: "(self, value, /)", function: |vm, args| equal(vm, args, Ordering::is_eq) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |vm, args| equal(vm, args, Ordering::is_ne) },
    Native { name: "__lt__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Ordering::is_lt) },
    Native { name: "__le__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Ordering::is_le) },
    Native { name: "__gt__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Ordering::is_gt) },
    Native { name: "__ge__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Ordering::is_ge) },
    Native { name: "__buffer__", signature: "(self, flags, /)", function: super::super::memoryview::export },
    Native { name: "__sizeof__", signature: "(self, /)", function: sizeof },
];

fn str_of(vm: &mut Vm, args: &[Value]) -> PyResult {
    if vm.warns_of_bytes {
        let class = if args[0].is_a::<ByteArray>() { "bytearray" } else { "bytes" };
        vm.warn(ExceptionKind::BytesWarning, &format!("str() on a {class} instance"))?;
    }
    repr_of(vm, args)
}

fn repr_of(vm: &mut Vm, args: &[Value]) -> PyResult {
    // Each byte may take four, and it is copied to an object.
    let len = raw(vm, &args[0]).len();
    expect_memory(vm, 8 * len)?;
    let mut out = String::new();
    repr::bytes(raw(vm, &args[0]), &mut out);
    if args[0].is_a::<ByteArray>() {
        let class = class_name(vm, &args[0]);
        // Its single quotes are escaped even where they need not be.
        let inner = if out.starts_with("b\"") { out.replace('\'', "\\'") } else { out };
        out = format!("{class}({inner})");
    }
    Ok(vm.str(&out))
}

fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let types = vm.types();
    let is_array = args[0].is_a::<ByteArray>();
    let class = if is_array { types.bytearray_iterator.clone() } else { types.bytes_iterator.clone() };
    Ok(vm.sequence_iterator(&class, args[0].clone()))
}

/// How messages call the type.
fn type_words(value: &Value) -> (&'static str, &'static str) {
    if value.is_a::<ByteArray>() { ("bytearray", "bytearray index out of range") } else { ("byte", "index out of range") }
}

/// An index for `[]`.
pub fn index(vm: &mut Vm, args: &[Value]) -> PyResult<usize> {
    let key = &args[1];
    let class = vm.type_of(key).to_ref();
    let (what, out_of_range) = type_words(&args[0]);
    if key.as_int().is_none() && !class.has_special(Special::Index, vm) {
        let class = class.name();
        return Err(vm.type_error(format!("{what} indices must be integers or slices, not {class}")));
    }
    let index = subscript(vm, key)?;
    match place(index, raw(vm, &args[0]).len()) {
        Some(index) => Ok(index),
        None => Err(vm.index_error(out_of_range)),
    }
}

fn getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(slice) = args[1].get::<Slice>() else {
        let index = index(vm, args)?;
        return Ok(Value::size(raw(vm, &args[0])[index].into()));
    };
    let bounds = slice_bounds(vm, slice)?;
    let bytes = raw(vm, &args[0]);
    let slicing = slicing(bounds, bytes.len());
    if slicing.step == 1 {
        if slicing.count == bytes.len() {
            return Ok(super::exact(vm, &args[0]));
        }
        return Ok(like(vm, &args[0], &bytes[slicing.start..slicing.start + slicing.count]));
    }
    let picked = slicing.places().map(|at| bytes[at]).collect();
    Ok(made(vm, &args[0], picked))
}

fn contains(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(&args[1]).to_ref();
    if args[1].as_int().is_some() || class.has_special(Special::Index, vm) {
        let byte = byte(vm, &args[1])?;
        return Ok(Value::bool(raw(vm, &args[0]).contains(&byte)));
    }
    match contents(vm, &args[1])? {
        Some(part) => Ok(Value::bool(search::find(raw(vm, &args[0]), &part).is_some())),
        None => Err(not_bytes_like(vm, &args[1])),
    }
}

/// The other operand of `+`.
pub fn operand<'a>(vm: &mut Vm, args: &'a [Value]) -> PyResult<std::borrow::Cow<'a, [u8]>> {
    match contents(vm, &args[1]) {
        Ok(Some(other)) => Ok(other),
        // Whatever is wrong with the buffer.
        _ => {
            let (of, other) = (class_name(vm, &args[0]), class_name(vm, &args[1]));
            Err(vm.type_error(format!("can't concat {other} to {of}")))
        }
    }
}

fn add(vm: &mut Vm, args: &[Value]) -> PyResult {
    let other = operand(vm, args)?;
    // The sum, and the object that it is copied to.
    let len = raw(vm, &args[0]).len() + other.len();
    expect_memory(vm, 2 * len)?;
    let bytes = raw(vm, &args[0]);
    let mut sum = Vec::with_capacity(bytes.len() + other.len());
    sum.extend_from_slice(bytes);
    sum.extend_from_slice(&other);
    Ok(made(vm, &args[0], sum))
}

fn multiply(vm: &mut Vm, args: &[Value]) -> PyResult {
    let count = repetitions(vm, &args[1])?;
    let len = raw(vm, &args[0]).len();
    expect_memory(vm, len.saturating_mul(count.max(0) as usize).saturating_mul(2))?;
    match bytes::repeat(raw(vm, &args[0]), count) {
        Ok(repeated) => Ok(made(vm, &args[0], repeated)),
        Err(error) => Err(fault(vm, error)),
    }
}

fn remainder(vm: &mut Vm, args: &[Value]) -> PyResult {
    let format = raw(vm, &args[0]).to_vec();
    let text = percent::format_bytes(vm, &format, &args[1])?;
    Ok(made(vm, &args[0], text))
}

fn reflected_remainder(vm: &mut Vm, args: &[Value]) -> PyResult {
    match std::mem::discriminant(&args[0].kind()) == std::mem::discriminant(&args[1].kind()) {
        true => remainder(vm, &[args[1].clone(), args[0].clone()]),
        false => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// With `-b`, nothing else is said to be unequal in silence.
fn equal(vm: &mut Vm, args: &[Value], test: fn(Ordering) -> bool) -> PyResult {
    if vm.warns_of_bytes {
        let what = if args[0].is_a::<ByteArray>() { "bytearray" } else { "bytes" };
        let other = match (args[1].is_a::<crate::object::Str>(), args[1].as_int().is_some() && what == "bytes") {
            (true, _) => Some("string"),
            (_, true) => Some("int"),
            _ => None,
        };
        if let Some(other) = other {
            vm.warn(ExceptionKind::BytesWarning, &format!("Comparison between {what} and {other}"))?;
        }
    }
    compare(vm, args, test)
}

fn compare(vm: &mut Vm, args: &[Value], test: fn(Ordering) -> bool) -> PyResult {
    let is_array = args[0].is_a::<ByteArray>();
    if args[1].is_a::<crate::object::Bytes>() || is_array && args[1].is_a::<ByteArray>() {
        return Ok(Value::bool(test(raw(vm, &args[0]).cmp(raw(vm, &args[1])))));
    }
    // A bytearray compares with whatever has a buffer, bytes leave that to the other.
    if !is_array || args[1].is_a::<crate::object::Str>() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match contents(vm, &args[1])? {
        Some(other) => Ok(Value::bool(test(raw(vm, &args[0]).cmp(&other)))),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let len = raw(vm, &args[0]).len();
    Ok(Value::size(match args[0].is_a::<ByteArray>() {
        true if len == 0 => 56,
        true => 57 + len,
        false => 33 + len,
    }))
}
