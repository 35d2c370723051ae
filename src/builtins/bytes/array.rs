//! What changes a bytearray. Its size cannot change while there are views on it.

use super::super::buffer::contents;
use super::super::memoryview::give_back;
use super::super::text::{fault, place, repetitions, slice_bounds, slicing, ssize};
use super::new::of_iterable;
use super::operators::{index, operand};
use super::{byte, raw};
use crate::object::{ByteArray, Slice, Special, Str, Value};
use crate::text::bytes;
use crate::vm::{Native, PyResult, Raised, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "__setitem__", signature: "(self, key, value, /)", function: setitem },
    Native { name: "__delitem__", signature: "(self, key, /)", function: delitem },
    Native { name: "__iadd__", signature: "(self, value, /)", function: inplace_add },
    Native { name: "__imul__", signature: "(self, value, /)", function: inplace_multiply },
    Native { name: "__alloc__", signature: "(self, /)", function: alloc },
    Native { name: "__reduce__", signature: "(self, /)", function: |vm, args| reduce(vm, &args[0], 2) },
    Native { name: "__reduce_ex__", signature: "(self, proto=0, /)", function: reduce_ex },
    Native { name: "__release_buffer__", signature: "(self, buffer, /)", function: give_back },
    Native { name: "append", signature: "(self, item, /)", function: append },
    Native { name: "clear", signature: "(self, /)", function: clear },
    Native { name: "copy", signature: "(self, /)", function: |vm, args| Ok(vm.bytearray(raw(vm, &args[0]).to_vec())) },
    Native { name: "extend", signature: "(self, iterable_of_ints, /)", function: extend },
    Native { name: "insert", signature: "(self, index, item, /)", function: insert },
    Native { name: "pop", signature: "(self, index=-1, /)", function: pop },
    Native { name: "remove", signature: "(self, value, /)", function: remove },
    Native { name: "resize", signature: "(self, size, /)", function: resize },
    Native { name: "reverse", signature: "(self, /)", function: reverse },
];

#[cold]
pub fn exported(vm: &mut Vm) -> Raised {
    vm.buffer_error("Existing exports of data: object cannot be re-sized")
}

/// The bytes, to be made more or fewer.
fn resizable<'a>(vm: &'a mut Vm, value: &'a Value) -> PyResult<&'a mut Vec<u8>> {
    match value.get::<ByteArray>() {
        Some(array) if array.exports.get() == 0 => Ok(array.bytes_mut(vm)),
        Some(_) => Err(exported(vm)),
        None => Err(vm.type_error("a bytearray is required")),
    }
}

/// Replaces a range of the bytes; a range as long as what comes may be replaced at any time.
fn splice(vm: &mut Vm, value: &Value, range: std::ops::Range<usize>, new: &[u8]) -> PyResult<()> {
    if range.len() == new.len() {
        if let Some(array) = value.get::<ByteArray>() {
            array.bytes_mut(vm)[range].copy_from_slice(new);
        }
        return Ok(());
    }
    let bytes = resizable(vm, value)?;
    if bytes.try_reserve(new.len()).is_err() {
        return Err(vm.memory_error());
    }
    bytes.splice(range, new.iter().copied());
    Ok(())
}

fn append(vm: &mut Vm, args: &[Value]) -> PyResult {
    let byte = byte(vm, &args[1])?;
    resizable(vm, &args[0])?.push(byte);
    Ok(Value::NONE)
}

fn clear(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !raw(vm, &args[0]).is_empty() {
        *resizable(vm, &args[0])? = Vec::new();
    }
    Ok(Value::NONE)
}

fn extend(vm: &mut Vm, args: &[Value]) -> PyResult {
    let more = match contents(vm, &args[1])? {
        Some(bytes) => bytes.into_owned(),
        None => {
            let class = vm.type_of(&args[1]).to_ref();
            if !class.has_special(Special::Iter, vm) && !class.has_special(Special::GetItem, vm) {
                let class = class.name();
                return Err(vm.type_error(format!("can't extend bytearray with {class}")));
            }
            if args[1].is_a::<Str>() {
                let class = class.name();
                return Err(vm.type_error(format!("expected iterable of integers; got: '{class}'")));
            }
            of_iterable(vm, &args[1], "byte must be in range(0, 256)")?
        }
    };
    let len = raw(vm, &args[0]).len();
    splice(vm, &args[0], len..len, &more)?;
    Ok(Value::NONE)
}

fn insert(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = ssize(vm, &args[1])?;
    let byte = byte(vm, &args[2])?;
    let bytes = resizable(vm, &args[0])?;
    let len = bytes.len() as isize;
    let index = if index < 0 { index.saturating_add(len).max(0) } else { index.min(len) };
    bytes.insert(index as usize, byte);
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = if args[1].is_null() { -1 } else { ssize(vm, &args[1])? };
    let len = raw(vm, &args[0]).len();
    if len == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    match place(index as i64, len) {
        Some(index) => Ok(Value::size(resizable(vm, &args[0])?.remove(index).into())),
        None => Err(vm.index_error("pop index out of range")),
    }
}

fn remove(vm: &mut Vm, args: &[Value]) -> PyResult {
    let byte = byte(vm, &args[1])?;
    match memchr::memchr(byte, raw(vm, &args[0])) {
        Some(at) => {
            resizable(vm, &args[0])?.remove(at);
            Ok(Value::NONE)
        }
        None => Err(vm.value_error("value not found in bytearray")),
    }
}

