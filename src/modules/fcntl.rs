//! `fcntl`: what can be done with descriptors by number: flags, locks, devices.

use super::posix::{fd_of_file, run};
use crate::builtins::buffer::{contents, try_buffer};
use crate::builtins::text::c_int;
use crate::number::IntRef;
use crate::object::{Module, Ref, Value};
use crate::system::descriptors::{self as system, Argument, LEAST_ROOM};
use crate::vm::{Native, PyResult, Vm};
use rustix::fd::AsRawFd;

const FUNCTIONS: &[Native] = &[
    Native { name: "fcntl", signature: "(fd, cmd, arg=0, /)", function: fcntl },
    Native { name: "ioctl", signature: "(fd, request, arg=0, mutate_flag=True, /)", function: ioctl },
    Native { name: "flock", signature: "(fd, operation, /)", function: flock },
    Native { name: "lockf", signature: "(fd, cmd, len=0, start=0, whence=0, /)", function: lockf },
];

macro_rules! numbers {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

const NUMBERS: &[(&str, i64)] = numbers! {
    LOCK_SH LOCK_EX LOCK_NB LOCK_UN FD_CLOEXEC
    F_DUPFD F_DUPFD_CLOEXEC F_GETFD F_SETFD F_GETFL F_SETFL F_GETLK F_SETLK F_SETLKW F_GETOWN F_SETOWN F_RDLCK F_WRLCK F_UNLCK
    F_OFD_GETLK F_OFD_SETLK F_OFD_SETLKW F_SETLEASE F_GETLEASE F_NOTIFY F_SETPIPE_SZ F_GETPIPE_SZ F_ADD_SEALS F_GET_SEALS
    F_SEAL_SEAL F_SEAL_SHRINK F_SEAL_GROW F_SEAL_WRITE F_SEAL_FUTURE_WRITE
};

/// As Linux's headers have them.
const OTHERS: &[(&str, i64)] = &[
    ("F_SETSIG", 10),
    ("F_GETSIG", 11),
    ("F_SETOWN_EX", 15),
    ("F_GETOWN_EX", 16),
    ("F_OWNER_TID", 0),
    ("F_OWNER_PID", 1),
    ("F_OWNER_PGRP", 2),
    ("F_EXLCK", 4),
    ("F_SHLCK", 8),
    ("F_GETLK64", libc::F_GETLK as i64),
    ("F_SETLK64", libc::F_SETLK as i64),
    ("F_SETLKW64", libc::F_SETLKW as i64),
    ("F_GET_RW_HINT", 1035),
    ("F_SET_RW_HINT", 1036),
    ("F_GET_FILE_RW_HINT", 1037),
    ("F_SET_FILE_RW_HINT", 1038),
    ("RWH_WRITE_LIFE_NOT_SET", 0),
    ("RWH_WRITE_LIFE_NONE", 1),
    ("RWH_WRITE_LIFE_SHORT", 2),
    ("RWH_WRITE_LIFE_MEDIUM", 3),
    ("RWH_WRITE_LIFE_LONG", 4),
    ("RWH_WRITE_LIFE_EXTREME", 5),
    ("FASYNC", libc::O_ASYNC as i64),
    ("FICLONE", 0x4004_9409),
    ("FICLONERANGE", 0x4020_940d),
    ("LOCK_MAND", 32),
    ("LOCK_READ", 64),
    ("LOCK_WRITE", 128),
    ("LOCK_RW", 192),
    ("DN_ACCESS", 1),
    ("DN_MODIFY", 2),
    ("DN_CREATE", 4),
    ("DN_DELETE", 8),
    ("DN_RENAME", 16),
    ("DN_ATTRIB", 32),
    ("DN_MULTISHOT", 0x8000_0000),
];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("fcntl");
    vm.add_functions(&module, FUNCTIONS);
    for (name, number) in NUMBERS.iter().chain(OTHERS) {
        let number = vm.int(*number);
        vm.module_set(&module, name, number);
    }
    module
}

fn fd(vm: &mut Vm, given: &Value) -> PyResult<i32> {
    Ok(fd_of_file(vm, given)?.as_raw_fd())
}

