//! `_bisect`: searching and inserting in sorted sequences.

use crate::object::{Dict, List, Module, Ref, Value};
use crate::vm::{Native, PyResult, Vm};

const FUNCTIONS: &[Native] = &[
    Native { name: "bisect_right", signature: SIGNATURE, function: |vm, args| search(vm, args, Side::Right) },
    Native { name: "bisect", signature: SIGNATURE, function: |vm, args| search(vm, args, Side::Right) },
    Native { name: "bisect_left", signature: SIGNATURE, function: |vm, args| search(vm, args, Side::Left) },
    Native { name: "insort_right", signature: SIGNATURE, function: |vm, args| insort(vm, args, Side::Right) },
    Native { name: "insort", signature: SIGNATURE, function: |vm, args| insort(vm, args, Side::Right) },
    Native { name: "insort_left", signature: SIGNATURE, function: |vm, args| insort(vm, args, Side::Left) },
];

const SIGNATURE: &str = "(a, x, lo=0, hi=None, *, key=None)";

/// Where a value goes among those equal to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_bisect");
    vm.add_functions(&module, FUNCTIONS);
    module
}

fn key_of(key: &Value) -> Option<&Value> {
    key.given().filter(|key| !key.is_none())
}

/// The place of `x`, which a key was made of already.
fn place(vm: &mut Vm, args: &[Value], x: &Value, side: Side) -> PyResult<usize> {
    let (sequence, key) = (&args[0], key_of(&args[4]));
    let low = if args[2].is_null() { 0 } else { vm.index_i64(&args[2])? };
    let high = match args[3].given().filter(|high| !high.is_none()) {
        Some(high) => vm.index_i64(high)?,
        None => -1,
    };
    let Ok(mut low) = usize::try_from(low) else { return Err(vm.value_error("lo must be non-negative")) };
    let mut high = match usize::try_from(high) {
        Ok(high) => high,
        Err(_) => vm.len(sequence)?,
    };
    if sequence.is_a::<Dict>() {
        let class = vm.type_of(sequence).name();
        return Err(vm.type_error(format!("{class} is not a sequence")));
    }
    while low < high {
        let middle = low.midpoint(high);
        let mut item = match vm.plain_items(sequence).and_then(|items| items.get(middle)) {
            Some(item) => item.clone(),
            None => {
                let middle = vm.int(middle as i64);
                vm.getitem(sequence, &middle)?
            }
        };
        if let Some(key) = key {
            item = vm.call(key, &[item])?;
        }
        let goes_left = match side {
            Side::Right => vm.less(x, &item)?,
            Side::Left => !vm.less(&item, x)?,
        };
        if goes_left { high = middle } else { low = middle + 1 }
    }
    Ok(low)
}

fn search(vm: &mut Vm, args: &[Value], side: Side) -> PyResult {
    let at = place(vm, args, &args[1], side)?;
    Ok(vm.int(at as i64))
}

fn insort(vm: &mut Vm, args: &[Value], side: Side) -> PyResult {
    let x = match key_of(&args[4]) {
        Some(key) => vm.call(key, &[args[1].clone()])?,
        None => args[1].clone(),
    };
    let at = place(vm, args, &x, side)?;
    match args[0].get::<List>().filter(|_| vm.type_of(&args[0]).is(&vm.types().list)) {
        Some(list) => {
            let items = list.items_mut(vm);
            items.insert(at.min(items.len()), args[1].clone());
        }
        None => {
            let name = vm.intern("insert");
            let at = vm.int(at as i64);
            vm.call_method(&args[0], &name, &[at, args[1].clone()])?;
        }
    }
    Ok(Value::NONE)
}
