//! The builtin types and functions: one file each, a table of methods and attributes in each.
//!
//! A type's file has `METHODS` ([`Native`]s: name, signature in Python's notation, Rust function) and, where there are any,
//! `ATTRIBUTES`. [`install`] puts them into the types' dicts and the builtins' namespace. Takes a [`Vm`] without builtins; gives it
//! with them.

mod annotate;
mod cell;
mod code;
mod descriptors;
mod frame;
mod frame_locals;
mod function;
mod functions;
pub mod generic_alias;
mod int;
mod introspection;
mod mappingproxy;
mod method;
mod model;
mod module;
mod namespace;
mod object;
mod parameters;
mod property;
mod reduce;
mod singletons;
mod static_methods;
mod super_proxy;
mod traceback;
mod r#type;
mod type_attributes;
pub mod union;
mod weak_proxy;
mod weakref;

use crate::object::{Ref, Type, Value};
use crate::vm::{Attribute, Native, Vm};

/// A machine with all builtins.
pub fn install(vm: &mut Vm) {
    let types = vm.types().all();
    model::install(vm);
    for (class, methods, attributes) in tables(vm) {
        vm.add_methods(&class, methods);
        vm.add_attributes(&class, attributes);
    }
    for class in &types {
        class.changed(vm);
    }
    let dict = vm.builtins.clone();
    for class in public_types(vm) {
        let name = vm.intern(&class.name());
        drop(dict.insert_str(&name, class.into_value(), vm));
    }
    let exceptions: Vec<Ref<Type>> = vm.exceptions.all().map(|(_, class)| class.clone()).collect();
    for class in exceptions {
        class.changed(vm);
        let name = vm.intern(&class.name());
        if !class.name().starts_with('_') {
            drop(dict.insert_str(&name, class.into_value(), vm));
        }
    }
    for (name, value) in [
        ("None", Value::NONE),
        ("True", Value::TRUE),
        ("False", Value::FALSE),
        ("Ellipsis", Value::ELLIPSIS),
        ("NotImplemented", Value::NOT_IMPLEMENTED),
        ("__debug__", Value::TRUE),
    ] {
        let name = vm.intern(name);
        drop(dict.insert_str(&name, value, vm));
    }
    let module = vm.str("builtins");
    for native in functions::FUNCTIONS.iter().chain(introspection::FUNCTIONS) {
        let (name, function) = (vm.intern(native.name), vm.native_function(native, &module));
        drop(dict.insert_str(&name, function, vm));
    }
}

type Table = (Ref<Type>, &'static [Native], &'static [Attribute]);

/// What each type has.
fn tables(vm: &Vm) -> Vec<Table> {
    let types = vm.types();
    vec![(types.int.clone(), int::METHODS, int::ATTRIBUTES)]
}

/// The types that are names in `builtins`.
fn public_types(vm: &Vm) -> Vec<Ref<Type>> {
    let types = vm.types();
    [
        &types.object,
        &types.type_,
        &types.int,
        &types.bool,
        &types.float,
        &types.complex,
        &types.str,
        &types.bytes,
        &types.bytearray,
        &types.tuple,
        &types.list,
        &types.dict,
        &types.set,
        &types.frozenset,
        &types.range,
        &types.slice,
        &types.property,
        &types.staticmethod,
        &types.classmethod,
        &types.super_,
    ]
    .into_iter()
    .cloned()
    .collect()
}
