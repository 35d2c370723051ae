//! The type `socket`: opening, connecting, options, closing.

use super::State;
use super::address::{from_python, to_python};
use crate::builtins::buffer::bytes_like;
use crate::builtins::text::c_int;
use crate::modules::posix::{failed, run};
use crate::modules::time::nanoseconds_of;
use crate::object::{Obj, Opaque, Ref, Type, Value, type_flag};
use crate::system::sockets as system;
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Raised, Vm, descriptor};
use rustix::event::{PollFd, PollFlags};
use rustix::fs::OFlags;
use rustix::io::Errno;
use std::time::Duration;

pub struct Socket {
    /// -1 once it is closed.
    pub fd: i32,
    pub family: i32,
    kind: i32,
    protocol: i32,
    /// How long calls wait at most, in nanoseconds; nothing is for ever.
    timeout: Option<u64>,
}

impl Opaque for Socket {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

impl Drop for Socket {
    fn drop(&mut self) {
        let _ = descriptor::close(self.fd);
    }
}

pub const FUNCTIONS: &[Native] = &[
    Native { name: "socketpair", signature: "(family=AF_UNIX, type=SOCK_STREAM, proto=0, /)", function: pair },
    Native { name: "close", signature: "(fd, /)", function: close_fd },
    Native { name: "dup", signature: "(fd, /)", function: dup },
    Native { name: "getdefaulttimeout", signature: "()", function: get_default },
    Native { name: "setdefaulttimeout", signature: "(timeout, /)", function: set_default },
];

const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__init__", signature: "(self, family=-1, type=-1, proto=-1, fileno=None)", function: init },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "_accept", signature: "(self, /)", function: accept },
    Native { name: "bind", signature: "(self, address, /)", function: bind },
    Native { name: "close", signature: "(self, /)", function: close },
    Native { name: "connect", signature: "(self, address, /)", function: connect },
    Native { name: "connect_ex", signature: "(self, address, /)", function: connect_ex },
    Native { name: "detach", signature: "(self, /)", function: detach },
    Native { name: "fileno", signature: "(self, /)", function: |vm, args| Ok(vm.int(fd(vm, &args[0]).into())) },
    Native { name: "getpeername", signature: "(self, /)", function: |vm, args| address_by(vm, args, system::peer_address) },
    Native { name: "getsockname", signature: "(self, /)", function: |vm, args| address_by(vm, args, system::own_address) },
    Native { name: "getsockopt", signature: "(self, *args)", function: get_option },
    Native { name: "setsockopt", signature: "(self, *args)", function: set_option },
    Native { name: "gettimeout", signature: "(self, /)", function: |vm, args| get_timeout(vm, &args[0]) },
    Native { name: "settimeout", signature: "(self, timeout, /)", function: set_timeout },
    Native { name: "getblocking", signature: "(self, /)", function: get_blocking },
    Native { name: "setblocking", signature: "(self, flag, /)", function: set_blocking },
    Native { name: "listen", signature: "(self, backlog=128, /)", function: listen },
    Native { name: "shutdown", signature: "(self, how, /)", function: shutdown },
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "family", get: |vm, socket| number(vm, socket, |socket| socket.family), set: None },
    Attribute { name: "type", get: |vm, socket| number(vm, socket, |socket| socket.kind), set: None },
    Attribute { name: "proto", get: |vm, socket| number(vm, socket, |socket| socket.protocol), set: None },
    Attribute { name: "timeout", get: get_timeout, set: None },
];

pub fn define(vm: &mut Vm) -> Ref<Type> {
    let class = vm.define_type::<Socket>("_socket.socket", METHODS, ATTRIBUTES);
    vm.add_methods(&class, super::transfer::METHODS);
    class.set_flag(type_flag::BASE, true);
    class.changed(vm);
    class
}

fn closed() -> Socket {
    Socket { fd: -1, family: -1, kind: -1, protocol: -1, timeout: None }
}

fn number(vm: &mut Vm, socket: &Value, part: fn(&Socket) -> i32) -> PyResult {
    let number = socket.opaque::<Socket>(vm).map_or(-1, part);
    Ok(vm.int(number.into()))
}

/// Its descriptor; -1 once it is closed, which the system refuses.
pub fn fd(vm: &Vm, socket: &Value) -> i32 {
    socket.opaque::<Socket>(vm).map_or(-1, |socket| socket.fd)
}

pub fn family(vm: &Vm, socket: &Value) -> i32 {
    socket.opaque::<Socket>(vm).map_or(-1, |socket| socket.family)
}

