//! `groupby`.

use super::{change, holder, instance, itself, state};
use crate::object::Value;
use crate::vm::{Native, PyResult, Vm};

holder!(
    /// What is not known yet is NULL. Only the newest group still gives items.
    GroupBy { iterator, function, target, key, value; newest: u64 }
);

pub const GROUPBY: &[Native] = &[
    Native { name: "__new__", signature: "(cls, iterable, key=None)", function: new },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next },
];

holder!(Group { parent, key; number: u64 });

pub const GROUP: &[Native] = &[
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_in_group },
];

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(&args[1])?;
    let function = if args[2].is_none() { Value::NULL } else { args[2].clone() };
    let null = || Value::NULL;
    instance(vm, &args[0], GroupBy { iterator, function, target: null(), key: null(), value: null(), newest: 0 })
}

/// Reads the next item and its key; whether there is one.
fn step(vm: &mut Vm, groups: &Value) -> PyResult<bool> {
    let Some(state) = groups.opaque::<GroupBy>(vm) else { return Ok(false) };
    let (iterator, function) = (state.iterator.clone(), state.function.clone());
    let Some(value) = vm.next(&iterator)? else { return Ok(false) };
    let key = match function.is_null() {
        true => value.clone(),
        false => vm.call(&function, std::slice::from_ref(&value))?,
    };
    if let Some(state) = groups.opaque_mut::<GroupBy>(vm) {
        let old = (std::mem::replace(&mut state.value, value), std::mem::replace(&mut state.key, key));
        drop(old);
    }
    Ok(true)
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    change!(vm, args[0], GroupBy).newest += 1;
    loop {
        let state = state!(vm, args[0], GroupBy);
        let (key, target) = (state.key.clone(), state.target.clone());
        if !key.is_null() && (target.is_null() || !vm.equal(&target, &key)?) {
            break;
        }
        if !step(vm, &args[0])? {
            return Ok(Value::NULL);
        }
        vm.attend()?;
    }
    let state = change!(vm, args[0], GroupBy);
    let (key, number) = (state.key.clone(), state.newest);
    let old = std::mem::replace(&mut state.target, key.clone());
    drop(old);
    let group = vm.new_opaque(Group { parent: args[0].clone(), key: key.clone(), number });
    Ok(vm.tuple([key, group]))
}

fn next_in_group(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = state!(vm, args[0], Group);
    let (parent, key, number) = (state.parent.clone(), state.key.clone(), state.number);
    let groups = state!(vm, parent, GroupBy);
    if groups.newest != number || groups.value.is_null() && !step(vm, &parent)? {
        return Ok(Value::NULL);
    }
    let current = state!(vm, parent, GroupBy).key.clone();
    if !vm.equal(&key, &current)? {
        return Ok(Value::NULL);
    }
    let groups = change!(vm, parent, GroupBy);
    let (value, key) = (std::mem::take(&mut groups.value), std::mem::take(&mut groups.key));
    drop(key);
    Ok(value)
}
