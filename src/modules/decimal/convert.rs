//! Decimals as other values: ints, floats, tuples, ratios, texts, hashes.

use super::natural::Natural;
use super::number::{Decimal, Kind};
use super::operands::{job, known, of};
use super::rules::Rounding;
use super::{State, context, current, format, text};
use crate::number::{Int, IntRef, NumberError, divide, hash, roots};
use crate::object::Value;
use crate::vm::{Attribute, Native, PyResult, Raised, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__str__", signature: "(self, /)", function: str },
    Native { name: "__format__", signature: "(self, fmtarg, override=<missing>, /)", function: format::format },
    Native { name: "__hash__", signature: "(self, /)", function: |vm, args| hash(vm, &args[0]) },
    Native { name: "__bool__", signature: "(self, /)", function: |vm, args| Ok(Value::bool(!of(vm, &args[0]).is_zero())) },
    Native { name: "__int__", signature: "(self, /)", function: |vm, args| to_int(vm, &args[0], Rounding::Down) },
    Native { name: "__trunc__", signature: "(self, /)", function: |vm, args| to_int(vm, &args[0], Rounding::Down) },
    Native { name: "__floor__", signature: "(self, /)", function: |vm, args| to_int(vm, &args[0], Rounding::Floor) },
    Native { name: "__ceil__", signature: "(self, /)", function: |vm, args| to_int(vm, &args[0], Rounding::Ceiling) },
    Native { name: "__round__", signature: "(self, ndigits=<missing>, /)", function: round },
    Native { name: "__float__", signature: "(self, /)", function: |vm, args| to_float(vm, &args[0]).map(|x| vm.float(x)) },
    Native {
        name: "__complex__",
        signature: "(self, /)",
        function: |vm, args| to_float(vm, &args[0]).map(|x| vm.complex(x, 0.0)),
    },
    Native { name: "__copy__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__deepcopy__", signature: "(self, object, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
    Native { name: "__sizeof__", signature: "(self, /)", function: size },
    Native { name: "as_tuple", signature: "(self, /)", function: as_tuple },
    Native { name: "as_integer_ratio", signature: "(self, /)", function: as_integer_ratio },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "real", get: |_, number| Ok(number.clone()), set: None },
    Attribute { name: "imag", get: |vm, _| Ok(vm.new_opaque(Decimal::ZERO)), set: None },
];

fn capitals(vm: &mut Vm) -> PyResult<bool> {
    let context = current::get(vm)?;
    Ok(context::of(vm, &context).is_none_or(|context| context.capitals))
}

/// A number's text, in the current context.
pub fn shown(vm: &mut Vm, number: &Value) -> PyResult<String> {
    let capitals = capitals(vm)?;
    text::text(of(vm, number), false, capitals, vm.interrupt()).map_err(|error| vm.number_error(error))
}

fn str(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = shown(vm, &args[0])?;
    Ok(vm.str(&text))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = shown(vm, &args[0])?;
    Ok(vm.str(&format!("Decimal('{text}')")))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = shown(vm, &args[0])?;
    let (class, text) = (vm.type_of(&args[0]).value(), vm.str(&text));
    let text = vm.tuple([text]);
    Ok(vm.tuple([class, text]))
}

/// The object, and words of nineteen digits beyond the four that it has room for.
fn size(vm: &mut Vm, args: &[Value]) -> PyResult {
    let words = (of(vm, &args[0]).coefficient.digits() as usize).div_ceil(19);
    Ok(Value::size(104 + if words > 4 { words * 8 } else { 0 }))
}

fn hash(vm: &mut Vm, number: &Value) -> PyResult {
    let decimal = of(vm, number);
    let hash = match decimal.kind {
        Kind::Signaling => return Err(vm.type_error("Cannot hash a signaling NaN value")),
        Kind::Quiet => {
            let object = vm.types().object.clone();
            let (name, object) = (vm.names().__hash__.clone(), object.into_value());
            let hash = vm.getattr(&object, &name)?;
            return vm.call(&hash, std::slice::from_ref(number));
        }
        Kind::Infinite if decimal.is_negative => -314_159,
        Kind::Infinite => 314_159,
        Kind::Finite => finite_hash(decimal),
    };
    Ok(vm.int(hash))
}

/// Modulo the prime of all numbers' hashes.
fn finite_hash(number: &Decimal) -> i64 {
    const PRIME: u128 = (1 << 61) - 1;
    let residue = match &number.coefficient {
        Natural::Small(value) => value % PRIME,
        big => u128::from(hash::hash_int(big.to_int(false).as_ref()).unsigned_abs()),
    };
    // Ten, or what ten times is one.
    const INVERSE: u128 = (9 * PRIME + 1) / 10;
    let mut exponent = number.exponent.unsigned_abs();
    let (mut power, mut base) = (1u128, if number.exponent < 0 { INVERSE } else { 10 });
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = power * base % PRIME;
        }
        base = base * base % PRIME;
        exponent >>= 1;
    }
    let residue = (residue * power % PRIME) as i64;
    hash::without_minus_one(if number.is_negative { -residue } else { residue })
}

