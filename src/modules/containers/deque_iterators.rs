//! The iterators over deques, in both directions.

use super::deque::{Deque, item_for, of};
use crate::builtins::class_to_make;
use crate::object::{Opaque, Ref, Type, Value};
use crate::vm::{Native, PyResult, Vm};

/// The deque is NULL when exhausted.
#[derive(Clone)]
pub struct DequeIterator {
    deque: Value,
    pub at: usize,
    pub changes: u64,
    pub reversed: bool,
}

impl Opaque for DequeIterator {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.deque);
    }
}

/// The same backwards: a type of its own.
struct Backwards(DequeIterator);

impl Opaque for Backwards {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.traverse(visit);
    }
}

const FORWARD: &[Native] = &[
    Native { name: "__new__", signature: "(cls, deque, index=0, /)", function: |vm, args| new(vm, args, false) },
    Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__next__", signature: "(self, /)", function: next },
    Native { name: "__length_hint__", signature: "(self, /)", function: hint },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
];

const BACKWARD: &[Native] = &[
    Native { name: "__new__", signature: "(cls, deque, index=0, /)", function: |vm, args| new(vm, args, true) },
    Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__next__", signature: "(self, /)", function: next },
    Native { name: "__length_hint__", signature: "(self, /)", function: hint },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
];

pub fn define(vm: &mut Vm) -> [(&'static str, Ref<Type>); 2] {
    let forward = vm.define_type::<DequeIterator>("collections._deque_iterator", FORWARD, &[]);
    let backward = vm.define_type::<Backwards>("collections._deque_reverse_iterator", BACKWARD, &[]);
    [("_deque_iterator", forward), ("_deque_reverse_iterator", backward)]
}

pub fn iterator(vm: &mut Vm, deque: &Value, reversed: bool) -> PyResult {
    let changes = of(vm, deque)?.changes;
    let state = DequeIterator { deque: deque.clone(), at: 0, changes, reversed };
    Ok(if reversed { vm.new_opaque(Backwards(state)) } else { vm.new_opaque(state) })
}

fn new(vm: &mut Vm, args: &[Value], reversed: bool) -> PyResult {
    let base = if reversed { vm.type_for::<Backwards>() } else { vm.type_for::<DequeIterator>() };
    class_to_make(vm, &args[0], &base)?;
    if args[1].opaque::<Deque>(vm).is_none() {
        let (name, class) = (base.name(), vm.type_of(&args[1]).name());
        return Err(vm.type_error(format!("{name}() argument 1 must be collections.deque, not {class}")));
    }
    let skipped = if args[2].is_null() { 0 } else { vm.index_i64(&args[2])?.max(0) as usize };
    let iterator = iterator(vm, &args[1], reversed)?;
    let len = of(vm, &args[1])?.items.len();
    if let Some(state) = state_mut(vm, &iterator) {
        state.at = skipped.min(len);
    }
    Ok(iterator)
}

fn state(vm: &Vm, iterator: &Value) -> Option<DequeIterator> {
    match iterator.opaque::<DequeIterator>(vm) {
        Some(state) => Some(state.clone()),
        None => iterator.opaque::<Backwards>(vm).map(|state| state.0.clone()),
    }
}

fn state_mut<'a>(vm: &'a mut Vm, iterator: &'a Value) -> Option<&'a mut DequeIterator> {
    if iterator.opaque::<DequeIterator>(vm).is_some() {
        return iterator.opaque_mut::<DequeIterator>(vm);
    }
    iterator.opaque_mut::<Backwards>(vm).map(|state| &mut state.0)
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = state(vm, &args[0]).filter(|state| !state.deque.is_null()) else { return Ok(Value::NULL) };
    let item = item_for(vm, &state.deque, &state);
    if let Some(own) = state_mut(vm, &args[0]) {
        match item {
            Ok(Some(_)) => own.at += 1,
            _ => own.deque = Value::NULL,
        }
    }
    Ok(item?.unwrap_or(Value::NULL))
}

fn hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = state(vm, &args[0]).filter(|state| !state.deque.is_null()) else { return Ok(Value::size(0)) };
    let len = of(vm, &state.deque)?.items.len();
    Ok(Value::size(len.saturating_sub(state.at)))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = state(vm, &args[0]) else { return Ok(Value::NONE) };
    let deque = match state.deque.is_null() {
        true => vm.new_opaque(Deque::default()),
        false => state.deque,
    };
    let (class, arguments) = (vm.type_of(&args[0]).value(), vm.tuple([deque, Value::size(state.at)]));
    Ok(vm.tuple([class, arguments]))
}
