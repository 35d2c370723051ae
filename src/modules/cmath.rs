//! `cmath`.

use super::math::{domain_error, range_error};
use crate::builtins::complex::from_number_or_complex;
use crate::builtins::float::real;
use crate::builtins::text::class_name;
use crate::number::cmath::{self, Fault};
use crate::number::complex::{Complex, Operand, div};
use crate::object::{Module, Ref, Value};
use crate::vm::{Native, PyResult, Raised, Vm};

type Function = fn(Complex) -> cmath::Result;

/// A table line for a function of one number.
macro_rules! function {
    ($name:ident) => {
        Native { name: stringify!($name), signature: "(z, /)", function: |vm, args| of_one(vm, args, cmath::$name) }
    };
}

const FUNCTIONS: &[Native] = &[
    function!(acos),
    function!(acosh),
    function!(asin),
    function!(asinh),
    function!(atan),
    function!(atanh),
    function!(cos),
    function!(cosh),
    function!(exp),
    Native { name: "isclose", signature: "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", function: isclose },
    Native { name: "isfinite", signature: "(z, /)", function: |vm, args| asked(vm, args, |z| both(z, f64::is_finite)) },
    Native { name: "isinf", signature: "(z, /)", function: |vm, args| asked(vm, args, |z| either(z, f64::is_infinite)) },
    Native { name: "isnan", signature: "(z, /)", function: |vm, args| asked(vm, args, |z| either(z, f64::is_nan)) },
    Native { name: "log", signature: "(z, base=<unrepresentable>, /)", function: log },
    function!(log10),
    Native { name: "phase", signature: "(z, /)", function: phase },
    Native { name: "polar", signature: "(z, /)", function: polar },
    Native { name: "rect", signature: "(r, phi, /)", function: rect },
    function!(sin),
    function!(sinh),
    function!(sqrt),
    function!(tan),
    function!(tanh),
];

/// Makes the module.
pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("cmath");
    vm.add_functions(&module, FUNCTIONS);
    use std::f64::consts::{E, PI, TAU};
    for (name, value) in [("e", E), ("inf", f64::INFINITY), ("nan", f64::NAN), ("pi", PI), ("tau", TAU)] {
        let value = vm.float(value);
        vm.module_set(&module, name, value);
    }
    for (name, imag) in [("infj", f64::INFINITY), ("nanj", f64::NAN)] {
        let value = vm.complex(0.0, imag);
        vm.module_set(&module, name, value);
    }
    module
}

fn number(vm: &mut Vm, value: &Value) -> PyResult<Complex> {
    match from_number_or_complex(vm, value)? {
        Some(number) => Ok(number),
        None => {
            let class = class_name(vm, value);
            Err(vm.type_error(format!("must be real number, not {class}")))
        }
    }
}

#[cold]
fn error(vm: &mut Vm, fault: Fault) -> Raised {
    match fault {
        Fault::Domain => domain_error(vm),
        Fault::Range => range_error(vm),
    }
}

fn given(vm: &mut Vm, result: cmath::Result) -> PyResult {
    match result {
        Ok(value) => Ok(vm.complex(value.real, value.imag)),
        Err(fault) => Err(error(vm, fault)),
    }
}

fn of_one(vm: &mut Vm, args: &[Value], function: Function) -> PyResult {
    let z = number(vm, &args[0])?;
    given(vm, function(z))
}

fn both(z: Complex, test: fn(f64) -> bool) -> bool {
    test(z.real) && test(z.imag)
}

fn either(z: Complex, test: fn(f64) -> bool) -> bool {
    test(z.real) || test(z.imag)
}

fn asked(vm: &mut Vm, args: &[Value], test: fn(Complex) -> bool) -> PyResult {
    let z = number(vm, &args[0])?;
    Ok(Value::bool(test(z)))
}

fn log(vm: &mut Vm, args: &[Value]) -> PyResult {
    let z = number(vm, &args[0])?;
    let logarithm = cmath::log(z);
    let Some(base) = args[1].given() else { return given(vm, logarithm) };
    let base = number(vm, base)?;
    let quotient = match (logarithm, cmath::log(base)) {
        (Ok(logarithm), Ok(base)) => div(Operand::Complex(logarithm), Operand::Complex(base)).map_err(|_| Fault::Domain),
        (Err(fault), _) | (_, Err(fault)) => Err(fault),
    };
    given(vm, quotient)
}

fn phase(vm: &mut Vm, args: &[Value]) -> PyResult {
    let z = number(vm, &args[0])?;
    Ok(vm.float(cmath::phase(z)))
}

fn polar(vm: &mut Vm, args: &[Value]) -> PyResult {
    let z = number(vm, &args[0])?;
    match cmath::polar(z) {
        Ok((size, angle)) => Ok(vm.tuple([vm.float(size), vm.float(angle)])),
        Err(fault) => Err(error(vm, fault)),
    }
}

fn rect(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (size, angle) = (real(vm, &args[0])?, real(vm, &args[1])?);
    given(vm, cmath::rect(size, angle))
}

fn isclose(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (a, b) = (number(vm, &args[0])?, number(vm, &args[1])?);
    let relative = args[2].given().map_or(Ok(1e-9), |tolerance| real(vm, tolerance))?;
    let absolute = args[3].given().map_or(Ok(0.0), |tolerance| real(vm, tolerance))?;
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(Value::TRUE);
    }
    if either(a, f64::is_infinite) || either(b, f64::is_infinite) {
        return Ok(Value::FALSE);
    }
    let size = |z: Complex| z.real.hypot(z.imag);
    let apart = size(Complex { real: a.real - b.real, imag: a.imag - b.imag });
    Ok(Value::bool(apart <= relative * size(b) || apart <= relative * size(a) || apart <= absolute))
}
