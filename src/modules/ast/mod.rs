//! `_ast`: the classes of syntax trees' nodes.
//!
//! Takes the table of classes that the stage `ast` derives; gives a Python class for each, whose instances are plain objects,
//! and makes objects of trees, and trees of objects.

mod classes;
mod construct;
mod features;
mod literals;
mod objects;
mod places;
mod repr;
mod tree;
mod validate;

pub use features::newer;
pub use objects::of_tree;
pub use tree::{check_root, is_node, tree_of};

use crate::object::{Module, Ref, Value};
use crate::vm::Vm;

/// `PyCF_…` bits that `compile` takes beside those of features.
pub mod flags {
    pub const DONT_IMPLY_DEDENT: i64 = 0x200;
    pub const ONLY_AST: i64 = 0x400;
    pub const TYPE_COMMENTS: i64 = 0x1000;
    pub const ALLOW_TOP_LEVEL_AWAIT: i64 = 0x2000;
    pub const ALLOW_INCOMPLETE_INPUT: i64 = 0x4000;
    pub const OPTIMIZED_AST: i64 = 0x8000 | ONLY_AST;
    pub const ALL: i64 = DONT_IMPLY_DEDENT | TYPE_COMMENTS | ALLOW_TOP_LEVEL_AWAIT | ALLOW_INCOMPLETE_INPUT | OPTIMIZED_AST;
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
