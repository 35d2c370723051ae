//! `BufferedReader`, `BufferedWriter` and `BufferedRandom`.
//!
//! Bytes read ahead and bytes not yet written are never there at the same time: writing goes back over what was read ahead,
//! reading writes first.

use super::super::buffer::bytes_like;
use super::super::text::{class_name, ssize};
use super::{attribute, call, define as define_type, file, is, new_object, says, size_argument, unsupported};
use crate::object::{Opaque, Value, type_flag};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Raised, Vm};

/// The contents of a buffered stream.
pub struct Buffered {
    /// NULL before `__init__` and after `detach`.
    raw: Value,
    detached: bool,
    readable: bool,
    writable: bool,
    size: usize,
    /// What was read ahead, and how much of it was taken.
    ahead: Vec<u8>,
    taken: usize,
    /// What waits to be written.
    pending: Vec<u8>,
}

impl Opaque for Buffered {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.raw);
    }
}

/// Types that share [`Buffered`]; each needs contents of its own type, but for the first.
struct Reader;
struct Writer;
struct Random;

impl Opaque for Reader {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}
impl Opaque for Writer {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}
impl Opaque for Random {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

const NEW: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: |vm, args| super::repr_with_name(vm, &args[0], "") },
    Native { name: "close", signature: "(self, /)", function: close },
    Native { name: "detach", signature: "(self, /)", function: detach },
    Native { name: "flush", signature: "(self, /)", function: flush_method },
    Native { name: "seek", signature: "(self, target, whence=0, /)", function: seek },
    Native {
        name: "tell",
        signature: "(self, /)",
        function: |vm, args| {
            let place = tell(vm, &args[0])?;
            Ok(vm.int(place))
        },
    },
    Native { name: "truncate", signature: "(self, pos=None, /)", function: truncate },
    Native {
        name: "seekable",
        signature: "(self, /)",
        function: |vm, args| {
            let raw = raw(vm, &args[0])?;
            call(vm, &raw, "seekable", &[])
        },
    },
    Native {
        name: "fileno",
        signature: "(self, /)",
        function: |vm, args| {
            let raw = raw(vm, &args[0])?;
            call(vm, &raw, "fileno", &[])
        },
    },
    Native {
        name: "isatty",
        signature: "(self, /)",
        function: |vm, args| {
            let raw = raw(vm, &args[0])?;
            call(vm, &raw, "isatty", &[])
        },
    },
    Native {
        name: "_dealloc_warn",
        signature: "(self, source, /)",
        function: |vm, args| {
            let raw = raw(vm, &args[0])?;
            call(vm, &raw, "_dealloc_warn", &args[1..])
        },
    },
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

const READER: &[Native] = &[
    Native {
        name: "__init__",
        signature: "(self, /, raw, buffer_size=DEFAULT_BUFFER_SIZE)",
        function: |vm, args| init(vm, args, true, false),
    },
    Native {
        name: "__next__",
        signature: "(self, /)",
        function: |vm, args| {
            let line = take_line(vm, &args[0], None)?;
            Ok(if line.is_empty() { Value::NULL } else { vm.bytes(&line) })
        },
    },
];

const READS: &[Native] = &[
    Native {
        name: "readable",
        signature: "(self, /)",
        function: |vm, args| {
            let raw = raw(vm, &args[0])?;
            call(vm, &raw, "readable", &[])
        },
    },
    Native { name: "read", signature: "(self, size=-1, /)", function: read },
    Native { name: "peek", signature: "(self, size=0, /)", function: peek },
    Native { name: "read1", signature: "(self, size=-1, /)", function: read1_method },
    Native { name: "readinto", signature: "(self, buffer, /)", function: |vm, args| readinto(vm, args, true) },
    Native { name: "readinto1", signature: "(self, buffer, /)", function: |vm, args| readinto(vm, args, false) },
    Native { name: "readline", signature: "(self, size=-1, /)", function: readline },
];

const WRITER: &[Native] = &[Native {
    name: "__init__",
    signature: "(self, /, raw, buffer_size=DEFAULT_BUFFER_SIZE)",
    function: |vm, args| init(vm, args, false, true),
}];

const WRITES: &[Native] = &[
    Native {
        name: "writable",
        signature: "(self, /)",
        function: |vm, args| {
            let raw = raw(vm, &args[0])?;
            call(vm, &raw, "writable", &[])
        },
    },
    Native { name: "write", signature: "(self, buffer, /)", function: write_method },
];

