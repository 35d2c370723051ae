//! `int`: operators, methods, attributes. Conversions to and from other types are in `int_convert`.

use super::int_convert::{expect_int, format, from_bytes, new, to_bytes};
use super::numbers::number_error;
use crate::bytecode::Comparison;
use crate::number::hash::hash_int;
use crate::number::{self, Int, IntRef, Interrupt, bits, convert, divide, int, power, radix, round};
use crate::object::Value;
use crate::vm::{Attribute, Native, PyResult, Vm};
use std::cmp::Ordering;

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, x=<missing>, /, base=10)", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "__lt__", signature: "(self, value, /)", function: |_, args| compare(args, Comparison::Less) },
    Native { name: "__le__", signature: "(self, value, /)", function: |_, args| compare(args, Comparison::LessEqual) },
    Native { name: "__eq__", signature: "(self, value, /)", function: |_, args| compare(args, Comparison::Equal) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |_, args| compare(args, Comparison::NotEqual) },
    Native { name: "__gt__", signature: "(self, value, /)", function: |_, args| compare(args, Comparison::Greater) },
    Native { name: "__ge__", signature: "(self, value, /)", function: |_, args| compare(args, Comparison::GreaterEqual) },
    Native { name: "__add__", signature: "(self, value, /)", function: |vm, args| forward(vm, args, add) },
    Native { name: "__radd__", signature: "(self, value, /)", function: |vm, args| reflected(vm, args, add) },
    Native { name: "__sub__", signature: "(self, value, /)", function: |vm, args| forward(vm, args, sub) },
    Native { name: "__rsub__", signature: "(self, value, /)", function: |vm, args| reflected(vm, args, sub) },
    Native { name: "__mul__", signature: "(self, value, /)", function: |vm, args| forward(vm, args, int::mul) },
    Native { name: "__rmul__", signature: "(self, value, /)", function: |vm, args| reflected(vm, args, int::mul) },
    Native { name: "__mod__", signature: "(self, value, /)", function: |vm, args| forward(vm, args, divide::modulo) },
    Native { name: "__rmod__", signature: "(self, value, /)", function: |vm, args| reflected(vm, args, divide::modulo) },
    Native { name: "__divmod__", signature: "(self, value, /)", function: |vm, args| div_mod(vm, &args[0], &args[1]) },
    Native { name: "__rdivmod__", signature: "(self, value, /)", function: |vm, args| div_mod(vm, &args[1], &args[0]) },
    Native {
        name: "__pow__",
        signature: "(self, value, mod=None, /)",
        function: |vm, args| pow(vm, &args[0], &args[1], &args[2]),
    },
    Native {
        name: "__rpow__",
        signature: "(self, value, mod=None, /)",
        function: |vm, args| pow(vm, &args[1], &args[0], &args[2]),
    },
    Native { name: "__neg__", signature: "(self, /)", function: |vm, args| unary(vm, args, int::neg) },
    Native { name: "__pos__", signature: "(self, /)", function: itself },
    Native { name: "__abs__", signature: "(self, /)", function: |vm, args| unary(vm, args, int::abs) },
    Native {
        name: "__bool__",
        signature: "(self, /)",
        function: |vm, args| Ok(Value::bool(!expect_int(vm, &args[0])?.is_zero())),
    },
    Native { name: "__invert__", signature: "(self, /)", function: |vm, args| unary(vm, args, bits::invert) },
    Native { name: "__lshift__", signature: "(self, value, /)", function: |vm, args| forward(vm, args, shift_left) },
    Native { name: "__rlshift__", signature: "(self, value, /)", function: |vm, args| reflected(vm, args, shift_left) },
    Native { name: "__rshift__", signature: "(self, value, /)", function: |vm, args| forward(vm, args, shift_right) },
    Native { name: "__rrshift__", signature: "(self, value, /)", function: |vm, args| reflected(vm, args, shift_right) },
    Native { name: "__and__", signature: "(self, value, /)", function: |vm, args| forward(vm, args, and) },
    Native { name: "__rand__", signature: "(self, value, /)", function: |vm, args| reflected(vm, args, and) },
    Native { name: "__xor__", signature: "(self, value, /)", function: |vm, args| forward(vm, args, xor) },
    Native { name: "__rxor__", signature: "(self, value, /)", function: |vm, args| reflected(vm, args, xor) },
    Native { name: "__or__", signature: "(self, value, /)", function: |vm, args| forward(vm, args, or) },
    Native { name: "__ror__", signature: "(self, value, /)", function: |vm, args| reflected(vm, args, or) },
    Native { name: "__int__", signature: "(self, /)", function: itself },
    Native { name: "__float__", signature: "(self, /)", function: float },
    Native {
        name: "__floordiv__",
        signature: "(self, value, /)",
        function: |vm, args| forward(vm, args, divide::floor_div),
    },
    Native {
        name: "__rfloordiv__",
        signature: "(self, value, /)",
        function: |vm, args| reflected(vm, args, divide::floor_div),
    },
    Native { name: "__truediv__", signature: "(self, value, /)", function: |vm, args| true_divide(vm, &args[0], &args[1]) },
    Native { name: "__rtruediv__", signature: "(self, value, /)", function: |vm, args| true_divide(vm, &args[1], &args[0]) },
    Native { name: "__index__", signature: "(self, /)", function: itself },
    Native { name: "conjugate", signature: "(self, /)", function: itself },
    Native { name: "bit_length", signature: "(self, /)", function: |vm, args| count(vm, args, |value| value.bit_length()) },
    Native { name: "bit_count", signature: "(self, /)", function: |vm, args| count(vm, args, |value| value.bit_count()) },
    Native { name: "to_bytes", signature: "(self, /, length=1, byteorder='big', *, signed=False)", function: to_bytes },
    Native { name: "from_bytes", signature: "(cls, /, bytes, byteorder='big', *, signed=False)", function: from_bytes },
    Native { name: "as_integer_ratio", signature: "(self, /)", function: as_integer_ratio },
    Native { name: "is_integer", signature: "(self, /)", function: |_, _| Ok(Value::TRUE) },
    Native { name: "__trunc__", signature: "(self, /)", function: itself },
    Native { name: "__floor__", signature: "(self, /)", function: itself },
    Native { name: "__ceil__", signature: "(self, /)", function: itself },
    Native { name: "__round__", signature: "(self, ndigits=None, /)", function: round },
    Native { name: "__getnewargs__", signature: "(self, /)", function: getnewargs },
    Native { name: "__format__", signature: "(self, format_spec, /)", function: format },
    Native { name: "__sizeof__", signature: "(self, /)", function: sizeof },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "real", get: |vm, value| itself(vm, std::slice::from_ref(value)), set: None },
    Attribute { name: "imag", get: |vm, _| Ok(vm.int(0)), set: None },
    Attribute { name: "numerator", get: |vm, value| itself(vm, std::slice::from_ref(value)), set: None },
    Attribute { name: "denominator", get: |vm, _| Ok(vm.int(1)), set: None },
];

