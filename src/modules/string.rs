//! `_string`: how format strings are read, for `string.Formatter`.

use crate::builtins::str_format::{formatter_field_name_split, formatter_parser};
use crate::object::{Module, Ref, Str, Value};
use crate::vm::{Native, PyResult, Vm};

const FUNCTIONS: &[Native] = &[
    Native { name: "formatter_parser", signature: "(object, /)", function: |vm, args| text(vm, args, formatter_parser) },
    Native {
        name: "formatter_field_name_split",
        signature: "(object, /)",
        function: |vm, args| text(vm, args, formatter_field_name_split),
    },
];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_string");
    vm.add_functions(&module, FUNCTIONS);
    module
}

fn text(vm: &mut Vm, args: &[Value], function: fn(&mut Vm, &Value) -> PyResult) -> PyResult {
    if !args[0].is_a::<Str>() {
        let class = vm.type_of(&args[0]).name();
        return Err(vm.type_error(format!("expected str, got {class}")));
    }
    function(vm, &args[0])
}
