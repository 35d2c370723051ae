//! `TextIOWrapper`: text over a buffer of bytes. Here is what it is made of, and writing; reading is in `text_read`.

use super::super::codecs;
use super::super::text::{class_name, ssize};
use super::newlines::{LineEnds, Seen, newline_argument, with_line_ends};
use super::{attribute, buffered, call, closed_file, define as define_type, is, new_object, says, text_read, unsupported};
use crate::object::{Bytes, Opaque, Str, Value, type_flag};
use crate::text::codecs::{Codec, Order, find, normalize};
use crate::vm::{Attribute, Native, PyResult, Vm};

/// So many bytes wait before they are given to the buffer, and are asked for at a time.
const CHUNK: usize = 8192;

/// The contents of a `TextIOWrapper`.
#[derive(Default)]
pub struct Text {
    /// NULL before `__init__` and after `detach`.
    pub buffer: Value,
    detached: bool,
    pub encoding: String,
    pub errors: String,
    /// A codec that is built in. Without, the registered one's decoder does the work.
    pub codec: Option<Codec<'static>>,
    /// The codec for writing: without a signature once that is written.
    encoder: Option<Codec<'static>>,
    /// An incremental decoder in Python; NULL if none was needed.
    pub decoder: Value,
    pub ends: LineEnds,
    pub line_buffering: bool,
    pub write_through: bool,
    pub seekable: bool,
    /// False while the file is iterated over.
    pub telling: bool,
    pub has_read1: bool,
    pub chunk_size: usize,
    pub pending: Vec<u8>,
    /// Text that was read, its line ends as they came, and how much of it was taken.
    pub decoded: Vec<u8>,
    pub taken: usize,
    /// The bytes of which `decoded` was made, with those at their end that make no character yet; how many these are.
    pub chunk: Vec<u8>,
    pub undecoded: usize,
    pub at_end: bool,
    pub seen: Seen,
}

impl Text {
    pub fn set_encoder(&mut self, codec: Option<Codec<'static>>) {
        self.encoder = codec;
    }
}

impl Opaque for Text {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.buffer);
        visit(&self.decoder);
    }
}

const METHODS: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, *args, **kwargs)",
        function: |vm, args| new_object(vm, &args[0], Text::default()),
    },
    Native {
        name: "__init__",
        signature: "(self, /, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
        function: init,
    },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "write", signature: "(self, text, /)", function: write_method },
    Native { name: "flush", signature: "(self, /)", function: flush_method },
    Native { name: "close", signature: "(self, /)", function: close },
    Native { name: "detach", signature: "(self, /)", function: detach },
    Native { name: "read", signature: "(self, size=-1, /)", function: text_read::read },
    Native { name: "readline", signature: "(self, size=-1, /)", function: text_read::readline },
    Native { name: "__next__", signature: "(self, /)", function: text_read::next },
    Native { name: "seek", signature: "(self, cookie, whence=0, /)", function: text_read::seek },
    Native { name: "tell", signature: "(self, /)", function: text_read::tell_method },
    Native { name: "truncate", signature: "(self, pos=None, /)", function: truncate },
    Native {
        name: "readable",
        signature: "(self, /)",
        function: |vm, args| {
            let buffer = buffer(vm, &args[0])?;
            call(vm, &buffer, "readable", &[])
        },
    },
    Native {
        name: "writable",
        signature: "(self, /)",
        function: |vm, args| {
            let buffer = buffer(vm, &args[0])?;
            call(vm, &buffer, "writable", &[])
        },
    },
    Native {
        name: "seekable",
        signature: "(self, /)",
        function: |vm, args| {
            let buffer = buffer(vm, &args[0])?;
            call(vm, &buffer, "seekable", &[])
        },
    },
    Native {
        name: "fileno",
        signature: "(self, /)",
        function: |vm, args| {
            let buffer = buffer(vm, &args[0])?;
            call(vm, &buffer, "fileno", &[])
        },
    },
    Native {
        name: "isatty",
        signature: "(self, /)",
        function: |vm, args| {
            let buffer = buffer(vm, &args[0])?;
            call(vm, &buffer, "isatty", &[])
        },
    },
    Native {
        name: "_dealloc_warn",
        signature: "(self, source, /)",
        function: |vm, args| {
            let buffer = buffer(vm, &args[0])?;
            call(vm, &buffer, "_dealloc_warn", &args[1..])
        },
    },
    Native {
        name: "reconfigure",
        signature: "(self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
        function: reconfigure,
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

const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "buffer", get: buffer, set: None },
    Attribute {
        name: "encoding",
        get: |vm, me| {
            let encoding = state(vm, me)?.encoding.clone();
            Ok(vm.str(&encoding))
        },
        set: None,
    },
    Attribute {
        name: "errors",
        get: |vm, me| {
            let errors = state(vm, me)?.errors.clone();
            Ok(vm.str(&errors))
        },
        set: None,
    },
    Attribute {
        name: "newlines",
        get: |vm, me| {
            let seen = state(vm, me)?.seen;
            Ok(seen.value(vm))
        },
        set: None,
    },
    Attribute { name: "line_buffering", get: |vm, me| Ok(Value::bool(state(vm, me)?.line_buffering)), set: None },
    Attribute { name: "write_through", get: |vm, me| Ok(Value::bool(state(vm, me)?.write_through)), set: None },
    Attribute {
        name: "closed",
        get: |vm, me| {
            let buffer = buffer(vm, me)?;
            attribute(vm, &buffer, "closed")
        },
        set: None,
    },
    Attribute {
        name: "name",
        get: |vm, me| {
            let buffer = buffer(vm, me)?;
            attribute(vm, &buffer, "name")
        },
        set: None,
    },
    Attribute { name: "_CHUNK_SIZE", get: |vm, me| Ok(Value::size(state(vm, me)?.chunk_size)), set: Some(set_chunk_size) },
];

