//! Iterators that put items together: `accumulate`, `chain`, `pairwise`, `batched`, `zip_longest`.

use super::{change, holder, instance, items, itself, state};
use crate::object::{Dict, Value};
use crate::vm::{BinaryOperator, Native, PyResult, Vm};

holder!(
    /// `total` is NULL before the first item; `initial` NULL if there is none to give.
    Accumulate { iterator, function, total, initial }
);

pub const ACCUMULATE: &[Native] = &[
    Native { name: "__new__", signature: "(cls, iterable, func=None, *, initial=None)", function: new_accumulate },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_accumulate },
];

fn new_accumulate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(&args[1])?;
    let or_null = |value: &Value| if value.is_none() { Value::NULL } else { value.clone() };
    let (function, initial) = (or_null(&args[2]), or_null(&args[3]));
    instance(vm, &args[0], Accumulate { iterator, function, total: Value::NULL, initial })
}

fn next_accumulate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = change!(vm, args[0], Accumulate);
    let initial = std::mem::take(&mut state.initial);
    if !initial.is_null() {
        state.total = initial.clone();
        return Ok(initial);
    }
    let (iterator, function) = (state.iterator.clone(), state.function.clone());
    let Some(item) = vm.next(&iterator)? else { return Ok(Value::NULL) };
    let total = state!(vm, args[0], Accumulate).total.clone();
    let total = match (total.is_null(), function.is_null()) {
        (true, _) => item,
        (_, true) => vm.binary(BinaryOperator::Add, &total, &item)?,
        _ => vm.call(&function, &[total, item])?,
    };
    let old = std::mem::replace(&mut change!(vm, args[0], Accumulate).total, total.clone());
    drop(old);
    Ok(total)
}

holder!(
    /// The iterator over iterables, and the one over the current of them: both NULL at the end.
    Chain { source, active }
);

pub const CHAIN: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *iterables)", function: new_chain },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_chain },
    Native { name: "from_iterable", signature: "(cls, iterable, /)", function: from_iterable },
    Native { name: "__class_getitem__", signature: "(cls, object, /)", function: crate::builtins::class_getitem },
];

fn new_chain(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterables = vm.tuple(args[1..].to_vec());
    let source = vm.iter(&iterables)?;
    instance(vm, &args[0], Chain { source, active: Value::NULL })
}

fn from_iterable(vm: &mut Vm, args: &[Value]) -> PyResult {
    let source = vm.iter(&args[1])?;
    instance(vm, &args[0], Chain { source, active: Value::NULL })
}

fn next_chain(vm: &mut Vm, args: &[Value]) -> PyResult {
    loop {
        let state = state!(vm, args[0], Chain);
        let (source, active) = (state.source.clone(), state.active.clone());
        if source.is_null() {
            return Ok(Value::NULL);
        }
        if active.is_null() {
            match next_iterator(vm, &source) {
                Ok(Some(iterator)) => change!(vm, args[0], Chain).active = iterator,
                end => {
                    change!(vm, args[0], Chain).source = Value::NULL;
                    end?;
                    return Ok(Value::NULL);
                }
            }
            continue;
        }
        if let Some(item) = vm.next(&active)? {
            return Ok(item);
        }
        change!(vm, args[0], Chain).active = Value::NULL;
        vm.attend()?;
    }
}

fn next_iterator(vm: &mut Vm, source: &Value) -> PyResult<Option<Value>> {
    match vm.next(source)? {
        Some(iterable) => vm.iter(&iterable).map(Some),
        None => Ok(None),
    }
}

holder!(
    /// The iterator is NULL when exhausted, what came last NULL before the first.
    Pairwise { iterator, last }
);

pub const PAIRWISE: &[Native] = &[
    Native { name: "__new__", signature: "(cls, iterable, /)", function: new_pairwise },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_pairwise },
];

fn new_pairwise(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(&args[1])?;
    instance(vm, &args[0], Pairwise { iterator, last: Value::NULL })
}

