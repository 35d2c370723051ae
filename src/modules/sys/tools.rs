//! What debuggers and event loops hang themselves into: `breakpoint`, the hooks of asynchronous generators, where coroutines
//! were made.

use crate::builtins::{import, struct_sequence};
use crate::object::{Dict, Ref, Tuple, Type, Value};
use crate::vm::{Arguments, ExceptionKind, Native, PyResult, Vm, spread_keywords};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "breakpointhook", signature: "(*args, **kwargs)", function: breakpointhook },
    Native { name: "get_asyncgen_hooks", signature: "()", function: asyncgen_hooks },
    Native { name: "set_asyncgen_hooks", signature: "(*args, **kwargs)", function: set_asyncgen_hooks },
    Native { name: "get_coroutine_origin_tracking_depth", signature: "()", function: origin_depth },
    Native { name: "set_coroutine_origin_tracking_depth", signature: "(depth)", function: set_origin_depth },
];

/// The builtin function.
pub const BREAKPOINT: Native = Native { name: "breakpoint", signature: "(*args, **kws)", function: breakpoint };

const HOOKS: [&str; 2] = ["firstiter", "finalizer"];

#[derive(Default)]
struct State {
    /// The type of what `get_asyncgen_hooks` gives.
    hooks: Option<Ref<Type>>,
}

fn breakpoint(vm: &mut Vm, args: &[Value]) -> PyResult {
    match vm.sys_attribute("breakpointhook") {
        Some(hook) => call_with(vm, &hook, args),
        None => Err(vm.runtime_error("lost sys.breakpointhook")),
    }
}

/// Calls a function with a tuple and a dict of arguments.
fn call_with(vm: &mut Vm, function: &Value, args: &[Value]) -> PyResult {
    let values = args[0].get::<Tuple>().map_or_else(Vec::new, |values| values.items().to_vec());
    let Ok(keywords) = args[1].clone().downcast::<Dict>() else { return Ok(Value::NONE) };
    let (values, names) = spread_keywords(vm, values, &keywords);
    vm.call_with(function, Arguments { values: &values, names: &names })
}

/// Calls what `PYTHONBREAKPOINT` names, `pdb.set_trace` unless it says otherwise; `0` is nothing.
fn breakpointhook(vm: &mut Vm, args: &[Value]) -> PyResult {
    let place = std::env::var("PYTHONBREAKPOINT").unwrap_or_default();
    let place = if place.is_empty() { "pdb.set_trace" } else { &place };
    if place == "0" {
        return Ok(Value::NONE);
    }
    let (module, name) = place.rsplit_once('.').unwrap_or(("builtins", place));
    let found = match import(vm, module) {
        Ok(module) => {
            let name = vm.intern(name);
            vm.getattr(&module, &name)
        }
        Err(raised) => Err(raised),
    };
    match found {
        Ok(hook) => call_with(vm, &hook, args),
        Err(raised) => {
            let is_missing = [ExceptionKind::ImportError, ExceptionKind::AttributeError, ExceptionKind::ValueError];
            if !is_missing.iter().any(|kind| raised.is(*kind, vm)) {
                return Err(raised);
            }
            vm.warn(ExceptionKind::RuntimeWarning, &format!("Ignoring unimportable $PYTHONBREAKPOINT: \"{place}\""))?;
            Ok(Value::NONE)
        }
    }
}

fn asyncgen_hooks(vm: &mut Vm, _: &[Value]) -> PyResult {
    let class = match vm.state::<State>().hooks.clone() {
        Some(class) => class,
        None => {
            let class = struct_sequence::define(vm, "asyncgen_hooks", &HOOKS, HOOKS.len());
            vm.state::<State>().hooks = Some(class.clone());
            class
        }
    };
    let hooks = vm.async_generator_hooks.clone().map(|hook| hook.given().cloned().unwrap_or(Value::NONE));
    Ok(struct_sequence::make(vm, &class, hooks.to_vec()))
}

fn set_asyncgen_hooks(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = args[0].get::<Tuple>().map_or_else(Vec::new, |given| given.items().to_vec());
    let mut hooks = [given.first().cloned().unwrap_or_default(), given.get(1).cloned().unwrap_or_default()];
    let named: Vec<(Value, Value)> = match args[1].get::<Dict>() {
        Some(named) => named.table(vm).iter().map(|entry| entry.pair()).collect(),
        None => Vec::new(),
    };
    if given.len() + named.len() > HOOKS.len() {
        let count = given.len() + named.len();
        return Err(vm.type_error(format!("function takes at most 2 arguments ({count} given)")));
    }
    for (name, hook) in named {
        let name = vm.text(&name);
        match HOOKS.iter().position(|known| *known == name) {
            Some(place) => hooks[place] = hook,
            None => {
                let message = format!("this function got an unexpected keyword argument '{name}'");
                return Err(vm.type_error(message));
            }
        }
    }
    for (name, hook) in HOOKS.iter().zip(&hooks).rev() {
        if !hook.is_null() && !hook.is_none() && !vm.is_callable(hook) {
            let class = vm.type_of(hook).name();
            return Err(vm.type_error(format!("callable {name} expected, got {class}")));
        }
    }
    for (place, hook) in hooks.into_iter().enumerate().filter(|(_, hook)| !hook.is_null()) {
        let hook = if hook.is_none() { Value::NULL } else { hook };
        drop(std::mem::replace(&mut vm.async_generator_hooks[place], hook));
    }
    Ok(Value::NONE)
}

fn origin_depth(vm: &mut Vm, _: &[Value]) -> PyResult {
    Ok(Value::size(vm.coroutine_origin_depth))
}

fn set_origin_depth(vm: &mut Vm, args: &[Value]) -> PyResult {
    let depth = vm.index_i64(&args[0])?;
    let Ok(depth) = usize::try_from(depth) else { return Err(vm.value_error("depth must be >= 0")) };
    vm.coroutine_origin_depth = depth;
    Ok(Value::NONE)
}
