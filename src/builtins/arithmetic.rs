//! The builtin functions on numbers: `abs`, `divmod`, `pow`, `round`; `bin`, `oct`, `hex`; `chr`, `ord`.

use super::int_convert::in_base;
use super::text::class_name;
use crate::object::{ByteArray, Bytes, Special, Str, Value};
use crate::vm::{BinaryOp, Native, PyResult, Vm};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "abs", signature: "(x, /)", function: abs },
    Native { name: "divmod", signature: "(x, y, /)", function: divmod },
    Native { name: "pow", signature: "(base, exp, mod=None)", function: pow },
    Native { name: "round", signature: "(number, ndigits=None)", function: round },
    Native { name: "bin", signature: "(number, /)", function: |vm, args| in_base(vm, &args[0], 2, "0b") },
    Native { name: "oct", signature: "(number, /)", function: |vm, args| in_base(vm, &args[0], 8, "0o") },
    Native { name: "hex", signature: "(number, /)", function: |vm, args| in_base(vm, &args[0], 16, "0x") },
    Native { name: "chr", signature: "(i, /)", function: chr },
    Native { name: "ord", signature: "(character, /)", function: ord },
];

fn abs(vm: &mut Vm, args: &[Value]) -> PyResult {
    match (args[0].as_small(), args[0].as_inline_float()) {
        (Some(small), _) => return Ok(vm.int(small.abs())),
        (_, Some(float)) => return Ok(vm.float(float.abs())),
        _ if vm.type_of(&args[0]).is(&vm.types().complex) => return super::complex::abs(vm, args),
        _ => {}
    }
    match vm.try_special(&args[0], Special::Abs, &[])? {
        Some(value) => Ok(value),
        None => {
            let class = class_name(vm, &args[0]);
            Err(vm.type_error(format!("bad operand type for abs(): '{class}'")))
        }
    }
}

fn divmod(vm: &mut Vm, args: &[Value]) -> PyResult {
    const DIVMOD: BinaryOp =
        BinaryOp { forward: Special::DivMod, reflected: Special::RDivMod, inplace: Special::DivMod, symbol: "divmod()" };
    if let (Some(x), Some(y @ 1..)) = (args[0].as_small(), args[1].as_small()) {
        return Ok(vm.tuple([vm.int(x.div_euclid(y)), vm.int(x.rem_euclid(y))]));
    }
    match vm.binary_op(DIVMOD, &args[0], &args[1])? {
        Some(result) => Ok(result),
        None => {
            let (left, right) = (class_name(vm, &args[0]), class_name(vm, &args[1]));
            Err(vm.type_error(format!("unsupported operand type(s) for divmod(): '{left}' and '{right}'")))
        }
    }
}

fn pow(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args[2].is_null() || args[2].is_none() {
        true => vm.binary(crate::bytecode::BinaryOperator::Power, &args[0], &args[1]),
        false => modular_pow(vm, &args[0], &args[1], &args[2]),
    }
}

/// `pow(base, exponent, modulus)`: the base's `__pow__`, the exponent's `__rpow__`, the modulus' `__pow__`; of subclasses
/// the exponent's first.
fn modular_pow(vm: &mut Vm, base: &Value, exponent: &Value, modulus: &Value) -> PyResult {
    let [left, right, third] = [base, exponent, modulus].map(|value| vm.type_of(value).to_ref());
    let right_is_other = !left.is(&right);
    let right_first = right_is_other && right.is_subtype(&left, vm);
    let forward = (base, Special::Pow, [exponent.clone(), modulus.clone()]);
    let reflected = (exponent, Special::RPow, [base.clone(), modulus.clone()]);
    let mut order = Vec::with_capacity(3);
    if right_first {
        order.push(reflected.clone());
    }
    order.push(forward);
    if right_is_other && !right_first {
        order.push(reflected);
    }
    // The types that CPython wrote in C look at all three operands; those of the third are asked last.
    if !third.is(&left) && !third.is(&right) && modulus.as_float().is_some() | modulus.is_a::<crate::object::Complex>() {
        order.push((modulus, Special::RPow, [base.clone(), modulus.clone()]));
    }
    for (receiver, special, arguments) in order {
        if let Some(result) = vm.try_special(receiver, special, &arguments)?
            && !result.is_not_implemented()
        {
            return Ok(result);
        }
    }
    let (left, right, third) = (left.name(), right.name(), third.name());
    Err(vm.type_error(format!("unsupported operand type(s) for ** or pow(): '{left}', '{right}', '{third}'")))
}

fn round(vm: &mut Vm, args: &[Value]) -> PyResult {
    let digits = if args[1].is_null() || args[1].is_none() { &[] } else { &args[1..2] };
    match vm.try_special(&args[0], Special::Round, digits)? {
        Some(rounded) => Ok(rounded),
        None => {
            let class = class_name(vm, &args[0]);
            Err(vm.type_error(format!("type {class} doesn't define __round__ method")))
        }
    }
}

fn chr(vm: &mut Vm, args: &[Value]) -> PyResult {
    match u32::try_from(vm.index_clamped(&args[0])?).ok().filter(|point| *point < 0x110000) {
        Some(point) => Ok(vm.character(point)),
        None => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = args[0].get::<Bytes>().map(|bytes| bytes.as_bytes());
    let bytes = bytes.or_else(|| args[0].get::<ByteArray>().map(|bytes| &bytes.bytes(vm)[..]));
    let (len, code) = match (args[0].get::<Str>(), bytes) {
        (Some(text), _) => (text.chars(), (text.chars() == 1).then(|| text.code_point(0))),
        (_, Some(bytes)) => (bytes.len(), bytes.first().map(|byte| u32::from(*byte))),
        _ => {
            let class = class_name(vm, &args[0]);
            return Err(vm.type_error(format!("ord() expected string of length 1, but {class} found")));
        }
    };
    match code {
        Some(code) if len == 1 => Ok(vm.int(code.into())),
        _ => Err(vm.type_error(format!("ord() expected a character, but string of length {len} found"))),
    }
}
