//! The method of picklers and unpicklers that a program may replace on one of them: `persistent_id`, `persistent_load`. It is
//! kept apart from other attributes, since they ask it for each object.

use crate::object::{Opaque, Str, Value};
use crate::vm::{PyResult, Vm};

/// A type whose objects may have such a method of their own.
pub trait Persistent: Opaque {
    /// What the method is called.
    const NAME: &str;
    /// The object's own, NULL if it has none.
    fn own(&mut self) -> &mut Value;
}

fn is_method<T: Persistent>(name: &Value) -> bool {
    name.get::<Str>().is_some_and(|name| name.as_bytes() == T::NAME.as_bytes())
}

/// `__getattribute__`.
pub fn get<T: Persistent>(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attribute_name(&args[1])?;
    if is_method::<T>(&name)
        && let Some(own) = args[0].opaque_mut::<T>(vm).and_then(|object| object.own().given().cloned())
    {
        return Ok(own);
    }
    match vm.generic_getattr(&args[0], &name)? {
        Some(found) => Ok(found),
        None => Err(vm.no_attribute(&args[0], &name)),
    }
}

/// `__setattr__`.
pub fn set<T: Persistent>(vm: &mut Vm, args: &[Value]) -> PyResult {
    change::<T>(vm, &args[0], &args[1], args[2].clone())
}

/// `__delattr__`.
pub fn delete<T: Persistent>(vm: &mut Vm, args: &[Value]) -> PyResult {
    change::<T>(vm, &args[0], &args[1], Value::NULL)
}

/// Sets an attribute, or deletes it for NULL.
fn change<T: Persistent>(vm: &mut Vm, object: &Value, name: &Value, value: Value) -> PyResult {
    let name = vm.attribute_name(name)?;
    if is_method::<T>(&name) {
        let old = object.opaque_mut::<T>(vm).map(|object| std::mem::replace(object.own(), value));
        drop(old);
    } else {
        set_plainly(vm, object, &name, value)?;
    }
    Ok(Value::NONE)
}

/// Sets an attribute as any object does, with CPython's words for types that have a way of their own to do so.
fn set_plainly(vm: &mut Vm, object: &Value, name: &Value, value: Value) -> PyResult<()> {
    let has_room = object.header().is_some_and(|header| header.has_attributes());
    if !has_room && vm.type_of(object).to_ref().lookup(name, vm).is_none() {
        return Err(vm.no_attribute(object, name));
    }
    vm.generic_setattr(object, name, value)
}
