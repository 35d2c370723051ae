//! Fields that programs give: numbers as C's `int`, each in its range, and the bytes that pickles hold.

use super::calendar::{Clock, Date, MAX_YEAR, MIN_YEAR, days_in_month};
use super::tzinfo;
use crate::builtins::text::c_int;
use crate::object::{Bytes, Str, Value};
use crate::vm::{PyResult, Raised, Vm};

/// An argument that is parsed as a C `int`.
#[inline]
pub fn int(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    match value.as_small() {
        Some(small) if i32::try_from(small).is_ok() => Ok(small),
        _ => other_int(vm, value),
    }
}

#[cold]
fn other_int(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    let index = vm.index(value)?;
    match index.as_int().and_then(|index| index.to_i64()) {
        Some(index) if index > i32::MAX.into() => Err(vm.overflow_error("signed integer is greater than maximum")),
        Some(index) if index < i32::MIN.into() => Err(vm.overflow_error("signed integer is less than minimum")),
        Some(index) => Ok(index),
        None => Err(vm.overflow_error("Python int too large to convert to C long")),
    }
}

pub fn int_or(vm: &mut Vm, value: &Value, default: i64) -> PyResult<i64> {
    if value.is_null() { Ok(default) } else { int(vm, value) }
}

/// A field to be replaced, which CPython reads in another way.
pub fn replacement(vm: &mut Vm, value: &Value, kept: i64) -> PyResult<i64> {
    if value.is_null() { Ok(kept) } else { Ok(c_int(vm, value)?.into()) }
}

#[inline]
pub fn date(vm: &mut Vm, (year, month, day): (i64, i64, i64)) -> PyResult<Date> {
    if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
        return Err(wrong_year(vm, year));
    }
    if !(1..=12).contains(&month) {
        return Err(vm.value_error(format!("month must be in 1..12, not {month}")));
    }
    let days = days_in_month(year, month);
    if !(1..=days).contains(&day) {
        return Err(vm.value_error(format!("day {day} must be in range 1..{days} for month {month} in year {year}")));
    }
    Ok(Date::new(year, month, day))
}

#[cold]
pub fn wrong_year(vm: &mut Vm, year: i64) -> Raised {
    vm.value_error(format!("year must be in {MIN_YEAR}..{MAX_YEAR}, not {year}"))
}

/// Hour, minute, second and microsecond.
pub type ClockFields = (i64, i64, i64, i64);

#[inline]
pub fn clock(vm: &mut Vm, (hour, minute, second, micros): ClockFields, fold: i64) -> PyResult<Clock> {
    let ranges = [(hour, 23, "hour"), (minute, 59, "minute"), (second, 59, "second"), (micros, 999_999, "microsecond")];
    for (field, most, name) in ranges {
        if !(0..=most).contains(&field) {
            return Err(vm.value_error(format!("{name} must be in 0..{most}, not {field}")));
        }
    }
    if !(0..=1).contains(&fold) {
        return Err(vm.value_error(format!("fold must be either 0 or 1, not {fold}")));
    }
    let (hour, minute, second, micros) = (hour as u8, minute as u8, second as u8, micros as u32);
    Ok(Clock { hour, minute, second, fold: fold == 1, micros })
}

/// `N` bytes that a pickle may hold as bytes, or as a text of that many characters of Latin 1 if Python 2 wrote it. `is_state`
/// tells from those that decide whether it is one.
pub fn state<const N: usize>(
    vm: &mut Vm,
    value: &Value,
    what: &str,
    is_state: impl FnOnce([u32; N]) -> bool,
) -> PyResult<Option<[u8; N]>> {
    if let Some(bytes) = value.get::<Bytes>() {
        let bytes: Option<[u8; N]> = bytes.as_bytes().try_into().ok();
        return Ok(bytes.filter(|bytes| is_state(bytes.map(u32::from))));
    }
    let Some(text) = value.get::<Str>().filter(|text| text.chars() == N) else { return Ok(None) };
    let points: [u32; N] = std::array::from_fn(|at| text.code_point(at));
    if !is_state(points) {
        return Ok(None);
    }
    if points.iter().any(|point| *point > 0xff) {
        return Err(vm.value_error(format!(
            "Failed to encode latin1 string when unpickling a {what} object. pickle.load(data, encoding='latin1') is assumed."
        )));
    }
    Ok(Some(points.map(|point| point as u8)))
}

/// The tzinfo that a pickle has beside the bytes.
pub fn state_tzinfo(vm: &mut Vm, value: &Value) -> PyResult {
    match value.given() {
        None => Ok(Value::NONE),
        Some(value) if tzinfo::is_valid(vm, value) => Ok(value.clone()),
        Some(_) => Err(vm.type_error("bad tzinfo state arg")),
    }
}

/// What a pickle is to hold: the class, and with which arguments to call it.
pub fn reduced(vm: &mut Vm, object: &Value, bytes: &[u8], tzinfo: &Value) -> PyResult {
    let (class, bytes) = (vm.type_of(object).value(), vm.bytes(bytes));
    let state = if tzinfo.is_none() { vm.tuple([bytes]) } else { vm.tuple([bytes, tzinfo.clone()]) };
    Ok(vm.tuple([class, state]))
}

/// The arguments of a method that has to get so many by place.
pub fn exactly<'a, const N: usize>(vm: &mut Vm, args: &'a [Value], name: &str) -> PyResult<&'a [Value; N]> {
    match args[1..].try_into() {
        Ok(args) => Ok(args),
        Err(_) => {
            let (given, plural) = (args.len() - 1, if N == 1 { "" } else { "s" });
            Err(vm.type_error(format!("{name}() takes exactly {N} argument{plural} ({given} given)")))
        }
    }
}

/// The protocol that `__reduce_ex__` gets.
pub fn protocol(vm: &mut Vm, args: &[Value]) -> PyResult<i64> {
    let [protocol] = exactly(vm, args, "__reduce_ex__")?;
    int(vm, protocol)
}

/// Year, month and day of a constructor, whose parameters may be missing since a pickle gives others.
pub fn date_arguments(vm: &mut Vm, args: &[Value]) -> PyResult<(i64, i64, i64)> {
    let mut numbers = [0; 3];
    for (place, name) in [(1, "year"), (2, "month"), (3, "day")] {
        numbers[place - 1] = match args[place].given() {
            Some(number) => int(vm, number)?,
            None => return Err(vm.type_error(format!("function missing required argument '{name}' (pos {place})"))),
        };
    }
    let [year, month, day] = numbers;
    Ok((year, month, day))
}

/// Calls a class to make an instance; a fold is given by name, and only if there is one.
pub fn call_class(vm: &mut Vm, class: &Value, numbers: &[i64], tzinfo: &Value, fold: i64) -> PyResult {
    let mut values: Vec<Value> = numbers.iter().map(|number| vm.int(*number)).collect();
    values.push(tzinfo.clone());
    let names = match fold {
        0 => Value::NULL,
        fold => {
            values.push(vm.int(fold));
            let name = vm.intern("fold");
            vm.tuple([name])
        }
    };
    vm.call_with(class, crate::vm::Arguments { values: &values, names: &names })
}
