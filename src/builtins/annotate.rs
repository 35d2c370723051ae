//! Annotations that are evaluated when someone asks for them (PEP 649).

use crate::object::{Dict, Special, Value};
use crate::vm::{PyResult, Vm};

/// `annotationlib.Format.VALUE`.
const VALUE: i64 = 1;

/// What an `__annotate__` function gives: a dict, empty if there is none.
pub fn evaluate(vm: &mut Vm, function: &Value) -> PyResult {
    if function.is_null() || !is_callable(vm, function) {
        return Ok(vm.new_dict().into_value());
    }
    let format = vm.int(VALUE);
    let annotations = vm.call(function, &[format])?;
    if !annotations.is_a::<Dict>() {
        let given = vm.type_of(&annotations).name();
        return Err(vm.type_error(format!("__annotate__ returned non-dict of type '{given}'")));
    }
    Ok(annotations)
}

/// That a value can be an `__annotate__`.
pub fn check(vm: &mut Vm, value: &Value) -> PyResult<()> {
    if value.is_none() || is_callable(vm, value) {
        return Ok(());
    }
    Err(vm.type_error("__annotate__ must be callable or None"))
}

pub fn is_callable(vm: &mut Vm, value: &Value) -> bool {
    let class = vm.type_of(value).to_ref();
    class.has_special(Special::Call, vm)
}
