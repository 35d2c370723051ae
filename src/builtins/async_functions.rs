//! The builtin functions `aiter` and `anext`.

use super::text::class_name;
use crate::object::{Opaque, Special, Value};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "aiter", signature: "(async_iterable, /)", function: aiter },
    Native { name: "anext", signature: "(aiterator, default=<unrepresentable>, /)", function: anext },
];

/// What `anext(iterator, default)` gives to be awaited.
pub struct AnextWithDefault {
    awaitable: Value,
    default: Value,
}

impl Opaque for AnextWithDefault {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.awaitable);
        visit(&self.default);
    }
}

pub const ANEXT: &[Native] = &[
    Native { name: "__await__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__next__", signature: "(self, /)", function: next },
    Native { name: "send", signature: "(self, value, /)", function: |vm, args| delegate(vm, "send", args) },
    Native {
        name: "throw",
        signature: "(self, type, value=None, traceback=None, /)",
        function: |vm, args| delegate(vm, "throw", args),
    },
    Native { name: "close", signature: "(self, /)", function: |vm, args| delegate(vm, "close", args) },
];

fn aiter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(iterator) = vm.try_special(&args[0], Special::AIter, &[])? else {
        let class = class_name(vm, &args[0]);
        return Err(vm.type_error(format!("'{class}' object is not an async iterable")));
    };
    let class = vm.type_of(&iterator).to_ref();
    if !class.has_special(Special::ANext, vm) {
        let class = class.name();
        return Err(vm.type_error(format!("aiter() returned not an async iterator of type '{class}'")));
    }
    Ok(iterator)
}

fn anext(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(awaitable) = vm.try_special(&args[0], Special::ANext, &[])? else {
        let class = class_name(vm, &args[0]);
        return Err(vm.type_error(format!("'{class}' object is not an async iterator")));
    };
    match args[1].given() {
        None => Ok(awaitable),
        Some(default) => Ok(vm.new_opaque(AnextWithDefault { awaitable, default: default.clone() })),
    }
}

/// The iterator that the inner awaitable is awaited by, and the default.
fn inner(vm: &mut Vm, of: &Value) -> PyResult<(Value, Value)> {
    let Some(contents) = of.opaque::<AnextWithDefault>(vm) else { return Err(vm.system_error("bad internal call")) };
    let (awaitable, default) = (contents.awaitable.clone(), contents.default.clone());
    let iterator = vm.awaitable_iterator(&awaitable)?;
    if vm.is_iterator(&iterator) {
        return Ok((iterator, default));
    }
    // A coroutine is awaited by its wrapper here.
    let wrapper = vm.try_special(&iterator, Special::Await, &[])?.unwrap_or(iterator);
    if vm.is_iterator(&wrapper) {
        return Ok((wrapper, default));
    }
    let class = class_name(vm, &wrapper);
    Err(vm.type_error(format!("__await__() must return an iterable, not {class}")))
}

/// At the end of the asynchronous iterator the default is the result.
fn or_default(vm: &mut Vm, result: PyResult, default: Value) -> PyResult {
    match result {
        Err(raised) if raised.is(ExceptionKind::StopAsyncIteration, vm) => Err(vm.stop_iteration(default)),
        result => result,
    }
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (iterator, default) = inner(vm, &args[0])?;
    let result = vm.try_special(&iterator, Special::Next, &[]).map(|value| value.unwrap_or_default());
    or_default(vm, result, default)
}

fn delegate(vm: &mut Vm, method: &str, args: &[Value]) -> PyResult {
    let (iterator, default) = inner(vm, &args[0])?;
    let name = vm.intern(method);
    let given: Vec<Value> = args[1..].iter().take_while(|value| !value.is_null()).cloned().collect();
    let result = vm.call_method(&iterator, &name, &given);
    or_default(vm, result, default)
}
