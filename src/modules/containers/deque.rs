//! `collections.deque`.

use super::deque_iterators::{DequeIterator, iterator};
use crate::builtins::{class_getitem, class_to_make, sequence};
use crate::bytecode::Comparison;
use crate::object::{Opaque, Value};
use crate::vm::{Attribute, Native, PyResult, Raised, Vm};
use std::collections::VecDeque;

/// A queue with two ends, of a length that may be bounded.
#[derive(Default)]
pub struct Deque {
    pub items: VecDeque<Value>,
    limit: Option<usize>,
    /// Counts changes of length or order, for iterators.
    pub changes: u64,
}

impl Opaque for Deque {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.items.iter().for_each(visit);
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, ...)", function: new },
    Native { name: "__init__", signature: "(self, iterable=(), maxlen=None)", function: init },
    Native { name: "append", signature: "(self, item, /)", function: |vm, args| push(vm, args, false) },
    Native { name: "appendleft", signature: "(self, item, /)", function: |vm, args| push(vm, args, true) },
    Native { name: "clear", signature: "(self, /)", function: clear },
    Native { name: "copy", signature: "(self, /)", function: copy },
    Native { name: "__copy__", signature: "(self, /)", function: copy },
    Native { name: "count", signature: "(self, value, /)", function: count },
    Native { name: "extend", signature: "(self, iterable, /)", function: |vm, args| extend(vm, args, false) },
    Native { name: "extendleft", signature: "(self, iterable, /)", function: |vm, args| extend(vm, args, true) },
    Native { name: "index", signature: "(self, value, start=0, stop=sys.maxsize, /)", function: index },
    Native { name: "insert", signature: "(self, index, value, /)", function: insert },
    Native { name: "pop", signature: "(self, /)", function: |vm, args| pop(vm, args, false) },
    Native { name: "popleft", signature: "(self, /)", function: |vm, args| pop(vm, args, true) },
    Native { name: "remove", signature: "(self, value, /)", function: remove },
    Native { name: "reverse", signature: "(self, /)", function: reverse },
    Native { name: "rotate", signature: "(self, n=1, /)", function: rotate },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
    Native { name: "__class_getitem__", signature: "(cls, object, /)", function: class_getitem },
];

pub const OPERATORS: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__len__", signature: "(self, /)", function: |vm, args| Ok(Value::size(of(vm, &args[0])?.items.len())) },
    Native { name: "__iter__", signature: "(self, /)", function: |vm, args| iterator(vm, &args[0], false) },
    Native { name: "__reversed__", signature: "(self, /)", function: |vm, args| iterator(vm, &args[0], true) },
    Native { name: "__contains__", signature: "(self, key, /)", function: contains },
    Native { name: "__getitem__", signature: "(self, key, /)", function: getitem },
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
];

pub const ATTRIBUTES: &[Attribute] = &[Attribute { name: "maxlen", get: maxlen, set: None }];

