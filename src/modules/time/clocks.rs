//! The clocks of `time`, and `sleep`.

use super::{not_a_number, out_of_range};
use crate::number::IntRef;
use crate::object::Value;
use crate::vm::{Native, PyResult, Vm};
use rustix::time::{ClockId, DynamicClockId, Timespec};
use std::io;
use std::time::Duration;

/// A clock: its name, the system's number for it, and how to ask for it.
pub const CLOCKS: &[(&str, i64, DynamicClockId)] = &[
    ("CLOCK_REALTIME", libc::CLOCK_REALTIME as i64, DynamicClockId::Known(ClockId::Realtime)),
    ("CLOCK_MONOTONIC", libc::CLOCK_MONOTONIC as i64, DynamicClockId::Known(ClockId::Monotonic)),
    ("CLOCK_PROCESS_CPUTIME_ID", libc::CLOCK_PROCESS_CPUTIME_ID as i64, DynamicClockId::Known(ClockId::ProcessCPUTime)),
    ("CLOCK_THREAD_CPUTIME_ID", libc::CLOCK_THREAD_CPUTIME_ID as i64, DynamicClockId::Known(ClockId::ThreadCPUTime)),
    #[cfg(target_os = "linux")]
    ("CLOCK_MONOTONIC_RAW", libc::CLOCK_MONOTONIC_RAW as i64, DynamicClockId::Known(ClockId::MonotonicRaw)),
    #[cfg(target_os = "linux")]
    ("CLOCK_BOOTTIME", libc::CLOCK_BOOTTIME as i64, DynamicClockId::Boottime),
    #[cfg(target_os = "linux")]
    ("CLOCK_TAI", libc::CLOCK_TAI as i64, DynamicClockId::Tai),
];

pub const FUNCTIONS: &[Native] = &[
    Native { name: "time", signature: "()", function: |vm, _| seconds(vm, ClockId::Realtime) },
    Native { name: "time_ns", signature: "()", function: |vm, _| nanoseconds(vm, ClockId::Realtime) },
    Native { name: "monotonic", signature: "()", function: |vm, _| seconds(vm, ClockId::Monotonic) },
    Native { name: "monotonic_ns", signature: "()", function: |vm, _| nanoseconds(vm, ClockId::Monotonic) },
    Native { name: "perf_counter", signature: "()", function: |vm, _| seconds(vm, ClockId::Monotonic) },
    Native { name: "perf_counter_ns", signature: "()", function: |vm, _| nanoseconds(vm, ClockId::Monotonic) },
    Native { name: "process_time", signature: "()", function: |vm, _| seconds(vm, ClockId::ProcessCPUTime) },
    Native { name: "process_time_ns", signature: "()", function: |vm, _| nanoseconds(vm, ClockId::ProcessCPUTime) },
    Native { name: "thread_time", signature: "()", function: |vm, _| seconds(vm, ClockId::ThreadCPUTime) },
    Native { name: "thread_time_ns", signature: "()", function: |vm, _| nanoseconds(vm, ClockId::ThreadCPUTime) },
    Native { name: "clock_gettime", signature: "(clk_id, /)", function: clock_gettime },
    Native { name: "clock_gettime_ns", signature: "(clk_id, /)", function: clock_gettime_ns },
    Native { name: "clock_getres", signature: "(clk_id, /)", function: clock_getres },
    Native { name: "clock_settime", signature: "(clk_id, time, /)", function: clock_settime },
    Native { name: "clock_settime_ns", signature: "(clk_id, time, /)", function: clock_settime_ns },
    Native { name: "get_clock_info", signature: "(name, /)", function: get_clock_info },
    Native { name: "sleep", signature: "(seconds, /)", function: sleep },
];

const SECOND: i64 = 1_000_000_000;

/// Seconds since 1970, and nanoseconds beyond them.
pub fn now() -> (i64, i64) {
    let now = rustix::time::clock_gettime(ClockId::Realtime);
    (now.tv_sec, now.tv_nsec)
}

fn as_seconds(time: Timespec) -> f64 {
    // As CPython: one rounding of the quotient.
    total(time) as f64 / SECOND as f64
}

fn total(time: Timespec) -> i64 {
    time.tv_sec.saturating_mul(SECOND).saturating_add(time.tv_nsec)
}

fn seconds(vm: &mut Vm, clock: ClockId) -> PyResult {
    Ok(vm.float(as_seconds(rustix::time::clock_gettime(clock))))
}

fn nanoseconds(vm: &mut Vm, clock: ClockId) -> PyResult {
    Ok(vm.int(total(rustix::time::clock_gettime(clock))))
}

/// The clock with a number.
fn clock(vm: &mut Vm, number: &Value) -> PyResult<&'static DynamicClockId<'static>> {
    let number = vm.index_i64(number)?;
    let known = CLOCKS.iter().find(|(_, known, _)| *known == number);
    known.map(|(_, _, clock)| clock).ok_or_else(|| vm.os_error(&io::Error::from_raw_os_error(libc::EINVAL), &[]))
}

