//! `datetime.date`: a day.

use super::calendar::{DAY_NAMES, Date, IsoFault, MONTH_NAMES, iso_ordinal, of_ordinal};
use super::moment::{self, DateTimeObject};
use super::{State, fields, local, parse, strftime, timedelta};
use crate::builtins::text::str_argument;
use crate::bytecode::Comparison;
use crate::object::{Str, Type, Value, type_flag};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm, holds};

/// `datetime.date`.
pub struct DateObject(pub Date);

impl crate::object::Opaque for DateObject {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, year, month=<missing>, day=<missing>)", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__str__", signature: "(self, /)", function: str },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "__add__", signature: "(self, value, /)", function: |vm, args| add(vm, &args[0], &args[1]) },
    Native { name: "__radd__", signature: "(self, value, /)", function: |vm, args| add(vm, &args[1], &args[0]) },
    Native { name: "__sub__", signature: "(self, value, /)", function: |vm, args| subtract(vm, &args[0], &args[1]) },
    Native { name: "__rsub__", signature: "(self, value, /)", function: |vm, args| subtract(vm, &args[1], &args[0]) },
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
    Native { name: "fromtimestamp", signature: "(cls, timestamp, /)", function: fromtimestamp },
    Native { name: "fromordinal", signature: "(cls, *args=<missing>)", function: fromordinal },
    Native { name: "fromisoformat", signature: "(cls, object, /)", function: fromisoformat },
    Native { name: "fromisocalendar", signature: "(cls, year, week, day)", function: fromisocalendar },
    Native { name: "strptime", signature: "(cls, *args=<missing>)", function: |vm, args| parse::strptime(vm, args, "date") },
    Native { name: "today", signature: "(cls)", function: today },
    Native { name: "ctime", signature: "(self, /)", function: ctime },
    Native { name: "strftime", signature: "(self, /, format)", function: strftime_method },
    Native { name: "__format__", signature: "(self, *args=<missing>)", function: strftime::format_method },
    Native { name: "timetuple", signature: "(self, /)", function: timetuple },
    Native { name: "isocalendar", signature: "(self, /)", function: isocalendar },
    Native { name: "isoformat", signature: "(self, /)", function: |vm, args| Ok(vm.str(&iso_text(of(vm, &args[0])))) },
    Native { name: "isoweekday", signature: "(self, /)", function: |vm, args| Ok(vm.int(of(vm, &args[0]).weekday() + 1)) },
    Native { name: "toordinal", signature: "(self, /)", function: |vm, args| Ok(vm.int(of(vm, &args[0]).ordinal())) },
    Native { name: "weekday", signature: "(self, /)", function: |vm, args| Ok(vm.int(of(vm, &args[0]).weekday())) },
    Native { name: "replace", signature: "(self, /, year=unchanged, month=unchanged, day=unchanged)", function: replace },
    Native {
        name: "__replace__",
        signature: "(self, /, year=unchanged, month=unchanged, day=unchanged)",
        function: replace,
    },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "year", get: |vm, date| Ok(vm.int(of(vm, date).year.into())), set: None },
    Attribute { name: "month", get: |vm, date| Ok(vm.int(of(vm, date).month.into())), set: None },
    Attribute { name: "day", get: |vm, date| Ok(vm.int(of(vm, date).day.into())), set: None },
];

/// The day that a `date` is, or on which a `datetime` is.
#[inline]
pub fn given(vm: &Vm, value: &Value) -> Option<Date> {
    match value.opaque::<DateObject>(vm) {
        Some(date) => Some(date.0),
        None => value.opaque::<DateTimeObject>(vm).map(|time| time.date),
    }
}

#[inline]
fn of(vm: &Vm, value: &Value) -> Date {
    given(vm, value).unwrap_or(Date::MIN)
}

/// The day, if it is not that of a `datetime`.
#[inline]
fn only(vm: &Vm, value: &Value) -> Option<Date> {
    value.opaque::<DateObject>(vm).map(|date| date.0)
}

/// A new `date`.
pub fn make(vm: &mut Vm, date: Date) -> Value {
    vm.new_opaque(DateObject(date))
}

/// An instance of a class for numbers that are to be checked; other classes than `date` and `datetime` are called.
pub fn make_as(vm: &mut Vm, class: &Value, numbers: (i64, i64, i64)) -> PyResult {
    let Some(builtin) = class.get::<Type>().filter(|class| !class.has_flag(type_flag::HEAP)) else {
        let (year, month, day) = numbers;
        let numbers = [year, month, day].map(|number| vm.int(number));
        return vm.call(class, &numbers);
    };
    let date = fields::date(vm, numbers)?;
    match builtin.is(&vm.type_for::<DateTimeObject>()) {
        true => Ok(moment::make(vm, builtin, date, Default::default(), Value::NONE)),
        false => Ok(vm.opaque(builtin, DateObject(date))),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Err(vm.type_error("a type is required")) };
    if args[2].is_null() && args[3].is_null() {
        let state = fields::state::<4>(vm, &args[1], "date", |[_, _, month, _]| (1..=12).contains(&month))?;
        if let Some(date) = state.and_then(Date::from_bytes) {
            return Ok(vm.opaque(class, DateObject(date)));
        }
    }
    let numbers = fields::date_arguments(vm, args)?;
    let date = fields::date(vm, numbers)?;
    Ok(vm.opaque(class, DateObject(date)))
}

fn fromtimestamp(vm: &mut Vm, args: &[Value]) -> PyResult {
    let seconds = local::whole_seconds(vm, &args[1])?;
    let local = local::fields(vm, seconds)?;
    make_as(vm, &args[0], (local.year, local.month, local.day))
}

