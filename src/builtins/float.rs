//! `float`.

use super::int_convert::expect_int;
use super::numbers::{format_spec, number_error, real_operand};
use super::object::identity_hash;
use super::text::{class_name, class_name_of, fault, new_class, new_str, wtf8};
use crate::bytecode::Comparison;
use crate::number::{Result, convert, float, hash, round};
use crate::object::{Float, Obj, Special, Str, Type, Value};
use crate::text::float::hex::{from_hex, hex};
use crate::text::float::parse;
use crate::text::{Wtf8, format, repr};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm};
use std::cmp::Ordering;

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, x=0, /)", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: repr_method },
    Native { name: "__hash__", signature: "(self, /)", function: hash_method },
    Native { name: "__lt__", signature: "(self, value, /)", function: |_, args| compare(args, Comparison::Less) },
    Native { name: "__le__", signature: "(self, value, /)", function: |_, args| compare(args, Comparison::LessEqual) },
    Native { name: "__eq__", signature: "(self, value, /)", function: |_, args| compare(args, Comparison::Equal) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |_, args| compare(args, Comparison::NotEqual) },
    Native { name: "__gt__", signature: "(self, value, /)", function: |_, args| compare(args, Comparison::Greater) },
    Native { name: "__ge__", signature: "(self, value, /)", function: |_, args| compare(args, Comparison::GreaterEqual) },
    Native { name: "__add__", signature: "(self, value, /)", function: |vm, args| forward(vm, args, |a, b| Ok(a + b)) },
    Native { name: "__radd__", signature: "(self, value, /)", function: |vm, args| reflected(vm, args, |a, b| Ok(a + b)) },
    Native { name: "__sub__", signature: "(self, value, /)", function: |vm, args| forward(vm, args, |a, b| Ok(a - b)) },
    Native { name: "__rsub__", signature: "(self, value, /)", function: |vm, args| reflected(vm, args, |a, b| Ok(a - b)) },
    Native { name: "__mul__", signature: "(self, value, /)", function: |vm, args| forward(vm, args, |a, b| Ok(a * b)) },
    Native { name: "__rmul__", signature: "(self, value, /)", function: |vm, args| reflected(vm, args, |a, b| Ok(a * b)) },
    Native { name: "__mod__", signature: "(self, value, /)", function: |vm, args| forward(vm, args, float::modulo) },
    Native { name: "__rmod__", signature: "(self, value, /)", function: |vm, args| reflected(vm, args, float::modulo) },
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
    Native { name: "__neg__", signature: "(self, /)", function: |vm, args| unary(vm, args, |value| -value) },
    Native { name: "__pos__", signature: "(self, /)", function: itself },
    Native { name: "__abs__", signature: "(self, /)", function: |vm, args| unary(vm, args, f64::abs) },
    Native { name: "__bool__", signature: "(self, /)", function: |vm, args| Ok(Value::bool(of(vm, &args[0])? != 0.0)) },
    Native { name: "__int__", signature: "(self, /)", function: |vm, args| to_int(vm, args, |value| value) },
    Native { name: "__float__", signature: "(self, /)", function: itself },
    Native { name: "__floordiv__", signature: "(self, value, /)", function: |vm, args| forward(vm, args, float::floor_div) },
    Native {
        name: "__rfloordiv__",
        signature: "(self, value, /)",
        function: |vm, args| reflected(vm, args, float::floor_div),
    },
    Native {
        name: "__truediv__",
        signature: "(self, value, /)",
        function: |vm, args| forward(vm, args, float::true_divide),
    },
    Native {
        name: "__rtruediv__",
        signature: "(self, value, /)",
        function: |vm, args| reflected(vm, args, float::true_divide),
    },
    Native { name: "from_number", signature: "(cls, number, /)", function: from_number },
    Native { name: "conjugate", signature: "(self, /)", function: itself },
    Native { name: "__trunc__", signature: "(self, /)", function: |vm, args| to_int(vm, args, |value| value) },
    Native { name: "__floor__", signature: "(self, /)", function: |vm, args| to_int(vm, args, f64::floor) },
    Native { name: "__ceil__", signature: "(self, /)", function: |vm, args| to_int(vm, args, f64::ceil) },
    Native { name: "__round__", signature: "(self, ndigits=None, /)", function: round_method },
    Native { name: "as_integer_ratio", signature: "(self, /)", function: as_integer_ratio },
    Native { name: "fromhex", signature: "(cls, string, /)", function: fromhex },
    Native { name: "hex", signature: "(self, /)", function: hex_method },
    Native { name: "is_integer", signature: "(self, /)", function: is_integer },
    Native { name: "__getnewargs__", signature: "(self, /)", function: getnewargs },
    Native { name: "__getformat__", signature: "(cls, typestr, /)", function: getformat },
    Native { name: "__format__", signature: "(self, format_spec, /)", function: format_method },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "real", get: |vm, value| itself(vm, std::slice::from_ref(value)), set: None },
    Attribute { name: "imag", get: |vm, _| Ok(vm.float(0.0)), set: None },
];

