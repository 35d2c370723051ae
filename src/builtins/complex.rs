//! `complex`.

use super::float::from_number_like;
use super::numbers::{format_spec, number_error, real_operand};
use super::text::{class_name, fault, new_class, new_str, wtf8};
use crate::number::complex::{self, Complex as Number, Operand};
use crate::number::{Result, convert, hash};
use crate::object::{Complex, Obj, Special, Str, Type, Value};
use crate::text::float::parse;
use crate::text::{format, repr};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm, readonly};
use std::cmp::Ordering;

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, real=0, imag=0)", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: repr_method },
    Native { name: "__hash__", signature: "(self, /)", function: hash_method },
    Native { name: "__lt__", signature: "(self, value, /)", function: |_, _| Ok(Value::NOT_IMPLEMENTED) },
    Native { name: "__le__", signature: "(self, value, /)", function: |_, _| Ok(Value::NOT_IMPLEMENTED) },
    Native { name: "__eq__", signature: "(self, value, /)", function: |vm, args| equal(vm, args, true) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |vm, args| equal(vm, args, false) },
    Native { name: "__gt__", signature: "(self, value, /)", function: |_, _| Ok(Value::NOT_IMPLEMENTED) },
    Native { name: "__ge__", signature: "(self, value, /)", function: |_, _| Ok(Value::NOT_IMPLEMENTED) },
    Native {
        name: "__add__",
        signature: "(self, value, /)",
        function: |vm, args| forward(vm, args, |a, b| Ok(complex::add(a, b))),
    },
    Native {
        name: "__radd__",
        signature: "(self, value, /)",
        function: |vm, args| reflected(vm, args, |a, b| Ok(complex::add(a, b))),
    },
    Native {
        name: "__sub__",
        signature: "(self, value, /)",
        function: |vm, args| forward(vm, args, |a, b| Ok(complex::sub(a, b))),
    },
    Native {
        name: "__rsub__",
        signature: "(self, value, /)",
        function: |vm, args| reflected(vm, args, |a, b| Ok(complex::sub(a, b))),
    },
    Native {
        name: "__mul__",
        signature: "(self, value, /)",
        function: |vm, args| forward(vm, args, |a, b| Ok(complex::mul(a, b))),
    },
    Native {
        name: "__rmul__",
        signature: "(self, value, /)",
        function: |vm, args| reflected(vm, args, |a, b| Ok(complex::mul(a, b))),
    },
    Native { name: "__truediv__", signature: "(self, value, /)", function: |vm, args| forward(vm, args, complex::div) },
    Native { name: "__rtruediv__", signature: "(self, value, /)", function: |vm, args| reflected(vm, args, complex::div) },
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
    Native {
        name: "__neg__",
        signature: "(self, /)",
        function: |vm, args| unary(vm, args, |a| Number { real: -a.real, imag: -a.imag }),
    },
    Native { name: "__pos__", signature: "(self, /)", function: |vm, args| unary(vm, args, |a| a) },
    Native { name: "__abs__", signature: "(self, /)", function: abs },
    Native { name: "__bool__", signature: "(self, /)", function: truth },
    Native { name: "from_number", signature: "(cls, number, /)", function: from_number },
    Native {
        name: "conjugate",
        signature: "(self, /)",
        function: |vm, args| unary(vm, args, |a| Number { real: a.real, imag: -a.imag }),
    },
    Native { name: "__complex__", signature: "(self, /)", function: |vm, args| unary(vm, args, |a| a) },
    Native { name: "__getnewargs__", signature: "(self, /)", function: getnewargs },
    Native { name: "__format__", signature: "(self, format_spec, /)", function: format_method },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "real", get: |vm, value| part(vm, value, |value| value.real), set: Some(readonly) },
    Attribute { name: "imag", get: |vm, value| part(vm, value, |value| value.imag), set: Some(readonly) },
];

/// The complex number that a value is.
pub fn number(value: &Value) -> Option<Number> {
    value.get::<Complex>().map(|value| Number { real: value.real, imag: value.imag })
}

/// The number behind a method's `self`.
fn of(vm: &mut Vm, value: &Value) -> PyResult<Number> {
    match number(value) {
        Some(value) => Ok(value),
        None => Err(vm.system_error("bad internal call")),
    }
}