fn timeout(vm: &Vm, socket: &Value) -> Option<u64> {
    socket.opaque::<Socket>(vm).and_then(|socket| socket.timeout)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class: Option<&Obj<Type>> = args[0].get();
    match class.map(Obj::to_ref) {
        Some(class) => Ok(vm.opaque(&class, closed())),
        None => Err(vm.type_error("a type is required")),
    }
}

/// An option that is a number.
fn own_option(fd: i32, option: i32) -> rustix::io::Result<i32> {
    let value = system::option(fd, libc::SOL_SOCKET, option, 4)?;
    Ok(i32::from_ne_bytes(value.try_into().map_err(|_| Errno::INVAL)?))
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut wanted = [-1; 3];
    for (number, given) in wanted.iter_mut().zip(&args[1..]) {
        if !given.is_null() {
            *number = c_int(vm, given)?;
        }
    }
    let [mut family, mut kind, mut protocol] = wanted;
    let fd = match args[4].given().filter(|given| !given.is_none()) {
        Some(given) => {
            let fd = match given.as_float() {
                Some(_) => return Err(vm.type_error("integer argument expected, got float")),
                None => c_int(vm, given)?,
            };
            if fd < 0 {
                return Err(vm.value_error("negative file descriptor"));
            }
            let address = run(vm, &[], || system::own_address(fd))?;
            if family == -1 {
                family = match address.place() {
                    system::Place::Ip(std::net::IpAddr::V4(_), ..) => libc::AF_INET,
                    system::Place::Ip(..) => libc::AF_INET6,
                    system::Place::Unix(_) | system::Place::Nowhere => libc::AF_UNIX,
                    system::Place::Other(family, _) => family.into(),
                };
            }
            if kind == -1 {
                kind = run(vm, &[], || own_option(fd, libc::SO_TYPE))?;
            }
            if protocol == -1 {
                protocol = own_option(fd, libc::SO_PROTOCOL).unwrap_or(0);
            }
            fd
        }
        None => {
            family = if family == -1 { libc::AF_INET } else { family };
            kind = if kind == -1 { libc::SOCK_STREAM } else { kind };
            protocol = protocol.max(0);
            run(vm, &[], || system::socket(family, kind, protocol))?
        }
    };
    let flags = libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC;
    let timeout = if kind & libc::SOCK_NONBLOCK != 0 { Some(0) } else { vm.state::<State>().timeout };
    let made = Socket { fd, family, kind: kind & !flags, protocol, timeout };
    if let Some(socket) = args[0].opaque_mut::<Socket>(vm) {
        drop(std::mem::replace(socket, made));
    }
    if timeout.is_some() {
        block(vm, fd, false)?;
    }
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = match args[0].opaque::<Socket>(vm) {
        Some(Socket { fd, family, kind, protocol, .. }) => {
            format!("<socket object, fd={fd}, family={family}, type={kind}, proto={protocol}>")
        }
        None => "<socket object>".into(),
    };
    Ok(vm.str(&text))
}

fn block(vm: &mut Vm, fd: i32, blocks: bool) -> PyResult<()> {
    let Some(fd) = descriptor::borrow(fd) else { return Err(failed(vm, Errno::BADF, &[])) };
    run(vm, &[], || {
        let mut flags = rustix::fs::fcntl_getfl(fd)?;
        flags.set(OFlags::NONBLOCK, !blocks);
        rustix::fs::fcntl_setfl(fd, flags)
    })
}

/// A time that a program gives; nothing is for ever.
fn time(vm: &mut Vm, given: &Value) -> PyResult<Option<u64>> {
    if given.is_none() {
        return Ok(None);
    }
    match u64::try_from(nanoseconds_of(vm, given)?) {
        Ok(time) => Ok(Some(time)),
        Err(_) => Err(vm.value_error("Timeout value out of range")),
    }
}

fn told(vm: &Vm, time: Option<u64>) -> Value {
    time.map_or(Value::NONE, |time| vm.float(time as f64 / 1e9))
}

fn get_timeout(vm: &mut Vm, socket: &Value) -> PyResult {
    Ok(told(vm, timeout(vm, socket)))
}

fn change_timeout(vm: &mut Vm, socket: &Value, time: Option<u64>) -> PyResult {
    if let Some(socket) = socket.opaque_mut::<Socket>(vm) {
        socket.timeout = time;
    }
    let fd = fd(vm, socket);
    block(vm, fd, time.is_none())?;
    Ok(Value::NONE)
}

fn set_timeout(vm: &mut Vm, args: &[Value]) -> PyResult {
    let time = time(vm, &args[1])?;
    change_timeout(vm, &args[0], time)
}

