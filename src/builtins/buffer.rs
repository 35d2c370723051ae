//! The buffer protocol: the bytes behind a value.
//!
//! Whatever has a buffer keeps its bytes in a bytes or bytearray object; views hold that.

use crate::object::{ByteArray, Bytes, Value};
use crate::vm::{PyResult, Vm};
use std::borrow::Cow;

/// The bytes of a bytes-like object, nothing for other values.
pub fn contents<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<Option<Cow<'a, [u8]>>> {
    if let Some(bytes) = value.get::<Bytes>() {
        return Ok(Some(Cow::Borrowed(bytes.as_bytes())));
    }
    if let Some(array) = value.get::<ByteArray>() {
        return Ok(Some(Cow::Owned(array.bytes(vm).clone())));
    }
    Ok(None)
}
