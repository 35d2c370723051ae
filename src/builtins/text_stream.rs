//! The three standard streams as text.
//!
//! Text waits in two buffers, as in CPython's layers: that of the text, and that of the bytes, which `buffer` writes to.

use crate::object::{Bytes, Opaque, Ref, Str, Type, Value};
use crate::text::Wtf8;
use crate::text::codecs::{self, Codec, Errors, Refusal};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm};
use rustix::fd::BorrowedFd;
use rustix::io::Errno;
use std::io::IsTerminal;

/// So much text, or so many bytes, wait before they are written.
const BUFFER: usize = 8192;

/// A standard stream.
pub struct TextStream {
    number: u8,
    codec: Codec<'static>,
    encoding: String,
    errors: String,
    line_buffering: bool,
    write_through: bool,
    pending: Vec<u8>,
    bytes: Vec<u8>,
    /// What was read and not yet asked for.
    input: Vec<u8>,
    at_end: bool,
    closed: bool,
    binary: Value,
}

impl Opaque for TextStream {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.binary);
    }
}

/// The bytes of a standard stream.
struct ByteStream {
    text: Value,
}

impl Opaque for ByteStream {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.text);
    }
}

const METHODS: &[Native] = &[
    Native { name: "write", signature: "(self, text, /)", function: write_method },
    Native { name: "writelines", signature: "(self, lines, /)", function: writelines },
    Native { name: "flush", signature: "(self, /)", function: flush_method },
    Native { name: "read", signature: "(self, size=-1, /)", function: read },
    Native { name: "readline", signature: "(self, size=-1, /)", function: readline },
    Native {
        name: "readlines",
        signature: "(self, hint=-1, /)",
        function: |vm, args| {
            Ok({
                let lines = vm.collect(&args[0])?;
                vm.list(lines)
            })
        },
    },
    Native { name: "isatty", signature: "(self, /)", function: isatty },
    Native { name: "fileno", signature: "(self, /)", function: |vm, args| Ok(Value::size(of(vm, &args[0])?.number.into())) },
    Native { name: "readable", signature: "(self, /)", function: |vm, args| Ok(Value::bool(of(vm, &args[0])?.number == 0)) },
    Native { name: "writable", signature: "(self, /)", function: |vm, args| Ok(Value::bool(of(vm, &args[0])?.number > 0)) },
    Native { name: "seekable", signature: "(self, /)", function: |_, _| Ok(Value::FALSE) },
    Native { name: "close", signature: "(self, /)", function: close },
    Native {
        name: "reconfigure",
        signature: "(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
        function: reconfigure,
    },
    Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__next__", signature: "(self, /)", function: next },
    Native { name: "__enter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__exit__", signature: "(self, *args)", function: close },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "name",
        get: |vm, stream| {
            let name = of(vm, stream)?.name();
            Ok(vm.str(name))
        },
        set: None,
    },
    Attribute {
        name: "mode",
        get: |vm, stream| {
            let reads = of(vm, stream)?.number == 0;
            Ok(vm.str(if reads { "r" } else { "w" }))
        },
        set: None,
    },
    Attribute {
        name: "encoding",
        get: |vm, stream| {
            let text = of(vm, stream)?.encoding.clone();
            Ok(vm.str(&text))
        },
        set: None,
    },
    Attribute {
        name: "errors",
        get: |vm, stream| {
            let text = of(vm, stream)?.errors.clone();
            Ok(vm.str(&text))
        },
        set: None,
    },
    Attribute { name: "newlines", get: |_, _| Ok(Value::NONE), set: None },
    Attribute { name: "closed", get: |vm, stream| Ok(Value::bool(of(vm, stream)?.closed)), set: None },
    Attribute { name: "line_buffering", get: |vm, stream| Ok(Value::bool(of(vm, stream)?.line_buffering)), set: None },
    Attribute { name: "write_through", get: |vm, stream| Ok(Value::bool(of(vm, stream)?.write_through)), set: None },
    Attribute { name: "buffer", get: binary, set: None },
];