/// A class may have its own `fromtimestamp`, `datetime` for one.
fn today(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (seconds, nanoseconds) = super::super::time::now();
    let now = vm.float((seconds * 1_000_000_000 + nanoseconds) as f64 / 1e9);
    let name = vm.intern("fromtimestamp");
    vm.call_method(&args[0], &name, &[now])
}

fn fromordinal(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [ordinal] = fields::exactly(vm, args, "fromordinal")?;
    let ordinal = fields::int(vm, ordinal)?;
    if ordinal < 1 {
        return Err(vm.value_error("ordinal must be >= 1"));
    }
    make_as(vm, &args[0], of_ordinal(ordinal))
}

fn fromisoformat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(text) = args[1].get::<Str>() else { return Err(parse::not_str(vm)) };
    match parse::only_date(text) {
        Some(numbers) => make_as(vm, &args[0], numbers),
        None => Err(parse::invalid(vm, &args[1])),
    }
}

fn fromisocalendar(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut numbers = [0; 3];
    for (number, given) in numbers.iter_mut().zip(&args[1..]) {
        *number = match fields::int(vm, given) {
            Err(raised) if raised.is(ExceptionKind::OverflowError, vm) => {
                return Err(vm.value_error("ISO calendar component out of range"));
            }
            number => number?,
        };
    }
    let [year, week, day] = numbers;
    match iso_ordinal(year, week, day) {
        Ok(ordinal) => make_as(vm, &args[0], of_ordinal(ordinal)),
        Err(IsoFault::Year) => Err(fields::wrong_year(vm, year)),
        Err(IsoFault::Week) => Err(vm.value_error(format!("Invalid week: {week}"))),
        Err(IsoFault::Weekday) => Err(vm.value_error(format!("Invalid weekday: {day} (range is [1, 7])"))),
    }
}

fn add(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    match (only(vm, a), only(vm, b)) {
        (Some(date), None) => shifted(vm, a, date, b, 1),
        (None, Some(date)) => shifted(vm, b, date, a, 1),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn subtract(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    match (only(vm, a), only(vm, b)) {
        (Some(a), Some(b)) => {
            let difference = timedelta::checked(vm, a.ordinal() - b.ordinal(), 0, 0)?;
            Ok(timedelta::make(vm, difference))
        }
        (Some(date), None) => shifted(vm, a, date, b, -1),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// The day so many days of a duration later, of the same class.
fn shifted(vm: &mut Vm, object: &Value, date: Date, delta: &Value, sign: i64) -> PyResult {
    let Some(delta) = timedelta::given(vm, delta) else { return Ok(Value::NOT_IMPLEMENTED) };
    match Date::from_ordinal(date.ordinal() + sign * i64::from(delta.days)) {
        Some(date) => {
            let class = vm.type_of(object).value();
            make_as(vm, &class, date.fields())
        }
        None => Err(vm.overflow_error("date value out of range")),
    }
}

fn compare(vm: &mut Vm, comparison: Comparison, args: &[Value]) -> PyResult {
    match (only(vm, &args[0]), only(vm, &args[1])) {
        (Some(a), Some(b)) => Ok(Value::bool(holds(comparison, Some(a.cmp(&b))))),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let hash = crate::object::hash_key().hash_bytes(&of(vm, &args[0]).bytes());
    Ok(vm.int(hash))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (class, (year, month, day)) = (vm.type_of(&args[0]).name(), of(vm, &args[0]).fields());
    Ok(vm.str(&format!("{class}({year}, {month}, {day})")))
}

pub fn iso_text(date: Date) -> String {
    let (year, month, day) = date.fields();
    format!("{year:04}-{month:02}-{day:02}")
}

fn str(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.intern("isoformat");
    vm.call_method(&args[0], &name, &[])
}

fn ctime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = ctime_text(of(vm, &args[0]), "00:00:00");
    Ok(vm.str(&text))
}

pub fn ctime_text(date: Date, clock: &str) -> String {
    let (year, month, day) = date.fields();
    let (weekday, month) = (DAY_NAMES[date.weekday().rem_euclid(7) as usize], MONTH_NAMES[month as usize - 1]);
    format!("{weekday} {month} {day:2} {clock} {year:04}")
}

/// Of a `datetime`, too.
fn strftime_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let format = str_argument(vm, &args[1], "strftime() argument 1")?;
    let name = vm.intern("timetuple");
    let tuple = vm.call_method(&args[0], &name, &[])?;
    let (micros, tzinfo) = match args[0].opaque::<DateTimeObject>(vm) {
        Some(time) => (time.clock.micros, time.tzinfo.clone()),
        None => (0, Value::NONE),
    };
    strftime::strftime(vm, format, tuple, micros, &tzinfo, &args[0])
}

fn timetuple(vm: &mut Vm, args: &[Value]) -> PyResult {
    let date = of(vm, &args[0]);
    local::struct_time(vm, date, Default::default(), -1)
}

fn isocalendar(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (year, week, weekday) = of(vm, &args[0]).iso();
    let parts = [year, week, weekday].map(|part| vm.int(part));
    match vm.state::<State>().iso_date.clone() {
        Some(class) => Ok(vm.tuple_of(&class, parts.into_iter()).into_value()),
        None => Ok(vm.tuple(parts)),
    }
}

fn replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (year, month, day) = of(vm, &args[0]).fields();
    let year = fields::replacement(vm, &args[1], year)?;
    let month = fields::replacement(vm, &args[2], month)?;
    let day = fields::replacement(vm, &args[3], day)?;
    let class = vm.type_of(&args[0]).value();
    make_as(vm, &class, (year, month, day))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = of(vm, &args[0]).bytes();
    fields::reduced(vm, &args[0], &bytes, &Value::NONE)
}
