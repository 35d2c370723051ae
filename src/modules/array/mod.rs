//! `array`: sequences of numbers or characters that are kept as machine words.
//!
//! An array's bytes are in a bytearray of its own, which views on it can hold.

mod item;
mod iterator;
mod methods;
mod operators;
mod pickling;

use super::support;
use crate::builtins::buffer::Buffer;
use crate::builtins::memoryview;
use crate::builtins::{class_to_make, import};
use crate::object::{ByteArray, Bytes, List, Module, Obj, Opaque, Ref, Str, Tuple, Type, Value, type_flag};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Raised, Vm};

/// `array.array`.
struct Array {
    code: u8,
    /// A bytearray.
    storage: Value,
}

impl Opaque for Array {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.storage);
    }
}

/// What functions work with: an array's typecode, the size of its items and their bytes.
#[derive(Clone)]
struct Parts {
    code: u8,
    size: usize,
    storage: Ref<ByteArray>,
}

const OWN: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__buffer__", signature: "(self, flags, /)", function: export },
    Native { name: "__release_buffer__", signature: "(self, buffer, /)", function: memoryview::give_back },
    Native { name: "__class_getitem__", signature: "(cls, object, /)", function: crate::builtins::class_getitem },
    Native { name: "__reduce_ex__", signature: "(self, value, /)", function: pickling::reduce_ex },
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "itemsize", get: |vm, array| Ok(Value::size(parts(vm, array)?.size)), set: None },
    Attribute {
        name: "typecode",
        get: |vm, array| {
            let code = parts(vm, array)?.code;
            Ok(vm.character(code.into()))
        },
        set: None,
    },
];

const FUNCTIONS: &[Native] = &[Native {
    name: "_array_reconstructor",
    signature: "(arraytype, typecode, mformat_code, items, /)",
    function: pickling::reconstruct,
}];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("array");
    vm.add_functions(&module, FUNCTIONS);
    let class = vm.define_type::<Array>("array.array", OWN, ATTRIBUTES);
    vm.add_methods(&class, methods::METHODS);
    vm.add_methods(&class, operators::METHODS);
    let hash = vm.names().__hash__.clone();
    drop(class.dict().insert_str(&hash, Value::NONE, vm));
    class.set_flag(type_flag::NO_NEW, false);
    class.set_flag(type_flag::BASE | type_flag::SEQUENCE | type_flag::WEAKREF, true);
    class.lay_out(0, vm);
    class.changed(vm);
    vm.define_type::<iterator::ArrayIterator>("array.arrayiterator", iterator::METHODS, &[]);
    vm.module_set(&module, "array", class.value().clone());
    vm.module_set(&module, "ArrayType", class.value().clone());
    let codes = vm.str(item::TYPECODES);
    vm.module_set(&module, "typecodes", codes);
    // Without the classes of `collections.abc` there is nobody to ask.
    let _ = register(vm, &class);
    module
}

fn register(vm: &mut Vm, class: &Ref<Type>) -> PyResult {
    let module = import(vm, "_collections_abc")?;
    let (sequence, register) = (vm.intern("MutableSequence"), vm.intern("register"));
    let sequence = vm.getattr(&module, &sequence)?;
    vm.call_method(&sequence, &register, &[class.value().clone()])
}

fn try_parts(vm: &Vm, value: &Value) -> Option<Parts> {
    let array = value.opaque::<Array>(vm)?;
    let storage = array.storage.clone().downcast().ok()?;
    Some(Parts { code: array.code, size: item::size(array.code).unwrap_or(1), storage })
}

fn parts(vm: &mut Vm, value: &Value) -> PyResult<Parts> {
    match try_parts(vm, value) {
        Some(parts) => Ok(parts),
        None => Err(vm.type_error("an array is needed")),
    }
}

impl Parts {
    fn len(&self, vm: &Vm) -> usize {
        self.storage.bytes(vm).len() / self.size
    }

    /// The item at a place, if there is one.
    fn get(&self, vm: &mut Vm, at: usize) -> Option<PyResult> {
        let bytes: [u8; 8] = {
            let item = self.storage.bytes(vm).get(at * self.size..)?.get(..self.size)?;
            let mut bytes = [0; 8];
            bytes[..self.size].copy_from_slice(item);
            bytes
        };
        Some(item::unpack(vm, self.code, &bytes[..self.size]))
    }

    /// The bytes, to be made more or fewer.
    fn resizable<'a>(&'a self, vm: &'a mut Vm) -> PyResult<&'a mut Vec<u8>> {
        match self.storage.exports.get() {
            0 => Ok(self.storage.bytes_mut(vm)),
            _ => Err(exported(vm)),
        }
    }

    fn append(&self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        let (bytes, size) = item::pack(vm, self.code, value)?;
        self.append_bytes(vm, &bytes[..size])
    }

