//! `range`: numbers in steps, of any size.

use super::sequence::{has_index, receiver};
use super::slice::big_indices;
use crate::bytecode::Comparison;
use crate::number::divide::{floor_div, modulo};
use crate::number::{Int, IntRef, int};
use crate::object::{Obj, Opaque, Range, RangeIterator, Slice, Value};
use crate::vm::{Attribute, Native, PyResult, Vm, readonly};
use std::cell::Cell;
use std::cmp::Ordering;

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, start, stop=<missing>, step=1, /)", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "__eq__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::Equal, args) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::NotEqual, args) },
    Native { name: "__lt__", signature: "(self, value, /)", function: |_, _| Ok(Value::NOT_IMPLEMENTED) },
    Native { name: "__le__", signature: "(self, value, /)", function: |_, _| Ok(Value::NOT_IMPLEMENTED) },
    Native { name: "__gt__", signature: "(self, value, /)", function: |_, _| Ok(Value::NOT_IMPLEMENTED) },
    Native { name: "__ge__", signature: "(self, value, /)", function: |_, _| Ok(Value::NOT_IMPLEMENTED) },
    Native { name: "__bool__", signature: "(self, /)", function: truth },
    Native { name: "__len__", signature: "(self, /)", function: len },
    Native { name: "__iter__", signature: "(self, /)", function: iter },
    Native { name: "__reversed__", signature: "(self, /)", function: reversed },
    Native { name: "__contains__", signature: "(self, key, /)", function: contains },
    Native { name: "__getitem__", signature: "(self, key, /)", function: getitem },
    Native { name: "count", signature: "(self, object, /)", function: count },
    Native { name: "index", signature: "(self, object, /)", function: index },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "start", get: |vm, range| Ok(receiver::<Range>(vm, range)?.start.clone()), set: Some(readonly) },
    Attribute { name: "stop", get: |vm, range| Ok(receiver::<Range>(vm, range)?.stop.clone()), set: Some(readonly) },
    Attribute { name: "step", get: |vm, range| Ok(receiver::<Range>(vm, range)?.step.clone()), set: Some(readonly) },
];

const ZERO: IntRef<'static> = IntRef::Small(0);
const ONE: IntRef<'static> = IntRef::Small(1);

/// The integer that a part of a range is; parts are nothing else.
fn number(value: &Value) -> IntRef<'_> {
    value.as_int().unwrap_or(ZERO)
}

