//! Iterators that need not end: `count`, `cycle`, `repeat`.

use super::{change, holder, instance, itself, state};
use crate::object::{IntRef, Special, Value};
use crate::vm::{BinaryOperator, Native, PyResult, Vm};

holder!(Count { next, step });

pub const COUNT: &[Native] = &[
    Native { name: "__new__", signature: "(cls, start=0, step=1)", function: new_count },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_count },
    Native { name: "__repr__", signature: "(self, /)", function: repr_count },
];

fn is_number(vm: &mut Vm, value: &Value) -> bool {
    let class = vm.type_of(value).to_ref();
    [Special::Index, Special::Int, Special::Float, Special::Complex]
        .into_iter()
        .any(|special| class.has_special(special, vm))
}

fn new_count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let next = args[1].given().cloned().unwrap_or(Value::size(0));
    let step = args[2].given().cloned().unwrap_or(Value::size(1));
    if !is_number(vm, &next) || !is_number(vm, &step) {
        return Err(vm.type_error("a number is required"));
    }
    instance(vm, &args[0], Count { next, step })
}

fn next_count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = state!(vm, args[0], Count);
    let (next, step) = (state.next.clone(), state.step.clone());
    let after = vm.binary(BinaryOperator::Add, &next, &step)?;
    let state = change!(vm, args[0], Count);
    state.next = after;
    Ok(next)
}

fn repr_count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = state!(vm, args[0], Count);
    let (next, step) = (state.next.clone(), state.step.clone());
    let next = vm.repr(&next)?;
    let next = vm.text(&next);
    if step.as_int() == Some(IntRef::Small(1)) {
        return Ok(vm.str(&format!("count({next})")));
    }
    let step = vm.repr(&step)?;
    let step = vm.text(&step);
    Ok(vm.str(&format!("count({next}, {step})")))
}

holder!(
    /// The iterator as long as it lasts, then NULL; a list of what it gave.
    Cycle { iterator, saved; at: usize }
);

pub const CYCLE: &[Native] = &[
    Native { name: "__new__", signature: "(cls, iterable, /)", function: new_cycle },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_cycle },
];

fn new_cycle(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(&args[1])?;
    let saved = vm.list(Vec::new());
    instance(vm, &args[0], Cycle { iterator, saved, at: 0 })
}

fn next_cycle(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = state!(vm, args[0], Cycle);
    let (iterator, saved) = (state.iterator.clone(), state.saved.clone());
    let Some(list) = saved.get::<crate::object::List>() else { return Ok(Value::NULL) };
    if !iterator.is_null() {
        if let Some(item) = vm.next(&iterator)? {
            list.items_mut(vm).push(item.clone());
            return Ok(item);
        }
        change!(vm, args[0], Cycle).iterator = Value::NULL;
    }
    let at = state!(vm, args[0], Cycle).at;
    let items = list.items(vm);
    let Some(item) = items.get(at).cloned() else { return Ok(Value::NULL) };
    let after = if at + 1 == items.len() { 0 } else { at + 1 };
    change!(vm, args[0], Cycle).at = after;
    Ok(item)
}

holder!(Repeat { object; left: Option<u64> });

pub const REPEAT: &[Native] = &[
    Native { name: "__new__", signature: "(cls, object, times=<missing>)", function: new_repeat },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_repeat },
    Native { name: "__repr__", signature: "(self, /)", function: repr_repeat },
    Native { name: "__length_hint__", signature: "(self, /)", function: hint_repeat },
];

fn new_repeat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let left = match args[2].given() {
        Some(times) => Some(vm.index_i64(times)?.max(0) as u64),
        None => None,
    };
    instance(vm, &args[0], Repeat { object: args[1].clone(), left })
}

fn next_repeat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = change!(vm, args[0], Repeat);
    match &mut state.left {
        Some(0) => return Ok(Value::NULL),
        Some(left) => *left -= 1,
        None => {}
    }
    Ok(state.object.clone())
}

fn repr_repeat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = state!(vm, args[0], Repeat);
    let (object, left) = (state.object.clone(), state.left);
    let object = vm.repr(&object)?;
    let object = vm.text(&object);
    let left = left.map(|left| format!(", {left}")).unwrap_or_default();
    Ok(vm.str(&format!("repeat({object}{left})")))
}

fn hint_repeat(vm: &mut Vm, args: &[Value]) -> PyResult {
    match state!(vm, args[0], Repeat).left {
        Some(left) => Ok(vm.int(left as i64)),
        None => Err(vm.type_error("len() of unsized object")),
    }
}
