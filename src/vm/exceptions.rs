//! The builtin exception classes: one table.

use super::Vm;
use crate::object::{Exception, Heap, Obj, Ref, Type, Value};

macro_rules! exceptions {
    ($($name:ident $base:ident [$($field:literal)*];)*) => {
        /// A builtin exception class.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind { $($name,)* }

        impl Kind {
            pub const ALL: &[Kind] = &[$(Kind::$name,)*];
            const BASES: &[Option<&str>] = &[$(exceptions!(@ $base),)*];
            const NAMES: &[&str] = &[$(stringify!($name),)*];
            const FIELDS: &[&[&str]] = &[$(&[$($field,)*],)*];
        }
    };
    (@ object) => { None };
    (@ $base:ident) => { Some(stringify!($base)) };
}

// Name, base, and the fields that the class adds to those of its base.
exceptions! {
    BaseException object [];
    GeneratorExit BaseException [];
    KeyboardInterrupt BaseException [];
    SystemExit BaseException ["code"];
    BaseExceptionGroup BaseException ["message" "exceptions"];
    Exception BaseException [];
    StopIteration Exception ["value"];
    StopAsyncIteration Exception [];
    ArithmeticError Exception [];
    FloatingPointError ArithmeticError [];
    OverflowError ArithmeticError [];
    ZeroDivisionError ArithmeticError [];
    AssertionError Exception [];
    AttributeError Exception ["name" "obj"];
    BufferError Exception [];
    EOFError Exception [];
    ImportError Exception ["msg" "name" "path" "name_from"];
    ModuleNotFoundError ImportError [];
    LookupError Exception [];
    IndexError LookupError [];
    KeyError LookupError [];
    MemoryError Exception [];
    NameError Exception ["name"];
    UnboundLocalError NameError [];
    OSError Exception ["errno" "strerror" "filename" "filename2"];
    BlockingIOError OSError ["characters_written"];
    ChildProcessError OSError [];
    ConnectionError OSError [];
    BrokenPipeError ConnectionError [];
    ConnectionAbortedError ConnectionError [];
    ConnectionRefusedError ConnectionError [];
    ConnectionResetError ConnectionError [];
    FileExistsError OSError [];
    FileNotFoundError OSError [];
    InterruptedError OSError [];
    IsADirectoryError OSError [];
    NotADirectoryError OSError [];
    PermissionError OSError [];
    ProcessLookupError OSError [];
    TimeoutError OSError [];
    ReferenceError Exception [];
    RuntimeError Exception [];
    NotImplementedError RuntimeError [];
    PythonFinalizationError RuntimeError [];
    RecursionError RuntimeError [];
    SyntaxError Exception ["msg" "filename" "lineno" "offset" "text" "end_lineno" "end_offset" "print_file_and_line" "_metadata"];
    IndentationError SyntaxError [];
    TabError IndentationError [];
    _IncompleteInputError SyntaxError [];
    SystemError Exception [];
    TypeError Exception [];
    ValueError Exception [];
    UnicodeError ValueError [];
    UnicodeDecodeError UnicodeError ["encoding" "object" "start" "end" "reason"];
    UnicodeEncodeError UnicodeError ["encoding" "object" "start" "end" "reason"];
    UnicodeTranslateError UnicodeError ["object" "start" "end" "reason"];
    Warning Exception [];
    BytesWarning Warning [];
    DeprecationWarning Warning [];
    EncodingWarning Warning [];
    FutureWarning Warning [];
    ImportWarning Warning [];
    PendingDeprecationWarning Warning [];
    ResourceWarning Warning [];
    RuntimeWarning Warning [];
    SyntaxWarning Warning [];
    UnicodeWarning Warning [];
    UserWarning Warning [];
}

impl Kind {
    pub fn name(self) -> &'static str {
        Kind::NAMES[self as usize]
    }

    pub fn base(self) -> Option<Kind> {
        let base = Kind::BASES[self as usize]?;
        Kind::ALL.iter().copied().find(|kind| kind.name() == base)
    }

    /// The fields that the class adds to those of its base.
    pub fn own_fields(self) -> &'static [&'static str] {
        Kind::FIELDS[self as usize]
    }

    /// The names of all fields of the class's instances, in their order.
    pub fn fields(self) -> Vec<&'static str> {
        let mut fields = self.base().map_or_else(Vec::new, Kind::fields);
        fields.extend(self.own_fields());
        fields
    }
}

/// The classes, by kind.
pub struct Exceptions {
    classes: Vec<Ref<Type>>,
}

impl Exceptions {
    /// Makes the classes. `ExceptionGroup`, which has two bases, is made elsewhere.
    pub fn new(heap: &mut Heap) -> Exceptions {
        let mut classes: Vec<Ref<Type>> = Vec::with_capacity(Kind::ALL.len());
        for kind in Kind::ALL {
            let class = match kind.base() {
                None => heap.types().base_exception.clone(),
                Some(base) => {
                    let base = classes[base as usize].clone();
                    heap.new_builtin_subclass(kind.name(), &base)
                }
            };
            classes.push(class);
        }
        Exceptions { classes }
    }

    #[inline]
    pub fn class(&self, kind: Kind) -> &Ref<Type> {
        &self.classes[kind as usize]
    }

    pub fn all(&self) -> impl Iterator<Item = (Kind, &Ref<Type>)> {
        Kind::ALL.iter().map(|kind| (*kind, &self.classes[*kind as usize]))
    }
}

impl Vm {
    /// The builtin exception class that a class is or is derived from.
    pub fn exception_kind(&self, class: &Obj<Type>) -> Kind {
        let of = |class: &Ref<Type>| self.exceptions.all().find(|(_, known)| known.is(class)).map(|(kind, _)| kind);
        class.mro.get(self).iter().find_map(of).unwrap_or(Kind::BaseException)
    }

    /// Fills the fields of a new exception from its arguments, as the class's `__init__` would.
    pub fn init_exception_fields(&mut self, exception: &Obj<Exception>) {
        let kind = self.exception_kind(exception.header().class());
        let names = kind.fields();
        if names.is_empty() {
            return;
        }
        let args = exception.args.get();
        let args = args.get::<crate::object::Tuple>().map_or(&[][..], |args| args.items());
        let mut fields = vec![Value::NONE; names.len()];
        match kind {
            Kind::StopIteration => fields[0] = args.first().cloned().unwrap_or(Value::NONE),
            Kind::SystemExit => {
                fields[0] = match args {
                    [] => Value::NONE,
                    [code] => code.clone(),
                    _ => exception.args.get(),
                }
            }
            Kind::ImportError | Kind::ModuleNotFoundError => {
                fields[0] = if args.len() == 1 { args[0].clone() } else { Value::NONE }
            }
            _ => {}
        }
        *exception.fields.get_mut(self) = fields;
    }

    fn field_index(&self, exception: &Obj<Exception>, name: &str) -> Option<usize> {
        self.exception_kind(exception.header().class()).fields().iter().position(|field| *field == name)
    }

    pub fn exception_field(&self, exception: &Obj<Exception>, name: &str) -> Option<Value> {
        let index = self.field_index(exception, name)?;
        exception.fields.get(self).get(index).cloned()
    }

    pub fn set_exception_field(&mut self, exception: &Obj<Exception>, name: &str, value: Value) {
        let Some(index) = self.field_index(exception, name) else { return };
        let fields = exception.fields.get_mut(self);
        if fields.len() <= index {
            fields.resize(index + 1, Value::NONE);
        }
        let old = std::mem::replace(&mut fields[index], value);
        drop(old);
    }
}
