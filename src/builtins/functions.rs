//! The builtin functions.

use crate::object::{Dict, Str, Tuple, Value};
use crate::vm::{Function, Native, PyResult, Vm};

pub const FUNCTIONS: &[Native] =
    &[Native { name: "__build_class__", signature: "(*args, **kwargs)", function: build_class }];

fn build_class(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = args[0].get::<Tuple>().map(|given| given.items().to_vec()).unwrap_or_default();
    let [function, name, bases @ ..] = &given[..] else {
        return Err(vm.type_error("__build_class__: not enough arguments"));
    };
    if !function.is_a::<Function>() {
        return Err(vm.type_error("__build_class__: func must be a function"));
    }
    if !name.is_a::<Str>() {
        return Err(vm.type_error("__build_class__: name is not a string"));
    }
    let Ok(keywords) = args[1].clone().downcast::<Dict>() else { return Ok(Value::NONE) };
    vm.build_class_statement(function, name, bases, &keywords)
}
