//! `bool`: what it does not inherit from int.

use super::int_convert::expect_int;
use super::text::new_class;
use crate::number::bits;
use crate::object::Value;
use crate::vm::{ExceptionKind, Native, PyResult, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, object=False, /)", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__invert__", signature: "(self, /)", function: invert },
    Native {
        name: "__and__",
        signature: "(self, value, /)",
        function: |vm, args| logical(vm, args, |a, b| a & b, bits::and),
    },
    Native {
        name: "__rand__",
        signature: "(self, value, /)",
        function: |vm, args| logical(vm, args, |a, b| a & b, bits::and),
    },
    Native {
        name: "__xor__",
        signature: "(self, value, /)",
        function: |vm, args| logical(vm, args, |a, b| a ^ b, bits::xor),
    },
    Native {
        name: "__rxor__",
        signature: "(self, value, /)",
        function: |vm, args| logical(vm, args, |a, b| a ^ b, bits::xor),
    },
    Native { name: "__or__", signature: "(self, value, /)", function: |vm, args| logical(vm, args, |a, b| a | b, bits::or) },
    Native {
        name: "__ror__",
        signature: "(self, value, /)",
        function: |vm, args| logical(vm, args, |a, b| a | b, bits::or),
    },
];

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = vm.types().bool.clone();
    new_class(vm, &args[0], &own)?;
    if args[1].is_null() {
        return Ok(Value::FALSE);
    }
    Ok(Value::bool(vm.truth(&args[1])?))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(vm.intern(if args[0].is_true() { "True" } else { "False" }))
}

fn invert(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.warn(
        ExceptionKind::DeprecationWarning,
        "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion \
         of the underlying int object and is usually not what you expect from negating a bool. Use the 'not' operator for \
         boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.",
    )?;
    let inverted = bits::invert(expect_int(vm, &args[0])?);
    Ok(vm.integer(inverted))
}

type OfInts = fn(crate::number::IntRef, crate::number::IntRef) -> crate::number::Int;

/// Two bools give a bool, others what int gives. All three operators commute.
fn logical(vm: &mut Vm, args: &[Value], of_bools: fn(bool, bool) -> bool, of_ints: OfInts) -> PyResult {
    if let (Some(a), Some(b)) = (args[0].as_bool(), args[1].as_bool()) {
        return Ok(Value::bool(of_bools(a, b)));
    }
    let (Some(a), Some(b)) = (args[0].as_int(), args[1].as_int()) else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(vm.integer(of_ints(a, b)))
}
