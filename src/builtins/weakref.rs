//! Weak references and the module `_weakref`. Proxies are in `weak_proxy`.

use super::generic_alias::class_getitem;
use super::weak_proxy;
use crate::bytecode::Comparison;
use crate::object::{Dict, Module, Obj, Ref, Str, Type, Value, WeakRef, type_flag};
use crate::vm::{Attribute, Native, PyResult, Vm, readonly};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__init__", signature: "(self, *args, **kwargs)", function: init },
    Native { name: "__call__", signature: "(self, *args, **kwargs)", function: call },
    Native { name: "__repr__", signature: "(self, /)", function: |vm, args| repr(vm, &args[0], "weakref") },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "__eq__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::Equal) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::NotEqual) },
    Native { name: "__class_getitem__", signature: "(cls, object, /)", function: class_getitem },
];

pub const ATTRIBUTES: &[Attribute] = &[Attribute { name: "__callback__", get: callback, set: Some(readonly) }];

/// The functions of `_weakref`.
const FUNCTIONS: &[Native] = &[
    Native { name: "getweakrefcount", signature: "(object, /)", function: count },
    Native { name: "getweakrefs", signature: "(object, /)", function: list },
    Native { name: "proxy", signature: "(object, callback=None, /)", function: proxy },
    Native { name: "_remove_dead_weakref", signature: "(dct, key, /)", function: remove_dead },
];

/// Makes the module `_weakref`.
pub fn module(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_weakref");
    vm.add_functions(&module, FUNCTIONS);
    let of = vm.types().weakref.value().clone();
    let (plain, callable) = (weak_proxy::class(vm, false), weak_proxy::class(vm, true));
    for (name, class) in [
        ("ref", of.clone()),
        ("ReferenceType", of),
        ("ProxyType", plain.into_value()),
        ("CallableProxyType", callable.into_value()),
    ] {
        vm.module_set(&module, name, class);
    }
    module
}

fn of(reference: &Value) -> &Obj<WeakRef> {
    reference.get::<WeakRef>().expect("a weak reference")
}

/// Whether instances of a value's class can have weak references.
fn is_referable(vm: &Vm, value: &Value) -> bool {
    value.is_object() && vm.type_of(value).has_flag(type_flag::WEAKREF)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Ok(Value::NONE) };
    let given = vm.collect(&args[1])?;
    let is_plain = class.is(&vm.types().weakref);
    if is_plain && !vm.collect(&args[2])?.is_empty() {
        return Err(vm.type_error("ref() takes no keyword arguments"));
    }
    let (target, callback) = match &given[..] {
        [] => return Err(vm.type_error("__new__ expected at least 1 argument, got 0")),
        [target] => (target, Value::NULL),
        [target, callback] => (target, callback.clone()),
        more => {
            let given = more.len();
            return Err(vm.type_error(format!("__new__ expected at most 2 arguments, got {given}")));
        }
    };
    refer(vm, &class.to_ref(), target, callback, is_plain)
}

/// A weak reference of a class to an object. Where `shared`, one without callback that is there already will do.
fn refer(vm: &mut Vm, class: &Ref<Type>, target: &Value, callback: Value, shared: bool) -> PyResult {
    if !is_referable(vm, target) {
        let given = vm.type_of(target).name();
        return Err(vm.type_error(format!("cannot create weak reference to '{given}' object")));
    }
    let callback = if callback.is_none() { Value::NULL } else { callback };
    if shared && callback.is_null() {
        let known = vm.weakrefs(target);
        let same = known.into_iter().find(|weak| weak.header().class().is(class) && weak.callback.is_null());
        if let Some(known) = same {
            return Ok(known.into_value());
        }
    }
    match vm.new_weakref(class, target, callback) {
        Some(weak) => Ok(weak.into_value()),
        None => Ok(Value::NONE),
    }
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = vm.collect(&args[1])?.len();
    match given {
        0 => Err(vm.type_error("__init__ expected at least 1 argument, got 0")),
        1 | 2 => Ok(Value::NONE),
        _ => Err(vm.type_error(format!("__init__ expected at most 2 arguments, got {given}"))),
    }
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = vm.collect(&args[1])?.len();
    if given > 0 {
        return Err(vm.type_error(format!("weakref expected 0 arguments, got {given}")));
    }
    Ok(of(&args[0]).target().unwrap_or(Value::NONE))
}

