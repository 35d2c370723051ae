//! `staticmethod` and `classmethod`: functions that do not bind to instances.

use super::descriptors::receiver_and_class;
use super::generic_alias::CLASS_GETITEM;
use super::property::is_abstract;
use crate::object::{ClassMethod, StaticMethod, Str, Type, Value, ValueCell};
use crate::vm::{Attribute, Native, PyResult, Vm, readonly};

pub const STATIC_METHODS: &[Native] = &[
    CLASS_GETITEM,
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new_static },
    Native { name: "__init__", signature: "(self, *args, **kwargs)", function: |vm, args| init(vm, args, "staticmethod") },
    Native { name: "__call__", signature: "(self, *args, **kwargs)", function: call },
    Native { name: "__get__", signature: "(self, instance, owner=None, /)", function: get_static },
    Native { name: "__repr__", signature: "(self, /)", function: |vm, args| repr(vm, args, "staticmethod") },
];

pub const CLASS_METHODS: &[Native] = &[
    CLASS_GETITEM,
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new_class },
    Native { name: "__init__", signature: "(self, *args, **kwargs)", function: |vm, args| init(vm, args, "classmethod") },
    Native { name: "__get__", signature: "(self, instance, owner=None, /)", function: get_class },
    Native { name: "__repr__", signature: "(self, /)", function: |vm, args| repr(vm, args, "classmethod") },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__func__", get: |_, method| Ok(callable(method)), set: Some(readonly) },
    Attribute { name: "__wrapped__", get: |_, method| Ok(callable(method)), set: Some(readonly) },
    Attribute { name: "__isabstractmethod__", get: isabstractmethod, set: None },
    Attribute { name: "__annotations__", get: annotations, set: Some(set_annotations) },
    Attribute { name: "__annotate__", get: annotate, set: Some(set_annotate) },
];

/// The cell with what a static or class method wraps.
fn cell(method: &Value) -> Option<&ValueCell> {
    match method.get::<StaticMethod>() {
        Some(method) => Some(&method.callable),
        None => method.get::<ClassMethod>().map(|method| &method.callable),
    }
}

fn callable(method: &Value) -> Value {
    cell(method).map(|cell| cell.get()).filter(|callable| !callable.is_null()).unwrap_or(Value::NONE)
}

fn new_static(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Ok(Value::NONE) };
    Ok(vm.alloc(class, StaticMethod { callable: ValueCell::new(Value::NONE) }).into_value())
}

fn new_class(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Ok(Value::NONE) };
    Ok(vm.alloc(class, ClassMethod { callable: ValueCell::new(Value::NONE) }).into_value())
}

fn init(vm: &mut Vm, args: &[Value], name: &str) -> PyResult {
    let values = vm.collect(&args[1])?;
    if !vm.collect(&args[2])?.is_empty() {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    let [function] = &values[..] else {
        return Err(vm.type_error(format!("{name} expected 1 argument, got {}", values.len())));
    };
    if let Some(cell) = cell(&args[0]) {
        cell.set(function.clone());
    }
    for name in ["__module__", "__name__", "__qualname__", "__doc__"] {
        let name = vm.intern(name);
        if let (Some(value), Some(header)) = (vm.try_getattr(function, &name)?, args[0].header()) {
            header.set_attribute(&name, value, vm);
        }
    }
    Ok(Value::NONE)
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let values = vm.collect(&args[1])?;
    super::r#type::call_with_keywords(vm, &callable(&args[0]), values, &args[2])
}

fn get_static(vm: &mut Vm, args: &[Value]) -> PyResult {
    receiver_and_class(vm, &args[1], &args[2])?;
    Ok(callable(&args[0]))
}

fn get_class(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = receiver_and_class(vm, &args[1], &args[2])?.1;
    Ok(vm.method(callable(&args[0]), class))
}

fn repr(vm: &mut Vm, args: &[Value], name: &str) -> PyResult {
    let shown = vm.repr(&callable(&args[0]))?;
    let mut out = format!("<{name}(").into_bytes();
    out.extend_from_slice(shown.get::<Str>().map_or(&[], |shown| shown.as_bytes()));
    out.extend_from_slice(b")>");
    Ok(vm.str_from(&out))
}

fn isabstractmethod(vm: &mut Vm, method: &Value) -> PyResult {
    Ok(Value::bool(is_abstract(vm, &callable(method))?))
}

/// An attribute that is the function's until it is asked for or set.
fn forwarded(vm: &mut Vm, method: &Value, name: &Value) -> PyResult {
    if let Some(own) = method.header().and_then(|header| header.attribute(name, vm)) {
        return Ok(own);
    }
    let value = vm.getattr(&callable(method), name)?;
    set_own(vm, method, name, value.clone())?;
    Ok(value)
}

fn set_own(vm: &mut Vm, method: &Value, name: &Value, value: Value) -> PyResult<()> {
    let Some(header) = method.header() else { return Ok(()) };
    if !value.is_null() {
        header.set_attribute(name, value, vm);
        return Ok(());
    }
    match header.delete_attribute(name, vm) {
        Some(_) => Ok(()),
        None => Err(vm.no_attribute(method, name)),
    }
}

fn annotations(vm: &mut Vm, method: &Value) -> PyResult {
    let name = vm.names().__annotations__.clone();
    forwarded(vm, method, &name)
}

fn set_annotations(vm: &mut Vm, method: &Value, value: Value) -> PyResult<()> {
    let name = vm.names().__annotations__.clone();
    set_own(vm, method, &name, value)
}

fn annotate(vm: &mut Vm, method: &Value) -> PyResult {
    let name = vm.names().__annotate__.clone();
    forwarded(vm, method, &name)
}

fn set_annotate(vm: &mut Vm, method: &Value, value: Value) -> PyResult<()> {
    let name = vm.names().__annotate__.clone();
    set_own(vm, method, &name, value)
}
