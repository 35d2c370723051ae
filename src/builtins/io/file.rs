//! `FileIO`: a file of the system, without a buffer.

use super::super::buffer::bytes_like;
use super::super::text::{class_name, ssize, str_argument};
use super::{define as define_type, new_object, set_attribute, size_argument, unsupported};
use crate::object::{Bytes, Opaque, Str, Value};
use crate::source::overlay;
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Raised, Vm, descriptor};
use rustix::fd::BorrowedFd;
use rustix::fs::{FileType, Mode, OFlags, SeekFrom};
use rustix::io::Errno;

/// The contents of a `FileIO`.
pub struct FileIo {
    /// -1 once it is closed.
    fd: i32,
    readable: bool,
    writable: bool,
    appending: bool,
    created: bool,
    close_fd: bool,
    /// Whether reading may wait for someone else.
    waits: bool,
    pub block_size: usize,
}

impl Opaque for FileIo {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

impl Drop for FileIo {
    fn drop(&mut self) {
        if self.fd >= 0 && self.close_fd {
            let _ = descriptor::close(self.fd);
        }
    }
}

const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__init__", signature: "(self, /, file, mode='r', closefd=True, opener=None)", function: init },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "read", signature: "(self, size=-1, /)", function: read },
    Native { name: "readall", signature: "(self, /)", function: readall },
    Native { name: "readinto", signature: "(self, buffer, /)", function: readinto },
    Native { name: "write", signature: "(self, b, /)", function: write },
    Native { name: "seek", signature: "(self, pos, whence=0, /)", function: seek },
    Native {
        name: "tell",
        signature: "(self, /)",
        function: |vm, args| Ok(Value::size(seek_to(vm, &args[0], 0, 1)? as usize)),
    },
    Native { name: "truncate", signature: "(self, size=None, /)", function: truncate },
    Native { name: "close", signature: "(self, /)", function: close },
    Native {
        name: "readable",
        signature: "(self, /)",
        function: |vm, args| {
            open_fd(vm, &args[0])?;
            Ok(Value::bool(of(vm, &args[0]).is_some_and(|file| file.readable)))
        },
    },
    Native {
        name: "writable",
        signature: "(self, /)",
        function: |vm, args| {
            open_fd(vm, &args[0])?;
            Ok(Value::bool(of(vm, &args[0]).is_some_and(|file| file.writable)))
        },
    },
    Native {
        name: "seekable",
        signature: "(self, /)",
        function: |vm, args| {
            let fd = open_fd(vm, &args[0])?;
            Ok(Value::bool(rustix::fs::seek(fd, SeekFrom::Current(0)).is_ok()))
        },
    },
    Native {
        name: "fileno",
        signature: "(self, /)",
        function: |vm, args| {
            open_fd(vm, &args[0])?;
            Ok(vm.int(of(vm, &args[0]).map_or(-1, |file| file.fd.into())))
        },
    },
    Native { name: "isatty", signature: "(self, /)", function: isatty },
    Native { name: "_isatty_open_only", signature: "(self, /)", function: isatty },
    Native { name: "_dealloc_warn", signature: "(self, source, /)", function: dealloc_warn },
    Native {
        name: "__getstate__",
        signature: "(self, /)",
        function: |vm, args| {
            let class = class_name(vm, &args[0]);
            let class = class.rsplit('.').next().unwrap_or_default();
            Err(vm.type_error(format!("cannot pickle '{class}' instances")))
        },
    },
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "closed", get: |vm, file| Ok(Value::bool(of(vm, file).is_none_or(|file| file.fd < 0))), set: None },
    Attribute {
        name: "closefd",
        get: |vm, file| Ok(Value::bool(of(vm, file).is_some_and(|file| file.close_fd))),
        set: None,
    },
    Attribute {
        name: "mode",
        get: |vm, file| {
            let mode = mode_of(vm, file);
            Ok(vm.str(mode))
        },
        set: None,
    },
    Attribute {
        name: "_blksize",
        get: |vm, file| Ok(Value::size(of(vm, file).map_or(0, |file| file.block_size))),
        set: None,
    },
];

