//! The views that `keys()`, `values()` and `items()` give: they show a dict as it is when they are looked at. Those of keys and items
//! are sets to operators.

use super::sequence::receiver;
use super::set;
use crate::bytecode::Comparison;
use crate::object::{DictPart, DictView, MappingProxy, Obj, Set, Tuple, Value};
use crate::vm::{Attribute, Native, PyResult, Vm};

/// What all views have.
pub const METHODS: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__len__", signature: "(self, /)", function: |vm, args| Ok(Value::size(len(vm, &args[0])?)) },
    Native { name: "__iter__", signature: "(self, /)", function: |vm, args| iter(vm, args, false) },
    Native { name: "__reversed__", signature: "(self, /)", function: |vm, args| iter(vm, args, true) },
];

/// What those of keys and of items have besides.
pub const SET_METHODS: &[Native] = &[
    Native { name: "__contains__", signature: "(self, key, /)", function: contains },
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
    Native { name: "__and__", signature: "(self, value, /)", function: |vm, args| intersection(vm, &args[0], &args[1]) },
    Native { name: "__rand__", signature: "(self, value, /)", function: |vm, args| intersection(vm, &args[1], &args[0]) },
    Native { name: "__or__", signature: "(self, value, /)", function: |vm, args| union(vm, &args[0], &args[1]) },
    Native { name: "__ror__", signature: "(self, value, /)", function: |vm, args| union(vm, &args[1], &args[0]) },
    Native { name: "__sub__", signature: "(self, value, /)", function: |vm, args| difference(vm, &args[0], &args[1]) },
    Native { name: "__rsub__", signature: "(self, value, /)", function: |vm, args| difference(vm, &args[1], &args[0]) },
    Native { name: "__xor__", signature: "(self, value, /)", function: |vm, args| symmetric(vm, &args[0], &args[1]) },
    Native { name: "__rxor__", signature: "(self, value, /)", function: |vm, args| symmetric(vm, &args[1], &args[0]) },
    Native { name: "isdisjoint", signature: "(self, other, /)", function: isdisjoint },
];

pub const ATTRIBUTES: &[Attribute] = &[Attribute { name: "mapping", get: mapping, set: None }];

fn mapping(vm: &mut Vm, view: &Value) -> PyResult {
    let mapping = receiver::<DictView>(vm, view)?.dict.value().clone();
    Ok(vm.alloc(&vm.types().mappingproxy, MappingProxy { mapping }).into_value())
}

/// What of a dict a view shows.
fn part(vm: &Vm, view: &Value) -> DictPart {
    let (class, types) = (vm.type_of(view), vm.types());
    if class.is(&types.dict_keys) {
        DictPart::Keys
    } else if class.is(&types.dict_values) {
        DictPart::Values
    } else {
        DictPart::Items
    }
}

/// Whether it is a view of keys or items.
fn is_set_view(vm: &Vm, value: &Value) -> bool {
    value.is_a::<DictView>() && !matches!(part(vm, value), DictPart::Values)
}

fn len(vm: &mut Vm, view: &Value) -> PyResult<usize> {
    Ok(receiver::<DictView>(vm, view)?.dict.len(vm))
}

fn iter(vm: &mut Vm, args: &[Value], reversed: bool) -> PyResult {
    let view = receiver::<DictView>(vm, &args[0])?;
    let part = part(vm, &args[0]);
    Ok(vm.dict_iterator(&view.dict, part, reversed))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.type_of(&args[0]).name();
    if !vm.enter_repr(&args[0]) {
        return Ok(vm.str("..."));
    }
    let text = repr_items(vm, &args[0], &name);
    vm.leave_repr(&args[0]);
    let text = text?;
    Ok(vm.str_from(&text))
}

fn repr_items(vm: &mut Vm, view: &Value, name: &str) -> PyResult<Vec<u8>> {
    let mut text = format!("{name}([").into_bytes();
    let items = vm.collect(view)?;
    super::repr::listed(vm, &items, &mut text)?;
    text.extend_from_slice(b"])");
    Ok(text)
}

fn contains(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(has(vm, &args[0], &args[1])?))
}

/// Whether a view of keys or items shows that.
fn has(vm: &mut Vm, view: &Value, item: &Value) -> PyResult<bool> {
    let dict = receiver::<DictView>(vm, view)?.dict.clone();
    if matches!(part(vm, view), DictPart::Keys) {
        return vm.dict_contains(&dict, item);
    }
    let Some([key, value]) = item.get::<Tuple>().map(|pair| pair.items()) else { return Ok(false) };
    match vm.dict_get(&dict, key)? {
        Some(found) => vm.equal(&found, value),
        None => Ok(false),
    }
}

