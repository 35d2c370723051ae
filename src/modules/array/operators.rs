//! What operators and builtin functions call on arrays.

use super::{Parts, array, class_name, item, iterator, methods, other_kind, parts, try_parts};
use crate::builtins::sequence::{has_index, place, times};
use crate::builtins::text::{slice_bounds, slicing};
use crate::bytecode::Comparison;
use crate::object::{Slice, Value};
use crate::vm::{Native, PyResult, Raised, Vm, holds};

pub const METHODS: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native {
        name: "__len__",
        signature: "(self, /)",
        function: |vm, args| {
            let own = parts(vm, &args[0])?;
            Ok(Value::size(own.len(vm)))
        },
    },
    Native { name: "__iter__", signature: "(self, /)", function: iterator::iter },
    Native { name: "__getitem__", signature: "(self, key, /)", function: getitem },
    Native { name: "__setitem__", signature: "(self, key, value, /)", function: setitem },
    Native { name: "__delitem__", signature: "(self, key, /)", function: delitem },
    Native { name: "__contains__", signature: "(self, key, /)", function: contains },
    Native { name: "__add__", signature: "(self, value, /)", function: add },
    Native { name: "__iadd__", signature: "(self, value, /)", function: inplace_add },
    Native { name: "__mul__", signature: "(self, value, /)", function: multiply },
    Native { name: "__rmul__", signature: "(self, value, /)", function: multiply },
    Native { name: "__imul__", signature: "(self, value, /)", function: inplace_multiply },
    Native { name: "__eq__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::Equal) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::NotEqual) },
    Native { name: "__lt__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::Less) },
    Native { name: "__le__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::LessEqual) },
    Native { name: "__gt__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::Greater) },
    Native {
        name: "__ge__",
        signature: "(self, value, /)",
        function: |vm, args| compare(vm, args, Comparison::GreaterEqual),
    },
];

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (own, name) = (parts(vm, &args[0])?, class_name(vm, &args[0]));
    let code = char::from(own.code);
    if own.len(vm) == 0 {
        return Ok(vm.str(&format!("{name}('{code}')")));
    }
    let contents = match item::is_text(own.code) {
        true => methods::text_of(vm, &own)?,
        false => methods::tolist(vm, args)?,
    };
    let contents = vm.repr(&contents)?;
    let contents = vm.text(&contents);
    Ok(vm.str(&format!("{name}('{code}', {contents})")))
}

#[cold]
fn no_index(vm: &mut Vm) -> Raised {
    vm.type_error("array indices must be integers")
}

/// The place that an index means; the array may have changed when it is known.
fn place_of(vm: &mut Vm, own: &Parts, key: &Value, what: &str) -> PyResult<usize> {
    if key.as_int().is_none() && !has_index(vm, key) {
        return Err(no_index(vm));
    }
    let index = crate::builtins::sequence::index(vm, key)?;
    match place(index, own.len(vm)) {
        Some(at) => Ok(at),
        None => Err(vm.index_error(format!("array {what}index out of range"))),
    }
}

fn getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let Some(slice) = args[1].get::<Slice>() else {
        let at = place_of(vm, &own, &args[1], "")?;
        return own.get(vm, at).unwrap_or_else(|| Err(vm.index_error("array index out of range")));
    };
    let bounds = slice_bounds(vm, slice)?;
    let slicing = slicing(bounds, own.len(vm));
    let bytes = own.storage.bytes(vm);
    let picked = slicing.places().flat_map(|at| &bytes[at * own.size..][..own.size]).copied().collect();
    Ok(array(vm, own.code, picked))
}

fn setitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let Some(slice) = args[1].get::<Slice>() else {
        let at = place_of(vm, &own, &args[1], "assignment ")?;
        let (bytes, size) = item::pack(vm, own.code, &args[2])?;
        // Packing may have run code that made the array shorter: CPython says nothing then.
        if let Some(place) = own.storage.bytes_mut(vm).get_mut(at * size..(at + 1) * size) {
            place.copy_from_slice(&bytes[..size]);
        }
        return Ok(Value::NONE);
    };
    let Some(other) = try_parts(vm, &args[2]) else {
        let class = super::super::support::short_name(vm, &args[2]);
        return Err(vm.type_error(format!("can only assign array (not \"{class}\") to array slice")));
    };
    if other.code != own.code {
        return Err(other_kind(vm));
    }
    let new = other.storage.bytes(vm).clone();
    set_slice(vm, &own, slice, &new)
}

