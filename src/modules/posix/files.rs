//! What is open: descriptors by number.

use super::paths::{self, dir_fd, fd, fd_of_file, int_or, path, run};
use crate::builtins::buffer::{self, Buffer};
use crate::builtins::sequence::expect_memory;
use crate::builtins::text::{c_int, ssize};
use crate::object::Value;
use crate::source::overlay;
use crate::vm::{Native, PyResult, Vm, descriptor};
use rustix::fd::{BorrowedFd, OwnedFd};
use rustix::fs::{FileType, Mode, OFlags, SeekFrom};
use rustix::io::{Errno, FdFlags, ReadWriteFlags};
use rustix::pipe::PipeFlags;
use std::io::{IoSlice, IoSliceMut};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "open", signature: "(path, flags, mode=511, *, dir_fd=None)", function: open },
    Native { name: "close", signature: "(fd)", function: close },
    Native { name: "closerange", signature: "(fd_low, fd_high, /)", function: closerange },
    Native { name: "dup", signature: "(fd, /)", function: dup },
    Native { name: "dup2", signature: "(fd, fd2, inheritable=True)", function: dup2 },
    Native { name: "pipe", signature: "()", function: |vm, _| new_pipe(vm, PipeFlags::CLOEXEC) },
    Native { name: "pipe2", signature: "(flags, /)", function: pipe2 },
    Native { name: "lseek", signature: "(fd, position, whence, /)", function: lseek },
    Native { name: "fsync", signature: "(fd)", function: fsync },
    Native { name: "fdatasync", signature: "(fd)", function: fdatasync },
    Native { name: "sync", signature: "()", function: sync },
    Native { name: "ftruncate", signature: "(fd, length, /)", function: ftruncate },
    Native { name: "isatty", signature: "(fd, /)", function: isatty },
    Native { name: "ttyname", signature: "(fd, /)", function: ttyname },
    Native { name: "device_encoding", signature: "(fd)", function: device_encoding },
    Native { name: "get_inheritable", signature: "(fd, /)", function: get_inheritable },
    Native { name: "set_inheritable", signature: "(fd, inheritable, /)", function: set_inheritable },
    Native { name: "get_blocking", signature: "(fd, /)", function: get_blocking },
    Native { name: "set_blocking", signature: "(fd, blocking, /)", function: set_blocking },
    Native { name: "read", signature: "(fd, length, /)", function: read },
    Native { name: "readinto", signature: "(fd, buffer, /)", function: readinto },
    Native { name: "readv", signature: "(fd, buffers, /)", function: readv },
    Native { name: "pread", signature: "(fd, length, offset, /)", function: pread },
    Native { name: "preadv", signature: "(fd, buffers, offset, flags=0, /)", function: preadv },
    Native { name: "pwritev", signature: "(fd, buffers, offset, flags=0, /)", function: pwritev },
    Native { name: "lockf", signature: "(fd, command, length, /)", function: lockf },
    Native { name: "write", signature: "(fd, data, /)", function: write },
    Native { name: "writev", signature: "(fd, buffers, /)", function: writev },
    Native { name: "pwrite", signature: "(fd, buffer, offset, /)", function: pwrite },
    Native { name: "sendfile", signature: "(out_fd, in_fd, offset, count)", function: sendfile },
    Native {
        name: "copy_file_range",
        signature: "(src, dst, count, offset_src=None, offset_dst=None)",
        function: copy_file_range,
    },
    Native { name: "posix_fallocate", signature: "(fd, offset, length, /)", function: fallocate },
];

fn number(vm: &Vm, fd: OwnedFd) -> Value {
    vm.int(descriptor::release(fd).into())
}

fn open(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (path, flags) = (path(vm, &args[0], "open", "path")?, c_int(vm, &args[1])?);
    let (mode, dir) = (int_or(vm, &args[2], 0o777)?, dir_fd(vm, &args[3])?);
    let flags = OFlags::from_bits_retain(flags as u32) | OFlags::CLOEXEC;
    let opened = run(vm, &[&path], || overlay::openat(dir, path.name(), flags, Mode::from_raw_mode(mode as u32)))?;
    Ok(number(vm, opened))
}

