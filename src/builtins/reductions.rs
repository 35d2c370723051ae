//! The builtin functions on iterables: `len`, `iter`, `next`, `sum`, `min`, `max`, `sorted`, `all`, `any`.

use super::iterators::callable_iterator;
use crate::bytecode::Comparison;
use crate::number::IntRef;
use crate::object::{ByteArray, Bytes, Complex, Dict, SequenceIterator, Str, Tuple, Value};
use crate::vm::{Arguments, BinaryOperator, Native, PyResult, Vm, closest, spread_keywords};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "all", signature: "(iterable, /)", function: all },
    Native { name: "any", signature: "(iterable, /)", function: any },
    Native { name: "iter", signature: "(object, sentinel=<missing>, /)", function: iter },
    Native { name: "len", signature: "(obj, /)", function: len },
    Native { name: "max", signature: "(*args, **kwargs=<missing>)", function: |vm, args| extreme(vm, args, &MAX) },
    Native { name: "min", signature: "(*args, **kwargs=<missing>)", function: |vm, args| extreme(vm, args, &MIN) },
    Native { name: "next", signature: "(iterator, default=<missing>, /)", function: next },
    Native { name: "sorted", signature: "(*args, key=None, reverse=False, **kwargs=<missing>)", function: sorted },
    Native { name: "sum", signature: "(iterable, /, start=0)", function: sum },
];

fn len(vm: &mut Vm, args: &[Value]) -> PyResult {
    let len = vm.len(&args[0])?;
    Ok(vm.int(len as i64))
}

fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(sentinel) = args[1].given() else { return vm.iter(&args[0]) };
    match vm.is_callable(&args[0]) {
        true => Ok(callable_iterator(vm, args[0].clone(), sentinel.clone())),
        false => Err(vm.type_error("iter(v, w): v must be callable")),
    }
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = &args[0];
    match args[1].given() {
        Some(default) => Ok(vm.next(iterator)?.unwrap_or_else(|| default.clone())),
        None => vm.next_or_stop(iterator),
    }
}