fn part(vm: &mut Vm, value: &Value, part: fn(Number) -> f64) -> PyResult {
    let value = part(of(vm, value)?);
    Ok(vm.float(value))
}

#[inline]
fn operand(vm: &mut Vm, value: &Value) -> PyResult<Option<Operand>> {
    match number(value) {
        Some(value) => Ok(Some(Operand::Complex(value))),
        None => Ok(real_operand(vm, value)?.map(Operand::Real)),
    }
}

fn forward(vm: &mut Vm, args: &[Value], operation: impl Fn(Operand, Operand) -> Result<Number>) -> PyResult {
    binary(vm, &args[0], &args[1], operation)
}

fn reflected(vm: &mut Vm, args: &[Value], operation: impl Fn(Operand, Operand) -> Result<Number>) -> PyResult {
    binary(vm, &args[1], &args[0], operation)
}

#[inline]
fn binary(vm: &mut Vm, a: &Value, b: &Value, operation: impl Fn(Operand, Operand) -> Result<Number>) -> PyResult {
    let Some(a) = operand(vm, a)? else { return Ok(Value::NOT_IMPLEMENTED) };
    let Some(b) = operand(vm, b)? else { return Ok(Value::NOT_IMPLEMENTED) };
    match operation(a, b) {
        Ok(result) => Ok(vm.complex(result.real, result.imag)),
        Err(error) => Err(number_error(vm, error)),
    }
}

fn unary(vm: &mut Vm, args: &[Value], operation: fn(Number) -> Number) -> PyResult {
    let result = operation(of(vm, &args[0])?);
    Ok(vm.complex(result.real, result.imag))
}

fn pow(vm: &mut Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    let is_modular = !modulus.is_null() && !modulus.is_none();
    match is_modular
        && [a, b].iter().all(|value| value.as_int().is_some() || value.as_float().is_some() || number(value).is_some())
    {
        true => Err(vm.value_error("complex modulo")),
        false => binary(vm, a, b, complex::pow),
    }
}

/// A power of real numbers that is not real.
pub fn pow_of_reals(vm: &mut Vm, a: f64, b: f64) -> PyResult {
    match complex::pow(Operand::Real(a), Operand::Real(b)) {
        Ok(result) => Ok(vm.complex(result.real, result.imag)),
        Err(error) => Err(number_error(vm, error)),
    }
}

fn equal(vm: &mut Vm, args: &[Value], wanted: bool) -> PyResult {
    let a = of(vm, &args[0])?;
    let same = match (number(&args[1]), args[1].as_float(), args[1].as_int()) {
        (Some(b), ..) => a == b,
        (_, Some(b), _) => a.real == b && a.imag == 0.0,
        (.., Some(b)) => a.imag == 0.0 && convert::compare_with_float(b, a.real) == Some(Ordering::Equal),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(Value::bool(same == wanted))
}

pub fn abs(vm: &mut Vm, args: &[Value]) -> PyResult {
    match complex::abs(of(vm, &args[0])?) {
        Ok(size) => Ok(vm.float(size)),
        Err(error) => Err(number_error(vm, error)),
    }
}

fn truth(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = of(vm, &args[0])?;
    Ok(Value::bool(value.real != 0.0 || value.imag != 0.0))
}

fn hash_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = of(vm, &args[0])?;
    let identity = hash::without_minus_one((args[0].bits() >> 4) as i64);
    let [real, imag] = [value.real, value.imag].map(|part| hash::hash_float(part).unwrap_or(identity));
    Ok(vm.int(hash::hash_complex(real, imag)))
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = vm.types().complex.clone();
    let class = new_class(vm, &args[0], &own)?;
    let value = match (args[1].given(), args[2].given()) {
        (None, None) => Number { real: 0.0, imag: 0.0 },
        (Some(x), None) => from_any(vm, x)?,
        (real, imag) => from_parts(vm, real, imag)?,
    };
    Ok(complex_of(vm, class, value))
}

fn complex_of(vm: &mut Vm, class: &Obj<Type>, value: Number) -> Value {
    vm.alloc(class, Complex { real: value.real, imag: value.imag }).into_value()
}

