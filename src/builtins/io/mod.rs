//! The types of files, and `open`: what the module `_io` has.
//!
//! `base` has the abstract types, `file` files of the system, `buffered` buffers over any raw stream, `text` text over any
//! buffer; `bytes_io` and `string_io` are files in memory, `newlines` the decoder of line ends, `open` the function. Whatever a
//! stream is built on may be a program's own object: then its methods are called, else the Rust functions themselves.

mod base;
mod buffered;
mod bytes_io;
mod file;
mod newlines;
mod open;
mod pair;
mod standard;
mod string_io;
mod text;
mod text_read;

use crate::object::{Ref, Type, Value, flag, type_flag};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Raised, Vm};

pub use open::{FUNCTIONS, fspath, path_bytes};
pub use standard::{StreamOptions, standard_stream};
pub use text::{discard, flush, is_stream, write};

/// The types, in the order in which they are made; what `_io` exports.
#[derive(Default)]
pub struct IoTypes {
    pub all: Vec<Ref<Type>>,
    pub base: Option<Ref<Type>>,
    pub raw: Option<Ref<Type>>,
    pub buffered: Option<Ref<Type>>,
    pub text: Option<Ref<Type>>,
    pub unsupported: Option<Ref<Type>>,
}

/// How many bytes buffers hold, where nothing is said.
pub const DEFAULT_BUFFER_SIZE: usize = 128 << 10;

/// Makes the types.
pub fn install(vm: &mut Vm) {
    let base = base::define(vm);
    let (raw, buffered, text) = base::define_abstract(vm, &base);
    *vm.state::<IoTypes>() = IoTypes {
        all: vec![base.clone(), raw.clone(), buffered.clone(), text.clone()],
        base: Some(base),
        raw: Some(raw),
        buffered: Some(buffered),
        text: Some(text),
        unsupported: None,
    };
    file::define(vm);
    buffered::define(vm);
    pair::define(vm);
    bytes_io::define(vm);
    string_io::define(vm);
    newlines::define(vm);
    text::define(vm);
    define_unsupported(vm);
}

/// `UnsupportedOperation` is an `OSError` and a `ValueError`, so it is made as a class statement would.
fn define_unsupported(vm: &mut Vm) {
    let bases = [ExceptionKind::OSError, ExceptionKind::ValueError].map(|kind| vm.exceptions.class(kind).value().clone());
    let namespace = vm.new_dict();
    let (module, io) = (vm.names().__module__.clone(), vm.str("io"));
    drop(namespace.insert_str(&module, io, vm));
    let (metaclass, name, bases) = (vm.types().type_.value().clone(), vm.str("UnsupportedOperation"), vm.tuple(bases));
    if let Ok(class) = vm.call(&metaclass, &[name, bases, namespace.into_value()]) {
        vm.state::<IoTypes>().unsupported = class.downcast().ok();
    }
}