/// The float behind a method's `self`.
fn of(vm: &mut Vm, value: &Value) -> PyResult<f64> {
    match value.as_float() {
        Some(value) => Ok(value),
        None => Err(vm.system_error("bad internal call")),
    }
}

fn forward(vm: &mut Vm, args: &[Value], operation: impl Fn(f64, f64) -> Result<f64>) -> PyResult {
    binary(vm, &args[0], &args[1], operation)
}

fn reflected(vm: &mut Vm, args: &[Value], operation: impl Fn(f64, f64) -> Result<f64>) -> PyResult {
    binary(vm, &args[1], &args[0], operation)
}

#[inline]
fn binary(vm: &mut Vm, a: &Value, b: &Value, operation: impl Fn(f64, f64) -> Result<f64>) -> PyResult {
    let Some(a) = real_operand(vm, a)? else { return Ok(Value::NOT_IMPLEMENTED) };
    let Some(b) = real_operand(vm, b)? else { return Ok(Value::NOT_IMPLEMENTED) };
    match operation(a, b) {
        Ok(result) => Ok(vm.float(result)),
        Err(error) => Err(number_error(vm, error)),
    }
}

fn unary(vm: &mut Vm, args: &[Value], operation: fn(f64) -> f64) -> PyResult {
    let result = operation(of(vm, &args[0])?);
    Ok(vm.float(result))
}

fn div_mod(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some(a) = real_operand(vm, a)? else { return Ok(Value::NOT_IMPLEMENTED) };
    let Some(b) = real_operand(vm, b)? else { return Ok(Value::NOT_IMPLEMENTED) };
    match float::div_mod(a, b) {
        Ok((quotient, rest)) => {
            let pair = [vm.float(quotient), vm.float(rest)];
            Ok(vm.tuple(pair))
        }
        Err(error) => Err(number_error(vm, error)),
    }
}

