//! How decimals are made: of texts, ints, floats, tuples and other decimals; exactly, or as a context rounds them.

use super::natural::Natural;
use super::number::{Decimal, Kind};
use super::operands::{give, job, known, note, note_float, of_float};
use super::rules::{Rules, Work, condition};
use super::{current, text};
use crate::number::parse;
use crate::object::{List, Obj, Str, Tuple, Type, Value};
use crate::vm::{Native, PyResult, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, value='0', context=None)", function: new },
    Native { name: "from_float", signature: "(cls, f, /)", function: from_float },
    Native { name: "from_number", signature: "(cls, number, /)", function: from_number },
];

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let context = current::given(vm, &args[2])?;
    let value = match args[1].given() {
        Some(value) => exact(vm, &context, value)?,
        None => Decimal::ZERO,
    };
    of_class(vm, &args[0], &args[1], value)
}

/// An instance of a class; a value that is one already if that is just the class of decimals.
fn of_class(vm: &mut Vm, class: &Value, value: &Value, number: Decimal) -> PyResult {
    let Some(class) = class.get::<Type>() else { return Err(vm.type_error("a type is required")) };
    let own = vm.type_for::<Decimal>();
    if class.is(&own) && vm.type_of(value).is(&own) {
        return Ok(value.clone());
    }
    Ok(vm.opaque(class, number))
}

/// The ASCII of a text, as numbers are written: nothing where that cannot be.
fn ascii(text: &Obj<Str>, is_lenient: bool) -> Option<Vec<u8>> {
    let ascii = match text.as_str() {
        Some(text) => parse::to_ascii(text),
        None => return None,
    };
    if !is_lenient {
        return Some(ascii);
    }
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r' | 0x1c..=0x1f);
    let start = ascii.iter().position(|byte| !is_space(byte))?;
    let end = ascii.iter().rposition(|byte| !is_space(byte)).map_or(0, |last| last + 1);
    Some(ascii[start..end].iter().copied().filter(|byte| *byte != b'_').collect())
}

/// Whatever can be a decimal, exactly.
fn exact(vm: &mut Vm, context: &Value, value: &Value) -> PyResult<Decimal> {
    let mut work = Work::new(Rules::WIDEST, vm.interrupt());
    if let Some(number) = value.opaque::<Decimal>(vm) {
        return Ok(number.clone());
    }
    if let Some(text) = value.get::<Str>() {
        let result = match ascii(text, true) {
            Some(text) => of_text(&mut work, &text),
            None => Ok(work.error(condition::CONVERSION_SYNTAX)),
        };
        return exactly(vm, context, work.status, result);
    }
    if let Some(int) = value.as_int() {
        return Ok(Decimal::finite(int.is_negative(), Natural::of_int(int), 0));
    }
    if let Some(float) = value.as_float() {
        note_float(vm, context)?;
        return of_float(float, vm.interrupt()).map_err(|error| vm.number_error(error));
    }
    if let Some(items) = items_of(vm, value) {
        let number = of_items(vm, &items)?;
        let result = work.finish(number);
        return exactly(vm, context, work.status, result);
    }
    let class = vm.type_of(value).name();
    Err(vm.type_error(format!("conversion from {class} to Decimal is not supported")))
}

/// What could not be taken as it is, is no number.
fn exactly(vm: &mut Vm, context: &Value, status: u32, result: crate::number::Result<Decimal>) -> PyResult<Decimal> {
    let lost = condition::INEXACT | condition::ROUNDED | condition::CLAMPED;
    match status & lost != 0 {
        true => known(vm, context, condition::INVALID_OPERATION, result.map(|_| Decimal::NAN)),
        false => known(vm, context, status & condition::ERRORS, result),
    }
}

/// A number as a context rounds it. A NaN may have no longer payload than there is room for.
pub fn of_text(work: &mut Work, text: &[u8]) -> crate::number::Result<Decimal> {
    match text::parse(text, work.interrupt)? {
        Some(number) => fitted(work, number),
        None => Ok(work.error(condition::CONVERSION_SYNTAX)),
    }
}

fn fitted(work: &mut Work, number: Decimal) -> crate::number::Result<Decimal> {
    let room = work.rules.prec - i64::from(work.rules.clamp);
    if number.is_nan() && !number.coefficient.is_zero() && number.coefficient.digits() > room {
        return Ok(work.error(condition::CONVERSION_SYNTAX));
    }
    work.finish(number)
}

/// The items of a list or tuple.
fn items_of(vm: &Vm, value: &Value) -> Option<Vec<Value>> {
    match (value.get::<Tuple>(), value.get::<List>()) {
        (Some(tuple), _) => Some(tuple.items().to_vec()),
        (_, Some(list)) => Some(list.items(vm).to_vec()),
        _ => None,
    }
}

