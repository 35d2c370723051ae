//! `tuple`.

use super::sequence::{self, Key, clip, expect_memory, place, receiver, room};
use super::text::new_class;
use crate::bytecode::Comparison;
use crate::collections::hash::TupleHash;
use crate::object::{Tuple, Value};
use crate::vm::{Native, PyResult, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, iterable=(), /)", function: new },
    Native {
        name: "__repr__",
        signature: "(self, /)",
        function: |vm, args| super::repr::whole(vm, &args[0], super::repr::tuple),
    },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "__len__", signature: "(self, /)", function: len },
    Native { name: "__iter__", signature: "(self, /)", function: iter },
    Native { name: "__contains__", signature: "(self, key, /)", function: contains },
    Native { name: "__getitem__", signature: "(self, key, /)", function: getitem },
    Native { name: "__add__", signature: "(self, value, /)", function: add },
    Native { name: "__mul__", signature: "(self, value, /)", function: mul },
    Native { name: "__rmul__", signature: "(self, value, /)", function: mul },
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
    Native { name: "count", signature: "(self, value, /)", function: |vm, args| sequence::count(vm, &args[0], &args[1]) },
    Native { name: "index", signature: "(self, value, start=0, stop=sys.maxsize, /)", function: index },
    Native { name: "__getnewargs__", signature: "(self, /)", function: getnewargs },
];

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = new_class(vm, &args[0], &vm.types().tuple.clone())?;
    let exact = class.is(&vm.types().tuple);
    let Some(iterable) = args[1].given() else {
        return Ok(if exact { vm.empty_tuple() } else { vm.tuple_of(class, std::iter::empty()).into_value() });
    };
    if exact && vm.type_of(iterable).is(&vm.types().tuple) {
        return Ok(iterable.clone());
    }
    let items = vm.collect(iterable)?;
    Ok(if exact { vm.tuple(items) } else { vm.tuple_of(class, items.into_iter()).into_value() })
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let tuple = receiver::<Tuple>(vm, &args[0])?;
    if tuple.hash.get() == 0 {
        let mut hashes = TupleHash::default();
        for (place, item) in tuple.items().iter().enumerate() {
            hashes.add(vm.hash(item)?);
            if place % 4096 == 4095 {
                vm.attend()?;
            }
        }
        tuple.hash.set(hashes.finish());
    }
    Ok(vm.int(tuple.hash.get()))
}

fn len(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::size(receiver::<Tuple>(vm, &args[0])?.items().len()))
}

fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.types().tuple_iterator.clone();
    Ok(vm.sequence_iterator(&class, args[0].clone()))
}

fn contains(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(sequence::find(vm, &args[0], &args[1], 0, usize::MAX)?.is_some()))
}

fn compare(vm: &mut Vm, comparison: Comparison, args: &[Value]) -> PyResult {
    let (Some(a), Some(b)) = (args[0].get::<Tuple>(), args[1].get::<Tuple>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    if !equality || a.items().len() == b.items().len() {
        return sequence::compare(vm, comparison, &args[0], &args[1]);
    }
    Ok(Value::bool(comparison == Comparison::NotEqual))
}

/// Whether it is a tuple and of no subclass, so that it can stand for what would be equal to it.
fn is_exact(vm: &Vm, value: &Value) -> bool {
    vm.type_of(value).is(&vm.types().tuple)
}

fn getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let items = receiver::<Tuple>(vm, &args[0])?.items();
    match sequence::key(vm, &args[1], "tuple")? {
        Key::Index(index) => match place(index, items.len()) {
            Some(place) => Ok(items[place].clone()),
            None => Err(vm.index_error("tuple index out of range")),
        },
        Key::Slice(bounds) => {
            let places = bounds.places(items.len());
            if places.count == items.len() && places.step == 1 && is_exact(vm, &args[0]) {
                return Ok(args[0].clone());
            }
            Ok(vm.tuple(places.iter().map(|place| items[place].clone())))
        }
    }
}

fn add(vm: &mut Vm, args: &[Value]) -> PyResult {
    let items = receiver::<Tuple>(vm, &args[0])?.items();
    let Some(other) = args[1].get::<Tuple>() else {
        let class = vm.type_of(&args[1]).name();
        return Err(vm.type_error(format!("can only concatenate tuple (not \"{class}\") to tuple")));
    };
    if items.is_empty() && is_exact(vm, &args[1]) {
        return Ok(args[1].clone());
    }
    if other.items().is_empty() && is_exact(vm, &args[0]) {
        return Ok(args[0].clone());
    }
    // The items, and the tuple that they move to.
    expect_memory(vm, 2 * size_of::<Value>() * (items.len() + other.items().len()))?;
    let mut all = room(vm, items.len() + other.items().len())?;
    all.extend_from_slice(items);
    all.extend_from_slice(other.items());
    Ok(vm.tuple(all))
}

fn mul(vm: &mut Vm, args: &[Value]) -> PyResult {
    let items = receiver::<Tuple>(vm, &args[0])?.items();
    let times = sequence::times(vm, &args[1])?;
    if (items.is_empty() || times == 1) && is_exact(vm, &args[0]) {
        return Ok(args[0].clone());
    }
    let len = items.len().saturating_mul(times);
    expect_memory(vm, len.saturating_mul(size_of::<Value>()))?;
    let mut items = items.iter().cycle();
    Ok(vm.tuple((0..len).map(|_| items.next().cloned().unwrap_or_default())))
}

fn index(vm: &mut Vm, args: &[Value]) -> PyResult {
    let len = receiver::<Tuple>(vm, &args[0])?.items().len();
    let (start, stop) = (sequence::bound(vm, &args[2], 0)?, sequence::bound(vm, &args[3], i64::MAX)?);
    match sequence::find(vm, &args[0], &args[1], clip(start, len), clip(stop, len))? {
        Some(place) => Ok(Value::size(place)),
        None => Err(vm.value_error("tuple.index(x): x not in tuple")),
    }
}

fn getnewargs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let items = receiver::<Tuple>(vm, &args[0])?.items().to_vec();
    let copy = vm.tuple(items);
    Ok(vm.tuple([copy]))
}