const RANDOM: &[Native] = &[Native {
    name: "__init__",
    signature: "(self, /, raw, buffer_size=DEFAULT_BUFFER_SIZE)",
    function: |vm, args| init(vm, args, true, true),
}];

const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "raw", get: raw, set: None },
    Attribute {
        name: "closed",
        get: |vm, me| {
            let raw = raw(vm, me)?;
            attribute(vm, &raw, "closed")
        },
        set: None,
    },
    Attribute {
        name: "name",
        get: |vm, me| {
            let raw = raw(vm, me)?;
            attribute(vm, &raw, "name")
        },
        set: None,
    },
    Attribute {
        name: "mode",
        get: |vm, me| {
            let raw = raw(vm, me)?;
            attribute(vm, &raw, "mode")
        },
        set: None,
    },
];

pub fn define(vm: &mut Vm) {
    let base = vm.state::<super::IoTypes>().buffered.clone().expect("made before");
    define_type::<Reader>(vm, "_io.BufferedReader", &base, &[NEW, READS, READER], ATTRIBUTES);
    define_type::<Writer>(vm, "_io.BufferedWriter", &base, &[NEW, WRITES, WRITER], ATTRIBUTES);
    define_type::<Random>(vm, "_io.BufferedRandom", &base, &[NEW, READS, WRITES, RANDOM], ATTRIBUTES);
}

/// The class for what a raw stream is opened for.
pub fn class_for(vm: &Vm, readable: bool, writable: bool) -> Value {
    match (readable, writable) {
        (true, true) => vm.type_for::<Random>(),
        (true, false) => vm.type_for::<Reader>(),
        _ => vm.type_for::<Writer>(),
    }
    .into_value()
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let contents = Buffered {
        raw: Value::NULL,
        detached: false,
        readable: false,
        writable: false,
        size: 0,
        ahead: Vec::new(),
        taken: 0,
        pending: Vec::new(),
    };
    new_object(vm, &args[0], contents)
}

fn init(vm: &mut Vm, args: &[Value], readable: bool, writable: bool) -> PyResult {
    let raw = &args[1];
    if let Some(me) = args[0].opaque_mut::<Buffered>(vm) {
        me.detached = false;
        drop(std::mem::take(&mut me.raw));
    }
    let checks = [(readable && writable, "seekable"), (readable, "readable"), (writable, "writable")];
    for (needed, method) in checks {
        if needed && !says(vm, raw, method)? {
            return Err(unsupported(vm, &format!("File or stream is not {method}.")));
        }
    }
    let size = if args[2].is_null() { super::DEFAULT_BUFFER_SIZE as isize } else { ssize(vm, &args[2])? };
    if size <= 0 {
        return Err(vm.value_error("buffer size must be strictly positive"));
    }
    if let Some(me) = args[0].opaque_mut::<Buffered>(vm) {
        let old = std::mem::replace(
            me,
            Buffered {
                raw: raw.clone(),
                detached: false,
                readable,
                writable,
                size: size as usize,
                ahead: Vec::new(),
                taken: 0,
                pending: Vec::new(),
            },
        );
        drop(old);
    }
    Ok(Value::NONE)
}

/// Whether a value is one of these streams, of no subclass.
pub fn is_buffered(vm: &Vm, value: &Value) -> bool {
    value.opaque::<Buffered>(vm).is_some() && !vm.type_of(value).has_flag(type_flag::HEAP)
}

/// Whether it was opened for reading.
pub fn can_read(vm: &Vm, me: &Value) -> bool {
    me.opaque::<Buffered>(vm).is_some_and(|me| me.readable)
}

/// Whether it was opened for writing.
pub fn can_write(vm: &Vm, me: &Value) -> bool {
    me.opaque::<Buffered>(vm).is_some_and(|me| me.writable)
}

/// The raw stream.
pub fn raw(vm: &mut Vm, me: &Value) -> PyResult {
    let state = me.opaque::<Buffered>(vm).map(|me| (me.raw.clone(), me.detached));
    match state {
        Some((raw, _)) if !raw.is_null() => Ok(raw),
        Some((_, true)) => Err(vm.value_error("raw stream has been detached")),
        _ => Err(vm.value_error("I/O operation on uninitialized object")),
    }
}

