//! The iterators over str, bytes and bytearray.

use super::text::ssize;
use crate::object::{ByteArray, Bytes, Obj, SequenceIterator, Str, Value};
use crate::vm::{Native, PyResult, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__next__", signature: "(self, /)", function: next },
    Native { name: "__length_hint__", signature: "(self, /)", function: length_hint },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
    Native { name: "__setstate__", signature: "(self, state, /)", function: setstate },
];

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(vm.next_of_sequence(&args[0])?.unwrap_or(Value::NULL))
}

fn state(args: &[Value]) -> Option<&Obj<SequenceIterator>> {
    args[0].get::<SequenceIterator>()
}

/// How many items there are, and the number of the next.
fn extent(vm: &Vm, state: &SequenceIterator) -> (usize, usize) {
    let (sequence, next) = (state.sequence.get(), state.next.get());
    match (sequence.get::<Str>(), sequence.get::<Bytes>(), sequence.get::<ByteArray>()) {
        (Some(text), ..) => (text.chars(), text.char_index(next.min(text.as_bytes().len()))),
        (_, Some(bytes), _) => (bytes.as_bytes().len(), next),
        (.., Some(array)) => (array.bytes(vm).len(), next),
        _ => (0, 0),
    }
}

fn length_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = state(args) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (len, next) = extent(vm, state);
    Ok(Value::size(len.saturating_sub(next)))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = state(args) else { return Ok(Value::NOT_IMPLEMENTED) };
    let name = vm.intern("iter");
    let iter = vm.builtins.clone().get_str(&name, vm).unwrap_or(Value::NONE);
    let sequence = state.sequence.get();
    if sequence.is_null() {
        let is_text = state.header().class().name().starts_with("str");
        let empty = if is_text { vm.str("") } else { vm.empty_tuple() };
        return Ok(vm.tuple([iter, vm.tuple([empty])]));
    }
    let (_, next) = extent(vm, state);
    Ok(vm.tuple([iter, vm.tuple([sequence]), Value::size(next)]))
}

fn setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = ssize(vm, &args[1])?.max(0) as usize;
    if let Some(state) = state(args) {
        let sequence = state.sequence.get();
        let (len, _) = extent(vm, state);
        let next = sequence.get::<Str>().map_or(index.min(len), |text| text.byte_offset(index));
        state.next.set(next);
    }
    Ok(Value::NONE)
}
