//! Changing what paths lead to: names, links, owners, permissions, times.

use super::paths::{self, dir_fd, flag, path, path_or_fd, run};
use crate::builtins::text::{c_int, class_name};
use crate::number::IntRef;
use crate::object::{Special, Tuple, Value};
use crate::source::overlay;
use crate::vm::{Native, PyResult, Raised, Vm};
use rustix::fd::BorrowedFd;
use rustix::fs::{Access, AtFlags, FileType, Gid, Mode, OFlags, Timespec, Timestamps, UTIME_NOW, Uid};
use rustix::io::Errno;

pub const FUNCTIONS: &[Native] = &[
    Native {
        name: "rename",
        signature: "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        function: |vm, args| rename(vm, args, "rename"),
    },
    Native {
        name: "replace",
        signature: "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        function: |vm, args| rename(vm, args, "replace"),
    },
    Native { name: "remove", signature: "(path, *, dir_fd=None)", function: |vm, args| unlink(vm, args, "remove") },
    Native { name: "unlink", signature: "(path, *, dir_fd=None)", function: |vm, args| unlink(vm, args, "unlink") },
    Native {
        name: "link",
        signature: "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)",
        function: link,
    },
    Native { name: "symlink", signature: "(src, dst, target_is_directory=False, *, dir_fd=None)", function: symlink },
    Native { name: "readlink", signature: "(path, *, dir_fd=None)", function: readlink },
    Native { name: "chmod", signature: "(path, mode, *, dir_fd=None, follow_symlinks=True)", function: chmod },
    Native { name: "fchmod", signature: "(fd, mode)", function: fchmod },
    Native { name: "chown", signature: "(path, uid, gid, *, dir_fd=None, follow_symlinks=True)", function: chown },
    Native { name: "fchown", signature: "(fd, uid, gid)", function: fchown },
    Native { name: "lchown", signature: "(path, uid, gid)", function: lchown },
    Native {
        name: "utime",
        signature: "(path, times=None, *, ns=<missing>, dir_fd=None, follow_symlinks=True)",
        function: utime,
    },
    Native {
        name: "access",
        signature: "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
        function: access,
    },
    Native { name: "truncate", signature: "(path, length)", function: truncate },
];

fn rename(vm: &mut Vm, args: &[Value], function: &str) -> PyResult {
    let (from, to) = (path(vm, &args[0], function, "src")?, path(vm, &args[1], function, "dst")?);
    let (from_dir, to_dir) = (dir_fd(vm, &args[2])?, dir_fd(vm, &args[3])?);
    run(vm, &[&from, &to], || rustix::fs::renameat(from_dir, from.name(), to_dir, to.name()))?;
    Ok(Value::NONE)
}

fn unlink(vm: &mut Vm, args: &[Value], function: &str) -> PyResult {
    let (path, dir) = (path(vm, &args[0], function, "path")?, dir_fd(vm, &args[1])?);
    run(vm, &[&path], || rustix::fs::unlinkat(dir, path.name(), AtFlags::empty()))?;
    Ok(Value::NONE)
}

fn link(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (from, to) = (path(vm, &args[0], "link", "src")?, path(vm, &args[1], "link", "dst")?);
    let (from_dir, to_dir) = (dir_fd(vm, &args[2])?, dir_fd(vm, &args[3])?);
    let follow = flag(vm, &args[4], true)?;
    // Without a folder, it is the system's choice, which links to links.
    let has_dir = [&args[2], &args[3]].iter().any(|dir| !dir.is_null() && !dir.is_none());
    let flags = if follow && has_dir { AtFlags::SYMLINK_FOLLOW } else { AtFlags::empty() };
    run(vm, &[&from, &to], || rustix::fs::linkat(from_dir, from.name(), to_dir, to.name(), flags))?;
    Ok(Value::NONE)
}

fn symlink(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (from, to) = (path(vm, &args[0], "symlink", "src")?, path(vm, &args[1], "symlink", "dst")?);
    let dir = dir_fd(vm, &args[3])?;
    run(vm, &[&from, &to], || rustix::fs::symlinkat(from.name(), dir, to.name()))?;
    Ok(Value::NONE)
}

fn readlink(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (path, dir) = (path(vm, &args[0], "readlink", "path")?, dir_fd(vm, &args[1])?);
    let target = run(vm, &[&path], || rustix::fs::readlinkat(dir, path.name(), Vec::new()))?;
    paths::decode(vm, target.to_bytes(), path.is_bytes)
}

