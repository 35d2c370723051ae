//! `PickleBuffer`: a buffer that may be kept out of the pickle (PEP 574).

use crate::builtins::buffer::{Buffer, buffer};
use crate::builtins::{class_to_make, memoryview};
use crate::object::{Opaque, Value};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};

pub struct PickleBuffer {
    /// Nothing once it is released.
    buffer: Option<Buffer>,
}

impl Opaque for PickleBuffer {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(buffer) = &self.buffer {
            buffer.visit(visit);
        }
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, object, /)", function: new },
    Native { name: "__buffer__", signature: "(self, flags, /)", function: export },
    Native { name: "__release_buffer__", signature: "(self, buffer, /)", function: memoryview::give_back },
    Native { name: "raw", signature: "(self, /)", function: raw },
    Native { name: "release", signature: "(self, /)", function: release },
];

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let base = vm.type_for::<PickleBuffer>();
    let class = class_to_make(vm, &args[0], &base)?;
    let buffer = buffer(vm, &args[1])?;
    Ok(vm.opaque(class, PickleBuffer { buffer: Some(buffer) }))
}

/// What a buffer that is not released views.
pub fn viewed(vm: &mut Vm, object: &Value) -> PyResult<Buffer> {
    match object.opaque::<PickleBuffer>(vm).and_then(|object| object.buffer.clone()) {
        Some(buffer) => Ok(buffer),
        None => Err(vm.value_error("operation forbidden on released PickleBuffer object")),
    }
}

/// The bytes of a buffer whose items follow each other, in the order they have in memory.
pub fn in_memory<'a>(vm: &'a Vm, buffer: &'a Buffer) -> Option<&'a [u8]> {
    let is_contiguous = buffer.is_contiguous() || buffer.is_fortran_contiguous();
    is_contiguous.then(|| buffer.storage(vm).get(buffer.start..buffer.start + buffer.byte_len()).unwrap_or_default())
}

fn export(vm: &mut Vm, args: &[Value]) -> PyResult {
    const WRITABLE: i64 = 1;
    let flags = vm.index_i64(&args[1])?;
    let buffer = viewed(vm, &args[0])?;
    if flags & WRITABLE != 0 && buffer.readonly {
        return Err(vm.raise(ExceptionKind::BufferError, "Object is not writable."));
    }
    Ok(memoryview::view(vm, buffer))
}

fn raw(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut buffer = viewed(vm, &args[0])?;
    if in_memory(vm, &buffer).is_none() {
        return Err(vm.raise(ExceptionKind::BufferError, "cannot extract raw buffer from non-contiguous buffer"));
    }
    (buffer.shape, buffer.strides) = (vec![buffer.byte_len()], vec![1]);
    (buffer.format, buffer.item_size) = ("B".into(), 1);
    Ok(memoryview::view(vm, buffer))
}

fn release(vm: &mut Vm, args: &[Value]) -> PyResult {
    let buffer = args[0].opaque_mut::<PickleBuffer>(vm).and_then(|object| object.buffer.take());
    if let Some(buffer) = buffer {
        buffer.release(vm);
    }
    Ok(Value::NONE)
}