/// The contents of a deque.
pub fn of<'a>(vm: &'a mut Vm, value: &'a Value) -> PyResult<&'a mut Deque> {
    if value.opaque::<Deque>(vm).is_none() {
        return Err(vm.type_error("a deque is needed"));
    }
    match value.opaque_mut::<Deque>(vm) {
        Some(deque) => Ok(deque),
        None => unreachable!("it was one just now"),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let base = vm.type_for::<Deque>();
    let class = class_to_make(vm, &args[0], &base)?;
    Ok(vm.opaque(class, Deque::default()))
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let limit = match args[2].given().filter(|limit| !limit.is_none()) {
        None => None,
        Some(limit) if limit.as_int().is_none() => return Err(vm.type_error("an integer is required")),
        Some(limit) => match vm.index_i64(limit)? {
            ..0 => return Err(vm.value_error("maxlen must be non-negative")),
            limit => Some(limit as usize),
        },
    };
    let deque = of(vm, &args[0])?;
    deque.limit = limit;
    deque.changes += 1;
    let old = std::mem::take(&mut deque.items);
    drop(old);
    if !args[1].is_null() {
        extend(vm, args, false)?;
    }
    Ok(Value::NONE)
}

fn maxlen(vm: &mut Vm, deque: &Value) -> PyResult {
    Ok(of(vm, deque)?.limit.map_or(Value::NONE, Value::size))
}

/// A deque of the same class and limit.
fn same(vm: &mut Vm, deque: &Value, items: VecDeque<Value>) -> PyResult {
    let limit = of(vm, deque)?.limit;
    let class = vm.type_of(deque).to_ref();
    if class.is(&vm.type_for::<Deque>()) {
        return Ok(vm.opaque(&class, Deque { items, limit, changes: 0 }));
    }
    let items = vm.list(items.into());
    match limit {
        Some(limit) => vm.call(class.value(), &[items, Value::size(limit)]),
        None => vm.call(class.value(), &[items]),
    }
}

/// Puts an item at an end; what is too much falls out at the other.
fn put(vm: &mut Vm, deque: &Value, item: Value, left: bool) -> PyResult<()> {
    let deque = of(vm, deque)?;
    deque.changes += 1;
    if left {
        deque.items.push_front(item)
    } else {
        deque.items.push_back(item)
    }
    let fallen = match deque.limit.is_some_and(|limit| deque.items.len() > limit) {
        true if left => deque.items.pop_back(),
        true => deque.items.pop_front(),
        false => None,
    };
    drop(fallen);
    Ok(())
}

fn push(vm: &mut Vm, args: &[Value], left: bool) -> PyResult {
    put(vm, &args[0], args[1].clone(), left)?;
    Ok(Value::NONE)
}

fn extend(vm: &mut Vm, args: &[Value], left: bool) -> PyResult {
    // A deque can be extended by itself.
    if args[0].is(&args[1]) {
        for item in of(vm, &args[0])?.items.clone() {
            put(vm, &args[0], item, left)?;
        }
        return Ok(Value::NONE);
    }
    let iterator = vm.iter(&args[1])?;
    while let Some(item) = vm.next(&iterator)? {
        put(vm, &args[0], item, left)?;
        vm.attend()?;
    }
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &[Value], left: bool) -> PyResult {
    let deque = of(vm, &args[0])?;
    let item = if left { deque.items.pop_front() } else { deque.items.pop_back() };
    deque.changes += 1;
    match item {
        Some(item) => Ok(item),
        None => Err(vm.index_error("pop from an empty deque")),
    }
}

fn clear(vm: &mut Vm, args: &[Value]) -> PyResult {
    let deque = of(vm, &args[0])?;
    deque.changes += 1;
    let old = std::mem::take(&mut deque.items);
    drop(old);
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let items = of(vm, &args[0])?.items.clone();
    same(vm, &args[0], items)
}

#[cold]
fn mutated(vm: &mut Vm) -> Raised {
    vm.runtime_error("deque mutated during iteration")
}

/// The place of a value from one on and before another. Comparisons must not change the deque.
fn find(vm: &mut Vm, deque: &Value, value: &Value, from: usize, to: usize) -> PyResult<Option<usize>> {
    let changes = of(vm, deque)?.changes;
    for at in from..to {
        let Some(item) = of(vm, deque)?.items.get(at).cloned() else { break };
        let equal = vm.equal(&item, value)?;
        if of(vm, deque)?.changes != changes {
            return Err(mutated(vm));
        }
        if equal {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

fn count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (mut from, mut count) = (0, 0);
    while let Some(at) = find(vm, &args[0], &args[1], from, usize::MAX)? {
        (from, count) = (at + 1, count + 1);
    }
    Ok(Value::size(count))
}

fn contains(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(find(vm, &args[0], &args[1], 0, usize::MAX)?.is_some()))
}

fn index(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (start, stop) = (sequence::bound(vm, &args[2], 0)?, sequence::bound(vm, &args[3], i64::MAX)?);
    let len = of(vm, &args[0])?.items.len();
    match find(vm, &args[0], &args[1], sequence::clip(start, len), sequence::clip(stop, len))? {
        Some(at) => Ok(Value::size(at)),
        None => Err(vm.value_error("deque.index(x): x not in deque")),
    }
}

fn insert(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = vm.index_i64(&args[1])?;
    let deque = of(vm, &args[0])?;
    if deque.limit.is_some_and(|limit| deque.items.len() >= limit) {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    let at = sequence::clip(index, deque.items.len());
    deque.items.insert(at, args[2].clone());
    deque.changes += 1;
    Ok(Value::NONE)
}

fn remove(vm: &mut Vm, args: &[Value]) -> PyResult {
    let changes = of(vm, &args[0])?.changes;
    let found = find(vm, &args[0], &args[1], 0, usize::MAX);
    if of(vm, &args[0])?.changes != changes {
        return Err(vm.index_error("deque mutated during remove()."));
    }
    let Some(at) = found? else { return Err(vm.value_error("deque.remove(x): x not in deque")) };
    let deque = of(vm, &args[0])?;
    deque.changes += 1;
    let old = deque.items.remove(at);
    drop(old);
    Ok(Value::NONE)
}

fn reverse(vm: &mut Vm, args: &[Value]) -> PyResult {
    of(vm, &args[0])?.items.make_contiguous().reverse();
    Ok(Value::NONE)
}

fn rotate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let by = if args[1].is_null() { 1 } else { vm.index_i64(&args[1])? };
    let deque = of(vm, &args[0])?;
    if deque.items.len() > 1 {
        let by = by.rem_euclid(deque.items.len() as i64) as usize;
        deque.items.rotate_right(by);
        deque.changes += 1;
    }
    Ok(Value::NONE)
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let limit = of(vm, &args[0])?.limit;
    let arguments = match limit {
        Some(limit) => {
            let empty = vm.empty_tuple();
            vm.tuple([empty, Value::size(limit)])
        }
        None => vm.empty_tuple(),
    };
    let (class, state) = (vm.type_of(&args[0]).value(), crate::builtins::instance_state(vm, &args[0])?);
    let items = vm.iter(&args[0])?;
    Ok(vm.tuple([class, arguments, state, items]))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.type_of(&args[0]).name();
    let name = name.rsplit('.').next().unwrap_or_default();
    if !vm.enter_repr(&args[0]) {
        return Ok(vm.str("[...]"));
    }
    let limit = of(vm, &args[0])?.limit;
    let items = vm.collect(&args[0]);
    let list = items.map(|items| vm.list(items));
    let text = list.and_then(|list| vm.repr(&list));
    vm.leave_repr(&args[0]);
    let text = text?;
    let text = vm.text(&text);
    let limit = limit.map(|limit| format!(", maxlen={limit}")).unwrap_or_default();
    Ok(vm.str(&format!("{name}({text}{limit})")))
}

/// The place that an index means.
fn place(vm: &mut Vm, deque: &Value, key: &Value) -> PyResult<usize> {
    if key.as_int().is_none() && !sequence::has_index(vm, key) {
        let class = vm.type_of(key).name();
        return Err(vm.type_error(format!("sequence index must be integer, not '{class}'")));
    }
    let index = sequence::index(vm, key)?;
    let len = of(vm, deque)?.items.len();
    match sequence::place(index, len) {
        Some(place) => Ok(place),
        None => Err(vm.index_error("deque index out of range")),
    }
}

fn getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let at = place(vm, &args[0], &args[1])?;
    Ok(of(vm, &args[0])?.items[at].clone())
}

fn setitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let at = place(vm, &args[0], &args[1])?;
    let old = std::mem::replace(&mut of(vm, &args[0])?.items[at], args[2].clone());
    drop(old);
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let at = place(vm, &args[0], &args[1])?;
    let deque = of(vm, &args[0])?;
    deque.changes += 1;
    let old = deque.items.remove(at);
    drop(old);
    Ok(Value::NONE)
}

