//! Functions that are written in Python, as objects.

use super::annotate;
use crate::bytecode::SlotKind;
use crate::object::{Cell_, Dict, Str, Tuple, Value, ValueCell};
use crate::vm::{Attribute, Code, Function, Native, PyResult, Vm, readonly};

pub const METHODS: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
        function: new,
    },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__call__", signature: "(self, *args, **kwargs)", function: call },
    Native { name: "__get__", signature: "(self, instance, owner=None, /)", function: super::descriptors::get },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__code__", get: |vm, f| with(f, |f| f.code(vm).value().clone()), set: Some(set_code) },
    Attribute { name: "__globals__", get: |_, f| with(f, |f| f.globals.value().clone()), set: Some(readonly) },
    Attribute { name: "__builtins__", get: |_, f| with(f, |f| f.builtins.value().clone()), set: Some(readonly) },
    Attribute { name: "__closure__", get: |_, f| with(f, |f| or_none(&f.closure)), set: Some(readonly) },
    Attribute { name: "__name__", get: |_, f| with(f, |f| f.name.get()), set: Some(set_name) },
    Attribute { name: "__qualname__", get: |_, f| with(f, |f| f.qualname.get()), set: Some(set_qualname) },
    Attribute { name: "__module__", get: |_, f| with(f, |f| or_none(&f.module)), set: Some(set_module) },
    Attribute { name: "__doc__", get: |_, f| with(f, |f| or_none(&f.doc)), set: Some(set_doc) },
    Attribute { name: "__defaults__", get: |_, f| with(f, |f| or_none(&f.defaults)), set: Some(set_defaults) },
    Attribute { name: "__kwdefaults__", get: |_, f| with(f, |f| or_none(&f.keyword_defaults)), set: Some(set_kwdefaults) },
    Attribute { name: "__annotations__", get: annotations, set: Some(set_annotations) },
    Attribute { name: "__annotate__", get: annotate_function, set: Some(set_annotate) },
    Attribute { name: "__type_params__", get: |_, f| with(f, |f| f.type_params.get()), set: Some(set_type_params) },
];

fn with(function: &Value, look: impl FnOnce(&Function) -> Value) -> PyResult {
    Ok(function.get::<Function>().map_or(Value::NONE, |function| look(function)))
}

fn or_none(cell: &ValueCell) -> Value {
    cell.get().given().cloned().unwrap_or(Value::NONE)
}

