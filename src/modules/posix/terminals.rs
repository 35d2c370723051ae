//! Terminals: pairs of pseudo terminals, who is in their foreground.

use super::paths::{decode, fd, run};
use super::process::number;
use crate::builtins::text::c_int;
use crate::object::Value;
use crate::system::{process as system, terminals};
use crate::vm::{Native, PyResult, Vm, descriptor};
use rustix::fs::{Mode, OFlags};
use rustix::pty::{self, OpenptFlags};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "openpty", signature: "()", function: openpty },
    Native { name: "login_tty", signature: "(fd, /)", function: login },
    Native { name: "posix_openpt", signature: "(oflag, /)", function: open },
    Native { name: "grantpt", signature: "(fd, /)", function: grant },
    Native { name: "unlockpt", signature: "(fd, /)", function: unlock },
    Native { name: "ptsname", signature: "(fd, /)", function: name },
    Native { name: "tcgetpgrp", signature: "(fd, /)", function: get_group },
    Native { name: "tcsetpgrp", signature: "(fd, pgid, /)", function: set_group },
];

fn openpty(vm: &mut Vm, _: &[Value]) -> PyResult {
    let (master, slave) = run(vm, &[], || {
        let master = pty::openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
        pty::grantpt(&master)?;
        pty::unlockpt(&master)?;
        let name = pty::ptsname(&master, Vec::new())?;
        let slave = rustix::fs::open(name, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())?;
        Ok((master, slave))
    })?;
    let ends = [master, slave].map(|end| vm.int(descriptor::release(end).into()));
    Ok(vm.tuple(ends))
}

fn login(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = c_int(vm, &args[0])?;
    run(vm, &[], || system::login_terminal(fd))?;
    Ok(Value::NONE)
}

fn open(vm: &mut Vm, args: &[Value]) -> PyResult {
    let flags = OpenptFlags::from_bits_retain(c_int(vm, &args[0])? as u32) | OpenptFlags::CLOEXEC;
    let master = run(vm, &[], || pty::openpt(flags))?;
    Ok(vm.int(descriptor::release(master).into()))
}

fn grant(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    run(vm, &[], || pty::grantpt(fd))?;
    Ok(Value::NONE)
}

fn unlock(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    run(vm, &[], || pty::unlockpt(fd))?;
    Ok(Value::NONE)
}

fn name(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let name = run(vm, &[], || pty::ptsname(fd, Vec::new()))?;
    decode(vm, name.to_bytes(), false)
}

fn get_group(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = c_int(vm, &args[0])?;
    number(vm, || terminals::foreground_group(fd))
}

fn set_group(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, group) = (c_int(vm, &args[0])?, c_int(vm, &args[1])?);
    run(vm, &[], || terminals::set_foreground_group(fd, group))?;
    Ok(Value::NONE)
}