fn all(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(&args[0])?;
    while let Some(item) = vm.next(&iterator)? {
        if !vm.truth(&item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn any(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(&args[0])?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.truth(&item)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn sorted(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [iterable] = args[0].get::<Tuple>().map_or(&[][..], |given| given.items()) else {
        let given = args[0].get::<Tuple>().map_or(0, |given| given.items().len());
        return Err(vm.type_error(format!("sorted expected 1 argument, got {given}")));
    };
    let mut items = vm.collect(iterable)?;
    // Whatever other names are given, it is the list's method that does not know them.
    if let Ok(keywords) = args[3].clone().downcast::<Dict>() {
        let (list, sort) = (vm.list(items), vm.intern("sort"));
        let sort = vm.getattr(&list, &sort)?;
        let (values, names) = spread_keywords(vm, Vec::new(), &keywords);
        return vm.call_with(&sort, Arguments { values: &values, names: &names });
    }
    let reverse = !args[2].is_null() && vm.truth(&args[2])?;
    super::sorting::sort(vm, &mut items, &args[1], reverse)?;
    Ok(vm.list(items))
}

/// `min` or `max`: its name, and what an item does that takes the place of the best before it.
struct Extreme {
    name: &'static str,
    comparison: Comparison,
}

const MIN: Extreme = Extreme { name: "min", comparison: Comparison::Less };
const MAX: Extreme = Extreme { name: "max", comparison: Comparison::Greater };

fn extreme(vm: &mut Vm, args: &[Value], what: &Extreme) -> PyResult {
    let given = args[0].get::<Tuple>().map_or(&[][..], |given| given.items());
    let name = what.name;
    if given.is_empty() {
        return Err(vm.type_error(format!("{name} expected at least 1 argument, got 0")));
    }
    let [key, default] = &named(vm, name, &args[1], ["key", "default"])?;
    let iterable = match given {
        [one] => one,
        _ if default.is_null() => &args[0],
        _ => {
            let message = format!("Cannot specify a default for {name}() with multiple positional arguments");
            return Err(vm.type_error(message));
        }
    };
    if given.len() > 1 && key.is_null() {
        return extreme_of(vm, given, what.comparison);
    }
    if key.is_null()
        && let Some(best) = vm.plain_items(iterable).and_then(|items| extreme_at_once(vm, items, what.comparison))
    {
        return Ok(best);
    }
    let iterator = vm.iter(iterable)?;
    let mut best: Option<(Value, Value)> = None;
    while let Some(item) = vm.next(&iterator)? {
        let value = match key.is_null() || key.is_none() {
            true => item.clone(),
            false => vm.call(key, std::slice::from_ref(&item))?,
        };
        let better = match &best {
            Some((_, best)) => vm.compare_bool(what.comparison, &value, best)?,
            None => true,
        };
        if better {
            best = Some((item, value));
        }
    }
    match (best, default.given()) {
        (Some((item, _)), _) => Ok(item),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(vm.value_error(format!("{name}() iterable argument is empty"))),
    }
}

/// The same for values that are compared without running code; nothing if there are others, or none at all.
fn extreme_at_once(vm: &Vm, values: &[Value], comparison: Comparison) -> Option<Value> {
    let (mut best, rest) = values.split_first()?;
    for value in rest {
        if vm.compare_at_once(comparison, value, best)? {
            best = value;
        }
    }
    Some(best.clone())
}

/// The first of some values that no other one is better than.
fn extreme_of(vm: &mut Vm, values: &[Value], comparison: Comparison) -> PyResult {
    let mut best = &values[0];
    for value in &values[1..] {
        if vm.compare_bool(comparison, value, best)? {
            best = value;
        }
    }
    Ok(best.clone())
}

/// Arguments that can only be given by name; NULL for those that are not.
fn named<const N: usize>(vm: &mut Vm, function: &str, given: &Value, names: [&str; N]) -> PyResult<[Value; N]> {
    let mut values = [const { Value::NULL }; N];
    let pairs: Vec<(Value, Value)> = match given.get::<Dict>() {
        Some(given) => given.table(vm).iter().map(|entry| entry.pair()).collect(),
        None => Vec::new(),
    };
    if pairs.len() > N {
        let count = pairs.len();
        return Err(vm.type_error(format!("{function}() takes at most {N} keyword arguments ({count} given)")));
    }
    for (name, value) in pairs {
        let text = vm.text(&name);
        match names.iter().position(|known| *known == text) {
            Some(place) => values[place] = value,
            None => {
                let hint =
                    closest(&text, names.into_iter()).map_or(String::new(), |close| format!(". Did you mean '{close}'?"));
                return Err(vm.type_error(format!("{function}() got an unexpected keyword argument '{text}'{hint}")));
            }
        }
    }
    Ok(values)
}

fn sum(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(&args[0])?;
    let start = match args[1].given() {
        None => Value::size(0),
        Some(start) if start.is_a::<Str>() => {
            return Err(vm.type_error("sum() can't sum strings [use ''.join(seq) instead]"));
        }
        Some(start) if start.is_a::<Bytes>() => {
            return Err(vm.type_error("sum() can't sum bytes [use b''.join(seq) instead]"));
        }
        Some(start) if start.is_a::<ByteArray>() => {
            return Err(vm.type_error("sum() can't sum bytearray [use b''.join(seq) instead]"));
        }
        Some(start) => start.clone(),
    };
    let mut total = Total::of(vm, start);
    if let Some(items) = vm.plain_items(&args[0]) {
        // As far as adding runs no code; the iterator goes on behind.
        let added = items.iter().position(|item| !total.add(vm, item)).unwrap_or(items.len());
        if let Some(state) = iterator.get::<SequenceIterator>() {
            state.next.set(added);
        }
    }
    while let Some(item) = vm.next(&iterator)? {
        if !total.add(vm, &item) {
            let sum = total.value(vm);
            let sum = vm.binary(BinaryOperator::Add, &sum, &item)?;
            total = Total::of(vm, sum);
        }
    }
    Ok(total.value(vm))
}

/// A sum on its way, by what it is so far. Floats carry along what their additions lost (Neumaier's compensation).
enum Total {
    Small(i64),
    Float(Compensated),
    Complex(Compensated, Compensated),
    Other(Value),
}

#[derive(Clone, Copy)]
struct Compensated {
    high: f64,
    low: f64,
}

impl Compensated {
    fn of(high: f64) -> Compensated {
        Compensated { high, low: 0.0 }
    }

    fn add(&mut self, x: f64) {
        let sum = self.high + x;
        self.low += match self.high.abs() >= x.abs() {
            true => (self.high - sum) + x,
            false => (x - sum) + self.high,
        };
        self.high = sum;
    }

    fn value(self) -> f64 {
        if self.low != 0.0 && self.low.is_finite() { self.high + self.low } else { self.high }
    }
}

impl Total {
    /// A value of exactly a type of numbers, or any other.
    fn of(vm: &Vm, value: Value) -> Total {
        if let Some(small) = value.as_small() {
            return Total::Small(small);
        }
        let (class, types) = (vm.type_of(&value), vm.types());
        match (value.as_float(), value.get::<Complex>()) {
            (Some(float), _) if class.is(&types.float) => Total::Float(Compensated::of(float)),
            (_, Some(complex)) if class.is(&types.complex) => {
                Total::Complex(Compensated::of(complex.real), Compensated::of(complex.imag))
            }
            _ => Total::Other(value),
        }
    }

    /// Adds an item at once; false if that takes an operator.
    #[inline]
    fn add(&mut self, vm: &Vm, item: &Value) -> bool {
        match self {
            Total::Small(sum) => {
                let Some(item) = item.as_small().or_else(|| item.as_bool().map(i64::from)) else { return false };
                // Two of 62 bits never overflow 64; the sum may grow beyond 62.
                match sum.checked_add(item) {
                    Some(total) => *sum = total,
                    None => return false,
                }
            }
            Total::Float(sum) => match exact_float(vm, item) {
                Some(float) => sum.add(float),
                None => match machine_int(item) {
                    Some(int) => sum.add(int),
                    None => return false,
                },
            },
            Total::Complex(real, imag) => {
                let class = vm.type_of(item);
                match item.get::<Complex>().filter(|_| class.is(&vm.types().complex)) {
                    Some(complex) => {
                        real.add(complex.real);
                        imag.add(complex.imag);
                    }
                    None => match exact_float(vm, item) {
                        Some(float) => real.add(float),
                        None => match machine_int(item) {
                            Some(int) => real.add(int),
                            None => return false,
                        },
                    },
                }
            }
            Total::Other(_) => return false,
        }
        true
    }

    fn value(&self, vm: &Vm) -> Value {
        match self {
            Total::Small(sum) => vm.int(*sum),
            Total::Float(sum) => vm.float(sum.value()),
            Total::Complex(real, imag) => vm.complex(real.value(), imag.value()),
            Total::Other(value) => value.clone(),
        }
    }
}

fn exact_float(vm: &Vm, item: &Value) -> Option<f64> {
    item.as_inline_float().or_else(|| item.as_float().filter(|_| vm.type_of(item).is(&vm.types().float)))
}

/// An integer that fits a machine word, as a float.
fn machine_int(item: &Value) -> Option<f64> {
    item.as_int().and_then(IntRef::to_i64).map(|int| int as f64)
}
