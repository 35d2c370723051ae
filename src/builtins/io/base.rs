//! `_IOBase` and the abstract types of raw, buffered and text streams: everything by the methods that a program may override.

use super::super::buffer::bytes_like;
use super::{call, closed_file, is, new_object, says, size_argument, unsupported};
use crate::object::{Bytes, Opaque, Ref, Type, Value};
use crate::vm::{Attribute, Native, PyResult, Vm};

/// What an instance of an abstract type has.
pub struct IoBase {
    closed: bool,
}

/// So that each abstract type has contents of its own type.
pub struct Abstract<const N: u8>;

impl Opaque for IoBase {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

impl<const N: u8> Opaque for Abstract<N> {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

const METHODS: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, *args, **kwargs)",
        function: |vm, args| new_object(vm, &args[0], IoBase { closed: false }),
    },
    Native { name: "__init__", signature: "(self, *args, **kwargs)", function: |_, _| Ok(Value::NONE) },
    Native { name: "seek", signature: "(self, offset, whence=0, /)", function: |vm, _| Err(unsupported(vm, "seek")) },
    Native {
        name: "tell",
        signature: "(self, /)",
        function: |vm, args| call(vm, &args[0], "seek", &[Value::size(0), Value::size(1)]),
    },
    Native { name: "truncate", signature: "(self, size=None, /)", function: |vm, _| Err(unsupported(vm, "truncate")) },
    Native { name: "fileno", signature: "(self, /)", function: |vm, _| Err(unsupported(vm, "fileno")) },
    Native { name: "flush", signature: "(self, /)", function: flush },
    Native { name: "close", signature: "(self, /)", function: close },
    Native { name: "seekable", signature: "(self, /)", function: |_, _| Ok(Value::FALSE) },
    Native { name: "readable", signature: "(self, /)", function: |_, _| Ok(Value::FALSE) },
    Native { name: "writable", signature: "(self, /)", function: |_, _| Ok(Value::FALSE) },
    Native { name: "isatty", signature: "(self, /)", function: isatty },
    Native {
        name: "_checkClosed",
        signature: "(self, msg=None, /)",
        function: |vm, args| {
            check_closed(vm, &args[0])?;
            Ok(Value::NONE)
        },
    },
    Native {
        name: "_checkSeekable",
        signature: "(self, /)",
        function: |vm, args| check(vm, args, "seekable", "File or stream is not seekable."),
    },
    Native {
        name: "_checkReadable",
        signature: "(self, /)",
        function: |vm, args| check(vm, args, "readable", "File or stream is not readable."),
    },
    Native {
        name: "_checkWritable",
        signature: "(self, /)",
        function: |vm, args| check(vm, args, "writable", "File or stream is not writable."),
    },
    Native { name: "__enter__", signature: "(self, /)", function: enter },
    Native { name: "__exit__", signature: "(self, /, *args)", function: |vm, args| call(vm, &args[0], "close", &[]) },
    Native { name: "__iter__", signature: "(self, /)", function: enter },
    Native { name: "__next__", signature: "(self, /)", function: next },
    Native { name: "__del__", signature: "(self, /)", function: finalize },
    Native { name: "readline", signature: "(self, size=-1, /)", function: readline },
    Native { name: "readlines", signature: "(self, hint=-1, /)", function: readlines },
    Native { name: "writelines", signature: "(self, lines, /)", function: writelines },
];

const ATTRIBUTES: &[Attribute] =
    &[Attribute { name: "closed", get: |vm, file| Ok(Value::bool(is_closed(vm, file))), set: None }];

const RAW: &[Native] = &[
    Native { name: "read", signature: "(self, size=-1, /)", function: raw_read },
    Native { name: "readall", signature: "(self, /)", function: readall },
    Native { name: "readinto", signature: "(self, buffer, /)", function: |vm, _| Err(vm.not_implemented_error("")) },
    Native { name: "write", signature: "(self, b, /)", function: |vm, _| Err(vm.not_implemented_error("")) },
];