fn add(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].opaque::<Deque>(vm).is_none() {
        let class = vm.type_of(&args[1]).name();
        return Err(vm.type_error(format!("can only concatenate deque (not \"{class}\") to deque")));
    }
    let result = copy(vm, args)?;
    extend(vm, &[result.clone(), args[1].clone()], false)?;
    Ok(result)
}

fn iadd(vm: &mut Vm, args: &[Value]) -> PyResult {
    extend(vm, args, false)?;
    Ok(args[0].clone())
}

fn mul(vm: &mut Vm, args: &[Value]) -> PyResult {
    let result = copy(vm, args)?;
    imul(vm, &[result, args[1].clone()])
}

fn imul(vm: &mut Vm, args: &[Value]) -> PyResult {
    let times = sequence::times(vm, &args[1])?;
    let deque = of(vm, &args[0])?;
    let (items, limit) = (Vec::from(deque.items.clone()), deque.limit);
    // Of a bounded deque only the last items stay: no more than these are made.
    let enough = match (limit, items.len()) {
        (Some(limit), len @ 1..) => times.min(limit / len + 2),
        _ => times,
    };
    let mut items: VecDeque<Value> = sequence::repeat(vm, &items, enough)?.into();
    if let Some(limit) = limit {
        let extra = items.len().saturating_sub(limit);
        items.drain(..extra).for_each(drop);
    }
    let deque = of(vm, &args[0])?;
    deque.changes += 1;
    let old = std::mem::replace(&mut deque.items, items);
    drop(old);
    Ok(args[0].clone())
}

fn compare(vm: &mut Vm, comparison: Comparison, args: &[Value]) -> PyResult {
    if args[0].opaque::<Deque>(vm).is_none() || args[1].opaque::<Deque>(vm).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (vm.collect(&args[0])?, vm.collect(&args[1])?);
    let (a, b) = (vm.list(a), vm.list(b));
    sequence::compare(vm, comparison, &a, &b)
}

/// The next item of an iterator, if the deque is as it was.
pub fn item_for(vm: &mut Vm, deque: &Value, state: &DequeIterator) -> PyResult<Option<Value>> {
    let contents = of(vm, deque)?;
    if contents.changes != state.changes {
        return Err(mutated(vm));
    }
    let place = match state.reversed {
        true => contents.items.len().checked_sub(state.at + 1),
        false => Some(state.at),
    };
    Ok(place.and_then(|place| contents.items.get(place).cloned()))
}