pub fn define(vm: &mut Vm) {
    let base = vm.state::<super::IoTypes>().raw.clone().expect("made before");
    define_type::<FileIo>(vm, "_io.FileIO", &base, &[METHODS], ATTRIBUTES);
}

fn of<'a>(vm: &'a Vm, file: &'a Value) -> Option<&'a FileIo> {
    file.opaque(vm)
}

pub fn is_writable(vm: &Vm, file: &Value) -> bool {
    of(vm, file).is_some_and(|file| file.writable)
}

pub fn is_closed(vm: &Vm, file: &Value) -> bool {
    of(vm, file).is_none_or(|file| file.fd < 0)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let file = FileIo {
        fd: -1,
        readable: false,
        writable: false,
        appending: false,
        created: false,
        close_fd: true,
        waits: false,
        block_size: super::DEFAULT_BUFFER_SIZE,
    };
    new_object(vm, &args[0], file)
}

/// A new `FileIO` of a descriptor, as the standard streams have it.
pub fn of_descriptor(vm: &mut Vm, fd: i32, mode: &str) -> PyResult {
    let class = vm.type_for::<FileIo>().into_value();
    let (fd, mode) = (vm.int(fd.into()), vm.str(mode));
    vm.call(&class, &[fd, mode, Value::FALSE])
}

/// The descriptor of a file that is open.
fn open_fd(vm: &mut Vm, file: &Value) -> PyResult<BorrowedFd<'static>> {
    match of(vm, file).and_then(|file| descriptor::borrow(file.fd)) {
        Some(fd) => Ok(fd),
        None => Err(vm.value_error("I/O operation on closed file")),
    }
}

fn failed(vm: &mut Vm, error: Errno, name: &Value) -> Raised {
    let paths = if name.is_null() { &[][..] } else { std::slice::from_ref(name) };
    vm.os_error(&error.into(), paths)
}

/// What a mode's letters say.
fn parse_mode(vm: &mut Vm, mode: &str) -> PyResult<(FileIo, OFlags)> {
    let (mut file, mut flags) = (
        FileIo {
            fd: -1,
            readable: false,
            writable: false,
            appending: false,
            created: false,
            close_fd: true,
            waits: false,
            block_size: super::DEFAULT_BUFFER_SIZE,
        },
        OFlags::CLOEXEC,
    );
    let (mut main, mut plus) = (0, 0);
    for letter in mode.chars() {
        match letter {
            'x' => (file.created, file.writable) = (true, true),
            'r' => file.readable = true,
            'w' => file.writable = true,
            'a' => (file.appending, file.writable) = (true, true),
            'b' => continue,
            '+' => {
                plus += 1;
                continue;
            }
            _ => return Err(vm.value_error(format!("invalid mode: {mode}"))),
        }
        flags |= match letter {
            'x' => OFlags::CREATE | OFlags::EXCL,
            'w' => OFlags::CREATE | OFlags::TRUNC,
            'a' => OFlags::CREATE | OFlags::APPEND,
            _ => OFlags::empty(),
        };
        main += 1;
    }
    if main != 1 || plus > 1 {
        return Err(vm.value_error("Must have exactly one of create/read/write/append mode and at most one plus"));
    }
    if plus == 1 {
        (file.readable, file.writable) = (true, true);
    }
    flags |= match (file.readable, file.writable) {
        (true, true) => OFlags::RDWR,
        (true, false) => OFlags::RDONLY,
        _ => OFlags::WRONLY,
    };
    Ok((file, flags))
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [object, name, mode, close_fd, opener] = args else { return Ok(Value::NONE) };
    let mode = match mode.given() {
        None => "r".into(),
        Some(mode) => str_argument(vm, mode, "FileIO() argument 'mode'")?.to_string_lossy().into_owned(),
    };
    let close_fd = close_fd.is_null() || vm.truth(close_fd)?;
    let (mut file, flags) = parse_mode(vm, &mode)?;
    let is_open = of(vm, object).is_some_and(|file| file.fd >= 0);
    if is_open {
        close(vm, std::slice::from_ref(object))?;
    }
    let number = descriptor_argument(vm, name)?;
    let mut shown = name.clone();
    match number {
        Some(fd) => file.fd = fd,
        None => {
            let path = super::open::path_bytes(vm, name)?;
            if !close_fd {
                return Err(vm.value_error("Cannot use closefd=False with file name"));
            }
            file.fd = match opener.given().filter(|opener| !opener.is_none()) {
                Some(opener) => by_opener(vm, opener, name, flags)?,
                None => loop {
                    match overlay::openat(rustix::fs::CWD, &path, flags, Mode::from_raw_mode(0o666)) {
                        Ok(fd) => break descriptor::release(fd),
                        Err(Errno::INTR) => vm.attend()?,
                        Err(error) => return Err(failed(vm, error, name)),
                    }
                },
            };
            if name.get::<Str>().is_none() && name.get::<Bytes>().is_none() {
                shown = super::open::fspath(vm, name)?;
            }
        }
    }
    file.close_fd = close_fd || number.is_none();
    check_file(vm, &mut file, name, number.is_some())?;
    if file.appending
        && let Some(fd) = descriptor::borrow(file.fd)
    {
        let _ = rustix::fs::seek(fd, SeekFrom::End(0));
    }
    if let Some(own) = object.opaque_mut::<FileIo>(vm) {
        std::mem::swap(own, &mut file);
        file.fd = -1;
    }
    set_attribute(vm, object, "name", shown)?;
    Ok(Value::NONE)
}

