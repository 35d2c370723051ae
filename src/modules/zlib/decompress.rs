//! `decompressobj`: data decompressed piece by piece, whatever follows the compressed data kept apart.

use super::streams::{Decompressor, Failure, Trouble};
use super::{number, size, troubled};
use crate::builtins::buffer::{bytes_like, contents};
use crate::object::{Opaque, Value};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm};

/// `zlib.Decompress`.
pub struct Decompress {
    /// Nothing once the end was seen by `flush`.
    stream: Option<Decompressor>,
    unused: Vec<u8>,
    unconsumed: Vec<u8>,
    is_end: bool,
}

impl Opaque for Decompress {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

pub const METHODS: &[Native] = &[
    Native { name: "decompress", signature: "(self, data, /, max_length=0)", function: decompress },
    Native { name: "flush", signature: "(self, length=zlib.DEF_BUF_SIZE, /)", function: flush },
    Native { name: "copy", signature: "(self, /)", function: copy },
    Native { name: "__copy__", signature: "(self, /)", function: copy },
    Native { name: "__deepcopy__", signature: "(self, memo, /)", function: copy },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "unused_data", get: |vm, own| part(vm, own, |own| &own.unused), set: Some(crate::vm::readonly) },
    Attribute {
        name: "unconsumed_tail",
        get: |vm, own| part(vm, own, |own| &own.unconsumed),
        set: Some(crate::vm::readonly),
    },
    Attribute {
        name: "eof",
        get: |vm, own| Ok(Value::bool(own.opaque::<Decompress>(vm).is_some_and(|own| own.is_end))),
        set: Some(crate::vm::readonly),
    },
];

fn part(vm: &mut Vm, own: &Value, part: fn(&Decompress) -> &Vec<u8>) -> PyResult {
    let bytes = own.opaque::<Decompress>(vm).map(part).cloned().unwrap_or_default();
    Ok(vm.bytes(&bytes))
}

pub fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let window_bits = number(vm, &args[0], 15)?;
    let dictionary = match args[1].given() {
        None => None,
        Some(dictionary) => match contents(vm, dictionary)? {
            Some(bytes) => Some(bytes.into_owned()).filter(|bytes| !bytes.is_empty()),
            None => return Err(vm.type_error("zdict argument must support the buffer protocol")),
        },
    };
    match Decompressor::new(window_bits, dictionary) {
        Some(Ok(stream)) => {
            let (unused, unconsumed) = (Vec::new(), Vec::new());
            Ok(vm.new_opaque(Decompress { stream: Some(stream), unused, unconsumed, is_end: false }))
        }
        Some(Err(trouble)) => Err(troubled(vm, trouble)),
        None => Err(vm.value_error("Invalid initialization option")),
    }
}

impl Decompress {
    fn run(&mut self, input: &[u8], limit: usize) -> Result<Vec<u8>, Trouble> {
        if self.is_end || self.stream.is_none() {
            self.unused.extend_from_slice(input);
            self.unconsumed.clear();
            return Ok(Vec::new());
        }
        let Some(stream) = &mut self.stream else { return Ok(Vec::new()) };
        let done = stream.decompress(input, limit)?;
        let rest = &input[done.read..];
        self.unconsumed.clear();
        if done.is_end {
            self.is_end = true;
            self.unused.extend_from_slice(rest);
        } else {
            self.unconsumed.extend_from_slice(rest);
        }
        Ok(done.out)
    }
}

fn decompress(vm: &mut Vm, args: &[Value]) -> PyResult {
    let limit = size(vm, &args[2], 0)?;
    let input = bytes_like(vm, &args[1])?;
    let limit = match limit {
        ..0 => return Err(vm.value_error("max_length must be non-negative")),
        0 => usize::MAX,
        limit => limit as usize,
    };
    let Some(own) = args[0].opaque_mut::<Decompress>(vm) else { return Err(vm.type_error("a decompressor is needed")) };
    match own.run(&input, limit) {
        Ok(out) => Ok(vm.bytes(&out)),
        Err(trouble) => Err(troubled(vm, trouble)),
    }
}

/// What can be had of the rest; that it is not all is no error here.
fn flush(vm: &mut Vm, args: &[Value]) -> PyResult {
    if size(vm, &args[1], 16384)? <= 0 {
        return Err(vm.value_error("length must be greater than zero"));
    }
    let Some(own) = args[0].opaque_mut::<Decompress>(vm) else { return Err(vm.type_error("a decompressor is needed")) };
    let rest = std::mem::take(&mut own.unconsumed);
    let result = own.run(&rest, usize::MAX);
    if own.is_end {
        own.stream = None;
    }
    match result {
        Ok(out) => Ok(vm.bytes(&out)),
        Err(Trouble { failure: Failure::Memory, .. }) => Err(vm.memory_error()),
        Err(_) => {
            if let Some(own) = args[0].opaque_mut::<Decompress>(vm) {
                own.unconsumed = rest;
            }
            Ok(vm.bytes(b""))
        }
    }
}

fn copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (copy, unused, unconsumed, is_end) = match args[0].opaque::<Decompress>(vm) {
        Some(own) if own.stream.is_some() => {
            (own.stream.as_ref().and_then(Decompressor::copy), own.unused.clone(), own.unconsumed.clone(), own.is_end)
        }
        _ => return Err(vm.value_error("Inconsistent stream state")),
    };
    match copy {
        Some(stream) => Ok(vm.new_opaque(Decompress { stream: Some(stream), unused, unconsumed, is_end })),
        None => Err(vm.raise(ExceptionKind::MemoryError, "Can't allocate memory for decompression object")),
    }
}