pub fn define(vm: &mut Vm) {
    let base = vm.state::<super::IoTypes>().text.clone().expect("made before");
    define_type::<Text>(vm, "_io.TextIOWrapper", &base, &[METHODS], ATTRIBUTES);
}

fn set_chunk_size(vm: &mut Vm, me: &Value, size: Value) -> PyResult<()> {
    if size.is_null() {
        let name = vm.intern("_CHUNK_SIZE");
        return Err(vm.attribute_error("cannot delete attribute", me, &name));
    }
    let size = ssize(vm, &size)?;
    if size <= 0 {
        return Err(vm.value_error("a strictly positive integer is required"));
    }
    state(vm, me)?.chunk_size = size as usize;
    Ok(())
}

/// The buffer.
pub fn buffer(vm: &mut Vm, me: &Value) -> PyResult {
    match me.opaque::<Text>(vm).map(|me| (me.buffer.clone(), me.detached)) {
        Some((buffer, _)) if !buffer.is_null() => Ok(buffer),
        Some((_, true)) => Err(vm.value_error("underlying buffer has been detached")),
        _ => Err(vm.value_error("I/O operation on uninitialized object")),
    }
}

/// The state of a stream that was initialised.
pub fn state<'a>(vm: &'a mut Vm, me: &'a Value) -> PyResult<&'a mut Text> {
    if me.opaque::<Text>(vm).is_none_or(|me| me.buffer.is_null() && !me.detached) {
        return Err(vm.value_error("I/O operation on uninitialized object"));
    }
    Ok(me.opaque_mut::<Text>(vm).expect("looked at"))
}

/// The buffer of a stream that is open.
pub fn check_open(vm: &mut Vm, me: &Value) -> PyResult {
    let buffer = buffer(vm, me)?;
    if super::is_closed(vm, &buffer)? { Err(closed_file(vm)) } else { Ok(buffer) }
}

