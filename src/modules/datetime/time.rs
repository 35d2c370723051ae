//! `datetime.time`: a time of day.

use super::calendar::{Clock, DAY, Delta};
use super::{fields, parse, strftime, timedelta, timezone, tzinfo};
use crate::builtins::text::str_argument;
use crate::bytecode::Comparison;
use crate::object::{Opaque, Str, Type, Value, type_flag};
use crate::vm::{Attribute, Native, PyResult, Vm, holds};
use std::cell::Cell;

/// `datetime.time`: the tzinfo may be None; the hash is kept, since it may cost a call.
pub struct TimeObject {
    pub clock: Clock,
    pub tzinfo: Value,
    hash: Cell<Option<i64>>,
}

impl Opaque for TimeObject {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.tzinfo);
    }
}

pub const METHODS: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)",
        function: new,
    },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__str__", signature: "(self, /)", function: str },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
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
    Native { name: "strptime", signature: "(cls, *args=<missing>)", function: |vm, args| parse::strptime(vm, args, "time") },
    Native { name: "fromisoformat", signature: "(cls, object, /)", function: fromisoformat },
    Native { name: "isoformat", signature: "(self, /, timespec=<missing>)", function: isoformat },
    Native { name: "strftime", signature: "(self, /, format)", function: strftime_method },
    Native { name: "__format__", signature: "(self, *args=<missing>)", function: strftime::format_method },
    Native { name: "utcoffset", signature: "(self, /)", function: |vm, args| ask(vm, &args[0], "utcoffset") },
    Native { name: "dst", signature: "(self, /)", function: |vm, args| ask(vm, &args[0], "dst") },
    Native { name: "tzname", signature: "(self, /)", function: tzname },
    Native { name: "replace", signature: REPLACE, function: replace },
    Native { name: "__replace__", signature: REPLACE, function: replace },
    Native { name: "__reduce_ex__", signature: "(self, *args=<missing>)", function: reduce_ex },
    Native { name: "__reduce__", signature: "(self, /)", function: |vm, args| reduced(vm, &args[0], 2) },
];

const REPLACE: &str = "(self, /, hour=unchanged, minute=unchanged, second=unchanged, microsecond=unchanged, tzinfo=unchanged, \
                       *, fold=unchanged)";

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "hour", get: |vm, time| Ok(vm.int(clock(vm, time).hour.into())), set: None },
    Attribute { name: "minute", get: |vm, time| Ok(vm.int(clock(vm, time).minute.into())), set: None },
    Attribute { name: "second", get: |vm, time| Ok(vm.int(clock(vm, time).second.into())), set: None },
    Attribute { name: "microsecond", get: |vm, time| Ok(vm.int(clock(vm, time).micros.into())), set: None },
    Attribute { name: "tzinfo", get: |vm, time| Ok(parts(vm, time).1), set: None },
    Attribute { name: "fold", get: |vm, time| Ok(vm.int(clock(vm, time).fold.into())), set: None },
];

fn clock(vm: &Vm, time: &Value) -> Clock {
    time.opaque::<TimeObject>(vm).map_or_else(Clock::default, |time| time.clock)
}

fn parts(vm: &Vm, time: &Value) -> (Clock, Value) {
    match time.opaque::<TimeObject>(vm) {
        Some(time) => (time.clock, time.tzinfo.clone()),
        None => (Clock::default(), Value::NONE),
    }
}

/// A new `time`.
pub fn make(vm: &mut Vm, clock: Clock, tzinfo: Value) -> Value {
    vm.new_opaque(TimeObject { clock, tzinfo, hash: Cell::new(None) })
}

fn make_of(vm: &Vm, class: &crate::object::Obj<Type>, clock: Clock, tzinfo: Value) -> Value {
    vm.opaque(class, TimeObject { clock, tzinfo, hash: Cell::new(None) })
}

