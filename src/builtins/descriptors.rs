//! Functions and attributes of builtin types, as objects: builtin functions and methods, slot wrappers, getset and member
//! descriptors.

use super::docs;
use crate::object::{Member, Obj, Type, Value};
use crate::vm::{Attribute, GetSetObject, Native, NativeObject, PyResult, Vm};

/// Of all objects made of a native function.
pub const NATIVE_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__name__",
        get: |vm, object| native(vm, object, |vm, native| vm.intern(native.native.name)),
        set: None,
    },
    Attribute { name: "__qualname__", get: |vm, object| native(vm, object, qualname), set: None },
    Attribute { name: "__doc__", get: |vm, object| native(vm, object, |vm, native| docs::of_native(vm, native)), set: None },
    Attribute { name: "__text_signature__", get: |vm, object| native(vm, object, text_signature), set: None },
];

/// Of builtin functions and bound methods besides.
pub const FUNCTION_ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__self__", get: |vm, object| native(vm, object, receiver), set: None },
    Attribute { name: "__module__", get: |vm, object| native(vm, object, |_, native| native.module.clone()), set: None },
];

pub const FUNCTION_METHODS: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: function_repr },
    Native { name: "__call__", signature: "(self, *args, **kwargs)", function: call },
    Native { name: "__eq__", signature: "(self, value, /)", function: eq },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "__reduce__", signature: "(self, /)", function: function_reduce },
];

pub const WRAPPER_ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__self__", get: |vm, object| native(vm, object, receiver), set: None },
    Attribute { name: "__objclass__", get: objclass, set: None },
];

pub const WRAPPER_METHODS: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: wrapper_repr },
    Native { name: "__call__", signature: "(self, *args, **kwargs)", function: call },
    Native { name: "__eq__", signature: "(self, value, /)", function: eq },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "__reduce__", signature: "(self, /)", function: function_reduce },
];

pub const DESCRIPTOR_ATTRIBUTES: &[Attribute] = &[Attribute { name: "__objclass__", get: objclass, set: None }];

/// Of methods as the dict of their type has them.
pub const METHOD_METHODS: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: method_repr },
    Native { name: "__call__", signature: "(self, *args, **kwargs)", function: call },
    Native { name: "__get__", signature: "(self, instance, owner=None, /)", function: get },
];

/// Of those of instances: class methods have none.
pub const METHOD_REDUCE: &[Native] = &[Native { name: "__reduce__", signature: "(self, /)", function: descriptor_reduce }];

pub const DATA_ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__name__", get: |vm, object| Ok(data(vm, object).0), set: None },
    Attribute { name: "__qualname__", get: data_qualname, set: None },
    Attribute { name: "__objclass__", get: objclass, set: None },
    Attribute { name: "__doc__", get: |_, _| Ok(Value::NONE), set: None },
];

/// Of getset and member descriptors.
pub const DATA_METHODS: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: data_repr },
    Native { name: "__get__", signature: "(self, instance, owner=None, /)", function: get },
    Native { name: "__set__", signature: "(self, instance, value, /)", function: set },
    Native { name: "__delete__", signature: "(self, instance, /)", function: delete },
    Native { name: "__reduce__", signature: "(self, /)", function: descriptor_reduce },
];

fn native(vm: &mut Vm, object: &Value, look: fn(&mut Vm, &Obj<NativeObject>) -> Value) -> PyResult {
    Ok(object.get::<NativeObject>().map_or(Value::NONE, |native| look(vm, native)))
}

/// The type before the name: that of what the method is bound to, or whose it is.
fn qualname(vm: &mut Vm, native: &Obj<NativeObject>) -> Value {
    let name = native.native.name;
    let of = match (native.receiver.get::<Type>(), native.owner.get::<Type>()) {
        (Some(class), _) => Some(class.to_ref()),
        (None, Some(_)) if !native.receiver.is_null() => Some(vm.type_of(&native.receiver).to_ref()),
        (None, owner) => owner.map(|owner| owner.to_ref()),
    };
    match of {
        Some(class) => vm.str(&format!("{}.{name}", vm.text(&class.qualname.get()))),
        None => vm.intern(name),
    }
}

fn text_signature(vm: &mut Vm, native: &Obj<NativeObject>) -> Value {
    match native.text_signature() {
        Some(text) => vm.str(&text),
        None => Value::NONE,
    }
}

/// What a function is bound to: a type for its `__new__`, the module for a function of one.
fn receiver(vm: &mut Vm, native: &Obj<NativeObject>) -> Value {
    if !native.receiver.is_null() {
        return native.receiver.clone();
    }
    if !native.owner.is_null() {
        return native.owner.clone();
    }
    vm.modules.clone().get_str(&native.module, vm).unwrap_or(Value::NONE)
}

fn objclass(_: &mut Vm, object: &Value) -> PyResult {
    let of_native = object.get::<NativeObject>().map(|native| native.owner.clone());
    let of_getset = object.get::<GetSetObject>().map(|computed| computed.owner.clone());
    let of_member = object.get::<Member>().map(|member| member.class.clone());
    Ok(of_native.or(of_getset).or(of_member).unwrap_or(Value::NONE))
}

