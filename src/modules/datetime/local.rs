//! Between the time of the system's zone and seconds since 1970, and `struct_time`.
//!
//! Local times that a change of the clock skips or repeats are told apart by `fold`, as PEP 495 has it.

use super::calendar::{Clock, DAY, Date, EPOCH_SECONDS, SECOND};
use super::{fields as numbers, timedelta, timezone};
use crate::modules::time::{self, Fields};
use crate::object::Value;
use crate::vm::{ExceptionKind, PyResult, Raised, Vm};

/// No clock was ever set back by more.
const LONGEST_FOLD: i64 = DAY;

#[cold]
fn out_of_range(vm: &mut Vm) -> Raised {
    vm.overflow_error("timestamp out of range for platform time_t")
}

fn whole(vm: &mut Vm, seconds: &Value) -> PyResult<i64> {
    let index = vm.index(seconds)?;
    index.as_int().and_then(|index| index.to_i64()).ok_or_else(|| out_of_range(vm))
}

/// A float that fits a C `time_t`.
fn in_range(vm: &mut Vm, seconds: f64) -> PyResult<i64> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if (-LIMIT..LIMIT).contains(&seconds) { Ok(seconds as i64) } else { Err(out_of_range(vm)) }
}

/// A timestamp rounded down.
pub fn whole_seconds(vm: &mut Vm, timestamp: &Value) -> PyResult<i64> {
    match timestamp.as_float() {
        Some(seconds) if seconds.is_nan() => Err(vm.value_error("Invalid value NaN (not a number)")),
        Some(seconds) => in_range(vm, seconds.floor()),
        None => whole(vm, timestamp),
    }
}

/// A timestamp in seconds and microseconds, the latter rounded to the nearest, half to even.
pub fn seconds_and_micros(vm: &mut Vm, timestamp: &Value) -> PyResult<(i64, i64)> {
    let Some(seconds) = timestamp.as_float() else {
        return match whole(vm, timestamp) {
            Err(raised) if raised.is(ExceptionKind::TypeError, vm) => {
                let class = vm.type_of(timestamp).name();
                Err(vm.type_error(format!("argument must be int or float, not {class}")))
            }
            seconds => Ok((seconds?, 0)),
        };
    };
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    let micros = ((seconds - seconds.trunc()) * 1e6).round_ties_even();
    let whole = match micros {
        1e6.. => seconds.trunc() + 1.0,
        0.0.. => seconds.trunc(),
        _ => seconds.trunc() - 1.0,
    };
    Ok((in_range(vm, whole)?, (micros as i64).rem_euclid(SECOND)))
}

/// The local time at a timestamp.
pub fn fields(vm: &mut Vm, seconds: i64) -> PyResult<Fields> {
    time::fields_of(vm, seconds, true)
}

/// Seconds from the day before year 1 to some fields, as if they were UTC's.
fn seconds_to(vm: &mut Vm, fields: &Fields) -> PyResult<i64> {
    let date = numbers::date(vm, (fields.year, fields.month, fields.day))?;
    Ok(date.ordinal() * DAY + fields.hour * 3600 + fields.minute * 60 + fields.second)
}

/// What a local clock shows at some UTC, both in seconds from the day before year 1.
fn shown(vm: &mut Vm, utc: i64) -> PyResult<i64> {
    let local = fields(vm, utc - EPOCH_SECONDS)?;
    seconds_to(vm, &local)
}

/// Whether the clock showed the time at a timestamp before, because it was set back.
pub fn is_fold(vm: &mut Vm, seconds: i64, local: &Fields) -> PyResult<bool> {
    let now = seconds_to(vm, local)?;
    let before = shown(vm, EPOCH_SECONDS + seconds - LONGEST_FOLD)?;
    let transition = now - before - LONGEST_FOLD;
    Ok(transition < 0 && shown(vm, EPOCH_SECONDS + seconds + transition)? == now)
}

/// The UTC at which a local clock shows some time, in seconds from the day before year 1.
fn utc_of(vm: &mut Vm, local: i64, fold: bool) -> PyResult<i64> {
    let offset = shown(vm, local)? - local;
    let first = local - offset;
    let shown_first = shown(vm, first)?;
    let other_offset = if shown_first == local {
        // It is shown then; perhaps also before, or later.
        let other = if fold { first + LONGEST_FOLD } else { first - LONGEST_FOLD };
        match shown(vm, other)? - other {
            same if same == offset => return Ok(first),
            other => other,
        }
    } else {
        shown_first - first
    };
    let second = local - other_offset;
    if shown(vm, second)? == local {
        return Ok(second);
    }
    if shown_first == local {
        return Ok(first);
    }
    // Never shown: the clock was set forward.
    Ok(if fold { first.min(second) } else { first.max(second) })
}

fn local_seconds(vm: &mut Vm, date: Date, clock: Clock) -> PyResult<i64> {
    // The day may be out of range after a pickle; the year has to be one.
    match date.fields() {
        (1..=9999, ..) => Ok(date.ordinal() * DAY + clock.seconds()),
        (year, ..) => Err(numbers::wrong_year(vm, year)),
    }
}

/// Seconds since 1970 of a local time, without its microseconds.
pub fn timestamp(vm: &mut Vm, date: Date, clock: Clock) -> PyResult<i64> {
    let local = local_seconds(vm, date, clock)?;
    Ok(utc_of(vm, local, clock.fold)? - EPOCH_SECONDS)
}

/// The system's zone at a timestamp, as a `timezone`.
pub fn timezone_at(vm: &mut Vm, seconds: i64) -> PyResult {
    let zone = fields(vm, seconds)?.zone;
    let offset = timedelta::checked(vm, 0, zone.offset, 0)?;
    let (offset, name) = (timedelta::make(vm, offset), vm.str(&zone.name));
    timezone::of_offset(vm, offset, name)
}

/// The system's zone at a local time.
pub fn timezone_of(vm: &mut Vm, date: Date, clock: Clock) -> PyResult {
    let local = local_seconds(vm, date, clock)?;
    let (mut seconds, other) = (utc_of(vm, local, clock.fold)?, utc_of(vm, local, !clock.fold)?);
    // Where the clock was set forward, it is the other way round.
    if other != seconds && (other > seconds) == clock.fold {
        seconds = other;
    }
    timezone_at(vm, seconds - EPOCH_SECONDS)
}

/// A `struct_time`.
pub fn struct_time(vm: &mut Vm, date: Date, clock: Clock, is_dst: i64) -> PyResult {
    let ((year, month, day), (hour, minute, second, _)) = (date.fields(), clock.fields());
    time::struct_time_of(vm, [year, month, day, hour, minute, second, date.weekday(), date.day_of_year(), is_dst])
}
