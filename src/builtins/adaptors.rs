//! Iterators made of iterators: `enumerate`, `zip`, `map`, `filter`, `reversed`.

use super::iterators::itself;
use super::text::{new_class, ssize};
use crate::object::{Dict, Kind, Opaque, Ref, Special, Tuple, Type, Value, ValueCell, type_flag};
use crate::vm::{BinaryOperator, ExceptionKind, Native, PyResult, Raised, Vm};

/// Makes the types.
pub fn define(vm: &mut Vm) -> Vec<Ref<Type>> {
    let types = vec![
        vm.define_type::<Enumerate>("enumerate", ENUMERATE, &[]),
        vm.define_type::<Zip>("zip", ZIP, &[]),
        vm.define_type::<Map>("map", MAP, &[]),
        vm.define_type::<Filter>("filter", FILTER, &[]),
        vm.define_type::<Reversed>("reversed", REVERSED, &[]),
    ];
    for class in &types {
        class.set_flag(type_flag::BASE, true);
    }
    types
}

/// What the collector is to see of a field.
trait Shown {
    fn show(&self, visit: &mut dyn FnMut(&Value));
}

impl Shown for Value {
    fn show(&self, visit: &mut dyn FnMut(&Value)) {
        visit(self);
    }
}

impl Shown for ValueCell {
    fn show(&self, visit: &mut dyn FnMut(&Value)) {
        self.look(visit);
    }
}

macro_rules! opaque {
    ($($name:ident { $($value:ident),* })*) => {
        $(impl Opaque for $name {
            fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
                $(Shown::show(&self.$value, visit);)*
            }
        })*
    };
}

opaque! {
    Enumerate { iterator, number, last }
    Zip { iterators, last }
    Map { function, iterators }
    Filter { function, iterator }
    Reversed { sequence }
}

struct Enumerate {
    iterator: Value,
    number: ValueCell,
    /// The pair that was given last.
    last: ValueCell,
}

const ENUMERATE: &[Native] = &[
    super::generic_alias::CLASS_GETITEM,
    Native { name: "__new__", signature: "(cls, *args, **kwargs=<missing>)", function: new_enumerate },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_enumerate },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce_enumerate },
];

fn new_enumerate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = new_class(vm, &args[0], &vm.type_for::<Enumerate>())?;
    let (iterable, start) = enumerate_arguments(vm, class, items(&args[1]), &args[2])?;
    let number = match start.given() {
        Some(start) => vm.index(start)?,
        None => Value::size(0),
    };
    let iterator = vm.iter(&iterable)?;
    Ok(vm.opaque(class, Enumerate { iterator, number: ValueCell::new(number), last: ValueCell::default() }))
}

/// The iterable and the start, NULL if not given. CPython takes them by hand too, with messages of its own.
fn enumerate_arguments(vm: &mut Vm, class: &Type, given: &[Value], keywords: &Value) -> PyResult<(Value, Value)> {
    let named: Vec<(Value, Value)> = match keywords.get::<Dict>() {
        Some(keywords) => keywords.table(vm).iter().map(|entry| entry.pair()).collect(),
        None => Vec::new(),
    };
    let count = given.len() + named.len();
    if count > 2 {
        return Err(vm.type_error(format!("enumerate() takes at most 2 arguments ({count} given)")));
    }
    let mut arguments = [given.first().cloned().unwrap_or_default(), given.get(1).cloned().unwrap_or_default()];
    let (mut unexpected, is_subclass) = (None, class.has_flag(type_flag::HEAP));
    for (name, value) in named {
        let text = vm.text(&name);
        match ["iterable", "start"].iter().position(|known| *known == text) {
            Some(place) if arguments[place].is_null() && (count == 2 || place == 0) => arguments[place] = value,
            _ if is_subclass => unexpected = Some(text),
            _ => return Err(vm.type_error(format!("'{text}' is an invalid keyword argument for enumerate()"))),
        }
    }
    let [iterable, start] = arguments;
    match (iterable.is_null(), unexpected) {
        (true, _) if is_subclass => Err(vm.type_error("enumerate() missing required argument 'iterable' (pos 1)")),
        (true, _) => Err(vm.type_error("enumerate() missing required argument 'iterable'")),
        (_, Some(name)) => Err(vm.type_error(format!("enumerate() got an unexpected keyword argument '{name}'"))),
        _ => Ok((iterable, start)),
    }
}

