//! What the types of text share: reading arguments, making results, raising what [`crate::text`] complains of.

use super::sequence::expect_memory;
use crate::object::{Obj, Slice, Str, Type, Value};
use crate::text::{Class, Fault, Wtf8, Wtf8Buf, search};
use crate::vm::{ExceptionKind, PyResult, Raised, Vm};
use std::borrow::Cow;
use std::ops::Range;

/// What an algorithm complains of, as an exception.
#[cold]
pub fn fault(vm: &mut Vm, fault: Fault) -> Raised {
    let kind = match fault.class {
        Class::IndexError => ExceptionKind::IndexError,
        Class::LookupError => ExceptionKind::LookupError,
        Class::MemoryError => return vm.memory_error(),
        Class::OverflowError => ExceptionKind::OverflowError,
        Class::TypeError => ExceptionKind::TypeError,
        Class::ValueError => ExceptionKind::ValueError,
    };
    let message = vm.str_from(fault.message.as_bytes());
    vm.raise_with(kind, [message])
}

/// A str's text, for the algorithms.
#[inline]
pub fn wtf8(text: &Obj<Str>) -> Wtf8<'_> {
    Wtf8::with_len(text.as_bytes(), text.chars())
}

/// A str of what an algorithm made.
pub fn new_str(vm: &mut Vm, made: Result<Wtf8Buf, Fault>) -> PyResult {
    match made {
        Ok(text) => {
            expect_memory(vm, text.as_bytes().len())?;
            Ok(vm.str_part(text.as_bytes(), text.len_chars()))
        }
        Err(error) => Err(fault(vm, error)),
    }
}

/// The class's name, for messages.
pub fn class_name(vm: &Vm, value: &Value) -> String {
    vm.type_of(value).name()
}

/// The same for a value that is mostly of a type itself, of this name.
pub fn class_name_of(vm: &Vm, value: &Value, own: &Obj<Type>, name: &'static str) -> Cow<'static, str> {
    let class = vm.type_of(value);
    if class.is(own) { name.into() } else { class.name().into() }
}

/// An argument that has to be a str; `what` is how the message begins: `find() argument 1`.
pub fn str_argument<'a>(vm: &mut Vm, value: &'a Value, what: &str) -> PyResult<&'a Obj<Str>> {
    match value.get::<Str>() {
        Some(text) => Ok(text),
        None => {
            let class = if value.is_none() { "None".into() } else { class_name(vm, value) };
            Err(vm.type_error(format!("{what} must be str, not {class}")))
        }
    }
}

