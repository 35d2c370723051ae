//! The operators, and comparisons with all numbers.

use super::natural::Natural;
use super::number::Decimal;
use super::operands::{Job, give, job, known, no_operand, note, note_float, of_float, operand, operator, unary};
use super::order::compare;
use super::rules::{Rules, Work, condition};
use super::{State, current};
use crate::bytecode::Comparison;
use crate::object::{Complex, Value};
use crate::vm::{Native, PyResult, Vm, holds};
use std::borrow::Cow;

macro_rules! binary {
    ($($name:literal $reflected:literal $operation:path;)*) => {
        &[
            $(
                Native {
                    name: $name,
                    signature: "(self, value, /)",
                    function: |vm, args| operator(vm, &args[0], &args[1], $operation),
                },
                Native {
                    name: $reflected,
                    signature: "(self, value, /)",
                    function: |vm, args| operator(vm, &args[1], &args[0], $operation),
                },
            )*
            Native {
                name: "__divmod__",
                signature: "(self, value, /)",
                function: |vm, args| in_current(vm, |vm, context| div_mod(vm, context, &args[0], &args[1])),
            },
            Native {
                name: "__rdivmod__",
                signature: "(self, value, /)",
                function: |vm, args| in_current(vm, |vm, context| div_mod(vm, context, &args[1], &args[0])),
            },
            Native {
                name: "__pow__",
                signature: "(self, value, mod=None, /)",
                function: |vm, args| in_current(vm, |vm, context| power(vm, context, &args[0], &args[1], &args[2])),
            },
            Native {
                name: "__rpow__",
                signature: "(self, value, mod=None, /)",
                function: |vm, args| in_current(vm, |vm, context| power(vm, context, &args[1], &args[0], &args[2])),
            },
            Native { name: "__neg__", signature: "(self, /)", function: |vm, args| alone(vm, &args[0], Work::minus) },
            Native { name: "__pos__", signature: "(self, /)", function: |vm, args| alone(vm, &args[0], Work::plus) },
            Native { name: "__abs__", signature: "(self, /)", function: |vm, args| alone(vm, &args[0], Work::abs) },
        ]
    };
}

pub const METHODS: &[Native] = binary! {
    "__add__" "__radd__" Work::add;
    "__sub__" "__rsub__" Work::subtract;
    "__mul__" "__rmul__" Work::multiply;
    "__truediv__" "__rtruediv__" Work::divide;
    "__floordiv__" "__rfloordiv__" Work::divide_whole;
    "__mod__" "__rmod__" Work::remainder;
};

pub const COMPARISONS: &[Native] = &[
    Native { name: "__lt__", signature: "(self, value, /)", function: |vm, args| ordered(vm, Comparison::Less, args) },
    Native { name: "__le__", signature: "(self, value, /)", function: |vm, args| ordered(vm, Comparison::LessEqual, args) },
    Native { name: "__eq__", signature: "(self, value, /)", function: |vm, args| ordered(vm, Comparison::Equal, args) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |vm, args| ordered(vm, Comparison::NotEqual, args) },
    Native { name: "__gt__", signature: "(self, value, /)", function: |vm, args| ordered(vm, Comparison::Greater, args) },
    Native {
        name: "__ge__",
        signature: "(self, value, /)",
        function: |vm, args| ordered(vm, Comparison::GreaterEqual, args),
    },
];

fn alone(vm: &mut Vm, number: &Value, operation: super::operands::Unary) -> PyResult {
    let context = current::get(vm)?;
    unary(vm, &context, number, operation)
}

fn in_current(vm: &mut Vm, run: impl FnOnce(&mut Vm, &Value) -> PyResult) -> PyResult {
    let context = current::get(vm)?;
    run(vm, &context)
}

