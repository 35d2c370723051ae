//! Exceptions on their way: what native code returns when it raises, and short ways to raise.

use super::Vm;
use super::exceptions::{Kind, os_error_kind};
use crate::object::{Exception, Obj, Ref, Type, Value};
use std::io;

/// An exception that was raised and not caught yet.
#[derive(Debug)]
#[must_use]
pub struct Raised(pub Ref<Exception>);

pub type PyResult<T = Value> = Result<T, Raised>;

impl Raised {
    /// Whether it is of that builtin class or a subclass.
    pub fn is(&self, kind: Kind, vm: &Vm) -> bool {
        self.0.header().class().is_subtype(vm.exceptions.class(kind), vm)
    }

    pub fn value(&self) -> &Value {
        self.0.value()
    }
}

macro_rules! short_ways {
    ($($name:ident $kind:ident,)*) => {
        $(
            #[cold]
            pub fn $name(&mut self, message: impl AsRef<str>) -> Raised {
                self.raise(Kind::$kind, message)
            }
        )*
    };
}

impl Vm {
    short_ways! {
        type_error TypeError,
        value_error ValueError,
        index_error IndexError,
        overflow_error OverflowError,
        runtime_error RuntimeError,
        system_error SystemError,
        buffer_error BufferError,
        lookup_error LookupError,
        zero_division ZeroDivisionError,
        not_implemented_error NotImplementedError,
        recursion_error RecursionError,
        assertion_error AssertionError,
        unbound_local UnboundLocalError,
    }

    /// An exception of a builtin class with a message.
    #[cold]
    pub fn raise(&mut self, kind: Kind, message: impl AsRef<str>) -> Raised {
        let message = self.str(message.as_ref());
        self.raise_with(kind, [message])
    }

    /// An exception of a builtin class with arguments.
    #[cold]
    pub fn raise_with<const N: usize>(&mut self, kind: Kind, args: [Value; N]) -> Raised {
        let class = self.exceptions.class(kind).to_ref();
        let args = self.tuple(args);
        Raised(self.new_exception(&class, args))
    }

    /// An exception object of a class, with the fields that the class has.
    pub fn new_exception(&mut self, class: &Obj<Type>, args: Value) -> Ref<Exception> {
        let exception = self.exception(class, args);
        self.init_exception_fields(&exception);
        exception
    }

    #[cold]
    pub fn memory_error(&mut self) -> Raised {
        self.raise_with(Kind::MemoryError, [])
    }

    #[cold]
    pub fn key_error(&mut self, key: &Value) -> Raised {
        self.raise_with(Kind::KeyError, [key.clone()])
    }

    /// `StopIteration`, with a value unless that is None.
    #[cold]
    pub fn stop_iteration(&mut self, value: Value) -> Raised {
        match value.is_none() {
            true => self.raise_with(Kind::StopIteration, []),
            false => self.raise_with(Kind::StopIteration, [value]),
        }
    }

    #[cold]
    pub fn name_error(&mut self, kind: Kind, message: String, name: &Value) -> Raised {
        let raised = self.raise(kind, message);
        if kind != Kind::UnboundLocalError {
            self.set_exception_field(&raised.0, "name", name.clone());
        }
        raised
    }

    #[cold]
    pub fn attribute_error(&mut self, message: impl AsRef<str>, object: &Value, name: &Value) -> Raised {
        let raised = self.raise(Kind::AttributeError, message);
        self.set_exception_field(&raised.0, "name", name.clone());
        self.set_exception_field(&raised.0, "obj", object.clone());
        raised
    }

    /// Issues a warning. An error if warnings are errors.
    #[cold]
    pub fn warn(&mut self, kind: Kind, message: &str) -> PyResult<()> {
        self.warn_of(kind, message, &Value::NULL)
    }

    /// The same for a warning that is due to an object, of which Python would know where it was made.
    #[cold]
    pub fn warn_of(&mut self, kind: Kind, message: &str, source: &Value) -> PyResult<()> {
        self.warn_as(kind, message, source, 1)
    }

    /// The same for a warning that is due to a frame further out, as `stacklevel` says.
    pub fn warn_at(&mut self, kind: Kind, message: &str, level: i64) -> PyResult<()> {
        self.warn_as(kind, message, &Value::NULL, level)
    }

    fn warn_as(&mut self, kind: Kind, message: &str, source: &Value, level: i64) -> PyResult<()> {
        match self.warn_hook {
            Some(warn) => warn(self, kind, message, source, level),
            None => Ok(()),
        }
    }

    /// An error of the system as `OSError` or the subclass for its number, with the paths that it is about.
    #[cold]
    pub fn os_error(&mut self, error: &io::Error, paths: &[Value]) -> Raised {
        let Some(errno) = error.raw_os_error() else { return self.raise(Kind::OSError, error.to_string()) };
        let kind = os_error_kind(errno.into()).unwrap_or(Kind::OSError);
        let words = error_words(error);
        let raised = self.raise_with(kind, [Value::size(errno as usize), self.str(&words)]);
        for (field, path) in ["filename", "filename2"].into_iter().zip(paths) {
            self.set_exception_field(&raised.0, field, path.clone());
        }
        raised
    }
}

/// The system's words for an error, without Rust's addition.
pub fn error_words(error: &io::Error) -> String {
    let words = error.to_string();
    match words.find(" (os error ") {
        Some(end) => words[..end].into(),
        None => words,
    }
}
