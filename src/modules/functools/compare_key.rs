//! `functools.cmp_to_key`: a key that compares as a function says.

use crate::bytecode::Comparison;
use crate::object::{Opaque, Value};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm};

/// The function, and what is compared: NULL for what makes keys.
pub struct Key {
    function: Value,
    object: Value,
}

impl Opaque for Key {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.function);
        visit(&self.object);
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "__call__", signature: "(self, obj)", function: call },
    Native { name: "__eq__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::Equal, args) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::NotEqual, args) },
    Native { name: "__lt__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::Less, args) },
    Native { name: "__le__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::LessEqual, args) },
    Native { name: "__gt__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::Greater, args) },
    Native {
        name: "__ge__",
        signature: "(self, value, /)",
        function: |vm, args| compare(vm, Comparison::GreaterEqual, args),
    },
];

pub const ATTRIBUTES: &[Attribute] = &[Attribute { name: "obj", get: object, set: Some(set_object) }];

pub fn cmp_to_key(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_opaque(Key { function: args[0].clone(), object: Value::NULL }))
}

fn parts(vm: &Vm, key: &Value) -> Option<(Value, Value)> {
    key.opaque::<Key>(vm).map(|key| (key.function.clone(), key.object.clone()))
}

fn object(vm: &mut Vm, key: &Value) -> PyResult {
    match parts(vm, key) {
        Some((_, object)) if !object.is_null() => Ok(object),
        _ => Err(vm.raise(ExceptionKind::AttributeError, "object")),
    }
}

fn set_object(vm: &mut Vm, key: &Value, object: Value) -> PyResult<()> {
    let old = key.opaque_mut::<Key>(vm).map(|key| std::mem::replace(&mut key.object, object));
    drop(old);
    Ok(())
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some((function, _)) = parts(vm, &args[0]) else { return Ok(Value::NONE) };
    Ok(vm.new_opaque(Key { function, object: args[1].clone() }))
}

fn compare(vm: &mut Vm, comparison: Comparison, args: &[Value]) -> PyResult {
    let (Some((function, a)), Some((_, b))) = (parts(vm, &args[0]), parts(vm, &args[1])) else {
        return Err(vm.type_error("other argument must be K instance"));
    };
    if a.is_null() || b.is_null() {
        return Err(vm.raise(ExceptionKind::AttributeError, "object"));
    }
    let result = vm.call(&function, &[a, b])?;
    vm.compare(comparison, &result, &Value::size(0))
}
