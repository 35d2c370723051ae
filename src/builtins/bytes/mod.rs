//! `bytes` and `bytearray`: `methods` what both have, `operators` what operators call, `new` their construction, `array` what
//! changes a bytearray.

mod array;
mod methods;
mod new;
mod operators;

use super::buffer::bytes_like;
use crate::object::{ByteArray, Bytes, Type, Value};
use crate::vm::{Native, PyResult, Vm};

pub use array::{METHODS as ARRAY, exported};
pub use methods::{METHODS as BOTH, hex};
pub use new::{ARRAY_METHODS as NEW_ARRAY, BYTES_METHODS as NEW_BYTES, byte};
pub use operators::METHODS as OPERATORS;

/// What bytes alone have.
pub const BYTES: &[Native] = &[
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "__bytes__", signature: "(self, /)", function: |vm, args| Ok(exact(vm, &args[0])) },
    Native { name: "__getnewargs__", signature: "(self, /)", function: getnewargs },
];

/// The bytes of the object that a method was called on.
#[inline]
fn raw<'a>(vm: &'a Vm, value: &'a Value) -> &'a [u8] {
    match value.get::<Bytes>() {
        Some(bytes) => bytes.as_bytes(),
        None => value.get::<ByteArray>().map_or(&[], |array| array.bytes(vm)),
    }
}

/// A result of a method: of the type that the object it was called on is made of.
fn like(vm: &Vm, value: &Value, bytes: &[u8]) -> Value {
    match value.is_a::<ByteArray>() {
        true => vm.bytearray(bytes.to_vec()),
        false => vm.bytes(bytes),
    }
}

/// The same for bytes that were just made.
fn made(vm: &Vm, value: &Value, bytes: Vec<u8>) -> Value {
    match value.is_a::<ByteArray>() {
        true => vm.bytearray(bytes),
        false => vm.bytes(&bytes),
    }
}

/// Bytes themselves, if they are of no subclass; else an equal object. A bytearray is copied.
fn exact(vm: &Vm, value: &Value) -> Value {
    match vm.type_of(value).is(&vm.types().bytes) {
        true => value.clone(),
        false => like(vm, value, raw(vm, value)),
    }
}

/// An object of a class that is a subclass of one of the two.
fn of_class(vm: &mut Vm, class: &crate::object::Obj<Type>, bytes: Vec<u8>) -> Value {
    if class.is(&vm.types().bytes) {
        return vm.bytes(&bytes);
    }
    match class.kind == crate::object::Kind::ByteArray {
        true => vm.alloc(class, ByteArray::new(bytes)).into_value(),
        false => vm.bytes_of(class, &bytes).into_value(),
    }
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(bytes) = args[0].get::<Bytes>() else { return Ok(Value::NOT_IMPLEMENTED) };
    if bytes.hash.get() == 0 {
        bytes.hash.set(crate::object::hash_key().hash_text(bytes.as_bytes()));
    }
    Ok(vm.int(bytes.hash.get()))
}

fn getnewargs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = vm.bytes(raw(vm, &args[0]));
    Ok(vm.tuple([bytes]))
}

/// An argument that is bytes-like, its bytes copied if running code could change them.
fn argument<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<std::borrow::Cow<'a, [u8]>> {
    bytes_like(vm, value)
}
