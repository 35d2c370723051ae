//! `datetime.datetime`: a day and a time of day, with a zone or without.

use super::calendar::{Clock, DAY, Date, Delta, SECOND};
use super::{arithmetic, convert, create, date, fields, parse, time, tzinfo};
use crate::bytecode::Comparison;
use crate::object::{Obj, Opaque, Str, Type, Value, type_flag};
use crate::vm::{Attribute, Native, PyResult, Vm};
use std::cell::Cell;

/// `datetime.datetime`: the tzinfo may be None; the hash is kept, since it may cost a call.
pub struct DateTimeObject {
    pub date: Date,
    pub clock: Clock,
    pub tzinfo: Value,
    pub hash: Cell<Option<i64>>,
}

impl Opaque for DateTimeObject {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.tzinfo);
    }
}

pub const METHODS: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, year, month=<missing>, day=<missing>, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)",
        function: new,
    },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__str__", signature: "(self, /)", function: str },
    Native { name: "__hash__", signature: "(self, /)", function: arithmetic::hash },
    Native { name: "__add__", signature: "(self, value, /)", function: |vm, args| arithmetic::add(vm, &args[0], &args[1]) },
    Native { name: "__radd__", signature: "(self, value, /)", function: |vm, args| arithmetic::add(vm, &args[1], &args[0]) },
    Native {
        name: "__sub__",
        signature: "(self, value, /)",
        function: |vm, args| arithmetic::subtract(vm, &args[0], &args[1]),
    },
    Native {
        name: "__rsub__",
        signature: "(self, value, /)",
        function: |vm, args| arithmetic::subtract(vm, &args[1], &args[0]),
    },
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
    Native { name: "now", signature: "(cls, /, tz=None)", function: create::now },
    Native { name: "utcnow", signature: "(cls)", function: create::utcnow },
    Native { name: "fromtimestamp", signature: "(cls, timestamp, tz=<missing>)", function: create::fromtimestamp },
    Native { name: "utcfromtimestamp", signature: "(cls, *args=<missing>)", function: create::utcfromtimestamp },
    Native {
        name: "strptime",
        signature: "(cls, *args=<missing>)",
        function: |vm, args| parse::strptime(vm, args, "datetime"),
    },
    Native { name: "combine", signature: "(cls, date, time, tzinfo=<missing>)", function: create::combine },
    Native { name: "fromisoformat", signature: "(cls, object, /)", function: create::fromisoformat },
    Native { name: "date", signature: "(self, /)", function: |vm, args| Ok(date::make(vm, parts(vm, &args[0]).0)) },
    Native {
        name: "time",
        signature: "(self, /)",
        function: |vm, args| Ok(time::make(vm, parts(vm, &args[0]).1, Value::NONE)),
    },
    Native { name: "timetz", signature: "(self, /)", function: timetz },
    Native { name: "ctime", signature: "(self, /)", function: ctime },
    Native { name: "timetuple", signature: "(self, /)", function: convert::timetuple },
    Native { name: "timestamp", signature: "(self, /)", function: convert::timestamp },
    Native { name: "utctimetuple", signature: "(self, /)", function: convert::utctimetuple },
    Native { name: "isoformat", signature: "(self, /, sep=<missing>, timespec=<missing>)", function: isoformat },
    Native { name: "utcoffset", signature: "(self, /)", function: |vm, args| ask(vm, &args[0], "utcoffset") },
    Native { name: "tzname", signature: "(self, /)", function: tzname },
    Native { name: "dst", signature: "(self, /)", function: |vm, args| ask(vm, &args[0], "dst") },
    Native { name: "replace", signature: REPLACE, function: replace },
    Native { name: "__replace__", signature: REPLACE, function: replace },
    Native { name: "astimezone", signature: "(self, /, tz=<missing>)", function: convert::astimezone },
    Native { name: "__reduce_ex__", signature: "(self, *args=<missing>)", function: reduce_ex },
    Native { name: "__reduce__", signature: "(self, /)", function: |vm, args| reduced(vm, &args[0], 2) },
];

const REPLACE: &str = "(self, /, year=unchanged, month=unchanged, day=unchanged, hour=unchanged, minute=unchanged, \
                       second=unchanged, microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)";

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "hour", get: |vm, time| Ok(vm.int(clock(vm, time).hour.into())), set: None },
    Attribute { name: "minute", get: |vm, time| Ok(vm.int(clock(vm, time).minute.into())), set: None },
    Attribute { name: "second", get: |vm, time| Ok(vm.int(clock(vm, time).second.into())), set: None },
    Attribute { name: "microsecond", get: |vm, time| Ok(vm.int(clock(vm, time).micros.into())), set: None },
    Attribute { name: "tzinfo", get: |vm, time| Ok(parts(vm, time).2), set: None },
    Attribute { name: "fold", get: |vm, time| Ok(vm.int(clock(vm, time).fold.into())), set: None },
];