fn optional_text(vm: &mut Vm, value: &Value, name: &str) -> PyResult<Option<String>> {
    if value.is_null() || value.is_none() {
        return Ok(None);
    }
    match value.get::<Str>() {
        Some(text) if text.as_bytes().contains(&0) => Err(vm.value_error("embedded null character")),
        Some(text) => match text.as_str() {
            Some(text) => Ok(Some(text.to_string())),
            None => Err(codecs::surrogates(vm, value)),
        },
        None => {
            let class = class_name(vm, value);
            Err(vm.type_error(format!("TextIOWrapper() argument '{name}' must be str or None, not {class}")))
        }
    }
}

/// The codec of an encoding: a built-in one, or nothing for one that is registered and is for text.
fn find_codec(vm: &mut Vm, encoding: &str) -> PyResult<Option<Codec<'static>>> {
    if let Some(codec) = find(&normalize(encoding)) {
        return Ok(Some(codec));
    }
    let info = codecs::lookup(vm, encoding)?;
    let name = vm.intern("_is_text_encoding");
    if let Some(flag) = vm.try_getattr(&info, &name)?
        && !vm.truth(&flag)?
    {
        return Err(vm.lookup_error(format!("'{encoding}' is not a text encoding")));
    }
    Ok(None)
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [me, buffer, encoding, errors, newline, line_buffering, write_through] = args else { return Ok(Value::NONE) };
    if let Some(me) = me.opaque_mut::<Text>(vm) {
        me.detached = false;
        drop(std::mem::take(&mut me.buffer));
    }
    let encoding = optional_text(vm, encoding, "encoding")?;
    let errors = optional_text(vm, errors, "errors")?;
    let ends = newline_argument(vm, newline, "TextIOWrapper", false)?;
    let line_buffering = !line_buffering.is_null() && vm.truth(line_buffering)?;
    let write_through = !write_through.is_null() && vm.truth(write_through)?;
    let encoding = encoding.filter(|encoding| encoding != "locale").unwrap_or_else(|| "UTF-8".into());
    let codec = find_codec(vm, &encoding)?;
    let (readable, writable) = (says(vm, buffer, "readable")?, says(vm, buffer, "writable")?);
    let seekable = says(vm, buffer, "seekable")?;
    let name = vm.intern("read1");
    let has_read1 = readable && vm.try_getattr(buffer, &name)?.is_some();
    let mut encoder = codec;
    if seekable && writable {
        // What is appended to something begins with no signature.
        let place = call(vm, buffer, "tell", &[])?;
        if vm.index_i64(&place)? != 0 {
            encoder = codec.map(without_signature);
        }
    }
    let new = Text {
        buffer: buffer.clone(),
        encoding,
        errors: errors.unwrap_or_else(|| "strict".into()),
        codec,
        encoder,
        ends,
        line_buffering,
        write_through,
        seekable,
        telling: seekable,
        has_read1,
        chunk_size: CHUNK,
        ..Text::default()
    };
    if let Some(me) = me.opaque_mut::<Text>(vm) {
        let old = std::mem::replace(me, new);
        drop(old);
    }
    Ok(Value::NONE)
}

