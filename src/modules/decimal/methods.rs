//! The methods of decimals: each takes the context to go by.

use super::number::Decimal;
use super::operands::{Binary, Job, Unary, binary, check, give, job, known, of, operand, unary};
use super::order::{as_decimal, compare_total};
use super::rules::Work;
use super::shape::same_quantum;
use super::{context, current, text};
use crate::number::Result;
use crate::object::Value;
use crate::vm::{Native, PyResult, Vm};

macro_rules! methods {
    (unary: $($unary:literal $one:path;)* binary: $($binary:literal $two:path;)* integral: $($integral:literal $tells:literal;)*) => {
        &[
            $(
                Native {
                    name: $unary,
                    signature: "(self, context=None)",
                    function: |vm, args| one(vm, args, $one),
                },
            )*
            $(
                Native {
                    name: $binary,
                    signature: "(self, other, context=None)",
                    function: |vm, args| two(vm, args, $two),
                },
            )*
            $(
                Native {
                    name: $integral,
                    signature: "(self, rounding=None, context=None)",
                    function: |vm, args| to_integral(vm, args, $tells),
                },
            )*
            Native { name: "fma", signature: "(self, other, third, context=None)", function: fused },
            Native { name: "quantize", signature: "(self, exp, rounding=None, context=None)", function: quantize },
            Native { name: "same_quantum", signature: "(self, other, context=None)", function: has_same_quantum },
            Native { name: "is_normal", signature: "(self, context=None)", function: |vm, args| test(vm, args, |job, a| job.is_normal(a)) },
            Native { name: "is_subnormal", signature: "(self, context=None)", function: |vm, args| test(vm, args, |job, a| job.is_subnormal(a)) },
            Native { name: "number_class", signature: "(self, context=None)", function: number_class },
            Native { name: "to_eng_string", signature: "(self, context=None)", function: to_eng_string },
        ]
    };
}

pub const METHODS: &[Native] = methods! {
    unary:
    "exp" Work::exp;
    "ln" Work::ln;
    "log10" Work::log10;
    "logb" Work::logb;
    "logical_invert" Work::logical_invert;
    "next_minus" Work::next_minus;
    "next_plus" Work::next_plus;
    "normalize" Work::normalize;
    "sqrt" Work::sqrt;
    binary:
    "compare" Work::compare;
    "compare_signal" Work::compare_signal;
    "compare_total" total;
    "compare_total_mag" total_magnitude;
    "copy_sign" copy_sign;
    "logical_and" and;
    "logical_or" or;
    "logical_xor" xor;
    "max" Work::max;
    "max_mag" Work::max_mag;
    "min" Work::min;
    "min_mag" Work::min_mag;
    "next_toward" Work::next_toward;
    "remainder_near" Work::remainder_near;
    "rotate" Work::rotate;
    "scaleb" Work::scaleb;
    "shift" Work::shift;
    integral:
    "to_integral" false;
    "to_integral_value" false;
    "to_integral_exact" true;
};

