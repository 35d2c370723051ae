//! `memoryview`: views on buffers.

mod items;
mod shape;

use super::buffer::{Buffer, buffer, try_buffer};
use super::bytes::hex;
use super::sequence;
use super::text::{class_name, place, slice_bounds, slicing, subscript};
use crate::object::{Opaque, Ref, Slice, Special, Str, Tuple, Type, Value, type_flag};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Raised, Vm};

pub use items::{float_to_half, half_to_float, item_size};

/// The contents of a memoryview: its buffer, nothing once it is released.
pub struct MemoryView {
    pub buffer: Option<Buffer>,
    /// The hash, once it was asked for: it outlives the buffer.
    pub hash: Option<i64>,
}

impl Opaque for MemoryView {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(buffer) = &self.buffer {
            buffer.visit(visit);
        }
    }
}

const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, object)", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__len__", signature: "(self, /)", function: len },
    Native { name: "__getitem__", signature: "(self, key, /)", function: getitem },
    Native { name: "__setitem__", signature: "(self, key, value, /)", function: setitem },
    Native { name: "__delitem__", signature: "(self, key, /)", function: delitem },
    Native { name: "__eq__", signature: "(self, value, /)", function: |vm, args| equal(vm, args, true) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |vm, args| equal(vm, args, false) },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
    Native { name: "__iter__", signature: "(self, /)", function: iter },
    Native { name: "__enter__", signature: "(self, /)", function: enter },
    Native { name: "__exit__", signature: "(self, /, *exc_info)", function: |vm, args| release(vm, &args[..1]) },
    super::generic_alias::CLASS_GETITEM,
    Native { name: "__buffer__", signature: "(self, flags, /)", function: export },
    Native { name: "__release_buffer__", signature: "(self, buffer, /)", function: give_back },
    Native { name: "_from_flags", signature: "(cls, object, flags)", function: |vm, args| of(vm, &args[1]) },
    Native { name: "cast", signature: "(self, /, format, shape=<unrepresentable>)", function: shape::cast },
    Native { name: "count", signature: "(self, value, /)", function: count },
    Native { name: "hex", signature: "(self, /, sep=<unrepresentable>, bytes_per_sep=1)", function: hex_of },
    Native { name: "index", signature: "(self, value, start=0, stop=sys.maxsize, /)", function: index },
    Native { name: "release", signature: "(self, /)", function: release },
    Native { name: "tobytes", signature: "(self, /, order='C')", function: tobytes },
    Native { name: "tolist", signature: "(self, /)", function: tolist },
    Native { name: "toreadonly", signature: "(self, /)", function: toreadonly },
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "obj", get: |vm, view| Ok(me(vm, view)?.object.clone()), set: None },
    Attribute { name: "nbytes", get: |vm, view| Ok(Value::size(me(vm, view)?.byte_len())), set: None },
    Attribute { name: "itemsize", get: |vm, view| Ok(Value::size(me(vm, view)?.item_size)), set: None },
    Attribute { name: "format", get: format, set: None },
    Attribute { name: "ndim", get: |vm, view| Ok(Value::size(me(vm, view)?.shape.len())), set: None },
    Attribute { name: "shape", get: shape_of, set: None },
    Attribute { name: "strides", get: strides, set: None },
    Attribute { name: "suboffsets", get: suboffsets, set: None },
    Attribute { name: "readonly", get: |vm, view| Ok(Value::bool(me(vm, view)?.readonly)), set: None },
    Attribute { name: "c_contiguous", get: |vm, view| Ok(Value::bool(me(vm, view)?.is_contiguous())), set: None },
    Attribute { name: "f_contiguous", get: |vm, view| Ok(Value::bool(me(vm, view)?.is_fortran_contiguous())), set: None },
    Attribute { name: "contiguous", get: contiguous, set: None },
];

