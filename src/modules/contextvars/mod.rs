//! `_contextvars`: variables whose values belong to a context (PEP 567).
//!
//! A context's values are a dict that copies of the context share; whoever changes a shared one takes a copy first.

mod context;
mod variable;

use crate::object::{Module, Ref, Value, type_flag};
use crate::vm::{Native, PyResult, Vm};
use context::Context;
pub use context::changes;
use variable::{Missing, Token, Variable};
pub use variable::{find, set};

const FUNCTIONS: &[Native] = &[Native { name: "copy_context", signature: "()", function: context::copy_context }];

/// A new variable, of another module.
pub fn variable(vm: &mut Vm, name: &str) -> PyResult {
    let (module, modules) = (vm.intern("_contextvars"), vm.modules.clone());
    if !modules.has_str(&module, vm) {
        super::import(vm, "_contextvars");
    }
    let (class, name) = (vm.type_for::<Variable>().into_value(), vm.str(name));
    vm.call(&class, &[name])
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_contextvars");
    vm.add_functions(&module, FUNCTIONS);
    let missing = vm.define_type::<Missing>("Token.MISSING", variable::MISSING, &[]);
    missing.changed(vm);
    let missing = vm.new_opaque(Missing);
    let variable = vm.define_type::<Variable>("_contextvars.ContextVar", variable::METHODS, variable::ATTRIBUTES);
    let token = vm.define_type::<Token>("_contextvars.Token", variable::TOKEN, variable::TOKEN_ATTRIBUTES);
    let context = vm.define_type::<Context>("_contextvars.Context", context::METHODS, &[]);
    // Equal by what is in it, which changes.
    for class in [&token, &context] {
        let hash = vm.names().__hash__.clone();
        drop(class.dict().insert_str(&hash, Value::NONE, vm));
    }
    let name = vm.intern("MISSING");
    drop(token.dict().insert_str(&name, missing.clone(), vm));
    context.set_flag(type_flag::WEAKREF, true);
    context.lay_out(0, vm);
    vm.state::<context::State>().missing = missing;
    for (name, class) in [("ContextVar", variable), ("Token", token), ("Context", context)] {
        class.changed(vm);
        vm.module_set(&module, name, class.into_value());
    }
    module
}
