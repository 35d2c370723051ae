//! `_io`: the types of files under their names.

use crate::builtins::io::{DEFAULT_BUFFER_SIZE, FUNCTIONS, IoTypes};
use crate::object::{Module, Ref, Value};
use crate::vm::{ExceptionKind, Vm};

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_io");
    // `open` is the builtin function itself.
    vm.add_functions(&module, &FUNCTIONS[1..]);
    let name = vm.intern("open");
    if let Some(open) = vm.builtins.clone().get_str(&name, vm) {
        vm.module_set(&module, "open", open);
    }
    for class in vm.state::<IoTypes>().all.clone() {
        let name = class.name();
        vm.module_set(&module, name.trim_start_matches("_io."), class.into_value());
    }
    if let Some(unsupported) = vm.state::<IoTypes>().unsupported.clone() {
        vm.module_set(&module, "UnsupportedOperation", unsupported.into_value());
    }
    let blocking = vm.exceptions.class(ExceptionKind::BlockingIOError).value().clone();
    vm.module_set(&module, "BlockingIOError", blocking);
    vm.module_set(&module, "DEFAULT_BUFFER_SIZE", Value::size(DEFAULT_BUFFER_SIZE));
    module
}
