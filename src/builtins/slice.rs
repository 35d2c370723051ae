//! `slice`: bounds with a step.

use super::sequence::{has_index, receiver};
use super::text::new_class;
use crate::bytecode::Comparison;
use crate::collections::hash::hash_slice;
use crate::number::{IntRef, int};
use crate::object::{Int, Obj, Slice, Value};
use crate::vm::{Attribute, Native, PyResult, Vm, readonly};
use std::cmp::Ordering;

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, start, stop=None, step=None, /)", function: new },
    Native {
        name: "__repr__",
        signature: "(self, /)",
        function: |vm, args| super::repr::whole(vm, &args[0], super::repr::slice),
    },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
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
    Native { name: "indices", signature: "(self, object, /)", function: indices },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "start", get: |vm, slice| Ok(receiver::<Slice>(vm, slice)?.start.clone()), set: Some(readonly) },
    Attribute { name: "stop", get: |vm, slice| Ok(receiver::<Slice>(vm, slice)?.stop.clone()), set: Some(readonly) },
    Attribute { name: "step", get: |vm, slice| Ok(receiver::<Slice>(vm, slice)?.step.clone()), set: Some(readonly) },
];

/// A slice's numbers, before a sequence's length is known.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    start: Option<i64>,
    stop: Option<i64>,
    step: i64,
}

/// The places of a sequence that a slice means: the first, the distance between two, how many.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    pub start: usize,
    pub step: i64,
    pub count: usize,
}

impl Bounds {
    /// Reads the bounds. May run code, so lengths are to be asked for afterwards.
    pub fn of(vm: &mut Vm, slice: &Obj<Slice>) -> PyResult<Bounds> {
        let step = slice_index(vm, &slice.step)?.unwrap_or(1);
        if step == 0 {
            return Err(vm.value_error("slice step cannot be zero"));
        }
        let (start, stop) = (slice_index(vm, &slice.start)?, slice_index(vm, &slice.stop)?);
        Ok(Bounds { start, stop, step: step.max(-i64::MAX) })
    }

    /// The places in a sequence of that length.
    pub fn places(&self, len: usize) -> Places {
        let len = len as i64;
        // Going down, -1 stands for the place before the first.
        let (low, high) = if self.step < 0 { (-1, len - 1) } else { (0, len) };
        let fit = |bound: i64| if bound < 0 { bound.saturating_add(len).max(low) } else { bound.min(high) };
        let (first, last) = if self.step < 0 { (high, low) } else { (low, high) };
        let (start, stop) = (self.start.map_or(first, fit), self.stop.map_or(last, fit));
        let distance = if self.step < 0 { start - stop } else { stop - start };
        let count = if distance <= 0 { 0 } else { (distance as u64 - 1) / self.step.unsigned_abs() + 1 };
        Places { start: start.max(0) as usize, step: self.step, count: count as usize }
    }
}

impl Places {
    /// The places, one by one.
    pub fn iter(self) -> impl ExactSizeIterator<Item = usize> + DoubleEndedIterator {
        (0..self.count).map(move |index| (self.start as i64 + self.step * index as i64) as usize)
    }

    /// The same places from the lowest to the highest.
    pub fn ascending(self) -> Places {
        if self.step > 0 || self.count == 0 {
            return self;
        }
        let start = (self.start as i64 + self.step * (self.count as i64 - 1)) as usize;
        Places { start, step: -self.step, count: self.count }
    }
}

fn slice_index(vm: &mut Vm, value: &Value) -> PyResult<Option<i64>> {
    if value.is_none() {
        return Ok(None);
    }
    if let Some(small) = value.as_small() {
        return Ok(Some(small));
    }
    check_index(vm, value)?;
    Ok(Some(vm.index_clamped(value)?))
}

fn check_index(vm: &mut Vm, value: &Value) -> PyResult<()> {
    match value.as_int().is_some() || has_index(vm, value) {
        true => Ok(()),
        false => Err(vm.type_error("slice indices must be integers or None or have an __index__ method")),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    new_class(vm, &args[0], &vm.types().slice.clone())?;
    let or_none = |value: &Value| value.given().cloned().unwrap_or(Value::NONE);
    let (start, stop) = if args[2].is_null() { (Value::NONE, args[1].clone()) } else { (args[1].clone(), args[2].clone()) };
    Ok(vm.slice(start, stop, or_none(&args[3])))
}

fn parts(slice: &Obj<Slice>) -> [Value; 3] {
    [slice.start.clone(), slice.stop.clone(), slice.step.clone()]
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut hashes = [0; 3];
    for (hash, part) in hashes.iter_mut().zip(parts(receiver(vm, &args[0])?)) {
        *hash = vm.hash(&part)?;
    }
    Ok(vm.int(hash_slice(hashes)))
}

fn compare(vm: &mut Vm, comparison: Comparison, args: &[Value]) -> PyResult {
    let (slice, Some(other)) = (receiver::<Slice>(vm, &args[0])?, args[1].get::<Slice>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if slice.is(other) {
        return Ok(Value::bool(crate::vm::holds(comparison, Some(Ordering::Equal))));
    }
    let (a, b) = (vm.tuple(parts(slice)), vm.tuple(parts(other)));
    super::sequence::compare(vm, comparison, &a, &b)
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let slice = receiver(vm, &args[0])?;
    let (class, parts) = (vm.type_of(&args[0]).value(), vm.tuple(parts(slice)));
    Ok(vm.tuple([class, parts]))
}

fn indices(vm: &mut Vm, args: &[Value]) -> PyResult {
    let slice = receiver::<Slice>(vm, &args[0])?;
    let length = vm.index(&args[1])?;
    let length = length.as_int().unwrap_or(IntRef::Small(0)).to_int();
    if length.as_ref().is_negative() {
        return Err(vm.value_error("length should not be negative"));
    }
    let [start, stop, step] = big_indices(vm, slice, &length)?;
    let numbers = [vm.integer(start), vm.integer(stop), vm.integer(step)];
    Ok(vm.tuple(numbers))
}

/// Start, stop and step for a sequence of any length, as `slice.indices` gives them.
pub fn big_indices(vm: &mut Vm, slice: &Obj<Slice>, length: &Int) -> PyResult<[Int; 3]> {
    let read = |vm: &mut Vm, value: &Value| -> PyResult<Option<Int>> {
        if value.is_none() {
            return Ok(None);
        }
        check_index(vm, value)?;
        let index = vm.index(value)?;
        Ok(index.as_int().map(IntRef::to_int))
    };
    let step = read(vm, &slice.step)?.unwrap_or(Int::Small(1));
    if step.as_ref().is_zero() {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let down = step.as_ref().is_negative();
    let one = IntRef::Small(1);
    let (low, high) = match down {
        true => (Int::Small(-1), int::sub(length.as_ref(), one)),
        false => (Int::Small(0), length.clone()),
    };
    let fit = |bound: Int| match bound.as_ref().is_negative() {
        true => max(int::add(bound.as_ref(), length.as_ref()), low.clone()),
        false => min(bound, high.clone()),
    };
    let (first, last) = if down { (high.clone(), low.clone()) } else { (low.clone(), high.clone()) };
    let start = read(vm, &slice.start)?.map_or(first, fit);
    let stop = read(vm, &slice.stop)?.map_or(last, fit);
    Ok([start, stop, step])
}

fn max(a: Int, b: Int) -> Int {
    if int::compare(a.as_ref(), b.as_ref()) == Ordering::Less { b } else { a }
}

fn min(a: Int, b: Int) -> Int {
    if int::compare(a.as_ref(), b.as_ref()) == Ordering::Greater { b } else { a }
}
