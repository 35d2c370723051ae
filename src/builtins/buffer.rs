//! The buffer protocol (PEP 688): the bytes behind a value, and views on them.
//!
//! Whatever has a buffer keeps its bytes in a bytes or bytearray object, its storage, or in mapped memory. A [`Buffer`] holds that,
//! and while it does, a bytearray cannot change its size. Other types export one by a method `__buffer__` that gives a memoryview.

use super::mapped::Mapped;
use super::memoryview::MemoryView;
use super::sequence::expect_memory;
use crate::object::{ByteArray, Bytes, Special, Value};
use crate::vm::{NativeObject, PyResult, Vm};
use std::borrow::Cow;
use std::rc::Rc;

/// A view on a part of some storage.
pub struct Buffer {
    /// What exported it: `memoryview.obj`.
    pub object: Value,
    storage: Value,
    /// Where the first item is.
    pub start: usize,
    pub format: Rc<str>,
    pub item_size: usize,
    pub shape: Vec<usize>,
    pub strides: Vec<isize>,
    pub readonly: bool,
    /// Of a class written in Python: what its `__buffer__` gave, to be given back, and how many buffers share it.
    lent: Option<(Value, Rc<()>)>,
    /// Of mapped memory: keeps it where it is.
    mapped: Option<Rc<()>>,
}

/// What `__buffer__` is asked for: plain bytes, or all that can be said of a view that is only read.
const SIMPLE: i64 = 0;
const FULL_READ_ONLY: i64 = 0x11c;

impl Buffer {
    /// Of all of a bytes or bytearray object; nothing for other values.
    pub fn of_storage(vm: &Vm, object: &Value, storage: &Value) -> Option<Buffer> {
        let (mut mapped, mut readonly) = (None, storage.is_a::<Bytes>());
        let len = match (storage.get::<Bytes>(), storage.get::<ByteArray>()) {
            (Some(bytes), _) => bytes.as_bytes().len(),
            (_, Some(array)) => {
                array.exports.set(array.exports.get() + 1);
                array.bytes(vm).len()
            }
            _ => {
                let memory = storage.opaque::<Mapped>(vm).filter(|mapped| mapped.memory.is_some())?;
                (mapped, readonly) = (Some(memory.exported.clone()), memory.access == Mapped::READ_ONLY);
                memory.bytes().len()
            }
        };
        Some(Buffer {
            object: object.clone(),
            storage: storage.clone(),
            start: 0,
            format: "B".into(),
            item_size: 1,
            shape: vec![len],
            strides: vec![1],
            readonly,
            lent: None,
            mapped,
        })
    }

    /// All bytes of the storage.
    pub fn storage<'a>(&'a self, vm: &'a Vm) -> &'a [u8] {
        match self.storage.get::<Bytes>() {
            Some(bytes) => bytes.as_bytes(),
            None => match self.storage.get::<ByteArray>() {
                Some(array) => array.bytes(vm),
                None => self.storage.opaque::<Mapped>(vm).map_or(&[], Mapped::bytes),
            },
        }
    }

    /// The same, to be changed; empty if they cannot be.
    pub fn storage_mut<'a>(&'a self, vm: &'a mut Vm) -> &'a mut [u8] {
        match self.storage.get::<ByteArray>() {
            Some(array) => array.bytes_mut(vm),
            None => self.storage.opaque_mut::<Mapped>(vm).map_or(&mut [], Mapped::bytes_mut),
        }
    }

    pub fn items(&self) -> usize {
        self.shape.iter().product()
    }

    pub fn byte_len(&self) -> usize {
        self.items() * self.item_size
    }

    /// Whether the items follow each other as in C.
    pub fn is_contiguous(&self) -> bool {
        let mut expected = self.item_size as isize;
        for (&len, &stride) in self.shape.iter().zip(&self.strides).rev() {
            if len > 1 && stride != expected {
                return false;
            }
            expected *= len as isize;
        }
        true
    }

    /// Whether they follow each other as in Fortran.
    pub fn is_fortran_contiguous(&self) -> bool {
        let mut expected = self.item_size as isize;
        for (&len, &stride) in self.shape.iter().zip(&self.strides) {
            if len > 1 && stride != expected {
                return false;
            }
            expected *= len as isize;
        }
        true
    }

    /// Where in the storage each item is, in C's order.
    pub fn offsets(&self) -> Vec<usize> {
        let mut offsets = vec![self.start as isize];
        for (&len, &stride) in self.shape.iter().zip(&self.strides) {
            offsets = offsets.iter().flat_map(|at| (0..len as isize).map(move |nth| at + nth * stride)).collect();
        }
        offsets.into_iter().map(|at| at as usize).collect()
    }

    /// The bytes in C's order.
    pub fn bytes<'a>(&'a self, vm: &'a Vm) -> Cow<'a, [u8]> {
        let storage = self.storage(vm);
        if self.is_contiguous() {
            return Cow::Borrowed(storage.get(self.start..self.start + self.byte_len()).unwrap_or(&[]));
        }
        let mut out = Vec::with_capacity(self.byte_len());
        for at in self.offsets() {
            out.extend_from_slice(storage.get(at..at + self.item_size).unwrap_or(&[]));
        }
        Cow::Owned(out)
    }

    /// Puts bytes into a contiguous buffer, from an offset on; as many as there is room for.
    pub fn write(&self, vm: &mut Vm, offset: usize, bytes: &[u8]) {
        let from = self.start + offset;
        let room = self.byte_len().saturating_sub(offset).min(bytes.len());
        if let Some(target) = self.storage_mut(vm).get_mut(from..from + room) {
            target.copy_from_slice(&bytes[..room]);
        }
    }