/// `complex(x)`.
fn from_any(vm: &mut Vm, x: &Value) -> PyResult<Number> {
    if let Some(text) = x.get::<Str>() {
        return match parse::complex(wtf8(text)) {
            Ok((real, imag)) => Ok(Number { real, imag }),
            Err(error) => {
                let repr = vm.repr(x)?;
                let repr = vm.text(&repr);
                Err(fault(vm, error.fault(&repr)))
            }
        };
    }
    match from_number_or_complex(vm, x)? {
        Some(value) => Ok(value),
        None => {
            let class = vm.full_class_name(x);
            Err(vm.type_error(format!("complex() argument must be a string or a number, not {class}")))
        }
    }
}

/// The complex number that a number stands for, by `__complex__`, `__float__` or `__index__`.
pub fn from_number_or_complex(vm: &mut Vm, x: &Value) -> PyResult<Option<Number>> {
    if vm.type_of(x).is(&vm.types().complex) {
        return Ok(number(x));
    }
    if let Some(value) = by_method(vm, x)? {
        return Ok(Some(value));
    }
    Ok(from_number_like(vm, x)?.map(|real| Number { real, imag: 0.0 }))
}

/// What `__complex__` gives, if there is one.
fn by_method(vm: &mut Vm, x: &Value) -> PyResult<Option<Number>> {
    let Some(result) = vm.try_special(x, Special::Complex, &[])? else { return Ok(None) };
    let class = class_name(vm, &result);
    let Some(value) = number(&result) else {
        return Err(vm.type_error(format!("__complex__ returned non-complex (type {class})")));
    };
    if !vm.type_of(&result).is(&vm.types().complex) {
        let message = format!(
            "__complex__ returned non-complex (type {class}).  The ability to return an instance of a strict subclass of \
             complex is deprecated, and may be removed in a future version of Python."
        );
        vm.warn(ExceptionKind::DeprecationWarning, &message)?;
    }
    Ok(Some(value))
}

/// `complex(real, imag)`: complex parts are allowed still.
fn from_parts(vm: &mut Vm, real: Option<&Value>, imag: Option<&Value>) -> PyResult<Number> {
    let mut parts = [Number { real: 0.0, imag: 0.0 }; 2];
    let mut imag_is_complex = false;
    for (index, (value, name)) in [(real, "real"), (imag, "imag")].into_iter().enumerate() {
        let Some(value) = value else { continue };
        let class = vm.full_class_name(value);
        let message = format!("complex() argument '{name}' must be a real number, not {class}");
        let converted = match number(value) {
            None if index == 0 && !value.is_a::<Str>() => by_method(vm, value)?,
            number => number,
        };
        if let Some(complex) = converted {
            vm.warn(ExceptionKind::DeprecationWarning, &message)?;
            parts[index] = complex;
            imag_is_complex = index == 1;
            continue;
        }
        match if value.is_a::<Str>() { None } else { from_number_like(vm, value)? } {
            Some(real) => parts[index].real = real,
            None => return Err(vm.type_error(message)),
        }
    }
    // real + imag * 1j, where what is not complex has no other part, not even a zero: that could cost a sign.
    let [real, imag] = parts;
    let own = match real.imag {
        0.0 => imag.real,
        own => own + imag.real,
    };
    Ok(Number { real: if imag_is_complex { real.real - imag.imag } else { real.real }, imag: own })
}

fn from_number(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = vm.types().complex.value().clone();
    if args[0].is(&own) && vm.type_of(&args[1]).value().is(&own) {
        return Ok(args[1].clone());
    }
    let Some(value) = from_number_or_complex(vm, &args[1])? else {
        let class = class_name(vm, &args[1]);
        return Err(vm.type_error(format!("must be real number, not {class}")));
    };
    let value = vm.complex(value.real, value.imag);
    match args[0].get::<Type>().is_some_and(|class| class.is(&vm.types().complex)) {
        true => Ok(value),
        false => vm.call(&args[0], &[value]),
    }
}

fn repr_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = of(vm, &args[0])?;
    let mut text = String::new();
    repr::complex(value.real, value.imag, &mut text);
    Ok(vm.str(&text))
}

fn getnewargs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = of(vm, &args[0])?;
    let parts = [vm.float(value.real), vm.float(value.imag)];
    Ok(vm.tuple(parts))
}

fn format_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let spec = format_spec(vm, &args[1])?;
    if spec.is_empty() {
        return vm.to_str(&args[0]);
    }
    let (value, class) = (of(vm, &args[0])?, class_name(vm, &args[0]));
    new_str(vm, format::complex(value.real, value.imag, spec, &class))
}
