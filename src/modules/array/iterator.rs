//! The iterator over an array.

use super::parts;
use crate::builtins::builtin;
use crate::object::{Opaque, Value};
use crate::vm::{Native, PyResult, Vm};

/// NULL once it is exhausted.
pub struct ArrayIterator {
    array: Value,
    next: usize,
}

impl Opaque for ArrayIterator {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.array);
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__next__", signature: "(self, /)", function: next },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
    Native { name: "__setstate__", signature: "(self, state, /)", function: setstate },
];

pub fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    parts(vm, &args[0])?;
    Ok(vm.new_opaque(ArrayIterator { array: args[0].clone(), next: 0 }))
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = args[0].opaque_mut::<ArrayIterator>(vm) else { return Ok(Value::NULL) };
    let (array, at) = (state.array.clone(), state.next);
    if array.is_null() {
        return Ok(Value::NULL);
    }
    state.next += 1;
    match parts(vm, &array)?.get(vm, at) {
        Some(item) => item,
        None => {
            let spent = args[0].opaque_mut::<ArrayIterator>(vm).map(|state| std::mem::take(&mut state.array));
            drop(spent);
            Ok(Value::NULL)
        }
    }
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iter = builtin(vm, "iter");
    let state = args[0].opaque::<ArrayIterator>(vm).map(|state| (state.array.clone(), state.next));
    match state.filter(|(array, _)| !array.is_null()) {
        Some((array, at)) => {
            let array = vm.tuple([array]);
            Ok(vm.tuple([iter, array, Value::size(at)]))
        }
        None => {
            let empty = vm.empty_tuple();
            let empty = vm.tuple([empty]);
            Ok(vm.tuple([iter, empty]))
        }
    }
}

fn setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].as_int().is_none() {
        return Err(vm.type_error("an integer is required"));
    }
    let at = vm.index_i64(&args[1])?;
    let array = args[0].opaque::<ArrayIterator>(vm).map(|state| state.array.clone()).unwrap_or_default();
    if array.is_null() {
        return Ok(Value::NONE);
    }
    let own = parts(vm, &array)?;
    let at = usize::try_from(at).unwrap_or(0).min(own.len(vm));
    if let Some(state) = args[0].opaque_mut::<ArrayIterator>(vm) {
        state.next = at;
    }
    Ok(Value::NONE)
}