fn close(vm: &mut Vm, args: &[Value]) -> PyResult {
    match descriptor::close(c_int(vm, &args[0])?) {
        Ok(()) | Err(Errno::INTR) => Ok(Value::NONE),
        Err(error) => Err(paths::failed(vm, error, &[])),
    }
}

fn closerange(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (low, high) = (c_int(vm, &args[0])?.max(0), c_int(vm, &args[1])?);
    // Beyond the limit nothing can be open.
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
    let high = limit.map_or(high, |limit| high.min(i32::try_from(limit).unwrap_or(i32::MAX)));
    for fd in low..high {
        let _ = descriptor::close(fd);
    }
    Ok(Value::NONE)
}

fn dup(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let made = run(vm, &[], || rustix::io::fcntl_dupfd_cloexec(fd, 0))?;
    Ok(number(vm, made))
}

fn dup2(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, target, inheritable) = (c_int(vm, &args[0])?, c_int(vm, &args[1])?, paths::flag(vm, &args[2], true)?);
    run(vm, &[], || descriptor::duplicate(fd, target, inheritable))?;
    Ok(vm.int(target.into()))
}

fn new_pipe(vm: &mut Vm, flags: PipeFlags) -> PyResult {
    let (read, write) = run(vm, &[], || rustix::pipe::pipe_with(flags))?;
    let ends = [number(vm, read), number(vm, write)];
    Ok(vm.tuple(ends))
}

fn pipe2(vm: &mut Vm, args: &[Value]) -> PyResult {
    let flags = c_int(vm, &args[0])?;
    new_pipe(vm, PipeFlags::from_bits_retain(flags as u32))
}

fn lseek(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, position, whence) = (fd(vm, &args[0])?, vm.index_i64(&args[1])?, c_int(vm, &args[2])?);
    let at = run(vm, &[], || {
        let from_start = u64::try_from(position).map_err(|_| Errno::INVAL);
        let to = match whence {
            libc::SEEK_SET => SeekFrom::Start(from_start?),
            libc::SEEK_CUR => SeekFrom::Current(position),
            libc::SEEK_END => SeekFrom::End(position),
            #[cfg(target_os = "linux")]
            libc::SEEK_DATA => SeekFrom::Data(from_start?),
            #[cfg(target_os = "linux")]
            libc::SEEK_HOLE => SeekFrom::Hole(from_start?),
            _ => return Err(Errno::INVAL),
        };
        rustix::fs::seek(fd, to)
    })?;
    Ok(vm.big_int(at.into()))
}

fn fsync(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd_of_file(vm, &args[0])?;
    run(vm, &[], || rustix::fs::fsync(fd))?;
    Ok(Value::NONE)
}

fn fdatasync(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd_of_file(vm, &args[0])?;
    run(vm, &[], || rustix::fs::fdatasync(fd))?;
    Ok(Value::NONE)
}

fn sync(_: &mut Vm, _: &[Value]) -> PyResult {
    rustix::fs::sync();
    Ok(Value::NONE)
}

fn ftruncate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, length) = (fd(vm, &args[0])?, vm.index_i64(&args[1])?);
    run(vm, &[], || rustix::fs::ftruncate(fd, u64::try_from(length).map_err(|_| Errno::INVAL)?))?;
    Ok(Value::NONE)
}

fn isatty(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    Ok(Value::bool(rustix::termios::isatty(fd)))
}

fn ttyname(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let name = run(vm, &[], || rustix::termios::ttyname(fd, Vec::new()))?;
    paths::decode(vm, name.to_bytes(), false)
}

fn device_encoding(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    Ok(if rustix::termios::isatty(fd) { vm.str("utf-8") } else { Value::NONE })
}

fn get_inheritable(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let flags = run(vm, &[], || rustix::io::fcntl_getfd(fd))?;
    Ok(Value::bool(!flags.contains(FdFlags::CLOEXEC)))
}

fn set_inheritable(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, inheritable) = (fd(vm, &args[0])?, c_int(vm, &args[1])? != 0);
    run(vm, &[], || {
        let mut flags = rustix::io::fcntl_getfd(fd)?;
        flags.set(FdFlags::CLOEXEC, !inheritable);
        rustix::io::fcntl_setfd(fd, flags)
    })?;
    Ok(Value::NONE)
}

fn get_blocking(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let flags = run(vm, &[], || rustix::fs::fcntl_getfl(fd))?;
    Ok(Value::bool(!flags.contains(OFlags::NONBLOCK)))
}