fn next_enumerate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = args[0].opaque::<Enumerate>(vm) else { return Ok(Value::NULL) };
    let iterator = state.iterator.clone();
    let Some(item) = vm.next(&iterator)? else { return Ok(Value::NULL) };
    let Some(state) = args[0].opaque::<Enumerate>(vm) else { return Ok(Value::NULL) };
    let number = state.number.get();
    if let Some(after) = Value::add_small(&number, &Value::size(1)) {
        state.number.set(after);
        return Ok(vm.pair_again(&state.last, number, item));
    }
    let after = vm.binary(BinaryOperator::Add, &number, &Value::size(1))?;
    if let Some(state) = args[0].opaque::<Enumerate>(vm) {
        state.number.set(after);
    }
    Ok(vm.tuple([number, item]))
}

fn reduce_enumerate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = args[0].opaque::<Enumerate>(vm) else { return Ok(Value::NONE) };
    let parts = vm.tuple([state.iterator.clone(), state.number.get()]);
    let class = vm.type_of(&args[0]).value();
    Ok(vm.tuple([class, parts]))
}

struct Zip {
    /// A tuple.
    iterators: Value,
    strict: bool,
    /// The pair that was given last, if it goes over two.
    last: ValueCell,
}

const ZIP: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *iterables, strict=False)", function: new_zip },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_zip },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce_zip },
    Native { name: "__setstate__", signature: "(self, state, /)", function: setstate_zip },
];

/// A tuple of iterators over all these.
fn iterators(vm: &mut Vm, iterables: &[Value]) -> PyResult {
    let mut iterators = Vec::with_capacity(iterables.len());
    for iterable in iterables {
        iterators.push(vm.iter(iterable)?);
    }
    Ok(vm.tuple(iterators))
}

fn items(tuple: &Value) -> &[Value] {
    tuple.get::<Tuple>().map_or(&[], |tuple| tuple.items())
}

fn is_strict(vm: &mut Vm, strict: &Value) -> PyResult<bool> {
    if strict.is_null() { Ok(false) } else { vm.truth(strict) }
}

fn new_zip(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = new_class(vm, &args[0], &vm.type_for::<Zip>())?;
    let strict = is_strict(vm, &args[2])?;
    let iterators = iterators(vm, items(&args[1]))?;
    Ok(vm.opaque(class, Zip { iterators, strict, last: ValueCell::default() }))
}

fn next_zip(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = args[0].opaque::<Zip>(vm) else { return Ok(Value::NULL) };
    let (iterators, strict) = (state.iterators.clone(), state.strict);
    if let ([first, second], false) = (items(&iterators), strict) {
        let Some(first) = vm.next(first)? else { return Ok(Value::NULL) };
        let Some(second) = vm.next(second)? else { return Ok(Value::NULL) };
        return match args[0].opaque::<Zip>(vm) {
            Some(state) => Ok(vm.pair_again(&state.last, first, second)),
            None => Ok(vm.tuple([first, second])),
        };
    }
    match next_of_all(vm, items(&iterators), strict, "zip")? {
        Some(values) if !values.is_empty() => Ok(vm.tuple(values)),
        _ => Ok(Value::NULL),
    }
}

/// One item of each iterator; `None` when the first ends. If they are to be of one length, an error if they are not.
fn next_of_all(vm: &mut Vm, iterators: &[Value], strict: bool, name: &str) -> PyResult<Option<Vec<Value>>> {
    let mut values = Vec::with_capacity(iterators.len());
    for iterator in iterators {
        match vm.next(iterator)? {
            Some(value) => values.push(value),
            None if !strict => return Ok(None),
            None if !values.is_empty() => return Err(uneven(vm, name, values.len(), "shorter")),
            None => break,
        }
    }
    if values.len() == iterators.len() {
        return Ok(Some(values));
    }
    for (place, iterator) in iterators.iter().enumerate().skip(1) {
        if vm.next(iterator)?.is_some() {
            return Err(uneven(vm, name, place, "longer"));
        }
    }
    Ok(None)
}

