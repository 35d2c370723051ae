//! `compressobj`: data compressed piece by piece.

use super::streams::{Compressor, Options, Refusal, STREAM_ERROR, failure};
use super::{failed, number};
use crate::builtins::buffer::bytes_like;
use crate::object::{Opaque, Value};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};
use zlib_rs::DeflateFlush;

/// `zlib.Compress`: nothing once the stream is finished.
pub struct Compress(Option<Compressor>);

impl Opaque for Compress {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

pub const METHODS: &[Native] = &[
    Native { name: "compress", signature: "(self, data, /)", function: compress },
    Native { name: "flush", signature: "(self, mode=zlib.Z_FINISH, /)", function: flush },
    Native { name: "copy", signature: "(self, /)", function: copy },
    Native { name: "__copy__", signature: "(self, /)", function: copy },
    Native { name: "__deepcopy__", signature: "(self, memo, /)", function: copy },
];

pub fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (level, method, window_bits) = (number(vm, &args[0], -1)?, number(vm, &args[1], 8)?, number(vm, &args[2], 15)?);
    let (memory_level, strategy) = (number(vm, &args[3], 8)?, number(vm, &args[4], 0)?);
    let dictionary = match args[5].given().filter(|dictionary| !dictionary.is_none()) {
        Some(dictionary) => Some(bytes_like(vm, dictionary)?.into_owned()),
        None => None,
    };
    let options = Options { level, window_bits, memory_level, strategy, dictionary };
    let made = if method == 8 { Compressor::new(options) } else { Err(Refusal::Options) };
    match made {
        Ok(compressor) => Ok(vm.new_opaque(Compress(Some(compressor)))),
        Err(Refusal::Options) => Err(vm.value_error("Invalid initialization option")),
        Err(Refusal::Dictionary) => Err(vm.value_error("Invalid dictionary")),
    }
}

/// Compresses and flushes; the stream's end is noted.
fn run(vm: &mut Vm, compressor: &Value, input: &[u8], flush: DeflateFlush, while_: &str) -> PyResult {
    let own = compressor.opaque_mut::<Compress>(vm).map(|own| &mut own.0);
    let Some(own) = own else { return Err(vm.type_error("a compressor is needed")) };
    let result = match own {
        Some(stream) => stream.compress(input, flush),
        None => Err(failure(STREAM_ERROR)),
    };
    if let Ok((_, true)) = &result {
        *own = None;
    }
    match result {
        Ok((out, _)) => Ok(vm.bytes(&out)),
        Err(failure) => Err(failed(vm, failure, while_)),
    }
}

fn compress(vm: &mut Vm, args: &[Value]) -> PyResult {
    let input = bytes_like(vm, &args[1])?;
    run(vm, &args[0], &input, DeflateFlush::NoFlush, "compressing data")
}

fn flush(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mode = match number(vm, &args[1], 4)? {
        // Nothing is to be flushed.
        0 => return Ok(vm.bytes(b"")),
        1 => DeflateFlush::PartialFlush,
        2 => DeflateFlush::SyncFlush,
        3 => DeflateFlush::FullFlush,
        4 => DeflateFlush::Finish,
        5 => DeflateFlush::Block,
        _ => return Err(failed(vm, failure(STREAM_ERROR), "flushing")),
    };
    run(vm, &args[0], &[], mode, "flushing")
}

fn copy(vm: &mut Vm, args: &[Value]) -> PyResult {
    let copy = match args[0].opaque::<Compress>(vm) {
        Some(Compress(Some(stream))) => stream.copy(),
        _ => return Err(vm.value_error("Inconsistent stream state")),
    };
    match copy {
        Some(copy) => Ok(vm.new_opaque(Compress(Some(copy)))),
        None => Err(vm.raise(ExceptionKind::MemoryError, "Can't allocate memory for compression object")),
    }
}