macro_rules! tests {
    ($($name:literal $test:expr;)*) => {
        &[
            $(
                Native {
                    name: $name,
                    signature: "(self, /)",
                    function: |vm, args| {
                        let test: fn(&Decimal) -> bool = $test;
                        Ok(Value::bool(test(of(vm, &args[0]))))
                    },
                },
            )*
            Native { name: "adjusted", signature: "(self, /)", function: adjusted },
            Native { name: "canonical", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
            Native { name: "conjugate", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
            Native { name: "radix", signature: "(self, /)", function: |vm, _| Ok(vm.new_opaque(Decimal::small(10))) },
            Native { name: "copy_abs", signature: "(self, /)", function: |vm, args| signed(vm, &args[0], |_| false) },
            Native { name: "copy_negate", signature: "(self, /)", function: |vm, args| signed(vm, &args[0], |sign| !sign) },
        ]
    };
}

/// Those that need no context.
pub const PLAIN: &[Native] = tests! {
    "is_canonical" |_| true;
    "is_finite" Decimal::is_finite;
    "is_infinite" Decimal::is_infinite;
    "is_nan" Decimal::is_nan;
    "is_qnan" |a| a.is_nan() && !a.is_signaling();
    "is_signed" |a| a.is_negative;
    "is_snan" Decimal::is_signaling;
    "is_zero" Decimal::is_zero;
};

fn one(vm: &mut Vm, args: &[Value], operation: Unary) -> PyResult {
    let context = current::given(vm, &args[1])?;
    unary(vm, &context, &args[0], operation)
}

fn two(vm: &mut Vm, args: &[Value], operation: Binary) -> PyResult {
    let context = current::given(vm, &args[2])?;
    check(vm, &args[1..2])?;
    binary(vm, &context, &args[0], &args[1], operation)
}

fn test(vm: &mut Vm, args: &[Value], test: fn(&Job, &Decimal) -> bool) -> PyResult {
    let context = current::given(vm, &args[1])?;
    Ok(Value::bool(test(&job(vm, &context), of(vm, &args[0]))))
}

pub fn total(job: &mut Job, a: &Decimal, b: &Decimal) -> Result<Decimal> {
    Ok(as_decimal(compare_total(a, b, job.interrupt)?))
}

pub fn total_magnitude(job: &mut Job, a: &Decimal, b: &Decimal) -> Result<Decimal> {
    total(job, &a.clone().with_sign(false), &b.clone().with_sign(false))
}

pub fn copy_sign(_: &mut Job, a: &Decimal, b: &Decimal) -> Result<Decimal> {
    Ok(a.clone().with_sign(b.is_negative))
}

pub fn and(job: &mut Job, a: &Decimal, b: &Decimal) -> Result<Decimal> {
    job.logical(a, b, |a, b| a && b)
}

pub fn or(job: &mut Job, a: &Decimal, b: &Decimal) -> Result<Decimal> {
    job.logical(a, b, |a, b| a || b)
}

pub fn xor(job: &mut Job, a: &Decimal, b: &Decimal) -> Result<Decimal> {
    job.logical(a, b, |a, b| a != b)
}

fn fused(vm: &mut Vm, args: &[Value]) -> PyResult {
    let context = current::given(vm, &args[3])?;
    fused_in(vm, &context, &args[..3])
}

/// `a * b + c` of three values.
pub fn fused_in(vm: &mut Vm, context: &Value, values: &[Value]) -> PyResult {
    check(vm, values)?;
    let mut job = job(vm, context);
    let [Some(a), Some(b), Some(c)] = [0, 1, 2].map(|place| operand(vm, &values[place])) else {
        return Ok(Value::NONE);
    };
    let result = job.fused(&a, &b, &c);
    give(vm, context, job.status, result)
}

/// What a rounding that is given makes of a context's rules.
fn with_rounding(vm: &mut Vm, context: &Value, rounding: &Value) -> PyResult<Job> {
    let mut job = job(vm, context);
    if let Some(rounding) = rounding.given().filter(|rounding| !rounding.is_none()) {
        job.rules.rounding = context::rounding(vm, rounding)?;
    }
    Ok(job)
}

fn quantize(vm: &mut Vm, args: &[Value]) -> PyResult {
    let context = current::given(vm, &args[3])?;
    let mut job = with_rounding(vm, &context, &args[2])?;
    check(vm, &args[1..2])?;
    let Some(like) = operand(vm, &args[1]) else { return Ok(Value::NONE) };
    let result = job.quantize(of(vm, &args[0]), &like);
    give(vm, &context, job.status, result)
}

fn to_integral(vm: &mut Vm, args: &[Value], tells: bool) -> PyResult {
    let context = current::given(vm, &args[2])?;
    let mut job = with_rounding(vm, &context, &args[1])?;
    let result = job.integral(of(vm, &args[0]), tells);
    give(vm, &context, job.status, result)
}

fn has_same_quantum(vm: &mut Vm, args: &[Value]) -> PyResult {
    current::given(vm, &args[2])?;
    check(vm, &args[1..2])?;
    let Some(other) = operand(vm, &args[1]) else { return Ok(Value::NONE) };
    Ok(Value::bool(same_quantum(of(vm, &args[0]), &other)))
}

fn number_class(vm: &mut Vm, args: &[Value]) -> PyResult {
    let context = current::given(vm, &args[1])?;
    let class = job(vm, &context).number_class(of(vm, &args[0]));
    Ok(vm.str(class))
}

fn to_eng_string(vm: &mut Vm, args: &[Value]) -> PyResult {
    let context = current::given(vm, &args[1])?;
    written(vm, &context, &args[0], true)
}

/// A number's text, with the letters that a context wants.
pub fn written(vm: &mut Vm, context: &Value, value: &Value, engineering: bool) -> PyResult {
    let capitals = context::of(vm, context).is_none_or(|context| context.capitals);
    let Some(number) = operand(vm, value) else { return Ok(Value::NONE) };
    let text = text::text(&number, engineering, capitals, vm.interrupt());
    let text = known(vm, context, 0, text)?;
    Ok(vm.str(&text))
}

fn adjusted(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = of(vm, &args[0]);
    Ok(vm.int(if number.is_finite() { number.adjusted() } else { 0 }))
}

fn signed(vm: &mut Vm, value: &Value, sign: fn(bool) -> bool) -> PyResult {
    let number = of(vm, value);
    let number = number.clone().with_sign(sign(number.is_negative));
    Ok(vm.new_opaque(number))
}
