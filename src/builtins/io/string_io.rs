//! `StringIO`: a file of text in memory.

use super::super::text::{class_name, ssize};
use super::newlines::{LineEnds, Seen, newline_argument, translated, with_line_ends};
use super::{define as define_type, new_object, size_argument};
use crate::object::{Dict, Opaque, Str, Tuple, Value};
use crate::text::wtf8::count_chars;
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm};

/// The contents of a `StringIO`.
#[derive(Default)]
pub struct StringIo {
    text: Vec<u8>,
    /// The offset in bytes.
    at: usize,
    /// How many characters behind the end the place is.
    beyond: usize,
    ends: LineEnds,
    seen: Seen,
    closed: bool,
}

impl Opaque for StringIo {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

const METHODS: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, *args, **kwargs)",
        function: |vm, args| new_object(vm, &args[0], StringIo::default()),
    },
    Native { name: "__init__", signature: "(self, /, initial_value='', newline='\\n')", function: init },
    Native { name: "getvalue", signature: "(self, /)", function: getvalue },
    Native { name: "read", signature: "(self, size=-1, /)", function: read },
    Native { name: "readline", signature: "(self, size=-1, /)", function: readline },
    Native { name: "write", signature: "(self, s, /)", function: write_method },
    Native { name: "seek", signature: "(self, pos, whence=0, /)", function: seek },
    Native {
        name: "tell",
        signature: "(self, /)",
        function: |vm, args| {
            let me = open(vm, &args[0])?;
            Ok(Value::size(count_chars(&me.text[..me.at]) + me.beyond))
        },
    },
    Native { name: "truncate", signature: "(self, pos=None, /)", function: truncate },
    Native { name: "close", signature: "(self, /)", function: close },
    Native { name: "readable", signature: "(self, /)", function: yes },
    Native { name: "writable", signature: "(self, /)", function: yes },
    Native { name: "seekable", signature: "(self, /)", function: yes },
    Native { name: "__next__", signature: "(self, /)", function: next },
    Native { name: "__getstate__", signature: "(self, /)", function: getstate },
    Native { name: "__setstate__", signature: "(self, state, /)", function: setstate },
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "closed",
        get: |vm, me| Ok(Value::bool(me.opaque::<StringIo>(vm).is_none_or(|me| me.closed))),
        set: None,
    },
    Attribute {
        name: "line_buffering",
        get: |vm, me| {
            open(vm, me)?;
            Ok(Value::FALSE)
        },
        set: None,
    },
    Attribute {
        name: "newlines",
        get: |vm, me| {
            let seen = open(vm, me)?.seen;
            Ok(seen.value(vm))
        },
        set: None,
    },
];

pub fn define(vm: &mut Vm) {
    let base = vm.state::<super::IoTypes>().text.clone().expect("made before");
    define_type::<StringIo>(vm, "_io.StringIO", &base, &[METHODS], ATTRIBUTES);
}

fn open<'a>(vm: &'a mut Vm, me: &'a Value) -> PyResult<&'a mut StringIo> {
    match me.opaque::<StringIo>(vm).is_some_and(|me| !me.closed) {
        true => Ok(me.opaque_mut::<StringIo>(vm).expect("looked at")),
        false => Err(vm.value_error("I/O operation on closed file")),
    }
}

fn yes(vm: &mut Vm, args: &[Value]) -> PyResult {
    open(vm, &args[0])?;
    Ok(Value::TRUE)
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let ends = match args[2].is_null() {
        true => LineEnds::Lf,
        false => newline_argument(vm, &args[2], "StringIO", true)?,
    };
    if !args[1].is_null() && !args[1].is_none() && !args[1].is_a::<Str>() {
        let class = class_name(vm, &args[1]);
        return Err(vm.type_error(format!("initial_value must be str or None, not {class}")));
    }
    if let Some(me) = args[0].opaque_mut::<StringIo>(vm) {
        *me = StringIo { ends, ..StringIo::default() };
        if let Some(text) = args[1].get::<Str>() {
            me.write(text.as_bytes());
            me.at = 0;
        }
    }
    Ok(Value::NONE)
}

impl StringIo {
    /// Puts text at the place, over what is there.
    fn write(&mut self, text: &[u8]) {
        let made;
        let text = match (self.ends, self.ends.written()) {
            (LineEnds::Universal, _) => {
                self.seen.look(text);
                made = translated(text);
                &made
            }
            (_, Some(end)) => {
                made = with_line_ends(text, end);
                &made
            }
            _ => text,
        };
        self.text.extend(std::iter::repeat_n(0, self.beyond));
        if self.beyond > 0 {
            (self.at, self.beyond) = (self.text.len(), 0);
        }
        if self.at == self.text.len() {
            self.text.extend_from_slice(text);
        } else {
            let covered = skip_chars(&self.text[self.at..], count_chars(text));
            self.text.splice(self.at..self.at + covered, text.iter().copied());
        }
        self.at += text.len();
    }

    fn take(&mut self, len: usize) -> Vec<u8> {
        let taken = self.text[self.at..self.at + len].to_vec();
        self.at += len;
        taken
    }

