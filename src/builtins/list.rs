//! `list`.

use super::sequence::{self, Key, clip, expect_memory, place, receiver, room};
use super::slice::Places;
use super::text::{new_class, ssize};
use crate::bytecode::Comparison;
use crate::object::{List, Obj, SequenceIterator, Value, ValueCell};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};
use std::cell::Cell;

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, ...)", function: new },
    Native { name: "__init__", signature: "(self, iterable=(), /)", function: init },
    Native {
        name: "__repr__",
        signature: "(self, /)",
        function: |vm, args| super::repr::whole(vm, &args[0], super::repr::list),
    },
    Native { name: "__len__", signature: "(self, /)", function: len },
    Native { name: "__iter__", signature: "(self, /)", function: iter },
    Native { name: "__reversed__", signature: "(self, /)", function: reversed },
    Native { name: "__contains__", signature: "(self, key, /)", function: contains },
    Native { name: "__getitem__", signature: "(self, index, /)", function: getitem },
    Native { name: "__setitem__", signature: "(self, key, value, /)", function: setitem },
    Native { name: "__delitem__", signature: "(self, key, /)", function: delitem },
    Native { name: "__add__", signature: "(self, value, /)", function: add },
    Native { name: "__iadd__", signature: "(self, value, /)", function: iadd },
    Native { name: "__mul__", signature: "(self, value, /)", function: mul },
    Native { name: "__rmul__", signature: "(self, value, /)", function: mul },
    Native { name: "__imul__", signature: "(self, value, /)", function: imul },
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
    Native { name: "append", signature: "(self, object, /)", function: append },
    Native { name: "clear", signature: "(self, /)", function: clear },
    Native { name: "copy", signature: "(self, /)", function: copy },
    Native { name: "count", signature: "(self, value, /)", function: |vm, args| sequence::count(vm, &args[0], &args[1]) },
    Native { name: "extend", signature: "(self, iterable, /)", function: extend },
    Native { name: "index", signature: "(self, value, start=0, stop=sys.maxsize, /)", function: index },
    Native { name: "insert", signature: "(self, index, object, /)", function: insert },
    Native { name: "pop", signature: "(self, index=-1, /)", function: pop },
    Native { name: "remove", signature: "(self, value, /)", function: remove },
    Native { name: "reverse", signature: "(self, /)", function: reverse },
    Native { name: "sort", signature: "(self, *, key=None, reverse=False)", function: sort },
    Native { name: "__sizeof__", signature: "(self, /)", function: sizeof },
];

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = new_class(vm, &args[0], &vm.types().list.clone())?;
    Ok(vm.alloc(class, List::new(Vec::new())).into_value())
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = receiver::<List>(vm, &args[0])?;
    drop(std::mem::take(list.items_mut(vm)));
    if let Some(iterable) = args[1].given() {
        extend_list(vm, list, iterable)?;
    }
    Ok(Value::NONE)
}

fn len(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::size(receiver::<List>(vm, &args[0])?.items(vm).len()))
}

fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.types().list_iterator.clone();
    Ok(vm.sequence_iterator(&class, args[0].clone()))
}

fn reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let len = receiver::<List>(vm, &args[0])?.items(vm).len();
    let class = vm.types().list_reverseiterator.clone();
    let state = SequenceIterator { sequence: ValueCell::new(args[0].clone()), next: Cell::new(len) };
    Ok(vm.alloc(&class, state).into_value())
}

fn contains(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(sequence::find(vm, &args[0], &args[1], 0, usize::MAX)?.is_some()))
}

fn compare(vm: &mut Vm, comparison: Comparison, args: &[Value]) -> PyResult {
    match args[1].is_a::<List>() {
        true => sequence::compare(vm, comparison, &args[0], &args[1]),
        false => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = receiver::<List>(vm, &args[0])?;
    let key = sequence::key(vm, &args[1], "list")?;
    let items = list.items(vm);
    match key {
        Key::Index(index) => match place(index, items.len()) {
            Some(place) => Ok(items[place].clone()),
            None => Err(vm.index_error("list index out of range")),
        },
        Key::Slice(bounds) => {
            let places = bounds.places(items.len());
            let part = match places.step {
                1 => items[places.start..places.start + places.count].to_vec(),
                _ => places.iter().map(|place| items[place].clone()).collect(),
            };
            Ok(vm.list(part))
        }
    }
}

fn setitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = receiver::<List>(vm, &args[0])?;
    match sequence::key(vm, &args[1], "list")? {
        Key::Index(index) => {
            let items = list.items_mut(vm);
            let Some(place) = place(index, items.len()) else {
                return Err(vm.index_error("list assignment index out of range"));
            };
            drop(std::mem::replace(&mut items[place], args[2].clone()));
        }
        Key::Slice(bounds) => {
            // What is assigned may be this list, or be made of it as it goes.
            let new = assigned(vm, &args[2])?;
            let places = bounds.places(list.items(vm).len());
            drop(replace_part(vm, list, places, new)?);
        }
    }
    Ok(Value::NONE)
}

