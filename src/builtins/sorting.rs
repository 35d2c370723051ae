//! Sorting values: `list.sort` and `sorted`.

use crate::collections::sort::{apply_order, sorted_order};
use crate::object::{Kind, Str, Tuple, Value};
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
/// Tuples are if they are of one length and their items at each place are of one such kind.
fn plain_kind(vm: &Vm, values: &[Value]) -> Option<Kind> {
    let kind = plain_kind_of(vm, values.iter());
    if kind.is_some() {
        return kind;
    }
    let width = row(vm, values.first()?)?.len();
    if !values.iter().all(|value| row(vm, value).is_some_and(|row| row.len() == width)) {
        return None;
    }
    let column = |place: usize| values.iter().filter_map(move |value| items(value).get(place));
    (0..width).all(|place| plain_kind_of(vm, column(place)).is_some()).then_some(Kind::Tuple)
}

fn plain_kind_of<'a>(vm: &Vm, mut values: impl Iterator<Item = &'a Value> + Clone) -> Option<Kind> {
    let is_str = |value: &Value| value.get::<Str>().is_some_and(|text| text.header().class().is(&vm.types().str));
    let kind = values.clone().next()?.kind();
    let is_plain = match kind {
        Kind::Int => values.all(|value| value.as_small().is_some()),
        Kind::Float => values.all(|value| value.as_inline_float().is_some_and(|float| !float.is_nan())),
        Kind::Str => values.all(is_str),
        _ => false,
    };
    is_plain.then_some(kind)
}

/// The items of an exact tuple.
fn row<'a>(vm: &Vm, value: &'a Value) -> Option<&'a [Value]> {
    value.get::<Tuple>().filter(|tuple| tuple.header().class().is(&vm.types().tuple)).map(|tuple| tuple.items())
}

fn items(value: &Value) -> &[Value] {
    value.get::<Tuple>().map_or(&[], |tuple| tuple.items())
}

/// Of two tuples in which the items at each place are of one plain kind.
fn compare_rows(a: &[Value], b: &[Value]) -> Ordering {
    let compare = |(a, b): (&Value, &Value)| match Value::compare_small(a, b) {
        Some(ordering) => ordering,
        None if a.is_object() => text(a).cmp(text(b)),
        None => compare_floats(&float(a), &float(b)),
    };
    a.iter().zip(b).map(compare).find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal)
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

fn sort_plainly(vm: &mut Vm, values: &mut [Value]) -> PyResult<()> {
    match plain_kind(vm, values) {
        Some(Kind::Int) => in_parts(vm, values, |part| part.sort_by_key(int)),
        Some(Kind::Float) => in_parts(vm, values, |part| part.sort_by(|a, b| compare_floats(&float(a), &float(b)))),
        Some(Kind::Str) => in_parts(vm, values, |part| part.sort_by(|a, b| text(a).cmp(text(b)))),
        Some(Kind::Tuple) => in_parts(vm, values, |part| part.sort_by(|a, b| compare_rows(items(a), items(b)))),
        _ => {
            let (order, result) = order_by_comparing(vm, values);
            apply_order(values, order);
            result
        }
    }
}

/// The places of keys in their order.
fn order(vm: &mut Vm, keys: &[Value]) -> (Vec<usize>, PyResult<()>) {
    match plain_kind(vm, keys) {
        Some(Kind::Int) => order_of(vm, keys.iter().map(int), Ord::cmp),
        Some(Kind::Float) => order_of(vm, keys.iter().map(float), compare_floats),
        Some(Kind::Str) => order_by_place(vm, keys, |a, b| text(a).cmp(text(b))),
        Some(Kind::Tuple) => order_by_place(vm, keys, |a, b| compare_rows(items(a), items(b))),
        _ => order_by_comparing(vm, keys),
    }
}

/// Of small keys, which are kept beside the places.
fn order_of<K>(
    vm: &mut Vm,
    keys: impl Iterator<Item = K>,
    compare: impl Fn(&K, &K) -> Ordering,
) -> (Vec<usize>, PyResult<()>) {
    let mut numbered: Vec<(K, usize)> = keys.zip(0..).collect();
    let result = in_parts(vm, &mut numbered, |part| part.sort_by(|a, b| compare(&a.0, &b.0)));
    (numbered.into_iter().map(|(_, place)| place).collect(), result)
}

/// Of keys that are objects.
fn order_by_place(vm: &mut Vm, keys: &[Value], compare: impl Fn(&Value, &Value) -> Ordering) -> (Vec<usize>, PyResult<()>) {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    let result = in_parts(vm, &mut order, |part| part.sort_by(|a, b| compare(&keys[*a], &keys[*b])));
    (order, result)
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
