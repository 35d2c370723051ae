//! `str`: the type, its construction and what every sequence can do. `methods` has the methods by name, `operators` what
//! operators call, `formatting` `format` and its like.

mod formatting;
mod methods;
mod operators;

use super::text::{class_name, new_class};
use super::{codecs, text};
use crate::object::{Obj, Str, Tuple, Value};
use crate::vm::{Attribute, Native, PyResult, Vm};

pub use formatting::{parser as formatter_parser, split_name as formatter_field_name_split};
pub use methods::METHODS;
pub use operators::METHODS as OPERATORS;

pub const OWN: &[Native] = &[
    Native { name: "__new__", signature: "(cls, object='', encoding='utf-8', errors='strict')", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__str__", signature: "(self, /)", function: |vm, args| Ok(exact(vm, &args[0])) },
    Native { name: "__len__", signature: "(self, /)", function: |_, args| Ok(Value::size(me(args).chars())) },
    Native { name: "__iter__", signature: "(self, /)", function: iter },
    Native { name: "__getnewargs__", signature: "(self, /)", function: getnewargs },
    Native { name: "__sizeof__", signature: "(self, /)", function: sizeof },
    Native { name: "format", signature: "(self, /, *args, **kwargs)", function: formatting::format },
    Native { name: "format_map", signature: "(self, mapping, /)", function: formatting::format_map },
    Native { name: "__format__", signature: "(self, format_spec, /)", function: formatting::dunder_format },
];

pub const ATTRIBUTES: &[Attribute] = &[];

/// The str that a method was called on.
#[inline]
fn me(args: &[Value]) -> &Obj<Str> {
    args[0].get::<Str>().expect("the machine checks whose method it is")
}

/// The str itself, if it is of no subclass; else an equal one.
pub fn exact(vm: &Vm, text: &Value) -> Value {
    match text.get::<Str>() {
        Some(inner) if !inner.header().class().is(&vm.types().str) => vm.str_from(inner.as_bytes()),
        _ => text.clone(),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = vm.types().str.clone();
    let class = new_class(vm, &args[0], &own)?;
    let (object, encoding, errors) = (&args[1], &args[2], &args[3]);
    for (argument, name) in [(encoding, "encoding"), (errors, "errors")] {
        if !argument.is_null() && !argument.is_a::<Str>() {
            let given = vm.full_class_name(argument);
            return Err(vm.type_error(format!("str() argument '{name}' must be str, not {given}")));
        }
    }
    let made = match (object.given(), encoding.is_null() && errors.is_null()) {
        (None, _) => vm.str(""),
        (Some(object), true) => vm.to_str(object)?,
        (Some(object), false) => decode(vm, object, encoding, errors)?,
    };
    match made.get::<Str>() {
        Some(text) if !class.is(&own) => Ok(vm.str_of(class, text.as_bytes()).into_value()),
        _ => Ok(made),
    }
}

fn decode(vm: &mut Vm, object: &Value, encoding: &Value, errors: &Value) -> PyResult {
    if object.is_a::<Str>() {
        return Err(vm.type_error("decoding str is not supported"));
    }
    let Some(bytes) = super::buffer::contents(vm, object)? else {
        let class = class_name(vm, object);
        return Err(vm.type_error(format!("decoding to str: need a bytes-like object, {class} found")));
    };
    codecs::decode(vm, &bytes, object, encoding, errors)
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = me(args).as_bytes();
    // Mostly nothing is to be escaped.
    if bytes.iter().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'\'' | b'\\')) {
        super::sequence::expect_memory(vm, bytes.len())?;
        return Ok(vm.str_filled(bytes.len() + 2, bytes.len() + 2, |out| {
            out.fill(b'\'');
            out[1..=bytes.len()].copy_from_slice(bytes);
        }));
    }
    let mut out = String::with_capacity(me(args).as_bytes().len() + 2);
    crate::text::repr::str(me(args).as_bytes(), &mut out);
    Ok(vm.str(&out))
}

fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let types = vm.types();
    let class = if me(args).is_ascii() { types.str_ascii_iterator.clone() } else { types.str_iterator.clone() };
    Ok(vm.sequence_iterator(&class, args[0].clone()))
}

fn getnewargs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = vm.str_from(me(args).as_bytes());
    Ok(vm.tuple([text]))
}

/// As CPython on a 64-bit machine counts: one, two or four bytes for each character.
fn sizeof(_: &mut Vm, args: &[Value]) -> PyResult {
    let text = text::wtf8(me(args));
    let (header, width) = match text.code_points().max().unwrap_or(0) {
        0..0x80 => (40, 1),
        0x80..0x100 => (56, 1),
        0x100..0x1_0000 => (56, 2),
        _ => (56, 4),
    };
    Ok(Value::size(header + (text.len_chars() + 1) * width))
}

/// Items of a tuple, or one value as one item.
fn items(value: &Value) -> Option<&[Value]> {
    value.get::<Tuple>().map(|tuple| tuple.items())
}