fn add(a: IntRef, b: IntRef, _: Interrupt) -> number::Result<Int> {
    Ok(int::add(a, b))
}

fn sub(a: IntRef, b: IntRef, _: Interrupt) -> number::Result<Int> {
    Ok(int::sub(a, b))
}

fn and(a: IntRef, b: IntRef, _: Interrupt) -> number::Result<Int> {
    Ok(bits::and(a, b))
}

fn or(a: IntRef, b: IntRef, _: Interrupt) -> number::Result<Int> {
    Ok(bits::or(a, b))
}

fn xor(a: IntRef, b: IntRef, _: Interrupt) -> number::Result<Int> {
    Ok(bits::xor(a, b))
}

fn shift_left(a: IntRef, b: IntRef, _: Interrupt) -> number::Result<Int> {
    bits::shift_left(a, b)
}

fn shift_right(a: IntRef, b: IntRef, _: Interrupt) -> number::Result<Int> {
    bits::shift_right(a, b)
}

fn forward(vm: &mut Vm, args: &[Value], operation: impl Fn(IntRef, IntRef, Interrupt) -> number::Result<Int>) -> PyResult {
    binary(vm, &args[0], &args[1], operation)
}

fn reflected(vm: &mut Vm, args: &[Value], operation: impl Fn(IntRef, IntRef, Interrupt) -> number::Result<Int>) -> PyResult {
    binary(vm, &args[1], &args[0], operation)
}

#[inline]
fn binary(
    vm: &mut Vm,
    a: &Value,
    b: &Value,
    operation: impl Fn(IntRef, IntRef, Interrupt) -> number::Result<Int>,
) -> PyResult {
    let (Some(a), Some(b)) = (a.as_int(), b.as_int()) else { return Ok(Value::NOT_IMPLEMENTED) };
    match operation(a, b, vm.interrupt()) {
        Ok(result) => Ok(vm.integer(result)),
        Err(error) => Err(number_error(vm, error)),
    }
}

fn count(vm: &mut Vm, args: &[Value], of: fn(IntRef) -> u64) -> PyResult {
    let count = of(expect_int(vm, &args[0])?);
    Ok(vm.int(count as i64))
}