/// Bytes that are given and come back changed.
fn room(vm: &mut Vm, given: &Value, function: &str) -> PyResult<Option<Vec<u8>>> {
    if given.is_null() || given.as_int().is_some() {
        return Ok(None);
    }
    let text = given.get::<crate::object::Str>().map(|text| text.as_bytes().to_vec());
    let bytes = match text {
        Some(text) => Some(text),
        None => contents(vm, given)?.map(|bytes| bytes.into_owned()),
    };
    match bytes {
        Some(bytes) if bytes.len() > LEAST_ROOM => Err(vm.value_error(format!("{function} string arg too long"))),
        bytes => Ok(bytes),
    }
}

fn fcntl(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, command) = (fd(vm, &args[0])?, c_int(vm, &args[1])?);
    if let Some(mut bytes) = room(vm, &args[2], "fcntl")? {
        run(vm, &[], || system::control(fd, command, Argument::Bytes(&mut bytes)))?;
        return Ok(vm.bytes(&bytes));
    }
    let argument = if args[2].is_null() { 0 } else { bits(vm, &args[2])? as u32 as i64 };
    let result = run(vm, &[], || system::control(fd, command, Argument::Number(argument)))?;
    Ok(vm.int(result.into()))
}

/// A number by its lowest 64 bits.
fn bits(vm: &mut Vm, given: &Value) -> PyResult<u64> {
    let index = vm.index(given)?;
    match index.as_int() {
        Some(IntRef::Small(number)) => Ok(number as u64),
        Some(number) => match number.to_i64() {
            Some(number) => Ok(number as u64),
            None => number.to_big().try_into().map_err(|_| vm.overflow_error("int too big to convert")),
        },
        None => Ok(0),
    }
}

fn ioctl(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, request) = (fd(vm, &args[0])?, bits(vm, &args[1])?);
    let mutate = args[3].is_null() || vm.truth(&args[3])?;
    let is_number = args[2].is_null() || args[2].as_int().is_some();
    if !is_number
        && mutate
        && let Some(target) = try_buffer(vm, &args[2])?.filter(|buffer| !buffer.readonly)
    {
        let mut bytes = target.bytes(vm).into_owned();
        let result = run(vm, &[], || system::control_device(fd, request, Argument::Bytes(&mut bytes)))?;
        target.write(vm, 0, &bytes);
        target.release(vm);
        return Ok(vm.int(result.into()));
    }
    if let Some(mut bytes) = room(vm, &args[2], "ioctl")? {
        run(vm, &[], || system::control_device(fd, request, Argument::Bytes(&mut bytes)))?;
        return Ok(vm.bytes(&bytes));
    }
    let argument = if args[2].is_null() { 0 } else { bits(vm, &args[2])? as i64 };
    let result = run(vm, &[], || system::control_device(fd, request, Argument::Number(argument)))?;
    Ok(vm.int(result.into()))
}

fn flock(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, operation) = (fd(vm, &args[0])?, c_int(vm, &args[1])?);
    vm.attend()?;
    run(vm, &[], || system::lock_whole(fd, operation))?;
    Ok(Value::NONE)
}

fn lockf(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, command) = (fd(vm, &args[0])?, c_int(vm, &args[1])?);
    let kind = match () {
        _ if command == libc::LOCK_UN => libc::F_UNLCK,
        _ if command & libc::LOCK_SH != 0 => libc::F_RDLCK,
        _ if command & libc::LOCK_EX != 0 => libc::F_WRLCK,
        _ => return Err(vm.value_error("unrecognized lockf argument")),
    };
    let mut numbers = [0; 3];
    for (number, given) in numbers.iter_mut().zip(&args[2..]) {
        if !given.is_null() {
            *number = vm.index_i64(given)?;
        }
    }
    let ([length, start, whence], wait) = (numbers, command & libc::LOCK_NB == 0);
    let lock = || system::lock_part(fd, kind as i16, start, length, whence as i16, wait);
    vm.attend()?;
    run(vm, &[], lock)?;
    Ok(Value::NONE)
}