pub fn define(vm: &mut Vm) -> Ref<Type> {
    let class = vm.define_type::<MemoryView>("memoryview", METHODS, ATTRIBUTES);
    class.set_flag(type_flag::SEQUENCE | type_flag::WEAKREF, true);
    vm.define_type::<MemoryIterator>("memory_iterator", ITERATOR, &[]);
    class
}

#[cold]
pub fn released(vm: &mut Vm) -> Raised {
    vm.value_error("operation forbidden on released memoryview object")
}

/// The buffer of a memoryview that is not released.
fn me(vm: &mut Vm, view: &Value) -> PyResult<Buffer> {
    match view.opaque::<MemoryView>(vm).and_then(|view| view.buffer.clone()) {
        Some(buffer) => Ok(buffer),
        None => Err(released(vm)),
    }
}

/// A memoryview of a buffer.
pub fn view(vm: &mut Vm, buffer: Buffer) -> Value {
    vm.new_opaque(MemoryView { buffer: Some(buffer), hash: None })
}

/// A memoryview of a value that has a buffer.
pub fn of(vm: &mut Vm, object: &Value) -> PyResult {
    match try_buffer(vm, object)? {
        Some(buffer) => Ok(view(vm, buffer)),
        None => {
            let class = class_name(vm, object);
            Err(vm.type_error(format!("memoryview: a bytes-like object is required, not '{class}'")))
        }
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    of(vm, &args[1])
}

/// `__buffer__` of builtin types.
pub fn export(vm: &mut Vm, args: &[Value]) -> PyResult {
    const WRITABLE: i64 = 1;
    let flags = vm.index_i64(&args[1])?;
    let made = of(vm, &args[0])?;
    if flags & WRITABLE != 0 && me(vm, &made)?.readonly {
        let words = match args[0].opaque::<MemoryView>(vm) {
            Some(_) => "memoryview: underlying buffer is not writable",
            None => "Object is not writable.",
        };
        return Err(vm.raise(ExceptionKind::BufferError, words));
    }
    Ok(made)
}

/// `__release_buffer__` of builtin types.
pub fn give_back(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(view) = args[1].opaque::<MemoryView>(vm) else {
        return Err(vm.type_error("expected a memoryview object"));
    };
    match &view.buffer {
        Some(buffer) if !buffer.object.is(&args[0]) => Err(vm.value_error("memoryview's buffer is not this object")),
        Some(_) => release(vm, &args[1..]),
        None => Err(vm.value_error("memoryview's buffer has already been released")),
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let is_released = args[0].opaque::<MemoryView>(vm).is_none_or(|view| view.buffer.is_none());
    let what = if is_released { "released memory" } else { "memory" };
    Ok(vm.str(&format!("<{what} at {:#x}>", vm.id(&args[0]))))
}

fn len(vm: &mut Vm, args: &[Value]) -> PyResult {
    match me(vm, &args[0])?.shape.first() {
        Some(len) => Ok(Value::size(*len)),
        None => Err(vm.type_error("0-dim memory has no length")),
    }
}

fn format(vm: &mut Vm, value: &Value) -> PyResult {
    let format = me(vm, value)?.format.clone();
    Ok(vm.str(&format))
}

fn shape_of(vm: &mut Vm, value: &Value) -> PyResult {
    let shape: Vec<Value> = me(vm, value)?.shape.iter().map(|len| Value::size(*len)).collect();
    Ok(vm.tuple(shape))
}

fn strides(vm: &mut Vm, value: &Value) -> PyResult {
    let strides: Vec<Value> = me(vm, value)?.strides.iter().map(|stride| vm.int(*stride as i64)).collect();
    Ok(vm.tuple(strides))
}

fn suboffsets(vm: &mut Vm, value: &Value) -> PyResult {
    me(vm, value)?;
    Ok(vm.empty_tuple())
}

fn contiguous(vm: &mut Vm, value: &Value) -> PyResult {
    let buffer = me(vm, value)?;
    Ok(Value::bool(buffer.is_contiguous() || buffer.is_fortran_contiguous()))
}

fn item(vm: &mut Vm, buffer: &Buffer, at: usize) -> PyResult {
    let bytes = buffer.storage(vm).get(at..at + buffer.item_size).unwrap_or(&[]).to_vec();
    items::unpack(vm, &buffer.format, &bytes)
}

/// Where the item is that a key means: an index, or a tuple of indices.
fn item_offset(vm: &mut Vm, buffer: &Buffer, key: &Value) -> PyResult<usize> {
    let indices = match key.get::<Tuple>() {
        Some(indices) => indices.items(),
        None => std::slice::from_ref(key),
    };
    let dimensions = buffer.shape.len();
    if indices.len() < dimensions {
        let words = if key.is_a::<Tuple>() {
            "sub-views are not implemented"
        } else {
            "multi-dimensional sub-views are not implemented"
        };
        return Err(vm.not_implemented_error(words));
    }
    if indices.len() > dimensions {
        let given = indices.len();
        return Err(vm.type_error(format!("cannot index {dimensions}-dimension view with {given}-element tuple")));
    }
    let mut at = buffer.start as isize;
    for (dimension, index) in indices.iter().enumerate() {
        let index = subscript(vm, index)?;
        let Some(index) = place(index, buffer.shape[dimension]) else {
            return Err(vm.index_error(format!("index out of bounds on dimension {}", dimension + 1)));
        };
        at += index as isize * buffer.strides[dimension];
    }
    Ok(at as usize)
}

/// What a key of `[]` is.
enum Key<'a> {
    Item,
    Slice(&'a Slice),
}

fn key<'a>(vm: &mut Vm, key: &'a Value, buffer: &Buffer) -> PyResult<Key<'a>> {
    let is_index = |vm: &mut Vm, value: &Value| {
        let class = vm.type_of(value).to_ref();
        value.as_int().is_some() || class.has_special(Special::Index, vm)
    };
    if buffer.shape.is_empty() {
        let is_whole = key.is_a::<Tuple>() && key.get::<Tuple>().is_some_and(|key| key.items().is_empty());
        return match is_whole || key.kind() == crate::object::Kind::Ellipsis {
            true => Ok(Key::Item),
            false => Err(vm.type_error("invalid indexing of 0-dim memory")),
        };
    }
    if let Some(slice) = key.get::<Slice>() {
        return Ok(Key::Slice(slice));
    }
    if let Some(keys) = key.get::<Tuple>() {
        if keys.items().iter().all(|key| is_index(vm, key)) {
            return Ok(Key::Item);
        }
        if keys.items().iter().all(|key| key.is_a::<Slice>()) {
            return Err(vm.not_implemented_error("multi-dimensional slicing is not implemented"));
        }
    } else if is_index(vm, key) {
        return Ok(Key::Item);
    }
    Err(vm.type_error("memoryview: invalid slice key"))
}

