//! The iterators of sequences, dicts and sets, and `callable_iterator`: their methods. What is next the machine itself knows.

use super::sequence::receiver;
use super::text::ssize;
use crate::object::{DictIterator, List, Opaque, SequenceIterator, Set, SetIterator, Special, Tuple, Value};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};

/// Of iterators by index.
pub const SEQUENCE: &[Native] = &[
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next },
    Native { name: "__length_hint__", signature: "(self, /)", function: sequence_hint },
    Native { name: "__reduce__", signature: "(self, /)", function: sequence_reduce },
    Native { name: "__setstate__", signature: "(self, state, /)", function: sequence_setstate },
];

/// Of iterators over dicts.
pub const DICT: &[Native] = &[
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next },
    Native { name: "__length_hint__", signature: "(self, /)", function: dict_hint },
    Native { name: "__reduce__", signature: "(self, /)", function: rest_reduce },
];

/// Of iterators over sets.
pub const SET: &[Native] = &[
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next },
    Native { name: "__length_hint__", signature: "(self, /)", function: set_hint },
    Native { name: "__reduce__", signature: "(self, /)", function: rest_reduce },
];

/// `iter` of an iterator.
pub fn itself(_: &mut Vm, args: &[Value]) -> PyResult {
    Ok(args[0].clone())
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(vm.next(&args[0])?.unwrap_or(Value::NULL))
}

/// A builtin function, by its name; None if a program took it away.
pub fn builtin(vm: &mut Vm, name: &str) -> Value {
    let name = vm.intern(name);
    let builtins = vm.builtins.clone();
    builtins.get_str(&name, vm).unwrap_or(Value::NONE)
}

/// What `object.__getstate__` gives: the instance's own attributes, or None.
pub fn instance_state(vm: &mut Vm, object: &Value) -> PyResult {
    let name = vm.names().__getstate__.clone();
    match vm.try_getattr(object, &name)? {
        Some(method) => vm.call(&method, &[]),
        None => Ok(Value::NONE),
    }
}

fn is_reversed(vm: &Vm, iterator: &Value) -> bool {
    vm.type_of(iterator).is(&vm.types().list_reverseiterator)
}

fn sequence_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = receiver::<SequenceIterator>(vm, &args[0])?;
    let sequence = state.sequence.get();
    if sequence.is_null() {
        return Ok(Value::size(0));
    }
    let at = state.next.get();
    if is_reversed(vm, &args[0]) {
        let len = vm.len(&sequence)?;
        return Ok(vm.int(if at > len { 0 } else { at as i64 }));
    }
    let class = vm.type_of(&sequence).to_ref();
    if !class.has_special(Special::Len, vm) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let len = match (sequence.get::<List>(), sequence.get::<Tuple>()) {
        (Some(list), _) => list.items(vm).len(),
        (_, Some(tuple)) => tuple.items().len(),
        _ => vm.len(&sequence)?,
    };
    Ok(vm.int(len.saturating_sub(at) as i64))
}

fn sequence_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = receiver::<SequenceIterator>(vm, &args[0])?;
    let (sequence, at) = (state.sequence.get(), state.next.get());
    let (is_list, reversed) = (vm.type_of(&args[0]).is(&vm.types().list_iterator), is_reversed(vm, &args[0]));
    if sequence.is_null() {
        let empty = if is_list || reversed { vm.list(Vec::new()) } else { vm.empty_tuple() };
        let (iter, empty) = (builtin(vm, "iter"), vm.tuple([empty]));
        return Ok(vm.tuple([iter, empty]));
    }
    let maker = builtin(vm, if reversed { "reversed" } else { "iter" });
    let at = if reversed { vm.int(at as i64 - 1) } else { Value::size(at) };
    let sequence = vm.tuple([sequence]);
    Ok(vm.tuple([maker, sequence, at]))
}

