//! `_ZlibDecompressor`: keeps what it could not use yet, so that output of a bounded length can be asked for (as files do).

use super::streams::Decompressor;
use super::{number, size, troubled};
use crate::builtins::buffer::{bytes_like, contents, not_bytes_like};
use crate::object::{Opaque, Value};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm};

pub struct Continuous {
    stream: Decompressor,
    pending: Vec<u8>,
    unused: Vec<u8>,
    is_end: bool,
    needs_input: bool,
}

impl Opaque for Continuous {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, wbits=MAX_WBITS, zdict=b'')", function: new },
    Native { name: "decompress", signature: "(self, /, data, max_length=-1)", function: decompress },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "eof", get: |vm, own| is(vm, own, |own| own.is_end), set: Some(crate::vm::readonly) },
    Attribute { name: "needs_input", get: |vm, own| is(vm, own, |own| own.needs_input), set: Some(crate::vm::readonly) },
    Attribute { name: "unused_data", get: unused, set: Some(crate::vm::readonly) },
];

fn is(vm: &mut Vm, own: &Value, what: fn(&Continuous) -> bool) -> PyResult {
    Ok(Value::bool(own.opaque::<Continuous>(vm).is_some_and(what)))
}

fn unused(vm: &mut Vm, own: &Value) -> PyResult {
    let bytes = own.opaque::<Continuous>(vm).map(|own| own.unused.clone()).unwrap_or_default();
    Ok(vm.bytes(&bytes))
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let window_bits = number(vm, &args[1], 15)?;
    // What is no dictionary is found out only when one is needed.
    let dictionary = match args[2].given() {
        Some(dictionary) => match contents(vm, dictionary)? {
            Some(bytes) => Some(bytes.into_owned()).filter(|bytes| !bytes.is_empty()),
            None if window_bits < 0 => return Err(not_bytes_like(vm, dictionary)),
            None => None,
        },
        None => None,
    };
    match Decompressor::new(window_bits, dictionary) {
        Some(Ok(stream)) => {
            let (pending, unused) = (Vec::new(), Vec::new());
            Ok(vm.new_opaque(Continuous { stream, pending, unused, is_end: false, needs_input: true }))
        }
        Some(Err(trouble)) => Err(troubled(vm, trouble)),
        None => Err(vm.value_error("Invalid initialization option")),
    }
}

fn decompress(vm: &mut Vm, args: &[Value]) -> PyResult {
    let limit = size(vm, &args[2], -1)?;
    let input = bytes_like(vm, &args[1])?;
    let Some(own) = args[0].opaque_mut::<Continuous>(vm) else { return Err(vm.type_error("a decompressor is needed")) };
    if own.is_end {
        return Err(vm.raise(ExceptionKind::EOFError, "End of stream already reached"));
    }
    let mut data = std::mem::take(&mut own.pending);
    data.extend_from_slice(&input);
    match own.stream.decompress(&data, usize::try_from(limit).unwrap_or(usize::MAX)) {
        Ok(done) => {
            let rest = data.split_off(done.read);
            own.is_end = done.is_end;
            own.needs_input = !done.is_end && rest.is_empty() && usize::try_from(limit) != Ok(done.out.len());
            if done.is_end {
                own.unused = rest;
            } else {
                own.pending = rest;
            }
            Ok(vm.bytes(&done.out))
        }
        Err(trouble) => Err(troubled(vm, trouble)),
    }
}