fn clock(vm: &Vm, time: &Value) -> Clock {
    time.opaque::<DateTimeObject>(vm).map_or_else(Clock::default, |time| time.clock)
}

/// Day, time of day and tzinfo of a `datetime`.
#[inline]
pub fn given(vm: &Vm, value: &Value) -> Option<(Date, Clock, Value)> {
    value.opaque::<DateTimeObject>(vm).map(|time| (time.date, time.clock, time.tzinfo.clone()))
}

#[inline]
pub fn parts(vm: &Vm, time: &Value) -> (Date, Clock, Value) {
    given(vm, time).unwrap_or((Date::MIN, Clock::default(), Value::NONE))
}

/// A new instance of a class, of parts that are right.
pub fn make(vm: &Vm, class: &Obj<Type>, date: Date, clock: Clock, tzinfo: Value) -> Value {
    vm.opaque(class, DateTimeObject { date, clock, tzinfo, hash: Cell::new(None) })
}

/// Numbers to make a `datetime` of.
pub type Numbers = ((i64, i64, i64), fields::ClockFields);

/// An instance of a class for numbers that are to be checked; other classes than `datetime` are called.
pub fn make_as(vm: &mut Vm, class: &Value, numbers: Numbers, tzinfo: Value, fold: i64) -> PyResult {
    let Some(builtin) = class.get::<Type>().filter(|class| !class.has_flag(type_flag::HEAP)) else {
        let ((year, month, day), (hour, minute, second, micros)) = numbers;
        return fields::call_class(vm, class, &[year, month, day, hour, minute, second, micros], &tzinfo, fold);
    };
    let date = fields::date(vm, numbers.0)?;
    let clock = fields::clock(vm, numbers.1, fold)?;
    let tzinfo = tzinfo::expect(vm, &tzinfo)?;
    Ok(make(vm, builtin, date, clock, tzinfo))
}

/// A time that is later by a duration, or earlier, of the same class.
pub fn shifted(vm: &mut Vm, time: &Value, by: Delta, sign: i64) -> PyResult {
    let (date, clock, tzinfo) = parts(vm, time);
    let (days, seconds, micros) = by.parts();
    let micros = i64::from(clock.micros) + sign * micros;
    let seconds = clock.seconds() + sign * seconds + micros.div_euclid(SECOND);
    let ordinal = date.ordinal() + sign * days + seconds.div_euclid(DAY);
    let Some(date) = Date::from_ordinal(ordinal) else { return Err(vm.overflow_error("date value out of range")) };
    let clock = Clock::of_seconds(seconds.rem_euclid(DAY), micros.rem_euclid(SECOND));
    let class = vm.type_of(time).to_ref();
    match class.has_flag(type_flag::HEAP) {
        true => make_as(vm, class.value(), (date.fields(), clock.fields()), tzinfo, 0),
        false => Ok(make(vm, &class, date, clock, tzinfo)),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Err(vm.type_error("a type is required")) };
    if args[3..].iter().all(Value::is_null) {
        let is_state = |[_, _, month, ..]: [u32; 10]| (1..=12).contains(&(month & 0x7f));
        if let Some(bytes) = fields::state::<10>(vm, &args[1], "datetime", is_state)? {
            return from_state(vm, class, bytes, &args[2]);
        }
    }
    let date = fields::date_arguments(vm, args)?;
    let hour = fields::int_or(vm, &args[4], 0)?;
    let minute = fields::int_or(vm, &args[5], 0)?;
    let second = fields::int_or(vm, &args[6], 0)?;
    let micros = fields::int_or(vm, &args[7], 0)?;
    let fold = fields::int_or(vm, &args[9], 0)?;
    let date = fields::date(vm, date)?;
    let clock = fields::clock(vm, (hour, minute, second, micros), fold)?;
    let tzinfo = tzinfo::expect(vm, &args[8])?;
    Ok(make(vm, class, date, clock, tzinfo))
}

