//! `BytesIO`: a file of bytes in memory. They lie in a bytearray, so that views on them keep them as they are.

use super::super::buffer::{Buffer, bytes_like};
use super::super::bytes::exported;
use super::super::memoryview::MemoryView;
use super::super::text::{class_name, ssize};
use super::{closed_file, define as define_type, new_object, size_argument};
use crate::object::{ByteArray, Dict, Opaque, Tuple, Value};
use crate::vm::{Attribute, Native, PyResult, Vm};

/// The contents of a `BytesIO`.
pub struct BytesIo {
    /// A bytearray; NULL once it is closed.
    storage: Value,
    at: usize,
}

impl Opaque for BytesIo {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.storage);
    }
}

const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__init__", signature: "(self, /, initial_bytes=b'')", function: init },
    Native { name: "read", signature: "(self, size=-1, /)", function: read },
    Native { name: "read1", signature: "(self, size=-1, /)", function: read },
    Native { name: "readline", signature: "(self, size=-1, /)", function: readline },
    Native { name: "readlines", signature: "(self, size=None, /)", function: readlines },
    Native { name: "readinto", signature: "(self, buffer, /)", function: readinto },
    Native { name: "write", signature: "(self, b, /)", function: write },
    Native { name: "seek", signature: "(self, pos, whence=0, /)", function: seek },
    Native {
        name: "tell",
        signature: "(self, /)",
        function: |vm, args| {
            open(vm, &args[0])?;
            Ok(Value::size(place(vm, &args[0])))
        },
    },
    Native { name: "truncate", signature: "(self, size=None, /)", function: truncate },
    Native { name: "getvalue", signature: "(self, /)", function: getvalue },
    Native { name: "getbuffer", signature: "(self, /)", function: getbuffer },
    Native { name: "close", signature: "(self, /)", function: close },
    Native {
        name: "flush",
        signature: "(self, /)",
        function: |vm, args| {
            open(vm, &args[0])?;
            Ok(Value::NONE)
        },
    },
    Native { name: "readable", signature: "(self, /)", function: yes },
    Native { name: "writable", signature: "(self, /)", function: yes },
    Native { name: "seekable", signature: "(self, /)", function: yes },
    Native {
        name: "isatty",
        signature: "(self, /)",
        function: |vm, args| {
            open(vm, &args[0])?;
            Ok(Value::FALSE)
        },
    },
    Native { name: "__next__", signature: "(self, /)", function: next },
    Native { name: "__getstate__", signature: "(self, /)", function: getstate },
    Native { name: "__setstate__", signature: "(self, state, /)", function: setstate },
];

const ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "closed",
    get: |vm, me| Ok(Value::bool(me.opaque::<BytesIo>(vm).is_none_or(|me| me.storage.is_null()))),
    set: None,
}];

pub fn define(vm: &mut Vm) {
    let base = vm.state::<super::IoTypes>().buffered.clone().expect("made before");
    define_type::<BytesIo>(vm, "_io.BytesIO", &base, &[METHODS], ATTRIBUTES);
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let storage = vm.bytearray(Vec::new());
    new_object(vm, &args[0], BytesIo { storage, at: 0 })
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = match args[1].given().filter(|bytes| !bytes.is_none()) {
        Some(bytes) => bytes_like(vm, bytes)?.into_owned(),
        None => Vec::new(),
    };
    let storage = vm.bytearray(bytes);
    if let Some(me) = args[0].opaque_mut::<BytesIo>(vm) {
        let old = std::mem::replace(me, BytesIo { storage, at: 0 });
        drop(old);
    }
    Ok(Value::NONE)
}

/// The storage of a file that is open.
fn open(vm: &mut Vm, me: &Value) -> PyResult {
    match me.opaque::<BytesIo>(vm).map(|me| me.storage.clone()).filter(|storage| !storage.is_null()) {
        Some(storage) => Ok(storage),
        None => Err(closed_file(vm)),
    }
}

fn yes(vm: &mut Vm, args: &[Value]) -> PyResult {
    open(vm, &args[0])?;
    Ok(Value::TRUE)
}

fn place(vm: &Vm, me: &Value) -> usize {
    me.opaque::<BytesIo>(vm).map_or(0, |me| me.at)
}

fn go_to(vm: &mut Vm, me: &Value, at: usize) {
    if let Some(me) = me.opaque_mut::<BytesIo>(vm) {
        me.at = at;
    }
}

fn bytes<'a>(vm: &'a Vm, storage: &'a Value) -> &'a [u8] {
    storage.get::<ByteArray>().map_or(&[], |storage| storage.bytes(vm))
}

/// Takes bytes from the place on: as many as a function of the rest says.
fn take(vm: &mut Vm, me: &Value, count: impl Fn(&[u8]) -> usize) -> PyResult {
    let storage = open(vm, me)?;
    let at = place(vm, me);
    let rest = bytes(vm, &storage).get(at..).unwrap_or(&[]);
    let taken = &rest[..count(rest)];
    let (value, len) = (vm.bytes(taken), taken.len());
    go_to(vm, me, at + len);
    Ok(value)
}

fn read(vm: &mut Vm, args: &[Value]) -> PyResult {
    open(vm, &args[0])?;
    let size = size_argument(vm, &args[1])?.unwrap_or(usize::MAX);
    take(vm, &args[0], |rest| rest.len().min(size))
}

fn line_end(rest: &[u8]) -> usize {
    memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1)
}