fn mode(vm: &mut Vm, given: &Value) -> PyResult<Mode> {
    Ok(Mode::from_raw_mode(c_int(vm, given)? as u32))
}

fn chmod(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (path, mode) = (path_or_fd(vm, &args[0], "chmod")?, mode(vm, &args[1])?);
    let (dir, follow) = (dir_fd(vm, &args[2])?, flag(vm, &args[3], true)?);
    run(vm, &[&path], || match path.fd() {
        Some(fd) => rustix::fs::fchmod(fd, mode),
        // Links have no permissions of their own, and the system has no call for what may be one.
        None if !follow && is_link(dir, path.name())? => Err(Errno::OPNOTSUPP),
        None => rustix::fs::chmodat(dir, path.name(), mode, AtFlags::empty()),
    })?;
    Ok(Value::NONE)
}

fn is_link(dir: BorrowedFd, name: &[u8]) -> rustix::io::Result<bool> {
    let stat = rustix::fs::statat(dir, name, AtFlags::SYMLINK_NOFOLLOW)?;
    Ok(FileType::from_raw_mode(stat.st_mode) == FileType::Symlink)
}

fn fchmod(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, mode) = (paths::fd(vm, &args[0])?, mode(vm, &args[1])?);
    run(vm, &[], || rustix::fs::fchmod(fd, mode))?;
    Ok(Value::NONE)
}

/// The number of a user or a group; -1 is for none.
pub fn id(vm: &mut Vm, given: &Value, what: &str) -> PyResult<Option<u32>> {
    if given.as_int().is_none() && !vm.type_of(given).to_ref().has_special(Special::Index, vm) {
        let class = class_name(vm, given);
        return Err(vm.type_error(format!("{what} should be integer, not {class}")));
    }
    let index = vm.index(given)?;
    let negative = index.as_int().is_some_and(|index| index.is_negative());
    match index.as_int().and_then(IntRef::to_i64) {
        Some(-1) => Ok(None),
        Some(id) if u32::try_from(id).is_ok() => Ok(Some(id as u32).filter(|id| *id != u32::MAX)),
        // As in CPython, numbers that are a little too large, too.
        Some(_) => Err(vm.overflow_error(format!("{what} is less than minimum"))),
        None if negative => Err(vm.overflow_error(format!("{what} is less than minimum"))),
        None => Err(vm.overflow_error(format!("{what} is greater than maximum"))),
    }
}

fn owner(vm: &mut Vm, user: &Value, group: &Value) -> PyResult<(Option<Uid>, Option<Gid>)> {
    let (user, group) = (id(vm, user, "uid")?, id(vm, group, "gid")?);
    Ok((user.map(Uid::from_raw), group.map(Gid::from_raw)))
}