fn state<'a>(vm: &'a mut Vm, me: &'a Value) -> PyResult<&'a mut Buffered> {
    raw(vm, me)?;
    Ok(me.opaque_mut::<Buffered>(vm).expect("checked by `raw`"))
}

/// Whether the raw stream is a file of the system and nothing else: then no method needs be called.
fn is_file(vm: &Vm, raw: &Value) -> bool {
    vm.type_of(raw).is(&vm.type_for::<file::FileIo>())
}

/// That the stream is open; `what` begins the words if it is not.
fn check_open(vm: &mut Vm, me: &Value, what: &str) -> PyResult {
    let raw = raw(vm, me)?;
    if super::is_closed(vm, &raw)? { Err(vm.value_error(format!("{what} of closed file"))) } else { Ok(raw) }
}

fn raw_read(vm: &mut Vm, raw: &Value, size: usize) -> PyResult<Option<Vec<u8>>> {
    if is_file(vm, raw) {
        return file::read_some(vm, raw, size);
    }
    let storage = vm.bytearray(vec![0; size]);
    let view = super::super::memoryview::of(vm, &storage)?;
    let count = call(vm, raw, "readinto", std::slice::from_ref(&view))?;
    call(vm, &view, "release", &[])?;
    if count.is_none() {
        return Ok(None);
    }
    let count = vm.index_i64(&count).map_err(|raised| {
        let failed = vm.raise(ExceptionKind::OSError, "raw readinto() failed");
        failed.0.cause.set(raised.value().clone());
        failed.0.context.set(raised.value().clone());
        failed.0.suppress_context.set(true);
        failed
    })?;
    let mut bytes = bytes_like(vm, &storage)?.into_owned();
    match usize::try_from(count).ok().filter(|count| *count <= size) {
        Some(count) => {
            bytes.truncate(count);
            Ok(Some(bytes))
        }
        None => Err(vm.raise(
            ExceptionKind::OSError,
            format!("raw readinto() returned invalid length {count} (should have been between 0 and {size})"),
        )),
    }
}

fn raw_write(vm: &mut Vm, raw: &Value, bytes: &[u8]) -> PyResult<Option<usize>> {
    if is_file(vm, raw) {
        return file::write_some(vm, raw, bytes);
    }
    let bytes_value = vm.bytes(bytes);
    let view = super::super::memoryview::of(vm, &bytes_value)?;
    let count = call(vm, raw, "write", std::slice::from_ref(&view))?;
    call(vm, &view, "release", &[])?;
    if count.is_none() {
        return Ok(None);
    }
    let count = vm.index_i64(&count)?;
    match usize::try_from(count).ok().filter(|count| *count <= bytes.len()) {
        Some(count) => Ok(Some(count)),
        None => Err(vm.raise(
            ExceptionKind::OSError,
            format!("raw write() returned invalid length {count} (should have been between 0 and {})", bytes.len()),
        )),
    }
}

fn raw_seek(vm: &mut Vm, raw: &Value, offset: i64, whence: i64) -> PyResult<i64> {
    if is_file(vm, raw) {
        return Ok(file::seek_to(vm, raw, offset, whence)? as i64);
    }
    let (offset, whence) = (vm.int(offset), vm.int(whence));
    let place = call(vm, raw, "seek", &[offset, whence])?;
    position(vm, &place)
}

/// A place that a raw stream gave.
fn position(vm: &mut Vm, place: &Value) -> PyResult<i64> {
    match vm.index_i64(place)? {
        place if place < 0 => Err(vm.raise(ExceptionKind::OSError, format!("Raw stream returned invalid position {place}"))),
        place => Ok(place),
    }
}

/// Writes what waits.
pub fn flush(vm: &mut Vm, me: &Value) -> PyResult<()> {
    let raw = raw(vm, me)?;
    while !state(vm, me)?.pending.is_empty() {
        let pending = std::mem::take(&mut state(vm, me)?.pending);
        let result = raw_write(vm, &raw, &pending);
        let done = match &result {
            Ok(Some(count)) => *count,
            _ => 0,
        };
        let this = state(vm, me)?;
        let since = std::mem::take(&mut this.pending);
        this.pending = pending[done..].to_vec();
        this.pending.extend(since);
        match result {
            Ok(Some(_)) => {}
            Ok(None) => return Err(would_block(vm, 0)),
            Err(raised) => return Err(raised),
        }
        vm.attend()?;
    }
    Ok(())
}