fn set_blocking(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, blocking) = (fd(vm, &args[0])?, vm.truth(&args[1])?);
    run(vm, &[], || {
        let mut flags = rustix::fs::fcntl_getfl(fd)?;
        flags.set(OFlags::NONBLOCK, !blocking);
        rustix::fs::fcntl_setfl(fd, flags)
    })?;
    Ok(Value::NONE)
}

/// Whether using it waits for others: pipes, terminals and the like, unless told not to.
fn waits(fd: BorrowedFd) -> bool {
    let is_here = |kind| matches!(kind, FileType::RegularFile | FileType::Directory | FileType::BlockDevice);
    rustix::fs::fstat(fd).is_ok_and(|stat| !is_here(FileType::from_raw_mode(stat.st_mode)))
        && rustix::fs::fcntl_getfl(fd).is_ok_and(|flags| !flags.contains(OFlags::NONBLOCK))
}

/// How much to read; no more than memory holds.
fn length(vm: &mut Vm, given: &Value) -> PyResult<usize> {
    let length = ssize(vm, given)?;
    let Ok(length) = usize::try_from(length) else { return Err(paths::failed(vm, Errno::INVAL, &[])) };
    // The system reads no more at once.
    let length = length.min(0x7fff_f000);
    expect_memory(vm, length)?;
    Ok(length)
}

fn read_some(vm: &mut Vm, fd: BorrowedFd<'static>, length: usize, at: Option<u64>) -> PyResult<Vec<u8>> {
    let mut bytes = Vec::new();
    if bytes.try_reserve_exact(length).is_err() {
        return Err(vm.memory_error());
    }
    bytes.resize(length, 0);
    if length > 0 && at.is_none() && waits(fd) {
        vm.wait_readable(fd, None)?;
    }
    let count = run(vm, &[], || match at {
        Some(at) => rustix::io::pread(fd, &mut bytes[..], at),
        None => rustix::io::read(fd, &mut bytes[..]),
    })?;
    bytes.truncate(count);
    Ok(bytes)
}

fn read(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, length) = (fd(vm, &args[0])?, length(vm, &args[1])?);
    let bytes = read_some(vm, fd, length, None)?;
    Ok(vm.bytes(&bytes))
}

fn readinto(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let target = buffer::writable(vm, &args[1], "readinto() argument 2")?;
    let bytes = read_some(vm, fd, target.byte_len(), None)?;
    target.write(vm, 0, &bytes);
    Ok(Value::size(bytes.len()))
}

/// The buffers that are read into, and how much they hold.
fn targets(vm: &mut Vm, given: &Value, function: &str) -> PyResult<(Vec<Buffer>, usize)> {
    if !vm.is_sequence(given) {
        return Err(vm.type_error(format!("{function}() arg 2 must be a sequence")));
    }
    let mut targets = Vec::new();
    for target in vm.collect(given)? {
        targets.push(buffer::writable(vm, &target, &format!("{function}() argument"))?);
    }
    let length = targets.iter().map(|target| target.byte_len()).sum();
    Ok((targets, length))
}

/// Spreads what was read over the buffers.
fn spread(vm: &mut Vm, bytes: &[u8], targets: &[Buffer]) -> Value {
    let mut rest = bytes;
    for target in targets {
        let (part, after) = rest.split_at(rest.len().min(target.byte_len()));
        target.write(vm, 0, part);
        rest = after;
    }
    Value::size(bytes.len())
}

fn readv(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let (targets, length) = targets(vm, &args[1], "readv")?;
    let bytes = read_some(vm, fd, length, None)?;
    Ok(spread(vm, &bytes, &targets))
}

fn preadv(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let (targets, length) = targets(vm, &args[1], "preadv")?;
    let (offset, flags) = (offset(vm, &args[2])?, int_or(vm, &args[3], 0)?);
    let flags = ReadWriteFlags::from_bits_retain(flags as u32);
    let mut bytes = vec![0; length];
    let count = run(vm, &[], || rustix::io::preadv2(fd, &mut [IoSliceMut::new(&mut bytes)], offset, flags))?;
    bytes.truncate(count);
    Ok(spread(vm, &bytes, &targets))
}

