//! The operations as methods of contexts, which take ints too.

use super::number::Decimal;
use super::operands::{Binary, Job, Unary, binary, check, job, operand, unary};
use super::rules::Work;
use super::{create, methods, operators, shape};
use crate::number::Result;
use crate::object::Value;
use crate::vm::{Native, PyResult, Vm};

macro_rules! methods {
    (unary: $($unary:literal $one:expr;)* binary: $($binary:literal $two:path;)* tests: $($name:literal $test:expr;)*) => {
        &[
            $(
                Native { name: $unary, signature: "(self, x, /)", function: |vm, args| one(vm, args, $one) },
            )*
            $(
                Native { name: $binary, signature: "(self, x, y, /)", function: |vm, args| two(vm, args, $two) },
            )*
            $(
                Native { name: $name, signature: "(self, x, /)", function: |vm, args| test(vm, args, $test) },
            )*
            Native { name: "divmod", signature: "(self, x, y, /)", function: div_mod },
            Native { name: "fma", signature: "(self, x, y, z, /)", function: |vm, args| methods::fused_in(vm, &args[0], &args[1..]) },
            Native { name: "power", signature: "(self, a, b, modulo=None)", function: power },
            Native { name: "same_quantum", signature: "(self, x, y, /)", function: same_quantum },
            Native {
                name: "is_canonical",
                signature: "(self, x, /)",
                function: |vm, args| canonical(vm, args).map(|_| Value::TRUE),
            },
            Native { name: "canonical", signature: "(self, x, /)", function: canonical },
            Native { name: "radix", signature: "(self, /)", function: |vm, _| Ok(vm.new_opaque(Decimal::small(10))) },
            Native { name: "number_class", signature: "(self, x, /)", function: number_class },
            Native { name: "to_sci_string", signature: "(self, x, /)", function: |vm, args| written(vm, args, false) },
            Native { name: "to_eng_string", signature: "(self, x, /)", function: |vm, args| written(vm, args, true) },
            Native { name: "create_decimal", signature: "(self, num='0', /)", function: create::create_decimal },
            Native {
                name: "create_decimal_from_float",
                signature: "(self, f, /)",
                function: create::create_decimal_from_float,
            },
        ]
    };
}

pub const METHODS: &[Native] = methods! {
    unary:
    "abs" Work::abs;
    "copy_abs" |_, a| Ok(a.clone().with_sign(false));
    "copy_decimal" |_, a| Ok(a.clone());
    "copy_negate" |_, a| Ok(a.clone().with_sign(!a.is_negative));
    "exp" Work::exp;
    "ln" Work::ln;
    "log10" Work::log10;
    "logb" Work::logb;
    "logical_invert" Work::logical_invert;
    "minus" Work::minus;
    "next_minus" Work::next_minus;
    "next_plus" Work::next_plus;
    "normalize" Work::normalize;
    "plus" Work::plus;
    "sqrt" Work::sqrt;
    "to_integral" |job, a| job.integral(a, false);
    "to_integral_exact" |job, a| job.integral(a, true);
    "to_integral_value" |job, a| job.integral(a, false);
    "_apply" apply;
    binary:
    "add" Work::add;
    "compare" Work::compare;
    "compare_signal" Work::compare_signal;
    "compare_total" methods::total;
    "compare_total_mag" methods::total_magnitude;
    "copy_sign" methods::copy_sign;
    "divide" Work::divide;
    "divide_int" Work::divide_whole;
    "logical_and" methods::and;
    "logical_or" methods::or;
    "logical_xor" methods::xor;
    "max" Work::max;
    "max_mag" Work::max_mag;
    "min" Work::min;
    "min_mag" Work::min_mag;
    "multiply" Work::multiply;
    "next_toward" Work::next_toward;
    "quantize" Work::quantize;
    "remainder" Work::remainder;
    "remainder_near" Work::remainder_near;
    "rotate" Work::rotate;
    "scaleb" Work::scaleb;
    "shift" Work::shift;
    "subtract" Work::subtract;
    tests:
    "is_finite" |_, a| a.is_finite();
    "is_infinite" |_, a| a.is_infinite();
    "is_nan" |_, a| a.is_nan();
    "is_normal" |job, a| job.is_normal(a);
    "is_qnan" |_, a| a.is_nan() && !a.is_signaling();
    "is_signed" |_, a| a.is_negative;
    "is_snan" |_, a| a.is_signaling();
    "is_subnormal" |job, a| job.is_subnormal(a);
    "is_zero" |_, a| a.is_zero();
};

/// A number as the context can represent it.
fn apply(job: &mut Job, a: &Decimal) -> Result<Decimal> {
    job.finish(a.clone())
}

fn one(vm: &mut Vm, args: &[Value], operation: Unary) -> PyResult {
    check(vm, &args[1..])?;
    unary(vm, &args[0], &args[1], operation)
}

fn two(vm: &mut Vm, args: &[Value], operation: Binary) -> PyResult {
    check(vm, &args[1..])?;
    binary(vm, &args[0], &args[1], &args[2], operation)
}

fn test(vm: &mut Vm, args: &[Value], test: fn(&Job, &Decimal) -> bool) -> PyResult {
    check(vm, &args[1..])?;
    let job = job(vm, &args[0]);
    Ok(Value::bool(operand(vm, &args[1]).is_some_and(|number| test(&job, &number))))
}

fn div_mod(vm: &mut Vm, args: &[Value]) -> PyResult {
    check(vm, &args[1..])?;
    operators::div_mod(vm, &args[0], &args[1], &args[2])
}

fn power(vm: &mut Vm, args: &[Value]) -> PyResult {
    check(vm, &args[1..3])?;
    if let Some(modulus) = args[3].given().filter(|modulus| !modulus.is_none()) {
        check(vm, std::slice::from_ref(modulus))?;
    }
    operators::power(vm, &args[0], &args[1], &args[2], &args[3])
}

fn same_quantum(vm: &mut Vm, args: &[Value]) -> PyResult {
    check(vm, &args[1..])?;
    let (Some(a), Some(b)) = (operand(vm, &args[1]), operand(vm, &args[2])) else { return Ok(Value::NONE) };
    Ok(Value::bool(shape::same_quantum(&a, &b)))
}

fn canonical(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args[1].opaque::<Decimal>(vm) {
        Some(_) => Ok(args[1].clone()),
        None => Err(vm.type_error("argument must be a Decimal")),
    }
}

fn number_class(vm: &mut Vm, args: &[Value]) -> PyResult {
    check(vm, &args[1..])?;
    let job = job(vm, &args[0]);
    let class = operand(vm, &args[1]).map_or("", |number| job.number_class(&number));
    Ok(vm.str(class))
}

fn written(vm: &mut Vm, args: &[Value], engineering: bool) -> PyResult {
    check(vm, &args[1..])?;
    methods::written(vm, &args[0], &args[1], engineering)
}