/// The name of a data descriptor, and what it is called.
fn data(vm: &mut Vm, object: &Value) -> (Value, &'static str) {
    match (object.get::<GetSetObject>(), object.get::<Member>()) {
        (Some(computed), _) => (vm.intern(computed.attribute.name), "attribute"),
        (_, Some(member)) => (member.name.clone(), "member"),
        _ => (Value::NONE, ""),
    }
}

fn data_qualname(vm: &mut Vm, object: &Value) -> PyResult {
    let (name, owner) = (data(vm, object).0, objclass(vm, object)?);
    let owner = owner.get::<Type>().map(|owner| vm.text(&owner.qualname.get())).unwrap_or_default();
    Ok(vm.str(&format!("{owner}.{}", vm.text(&name))))
}

fn data_repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let ((name, what), owner) = (data(vm, &args[0]), owner_name(vm, &args[0])?);
    Ok(vm.str(&format!("<{what} '{}' of '{owner}' objects>", vm.text(&name))))
}

fn owner_name(vm: &mut Vm, object: &Value) -> PyResult<String> {
    let owner = objclass(vm, object)?;
    Ok(owner.get::<Type>().map(|owner| owner.name()).unwrap_or_default())
}

fn method_repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let owner = owner_name(vm, &args[0])?;
    let Some(native) = args[0].get::<NativeObject>() else { return Ok(Value::NONE) };
    let is_slot = native.header().class().is(&vm.classes.wrapper_descriptor);
    let (what, name) = (if is_slot { "slot wrapper" } else { "method" }, native.native.name);
    Ok(vm.str(&format!("<{what} '{name}' of '{owner}' objects>")))
}

fn function_repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(native) = args[0].get::<NativeObject>() else { return Ok(Value::NONE) };
    let name = native.native.name;
    if native.owner.is_null() && native.receiver.is_null() {
        return Ok(vm.str(&format!("<built-in function {name}>")));
    }
    let of = receiver(vm, native);
    let (class, id) = (vm.type_of(&of).name(), vm.id(&of));
    Ok(vm.str(&format!("<built-in method {name} of {class} object at {id:#x}>")))
}

fn wrapper_repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(native) = args[0].get::<NativeObject>() else { return Ok(Value::NONE) };
    let (name, class, id) = (native.native.name, vm.type_of(&native.receiver).name(), vm.id(&native.receiver));
    Ok(vm.str(&format!("<method-wrapper '{name}' of {class} object at {id:#x}>")))
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let values = vm.collect(&args[1])?;
    super::r#type::call_with_keywords(vm, &args[0], values, &args[2])
}

fn eq(_: &mut Vm, args: &[Value]) -> PyResult {
    let (Some(a), Some(b)) = (args[0].get::<NativeObject>(), args[1].get::<NativeObject>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let same = std::ptr::eq(a.native, b.native) && a.receiver.is(&b.receiver) && a.owner.is(&b.owner);
    Ok(Value::bool(same))
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(native) = args[0].get::<NativeObject>() else { return Ok(Value::NONE) };
    let of = super::object::identity_hash(&native.receiver);
    let hash = of ^ (std::ptr::from_ref(native.native).addr() >> 4) as i64;
    Ok(vm.int(hash))
}

fn function_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(native) = args[0].get::<NativeObject>() else { return Ok(Value::NONE) };
    let name = vm.intern(native.native.name);
    if native.owner.is_null() && native.receiver.is_null() {
        return Ok(name);
    }
    let of = receiver(vm, native);
    by_getattr(vm, of, name)
}

fn descriptor_reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let owner = objclass(vm, &args[0])?;
    let name = match args[0].get::<NativeObject>() {
        Some(native) => vm.intern(native.native.name),
        None => data(vm, &args[0]).0,
    };
    by_getattr(vm, owner, name)
}

/// As pickled: an attribute of an object.
pub fn by_getattr(vm: &mut Vm, object: Value, name: Value) -> PyResult {
    let getattr = vm.names().getattr.clone();
    let function = vm.builtins.clone().get_str(&getattr, vm).unwrap_or(Value::NONE);
    let args = vm.tuple([object, name]);
    Ok(vm.tuple([function, args]))
}

/// `descriptor.__get__(instance, owner=None)`.
pub fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (object, class) = receiver_and_class(vm, &args[1], &args[2])?;
    let class = match class.get::<Type>() {
        Some(class) => class.to_ref(),
        None => vm.type_of(&class).to_ref(),
    };
    vm.get_descriptor(&args[0], &object, &class)
}

/// What `__get__` was asked for: the object, NULL if only a class was given, and the class.
pub fn receiver_and_class(vm: &mut Vm, object: &Value, class: &Value) -> PyResult<(Value, Value)> {
    let no_class = class.is_null() || class.is_none();
    if object.is_none() && no_class {
        return Err(vm.type_error("__get__(None, None) is invalid"));
    }
    let of = if no_class { vm.type_of(object).value() } else { class.clone() };
    // None is an instance too, of its own type.
    let is_class_access = object.is_none() && !of.is(vm.types().none.value());
    Ok((if is_class_access { Value::NULL } else { object.clone() }, of))
}

fn set(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = data(vm, &args[0]).0;
    vm.set_descriptor(&args[0], &args[1], &name, args[2].clone())?;
    Ok(Value::NONE)
}

fn delete(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = data(vm, &args[0]).0;
    vm.set_descriptor(&args[0], &args[1], &name, Value::NULL)?;
    Ok(Value::NONE)
}