/// A part of a buffer, by a slice of its first dimension.
fn part(vm: &mut Vm, buffer: &Buffer, slice: &Slice) -> PyResult<Buffer> {
    let bounds = slice_bounds(vm, slice)?;
    let slicing = slicing(bounds, buffer.shape[0]);
    let mut part = buffer.clone();
    part.start = (part.start as isize + slicing.start as isize * part.strides[0]) as usize;
    part.shape[0] = slicing.count;
    part.strides[0] = part.strides[0].saturating_mul(slicing.step);
    Ok(part)
}

fn getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let buffer = me(vm, &args[0])?;
    match key(vm, &args[1], &buffer)? {
        Key::Slice(slice) => {
            let part = part(vm, &buffer, slice)?;
            Ok(view(vm, part))
        }
        Key::Item => {
            let at = item_offset(vm, &buffer, &args[1])?;
            // An index's code may have released the view.
            let buffer = me(vm, &args[0])?;
            item(vm, &buffer, at)
        }
    }
}

fn setitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = me(vm, &args[0])?;
    if own.readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    let slice = match key(vm, &args[1], &own)? {
        Key::Slice(slice) => slice,
        Key::Item => {
            let words = "sub-views are not implemented";
            if own.shape.len() > 1 && !args[1].is_a::<Tuple>() {
                return Err(vm.not_implemented_error(words));
            }
            let at = item_offset(vm, &own, &args[1])?;
            let bytes = items::pack(vm, &own.format, &args[2])?;
            // Packing may have run code that released the view.
            let own = me(vm, &args[0])?;
            if let Some(place) = own.storage_mut(vm).get_mut(at..at + bytes.len()) {
                place.copy_from_slice(&bytes);
            }
            return Ok(Value::NONE);
        }
    };
    if own.shape.len() > 1 {
        return Err(vm.not_implemented_error("memoryview slice assignments are currently restricted to ndim = 1"));
    }
    let source = buffer(vm, &args[2])?;
    let target = part(vm, &own, slice)?;
    let same = source.shape == target.shape && items::letter(&source.format) == items::letter(&target.format);
    if !same {
        return Err(vm.value_error("memoryview assignment: lvalue and rvalue have different structures"));
    }
    let bytes = source.bytes(vm).into_owned();
    for (at, item) in target.offsets().into_iter().zip(bytes.chunks(target.item_size)) {
        if let Some(place) = target.storage_mut(vm).get_mut(at..at + item.len()) {
            place.copy_from_slice(item);
        }
    }
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let buffer = me(vm, &args[0])?;
    let words = if buffer.readonly { "cannot modify read-only memory" } else { "cannot delete memory" };
    Err(vm.type_error(words))
}

