//! `datetime.timedelta`: durations, exact to the microsecond.

use super::calendar::{DAY, Delta, MAX_DELTA_DAYS, SECOND};
use crate::bytecode::Comparison;
use crate::number::{Int, IntRef, convert, divide, int};
use crate::object::{Obj, Opaque, Tuple, Type, Value};
use crate::vm::{Attribute, Native, PyResult, Raised, Vm, holds, readonly};

/// `datetime.timedelta`.
pub struct DeltaObject(pub Delta);

impl Opaque for DeltaObject {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

pub const METHODS: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)",
        function: new,
    },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__str__", signature: "(self, /)", function: str },
    Native { name: "__hash__", signature: "(self, /)", function: |vm, args| hash_of(vm, of(vm, &args[0])) },
    Native { name: "__bool__", signature: "(self, /)", function: |vm, args| Ok(Value::bool(!of(vm, &args[0]).is_zero())) },
    Native { name: "total_seconds", signature: "(self, /)", function: |vm, args| total_seconds(vm, of(vm, &args[0])) },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
];

pub const COMPARISONS: &[Native] = &[
    Native { name: "__lt__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::Less, args) },
    Native { name: "__le__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::LessEqual, args) },
    Native { name: "__eq__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::Equal, args) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::NotEqual, args) },
    Native { name: "__gt__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::Greater, args) },
    Native {
        name: "__ge__",
        signature: "(self, value, /)",
        function: |vm, args| compare(vm, Comparison::GreaterEqual, args),
    },
];

pub const OPERATORS: &[Native] = &[
    Native { name: "__add__", signature: "(self, value, /)", function: |vm, args| add(vm, &args[0], &args[1]) },
    Native { name: "__radd__", signature: "(self, value, /)", function: |vm, args| add(vm, &args[1], &args[0]) },
    Native { name: "__sub__", signature: "(self, value, /)", function: |vm, args| subtract(vm, &args[0], &args[1]) },
    Native { name: "__rsub__", signature: "(self, value, /)", function: |vm, args| subtract(vm, &args[1], &args[0]) },
    Native { name: "__mul__", signature: "(self, value, /)", function: multiply },
    Native { name: "__rmul__", signature: "(self, value, /)", function: multiply },
    Native {
        name: "__floordiv__",
        signature: "(self, value, /)",
        function: |vm, args| floor_divide(vm, &args[0], &args[1]),
    },
    Native {
        name: "__rfloordiv__",
        signature: "(self, value, /)",
        function: |vm, args| floor_divide(vm, &args[1], &args[0]),
    },
    Native { name: "__truediv__", signature: "(self, value, /)", function: |vm, args| true_divide(vm, &args[0], &args[1]) },
    Native { name: "__rtruediv__", signature: "(self, value, /)", function: |vm, args| true_divide(vm, &args[1], &args[0]) },
    Native { name: "__mod__", signature: "(self, value, /)", function: |vm, args| remainder(vm, &args[0], &args[1]) },
    Native { name: "__rmod__", signature: "(self, value, /)", function: |vm, args| remainder(vm, &args[1], &args[0]) },
    Native { name: "__divmod__", signature: "(self, value, /)", function: |vm, args| div_mod(vm, &args[0], &args[1]) },
    Native { name: "__rdivmod__", signature: "(self, value, /)", function: |vm, args| div_mod(vm, &args[1], &args[0]) },
    Native { name: "__neg__", signature: "(self, /)", function: |vm, args| negative(vm, of(vm, &args[0])) },
    Native { name: "__pos__", signature: "(self, /)", function: |vm, args| Ok(make(vm, of(vm, &args[0]))) },
    Native { name: "__abs__", signature: "(self, /)", function: abs },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "days", get: |vm, delta| Ok(vm.int(of(vm, delta).days.into())), set: Some(readonly) },
    Attribute { name: "seconds", get: |vm, delta| Ok(vm.int(of(vm, delta).seconds.into())), set: Some(readonly) },
    Attribute { name: "microseconds", get: |vm, delta| Ok(vm.int(of(vm, delta).micros.into())), set: Some(readonly) },
];

/// The duration that a value is.
#[inline]
pub fn given(vm: &Vm, value: &Value) -> Option<Delta> {
    value.opaque::<DeltaObject>(vm).map(|delta| delta.0)
}

fn of(vm: &Vm, value: &Value) -> Delta {
    given(vm, value).unwrap_or_default()
}

/// A new `timedelta`.
pub fn make(vm: &mut Vm, delta: Delta) -> Value {
    vm.new_opaque(DeltaObject(delta))
}

#[cold]
fn too_long(vm: &mut Vm, days: i64) -> Raised {
    vm.overflow_error(format!("days={days}; must have magnitude <= {MAX_DELTA_DAYS}"))
}

/// Parts that may be beyond their ranges, as a duration.
#[inline]
pub fn checked(vm: &mut Vm, days: i64, seconds: i64, micros: i64) -> PyResult<Delta> {
    let (days, seconds, micros) = Delta::normal(days, seconds, micros);
    if days.abs() > MAX_DELTA_DAYS {
        return Err(too_long(vm, days));
    }
    Ok(Delta { days: days as i32, seconds, micros })
}

/// The duration of so many microseconds.
fn of_micros(vm: &mut Vm, micros: IntRef) -> PyResult<Delta> {
    const LONG_DAY: i128 = (DAY * SECOND) as i128;
    let parts = micros.to_i128().and_then(|micros| {
        let days = i32::try_from(micros.div_euclid(LONG_DAY)).ok()?;
        Some((days, micros.rem_euclid(LONG_DAY) as i64))
    });
    match parts {
        Some((days, micros)) => checked(vm, days.into(), 0, micros),
        None => Err(vm.overflow_error("Python int too large to convert to C int")),
    }
}

fn make_of_micros(vm: &mut Vm, micros: &Int) -> PyResult {
    let delta = of_micros(vm, micros.as_ref())?;
    Ok(make(vm, delta))
}

/// A unit of the constructor: its name, its argument's place, and how many microseconds it is.
const UNITS: [(&str, usize, i64); 7] = [
    ("microseconds", 3, 1),
    ("milliseconds", 4, 1000),
    ("seconds", 2, SECOND),
    ("minutes", 5, 60 * SECOND),
    ("hours", 6, 3600 * SECOND),
    ("days", 1, DAY * SECOND),
    ("weeks", 7, 7 * DAY * SECOND),
];

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Err(vm.type_error("a type is required")) };
    let delta = match small_total(args) {
        Some(micros) => checked(vm, 0, 0, micros)?,
        None => sum_of_units(vm, args)?,
    };
    Ok(make_as(vm, class, delta))
}

pub fn make_as(vm: &Vm, class: &Obj<Type>, delta: Delta) -> Value {
    vm.opaque(class, DeltaObject(delta))
}

/// The microseconds of arguments that are small integers.
fn small_total(args: &[Value]) -> Option<i64> {
    let mut total = 0i64;
    for (_, place, factor) in UNITS {
        if let Some(value) = args[place].given() {
            total = total.checked_add(value.as_small()?.checked_mul(factor)?)?;
        }
    }
    Some(total)
}

/// What whole microseconds are left of floats is added up apart, and rounded to an even number in the end.
fn sum_of_units(vm: &mut Vm, args: &[Value]) -> PyResult<Delta> {
    let (mut total, mut left) = (Int::Small(0), 0.0);
    for (name, place, factor) in UNITS {
        let Some(value) = args[place].given() else { continue };
        total = match (value.as_int(), value.as_float()) {
            (Some(value), _) => add_product(vm, &total, value, factor)?,
            (None, Some(value)) => {
                let whole = whole_part(vm, value.trunc())?;
                total = add_product(vm, &total, whole.as_ref(), factor)?;
                let rest = value.fract() * factor as f64;
                left += rest.fract();
                int::add(total.as_ref(), IntRef::Small(rest.trunc() as i64))
            }
            _ => {
                let class = vm.type_of(value).name();
                return Err(vm.type_error(format!("unsupported type for timedelta {name} component: {class}")));
            }
        };
    }
    if left != 0.0 {
        let is_odd = if total.as_ref().is_odd() { 1.0 } else { 0.0 };
        let whole = match left.round() {
            whole if (whole - left).abs() == 0.5 => 2.0 * ((left + is_odd) * 0.5).round() - is_odd,
            whole => whole,
        };
        total = int::add(total.as_ref(), IntRef::Small(whole as i64));
    }
    of_micros(vm, total.as_ref())
}

fn whole_part(vm: &mut Vm, value: f64) -> PyResult<Int> {
    convert::int_from_float(value).map_err(|error| vm.number_error(error))
}

fn add_product(vm: &mut Vm, total: &Int, value: IntRef, factor: i64) -> PyResult<Int> {
    let product = int::mul(value, IntRef::Small(factor), vm.interrupt()).map_err(|error| vm.number_error(error))?;
    Ok(int::add(total.as_ref(), product.as_ref()))
}

fn add(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(a), Some(b)) = (given(vm, a), given(vm, b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    let ((days, seconds, micros), (more_days, more_seconds, more_micros)) = (a.parts(), b.parts());
    let sum = checked(vm, days + more_days, seconds + more_seconds, micros + more_micros)?;
    Ok(make(vm, sum))
}

fn subtract(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(a), Some(b)) = (given(vm, a), given(vm, b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    let difference = difference(vm, a, b)?;
    Ok(make(vm, difference))
}

pub fn difference(vm: &mut Vm, a: Delta, b: Delta) -> PyResult<Delta> {
    let ((days, seconds, micros), (less_days, less_seconds, less_micros)) = (a.parts(), b.parts());
    checked(vm, days - less_days, seconds - less_seconds, micros - less_micros)
}

fn negative(vm: &mut Vm, delta: Delta) -> PyResult {
    let negative = difference(vm, Delta::default(), delta)?;
    Ok(make(vm, negative))
}

fn abs(vm: &mut Vm, args: &[Value]) -> PyResult {
    match of(vm, &args[0]) {
        delta if delta.days < 0 => negative(vm, delta),
        delta => Ok(make(vm, delta)),
    }
}

fn multiply(vm: &mut Vm, args: &[Value]) -> PyResult {
    let total = Int::from(of(vm, &args[0]).total());
    match (args[1].as_int(), args[1].as_float()) {
        (Some(factor), _) => {
            let product = int::mul(factor, total.as_ref(), vm.interrupt()).map_err(|error| vm.number_error(error))?;
            make_of_micros(vm, &product)
        }
        (None, Some(_)) => scale(vm, &total, &args[1], false),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// The fraction that a float is: its class may say which.
fn fraction(vm: &mut Vm, value: &Value) -> PyResult<(Int, Int)> {
    match value.as_float() {
        Some(float) if vm.type_of(value).is(&vm.types().float) => {
            return convert::as_integer_ratio(float).map_err(|error| vm.number_error(error));
        }
        _ => {}
    }
    let method = vm.intern("as_integer_ratio");
    let ratio = vm.call_method(value, &method, &[])?;
    let Some(parts) = ratio.get::<Tuple>() else {
        let class = vm.type_of(&ratio).name();
        let message = format!("unexpected return type from as_integer_ratio(): expected tuple, got '{class}'");
        return Err(vm.type_error(message));
    };
    let [by, through] = parts.items() else {
        return Err(vm.value_error("as_integer_ratio() must return a 2-tuple"));
    };
    match (by.as_int(), through.as_int()) {
        (Some(by), Some(through)) => Ok((by.to_int(), through.to_int())),
        _ => Err(vm.type_error("non-integer arguments in division")),
    }
}

/// Microseconds by the fraction that a float is, or that turned upside down.
fn scale(vm: &mut Vm, total: &Int, by: &Value, inverse: bool) -> PyResult {
    let (mut by, mut through) = fraction(vm, by)?;
    if inverse {
        std::mem::swap(&mut by, &mut through);
    }
    let product = int::mul(total.as_ref(), by.as_ref(), vm.interrupt()).map_err(|error| vm.number_error(error))?;
    let quotient = divide_nearest(vm, product.as_ref(), through.as_ref())?;
    make_of_micros(vm, &quotient)
}

/// The quotient rounded to the nearest integer, the even one of two that are as near.
fn divide_nearest(vm: &mut Vm, a: IntRef, b: IntRef) -> PyResult<Int> {
    let (quotient, rest) = divide::div_mod(a, b, vm.interrupt()).map_err(|error| vm.number_error(error))?;
    // The rest has the divisor's sign.
    let twice = int::abs(int::add(rest.as_ref(), rest.as_ref()).as_ref());
    let is_up = match int::compare(twice.as_ref(), int::abs(b).as_ref()) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => quotient.as_ref().is_odd(),
        std::cmp::Ordering::Greater => true,
    };
    Ok(if is_up { int::add(quotient.as_ref(), IntRef::Small(1)) } else { quotient })
}

fn floor_divide(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some(total) = given(vm, a).map(|a| Int::from(a.total())) else { return Ok(Value::NOT_IMPLEMENTED) };
    if let Some(divisor) = b.as_int() {
        let quotient = divide::floor_div(total.as_ref(), divisor, vm.interrupt()).map_err(|error| vm.number_error(error))?;
        return make_of_micros(vm, &quotient);
    }
    let Some(divisor) = given(vm, b).map(|b| Int::from(b.total())) else { return Ok(Value::NOT_IMPLEMENTED) };
    let quotient = divide::floor_div(total.as_ref(), divisor.as_ref(), vm.interrupt());
    let quotient = quotient.map_err(|error| vm.number_error(error))?;
    Ok(vm.integer(quotient))
}

fn true_divide(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some(total) = given(vm, a).map(|a| Int::from(a.total())) else { return Ok(Value::NOT_IMPLEMENTED) };
    if let Some(divisor) = given(vm, b) {
        return ratio(vm, &total, &Int::from(divisor.total()));
    }
    match (b.as_int(), b.as_float()) {
        (Some(divisor), _) => {
            let quotient = divide_nearest(vm, total.as_ref(), divisor)?;
            make_of_micros(vm, &quotient)
        }
        (None, Some(_)) => scale(vm, &total, b, true),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn ratio(vm: &mut Vm, a: &Int, b: &Int) -> PyResult {
    match convert::true_divide(a.as_ref(), b.as_ref(), vm.interrupt()) {
        Ok(ratio) => Ok(vm.float(ratio)),
        Err(error) => Err(vm.number_error(error)),
    }
}

/// Quotient and rest of two durations.
fn parts(vm: &mut Vm, a: &Value, b: &Value) -> PyResult<Option<(Int, Value)>> {
    let (Some(a), Some(b)) = (given(vm, a), given(vm, b)) else { return Ok(None) };
    let (a, b) = (Int::from(a.total()), Int::from(b.total()));
    let (quotient, rest) =
        divide::div_mod(a.as_ref(), b.as_ref(), vm.interrupt()).map_err(|error| vm.number_error(error))?;
    Ok(Some((quotient, make_of_micros(vm, &rest)?)))
}

fn remainder(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    Ok(parts(vm, a, b)?.map_or(Value::NOT_IMPLEMENTED, |(_, rest)| rest))
}

fn div_mod(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    match parts(vm, a, b)? {
        Some((quotient, rest)) => {
            let quotient = vm.integer(quotient);
            Ok(vm.tuple([quotient, rest]))
        }
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

pub fn total_seconds(vm: &mut Vm, delta: Delta) -> PyResult {
    ratio(vm, &Int::from(delta.total()), &Int::Small(SECOND))
}

fn compare(vm: &mut Vm, comparison: Comparison, args: &[Value]) -> PyResult {
    match (given(vm, &args[0]), given(vm, &args[1])) {
        (Some(a), Some(b)) => Ok(Value::bool(holds(comparison, Some(a.cmp(&b))))),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// As that of a tuple of days, seconds and microseconds.
pub fn hash(vm: &mut Vm, delta: Delta) -> PyResult<i64> {
    let parts = tuple(vm, delta);
    vm.hash(&parts)
}

fn hash_of(vm: &mut Vm, delta: Delta) -> PyResult {
    let hash = hash(vm, delta)?;
    Ok(vm.int(hash))
}

fn tuple(vm: &mut Vm, delta: Delta) -> Value {
    let (days, seconds, micros) = delta.parts();
    let parts = [days, seconds, micros].map(|part| vm.int(part));
    vm.tuple(parts)
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (days, seconds, micros) = of(vm, &args[0]).parts();
    let given = [("days", days), ("seconds", seconds), ("microseconds", micros)];
    let given = given.into_iter().filter(|(_, value)| *value != 0).map(|(name, value)| format!("{name}={value}"));
    let mut given = given.collect::<Vec<_>>().join(", ");
    if given.is_empty() {
        given.push('0');
    }
    let class = vm.type_of(&args[0]).name();
    Ok(vm.str(&format!("{class}({given})")))
}

fn str(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (days, seconds, micros) = of(vm, &args[0]).parts();
    let mut text = match days {
        0 => String::new(),
        1 | -1 => format!("{days} day, "),
        _ => format!("{days} days, "),
    };
    text += &format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if micros != 0 {
        text += &format!(".{micros:06}");
    }
    Ok(vm.str(&text))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (class, parts) = (vm.type_of(&args[0]).value(), tuple(vm, of(vm, &args[0])));
    Ok(vm.tuple([class, parts]))
}
