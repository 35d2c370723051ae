//! `_typing`: the types of the module `typing` that are written in Rust.

use crate::builtins::type_alias::TypeAlias;
use crate::builtins::type_params::{ParamSpec, SpecArgs, SpecKwargs, TypeVar, TypeVarTuple};
use crate::builtins::union::Union;
use crate::object::{Module, Ref};
use crate::vm::{Native, Vm};

const FUNCTIONS: &[Native] = &[Native { name: "_idfunc", signature: "(x, /)", function: |_, args| Ok(args[0].clone()) }];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_typing");
    vm.add_functions(&module, FUNCTIONS);
    let types = [
        ("TypeVar", vm.type_for::<TypeVar>()),
        ("ParamSpec", vm.type_for::<ParamSpec>()),
        ("TypeVarTuple", vm.type_for::<TypeVarTuple>()),
        ("ParamSpecArgs", vm.type_for::<SpecArgs>()),
        ("ParamSpecKwargs", vm.type_for::<SpecKwargs>()),
        ("TypeAliasType", vm.type_for::<TypeAlias>()),
        ("Union", vm.type_for::<Union>()),
    ];
    for (name, class) in types {
        vm.module_set(&module, name, class.into_value());
    }
    for (name, value) in [("Generic", vm.generic.clone()), ("NoDefault", vm.no_default.clone())] {
        vm.module_set(&module, name, value);
    }
    module
}