/// The items to assign to a slice.
fn assigned(vm: &mut Vm, iterable: &Value) -> PyResult<Vec<Value>> {
    if vm.is_iterated_at_once(iterable) {
        return vm.collect(iterable);
    }
    match vm.iter(iterable) {
        Ok(iterator) => vm.collect(&iterator),
        Err(raised) if raised.is(ExceptionKind::TypeError, vm) => {
            Err(vm.type_error("must assign iterable to extended slice"))
        }
        Err(raised) => Err(raised),
    }
}

/// Puts new items in the places of others; gives the old ones.
fn replace_part(vm: &mut Vm, list: &Obj<List>, places: Places, new: Vec<Value>) -> PyResult<Vec<Value>> {
    if places.step == 1 {
        let end = places.start + places.count;
        return Ok(list.items_mut(vm).splice(places.start..end, new).collect());
    }
    if new.len() != places.count {
        let (given, wanted) = (new.len(), places.count);
        let message = format!("attempt to assign sequence of size {given} to extended slice of size {wanted}");
        return Err(vm.value_error(message));
    }
    let items = list.items_mut(vm);
    Ok(places.iter().zip(new).map(|(place, new)| std::mem::replace(&mut items[place], new)).collect())
}

fn delitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = receiver::<List>(vm, &args[0])?;
    match sequence::key(vm, &args[1], "list")? {
        Key::Index(index) => {
            let items = list.items_mut(vm);
            let Some(place) = place(index, items.len()) else {
                return Err(vm.index_error("list assignment index out of range"));
            };
            drop(items.remove(place));
        }
        Key::Slice(bounds) => {
            let places = bounds.places(list.items(vm).len()).ascending();
            drop(remove_part(list.items_mut(vm), places));
        }
    }
    Ok(Value::NONE)
}

/// Takes items out; gives them.
fn remove_part(items: &mut Vec<Value>, places: Places) -> Vec<Value> {
    if places.step == 1 || places.count <= 1 {
        return items.drain(places.start.min(items.len())..places.start.min(items.len()) + places.count).collect();
    }
    let step = places.step as usize;
    let mut removed = Vec::with_capacity(places.count);
    let rest: Vec<Value> = items.drain(places.start..).collect();
    for (offset, item) in rest.into_iter().enumerate() {
        let taken = offset % step == 0 && removed.len() < places.count;
        if taken { removed.push(item) } else { items.push(item) }
    }
    removed
}

fn add(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = receiver::<List>(vm, &args[0])?;
    let Some(other) = args[1].get::<List>() else {
        let class = vm.type_of(&args[1]).name();
        return Err(vm.type_error(format!("can only concatenate list (not \"{class}\") to list")));
    };
    let mut items = room(vm, list.items(vm).len() + other.items(vm).len())?;
    items.extend_from_slice(list.items(vm));
    items.extend_from_slice(other.items(vm));
    Ok(vm.list(items))
}

fn iadd(vm: &mut Vm, args: &[Value]) -> PyResult {
    extend(vm, args)?;
    Ok(args[0].clone())
}

fn mul(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = receiver::<List>(vm, &args[0])?;
    let times = sequence::times(vm, &args[1])?;
    let items = list.items(vm).clone();
    let items = sequence::repeat(vm, &items, times)?;
    Ok(vm.list(items))
}

fn imul(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = receiver::<List>(vm, &args[0])?;
    let times = sequence::times(vm, &args[1])?;
    let items = list.items(vm).clone();
    let items = sequence::repeat(vm, &items, times)?;
    drop(std::mem::replace(list.items_mut(vm), items));
    Ok(args[0].clone())
}

fn append(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = receiver::<List>(vm, &args[0])?;
    list.items_mut(vm).push(args[1].clone());
    Ok(Value::NONE)
}