fn readline(vm: &mut Vm, args: &[Value]) -> PyResult {
    open(vm, &args[0])?;
    let size = size_argument(vm, &args[1])?.unwrap_or(usize::MAX);
    take(vm, &args[0], |rest| line_end(rest).min(size))
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let line = take(vm, &args[0], line_end)?;
    Ok(if vm.len(&line)? == 0 { Value::NULL } else { line })
}

fn readlines(vm: &mut Vm, args: &[Value]) -> PyResult {
    open(vm, &args[0])?;
    let most = size_argument(vm, &args[1])?.filter(|size| *size > 0);
    let (mut lines, mut len) = (Vec::new(), 0);
    loop {
        let line = take(vm, &args[0], line_end)?;
        let count = vm.len(&line)?;
        if count == 0 {
            break;
        }
        lines.push(line);
        len += count;
        if most.is_some_and(|most| len >= most) {
            break;
        }
    }
    Ok(vm.list(lines))
}

fn readinto(vm: &mut Vm, args: &[Value]) -> PyResult {
    let target = super::super::buffer::writable(vm, &args[1], "readinto() argument")?;
    let part = take(vm, &args[0], |rest| rest.len().min(target.byte_len()))?;
    let part = bytes_like(vm, &part)?;
    target.write(vm, 0, &part);
    Ok(Value::size(part.len()))
}

fn write(vm: &mut Vm, args: &[Value]) -> PyResult {
    let storage = open(vm, &args[0])?;
    let more = bytes_like(vm, &args[1])?;
    let Some(array) = storage.get::<ByteArray>() else { return Ok(Value::NONE) };
    if array.exports.get() > 0 {
        return Err(exported(vm));
    }
    let at = place(vm, &args[0]);
    if more.is_empty() {
        return Ok(Value::size(0));
    }
    let own = array.bytes_mut(vm);
    if own.try_reserve((at + more.len()).saturating_sub(own.len())).is_err() {
        return Err(vm.memory_error());
    }
    if own.len() < at {
        own.resize(at, 0);
    }
    let covered = more.len().min(own.len() - at);
    own[at..at + covered].copy_from_slice(&more[..covered]);
    own.extend_from_slice(&more[covered..]);
    go_to(vm, &args[0], at + more.len());
    Ok(Value::size(more.len()))
}

fn seek(vm: &mut Vm, args: &[Value]) -> PyResult {
    let storage = open(vm, &args[0])?;
    let offset = ssize(vm, &args[1])?;
    let whence = if args[2].is_null() { 0 } else { vm.index_i64(&args[2])? };
    let start = match whence {
        0 if offset < 0 => return Err(vm.value_error(format!("negative seek value {offset}"))),
        0 => 0,
        1 => place(vm, &args[0]),
        2 => bytes(vm, &storage).len(),
        _ => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    let Some(at) = (start as isize).checked_add(offset) else {
        return Err(vm.overflow_error("new position too large"));
    };
    let at = at.max(0) as usize;
    go_to(vm, &args[0], at);
    Ok(Value::size(at))
}

fn truncate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let storage = open(vm, &args[0])?;
    let size = match args[1].given().filter(|size| !size.is_none()) {
        Some(size) => ssize(vm, size)?,
        None => place(vm, &args[0]) as isize,
    };
    if size < 0 {
        return Err(vm.value_error(format!("negative size value {size}")));
    }
    let Some(array) = storage.get::<ByteArray>() else { return Ok(Value::NONE) };
    if array.exports.get() > 0 {
        return Err(exported(vm));
    }
    array.bytes_mut(vm).truncate(size as usize);
    Ok(Value::size(size as usize))
}

fn getvalue(vm: &mut Vm, args: &[Value]) -> PyResult {
    let storage = open(vm, &args[0])?;
    Ok(vm.bytes(bytes(vm, &storage)))
}

fn getbuffer(vm: &mut Vm, args: &[Value]) -> PyResult {
    let storage = open(vm, &args[0])?;
    match Buffer::of_storage(vm, &args[0], &storage) {
        Some(buffer) => Ok(vm.new_opaque(MemoryView { buffer: Some(buffer), hash: None })),
        None => Ok(Value::NONE),
    }
}

fn close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let storage = args[0].opaque::<BytesIo>(vm).map(|me| me.storage.clone()).unwrap_or_default();
    if storage.get::<ByteArray>().is_some_and(|storage| storage.exports.get() > 0) {
        return Err(exported(vm));
    }
    if let Some(me) = args[0].opaque_mut::<BytesIo>(vm) {
        drop(std::mem::take(&mut me.storage));
    }
    Ok(Value::NONE)
}

fn getstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = getvalue(vm, args)?;
    let name = vm.names().__dict__.clone();
    let dict = vm.try_getattr(&args[0], &name)?.unwrap_or(Value::NONE);
    Ok(vm.tuple([value, Value::size(place(vm, &args[0])), dict]))
}

fn setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = args[1].get::<Tuple>().map(|state| state.items().to_vec()).unwrap_or_default();
    let [value, at, dict, ..] = &state[..] else {
        let (class, given) = (class_name(vm, &args[0]), class_name(vm, &args[1]));
        return Err(vm.type_error(format!("{class}.__setstate__ argument should be 3-tuple, got {given}")));
    };
    init(vm, &[args[0].clone(), value.clone()])?;
    let at = ssize(vm, at)?;
    if at < 0 {
        return Err(vm.value_error("position value cannot be negative"));
    }
    go_to(vm, &args[0], at as usize);
    if dict.is_a::<Dict>() {
        let own = super::attribute(vm, &args[0], "__dict__")?;
        if let Some(own) = own.get::<Dict>() {
            vm.dict_update(own, dict)?;
        }
    }
    Ok(Value::NONE)
}
