//! Timers that send signals, and waiting for any.

use super::State;
use crate::builtins::text::c_int;
use crate::modules::time::nanoseconds_of;
use crate::object::{Exception, Value};
use crate::system::signals::{self as system, Timer};
use crate::vm::{Native, PyResult, Raised, Vm, error_words};
use rustix::io::Errno;
use std::time::Duration;

pub const FUNCTIONS: &[Native] = &[
    Native { name: "alarm", signature: "(seconds, /)", function: alarm },
    Native { name: "pause", signature: "()", function: pause },
    Native { name: "setitimer", signature: "(which, seconds, interval=0.0, /)", function: set },
    Native { name: "getitimer", signature: "(which, /)", function: get },
];

fn alarm(vm: &mut Vm, args: &[Value]) -> PyResult {
    let seconds = c_int(vm, &args[0])?;
    Ok(Value::size(system::alarm(seconds as u32) as usize))
}

fn pause(vm: &mut Vm, _: &[Value]) -> PyResult {
    vm.attend()?;
    vm.without_baton(system::pause);
    vm.attend()?;
    Ok(Value::NONE)
}

/// `ItimerError`, which is an `OSError`.
fn failed(vm: &mut Vm, error: Errno) -> Raised {
    let class = vm.state::<State>().timer_error.clone();
    let (number, words) = (vm.int(error.raw_os_error().into()), vm.str(&error_words(&error.into())));
    match vm.call(&class, &[number, words]).map(|made| made.downcast::<Exception>()) {
        Ok(Ok(made)) => Raised(made),
        Ok(Err(_)) => vm.os_error(&error.into(), &[]),
        Err(raised) => raised,
    }
}

fn told(vm: &mut Vm, timer: Timer) -> Value {
    let times = timer.map(|time| vm.float(time.as_micros() as f64 / 1e6));
    vm.tuple(times)
}

fn time(vm: &mut Vm, given: &Value) -> PyResult<Duration> {
    if given.is_null() {
        return Ok(Duration::ZERO);
    }
    match u64::try_from(nanoseconds_of(vm, given)?) {
        // No time is so short that it would be none.
        Ok(time) => Ok(Duration::from_micros(time.div_ceil(1000))),
        Err(_) => Err(failed(vm, Errno::INVAL)),
    }
}

fn set(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (which, due, often) = (c_int(vm, &args[0])?, time(vm, &args[1])?, time(vm, &args[2])?);
    match system::timer(which, Some([due, often])) {
        Ok(before) => Ok(told(vm, before)),
        Err(error) => Err(failed(vm, error)),
    }
}

fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    let which = c_int(vm, &args[0])?;
    match system::timer(which, None) {
        Ok(timer) => Ok(told(vm, timer)),
        Err(error) => Err(failed(vm, error)),
    }
}