const BUFFERED: &[Native] = &[
    Native { name: "detach", signature: "(self, /)", function: |vm, _| Err(unsupported(vm, "detach")) },
    Native { name: "read", signature: "(self, size=-1, /)", function: |vm, _| Err(unsupported(vm, "read")) },
    Native { name: "read1", signature: "(self, size=-1, /)", function: |vm, _| Err(unsupported(vm, "read1")) },
    Native { name: "readinto", signature: "(self, buffer, /)", function: |vm, args| readinto(vm, args, "read") },
    Native { name: "readinto1", signature: "(self, buffer, /)", function: |vm, args| readinto(vm, args, "read1") },
    Native { name: "write", signature: "(self, b, /)", function: |vm, _| Err(unsupported(vm, "write")) },
];

const TEXT: &[Native] = &[
    Native { name: "detach", signature: "(self, /)", function: |vm, _| Err(unsupported(vm, "detach")) },
    Native { name: "read", signature: "(self, size=-1, /)", function: |vm, _| Err(unsupported(vm, "read")) },
    Native { name: "readline", signature: "(self, size=-1, /)", function: |vm, _| Err(unsupported(vm, "readline")) },
    Native { name: "write", signature: "(self, s, /)", function: |vm, _| Err(unsupported(vm, "write")) },
];

const TEXT_ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "encoding", get: |_, _| Ok(Value::NONE), set: None },
    Attribute { name: "newlines", get: |_, _| Ok(Value::NONE), set: None },
    Attribute { name: "errors", get: |_, _| Ok(Value::NONE), set: None },
];

pub fn define(vm: &mut Vm) -> Ref<Type> {
    let class = vm.define_type::<IoBase>("_io._IOBase", &[], ATTRIBUTES);
    super::finish(vm, &class, &[METHODS]);
    class
}

/// `_RawIOBase`, `_BufferedIOBase`, `_TextIOBase`.
pub fn define_abstract(vm: &mut Vm, base: &Ref<Type>) -> (Ref<Type>, Ref<Type>, Ref<Type>) {
    let raw = vm.define_subtype::<Abstract<0>>("_io._RawIOBase", base, &[], &[]);
    super::finish(vm, &raw, &[RAW]);
    let buffered = vm.define_subtype::<Abstract<1>>("_io._BufferedIOBase", base, &[], &[]);
    super::finish(vm, &buffered, &[BUFFERED]);
    let text = vm.define_subtype::<Abstract<2>>("_io._TextIOBase", base, &[], TEXT_ATTRIBUTES);
    super::finish(vm, &text, &[TEXT]);
    (raw, buffered, text)
}

fn is_closed(vm: &Vm, file: &Value) -> bool {
    file.opaque::<IoBase>(vm).is_some_and(|file| file.closed)
}

pub fn check_closed(vm: &mut Vm, file: &Value) -> PyResult<()> {
    if is(vm, file, "closed")? { Err(closed_file(vm)) } else { Ok(()) }
}

fn check(vm: &mut Vm, args: &[Value], method: &str, words: &str) -> PyResult {
    if says(vm, &args[0], method)? { Ok(Value::TRUE) } else { Err(unsupported(vm, words)) }
}

fn flush(vm: &mut Vm, args: &[Value]) -> PyResult {
    check_closed(vm, &args[0])?;
    Ok(Value::NONE)
}

fn close(vm: &mut Vm, args: &[Value]) -> PyResult {
    if is_closed(vm, &args[0]) {
        return Ok(Value::NONE);
    }
    let flushed = call(vm, &args[0], "flush", &[]);
    if let Some(file) = args[0].opaque_mut::<IoBase>(vm) {
        file.closed = true;
    }
    flushed.map(|_| Value::NONE)
}

fn isatty(vm: &mut Vm, args: &[Value]) -> PyResult {
    check_closed(vm, &args[0])?;
    Ok(Value::FALSE)
}

fn enter(vm: &mut Vm, args: &[Value]) -> PyResult {
    check_closed(vm, &args[0])?;
    Ok(args[0].clone())
}

/// Closes the file when it dies. What goes wrong then is nobody's to know, but for what was open and should not have been.
fn finalize(vm: &mut Vm, args: &[Value]) -> PyResult {
    if is(vm, &args[0], "closed").unwrap_or(true) {
        return Ok(Value::NONE);
    }
    let warn = vm.intern("_dealloc_warn");
    if let Ok(Some(warn)) = vm.try_getattr(&args[0], &warn) {
        let _ = vm.call(&warn, &[args[0].clone()]);
    }
    call(vm, &args[0], "close", &[])
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let line = call(vm, &args[0], "readline", &[])?;
    Ok(if vm.len(&line)? == 0 { Value::NULL } else { line })
}

