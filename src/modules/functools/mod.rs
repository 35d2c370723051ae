//! `_functools`: `reduce`, `partial`, `cmp_to_key`, `lru_cache`'s wrapper.

mod cache;
mod compare_key;
mod partial;

use crate::object::{Module, Opaque, Ref, Type, Value, type_flag};
use crate::vm::{Attribute, Native, PyResult, Vm};

const FUNCTIONS: &[Native] = &[
    Native { name: "reduce", signature: "(function, iterable, /, initial=<missing>)", function: reduce },
    Native { name: "cmp_to_key", signature: "(mycmp)", function: compare_key::cmp_to_key },
];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_functools");
    vm.add_functions(&module, FUNCTIONS);
    let class = define::<partial::Partial>(vm, "functools.partial", partial::METHODS, partial::ATTRIBUTES);
    class.set_flag(type_flag::BASE, true);
    vm.module_set(&module, "partial", class.into_value());
    let class = vm.define_type::<partial::Placeholder>("functools._PlaceholderType", partial::PLACEHOLDER, &[]);
    class.changed(vm);
    vm.module_set(&module, "_PlaceholderType", class.into_value());
    let placeholder = partial::placeholder(vm);
    vm.module_set(&module, "Placeholder", placeholder);
    let class = vm.define_type::<compare_key::Key>("functools.KeyWrapper", compare_key::METHODS, compare_key::ATTRIBUTES);
    let hash = vm.names().__hash__.clone();
    drop(class.dict().insert_str(&hash, Value::NONE, vm));
    class.changed(vm);
    let class = define::<cache::Cache>(vm, "functools._lru_cache_wrapper", cache::METHODS, &[]);
    class.set_flag(type_flag::BASE, true);
    vm.module_set(&module, "_lru_cache_wrapper", class.into_value());
    module
}

/// A type whose instances have attributes of their own and weak references.
pub fn define<T: Opaque>(
    vm: &mut Vm,
    name: &str,
    methods: &'static [Native],
    attributes: &'static [Attribute],
) -> Ref<Type> {
    let class = vm.define_type::<T>(name, methods, attributes);
    class.set_flag(type_flag::DICT | type_flag::WEAKREF, true);
    class.lay_out(0, vm);
    vm.attributes_descriptor(&class);
    class.changed(vm);
    class
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = match vm.iter(&args[1]) {
        Ok(iterator) => iterator,
        Err(raised) if raised.is(crate::vm::ExceptionKind::TypeError, vm) => {
            return Err(vm.type_error("reduce() arg 2 must support iteration"));
        }
        Err(raised) => return Err(raised),
    };
    let mut result = match args[2].given() {
        Some(initial) => initial.clone(),
        None => match vm.next(&iterator)? {
            Some(first) => first,
            None => return Err(vm.type_error("reduce() of empty iterable with no initial value")),
        },
    };
    while let Some(item) = vm.next(&iterator)? {
        result = vm.call(&args[0], &[result, item])?;
    }
    Ok(result)
}

/// A callable that is found on a class becomes a method of the instance.
fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args[1].is_none() || args[1].is_null() {
        true => Ok(args[0].clone()),
        false => Ok(vm.method(args[0].clone(), args[1].clone())),
    }
}