const BYTE_METHODS: &[Native] = &[
    Native { name: "write", signature: "(self, data, /)", function: write_bytes },
    Native {
        name: "flush",
        signature: "(self, /)",
        function: |vm, args| {
            let text = text_of(vm, &args[0])?;
            write_out(vm, &text)?;
            Ok(Value::NONE)
        },
    },
    Native { name: "read", signature: "(self, size=-1, /)", function: read_bytes },
    Native {
        name: "readline",
        signature: "(self, size=-1, /)",
        function: |vm, args| {
            let text = text_of(vm, &args[0])?;
            let line = take_line(vm, &text)?;
            Ok(vm.bytes(&line))
        },
    },
    Native {
        name: "fileno",
        signature: "(self, /)",
        function: |vm, args| {
            let text = text_of(vm, &args[0])?;
            Ok(Value::size(of(vm, &text)?.number.into()))
        },
    },
    Native {
        name: "isatty",
        signature: "(self, /)",
        function: |vm, args| {
            let text = text_of(vm, &args[0])?;
            isatty(vm, &[text])
        },
    },
];

/// How the streams treat text: what `PYTHONIOENCODING`, `-u` and such say.
#[derive(Clone, Debug)]
pub struct StreamOptions {
    pub encoding: String,
    pub errors: String,
    pub unbuffered: bool,
}

impl Default for StreamOptions {
    fn default() -> StreamOptions {
        StreamOptions { encoding: "utf-8".into(), errors: "strict".into(), unbuffered: false }
    }
}

/// Makes the types.
pub fn install(vm: &mut Vm) {
    let module = vm.str("_io");
    let name = vm.names().__module__.clone();
    let text: Ref<Type> = vm.define_type::<TextStream>("TextIOWrapper", METHODS, ATTRIBUTES);
    let bytes: Ref<Type> = vm.define_type::<ByteStream>("BufferedWriter", BYTE_METHODS, &[]);
    for class in [text, bytes] {
        drop(class.dict().insert_str(&name, module.clone(), vm));
    }
}

/// One of the standard streams, 0 to 2; None where the process has no such stream.
pub fn standard_stream(vm: &mut Vm, number: u8, options: &StreamOptions) -> Value {
    if rustix::io::fcntl_getfd(descriptor(number)).is_err() {
        return Value::NONE;
    }
    let is_error = number == 2;
    let (codec, encoding) = match codecs::find(&codecs::normalize(&options.encoding)) {
        Some(codec) => (codec, options.encoding.clone()),
        None => (Codec::Utf8, "utf-8".into()),
    };
    let stream = TextStream {
        number,
        codec,
        encoding,
        errors: if is_error { "backslashreplace".into() } else { options.errors.clone() },
        line_buffering: !options.unbuffered && (is_error || is_terminal(number)),
        write_through: options.unbuffered,
        pending: Vec::new(),
        bytes: Vec::new(),
        input: Vec::new(),
        at_end: false,
        closed: false,
        binary: Value::NULL,
    };
    vm.new_opaque(stream)
}

impl TextStream {
    fn name(&self) -> &'static str {
        ["<stdin>", "<stdout>", "<stderr>"][usize::from(self.number)]
    }
}

fn descriptor(number: u8) -> BorrowedFd<'static> {
    match number {
        0 => rustix::stdio::stdin(),
        1 => rustix::stdio::stdout(),
        _ => rustix::stdio::stderr(),
    }
}

fn is_terminal(number: u8) -> bool {
    descriptor(number).is_terminal()
}

fn of<'a>(vm: &'a mut Vm, stream: &'a Value) -> PyResult<&'a mut TextStream> {
    if stream.opaque::<TextStream>(vm).is_none() {
        return Err(vm.type_error("a standard stream is required"));
    }
    Ok(stream.opaque_mut::<TextStream>(vm).expect("a stream"))
}