    fn append_bytes(&self, vm: &mut Vm, bytes: &[u8]) -> PyResult<()> {
        let own = self.resizable(vm)?;
        if own.try_reserve(bytes.len()).is_err() {
            return Err(vm.memory_error());
        }
        own.extend_from_slice(bytes);
        Ok(())
    }

    fn append_all(&self, vm: &mut Vm, iterable: &Value) -> PyResult<()> {
        let iterator = vm.iter(iterable)?;
        while let Some(value) = vm.next(&iterator)? {
            self.append(vm, &value)?;
            vm.attend()?;
        }
        Ok(())
    }
}

#[cold]
fn exported(vm: &mut Vm) -> Raised {
    vm.buffer_error("cannot resize an array that is exporting buffers")
}

#[cold]
fn other_kind(vm: &mut Vm) -> Raised {
    vm.type_error("bad argument type for built-in operation")
}

/// An array of a class.
fn array_of(vm: &mut Vm, class: &Obj<Type>, code: u8, bytes: Vec<u8>) -> Value {
    let storage = vm.bytearray(bytes);
    vm.opaque(class, Array { code, storage })
}

/// A plain array.
fn array(vm: &mut Vm, code: u8, bytes: Vec<u8>) -> Value {
    let class = vm.type_for::<Array>();
    array_of(vm, &class, code, bytes)
}

/// A subclass can have named arguments, too: for its `__init__`.
fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let base = vm.type_for::<Array>();
    let class = class_to_make(vm, &args[0], &base)?.to_ref();
    if class.is(&base) && vm.len(&args[2])? > 0 {
        return Err(vm.type_error("array.array() takes no keyword arguments"));
    }
    let given = args[1].get::<Tuple>().map_or(&[][..], |given| given.items());
    let (code, initial) = match given {
        [] => return Err(vm.type_error("array() takes at least 1 argument (0 given)")),
        [code] => (code, None),
        [code, initial] => (code, Some(initial)),
        _ => {
            let given = given.len();
            return Err(vm.type_error(format!("array() takes at most 2 arguments ({given} given)")));
        }
    };
    let code = item::code(vm, code, "array() argument 1")?;
    if code == b'u' {
        let words = "The 'u' type code is deprecated and will be removed in Python 3.16";
        vm.warn(ExceptionKind::DeprecationWarning, words)?;
    }
    if let Some(initial) = initial.filter(|_| !item::is_text(code)) {
        let of_text = try_parts(vm, initial).is_some_and(|parts| item::is_text(parts.code));
        if initial.is_a::<Str>() || of_text {
            let (what, code) = (if of_text { "unicode array" } else { "str" }, char::from(code));
            return Err(vm.type_error(format!("cannot use a {what} to initialize an array with typecode '{code}'")));
        }
    }
    if item::size(code).is_none() {
        return Err(vm.value_error("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)"));
    }
    let made = array_of(vm, &class, code, Vec::new());
    if let Some(initial) = initial {
        fill(vm, &made, initial)?;
    }
    Ok(made)
}

fn fill(vm: &mut Vm, made: &Value, initial: &Value) -> PyResult<()> {
    let own = parts(vm, made)?;
    if initial.is_a::<Str>() {
        return own.append_bytes(vm, &item::text_items(initial));
    }
    if initial.is_a::<Bytes>() || initial.is_a::<ByteArray>() {
        return methods::append_buffer(vm, &own, initial);
    }
    match try_parts(vm, initial) {
        Some(other) if other.code == own.code => {
            let bytes = other.storage.bytes(vm).clone();
            own.append_bytes(vm, &bytes)
        }
        _ if initial.is_a::<List>() || initial.is_a::<Tuple>() => {
            let mut at = 0;
            while let Some(value) = crate::builtins::sequence::item(vm, initial, at) {
                own.append(vm, &value)?;
                at += 1;
            }
            Ok(())
        }
        _ => own.append_all(vm, initial),
    }
}

/// A view on the array's bytes, as items of its type.
fn export(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = parts(vm, &args[0])?;
    vm.index_i64(&args[1])?;
    let (len, size) = (own.len(vm), own.size);
    let Some(mut buffer) = Buffer::of_storage(vm, &args[0], own.storage.value()) else { return Ok(Value::NONE) };
    let code = if own.code == b'u' { 'w' } else { own.code.into() };
    buffer.format = code.to_string().into();
    (buffer.item_size, buffer.shape, buffer.strides) = (size, vec![len], vec![size as isize]);
    Ok(memoryview::view(vm, buffer))
}

/// The short name of the class, for its `repr`.
fn class_name(vm: &Vm, value: &Value) -> String {
    support::short_name(vm, value)
}