#[cold]
fn uneven(vm: &mut Vm, name: &str, before: usize, how: &str) -> Raised {
    let others = if before == 1 { " 1".to_string() } else { format!("s 1-{before}") };
    vm.value_error(format!("{name}() argument {} is {how} than argument{others}", before + 1))
}

fn with_strictness(vm: &mut Vm, class: Value, parts: Value, strict: bool) -> Value {
    match strict {
        true => vm.tuple([class, parts, Value::TRUE]),
        false => vm.tuple([class, parts]),
    }
}

fn reduce_zip(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = args[0].opaque::<Zip>(vm) else { return Ok(Value::NONE) };
    let (iterators, strict, class) = (state.iterators.clone(), state.strict, vm.type_of(&args[0]).value());
    Ok(with_strictness(vm, class, iterators, strict))
}

fn setstate_zip(vm: &mut Vm, args: &[Value]) -> PyResult {
    let strict = vm.truth(&args[1])?;
    if let Some(state) = args[0].opaque_mut::<Zip>(vm) {
        state.strict = strict;
    }
    Ok(Value::NONE)
}

struct Map {
    function: Value,
    /// A tuple.
    iterators: Value,
    strict: bool,
}

const MAP: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, strict=False)", function: new_map },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_map },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce_map },
    Native { name: "__setstate__", signature: "(self, state, /)", function: setstate_map },
];

fn new_map(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = new_class(vm, &args[0], &vm.type_for::<Map>())?;
    let strict = is_strict(vm, &args[2])?;
    let [function, iterables @ ..] = items(&args[1]) else {
        return Err(vm.type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let iterators = iterators(vm, iterables)?;
    Ok(vm.opaque(class, Map { function: function.clone(), iterators, strict }))
}

fn next_map(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = args[0].opaque::<Map>(vm) else { return Ok(Value::NULL) };
    let (function, iterators, strict) = (state.function.clone(), state.iterators.clone(), state.strict);
    if let [iterator] = items(&iterators) {
        return match vm.next(iterator)? {
            Some(item) => vm.call(&function, &[item]),
            None => Ok(Value::NULL),
        };
    }
    match next_of_all(vm, items(&iterators), strict, "map")? {
        Some(values) => vm.call(&function, &values),
        None => Ok(Value::NULL),
    }
}

fn reduce_map(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = args[0].opaque::<Map>(vm) else { return Ok(Value::NONE) };
    let strict = state.strict;
    let parts: Vec<Value> = std::iter::once(&state.function).chain(items(&state.iterators)).cloned().collect();
    let (parts, class) = (vm.tuple(parts), vm.type_of(&args[0]).value());
    Ok(with_strictness(vm, class, parts, strict))
}

fn setstate_map(vm: &mut Vm, args: &[Value]) -> PyResult {
    let strict = vm.truth(&args[1])?;
    if let Some(state) = args[0].opaque_mut::<Map>(vm) {
        state.strict = strict;
    }
    Ok(Value::NONE)
}

struct Filter {
    function: Value,
    iterator: Value,
}

const FILTER: &[Native] = &[
    Native { name: "__new__", signature: "(cls, function, iterable, /)", function: new_filter },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_filter },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce_filter },
];

fn new_filter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = new_class(vm, &args[0], &vm.type_for::<Filter>())?;
    let iterator = vm.iter(&args[2])?;
    Ok(vm.opaque(class, Filter { function: args[1].clone(), iterator }))
}

fn next_filter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = args[0].opaque::<Filter>(vm) else { return Ok(Value::NULL) };
    let (function, iterator) = (state.function.clone(), state.iterator.clone());
    let plain = function.is_none() || function.get::<Type>().is_some_and(|class| class.is(&vm.types().bool));
    while let Some(item) = vm.next(&iterator)? {
        let good = match plain {
            true => vm.truth(&item)?,
            false => {
                let verdict = vm.call(&function, std::slice::from_ref(&item))?;
                vm.truth(&verdict)?
            }
        };
        if good {
            return Ok(item);
        }
        vm.attend()?;
    }
    Ok(Value::NULL)
}

