//! Iterators over choices of items: `product`, `permutations`, `combinations`, `combinations_with_replacement`.

use super::{change, holder, instance, items, itself};
use crate::object::Value;
use crate::vm::{Native, PyResult, Vm};

holder!(
    /// A tuple of pools, each a tuple; in each the place of the current item. Empty places before the first result.
    Product { pools; places: Vec<usize>, state: State }
);

/// How far an iterator is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum State {
    Fresh,
    Running,
    Over,
}

pub const PRODUCT: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *iterables, repeat=1)", function: new_product },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_product },
];

fn new_product(vm: &mut Vm, args: &[Value]) -> PyResult {
    let repeat = if args[2].is_null() { 1 } else { vm.index_i64(&args[2])? };
    if repeat < 0 {
        return Err(vm.value_error("repeat argument cannot be negative"));
    }
    let iterables = if repeat == 0 { &[] } else { items(&args[1]) };
    let Some(count) = iterables.len().checked_mul(repeat as usize).filter(|count| *count < isize::MAX as usize / 8) else {
        return Err(vm.overflow_error("repeat argument too large"));
    };
    let mut pools = Vec::new();
    if pools.try_reserve_exact(count).is_err() {
        return Err(vm.memory_error());
    }
    for iterable in iterables {
        let pool = vm.collect(iterable)?;
        pools.push(vm.tuple(pool));
    }
    for at in iterables.len()..count {
        pools.push(pools[at % iterables.len()].clone());
    }
    let (places, pools) = (vec![0; count], vm.tuple(pools));
    instance(vm, &args[0], Product { pools, places, state: State::Fresh })
}

fn next_product(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = change!(vm, args[0], Product);
    let pools = state.pools.clone();
    match state.state {
        State::Over => return Ok(Value::NULL),
        State::Fresh => {
            state.state = State::Running;
            if items(&pools).iter().any(|pool| items(pool).is_empty()) {
                state.state = State::Over;
                return Ok(Value::NULL);
            }
        }
        // As an odometer: the last place goes on, and where it wraps around, the one before.
        State::Running => {
            let wraps = |(place, pool): &mut (&mut usize, &Value)| {
                **place += 1;
                let wraps = **place == items(pool).len();
                if wraps {
                    **place = 0;
                }
                wraps
            };
            let goes_on = state.places.iter_mut().zip(items(&pools)).rev().any(|mut pair| !wraps(&mut pair));
            if !goes_on {
                state.state = State::Over;
                return Ok(Value::NULL);
            }
        }
    }
    let result: Vec<Value> =
        state.places.iter().zip(items(&pools)).map(|(place, pool)| items(pool)[*place].clone()).collect();
    Ok(vm.tuple(result))
}

holder!(
    /// All places of the pool, those of the current result first; for each how many more it goes on.
    Permutations { pool; places: Vec<usize>, cycles: Vec<usize>, state: State }
);

pub const PERMUTATIONS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, iterable, r=None)", function: new_permutations },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_permutation },
];

fn new_permutations(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pool = vm.collect(&args[1])?;
    let len = pool.len();
    let length = match args[2].given().filter(|length| !length.is_none()) {
        None => len as i64,
        Some(length) if length.as_int().is_none() => return Err(vm.type_error("Expected int as r")),
        Some(length) => vm.index_i64(length)?,
    };
    if length < 0 {
        return Err(vm.value_error("r must be non-negative"));
    }
    let length = length as usize;
    let state = if length > len { State::Over } else { State::Fresh };
    let cycles = (0..length.min(len)).map(|at| len - at).collect();
    let pool = vm.tuple(pool);
    instance(vm, &args[0], Permutations { pool, places: (0..len).collect(), cycles, state })
}

fn next_permutation(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = change!(vm, args[0], Permutations);
    match state.state {
        State::Over => return Ok(Value::NULL),
        State::Fresh => state.state = State::Running,
        State::Running => {
            if !advance(&mut state.places, &mut state.cycles) {
                state.state = State::Over;
                return Ok(Value::NULL);
            }
        }
    }
    let length = state.cycles.len();
    let (pool, places) = (state.pool.clone(), state.places[..length].to_vec());
    Ok(vm.tuple(places.into_iter().map(|place| items(&pool)[place].clone())))
}

