//! Sorting values: `list.sort` and `sorted`.

use crate::collections::sort::{apply_order, sorted_order};
use crate::object::{Str, Value};
use crate::vm::{PyResult, Vm};

/// Sorts by a key function, or None. At an error, the items are in some order.
pub fn sort(vm: &mut Vm, items: &mut [Value], key: &Value, reverse: bool) -> PyResult<()> {
    if key.is_null() || key.is_none() {
        return sort_plainly(vm, items, reverse);
    }
    let mut keys = Vec::with_capacity(items.len());
    for item in items.iter() {
        keys.push(vm.call(key, std::slice::from_ref(item))?);
    }
    // Equal items stay in their order if what is sorted is turned around before and after.
    if reverse {
        items.reverse();
        keys.reverse();
    }
    let (order, result) = order(vm, &keys);
    apply_order(items, order);
    if reverse {
        items.reverse();
    }
    result
}

fn sort_plainly(vm: &mut Vm, items: &mut [Value], reverse: bool) -> PyResult<()> {
    if reverse {
        items.reverse();
    }
    let (order, result) = order(vm, items);
    apply_order(items, order);
    if reverse {
        items.reverse();
    }
    result
}

/// The order of values: at once if all are of one type whose order runs no code.
fn order(vm: &mut Vm, keys: &[Value]) -> (Vec<usize>, PyResult<()>) {
    if keys.iter().all(|key| key.as_small().is_some()) {
        return by(vm, keys, |key| key.as_small());
    }
    if keys.iter().all(|key| key.as_inline_float().is_some_and(|float| !float.is_nan())) {
        return sorted_order(keys, |a, b| {
            vm.attend()?;
            Ok(a.as_inline_float() < b.as_inline_float())
        });
    }
    let str = vm.types().str.clone();
    if keys.iter().all(|key| key.get::<Str>().is_some_and(|text| text.header().class().is(&str))) {
        return by(vm, keys, |key| key.get::<Str>().map(|text| text.as_bytes()));
    }
    sorted_order(keys, |a, b| {
        vm.attend()?;
        vm.less(a, b)
    })
}

/// What is sorted at once, without a look at what waits.
const AT_ONCE: usize = 1 << 19;

/// The standard library's sort does for orders that are total. Of long lists it sorts parts, and then parts of those, which it only
/// merges.
fn by<'a, K: Ord>(vm: &mut Vm, keys: &'a [Value], key: impl Fn(&'a Value) -> K) -> (Vec<usize>, PyResult<()>) {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    let mut len = AT_ONCE;
    loop {
        for part in order.chunks_mut(len) {
            part.sort_by_key(|place| key(&keys[*place]));
            if let Err(raised) = vm.attend() {
                return (order, Err(raised));
            }
        }
        if len >= keys.len() {
            return (order, Ok(()));
        }
        len *= 2;
    }
}