/// `base ** exponent`, of ints too; a negative base with a fraction gives a complex number.
pub fn pow(vm: &mut Vm, base: &Value, exponent: &Value, modulus: &Value) -> PyResult {
    if !modulus.is_null() && !modulus.is_none() {
        return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    let Some(a) = real_operand(vm, base)? else { return Ok(Value::NOT_IMPLEMENTED) };
    let Some(b) = real_operand(vm, exponent)? else { return Ok(Value::NOT_IMPLEMENTED) };
    match float::pow(a, b) {
        Ok(Some(result)) => Ok(vm.float(result)),
        Ok(None) => super::complex::pow_of_reals(vm, a, b),
        Err(error) => Err(number_error(vm, error)),
    }
}

fn compare(args: &[Value], comparison: Comparison) -> PyResult {
    let Some(a) = args[0].as_float() else { return Ok(Value::NOT_IMPLEMENTED) };
    let ordering = match (args[1].as_float(), args[1].as_int()) {
        (Some(b), _) => a.partial_cmp(&b),
        (_, Some(b)) => convert::compare_with_float(b, a).map(Ordering::reverse),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(Value::bool(match comparison {
        Comparison::Less => ordering == Some(Ordering::Less),
        Comparison::LessEqual => matches!(ordering, Some(Ordering::Less | Ordering::Equal)),
        Comparison::Equal => ordering == Some(Ordering::Equal),
        Comparison::NotEqual => ordering != Some(Ordering::Equal),
        Comparison::Greater => ordering == Some(Ordering::Greater),
        Comparison::GreaterEqual => matches!(ordering, Some(Ordering::Greater | Ordering::Equal)),
    }))
}

/// The number as a plain float, whatever subclass it is of.
fn itself(vm: &mut Vm, args: &[Value]) -> PyResult {
    if vm.type_of(&args[0]).is(&vm.types().float) {
        return Ok(args[0].clone());
    }
    let plain = of(vm, &args[0])?;
    Ok(vm.float(plain))
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = vm.types().float.clone();
    let class = new_class(vm, &args[0], &own)?;
    let value = match args[1].given() {
        Some(x) if class.is(&own) && vm.type_of(x).is(&own) => return Ok(x.clone()),
        Some(x) => from_any(vm, x)?,
        None => 0.0,
    };
    Ok(float_of(vm, class, value))
}

/// A float of a class that may be a subclass. No NaN is the same as one that was made before, although all are equal to
/// none: containers look at identity first.
fn float_of(vm: &mut Vm, class: &Obj<Type>, value: f64) -> Value {
    match class.is(&vm.types().float) && !value.is_nan() {
        true => vm.float(value),
        false => vm.alloc(class, Float(value)).into_value(),
    }
}

/// `float(x)`.
fn from_any(vm: &mut Vm, x: &Value) -> PyResult<f64> {
    let exact = x.get::<Str>().filter(|text| text.header().class().is(&vm.types().str));
    if let Some(text) = exact {
        return from_text(vm, parse::float(wtf8(text)), x);
    }
    if let Some(value) = from_number_like(vm, x)? {
        return Ok(value);
    }
    if let Some(text) = x.get::<Str>() {
        return from_text(vm, parse::float(wtf8(text)), x);
    }
    if let Some(bytes) = super::buffer::contents(vm, x)? {
        let parsed = parse::float_bytes(&bytes);
        return from_text(vm, parsed, x);
    }
    let class = class_name(vm, x);
    Err(vm.type_error(format!("float() argument must be a string or a real number, not '{class}'")))
}

fn from_text(vm: &mut Vm, parsed: Option<f64>, text: &Value) -> PyResult<f64> {
    match parsed {
        Some(value) => Ok(value),
        None => {
            let repr = vm.repr(text)?;
            let repr = vm.text(&repr);
            Err(fault(vm, parse::not_a_float(&repr)))
        }
    }
}

/// The float that a number stands for, by `__float__` or `__index__`; nothing for what is no number.
pub fn from_number_like(vm: &mut Vm, x: &Value) -> PyResult<Option<f64>> {
    if vm.type_of(x).is(&vm.types().float) {
        return Ok(x.as_float());
    }
    if let Some(small) = x.as_small() {
        return Ok(Some(small as f64));
    }
    if let Some(result) = vm.try_special(x, Special::Float, &[])? {
        let Some(value) = result.as_float() else {
            let (of, class) = (class_name(vm, x), class_name(vm, &result));
            return Err(vm.type_error(format!("{of}.__float__ returned non-float (type {class})")));
        };
        if !vm.type_of(&result).is(&vm.types().float) {
            let (of, class) = (class_name(vm, x), class_name(vm, &result));
            let message = format!(
                "{of}.__float__ returned non-float (type {class}).  The ability to return an instance of a strict subclass \
                 of float is deprecated, and may be removed in a future version of Python."
            );
            vm.warn(ExceptionKind::DeprecationWarning, &message)?;
        }
        return Ok(Some(value));
    }
    let class = vm.type_of(x).to_ref();
    if !class.has_special(Special::Index, vm) {
        return Ok(None);
    }
    let index = vm.index(x)?;
    match convert::float_from_int(expect_int(vm, &index)?) {
        Ok(value) => Ok(Some(value)),
        Err(error) => Err(number_error(vm, error)),
    }
}

/// A number as a float, where nothing else is allowed: `float.from_number`, functions of `math`.
pub fn real(vm: &mut Vm, x: &Value) -> PyResult<f64> {
    if let Some(value) = x.as_inline_float() {
        return Ok(value);
    }
    match from_number_like(vm, x)? {
        Some(value) => Ok(value),
        None => {
            let class = class_name(vm, x);
            Err(vm.type_error(format!("must be real number, not {class}")))
        }
    }
}

/// A value of the class that a class method was called on.
fn of_class(vm: &mut Vm, class: &Value, value: f64) -> PyResult {
    let value = vm.float(value);
    match class.get::<Type>().is_some_and(|class| class.is(&vm.types().float)) {
        true => Ok(value),
        false => vm.call(class, &[value]),
    }
}

fn from_number(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = vm.types().float.value().clone();
    if args[0].is(&own) && vm.type_of(&args[1]).value().is(&own) {
        return Ok(args[1].clone());
    }
    let value = real(vm, &args[1])?;
    of_class(vm, &args[0], value)
}

fn repr_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut text = String::new();
    repr::float(of(vm, &args[0])?, &mut text);
    Ok(vm.str(&text))
}

/// A NaN's hash is its identity.
fn hash_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = of(vm, &args[0])?;
    Ok(match hash::hash_float(value) {
        Some(hash) => vm.int(hash),
        None => vm.int(identity_hash(&args[0])),
    })
}