    fn take_line(&mut self, most: usize) -> Vec<u8> {
        let rest = &self.text[self.at..];
        let ends = if self.ends == LineEnds::Universal { LineEnds::Lf } else { self.ends };
        let end = ends.line_end(rest, true).unwrap_or(rest.len());
        let len = if most == usize::MAX { end } else { skip_chars(rest, most).min(end) };
        self.take(len)
    }
}

/// How many bytes the first so many characters have.
fn skip_chars(text: &[u8], chars: usize) -> usize {
    if text.is_ascii() {
        return chars.min(text.len());
    }
    let starts = text.iter().enumerate().filter(|(_, byte)| !crate::object::is_continuation(**byte));
    starts.map(|(at, _)| at).nth(chars).unwrap_or(text.len())
}

fn write_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(text) = args[1].get::<Str>() else {
        let class = class_name(vm, &args[1]);
        return Err(vm.type_error(format!("string argument expected, got '{class}'")));
    };
    open(vm, &args[0])?.write(text.as_bytes());
    Ok(Value::size(text.chars()))
}

fn getvalue(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = std::mem::take(&mut open(vm, &args[0])?.text);
    let value = vm.str_from(&text);
    open(vm, &args[0])?.text = text;
    Ok(value)
}

fn read(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = size_argument(vm, &args[1])?;
    let me = open(vm, &args[0])?;
    let rest = &me.text[me.at..];
    let len = size.map_or(rest.len(), |size| skip_chars(rest, size));
    let taken = me.take(len);
    Ok(vm.str_from(&taken))
}

fn readline(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = size_argument(vm, &args[1])?;
    let line = open(vm, &args[0])?.take_line(size.unwrap_or(usize::MAX));
    Ok(vm.str_from(&line))
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let line = open(vm, &args[0])?.take_line(usize::MAX);
    Ok(if line.is_empty() { Value::NULL } else { vm.str_from(&line) })
}

fn seek(vm: &mut Vm, args: &[Value]) -> PyResult {
    open(vm, &args[0])?;
    let place = ssize(vm, &args[1])?;
    let whence = if args[2].is_null() { 0 } else { vm.index_i64(&args[2])? };
    match whence {
        0 if place < 0 => return Err(vm.value_error(format!("Negative seek position {place}"))),
        1 | 2 if place != 0 => return Err(vm.raise(ExceptionKind::OSError, "Can't do nonzero cur-relative seeks")),
        0..=2 => {}
        _ => return Err(vm.value_error(format!("Invalid whence ({whence}, should be 0, 1 or 2)"))),
    }
    let me = open(vm, &args[0])?;
    match whence {
        0 => {
            me.at = skip_chars(&me.text, place as usize);
            me.beyond = (place as usize).saturating_sub(count_chars(&me.text[..me.at]));
        }
        2 => (me.at, me.beyond) = (me.text.len(), 0),
        _ => {}
    }
    Ok(Value::size(count_chars(&me.text[..me.at]) + me.beyond))
}

fn truncate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = match args[1].given().filter(|size| !size.is_none()) {
        Some(size) => ssize(vm, size)?,
        None => {
            let me = open(vm, &args[0])?;
            (count_chars(&me.text[..me.at]) + me.beyond) as isize
        }
    };
    if size < 0 {
        return Err(vm.value_error(format!("Negative size value {size}")));
    }
    let me = open(vm, &args[0])?;
    let len = skip_chars(&me.text, size as usize);
    if me.at > len {
        me.beyond += count_chars(&me.text[len..me.at]);
        me.at = len;
    }
    me.text.truncate(len);
    Ok(Value::size(size as usize))
}

fn close(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(me) = args[0].opaque_mut::<StringIo>(vm) {
        *me = StringIo { closed: true, ..StringIo::default() };
    }
    Ok(Value::NONE)
}

fn getstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = getvalue(vm, args)?;
    let me = open(vm, &args[0])?;
    let (ends, at) = (me.ends, count_chars(&me.text[..me.at]) + me.beyond);
    let newline = match ends {
        LineEnds::Universal => Value::NONE,
        LineEnds::Any => vm.str(""),
        LineEnds::Lf => vm.str("\n"),
        LineEnds::Cr => vm.str("\r"),
        LineEnds::CrLf => vm.str("\r\n"),
    };
    let name = vm.names().__dict__.clone();
    let dict = vm.try_getattr(&args[0], &name)?.unwrap_or(Value::NONE);
    Ok(vm.tuple([value, newline, Value::size(at), dict]))
}

fn setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = args[1].get::<Tuple>().map(|state| state.items().to_vec()).unwrap_or_default();
    let [value, newline, at, dict, ..] = &state[..] else {
        let (class, given) = (class_name(vm, &args[0]), class_name(vm, &args[1]));
        return Err(vm.type_error(format!("{class}.__setstate__ argument should be 4-tuple, got {given}")));
    };
    init(vm, &[args[0].clone(), value.clone(), newline.clone()])?;
    seek(vm, &[args[0].clone(), at.clone(), Value::NULL])?;
    if dict.is_a::<Dict>() {
        let own = super::attribute(vm, &args[0], "__dict__")?;
        if let Some(own) = own.get::<Dict>() {
            vm.dict_update(own, dict)?;
        }
    }
    Ok(Value::NONE)
}