fn sequence_setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = receiver::<SequenceIterator>(vm, &args[0])?;
    let at = ssize(vm, &args[1])? as i64;
    let sequence = state.sequence.get();
    if sequence.is_null() {
        return Ok(Value::NONE);
    }
    let len = match (sequence.get::<List>(), sequence.get::<Tuple>()) {
        (Some(list), _) => list.items(vm).len() as i64,
        (_, Some(tuple)) => tuple.items().len() as i64,
        _ => i64::MAX - 1,
    };
    // Before the first item of a list is nowhere.
    if at < 0 && sequence.is_a::<List>() && !is_reversed(vm, &args[0]) {
        state.sequence.set(Value::NULL);
        return Ok(Value::NONE);
    }
    let at = if is_reversed(vm, &args[0]) { at.clamp(-1, len - 1) + 1 } else { at.clamp(0, len) };
    state.next.set(at as usize);
    Ok(Value::NONE)
}

fn dict_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = receiver::<DictIterator>(vm, &args[0])?;
    let dict = state.dict.get();
    let same = dict.get::<crate::object::Dict>().is_some_and(|dict| dict.len(vm) == state.len.get());
    Ok(Value::size(if same { state.left.get() } else { 0 }))
}

fn set_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = receiver::<SetIterator>(vm, &args[0])?;
    let set = state.set.get();
    let same = set.get::<Set>().is_some_and(|set| set.table.get(vm).len() == state.len.get());
    Ok(Value::size(if same { state.left.get() } else { 0 }))
}

/// An iterator is saved as one over a list of what is left; it stays where it is.
fn rest_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let copy = match (args[0].get::<DictIterator>(), args[0].get::<SetIterator>()) {
        (Some(state), _) => {
            let copy = DictIterator {
                dict: crate::object::ValueCell::new(state.dict.get()),
                place: state.place.clone(),
                len: state.len.clone(),
                left: state.left.clone(),
                part: state.part,
                reversed: state.reversed,
                pair: crate::object::ValueCell::default(),
            };
            vm.alloc(vm.type_of(&args[0]), copy).into_value()
        }
        (_, Some(state)) => {
            let copy = SetIterator {
                set: crate::object::ValueCell::new(state.set.get()),
                place: state.place.clone(),
                len: state.len.clone(),
                left: state.left.clone(),
            };
            vm.alloc(vm.type_of(&args[0]), copy).into_value()
        }
        _ => args[0].clone(),
    };
    let rest = vm.collect(&copy)?;
    let (iter, rest) = (builtin(vm, "iter"), vm.list(rest));
    let rest = vm.tuple([rest]);
    Ok(vm.tuple([iter, rest]))
}

/// `iter(callable, sentinel)`: both NULL when exhausted.
pub struct CallableIterator {
    callable: Value,
    sentinel: Value,
}

impl Opaque for CallableIterator {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.callable);
        visit(&self.sentinel);
    }
}

pub const CALLABLE: &[Native] = &[
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_call },
    Native { name: "__reduce__", signature: "(self, /)", function: callable_reduce },
];

pub fn callable_iterator(vm: &mut Vm, callable: Value, sentinel: Value) -> Value {
    vm.new_opaque(CallableIterator { callable, sentinel })
}

fn callable_parts(vm: &Vm, iterator: &Value) -> Option<(Value, Value)> {
    let state = iterator.opaque::<CallableIterator>(vm)?;
    Some((state.callable.given()?.clone(), state.sentinel.clone()))
}

fn exhaust(vm: &mut Vm, iterator: &Value) {
    let parts = iterator
        .opaque_mut::<CallableIterator>(vm)
        .map(|state| (std::mem::take(&mut state.callable), std::mem::take(&mut state.sentinel)));
    drop(parts);
}

fn next_call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some((callable, sentinel)) = callable_parts(vm, &args[0]) else { return Ok(Value::NULL) };
    match vm.call(&callable, &[]) {
        Ok(result) => {
            // The call may have exhausted this very iterator.
            if callable_parts(vm, &args[0]).is_some() && !vm.equal(&sentinel, &result)? {
                return Ok(result);
            }
            exhaust(vm, &args[0]);
            Ok(Value::NULL)
        }
        Err(raised) if raised.is(ExceptionKind::StopIteration, vm) => {
            exhaust(vm, &args[0]);
            Ok(Value::NULL)
        }
        Err(raised) => Err(raised),
    }
}

fn callable_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iter = builtin(vm, "iter");
    let parts = match callable_parts(vm, &args[0]) {
        Some((callable, sentinel)) => vm.tuple([callable, sentinel]),
        None => {
            let empty = vm.empty_tuple();
            vm.tuple([empty])
        }
    };
    Ok(vm.tuple([iter, parts]))
}
