//! What many types can do by special methods: text, length, index, awaiting.

use super::ExceptionKind;
use super::Vm;
use super::raised::{PyResult, Raised};
use super::signals::INTERRUPTED;
use crate::number::{ErrorKind, Interrupt, NumberError};
use crate::object::{Bytes, Dict, IntRef, Kind, List, Obj, Special, Str, Tuple, Type, Value, type_flag};
use std::sync::atomic::Ordering;

impl Vm {
    /// `repr(value)`, a str.
    pub fn repr(&mut self, value: &Value) -> PyResult {
        self.check_native_stack()?;
        match self.try_special(value, Special::Repr, &[])? {
            Some(text) if text.is_a::<Str>() => Ok(text),
            Some(other) => {
                let class = self.type_of(&other).name();
                Err(self.type_error(format!("__repr__ returned non-string (type {class})")))
            }
            None => Ok(self.str(&format!("<{} object>", self.type_of(value).name()))),
        }
    }

    /// `str(value)`, a str.
    pub fn to_str(&mut self, value: &Value) -> PyResult {
        if self.type_of(value).is(&self.types().str) {
            return Ok(value.clone());
        }
        if let Some(number) = value.as_small() {
            return Ok(self.str(itoa::Buffer::new().format(number)));
        }
        self.check_native_stack()?;
        match self.try_special(value, Special::Str, &[])? {
            Some(text) if text.is_a::<Str>() => Ok(text),
            Some(other) => {
                let class = self.type_of(&other).name();
                Err(self.type_error(format!("__str__ returned non-string (type {class})")))
            }
            None => self.repr(value),
        }
    }

    /// A value's `repr` for a message, where an error of its own would be in the way.
    pub fn repr_lossy(&mut self, value: &Value) -> String {
        match self.repr(value) {
            Ok(text) => super::call::text(&text),
            Err(_) => format!("<unprintable {} object>", self.type_of(value).name()),
        }
    }

    /// `format(value, spec)`, a str.
    pub fn format(&mut self, value: &Value, spec: &Value) -> PyResult {
        let is_plain = value.as_small().is_some() || self.type_of(value).is(&self.types().str);
        if is_plain && spec.get::<Str>().is_some_and(|spec| spec.as_bytes().is_empty()) {
            return self.to_str(value);
        }
        match self.try_special(value, Special::Format, std::slice::from_ref(spec))? {
            Some(text) if text.is_a::<Str>() => Ok(text),
            Some(other) => {
                let class = self.type_of(&other).name();
                Err(self.type_error(format!("__format__ must return a str, not {class}")))
            }
            None => {
                let class = self.type_of(value).name();
                Err(self.type_error(format!("Type {class} doesn't define __format__")))
            }
        }
    }

    /// `len(value)`.
    pub fn len(&mut self, value: &Value) -> PyResult<usize> {
        if let Some(len) = self.len_at_once(value) {
            return Ok(len);
        }
        let Some(len) = self.try_special(value, Special::Len, &[])? else {
            let class = self.type_of(value).name();
            return Err(self.type_error(format!("object of type '{class}' has no len()")));
        };
        let index = self.index(&len)?;
        match index.as_int() {
            Some(len) if len.is_negative() => Err(self.value_error("__len__() should return >= 0")),
            Some(IntRef::Small(len)) => Ok(len as usize),
            _ => Err(self.cannot_fit(&index)),
        }
    }

    /// The length of a list, tuple, dict, set, str or bytes that is of no subclass.
    #[inline]
    pub fn len_at_once(&self, value: &Value) -> Option<usize> {
        let (class, types) = (self.type_of(value), self.types());
        Some(match value.kind() {
            Kind::List if class.is(&types.list) => value.get::<List>()?.items(self).len(),
            Kind::Tuple if class.is(&types.tuple) => value.get::<Tuple>()?.items().len(),
            Kind::Dict if class.is(&types.dict) => value.get::<Dict>()?.len(self),
            Kind::Str if class.is(&types.str) => value.get::<Str>()?.chars(),
            Kind::Bytes if class.is(&types.bytes) => value.get::<Bytes>()?.as_bytes().len(),
            _ => return None,
        })
    }

    #[cold]
    fn cannot_fit(&mut self, value: &Value) -> Raised {
        let class = self.type_of(value).name();
        self.overflow_error(format!("cannot fit '{class}' into an index-sized integer"))
    }

    /// The integer that a value stands for: an int, or what `__index__` gives.
    pub fn index(&mut self, value: &Value) -> PyResult {
        if value.as_int().is_some() {
            return Ok(value.clone());
        }
        match self.try_special(value, Special::Index, &[])? {
            Some(index) if self.type_of(&index).is(&self.types().int) => Ok(index),
            Some(other) => {
                if let Some(int) = other.as_int() {
                    self.warn_of_subclass("__index__", &other)?;
                    return Ok(self.integer(int.to_int()));
                }
                let class = self.type_of(&other).name();
                Err(self.type_error(format!("__index__ returned non-int (type {class})")))
            }
            None => {
                let class = self.type_of(value).name();
                Err(self.type_error(format!("'{class}' object cannot be interpreted as an integer")))
            }
        }
    }