/// Sign, digits, exponent or a letter.
fn of_items(vm: &mut Vm, items: &[Value]) -> PyResult<Decimal> {
    let [sign, digits, exponent] = items else {
        return Err(vm.value_error("argument must be a sequence of length 3"));
    };
    let is_negative = match sign.as_int().and_then(|sign| sign.to_i64()) {
        Some(sign @ 0..=1) => sign == 1,
        _ => return Err(vm.value_error("sign must be an integer with the value 0 or 1")),
    };
    let letter = exponent.get::<Str>().map(|letter| letter.to_string_lossy());
    let (kind, exponent) = match (letter.as_deref(), exponent.as_int()) {
        (Some("F"), _) => (Kind::Infinite, 0),
        (Some("n"), _) => (Kind::Quiet, 0),
        (Some("N"), _) => (Kind::Signaling, 0),
        (Some(_), _) => {
            return Err(vm.value_error("string argument in the third position must be 'F', 'n' or 'N'"));
        }
        (None, Some(exponent)) => match exponent.to_i64() {
            Some(exponent) => (Kind::Finite, exponent.clamp(-2 * super::rules::BEYOND, super::rules::BEYOND)),
            None => return Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
        },
        (None, None) => return Err(vm.value_error("exponent must be an integer")),
    };
    let Some(digits) = items_of(vm, digits) else {
        return Err(vm.value_error("coefficient must be a tuple of digits"));
    };
    let digit = |digit: &Value| digit.as_int()?.to_i64().filter(|digit| (0..=9).contains(digit));
    let text: Option<Vec<u8>> = digits.iter().map(|item| digit(item).map(|digit| b'0' + digit as u8)).collect();
    let Some(text) = text else { return Err(vm.value_error("coefficient must be a tuple of digits")) };
    if kind == Kind::Infinite {
        return Ok(Decimal::infinity(is_negative));
    }
    let coefficient = Natural::parse(&text, vm.interrupt()).map_err(|error| vm.number_error(error))?;
    Ok(Decimal { is_negative, kind, coefficient, exponent })
}

/// An int or a float, exactly.
fn of_real(vm: &mut Vm, value: &Value) -> PyResult<Decimal> {
    if let Some(int) = value.as_int() {
        return Ok(Decimal::finite(int.is_negative(), Natural::of_int(int), 0));
    }
    match value.as_float() {
        Some(float) => of_float(float, vm.interrupt()).map_err(|error| vm.number_error(error)),
        None => Err(vm.type_error("argument must be int or float")),
    }
}

/// What a class makes of a number: a subclass is called.
fn through_class(vm: &mut Vm, class: &Value, number: Decimal) -> PyResult {
    let own = vm.type_for::<Decimal>();
    let made = vm.new_opaque(number);
    match own.value().is(class) {
        true => Ok(made),
        false => vm.call(class, &[made]),
    }
}

fn from_float(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = of_real(vm, &args[1])?;
    through_class(vm, &args[0], number)
}

fn from_number(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = match args[1].opaque::<Decimal>(vm) {
        Some(number) => number.clone(),
        None if args[1].as_int().is_some() || args[1].as_float().is_some() => of_real(vm, &args[1])?,
        None => {
            let class = vm.type_of(&args[1]).name();
            return Err(vm.type_error(format!("conversion from {class} to Decimal is not supported")));
        }
    };
    through_class(vm, &args[0], number)
}

/// `Context.create_decimal`.
pub fn create_decimal(vm: &mut Vm, args: &[Value]) -> PyResult {
    let context = &args[0];
    let Some(value) = args[1].given() else { return Ok(vm.new_opaque(Decimal::ZERO)) };
    let mut work = job(vm, context);
    if let Some(text) = value.get::<Str>() {
        let result = match ascii(text, false) {
            Some(text) => of_text(&mut work, &text),
            None => Ok(work.error(condition::CONVERSION_SYNTAX)),
        };
        return give(vm, context, work.status, result);
    }
    let number = match value.opaque::<Decimal>(vm) {
        Some(number) => number.clone(),
        None if value.as_int().is_some() => of_real(vm, value)?,
        None if value.as_float().is_some() => {
            note(vm, context, condition::FLOAT_OPERATION)?;
            of_real(vm, value)?
        }
        None => match items_of(vm, value) {
            Some(items) => of_items(vm, &items)?,
            None => {
                let class = vm.type_of(value).name();
                return Err(vm.type_error(format!("conversion from {class} to Decimal is not supported")));
            }
        },
    };
    let result = fitted(&mut work, number);
    give(vm, context, work.status, result)
}

/// `Context.create_decimal_from_float`.
pub fn create_decimal_from_float(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = of_real(vm, &args[1])?;
    let mut work = job(vm, &args[0]);
    let result = work.finish(number);
    give(vm, &args[0], work.status, result)
}
