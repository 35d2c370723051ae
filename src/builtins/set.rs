//! `set` and `frozenset`. What both can do comes first; the steps of the operations are in the machine's `sets`.

use super::sequence::receiver;
use super::text::new_class;
use crate::bytecode::Comparison;
use crate::collections::SetTable;
use crate::collections::hash::hash_frozenset;
use crate::object::{Obj, Set, Value};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};

/// What sets and frozensets have.
pub const COMMON: &[Native] = &[
    Native {
        name: "__repr__",
        signature: "(self, /)",
        function: |vm, args| super::repr::whole(vm, &args[0], super::repr::set),
    },
    Native { name: "__len__", signature: "(self, /)", function: len },
    Native { name: "__iter__", signature: "(self, /)", function: iter },
    Native { name: "__contains__", signature: "(self, object, /)", function: contains },
    Native { name: "__eq__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::Equal, args) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::NotEqual, args) },
    Native { name: "__lt__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::Less, args) },
    Native { name: "__le__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::LessEqual, args) },
    Native { name: "__gt__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::Greater, args) },
    Native {
        name: "__ge__",
        signature: "(self, value, /)",
        function: |vm, args| compare(vm, Comparison::GreaterEqual, args),
    },
    Native { name: "__and__", signature: "(self, value, /)", function: |vm, args| operator(vm, args, false, intersection) },
    Native { name: "__rand__", signature: "(self, value, /)", function: |vm, args| operator(vm, args, true, intersection) },
    Native { name: "__or__", signature: "(self, value, /)", function: |vm, args| operator(vm, args, false, union) },
    Native { name: "__ror__", signature: "(self, value, /)", function: |vm, args| operator(vm, args, true, union) },
    Native { name: "__sub__", signature: "(self, value, /)", function: |vm, args| operator(vm, args, false, difference) },
    Native { name: "__rsub__", signature: "(self, value, /)", function: |vm, args| operator(vm, args, true, difference) },
    Native { name: "__xor__", signature: "(self, value, /)", function: |vm, args| operator(vm, args, false, symmetric) },
    Native { name: "__rxor__", signature: "(self, value, /)", function: |vm, args| operator(vm, args, true, symmetric) },
    Native { name: "copy", signature: "(self, /)", function: copy },
    Native { name: "difference", signature: "(self, *others)", function: |vm, args| difference(vm, &args[0], &args[1..]) },
    Native {
        name: "intersection",
        signature: "(self, *others)",
        function: |vm, args| intersection(vm, &args[0], &args[1..]),
    },
    Native { name: "isdisjoint", signature: "(self, other, /)", function: isdisjoint },
    Native { name: "issubset", signature: "(self, other, /)", function: issubset },
    Native { name: "issuperset", signature: "(self, other, /)", function: issuperset },
    Native {
        name: "symmetric_difference",
        signature: "(self, other, /)",
        function: |vm, args| symmetric(vm, &args[0], &args[1..]),
    },
    Native { name: "union", signature: "(self, *others)", function: |vm, args| union(vm, &args[0], &args[1..]) },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
    Native { name: "__sizeof__", signature: "(self, /)", function: sizeof },
];

/// What only sets have.
pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, ...)", function: new },
    Native { name: "__init__", signature: "(self, iterable=(), /)", function: init },
    Native { name: "__iand__", signature: "(self, value, /)", function: |vm, args| inplace(vm, args, intersection_update) },
    Native { name: "__ior__", signature: "(self, value, /)", function: |vm, args| inplace(vm, args, update) },
    Native { name: "__isub__", signature: "(self, value, /)", function: |vm, args| inplace(vm, args, difference_update) },
    Native { name: "__ixor__", signature: "(self, value, /)", function: |vm, args| inplace(vm, args, symmetric_update) },
    Native { name: "add", signature: "(self, object, /)", function: add },
    Native { name: "clear", signature: "(self, /)", function: clear },
    Native { name: "difference_update", signature: "(self, *others)", function: difference_update },
    Native { name: "discard", signature: "(self, object, /)", function: discard },
    Native { name: "intersection_update", signature: "(self, *others)", function: intersection_update },
    Native { name: "pop", signature: "(self, /)", function: pop },
    Native { name: "remove", signature: "(self, object, /)", function: remove },
    Native { name: "symmetric_difference_update", signature: "(self, other, /)", function: symmetric_update },
    Native { name: "update", signature: "(self, *others)", function: update },
];

/// What only frozensets have.
pub const FROZEN: &[Native] = &[
    Native { name: "__new__", signature: "(cls, iterable=(), /)", function: new_frozen },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
];

fn is_frozen(vm: &Vm, set: &Obj<Set>) -> bool {
    set.header().class().is_subtype(&vm.types().frozenset, vm)
}

/// Whether it is a set or frozenset, and of no subclass.
pub fn is_exact(vm: &Vm, value: &Value) -> bool {
    let class = vm.type_of(value);
    class.is(&vm.types().set) || class.is(&vm.types().frozenset)
}

/// A new set or frozenset, whichever the operand is at bottom: operators give no instances of subclasses.
fn new_like(vm: &mut Vm, set: &Obj<Set>, table: SetTable<Value>) -> Value {
    let class = if is_frozen(vm, set) { vm.types().frozenset.clone() } else { vm.types().set.clone() };
    vm.set_of(&class, table)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = new_class(vm, &args[0], &vm.types().set.clone())?;
    Ok(vm.set_of(class, SetTable::new()))
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    empty(vm, set);
    if let Some(iterable) = args[1].given() {
        vm.set_update(set, iterable)?;
    }
    Ok(Value::NONE)
}

fn new_frozen(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = new_class(vm, &args[0], &vm.types().frozenset.clone())?;
    let exact = class.is(&vm.types().frozenset);
    if exact && args[1].given().is_some_and(|iterable| vm.type_of(iterable).is(&vm.types().frozenset)) {
        return Ok(args[1].clone());
    }
    let result = vm.set_of(class, SetTable::new());
    if let (Some(set), Some(iterable)) = (result.get::<Set>(), args[1].given()) {
        vm.set_update(set, iterable)?;
    }
    Ok(result)
}

fn len(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::size(receiver::<Set>(vm, &args[0])?.table.get(vm).len()))
}

fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    Ok(vm.set_iterator(set))
}

