//! What operators call: indexing, `+`, `*`, `%`, `in`, comparisons, hash.

use super::super::percent;
use super::super::sequence::expect_memory;
use super::super::text::{class_name, new_str, place, repetitions, slice_bounds, slicing, subscript, wtf8};
use super::me;
use crate::object::{Slice, Str, Value};
use crate::vm::{Native, PyResult, Vm};
use std::cmp::Ordering;

pub const METHODS: &[Native] = &[
    Native { name: "__getitem__", signature: "(self, key, /)", function: getitem },
    Native { name: "__contains__", signature: "(self, key, /)", function: contains },
    Native { name: "__add__", signature: "(self, value, /)", function: add },
    Native { name: "__mul__", signature: "(self, value, /)", function: multiply },
    Native { name: "__rmul__", signature: "(self, value, /)", function: multiply },
    Native {
        name: "__mod__",
        signature: "(self, value, /)",
        function: |vm, args| percent::format_str(vm, me(args), &args[1]),
    },
    Native { name: "__rmod__", signature: "(self, value, /)", function: rmod },
    Native { name: "__hash__", signature: "(self, /)", function: |vm, args| Ok(vm.int(me(args).hash())) },
    Native { name: "__eq__", signature: "(self, value, /)", function: |_, args| Ok(equal(args, true)) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |_, args| Ok(equal(args, false)) },
    Native { name: "__lt__", signature: "(self, value, /)", function: |_, args| Ok(compare(args, Ordering::is_lt)) },
    Native { name: "__le__", signature: "(self, value, /)", function: |_, args| Ok(compare(args, Ordering::is_le)) },
    Native { name: "__gt__", signature: "(self, value, /)", function: |_, args| Ok(compare(args, Ordering::is_gt)) },
    Native { name: "__ge__", signature: "(self, value, /)", function: |_, args| Ok(compare(args, Ordering::is_ge)) },
];

fn compare(args: &[Value], test: fn(Ordering) -> bool) -> Value {
    match args[1].get::<Str>() {
        Some(other) => Value::bool(test(me(args).as_bytes().cmp(other.as_bytes()))),
        None => Value::NOT_IMPLEMENTED,
    }
}

fn equal(args: &[Value], wanted: bool) -> Value {
    match args[1].get::<Str>() {
        Some(other) => Value::bool((me(args).as_bytes() == other.as_bytes()) == wanted),
        None => Value::NOT_IMPLEMENTED,
    }
}

fn getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (text, key) = (me(args), &args[1]);
    if let Some(slice) = key.get::<Slice>() {
        return getslice(vm, args, slice);
    }
    let class = vm.type_of(key).to_ref();
    if key.as_int().is_none() && !class.has_special(crate::object::Special::Index, vm) {
        let class = class.name();
        return Err(vm.type_error(format!("string indices must be integers, not '{class}'")));
    }
    let index = subscript(vm, key)?;
    match place(index, text.chars()) {
        Some(index) => Ok(vm.character(text.code_point(index))),
        None => Err(vm.index_error("string index out of range")),
    }
}

fn getslice(vm: &mut Vm, args: &[Value], slice: &Slice) -> PyResult {
    let text = me(args);
    let bounds = slice_bounds(vm, slice)?;
    let slicing = slicing(bounds, text.chars());
    if slicing.step == 1 {
        if slicing.count == text.chars() {
            return Ok(super::exact(vm, &args[0]));
        }
        let bytes = text.byte_offset(slicing.start)..text.byte_offset(slicing.start + slicing.count);
        return Ok(vm.str_from(&text.as_bytes()[bytes]));
    }
    if text.is_ascii() && slicing.step == -1 {
        let end = if slicing.count == 0 { 0 } else { slicing.start + 1 };
        return Ok(vm.str_filled(slicing.count, slicing.count, |out| {
            out.copy_from_slice(&text.as_bytes()[end - slicing.count..end]);
            out.reverse();
        }));
    }
    if text.is_ascii() {
        let bytes: Vec<u8> = slicing.places().map(|at| text.as_bytes()[at]).collect();
        return Ok(vm.str_from(&bytes));
    }
    let mut out = Vec::with_capacity(slicing.count);
    slicing.places().for_each(|at| crate::object::encode(text.code_point(at), &mut out));
    Ok(vm.str_from(&out))
}

fn contains(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args[1].get::<Str>() {
        Some(part) => Ok(Value::bool(wtf8(me(args)).contains(wtf8(part)))),
        None => {
            let class = class_name(vm, &args[1]);
            Err(vm.type_error(format!("'in <string>' requires string as left operand, not {class}")))
        }
    }
}

fn add(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = me(args);
    let Some(other) = args[1].get::<Str>() else {
        let class = class_name(vm, &args[1]);
        return Err(vm.type_error(format!("can only concatenate str (not \"{class}\") to str")));
    };
    if other.as_bytes().is_empty() && text.header().class().is(&vm.types().str) {
        return Ok(args[0].clone());
    }
    if text.as_bytes().is_empty() && other.header().class().is(&vm.types().str) {
        return Ok(args[1].clone());
    }
    expect_memory(vm, text.as_bytes().len() + other.as_bytes().len())?;
    Ok(vm.str_concat(text, other))
}

fn multiply(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = me(args);
    let count = repetitions(vm, &args[1])?;
    if count == 1 {
        return Ok(super::exact(vm, &args[0]));
    }
    new_str(vm, wtf8(text).repeat(count))
}

fn rmod(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args[1].get::<Str>() {
        Some(format) => percent::format_str(vm, format, &args[0]),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}