pub fn repr(vm: &mut Vm, reference: &Value, what: &str) -> PyResult {
    let id = vm.id(reference);
    let Some(target) = of(reference).target() else { return Ok(vm.str(&format!("<{what} at {id:#x}; dead>"))) };
    let (class, at) = (vm.type_of(&target).name(), vm.id(&target));
    let name = vm.names().__name__.clone();
    let name = match what == "weakref" {
        // Whatever goes wrong with it.
        true => vm.try_getattr(&target, &name).ok().flatten().filter(|name| name.is_a::<Str>()),
        false => None,
    };
    let name = name.map_or(String::new(), |name| format!(" ({})", vm.text(&name)));
    Ok(vm.str(&format!("<{what} at {id:#x}; to '{class}' at {at:#x}{name}>")))
}

/// The hash of the object, which is remembered for when it is dead.
fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let reference = of(&args[0]);
    if let Some(hash) = reference.hash.get() {
        return Ok(vm.int(hash));
    }
    let Some(target) = reference.target() else { return Err(vm.type_error("weak object has gone away")) };
    let hash = vm.hash(&target)?;
    reference.hash.set(Some(hash));
    Ok(vm.int(hash))
}

/// By the objects while both live, by identity afterwards.
fn compare(vm: &mut Vm, args: &[Value], comparison: Comparison) -> PyResult {
    let (a, Some(b)) = (of(&args[0]), args[1].get::<WeakRef>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    match (a.target(), b.target()) {
        (Some(a), Some(b)) => vm.compare(comparison, &a, &b),
        _ => Ok(Value::bool(a.is(b) == (comparison == Comparison::Equal))),
    }
}

fn callback(_: &mut Vm, reference: &Value) -> PyResult {
    let callback = of(reference).callback.get();
    Ok(if callback.is_null() || of(reference).is_dead() { Value::NONE } else { callback })
}

/// The weak references to an object that someone holds.
fn alive(vm: &mut Vm, target: &Value) -> Vec<Value> {
    let known = vm.weakrefs(target);
    // One reference is the registry's, one this list's.
    let held = known.into_iter().filter(|weak| weak.header().references() > 2 && !weak.is_dead());
    held.map(Ref::into_value).collect()
}

fn count(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::size(alive(vm, &args[0]).len()))
}

/// The one without callback first, then the proxy without one, then the others, the newest first.
fn list(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (plain, proxies) = (vm.types().weakref.clone(), [false, true].map(|callable| weak_proxy::class(vm, callable)));
    let mut references = alive(vm, &args[0]);
    references.reverse();
    references.sort_by_key(|weak| match vm.type_of(weak) {
        _ if !of(weak).callback.is_null() => 2,
        class if class.is(&plain) => 0,
        class if proxies.iter().any(|proxy| class.is(proxy)) => 1,
        _ => 2,
    });
    Ok(vm.list(references))
}

fn proxy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let is_callable = super::annotate::is_callable(vm, &args[0]);
    let class = weak_proxy::class(vm, is_callable);
    let callback = if args[1].is_null() { Value::NONE } else { args[1].clone() };
    refer(vm, &class, &args[0], callback, true)
}

/// Removes a key from a dict if its value is a weak reference whose object is dead.
fn remove_dead(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(dict) = args[0].get::<Dict>() else { return Ok(Value::NONE) };
    let found = vm.dict_get(dict, &args[1])?;
    if found.as_ref().and_then(|found| found.get::<WeakRef>()).is_some_and(|weak| weak.is_dead()) {
        vm.dict_remove(dict, &args[1])?;
    }
    Ok(Value::NONE)
}
