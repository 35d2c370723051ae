//! What the functions of `posix` take: paths, file descriptors, and folders that paths start from.
//!
//! And [`run`], through which they call the system: it tries again after signals, and makes exceptions of errors.

use crate::builtins::codecs;
use crate::builtins::io::fspath;
use crate::builtins::text::{c_int, class_name};
use crate::number::IntRef;
use crate::object::{Bytes, Special, Str, Value};
use crate::vm::{ExceptionKind, PyResult, Raised, Vm, descriptor};
use rustix::fd::BorrowedFd;
use rustix::fs::CWD;
use rustix::io::Errno;

/// A path as a program gave it.
pub struct Path {
    /// What was given, or the path that it stands for: for messages.
    pub given: Value,
    pub place: Place,
    /// Whether it is bytes, so that paths made of it are, too.
    pub is_bytes: bool,
}

/// What a path leads to: a name, or what is open already.
pub enum Place {
    Name(Vec<u8>),
    Open(BorrowedFd<'static>),
}

impl Path {
    /// The name; empty of what is open.
    pub fn name(&self) -> &[u8] {
        match &self.place {
            Place::Name(name) => name,
            Place::Open(_) => b"",
        }
    }

    pub fn fd(&self) -> Option<BorrowedFd<'static>> {
        match self.place {
            Place::Name(_) => None,
            Place::Open(fd) => Some(fd),
        }
    }
}

/// What an argument may be beyond a path.
#[derive(Clone, Copy, PartialEq)]
enum Also {
    Nothing,
    Fd,
    FdOrNone,
    /// Only a path, but one that the system does not see: a NUL does not matter.
    Anything,
}

/// A path.
pub fn path(vm: &mut Vm, given: &Value, function: &str, argument: &str) -> PyResult<Path> {
    convert(vm, given, function, argument, Also::Nothing)
}

/// A path or a descriptor.
pub fn path_or_fd(vm: &mut Vm, given: &Value, function: &str) -> PyResult<Path> {
    convert(vm, given, function, "path", Also::Fd)
}

/// The same, or nothing: the current folder.
pub fn folder(vm: &mut Vm, given: &Value, function: &str) -> PyResult<Path> {
    let none = Value::NONE;
    convert(vm, given.given().unwrap_or(&none), function, "path", Also::FdOrNone)
}

/// A path that is only computed with.
pub fn text_path(vm: &mut Vm, given: &Value, function: &str) -> PyResult<Path> {
    convert(vm, given, function, "path", Also::Anything)
}

fn convert(vm: &mut Vm, given: &Value, function: &str, argument: &str, also: Also) -> PyResult<Path> {
    let takes_fd = matches!(also, Also::Fd | Also::FdOrNone);
    if also == Also::FdOrNone && given.is_none() {
        return Ok(Path { given: Value::NULL, place: Place::Name(b".".to_vec()), is_bytes: false });
    }
    let class = vm.type_of(given).to_ref();
    if takes_fd && (given.as_int().is_some() || class.has_special(Special::Index, vm)) {
        if class.is(&vm.types().bool) {
            vm.warn(ExceptionKind::RuntimeWarning, "bool is used as a file descriptor")?;
        }
        let fd = number(vm, given)?;
        return Ok(Path { given: given.clone(), place: Place::Open(borrow(fd)), is_bytes: false });
    }
    let is_text = given.is_a::<Str>() || given.is_a::<Bytes>();
    if !is_text && class.special(Special::Fspath, vm).is_none_or(|method| method.is_none()) {
        let kinds = match also {
            Also::Nothing | Also::Anything => "string, bytes or os.PathLike",
            Also::Fd => "string, bytes, os.PathLike or integer",
            Also::FdOrNone => "string, bytes, os.PathLike, integer or None",
        };
        let class = class.name();
        return Err(vm.type_error(format!("{function}: {argument} should be {kinds}, not {class}")));
    }
    let text = fspath(vm, given)?;
    let is_bytes = text.is_a::<Bytes>();
    let name = encode(vm, &text)?;
    if name.contains(&0) && also != Also::Anything {
        return Err(vm.value_error(format!("{function}: embedded null character in {argument}")));
    }
    Ok(Path { given: text, place: Place::Name(name), is_bytes })
}

/// A str or bytes as the system has it.
pub fn encode(vm: &mut Vm, text: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = text.get::<Bytes>() {
        return Ok(bytes.as_bytes().to_vec());
    }
    let (encoding, errors) = (vm.str("utf-8"), vm.str("surrogateescape"));
    let made = codecs::encode(vm, text, &encoding, &errors)?;
    Ok(made.get::<Bytes>().map(|made| made.as_bytes().to_vec()).unwrap_or_default())
}

