//! `datetime.tzinfo`, and how the others ask one: what its methods return is checked.

use super::calendar::Delta;
use super::moment::{self, DateTimeObject};
use super::timedelta;
use super::timezone::TimeZone;
use crate::object::{Opaque, Str, Type, Value};
use crate::vm::{Native, PyResult, Raised, Vm};

/// `datetime.tzinfo`, which has nothing of its own.
pub struct TzInfo;

impl Opaque for TzInfo {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs=<missing>)", function: new },
    Native { name: "tzname", signature: "(self, object, /)", function: |vm, _| Err(to_implement(vm, "tzname")) },
    Native { name: "utcoffset", signature: "(self, object, /)", function: |vm, _| Err(to_implement(vm, "utcoffset")) },
    Native { name: "dst", signature: "(self, object, /)", function: |vm, _| Err(to_implement(vm, "dst")) },
    Native { name: "fromutc", signature: "(self, object, /)", function: fromutc },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
];

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args[0].get::<Type>() {
        Some(class) => Ok(vm.opaque(class, TzInfo)),
        None => Err(vm.type_error("a type is required")),
    }
}

fn to_implement(vm: &mut Vm, method: &str) -> Raised {
    vm.not_implemented_error(format!("a tzinfo subclass must implement {method}()"))
}

/// Whether a value can be some time's tzinfo.
#[inline]
pub fn is_valid(vm: &Vm, value: &Value) -> bool {
    value.is_none() || vm.is_instance(value, &vm.type_for::<TzInfo>())
}

/// A tzinfo that is given as an argument, None if it is not.
#[inline]
pub fn expect(vm: &mut Vm, value: &Value) -> PyResult {
    match value.given() {
        None => Ok(Value::NONE),
        Some(value) if is_valid(vm, value) => Ok(value.clone()),
        Some(value) => Err(not_tzinfo(vm, value)),
    }
}

#[cold]
fn not_tzinfo(vm: &mut Vm, value: &Value) -> Raised {
    let class = vm.type_of(value).name();
    vm.type_error(format!("tzinfo argument must be None or of a tzinfo subclass, not type '{class}'"))
}

/// What is not less than a day is no offset.
#[cold]
pub fn no_offset(vm: &mut Vm, offset: &Value) -> Raised {
    let offset = vm.repr_lossy(offset);
    vm.value_error(format!(
        "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset}"
    ))
}

/// What `utcoffset` or `dst` of a tzinfo returns: None, or a `timedelta` of less than a day.
pub fn ask(vm: &mut Vm, tzinfo: &Value, method: &str, of: &Value) -> PyResult {
    if tzinfo.is_none() {
        return Ok(Value::NONE);
    }
    if let Some(zone) = tzinfo.opaque::<TimeZone>(vm) {
        return Ok(if method == "utcoffset" { zone.offset.clone() } else { Value::NONE });
    }
    let name = vm.intern(method);
    let offset = vm.call_method(tzinfo, &name, std::slice::from_ref(of))?;
    match timedelta::given(vm, &offset) {
        _ if offset.is_none() => Ok(offset),
        Some(delta) if delta.is_offset() => Ok(offset),
        Some(_) => Err(no_offset(vm, &offset)),
        None => {
            let class = vm.type_of(&offset).name();
            Err(vm.type_error(format!("tzinfo.{method}() must return None or timedelta, not '{class}'")))
        }
    }
}

/// The offset from UTC, if there is one.
pub fn utcoffset(vm: &mut Vm, tzinfo: &Value, of: &Value) -> PyResult<Option<Delta>> {
    let offset = ask(vm, tzinfo, "utcoffset", of)?;
    Ok(timedelta::given(vm, &offset))
}

/// The zone's name: None or a str.
pub fn tzname(vm: &mut Vm, tzinfo: &Value, of: &Value) -> PyResult {
    if tzinfo.is_none() {
        return Ok(Value::NONE);
    }
    let method = vm.intern("tzname");
    let name = vm.call_method(tzinfo, &method, std::slice::from_ref(of))?;
    if name.is_none() || name.is_a::<Str>() {
        return Ok(name);
    }
    let class = vm.type_of(&name).name();
    Err(vm.type_error(format!("tzinfo.tzname() must return None or a string, not '{class}'")))
}

/// That a datetime with this tzinfo was given.
pub fn expect_own(vm: &mut Vm, tzinfo: &Value, time: &Value) -> PyResult<()> {
    let Some(fields) = time.opaque::<DateTimeObject>(vm) else {
        return Err(vm.type_error("fromutc: argument must be a datetime"));
    };
    if !fields.tzinfo.is(tzinfo) {
        return Err(vm.value_error("fromutc: dt.tzinfo is not self"));
    }
    Ok(())
}

/// From UTC to local time where the standard offset never changes.
fn fromutc(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (tzinfo, time) = (&args[0], &args[1]);
    expect_own(vm, tzinfo, time)?;
    let Some(offset) = utcoffset(vm, tzinfo, time)? else {
        return Err(vm.value_error("fromutc: non-None utcoffset() result required"));
    };
    let Some(dst) = dst_offset(vm, tzinfo, time)? else {
        return Err(vm.value_error("fromutc: non-None dst() result required"));
    };
    let standard = timedelta::difference(vm, offset, dst)?;
    let local = moment::shifted(vm, time, standard, 1)?;
    match dst_offset(vm, tzinfo, &local)? {
        None => Err(vm.value_error("fromutc: tz.dst() gave inconsistent results; cannot convert")),
        Some(dst) if dst.is_zero() => Ok(local),
        Some(dst) => moment::shifted(vm, &local, dst, 1),
    }
}

fn dst_offset(vm: &mut Vm, tzinfo: &Value, of: &Value) -> PyResult<Option<Delta>> {
    let dst = ask(vm, tzinfo, "dst", of)?;
    Ok(timedelta::given(vm, &dst))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.intern("__getinitargs__");
    let arguments = match vm.try_getattr(&args[0], &name)? {
        Some(method) => vm.call(&method, &[])?,
        None => vm.empty_tuple(),
    };
    let (class, state) = (vm.type_of(&args[0]).value(), crate::builtins::instance_state(vm, &args[0])?);
    Ok(vm.tuple([class, arguments, state]))
}
