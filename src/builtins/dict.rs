//! `dict`.

use super::sequence::receiver;
use super::text::new_class;
use crate::bytecode::Comparison;
use crate::object::{Dict, DictPart, DictTable, DictView, List, Obj, Ref, Special, Tuple, Type, Value};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, ...)", function: new },
    Native { name: "__init__", signature: "(self, *args, **kwargs=<missing>)", function: init },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__len__", signature: "(self, /)", function: len },
    Native { name: "__iter__", signature: "(self, /)", function: iter },
    Native { name: "__reversed__", signature: "(self, /)", function: reversed },
    Native { name: "__contains__", signature: "(self, key, /)", function: contains },
    Native { name: "__getitem__", signature: "(self, key, /)", function: getitem },
    Native { name: "__setitem__", signature: "(self, key, value, /)", function: setitem },
    Native { name: "__delitem__", signature: "(self, key, /)", function: delitem },
    Native { name: "__eq__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::Equal, args) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::NotEqual, args) },
    Native { name: "__lt__", signature: "(self, value, /)", function: |_, _| Ok(Value::NOT_IMPLEMENTED) },
    Native { name: "__le__", signature: "(self, value, /)", function: |_, _| Ok(Value::NOT_IMPLEMENTED) },
    Native { name: "__gt__", signature: "(self, value, /)", function: |_, _| Ok(Value::NOT_IMPLEMENTED) },
    Native { name: "__ge__", signature: "(self, value, /)", function: |_, _| Ok(Value::NOT_IMPLEMENTED) },
    Native { name: "__or__", signature: "(self, value, /)", function: |vm, args| union(vm, &args[0], &args[1]) },
    Native { name: "__ror__", signature: "(self, value, /)", function: |vm, args| union(vm, &args[1], &args[0]) },
    Native { name: "__ior__", signature: "(self, value, /)", function: ior },
    Native { name: "clear", signature: "(self, /)", function: clear },
    Native { name: "copy", signature: "(self, /)", function: copy },
    Native { name: "fromkeys", signature: "(cls, iterable, value=None, /)", function: fromkeys },
    Native { name: "get", signature: "(self, key, default=None, /)", function: get },
    Native { name: "items", signature: "(self, /)", function: |vm, args| view(vm, args, DictPart::Items) },
    Native { name: "keys", signature: "(self, /)", function: |vm, args| view(vm, args, DictPart::Keys) },
    Native { name: "values", signature: "(self, /)", function: |vm, args| view(vm, args, DictPart::Values) },
    Native { name: "pop", signature: "(self, key, default=<unrepresentable>, /)", function: pop },
    Native { name: "popitem", signature: "(self, /)", function: popitem },
    Native { name: "setdefault", signature: "(self, key, default=None, /)", function: setdefault },
    Native {
        name: "update",
        signature: "(self, *args, **kwargs=<missing>)",
        function: |vm, args| update_with(vm, args, "update"),
    },
    Native { name: "__sizeof__", signature: "(self, /)", function: sizeof },
];

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = new_class(vm, &args[0], &vm.types().dict.clone())?;
    Ok(vm.alloc(class, Dict::new(DictTable::default())).into_value())
}

pub fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    update_with(vm, args, "dict")
}

/// What `dict()` and `update()` do: one mapping or iterable of pairs, then keywords.
fn update_with(vm: &mut Vm, args: &[Value], name: &str) -> PyResult {
    let dict = receiver::<Dict>(vm, &args[0])?;
    let given = args[1].get::<Tuple>().map_or(&[][..], |given| given.items());
    match given {
        [] => {}
        [other] => update(vm, dict, other)?,
        _ => return Err(vm.type_error(format!("{name} expected at most 1 argument, got {}", given.len()))),
    }
    if !args[2].is_null() {
        vm.dict_update(dict, &args[2])?;
    }
    Ok(Value::NONE)
}

/// Takes over the pairs of a mapping, or of an iterable of pairs.
pub fn update(vm: &mut Vm, dict: &Obj<Dict>, other: &Value) -> PyResult<()> {
    let keys = vm.names().keys.clone();
    if other.is_a::<Dict>() || vm.try_getattr(other, &keys)?.is_some() {
        return vm.dict_update(dict, other);
    }
    let iterator = vm.iter(other)?;
    let mut number = 0;
    while let Some(element) = vm.next(&iterator)? {
        let pair = pair_of(vm, &element, number)?;
        let [key, value] = &pair[..] else {
            let message = format!("dictionary update sequence element #{number} has length {}; 2 is required", pair.len());
            return Err(vm.value_error(message));
        };
        vm.dict_set(dict, key, value.clone())?;
        number += 1;
    }
    Ok(())
}

fn pair_of(vm: &mut Vm, element: &Value, number: usize) -> PyResult<Vec<Value>> {
    if element.is_a::<Tuple>() || element.is_a::<List>() {
        return vm.collect(element);
    }
    match vm.iter(element) {
        Ok(iterator) => vm.collect(&iterator),
        Err(raised) if raised.is(ExceptionKind::TypeError, vm) => {
            let raised = vm.type_error("object is not iterable");
            let note = vm.str(&format!("Cannot convert dictionary update sequence element #{number} to a sequence"));
            let add_note = vm.names().add_note.clone();
            // A note that cannot be added is left out.
            let _ = vm.call_method(raised.value(), &add_note, &[note]);
            Err(raised)
        }
        Err(raised) => Err(raised),
    }
}

pub fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    super::repr::whole(vm, &args[0], super::repr::dict)
}

fn len(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::size(receiver::<Dict>(vm, &args[0])?.len(vm)))
}

fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = receiver::<Dict>(vm, &args[0])?;
    Ok(vm.dict_iterator(dict, DictPart::Keys, false))
}

