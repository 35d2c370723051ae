//! `gc`: the collector of cycles, as far as programs can steer it. There is one generation only, so thresholds are remembered
//! but decide nothing.

use crate::builtins::text::{c_int, class_name};
use crate::object::{Dict, List, Module, Ref, Str, Tuple, Type, Value, flag, type_flag};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};

const FUNCTIONS: &[Native] = &[
    Native { name: "enable", signature: "()", function: |vm, _| switch(vm, true) },
    Native { name: "disable", signature: "()", function: |vm, _| switch(vm, false) },
    Native { name: "isenabled", signature: "()", function: |vm, _| Ok(Value::bool(vm.collector_enabled)) },
    Native { name: "collect", signature: "(generation=2)", function: collect },
    Native { name: "get_threshold", signature: "()", function: |vm, _| Ok(numbers(vm, |state| state.thresholds)) },
    Native {
        name: "set_threshold",
        signature: "(threshold0, threshold1=<keep>, threshold2=<keep>, /)",
        function: set_threshold,
    },
    Native { name: "get_count", signature: "()", function: count },
    Native { name: "get_debug", signature: "()", function: debug },
    Native { name: "set_debug", signature: "(flags, /)", function: set_debug },
    Native { name: "get_stats", signature: "()", function: stats },
    Native { name: "get_objects", signature: "(generation=None)", function: objects },
    Native { name: "get_referents", signature: "(*objs)", function: referents },
    Native { name: "get_referrers", signature: "(*objs)", function: referrers },
    Native { name: "is_tracked", signature: "(obj, /)", function: |vm, args| Ok(Value::bool(is_tracked(vm, &args[0]))) },
    Native { name: "is_finalized", signature: "(obj, /)", function: is_finalized },
    Native { name: "freeze", signature: "()", function: freeze },
    Native { name: "unfreeze", signature: "()", function: unfreeze },
    Native { name: "get_freeze_count", signature: "()", function: |vm, _| Ok(Value::size(vm.state::<State>().frozen)) },
];

const DEBUG: &[(&str, usize)] =
    &[("DEBUG_STATS", 1), ("DEBUG_COLLECTABLE", 2), ("DEBUG_UNCOLLECTABLE", 4), ("DEBUG_SAVEALL", 32), ("DEBUG_LEAK", 38)];

/// What is remembered.
struct State {
    thresholds: [i64; 3],
    debug: i64,
    /// By generation, how often it was collected and what was found.
    collected: [(usize, usize); 3],
    callbacks: Value,
    /// How many objects are said to be frozen. Nothing is gained by it here: what a child shares with its parent stays shared.
    frozen: usize,
}

impl Default for State {
    fn default() -> State {
        State { thresholds: [2000, 10, 0], debug: 0, collected: [(0, 0); 3], callbacks: Value::NONE, frozen: 0 }
    }
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("gc");
    vm.add_functions(&module, FUNCTIONS);
    for (name, bits) in DEBUG {
        vm.module_set(&module, name, Value::size(*bits));
    }
    let (garbage, callbacks) = (vm.list(Vec::new()), vm.list(Vec::new()));
    vm.state::<State>().callbacks = callbacks.clone();
    vm.module_set(&module, "garbage", garbage);
    vm.module_set(&module, "callbacks", callbacks);
    module
}

fn switch(vm: &mut Vm, on: bool) -> PyResult {
    vm.collector_enabled = on;
    Ok(Value::NONE)
}

fn collect(vm: &mut Vm, args: &[Value]) -> PyResult {
    let generation = if args[0].is_null() { 2 } else { c_int(vm, &args[0])?.into() };
    if !(0..=2).contains(&generation) {
        return Err(vm.value_error("invalid generation"));
    }
    tell(vm, "start", generation, 0)?;
    let found = vm.collect_cycles();
    let (collections, collected) = &mut vm.state::<State>().collected[generation as usize];
    *collections += 1;
    *collected += found;
    tell(vm, "stop", generation, found)?;
    vm.attend()?;
    Ok(Value::size(found))
}

/// Calls what `gc.callbacks` has.
fn tell(vm: &mut Vm, phase: &str, generation: i64, collected: usize) -> PyResult<()> {
    let callbacks = vm.state::<State>().callbacks.clone();
    let callbacks: Vec<Value> = callbacks.get::<List>().map_or_else(Vec::new, |list| list.items(vm).to_vec());
    if callbacks.is_empty() {
        return Ok(());
    }
    let information = vm.new_dict();
    let pairs = [("generation", generation), ("collected", collected as i64), ("uncollectable", 0)];
    for (name, number) in pairs {
        let (name, number) = (vm.intern(name), vm.int(number));
        drop(information.insert_str(&name, number, vm));
    }
    let phase = vm.str(phase);
    for callback in callbacks {
        if let Err(raised) = vm.call(&callback, &[phase.clone(), information.value().clone()]) {
            let what = vm.repr_lossy(&callback);
            vm.unraisable(raised, &format!("Exception ignored while calling GC callback {what}"));
        }
    }
    Ok(())
}

