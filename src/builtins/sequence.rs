//! What list, tuple and range share: receivers, indices and slices, sizes, comparison, repr, search.

use super::slice::Bounds;
use crate::bytecode::Comparison;
use crate::object::{List, Obj, Payload, Slice, Special, Tuple, Value};
use crate::vm::{ExceptionKind, PyResult, Raised, Vm};

/// The object that a method was called on. The machine has checked it; but descriptors can be called in strange ways.
#[inline(always)]
pub fn receiver<'a, T: Payload>(vm: &mut Vm, value: &'a Value) -> PyResult<&'a Obj<T>> {
    match value.get::<T>() {
        Some(object) => Ok(object),
        None => Err(wrong_receiver(vm, value)),
    }
}

#[cold]
fn wrong_receiver(vm: &mut Vm, value: &Value) -> Raised {
    let class = vm.type_of(value).name();
    vm.type_error(format!("a method of another type cannot be called on a '{class}' object"))
}

/// What stands between brackets.
pub enum Key {
    Index(i64),
    Slice(Bounds),
}

/// Understands a subscript of a sequence; `what` names it in messages.
pub fn key(vm: &mut Vm, key: &Value, what: &str) -> PyResult<Key> {
    if let Some(slice) = key.get::<Slice>() {
        return Ok(Key::Slice(Bounds::of(vm, slice)?));
    }
    if key.as_int().is_none() && !has_index(vm, key) {
        let class = vm.type_of(key).name();
        return Err(vm.type_error(format!("{what} indices must be integers or slices, not {class}")));
    }
    Ok(Key::Index(index(vm, key)?))
}

pub fn has_index(vm: &mut Vm, value: &Value) -> bool {
    let class = vm.type_of(value).to_ref();
    class.has_special(Special::Index, vm)
}

/// An index into a sequence: an `IndexError` if no sequence has so many items.
pub fn index(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    if let Some(small) = value.as_small() {
        return Ok(small);
    }
    let class = vm.type_of(value).name();
    let index = vm.index(value)?;
    match index.as_int().and_then(|index| index.to_i64()) {
        Some(index) => Ok(index),
        None => Err(vm.index_error(format!("cannot fit '{class}' into an index-sized integer"))),
    }
}

/// The place of an index that may count from the end.
#[inline]
pub fn place(index: i64, len: usize) -> Option<usize> {
    let index = if index < 0 { index + len as i64 } else { index };
    usize::try_from(index).ok().filter(|place| *place < len)
}

/// An optional bound of `index` methods, as a place up to `len`. Negative ones count from the end.
pub fn bound(vm: &mut Vm, value: &Value, default: i64) -> PyResult<i64> {
    if value.is_null() {
        return Ok(default);
    }
    if value.as_int().is_none() && !has_index(vm, value) {
        return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
    }
    vm.index_clamped(value)
}

pub fn clip(bound: i64, len: usize) -> usize {
    let bound = if bound < 0 { bound.saturating_add(len as i64).max(0) } else { bound };
    (bound as u64).min(len as u64) as usize
}

/// How often a sequence is to be repeated.
pub fn times(vm: &mut Vm, value: &Value) -> PyResult<usize> {
    Ok(vm.index_i64(value)?.max(0) as usize)
}

/// Room for so many values, or a `MemoryError`.
pub fn room(vm: &mut Vm, count: usize) -> PyResult<Vec<Value>> {
    let mut items = Vec::new();
    match items.try_reserve_exact(count) {
        Ok(()) => Ok(items),
        Err(_) => Err(vm.memory_error()),
    }
}

/// A `MemoryError` where so many bytes cannot be had at once: to be asked before a large object is made, which cannot fail.
pub fn expect_memory(vm: &mut Vm, bytes: usize) -> PyResult<()> {
    if has_memory(bytes) { Ok(()) } else { Err(vm.memory_error()) }
}

pub fn has_memory(bytes: usize) -> bool {
    const LARGE: usize = 1 << 20;
    let mut room = Vec::<u8>::new();
    // What nobody looks at the compiler need not allocate.
    bytes < LARGE || room.try_reserve_exact(bytes).is_ok() && !std::hint::black_box(room.as_ptr()).is_null()
}

