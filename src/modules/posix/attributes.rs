//! Extended attributes of files.

use super::paths::{Path, decode, flag, int_or, path, path_or_fd, run};
use crate::builtins::buffer::bytes_like;
use crate::object::Value;
use crate::vm::{Native, PyResult, Vm};
use rustix::fs::{self, XattrFlags};
use rustix::io::{Errno, Result};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "getxattr", signature: "(path, attribute, *, follow_symlinks=True)", function: get },
    Native { name: "setxattr", signature: "(path, attribute, value, flags=0, *, follow_symlinks=True)", function: set },
    Native { name: "removexattr", signature: "(path, attribute, *, follow_symlinks=True)", function: remove },
    Native { name: "listxattr", signature: "(path=None, *, follow_symlinks=True)", function: list },
];

/// A path or a descriptor; links of a descriptor make no sense.
fn place(vm: &mut Vm, given: &Value, follow: bool, function: &str) -> PyResult<Path> {
    let path = path_or_fd(vm, given, function)?;
    match path.fd().is_some() && !follow {
        true => Err(vm.value_error(format!("{function}: cannot use fd and follow_symlinks together"))),
        false => Ok(path),
    }
}

/// Asks for something with more and more room until it is enough.
fn with_room(mut ask: impl FnMut(&mut [u8]) -> Result<usize>) -> Result<Vec<u8>> {
    for size in [256, 65536, 1 << 20] {
        let mut room = vec![0; size];
        match ask(&mut room[..]) {
            Ok(length) => {
                room.truncate(length);
                return Ok(room);
            }
            Err(Errno::RANGE) => {}
            Err(error) => return Err(error),
        }
    }
    Err(Errno::RANGE)
}

fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    let follow = flag(vm, &args[2], true)?;
    let (file, name) = (place(vm, &args[0], follow, "getxattr")?, path(vm, &args[1], "getxattr", "attribute")?);
    let value = run(vm, &[&file], || {
        with_room(|room| match file.fd() {
            Some(fd) => fs::fgetxattr(fd, name.name(), room),
            None if follow => fs::getxattr(file.name(), name.name(), room),
            None => fs::lgetxattr(file.name(), name.name(), room),
        })
    })?;
    Ok(vm.bytes(&value))
}

fn set(vm: &mut Vm, args: &[Value]) -> PyResult {
    let follow = flag(vm, &args[4], true)?;
    let (file, name) = (place(vm, &args[0], follow, "setxattr")?, path(vm, &args[1], "setxattr", "attribute")?);
    let (value, flags) = (bytes_like(vm, &args[2])?.into_owned(), int_or(vm, &args[3], 0)?);
    let flags = XattrFlags::from_bits_retain(flags as u32);
    run(vm, &[&file], || match file.fd() {
        Some(fd) => fs::fsetxattr(fd, name.name(), &value, flags),
        None if follow => fs::setxattr(file.name(), name.name(), &value, flags),
        None => fs::lsetxattr(file.name(), name.name(), &value, flags),
    })?;
    Ok(Value::NONE)
}

fn remove(vm: &mut Vm, args: &[Value]) -> PyResult {
    let follow = flag(vm, &args[2], true)?;
    let (file, name) = (place(vm, &args[0], follow, "removexattr")?, path(vm, &args[1], "removexattr", "attribute")?);
    run(vm, &[&file], || match file.fd() {
        Some(fd) => fs::fremovexattr(fd, name.name()),
        None if follow => fs::removexattr(file.name(), name.name()),
        None => fs::lremovexattr(file.name(), name.name()),
    })?;
    Ok(Value::NONE)
}

fn list(vm: &mut Vm, args: &[Value]) -> PyResult {
    let follow = flag(vm, &args[1], true)?;
    let here = vm.str(".");
    let given = args[0].given().filter(|given| !given.is_none()).unwrap_or(&here);
    let file = place(vm, given, follow, "listxattr")?;
    let names = run(vm, &[&file], || {
        with_room(|room| match file.fd() {
            Some(fd) => fs::flistxattr(fd, room),
            None if follow => fs::listxattr(file.name(), room),
            None => fs::llistxattr(file.name(), room),
        })
    })?;
    let mut found = Vec::new();
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        found.push(decode(vm, name, false)?);
    }
    Ok(vm.list(found))
}