#[cold]
fn would_block(vm: &mut Vm, written: usize) -> Raised {
    let errno = Value::size(rustix::io::Errno::AGAIN.raw_os_error() as usize);
    let words = vm.str("write could not complete without blocking");
    let raised = vm.raise_with(ExceptionKind::BlockingIOError, [errno, words, Value::size(written)]);
    vm.set_exception_field(&raised.0, "characters_written", Value::size(written));
    raised
}

/// Forgets what waits.
pub fn discard(vm: &mut Vm, me: &Value) {
    if let Some(this) = me.opaque_mut::<Buffered>(vm) {
        this.pending.clear();
    }
}

/// Goes back over what was read ahead.
fn drop_ahead(vm: &mut Vm, me: &Value) -> PyResult<()> {
    let this = state(vm, me)?;
    let left = this.ahead.len() - this.taken;
    (this.ahead, this.taken) = (Vec::new(), 0);
    if left > 0 {
        let raw = raw(vm, me)?;
        raw_seek(vm, &raw, -(left as i64), 1)?;
    }
    Ok(())
}

/// Writes bytes: into the buffer, or past it where they are many.
pub fn write(vm: &mut Vm, me: &Value, bytes: &[u8]) -> PyResult<()> {
    let this = state(vm, me)?;
    if !this.ahead.is_empty() {
        drop_ahead(vm, me)?;
    }
    let this = state(vm, me)?;
    if this.pending.len() + bytes.len() <= this.size {
        this.pending.extend_from_slice(bytes);
        return Ok(());
    }
    if let Err(raised) = flush(vm, me) {
        if !raised.is(ExceptionKind::BlockingIOError, vm) {
            return Err(raised);
        }
        // There may be room for it now.
        let this = state(vm, me)?;
        let room = this.size.saturating_sub(this.pending.len()).min(bytes.len());
        this.pending.extend_from_slice(&bytes[..room]);
        return if room == bytes.len() { Ok(()) } else { Err(would_block(vm, room)) };
    }
    write_past(vm, me, bytes)
}

/// Writes bytes where none wait: what is more than the buffer holds goes by it.
fn write_past(vm: &mut Vm, me: &Value, bytes: &[u8]) -> PyResult<()> {
    let raw = raw(vm, me)?;
    let size = state(vm, me)?.size;
    let mut written = 0;
    while bytes.len() - written > size {
        match raw_write(vm, &raw, &bytes[written..])? {
            Some(count) => written += count,
            None => {
                state(vm, me)?.pending.extend_from_slice(&bytes[written..written + size]);
                return Err(would_block(vm, written + size));
            }
        }
        vm.attend()?;
    }
    state(vm, me)?.pending.extend_from_slice(&bytes[written..]);
    Ok(())
}

fn write_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].is_a::<crate::object::Str>() {
        return Err(super::super::buffer::not_bytes_like(vm, &args[1]));
    }
    let raw = raw(vm, &args[0])?;
    if is(vm, &raw, "closed")? {
        return Err(vm.value_error("write to closed file"));
    }
    let bytes = bytes_like(vm, &args[1])?;
    write(vm, &args[0], &bytes)?;
    Ok(Value::size(bytes.len()))
}

/// Reads ahead; false at the end, nothing where there is nothing now.
fn fill(vm: &mut Vm, me: &Value) -> PyResult<Option<bool>> {
    let raw = raw(vm, me)?;
    let this = state(vm, me)?;
    let size = this.size;
    match raw_read(vm, &raw, size)? {
        None => Ok(None),
        Some(bytes) => {
            let this = state(vm, me)?;
            if this.taken == this.ahead.len() {
                (this.ahead, this.taken) = (bytes, 0);
                return Ok(Some(!this.ahead.is_empty()));
            }
            this.ahead.extend_from_slice(&bytes);
            Ok(Some(!bytes.is_empty()))
        }
    }
}

/// Before reading: what waits is written.
fn start_reading(vm: &mut Vm, me: &Value) -> PyResult<()> {
    if state(vm, me)?.pending.is_empty() { Ok(()) } else { flush(vm, me) }
}