fn contains(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    Ok(Value::bool(vm.set_contains(set, &args[1])?))
}

fn compare(vm: &mut Vm, comparison: Comparison, args: &[Value]) -> PyResult {
    let (Some(a), Some(b)) = (args[0].get::<Set>(), args[1].get::<Set>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (m, n) = (a.table.get(vm).len(), b.table.get(vm).len());
    Ok(Value::bool(match comparison {
        Comparison::Equal => equal(vm, a, b)?,
        Comparison::NotEqual => !equal(vm, a, b)?,
        Comparison::Less => m < n && vm.set_is_subset(a, b)?,
        Comparison::LessEqual => vm.set_is_subset(a, b)?,
        Comparison::Greater => m > n && vm.set_is_subset(b, a)?,
        Comparison::GreaterEqual => vm.set_is_subset(b, a)?,
    }))
}

fn equal(vm: &mut Vm, a: &Obj<Set>, b: &Obj<Set>) -> PyResult<bool> {
    // Hashes that are known and differ spare the walk. -1 is none.
    let (x, y) = (a.hash.get(), b.hash.get());
    if a.table.get(vm).len() != b.table.get(vm).len() || x != -1 && y != -1 && x != y {
        return Ok(false);
    }
    vm.set_is_subset(a, b)
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    if set.hash.get() == -1 {
        set.hash.set(hash_frozenset(set.table.get(vm).iter().map(|(hash, _)| hash)));
    }
    Ok(vm.int(set.hash.get()))
}

/// An operator, whose operands must both be sets.
fn operator(vm: &mut Vm, args: &[Value], reflected: bool, operation: fn(&mut Vm, &Value, &[Value]) -> PyResult) -> PyResult {
    if !args[0].is_a::<Set>() || !args[1].is_a::<Set>() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match reflected {
        false => operation(vm, &args[0], &args[1..]),
        true => operation(vm, &args[1], &args[..1]),
    }
}

pub fn union(vm: &mut Vm, set: &Value, others: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, set)?;
    let table = vm.set_table_copy(set);
    let result = new_like(vm, set, table);
    let own = receiver::<Set>(vm, &result)?;
    for other in others {
        vm.set_update(own, other)?;
    }
    Ok(result)
}

pub fn intersection(vm: &mut Vm, set: &Value, others: &[Value]) -> PyResult {
    let first = receiver::<Set>(vm, set)?;
    let table = if others.is_empty() { vm.set_table_copy(first) } else { SetTable::new() };
    let mut result = new_like(vm, first, table);
    let mut current = set.clone();
    for other in others {
        let next = new_like(vm, first, SetTable::new());
        let (of, into) = (receiver::<Set>(vm, &current)?, receiver::<Set>(vm, &next)?);
        match other.is(&current) {
            true => vm.set_update(into, other)?,
            false => vm.set_intersection_into(into, of, other)?,
        }
        current = next.clone();
        result = next;
    }
    Ok(result)
}