/// Sets a field of a function.
fn set(function: &Value, field: impl FnOnce(&Function) -> &ValueCell, value: Value) {
    if let Some(function) = function.get::<Function>() {
        drop(field(function).replace(value));
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [_, code, globals, name, defaults, closure, kwdefaults] = args else { return Ok(Value::NONE) };
    let Ok(code) = code.clone().downcast::<Code>() else {
        return Err(wrong_argument(vm, "'code' must be code", code));
    };
    let Ok(globals) = globals.clone().downcast::<Dict>() else {
        return Err(wrong_argument(vm, "'globals' must be dict", globals));
    };
    let given = |value: &Value| !value.is_null() && !value.is_none();
    let function = vm.new_function(&code, &globals);
    if given(name) {
        if !name.is_a::<Str>() {
            return Err(vm.type_error("arg 3 (name) must be None or string"));
        }
        function.name.set(name.clone());
    }
    if given(defaults) {
        if !defaults.is_a::<Tuple>() {
            return Err(vm.type_error("arg 4 (defaults) must be None or tuple"));
        }
        function.defaults.set(defaults.clone());
    }
    if given(kwdefaults) {
        if !kwdefaults.is_a::<Dict>() {
            return Err(vm.type_error("arg 6 (kwdefaults) must be None or dict"));
        }
        function.keyword_defaults.set(kwdefaults.clone());
    }
    let free = free_count(&code);
    let cells = closure.get::<Tuple>();
    if cells.is_none() && (given(closure) || free > 0) {
        let message = if free > 0 { "arg 5 (closure) must be tuple" } else { "arg 5 (closure) must be None or tuple" };
        return Err(vm.type_error(message));
    }
    let cells = cells.map_or(&[][..], |cells| cells.items());
    if cells.len() != free {
        let (name, given) = (vm.text(&code.name), cells.len());
        return Err(vm.value_error(format!("{name} requires closure of length {free}, not {given}")));
    }
    if let Some(other) = cells.iter().find(|cell| !cell.is_a::<Cell_>()) {
        let class = vm.type_of(other).name();
        return Err(vm.type_error(format!("arg 5 (closure) expected cell, found {class}")));
    }
    if free > 0 {
        function.closure.set(closure.clone());
    }
    Ok(function.into_value())
}

#[cold]
fn wrong_argument(vm: &mut Vm, what: &str, given: &Value) -> crate::vm::Raised {
    let given = vm.type_of(given).name();
    vm.type_error(format!("function() argument {what}, not {given}"))
}

/// How many variables code takes from functions around it.
fn free_count(code: &Code) -> usize {
    code.portable().slots.iter().filter(|slot| slot.kind == SlotKind::Free).count()
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(function) = args[0].get::<Function>() else { return Ok(Value::NONE) };
    let (name, id) = (vm.text(&function.qualname.get()), vm.id(&args[0]));
    Ok(vm.str(&format!("<function {name} at {id:#x}>")))
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let values = vm.collect(&args[1])?;
    super::r#type::call_with_keywords(vm, &args[0], values, &args[2])
}

fn set_code(vm: &mut Vm, function: &Value, value: Value) -> PyResult<()> {
    let Some(function) = function.get::<Function>() else { return Ok(()) };
    let Ok(code) = value.downcast::<Code>() else {
        return Err(vm.type_error("__code__ must be set to a code object"));
    };
    let closure = function.closure.get();
    let (has, needs) = (closure.get::<Tuple>().map_or(0, |cells| cells.items().len()), free_count(&code));
    if has != needs {
        let name = vm.text(&function.name.get());
        return Err(vm.value_error(format!("{name}() requires a code object with {has} free vars, not {needs}")));
    }
    function.set_code(code, vm);
    Ok(())
}

fn set_name(vm: &mut Vm, function: &Value, value: Value) -> PyResult<()> {
    if !value.is_a::<Str>() {
        return Err(vm.type_error("__name__ must be set to a string object"));
    }
    set(function, |function| &function.name, value);
    Ok(())
}

fn set_qualname(vm: &mut Vm, function: &Value, value: Value) -> PyResult<()> {
    if !value.is_a::<Str>() {
        return Err(vm.type_error("__qualname__ must be set to a string object"));
    }
    set(function, |function| &function.qualname, value);
    Ok(())
}

fn set_module(_: &mut Vm, function: &Value, value: Value) -> PyResult<()> {
    set(function, |function| &function.module, if value.is_null() { Value::NONE } else { value });
    Ok(())
}

fn set_doc(_: &mut Vm, function: &Value, value: Value) -> PyResult<()> {
    set(function, |function| &function.doc, if value.is_null() { Value::NONE } else { value });
    Ok(())
}

/// None and deletion take a field away.
fn cleared(value: Value) -> Value {
    if value.is_none() { Value::NULL } else { value }
}

fn set_defaults(vm: &mut Vm, function: &Value, value: Value) -> PyResult<()> {
    let value = cleared(value);
    if !value.is_null() && !value.is_a::<Tuple>() {
        return Err(vm.type_error("__defaults__ must be set to a tuple object"));
    }
    set(function, |function| &function.defaults, value);
    Ok(())
}

fn set_kwdefaults(vm: &mut Vm, function: &Value, value: Value) -> PyResult<()> {
    let value = cleared(value);
    if !value.is_null() && !value.is_a::<Dict>() {
        return Err(vm.type_error("__kwdefaults__ must be set to a dict object"));
    }
    set(function, |function| &function.keyword_defaults, value);
    Ok(())
}

fn annotations(vm: &mut Vm, value: &Value) -> PyResult {
    let Some(function) = value.get::<Function>() else { return Ok(Value::NONE) };
    let known = function.annotations.get();
    if !known.is_null() {
        return Ok(known);
    }
    let annotations = annotate::evaluate(vm, &function.annotate.get())?;
    function.annotations.set(annotations.clone());
    Ok(annotations)
}

fn set_annotations(vm: &mut Vm, function: &Value, value: Value) -> PyResult<()> {
    let value = cleared(value);
    if !value.is_null() && !value.is_a::<Dict>() {
        return Err(vm.type_error("__annotations__ must be set to a dict object"));
    }
    set(function, |function| &function.annotations, value);
    set(function, |function| &function.annotate, Value::NULL);
    Ok(())
}

fn annotate_function(_: &mut Vm, function: &Value) -> PyResult {
    with(function, |function| or_none(&function.annotate))
}

fn set_annotate(vm: &mut Vm, function: &Value, value: Value) -> PyResult<()> {
    if value.is_null() {
        return Err(vm.type_error("__annotate__ cannot be deleted"));
    }
    annotate::check(vm, &value)?;
    if !value.is_none() {
        set(function, |function| &function.annotations, Value::NULL);
    }
    set(function, |function| &function.annotate, value);
    Ok(())
}

fn set_type_params(vm: &mut Vm, function: &Value, value: Value) -> PyResult<()> {
    if !value.is_a::<Tuple>() {
        return Err(vm.type_error("__type_params__ must be set to a tuple"));
    }
    set(function, |function| &function.type_params, value);
    Ok(())
}
