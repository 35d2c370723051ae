//! `datetime.timezone`: a fixed offset from UTC.

use super::calendar::Delta;
use super::moment::{self, DateTimeObject};
use super::{State, timedelta, tzinfo};
use crate::bytecode::Comparison;
use crate::object::{Opaque, Str, Value};
use crate::vm::{Native, PyResult, Vm, holds};

/// `datetime.timezone`: a `timedelta`, and a str or NULL.
pub struct TimeZone {
    pub offset: Value,
    name: Value,
}

impl Opaque for TimeZone {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.offset);
        visit(&self.name);
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, offset, name=<missing>)", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__str__", signature: "(self, /)", function: |vm, args| str(vm, &args[0]) },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "__lt__", signature: "(self, value, /)", function: |_, _| Ok(Value::NOT_IMPLEMENTED) },
    Native { name: "__le__", signature: "(self, value, /)", function: |_, _| Ok(Value::NOT_IMPLEMENTED) },
    Native { name: "__eq__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::Equal, args) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |vm, args| compare(vm, Comparison::NotEqual, args) },
    Native { name: "__gt__", signature: "(self, value, /)", function: |_, _| Ok(Value::NOT_IMPLEMENTED) },
    Native { name: "__ge__", signature: "(self, value, /)", function: |_, _| Ok(Value::NOT_IMPLEMENTED) },
    Native { name: "tzname", signature: "(self, object, /)", function: tzname },
    Native { name: "utcoffset", signature: "(self, object, /)", function: utcoffset },
    Native { name: "dst", signature: "(self, object, /)", function: dst },
    Native { name: "fromutc", signature: "(self, object, /)", function: fromutc },
    Native { name: "__getinitargs__", signature: "(self, /)", function: getinitargs },
];

/// A zone whose offset is not checked.
pub fn make(vm: &mut Vm, offset: Delta, name: Value) -> Value {
    let offset = timedelta::make(vm, offset);
    vm.new_opaque(TimeZone { offset, name })
}

/// The zone of an offset in range: UTC itself if it is none, and has no name.
pub fn of_offset(vm: &mut Vm, offset: Value, name: Value) -> PyResult {
    match timedelta::given(vm, &offset) {
        Some(delta) if delta.is_zero() && name.is_null() => Ok(vm.state::<State>().utc.clone()),
        Some(delta) if delta.is_offset() => Ok(vm.new_opaque(TimeZone { offset, name })),
        _ => Err(tzinfo::no_offset(vm, &offset)),
    }
}

/// The zone of an offset in a text, None where there is none.
pub fn of_parsed(vm: &mut Vm, offset: Option<(i64, i64)>) -> PyResult {
    match offset {
        None => Ok(Value::NONE),
        // However many microseconds.
        Some((0, _)) => Ok(vm.state::<State>().utc.clone()),
        Some((seconds, micros)) => {
            let offset = timedelta::make(vm, Delta::small(0, seconds, micros));
            of_offset(vm, offset, Value::NULL)
        }
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    if timedelta::given(vm, &args[1]).is_none() {
        let class = vm.type_of(&args[1]).name();
        return Err(vm.type_error(format!("timezone() argument 1 must be datetime.timedelta, not {class}")));
    }
    if !args[2].is_null() {
        crate::builtins::text::str_argument(vm, &args[2], "timezone() argument 2")?;
    }
    of_offset(vm, args[1].clone(), args[2].clone())
}

fn parts(vm: &Vm, zone: &Value) -> (Value, Value, Delta) {
    let (offset, name) = match zone.opaque::<TimeZone>(vm) {
        Some(zone) => (zone.offset.clone(), zone.name.clone()),
        None => (Value::NONE, Value::NULL),
    };
    let delta = timedelta::given(vm, &offset).unwrap_or_default();
    (offset, name, delta)
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(&args[0]).name();
    if args[0].is(&vm.state::<State>().utc) {
        return Ok(vm.str(&format!("{class}.utc")));
    }
    let (offset, name, _) = parts(vm, &args[0]);
    let mut text = format!("{class}({}", vm.repr_lossy(&offset)).into_bytes();
    if !name.is_null() {
        text.extend(b", ");
        let name = vm.repr(&name)?;
        text.extend(name.get::<Str>().map_or(&[][..], |name| name.as_bytes()));
    }
    text.push(b')');
    Ok(vm.str_from(&text))
}

fn str(vm: &mut Vm, zone: &Value) -> PyResult {
    match parts(vm, zone) {
        (_, name, _) if !name.is_null() => Ok(name),
        (_, _, delta) if delta.is_zero() => Ok(vm.str("UTC")),
        (_, _, delta) => Ok(vm.str(&format!("UTC{}", delta.offset_text(":")))),
    }
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (.., delta) = parts(vm, &args[0]);
    let hash = timedelta::hash(vm, delta)?;
    Ok(vm.int(hash))
}

fn compare(vm: &mut Vm, comparison: Comparison, args: &[Value]) -> PyResult {
    if args[1].opaque::<TimeZone>(vm).is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let ((.., a), (.., b)) = (parts(vm, &args[0]), parts(vm, &args[1]));
    Ok(Value::bool(holds(comparison, Some(a.cmp(&b)))))
}

fn check_argument(vm: &mut Vm, time: &Value, method: &str) -> PyResult<()> {
    if time.is_none() || time.opaque::<DateTimeObject>(vm).is_some() {
        return Ok(());
    }
    let class = vm.type_of(time).name();
    Err(vm.type_error(format!("{method}(dt) argument must be a datetime instance or None, not {class}")))
}

fn tzname(vm: &mut Vm, args: &[Value]) -> PyResult {
    check_argument(vm, &args[1], "tzname")?;
    str(vm, &args[0])
}

fn utcoffset(vm: &mut Vm, args: &[Value]) -> PyResult {
    check_argument(vm, &args[1], "utcoffset")?;
    Ok(parts(vm, &args[0]).0)
}

fn dst(vm: &mut Vm, args: &[Value]) -> PyResult {
    check_argument(vm, &args[1], "dst")?;
    Ok(Value::NONE)
}

fn fromutc(vm: &mut Vm, args: &[Value]) -> PyResult {
    tzinfo::expect_own(vm, &args[0], &args[1])?;
    let (.., delta) = parts(vm, &args[0]);
    moment::shifted(vm, &args[1], delta, 1)
}

fn getinitargs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (offset, name, _) = parts(vm, &args[0]);
    Ok(if name.is_null() { vm.tuple([offset]) } else { vm.tuple([offset, name]) })
}
