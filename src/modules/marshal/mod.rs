//! `marshal`: values as bytes and back, in CPython's format of version 5. Code objects are written field by field, as CPython 3.14
//! writes them, and verified when they are read.

mod read;
mod write;

use crate::builtins::buffer::contents;
use crate::builtins::text::{c_int, class_name};
use crate::object::{Bytes, Module, Ref, Str, Value};
use crate::vm::{Native, PyResult, Vm};

const VERSION: i32 = 5;
/// How deep values may be in each other.
const MAX_DEPTH: usize = 2000;

const FUNCTIONS: &[Native] = &[
    Native { name: "dumps", signature: "(value, version=5, /, *, allow_code=True)", function: dumps },
    Native { name: "dump", signature: "(value, file, version=5, /, *, allow_code=True)", function: dump },
    Native { name: "loads", signature: "(bytes, /, *, allow_code=True)", function: loads },
    Native { name: "load", signature: "(file, /, *, allow_code=True)", function: load },
];

/// What a value begins with.
mod tag {
    pub const NULL: u8 = b'0';
    pub const NONE: u8 = b'N';
    pub const FALSE: u8 = b'F';
    pub const TRUE: u8 = b'T';
    pub const STOP_ITERATION: u8 = b'S';
    pub const ELLIPSIS: u8 = b'.';
    pub const INT: u8 = b'i';
    pub const INT_64: u8 = b'I';
    pub const LONG: u8 = b'l';
    pub const FLOAT_TEXT: u8 = b'f';
    pub const FLOAT: u8 = b'g';
    pub const COMPLEX_TEXT: u8 = b'x';
    pub const COMPLEX: u8 = b'y';
    pub const BYTES: u8 = b's';
    pub const INTERNED: u8 = b't';
    pub const STR: u8 = b'u';
    pub const ASCII: u8 = b'a';
    pub const ASCII_INTERNED: u8 = b'A';
    pub const SHORT_ASCII: u8 = b'z';
    pub const SHORT_ASCII_INTERNED: u8 = b'Z';
    pub const TUPLE: u8 = b'(';
    pub const SMALL_TUPLE: u8 = b')';
    pub const LIST: u8 = b'[';
    pub const DICT: u8 = b'{';
    pub const SET: u8 = b'<';
    pub const FROZEN_SET: u8 = b'>';
    pub const SLICE: u8 = b':';
    pub const CODE: u8 = b'c';
    /// A value that was there already, by its number.
    pub const REFERENCE: u8 = b'r';
    pub const UNKNOWN: u8 = b'?';
    /// Set in a tag whose value gets a number.
    pub const FLAG_REFERENCE: u8 = 0x80;
}

/// What slots of a frame are, in code.
mod slot {
    pub const HIDDEN: u8 = 0x10;
    pub const LOCAL: u8 = 0x20;
    pub const CELL: u8 = 0x40;
    pub const FREE: u8 = 0x80;
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("marshal");
    vm.add_functions(&module, FUNCTIONS);
    vm.module_set(&module, "version", Value::size(VERSION as usize));
    module
}

fn allows_code(vm: &mut Vm, value: &Value) -> PyResult<bool> {
    value.given().map_or(Ok(true), |value| vm.truth(value))
}

fn bytes_of(vm: &mut Vm, value: &Value, version: &Value, allow_code: &Value) -> PyResult<Vec<u8>> {
    let version = version.given().map_or(Ok(VERSION), |version| c_int(vm, version))?;
    let allow_code = allows_code(vm, allow_code)?;
    write::write(vm, value, version, allow_code)
}

fn dumps(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = bytes_of(vm, &args[0], &args[1], &args[2])?;
    Ok(vm.bytes(&bytes))
}

fn dump(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = bytes_of(vm, &args[0], &args[2], &args[3])?;
    let (bytes, write) = (vm.bytes(&bytes), vm.intern("write"));
    vm.call_method(&args[1], &write, &[bytes])
}

fn loads(vm: &mut Vm, args: &[Value]) -> PyResult {
    let allow_code = allows_code(vm, &args[1])?;
    if args[0].is_a::<Str>() {
        let class = class_name(vm, &args[0]);
        return Err(vm.type_error(format!("a bytes-like object is required, not '{class}'")));
    }
    let Some(bytes) = contents(vm, &args[0])? else {
        let class = class_name(vm, &args[0]);
        return Err(vm.type_error(format!("a bytes-like object is required, not '{class}'")));
    };
    let bytes = bytes.into_owned();
    read::read(vm, &mut &bytes[..], allow_code)
}

/// Reads no more of the file than the value takes.
fn load(vm: &mut Vm, args: &[Value]) -> PyResult {
    let allow_code = allows_code(vm, &args[1])?;
    let read = vm.intern("read");
    let nothing = vm.call_method(&args[0], &read, &[Value::size(0)])?;
    if !nothing.is_a::<Bytes>() {
        let class = class_name(vm, &nothing);
        return Err(vm.type_error(format!("file.read() returned not bytes but {class}")));
    }
    let mut file = read::File { file: args[0].clone(), buffer: Vec::new() };
    read::read(vm, &mut file, allow_code)
}