/// The codec that goes on where a signature was written.
pub fn without_signature(codec: Codec<'static>) -> Codec<'static> {
    match codec {
        Codec::Utf8Sig => Codec::Utf8,
        Codec::Utf16(None) => Codec::Utf16(Some(Order::Little)),
        Codec::Utf32(None) => Codec::Utf32(Some(Order::Little)),
        codec => codec,
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let encoding = state(vm, &args[0])?.encoding.clone();
    let mode = vm.intern("mode");
    let mode = match vm.try_getattr(&args[0], &mode)? {
        Some(mode) => format!(" mode={}", vm.repr_lossy(&mode)),
        None => String::new(),
    };
    super::repr_with_name(vm, &args[0], &format!("{mode} encoding='{encoding}'"))
}

/// Whether a value is a `TextIOWrapper` and nothing else: then text can be written without calling its method.
pub fn is_stream(vm: &Vm, value: &Value) -> bool {
    value.opaque::<Text>(vm).is_some() && !vm.type_of(value).has_flag(type_flag::HEAP)
}

/// Writes text, in generalised UTF-8.
pub fn write(vm: &mut Vm, me: &Value, text: &[u8]) -> PyResult<()> {
    let buffer = check_open(vm, me)?;
    let this = state(vm, me)?;
    let made;
    let text = match this.ends.written() {
        Some(end) => {
            made = with_line_ends(text, end);
            &made
        }
        None => text,
    };
    let plain = matches!(this.encoder, Some(Codec::Utf8)) && std::str::from_utf8(text).is_ok()
        || matches!(this.encoder, Some(Codec::Ascii | Codec::Latin1)) && text.is_ascii();
    let (line_buffering, write_through) = (this.line_buffering, this.write_through);
    let encoded;
    let bytes = match plain {
        true => text,
        false => {
            encoded = encode(vm, me, text)?;
            &encoded[..]
        }
    };
    let this = state(vm, me)?;
    // What is large is joined to nothing. The buffer may be a program's, which writes more meanwhile.
    if bytes.len() >= this.chunk_size {
        while !state(vm, me)?.pending.is_empty() {
            hand_over(vm, me, &buffer)?;
        }
    }
    state(vm, me)?.pending.extend_from_slice(bytes);
    let flushes = line_buffering && memchr::memchr2(b'\n', b'\r', text).is_some();
    let this = state(vm, me)?;
    if write_through || flushes || this.pending.len() >= this.chunk_size {
        hand_over(vm, me, &buffer)?;
    }
    if flushes {
        flush_buffer(vm, &buffer)?;
    }
    let this = state(vm, me)?;
    // Where there are no places, what is read is not where was written.
    if this.telling && (!this.decoded.is_empty() || !this.chunk.is_empty()) {
        this.forget();
    }
    Ok(())
}

fn encode(vm: &mut Vm, me: &Value, text: &[u8]) -> PyResult<Vec<u8>> {
    let this = state(vm, me)?;
    let (encoder, errors, encoding) = (this.encoder, this.errors.clone(), this.encoding.clone());
    let text = vm.str_from(text);
    let made = match encoder {
        Some(codec) => {
            let made = codecs::encode_by(vm, codec, &text, &errors)?;
            state(vm, me)?.encoder = Some(without_signature(codec));
            made
        }
        None => {
            let (encoding, errors) = (vm.str(&encoding), vm.str(&errors));
            codecs::encode(vm, &text, &encoding, &errors)?
        }
    };
    Ok(made.get::<Bytes>().map(|made| made.as_bytes().to_vec()).unwrap_or_default())
}

/// Gives the bytes that wait to the buffer.
pub fn hand_over(vm: &mut Vm, me: &Value, buffer: &Value) -> PyResult<()> {
    let this = state(vm, me)?;
    if this.pending.is_empty() {
        return Ok(());
    }
    let pending = std::mem::take(&mut this.pending);
    let is_native = buffered::is_buffered(vm, buffer);
    let result = match is_native {
        true => match super::is_writable(vm, buffer)? {
            true => buffered::write(vm, buffer, &pending),
            false => Err(unsupported(vm, "write")),
        },
        false => {
            let bytes = vm.bytes(&pending);
            call(vm, buffer, "write", &[bytes]).map(drop)
        }
    };
    if is_native && result.is_ok() {
        // The memory is used again.
        let mut pending = pending;
        pending.clear();
        let this = state(vm, me)?;
        if this.pending.capacity() == 0 {
            this.pending = pending;
        }
    }
    result
}

fn flush_buffer(vm: &mut Vm, buffer: &Value) -> PyResult<()> {
    match buffered::is_buffered(vm, buffer) {
        true => buffered::flush(vm, buffer),
        false => call(vm, buffer, "flush", &[]).map(drop),
    }
}

fn write_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(text) = args[1].get::<Str>() else {
        let class = class_name(vm, &args[1]);
        return Err(vm.type_error(format!("write() argument must be str, not {class}")));
    };
    let buffer = check_open(vm, &args[0])?;
    if !super::is_writable(vm, &buffer)? {
        return Err(unsupported(vm, "not writable"));
    }
    write(vm, &args[0], text.as_bytes())?;
    Ok(Value::size(text.chars()))
}

/// Gives all that waits to the system.
pub fn flush(vm: &mut Vm, me: &Value) -> PyResult<()> {
    let buffer = check_open(vm, me)?;
    let this = state(vm, me)?;
    this.telling = this.seekable;
    hand_over(vm, me, &buffer)?;
    call(vm, &buffer, "flush", &[]).map(drop)
}

fn flush_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    flush(vm, &args[0])?;
    Ok(Value::NONE)
}

