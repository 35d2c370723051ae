//! `_struct`: values packed into bytes by a format.

mod codec;
mod layout;

use super::support;
use crate::builtins::buffer::{Buffer, buffer, bytes_like, writable};
use crate::builtins::class_to_make;
use crate::builtins::codecs::encode;
use crate::object::{Bytes, Module, Opaque, Ref, Str, Type, Value, type_flag};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Raised, Vm};
use codec::{offset, wrong_count};
use layout::Layout;
use rustc_hash::FxHashMap;
use std::rc::Rc;

const FUNCTIONS: &[Native] = &[
    Native { name: "_clearcache", signature: "()", function: clear_cache },
    Native { name: "calcsize", signature: "(format, /)", function: calcsize },
    Native { name: "iter_unpack", signature: "(format, buffer, /)", function: |vm, args| by_format(vm, args, iter_unpack) },
    Native { name: "pack", signature: "(*args)", function: |vm, args| by_raw_format(vm, args, pack) },
    Native { name: "pack_into", signature: "(*args)", function: |vm, args| by_raw_format(vm, args, pack_into) },
    Native { name: "unpack", signature: "(format, buffer, /)", function: |vm, args| by_format(vm, args, unpack) },
    Native {
        name: "unpack_from",
        signature: "(format, /, buffer, offset=0)",
        function: |vm, args| by_format(vm, args, unpack_from),
    },
];

const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, ...)", function: new },
    Native { name: "__init__", signature: "(self, format)", function: init },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "iter_unpack", signature: "(self, buffer, /)", function: |vm, args| by_struct(vm, args, iter_unpack) },
    Native { name: "pack", signature: "(self, *args)", function: pack_by },
    Native { name: "pack_into", signature: "(self, *args)", function: |vm, args| by_struct(vm, args, pack_into) },
    Native { name: "unpack", signature: "(self, buffer, /)", function: |vm, args| by_struct(vm, args, unpack) },
    Native {
        name: "unpack_from",
        signature: "(self, /, buffer, offset=0)",
        function: |vm, args| by_struct(vm, args, unpack_from),
    },
];

const ATTRIBUTES: &[Attribute] =
    &[Attribute { name: "format", get: format, set: None }, Attribute { name: "size", get: size, set: None }];

const ITERATOR: &[Native] = &[
    Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__next__", signature: "(self, /)", function: next },
    Native { name: "__length_hint__", signature: "(self, /)", function: length_hint },
];

/// A `Struct`: its layout, once it is initialised.
#[derive(Default)]
struct Struct(Option<(Rc<Layout>, Vec<u8>)>);

impl Opaque for Struct {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

/// What `iter_unpack` gives; nothing once it is exhausted.
struct Unpacking {
    layout: Rc<Layout>,
    buffer: Option<Buffer>,
    at: usize,
}

impl Opaque for Unpacking {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(buffer) = &self.buffer {
            buffer.visit(visit);
        }
    }
}

/// So many formats are remembered.
const MOST_KNOWN: usize = 100;

#[derive(Default)]
struct State {
    error: Option<Ref<Type>>,
    known: FxHashMap<Vec<u8>, Rc<Layout>>,
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_struct");
    vm.add_functions(&module, FUNCTIONS);
    let class = vm.define_type::<Struct>("_struct.Struct", METHODS, ATTRIBUTES);
    class.set_flag(type_flag::BASE | type_flag::WEAKREF, true);
    class.lay_out(0, vm);
    class.changed(vm);
    support::add_type(vm, &module, &class);
    vm.define_type::<Unpacking>("_struct.unpack_iterator", ITERATOR, &[]);
    let error = support::add_exception(vm, &module, "struct", "error", ExceptionKind::Exception);
    vm.state::<State>().error = error;
    module
}

/// A `struct.error`.
#[cold]
fn error(vm: &mut Vm, message: impl AsRef<str>) -> Raised {
    let class = vm.state::<State>().error.clone();
    support::raise(vm, class, message)
}

fn clear_cache(vm: &mut Vm, _: &[Value]) -> PyResult {
    vm.state::<State>().known.clear();
    Ok(Value::NONE)
}