fn set_slice(vm: &mut Vm, own: &Parts, slice: &Slice, new: &[u8]) -> PyResult {
    let bounds = slice_bounds(vm, slice)?;
    let slicing = slicing(bounds, own.len(vm));
    let size = own.size;
    if slicing.step == 1 {
        let range = slicing.start * size..(slicing.start + slicing.count) * size;
        let bytes = if range.len() == new.len() { own.storage.bytes_mut(vm) } else { own.resizable(vm)? };
        bytes.splice(range, new.iter().copied());
        return Ok(Value::NONE);
    }
    let (given, count) = (new.len() / size, slicing.count);
    if given != count {
        return Err(vm.value_error(format!("attempt to assign array of size {given} to extended slice of size {count}")));
    }
    let bytes = own.storage.bytes_mut(vm);
    for (at, item) in slicing.places().zip(new.chunks(size)) {
        bytes[at * size..][..size].copy_from_slice(item);
    }
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let size = own.size;
    let Some(slice) = args[1].get::<Slice>() else {
        let at = place_of(vm, &own, &args[1], "assignment ")?;
        own.resizable(vm)?.drain(at * size..(at + 1) * size);
        return Ok(Value::NONE);
    };
    let bounds = slice_bounds(vm, slice)?;
    let slicing = slicing(bounds, own.len(vm));
    if slicing.count == 0 {
        return Ok(Value::NONE);
    }
    let mut kept = vec![true; own.len(vm)];
    slicing.places().for_each(|at| kept[at] = false);
    let bytes = own.resizable(vm)?;
    let mut kept = kept.into_iter().flat_map(|keep| std::iter::repeat_n(keep, size));
    bytes.retain(|_| kept.next().unwrap_or(true));
    Ok(Value::NONE)
}

fn contains(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(methods::find(vm, &args[0], &args[1], 0, usize::MAX)?.is_some()))
}

fn add(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let Some(other) = try_parts(vm, &args[1]) else {
        let class = super::super::support::short_name(vm, &args[1]);
        return Err(vm.type_error(format!("can only append array (not \"{class}\") to array")));
    };
    if other.code != own.code {
        return Err(other_kind(vm));
    }
    let bytes = [&own.storage.bytes(vm)[..], other.storage.bytes(vm)].concat();
    Ok(array(vm, own.code, bytes))
}

fn inplace_add(vm: &mut Vm, args: &[Value]) -> PyResult {
    if try_parts(vm, &args[1]).is_none() {
        let class = super::super::support::short_name(vm, &args[1]);
        return Err(vm.type_error(format!("can only extend array with array (not \"{class}\")")));
    }
    methods::extend(vm, args)?;
    Ok(args[0].clone())
}

fn repeated(vm: &mut Vm, own: &Parts, count: &Value) -> PyResult<Vec<u8>> {
    let times = times(vm, count)?;
    let bytes = own.storage.bytes(vm);
    let len = bytes.len().checked_mul(times).filter(|len| crate::builtins::sequence::has_memory(*len));
    match len {
        Some(_) => Ok(bytes.repeat(times)),
        None => Err(vm.memory_error()),
    }
}

fn multiply(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let bytes = repeated(vm, &own, &args[1])?;
    Ok(array(vm, own.code, bytes))
}

fn inplace_multiply(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    let bytes = repeated(vm, &own, &args[1])?;
    if bytes.len() != own.storage.bytes(vm).len() {
        *own.resizable(vm)? = bytes;
    }
    Ok(args[0].clone())
}

fn compare(vm: &mut Vm, args: &[Value], comparison: Comparison) -> PyResult {
    let (Some(a), Some(b)) = (try_parts(vm, &args[0]), try_parts(vm, &args[1])) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (len, other_len) = (a.len(vm), b.len(vm));
    if len != other_len && matches!(comparison, Comparison::Equal | Comparison::NotEqual) {
        return Ok(Value::bool(comparison == Comparison::NotEqual));
    }
    // Integers are equal where their bytes are.
    let same = a.code == b.code && !matches!(a.code, b'f' | b'd') && a.storage.bytes(vm) == b.storage.bytes(vm);
    if !same {
        for at in 0..len.min(other_len) {
            let (Some(x), Some(y)) = (a.get(vm, at), b.get(vm, at)) else { break };
            let (x, y) = (x?, y?);
            // Not even a NaN's item is the same object as another.
            let equal = vm.compare(Comparison::Equal, &x, &y)?;
            if !vm.truth(&equal)? {
                return vm.compare(comparison, &x, &y);
            }
        }
    }
    Ok(Value::bool(holds(comparison, Some(len.cmp(&other_len)))))
}
