//! `BufferedRWPair`: a reader and a writer as one stream.

use super::buffered::class_for;
use super::{attribute, call, define as define_type, new_object, says, unsupported};
use crate::object::{Opaque, Value};
use crate::vm::{Attribute, Native, PyResult, Vm};

/// The contents of a `BufferedRWPair`: a reader and a writer.
struct Pair {
    reader: Value,
    writer: Value,
}

impl Opaque for Pair {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.reader);
        visit(&self.writer);
    }
}

macro_rules! forward_to {
    (reader $name:literal $signature:literal) => {
        Native { name: $name, signature: $signature, function: |vm, args| on_side(vm, args, $name, true) }
    };
    (writer $name:literal $signature:literal) => {
        Native { name: $name, signature: $signature, function: |vm, args| on_side(vm, args, $name, false) }
    };
}

const METHODS: &[Native] = &[
    Native {
        name: "__new__",
        signature: "(cls, *args, **kwargs)",
        function: |vm, args| new_object(vm, &args[0], Pair { reader: Value::NULL, writer: Value::NULL }),
    },
    Native {
        name: "__init__",
        signature: "(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)",
        function: init_pair,
    },
    forward_to!(reader "read" "(self, size=-1, /)"),
    forward_to!(reader "peek" "(self, size=0, /)"),
    forward_to!(reader "read1" "(self, size=-1, /)"),
    forward_to!(reader "readinto" "(self, buffer, /)"),
    forward_to!(reader "readinto1" "(self, buffer, /)"),
    forward_to!(reader "readline" "(self, size=-1, /)"),
    forward_to!(reader "readable" "(self, /)"),
    forward_to!(writer "write" "(self, buffer, /)"),
    forward_to!(writer "writable" "(self, /)"),
    forward_to!(writer "flush" "(self, /)"),
    Native { name: "close", signature: "(self, /)", function: close_pair },
    Native {
        name: "isatty",
        signature: "(self, /)",
        function: |vm, args| {
            let (reader, writer) = pair(vm, &args[0])?;
            Ok(Value::bool(says(vm, &writer, "isatty")? || says(vm, &reader, "isatty")?))
        },
    },
];

const ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "closed",
    get: |vm, me| {
        let (_, writer) = pair(vm, me)?;
        attribute(vm, &writer, "closed")
    },
    set: None,
}];

pub fn define(vm: &mut Vm) {
    let base = vm.state::<super::IoTypes>().buffered.clone().expect("made before");
    define_type::<Pair>(vm, "_io.BufferedRWPair", &base, &[METHODS], ATTRIBUTES);
}

fn pair(vm: &mut Vm, me: &Value) -> PyResult<(Value, Value)> {
    let sides = me.opaque::<Pair>(vm).map(|pair| (pair.reader.clone(), pair.writer.clone()));
    match sides.filter(|(reader, _)| !reader.is_null()) {
        Some(sides) => Ok(sides),
        None => Err(vm.value_error("I/O operation on uninitialized object")),
    }
}

fn on_side(vm: &mut Vm, args: &[Value], name: &str, reads: bool) -> PyResult {
    let (reader, writer) = pair(vm, &args[0])?;
    let given: Vec<Value> = args[1..].iter().filter(|value| !value.is_null()).cloned().collect();
    call(vm, if reads { &reader } else { &writer }, name, &given)
}

fn init_pair(vm: &mut Vm, args: &[Value]) -> PyResult {
    for (stream, method) in [(&args[1], "readable"), (&args[2], "writable")] {
        if !says(vm, stream, method)? {
            return Err(unsupported(vm, &format!("File or stream is not {method}.")));
        }
    }
    let size: Vec<Value> = args[3].given().cloned().into_iter().collect();
    let mut sides = Vec::new();
    for (stream, reads) in [(&args[1], true), (&args[2], false)] {
        let class = class_for(vm, reads, !reads);
        let given: Vec<Value> = std::iter::once(stream.clone()).chain(size.iter().cloned()).collect();
        sides.push(vm.call(&class, &given)?);
    }
    if let (Some(me), [reader, writer]) = (args[0].opaque_mut::<Pair>(vm), &sides[..]) {
        (me.reader, me.writer) = (reader.clone(), writer.clone());
    }
    Ok(Value::NONE)
}

fn close_pair(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (reader, writer) = pair(vm, &args[0])?;
    let first = call(vm, &writer, "close", &[]);
    let second = call(vm, &reader, "close", &[]);
    super::both(first, second)
}
