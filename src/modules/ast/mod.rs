//! `_ast`: the classes of syntax trees' nodes.
//!
//! Takes the table of classes that the stage `ast` derives; gives a Python class for each, whose instances are plain objects.

mod classes;
mod construct;
mod repr;

use crate::object::{Module, Ref, Value};
use crate::vm::Vm;

/// Flags of `compile` that concern trees.
pub mod flags {
    pub const ONLY_AST: i64 = 0x400;
    pub const TYPE_COMMENTS: i64 = 0x1000;
    pub const ALLOW_TOP_LEVEL_AWAIT: i64 = 0x2000;
    pub const OPTIMIZED_AST: i64 = 0x8000 | ONLY_AST;
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_ast");
    for (name, class) in classes::all(vm) {
        vm.module_set(&module, name, class.into_value());
    }
    for (name, flag) in [
        ("PyCF_ONLY_AST", flags::ONLY_AST),
        ("PyCF_TYPE_COMMENTS", flags::TYPE_COMMENTS),
        ("PyCF_ALLOW_TOP_LEVEL_AWAIT", flags::ALLOW_TOP_LEVEL_AWAIT),
        ("PyCF_OPTIMIZED_AST", flags::OPTIMIZED_AST),
    ] {
        vm.module_set(&module, name, Value::size(flag as usize));
    }
    module
}
