//! `None`, `...` and `NotImplemented`.

use crate::object::{Dict, Tuple, Value};
use crate::vm::{Native, PyResult, Vm};

pub const NONE: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, *args, **kwargs=<missing>)",
        function: |vm, args| new(vm, args, "NoneType", Value::NONE),
    },
    Native { name: "__repr__", signature: "(self, /)", function: |vm, _| Ok(vm.str("None")) },
    Native { name: "__bool__", signature: "(self, /)", function: |_, _| Ok(Value::FALSE) },
    Native { name: "__hash__", signature: "(self, /)", function: |vm, _| Ok(vm.int(0xfca8_6420)) },
];

pub const ELLIPSIS: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, *args, **kwargs=<missing>)",
        function: |vm, args| new(vm, args, "EllipsisType", Value::ELLIPSIS),
    },
    Native { name: "__repr__", signature: "(self, /)", function: |vm, _| Ok(vm.str("Ellipsis")) },
    Native { name: "__reduce__", signature: "(self, /)", function: |vm, _| Ok(vm.str("Ellipsis")) },
];

pub const NOT_IMPLEMENTED: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, *args, **kwargs=<missing>)",
        function: |vm, args| new(vm, args, "NotImplementedType", Value::NOT_IMPLEMENTED),
    },
    Native { name: "__repr__", signature: "(self, /)", function: |vm, _| Ok(vm.str("NotImplemented")) },
    Native { name: "__reduce__", signature: "(self, /)", function: |vm, _| Ok(vm.str("NotImplemented")) },
    Native { name: "__bool__", signature: "(self, /)", function: not_a_truth },
];

fn new(vm: &mut Vm, args: &[Value], name: &str, value: Value) -> PyResult {
    let has_values = args[1].get::<Tuple>().is_some_and(|values| !values.items().is_empty());
    if has_values || args[2].get::<Dict>().is_some_and(|names| names.len(vm) > 0) {
        return Err(vm.type_error(format!("{name} takes no arguments")));
    }
    Ok(value)
}

fn not_a_truth(vm: &mut Vm, _: &[Value]) -> PyResult {
    Err(vm.type_error("NotImplemented should not be used in a boolean context"))
}