fn clear(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = receiver::<List>(vm, &args[0])?;
    drop(std::mem::take(list.items_mut(vm)));
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let items = receiver::<List>(vm, &args[0])?.items(vm).clone();
    Ok(vm.list(items))
}

fn extend(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = receiver::<List>(vm, &args[0])?;
    extend_list(vm, list, &args[1])?;
    Ok(Value::NONE)
}

/// Appends all items of an iterable: those of an iterator one by one, so that it sees the list grow.
pub fn extend_list(vm: &mut Vm, list: &Obj<List>, iterable: &Value) -> PyResult<()> {
    if vm.is_iterated_at_once(iterable) {
        let len = vm.length_hint(iterable)?;
        expect_memory(vm, size_of::<Value>() * len)?;
        let mut items = vm.collect(iterable)?;
        let own = list.items_mut(vm);
        if own.try_reserve(items.len()).is_err() {
            return Err(vm.memory_error());
        }
        if own.is_empty() {
            *own = items;
        } else {
            own.append(&mut items);
        }
        return Ok(());
    }
    let iterator = vm.iter(iterable)?;
    let hint = vm.length_hint(iterable)?;
    // The hint may lie; as in CPython it is believed only by an empty list.
    let items = list.items_mut(vm);
    if items.is_empty() && items.try_reserve_exact(hint).is_err() {
        return Err(vm.memory_error());
    }
    while let Some(item) = vm.next(&iterator)? {
        let items = list.items_mut(vm);
        if items.try_reserve(1).is_err() {
            return Err(vm.memory_error());
        }
        items.push(item);
        if items.len().is_multiple_of(1 << 16) {
            vm.attend()?;
        }
    }
    Ok(())
}

fn index(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = receiver::<List>(vm, &args[0])?;
    let (start, stop) = (sequence::bound(vm, &args[2], 0)?, sequence::bound(vm, &args[3], i64::MAX)?);
    // Bounds that do not count from the end hold for what comparisons append, too.
    let len = list.items(vm).len();
    let from_start = |bound: i64| if bound < 0 { clip(bound, len) } else { bound as usize };
    match sequence::find(vm, &args[0], &args[1], from_start(start), from_start(stop))? {
        Some(place) => Ok(Value::size(place)),
        None => Err(vm.value_error("list.index(x): x not in list")),
    }
}

fn insert(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = receiver::<List>(vm, &args[0])?;
    let index = ssize(vm, &args[1])? as i64;
    let items = list.items_mut(vm);
    let place = clip(index, items.len());
    items.insert(place, args[2].clone());
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = receiver::<List>(vm, &args[0])?;
    let index = if args[1].is_null() { -1 } else { ssize(vm, &args[1])? as i64 };
    let items = list.items_mut(vm);
    match place(index, items.len()) {
        Some(place) => Ok(items.remove(place)),
        None if items.is_empty() => Err(vm.index_error("pop from empty list")),
        None => Err(vm.index_error("pop index out of range")),
    }
}

fn remove(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = receiver::<List>(vm, &args[0])?;
    let Some(place) = sequence::find(vm, &args[0], &args[1], 0, usize::MAX)? else {
        return Err(vm.value_error("list.remove(x): x not in list"));
    };
    // The comparison may have made the list shorter.
    let items = list.items_mut(vm);
    if place < items.len() {
        drop(items.remove(place));
    }
    Ok(Value::NONE)
}

fn reverse(vm: &mut Vm, args: &[Value]) -> PyResult {
    receiver::<List>(vm, &args[0])?.items_mut(vm).reverse();
    Ok(Value::NONE)
}

fn sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    let capacity = receiver::<List>(vm, &args[0])?.items(vm).capacity();
    Ok(Value::size(40 + capacity * size_of::<Value>()))
}

pub fn sort(vm: &mut Vm, args: &[Value]) -> PyResult {
    let list = receiver::<List>(vm, &args[0])?;
    let reverse = !args[2].is_null() && vm.truth(&args[2])?;
    // The list is empty while it is sorted: whoever changes it then is found out.
    let mut items = std::mem::take(list.items_mut(vm));
    let result = super::sorting::sort(vm, &mut items, &args[1], reverse);
    let changed = std::mem::replace(list.items_mut(vm), items);
    let modified = changed.capacity() > 0;
    drop(changed);
    result?;
    match modified {
        true => Err(vm.value_error("list modified during sort")),
        false => Ok(Value::NONE),
    }
}
