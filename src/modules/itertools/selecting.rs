//! Iterators that leave items out or hand them to a function: `compress`, `dropwhile`, `takewhile`, `filterfalse`, `islice`, `starmap`.

use super::{change, holder, instance, itself, state};
use crate::object::{Type, Value};
use crate::vm::{Native, PyResult, Vm};

holder!(Compress { data, selectors });

pub const COMPRESS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, data, selectors)", function: new_compress },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_compress },
];

fn new_compress(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (data, selectors) = (vm.iter(&args[1])?, vm.iter(&args[2])?);
    instance(vm, &args[0], Compress { data, selectors })
}

fn next_compress(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = state!(vm, args[0], Compress);
    let (data, selectors) = (state.data.clone(), state.selectors.clone());
    while let Some(item) = vm.next(&data)? {
        let Some(selector) = vm.next(&selectors)? else { break };
        if vm.truth(&selector)? {
            return Ok(item);
        }
        vm.attend()?;
    }
    Ok(Value::NULL)
}

holder!(DropWhile { function, iterator; started: bool });

pub const DROPWHILE: &[Native] = &[
    Native { name: "__new__", signature: "(cls, predicate, iterable, /)", function: new_dropwhile },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_dropwhile },
];

fn new_dropwhile(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(&args[2])?;
    instance(vm, &args[0], DropWhile { function: args[1].clone(), iterator, started: false })
}

/// Whether a function says yes to an item.
fn holds(vm: &mut Vm, function: &Value, item: &Value) -> PyResult<bool> {
    let verdict = vm.call(function, std::slice::from_ref(item))?;
    vm.truth(&verdict)
}

fn next_dropwhile(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = state!(vm, args[0], DropWhile);
    let (function, iterator, started) = (state.function.clone(), state.iterator.clone(), state.started);
    while let Some(item) = vm.next(&iterator)? {
        if started || !holds(vm, &function, &item)? {
            change!(vm, args[0], DropWhile).started = true;
            return Ok(item);
        }
        vm.attend()?;
    }
    Ok(Value::NULL)
}

holder!(TakeWhile { function, iterator; stopped: bool });

pub const TAKEWHILE: &[Native] = &[
    Native { name: "__new__", signature: "(cls, predicate, iterable, /)", function: new_takewhile },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_takewhile },
];

fn new_takewhile(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(&args[2])?;
    instance(vm, &args[0], TakeWhile { function: args[1].clone(), iterator, stopped: false })
}

fn next_takewhile(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = state!(vm, args[0], TakeWhile);
    let (function, iterator, stopped) = (state.function.clone(), state.iterator.clone(), state.stopped);
    if stopped {
        return Ok(Value::NULL);
    }
    let Some(item) = vm.next(&iterator)? else { return Ok(Value::NULL) };
    if holds(vm, &function, &item)? {
        return Ok(item);
    }
    change!(vm, args[0], TakeWhile).stopped = true;
    Ok(Value::NULL)
}

holder!(FilterFalse { function, iterator });

pub const FILTERFALSE: &[Native] = &[
    Native { name: "__new__", signature: "(cls, function, iterable, /)", function: new_filterfalse },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_filterfalse },
];

fn new_filterfalse(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(&args[2])?;
    instance(vm, &args[0], FilterFalse { function: args[1].clone(), iterator })
}

fn next_filterfalse(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = state!(vm, args[0], FilterFalse);
    let (function, iterator) = (state.function.clone(), state.iterator.clone());
    let plain = function.is_none() || function.get::<Type>().is_some_and(|class| class.is(&vm.types().bool));
    while let Some(item) = vm.next(&iterator)? {
        let good = if plain { vm.truth(&item)? } else { holds(vm, &function, &item)? };
        if !good {
            return Ok(item);
        }
        vm.attend()?;
    }
    Ok(Value::NULL)
}

holder!(
    /// The iterator is NULL when exhausted.
    Slice { iterator; seen: u64, next: u64, stop: Option<u64>, step: u64 }
);

pub const ISLICE: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args)", function: new_islice },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_islice },
];

/// A bound: `None` for None, an error for what is no size.
fn bound(vm: &mut Vm, value: &Value, message: &str) -> PyResult<Option<u64>> {
    if value.is_none() {
        return Ok(None);
    }
    let index = vm.index(value).ok().and_then(|index| index.as_int().and_then(|index| index.to_i64()));
    match index.and_then(|index| u64::try_from(index).ok()) {
        Some(index) => Ok(Some(index)),
        None => Err(vm.value_error(message)),
    }
}

fn new_islice(vm: &mut Vm, args: &[Value]) -> PyResult {
    const STOP: &str = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const INDICES: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const STEP: &str = "Step for islice() must be a positive integer or None.";
    let (iterable, start, stop, step) = match &args[1..] {
        [iterable, stop] => (iterable, None, bound(vm, stop, STOP)?, None),
        [iterable, start, stop, rest @ ..] if rest.len() < 2 => {
            let stop = bound(vm, stop, STOP)?;
            let start = bound(vm, start, INDICES)?;
            let step = match rest.first() {
                Some(step) => bound(vm, step, STEP)?,
                None => None,
            };
            (iterable, start, stop, step)
        }
        given => {
            let (count, bad) = (given.len(), if given.len() < 2 { "at least 2" } else { "at most 4" });
            return Err(vm.type_error(format!("islice expected {bad} arguments, got {count}")));
        }
    };
    if step == Some(0) {
        return Err(vm.value_error(STEP));
    }
    let iterator = vm.iter(iterable)?;
    let state = Slice { iterator, seen: 0, next: start.unwrap_or(0), stop, step: step.unwrap_or(1) };
    instance(vm, &args[0], state)
}

fn next_islice(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = state!(vm, args[0], Slice);
    let (iterator, next, stop, step, mut seen) = (state.iterator.clone(), state.next, state.stop, state.step, state.seen);
    if iterator.is_null() {
        return Ok(Value::NULL);
    }
    while seen < next {
        if vm.next(&iterator)?.is_none() {
            return exhaust(vm, &args[0]);
        }
        seen += 1;
        change!(vm, args[0], Slice).seen = seen;
        if seen % (1 << 12) == 0 {
            vm.attend()?;
        }
    }
    if stop.is_some_and(|stop| seen >= stop) {
        return exhaust(vm, &args[0]);
    }
    let Some(item) = vm.next(&iterator)? else { return exhaust(vm, &args[0]) };
    let after = next.saturating_add(step);
    let state = change!(vm, args[0], Slice);
    state.seen = seen + 1;
    state.next = stop.map_or(after, |stop| after.min(stop));
    Ok(item)
}

fn exhaust(vm: &mut Vm, slice: &Value) -> PyResult {
    let iterator = std::mem::take(&mut change!(vm, slice, Slice).iterator);
    drop(iterator);
    Ok(Value::NULL)
}

holder!(StarMap { function, iterator });

pub const STARMAP: &[Native] = &[
    Native { name: "__new__", signature: "(cls, function, iterable, /)", function: new_starmap },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_starmap },
];

fn new_starmap(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(&args[2])?;
    instance(vm, &args[0], StarMap { function: args[1].clone(), iterator })
}

fn next_starmap(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = state!(vm, args[0], StarMap);
    let (function, iterator) = (state.function.clone(), state.iterator.clone());
    let Some(arguments) = vm.next(&iterator)? else { return Ok(Value::NULL) };
    let arguments = vm.collect(&arguments)?;
    vm.call(&function, &arguments)
}