fn to_int(vm: &mut Vm, args: &[Value], rounding: fn(f64) -> f64) -> PyResult {
    match convert::int_from_float(rounding(of(vm, &args[0])?)) {
        Ok(value) => Ok(vm.integer(value)),
        Err(error) => Err(number_error(vm, error)),
    }
}

fn round_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = of(vm, &args[0])?;
    if args[1].is_null() || args[1].is_none() {
        return match round::round_to_int(value) {
            Ok(value) => Ok(vm.integer(value)),
            Err(error) => Err(number_error(vm, error)),
        };
    }
    let digits = vm.index_clamped(&args[1])?;
    match round::round_float(value, digits) {
        Ok(value) => Ok(vm.float(value)),
        Err(error) => Err(number_error(vm, error)),
    }
}

fn as_integer_ratio(vm: &mut Vm, args: &[Value]) -> PyResult {
    match convert::as_integer_ratio(of(vm, &args[0])?) {
        Ok((numerator, denominator)) => {
            let pair = [vm.integer(numerator), vm.integer(denominator)];
            Ok(vm.tuple(pair))
        }
        Err(error) => Err(number_error(vm, error)),
    }
}

fn fromhex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(text) = args[1].get::<Str>() else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    match from_hex(wtf8(text)) {
        Ok(value) => of_class(vm, &args[0], value),
        Err(error) => Err(fault(vm, error)),
    }
}

fn hex_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = hex(of(vm, &args[0])?);
    Ok(vm.str(&text))
}

fn is_integer(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(float::is_integer(of(vm, &args[0])?)))
}

fn getnewargs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let args = [itself(vm, args)?];
    Ok(vm.tuple(args))
}

fn getformat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let kind = vm.expect_str(&args[1], "__getformat__() argument")?;
    if !matches!(kind.as_bytes(), b"double" | b"float") {
        return Err(vm.value_error("__getformat__() argument 1 must be 'double' or 'float'"));
    }
    Ok(vm.str(if cfg!(target_endian = "big") { "IEEE, big-endian" } else { "IEEE, little-endian" }))
}

fn format_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let spec: Wtf8 = format_spec(vm, &args[1])?;
    if spec.is_empty() {
        return vm.to_str(&args[0]);
    }
    let (value, class) = (of(vm, &args[0])?, class_name_of(vm, &args[0], &vm.types().float, "float"));
    new_str(vm, format::float(value, spec, &class))
}
