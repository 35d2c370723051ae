//! Sets of signals: which are held back, and waiting for those that are.

use super::{State, failed, is_valid};
use crate::builtins::struct_sequence;
use crate::builtins::text::c_int;
use crate::modules::time::nanoseconds_of;
use crate::object::Value;
use crate::system::signals::{self as system, COUNT, Info, Set};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};
use rustix::io::Errno;
use std::time::{Duration, Instant};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "pthread_sigmask", signature: "(how, mask, /)", function: mask },
    Native { name: "sigpending", signature: "()", function: pending },
    Native { name: "sigwait", signature: "(sigset, /)", function: wait },
    Native { name: "sigwaitinfo", signature: "(sigset, /)", function: wait_for_info },
    Native { name: "sigtimedwait", signature: "(sigset, timeout, /)", function: wait_in_time },
    Native { name: "siginterrupt", signature: "(signalnum, flag, /)", function: interrupt },
    Native { name: "pthread_kill", signature: "(thread_id, signalnum, /)", function: kill_thread },
    Native { name: "pidfd_send_signal", signature: "(pidfd, signalnum, siginfo=None, flags=0, /)", function: send },
];

/// What is told of a signal that came.
pub const INFO: &[&str] = &["si_signo", "si_code", "si_errno", "si_pid", "si_uid", "si_status", "si_band"];

/// A set as a program gives it: anything that gives numbers.
pub fn to_set(vm: &mut Vm, given: &Value) -> PyResult<Set> {
    let mut set = 0;
    for number in vm.collect(given)? {
        let number = vm.index_i64(&number)?;
        if !(1..i64::from(COUNT)).contains(&number) {
            let most = COUNT - 1;
            return Err(vm.value_error(format!("signal number {number} out of range [1; {most}]")));
        }
        if is_valid(number as i32) {
            set |= 1 << (number - 1);
        } else {
            let words = format!("invalid signal number {number}, please use valid_signals()");
            vm.warn(ExceptionKind::RuntimeWarning, &words)?;
        }
    }
    Ok(set)
}

fn from_set(vm: &mut Vm, set: Set) -> PyResult {
    let numbers = (1..COUNT).filter(|number| set & (1 << (number - 1)) != 0).map(|number| Value::size(number as usize));
    let (numbers, class) = (vm.list(numbers.collect()), vm.types().set.value().clone());
    vm.call(&class, &[numbers])
}

fn mask(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (how, set) = (c_int(vm, &args[0])?, to_set(vm, &args[1])?);
    match system::mask(how, set) {
        Ok(before) => {
            // Those that waited come now.
            vm.attend()?;
            from_set(vm, before)
        }
        Err(error) => Err(failed(vm, error)),
    }
}

fn pending(vm: &mut Vm, _: &[Value]) -> PyResult {
    match system::pending() {
        Ok(set) => from_set(vm, set),
        Err(error) => Err(failed(vm, error)),
    }
}

/// Waits; nothing if the time is over before a signal comes.
fn wait_until(vm: &mut Vm, set: Set, timeout: Option<Duration>) -> PyResult<Option<Info>> {
    let until = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
    loop {
        let left = until.map(|until| until.saturating_duration_since(Instant::now()));
        match vm.without_baton(|| system::wait(set, left)) {
            Ok(info) => return Ok(Some(info)),
            Err(Errno::AGAIN) => return Ok(None),
            // Another signal, which is handled.
            Err(Errno::INTR) => vm.attend()?,
            Err(error) => return Err(failed(vm, error)),
        }
    }
}

fn wait(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = to_set(vm, &args[0])?;
    let info = wait_until(vm, set, None)?;
    Ok(info.map_or(Value::NONE, |info| Value::size(info.signal as usize)))
}

fn told(vm: &mut Vm, info: Info) -> Value {
    let numbers = [info.signal, info.code, info.error, info.pid].map(i64::from);
    let values = numbers.into_iter().chain([info.uid.into(), info.status.into(), info.band]);
    let values = values.map(|number| vm.int(number)).collect();
    match vm.state::<State>().info.clone() {
        Some(class) => struct_sequence::make(vm, &class, values),
        None => Value::NONE,
    }
}

fn wait_for_info(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = to_set(vm, &args[0])?;
    let info = wait_until(vm, set, None)?;
    Ok(info.map_or(Value::NONE, |info| told(vm, info)))
}

fn wait_in_time(vm: &mut Vm, args: &[Value]) -> PyResult {
    let set = to_set(vm, &args[0])?;
    let Ok(timeout) = u64::try_from(nanoseconds_of(vm, &args[1])?) else {
        return Err(vm.value_error("timeout must be non-negative"));
    };
    let info = wait_until(vm, set, Some(Duration::from_nanos(timeout)))?;
    Ok(info.map_or(Value::NONE, |info| told(vm, info)))
}

fn interrupt(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (number, flag) = (super::number(vm, &args[0])?, c_int(vm, &args[1])?);
    match system::interrupts(number, flag != 0) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(failed(vm, error)),
    }
}

fn kill_thread(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (thread, number) = (vm.index_i64(&args[0])?, c_int(vm, &args[1])?);
    // A number that is no thread's may be asked for, but not of the C library.
    let sent = match thread as u64 == system::this_thread() {
        true if number == 0 => Ok(()),
        true => system::raise(number),
        false => Err(Errno::SRCH),
    };
    if let Err(error) = sent {
        return Err(failed(vm, error));
    }
    vm.attend()?;
    Ok(Value::NONE)
}

fn send(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, number) = (c_int(vm, &args[0])?, c_int(vm, &args[1])?);
    if args[2].given().is_some_and(|info| !info.is_none()) {
        return Err(vm.type_error("siginfo must be None"));
    }
    let flags = if args[3].is_null() { 0 } else { c_int(vm, &args[3])? };
    match system::send_to_open(fd, number, flags as u32) {
        Ok(()) => {
            vm.attend()?;
            Ok(Value::NONE)
        }
        Err(error) => Err(failed(vm, error)),
    }
}