/// That a descriptor is that of a file which can be read, and how.
fn check_file(vm: &mut Vm, file: &mut FileIo, name: &Value, borrowed: bool) -> PyResult<()> {
    let fd = descriptor::borrow(file.fd);
    let Some(status) = fd.map(rustix::fs::fstat) else { return Ok(()) };
    match status {
        Ok(status) => {
            let kind = FileType::from_raw_mode(status.st_mode);
            if kind == FileType::Directory {
                if borrowed {
                    file.fd = -1;
                }
                return Err(failed(vm, Errno::ISDIR, name));
            }
            file.waits = kind != FileType::RegularFile;
            Ok(())
        }
        Err(error) => {
            file.fd = -1;
            Err(failed(vm, error, &Value::NULL))
        }
    }
}

/// The number of a descriptor, if a file's name is one.
pub fn descriptor_argument(vm: &mut Vm, name: &Value) -> PyResult<Option<i32>> {
    let Some(number) = name.as_int() else { return Ok(None) };
    if vm.type_of(name).is(&vm.types().bool) {
        vm.warn(ExceptionKind::RuntimeWarning, "bool is used as a file descriptor")?;
    }
    match number.to_i64().map(i32::try_from) {
        Some(Ok(fd @ 0..)) => Ok(Some(fd)),
        Some(Ok(_)) => Err(vm.value_error("negative file descriptor")),
        // What is too large for a descriptor is no path either.
        _ => Ok(None),
    }
}

fn by_opener(vm: &mut Vm, opener: &Value, name: &Value, flags: OFlags) -> PyResult<i32> {
    let flags = vm.int(flags.bits().into());
    let given = vm.call(opener, &[name.clone(), flags])?;
    if given.as_int().is_none() {
        return Err(vm.type_error("expected integer from opener"));
    }
    match vm.index_i64(&given)? {
        fd @ 0..=0x7fff_ffff => Ok(fd as i32),
        other => Err(vm.value_error(format!("opener returned {other}"))),
    }
}