fn unary(vm: &mut Vm, args: &[Value], operation: fn(IntRef) -> Int) -> PyResult {
    let result = operation(expect_int(vm, &args[0])?);
    Ok(vm.integer(result))
}

/// The number as a plain int, whatever subclass it is of.
pub fn itself(vm: &mut Vm, args: &[Value]) -> PyResult {
    plain(vm, &args[0])
}

/// An int, or an instance of a subclass, as a plain int.
pub fn plain(vm: &mut Vm, value: &Value) -> PyResult {
    if vm.type_of(value).is(&vm.types().int) {
        return Ok(value.clone());
    }
    let plain = expect_int(vm, value)?.to_int();
    Ok(vm.integer(plain))
}

fn compare(args: &[Value], comparison: Comparison) -> PyResult {
    let (Some(a), Some(b)) = (args[0].as_int(), args[1].as_int()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let ordering = int::compare(a, b);
    Ok(Value::bool(match comparison {
        Comparison::Less => ordering == Ordering::Less,
        Comparison::LessEqual => ordering != Ordering::Greater,
        Comparison::Equal => ordering == Ordering::Equal,
        Comparison::NotEqual => ordering != Ordering::Equal,
        Comparison::Greater => ordering == Ordering::Greater,
        Comparison::GreaterEqual => ordering != Ordering::Less,
    }))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = expect_int(vm, &args[0])?;
    match radix::to_decimal(value, vm.int_max_str_digits, vm.interrupt()) {
        Ok(text) => Ok(vm.str(&text)),
        Err(error) => Err(number_error(vm, error)),
    }
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let hash = hash_int(expect_int(vm, &args[0])?);
    Ok(vm.int(hash))
}

fn div_mod(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(a), Some(b)) = (a.as_int(), b.as_int()) else { return Ok(Value::NOT_IMPLEMENTED) };
    match divide::div_mod(a, b, vm.interrupt()) {
        Ok((quotient, rest)) => {
            let pair = [vm.integer(quotient), vm.integer(rest)];
            Ok(vm.tuple(pair))
        }
        Err(error) => Err(number_error(vm, error)),
    }
}

fn true_divide(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(a), Some(b)) = (a.as_int(), b.as_int()) else { return Ok(Value::NOT_IMPLEMENTED) };
    match convert::true_divide(a, b, vm.interrupt()) {
        Ok(quotient) => Ok(vm.float(quotient)),
        Err(error) => Err(number_error(vm, error)),
    }
}

fn pow(vm: &mut Vm, base: &Value, exponent: &Value, modulus: &Value) -> PyResult {
    let (Some(a), Some(b)) = (base.as_int(), exponent.as_int()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let result = if modulus.is_null() || modulus.is_none() {
        match power::pow(a, b, vm.interrupt()) {
            Ok(Some(result)) => Ok(result),
            // With a negative exponent it is a matter of floats.
            Ok(None) => return super::float::pow(vm, base, exponent, &Value::NULL),
            Err(error) => Err(error),
        }
    } else {
        let Some(modulus) = modulus.as_int() else { return Ok(Value::NOT_IMPLEMENTED) };
        power::pow_mod(a, b, modulus, vm.interrupt())
    };
    match result {
        Ok(result) => Ok(vm.integer(result)),
        Err(error) => Err(number_error(vm, error)),
    }
}

fn float(vm: &mut Vm, args: &[Value]) -> PyResult {
    match convert::float_from_int(expect_int(vm, &args[0])?) {
        Ok(value) => Ok(vm.float(value)),
        Err(error) => Err(number_error(vm, error)),
    }
}

fn as_integer_ratio(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pair = [itself(vm, args)?, vm.int(1)];
    Ok(vm.tuple(pair))
}

fn getnewargs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let args = [itself(vm, args)?];
    Ok(vm.tuple(args))
}

fn round(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].is_null() || args[1].is_none() {
        return itself(vm, args);
    }
    let digits = vm.index(&args[1])?;
    let Some(places) = digits.as_int().filter(|digits| digits.is_negative()) else { return itself(vm, args) };
    let places = places.to_i64().map_or(u64::MAX, i64::unsigned_abs);
    match round::round_int(expect_int(vm, &args[0])?, places, vm.interrupt()) {
        Ok(result) => Ok(vm.integer(result)),
        Err(error) => Err(number_error(vm, error)),
    }
}

/// As many bytes as CPython needs, with its digits of 30 bits.
fn sizeof(vm: &mut Vm, args: &[Value]) -> PyResult {
    const HEAD: u64 = 24;
    let digits = expect_int(vm, &args[0])?.bit_length().div_ceil(30).max(1);
    Ok(vm.int((HEAD + 4 * digits) as i64))
}