fn compare(vm: &mut Vm, comparison: Comparison, args: &[Value]) -> PyResult {
    let (view, other) = (&args[0], &args[1]);
    if !other.is_a::<Set>() && !is_set_view(vm, other) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (len(vm, view)?, vm.len(other)?);
    let result = match comparison {
        Comparison::Equal | Comparison::NotEqual => {
            (a == b && all_in(vm, view, other)?) == (comparison == Comparison::Equal)
        }
        Comparison::Less => a < b && all_in(vm, view, other)?,
        Comparison::LessEqual => a <= b && all_in(vm, view, other)?,
        Comparison::Greater => a > b && all_in(vm, other, view)?,
        Comparison::GreaterEqual => a >= b && all_in(vm, other, view)?,
    };
    Ok(Value::bool(result))
}

fn all_in(vm: &mut Vm, items: &Value, container: &Value) -> PyResult<bool> {
    let iterator = vm.iter(items)?;
    while let Some(item) = vm.next(&iterator)? {
        if !vm.contains(container, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn as_set(vm: &mut Vm, value: &Value) -> PyResult {
    let set = vm.new_set();
    let own = set_of(vm, &set)?;
    vm.set_update(own, value)?;
    Ok(set)
}

fn set_of<'a>(vm: &mut Vm, set: &'a Value) -> PyResult<&'a Obj<Set>> {
    receiver(vm, set)
}

fn union(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let result = as_set(vm, a)?;
    let own = set_of(vm, &result)?;
    vm.set_update(own, b)?;
    Ok(result)
}

fn difference(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let result = as_set(vm, a)?;
    let own = set_of(vm, &result)?;
    vm.set_difference_update(own, b)?;
    Ok(result)
}

fn symmetric(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let is_items = |vm: &Vm, value: &Value| value.is_a::<DictView>() && matches!(part(vm, value), DictPart::Items);
    if is_items(vm, a) && is_items(vm, b) {
        return symmetric_of_items(vm, a, b);
    }
    let result = as_set(vm, a)?;
    let own = set_of(vm, &result)?;
    vm.set_symmetric_update(own, b)?;
    Ok(result)
}

/// Values of items need not have hashes where both dicts have the pair.
fn symmetric_of_items(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let dict = receiver::<DictView>(vm, a)?.dict.clone();
    let rest = super::dict::copy_of(vm, &dict);
    let result = vm.new_set();
    for pair in vm.collect(b)? {
        let Some([key, value]) = pair.get::<Tuple>().map(|pair| pair.items()) else { continue };
        let same = match vm.dict_get(&rest, key)? {
            Some(found) => vm.equal(&found, value)?,
            None => false,
        };
        match same {
            true => drop(vm.dict_remove(&rest, key)?),
            false => vm.set_insert(&result, &pair)?,
        }
    }
    let left: Vec<(Value, Value)> = rest.table(vm).iter().map(|entry| entry.pair()).collect();
    for (key, value) in left {
        let pair = vm.tuple([key, value]);
        vm.set_insert(&result, &pair)?;
    }
    Ok(result)
}

fn intersection(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    // The view is the one whose dict is asked; an operator may have it on either side.
    let (mut view, mut other) = if is_set_view(vm, a) { (a, b) } else { (b, a) };
    let view_len = len(vm, view)?;
    if set::is_exact(vm, other) && view_len <= vm.len(other)? {
        return set::intersection(vm, other, std::slice::from_ref(view));
    }
    if is_set_view(vm, other) && len(vm, other)? > view_len {
        std::mem::swap(&mut view, &mut other);
    }
    let result = vm.new_set();
    let iterator = vm.iter(other)?;
    while let Some(item) = vm.next(&iterator)? {
        if has(vm, view, &item)? {
            vm.set_insert(&result, &item)?;
        }
    }
    Ok(result)
}

fn isdisjoint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (mut view, mut other) = (&args[0], &args[1]);
    if view.is(other) {
        return Ok(Value::bool(len(vm, view)? == 0));
    }
    if (other.is_a::<Set>() || is_set_view(vm, other)) && vm.len(other)? > len(vm, view)? {
        std::mem::swap(&mut view, &mut other);
    }
    let iterator = vm.iter(other)?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.contains(view, &item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}
