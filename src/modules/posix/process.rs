//! Processes, users, the machine.

use super::State;
use super::paths::{self, decode, failed, fd, int_or, run};
use crate::builtins::sequence::expect_memory;
use crate::builtins::struct_sequence;
use crate::builtins::text::{c_int, ssize};
use crate::object::Value;
use crate::system::process as system;
use crate::vm::{Native, PyResult, Vm, error_words};
use rustix::fs::Mode;
use rustix::io::Errno;
use rustix::process::{self, Pid};
use rustix::rand::GetRandomFlags;
use std::time::Duration;

pub const TIMES: &[&str] = &["user", "system", "children_user", "children_system", "elapsed"];
pub const UNAME: &[&str] = &["sysname", "nodename", "release", "version", "machine"];

pub const FUNCTIONS: &[Native] = &[
    Native { name: "getpid", signature: "()", function: |vm, _| Ok(pid_value(vm, Some(process::getpid()))) },
    Native { name: "getppid", signature: "()", function: |vm, _| Ok(pid_value(vm, process::getppid())) },
    Native { name: "getpgrp", signature: "()", function: |vm, _| number(vm, || system::group_of(0)) },
    Native { name: "getuid", signature: "()", function: |vm, _| Ok(vm.int(process::getuid().as_raw().into())) },
    Native { name: "geteuid", signature: "()", function: |vm, _| Ok(vm.int(process::geteuid().as_raw().into())) },
    Native { name: "getgid", signature: "()", function: |vm, _| Ok(vm.int(process::getgid().as_raw().into())) },
    Native { name: "getegid", signature: "()", function: |vm, _| Ok(vm.int(process::getegid().as_raw().into())) },
    Native { name: "getlogin", signature: "()", function: getlogin },
    Native { name: "getpgid", signature: "(pid)", function: getpgid },
    Native { name: "setpgid", signature: "(pid, pgrp, /)", function: setpgid },
    Native { name: "getsid", signature: "(pid, /)", function: getsid },
    Native { name: "setsid", signature: "()", function: setsid },
    Native { name: "kill", signature: "(pid, signal, /)", function: kill },
    Native { name: "killpg", signature: "(pgid, signal, /)", function: killpg },
    Native { name: "umask", signature: "(mask, /)", function: umask },
    Native { name: "_exit", signature: "(status)", function: exit },
    Native { name: "abort", signature: "()", function: |_, _| std::process::abort() },
    Native { name: "system", signature: "(command)", function: run_command },
    Native { name: "times", signature: "()", function: times },
    Native { name: "uname", signature: "()", function: uname },
    Native { name: "getloadavg", signature: "()", function: getloadavg },
    Native { name: "nice", signature: "(increment, /)", function: nice },
    Native { name: "getpriority", signature: "(which, who)", function: getpriority },
    Native { name: "setpriority", signature: "(which, who, priority)", function: setpriority },
    Native { name: "cpu_count", signature: "()", function: cpu_count },
    Native { name: "urandom", signature: "(size, /)", function: urandom },
    Native { name: "getrandom", signature: "(size, flags=0)", function: getrandom },
    Native { name: "get_terminal_size", signature: "(fd=<missing>, /)", function: get_terminal_size },
    Native { name: "strerror", signature: "(code, /)", function: strerror },
    Native { name: "_inputhook", signature: "()", function: |_, _| Ok(Value::NONE) },
    Native { name: "_is_inputhook_installed", signature: "()", function: |_, _| Ok(Value::FALSE) },
];

fn pid_value(vm: &Vm, pid: Option<Pid>) -> Value {
    vm.int(Pid::as_raw(pid).into())
}

/// A process that is named by a number; 0 is this one.
pub fn pid(vm: &mut Vm, given: &Value) -> PyResult<Option<Pid>> {
    match c_int(vm, given)? {
        ..0 => Err(failed(vm, Errno::SRCH, &[])),
        pid => Ok(Pid::from_raw(pid)),
    }
}

/// Who logged in, as the system notes it of the process.
fn getlogin(vm: &mut Vm, _: &[Value]) -> PyResult {
    let id = std::fs::read_to_string("/proc/self/loginuid").unwrap_or_default();
    let users = std::fs::read("/etc/passwd").unwrap_or_default();
    for line in users.split(|byte| *byte == b'\n') {
        let mut fields = line.split(|byte| *byte == b':');
        if let (Some(name), Some(number)) = (fields.next(), fields.nth(1))
            && number == id.trim().as_bytes()
        {
            return decode(vm, name, false);
        }
    }
    Err(failed(vm, Errno::NXIO, &[]))
}