fn read(vm: &mut Vm, number: &Value) -> PyResult<Timespec> {
    let clock = match clock(vm, number)? {
        DynamicClockId::Known(clock) => DynamicClockId::Known(*clock),
        #[cfg(target_os = "linux")]
        DynamicClockId::Boottime => DynamicClockId::Boottime,
        #[cfg(target_os = "linux")]
        DynamicClockId::Tai => DynamicClockId::Tai,
        _ => DynamicClockId::Known(ClockId::Realtime),
    };
    rustix::time::clock_gettime_dynamic(clock).map_err(|error| vm.os_error(&error.into(), &[]))
}

fn clock_gettime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let time = read(vm, &args[0])?;
    Ok(vm.float(as_seconds(time)))
}

fn clock_gettime_ns(vm: &mut Vm, args: &[Value]) -> PyResult {
    let time = read(vm, &args[0])?;
    Ok(vm.int(total(time)))
}

fn clock_getres(vm: &mut Vm, args: &[Value]) -> PyResult {
    let resolution = match clock(vm, &args[0])? {
        DynamicClockId::Known(clock) => rustix::time::clock_getres(*clock),
        _ => rustix::time::clock_getres(ClockId::Realtime),
    };
    Ok(vm.float(as_seconds(resolution)))
}

fn clock_settime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let time = nanoseconds_of(vm, &args[1])?;
    set(vm, &args[0], time)
}

fn clock_settime_ns(vm: &mut Vm, args: &[Value]) -> PyResult {
    let time = vm.index_i64(&args[1])?;
    set(vm, &args[0], time)
}

fn set(vm: &mut Vm, number: &Value, time: i64) -> PyResult {
    let refused = match clock(vm, number)? {
        DynamicClockId::Known(clock) => {
            let time = Timespec { tv_sec: time.div_euclid(SECOND), tv_nsec: time.rem_euclid(SECOND) };
            rustix::time::clock_settime(*clock, time).err().map(io::Error::from)
        }
        _ => Some(io::Error::from_raw_os_error(libc::EINVAL)),
    };
    match refused {
        None => Ok(Value::NONE),
        Some(error) => Err(vm.os_error(&error, &[])),
    }
}

/// Seconds that a program gives, rounded up.
pub fn nanoseconds_of(vm: &mut Vm, seconds: &Value) -> PyResult<i64> {
    match seconds.as_float() {
        Some(seconds) if seconds.is_nan() => Err(not_a_number(vm)),
        Some(seconds) => {
            let time = (seconds * SECOND as f64).ceil();
            if (i64::MIN as f64..-(i64::MIN as f64)).contains(&time) { Ok(time as i64) } else { Err(out_of_range(vm)) }
        }
        None => {
            if seconds.as_int().is_none() && !vm.type_of(seconds).to_ref().has_special(crate::object::Special::Index, vm) {
                let class = vm.type_of(seconds).name();
                return Err(vm.type_error(format!("'{class}' object cannot be interpreted as an integer or float")));
            }
            let seconds = vm.index(seconds)?;
            let seconds = seconds.as_int().and_then(IntRef::to_i64).and_then(|seconds| seconds.checked_mul(SECOND));
            seconds.ok_or_else(|| out_of_range(vm))
        }
    }
}

fn sleep(vm: &mut Vm, args: &[Value]) -> PyResult {
    let time = nanoseconds_of(vm, &args[0])?;
    match u64::try_from(time) {
        Ok(time) => vm.sleep(Duration::from_nanos(time))?,
        Err(_) => return Err(vm.value_error("sleep length must be non-negative")),
    }
    Ok(Value::NONE)
}

fn get_clock_info(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(name) = args[0].get::<crate::object::Str>().map(|name| name.to_string_lossy().into_owned()) else {
        let class = vm.type_of(&args[0]).name();
        return Err(vm.type_error(format!("get_clock_info() argument 1 must be str, not {class}")));
    };
    let (clock, words, monotonic) = match &*name {
        "time" => (ClockId::Realtime, "CLOCK_REALTIME", false),
        "monotonic" | "perf_counter" => (ClockId::Monotonic, "CLOCK_MONOTONIC", true),
        "process_time" => (ClockId::ProcessCPUTime, "CLOCK_PROCESS_CPUTIME_ID", true),
        "thread_time" => (ClockId::ThreadCPUTime, "CLOCK_THREAD_CPUTIME_ID", true),
        _ => return Err(vm.value_error("unknown clock")),
    };
    let fields = [
        ("implementation", vm.str(&format!("clock_gettime({words})"))),
        ("monotonic", Value::bool(monotonic)),
        ("adjustable", Value::bool(!monotonic)),
        ("resolution", vm.float(as_seconds(rustix::time::clock_getres(clock)))),
    ];
    super::super::namespace(vm, fields)
}