fn reduce_filter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = args[0].opaque::<Filter>(vm) else { return Ok(Value::NONE) };
    let parts = vm.tuple([state.function.clone(), state.iterator.clone()]);
    let class = vm.type_of(&args[0]).value();
    Ok(vm.tuple([class, parts]))
}

struct Reversed {
    /// NULL when exhausted.
    sequence: Value,
    place: i64,
}

const REVERSED: &[Native] = &[
    Native { name: "__new__", signature: "(cls, object, /)", function: new_reversed },
    Native { name: "__iter__", signature: "(self, /)", function: itself },
    Native { name: "__next__", signature: "(self, /)", function: next_reversed },
    Native { name: "__length_hint__", signature: "(self, /)", function: hint_reversed },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce_reversed },
    Native { name: "__setstate__", signature: "(self, state, /)", function: setstate_reversed },
];

fn new_reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = new_class(vm, &args[0], &vm.type_for::<Reversed>())?;
    let sequence = &args[1];
    let of = vm.type_of(sequence).to_ref();
    match of.special(Special::Reversed, vm) {
        Some(method) if method.is_none() => Err(not_reversible(vm, sequence)),
        Some(method) => vm.call_unbound(&method, sequence, &[]),
        None if sequence.kind() == Kind::Dict || !of.has_special(Special::GetItem, vm) => Err(not_reversible(vm, sequence)),
        None => {
            let place = vm.len(sequence)? as i64 - 1;
            Ok(vm.opaque(class, Reversed { sequence: sequence.clone(), place }))
        }
    }
}

#[cold]
fn not_reversible(vm: &mut Vm, value: &Value) -> Raised {
    let class = vm.type_of(value).name();
    vm.type_error(format!("'{class}' object is not reversible"))
}

fn next_reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = args[0].opaque::<Reversed>(vm) else { return Ok(Value::NULL) };
    let (sequence, place) = (state.sequence.clone(), state.place);
    if sequence.is_null() {
        return Ok(Value::NULL);
    }
    if place >= 0 {
        let index = vm.int(place);
        match vm.getitem(&sequence, &index) {
            Ok(item) => {
                if let Some(state) = args[0].opaque_mut::<Reversed>(vm) {
                    state.place = place - 1;
                }
                return Ok(item);
            }
            Err(raised) if raised.is(ExceptionKind::IndexError, vm) || raised.is(ExceptionKind::StopIteration, vm) => {}
            Err(raised) => return Err(raised),
        }
    }
    if let Some(state) = args[0].opaque_mut::<Reversed>(vm) {
        state.place = -1;
        drop(std::mem::take(&mut state.sequence));
    }
    Ok(Value::NULL)
}

fn hint_reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = args[0].opaque::<Reversed>(vm) else { return Ok(Value::size(0)) };
    let (sequence, place) = (state.sequence.clone(), state.place);
    if sequence.is_null() {
        return Ok(Value::size(0));
    }
    let len = vm.len(&sequence)? as i64;
    Ok(vm.int(if len < place + 1 { 0 } else { place + 1 }))
}

fn reduce_reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = args[0].opaque::<Reversed>(vm) else { return Ok(Value::NONE) };
    let (sequence, place, class) = (state.sequence.clone(), state.place, vm.type_of(&args[0]).value());
    if sequence.is_null() {
        let empty = vm.empty_tuple();
        let parts = vm.tuple([empty]);
        return Ok(vm.tuple([class, parts]));
    }
    let (parts, place) = (vm.tuple([sequence]), vm.int(place));
    Ok(vm.tuple([class, parts, place]))
}

fn setstate_reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let place = ssize(vm, &args[1])? as i64;
    let Some(sequence) = args[0].opaque::<Reversed>(vm).and_then(|state| state.sequence.given().cloned()) else {
        return Ok(Value::NONE);
    };
    let len = vm.len(&sequence)? as i64;
    if let Some(state) = args[0].opaque_mut::<Reversed>(vm) {
        state.place = place.clamp(-1, len - 1);
    }
    Ok(Value::NONE)
}