fn get_blocking(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(timeout(vm, &args[0]) != Some(0)))
}

fn set_blocking(vm: &mut Vm, args: &[Value]) -> PyResult {
    let blocks = vm.truth(&args[1])?;
    change_timeout(vm, &args[0], if blocks { None } else { Some(0) })
}

fn get_default(vm: &mut Vm, _: &[Value]) -> PyResult {
    let timeout = vm.state::<State>().timeout;
    Ok(told(vm, timeout))
}

fn set_default(vm: &mut Vm, args: &[Value]) -> PyResult {
    let time = time(vm, &args[0])?;
    vm.state::<State>().timeout = time;
    Ok(Value::NONE)
}

/// Waits until it is ready for something, unless it does not wait at all.
fn wait(vm: &mut Vm, socket: &Value, what: PollFlags) -> PyResult<()> {
    let (fd, timeout) = (fd(vm, socket), timeout(vm, socket));
    let Some(borrowed) = descriptor::borrow(fd).filter(|_| timeout != Some(0)) else { return Ok(()) };
    let mut fds = vec![PollFd::from_borrowed_fd(borrowed, what)];
    match vm.wait_for(&mut fds, timeout.map(Duration::from_nanos))? {
        0 => Err(vm.raise(ExceptionKind::TimeoutError, "timed out")),
        _ => Ok(()),
    }
}

/// Calls the system when it is ready, again if it was not after all.
pub fn when_ready<T>(
    vm: &mut Vm,
    socket: &Value,
    writing: bool,
    mut call: impl FnMut(i32) -> rustix::io::Result<T>,
) -> PyResult<T> {
    loop {
        wait(vm, socket, if writing { PollFlags::OUT } else { PollFlags::IN })?;
        let fd = fd(vm, socket);
        match vm.without_baton(|| call(fd)) {
            Err(Errno::INTR) => vm.attend()?,
            Err(Errno::AGAIN) if timeout(vm, socket).is_some_and(|timeout| timeout > 0) => {}
            Err(error) => return Err(failed(vm, error, &[])),
            Ok(done) => return Ok(done),
        }
    }
}

fn pair(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut wanted = [libc::AF_UNIX, libc::SOCK_STREAM, 0];
    for (number, given) in wanted.iter_mut().zip(args) {
        if !given.is_null() {
            *number = c_int(vm, given)?;
        }
    }
    let [family, kind, protocol] = wanted;
    let ends = run(vm, &[], || system::pair(family, kind, protocol))?;
    let kind = kind & !(libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC);
    let timeout = vm.state::<State>().timeout;
    let ends = ends.map(|fd| vm.new_opaque(Socket { fd, family, kind, protocol, timeout }));
    for end in ends.iter().filter(|_| timeout.is_some()) {
        change_timeout(vm, end, timeout)?;
    }
    Ok(vm.tuple(ends))
}

fn close_fd(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = c_int(vm, &args[0])?;
    match descriptor::close(fd) {
        Ok(()) | Err(Errno::CONNRESET) => Ok(Value::NONE),
        Err(error) => Err(failed(vm, error, &[])),
    }
}

fn dup(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(fd) = descriptor::borrow(c_int(vm, &args[0])?) else { return Err(failed(vm, Errno::BADF, &[])) };
    let made = run(vm, &[], || rustix::io::fcntl_dupfd_cloexec(fd, 0))?;
    Ok(vm.int(descriptor::release(made).into()))
}

fn take(vm: &mut Vm, socket: &Value) -> i32 {
    socket.opaque_mut::<Socket>(vm).map_or(-1, |socket| std::mem::replace(&mut socket.fd, -1))
}

fn close(vm: &mut Vm, args: &[Value]) -> PyResult {
    match take(vm, &args[0]) {
        -1 => Ok(Value::NONE),
        fd => match descriptor::close(fd) {
            Ok(()) | Err(Errno::CONNRESET) => Ok(Value::NONE),
            Err(error) => Err(failed(vm, error, &[])),
        },
    }
}

fn detach(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = take(vm, &args[0]);
    Ok(vm.int(fd.into()))
}

fn accept(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, address) = when_ready(vm, &args[0], false, system::accept)?;
    let parts = [vm.int(fd.into()), to_python(vm, &address)?];
    Ok(vm.tuple(parts))
}

fn bind(vm: &mut Vm, args: &[Value]) -> PyResult {
    let family = family(vm, &args[0]);
    let address = from_python(vm, &args[1], family, "bind")?;
    let fd = fd(vm, &args[0]);
    run(vm, &[], || system::bind(fd, &address))?;
    Ok(Value::NONE)
}

