//! `syslog`: the system's log.

use super::posix::c_string;
use crate::builtins::text::{c_int, str_argument};
use crate::object::{List, Module, Ref, Value};
use crate::system::log;
use crate::vm::{Native, PyResult, Vm};
use std::ffi::CString;

const FUNCTIONS: &[Native] = &[
    Native { name: "openlog", signature: "(ident=<unrepresentable>, logoption=0, facility=LOG_USER)", function: open },
    Native { name: "syslog", signature: "(*args)", function: write },
    Native { name: "closelog", signature: "()", function: close },
    Native { name: "setlogmask", signature: "(maskpri, /)", function: set_mask },
    Native { name: "LOG_MASK", signature: "(pri, /)", function: mask },
    Native { name: "LOG_UPTO", signature: "(pri, /)", function: up_to },
];

macro_rules! numbers {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name)),*] };
}

const NUMBERS: &[(&str, i32)] = numbers! {
    LOG_EMERG LOG_ALERT LOG_CRIT LOG_ERR LOG_WARNING LOG_NOTICE LOG_INFO LOG_DEBUG
    LOG_PID LOG_CONS LOG_NDELAY LOG_ODELAY LOG_NOWAIT LOG_PERROR
    LOG_KERN LOG_USER LOG_MAIL LOG_DAEMON LOG_AUTH LOG_LPR LOG_NEWS LOG_UUCP LOG_CRON LOG_SYSLOG LOG_AUTHPRIV LOG_FTP
    LOG_LOCAL0 LOG_LOCAL1 LOG_LOCAL2 LOG_LOCAL3 LOG_LOCAL4 LOG_LOCAL5 LOG_LOCAL6 LOG_LOCAL7
};

#[derive(Default)]
struct State {
    is_open: bool,
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("syslog");
    vm.add_functions(&module, FUNCTIONS);
    for (name, number) in NUMBERS {
        vm.module_set(&module, name, Value::size(*number as usize));
    }
    module
}

/// The program's name, as it was started.
fn own_name(vm: &mut Vm) -> CString {
    let first = vm.sys_attribute("argv").and_then(|argv| argv.get::<List>()?.items(vm).first().cloned());
    let name = first.map(|name| vm.text(&name)).unwrap_or_default();
    let name = name.rsplit('/').next().unwrap_or_default();
    CString::new(if name.is_empty() { "python" } else { name }).unwrap_or_default()
}

fn open(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = match args[0].given() {
        Some(name) => {
            str_argument(vm, name, "openlog() argument 'ident'")?;
            c_string(vm, name)?
        }
        None => own_name(vm),
    };
    let options = if args[1].is_null() { 0 } else { c_int(vm, &args[1])? };
    let facility = if args[2].is_null() { libc::LOG_USER } else { c_int(vm, &args[2])? };
    log::open(name, options, facility);
    vm.state::<State>().is_open = true;
    Ok(Value::NONE)
}

fn write(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (priority, message, words) = match args {
        [message] => (libc::LOG_INFO, message, "syslog() argument 1"),
        [priority, message] => (c_int(vm, priority)?, message, "syslog() argument 2"),
        _ => return Err(vm.type_error("syslog.syslog requires 1 to 2 arguments")),
    };
    str_argument(vm, message, words)?;
    let message = c_string(vm, message)?;
    if !vm.state::<State>().is_open {
        open(vm, &[Value::NULL, Value::NULL, Value::NULL])?;
    }
    log::write(priority, &message);
    Ok(Value::NONE)
}

fn close(vm: &mut Vm, _: &[Value]) -> PyResult {
    if std::mem::take(&mut vm.state::<State>().is_open) {
        log::close();
    }
    Ok(Value::NONE)
}

fn set_mask(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mask = c_int(vm, &args[0])?;
    Ok(vm.int(log::set_mask(mask).into()))
}

fn mask(vm: &mut Vm, args: &[Value]) -> PyResult {
    let priority = c_int(vm, &args[0])?;
    Ok(vm.int(1i32.wrapping_shl(priority as u32).into()))
}

fn up_to(vm: &mut Vm, args: &[Value]) -> PyResult {
    let priority = c_int(vm, &args[0])?;
    Ok(vm.int(1i32.wrapping_shl(priority as u32 + 1).wrapping_sub(1).into()))
}