fn close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let buffer = buffer(vm, &args[0])?;
    if is(vm, &buffer, "closed")? {
        return Ok(Value::NONE);
    }
    let flushed = call(vm, &args[0], "flush", &[]);
    let closed = call(vm, &buffer, "close", &[]);
    super::both(flushed, closed)
}

fn detach(vm: &mut Vm, args: &[Value]) -> PyResult {
    let buffer = buffer(vm, &args[0])?;
    call(vm, &args[0], "flush", &[])?;
    let this = state(vm, &args[0])?;
    this.detached = true;
    drop(std::mem::take(&mut this.buffer));
    Ok(buffer)
}

fn truncate(vm: &mut Vm, args: &[Value]) -> PyResult {
    flush(vm, &args[0])?;
    let buffer = buffer(vm, &args[0])?;
    let size = match args[1].given().filter(|size| !size.is_none()) {
        Some(size) => size.clone(),
        None => {
            let place = text_read::tell(vm, &args[0])?;
            vm.int(place)
        }
    };
    call(vm, &buffer, "truncate", &[size])
}

fn reconfigure(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [me, encoding, errors, newline, line_buffering, write_through] = args else { return Ok(Value::NONE) };
    let this = state(vm, me)?;
    let has_read = !this.decoded.is_empty() || !this.chunk.is_empty();
    if has_read
        && [encoding, errors, newline]
            .iter()
            .any(|value| !value.is_null() && !value.is_none() || value.is_none() && value.is(newline))
    {
        return Err(unsupported(vm, "It is not possible to set the encoding or newline of stream after the first read"));
    }
    let encoding = optional_text(vm, encoding, "encoding")?;
    let errors = optional_text(vm, errors, "errors")?;
    let ends = if newline.is_null() { None } else { Some(newline_argument(vm, newline, "reconfigure", false)?) };
    let flag = |vm: &mut Vm, value: &Value| match value.given().filter(|value| !value.is_none()) {
        Some(value) => vm.truth(value).map(Some),
        None => Ok(None),
    };
    let (line_buffering, write_through) = (flag(vm, line_buffering)?, flag(vm, write_through)?);
    let encoding = encoding.map(|encoding| if encoding == "locale" { "UTF-8".into() } else { encoding });
    let codec = match &encoding {
        Some(encoding) => Some(find_codec(vm, encoding)?),
        None => None,
    };
    flush(vm, me)?;
    let this = state(vm, me)?;
    if let (Some(encoding), Some(codec)) = (encoding, codec) {
        (this.encoding, this.codec, this.encoder) = (encoding, codec, codec);
        this.errors = "strict".into();
        drop(std::mem::take(&mut this.decoder));
        if this.seekable {
            let buffer = buffer(vm, me)?;
            let place = call(vm, &buffer, "tell", &[])?;
            if vm.index_i64(&place)? != 0 {
                let this = state(vm, me)?;
                this.encoder = codec.map(without_signature);
            }
        }
    }
    let this = state(vm, me)?;
    this.errors = errors.unwrap_or_else(|| std::mem::take(&mut this.errors));
    this.ends = ends.unwrap_or(this.ends);
    this.line_buffering = line_buffering.unwrap_or(this.line_buffering);
    this.write_through = write_through.unwrap_or(this.write_through);
    Ok(Value::NONE)
}

/// Forgets what waits.
pub fn discard(vm: &mut Vm, me: &Value) {
    let Some(this) = me.opaque_mut::<Text>(vm) else { return };
    this.pending.clear();
    let buffer = this.buffer.clone();
    buffered::discard(vm, &buffer);
}