/// An integer of no subclass.
fn exact(vm: &mut Vm, value: &Value) -> PyResult {
    let index = vm.index(value)?;
    Ok(vm.integer(number(&index).to_int()))
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    super::text::new_class(vm, &args[0], &vm.types().range.clone())?;
    let first = exact(vm, &args[1])?;
    if args[2].is_null() {
        return new_range(vm, Value::size(0), first, Value::size(1));
    }
    let stop = exact(vm, &args[2])?;
    let step = if args[3].is_null() { Value::size(1) } else { exact(vm, &args[3])? };
    if number(&step).is_zero() {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    new_range(vm, first, stop, step)
}

pub fn new_range(vm: &mut Vm, start: Value, stop: Value, step: Value) -> PyResult {
    let len = length(vm, number(&start), number(&stop), number(&step))?;
    let len = vm.integer(len);
    Ok(vm.alloc(&vm.types().range, Range { start, stop, step, len }).into_value())
}

/// How many numbers there are.
fn length(vm: &mut Vm, start: IntRef, stop: IntRef, step: IntRef) -> PyResult<Int> {
    let (low, high) = if step.is_negative() { (stop, start) } else { (start, stop) };
    if int::compare(low, high) != Ordering::Less {
        return Ok(Int::Small(0));
    }
    let distance = int::sub(int::sub(high, low).as_ref(), ONE);
    let step = int::abs(step);
    match floor_div(distance.as_ref(), step.as_ref(), vm.interrupt()) {
        Ok(steps) => Ok(int::add(steps.as_ref(), ONE)),
        Err(error) => Err(vm.number_error(error)),
    }
}

/// The number at an index, which may lie outside.
fn item(vm: &mut Vm, range: &Range, index: IntRef) -> PyResult<Int> {
    match int::mul(index, number(&range.step), vm.interrupt()) {
        Ok(offset) => Ok(int::add(number(&range.start), offset.as_ref())),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let range = receiver::<Range>(vm, &args[0])?;
    let mut text = b"range(".to_vec();
    let parts = [range.start.clone(), range.stop.clone(), range.step.clone()];
    let shown = if number(&range.step) == ONE { 2 } else { 3 };
    super::repr::listed(vm, &parts[..shown], &mut text)?;
    text.push(b')');
    Ok(vm.str_from(&text))
}

/// What decides equality: the length, then the start and the step as far as they matter.
fn essence(range: &Range) -> [Value; 3] {
    let len = number(&range.len);
    let start = if len.is_zero() { Value::NONE } else { range.start.clone() };
    let step = if len.is_zero() || len == ONE { Value::NONE } else { range.step.clone() };
    [range.len.clone(), start, step]
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let range = receiver::<Range>(vm, &args[0])?;
    let essence = vm.tuple(essence(range));
    let hash = vm.hash(&essence)?;
    Ok(vm.int(hash))
}

fn compare(vm: &mut Vm, comparison: Comparison, args: &[Value]) -> PyResult {
    let (Some(a), Some(b)) = (args[0].get::<Range>(), args[1].get::<Range>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let equal = essence(a).iter().zip(&essence(b)).all(|(a, b)| a.is(b) || both_equal(a, b));
    let _ = vm;
    Ok(Value::bool(equal == (comparison == Comparison::Equal)))
}

fn both_equal(a: &Value, b: &Value) -> bool {
    matches!((a.as_int(), b.as_int()), (Some(a), Some(b)) if a == b)
}

fn truth(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(!number(&receiver::<Range>(vm, &args[0])?.len).is_zero()))
}

fn len(vm: &mut Vm, args: &[Value]) -> PyResult {
    let len = receiver::<Range>(vm, &args[0])?.len.clone();
    match number(&len).to_i64() {
        Some(_) => Ok(len),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

/// An iterator from one number on.
fn iterator(vm: &mut Vm, start: Int, step: Int, len: IntRef) -> Value {
    let last = |start: i64, step: i64, len: i64| step.checked_mul(len).and_then(|way| start.checked_add(way)).is_some();
    match (&start, &step, len.to_i64()) {
        (Int::Small(next), Int::Small(step), Some(len)) if last(*next, *step, len) => {
            let state = RangeIterator { next: Cell::new(*next), step: *step, left: Cell::new(len as u64) };
            vm.alloc(&vm.types().range_iterator, state).into_value()
        }
        _ => vm.new_opaque(LongRangeIterator { next: start, step, left: len.to_int() }),
    }
}

fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let range = receiver::<Range>(vm, &args[0])?;
    Ok(iterator(vm, number(&range.start).to_int(), number(&range.step).to_int(), number(&range.len)))
}

fn reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let range = receiver::<Range>(vm, &args[0])?;
    let len = number(&range.len);
    let last = item(vm, range, int::sub(len, ONE).as_ref())?;
    Ok(iterator(vm, last, int::neg(number(&range.step)), len))
}

/// Where an integer is in a range.
fn place(vm: &mut Vm, range: &Range, value: IntRef) -> PyResult<Option<Int>> {
    let (start, step) = (number(&range.start), number(&range.step));
    let offset = int::sub(value, start);
    let computed = modulo(offset.as_ref(), step, vm.interrupt())
        .and_then(|rest| Ok((rest, floor_div(offset.as_ref(), step, vm.interrupt())?)));
    let (rest, place) = match computed {
        Ok(result) => result,
        Err(error) => return Err(vm.number_error(error)),
    };
    let inside = rest.as_ref().is_zero()
        && !place.as_ref().is_negative()
        && int::compare(place.as_ref(), number(&range.len)) == Ordering::Less;
    Ok(inside.then_some(place))
}

/// An int or bool and of no other class: what equality is arithmetic for.
fn plain<'a>(vm: &Vm, value: &'a Value) -> Option<IntRef<'a>> {
    let (class, types) = (vm.type_of(value), vm.types());
    value.as_int().filter(|_| class.is(&types.int) || class.is(&types.bool))
}

fn contains(vm: &mut Vm, args: &[Value]) -> PyResult {
    let range = receiver::<Range>(vm, &args[0])?;
    if let Some(value) = plain(vm, &args[1]) {
        return Ok(Value::bool(place(vm, range, value)?.is_some()));
    }
    let mut found = false;
    search(vm, args, |_| {
        found = true;
        false
    })?;
    Ok(Value::bool(found))
}

/// Calls `found` with the place of each number that equals the value, until it wants no more.
fn search(vm: &mut Vm, args: &[Value], mut found: impl FnMut(usize) -> bool) -> PyResult<()> {
    let iterator = vm.iter(&args[0])?;
    let mut place = 0;
    while let Some(item) = vm.next(&iterator)? {
        if vm.equal(&item, &args[1])? && !found(place) {
            break;
        }
        place += 1;
        if place % (1 << 16) == 0 {
            vm.attend()?;
        }
    }
    Ok(())
}

fn count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let range = receiver::<Range>(vm, &args[0])?;
    if let Some(value) = plain(vm, &args[1]) {
        return Ok(Value::size(usize::from(place(vm, range, value)?.is_some())));
    }
    let mut count = 0;
    search(vm, args, |_| {
        count += 1;
        true
    })?;
    Ok(Value::size(count))
}

fn index(vm: &mut Vm, args: &[Value]) -> PyResult {
    let range = receiver::<Range>(vm, &args[0])?;
    if let Some(value) = plain(vm, &args[1]) {
        return match place(vm, range, value)? {
            Some(place) => Ok(vm.integer(place)),
            None => Err(vm.value_error("range.index(x): x not in range")),
        };
    }
    let mut at = None;
    search(vm, args, |place| {
        at = Some(place);
        false
    })?;
    match at {
        Some(place) => Ok(Value::size(place)),
        None => Err(vm.value_error("sequence.index(x): x not in sequence")),
    }
}