fn reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = receiver::<Dict>(vm, &args[0])?;
    Ok(vm.dict_iterator(dict, DictPart::Keys, true))
}

fn contains(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = receiver::<Dict>(vm, &args[0])?;
    Ok(Value::bool(vm.dict_contains(dict, &args[1])?))
}

fn getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = receiver::<Dict>(vm, &args[0])?;
    if let Some(value) = vm.dict_get(dict, &args[1])? {
        return Ok(value);
    }
    if !dict.header().class().is(&vm.types().dict)
        && let Some(value) = vm.try_special(&args[0], Special::Missing, &args[1..])?
    {
        return Ok(value);
    }
    Err(vm.key_error(&args[1]))
}

fn setitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = receiver::<Dict>(vm, &args[0])?;
    vm.dict_set(dict, &args[1], args[2].clone())?;
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = receiver::<Dict>(vm, &args[0])?;
    match vm.dict_remove(dict, &args[1])? {
        Some(_) => Ok(Value::NONE),
        None => Err(vm.key_error(&args[1])),
    }
}

fn compare(vm: &mut Vm, comparison: Comparison, args: &[Value]) -> PyResult {
    let (Some(a), Some(b)) = (args[0].get::<Dict>(), args[1].get::<Dict>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let equal = equal(vm, a, b)?;
    Ok(Value::bool(equal == (comparison == Comparison::Equal)))
}

/// Whether the second dict has every key of the first, with an equal value, and no more.
fn equal(vm: &mut Vm, a: &Obj<Dict>, b: &Obj<Dict>) -> PyResult<bool> {
    if a.len(vm) != b.len(vm) {
        return Ok(false);
    }
    let mut place = 0;
    while place < a.table(vm).entries().len() {
        if let Some((hash, (key, value))) = a.table(vm).entry(place).map(|entry| (entry.hash, entry.pair())) {
            let Some(found) = vm.dict_find(b, &key, hash)? else { return Ok(false) };
            let Some(other) = b.table(vm).entry(found).map(|entry| entry.value.clone()) else { return Ok(false) };
            if !vm.equal(&other, &value)? {
                return Ok(false);
            }
        }
        place += 1;
    }
    Ok(true)
}

fn union(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(a), Some(_)) = (a.get::<Dict>(), b.get::<Dict>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let result = copy_of(vm, a);
    vm.dict_update(&result, b)?;
    Ok(result.into_value())
}

fn ior(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = receiver::<Dict>(vm, &args[0])?;
    update(vm, dict, &args[1])?;
    Ok(args[0].clone())
}

fn clear(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = receiver::<Dict>(vm, &args[0])?;
    // Whatever happens as the contents die finds the dict empty.
    drop(std::mem::take(dict.table_mut(vm)));
    Ok(Value::NONE)
}

pub fn copy_of(vm: &mut Vm, dict: &Obj<Dict>) -> Ref<Dict> {
    let table = dict.table(vm).copy();
    vm.alloc(&vm.types().dict, Dict::new(table))
}

fn copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = receiver::<Dict>(vm, &args[0])?;
    Ok(copy_of(vm, dict).into_value())
}

fn fromkeys(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = receiver::<Type>(vm, &args[0])?;
    let value = args[2].given().cloned().unwrap_or(Value::NONE);
    let result = vm.call(&class.value(), &[])?;
    let iterator = vm.iter(&args[1])?;
    let exact = vm.type_of(&result).is(&vm.types().dict);
    while let Some(key) = vm.next(&iterator)? {
        match result.get::<Dict>().filter(|_| exact) {
            Some(dict) => vm.dict_set(dict, &key, value.clone())?,
            None => vm.setitem(&result, &key, &value)?,
        }
    }
    Ok(result)
}

fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = receiver::<Dict>(vm, &args[0])?;
    match vm.dict_get(dict, &args[1])? {
        Some(value) => Ok(value),
        None => Ok(args[2].given().cloned().unwrap_or(Value::NONE)),
    }
}

fn view(vm: &mut Vm, args: &[Value], part: DictPart) -> PyResult {
    let dict = receiver::<Dict>(vm, &args[0])?.to_ref();
    let types = vm.types();
    let class = match part {
        DictPart::Keys => &types.dict_keys,
        DictPart::Values => &types.dict_values,
        DictPart::Items => &types.dict_items,
    };
    Ok(vm.alloc(class, DictView { dict }).into_value())
}

fn pop(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = receiver::<Dict>(vm, &args[0])?;
    let found = if dict.table(vm).is_empty() { None } else { vm.dict_remove(dict, &args[1])? };
    match found.as_ref().or(args[2].given()) {
        Some(value) => Ok(value.clone()),
        None => Err(vm.key_error(&args[1])),
    }
}

fn popitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = receiver::<Dict>(vm, &args[0])?;
    match dict.table_mut(vm).pop_last() {
        Some(entry) => Ok(vm.tuple([entry.key, entry.value])),
        None => Err(vm.raise(ExceptionKind::KeyError, "popitem(): dictionary is empty")),
    }
}

fn setdefault(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = receiver::<Dict>(vm, &args[0])?;
    let hash = vm.hash_key(&args[1])?;
    if let Some(place) = vm.dict_find(dict, &args[1], hash)? {
        return Ok(dict.table(vm).entries()[place].value.clone());
    }
    let value = args[2].given().cloned().unwrap_or(Value::NONE);
    dict.table_mut(vm).insert_new(hash, args[1].clone(), value.clone());
    Ok(value)
}

fn sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let entries = receiver::<Dict>(vm, &args[0])?.table(vm).entries().len();
    Ok(Value::size(48 + entries * 3 * size_of::<Value>()))
}