fn next_pairwise(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = state!(vm, args[0], Pairwise);
    let (iterator, mut last) = (state.iterator.clone(), state.last.clone());
    if iterator.is_null() {
        return Ok(Value::NULL);
    }
    if last.is_null() {
        let Some(first) = vm.next(&iterator)? else { return end_pairwise(vm, args) };
        last = first;
        change!(vm, args[0], Pairwise).last = last.clone();
    }
    let Some(item) = vm.next(&iterator)? else { return end_pairwise(vm, args) };
    let old = std::mem::replace(&mut change!(vm, args[0], Pairwise).last, item.clone());
    drop(old);
    Ok(vm.tuple([last, item]))
}

fn end_pairwise(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = change!(vm, args[0], Pairwise);
    let old = (std::mem::take(&mut state.iterator), std::mem::take(&mut state.last));
    drop(old);
    Ok(Value::NULL)
}

holder!(
    /// The iterator is NULL when exhausted.
    Batched { iterator; size: usize, strict: bool }
);

pub const BATCHED: &[Native] = &[
    Native { name: "__new__", signature: "(cls, iterable, n, *, strict=False)", function: new_batched },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_batched },
];

fn new_batched(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = vm.index_i64(&args[2])?;
    let strict = !args[3].is_null() && vm.truth(&args[3])?;
    if size < 1 {
        return Err(vm.value_error("n must be at least one"));
    }
    let iterator = vm.iter(&args[1])?;
    instance(vm, &args[0], Batched { iterator, size: size as usize, strict })
}

fn next_batched(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = state!(vm, args[0], Batched);
    let (iterator, size, strict) = (state.iterator.clone(), state.size, state.strict);
    if iterator.is_null() {
        return Ok(Value::NULL);
    }
    let mut batch = Vec::new();
    while batch.len() < size {
        match vm.next(&iterator)? {
            Some(item) => batch.push(item),
            None => break,
        }
    }
    if batch.len() == size {
        return Ok(vm.tuple(batch));
    }
    change!(vm, args[0], Batched).iterator = Value::NULL;
    match () {
        _ if batch.is_empty() => Ok(Value::NULL),
        _ if strict => Err(vm.value_error("batched(): incomplete batch")),
        _ => Ok(vm.tuple(batch)),
    }
}

holder!(
    /// A tuple of iterators, exhausted ones None.
    ZipLongest { iterators, fill }
);

pub const ZIP_LONGEST: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new_zip_longest },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_zip_longest },
];

fn new_zip_longest(vm: &mut Vm, args: &[Value]) -> PyResult {
    let keywords: Vec<(Value, Value)> = match args[2].get::<Dict>() {
        Some(keywords) => keywords.table(vm).iter().map(|entry| entry.pair()).collect(),
        None => Vec::new(),
    };
    let fill = match &keywords[..] {
        [] => Value::NONE,
        [(name, fill)] if vm.text(name) == "fillvalue" => fill.clone(),
        _ => return Err(vm.type_error("zip_longest() got an unexpected keyword argument")),
    };
    let mut iterators = Vec::new();
    for iterable in items(&args[1]) {
        iterators.push(vm.iter(iterable)?);
    }
    let iterators = vm.tuple(iterators);
    instance(vm, &args[0], ZipLongest { iterators, fill })
}

fn next_zip_longest(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = state!(vm, args[0], ZipLongest);
    let (iterators, fill) = (state.iterators.clone(), state.fill.clone());
    let mut left: Vec<Value> = items(&iterators).to_vec();
    let mut values = Vec::with_capacity(left.len());
    let mut ended = false;
    for iterator in &mut left {
        let next = if iterator.is_none() { None } else { vm.next(iterator)? };
        if next.is_none() && !iterator.is_none() {
            *iterator = Value::NONE;
            ended = true;
        }
        values.push(next.unwrap_or_else(|| fill.clone()));
    }
    let over = left.iter().all(Value::is_none);
    if ended {
        let left = vm.tuple(left);
        let old = std::mem::replace(&mut change!(vm, args[0], ZipLongest).iterators, left);
        drop(old);
    }
    Ok(if over { Value::NULL } else { vm.tuple(values) })
}