/// Takes what was read ahead, at most so much.
fn take(vm: &mut Vm, me: &Value, most: usize) -> PyResult<Vec<u8>> {
    let this = state(vm, me)?;
    let count = most.min(this.ahead.len() - this.taken);
    let part = this.ahead[this.taken..this.taken + count].to_vec();
    this.taken += count;
    if this.taken == this.ahead.len() {
        (this.ahead, this.taken) = (Vec::new(), 0);
    }
    Ok(part)
}

fn read(vm: &mut Vm, args: &[Value]) -> PyResult {
    let me = &args[0];
    let given = size_argument(vm, &args[1])?;
    if given.is_none() && args[1].as_small().is_some_and(|size| size < -1) {
        return Err(vm.value_error("read length must be non-negative or -1"));
    }
    let raw = check_open(vm, me, "read")?;
    start_reading(vm, me)?;
    let Some(size) = given else {
        let mut all = take(vm, me, usize::MAX)?;
        if is_file(vm, &raw) {
            return match file::read_all(vm, &raw)? {
                Some(rest) if all.is_empty() => Ok(vm.bytes(&rest)),
                Some(rest) => {
                    all.extend(rest);
                    Ok(vm.bytes(&all))
                }
                None if all.is_empty() => Ok(Value::NONE),
                None => Ok(vm.bytes(&all)),
            };
        }
        loop {
            match fill(vm, me)? {
                Some(true) => all.extend(take(vm, me, usize::MAX)?),
                None if all.is_empty() => return Ok(Value::NONE),
                _ => return Ok(vm.bytes(&all)),
            }
        }
    };
    let mut all = take(vm, me, size)?;
    while all.len() < size {
        let missing = size - all.len();
        let buffer_size = state(vm, me)?.size;
        if missing >= buffer_size {
            // What is larger than the buffer needs none.
            match raw_read(vm, &raw, missing)? {
                Some(part) if part.is_empty() => break,
                Some(part) => all.extend(part),
                None if all.is_empty() => return Ok(Value::NONE),
                None => break,
            }
            continue;
        }
        match fill(vm, me)? {
            Some(true) => all.extend(take(vm, me, missing)?),
            None if all.is_empty() => return Ok(Value::NONE),
            _ => break,
        }
    }
    Ok(vm.bytes(&all))
}

/// At most so many bytes, with at most one look at the raw stream.
pub fn read1(vm: &mut Vm, me: &Value, most: usize) -> PyResult<Vec<u8>> {
    start_reading(vm, me)?;
    let this = state(vm, me)?;
    if this.taken == this.ahead.len() && most > 0 {
        fill(vm, me)?;
    }
    take(vm, me, most)
}

fn read1_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = size_argument(vm, &args[1])?;
    check_open(vm, &args[0], "read")?;
    let size = match size {
        Some(size) => size,
        None => state(vm, &args[0])?.size,
    };
    let part = read1(vm, &args[0], size)?;
    Ok(vm.bytes(&part))
}

fn peek(vm: &mut Vm, args: &[Value]) -> PyResult {
    check_open(vm, &args[0], "peek")?;
    start_reading(vm, &args[0])?;
    let this = state(vm, &args[0])?;
    if this.taken == this.ahead.len() {
        fill(vm, &args[0])?;
    }
    let this = state(vm, &args[0])?;
    let ahead = this.ahead[this.taken..].to_vec();
    Ok(vm.bytes(&ahead))
}

fn readinto(vm: &mut Vm, args: &[Value], whole: bool) -> PyResult {
    let target = super::super::buffer::writable(vm, &args[1], "readinto() argument")?;
    let raw = check_open(vm, &args[0], "readinto")?;
    start_reading(vm, &args[0])?;
    let ahead = take(vm, &args[0], target.byte_len())?;
    target.write(vm, 0, &ahead);
    let mut done = ahead.len();
    while done < target.byte_len() && (whole || done == ahead.len()) {
        let (left, size) = (target.byte_len() - done, state(vm, &args[0])?.size);
        let part = match () {
            // What is larger than the buffer needs none.
            () if left > size => raw_read(vm, &raw, left)?,
            () if !whole && done > 0 => break,
            () => match fill(vm, &args[0])? {
                Some(_) => Some(take(vm, &args[0], left)?),
                None => None,
            },
        };
        match part {
            None if done == 0 => return Ok(Value::NONE),
            Some(part) if !part.is_empty() => {
                target.write(vm, done, &part);
                done += part.len();
            }
            _ => break,
        }
    }
    Ok(Value::size(done))
}