#[cold]
fn no_int(vm: &mut Vm, number: &Value) -> Raised {
    match of(vm, number).is_infinite() {
        true => vm.overflow_error("cannot convert Infinity to integer"),
        false => vm.value_error("cannot convert NaN to integer"),
    }
}

fn to_int(vm: &mut Vm, number: &Value, rounding: Rounding) -> PyResult {
    if !of(vm, number).is_finite() {
        return Err(no_int(vm, number));
    }
    let context = current::get(vm)?;
    let mut work = job(vm, &context);
    work.rules.rounding = rounding;
    let result = whole(&mut work, of(vm, number));
    let result = known(vm, &context, work.status, result)?;
    Ok(vm.integer(result))
}

fn whole(work: &mut super::operands::Job, number: &Decimal) -> crate::number::Result<Int> {
    let whole = work.integral(number, false)?;
    let coefficient = whole.coefficient.shifted(whole.exponent.max(0) as u64, work.interrupt)?;
    Ok(coefficient.to_int(whole.is_negative))
}

fn round(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(digits) = args[1].given() else { return to_int(vm, &args[0], Rounding::HalfEven) };
    let digits = match digits.as_int().map(|digits| digits.to_i64()) {
        Some(Some(digits)) => digits,
        Some(None) => return Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
        None => return Err(vm.type_error("optional arg must be an integer")),
    };
    let like = Decimal::finite(false, Natural::ONE, digits.saturating_neg());
    let context = current::get(vm)?;
    let mut work = job(vm, &context);
    let result = work.quantize(of(vm, &args[0]), &like);
    super::operands::give(vm, &context, work.status, result)
}

fn to_float(vm: &mut Vm, number: &Value) -> PyResult<f64> {
    let decimal = of(vm, number);
    match decimal.kind {
        Kind::Signaling => Err(vm.value_error("cannot convert signaling NaN to float")),
        Kind::Quiet if decimal.is_negative => Ok(-f64::NAN),
        Kind::Quiet => Ok(f64::NAN),
        _ => {
            let text = text::text(decimal, false, true, vm.interrupt()).map_err(|error| vm.number_error(error))?;
            Ok(text.parse().unwrap_or(f64::NAN))
        }
    }
}

fn as_tuple(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = of(vm, &args[0]);
    let (is_negative, kind, exponent) = (number.is_negative, number.kind, number.exponent);
    let digits = match kind {
        Kind::Quiet | Kind::Signaling if number.coefficient.is_zero() => Ok(String::new()),
        _ => number.coefficient.text(vm.interrupt()),
    };
    let digits = digits.map_err(|error| vm.number_error(error))?;
    let digits: Vec<Value> = digits.bytes().map(|digit| Value::size((digit - b'0').into())).collect();
    let exponent = match kind {
        Kind::Finite => vm.int(exponent),
        Kind::Infinite => vm.intern("F"),
        Kind::Quiet => vm.intern("n"),
        Kind::Signaling => vm.intern("N"),
    };
    let (class, digits) = (vm.state::<State>().tuple.clone(), vm.tuple(digits));
    vm.call(&class, &[Value::size(is_negative.into()), digits, exponent])
}

fn as_integer_ratio(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = of(vm, &args[0]);
    if !number.is_finite() {
        return Err(match number.is_infinite() {
            true => vm.overflow_error("cannot convert Infinity to integer ratio"),
            false => vm.value_error("cannot convert NaN to integer ratio"),
        });
    }
    let (numerator, denominator) = ratio(number, vm).map_err(|error| vm.number_error(error))?;
    let pair = [vm.integer(numerator), vm.integer(denominator)];
    Ok(vm.tuple(pair))
}

/// In lowest terms.
pub fn ratio(number: &Decimal, vm: &Vm) -> Result<(Int, Int), NumberError> {
    let interrupt = vm.interrupt();
    if number.is_zero() {
        return Ok((Int::Small(0), Int::Small(1)));
    }
    if number.exponent >= 0 {
        let whole = number.coefficient.shifted(number.exponent as u64, interrupt)?;
        return Ok((whole.to_int(number.is_negative), Int::Small(1)));
    }
    let numerator = number.coefficient.to_int(number.is_negative);
    let denominator = Natural::power_of_ten(number.exponent.unsigned_abs(), interrupt)?.to_int(false);
    let common = roots::gcd(numerator.as_ref(), denominator.as_ref(), interrupt)?;
    if common.as_ref() == IntRef::Small(1) {
        return Ok((numerator, denominator));
    }
    let reduce = |number: Int| divide::floor_div(number.as_ref(), common.as_ref(), interrupt);
    Ok((reduce(numerator)?, reduce(denominator)?))
}