/// An instance of a class for numbers that are to be checked; other classes than `time` are called.
fn make_as(vm: &mut Vm, class: &Value, numbers: fields::ClockFields, tzinfo: Value, fold: i64) -> PyResult {
    let Some(builtin) = class.get::<Type>().filter(|class| !class.has_flag(type_flag::HEAP)) else {
        let (hour, minute, second, micros) = numbers;
        return fields::call_class(vm, class, &[hour, minute, second, micros], &tzinfo, fold);
    };
    let clock = fields::clock(vm, numbers, fold)?;
    let tzinfo = tzinfo::expect(vm, &tzinfo)?;
    Ok(make_of(vm, builtin, clock, tzinfo))
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Err(vm.type_error("a type is required")) };
    if args[3..].iter().all(Value::is_null) && !args[1].is_null() {
        let state = fields::state::<6>(vm, &args[1], "time", |[hour, ..]| hour & 0x7f < 24)?;
        if let Some([hour, rest @ ..]) = state {
            let tzinfo = fields::state_tzinfo(vm, &args[2])?;
            let [minute, second, high, middle, low] = rest;
            let mut clock = Clock::from_bytes([hour & 0x7f, minute, second, high, middle, low]);
            clock.fold = hour & 0x80 != 0;
            return Ok(make_of(vm, class, clock, tzinfo));
        }
    }
    let hour = fields::int_or(vm, &args[1], 0)?;
    let minute = fields::int_or(vm, &args[2], 0)?;
    let second = fields::int_or(vm, &args[3], 0)?;
    let micros = fields::int_or(vm, &args[4], 0)?;
    let fold = fields::int_or(vm, &args[6], 0)?;
    let clock = fields::clock(vm, (hour, minute, second, micros), fold)?;
    let tzinfo = tzinfo::expect(vm, &args[5])?;
    Ok(make_of(vm, class, clock, tzinfo))
}

fn fromisoformat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(text) = args[1].get::<Str>() else { return Err(parse::not_str(vm)) };
    let Some(time) = parse::only_time(text) else { return Err(parse::invalid(vm, &args[1])) };
    let zone = timezone::of_parsed(vm, time.offset)?;
    let clock = match time.clock {
        (24, 0, 0, 0) => (0, 0, 0, 0),
        (24, ..) => return Err(parse::wrong_midnight(vm)),
        clock => clock,
    };
    make_as(vm, &args[0], clock, zone, 0)
}

/// What the tzinfo says about no time in particular.
fn ask(vm: &mut Vm, time: &Value, method: &str) -> PyResult {
    let (_, zone) = parts(vm, time);
    tzinfo::ask(vm, &zone, method, &Value::NONE)
}

fn offset(vm: &mut Vm, zone: &Value) -> PyResult<Option<Delta>> {
    tzinfo::utcoffset(vm, zone, &Value::NONE)
}

fn tzname(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (_, zone) = parts(vm, &args[0]);
    tzinfo::tzname(vm, &zone, &Value::NONE)
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (class, (clock, zone)) = (vm.type_of(&args[0]).name(), parts(vm, &args[0]));
    let mut text = format!("{class}({}", repr_fields(clock)).into_bytes();
    if !zone.is_none() {
        text.extend(b", tzinfo=");
        let zone = vm.repr(&zone)?;
        text.extend(zone.get::<Str>().map_or(&[][..], |zone| zone.as_bytes()));
    }
    text.extend(if clock.fold { &b", fold=1)"[..] } else { b")" });
    Ok(vm.str_from(&text))
}

/// Hour and minute, and the others if they are not zero.
pub fn repr_fields(clock: Clock) -> String {
    match clock.fields() {
        (hour, minute, 0, 0) => format!("{hour}, {minute}"),
        (hour, minute, second, 0) => format!("{hour}, {minute}, {second}"),
        (hour, minute, second, micros) => format!("{hour}, {minute}, {second}, {micros}"),
    }
}

fn str(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.intern("isoformat");
    vm.call_method(&args[0], &name, &[])
}

fn isoformat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (clock, zone) = parts(vm, &args[0]);
    let mut text = iso_text(vm, clock, &args[1], "isoformat() argument 1")?;
    if let Some(offset) = offset(vm, &zone)? {
        text += &offset.offset_text(":");
    }
    Ok(vm.str(&text))
}

/// A time of day as precise as `timespec` says.
pub fn iso_text(vm: &mut Vm, clock: Clock, timespec: &Value, what: &str) -> PyResult<String> {
    let (hour, minute, second, micros) = clock.fields();
    let spec = match timespec.given() {
        None => "auto",
        Some(spec) => match str_argument(vm, spec, what)?.as_str() {
            Some(spec) if spec.contains('\0') => return Err(vm.value_error("embedded null character")),
            spec => spec.unwrap_or(""),
        },
    };
    Ok(match spec {
        "hours" => format!("{hour:02}"),
        "minutes" => format!("{hour:02}:{minute:02}"),
        "auto" if micros == 0 => format!("{hour:02}:{minute:02}:{second:02}"),
        "seconds" => format!("{hour:02}:{minute:02}:{second:02}"),
        "milliseconds" => format!("{hour:02}:{minute:02}:{second:02}.{:03}", micros / 1000),
        "auto" | "microseconds" => format!("{hour:02}:{minute:02}:{second:02}.{micros:06}"),
        _ => return Err(vm.value_error("Unknown timespec value")),
    })
}