fn difference(vm: &mut Vm, set: &Value, others: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, set)?;
    let result = new_like(vm, set, SetTable::new());
    let own = receiver::<Set>(vm, &result)?;
    match others {
        [] => vm.set_update(own, &set.borrowed())?,
        [first, more @ ..] => {
            vm.set_difference_into(own, set, first)?;
            for other in more {
                vm.set_difference_update(own, other)?;
            }
        }
    }
    Ok(result)
}

fn symmetric(vm: &mut Vm, set: &Value, others: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, set)?;
    let result = new_like(vm, set, SetTable::new());
    let own = receiver::<Set>(vm, &result)?;
    if let Some(other) = others.first() {
        vm.set_update(own, other)?;
    }
    vm.set_symmetric_update(own, &set.borrowed())?;
    Ok(result)
}

fn copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    if set.header().class().is(&vm.types().frozenset) {
        return Ok(args[0].clone());
    }
    let table = vm.set_table_copy(set);
    Ok(new_like(vm, set, table))
}

fn isdisjoint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    let Some(other) = args[1].get::<Set>() else {
        let iterator = vm.iter(&args[1])?;
        while let Some(element) = vm.next(&iterator)? {
            let hash = vm.hash_element(&element)?;
            if vm.set_has_hashed(set, &element, hash)? {
                return Ok(Value::FALSE);
            }
        }
        return Ok(Value::TRUE);
    };
    let larger = other.table.get(vm).len() > set.table.get(vm).len();
    let (walked, asked) = if larger { (set, other) } else { (other, set) };
    let mut from = 0;
    while let Some((slot, hash, element)) = vm.set_next(walked, from) {
        if vm.set_has_hashed(asked, &element, hash)? {
            return Ok(Value::FALSE);
        }
        from = slot + 1;
    }
    Ok(Value::TRUE)
}

fn issubset(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    if let Some(other) = args[1].get::<Set>() {
        return Ok(Value::bool(vm.set_is_subset(set, other)?));
    }
    let both = intersection(vm, &args[0], &args[1..])?;
    let both = receiver::<Set>(vm, &both)?.table.get(vm).len();
    Ok(Value::bool(both == set.table.get(vm).len()))
}

fn issuperset(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    if let Some(other) = args[1].get::<Set>() {
        return Ok(Value::bool(vm.set_is_subset(other, set)?));
    }
    let iterator = vm.iter(&args[1])?;
    while let Some(element) = vm.next(&iterator)? {
        if !vm.set_contains(set, &element)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let elements = vm.collect(&args[0])?;
    let elements = vm.list(elements);
    let (class, elements) = (vm.type_of(&args[0]).value(), vm.tuple([elements]));
    let state = super::reduce::state_of(vm, &args[0], false)?;
    Ok(vm.tuple([class, elements, state]))
}

fn sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = receiver::<Set>(vm, &args[0])?.table.get(vm).heap_size();
    Ok(Value::size(200 + size))
}

/// An augmented assignment, whose operand must be a set.
fn inplace(vm: &mut Vm, args: &[Value], operation: fn(&mut Vm, &[Value]) -> PyResult) -> PyResult {
    if !args[1].is_a::<Set>() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    operation(vm, args)?;
    Ok(args[0].clone())
}

fn update(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    for other in &args[1..] {
        vm.set_update(set, other)?;
    }
    Ok(Value::NONE)
}

fn intersection_update(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    let result = intersection(vm, &args[0], &args[1..])?;
    let result = receiver::<Set>(vm, &result)?;
    let mut table = result.table.replace(SetTable::new(), vm);
    set.table.get_mut(vm).swap(&mut table);
    drop(table);
    Ok(Value::NONE)
}

fn difference_update(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    for other in &args[1..] {
        vm.set_difference_update(set, other)?;
    }
    Ok(Value::NONE)
}

fn symmetric_update(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    vm.set_symmetric_update(set, &args[1])?;
    Ok(Value::NONE)
}

fn add(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    let hash = vm.hash_element(&args[1])?;
    vm.set_add_hashed(set, &args[1], hash)?;
    Ok(Value::NONE)
}

fn empty(vm: &mut Vm, set: &Obj<Set>) {
    let elements = set.table.get_mut(vm).take();
    elements.for_each(drop);
}

fn clear(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    empty(vm, set);
    Ok(Value::NONE)
}

fn discard(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    vm.set_remove(set, &args[1])?;
    Ok(Value::NONE)
}

fn remove(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    match vm.set_remove(set, &args[1])? {
        true => Ok(Value::NONE),
        false => Err(vm.key_error(&args[1])),
    }
}

fn pop(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = receiver::<Set>(vm, &args[0])?;
    match set.table.get_mut(vm).pop() {
        Some(element) => Ok(element),
        None => Err(vm.raise(ExceptionKind::KeyError, "pop from an empty set")),
    }
}