pub fn div_mod(vm: &mut Vm, context: &Value, a: &Value, b: &Value) -> PyResult {
    let mut job = job(vm, context);
    let (Some(a), Some(b)) = (operand(vm, a), operand(vm, b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    let result = job.divide_with_remainder(&a, &b);
    let (quotient, rest) = known(vm, context, job.status, result)?;
    let pair = [vm.new_opaque(quotient), vm.new_opaque(rest)];
    Ok(vm.tuple(pair))
}

pub fn power(vm: &mut Vm, context: &Value, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    let mut job = job(vm, context);
    let (Some(base), Some(exponent)) = (operand(vm, a), operand(vm, b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    let result = match modulus.given().filter(|modulus| !modulus.is_none()) {
        None => job.power(&base, &exponent),
        Some(modulus) => match operand(vm, modulus) {
            Some(modulus) => job.power_modulo(&base, &exponent, &modulus),
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
    };
    give(vm, context, job.status, result)
}

/// What a number is compared with: both as numbers, for a ratio is multiplied away. Nothing for what is no number.
fn compared(vm: &mut Vm, context: &Value, comparison: Comparison, args: &[Value]) -> PyResult<Option<(Decimal, Decimal)>> {
    let (own, other) = (&args[0], &args[1]);
    let number = |vm: &Vm| operand(vm, own).map_or(Decimal::ZERO, Cow::into_owned);
    let is_equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    let float = match (other.as_float(), other.get::<Complex>()) {
        (Some(float), _) => Some(float),
        (_, Some(complex)) if is_equality && complex.imag == 0.0 => Some(complex.real),
        _ => None,
    };
    if let Some(float) = float {
        match is_equality {
            // Noted, but never an error.
            true => drop(super::context::of(vm, context).map(|context| {
                context.status.set(context.status.get() | condition::FLOAT_OPERATION);
            })),
            false => note_float(vm, context)?,
        }
        let float = of_float(float, vm.interrupt()).map_err(|error| vm.number_error(error))?;
        return Ok(Some((number(vm), float)));
    }
    let rational = vm.state::<State>().rational.clone();
    if rational.is_null() || !vm.is_instance_of(other, &rational)? {
        return Ok(None);
    }
    let (numerator, denominator) = (vm.intern("numerator"), vm.intern("denominator"));
    let (numerator, denominator) = (vm.getattr(other, &numerator)?, vm.getattr(other, &denominator)?);
    let whole = |vm: &mut Vm, value: &Value| match value.as_int() {
        Some(int) => Ok(Decimal::finite(int.is_negative(), Natural::of_int(int), 0)),
        None => Err(no_operand(vm, value)),
    };
    let (numerator, denominator) = (whole(vm, &numerator)?, whole(vm, &denominator)?);
    let own = number(vm);
    if !own.is_finite() {
        return Ok(Some((own, numerator)));
    }
    let mut job: Job = Work::new(Rules::WIDEST, vm.interrupt());
    let product = job.multiply(&own, &denominator).map_err(|error| vm.number_error(error))?;
    Ok(Some((product, numerator)))
}

fn ordered(vm: &mut Vm, comparison: Comparison, args: &[Value]) -> PyResult {
    if let (Some(a), Some(b)) = (operand(vm, &args[0]), operand(vm, &args[1]))
        && !a.is_nan()
        && !b.is_nan()
    {
        let order = compare(&a, &b, vm.interrupt());
        let order = order.map_err(|error| vm.number_error(error))?;
        return Ok(Value::bool(holds(comparison, Some(order))));
    }
    let context = current::get(vm)?;
    let (a, b) = match (operand(vm, &args[0]), operand(vm, &args[1])) {
        (Some(a), Some(b)) => (a.into_owned(), b.into_owned()),
        _ => match compared(vm, &context, comparison, args)? {
            Some(pair) => pair,
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
    };
    if a.is_nan() || b.is_nan() {
        let is_equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        if !is_equality || a.is_signaling() || b.is_signaling() {
            note(vm, &context, condition::INVALID_OPERATION)?;
        }
        return Ok(Value::bool(comparison == Comparison::NotEqual));
    }
    let order = compare(&a, &b, vm.interrupt()).map_err(|error| vm.number_error(error))?;
    Ok(Value::bool(holds(comparison, Some(order))))
}
