//! What the types of numbers share: operands of mixed types, errors of arithmetic.

use crate::number::{ErrorKind, NumberError, convert, float};
use crate::object::Value;
use crate::vm::{ExceptionKind, PyResult, Raised, Vm};

/// An error of arithmetic as an exception. Where CPython passes on what the C library says, that has two arguments.
#[cold]
pub fn number_error(vm: &mut Vm, error: NumberError) -> Raised {
    if error.kind == ErrorKind::Overflow && error.message.ends_with("out of range')") {
        let args = [vm.int(float::RANGE_ERROR), vm.str(float::RANGE_MESSAGE)];
        return vm.raise_with(ExceptionKind::OverflowError, args);
    }
    vm.number_error(error)
}

/// An operand that is a float or an int, as a float; nothing for any other. Too large an int is an error.
#[inline]
pub fn real_operand(vm: &mut Vm, value: &Value) -> PyResult<Option<f64>> {
    if let Some(value) = value.as_float() {
        return Ok(Some(value));
    }
    match value.as_int().map(convert::float_from_int) {
        None => Ok(None),
        Some(Ok(value)) => Ok(Some(value)),
        Some(Err(error)) => Err(vm.number_error(error)),
    }
}

/// The specification that `__format__` was given.
pub fn format_spec<'a>(vm: &mut Vm, spec: &'a Value) -> PyResult<crate::text::Wtf8<'a>> {
    Ok(super::text::wtf8(vm.expect_str(spec, "__format__() argument")?))
}