fn open_of<'a>(vm: &'a mut Vm, stream: &'a Value, reads: bool) -> PyResult<&'a mut TextStream> {
    let (closed, wrong) = {
        let stream = of(vm, stream)?;
        (stream.closed, reads != (stream.number == 0))
    };
    if closed {
        return Err(vm.value_error("I/O operation on closed file."));
    }
    if wrong {
        return Err(vm.raise(ExceptionKind::OSError, if reads { "not readable" } else { "not writable" }));
    }
    of(vm, stream)
}

/// Whether a value is one of these streams, so that text can be written at once.
pub fn is_stream(vm: &Vm, value: &Value) -> bool {
    value.opaque::<TextStream>(vm).is_some()
}

/// Writes text, in generalised UTF-8.
pub fn write(vm: &mut Vm, stream: &Value, text: &[u8]) -> PyResult<()> {
    let this = open_of(vm, stream, false)?;
    let plain = matches!(this.codec, Codec::Utf8) && std::str::from_utf8(text).is_ok();
    if plain {
        this.pending.extend_from_slice(text);
    } else {
        let (codec, errors) = (this.codec, Errors::named(&this.errors).unwrap_or(Errors::Strict));
        match codecs::encode_with(codec, Wtf8::new(text), errors) {
            Ok(bytes) => of(vm, stream)?.pending.extend(bytes),
            Err(refusal) => return Err(refused(vm, refusal, text)),
        }
    }
    let this = of(vm, stream)?;
    let at_once = this.write_through || this.line_buffering && memchr::memchr2(b'\n', b'\r', text).is_some();
    if at_once || this.pending.len() > BUFFER {
        let pending = std::mem::take(&mut this.pending);
        this.bytes.extend(pending);
    }
    if at_once || this.bytes.len() > BUFFER { write_out(vm, stream) } else { Ok(()) }
}

fn refused(vm: &mut Vm, refusal: Refusal, text: &[u8]) -> crate::vm::Raised {
    match refusal {
        Refusal::Raise(error) => {
            let (encoding, reason) = (vm.str(error.encoding), vm.str(error.reason));
            let object = vm.str_from(text);
            let (start, end) = (Value::size(error.start), Value::size(error.end));
            vm.raise_with(ExceptionKind::UnicodeEncodeError, [encoding, object, start, end, reason])
        }
        _ => vm.value_error("text cannot be encoded"),
    }
}

/// Forgets what waits.
pub fn discard(vm: &mut Vm, stream: &Value) {
    if let Some(this) = stream.opaque_mut::<TextStream>(vm) {
        this.pending.clear();
        this.bytes.clear();
    }
}

/// Writes what waits.
pub fn flush(vm: &mut Vm, stream: &Value) -> PyResult<()> {
    let this = of(vm, stream)?;
    let pending = std::mem::take(&mut this.pending);
    this.bytes.extend(pending);
    write_out(vm, stream)
}

fn write_out(vm: &mut Vm, stream: &Value) -> PyResult<()> {
    let this = of(vm, stream)?;
    let (fd, bytes) = (descriptor(this.number), std::mem::take(&mut this.bytes));
    let mut rest = &bytes[..];
    let mut failed = None;
    while !rest.is_empty() {
        match rustix::io::write(fd, rest) {
            Ok(count) => rest = &rest[count..],
            Err(Errno::INTR) => {}
            Err(error) => {
                failed = Some(error);
                break;
            }
        }
    }
    let rest = rest.to_vec();
    let this = of(vm, stream)?;
    // Without a buffer there is no place where it could wait.
    if !this.write_through {
        this.bytes = rest;
    }
    match failed {
        Some(error) => Err(vm.os_error(&error.into(), &[])),
        None => Ok(()),
    }
}

fn write_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = vm.expect_str(&args[1], "write() argument")?;
    let chars = text.chars();
    write(vm, &args[0], text.as_bytes())?;
    Ok(Value::size(chars))
}

fn writelines(vm: &mut Vm, args: &[Value]) -> PyResult {
    let lines = vm.iter(&args[1])?;
    while let Some(line) = vm.next(&lines)? {
        write_method(vm, &[args[0].clone(), line])?;
    }
    Ok(Value::NONE)
}