fn numbers(vm: &mut Vm, of: impl Fn(&State) -> [i64; 3]) -> Value {
    let numbers = of(vm.state::<State>()).map(|number| vm.int(number));
    vm.tuple(numbers)
}

fn set_threshold(vm: &mut Vm, args: &[Value]) -> PyResult {
    for (index, threshold) in args.iter().enumerate() {
        if let Some(threshold) = threshold.given() {
            let threshold = c_int(vm, threshold)?;
            // The last decides nothing in CPython either, and is not kept.
            if index < 2 {
                vm.state::<State>().thresholds[index] = threshold.into();
            }
        }
    }
    Ok(Value::NONE)
}

fn count(vm: &mut Vm, _: &[Value]) -> PyResult {
    let containers = vm.containers();
    Ok(vm.tuple([Value::size(containers), Value::size(0), Value::size(0)]))
}

fn debug(vm: &mut Vm, _: &[Value]) -> PyResult {
    let bits = vm.state::<State>().debug;
    Ok(vm.int(bits))
}

fn set_debug(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bits = c_int(vm, &args[0])?.into();
    vm.state::<State>().debug = bits;
    Ok(Value::NONE)
}

fn freeze(vm: &mut Vm, _: &[Value]) -> PyResult {
    let count = vm.all_containers().len();
    vm.state::<State>().frozen += count;
    Ok(Value::NONE)
}

fn unfreeze(vm: &mut Vm, _: &[Value]) -> PyResult {
    vm.state::<State>().frozen = 0;
    Ok(Value::NONE)
}

fn stats(vm: &mut Vm, _: &[Value]) -> PyResult {
    let mut generations = Vec::new();
    for (collections, collected) in vm.state::<State>().collected {
        let generation = vm.new_dict();
        for (name, number) in [("collections", collections), ("collected", collected), ("uncollectable", 0)] {
            let name = vm.intern(name);
            drop(generation.insert_str(&name, Value::size(number), vm));
        }
        generations.push(generation.into_value());
    }
    Ok(vm.list(generations))
}

fn objects(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(generation) = args[0].given().filter(|generation| !generation.is_none()) {
        let generation = match vm.index_i64(generation) {
            Err(raised) if raised.is(ExceptionKind::TypeError, vm) => {
                let class = class_name(vm, generation);
                return Err(vm.type_error(format!("argument should be integer or None, not '{class}'")));
            }
            generation => generation?,
        };
        if !(0..=2).contains(&generation) {
            let side = if generation < 0 {
                "cannot be negative"
            } else {
                "must be less than the number of available generations (3)"
            };
            return Err(vm.value_error(format!("generation parameter {side}")));
        }
    }
    let objects = vm.all_containers();
    Ok(vm.list(objects))
}

fn referents(vm: &mut Vm, args: &[Value]) -> PyResult {
    let held: Vec<Value> = args.iter().flat_map(|object| shown_referents(vm, object)).collect();
    Ok(vm.list(held))
}

/// What an object refers to, as CPython's visits go: builtin types are not counted, sequences come from their end, and a dict's
/// keys are left out if all are strings.
fn shown_referents(vm: &Vm, object: &Value) -> Vec<Value> {
    if let Some(dict) = object.get::<Dict>() {
        let entries: Vec<(Value, Value)> = dict.table(vm).iter().map(|entry| entry.pair()).collect();
        let are_texts = entries.iter().all(|(key, _)| key.is_a::<Str>());
        let shown = entries.into_iter().flat_map(|(key, value)| [(!are_texts).then_some(key), Some(value)]);
        return shown.flatten().collect();
    }
    let class = vm.type_of(object).value();
    let mut held = vm.referents(object);
    let own_class = held.iter().position(|value| value.is(&class)).map(|place| held.remove(place));
    if object.is_a::<List>() || object.is_a::<Tuple>() {
        held.reverse();
    }
    held.extend(own_class.filter(|class| class.get::<Type>().is_some_and(|class| class.has_flag(type_flag::HEAP))));
    held
}

fn referrers(vm: &mut Vm, args: &[Value]) -> PyResult {
    let holds = |object: &Value| vm.referents(object).iter().any(|held| args.iter().any(|wanted| held.is(wanted)));
    let holders: Vec<Value> = vm.all_containers().into_iter().filter(holds).collect();
    Ok(vm.list(holders))
}

fn is_tracked(vm: &Vm, value: &Value) -> bool {
    let is_builtin = value.get::<Type>().is_some_and(|class| !class.has_flag(type_flag::HEAP));
    let is_empty = value.get::<Tuple>().is_some_and(|tuple| tuple.items().is_empty());
    let holds_nothing = vm.type_of(value).is(&vm.types().object);
    value.header().is_some_and(|header| header.has(flag::CYCLIC)) && !is_builtin && !is_empty && !holds_nothing
}

fn is_finalized(_: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(args[0].header().is_some_and(|header| header.has(flag::FINALIZED))))
}