/// The items so many times, one after the other.
pub fn repeat(vm: &mut Vm, items: &[Value], times: usize) -> PyResult<Vec<Value>> {
    let Some(len) = items.len().checked_mul(times) else { return Err(vm.memory_error()) };
    let mut result = room(vm, len)?;
    match items {
        [one] => result.resize(times, one.clone()),
        _ => (0..times).for_each(|_| result.extend_from_slice(items)),
    }
    Ok(result)
}

/// The item at a place of a list or tuple, if it is there still.
#[inline]
pub fn item(vm: &Vm, sequence: &Value, place: usize) -> Option<Value> {
    match sequence.get::<List>() {
        Some(list) => list.items(vm).get(place).cloned(),
        None => sequence.get::<Tuple>()?.items().get(place).cloned(),
    }
}

fn item_count(vm: &Vm, sequence: &Value) -> usize {
    match sequence.get::<List>() {
        Some(list) => list.items(vm).len(),
        None => sequence.get::<Tuple>().map_or(0, |tuple| tuple.items().len()),
    }
}

/// Compares two lists, or two tuples: by the first items that differ, else by length.
pub fn compare(vm: &mut Vm, comparison: Comparison, a: &Value, b: &Value) -> PyResult {
    let equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    if equality && item_count(vm, a) != item_count(vm, b) {
        return Ok(Value::bool(comparison == Comparison::NotEqual));
    }
    let mut at = 0;
    while let (Some(x), Some(y)) = (item(vm, a, at), item(vm, b, at)) {
        vm.attend()?;
        if !vm.equal(&x, &y)? {
            // The comparison may have emptied one of them.
            if at >= item_count(vm, a) || at >= item_count(vm, b) {
                break;
            }
            return match comparison {
                Comparison::Equal => Ok(Value::FALSE),
                Comparison::NotEqual => Ok(Value::TRUE),
                _ => vm.compare(comparison, &x, &y),
            };
        }
        at += 1;
    }
    let (m, n) = (item_count(vm, a), item_count(vm, b));
    Ok(Value::bool(match comparison {
        Comparison::Less => m < n,
        Comparison::LessEqual => m <= n,
        Comparison::Equal => m == n,
        Comparison::NotEqual => m != n,
        Comparison::Greater => m > n,
        Comparison::GreaterEqual => m >= n,
    }))
}

/// Where a value is in a list or tuple, from one place on and before another.
pub fn find(vm: &mut Vm, sequence: &Value, value: &Value, from: usize, to: usize) -> PyResult<Option<usize>> {
    let mut at = from;
    while at < to {
        // As far as that runs no code.
        if let Some(items) = vm.plain_items(sequence) {
            let Some(rest) = items.get(at..to.min(items.len())) else { break };
            let stop = rest.iter().position(|item| vm.equal_at_once(item, value) != Some(false));
            at += stop.unwrap_or(rest.len());
        }
        let Some(item) = item(vm, sequence, at).filter(|_| at < to) else { break };
        vm.attend()?;
        if vm.equal(&item, value)? {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

/// How often a value is in a list or tuple.
pub fn count(vm: &mut Vm, sequence: &Value, value: &Value) -> PyResult {
    let (mut at, mut found) = (0, 0);
    while let Some(item) = item(vm, sequence, at) {
        vm.attend()?;
        if vm.equal(&item, value)? {
            found += 1;
        }
        at += 1;
    }
    Ok(Value::size(found))
}

/// What `join` is to join: whatever is wrong with getting an iterator, it says the same.
pub fn collect_joinable(vm: &mut Vm, iterable: &Value) -> PyResult<Vec<Value>> {
    let class = vm.type_of(iterable);
    if class.is(&vm.types().list) || class.is(&vm.types().tuple) {
        return vm.collect(iterable);
    }
    let iterator = vm.iter(iterable).map_err(|raised| match raised.is(ExceptionKind::TypeError, vm) {
        true => vm.type_error("can only join an iterable"),
        false => raised,
    })?;
    vm.collect(&iterator)
}