/// The month has a bit for the fold.
fn from_state(vm: &mut Vm, class: &Obj<Type>, bytes: [u8; 10], tzinfo: &Value) -> PyResult {
    let tzinfo = fields::state_tzinfo(vm, tzinfo)?;
    let [high, low, month, day, clock @ ..] = bytes;
    let date = Date::from_bytes([high, low, month & 0x7f, day]).unwrap_or(Date::MIN);
    let mut clock = Clock::from_bytes(clock);
    clock.fold = month & 0x80 != 0;
    Ok(make(vm, class, date, clock, tzinfo))
}

fn compare(vm: &mut Vm, comparison: Comparison, args: &[Value]) -> PyResult {
    arithmetic::compare(vm, comparison, &args[0], &args[1])
}

fn timetz(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (_, clock, tzinfo) = parts(vm, &args[0]);
    Ok(time::make(vm, clock, tzinfo))
}

/// What the tzinfo says about this time.
pub fn ask(vm: &mut Vm, time: &Value, method: &str) -> PyResult {
    let (.., zone) = parts(vm, time);
    tzinfo::ask(vm, &zone, method, time)
}

fn tzname(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (.., zone) = parts(vm, &args[0]);
    tzinfo::tzname(vm, &zone, &args[0])
}

fn ctime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (date, clock, _) = parts(vm, &args[0]);
    let (hour, minute, second, _) = clock.fields();
    let text = date::ctime_text(date, &format!("{hour:02}:{minute:02}:{second:02}"));
    Ok(vm.str(&text))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (class, (date, clock, zone)) = (vm.type_of(&args[0]).name(), parts(vm, &args[0]));
    let ((year, month, day), clock_fields) = (date.fields(), time::repr_fields(clock));
    let fold = if clock.fold { ", fold=1" } else { "" };
    let mut text = format!("{class}({year}, {month}, {day}, {clock_fields}{fold}").into_bytes();
    if !zone.is_none() {
        text.extend(b", tzinfo=");
        let zone = vm.repr(&zone)?;
        text.extend(zone.get::<Str>().map_or(&[][..], |zone| zone.as_bytes()));
    }
    text.push(b')');
    Ok(vm.str_from(&text))
}

fn str(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (name, space) = (vm.intern("isoformat"), vm.character(' ' as u32));
    vm.call_method(&args[0], &name, &[space])
}

fn isoformat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (date, clock, zone) = parts(vm, &args[0]);
    let mut text = date::iso_text(date).into_bytes();
    match args[1].given() {
        None => text.push(b'T'),
        Some(separator) => text.extend_from_slice(character(vm, separator)?.as_bytes()),
    }
    text.extend(time::iso_text(vm, clock, &args[2], "isoformat() argument 2")?.bytes());
    if let Some(offset) = tzinfo::utcoffset(vm, &zone, &args[0])? {
        text.extend(offset.offset_text(":").bytes());
    }
    Ok(vm.str_from(&text))
}

/// A separator, which is a single character.
fn character<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<&'a Obj<Str>> {
    let given = match value.get::<Str>() {
        Some(text) if text.chars() == 1 => return Ok(text),
        Some(text) => format!("a string of length {}", text.chars()),
        None if value.is_none() => "None".into(),
        None => vm.type_of(value).name(),
    };
    Err(vm.type_error(format!("isoformat() argument 1 must be a unicode character, not {given}")))
}

fn replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (date, clock, zone) = parts(vm, &args[0]);
    let ((year, month, day), (hour, minute, second, micros)) = (date.fields(), clock.fields());
    let mut numbers = [year, month, day, hour, minute, second, micros];
    for (number, given) in numbers.iter_mut().zip(&args[1..]) {
        *number = fields::replacement(vm, given, *number)?;
    }
    let [year, month, day, hour, minute, second, micros] = numbers;
    let zone = args[8].given().cloned().unwrap_or(zone);
    let fold = fields::replacement(vm, &args[9], clock.fold.into())?;
    let class = vm.type_of(&args[0]).value();
    make_as(vm, &class, ((year, month, day), (hour, minute, second, micros)), zone, fold)
}

fn reduce_ex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let protocol = fields::protocol(vm, args)?;
    reduced(vm, &args[0], protocol)
}

/// Older protocols know no fold.
fn reduced(vm: &mut Vm, time: &Value, protocol: i64) -> PyResult {
    let (date, clock, zone) = parts(vm, time);
    let mut bytes = [0; 10];
    bytes[..4].copy_from_slice(&date.bytes());
    bytes[4..].copy_from_slice(&clock.bytes());
    if protocol > 3 && clock.fold {
        bytes[2] |= 0x80;
    }
    fields::reduced(vm, time, &bytes, &zone)
}
