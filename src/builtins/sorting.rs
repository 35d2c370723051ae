//! Sorting values: `list.sort` and `sorted`.

use crate::collections::sort::{apply_order, sorted_order};
use crate::object::{Kind, Str, Value};
use crate::vm::{PyResult, Vm};
use std::cmp::Ordering;

/// Sorts by a key function, or None. At an error, the items are in some order.
pub fn sort(vm: &mut Vm, items: &mut [Value], key: &Value, reverse: bool) -> PyResult<()> {
    let mut keys = match key.is_null() || key.is_none() {
        true => None,
        false => Some(keys(vm, items, key)?),
    };
    // Equal items stay in their order if what is sorted is turned around before and after.
    if reverse {
        items.reverse();
        keys.iter_mut().for_each(|keys| keys.reverse());
    }
    let result = match keys {
        None => sort_plainly(vm, items),
        Some(keys) => {
            let (order, result) = order(vm, &keys);
            apply_order(items, order);
            result
        }
    };
    if reverse {
        items.reverse();
    }
    result
}

fn keys(vm: &mut Vm, items: &[Value], key: &Value) -> PyResult<Vec<Value>> {
    let mut keys = Vec::with_capacity(items.len());
    for item in items {
        keys.push(vm.call(key, std::slice::from_ref(item))?);
    }
    Ok(keys)
}

/// The kind that all values are of, if their order is total and runs no code: then the standard library's sort will do.
fn plain_kind(vm: &Vm, values: &[Value]) -> Option<Kind> {
    let is_str = |value: &Value| value.get::<Str>().is_some_and(|text| text.header().class().is(&vm.types().str));
    let kind = values.first()?.kind();
    let is_plain = match kind {
        Kind::Int => values.iter().all(|value| value.as_small().is_some()),
        Kind::Float => values.iter().all(|value| value.as_inline_float().is_some_and(|float| !float.is_nan())),
        Kind::Str => values.iter().all(is_str),
        _ => false,
    };
    is_plain.then_some(kind)
}

fn int(value: &Value) -> i64 {
    value.as_small().unwrap_or_default()
}

fn float(value: &Value) -> f64 {
    value.as_inline_float().unwrap_or_default()
}

/// Zeros are equal, whatever their signs.
fn compare_floats(a: &f64, b: &f64) -> Ordering {
    a.partial_cmp(b).unwrap_or(Ordering::Equal)
}

fn text(value: &Value) -> &[u8] {
    value.get::<Str>().map_or(&[], |text| text.as_bytes())
}

fn sort_plainly(vm: &mut Vm, items: &mut [Value]) -> PyResult<()> {
    match plain_kind(vm, items) {
        Some(Kind::Int) => in_parts(vm, items, |part| part.sort_by_key(int)),
        Some(Kind::Float) => in_parts(vm, items, |part| part.sort_by(|a, b| compare_floats(&float(a), &float(b)))),
        Some(Kind::Str) => in_parts(vm, items, |part| part.sort_by(|a, b| text(a).cmp(text(b)))),
        _ => {
            let (order, result) = order_by_comparing(vm, items);
            apply_order(items, order);
            result
        }
    }
}

/// The places of keys in their order.
fn order(vm: &mut Vm, keys: &[Value]) -> (Vec<usize>, PyResult<()>) {
    match plain_kind(vm, keys) {
        Some(Kind::Int) => order_plainly(vm, keys.iter().map(int), Ord::cmp),
        Some(Kind::Float) => order_plainly(vm, keys.iter().map(float), compare_floats),
        Some(Kind::Str) => order_plainly(vm, keys.iter().map(text), Ord::cmp),
        _ => order_by_comparing(vm, keys),
    }
}

fn order_plainly<K>(
    vm: &mut Vm,
    keys: impl Iterator<Item = K>,
    compare: impl Fn(&K, &K) -> Ordering,
) -> (Vec<usize>, PyResult<()>) {
    let mut numbered: Vec<(K, usize)> = keys.zip(0..).collect();
    let result = in_parts(vm, &mut numbered, |part| part.sort_by(|a, b| compare(&a.0, &b.0)));
    (numbered.into_iter().map(|(_, place)| place).collect(), result)
}

fn order_by_comparing(vm: &mut Vm, keys: &[Value]) -> (Vec<usize>, PyResult<()>) {
    sorted_order(keys, |a, b| {
        vm.attend()?;
        vm.less(a, b)
    })
}

/// What is sorted at once, without a look at what waits.
const AT_ONCE: usize = 1 << 19;

/// Sorts parts of long lists, and then parts of those, which are only merged.
fn in_parts<T>(vm: &mut Vm, items: &mut [T], sort: impl Fn(&mut [T])) -> PyResult<()> {
    let mut len = AT_ONCE;
    loop {
        for part in items.chunks_mut(len) {
            sort(part);
            vm.attend()?;
        }
        if len >= items.len() {
            return Ok(());
        }
        len *= 2;
    }
}
