//! The builtin types and functions: one file each, a table of methods and attributes in each.
//!
//! A type's file has `METHODS` ([`Native`]s: name, signature in Python's notation, Rust function) and, where there are any,
//! `ATTRIBUTES`. [`install`] puts them into the types' dicts and the builtins' namespace. Takes a [`Vm`] without builtins; gives it
//! with them.

/// Format strings, as `string.Formatter` reads them.
pub mod str_format {
    pub use super::str::{formatter_field_name_split, formatter_parser};
}

mod adaptors;
mod annotate;
mod arithmetic;
mod async_functions;
mod async_generator;
mod bool;
pub mod buffer;
pub mod bytes;
mod cell;
mod code;
pub mod code_parts;
pub mod codecs;
pub mod complex;
mod descriptors;
pub mod dict;
mod dict_views;
mod docs;
mod exception_group;
mod exceptions;
pub mod float;
mod frame;
mod frame_locals;
mod function;
mod functions;
mod generator;
pub mod generic_alias;
pub mod int;
pub mod int_convert;
pub mod introspection;
pub mod io;
mod iterators;
mod list;
pub mod mapped;
mod mappingproxy;
pub mod memoryview;
mod method;
mod model;
mod module;
pub mod namespace;
mod numbers;
mod object;
mod os_error;
mod parameters;
mod percent;
mod print;
mod property;
mod range;
mod reduce;
mod reductions;
mod repr;
pub mod sequence;
mod set;
mod singletons;
mod slice;
mod sorting;
mod static_methods;
mod str;
pub mod struct_sequence;
mod super_proxy;
mod syntax_error;
pub mod template;
pub mod text;
mod text_iterators;
mod traceback;
mod tuple;
mod r#type;
pub mod type_alias;
mod type_attributes;
pub mod type_params;
mod unicode_error;
pub mod union;
mod weak_proxy;
pub mod weakref;

pub use generic_alias::class_getitem;
pub use iterators::{builtin, instance_state};
pub use reduce::import;
pub use text::new_class as class_to_make;

use crate::object::{Ref, Type, Value};
use crate::vm::{Attribute, Native, Vm};

/// A machine with all builtins.
pub fn install(vm: &mut Vm) {
    define_awaitables(vm);
    model::install(vm);
    for (class, methods, attributes) in tables(vm) {
        vm.add_methods(&class, methods);
        vm.add_attributes(&class, attributes);
    }
    exceptions::install(vm);
    no_hash(vm);
    struct_sequence::install(vm);
    template::install(vm);
    type_alias::install(vm);
    // All others inherit from it, and hear of it.
    vm.types().object.clone().changed(vm);
    io::install(vm);
    let dict = vm.builtins.clone();
    vm.define_type::<iterators::CallableIterator>("callable_iterator", iterators::CALLABLE, &[]);
    vm.define_type::<range::LongRangeIterator>("longrange_iterator", range::ITERATOR, &[]);
    let adaptors = adaptors::define(vm);
    let defined = [memoryview::define(vm)];
    for class in public_types(vm).into_iter().chain(adaptors).chain(defined) {
        let name = vm.intern(&class.name());
        drop(dict.insert_str(&name, class.into_value(), vm));
    }
    let exceptions: Vec<Ref<Type>> = vm.exceptions.all().map(|(_, class)| class.clone()).collect();
    for class in exceptions {
        let name = vm.intern(&class.name());
        drop(dict.insert_str(&name, class.into_value(), vm));
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
    let tables = [
        arithmetic::FUNCTIONS,
        async_functions::FUNCTIONS,
        functions::FUNCTIONS,
        introspection::FUNCTIONS,
        print::FUNCTIONS,
        reductions::FUNCTIONS,
    ];
    let io = vm.str("_io");
    let functions = tables.into_iter().flatten().map(|native| (native, &module));
    for (native, module) in functions.chain([(&io::FUNCTIONS[0], &io)]) {
        let (name, function) = (vm.intern(native.name), vm.native_function(native, module));
        drop(dict.insert_str(&name, function, vm));
    }
}

/// The types of what coroutines and asynchronous generators give to be awaited.
fn define_awaitables(vm: &mut Vm) {
    vm.define_type::<generator::CoroutineWrapper>("coroutine_wrapper", generator::WRAPPER, &[]);
    vm.define_type::<async_generator::Asend>("async_generator_asend", async_generator::ASEND, &[]);
    vm.asend_hook = Some(async_generator::Asend::await_step);
    vm.define_type::<async_generator::Athrow>("async_generator_athrow", async_generator::ATHROW, &[]);
    vm.define_type::<async_functions::AnextWithDefault>("anext_awaitable", async_functions::ANEXT, &[]);
}

/// Marks the types whose instances change, so that they have no hash.
fn no_hash(vm: &mut Vm) {
    let name = vm.names().__hash__.clone();
    let types = vm.types();
    let changing = [&types.list, &types.dict, &types.set, &types.bytearray, &types.dict_keys, &types.dict_items];
    for class in changing.map(Ref::clone) {
        drop(class.dict().insert_str(&name, Value::NONE, vm));
    }
}

type Table = (Ref<Type>, &'static [Native], &'static [Attribute]);

/// What each type has.
fn tables(vm: &Vm) -> Vec<Table> {
    let types = vm.types();
    vec![
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
        (types.list.clone(), list::METHODS, &[]),
        (types.tuple.clone(), tuple::METHODS, &[]),
        (types.dict.clone(), dict::METHODS, &[]),
        (types.dict_keys.clone(), dict_views::METHODS, dict_views::ATTRIBUTES),
        (types.dict_keys.clone(), dict_views::SET_METHODS, &[]),
        (types.dict_values.clone(), dict_views::METHODS, dict_views::ATTRIBUTES),
        (types.dict_items.clone(), dict_views::METHODS, dict_views::ATTRIBUTES),
        (types.dict_items.clone(), dict_views::SET_METHODS, &[]),
        (types.set.clone(), set::COMMON, &[]),
        (types.set.clone(), set::METHODS, &[]),
        (types.frozenset.clone(), set::COMMON, &[]),
        (types.frozenset.clone(), set::FROZEN, &[]),
        (types.range.clone(), range::METHODS, range::ATTRIBUTES),
        (types.range_iterator.clone(), range::ITERATOR, &[]),
        (types.slice.clone(), slice::METHODS, slice::ATTRIBUTES),
        (types.sequence_iterator.clone(), iterators::SEQUENCE, &[]),
        (types.list_iterator.clone(), iterators::SEQUENCE, &[]),
        (types.list_reverseiterator.clone(), iterators::SEQUENCE, &[]),
        (types.tuple_iterator.clone(), iterators::SEQUENCE, &[]),
        (types.dict_keyiterator.clone(), iterators::DICT, &[]),
        (types.dict_valueiterator.clone(), iterators::DICT, &[]),
        (types.dict_itemiterator.clone(), iterators::DICT, &[]),
        (types.dict_reversekeyiterator.clone(), iterators::DICT, &[]),
        (types.dict_reversevalueiterator.clone(), iterators::DICT, &[]),
        (types.dict_reverseitemiterator.clone(), iterators::DICT, &[]),
        (types.set_iterator.clone(), iterators::SET, &[]),
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
