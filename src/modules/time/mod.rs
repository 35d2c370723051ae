//! `time`: clocks, sleeping, and the calendar of `struct_time`.

mod calendar;
mod clocks;
mod format;

use crate::builtins::struct_sequence;
use crate::number::IntRef;
use crate::object::{Module, Ref, Type, Value};
use crate::vm::{ExceptionKind, Native, PyResult, Raised, Vm};
pub use calendar::Fields;
use calendar::of_timestamp;
pub use clocks::{nanoseconds_of, now};

const FUNCTIONS: &[Native] = &[
    Native { name: "gmtime", signature: "(seconds=None, /)", function: gmtime },
    Native { name: "localtime", signature: "(seconds=None, /)", function: localtime },
    Native { name: "asctime", signature: "(time_tuple=<missing>, /)", function: asctime },
    Native { name: "ctime", signature: "(seconds=None, /)", function: ctime },
    Native { name: "mktime", signature: "(time_tuple, /)", function: mktime },
    Native { name: "strftime", signature: "(format, time_tuple=<missing>, /)", function: strftime },
    Native { name: "strptime", signature: "(*args)", function: strptime },
    Native { name: "tzset", signature: "()", function: tzset },
];

/// The names of a `struct_time`; the last two are no elements.
const FIELDS: &[&str] = &[
    "tm_year",
    "tm_mon",
    "tm_mday",
    "tm_hour",
    "tm_min",
    "tm_sec",
    "tm_wday",
    "tm_yday",
    "tm_isdst",
    "tm_zone",
    "tm_gmtoff",
];
const VISIBLE: usize = 9;

#[derive(Default)]
struct State {
    module: Option<Ref<Module>>,
    class: Option<Ref<Type>>,
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("time");
    vm.add_functions(&module, FUNCTIONS);
    vm.add_functions(&module, clocks::FUNCTIONS);
    for (name, number, _) in clocks::CLOCKS {
        vm.module_set(&module, name, Value::size(*number as usize));
    }
    let class = struct_sequence::define(vm, "time.struct_time", FIELDS, VISIBLE);
    vm.module_set(&module, "struct_time", class.value().clone());
    vm.module_set(&module, "_STRUCT_TM_ITEMS", Value::size(FIELDS.len()));
    *vm.state::<State>() = State { module: Some(module.clone()), class: Some(class) };
    set_zone_names(vm, &module);
    module
}

/// `timezone`, `altzone`, `daylight` and `tzname`, by what holds in January and July of this year.
fn set_zone_names(vm: &mut Vm, module: &Ref<Module>) {
    let (winter, summer) = calendar::zones_of_year(clocks::now().0);
    // In the south it is the other way round.
    let (standard, daylight) = if winter.offset <= summer.offset { (winter, summer) } else { (summer, winter) };
    let (timezone, altzone) = (vm.int(-standard.offset), vm.int(-daylight.offset));
    let names = [vm.str(&standard.name), vm.str(&daylight.name)];
    let names = vm.tuple(names);
    let has_daylight = Value::size(usize::from(standard.offset != daylight.offset));
    for (name, value) in [("timezone", timezone), ("altzone", altzone), ("daylight", has_daylight), ("tzname", names)] {
        vm.module_set(module, name, value);
    }
}

fn tzset(vm: &mut Vm, _: &[Value]) -> PyResult {
    calendar::forget_zone();
    if let Some(module) = vm.state::<State>().module.clone() {
        set_zone_names(vm, &module);
    }
    Ok(Value::NONE)
}

fn out_of_range(vm: &mut Vm) -> Raised {
    vm.raise(ExceptionKind::OverflowError, "timestamp out of range for platform time_t")
}

fn not_a_number(vm: &mut Vm) -> Raised {
    vm.value_error("Invalid value NaN (not a number)")
}

/// Whole seconds since 1970, rounded down; now, where none are given.
fn timestamp(vm: &mut Vm, seconds: &Value) -> PyResult<i64> {
    if seconds.is_null() || seconds.is_none() {
        return Ok(clocks::now().0);
    }
    match seconds.as_float() {
        Some(seconds) if seconds.is_nan() => Err(not_a_number(vm)),
        Some(seconds) if seconds.abs() < 9.2e18 => Ok(seconds.floor() as i64),
        Some(_) => Err(out_of_range(vm)),
        None => {
            let seconds = vm.index(seconds)?;
            seconds.as_int().and_then(IntRef::to_i64).ok_or_else(|| out_of_range(vm))
        }
    }
}

/// The fields of a time, in the system's zone or UTC.
pub fn fields_of(vm: &mut Vm, seconds: i64, local: bool) -> PyResult<Fields> {
    let zone = if local { calendar::local_zone(seconds) } else { calendar::Zone::utc() };
    of_timestamp(seconds, zone).ok_or_else(|| {
        let error = std::io::Error::from_raw_os_error(libc::EOVERFLOW);
        vm.os_error(&error, &[])
    })
}