/// Connects; gives the error of the system if that fails.
fn try_connect(vm: &mut Vm, args: &[Value], function: &str) -> PyResult<Result<(), Errno>> {
    let family = family(vm, &args[0]);
    let address = from_python(vm, &args[1], family, function)?;
    let fd = fd(vm, &args[0]);
    match vm.without_baton(|| system::connect(fd, &address)) {
        Err(Errno::INTR) => vm.attend()?,
        Err(Errno::INPROGRESS) if timeout(vm, &args[0]) != Some(0) => {}
        done => return Ok(done),
    }
    // It goes on meanwhile.
    if let Err(raised) = wait(vm, &args[0], PollFlags::OUT) {
        let timed_out = function == "connect_ex" && raised.is(ExceptionKind::TimeoutError, vm);
        return if timed_out { Ok(Err(Errno::AGAIN)) } else { Err(raised) };
    }
    Ok(match own_option(fd, libc::SO_ERROR) {
        Ok(0) => Ok(()),
        Ok(error) => Err(Errno::from_raw_os_error(error)),
        Err(error) => Err(error),
    })
}

fn connect(vm: &mut Vm, args: &[Value]) -> PyResult {
    match try_connect(vm, args, "connect")? {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(failed(vm, error, &[])),
    }
}

fn connect_ex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let error = try_connect(vm, args, "connect_ex")?.err();
    Ok(vm.int(error.map_or(0, |error| error.raw_os_error().into())))
}

fn address_by(vm: &mut Vm, args: &[Value], ask: fn(i32) -> rustix::io::Result<system::Address>) -> PyResult {
    let fd = fd(vm, &args[0]);
    let address = run(vm, &[], || ask(fd))?;
    to_python(vm, &address)
}

fn listen(vm: &mut Vm, args: &[Value]) -> PyResult {
    let backlog = if args[1].is_null() { 128 } else { c_int(vm, &args[1])? };
    let fd = fd(vm, &args[0]);
    run(vm, &[], || system::listen(fd, backlog.max(0)))?;
    Ok(Value::NONE)
}

fn shutdown(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, how) = (fd(vm, &args[0]), c_int(vm, &args[1])?);
    run(vm, &[], || system::shutdown(fd, how))?;
    Ok(Value::NONE)
}

/// The largest room for an option's value.
const LONGEST_OPTION: i32 = 1024;

fn get_option(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, given) = (fd(vm, &args[0]), args.len() - 1);
    if !(2..=3).contains(&given) {
        let bound = if given < 2 { "at least 2" } else { "at most 3" };
        return Err(vm.type_error(format!("getsockopt() takes {bound} arguments ({given} given)")));
    }
    let (level, option) = (c_int(vm, &args[1])?, c_int(vm, &args[2])?);
    let most = if given == 3 { c_int(vm, &args[3])? } else { 0 };
    if most == 0 {
        let value = run(vm, &[], || system::option(fd, level, option, 4))?;
        let mut number = [0; 4];
        number[..value.len()].copy_from_slice(&value);
        return Ok(vm.int(i32::from_ne_bytes(number).into()));
    }
    if !(1..=LONGEST_OPTION).contains(&most) {
        return Err(vm.raise(ExceptionKind::OSError, "getsockopt buflen out of range"));
    }
    let value = run(vm, &[], || system::option(fd, level, option, most as usize))?;
    Ok(vm.bytes(&value))
}

fn set_option(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (fd, given) = (fd(vm, &args[0]), args.len() - 1);
    if !(3..=4).contains(&given) {
        return Err(wrong_count(vm, given));
    }
    let (level, option) = (c_int(vm, &args[1])?, c_int(vm, &args[2])?);
    if given == 4 {
        if !args[3].is_none() {
            return Err(vm.type_error("setsockopt() argument 3 must be None"));
        }
        let length = c_int(vm, &args[4])?;
        run(vm, &[], || system::set_option_length(fd, level, option, length as u32))?;
        return Ok(Value::NONE);
    }
    let value = match args[3].as_int() {
        Some(_) => c_int(vm, &args[3])?.to_ne_bytes().to_vec(),
        None => bytes_like(vm, &args[3])?.into_owned(),
    };
    run(vm, &[], || system::set_option(fd, level, option, &value))?;
    Ok(Value::NONE)
}

fn wrong_count(vm: &mut Vm, given: usize) -> Raised {
    let count = if given < 3 { "exactly 3" } else { "exactly 4" };
    vm.type_error(format!("setsockopt() takes {count} arguments ({given} given)"))
}
