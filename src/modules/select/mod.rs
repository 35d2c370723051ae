//! `select`: waiting for several files at once.
//!
//! `select` itself is done by polling, so that it wakes for signals as all waits do.

mod epoll;
mod poll;

use super::posix::{failed, fd_of_file};
use super::time::nanoseconds_of;
use crate::object::{Module, Ref, Special, Value};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};
use rustix::event::{PollFd, PollFlags};
use rustix::fd::{AsRawFd, BorrowedFd};
use rustix::io::Errno;
use std::time::{Duration, Instant};

const FUNCTIONS: &[Native] = &[
    Native { name: "select", signature: "(rlist, wlist, xlist, timeout=None, /)", function: select },
    Native { name: "poll", signature: "()", function: poll::new },
];

macro_rules! numbers {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as u32)),*] };
}

const NUMBERS: &[(&str, u32)] = numbers! {
    POLLIN POLLPRI POLLOUT POLLERR POLLHUP POLLNVAL POLLRDNORM POLLRDBAND POLLWRNORM POLLWRBAND POLLRDHUP
    EPOLLIN EPOLLOUT EPOLLPRI EPOLLERR EPOLLHUP EPOLLRDHUP EPOLLET EPOLLONESHOT EPOLLEXCLUSIVE EPOLLRDNORM EPOLLRDBAND
    EPOLLWRNORM EPOLLWRBAND EPOLLMSG EPOLLWAKEUP EPOLL_CLOEXEC
};

/// `select` knows descriptors up to this one.
const LARGEST: i32 = 1024;

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("select");
    vm.add_functions(&module, FUNCTIONS);
    for (name, number) in NUMBERS.iter().chain(&[("POLLMSG", 0x400), ("PIPE_BUF", 4096)]) {
        vm.module_set(&module, name, Value::size(*number as usize));
    }
    poll::define(vm);
    epoll::define(vm, &module);
    let error = vm.exceptions.class(ExceptionKind::OSError).clone();
    vm.module_set(&module, "error", error.into_value());
    module
}

/// A time that may be none: for ever.
fn timeout(vm: &mut Vm, given: &Value, words: &str) -> PyResult<Option<i64>> {
    if given.is_null() || given.is_none() {
        return Ok(None);
    }
    let is_number =
        given.as_float().is_some() || given.as_int().is_some() || vm.type_of(given).to_ref().has_special(Special::Index, vm);
    if is_number { nanoseconds_of(vm, given).map(Some) } else { Err(vm.type_error(words)) }
}

/// What is to be ready, in which kinds of readiness, and which mean that.
const KINDS: [(PollFlags, PollFlags); 3] = [
    (PollFlags::IN, PollFlags::from_bits_retain(0x1 | 0x40 | 0x80 | 0x10 | 0x8)),
    (PollFlags::OUT, PollFlags::from_bits_retain(0x4 | 0x100 | 0x200 | 0x8)),
    (PollFlags::PRI, PollFlags::PRI),
];

/// A file as a program gave it, in which of the lists.
struct Wanted {
    object: Value,
    fd: BorrowedFd<'static>,
    list: usize,
}

fn wanted(vm: &mut Vm, args: &[Value]) -> PyResult<Vec<Wanted>> {
    let mut all = Vec::new();
    for (list, given) in args[..3].iter().enumerate() {
        let objects = match vm.collect(given) {
            Ok(objects) => objects,
            Err(raised) if raised.is(ExceptionKind::TypeError, vm) => {
                return Err(vm.type_error("arguments 1-3 must be sequences"));
            }
            Err(raised) => return Err(raised),
        };
        for object in objects {
            let fd = fd_of_file(vm, &object)?;
            if fd.as_raw_fd() >= LARGEST {
                return Err(vm.value_error("filedescriptor out of range in select()"));
            }
            all.push(Wanted { object, fd, list });
        }
    }
    Ok(all)
}

fn select(vm: &mut Vm, args: &[Value]) -> PyResult {
    let timeout = match timeout(vm, &args[3], "timeout must be a float or None")? {
        Some(..0) => return Err(vm.value_error("timeout must be non-negative")),
        timeout => timeout.map(|time| Duration::from_nanos(time as u64)),
    };
    let wanted = wanted(vm, args)?;
    let until = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
    let mut waiting: Vec<usize> = (0..wanted.len()).collect();
    loop {
        let poll = |at: &usize| PollFd::from_borrowed_fd(wanted[*at].fd, KINDS[wanted[*at].list].0);
        let mut fds: Vec<PollFd> = waiting.iter().map(poll).collect();
        let left = until.map(|until| until.saturating_duration_since(Instant::now()));
        let count = vm.wait_for(&mut fds, left)?;
        if fds.iter().any(|fd| fd.revents().contains(PollFlags::NVAL)) {
            return Err(failed(vm, Errno::BADF, &[]));
        }
        let mut lists: [Vec<Value>; 3] = Default::default();
        for (at, fd) in waiting.iter().zip(&fds) {
            let wanted = &wanted[*at];
            if fd.revents().intersects(KINDS[wanted.list].1) {
                lists[wanted.list].push(wanted.object.clone());
            }
        }
        if count == 0 || lists.iter().any(|list| !list.is_empty()) {
            let lists = lists.map(|list| vm.list(list));
            return Ok(vm.tuple(lists));
        }
        // What is over will never be ready in the way that is wanted.
        waiting = waiting.into_iter().zip(&fds).filter(|(_, fd)| fd.revents().is_empty()).map(|(at, _)| at).collect();
    }
}
