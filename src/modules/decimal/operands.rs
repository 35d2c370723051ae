//! Python's values as operands, and results as Python's values.

use super::context::{self, Context};
use super::natural::Natural;
use super::number::Decimal;
use super::rules::{Work, condition};
use super::{current, signals};
use crate::number::{Interrupt, Result, convert, power};
use crate::object::Value;
use crate::vm::{PyResult, Raised, Vm};
use std::borrow::Cow;

pub type Job = Work<'static>;
pub type Unary = fn(&mut Job, &Decimal) -> Result<Decimal>;
pub type Binary = fn(&mut Job, &Decimal, &Decimal) -> Result<Decimal>;

/// The number that a Decimal or an int is.
#[inline]
pub fn operand<'a>(vm: &'a Vm, value: &'a Value) -> Option<Cow<'a, Decimal>> {
    match value.opaque::<Decimal>(vm) {
        Some(number) => Some(Cow::Borrowed(number)),
        None => value.as_int().map(|value| Cow::Owned(Decimal::finite(value.is_negative(), Natural::of_int(value), 0))),
    }
}

/// A Decimal itself.
pub fn of<'a>(vm: &'a Vm, value: &'a Value) -> &'a Decimal {
    static ZERO: Decimal = Decimal::ZERO;
    value.opaque::<Decimal>(vm).unwrap_or(&ZERO)
}

/// What cannot be an operand of a method.
#[cold]
pub fn no_operand(vm: &mut Vm, value: &Value) -> Raised {
    let class = vm.type_of(value).name();
    vm.type_error(format!("conversion from {class} to Decimal is not supported"))
}

/// That all of them can be operands.
pub fn check(vm: &mut Vm, values: &[Value]) -> PyResult<()> {
    for value in values {
        if operand(vm, value).is_none() {
            return Err(no_operand(vm, value));
        }
    }
    Ok(())
}

/// Notes conditions in a context, and raises what is trapped.
pub fn note(vm: &mut Vm, context: &Value, status: u32) -> PyResult<()> {
    if status == 0 {
        return Ok(());
    }
    let Some(Context { status: met, traps, .. }) = context::of(vm, context) else { return Ok(()) };
    met.set(met.get() | status);
    let trapped = status & traps.get();
    if trapped == 0 { Ok(()) } else { Err(signals::raise(vm, trapped)) }
}

/// A result as a value, once its conditions are noted.
#[inline]
pub fn give(vm: &mut Vm, context: &Value, status: u32, result: Result<Decimal>) -> PyResult {
    let result = known(vm, context, status, result)?;
    Ok(vm.new_opaque(result))
}

/// A result, once its conditions are noted.
#[inline]
pub fn known<T>(vm: &mut Vm, context: &Value, status: u32, result: Result<T>) -> PyResult<T> {
    let result = result.map_err(|error| vm.number_error(error))?;
    note(vm, context, status)?;
    Ok(result)
}

pub fn job(vm: &Vm, context: &Value) -> Job {
    Work::new(context::rules_of(vm, context), vm.interrupt())
}

/// An operation on one operand, which is known to be one.
pub fn unary(vm: &mut Vm, context: &Value, a: &Value, operation: Unary) -> PyResult {
    let mut job = job(vm, context);
    let Some(a) = operand(vm, a) else { return Ok(Value::NONE) };
    let result = operation(&mut job, &a);
    give(vm, context, job.status, result)
}

/// The same on two.
#[inline]
pub fn binary(vm: &mut Vm, context: &Value, a: &Value, b: &Value, operation: Binary) -> PyResult {
    let mut job = job(vm, context);
    let (Some(a), Some(b)) = (operand(vm, a), operand(vm, b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    let result = operation(&mut job, &a, &b);
    give(vm, context, job.status, result)
}

/// An operator in the current context: nothing that it knows if one of them is no number.
#[inline]
pub fn operator(vm: &mut Vm, a: &Value, b: &Value, operation: Binary) -> PyResult {
    let context = current::get(vm)?;
    binary(vm, &context, a, b, operation)
}

/// Exactly what a float is.
pub fn of_float(value: f64, interrupt: Interrupt) -> Result<Decimal> {
    if value.is_nan() {
        return Ok(Decimal::NAN);
    }
    let is_negative = value.is_sign_negative();
    if value.is_infinite() {
        return Ok(Decimal::infinity(is_negative));
    }
    let (numerator, denominator) = convert::as_integer_ratio(value)?;
    // A power of two: as many fives make tens of it.
    let places = denominator.as_ref().bit_length() as i64 - 1;
    let fives = power::pow(5.into(), places.into(), interrupt)?;
    let fives = fives.map_or(Natural::ONE, |fives| Natural::of_int(fives.as_ref()));
    let coefficient = Natural::of_int(numerator.as_ref()).multiply(&fives, interrupt)?;
    Ok(Decimal::finite(is_negative, coefficient, -places))
}

/// That a float was used where only decimals should be.
pub fn note_float(vm: &mut Vm, context: &Value) -> PyResult<()> {
    note(vm, context, condition::FLOAT_OPERATION)
}
