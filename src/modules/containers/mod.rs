//! `_collections`: what `collections` has in Rust.

mod defaultdict;
mod deque;
mod deque_iterators;
mod tuple_getter;

use crate::object::{Dict, Module, Ref, Special, Value, type_flag};
use crate::vm::{Native, NativeObject, PyResult, Vm};

const FUNCTIONS: &[Native] =
    &[Native { name: "_count_elements", signature: "(mapping, iterable, /)", function: count_elements }];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_collections");
    vm.add_functions(&module, FUNCTIONS);
    let class = vm.define_type::<deque::Deque>("collections.deque", deque::METHODS, deque::ATTRIBUTES);
    vm.add_methods(&class, deque::OPERATORS);
    for flag in [type_flag::BASE, type_flag::WEAKREF, type_flag::SEQUENCE] {
        class.set_flag(flag, true);
    }
    let hash = vm.names().__hash__.clone();
    drop(class.dict().insert_str(&hash, Value::NONE, vm));
    class.changed(vm);
    vm.module_set(&module, "deque", class.into_value());
    for (name, class) in deque_iterators::define(vm) {
        vm.module_set(&module, name, class.into_value());
    }
    let class = defaultdict::define(vm);
    vm.module_set(&module, "defaultdict", class.into_value());
    let class = vm.define_type::<tuple_getter::TupleGetter>(
        "collections._tuplegetter",
        tuple_getter::METHODS,
        tuple_getter::ATTRIBUTES,
    );
    vm.module_set(&module, "_tuplegetter", class.into_value());
    module
}

/// What `Counter` counts with.
fn count_elements(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (mapping, iterator) = (&args[0], vm.iter(&args[1])?);
    let one = Value::size(1);
    if let Some(dict) = mapping.get::<Dict>().filter(|_| is_plain(vm, mapping)) {
        while let Some(element) = vm.next(&iterator)? {
            let hash = vm.hash_key(&element)?;
            let place = vm.dict_find(dict, &element, hash)?;
            let known = place.and_then(|place| dict.table(vm).entry(place)).map(|entry| entry.value.clone());
            let count = match &known {
                None => one.clone(),
                Some(known) => vm.binary(crate::vm::BinaryOperator::Add, known, &one)?,
            };
            vm.dict_set_hashed(dict, &element, hash, count)?;
        }
        return Ok(Value::NONE);
    }
    let get = vm.names().get.clone();
    let get = vm.getattr(mapping, &get)?;
    while let Some(element) = vm.next(&iterator)? {
        let known = vm.call(&get, &[element.clone(), Value::size(0)])?;
        let count = vm.binary(crate::vm::BinaryOperator::Add, &known, &one)?;
        vm.setitem(mapping, &element, &count)?;
    }
    Ok(Value::NONE)
}

/// Whether a dict's own ways of getting and setting are in force.
fn is_plain(vm: &mut Vm, mapping: &Value) -> bool {
    let class = vm.type_of(mapping).to_ref();
    let (get, set) = (vm.names().get.clone(), vm.special_name(Special::SetItem).clone());
    let native = |name: &Value| class.lookup(name, vm).is_some_and(|method| method.is_a::<NativeObject>());
    native(&get) && native(&set)
}