/// A size or count; `OverflowError` in the words of CPython's argument parser.
pub fn ssize(vm: &mut Vm, value: &Value) -> PyResult<isize> {
    if let Some(small) = value.as_small() {
        return Ok(small as isize);
    }
    let index = vm.index(value)?;
    match index.as_int().and_then(|index| index.to_i64()) {
        Some(index) => Ok(index as isize),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

/// A size or count that may be left out.
pub fn optional_ssize(vm: &mut Vm, value: &Value, default: isize) -> PyResult<isize> {
    if value.is_null() { Ok(default) } else { ssize(vm, value) }
}

/// A C `int`.
pub fn c_int(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    let index = vm.index(value)?;
    match index.as_int().and_then(|index| index.to_i64()).map(i32::try_from) {
        Some(Ok(index)) => Ok(index),
        _ => Err(vm.overflow_error("Python int too large to convert to C int")),
    }
}

/// A bound of a slice: nothing for None and what was not given.
fn slice_bound(vm: &mut Vm, value: &Value) -> PyResult<Option<isize>> {
    if value.is_none() || value.is_null() {
        return Ok(None);
    }
    if let Some(small) = value.as_small() {
        return Ok(Some(small as isize));
    }
    let class = vm.type_of(value).to_ref();
    if value.as_int().is_none() && !class.has_special(crate::object::Special::Index, vm) {
        return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
    }
    Ok(Some(vm.index_clamped(value)? as isize))
}

/// The range that `start` and `end` arguments mean; nothing if it ends before it starts.
pub fn bounds(vm: &mut Vm, start: &Value, end: &Value, len: usize) -> PyResult<Option<Range<usize>>> {
    if start.is_null() && end.is_null() {
        return Ok(Some(0..len));
    }
    let (start, end) = (slice_bound(vm, start)?, slice_bound(vm, end)?);
    Ok(search::clamp(start, end, len))
}

/// The items that a slice means: from which, how far apart, how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slicing {
    pub start: usize,
    pub step: isize,
    pub count: usize,
}

impl Slicing {
    /// The places of the items, in their order.
    pub fn places(self) -> impl ExactSizeIterator<Item = usize> {
        (0..self.count).map(move |nth| (self.start as isize + nth as isize * self.step) as usize)
    }
}

/// A slice's bounds, which may run code: start, stop and step as they were given.
pub fn slice_bounds(vm: &mut Vm, slice: &Slice) -> PyResult<(Option<isize>, Option<isize>, isize)> {
    let (start, stop, step) = (slice.start.clone(), slice.stop.clone(), slice.step.clone());
    let step = slice_bound(vm, &step)?.unwrap_or(1);
    if step == 0 {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let start = slice_bound(vm, &start)?;
    let stop = slice_bound(vm, &stop)?;
    Ok((start, stop, step.max(-isize::MAX)))
}

/// Cuts bounds to a length.
pub fn slicing((start, stop, step): (Option<isize>, Option<isize>, isize), len: usize) -> Slicing {
    let len = len as isize;
    let (lowest, highest) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let cut = |bound: Option<isize>, default: isize| match bound {
        None => default,
        Some(bound) if bound < 0 => bound.saturating_add(len).max(lowest),
        Some(bound) => bound.min(highest),
    };
    let start = cut(start, if step < 0 { highest } else { lowest });
    let stop = cut(stop, if step < 0 { lowest } else { highest });
    let distance = if step < 0 { start - stop } else { stop - start };
    let count = if distance <= 0 { 0 } else { (distance - 1) / step.abs() + 1 };
    Slicing { start: start.max(0) as usize, step, count: count as usize }
}

/// An index as `[]` takes it, counted from the end where it is negative; nothing if it is out of range.
pub fn place(index: i64, len: usize) -> Option<usize> {
    let index = if index < 0 { index.checked_add(len as i64)? } else { index };
    usize::try_from(index).ok().filter(|&index| index < len)
}

/// An index for `[]`: an `IndexError` where it does not fit.
pub fn subscript(vm: &mut Vm, key: &Value) -> PyResult<i64> {
    if let Some(small) = key.as_small() {
        return Ok(small);
    }
    let index = vm.index(key)?;
    match index.as_int().and_then(|index| index.to_i64()) {
        Some(index) => Ok(index),
        None => {
            let class = class_name(vm, key);
            Err(vm.index_error(format!("cannot fit '{class}' into an index-sized integer")))
        }
    }
}

/// The class that a `__new__` was called with, which has to be a subclass of its own.
pub fn new_class<'a>(vm: &mut Vm, class: &'a Value, own: &Obj<Type>) -> PyResult<&'a Obj<Type>> {
    match class.get::<Type>() {
        Some(class) if class.is(own) || class.is_subtype(own, vm) => Ok(class),
        given => Err(not_to_make(vm, class, given, own)),
    }
}

#[cold]
fn not_to_make(vm: &mut Vm, class: &Value, given: Option<&Obj<Type>>, own: &Obj<Type>) -> Raised {
    let own = own.name();
    match given {
        None => {
            let given = class_name(vm, class);
            vm.type_error(format!("{own}.__new__(X): X is not a type object ({given})"))
        }
        Some(class) => {
            let name = class.name();
            vm.type_error(format!("{own}.__new__({name}): {name} is not a subtype of {own}"))
        }
    }
}

/// How often a sequence is repeated.
pub fn repetitions(vm: &mut Vm, count: &Value) -> PyResult<isize> {
    if let Some(small) = count.as_small() {
        return Ok(small as isize);
    }
    Ok(vm.index_i64(count)? as isize)
}
