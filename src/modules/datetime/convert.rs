//! From `datetime`s to other zones, timestamps and `struct_time`s.

use super::calendar::{Clock, DAY, Date, Delta, EPOCH_SECONDS};
use super::moment::{DateTimeObject, ask, parts, shifted};
use super::{local, timedelta, tzinfo};
use crate::object::Value;
use crate::vm::{PyResult, Vm};

/// The same time as another zone shows it, that of the system if none is given.
pub fn astimezone(vm: &mut Vm, args: &[Value]) -> PyResult {
    let time = &args[0];
    let wanted = tzinfo::expect(vm, &args[1])?;
    let (date, clock, own) = parts(vm, time);
    let own = if own.is_none() { local::timezone_of(vm, date, clock)? } else { own };
    if own.is(&wanted) {
        return Ok(time.clone());
    }
    let offset = match tzinfo::utcoffset(vm, &own, time)? {
        Some(offset) => offset,
        // A tzinfo that knows no offset counts as none.
        None => {
            let own = local::timezone_of(vm, date, clock)?;
            if own.is(&wanted) {
                return Ok(time.clone());
            }
            tzinfo::utcoffset(vm, &own, time)?.unwrap_or_default()
        }
    };
    let utc = shifted(vm, time, offset, -1)?;
    let wanted = if wanted.is_none() { zone_at(vm, &utc)? } else { wanted };
    // It was made just now: nobody else knows it.
    if let Some(utc) = utc.opaque_mut::<DateTimeObject>(vm) {
        let old = std::mem::replace(&mut utc.tzinfo, wanted.clone());
        drop(old);
    }
    let name = vm.intern("fromutc");
    vm.call_method(&wanted, &name, &[utc])
}

/// The system's zone at a time of UTC.
fn zone_at(vm: &mut Vm, utc: &Value) -> PyResult {
    let (date, clock, _) = parts(vm, utc);
    let (days, seconds, _) = since_epoch(date, clock).parts();
    local::timezone_at(vm, days * DAY + seconds)
}

/// From 1970 to a time of UTC.
fn since_epoch(date: Date, clock: Clock) -> Delta {
    let epoch_day = EPOCH_SECONDS / DAY;
    Delta::small(date.ordinal() - epoch_day, clock.seconds(), clock.micros.into())
}

pub fn timestamp(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (date, clock, zone) = parts(vm, &args[0]);
    if zone.is_none() {
        let seconds = local::timestamp(vm, date, clock)?;
        return Ok(vm.float(seconds as f64 + f64::from(clock.micros) / 1e6));
    }
    let Some(offset) = tzinfo::utcoffset(vm, &zone, &args[0])? else {
        return Err(vm.type_error("can't subtract offset-naive and offset-aware datetimes"));
    };
    let since = timedelta::difference(vm, since_epoch(date, clock), offset)?;
    timedelta::total_seconds(vm, since)
}

pub fn timetuple(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dst = ask(vm, &args[0], "dst")?;
    let is_dst = timedelta::given(vm, &dst).map_or(-1, |dst| i64::from(!dst.is_zero()));
    let (date, clock, _) = parts(vm, &args[0]);
    local::struct_time(vm, date, clock, is_dst)
}

pub fn utctimetuple(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (.., zone) = parts(vm, &args[0]);
    let utc = match tzinfo::utcoffset(vm, &zone, &args[0])? {
        Some(offset) => shifted(vm, &args[0], offset, -1)?,
        None => args[0].clone(),
    };
    let (date, clock, _) = parts(vm, &utc);
    local::struct_time(vm, date, clock, 0)
}
