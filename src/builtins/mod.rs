//! The builtin types and functions: one file each, a table of methods and attributes in each.
//!
//! A type's file has `METHODS` ([`Native`]s: name, signature in Python's notation, Rust function) and, where there are any,
//! `ATTRIBUTES`. [`install`] puts them into the types' dicts and the builtins' namespace. Takes a [`Vm`] without builtins; gives it
//! with them.

mod arithmetic;
mod bool;
pub mod buffer;
pub mod bytes;
pub mod codecs;
mod complex;
mod exception_group;
mod exceptions;
mod float;
mod functions;
mod int;
mod int_convert;
pub mod io;
pub mod memoryview;
mod numbers;
mod object;
mod os_error;
mod percent;
mod print;
mod str;
mod syntax_error;
pub mod text;
mod text_iterators;
mod r#type;
mod unicode_error;

use crate::object::{Ref, Type, Value};
use crate::vm::{Attribute, Native, Vm};

/// A machine with all builtins.
pub fn install(vm: &mut Vm) {
    let types = vm.types().all();
    for (class, methods, attributes) in tables(vm) {
        vm.add_methods(&class, methods);
        vm.add_attributes(&class, attributes);
    }
    exceptions::install(vm);
    for class in &types {
        class.changed(vm);
    }
    io::install(vm);
    for (number, name) in ["stdin", "stdout", "stderr"].into_iter().enumerate() {
        let stream = io::standard_stream(vm, number as u8, &Default::default());
        let name = vm.intern(name);
        drop(vm.sys.clone().insert_str(&name, stream, vm));
    }
    let dict = vm.builtins.clone();
    let defined = [memoryview::define(vm)];
    for class in public_types(vm).into_iter().chain(defined) {
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
    for native in functions::FUNCTIONS.iter().chain(arithmetic::FUNCTIONS).chain(print::FUNCTIONS).chain(&io::FUNCTIONS[..1])
    {
        let (name, function) = (vm.intern(native.name), vm.native_function(native, &module));
        drop(dict.insert_str(&name, function, vm));
    }
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
        (types.complex.clone(), complex::METHODS, complex::ATTRIBUTES),
        (types.str.clone(), str::OWN, str::ATTRIBUTES),
        (types.str.clone(), str::METHODS, &[]),
        (types.str.clone(), str::OPERATORS, &[]),
        (types.bytes.clone(), bytes::BOTH, &[]),
        (types.bytes.clone(), bytes::OPERATORS, &[]),
        (types.bytes.clone(), bytes::NEW_BYTES, &[]),
        (types.bytes.clone(), bytes::BYTES, &[]),
        (types.bytearray.clone(), bytes::BOTH, &[]),
        (types.bytearray.clone(), bytes::OPERATORS, &[]),
        (types.bytearray.clone(), bytes::NEW_ARRAY, &[]),
        (types.bytearray.clone(), bytes::ARRAY, &[]),
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
