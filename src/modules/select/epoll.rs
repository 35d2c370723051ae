//! `epoll` objects: the system keeps what is waited for.

use super::timeout;
use crate::builtins::text::c_int;
use crate::modules::posix::{failed, fd_of_file, run};
use crate::number::IntRef;
use crate::object::{Module, Obj, Opaque, Type, Value};
use crate::vm::{Attribute, Native, PyResult, Vm, descriptor};
use rustix::buffer::spare_capacity;
use rustix::event::Timespec;
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};
use rustix::fd::{AsRawFd, BorrowedFd};
use rustix::io::Errno;
use std::time::Duration;

/// By number, as programs may close what it stands for. -1 once it is closed.
struct Epoll {
    fd: i32,
}

impl Opaque for Epoll {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

impl Drop for Epoll {
    fn drop(&mut self) {
        let _ = descriptor::close(self.fd);
    }
}

const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, sizehint=-1, flags=0)", function: new },
    Native { name: "fromfd", signature: "(cls, fd, /)", function: from_fd },
    Native { name: "close", signature: "(self, /)", function: close },
    Native { name: "fileno", signature: "(self, /)", function: fileno },
    Native { name: "register", signature: "(self, /, fd, eventmask=EPOLLIN | EPOLLPRI | EPOLLOUT)", function: register },
    Native { name: "modify", signature: "(self, /, fd, eventmask)", function: modify },
    Native { name: "unregister", signature: "(self, /, fd)", function: unregister },
    Native { name: "poll", signature: "(self, /, timeout=None, maxevents=-1)", function: poll },
    Native { name: "__enter__", signature: "(self, /)", function: enter },
    Native { name: "__exit__", signature: "(self, exc_type=None, exc_value=None, exc_tb=None, /)", function: close },
];

const ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "closed",
    get: |vm, epoll| Ok(Value::bool(epoll.opaque::<Epoll>(vm).is_none_or(|epoll| epoll.fd < 0))),
    set: None,
}];

pub fn define(vm: &mut Vm, module: &Obj<Module>) {
    let class = vm.define_type::<Epoll>("select.epoll", METHODS, ATTRIBUTES);
    class.set_flag(crate::object::type_flag::BASE, true);
    class.changed(vm);
    vm.module_set(module, "epoll", class.into_value());
}

fn made(vm: &mut Vm, class: &Value, fd: i32) -> PyResult {
    match class.get::<Type>() {
        Some(class) => Ok(vm.opaque(&class.to_ref(), Epoll { fd })),
        None => Err(vm.type_error("a type is required")),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = if args[1].is_null() { -1 } else { c_int(vm, &args[1])? };
    if size < -1 || size == 0 {
        return Err(vm.value_error("negative sizehint"));
    }
    let flags = if args[2].is_null() { 0 } else { c_int(vm, &args[2])? };
    if flags & !libc::EPOLL_CLOEXEC != 0 {
        return Err(vm.raise(crate::vm::ExceptionKind::OSError, "invalid flags"));
    }
    let fd = run(vm, &[], || epoll::create(CreateFlags::CLOEXEC))?;
    made(vm, &args[0], descriptor::release(fd))
}

fn from_fd(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = c_int(vm, &args[1])?;
    made(vm, &args[0], fd)
}

fn close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = args[0].opaque_mut::<Epoll>(vm).map_or(-1, |epoll| std::mem::replace(&mut epoll.fd, -1));
    if fd >= 0
        && let Err(error) = descriptor::close(fd)
    {
        return Err(failed(vm, error, &[]));
    }
    Ok(Value::NONE)
}

fn own(vm: &mut Vm, epoll: &Value) -> PyResult<BorrowedFd<'static>> {
    let fd = epoll.opaque::<Epoll>(vm).and_then(|epoll| descriptor::borrow(epoll.fd));
    fd.ok_or_else(|| vm.value_error("I/O operation on closed epoll object"))
}

fn fileno(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = own(vm, &args[0])?;
    Ok(vm.int(fd.as_raw_fd().into()))
}

fn enter(vm: &mut Vm, args: &[Value]) -> PyResult {
    own(vm, &args[0])?;
    Ok(args[0].clone())
}

fn events(vm: &mut Vm, given: &Value) -> PyResult<EventFlags> {
    if given.is_null() {
        return Ok(EventFlags::IN | EventFlags::PRI | EventFlags::OUT);
    }
    let index = vm.index(given)?;
    match index.as_int().and_then(IntRef::to_i64) {
        Some(..0) => Err(vm.value_error("value must be positive")),
        Some(events) if events <= u32::MAX.into() => Ok(EventFlags::from_bits_retain(events as u32)),
        _ => Err(vm.overflow_error("Python int too large for C unsigned int")),
    }
}

fn data(fd: BorrowedFd) -> EventData {
    EventData::new_u64(fd.as_raw_fd() as u64)
}

fn register(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (epoll, fd, events) = (own(vm, &args[0])?, fd_of_file(vm, &args[1])?, events(vm, &args[2])?);
    run(vm, &[], || epoll::add(epoll, fd, data(fd), events))?;
    Ok(Value::NONE)
}

fn modify(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (epoll, fd, events) = (own(vm, &args[0])?, fd_of_file(vm, &args[1])?, events(vm, &args[2])?);
    run(vm, &[], || epoll::modify(epoll, fd, data(fd), events))?;
    Ok(Value::NONE)
}

fn unregister(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (epoll, fd) = (own(vm, &args[0])?, fd_of_file(vm, &args[1])?);
    run(vm, &[], || epoll::delete(epoll, fd))?;
    Ok(Value::NONE)
}

/// How many events are told of at once if nothing is said.
const MANY: usize = 1023;

fn poll(vm: &mut Vm, args: &[Value]) -> PyResult {
    let epoll = own(vm, &args[0])?;
    let time = timeout(vm, &args[1], "timeout must be an integer or None")?;
    let most = match &args[2] {
        given if given.is_null() => MANY,
        given => match c_int(vm, given)? {
            -1 => MANY,
            most @ ..1 => return Err(vm.value_error(format!("maxevents must be greater than 0, got {most}"))),
            most => most as usize,
        },
    };
    let time = time.and_then(|time| u64::try_from(time).ok());
    if time.is_some_and(|time| time / 1_000_000 > i32::MAX as u64) {
        return Err(vm.overflow_error("timeout is too large"));
    }
    if time != Some(0) {
        // Its own descriptor can be waited for like any.
        let time = time.map(|time| Duration::from_millis(time.div_ceil(1_000_000)));
        vm.wait_readable(epoll, time)?;
    }
    let mut found = Vec::new();
    if found.try_reserve_exact(most).is_err() {
        return Err(vm.memory_error());
    }
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    run(vm, &[], || match epoll::wait(epoll, spare_capacity(&mut found), Some(&now)) {
        Err(Errno::INTR) => Ok(0),
        done => done,
    })?;
    let mut ready = Vec::new();
    for event in &found {
        // The event may stand anywhere in memory.
        let (fd, flags) = ({ event.data }.u64(), { event.flags });
        let pair = [vm.int(fd as i32 as i64), Value::size(flags.bits() as usize)];
        ready.push(vm.tuple(pair));
    }
    Ok(vm.list(ready))
}
