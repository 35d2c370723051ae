//! The builtin types and functions: one file each, a table of methods and attributes in each.
//!
//! A type's file has `METHODS` ([`Native`]s: name, signature in Python's notation, Rust function) and, where there are any,
//! `ATTRIBUTES`. [`install`] puts them into the types' dicts and the builtins' namespace. Takes a [`Vm`] without builtins; gives it
//! with them.

mod arithmetic;
mod async_functions;
mod async_generator;
mod bool;
mod buffer;
mod codecs;
mod complex;
mod float;
mod functions;
mod generator;
mod int;
mod int_convert;
mod numbers;
mod object;
mod percent;
mod str;
mod text;
mod text_iterators;
mod r#type;

use crate::object::{Ref, Type, Value};
use crate::vm::{Attribute, Native, Vm};

/// A machine with all builtins.
pub fn install(vm: &mut Vm) {
    define_awaitables(vm);
    let mut types = vm.types().all();
    types.extend([vm.classes.generator.clone(), vm.classes.coroutine.clone(), vm.classes.async_generator.clone()]);
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
    for native in functions::FUNCTIONS.iter().chain(arithmetic::FUNCTIONS).chain(async_functions::FUNCTIONS) {
        let (name, function) = (vm.intern(native.name), vm.native_function(native, &module));
        drop(dict.insert_str(&name, function, vm));
    }
}

/// The types of what coroutines and asynchronous generators give to be awaited.
fn define_awaitables(vm: &mut Vm) {
    vm.define_type::<generator::CoroutineWrapper>("coroutine_wrapper", generator::WRAPPER, &[]);
    vm.define_type::<async_generator::Asend>("async_generator_asend", async_generator::ASEND, &[]);
    vm.define_type::<async_generator::Athrow>("async_generator_athrow", async_generator::ATHROW, &[]);
    vm.define_type::<async_functions::AnextWithDefault>("anext_awaitable", async_functions::ANEXT, &[]);
}

type Table = (Ref<Type>, &'static [Native], &'static [Attribute]);

/// What each type has.
fn tables(vm: &Vm) -> Vec<Table> {
    let types = vm.types();
    vec![
        (types.object.clone(), object::METHODS, object::ATTRIBUTES),
        (types.type_.clone(), r#type::METHODS, r#type::ATTRIBUTES),
        (types.int.clone(), int::METHODS, int::ATTRIBUTES),
        (types.bool.clone(), bool::METHODS, &[]),
        (types.float.clone(), float::METHODS, float::ATTRIBUTES),
        (vm.classes.generator.clone(), generator::GENERATOR, generator::GENERATOR_ATTRIBUTES),
        (vm.classes.coroutine.clone(), generator::COROUTINE, generator::COROUTINE_ATTRIBUTES),
        (vm.classes.async_generator.clone(), async_generator::METHODS, async_generator::ATTRIBUTES),
        (types.complex.clone(), complex::METHODS, complex::ATTRIBUTES),
        (types.str.clone(), str::OWN, str::ATTRIBUTES),
        (types.str.clone(), str::METHODS, &[]),
        (types.str.clone(), str::OPERATORS, &[]),
        (types.str_iterator.clone(), text_iterators::METHODS, &[]),
        (types.str_ascii_iterator.clone(), text_iterators::METHODS, &[]),
        (types.bytes_iterator.clone(), text_iterators::METHODS, &[]),
        (types.bytearray_iterator.clone(), text_iterators::METHODS, &[]),
    ]
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