fn pread(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, length, offset) = (fd(vm, &args[0])?, length(vm, &args[1])?, offset(vm, &args[2])?);
    let bytes = read_some(vm, fd, length, Some(offset))?;
    Ok(vm.bytes(&bytes))
}

fn offset(vm: &mut Vm, given: &Value) -> PyResult<u64> {
    let offset = vm.index_i64(given)?;
    u64::try_from(offset).map_err(|_| paths::failed(vm, Errno::INVAL, &[]))
}

/// How much a pipe takes at once if it takes anything.
const PIPE_BUF: usize = 4096;

/// Writes; what waits for others is written in parts, between which Ctrl-C can end it.
fn write_all(vm: &mut Vm, fd: BorrowedFd<'static>, bytes: &[u8]) -> PyResult {
    if bytes.is_empty() || !waits(fd) {
        let count = run(vm, &[], || rustix::io::write(fd, bytes))?;
        return Ok(Value::size(count));
    }
    let mut done = 0;
    while done < bytes.len() {
        vm.wait_writable(fd)?;
        let part = &bytes[done..bytes.len().min(done + PIPE_BUF)];
        done += run(vm, &[], || rustix::io::write(fd, part))?;
    }
    Ok(Value::size(done))
}

fn write(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let bytes = buffer::bytes_like(vm, &args[1])?;
    write_all(vm, fd, &bytes)
}

/// What buffers hold, one after the other.
fn joined(vm: &mut Vm, given: &Value, function: &str) -> PyResult<Vec<u8>> {
    if !vm.is_sequence(given) {
        return Err(vm.type_error(format!("{function}() arg 2 must be a sequence")));
    }
    let mut bytes = Vec::new();
    for part in vm.collect(given)? {
        bytes.extend_from_slice(&buffer::bytes_like(vm, &part)?);
    }
    Ok(bytes)
}

fn writev(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let bytes = joined(vm, &args[1], "writev")?;
    write_all(vm, fd, &bytes)
}

fn pwritev(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let bytes = joined(vm, &args[1], "pwritev")?;
    let (offset, flags) = (offset(vm, &args[2])?, int_or(vm, &args[3], 0)?);
    let flags = ReadWriteFlags::from_bits_retain(flags as u32);
    let count = run(vm, &[], || rustix::io::pwritev2(fd, &[IoSlice::new(&bytes)], offset, flags))?;
    Ok(Value::size(count))
}

fn lockf(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, command, length) = (c_int(vm, &args[0])?, c_int(vm, &args[1])?, vm.index_i64(&args[2])?);
    run(vm, &[], || crate::system::process::lock(fd, command, length))?;
    Ok(Value::NONE)
}

fn pwrite(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let bytes = buffer::bytes_like(vm, &args[1])?;
    let offset = offset(vm, &args[2])?;
    let count = run(vm, &[], || rustix::io::pwrite(fd, &bytes, offset))?;
    Ok(Value::size(count))
}

fn sendfile(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (to, from) = (fd(vm, &args[0])?, fd(vm, &args[1])?);
    let mut at = if args[2].is_none() { None } else { Some(offset(vm, &args[2])?) };
    let count = length(vm, &args[3])?;
    let sent = run(vm, &[], || rustix::fs::sendfile(to, from, at.as_mut(), count))?;
    Ok(Value::size(sent))
}

fn copy_file_range(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (from, to) = (fd(vm, &args[0])?, fd(vm, &args[1])?);
    let count = ssize(vm, &args[2])?;
    let Ok(count) = usize::try_from(count) else {
        return Err(vm.value_error("negative value for 'count' not allowed"));
    };
    let place = |vm: &mut Vm, given: &Value| match given.given().filter(|given| !given.is_none()) {
        Some(given) => offset(vm, given).map(Some),
        None => Ok(None),
    };
    let (mut source, mut target) = (place(vm, &args[3])?, place(vm, &args[4])?);
    let copied = run(vm, &[], || rustix::fs::copy_file_range(from, source.as_mut(), to, target.as_mut(), count))?;
    Ok(Value::size(copied))
}

fn fallocate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd(vm, &args[0])?;
    let (offset, length) = (offset(vm, &args[1])?, offset(vm, &args[2])?);
    run(vm, &[], || rustix::fs::fallocate(fd, rustix::fs::FallocateFlags::empty(), offset, length))?;
    Ok(Value::NONE)
}