fn gmtime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let seconds = timestamp(vm, &args[0])?;
    let fields = fields_of(vm, seconds, false)?;
    Ok(struct_time(vm, &fields))
}

fn localtime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let seconds = timestamp(vm, &args[0])?;
    let fields = fields_of(vm, seconds, true)?;
    Ok(struct_time(vm, &fields))
}

fn struct_time(vm: &mut Vm, fields: &Fields) -> Value {
    let zone = [vm.str(&fields.zone.name), vm.int(fields.zone.offset)];
    made_of(vm, fields.shown(), zone)
}

/// A `struct_time` of these elements, whose zone is not known.
pub fn struct_time_of(vm: &mut Vm, elements: [i64; VISIBLE]) -> PyResult {
    crate::builtins::import(vm, "time")?;
    Ok(made_of(vm, elements, [Value::NONE, Value::NONE]))
}

fn made_of(vm: &mut Vm, elements: [i64; VISIBLE], zone: [Value; 2]) -> Value {
    let values = elements.map(|element| vm.int(element)).into_iter().chain(zone).collect();
    let class = vm.state::<State>().class.clone().expect("set with the module");
    struct_sequence::make(vm, &class, values)
}

/// The fields that a program gives as a tuple, as they are; now, where none is given.
fn given_fields(vm: &mut Vm, tuple: &Value, function: &str) -> PyResult<Fields> {
    if tuple.is_null() {
        return fields_of(vm, clocks::now().0, true);
    }
    let Some(items) = tuple.get::<crate::object::Tuple>().map(struct_sequence::values_of) else {
        return Err(vm.type_error("Tuple or struct_time argument required"));
    };
    if items.len() < VISIBLE || items.len() > VISIBLE && !is_struct_time(vm, tuple) {
        return Err(vm.type_error(format!("{function}(): illegal time tuple argument")));
    }
    let mut numbers = [0i64; VISIBLE];
    for (number, item) in numbers.iter_mut().zip(&items) {
        let index = vm.index(item)?;
        let int = index.as_int().and_then(IntRef::to_i64);
        let Some(int) = int.and_then(|int| i32::try_from(int).ok()) else {
            let bound = if index.as_int().is_some_and(|int| int.is_negative()) {
                "less than minimum"
            } else {
                "greater than maximum"
            };
            return Err(vm.raise(ExceptionKind::OverflowError, format!("signed integer is {bound}")));
        };
        *number = int.into();
    }
    // C counts years from 1900.
    if numbers[0] < i64::from(i32::MIN) + 1900 {
        return Err(vm.overflow_error("year out of range"));
    }
    let mut fields = Fields::from_shown(numbers);
    if let [.., zone, offset] = &items[VISIBLE..] {
        fields.zone.name = if zone.is_none() { String::new() } else { vm.text(zone).to_string() };
        fields.zone.offset = offset.as_int().and_then(IntRef::to_i64).unwrap_or(0);
    } else {
        fields.zone = calendar::zone_of_fields(&fields);
    }
    Ok(fields)
}

fn is_struct_time(vm: &mut Vm, tuple: &Value) -> bool {
    let class = vm.state::<State>().class.clone();
    class.is_some_and(|class| vm.type_of(tuple).is(&class))
}

/// The same, where each field is in its range.
fn checked_fields(vm: &mut Vm, tuple: &Value, function: &str) -> PyResult<Fields> {
    let mut fields = given_fields(vm, tuple, function)?;
    match fields.check() {
        Ok(()) => Ok(fields),
        Err(what) => Err(vm.value_error(format!("{what} out of range"))),
    }
}

fn asctime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fields = checked_fields(vm, &args[0], "asctime")?;
    Ok(vm.str(&format::asctime(&fields)))
}

fn ctime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let seconds = timestamp(vm, &args[0])?;
    let fields = fields_of(vm, seconds, true)?;
    Ok(vm.str(&format::asctime(&fields)))
}

fn mktime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fields = given_fields(vm, &args[0], "mktime")?;
    let seconds = calendar::timestamp_of(&fields);
    Ok(vm.float(seconds as f64))
}

/// `time.strftime`.
pub fn strftime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(format) = args[0].get::<crate::object::Str>() else {
        let class = vm.type_of(&args[0]).name();
        return Err(vm.type_error(format!("strftime() argument 1 must be str, not {class}")));
    };
    let fields = checked_fields(vm, &args[1], "strftime")?;
    let made = format::strftime(format.as_bytes(), &fields);
    Ok(vm.str_from(&made))
}

/// Written in Python: `_strptime`.
fn strptime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (import, name, function) = (vm.intern("__import__"), vm.str("_strptime"), vm.intern("_strptime_time"));
    let builtins = vm.builtins.clone();
    let Some(import) = builtins.get_str(&import, vm) else {
        return Err(vm.raise(ExceptionKind::ImportError, "__import__ not found"));
    };
    let module = vm.call(&import, &[name])?;
    let function = vm.getattr(&module, &function)?;
    vm.call(&function, args)
}
