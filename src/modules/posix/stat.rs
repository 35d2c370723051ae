//! `stat` and its like: what the system knows of files and file systems.

use super::State;
use super::paths::{self, Path, dir_fd, flag, path, path_or_fd, run};
use crate::builtins::struct_sequence;
use crate::object::{Ref, Type, Value};
use crate::source::overlay;
use crate::vm::{Native, PyResult, Vm};
use rustix::fs::{AtFlags, FileType, Mode, Stat, StatVfs};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "stat", signature: "(path, *, dir_fd=None, follow_symlinks=True)", function: stat },
    Native { name: "lstat", signature: "(path, *, dir_fd=None)", function: lstat },
    Native { name: "fstat", signature: "(fd)", function: fstat },
    Native { name: "statvfs", signature: "(path)", function: statvfs },
    Native { name: "fstatvfs", signature: "(fd, /)", function: fstatvfs },
    Native { name: "major", signature: "(device, /)", function: major },
    Native { name: "minor", signature: "(device, /)", function: minor },
    Native { name: "makedev", signature: "(major, minor, /)", function: makedev },
];

/// Those of a `stat_result`. Whole seconds have no name of their own.
const STAT: &[&str] = &[
    "st_mode",
    "st_ino",
    "st_dev",
    "st_nlink",
    "st_uid",
    "st_gid",
    "st_size",
    "",
    "",
    "",
    "st_atime",
    "st_mtime",
    "st_ctime",
    "st_atime_ns",
    "st_mtime_ns",
    "st_ctime_ns",
    "st_blksize",
    "st_blocks",
    "st_rdev",
];
const STATVFS: &[&str] = &[
    "f_bsize",
    "f_frsize",
    "f_blocks",
    "f_bfree",
    "f_bavail",
    "f_files",
    "f_ffree",
    "f_favail",
    "f_flag",
    "f_namemax",
    "f_fsid",
];

const NEW: &[Native] = &[Native { name: "__new__", signature: "(cls, sequence, dict=None)", function: new }];

/// The types of what is returned.
pub fn types(vm: &mut Vm) -> (Ref<Type>, Ref<Type>) {
    let stat = struct_sequence::define(vm, "os.stat_result", STAT, 10);
    vm.add_methods(&stat, NEW);
    stat.changed(vm);
    (stat, struct_sequence::define(vm, "os.statvfs_result", STATVFS, 10))
}

/// From a sequence: times that are not given are the whole seconds.
fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let made = struct_sequence::new(vm, args)?;
    let Some(tuple) = made.get::<crate::object::Tuple>() else { return Ok(made) };
    for (hidden, item) in tuple.header().slots().iter().zip(&tuple.items()[7..]) {
        if hidden.get().is_none() {
            hidden.set(item.clone());
        }
    }
    Ok(made)
}

const SECOND: i128 = 1_000_000_000;

/// A `stat_result`.
pub fn result(vm: &mut Vm, stat: &Stat) -> Value {
    let times = [
        (stat.st_atime, stat.st_atime_nsec as i64),
        (stat.st_mtime, stat.st_mtime_nsec as i64),
        (stat.st_ctime, stat.st_ctime_nsec as i64),
    ];
    let number = |vm: &mut Vm, number: i128| vm.big_int(number.into());
    let mut values: Vec<Value> = [
        i128::from(stat.st_mode),
        stat.st_ino.into(),
        stat.st_dev.into(),
        stat.st_nlink.into(),
        stat.st_uid.into(),
        stat.st_gid.into(),
        stat.st_size.into(),
    ]
    .map(|value| number(vm, value))
    .into();
    values.extend(times.map(|(seconds, _)| vm.int(seconds)));
    values.extend(times.map(|(seconds, rest)| vm.float(seconds as f64 + 1e-9 * rest as f64)));
    values.extend(times.map(|(seconds, rest)| number(vm, i128::from(seconds) * SECOND + i128::from(rest))));
    values.extend([i128::from(stat.st_blksize), stat.st_blocks.into(), stat.st_rdev.into()].map(|value| number(vm, value)));
    let class = vm.state::<State>().stat();
    struct_sequence::make(vm, &class, values)
}

/// What is at a path.
pub fn look(path: &Path, dir: rustix::fd::BorrowedFd, follow: bool) -> rustix::io::Result<Stat> {
    match path.fd() {
        Some(fd) => rustix::fs::fstat(fd),
        None => overlay::statat(dir, path.name(), if follow { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW }),
    }
}

