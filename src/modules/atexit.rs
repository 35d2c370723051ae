//! `atexit`: functions that are called when the program has ended, the last first.

use crate::object::{Dict, Module, Ref, Tuple, Value};
use crate::vm::{Arguments, Native, PyResult, Vm, spread_keywords};

const FUNCTIONS: &[Native] = &[
    Native { name: "register", signature: "(*args, **kwargs)", function: register },
    Native { name: "unregister", signature: "(func, /)", function: unregister },
    Native { name: "_run_exitfuncs", signature: "()", function: |vm, _| Ok(run(vm)) },
    Native { name: "_clear", signature: "()", function: |vm, _| Ok(clear(vm)) },
    Native {
        name: "_ncallbacks",
        signature: "()",
        function: |vm, _| {
            let count = vm.state::<State>().callbacks.len();
            Ok(Value::size(count))
        },
    },
];

#[derive(Default)]
struct State {
    callbacks: Vec<Callback>,
    /// Whether the machine knows that there is something to call.
    is_known: bool,
}

/// A function with what it is called with.
#[derive(Clone)]
struct Callback {
    function: Value,
    values: Vec<Value>,
    keywords: Ref<Dict>,
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("atexit");
    vm.add_functions(&module, FUNCTIONS);
    if !std::mem::replace(&mut vm.state::<State>().is_known, true) {
        vm.at_exit.push(|vm| drop(run(vm)));
    }
    module
}

fn register(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (Some(given), Some(keywords)) = (args[0].get::<Tuple>(), args[1].get::<Dict>()) else { return Ok(Value::NONE) };
    let Some((function, values)) = given.items().split_first() else {
        return Err(vm.type_error("register() takes at least 1 argument (0 given)"));
    };
    if !vm.is_callable(function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let callback = Callback { function: function.clone(), values: values.to_vec(), keywords: keywords.to_ref() };
    vm.state::<State>().callbacks.push(callback);
    Ok(function.clone())
}

fn unregister(vm: &mut Vm, args: &[Value]) -> PyResult {
    let callbacks = vm.state::<State>().callbacks.clone();
    let mut equal = Vec::new();
    for callback in &callbacks {
        if vm.equal(&callback.function, &args[0])? {
            equal.push(callback.keywords.clone());
        }
    }
    // Each registration has a dict of its own, by which to know it.
    let kept = |callback: &Callback| !equal.iter().any(|keywords| keywords.is(&callback.keywords));
    vm.state::<State>().callbacks.retain(kept);
    Ok(Value::NONE)
}

fn clear(vm: &mut Vm) -> Value {
    drop(std::mem::take(&mut vm.state::<State>().callbacks));
    Value::NONE
}

/// Calls all of them. What they register is forgotten.
fn run(vm: &mut Vm) -> Value {
    for Callback { function, values, keywords } in vm.state::<State>().callbacks.clone().into_iter().rev() {
        let (values, names) = spread_keywords(vm, values, &keywords);
        if let Err(raised) = vm.call_with(&function, Arguments { values: &values, names: &names }) {
            let shown = vm.repr_lossy(&function);
            vm.unraisable(raised, &format!("Exception ignored in atexit callback {shown}"));
        }
    }
    clear(vm)
}
