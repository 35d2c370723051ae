//! `gc`: the collector of cycles. It has no generations: whichever is asked for, it looks at all objects.

use crate::builtins::text::c_int;
use crate::object::{Module, Ref, Value, flag};
use crate::vm::{Native, PyResult, Vm};

const FUNCTIONS: &[Native] = &[
    Native { name: "enable", signature: "()", function: |vm, _| switch(vm, true) },
    Native { name: "disable", signature: "()", function: |vm, _| switch(vm, false) },
    Native { name: "isenabled", signature: "()", function: |vm, _| Ok(Value::bool(vm.collector_enabled)) },
    Native { name: "collect", signature: "(generation=2)", function: collect },
    Native { name: "get_count", signature: "()", function: get_count },
    Native { name: "get_threshold", signature: "()", function: get_threshold },
    Native { name: "set_threshold", signature: "(*args)", function: set_threshold },
    Native { name: "set_debug", signature: "(flags, /)", function: set_debug },
    Native { name: "get_debug", signature: "()", function: get_debug },
    Native { name: "is_tracked", signature: "(obj, /)", function: |_, args| Ok(Value::bool(args[0].kind().is_container())) },
    Native { name: "is_finalized", signature: "(obj, /)", function: |_, args| Ok(Value::bool(is_finalized(&args[0]))) },
    Native { name: "freeze", signature: "()", function: |_, _| Ok(Value::NONE) },
    Native { name: "unfreeze", signature: "()", function: |_, _| Ok(Value::NONE) },
    Native { name: "get_freeze_count", signature: "()", function: |_, _| Ok(Value::size(0)) },
];

const DEBUG: &[(&str, usize)] =
    &[("DEBUG_STATS", 1), ("DEBUG_COLLECTABLE", 2), ("DEBUG_UNCOLLECTABLE", 4), ("DEBUG_SAVEALL", 32), ("DEBUG_LEAK", 38)];

/// What programs set and read again; it has no effect.
struct Settings {
    thresholds: [i32; 3],
    debug: i32,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { thresholds: [2000, 10, 0], debug: 0 }
    }
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("gc");
    vm.add_functions(&module, FUNCTIONS);
    for (name, flag) in DEBUG {
        vm.module_set(&module, name, Value::size(*flag));
    }
    for name in ["garbage", "callbacks"] {
        let list = vm.list(Vec::new());
        vm.module_set(&module, name, list);
    }
    module
}

fn switch(vm: &mut Vm, on: bool) -> PyResult {
    vm.collector_enabled = on;
    Ok(Value::NONE)
}

fn collect(vm: &mut Vm, args: &[Value]) -> PyResult {
    let generation = args[0].given().map_or(Ok(2), |generation| c_int(vm, generation))?;
    if !(0..=2).contains(&generation) {
        return Err(vm.value_error("invalid generation"));
    }
    let found = vm.collect_cycles();
    vm.finalize_dying();
    Ok(Value::size(found))
}

fn get_count(vm: &mut Vm, _: &[Value]) -> PyResult {
    let containers = Value::size(vm.containers());
    Ok(vm.tuple([containers, Value::size(0), Value::size(0)]))
}

fn get_threshold(vm: &mut Vm, _: &[Value]) -> PyResult {
    let thresholds = vm.state::<Settings>().thresholds.map(|threshold| vm.int(i64::from(threshold)));
    Ok(vm.tuple(thresholds))
}

fn set_threshold(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !(1..=3).contains(&args.len()) {
        return Err(vm.type_error("gc.set_threshold requires 1 to 3 arguments"));
    }
    let mut thresholds = vm.state::<Settings>().thresholds;
    for (threshold, given) in thresholds.iter_mut().zip(args) {
        *threshold = c_int(vm, given)?;
    }
    // There is no third generation to set one for.
    thresholds[2] = 0;
    vm.state::<Settings>().thresholds = thresholds;
    Ok(Value::NONE)
}

fn set_debug(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.state::<Settings>().debug = c_int(vm, &args[0])?;
    Ok(Value::NONE)
}

fn get_debug(vm: &mut Vm, _: &[Value]) -> PyResult {
    let debug = vm.state::<Settings>().debug;
    Ok(vm.int(i64::from(debug)))
}

/// Whether an object's finalizer has run.
fn is_finalized(value: &Value) -> bool {
    value.header().is_some_and(|header| header.has(flag::FINALIZED))
}