fn readline(vm: &mut Vm, args: &[Value]) -> PyResult {
    let limit = size_argument(vm, &args[1])?;
    let mut line = Vec::new();
    let peek = vm.intern("peek");
    let peek = vm.try_getattr(&args[0], &peek)?;
    while limit.is_none_or(|limit| line.len() < limit) {
        let mut count = 1;
        if let Some(peek) = &peek {
            let ahead = vm.call(peek, &[Value::size(1)])?;
            let ahead = bytes_like(vm, &ahead)?.into_owned();
            if !ahead.is_empty() {
                count = memchr::memchr(b'\n', &ahead).map_or(ahead.len(), |at| at + 1);
                count = limit.map_or(count, |limit| count.min(limit - line.len()));
            }
        }
        let part = call(vm, &args[0], "read", &[Value::size(count)])?;
        let Some(part) = part.get::<Bytes>() else {
            let class = vm.type_of(&part).name();
            return Err(vm.raise(
                crate::vm::ExceptionKind::OSError,
                format!("read() should have returned a bytes object, not '{class}'"),
            ));
        };
        line.extend_from_slice(part.as_bytes());
        if part.as_bytes().is_empty() || line.ends_with(b"\n") {
            break;
        }
    }
    Ok(vm.bytes(&line))
}

fn readlines(vm: &mut Vm, args: &[Value]) -> PyResult {
    let hint = size_argument(vm, &args[1])?.unwrap_or(0);
    let (mut lines, mut len) = (Vec::new(), 0);
    let iterator = vm.iter(&args[0])?;
    while let Some(line) = vm.next(&iterator)? {
        len += vm.len(&line)?;
        lines.push(line);
        if hint > 0 && len >= hint {
            break;
        }
    }
    Ok(vm.list(lines))
}

fn writelines(vm: &mut Vm, args: &[Value]) -> PyResult {
    check_closed(vm, &args[0])?;
    let lines = vm.iter(&args[1])?;
    while let Some(line) = vm.next(&lines)? {
        call(vm, &args[0], "write", &[line])?;
    }
    Ok(Value::NONE)
}

fn raw_read(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(size) = size_argument(vm, &args[1])? else { return call(vm, &args[0], "readall", &[]) };
    let buffer = vm.bytearray(vec![0; size]);
    let count = call(vm, &args[0], "readinto", std::slice::from_ref(&buffer))?;
    if count.is_none() {
        return Ok(Value::NONE);
    }
    let count = vm.index_i64(&count)?;
    let bytes = bytes_like(vm, &buffer)?;
    match usize::try_from(count).ok().and_then(|count| bytes.get(..count)) {
        Some(read) => Ok(vm.bytes(read)),
        None => {
            let len = bytes.len();
            Err(vm.value_error(format!("readinto returned {count} outside buffer size {len}")))
        }
    }
}

fn readall(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut all = Vec::new();
    loop {
        let part = call(vm, &args[0], "read", &[Value::size(super::DEFAULT_BUFFER_SIZE)])?;
        if part.is_none() && all.is_empty() {
            return Ok(part);
        }
        match part.get::<Bytes>() {
            Some(part) if !part.as_bytes().is_empty() => all.extend_from_slice(part.as_bytes()),
            Some(_) => return Ok(vm.bytes(&all)),
            None if part.is_none() => return Ok(vm.bytes(&all)),
            None => return Err(vm.type_error("read() should return bytes")),
        }
    }
}

fn readinto(vm: &mut Vm, args: &[Value], method: &str) -> PyResult {
    let target = super::super::buffer::writable(vm, &args[1], "readinto() argument")?;
    let read = call(vm, &args[0], method, &[Value::size(target.byte_len())])?;
    let Some(bytes) = read.get::<Bytes>() else { return Err(vm.type_error("read() should return bytes")) };
    if bytes.as_bytes().len() > target.byte_len() {
        let (asked, given) = (target.byte_len(), bytes.as_bytes().len());
        return Err(vm.value_error(format!("read() returned too much data: {asked} bytes requested, {given} returned")));
    }
    target.write(vm, 0, bytes.as_bytes());
    Ok(Value::size(bytes.as_bytes().len()))
}