    pub fn visit(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.object);
        visit(&self.storage);
        if let Some((view, _)) = &self.lent {
            visit(view);
        }
    }

    /// Lets go of the buffer; a class written in Python hears of it by `__release_buffer__`, with the last that goes.
    pub fn release(mut self, vm: &mut Vm) {
        let Some((view, shared)) = self.lent.take().filter(|(_, shared)| Rc::strong_count(shared) == 1) else { return };
        let object = self.object.clone();
        drop((self, shared));
        let class = vm.type_of(&object).to_ref();
        if let Some(method) = class.special(Special::ReleaseBuffer, vm)
            && let Err(raised) = vm.call_unbound(&method, &object, &[view])
        {
            let class = class.name();
            vm.unraisable(raised, &format!("Exception ignored in bf_releasebuffer of {class}"));
        }
    }
}

impl Clone for Buffer {
    fn clone(&self) -> Buffer {
        if let Some(array) = self.storage.get::<ByteArray>() {
            array.exports.set(array.exports.get() + 1);
        }
        Buffer {
            object: self.object.clone(),
            storage: self.storage.clone(),
            start: self.start,
            format: self.format.clone(),
            item_size: self.item_size,
            shape: self.shape.clone(),
            strides: self.strides.clone(),
            readonly: self.readonly,
            lent: self.lent.clone(),
            mapped: self.mapped.clone(),
        }
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        if let Some(array) = self.storage.get::<ByteArray>() {
            array.exports.set(array.exports.get().saturating_sub(1));
        }
    }
}

/// The buffer of a value, nothing if it has none.
pub fn try_buffer(vm: &mut Vm, value: &Value) -> PyResult<Option<Buffer>> {
    ask(vm, value, FULL_READ_ONLY)
}

fn ask(vm: &mut Vm, value: &Value, flags: i64) -> PyResult<Option<Buffer>> {
    if let Some(buffer) = Buffer::of_storage(vm, value, value) {
        return Ok(Some(buffer));
    }
    if let Some(view) = value.opaque::<MemoryView>(vm) {
        return match view.buffer.clone() {
            Some(buffer) => Ok(Some(buffer)),
            None => Err(super::memoryview::released(vm)),
        };
    }
    let class = vm.type_of(value).to_ref();
    let Some(method) = class.special(Special::Buffer, vm) else { return Ok(None) };
    let flags = vm.int(flags);
    let given = vm.call_unbound(&method, value, &[flags])?;
    let buffer = given.opaque::<MemoryView>(vm).map(|view| view.buffer.clone());
    match buffer {
        // What a native type views is its own affair.
        Some(Some(buffer)) if method.is_a::<NativeObject>() => Ok(Some(buffer)),
        Some(Some(mut buffer)) => {
            buffer.object = value.clone();
            buffer.lent = Some((given, Rc::new(())));
            Ok(Some(buffer))
        }
        Some(None) => Err(super::memoryview::released(vm)),
        None => Err(vm.type_error("__buffer__ returned non-memoryview object")),
    }
}

/// The buffer of a value that has to have one.
pub fn buffer(vm: &mut Vm, value: &Value) -> PyResult<Buffer> {
    match try_buffer(vm, value)? {
        Some(buffer) => Ok(buffer),
        None => Err(not_bytes_like(vm, value)),
    }
}

/// The buffer that an argument of a function is to be filled through.
pub fn writable(vm: &mut Vm, value: &Value, argument: &str) -> PyResult<Buffer> {
    match try_buffer(vm, value)? {
        Some(buffer) if !buffer.readonly && buffer.is_contiguous() => Ok(buffer),
        _ => {
            let given = if value.is_none() { "None".into() } else { vm.type_of(value).name() };
            Err(vm.type_error(format!("{argument} must be read-write bytes-like object, not {given}")))
        }
    }
}

#[cold]
pub fn not_bytes_like(vm: &mut Vm, value: &Value) -> crate::vm::Raised {
    let class = vm.type_of(value).name();
    vm.type_error(format!("a bytes-like object is required, not '{class}'"))
}

/// The bytes of a bytes-like object, nothing for other values.
pub fn contents<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<Option<Cow<'a, [u8]>>> {
    contents_asked(vm, value, SIMPLE)
}

/// The same where CPython takes a view of any shape.
pub fn contents_of_view<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<Option<Cow<'a, [u8]>>> {
    contents_asked(vm, value, FULL_READ_ONLY)
}

fn contents_asked<'a>(vm: &mut Vm, value: &'a Value, flags: i64) -> PyResult<Option<Cow<'a, [u8]>>> {
    if let Some(bytes) = value.get::<Bytes>() {
        return Ok(Some(Cow::Borrowed(bytes.as_bytes())));
    }
    if let Some(array) = value.get::<ByteArray>() {
        let len = array.bytes(vm).len();
        expect_memory(vm, len)?;
        return Ok(Some(Cow::Owned(array.bytes(vm).clone())));
    }
    let Some(buffer) = ask(vm, value, flags)? else { return Ok(None) };
    if flags == SIMPLE && !buffer.is_contiguous() {
        return Err(vm.buffer_error("memoryview: underlying buffer is not C-contiguous"));
    }
    let bytes = buffer.bytes(vm).into_owned();
    buffer.release(vm);
    Ok(Some(Cow::Owned(bytes)))
}

/// The bytes of a value that has to be bytes-like.
pub fn bytes_like<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<Cow<'a, [u8]>> {
    match contents(vm, value)? {
        Some(bytes) => Ok(bytes),
        None => Err(not_bytes_like(vm, value)),
    }
}