fn resize(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = ssize(vm, &args[1])?;
    if size < 0 {
        return Err(vm.value_error(format!("Can only resize to positive sizes, got {size}")));
    }
    let len = raw(vm, &args[0]).len();
    if size as usize != len {
        let bytes = resizable(vm, &args[0])?;
        if bytes.try_reserve((size as usize).saturating_sub(len)).is_err() {
            return Err(vm.memory_error());
        }
        bytes.resize(size as usize, 0);
    }
    Ok(Value::NONE)
}

fn reverse(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(array) = args[0].get::<ByteArray>() {
        array.bytes_mut(vm).reverse();
    }
    Ok(Value::NONE)
}

fn alloc(vm: &mut Vm, args: &[Value]) -> PyResult {
    let len = raw(vm, &args[0]).len();
    Ok(Value::size(if len == 0 { 0 } else { len + 1 }))
}

fn reduce_ex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let protocol = if args[1].is_null() { 0 } else { vm.index_i64(&args[1])? };
    reduce(vm, &args[0], protocol)
}

/// Pickles of the first protocols have no bytes: those get a text.
fn reduce(vm: &mut Vm, array: &Value, protocol: i64) -> PyResult {
    let bytes = raw(vm, array).to_vec();
    let arguments = match (bytes.is_empty(), protocol) {
        (true, _) => vm.empty_tuple(),
        (false, ..3) => {
            let text: crate::text::Wtf8Buf = bytes.iter().map(|byte| u32::from(*byte)).collect();
            vm.tuple([vm.str_from(text.as_bytes()), vm.str("latin-1")])
        }
        (false, _) => vm.tuple([vm.bytes(&bytes)]),
    };
    let class = vm.type_of(array).value();
    let state = crate::builtins::reduce::state_of(vm, array, false)?;
    Ok(vm.tuple([class, arguments, state]))
}

fn setitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(slice) = args[1].get::<Slice>() {
        return set_slice(vm, args, slice);
    }
    let at = index(vm, args)?;
    let byte = byte(vm, &args[2])?;
    match args[0].get::<ByteArray>().and_then(|array| array.bytes_mut(vm).get_mut(at)) {
        Some(place) => *place = byte,
        None => return Err(vm.index_error("bytearray index out of range")),
    }
    Ok(Value::NONE)
}

fn set_slice(vm: &mut Vm, args: &[Value], slice: &Slice) -> PyResult {
    let new = match contents(vm, &args[2])? {
        Some(bytes) => bytes.into_owned(),
        None => {
            let class = vm.type_of(&args[2]).to_ref();
            let is_iterable = class.has_special(Special::Iter, vm) || class.has_special(Special::GetItem, vm);
            if !is_iterable || args[2].is_a::<Str>() || args[2].as_int().is_some() {
                let words = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
                return Err(vm.type_error(words));
            }
            of_iterable(vm, &args[2], "byte must be in range(0, 256)")?
        }
    };
    let bounds = slice_bounds(vm, slice)?;
    let slicing = slicing(bounds, raw(vm, &args[0]).len());
    if slicing.step == 1 {
        splice(vm, &args[0], slicing.start..slicing.start + slicing.count, &new)?;
        return Ok(Value::NONE);
    }
    if new.is_empty() {
        return delitem(vm, &args[..2]);
    }
    if slicing.count != new.len() {
        let (given, wanted) = (new.len(), slicing.count);
        return Err(vm.value_error(format!("attempt to assign bytes of size {given} to extended slice of size {wanted}")));
    }
    if let Some(array) = args[0].get::<ByteArray>() {
        let bytes = array.bytes_mut(vm);
        slicing.places().zip(new).for_each(|(at, byte)| bytes[at] = byte);
    }
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(slice) = args[1].get::<Slice>() else {
        let at = index(vm, args)?;
        resizable(vm, &args[0])?.remove(at);
        return Ok(Value::NONE);
    };
    let bounds = slice_bounds(vm, slice)?;
    let slicing = slicing(bounds, raw(vm, &args[0]).len());
    if slicing.count == 0 {
        return Ok(Value::NONE);
    }
    if slicing.step == 1 {
        splice(vm, &args[0], slicing.start..slicing.start + slicing.count, b"")?;
        return Ok(Value::NONE);
    }
    let mut gone: Vec<usize> = slicing.places().collect();
    gone.sort_unstable();
    let bytes = resizable(vm, &args[0])?;
    let (mut at, mut next) = (0, gone.into_iter().peekable());
    bytes.retain(|_| {
        let keep = next.next_if_eq(&at).is_none();
        at += 1;
        keep
    });
    Ok(Value::NONE)
}

fn inplace_add(vm: &mut Vm, args: &[Value]) -> PyResult {
    let more = operand(vm, args)?;
    let len = raw(vm, &args[0]).len();
    // Its own buffer counts as a view on it.
    if args[0].is(&args[1]) && len > 0 {
        return Err(exported(vm));
    }
    splice(vm, &args[0], len..len, &more)?;
    Ok(args[0].clone())
}

fn inplace_multiply(vm: &mut Vm, args: &[Value]) -> PyResult {
    let count = repetitions(vm, &args[1])?;
    match bytes::repeat(raw(vm, &args[0]), count) {
        Ok(repeated) => {
            let len = raw(vm, &args[0]).len();
            splice(vm, &args[0], 0..len, &repeated)?;
            Ok(args[0].clone())
        }
        Err(error) => Err(fault(vm, error)),
    }
}