/// The text of a format, which is a str or bytes.
fn format_bytes(vm: &mut Vm, format: &Value) -> PyResult<Vec<u8>> {
    let bytes = match format.is_a::<Str>() {
        true => {
            let ascii = vm.str("ascii");
            encode(vm, format, &ascii, &Value::NULL)?
        }
        false => format.clone(),
    };
    match bytes.get::<Bytes>() {
        Some(bytes) => Ok(bytes.as_bytes().to_vec()),
        None => {
            let class = vm.type_of(format).name();
            Err(vm.type_error(format!("Struct() argument 1 must be a str or bytes object, not {class}")))
        }
    }
}

fn understand(vm: &mut Vm, format: &Value) -> PyResult<Rc<Layout>> {
    let own = match (format.get::<Str>(), format.get::<Bytes>()) {
        (Some(text), _) => text.as_bytes(),
        (_, Some(bytes)) => bytes.as_bytes(),
        _ => &[],
    };
    if let Some(layout) = vm.state::<State>().known.get(own) {
        return Ok(layout.clone());
    }
    let bytes = format_bytes(vm, format)?;
    let layout = match layout::parse(&bytes) {
        Ok(layout) => Rc::new(layout),
        Err(message) => return Err(error(vm, message)),
    };
    let known = &mut vm.state::<State>().known;
    if known.len() >= MOST_KNOWN {
        known.clear();
    }
    known.insert(bytes, layout.clone());
    Ok(layout)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let base = vm.type_for::<Struct>();
    let class = class_to_make(vm, &args[0], &base)?;
    Ok(vm.opaque(class, Struct::default()))
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bytes = format_bytes(vm, &args[1])?;
    let layout = understand(vm, &args[1])?;
    if let Some(own) = args[0].opaque_mut::<Struct>(vm) {
        own.0 = Some((layout, bytes));
    }
    Ok(Value::NONE)
}

fn layout_of(vm: &mut Vm, of: &Value) -> PyResult<Rc<Layout>> {
    match of.opaque::<Struct>(vm).and_then(|own| own.0.as_ref()) {
        Some((layout, _)) => Ok(layout.clone()),
        None => Err(vm.runtime_error("Struct object is not initialized")),
    }
}

/// The size, -1 as long as it is not initialised.
fn size(vm: &mut Vm, of: &Value) -> PyResult {
    let size = of.opaque::<Struct>(vm).and_then(|own| own.0.as_ref()).map(|(layout, _)| layout.size);
    Ok(size.map_or_else(|| vm.int(-1), Value::size))
}

fn pack_by(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args[0].opaque::<Struct>(vm).is_some_and(|own| own.0.is_some()) {
        true => by_struct(vm, args, pack),
        false => Err(wrong_count(vm, "pack", -1, args.len() - 1)),
    }
}

fn format(vm: &mut Vm, of: &Value) -> PyResult {
    layout_of(vm, of)?;
    let text = of.opaque::<Struct>(vm).and_then(|own| own.0.as_ref()).map(|(_, format)| format.clone()).unwrap_or_default();
    Ok(vm.str_from(&text))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (text, name) = (format(vm, &args[0])?, support::short_name(vm, &args[0]));
    let text = vm.repr(&text)?;
    Ok(vm.str(&format!("{name}({})", vm.text(&text))))
}

/// What a function of the module or a method does once the layout is known: gets the name and the arguments behind the format.
type Action = fn(&mut Vm, &Rc<Layout>, &[Value]) -> PyResult;

fn by_format(vm: &mut Vm, args: &[Value], action: Action) -> PyResult {
    let layout = understand(vm, &args[0])?;
    action(vm, &layout, &args[1..])
}

fn by_raw_format(vm: &mut Vm, args: &[Value], action: Action) -> PyResult {
    if args.is_empty() {
        return Err(vm.type_error("missing format argument"));
    }
    by_format(vm, args, action)
}

fn by_struct(vm: &mut Vm, args: &[Value], action: Action) -> PyResult {
    let layout = layout_of(vm, &args[0])?;
    action(vm, &layout, &args[1..])
}

fn calcsize(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::size(understand(vm, &args[0])?.size))
}

fn pack(vm: &mut Vm, layout: &Rc<Layout>, args: &[Value]) -> PyResult {
    if args.len() != layout.values {
        return Err(wrong_count(vm, "pack", layout.values as isize, args.len()));
    }
    let packed = codec::pack(vm, layout, args)?;
    Ok(vm.bytes(&packed))
}