fn stat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_or_fd(vm, &args[0], "stat")?;
    let (dir, follow) = (dir_fd(vm, &args[1])?, flag(vm, &args[2], true)?);
    if path.fd().is_some() {
        if args[1].given().is_some_and(|dir| !dir.is_none()) {
            return Err(vm.value_error("stat: can't specify dir_fd without matching path"));
        }
        if !follow {
            return Err(vm.value_error("stat: cannot use fd and follow_symlinks together"));
        }
    }
    let stat = run(vm, &[&path], || look(&path, dir, follow))?;
    Ok(result(vm, &stat))
}

fn lstat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (path, dir) = (path(vm, &args[0], "lstat", "path")?, dir_fd(vm, &args[1])?);
    let stat = run(vm, &[&path], || look(&path, dir, false))?;
    Ok(result(vm, &stat))
}

fn fstat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = paths::fd(vm, &args[0])?;
    let stat = run(vm, &[], || rustix::fs::fstat(fd))?;
    Ok(result(vm, &stat))
}

/// The kernel's mark that there are flags at all.
const VALID: u64 = 0x20;

fn statvfs_result(vm: &mut Vm, stat: &StatVfs) -> Value {
    let values = [
        stat.f_bsize,
        stat.f_frsize,
        stat.f_blocks,
        stat.f_bfree,
        stat.f_bavail,
        stat.f_files,
        stat.f_ffree,
        stat.f_favail,
        stat.f_flag.bits() & !VALID,
        stat.f_namemax,
        stat.f_fsid,
    ];
    let values = values.map(|value| vm.big_int(value.into())).into();
    let class = vm.state::<State>().statvfs();
    struct_sequence::make(vm, &class, values)
}

fn statvfs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_or_fd(vm, &args[0], "statvfs")?;
    let stat = run(vm, &[&path], || match path.fd() {
        Some(fd) => rustix::fs::fstatvfs(fd),
        None => rustix::fs::statvfs(path.name()),
    })?;
    Ok(statvfs_result(vm, &stat))
}

fn fstatvfs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = paths::fd(vm, &args[0])?;
    let stat = run(vm, &[], || rustix::fs::fstatvfs(fd))?;
    Ok(statvfs_result(vm, &stat))
}

/// The number of a device.
fn device(vm: &mut Vm, given: &Value) -> PyResult<u64> {
    Ok(vm.index_i64(given)? as u64)
}

fn major(vm: &mut Vm, args: &[Value]) -> PyResult {
    let device = device(vm, &args[0])?;
    Ok(vm.int(rustix::fs::major(device).into()))
}

fn minor(vm: &mut Vm, args: &[Value]) -> PyResult {
    let device = device(vm, &args[0])?;
    Ok(vm.int(rustix::fs::minor(device).into()))
}

fn makedev(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (major, minor) = (device(vm, &args[0])?, device(vm, &args[1])?);
    Ok(vm.big_int(rustix::fs::makedev(major as u32, minor as u32).into()))
}

/// `mkfifo` and `mknod`.
pub const NODES: &[Native] = &[
    Native { name: "mkfifo", signature: "(path, mode=438, *, dir_fd=None)", function: mkfifo },
    Native { name: "mknod", signature: "(path, mode=384, device=0, *, dir_fd=None)", function: mknod },
];

fn mkfifo(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path(vm, &args[0], "mkfifo", "path")?;
    let (mode, dir) = (paths::int_or(vm, &args[1], 0o666)?, dir_fd(vm, &args[2])?);
    let mode = Mode::from_raw_mode(mode as u32);
    run(vm, &[&path], || rustix::fs::mknodat(dir, path.name(), FileType::Fifo, mode, 0))?;
    Ok(Value::NONE)
}

fn mknod(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path(vm, &args[0], "mknod", "path")?;
    let mode = paths::int_or(vm, &args[1], 0o600)? as u32;
    let device = if args[2].is_null() { 0 } else { device(vm, &args[2])? };
    let dir = dir_fd(vm, &args[3])?;
    let kind = if mode & libc::S_IFMT == 0 { FileType::RegularFile } else { FileType::from_raw_mode(mode) };
    run(vm, &[&path], || rustix::fs::mknodat(dir, path.name(), kind, Mode::from_raw_mode(mode), device))?;
    Ok(Value::NONE)
}