    /// A conversion gave an int of a subclass.
    #[cold]
    pub fn warn_of_subclass(&mut self, method: &str, made: &Value) -> PyResult<()> {
        let class = self.type_of(made).name();
        let words = format!(
            "{method} returned non-int (type {class}).  The ability to return an instance of a strict subclass of int is \
             deprecated, and may be removed in a future version of Python."
        );
        self.warn(ExceptionKind::DeprecationWarning, &words)
    }

    /// A value as a machine integer; `OverflowError` if it does not fit.
    pub fn index_i64(&mut self, value: &Value) -> PyResult<i64> {
        if let Some(small) = value.as_small() {
            return Ok(small);
        }
        let index = self.index(value)?;
        match index.as_int().and_then(IntRef::to_i64) {
            Some(index) => Ok(index),
            None => Err(self.cannot_fit(value)),
        }
    }

    /// A value as a machine integer, cut to the range: as slices take their bounds.
    pub fn index_clamped(&mut self, value: &Value) -> PyResult<i64> {
        let index = self.index(value)?;
        let index = index.as_int().map(|index| match (index.to_i64(), index.is_negative()) {
            (Some(index), _) => index,
            (None, true) => i64::MIN,
            (None, false) => i64::MAX,
        });
        Ok(index.unwrap_or(0))
    }

    /// Whether a value has items by index: as `PySequence_Check` says.
    pub fn is_sequence(&mut self, value: &Value) -> bool {
        let class = self.type_of(value).to_ref();
        let has_items = matches!(class.kind, Kind::List | Kind::Tuple | Kind::Str);
        has_items || class.kind != Kind::Dict && class.has_special(Special::GetItem, self)
    }

    pub fn is_callable(&mut self, value: &Value) -> bool {
        let class = self.type_of(value).to_ref();
        let native = [Kind::Function, Kind::Native, Kind::Method, Kind::Type, Kind::StaticMethod];
        native.contains(&value.kind()) || class.has_special(Special::Call, self)
    }

    /// `isinstance(value, class)` for a class that is a type, without hooks.
    pub fn is_instance(&self, value: &Value, class: &Obj<Type>) -> bool {
        self.type_of(value).is_subtype(class, self)
    }

    /// A str's text, an error for anything else.
    pub fn expect_str<'a>(&mut self, value: &'a Value, what: &str) -> PyResult<&'a Obj<Str>> {
        match value.get::<Str>() {
            Some(text) => Ok(text),
            None => {
                let class = if value.is_none() { "None".into() } else { self.type_of(value).name() };
                Err(self.type_error(format!("{what} must be str, not {class}")))
            }
        }
    }

    /// A str's text, surrogates replaced; empty for what is no str.
    pub fn text(&self, value: &Value) -> String {
        super::call::text(value)
    }

    /// A class's name as `repr` has it: with its module, unless that is `builtins`.
    pub fn qualified_name(&self, class: &Obj<Type>) -> String {
        let (name, module) = (class.name(), class.dict().get_str(&self.names().__module__, self));
        // Builtin types can have their module in their names already.
        let is_whole = !class.has_flag(type_flag::HEAP) && name.contains('.');
        match module.filter(|module| module.is_a::<Str>() && !is_whole).map(|module| self.text(&module)) {
            Some(module) if module != "builtins" => format!("{module}.{}", self.text(&class.qualname.get())),
            _ => name,
        }
    }

    /// The name of a value's class where messages give the module of those that are not the program's own.
    pub fn full_class_name(&self, value: &Value) -> String {
        let name = self.qualified_name(self.type_of(value));
        name.strip_prefix("__main__.").map(str::to_owned).unwrap_or(name)
    }

    /// `id(value)`.
    pub fn id(&self, value: &Value) -> u64 {
        value.bits()
    }

    /// What long computations ask now and then: whether to stop.
    pub fn interrupt(&self) -> Interrupt<'static> {
        Interrupt(&|| INTERRUPTED.load(Ordering::Relaxed))
    }

    /// An error of arithmetic as an exception.
    pub fn number_error(&mut self, error: NumberError) -> Raised {
        let message = error.message;
        match error.kind {
            ErrorKind::Value => self.value_error(message),
            ErrorKind::Overflow => self.overflow_error(message),
            ErrorKind::ZeroDivision => self.zero_division(message),
            ErrorKind::Memory => self.memory_error(),
            ErrorKind::Interrupted => match self.attend_interrupt() {
                Err(raised) => raised,
                Ok(()) => self.memory_error(),
            },
        }
    }
}