fn getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let range = receiver::<Range>(vm, &args[0])?;
    if let Some(slice) = args[1].get::<Slice>() {
        return part(vm, range, slice);
    }
    if args[1].as_int().is_none() && !has_index(vm, &args[1]) {
        let class = vm.type_of(&args[1]).name();
        return Err(vm.type_error(format!("range indices must be integers or slices, not {class}")));
    }
    let key = vm.index(&args[1])?;
    let (len, key) = (number(&range.len), number(&key));
    let index = if key.is_negative() { int::add(key, len) } else { key.to_int() };
    if index.as_ref().is_negative() || int::compare(index.as_ref(), len) != Ordering::Less {
        return Err(vm.index_error("range object index out of range"));
    }
    let item = item(vm, range, index.as_ref())?;
    Ok(vm.integer(item))
}

fn part(vm: &mut Vm, range: &Obj<Range>, slice: &Obj<Slice>) -> PyResult {
    let [start, stop, step] = big_indices(vm, slice, &number(&range.len).to_int())?;
    let (start, stop) = (item(vm, range, start.as_ref())?, item(vm, range, stop.as_ref())?);
    let step = match int::mul(step.as_ref(), number(&range.step), vm.interrupt()) {
        Ok(step) => step,
        Err(error) => return Err(vm.number_error(error)),
    };
    let (start, stop, step) = (vm.integer(start), vm.integer(stop), vm.integer(step));
    new_range(vm, start, stop, step)
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let range = receiver::<Range>(vm, &args[0])?;
    let parts = vm.tuple([range.start.clone(), range.stop.clone(), range.step.clone()]);
    let class = vm.type_of(&args[0]).value();
    Ok(vm.tuple([class, parts]))
}

/// An iterator over numbers that do not all fit words.
pub struct LongRangeIterator {
    next: Int,
    step: Int,
    left: Int,
}

impl Opaque for LongRangeIterator {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

/// The methods of `range_iterator` and of `longrange_iterator`.
pub const ITERATOR: &[Native] = &[
    Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__next__", signature: "(self, /)", function: next },
    Native { name: "__length_hint__", signature: "(self, /)", function: length_hint },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce_iterator },
    Native { name: "__setstate__", signature: "(self, state, /)", function: setstate },
];

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(range) = args[0].get::<RangeIterator>() {
        return Ok(vm.next_of_range(range).unwrap_or(Value::NULL));
    }
    let Some(state) = args[0].opaque_mut::<LongRangeIterator>(vm) else { return Ok(Value::NULL) };
    if state.left.as_ref().is_zero() {
        return Ok(Value::NULL);
    }
    state.left = int::sub(state.left.as_ref(), ONE);
    let after = int::add(state.next.as_ref(), state.step.as_ref());
    let item = std::mem::replace(&mut state.next, after);
    Ok(vm.integer(item))
}

/// What is next, the step, how many are left.
fn state(vm: &mut Vm, iterator: &Value) -> PyResult<(Int, Int, Int)> {
    if let Some(state) = iterator.get::<RangeIterator>() {
        return Ok((Int::Small(state.next.get()), Int::Small(state.step), Int::from(state.left.get())));
    }
    match iterator.opaque::<LongRangeIterator>(vm) {
        Some(state) => Ok((state.next.clone(), state.step.clone(), state.left.clone())),
        None => Err(vm.type_error("a range iterator is needed")),
    }
}

fn length_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (_, _, left) = state(vm, &args[0])?;
    Ok(vm.integer(left))
}

fn forward(vm: &mut Vm, next: &Int, step: &Int, count: &Int) -> PyResult<Int> {
    match int::mul(step.as_ref(), count.as_ref(), vm.interrupt()) {
        Ok(way) => Ok(int::add(next.as_ref(), way.as_ref())),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn reduce_iterator(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (next, step, left) = state(vm, &args[0])?;
    let stop = forward(vm, &next, &step, &left)?;
    let (start, stop, step) = (vm.integer(next), vm.integer(stop), vm.integer(step));
    let range = new_range(vm, start, stop, step)?;
    let (iter, range) = (super::iterators::builtin(vm, "iter"), vm.tuple([range]));
    Ok(vm.tuple([iter, range, Value::NONE]))
}

fn setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = vm.index(&args[1])?;
    let (next, step, left) = state(vm, &args[0])?;
    let mut count = number(&index).to_int();
    if count.as_ref().is_negative() {
        count = Int::Small(0);
    }
    if int::compare(count.as_ref(), left.as_ref()) == Ordering::Greater {
        count = left.clone();
    }
    let (next, left) = (forward(vm, &next, &step, &count)?, int::sub(left.as_ref(), count.as_ref()));
    if let (Some(state), Int::Small(next), Int::Small(left)) = (args[0].get::<RangeIterator>(), &next, &left) {
        state.next.set(*next);
        state.left.set(*left as u64);
    } else if let Some(state) = args[0].opaque_mut::<LongRangeIterator>(vm) {
        (state.next, state.left) = (next, left);
    }
    Ok(Value::NONE)
}