/// The next permutation in lexicographic order of places; false if there is none.
fn advance(places: &mut [usize], cycles: &mut [usize]) -> bool {
    let len = places.len();
    for at in (0..cycles.len()).rev() {
        cycles[at] -= 1;
        if cycles[at] == 0 {
            places[at..].rotate_left(1);
            cycles[at] = len - at;
        } else {
            places.swap(at, len - cycles[at]);
            return true;
        }
    }
    false
}

holder!(Combinations { pool; places: Vec<usize>, state: State });

pub const COMBINATIONS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, iterable, r)", function: new_combinations },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_combination },
];

/// A pool, its size, and how many to choose.
fn choice(vm: &mut Vm, args: &[Value]) -> PyResult<(Value, usize, usize)> {
    let pool = vm.collect(&args[1])?;
    let length = vm.index_i64(&args[2])?;
    if length < 0 {
        return Err(vm.value_error("r must be non-negative"));
    }
    let len = pool.len();
    Ok((vm.tuple(pool), len, length as usize))
}

fn new_combinations(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (pool, len, length) = choice(vm, args)?;
    let state = if length > len { State::Over } else { State::Fresh };
    let places = if length > len { Vec::new() } else { (0..length).collect() };
    instance(vm, &args[0], Combinations { pool, places, state })
}

fn next_combination(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = change!(vm, args[0], Combinations);
    let pool = state.pool.clone();
    let (len, length) = (items(&pool).len(), state.places.len());
    match state.state {
        State::Over => return Ok(Value::NULL),
        State::Fresh => state.state = State::Running,
        State::Running => {
            // The last place that is not as far right as it can be goes on, those behind it follow closely.
            let Some(at) = (0..length).rev().find(|at| state.places[*at] != at + len - length) else {
                state.state = State::Over;
                return Ok(Value::NULL);
            };
            let start = state.places[at] + 1;
            state.places[at..].iter_mut().zip(start..).for_each(|(place, new)| *place = new);
        }
    }
    Ok(chosen(vm, &pool, &args[0]))
}

fn chosen(vm: &mut Vm, pool: &Value, iterator: &Value) -> Value {
    let places = match (iterator.opaque::<Combinations>(vm), iterator.opaque::<WithReplacement>(vm)) {
        (Some(state), _) => state.places.clone(),
        (_, Some(state)) => state.places.clone(),
        _ => Vec::new(),
    };
    vm.tuple(places.into_iter().map(|place| items(pool)[place].clone()))
}

holder!(WithReplacement { pool; places: Vec<usize>, state: State });

pub const COMBINATIONS_WITH_REPLACEMENT: &[Native] = &[
    Native { name: "__new__", signature: "(cls, iterable, r)", function: new_with_replacement },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_with_replacement },
];

fn new_with_replacement(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (pool, len, length) = choice(vm, args)?;
    let mut places = Vec::new();
    if places.try_reserve_exact(length).is_err() {
        return Err(vm.memory_error());
    }
    places.resize(length, 0);
    let state = if len == 0 && length > 0 { State::Over } else { State::Fresh };
    instance(vm, &args[0], WithReplacement { pool, places, state })
}

fn next_with_replacement(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = change!(vm, args[0], WithReplacement);
    let pool = state.pool.clone();
    let len = items(&pool).len();
    match state.state {
        State::Over => return Ok(Value::NULL),
        State::Fresh => state.state = State::Running,
        State::Running => {
            let Some(at) = state.places.iter().rposition(|place| place + 1 < len) else {
                state.state = State::Over;
                return Ok(Value::NULL);
            };
            let next = state.places[at] + 1;
            state.places[at..].fill(next);
        }
    }
    Ok(chosen(vm, &pool, &args[0]))
}