/// Takes a line, with its end; empty at the end.
pub fn take_line(vm: &mut Vm, me: &Value, limit: Option<usize>) -> PyResult<Vec<u8>> {
    check_open(vm, me, "readline")?;
    start_reading(vm, me)?;
    let limit = limit.unwrap_or(usize::MAX);
    let mut line = Vec::new();
    loop {
        let this = state(vm, me)?;
        let ahead = &this.ahead[this.taken..];
        let end = memchr::memchr(b'\n', ahead).map_or(ahead.len(), |at| at + 1);
        let found = end > 0 && ahead[end - 1] == b'\n';
        let count = end.min(limit - line.len());
        line.extend(take(vm, me, count)?);
        if found || line.len() >= limit || fill(vm, me)? != Some(true) {
            return Ok(line);
        }
    }
}

fn readline(vm: &mut Vm, args: &[Value]) -> PyResult {
    let limit = size_argument(vm, &args[1])?;
    let line = take_line(vm, &args[0], limit)?;
    Ok(vm.bytes(&line))
}

fn flush_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let raw = check_open(vm, &args[0], "flush")?;
    flush(vm, &args[0])?;
    let this = state(vm, &args[0])?;
    if this.writable && this.readable {
        drop_ahead(vm, &args[0])?;
    }
    match is_file(vm, &raw) {
        true => Ok(Value::NONE),
        false => call(vm, &raw, "flush", &[]),
    }
}

fn close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let raw = raw(vm, &args[0])?;
    if is(vm, &raw, "closed")? {
        return Ok(Value::NONE);
    }
    let flushed = call(vm, &args[0], "flush", &[]);
    let closed = call(vm, &raw, "close", &[]);
    if let Some(this) = args[0].opaque_mut::<Buffered>(vm) {
        (this.ahead, this.taken, this.pending) = (Vec::new(), 0, Vec::new());
    }
    super::both(flushed, closed)
}

fn detach(vm: &mut Vm, args: &[Value]) -> PyResult {
    let raw = raw(vm, &args[0])?;
    call(vm, &args[0], "flush", &[])?;
    let this = state(vm, &args[0])?;
    this.detached = true;
    drop(std::mem::take(&mut this.raw));
    Ok(raw)
}

pub fn tell(vm: &mut Vm, me: &Value) -> PyResult<i64> {
    let raw = raw(vm, me)?;
    let place = match is_file(vm, &raw) {
        true => raw_seek(vm, &raw, 0, 1)?,
        false => {
            let place = call(vm, &raw, "tell", &[])?;
            position(vm, &place)?
        }
    };
    let this = state(vm, me)?;
    let place = place - (this.ahead.len() - this.taken) as i64 + this.pending.len() as i64;
    // Devices have no places, and say 0.
    Ok(place.max(0))
}

fn seek(vm: &mut Vm, args: &[Value]) -> PyResult {
    let offset = ssize(vm, &args[1])? as i64;
    let whence = if args[2].is_null() { 0 } else { vm.index_i64(&args[2])? };
    if !(0..=2).contains(&whence) {
        return Err(vm.value_error(format!("whence value {whence} unsupported")));
    }
    let raw = check_open(vm, &args[0], "seek")?;
    if !says(vm, &raw, "seekable")? {
        return Err(unsupported(vm, "File or stream is not seekable."));
    }
    flush(vm, &args[0])?;
    let this = state(vm, &args[0])?;
    let left = (this.ahead.len() - this.taken) as i64;
    let (offset, whence) = if whence == 1 { (offset - left, 1) } else { (offset, whence) };
    let place = raw_seek(vm, &raw, offset, whence)?;
    let this = state(vm, &args[0])?;
    (this.ahead, this.taken) = (Vec::new(), 0);
    Ok(vm.int(place))
}

fn truncate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let raw = check_open(vm, &args[0], "truncate")?;
    if !state(vm, &args[0])?.writable {
        return Err(unsupported(vm, "truncate"));
    }
    flush(vm, &args[0])?;
    let size = match args[1].given().filter(|size| !size.is_none()) {
        Some(size) => size.clone(),
        None => {
            let place = tell(vm, &args[0])?;
            vm.int(place)
        }
    };
    drop_ahead(vm, &args[0])?;
    call(vm, &raw, "truncate", &[size])
}
