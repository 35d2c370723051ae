//! Bound methods: a callable and the object it is called on.

use super::annotate::is_callable;
use super::object::identity_hash;
use crate::object::{Method, Obj, Str, Value};
use crate::vm::{Attribute, Native, PyResult, Vm, readonly};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args)", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__call__", signature: "(self, *args, **kwargs)", function: call },
    Native { name: "__eq__", signature: "(self, value, /)", function: eq },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "__get__", signature: "(self, instance, owner=None, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__getattribute__", signature: "(self, name, /)", function: getattribute },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__func__", get: |_, method| Ok(of(method).function.clone()), set: Some(readonly) },
    Attribute { name: "__self__", get: |_, method| Ok(of(method).receiver.clone()), set: Some(readonly) },
    Attribute { name: "__doc__", get: doc, set: None },
];

fn of(method: &Value) -> &Obj<Method> {
    method.get::<Method>().expect("a method")
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [_, function, receiver] = args else {
        return Err(vm.type_error(format!("method expected 2 arguments, got {}", args.len() - 1)));
    };
    if !is_callable(vm, function) {
        return Err(vm.type_error("first argument must be callable"));
    }
    if receiver.is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    Ok(vm.method(function.clone(), receiver.clone()))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (function, receiver) = (of(&args[0]).function.clone(), of(&args[0]).receiver.clone());
    let (qualname, name) = (vm.names().__qualname__.clone(), vm.names().__name__.clone());
    let mut found = vm.try_getattr(&function, &qualname)?.filter(|name| name.is_a::<Str>());
    if found.is_none() {
        found = vm.try_getattr(&function, &name)?.filter(|name| name.is_a::<Str>());
    }
    let name = found.map_or("?".into(), |name| vm.text(&name));
    let shown = vm.repr(&receiver)?;
    let mut out = format!("<bound method {name} of ").into_bytes();
    out.extend_from_slice(shown.get::<Str>().map_or(&[], |shown| shown.as_bytes()));
    out.push(b'>');
    Ok(vm.str_from(&out))
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let values = vm.collect(&args[1])?;
    super::r#type::call_with_keywords(vm, &args[0], values, &args[2])
}

/// Methods are equal if their functions are and they are bound to the same object.
fn eq(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (a, Some(b)) = (of(&args[0]), args[1].get::<Method>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    if !a.receiver.is(&b.receiver) {
        return Ok(Value::FALSE);
    }
    Ok(Value::bool(vm.equal(&a.function, &b.function)?))
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let method = of(&args[0]);
    let hash = identity_hash(&method.receiver) ^ vm.hash(&method.function)?;
    Ok(vm.int(hash))
}

/// What a method does not have itself its function may.
fn getattribute(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attribute_name(&args[1])?;
    let class = vm.type_of(&args[0]).to_ref();
    if class.lookup(&name, vm).is_some()
        && let Some(value) = vm.generic_getattr(&args[0], &name)?
    {
        return Ok(value);
    }
    let function = of(&args[0]).function.clone();
    vm.getattr(&function, &name)
}

fn doc(vm: &mut Vm, method: &Value) -> PyResult {
    let (function, name) = (of(method).function.clone(), vm.names().__doc__.clone());
    Ok(vm.try_getattr(&function, &name)?.unwrap_or(Value::NONE))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (function, receiver) = (of(&args[0]).function.clone(), of(&args[0]).receiver.clone());
    let name = vm.names().__name__.clone();
    let name = vm.getattr(&function, &name)?;
    super::descriptors::by_getattr(vm, receiver, name)
}
