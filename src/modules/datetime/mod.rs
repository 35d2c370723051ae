//! `_datetime`: what `datetime` has in Rust: days, times of day, durations and zones.
//!
//! The types' fields are compact numbers ([`calendar`]); what a zone is, its tzinfo says, which may be written in Python.

mod arithmetic;
mod calendar;
mod convert;
mod create;
mod date;
mod fields;
mod iso_date;
mod local;
mod moment;
mod parse;
mod strftime;
mod time;
mod timedelta;
mod timezone;
mod tzinfo;

use super::support;
use crate::object::{Module, Ref, Type, Value, type_flag};
use crate::vm::Vm;
use calendar::{Clock, DAY, Date, Delta, MAX_DELTA_DAYS, MAX_YEAR, MIN_YEAR};
use date::DateObject;
use moment::DateTimeObject;
use time::TimeObject;
use timedelta::DeltaObject;
use timezone::TimeZone;
use tzinfo::TzInfo;

/// What the types need of each other.
#[derive(Default)]
struct State {
    utc: Value,
    iso_date: Option<Ref<Type>>,
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_datetime");
    let types = define(vm);
    let utc = timezone::make(vm, Delta::default(), Value::NULL);
    let iso_date = iso_date::define(vm);
    *vm.state::<State>() = State { utc: utc.clone(), iso_date: Some(iso_date) };
    add_constants(vm, &utc);
    for class in &types {
        class.changed(vm);
        support::add_type(vm, &module, class);
    }
    vm.module_set(&module, "MINYEAR", Value::size(MIN_YEAR as usize));
    vm.module_set(&module, "MAXYEAR", Value::size(MAX_YEAR as usize));
    vm.module_set(&module, "UTC", utc);
    module
}

fn define(vm: &mut Vm) -> [Ref<Type>; 6] {
    let delta = vm.define_type::<DeltaObject>("datetime.timedelta", timedelta::METHODS, timedelta::ATTRIBUTES);
    vm.add_methods(&delta, timedelta::COMPARISONS);
    vm.add_methods(&delta, timedelta::OPERATORS);
    let tzinfo = vm.define_type::<TzInfo>("datetime.tzinfo", tzinfo::METHODS, &[]);
    let date = vm.define_type::<DateObject>("datetime.date", date::METHODS, date::ATTRIBUTES);
    let time = vm.define_type::<TimeObject>("datetime.time", time::METHODS, time::ATTRIBUTES);
    let datetime = vm.define_subtype::<DateTimeObject>("datetime.datetime", &date, moment::METHODS, moment::ATTRIBUTES);
    // The module's name is the same: as in CPython, they are two strings to a pickle.
    datetime.qualname.set(vm.str("datetime"));
    for class in [&delta, &tzinfo, &date, &time, &datetime] {
        class.set_flag(type_flag::BASE, true);
    }
    let timezone = vm.define_subtype::<TimeZone>("datetime.timezone", &tzinfo, timezone::METHODS, &[]);
    [delta, tzinfo, date, time, datetime, timezone]
}

/// The first, the last, and how far apart the nearest are.
fn add_constants(vm: &mut Vm, utc: &Value) {
    let delta = |vm: &mut Vm, days, seconds, micros| timedelta::make(vm, Delta::small(days, seconds, micros));
    let shortest = delta(vm, 0, 0, 1);
    let constants = [delta(vm, -MAX_DELTA_DAYS, 0, 0), delta(vm, MAX_DELTA_DAYS, DAY - 1, 999_999), shortest.clone()];
    set::<DeltaObject>(vm, constants);
    let constants = [date::make(vm, Date::MIN), date::make(vm, Date::MAX), delta(vm, 1, 0, 0)];
    set::<DateObject>(vm, constants);
    let constants = [Clock::default(), Clock::MAX].map(|clock| time::make(vm, clock, Value::NONE));
    let [min, max] = constants;
    set::<TimeObject>(vm, [min, max, shortest.clone()]);
    let class = vm.type_for::<DateTimeObject>();
    let [min, max] = [(Date::MIN, Clock::default()), (Date::MAX, Clock::MAX)]
        .map(|(date, clock)| moment::make(vm, &class, date, clock, Value::NONE));
    set::<DateTimeObject>(vm, [min, max, shortest]);
    // Rounded to minutes.
    let [min, max] = [60 - DAY, DAY - 60].map(|seconds| timezone::make(vm, Delta::small(0, seconds, 0), Value::NULL));
    let class = vm.type_for::<TimeZone>();
    for (name, value) in [("utc", utc.clone()), ("min", min), ("max", max)] {
        put(vm, &class, name, value);
    }
}

fn set<T: crate::object::Opaque>(vm: &mut Vm, constants: [Value; 3]) {
    let class = vm.type_for::<T>();
    for (name, value) in ["min", "max", "resolution"].into_iter().zip(constants) {
        put(vm, &class, name, value);
    }
}

fn put(vm: &mut Vm, class: &Ref<Type>, name: &str, value: Value) {
    let name = vm.intern(name);
    drop(class.dict().insert_str(&name, value, vm));
}