fn getpgid(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pid = c_int(vm, &args[0])?;
    number(vm, || system::group_of(pid))
}

fn setpgid(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (pid, group) = (pid(vm, &args[0])?, pid(vm, &args[1])?);
    run(vm, &[], || process::setpgid(pid, group))?;
    Ok(Value::NONE)
}

fn getsid(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pid = c_int(vm, &args[0])?;
    number(vm, || system::session_of(pid))
}

/// What the system gives as the number of a process, a group or a session.
pub fn number(vm: &mut Vm, ask: impl FnMut() -> Result<i32, Errno>) -> PyResult {
    let number = run(vm, &[], ask)?;
    Ok(vm.int(number.into()))
}

fn setsid(vm: &mut Vm, _: &[Value]) -> PyResult {
    run(vm, &[], process::setsid)?;
    Ok(Value::NONE)
}

fn kill(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (pid, signal) = (c_int(vm, &args[0])?, c_int(vm, &args[1])?);
    run(vm, &[], || system::kill(pid, signal))?;
    vm.attend()?;
    Ok(Value::NONE)
}

fn killpg(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (group, signal) = (c_int(vm, &args[0])?, c_int(vm, &args[1])?);
    // 1 would be everybody: no group has that number.
    run(vm, &[], || if group < 0 || group == 1 { Err(Errno::INVAL) } else { system::kill(-group, signal) })?;
    vm.attend()?;
    Ok(Value::NONE)
}

fn umask(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mask = c_int(vm, &args[0])?;
    Ok(vm.int(process::umask(Mode::from_raw_mode(mask as u32)).as_raw_mode().into()))
}

/// Ends the process at once: nothing is flushed, nothing finalized.
fn exit(vm: &mut Vm, args: &[Value]) -> PyResult {
    system::exit_at_once(c_int(vm, &args[0])?)
}

/// How long to sleep between looks at children.
const NAPS: [Duration; 2] = [Duration::from_millis(1), Duration::from_millis(20)];

fn run_command(vm: &mut Vm, args: &[Value]) -> PyResult {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::process::ExitStatusExt;
    let command = crate::builtins::io::path_bytes(vm, &args[0])?;
    let command = std::ffi::OsStr::from_bytes(&command);
    let mut child = match std::process::Command::new("/bin/sh").arg("-c").arg(command).spawn() {
        Ok(child) => child,
        Err(error) => return Err(vm.os_error(&error, &[])),
    };
    let mut nap = NAPS[0];
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(vm.int(status.into_raw().into())),
            Ok(None) => vm.sleep(nap)?,
            Err(error) => return Err(vm.os_error(&error, &[])),
        }
        nap = (nap * 2).min(NAPS[1]);
    }
}

/// The times that the process and its children took, in ticks of the clock.
fn own_ticks() -> Option<[u64; 4]> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name, in brackets, may be anything.
    let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    let field = |index: usize| fields.get(index)?.parse().ok();
    Some([field(11)?, field(12)?, field(13)?, field(14)?])
}

fn times(vm: &mut Vm, _: &[Value]) -> PyResult {
    let per_second = rustix::param::clock_ticks_per_second() as f64;
    let mut values: Vec<Value> = own_ticks().unwrap_or_default().map(|ticks| vm.float(ticks as f64 / per_second)).into();
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
    let ticks = (now.tv_sec as f64 + now.tv_nsec as f64 / 1e9) * per_second;
    values.push(vm.float(ticks.floor() / per_second));
    let class = vm.state::<State>().times();
    Ok(struct_sequence::make(vm, &class, values))
}

fn uname(vm: &mut Vm, _: &[Value]) -> PyResult {
    let name = rustix::system::uname();
    let parts = [name.sysname(), name.nodename(), name.release(), name.version(), name.machine()];
    let mut values = Vec::new();
    for part in parts {
        values.push(decode(vm, part.to_bytes(), false)?);
    }
    let class = vm.state::<State>().uname();
    Ok(struct_sequence::make(vm, &class, values))
}

