//! `_json`: what makes the library's `json` fast: the reader and the writer, and how texts are quoted.
//!
//! Both keep their place on a stack of their own, so that depth of nesting costs memory, not native stack; beyond
//! [`MAX_DEPTH`] it is the error that CPython gives when its stack ends.

mod decode;
mod encode;
mod text;

use crate::builtins::text::{class_name, ssize};
use crate::object::{Module, Ref, Str, Value};
use crate::vm::{Native, PyResult, Raised, Vm};

static FUNCTIONS: &[Native] =
    &[ASCII, PLAIN, Native { name: "scanstring", signature: "(string, end, strict=True, /)", function: scanstring }];
const ASCII: Native =
    Native { name: "encode_basestring_ascii", signature: "(string, /)", function: |vm, args| quoted(vm, args, true) };
const PLAIN: Native =
    Native { name: "encode_basestring", signature: "(string, /)", function: |vm, args| quoted(vm, args, false) };

/// So many containers may be inside each other.
const MAX_DEPTH: usize = 50_000;

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_json");
    vm.add_functions(&module, FUNCTIONS);
    let scanner = vm.define_type::<decode::Scanner>("_json.Scanner", decode::METHODS, decode::ATTRIBUTES);
    let encoder = vm.define_type::<encode::Encoder>("_json.Encoder", encode::METHODS, encode::ATTRIBUTES);
    vm.module_set(&module, "make_scanner", scanner.into_value());
    vm.module_set(&module, "make_encoder", encoder.into_value());
    module
}

/// The quoting that a function of this module does: only ASCII or not.
fn quoting(native: &'static Native) -> Option<bool> {
    FUNCTIONS[..2].iter().position(|known| std::ptr::eq(known, native)).map(|place| place == 0)
}

fn not_text(vm: &mut Vm, value: &Value) -> Raised {
    let class = class_name(vm, value);
    vm.type_error(format!("first argument must be a string, not {class}"))
}

fn quoted(vm: &mut Vm, args: &[Value], ascii: bool) -> PyResult {
    let Some(string) = args[0].get::<Str>() else { return Err(not_text(vm, &args[0])) };
    let mut out = Vec::with_capacity(string.as_bytes().len() + 2);
    text::quote(string.as_bytes(), ascii, &mut out);
    Ok(vm.str_from(&out))
}

fn scanstring(vm: &mut Vm, args: &[Value]) -> PyResult {
    let end = ssize(vm, &args[1])?;
    let strict = args[2].is_null() || vm.truth(&args[2])?;
    let Some(string) = args[0].get::<Str>() else { return Err(not_text(vm, &args[0])) };
    let Some(start) = usize::try_from(end).ok().filter(|start| *start <= string.chars()) else {
        return Err(vm.value_error("end is out of bounds"));
    };
    let start = string.byte_offset(start);
    let (value, end) = match text::scan(string.as_bytes(), start, strict) {
        Ok(text::Scanned::Part { end, chars }) => (vm.str_part(&string.as_bytes()[start..end], chars), end + 1),
        Ok(text::Scanned::Escaped { text, end }) => (vm.str_from(&text), end),
        Err(fault) => return Err(decode::error(vm, &args[0], fault.message, fault.at)),
    };
    let end = Value::size(string.char_index(end));
    Ok(vm.tuple([value, end]))
}
