//! `poll` objects: files in the order in which they were registered, and what is waited for of each.

use super::timeout;
use crate::modules::posix::{failed, fd_of_file};
use crate::number::IntRef;
use crate::object::{Opaque, Value};
use crate::vm::{Native, PyResult, Vm, descriptor};
use rustix::event::{PollFd, PollFlags};
use rustix::fd::AsRawFd;
use rustix::io::Errno;
use std::time::Duration;

#[derive(Default)]
struct Poll {
    wanted: Vec<(i32, u16)>,
    is_running: bool,
}

impl Opaque for Poll {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

const METHODS: &[Native] = &[
    Native { name: "register", signature: "(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /)", function: register },
    Native { name: "modify", signature: "(self, fd, eventmask, /)", function: modify },
    Native { name: "unregister", signature: "(self, fd, /)", function: unregister },
    Native { name: "poll", signature: "(self, timeout=None, /)", function: poll },
];

pub fn define(vm: &mut Vm) {
    vm.define_type::<Poll>("select.poll", METHODS, &[]);
}

pub fn new(vm: &mut Vm, _: &[Value]) -> PyResult {
    Ok(vm.new_opaque(Poll::default()))
}

/// What is waited for, as 16 bits.
fn events(vm: &mut Vm, given: &Value) -> PyResult<u16> {
    if given.is_null() {
        return Ok((libc::POLLIN | libc::POLLPRI | libc::POLLOUT) as u16);
    }
    let index = vm.index(given)?;
    match index.as_int().and_then(IntRef::to_i64) {
        Some(..0) => Err(vm.value_error("value must be positive")),
        Some(events) if events <= u16::MAX.into() => Ok(events as u16),
        None if index.as_int().is_some_and(|index| index.is_negative()) => Err(vm.value_error("value must be positive")),
        _ => Err(vm.overflow_error("Python int too large for C unsigned short")),
    }
}

fn register(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, events) = (fd_of_file(vm, &args[1])?.as_raw_fd(), events(vm, &args[2])?);
    if let Some(poll) = args[0].opaque_mut::<Poll>(vm) {
        match poll.wanted.iter_mut().find(|(known, _)| *known == fd) {
            Some((_, known)) => *known = events,
            None => poll.wanted.push((fd, events)),
        }
    }
    Ok(Value::NONE)
}

fn modify(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, events) = (fd_of_file(vm, &args[1])?.as_raw_fd(), events(vm, &args[2])?);
    let known = args[0].opaque_mut::<Poll>(vm).and_then(|poll| poll.wanted.iter_mut().find(|(known, _)| *known == fd));
    match known {
        Some((_, known)) => *known = events,
        None => return Err(failed(vm, Errno::NOENT, &[])),
    }
    Ok(Value::NONE)
}

fn unregister(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = fd_of_file(vm, &args[1])?.as_raw_fd();
    if let Some(poll) = args[0].opaque_mut::<Poll>(vm)
        && let Some(at) = poll.wanted.iter().position(|(known, _)| *known == fd)
    {
        poll.wanted.remove(at);
        return Ok(Value::NONE);
    }
    let fd = vm.int(fd.into());
    Err(vm.key_error(&fd))
}

/// Milliseconds, rounded up; nothing is for ever, and so is what is negative.
fn milliseconds(vm: &mut Vm, given: &Value) -> PyResult<Option<Duration>> {
    // The least below nothing is for ever.
    if given.as_float().is_some_and(|time| time < 0.0) {
        return Ok(None);
    }
    // As seconds, a thousandth: the largest there can be are the same.
    let time = timeout(vm, given, "timeout must be an integer or None")?;
    let Some(time) = time.map(|time| time.div_euclid(1000) + i64::from(time.rem_euclid(1000) > 0)) else { return Ok(None) };
    if time > i64::from(i32::MAX) * 1_000_000 {
        return Err(vm.overflow_error("timeout is too large"));
    }
    Ok(u64::try_from(time).ok().map(|time| Duration::from_millis(time.div_ceil(1_000_000))))
}

fn poll(vm: &mut Vm, args: &[Value]) -> PyResult {
    let timeout = milliseconds(vm, &args[1])?;
    let Some(poll) = args[0].opaque_mut::<Poll>(vm) else { return Ok(Value::NONE) };
    if std::mem::replace(&mut poll.is_running, true) {
        return Err(vm.runtime_error("concurrent poll() invocation"));
    }
    let wanted = poll.wanted.clone();
    let fd = |(fd, events): &(i32, u16)| {
        Some(PollFd::from_borrowed_fd(descriptor::borrow(*fd)?, PollFlags::from_bits_retain(*events as _)))
    };
    let mut fds: Vec<PollFd> = wanted.iter().filter_map(fd).collect();
    let result = vm.wait_for(&mut fds, timeout);
    if let Some(poll) = args[0].opaque_mut::<Poll>(vm) {
        poll.is_running = false;
    }
    result?;
    let mut ready = Vec::new();
    for ((fd, _), found) in wanted.iter().zip(&fds).filter(|(_, found)| !found.revents().is_empty()) {
        let pair = [vm.int((*fd).into()), Value::size(found.revents().bits() as usize & 0xffff)];
        ready.push(vm.tuple(pair));
    }
    Ok(vm.list(ready))
}
