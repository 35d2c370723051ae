//! The class methods that make `datetime`s: of the clock, of timestamps, of texts, of a day and a time of day.

use super::calendar::days_in_month;
use super::moment::make_as;
use super::time::TimeObject;
use super::{date, fields, local, parse, timezone, tzinfo};
use crate::modules::time;
use crate::object::{Str, Value};
use crate::vm::{ExceptionKind, PyResult, Vm};

/// The time at a timestamp: of the system's zone, or UTC, which the zone then makes its own time of.
fn at(vm: &mut Vm, class: &Value, (seconds, micros): (i64, i64), zone: Value, is_local: bool) -> PyResult {
    let shown = time::fields_of(vm, seconds, is_local)?;
    let fold = is_local && local::is_fold(vm, seconds, &shown)?;
    let numbers = ((shown.year, shown.month, shown.day), (shown.hour, shown.minute, shown.second, micros));
    let made = make_as(vm, class, numbers, zone.clone(), fold.into())?;
    if zone.is_none() {
        return Ok(made);
    }
    let name = vm.intern("fromutc");
    vm.call_method(&zone, &name, &[made])
}

/// Seconds and microseconds since 1970.
fn clock() -> (i64, i64) {
    let (seconds, nanoseconds) = time::now();
    (seconds, nanoseconds / 1000)
}

pub fn now(vm: &mut Vm, args: &[Value]) -> PyResult {
    let zone = tzinfo::expect(vm, &args[1])?;
    let is_local = zone.is_none();
    at(vm, &args[0], clock(), zone, is_local)
}

pub fn utcnow(vm: &mut Vm, args: &[Value]) -> PyResult {
    let message = "datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use timezone-aware \
                   objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).";
    vm.warn(ExceptionKind::DeprecationWarning, message)?;
    at(vm, &args[0], clock(), Value::NONE, false)
}

pub fn fromtimestamp(vm: &mut Vm, args: &[Value]) -> PyResult {
    let zone = tzinfo::expect(vm, &args[2])?;
    let seconds = local::seconds_and_micros(vm, &args[1])?;
    let is_local = zone.is_none();
    at(vm, &args[0], seconds, zone, is_local)
}

pub fn utcfromtimestamp(vm: &mut Vm, args: &[Value]) -> PyResult {
    let message = "datetime.datetime.utcfromtimestamp() is deprecated and scheduled for removal in a future version. Use \
                   timezone-aware objects to represent datetimes in UTC: datetime.datetime.fromtimestamp(timestamp, \
                   datetime.UTC).";
    vm.warn(ExceptionKind::DeprecationWarning, message)?;
    let [timestamp] = fields::exactly(vm, args, "utcfromtimestamp")?;
    let seconds = local::seconds_and_micros(vm, timestamp)?;
    at(vm, &args[0], seconds, Value::NONE, false)
}

pub fn combine(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(date) = date::given(vm, &args[1]) else { return Err(wrong_part(vm, 1, "datetime.date", &args[1])) };
    let Some(time) = args[2].opaque::<TimeObject>(vm) else {
        return Err(wrong_part(vm, 2, "datetime.time", &args[2]));
    };
    let clock = time.clock;
    let zone = args[3].given().unwrap_or(&time.tzinfo).clone();
    make_as(vm, &args[0], (date.fields(), clock.fields()), zone, clock.fold.into())
}

#[cold]
fn wrong_part(vm: &mut Vm, place: usize, expected: &str, given: &Value) -> crate::vm::Raised {
    let given = if given.is_none() { "None".into() } else { vm.type_of(given).name() };
    vm.type_error(format!("combine() argument {place} must be {expected}, not {given}"))
}

pub fn fromisoformat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(text) = args[1].get::<Str>() else { return Err(parse::not_str(vm)) };
    let Some((mut date, mut time)) = parse::date_and_time(text) else { return Err(parse::invalid(vm, &args[1])) };
    let zone = timezone::of_parsed(vm, time.offset)?;
    if let (24, minute, second, micros) = time.clock
        && let (year, month @ 1..=12, day) = date
        && day <= days_in_month(year, month)
    {
        if (minute, second, micros) != (0, 0, 0) {
            return Err(parse::wrong_midnight(vm));
        }
        time.clock = (0, 0, 0, 0);
        date = match (day == days_in_month(year, month), month) {
            (false, _) => (year, month, day + 1),
            (true, 12) => (year + 1, 1, 1),
            (true, _) => (year, month + 1, 1),
        };
    }
    make_as(vm, &args[0], (date, time.clock), zone, 0)
}
