//! `int`.

use crate::number::radix;
use crate::object::Value;
use crate::vm::{Attribute, Native, PyResult, Vm};

pub const METHODS: &[Native] = &[Native { name: "__repr__", signature: "(self, /)", function: repr }];

pub const ATTRIBUTES: &[Attribute] = &[];

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(value) = args[0].as_int() else { return Ok(Value::NONE) };
    match radix::to_decimal(value, 4300, vm.interrupt()) {
        Ok(text) => Ok(vm.str(&text)),
        Err(error) => Err(vm.number_error(error)),
    }
}
