//! `zlib`: data compressed by DEFLATE (RFC 1950 to 1952), and checksums.

mod compress;
mod decompress;
mod decompressor;
mod streams;

use super::binascii::low_word;
use super::support;
use crate::builtins::buffer::bytes_like;
use crate::builtins::text::c_int;
use crate::object::{Module, Ref, Type, Value};
use crate::vm::{ExceptionKind, Native, PyResult, Raised, Vm};
use compress::Compress;
use decompress::Decompress;
use decompressor::Continuous;
use streams::{BUFFER_ERROR, Compressor, Decompressor, Failure, Options, STREAM_ERROR, Trouble, failure};
use zlib_rs::DeflateFlush;

const FUNCTIONS: &[Native] = &[
    Native { name: "adler32", signature: "(data, value=1, /)", function: adler32 },
    Native { name: "crc32", signature: "(data, value=0, /)", function: crc32 },
    Native {
        name: "compress",
        signature: "(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS)",
        function: compress_all,
    },
    Native { name: "decompress", signature: "(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE)", function: decompress_all },
    Native {
        name: "compressobj",
        signature: "(level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, \
                    strategy=Z_DEFAULT_STRATEGY, zdict=None)",
        function: compress::new,
    },
    Native { name: "decompressobj", signature: "(wbits=MAX_WBITS, zdict=b'')", function: decompress::new },
];

const CONSTANTS: &[(&str, i64)] = &[
    ("MAX_WBITS", 15),
    ("DEFLATED", 8),
    ("DEF_MEM_LEVEL", 8),
    ("DEF_BUF_SIZE", 16384),
    ("Z_NO_COMPRESSION", 0),
    ("Z_BEST_SPEED", 1),
    ("Z_BEST_COMPRESSION", 9),
    ("Z_DEFAULT_COMPRESSION", -1),
    ("Z_FILTERED", 1),
    ("Z_HUFFMAN_ONLY", 2),
    ("Z_RLE", 3),
    ("Z_FIXED", 4),
    ("Z_DEFAULT_STRATEGY", 0),
    ("Z_NO_FLUSH", 0),
    ("Z_PARTIAL_FLUSH", 1),
    ("Z_SYNC_FLUSH", 2),
    ("Z_FULL_FLUSH", 3),
    ("Z_FINISH", 4),
    ("Z_BLOCK", 5),
    ("Z_TREES", 6),
];

/// The version of zlib that the crate is a translation of.
const VERSION: &str = "1.3.0";

#[derive(Default)]
struct State(Option<Ref<Type>>);

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("zlib");
    vm.add_functions(&module, FUNCTIONS);
    for (name, value) in CONSTANTS {
        let value = vm.int(*value);
        vm.module_set(&module, name, value);
    }
    for (name, text) in [("ZLIB_VERSION", VERSION), ("ZLIB_RUNTIME_VERSION", VERSION), ("__version__", "1.0")] {
        let text = vm.str(text);
        vm.module_set(&module, name, text);
    }
    vm.define_type::<Compress>("zlib.Compress", compress::METHODS, &[]);
    vm.define_type::<Decompress>("zlib.Decompress", decompress::METHODS, decompress::ATTRIBUTES);
    let class = vm.define_type::<Continuous>("zlib._ZlibDecompressor", decompressor::METHODS, decompressor::ATTRIBUTES);
    support::add_type(vm, &module, &class);
    let error = support::add_exception(vm, &module, "zlib", "error", ExceptionKind::Exception);
    vm.state::<State>().0 = error;
    module
}

/// A `zlib.error`.
#[cold]
fn error(vm: &mut Vm, message: impl AsRef<str>) -> Raised {
    let class = vm.state::<State>().0.clone();
    support::raise(vm, class, message)
}

/// The error that a failure of a stream is.
#[cold]
fn failed(vm: &mut Vm, failure: Failure, while_: &str) -> Raised {
    let (code, words) = match failure {
        Failure::Memory => return vm.raise(ExceptionKind::MemoryError, format!("Out of memory while {while_}")),
        Failure::Stream { code, words } => (code, words),
    };
    let words = words.filter(|words| !words.is_empty()).or(match code {
        BUFFER_ERROR => Some("incomplete or truncated stream"),
        STREAM_ERROR => Some("inconsistent stream state"),
        -3 => Some("invalid input data"),
        _ => None,
    });
    match words {
        Some(words) => error(vm, format!("Error {code} while {while_}: {words}")),
        None => error(vm, format!("Error {code} while {while_}")),
    }
}

#[cold]
fn troubled(vm: &mut Vm, trouble: Trouble) -> Raised {
    failed(vm, trouble.failure, trouble.while_)
}

/// A C `int` that may be left out.
fn number(vm: &mut Vm, value: &Value, default: i32) -> PyResult<i32> {
    if value.is_null() { Ok(default) } else { c_int(vm, value) }
}

/// A size that may be left out.
fn size(vm: &mut Vm, value: &Value, default: i64) -> PyResult<i64> {
    if value.is_null() { Ok(default) } else { vm.index_i64(value) }
}

fn adler32(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (bytes, start) = (bytes_like(vm, &args[0])?, low_word(vm, &args[1], 1)?);
    Ok(Value::size(zlib_rs::adler32::adler32(start, &bytes) as usize))
}

fn crc32(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (bytes, start) = (bytes_like(vm, &args[0])?, low_word(vm, &args[1], 0)?);
    Ok(Value::size(zlib_rs::crc32::crc32(start, &bytes) as usize))
}

fn compress_all(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (level, window_bits) = (number(vm, &args[1], -1)?, number(vm, &args[2], 15)?);
    let bytes = bytes_like(vm, &args[0])?;
    let Ok(mut compressor) = Compressor::new(Options::of_level(level, window_bits)) else {
        return Err(error(vm, "Bad compression level"));
    };
    match compressor.compress(&bytes, DeflateFlush::Finish) {
        Ok((out, _)) => Ok(vm.bytes(&out)),
        Err(failure) => Err(failed(vm, failure, "compressing data")),
    }
}

fn decompress_all(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (window_bits, buffer) = (number(vm, &args[1], 15)?, size(vm, &args[2], 16384)?);
    let bytes = bytes_like(vm, &args[0])?;
    if buffer < 0 {
        return Err(vm.value_error("bufsize must be non-negative"));
    }
    let mut decompressor = match Decompressor::new(window_bits, None) {
        Some(Ok(decompressor)) => decompressor,
        _ => return Err(failed(vm, failure(STREAM_ERROR), "preparing to decompress data")),
    };
    match decompressor.decompress(&bytes, usize::MAX) {
        Ok(done) if done.is_end => Ok(vm.bytes(&done.out)),
        Ok(_) => Err(failed(vm, failure(BUFFER_ERROR), "decompressing data")),
        Err(trouble) => Err(troubled(vm, trouble)),
    }
}