fn flush_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    if of(vm, &args[0])?.closed {
        return Err(vm.value_error("I/O operation on closed file."));
    }
    flush(vm, &args[0])?;
    Ok(Value::NONE)
}

fn close(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !of(vm, &args[0])?.closed {
        flush(vm, &args[0])?;
        of(vm, &args[0])?.closed = true;
    }
    Ok(Value::NONE)
}

fn isatty(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = of(vm, &args[0])?;
    match this.closed {
        false => Ok(Value::bool(is_terminal(this.number))),
        true => Err(vm.value_error("I/O operation on closed file.")),
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let this = of(vm, &args[0])?;
    let mode = if this.number == 0 { "r" } else { "w" };
    let text = format!("<_io.TextIOWrapper name='{}' mode='{mode}' encoding='{}'>", this.name(), this.encoding);
    Ok(vm.str(&text))
}

fn reconfigure(vm: &mut Vm, args: &[Value]) -> PyResult {
    flush(vm, &args[0])?;
    let given = |value: &Value| !value.is_null() && !value.is_none();
    let text = |vm: &Vm, value: &Value| given(value).then(|| vm.text(value));
    let (encoding, errors) = (text(vm, &args[1]), text(vm, &args[2]));
    let (lines, through) = (&args[4], &args[5]);
    let lines = if given(lines) { Some(vm.truth(lines)?) } else { None };
    let through = if given(through) { Some(vm.truth(through)?) } else { None };
    if let Some(encoding) = encoding {
        let Some(codec) = codecs::find(&codecs::normalize(&encoding)) else {
            return Err(vm.raise(ExceptionKind::LookupError, format!("unknown encoding: {encoding}")));
        };
        let this = of(vm, &args[0])?;
        (this.codec, this.encoding) = (codec, encoding);
        if errors.is_none() {
            this.errors = "strict".into();
        }
    }
    let this = of(vm, &args[0])?;
    this.errors = errors.unwrap_or_else(|| this.errors.clone());
    this.line_buffering = lines.unwrap_or(this.line_buffering);
    this.write_through = through.unwrap_or(this.write_through);
    Ok(Value::NONE)
}

/// Reads more; false at the end.
fn fill(vm: &mut Vm, stream: &Value) -> PyResult<bool> {
    if open_of(vm, stream, true)?.at_end {
        return Ok(false);
    }
    vm.wait_readable(descriptor(0), None)?;
    let mut buffer = [0; BUFFER];
    let count = loop {
        match rustix::io::read(descriptor(0), &mut buffer) {
            Ok(count) => break count,
            Err(Errno::INTR) => vm.attend()?,
            Err(error) => return Err(vm.os_error(&error.into(), &[])),
        }
    };
    of(vm, stream)?.input.extend(&buffer[..count]);
    Ok(count > 0)
}

/// Takes a line off the input, with its end; empty at the input's end.
fn take_line(vm: &mut Vm, stream: &Value) -> PyResult<Vec<u8>> {
    let mut from = 0;
    loop {
        let input = &mut open_of(vm, stream, true)?.input;
        if let Some(end) = memchr::memchr(b'\n', &input[from..]) {
            let rest = input.split_off(from + end + 1);
            return Ok(std::mem::replace(input, rest));
        }
        from = input.len();
        if !fill(vm, stream)? {
            return Ok(std::mem::take(&mut of(vm, stream)?.input));
        }
    }
}

/// Bytes of the input as text: line ends become `\n`.
fn decoded(vm: &mut Vm, stream: &Value, bytes: &[u8]) -> PyResult {
    let this = of(vm, stream)?;
    let (codec, errors) = (this.codec, Errors::named(&this.errors).unwrap_or(Errors::Strict));
    let text = match codecs::decode_with(codec, bytes, true, errors) {
        Ok((text, _)) => text,
        Err(Refusal::Raise(error)) => {
            let (encoding, reason) = (vm.str(error.encoding), vm.str(error.reason));
            let (object, start, end) = (vm.bytes(bytes), Value::size(error.start), Value::size(error.end));
            return Err(vm.raise_with(ExceptionKind::UnicodeDecodeError, [encoding, object, start, end, reason]));
        }
        Err(_) => return Err(vm.value_error("input cannot be decoded")),
    };
    let mut text = text.as_bytes().to_vec();
    if text.contains(&b'\r') {
        let mut plain = Vec::with_capacity(text.len());
        let mut rest = text.iter().peekable();
        while let Some(byte) = rest.next() {
            plain.push(if *byte == b'\r' { b'\n' } else { *byte });
            if *byte == b'\r' && rest.peek() == Some(&&b'\n') {
                rest.next();
            }
        }
        text = plain;
    }
    Ok(vm.str_from(&text))
}

fn readline(vm: &mut Vm, args: &[Value]) -> PyResult {
    let line = take_line(vm, &args[0])?;
    decoded(vm, &args[0], &line)
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let line = take_line(vm, &args[0])?;
    if line.is_empty() { Ok(Value::NULL) } else { decoded(vm, &args[0], &line) }
}

fn take(vm: &mut Vm, stream: &Value, size: Option<usize>) -> PyResult<Vec<u8>> {
    loop {
        let input = &mut open_of(vm, stream, true)?.input;
        match size {
            Some(size) if input.len() >= size => {
                let rest = input.split_off(size);
                return Ok(std::mem::replace(input, rest));
            }
            _ => {}
        }
        if !fill(vm, stream)? {
            return Ok(std::mem::take(&mut of(vm, stream)?.input));
        }
    }
}

fn size(vm: &mut Vm, value: &Value) -> PyResult<Option<usize>> {
    if value.is_null() || value.is_none() {
        return Ok(None);
    }
    let size = vm.index_i64(value)?;
    Ok(usize::try_from(size).ok())
}

fn read(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = size(vm, &args[1])?;
    let mut bytes = take(vm, &args[0], size)?;
    if let Some(size) = size {
        // Characters are wanted, not bytes.
        while bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count() < size
            || bytes.last().is_some_and(|byte| *byte >= 0x80) && std::str::from_utf8(&bytes).is_err()
        {
            let more = take(vm, &args[0], Some(1))?;
            if more.is_empty() {
                break;
            }
            bytes.extend(more);
        }
    }
    decoded(vm, &args[0], &bytes)
}

fn binary(vm: &mut Vm, stream: &Value) -> PyResult {
    let known = of(vm, stream)?.binary.clone();
    if !known.is_null() {
        return Ok(known);
    }
    let binary = vm.new_opaque(ByteStream { text: stream.clone() });
    of(vm, stream)?.binary = binary.clone();
    Ok(binary)
}

fn text_of(vm: &mut Vm, binary: &Value) -> PyResult {
    let text = binary.opaque::<ByteStream>(vm).map(|binary| binary.text.clone());
    text.ok_or_else(|| vm.type_error("a standard stream is required"))
}

fn write_bytes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let stream = text_of(vm, &args[0])?;
    let bytes = match (args[1].get::<Bytes>(), args[1].get::<crate::object::ByteArray>()) {
        (Some(bytes), _) => bytes.as_bytes().to_vec(),
        (_, Some(bytes)) => bytes.bytes(vm).clone(),
        _ => {
            let class = vm.type_of(&args[1]).name();
            return Err(vm.type_error(format!("a bytes-like object is required, not '{class}'")));
        }
    };
    let this = open_of(vm, &stream, false)?;
    this.bytes.extend(&bytes);
    let at_once = this.number == 2 || this.write_through;
    if at_once || this.bytes.len() > BUFFER {
        write_out(vm, &stream)?;
    }
    Ok(Value::size(bytes.len()))
}

fn read_bytes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let stream = text_of(vm, &args[0])?;
    let size = size(vm, &args[1])?;
    let bytes = take(vm, &stream, size)?;
    Ok(vm.bytes(&bytes))
}

/// Text of a str, for writing.
pub fn text_bytes(text: &Value) -> &[u8] {
    text.get::<Str>().map_or(&[], |text| text.as_bytes())
}