fn pack_into(vm: &mut Vm, layout: &Rc<Layout>, args: &[Value]) -> PyResult {
    let [target, at, values @ ..] = args else {
        let missing = if args.is_empty() { "buffer" } else { "offset" };
        return Err(error(vm, format!("pack_into expected {missing} argument")));
    };
    if values.len() != layout.values {
        return Err(wrong_count(vm, "pack_into", layout.values as isize, values.len()));
    }
    let target = writable(vm, target, "argument")?;
    let (room, size, given) = (target.byte_len(), layout.size, offset(vm, at)?);
    let at = place(vm, given, room, size, "no space to pack")?;
    if at > room || room - at < size {
        let needed = at.saturating_add(size);
        return Err(error(
            vm,
            format!(
                "pack_into requires a buffer of at least {needed} bytes for packing {size} bytes at offset {at} (actual buffer size \
                 is {room})"
            ),
        ));
    }
    let packed = codec::pack(vm, layout, values)?;
    target.write(vm, at, &packed);
    target.release(vm);
    Ok(Value::NONE)
}

/// The place that an offset means, which may count from the end.
fn place(vm: &mut Vm, offset: i64, room: usize, size: usize, what: &str) -> PyResult<usize> {
    if offset < 0 {
        if offset.saturating_add_unsigned(size as u64) > 0 {
            return Err(error(vm, format!("{what} {size} bytes at offset {offset}")));
        }
        if offset.saturating_add_unsigned(room as u64) < 0 {
            return Err(error(vm, format!("offset {offset} out of range for {room}-byte buffer")));
        }
        return Ok((offset + room as i64) as usize);
    }
    Ok(offset as usize)
}

fn unpack(vm: &mut Vm, layout: &Rc<Layout>, args: &[Value]) -> PyResult {
    let bytes = bytes_like(vm, &args[0])?;
    if bytes.len() != layout.size {
        return Err(error(vm, format!("unpack requires a buffer of {} bytes", layout.size)));
    }
    codec::unpack(vm, layout, &bytes)
}

fn unpack_from(vm: &mut Vm, layout: &Rc<Layout>, args: &[Value]) -> PyResult {
    let given = if args[1].is_null() { 0 } else { vm.index_i64(&args[1])? };
    let source = buffer(vm, &args[0])?;
    let (room, size) = (source.byte_len(), layout.size);
    let at = place(vm, given, room, size, "not enough data to unpack")?;
    if at > room || room - at < size {
        let needed = at.saturating_add(size);
        return Err(error(
            vm,
            format!(
                "unpack_from requires a buffer of at least {needed} bytes for unpacking {size} bytes at offset {at} (actual buffer \
                 size is {room})"
            ),
        ));
    }
    let bytes = source.bytes(vm)[at..at + size].to_vec();
    source.release(vm);
    codec::unpack(vm, layout, &bytes)
}

fn iter_unpack(vm: &mut Vm, layout: &Rc<Layout>, args: &[Value]) -> PyResult {
    let size = layout.size;
    if size == 0 {
        return Err(error(vm, "cannot iteratively unpack with a struct of length 0"));
    }
    let source = buffer(vm, &args[0])?;
    if !source.byte_len().is_multiple_of(size) {
        return Err(error(vm, format!("iterative unpacking requires a buffer of a multiple of {size} bytes")));
    }
    Ok(vm.new_opaque(Unpacking { layout: layout.clone(), buffer: Some(source), at: 0 }))
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(state) = args[0].opaque::<Unpacking>(vm) else { return Ok(Value::NULL) };
    let (layout, at) = (state.layout.clone(), state.at);
    let Some(source) = &state.buffer else { return Ok(Value::NULL) };
    if at >= source.byte_len() {
        let spent = args[0].opaque_mut::<Unpacking>(vm).and_then(|state| state.buffer.take());
        if let Some(buffer) = spent {
            buffer.release(vm);
        }
        return Ok(Value::NULL);
    }
    let bytes = source.bytes(vm)[at..at + layout.size].to_vec();
    if let Some(state) = args[0].opaque_mut::<Unpacking>(vm) {
        state.at += layout.size;
    }
    codec::unpack(vm, &layout, &bytes)
}

fn length_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let left = args[0].opaque::<Unpacking>(vm).and_then(|state| {
        let source = state.buffer.as_ref()?;
        Some((source.byte_len() - state.at) / state.layout.size)
    });
    Ok(Value::size(left.unwrap_or(0)))
}
