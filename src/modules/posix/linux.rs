//! What only Linux has: files in memory, counters and timers to wait for, name spaces.

use super::paths::{encode, fd, int_or, run};
use crate::builtins::text::{c_int, ssize};
use crate::modules::time::nanoseconds_of;
use crate::number::IntRef;
use crate::object::Value;
use crate::system::descriptors as system;
use crate::vm::{Native, PyResult, Vm, descriptor};
use rustix::fs::MemfdFlags;

pub const FUNCTIONS: &[Native] = &[
    Native { name: "memfd_create", signature: "(name, flags=MFD_CLOEXEC)", function: in_memory },
    Native { name: "eventfd", signature: "(initval, flags=EFD_CLOEXEC)", function: counter },
    Native { name: "eventfd_read", signature: "(fd)", function: read_counter },
    Native { name: "eventfd_write", signature: "(fd, value)", function: write_counter },
    Native { name: "timerfd_create", signature: "(clockid, /, *, flags=TFD_CLOEXEC)", function: timer },
    Native {
        name: "timerfd_settime",
        signature: "(fd, /, *, flags=0, initial=0.0, interval=0.0)",
        function: |vm, args| set_timer(vm, args, nanoseconds_of, seconds),
    },
    Native {
        name: "timerfd_settime_ns",
        signature: "(fd, /, *, flags=0, initial=0, interval=0)",
        function: |vm, args| set_timer(vm, args, |vm, given| vm.index_i64(given), |vm, time| vm.int(time)),
    },
    Native { name: "timerfd_gettime", signature: "(fd, /)", function: |vm, args| get_timer(vm, args, seconds) },
    Native {
        name: "timerfd_gettime_ns",
        signature: "(fd, /)",
        function: |vm, args| get_timer(vm, args, |vm, time| vm.int(time)),
    },
    Native { name: "splice", signature: "(src, dst, count, offset_src=None, offset_dst=None, flags=0)", function: splice },
    Native { name: "pidfd_open", signature: "(pid, flags=0)", function: of_process },
    Native { name: "setns", signature: "(fd, nstype=0)", function: enter },
    Native { name: "unshare", signature: "(flags)", function: separate },
    Native { name: "posix_fadvise", signature: "(fd, offset, length, advice, /)", function: advise },
];

fn in_memory(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = crate::builtins::io::fspath(vm, &args[0])?;
    let name = encode(vm, &name)?;
    let flags = int_or(vm, &args[1], libc::MFD_CLOEXEC as i32)?;
    let flags = MemfdFlags::from_bits_retain(flags as u32);
    let made = run(vm, &[], || rustix::fs::memfd_create(&name[..], flags))?;
    Ok(vm.int(descriptor::release(made).into()))
}

fn counter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let initial = vm.index_i64(&args[0])?;
    let Ok(initial) = u32::try_from(initial) else {
        let words = if initial < 0 {
            "can't convert negative value to unsigned int"
        } else {
            "int too large to convert to C unsigned int"
        };
        return Err(vm.overflow_error(words));
    };
    let flags = int_or(vm, &args[1], libc::EFD_CLOEXEC)?;
    let made = run(vm, &[], || system::counter(initial, flags))?;
    Ok(vm.int(made.into()))
}

fn read_counter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let mut count = [0; 8];
    run(vm, &[], || rustix::io::read(fd, &mut count))?;
    Ok(vm.big_int(u64::from_ne_bytes(count).into()))
}

fn write_counter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let index = vm.index(&args[1])?;
    let count = match index.as_int() {
        Some(IntRef::Small(count)) => u64::try_from(count).ok(),
        Some(count) => count.to_big().try_into().ok(),
        None => None,
    };
    let Some(count) = count else { return Err(vm.overflow_error("int too large to convert to C unsigned long long")) };
    run(vm, &[], || rustix::io::write(fd, &count.to_ne_bytes()))?;
    Ok(Value::NONE)
}

fn timer(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (clock, flags) = (c_int(vm, &args[0])?, int_or(vm, &args[1], libc::TFD_CLOEXEC)?);
    let made = run(vm, &[], || system::timer(clock, flags | libc::TFD_CLOEXEC))?;
    Ok(vm.int(made.into()))
}

fn seconds(vm: &mut Vm, time: i64) -> Value {
    vm.float(time as f64 / 1e9)
}

type Read = fn(&mut Vm, &Value) -> PyResult<i64>;
type Show = fn(&mut Vm, i64) -> Value;

fn show(vm: &mut Vm, timer: [i64; 2], show: Show) -> Value {
    let times = timer.map(|time| show(vm, time));
    vm.tuple(times)
}

fn set_timer(vm: &mut Vm, args: &[Value], read: Read, told: Show) -> PyResult {
    let (fd, flags) = (c_int(vm, &args[0])?, int_or(vm, &args[1], 0)?);
    let mut times = [0; 2];
    for (time, given) in times.iter_mut().zip(&args[2..]) {
        if !given.is_null() {
            *time = read(vm, given)?;
        }
    }
    let before = run(vm, &[], || system::set_timer(fd, flags, Some(times)))?;
    Ok(show(vm, before, told))
}

fn get_timer(vm: &mut Vm, args: &[Value], told: Show) -> PyResult {
    let fd = c_int(vm, &args[0])?;
    let timer = run(vm, &[], || system::set_timer(fd, 0, None))?;
    Ok(show(vm, timer, told))
}

fn splice(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (from, to, count) = (c_int(vm, &args[0])?, c_int(vm, &args[1])?, ssize(vm, &args[2])?);
    let Ok(count) = usize::try_from(count) else {
        return Err(vm.value_error("negative value for 'count' not allowed"));
    };
    let place = |vm: &mut Vm, given: &Value| match given.given().filter(|given| !given.is_none()) {
        Some(given) => vm.index_i64(given).map(Some),
        None => Ok(None),
    };
    let (from_at, to_at) = (place(vm, &args[3])?, place(vm, &args[4])?);
    let flags = int_or(vm, &args[5], 0)? as u32;
    let moved = run(vm, &[], || system::splice(from, from_at, to, to_at, count, flags))?;
    Ok(Value::size(moved))
}

fn of_process(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (pid, flags) = (c_int(vm, &args[0])?, int_or(vm, &args[1], 0)?);
    let made = run(vm, &[], || system::of_process(pid, flags as u32))?;
    Ok(vm.int(made.into()))
}

fn enter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = super::paths::fd_of_file(vm, &args[0])?;
    let kind = int_or(vm, &args[1], 0)?;
    run(vm, &[], || system::enter(rustix::fd::AsRawFd::as_raw_fd(&fd), kind))?;
    Ok(Value::NONE)
}

fn separate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let flags = c_int(vm, &args[0])?;
    run(vm, &[], || system::separate(flags))?;
    Ok(Value::NONE)
}

fn advise(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, advice) = (c_int(vm, &args[0])?, c_int(vm, &args[3])?);
    let (offset, length) = (vm.index_i64(&args[1])?, vm.index_i64(&args[2])?);
    run(vm, &[], || system::advise(fd, offset, length, advice))?;
    Ok(Value::NONE)
}
