//! How texts and bytes are written.

use super::save::Writer;
use super::{Fault, attribute_of, buffer, fault, numbers, opcode};
use crate::object::{ByteArray, Bytes, Str, Value};
use crate::vm::{PyResult, Vm};

impl Writer {
    pub fn str(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        let Some(text) = object.get::<Str>() else { return Ok(()) };
        let bytes = text.as_bytes();
        if !self.binary {
            numbers::put_line(&mut self.out, opcode::UNICODE, &numbers::raw_escaped(bytes));
            return self.keep(vm, object);
        }
        match (u8::try_from(bytes.len()), u32::try_from(bytes.len())) {
            (Ok(len), _) if self.protocol >= 4 => {
                self.out.with(opcode::SHORT_BINUNICODE, [len]);
                self.out.put(bytes);
            }
            (_, Ok(len)) => self.out.text(vm, &header(opcode::BINUNICODE, len.to_le_bytes()), bytes, None)?,
            _ if self.protocol >= 4 => {
                let header = header(opcode::BINUNICODE8, (bytes.len() as u64).to_le_bytes());
                self.out.text(vm, &header, bytes, None)?;
            }
            _ => {
                let message = "serializing a string larger than 4 GiB requires pickle protocol 4 or higher";
                return Err(vm.overflow_error(message));
            }
        }
        self.keep(vm, object)
    }

    pub fn bytes(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        let Some(bytes) = object.get::<Bytes>() else { return Ok(()) };
        let bytes = bytes.as_bytes();
        if self.protocol >= 3 {
            return self.bytes_data(vm, object, bytes);
        }
        if bytes.is_empty() {
            let parts = [vm.types().bytes.value().clone(), vm.empty_tuple()];
            return self.reduce(vm, object, parts.to_vec(), false);
        }
        // Python 2 has a str of it.
        let text = match bytes {
            [byte] => vm.character((*byte).into()),
            _ => {
                let text: String = bytes.iter().copied().map(char::from).collect();
                vm.str(&text)
            }
        };
        let (encode, codec) = (attribute_of(vm, "codecs", "encode")?, vm.intern("latin1"));
        let args = vm.tuple([text, codec]);
        self.reduce(vm, object, vec![encode, args], false)
    }

    pub fn bytes_data(&mut self, vm: &mut Vm, object: &Value, bytes: &[u8]) -> PyResult<()> {
        match (u8::try_from(bytes.len()), u32::try_from(bytes.len())) {
            (Ok(len), _) => {
                self.out.with(opcode::SHORT_BINBYTES, [len]);
                self.out.put(bytes);
            }
            (_, Ok(len)) => self.out.text(vm, &header(opcode::BINBYTES, len.to_le_bytes()), bytes, Some(object))?,
            _ if self.protocol >= 4 => {
                let header = header(opcode::BINBYTES8, (bytes.len() as u64).to_le_bytes());
                self.out.text(vm, &header, bytes, Some(object))?;
            }
            _ => {
                let message = "serializing a bytes object larger than 4 GiB requires pickle protocol 4 or higher";
                return Err(vm.overflow_error(message));
            }
        }
        self.keep(vm, object)
    }

    pub fn bytearray(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        let Some(array) = object.get::<ByteArray>() else { return Ok(()) };
        let bytes = array.bytes(vm).clone();
        if self.protocol >= 5 {
            return self.bytearray_data(vm, object, &bytes);
        }
        let args = match bytes.is_empty() {
            true => vm.empty_tuple(),
            false => vm.tuple([vm.bytes(&bytes)]),
        };
        let class = vm.types().bytearray.value().clone();
        self.reduce(vm, object, vec![class, args], false)
    }

    pub fn bytearray_data(&mut self, vm: &mut Vm, object: &Value, bytes: &[u8]) -> PyResult<()> {
        let header = header(opcode::BYTEARRAY8, (bytes.len() as u64).to_le_bytes());
        self.out.text(vm, &header, bytes, Some(object))?;
        self.keep(vm, object)
    }

    pub fn picklebuffer(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        if self.protocol < 5 {
            return Err(fault(vm, Fault::Pickling, "PickleBuffer can only be pickled with protocol >= 5"));
        }
        let viewed = buffer::viewed(vm, object)?;
        if buffer::in_memory(vm, &viewed).is_none() {
            let message = "PickleBuffer can not be pickled when pointing to a non-contiguous buffer";
            return Err(fault(vm, Fault::Pickling, message));
        }
        if let Some(callback) = self.buffer_callback.clone() {
            let in_band = vm.call(&callback, std::slice::from_ref(object))?;
            if !vm.truth(&in_band)? {
                self.out.op(opcode::NEXT_BUFFER);
                if viewed.readonly {
                    self.out.op(opcode::READONLY_BUFFER);
                }
                return Ok(());
            }
        }
        let bytes = buffer::in_memory(vm, &viewed).unwrap_or_default().to_vec();
        match viewed.readonly {
            true => self.bytes_data(vm, object, &bytes),
            false => self.bytearray_data(vm, object, &bytes),
        }
    }
}

fn header<const N: usize>(op: u8, len: [u8; N]) -> Vec<u8> {
    let mut header = vec![op];
    header.extend_from_slice(&len);
    header
}