pub fn mode_of(vm: &Vm, file: &Value) -> &'static str {
    let Some(file) = of(vm, file) else { return "" };
    match (file.created, file.appending, file.readable, file.writable) {
        (true, _, true, _) => "xb+",
        (true, ..) => "xb",
        (_, true, true, _) => "ab+",
        (_, true, ..) => "ab",
        (.., true, true) => "rb+",
        (.., true, false) => "rb",
        _ => "wb",
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(&args[0]).to_ref();
    let class = vm.qualified_name(&class);
    let Some(file) = of(vm, &args[0]) else { return Ok(Value::NONE) };
    if file.fd < 0 {
        return Ok(vm.str(&format!("<{class} [closed]>")));
    }
    let close_fd = if file.close_fd { "True" } else { "False" };
    let more = format!(" mode='{}' closefd={close_fd}", mode_of(vm, &args[0]));
    super::repr_with_name(vm, &args[0], &more)
}

fn can(vm: &mut Vm, file: &Value, reading: bool) -> PyResult<BorrowedFd<'static>> {
    let fd = open_fd(vm, file)?;
    let able = of(vm, file).is_some_and(|file| if reading { file.readable } else { file.writable });
    match able {
        true => Ok(fd),
        false => Err(unsupported(vm, if reading { "File not open for reading" } else { "File not open for writing" })),
    }
}

/// Reads at most so many bytes; nothing where there is nothing now.
pub fn read_some(vm: &mut Vm, file: &Value, size: usize) -> PyResult<Option<Vec<u8>>> {
    let fd = can(vm, file, true)?;
    let waits = of(vm, file).is_some_and(|file| file.waits);
    let mut bytes = Vec::new();
    if bytes.try_reserve_exact(size).is_err() {
        return Err(vm.memory_error());
    }
    bytes.resize(size, 0);
    loop {
        if waits && !rustix::fs::fcntl_getfl(fd).is_ok_and(|flags| flags.contains(OFlags::NONBLOCK)) {
            vm.wait_readable(fd, None)?;
        }
        match vm.without_baton(|| rustix::io::read(fd, &mut bytes[..])) {
            Ok(count) => {
                bytes.truncate(count);
                return Ok(Some(bytes));
            }
            Err(Errno::INTR) => vm.attend()?,
            Err(Errno::AGAIN) => return Ok(None),
            Err(error) => return Err(failed(vm, error, &Value::NULL)),
        }
    }
}

/// Writes what can be written now.
pub fn write_some(vm: &mut Vm, file: &Value, bytes: &[u8]) -> PyResult<Option<usize>> {
    let fd = can(vm, file, false)?;
    loop {
        match vm.without_baton(|| rustix::io::write(fd, bytes)) {
            Ok(count) => return Ok(Some(count)),
            Err(Errno::INTR) => vm.attend()?,
            Err(Errno::AGAIN) => return Ok(None),
            Err(error) => return Err(failed(vm, error, &Value::NULL)),
        }
    }
}

fn read(vm: &mut Vm, args: &[Value]) -> PyResult {
    can(vm, &args[0], true)?;
    match size_argument(vm, &args[1])? {
        None => readall(vm, args),
        Some(size) => Ok(read_some(vm, &args[0], size)?.map_or(Value::NONE, |bytes| vm.bytes(&bytes))),
    }
}

/// All bytes up to the end; nothing where there is nothing now.
pub fn read_all(vm: &mut Vm, file: &Value) -> PyResult<Option<Vec<u8>>> {
    let fd = can(vm, file, true)?;
    let len = rustix::fs::fstat(fd).map_or(0, |status| status.st_size.max(0) as u64);
    let at = rustix::fs::seek(fd, SeekFrom::Current(0)).unwrap_or(0);
    let mut size = usize::try_from(len.saturating_sub(at)).unwrap_or(0).clamp(8191, 1 << 30) + 1;
    let mut all = Vec::new();
    loop {
        match read_some(vm, file, size)? {
            Some(part) if part.is_empty() => return Ok(Some(all)),
            Some(part) if all.is_empty() => all = part,
            Some(part) => all.extend(part),
            None if all.is_empty() => return Ok(None),
            None => return Ok(Some(all)),
        }
        size = size.max(all.len() / 2).min(1 << 26);
    }
}