/// On the first day of 1900, since `time.strftime` wants one.
fn strftime_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let format = str_argument(vm, &args[1], "strftime() argument 1")?;
    let (clock, zone) = parts(vm, &args[0]);
    let (hour, minute, second, _) = clock.fields();
    let tuple = [1900, 1, 1, hour, minute, second, 0, 1, -1].map(|field| vm.int(field));
    let tuple = vm.tuple(tuple);
    strftime::strftime(vm, format, tuple, clock.micros, &zone, &Value::NONE)
}

fn compare(vm: &mut Vm, comparison: Comparison, args: &[Value]) -> PyResult {
    if args[1].opaque::<TimeObject>(vm).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let ((a, a_zone), (b, b_zone)) = (parts(vm, &args[0]), parts(vm, &args[1]));
    if a_zone.is(&b_zone) {
        return Ok(Value::bool(holds(comparison, Some(a.key().cmp(&b.key())))));
    }
    let (a_offset, b_offset) = (offset(vm, &a_zone)?, offset(vm, &b_zone)?);
    let ordering = match (a_offset, b_offset) {
        _ if a_offset == b_offset => a.key().cmp(&b.key()),
        (Some(a_offset), Some(b_offset)) => {
            // Microseconds of offsets do not count here.
            let utc = |clock: Clock, offset: Delta| {
                let (days, seconds, _) = offset.parts();
                (clock.seconds() - days * DAY - seconds, clock.micros)
            };
            utc(a, a_offset).cmp(&utc(b, b_offset))
        }
        _ => return naive_and_aware(vm, comparison, "times"),
    };
    Ok(Value::bool(holds(comparison, Some(ordering))))
}

/// What has an offset is never equal to what has none, nor is it before or after.
pub fn naive_and_aware(vm: &mut Vm, comparison: Comparison, what: &str) -> PyResult {
    match comparison {
        Comparison::Equal => Ok(Value::FALSE),
        Comparison::NotEqual => Ok(Value::TRUE),
        _ => Err(vm.type_error(format!("can't compare offset-naive and offset-aware {what}"))),
    }
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(hash) = args[0].opaque::<TimeObject>(vm).and_then(|time| time.hash.get()) {
        return Ok(vm.int(hash));
    }
    let (clock, zone) = parts(vm, &args[0]);
    let hash = match offset(vm, &zone)? {
        None => crate::object::hash_key().hash_bytes(&clock.bytes()),
        Some(offset) => {
            let since_midnight = Delta::small(0, clock.seconds(), clock.micros.into());
            let utc = timedelta::difference(vm, since_midnight, offset)?;
            timedelta::hash(vm, utc)?
        }
    };
    if let Some(time) = args[0].opaque::<TimeObject>(vm) {
        time.hash.set(Some(hash));
    }
    Ok(vm.int(hash))
}

fn replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (clock, zone) = parts(vm, &args[0]);
    let (hour, minute, second, micros) = clock.fields();
    let hour = fields::replacement(vm, &args[1], hour)?;
    let minute = fields::replacement(vm, &args[2], minute)?;
    let second = fields::replacement(vm, &args[3], second)?;
    let micros = fields::replacement(vm, &args[4], micros)?;
    let zone = args[5].given().cloned().unwrap_or(zone);
    let fold = fields::replacement(vm, &args[6], clock.fold.into())?;
    let class = vm.type_of(&args[0]).value();
    make_as(vm, &class, (hour, minute, second, micros), zone, fold)
}

fn reduce_ex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let protocol = fields::protocol(vm, args)?;
    reduced(vm, &args[0], protocol)
}

/// Older protocols know no fold.
fn reduced(vm: &mut Vm, time: &Value, protocol: i64) -> PyResult {
    let (clock, zone) = parts(vm, time);
    let mut bytes = clock.bytes();
    if protocol > 3 && clock.fold {
        bytes[0] |= 0x80;
    }
    fields::reduced(vm, time, &bytes, &zone)
}