/// What the system has, as bytes or a str.
pub fn decode(vm: &mut Vm, bytes: &[u8], as_bytes: bool) -> PyResult {
    if as_bytes {
        return Ok(vm.bytes(bytes));
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(vm.str_from(bytes));
    }
    let (encoding, errors) = (vm.str("utf-8"), vm.str("surrogateescape"));
    codecs::decode(vm, bytes, &Value::NONE, &encoding, &errors)
}

/// The number of a descriptor, in the words for paths.
fn number(vm: &mut Vm, given: &Value) -> PyResult<i32> {
    let index = vm.index(given)?;
    let negative = index.as_int().is_some_and(|index| index.is_negative());
    match index.as_int().and_then(IntRef::to_i64).map(i32::try_from) {
        Some(Ok(fd)) => Ok(fd),
        _ if negative => Err(vm.overflow_error("fd is less than minimum")),
        _ => Err(vm.overflow_error("fd is greater than maximum")),
    }
}

/// The descriptor of a number. Negative ones are as any that is not open: the system refuses it.
pub fn borrow(fd: i32) -> BorrowedFd<'static> {
    match descriptor::borrow(fd).or_else(|| descriptor::borrow(i32::MAX)) {
        Some(fd) => fd,
        None => CWD,
    }
}

/// A descriptor that has to be an int.
pub fn fd(vm: &mut Vm, given: &Value) -> PyResult<BorrowedFd<'static>> {
    Ok(borrow(c_int(vm, given)?))
}

/// A descriptor, or something that has one: a file.
pub fn fd_of_file(vm: &mut Vm, given: &Value) -> PyResult<BorrowedFd<'static>> {
    let number = if given.as_int().is_some() {
        if vm.type_of(given).is(&vm.types().bool) {
            vm.warn(ExceptionKind::RuntimeWarning, "bool is used as a file descriptor")?;
        }
        c_int(vm, given)?
    } else {
        let fileno = vm.intern("fileno");
        let Some(method) = vm.try_getattr(given, &fileno)? else {
            return Err(vm.type_error("argument must be an int, or have a fileno() method."));
        };
        let number = vm.call(&method, &[])?;
        if number.as_int().is_none() {
            return Err(vm.type_error("fileno() returned a non-integer"));
        }
        c_int(vm, &number)?
    };
    if number < 0 {
        return Err(vm.value_error(format!("file descriptor cannot be a negative integer ({number})")));
    }
    Ok(borrow(number))
}

/// The folder that a path starts from: the current one, if none is given.
pub fn dir_fd(vm: &mut Vm, given: &Value) -> PyResult<BorrowedFd<'static>> {
    if given.is_null() || given.is_none() {
        return Ok(CWD);
    }
    if given.as_int().is_none() && !vm.type_of(given).to_ref().has_special(Special::Index, vm) {
        let class = class_name(vm, given);
        return Err(vm.type_error(format!("argument should be integer or None, not {class}")));
    }
    match number(vm, given)? {
        libc::AT_FDCWD => Ok(CWD),
        fd => Ok(borrow(fd)),
    }
}

/// A truth value that is not given by default.
pub fn flag(vm: &mut Vm, given: &Value, default: bool) -> PyResult<bool> {
    if given.is_null() { Ok(default) } else { vm.truth(given) }
}

/// A C `int` with a default.
pub fn int_or(vm: &mut Vm, given: &Value, default: i32) -> PyResult<i32> {
    if given.is_null() { Ok(default) } else { c_int(vm, given) }
}

/// Calls the system, again if a signal came in between.
pub fn run<T>(vm: &mut Vm, paths: &[&Path], mut call: impl FnMut() -> rustix::io::Result<T>) -> PyResult<T> {
    loop {
        match vm.without_baton(&mut call) {
            Ok(given) => return Ok(given),
            Err(Errno::INTR) => vm.attend()?,
            Err(error) => return Err(failed(vm, error, paths)),
        }
    }
}

/// The exception for an error of the system.
pub fn failed(vm: &mut Vm, error: Errno, paths: &[&Path]) -> Raised {
    let given: Vec<Value> = paths.iter().map(|path| path.given.clone()).filter(|given| !given.is_null()).collect();
    vm.os_error(&error.into(), &given)
}
