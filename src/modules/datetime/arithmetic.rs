//! Sums, differences, comparisons and hashes of `datetime`s: by their own fields where they have the same tzinfo, else in UTC.

use super::calendar::{Clock, Date, Delta};
use super::moment::{DateTimeObject, given, make, parts, shifted};
use super::time::naive_and_aware;
use super::timezone::TimeZone;
use super::{timedelta, tzinfo};
use crate::bytecode::Comparison;
use crate::object::Value;
use crate::vm::{PyResult, Vm, holds};
use std::cmp::Ordering;

pub fn add(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let is_time = |value: &Value| value.opaque::<DateTimeObject>(vm).is_some();
    match (timedelta::given(vm, a), timedelta::given(vm, b)) {
        (None, Some(delta)) if is_time(a) => shifted(vm, a, delta, 1),
        (Some(delta), None) if is_time(b) => shifted(vm, b, delta, 1),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

pub fn subtract(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some((a_date, a_clock, a_zone)) = given(vm, a) else { return Ok(Value::NOT_IMPLEMENTED) };
    if let Some(delta) = timedelta::given(vm, b) {
        return shifted(vm, a, delta, -1);
    }
    let Some((b_date, b_clock, b_zone)) = given(vm, b) else { return Ok(Value::NOT_IMPLEMENTED) };
    let mut difference = apart((a_date, a_clock), (b_date, b_clock));
    if !a_zone.is(&b_zone) {
        let offsets = (tzinfo::utcoffset(vm, &a_zone, a)?, tzinfo::utcoffset(vm, &b_zone, b)?);
        difference = match offsets {
            (Some(a), Some(b)) => {
                let offset = timedelta::difference(vm, a, b)?;
                timedelta::difference(vm, difference, offset)?
            }
            (None, None) => difference,
            _ => return Err(vm.type_error("can't subtract offset-naive and offset-aware datetimes")),
        };
    }
    Ok(timedelta::make(vm, difference))
}

/// How far apart two times are that one clock shows.
fn apart((a_date, a_clock): (Date, Clock), (b_date, b_clock): (Date, Clock)) -> Delta {
    let micros = i64::from(a_clock.micros) - i64::from(b_clock.micros);
    Delta::small(a_date.ordinal() - b_date.ordinal(), a_clock.seconds() - b_clock.seconds(), micros)
}

pub fn compare(vm: &mut Vm, comparison: Comparison, a: &Value, b: &Value) -> PyResult {
    let Some((b_date, b_clock, b_zone)) = given(vm, b) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (a_date, a_clock, a_zone) = parts(vm, a);
    let by_fields = (a_date, a_clock.key()).cmp(&(b_date, b_clock.key()));
    if a_zone.is(&b_zone) {
        return Ok(Value::bool(holds(comparison, Some(by_fields))));
    }
    let offsets = (tzinfo::utcoffset(vm, &a_zone, a)?, tzinfo::utcoffset(vm, &b_zone, b)?);
    let mut ordering = match offsets {
        (a, b) if a == b => by_fields,
        (Some(a_offset), Some(b_offset)) => {
            let offset = timedelta::difference(vm, a_offset, b_offset)?;
            let difference = timedelta::difference(vm, apart((a_date, a_clock), (b_date, b_clock)), offset)?;
            difference.cmp(&Delta::default())
        }
        _ => return naive_and_aware(vm, comparison, "datetimes"),
    };
    let is_equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    if is_equality
        && ordering == Ordering::Equal
        && (depends_on_fold(vm, a, offsets.0)? || depends_on_fold(vm, b, offsets.1)?)
    {
        ordering = Ordering::Greater;
    }
    Ok(Value::bool(holds(comparison, Some(ordering))))
}

/// Whether the offset would be another with the other fold: such times are equal to none of another zone (PEP 495).
fn depends_on_fold(vm: &mut Vm, time: &Value, offset: Option<Delta>) -> PyResult<bool> {
    let (date, clock, zone) = parts(vm, time);
    if zone.is_none() || zone.opaque::<TimeZone>(vm).is_some() {
        return Ok(false);
    }
    let other = make(vm, vm.type_of(time), date, Clock { fold: !clock.fold, ..clock }, zone.clone());
    Ok(tzinfo::utcoffset(vm, &zone, &other)? != offset)
}

/// Times that are equal have the same hash, whatever the fold and zone.
pub fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let time = &args[0];
    if let Some(hash) = time.opaque::<DateTimeObject>(vm).and_then(|time| time.hash.get()) {
        return Ok(vm.int(hash));
    }
    let (date, clock, zone) = parts(vm, time);
    let first = match clock.fold {
        true => make(vm, vm.type_of(time), date, Clock { fold: false, ..clock }, zone.clone()),
        false => time.clone(),
    };
    let hash = match tzinfo::utcoffset(vm, &zone, &first)? {
        None => {
            let bytes: Vec<u8> = date.bytes().into_iter().chain(clock.bytes()).collect();
            crate::object::hash_key().hash_bytes(&bytes)
        }
        Some(offset) => {
            let since = Delta::small(date.ordinal(), clock.seconds(), clock.micros.into());
            let utc = timedelta::difference(vm, since, offset)?;
            timedelta::hash(vm, utc)?
        }
    };
    if let Some(time) = time.opaque::<DateTimeObject>(vm) {
        time.hash.set(Some(hash));
    }
    Ok(vm.int(hash))
}