fn getloadavg(vm: &mut Vm, _: &[Value]) -> PyResult {
    let loads = rustix::system::sysinfo().loads;
    let loads = loads.map(|load| vm.float(load as f64 / 65536.0));
    Ok(vm.tuple(loads))
}

fn nice(vm: &mut Vm, args: &[Value]) -> PyResult {
    let increment = c_int(vm, &args[0])?;
    let nice = run(vm, &[], || process::nice(increment))?;
    Ok(vm.int(nice.into()))
}

fn getpriority(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (which, who) = (c_int(vm, &args[0])?, c_int(vm, &args[1])?);
    let priority = run(vm, &[], || match which as u32 {
        libc::PRIO_PROCESS => process::getpriority_process(Pid::from_raw(who)),
        libc::PRIO_PGRP => process::getpriority_pgrp(Pid::from_raw(who)),
        libc::PRIO_USER => process::getpriority_user(process::Uid::from_raw(who as u32)),
        _ => Err(Errno::INVAL),
    })?;
    Ok(vm.int(priority.into()))
}

fn setpriority(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (which, who, priority) = (c_int(vm, &args[0])?, c_int(vm, &args[1])?, c_int(vm, &args[2])?);
    run(vm, &[], || match which as u32 {
        libc::PRIO_PROCESS => process::setpriority_process(Pid::from_raw(who), priority),
        libc::PRIO_PGRP => process::setpriority_pgrp(Pid::from_raw(who), priority),
        libc::PRIO_USER => process::setpriority_user(process::Uid::from_raw(who as u32), priority),
        _ => Err(Errno::INVAL),
    })?;
    Ok(Value::NONE)
}

/// How many processors the machine has that run: ranges of numbers, in a file of the system.
fn online() -> Option<usize> {
    let text = std::fs::read_to_string("/sys/devices/system/cpu/online").ok()?;
    let count = |range: &str| match range.split_once('-') {
        Some((first, last)) => Some(last.parse::<usize>().ok()?.checked_sub(first.parse().ok()?)? + 1),
        None => Some(1),
    };
    text.trim().split(',').map(count).sum()
}

pub fn cpu_count(vm: &mut Vm, _: &[Value]) -> PyResult {
    if let Some(count) = crate::modules::sys::configured_cpu_count(vm) {
        return Ok(vm.int(count.into()));
    }
    let count = online().or_else(|| std::thread::available_parallelism().ok().map(usize::from));
    Ok(count.map_or(Value::NONE, Value::size))
}

fn random(vm: &mut Vm, size: isize, flags: GetRandomFlags, whole: bool) -> PyResult {
    let size = size as usize;
    expect_memory(vm, size)?;
    let mut bytes = Vec::new();
    if bytes.try_reserve_exact(size).is_err() {
        return Err(vm.memory_error());
    }
    bytes.resize(size, 0);
    let mut done = 0;
    while done < size {
        done += run(vm, &[], || rustix::rand::getrandom(&mut bytes[done..], flags))?;
        if !whole {
            break;
        }
    }
    bytes.truncate(done);
    Ok(vm.bytes(&bytes))
}

fn urandom(vm: &mut Vm, args: &[Value]) -> PyResult {
    match ssize(vm, &args[0])? {
        ..0 => Err(vm.value_error("negative argument not allowed")),
        size => random(vm, size, GetRandomFlags::empty(), true),
    }
}

fn getrandom(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (size, flags) = (ssize(vm, &args[0])?, int_or(vm, &args[1], 0)?);
    match size {
        ..0 => Err(failed(vm, Errno::INVAL, &[])),
        size => random(vm, size, GetRandomFlags::from_bits_retain(flags as u32), false),
    }
}

fn get_terminal_size(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = if args[0].is_null() { paths::borrow(1) } else { fd(vm, &args[0])? };
    let size = run(vm, &[], || rustix::termios::tcgetwinsize(fd))?;
    let values = vec![Value::size(size.ws_col.into()), Value::size(size.ws_row.into())];
    let class = vm.state::<State>().terminal_size();
    Ok(struct_sequence::make(vm, &class, values))
}

fn strerror(vm: &mut Vm, args: &[Value]) -> PyResult {
    let code = c_int(vm, &args[0])?;
    Ok(vm.str(&error_words(&std::io::Error::from_raw_os_error(code))))
}