fn equal(vm: &mut Vm, args: &[Value], wanted: bool) -> PyResult {
    if args[0].is(&args[1]) {
        return Ok(Value::bool(wanted));
    }
    let Some(own) = args[0].opaque::<MemoryView>(vm).and_then(|view| view.buffer.clone()) else {
        return Ok(Value::bool(!wanted));
    };
    if args[1].is_a::<Str>() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let other = match try_buffer(vm, &args[1]) {
        Ok(Some(other)) => other,
        Ok(None) => return Ok(Value::NOT_IMPLEMENTED),
        Err(_) => return Ok(Value::bool(!wanted)),
    };
    if own.shape != other.shape {
        return Ok(Value::bool(!wanted));
    }
    let is_plain = |buffer: &Buffer| matches!(items::letter(&buffer.format), Some(b'B' | b'b' | b'c'));
    if own.format == other.format && is_plain(&own) {
        return Ok(Value::bool((own.bytes(vm) == other.bytes(vm)) == wanted));
    }
    for (a, b) in own.offsets().into_iter().zip(other.offsets()) {
        let (a, b) = (item(vm, &own, a)?, item(vm, &other, b)?);
        if !vm.compare_bool(crate::bytecode::Comparison::Equal, &a, &b)? {
            return Ok(Value::bool(!wanted));
        }
    }
    Ok(Value::bool(wanted))
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(hash) = args[0].opaque::<MemoryView>(vm).and_then(|view| view.hash) {
        return Ok(vm.int(hash));
    }
    let buffer = me(vm, &args[0])?;
    if !buffer.readonly {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    if !matches!(items::letter(&buffer.format), Some(b'B' | b'b' | b'c')) {
        return Err(vm.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    let hash = crate::object::hash_key().hash_text(&buffer.bytes(vm));
    if let Some(view) = args[0].opaque_mut::<MemoryView>(vm) {
        view.hash = Some(hash);
    }
    Ok(vm.int(hash))
}

fn enter(vm: &mut Vm, args: &[Value]) -> PyResult {
    me(vm, &args[0])?;
    Ok(args[0].clone())
}

fn release(vm: &mut Vm, args: &[Value]) -> PyResult {
    let buffer = args[0].opaque_mut::<MemoryView>(vm).and_then(|view| view.buffer.take());
    if let Some(buffer) = buffer {
        buffer.release(vm);
    }
    Ok(Value::NONE)
}

fn tobytes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let buffer = me(vm, &args[0])?;
    let order = match args[1].given().filter(|order| !order.is_none()) {
        None => "C".into(),
        Some(order) => match order.get::<Str>() {
            Some(order) => order.to_string_lossy().into_owned(),
            None => {
                let class = class_name(vm, order);
                return Err(vm.type_error(format!("tobytes() argument 'order' must be str or None, not {class}")));
            }
        },
    };
    let bytes = match &*order {
        "F" => shape::fortran_bytes(vm, &buffer),
        "A" if buffer.is_fortran_contiguous() => shape::fortran_bytes(vm, &buffer),
        "C" | "A" => buffer.bytes(vm).into_owned(),
        _ => return Err(vm.value_error("order must be 'C', 'F' or 'A'")),
    };
    Ok(vm.bytes(&bytes))
}

fn hex_of(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = me(vm, &args[0])?.bytes(vm).into_owned();
    hex(vm, &bytes, &args[1], &args[2])
}

fn tolist(vm: &mut Vm, args: &[Value]) -> PyResult {
    let buffer = me(vm, &args[0])?;
    let mut items = Vec::with_capacity(buffer.items());
    for at in buffer.offsets() {
        items.push(item(vm, &buffer, at)?);
    }
    if buffer.shape.is_empty() {
        return Ok(items.pop().unwrap_or(Value::NONE));
    }
    // Lists of lists, the innermost first.
    for len in buffer.shape[1..].iter().rev() {
        items = items.chunks((*len).max(1)).map(|row| vm.list(row.to_vec())).collect();
    }
    if buffer.items() == 0 && buffer.shape[0] > 0 {
        items = (0..buffer.shape[0]).map(|_| vm.list(Vec::new())).collect();
    }
    Ok(vm.list(items))
}

fn toreadonly(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut buffer = me(vm, &args[0])?;
    buffer.readonly = true;
    Ok(view(vm, buffer))
}

fn count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(&args[0])?;
    let mut count = 0;
    while let Some(item) = vm.next(&iterator)? {
        if vm.equal(&item, &args[1])? {
            count += 1;
        }
    }
    Ok(Value::size(count))
}

fn index(vm: &mut Vm, args: &[Value]) -> PyResult {
    let buffer = me(vm, &args[0])?;
    let len = buffer.shape.first().copied().unwrap_or(0);
    let (start, stop) = (sequence::bound(vm, &args[2], 0)?, sequence::bound(vm, &args[3], i64::MAX)?);
    for at in sequence::clip(start, len)..sequence::clip(stop, len) {
        let item = getitem(vm, &[args[0].clone(), Value::size(at)])?;
        if vm.equal(&item, &args[1])? {
            return Ok(Value::size(at));
        }
    }
    Err(vm.value_error("memoryview.index(x): x not found"))
}

/// An iterator over a memoryview's items.
struct MemoryIterator {
    view: Value,
    next: usize,
}

impl Opaque for MemoryIterator {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.view);
    }
}

const ITERATOR: &[Native] = &[
    Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__next__", signature: "(self, /)", function: next },
];

fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let buffer = me(vm, &args[0])?;
    match buffer.shape.len() {
        0 => Err(vm.type_error("invalid indexing of 0-dim memory")),
        1 => Ok(vm.new_opaque(MemoryIterator { view: args[0].clone(), next: 0 })),
        _ => Err(vm.not_implemented_error("multi-dimensional sub-views are not implemented")),
    }
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = args[0].opaque_mut::<MemoryIterator>(vm) else { return Ok(Value::NULL) };
    let (view, at) = (state.view.clone(), state.next);
    state.next += 1;
    if view.is_null() {
        return Ok(Value::NULL);
    }
    let buffer = me(vm, &view)?;
    if at >= buffer.shape[0] {
        if let Some(state) = args[0].opaque_mut::<MemoryIterator>(vm) {
            drop(std::mem::take(&mut state.view));
        }
        return Ok(Value::NULL);
    }
    let at = (buffer.start as isize + at as isize * buffer.strides[0]) as usize;
    item(vm, &buffer, at)
}