fn readall(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(read_all(vm, &args[0])?.map_or(Value::NONE, |bytes| vm.bytes(&bytes)))
}

fn readinto(vm: &mut Vm, args: &[Value]) -> PyResult {
    can(vm, &args[0], true)?;
    let target = super::super::buffer::writable(vm, &args[1], "readinto() argument 1")?;
    match read_some(vm, &args[0], target.byte_len())? {
        None => Ok(Value::NONE),
        Some(bytes) => {
            target.write(vm, 0, &bytes);
            Ok(Value::size(bytes.len()))
        }
    }
}

fn write(vm: &mut Vm, args: &[Value]) -> PyResult {
    can(vm, &args[0], false)?;
    let bytes = bytes_like(vm, &args[1])?;
    Ok(write_some(vm, &args[0], &bytes)?.map_or(Value::NONE, Value::size))
}

/// Moves the place in the file.
pub fn seek_to(vm: &mut Vm, file: &Value, offset: i64, whence: i64) -> PyResult<u64> {
    let fd = open_fd(vm, file)?;
    let to = match whence {
        0 if offset < 0 => return Err(failed(vm, Errno::INVAL, &Value::NULL)),
        0 => SeekFrom::Start(offset as u64),
        1 => SeekFrom::Current(offset),
        2 => SeekFrom::End(offset),
        _ => return Err(failed(vm, Errno::INVAL, &Value::NULL)),
    };
    rustix::fs::seek(fd, to).map_err(|error| failed(vm, error, &Value::NULL))
}

fn seek(vm: &mut Vm, args: &[Value]) -> PyResult {
    open_fd(vm, &args[0])?;
    let offset = ssize(vm, &args[1])?;
    let whence = if args[2].is_null() { 0 } else { vm.index_i64(&args[2])? };
    Ok(Value::size(seek_to(vm, &args[0], offset as i64, whence)? as usize))
}

fn truncate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = can(vm, &args[0], false)?;
    let size = match args[1].given().filter(|size| !size.is_none()) {
        Some(size) => ssize(vm, size)? as u64,
        None => seek_to(vm, &args[0], 0, 1)?,
    };
    match rustix::fs::ftruncate(fd, size) {
        Ok(()) => Ok(vm.int(size as i64)),
        Err(error) => Err(failed(vm, error, &Value::NULL)),
    }
}

/// `close`, which flushes by a method that a subclass may have.
fn close(vm: &mut Vm, args: &[Value]) -> PyResult {
    if is_closed(vm, &args[0]) {
        return Ok(Value::NONE);
    }
    let flushed = super::call(vm, &args[0], "flush", &[]);
    let Some(file) = args[0].opaque_mut::<FileIo>(vm) else { return Ok(Value::NONE) };
    let fd = std::mem::replace(&mut file.fd, -1);
    if fd >= 0 && file.close_fd {
        match descriptor::close(fd) {
            Ok(()) | Err(Errno::INTR) => {}
            Err(error) => return super::both(flushed, Err(failed(vm, error, &Value::NULL))),
        }
    }
    flushed.map(|_| Value::NONE)
}

fn isatty(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd = open_fd(vm, &args[0])?;
    Ok(Value::bool(std::io::IsTerminal::is_terminal(&fd)))
}

fn dealloc_warn(vm: &mut Vm, args: &[Value]) -> PyResult {
    let is_open = of(vm, &args[0]).is_some_and(|file| file.fd >= 0 && file.close_fd);
    if is_open {
        let text = vm.repr_lossy(&args[1]);
        vm.warn_of(ExceptionKind::ResourceWarning, &format!("unclosed file {text}"), &args[1])?;
    }
    Ok(Value::NONE)
}
