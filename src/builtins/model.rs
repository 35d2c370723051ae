//! The types of the object model itself: which tables of methods and attributes each has.

use super::Table;
use super::{cell, code, descriptors, frame, frame_locals, function, generic_alias, mappingproxy, method, module};
use super::{object, property, singletons, static_methods, super_proxy, traceback, r#type, type_attributes, union, weakref};
use crate::object::{Opaque, Ref, Type, Value, type_flag};
use crate::vm::{Attribute, Native, Vm};

/// Fills the types that are there from the start, and makes those that only programs need.
pub fn install(vm: &mut Vm) {
    for (class, methods, attributes) in tables(vm) {
        vm.add_methods(&class, methods);
        vm.add_attributes(&class, attributes);
    }
    let (types, classes) = (vm.types(), &vm.classes);
    let generic = [&types.list, &types.dict, &types.tuple, &types.set, &types.frozenset].map(Ref::clone);
    let with_dict = [&types.staticmethod, &types.classmethod, &types.base_exception, &classes.function].map(Ref::clone);
    for class in generic {
        vm.add_methods(&class, GENERIC);
    }
    for class in with_dict {
        vm.attributes_descriptor(&class);
    }
    let (hash, doc) = (vm.names().__hash__.clone(), vm.names().__doc__.clone());
    drop(vm.types().cell.clone().dict().insert_str(&hash, Value::NONE, vm));
    drop(vm.types().object.clone().dict().insert_str(&doc, Value::NONE, vm));
    define_types(vm);
    vm.generic_maker = Some(|vm, _, args| Ok(generic_alias::make(vm, args[0].clone(), args[1].clone())));
}

const GENERIC: &[Native] = &[generic_alias::CLASS_GETITEM];

fn tables(vm: &Vm) -> Vec<Table> {
    use descriptors::*;
    let (types, classes) = (vm.types(), &vm.classes);
    let mut tables: Vec<(&Ref<Type>, &'static [Native], &'static [Attribute])> = vec![
        (&types.object, object::METHODS, object::ATTRIBUTES),
        (&types.type_, r#type::METHODS, type_attributes::ATTRIBUTES),
        (&types.none, singletons::NONE, &[]),
        (&types.ellipsis, singletons::ELLIPSIS, &[]),
        (&types.not_implemented, singletons::NOT_IMPLEMENTED, &[]),
        (&types.cell, cell::METHODS, cell::ATTRIBUTES),
        (&types.method, method::METHODS, method::ATTRIBUTES),
        (&types.module, module::METHODS, module::ATTRIBUTES),
        (&types.property, property::METHODS, property::ATTRIBUTES),
        (&types.staticmethod, static_methods::STATIC_METHODS, static_methods::ATTRIBUTES),
        (&types.classmethod, static_methods::CLASS_METHODS, static_methods::ATTRIBUTES),
        (&types.super_, super_proxy::METHODS, super_proxy::ATTRIBUTES),
        (&types.mappingproxy, mappingproxy::METHODS, &[]),
        (&types.weakref, weakref::METHODS, weakref::ATTRIBUTES),
        (&types.traceback, traceback::METHODS, traceback::ATTRIBUTES),
        (&types.member, DATA_METHODS, DATA_ATTRIBUTES),
        (&classes.getset_descriptor, DATA_METHODS, DATA_ATTRIBUTES),
        (&classes.function, function::METHODS, function::ATTRIBUTES),
        (&classes.code, code::METHODS, code::ATTRIBUTES),
        (&classes.frame, frame::METHODS, frame::ATTRIBUTES),
        (&classes.native_function, FUNCTION_METHODS, NATIVE_ATTRIBUTES),
        (&classes.native_function, &[], FUNCTION_ATTRIBUTES),
        (&classes.method_wrapper, WRAPPER_METHODS, NATIVE_ATTRIBUTES),
        (&classes.method_wrapper, &[], WRAPPER_ATTRIBUTES),
    ];
    for class in [&classes.method_descriptor, &classes.wrapper_descriptor, &classes.classmethod_descriptor] {
        tables.push((class, METHOD_METHODS, NATIVE_ATTRIBUTES));
        tables.push((class, &[], DESCRIPTOR_ATTRIBUTES));
    }
    for class in [&classes.method_descriptor, &classes.wrapper_descriptor] {
        tables.push((class, METHOD_REDUCE, &[]));
    }
    tables.into_iter().map(|(class, methods, attributes)| (class.clone(), methods, attributes)).collect()
}

/// Types that the machine does without.
fn define_types(vm: &mut Vm) {
    let locals = define::<frame_locals::FrameLocals>(vm, "FrameLocalsProxy", frame_locals::METHODS, &[], 0);
    let hash = vm.names().__hash__.clone();
    locals.set_name(&hash, Value::NONE, vm);
    define::<generic_alias::GenericAlias>(
        vm,
        "types.GenericAlias",
        generic_alias::METHODS,
        generic_alias::ATTRIBUTES,
        type_flag::BASE | type_flag::WEAKREF,
    );
    define::<union::Union>(vm, "typing.Union", union::METHODS, union::ATTRIBUTES, type_flag::WEAKREF);
}

fn define<T: Opaque>(
    vm: &mut Vm,
    name: &str,
    methods: &'static [Native],
    attributes: &'static [Attribute],
    flags: u32,
) -> Ref<Type> {
    let class = vm.define_type::<T>(name, methods, attributes);
    class.set_flag(flags, true);
    class.lay_out(0, vm);
    class.changed(vm);
    class
}