fn chown(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_or_fd(vm, &args[0], "chown")?;
    let (user, group) = owner(vm, &args[1], &args[2])?;
    let (dir, follow) = (dir_fd(vm, &args[3])?, flag(vm, &args[4], true)?);
    if path.fd().is_some() {
        if args[3].given().is_some_and(|dir| !dir.is_none()) {
            return Err(vm.value_error("chown: can't specify both dir_fd and fd"));
        }
        if !follow {
            return Err(vm.value_error("chown: cannot use fd and follow_symlinks together"));
        }
    }
    let flags = if follow { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
    run(vm, &[&path], || match path.fd() {
        Some(fd) => rustix::fs::fchown(fd, user, group),
        None => rustix::fs::chownat(dir, path.name(), user, group, flags),
    })?;
    Ok(Value::NONE)
}

fn fchown(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = paths::fd(vm, &args[0])?;
    let (user, group) = owner(vm, &args[1], &args[2])?;
    run(vm, &[], || rustix::fs::fchown(fd, user, group))?;
    Ok(Value::NONE)
}

fn lchown(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path(vm, &args[0], "lchown", "path")?;
    let (user, group) = owner(vm, &args[1], &args[2])?;
    let flags = AtFlags::SYMLINK_NOFOLLOW;
    run(vm, &[&path], || rustix::fs::chownat(rustix::fs::CWD, path.name(), user, group, flags))?;
    Ok(Value::NONE)
}

const SECOND: i64 = 1_000_000_000;

/// Seconds as a program gives them, rounded down.
fn seconds(vm: &mut Vm, given: &Value) -> PyResult<Timespec> {
    match given.as_float() {
        Some(time) if time.is_nan() => Err(vm.value_error("Invalid value NaN (not a number)")),
        Some(time) if time.abs() < 9.2e18 => {
            let whole = time.floor();
            let rest = ((time - whole) * SECOND as f64).floor() as i64;
            // A tiny negative time is a whole second less than nothing, almost.
            let (whole, rest) = if rest >= SECOND { (whole as i64 + 1, 0) } else { (whole as i64, rest) };
            Ok(Timespec { tv_sec: whole, tv_nsec: rest })
        }
        Some(_) => Err(too_late(vm)),
        None => {
            let index = vm.index(given)?;
            match index.as_int().and_then(IntRef::to_i64) {
                Some(time) => Ok(Timespec { tv_sec: time, tv_nsec: 0 }),
                None => Err(too_late(vm)),
            }
        }
    }
}

fn too_late(vm: &mut Vm) -> Raised {
    vm.overflow_error("timestamp out of range for platform time_t")
}

/// Nanoseconds, divided as Python divides.
fn nanoseconds(vm: &mut Vm, given: &Value) -> PyResult<Timespec> {
    let index = vm.index(given)?;
    let Some(time) = index.as_int().and_then(IntRef::to_i64) else { return Err(too_late(vm)) };
    Ok(Timespec { tv_sec: time.div_euclid(SECOND), tv_nsec: time.rem_euclid(SECOND) })
}

/// The times that arguments mean.
fn timestamps(vm: &mut Vm, times: &Value, ns: &Value) -> PyResult<Timestamps> {
    let has_times = !times.is_null() && !times.is_none();
    let pair = |value: &Value| value.get::<Tuple>().and_then(|pair| <[Value; 2]>::try_from(pair.items().to_vec()).ok());
    let ([access, change], convert): (_, fn(&mut Vm, &Value) -> PyResult<Timespec>) = match (has_times, ns.given()) {
        (true, Some(_)) => {
            return Err(vm.value_error("utime: you may specify either 'times' or 'ns' but not both"));
        }
        (true, None) => match pair(times) {
            Some(pair) => (pair, seconds),
            None => return Err(vm.type_error("utime: 'times' must be either a tuple of two ints or None")),
        },
        (false, Some(ns)) => match pair(ns) {
            Some(pair) => (pair, nanoseconds),
            None => return Err(vm.type_error("utime: 'ns' must be a tuple of two ints")),
        },
        (false, None) => {
            let now = Timespec { tv_sec: 0, tv_nsec: UTIME_NOW };
            return Ok(Timestamps { last_access: now, last_modification: now });
        }
    };
    Ok(Timestamps { last_access: convert(vm, &access)?, last_modification: convert(vm, &change)? })
}

fn utime(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_or_fd(vm, &args[0], "utime")?;
    let (dir, follow) = (dir_fd(vm, &args[3])?, flag(vm, &args[4], true)?);
    let times = timestamps(vm, &args[1], &args[2])?;
    if path.fd().is_some() {
        if args[3].given().is_some_and(|dir| !dir.is_none()) {
            return Err(vm.value_error("utime: can't specify dir_fd without matching path"));
        }
        if !follow {
            return Err(vm.value_error("utime: cannot use fd and follow_symlinks together"));
        }
    }
    let flags = if follow { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
    run(vm, &[&path], || match path.fd() {
        Some(fd) => rustix::fs::futimens(fd, &times),
        None => rustix::fs::utimensat(dir, path.name(), &times, flags),
    })?;
    Ok(Value::NONE)
}

fn access(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path(vm, &args[0], "access", "path")?;
    let mode = Access::from_bits_retain(c_int(vm, &args[1])? as _);
    let (dir, effective, follow) = (dir_fd(vm, &args[2])?, flag(vm, &args[3], false)?, flag(vm, &args[4], true)?);
    let mut flags = AtFlags::empty();
    flags.set(AtFlags::EACCESS, effective);
    flags.set(AtFlags::SYMLINK_NOFOLLOW, !follow);
    Ok(Value::bool(overlay::accessat(dir, path.name(), mode, flags).is_ok()))
}

fn truncate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_or_fd(vm, &args[0], "truncate")?;
    let length = vm.index_i64(&args[1])?;
    run(vm, &[&path], || {
        let length = u64::try_from(length).map_err(|_| Errno::INVAL)?;
        match path.fd() {
            Some(fd) => rustix::fs::ftruncate(fd, length),
            None => {
                let fd = rustix::fs::open(path.name(), OFlags::WRONLY | OFlags::CLOEXEC, Mode::empty())?;
                rustix::fs::ftruncate(fd, length)
            }
        }
    })?;
    Ok(Value::NONE)
}