/// Makes a type with one of the abstract types as its base.
fn define<T: crate::object::Opaque>(
    vm: &mut Vm,
    name: &str,
    base: &Ref<Type>,
    tables: &[&'static [Native]],
    attributes: &'static [Attribute],
) -> Ref<Type> {
    let class = vm.define_subtype::<T>(name, base, &[], attributes);
    finish(vm, &class, tables);
    vm.state::<IoTypes>().all.push(class.clone());
    class
}

/// Instances of all these types have a `__dict__`, can have weak references and subclasses, and are finalized.
fn finish(vm: &mut Vm, class: &Ref<Type>, tables: &[&'static [Native]]) {
    for table in tables {
        vm.add_methods(class, table);
    }
    class.set_flag(type_flag::BASE | type_flag::DICT | type_flag::WEAKREF, true);
    class.set_flag(type_flag::NO_NEW, false);
    class.lay_out(0, vm);
    vm.attributes_descriptor(class);
    class.changed(vm);
}

/// A new object of one of the types; its `__del__` is called when it dies.
fn new_object(vm: &mut Vm, class: &Value, contents: impl crate::object::Opaque) -> PyResult {
    let Some(class) = class.get::<Type>() else { return Err(vm.type_error("a type is required")) };
    let object = vm.opaque(class, contents);
    if let Some(header) = object.header() {
        header.set(flag::FINALIZE);
    }
    Ok(object)
}

/// What two steps give, of which the second is done whatever became of the first.
fn both(first: PyResult, second: PyResult) -> PyResult {
    match (first, second) {
        (Err(first), Err(second)) => {
            second.0.context.set(first.value().clone());
            Err(second)
        }
        (Err(first), Ok(_)) => Err(first),
        (Ok(_), second) => second,
    }
}

#[cold]
fn unsupported(vm: &mut Vm, what: &str) -> Raised {
    let Some(class) = vm.state::<IoTypes>().unsupported.clone() else { return vm.raise(ExceptionKind::OSError, what) };
    let message = vm.str(what);
    let args = vm.tuple([message]);
    Raised(vm.new_exception(&class, args))
}

#[cold]
fn closed_file(vm: &mut Vm) -> Raised {
    vm.value_error("I/O operation on closed file.")
}

/// Calls a method by its name.
fn call(vm: &mut Vm, object: &Value, name: &str, args: &[Value]) -> PyResult {
    let name = vm.intern(name);
    vm.call_method(object, &name, args)
}

fn attribute(vm: &mut Vm, object: &Value, name: &str) -> PyResult {
    let name = vm.intern(name);
    vm.getattr(object, &name)
}

fn set_attribute(vm: &mut Vm, object: &Value, name: &str, value: Value) -> PyResult<()> {
    let name = vm.intern(name);
    vm.setattr(object, &name, value)
}

/// Whether a stream is closed: asked of the Rust objects themselves where there is nothing else.
fn is_closed(vm: &mut Vm, stream: &Value) -> PyResult<bool> {
    match file_below(vm, stream)? {
        Some(file) => Ok(file::is_closed(vm, &file)),
        None => is(vm, stream, "closed"),
    }
}

/// Whether a stream says that it can be written to; asked as [`is_closed`] is.
fn is_writable(vm: &mut Vm, stream: &Value) -> PyResult<bool> {
    match file_below(vm, stream)? {
        Some(file) if !file::is_closed(vm, &file) && buffered::can_write(vm, stream) => Ok(file::is_writable(vm, &file)),
        _ => says(vm, stream, "writable"),
    }
}

/// The file that a stream is, or is a buffer of, if none of both is of a class of the program.
fn file_below(vm: &mut Vm, stream: &Value) -> PyResult<Option<Value>> {
    let file = match buffered::is_buffered(vm, stream) {
        true => buffered::raw(vm, stream)?,
        false => stream.clone(),
    };
    let is_file = file.opaque::<file::FileIo>(vm).is_some() && !vm.type_of(&file).has_flag(type_flag::HEAP);
    Ok(is_file.then_some(file))
}

/// Whether an attribute, or what a method without arguments gives, is true.
fn is(vm: &mut Vm, object: &Value, name: &str) -> PyResult<bool> {
    let value = attribute(vm, object, name)?;
    vm.truth(&value)
}

fn says(vm: &mut Vm, object: &Value, name: &str) -> PyResult<bool> {
    let value = call(vm, object, name, &[])?;
    vm.truth(&value)
}

/// A size for reading: `None` for all there is.
fn size_argument(vm: &mut Vm, value: &Value) -> PyResult<Option<usize>> {
    if value.is_null() || value.is_none() {
        return Ok(None);
    }
    let class = vm.type_of(value).to_ref();
    if value.as_int().is_none() && !class.has_special(crate::object::Special::Index, vm) {
        let class = class.name();
        return Err(vm.type_error(format!("argument should be integer or None, not '{class}'")));
    }
    Ok(usize::try_from(super::text::ssize(vm, value)?).ok())
}

/// The text of a repr: `<_io.X name='...'>`.
fn repr_with_name(vm: &mut Vm, object: &Value, more: &str) -> PyResult {
    let class = vm.type_of(object).to_ref();
    let class = vm.qualified_name(&class);
    let name = vm.intern("name");
    let name = match vm.try_getattr(object, &name) {
        Ok(Some(name)) => {
            if !vm.enter_repr(object) {
                return Err(vm.runtime_error(format!("reentrant call inside {class}.__repr__")));
            }
            let text = vm.repr(&name);
            vm.leave_repr(object);
            let text = text?;
            format!(" name={}", vm.text(&text))
        }
        _ => String::new(),
    };
    Ok(vm.str(&format!("<{class}{name}{more}>")))
}
