//! `property`: an attribute that functions compute.

use super::descriptors::receiver_and_class;
use crate::object::{Obj, Property, Ref, Type, Value, ValueCell};
use crate::vm::{Arguments, Attribute, ExceptionKind, Native, PyResult, Vm, readonly};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__init__", signature: "(self, fget=None, fset=None, fdel=None, doc=None)", function: init },
    Native { name: "__get__", signature: "(self, instance, owner=None, /)", function: get },
    Native { name: "__set__", signature: "(self, instance, value, /)", function: set },
    Native { name: "__delete__", signature: "(self, instance, /)", function: delete },
    Native { name: "__set_name__", signature: "(self, *args)", function: set_name },
    Native { name: "getter", signature: "(self, object, /)", function: |vm, args| copy(vm, args, 0) },
    Native { name: "setter", signature: "(self, object, /)", function: |vm, args| copy(vm, args, 1) },
    Native { name: "deleter", signature: "(self, object, /)", function: |vm, args| copy(vm, args, 2) },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "fget", get: |_, property| Ok(shown(&of(property).get)), set: Some(readonly) },
    Attribute { name: "fset", get: |_, property| Ok(shown(&of(property).set)), set: Some(readonly) },
    Attribute { name: "fdel", get: |_, property| Ok(shown(&of(property).delete)), set: Some(readonly) },
    Attribute { name: "__doc__", get: |_, property| Ok(shown(&of(property).doc)), set: Some(set_doc) },
    Attribute { name: "__name__", get: name, set: Some(set_own_name) },
    Attribute { name: "__isabstractmethod__", get: isabstractmethod, set: None },
];

fn of(property: &Value) -> &Obj<Property> {
    property.get::<Property>().expect("a property")
}

fn shown(cell: &ValueCell) -> Value {
    cell.get().given().cloned().unwrap_or(Value::NONE)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Ok(Value::NONE) };
    let cell = ValueCell::default;
    let property = Property { get: cell(), set: cell(), delete: cell(), doc: cell(), name: cell() };
    Ok(vm.alloc(class, property).into_value())
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let property = of(&args[0]);
    let given = |value: &Value| if value.is_none() { Value::NULL } else { value.clone() };
    for (cell, value) in [(&property.get, &args[1]), (&property.set, &args[2]), (&property.delete, &args[3])] {
        cell.set(given(value));
    }
    property.name.set(Value::NULL);
    let mut doc = given(&args[4]);
    let is_given = !doc.is_null();
    let getter = property.get.get();
    if doc.is_null() && !getter.is_null() {
        let name = vm.names().__doc__.clone();
        doc = vm.try_getattr(&getter, &name)?.unwrap_or_default();
    }
    if vm.type_of(&args[0]).is(&vm.types().property) {
        property.doc.set(doc);
        return Ok(Value::NONE);
    }
    // A subclass has a `__doc__` of its own, so instances keep theirs in their dict.
    let name = vm.names().__doc__.clone();
    let doc = if doc.is_null() { Value::NONE } else { doc };
    property.doc.set(Value::NULL);
    match args[0].header().filter(|header| header.has_attributes()) {
        Some(header) => {
            header.set_attribute(&name, doc, vm);
        }
        None if doc.is_none() => {}
        None => match vm.setattr(&args[0], &name, doc) {
            // As ever: what a program gives is dropped in silence, what the getter says is not.
            Err(raised) if is_given && raised.is(ExceptionKind::AttributeError, vm) => {}
            result => result?,
        },
    }
    Ok(Value::NONE)
}

fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    receiver_and_class(vm, &args[1], &args[2])?;
    if args[1].is_none() {
        return Ok(args[0].clone());
    }
    vm.get_property(&args[0], &args[1])
}

fn set(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.set_property(&args[0], &args[1], args[2].clone())?;
    Ok(Value::NONE)
}

fn delete(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.set_property(&args[0], &args[1], Value::NULL)?;
    Ok(Value::NONE)
}

fn set_name(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [property, _, name] = args else {
        let given = args.len() - 1;
        return Err(vm.type_error(format!("__set_name__() takes 2 positional arguments but {given} were given")));
    };
    of(property).name.set(name.clone());
    Ok(Value::NONE)
}

/// A property like this one, with another function in one place.
fn copy(vm: &mut Vm, args: &[Value], place: usize) -> PyResult {
    let property = of(&args[0]).to_ref();
    let mut values = vec![shown(&property.get), shown(&property.set), shown(&property.delete)];
    if !args[1].is_none() {
        values[place] = args[1].clone();
    }
    // The getter's words come anew from the getter.
    let from_getter = doc_is_getters(vm, &property)?;
    values.push(if from_getter { Value::NONE } else { shown(&property.doc) });
    let class: Ref<Type> = vm.type_of(&args[0]).to_ref();
    let copy = vm.call_with(class.value(), Arguments::positional(&values))?;
    if let Some(copy) = copy.get::<Property>() {
        copy.name.set(property.name.get());
    }
    Ok(copy)
}

fn doc_is_getters(vm: &mut Vm, property: &Obj<Property>) -> PyResult<bool> {
    let (getter, doc) = (property.get.get(), property.doc.get());
    if getter.is_null() || doc.is_null() || doc.is_none() {
        return Ok(doc.is_null() || doc.is_none());
    }
    let name = vm.names().__doc__.clone();
    Ok(vm.try_getattr(&getter, &name)?.is_some_and(|of_getter| of_getter.is(&doc)))
}

fn set_doc(_: &mut Vm, property: &Value, value: Value) -> PyResult<()> {
    of(property).doc.set(value);
    Ok(())
}

fn name(vm: &mut Vm, property: &Value) -> PyResult {
    let of = of(property);
    if !of.name.is_null() {
        return Ok(of.name.get());
    }
    let (getter, name) = (of.get.get(), vm.names().__name__.clone());
    let found = if getter.is_null() { None } else { vm.try_getattr(&getter, &name)? };
    match found {
        Some(found) => Ok(found),
        None => Err(vm.attribute_error("'property' object has no attribute '__name__'", property, &name)),
    }
}

fn set_own_name(_: &mut Vm, property: &Value, value: Value) -> PyResult<()> {
    of(property).name.set(value);
    Ok(())
}

fn isabstractmethod(vm: &mut Vm, property: &Value) -> PyResult {
    let functions = [of(property).get.get(), of(property).set.get(), of(property).delete.get()];
    for function in functions {
        if is_abstract(vm, &function)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

/// Whether a function says that it is abstract.
pub fn is_abstract(vm: &mut Vm, function: &Value) -> PyResult<bool> {
    if function.is_null() || function.is_none() {
        return Ok(false);
    }
    let name = vm.names().__isabstractmethod__.clone();
    match vm.try_getattr(function, &name)? {
        Some(value) => vm.truth(&value),
        None => Ok(false),
    }
}
