//! The builtin exception classes: one table.

use super::Vm;
use crate::object::{Exception, Heap, List, Obj, Ref, Tuple, Type, Value};
use rustc_hash::FxHashMap;

macro_rules! exceptions {
    ($($name:ident $base:ident [$($field:literal)*] $doc:literal;)*) => {
        /// A builtin exception class.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind { $($name,)* }

        impl Kind {
            pub const ALL: &[Kind] = &[$(Kind::$name,)*];
            const BASES: &[Option<Kind>] = &[$(exceptions!(@ $base),)*];
            const NAMES: &[&str] = &[$(stringify!($name),)*];
            const DOCS: &[&str] = &[$($doc,)*];
            const FIELDS: &[&[&str]] = &[$(&[$($field,)*],)*];
        }
    };
    (@ object) => { None };
    (@ $base:ident) => { Some(Kind::$base) };
}

// Name, base, the fields that the class adds to those of its base, `__doc__` (as Python says it; none if empty).
exceptions! {
    BaseException object [] "Common base class for all exceptions";
    GeneratorExit BaseException [] "Request that a generator exit.";
    KeyboardInterrupt BaseException [] "Program interrupted by user.";
    SystemExit BaseException ["code"] "Request to exit from the interpreter.";
    BaseExceptionGroup BaseException ["message" "exceptions"] "A combination of multiple unrelated exceptions.";
    Exception BaseException [] "Common base class for all non-exit exceptions.";
    ExceptionGroup BaseExceptionGroup [] "";
    StopIteration Exception ["value"] "Signal the end from iterator.__next__().";
    StopAsyncIteration Exception [] "Signal the end from iterator.__anext__().";
    ArithmeticError Exception [] "Base class for arithmetic errors.";
    FloatingPointError ArithmeticError [] "Floating-point operation failed.";
    OverflowError ArithmeticError [] "Result too large to be represented.";
    ZeroDivisionError ArithmeticError [] "Second argument to a division or modulo operation was zero.";
    AssertionError Exception [] "Assertion failed.";
    AttributeError Exception ["name" "obj"] "Attribute not found.";
    BufferError Exception [] "Buffer error.";
    EOFError Exception [] "Read beyond end of file.";
    ImportError Exception ["msg" "name" "path" "name_from"] "Import can't find module, or can't find name in module.";
    ModuleNotFoundError ImportError [] "Module not found.";
    LookupError Exception [] "Base class for lookup errors.";
    IndexError LookupError [] "Sequence index out of range.";
    KeyError LookupError [] "Mapping key not found.";
    MemoryError Exception [] "Out of memory.";
    NameError Exception ["name"] "Name not found globally.";
    UnboundLocalError NameError [] "Local name referenced but not bound to a value.";
    OSError Exception ["errno" "strerror" "filename" "filename2"] "Base class for I/O related errors.";
    BlockingIOError OSError ["characters_written"] "I/O operation would block.";
    ChildProcessError OSError [] "Child process error.";
    ConnectionError OSError [] "Connection error.";
    BrokenPipeError ConnectionError [] "Broken pipe.";
    ConnectionAbortedError ConnectionError [] "Connection aborted.";
    ConnectionRefusedError ConnectionError [] "Connection refused.";
    ConnectionResetError ConnectionError [] "Connection reset.";
    FileExistsError OSError [] "File already exists.";
    FileNotFoundError OSError [] "File not found.";
    InterruptedError OSError [] "Interrupted by signal.";
    IsADirectoryError OSError [] "Operation doesn't work on directories.";
    NotADirectoryError OSError [] "Operation only works on directories.";
    PermissionError OSError [] "Not enough permissions.";
    ProcessLookupError OSError [] "Process not found.";
    TimeoutError OSError [] "Timeout expired.";
    ReferenceError Exception [] "Weak ref proxy used after referent went away.";
    RuntimeError Exception [] "Unspecified run-time error.";
    NotImplementedError RuntimeError [] "Method or function hasn't been implemented yet.";
    PythonFinalizationError RuntimeError [] "Operation blocked during Python finalization.";
    RecursionError RuntimeError [] "Recursion limit exceeded.";
    SyntaxError Exception ["msg" "filename" "lineno" "offset" "text" "end_lineno" "end_offset" "print_file_and_line" "_metadata"] "Invalid syntax.";
    IndentationError SyntaxError [] "Improper indentation.";
    TabError IndentationError [] "Improper mixture of spaces and tabs.";
    _IncompleteInputError SyntaxError [] "incomplete input.";
    SystemError Exception [] "Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, along with the traceback,\nthe Python version, and the hardware/OS platform and version.";
    TypeError Exception [] "Inappropriate argument type.";
    ValueError Exception [] "Inappropriate argument value (of correct type).";
    UnicodeError ValueError [] "Unicode related error.";
    UnicodeDecodeError UnicodeError ["encoding" "object" "start" "end" "reason"] "Unicode decoding error.";
    UnicodeEncodeError UnicodeError ["encoding" "object" "start" "end" "reason"] "Unicode encoding error.";
    UnicodeTranslateError UnicodeError ["object" "start" "end" "reason"] "Unicode translation error.";
    Warning Exception [] "Base class for warning categories.";
    BytesWarning Warning [] "Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or comparing to str.";
    DeprecationWarning Warning [] "Base class for warnings about deprecated features.";
    EncodingWarning Warning [] "Base class for warnings about encodings.";
    FutureWarning Warning [] "Base class for warnings about constructs that will change semantically\nin the future.";
    ImportWarning Warning [] "Base class for warnings about probable mistakes in module imports";
    PendingDeprecationWarning Warning [] "Base class for warnings about features which will be deprecated\nin the future.";
    ResourceWarning Warning [] "Base class for warnings about resource usage.";
    RuntimeWarning Warning [] "Base class for warnings about dubious runtime behavior.";
    SyntaxWarning Warning [] "Base class for warnings about dubious syntax.";
    UnicodeWarning Warning [] "Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems.";
    UserWarning Warning [] "Base class for warnings generated by user code.";
}

impl Kind {
    pub fn name(self) -> &'static str {
        Kind::NAMES[self as usize]
    }

    fn doc(self) -> &'static str {
        Kind::DOCS[self as usize]
    }

    pub const fn base(self) -> Option<Kind> {
        Kind::BASES[self as usize]
    }

    /// The fields that the class adds to those of its base.
    pub const fn own_fields(self) -> &'static [&'static str] {
        Kind::FIELDS[self as usize]
    }

    /// How many fields the class's instances have.
    pub fn field_count(self) -> usize {
        self.own_fields().len() + self.base().map_or(0, Kind::field_count)
    }

    /// The place of a field among the class's: those of its base come first.
    pub fn field(self, name: &str) -> Option<usize> {
        let inherited = self.base().map_or(0, Kind::field_count);
        match self.own_fields().iter().position(|field| *field == name) {
            Some(place) => Some(inherited + place),
            None => self.base()?.field(name),
        }
    }
}

/// The classes, by kind.
pub struct Exceptions {
    classes: Vec<Ref<Type>>,
    /// Which class is which, by address.
    kinds: FxHashMap<u64, Kind>,
}

impl Exceptions {
    /// Makes the classes.
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
            let (name, doc) = (heap.names().__doc__.clone(), kind.doc());
            let doc = if doc.is_empty() { Value::NONE } else { heap.str(doc) };
            class.set_name(&name, doc, heap);
            classes.push(class);
        }
        let kinds = Kind::ALL.iter().zip(&classes).map(|(kind, class)| (class.value().bits(), *kind)).collect();
        let exceptions = Exceptions { classes, kinds };
        exceptions.add_second_base(heap);
        exceptions
    }

    /// `ExceptionGroup` is an `Exception` too.
    fn add_second_base(&self, heap: &mut Heap) {
        use Kind::*;
        let [group, base_group, exception] =
            [ExceptionGroup, BaseExceptionGroup, Exception].map(|kind| self.class(kind).clone());
        group.bases.get_mut(heap).push(exception.clone());
        let mut order = vec![group.clone(), base_group];
        order.extend(exception.mro.get(heap).iter().cloned());
        *group.mro.get_mut(heap) = order;
        exception.add_subclass(&group, heap);
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
    /// The builtin exception class that a class is or is derived from: of several, the one that has fields.
    pub fn exception_kind(&self, class: &Obj<Type>) -> Kind {
        let of = |class: &Ref<Type>| self.exceptions.kinds.get(&class.value().bits()).copied();
        let mut first = None;
        for kind in class.mro.get(self).iter().filter_map(of) {
            if kind.field_count() > 0 {
                return kind;
            }
            first.get_or_insert(kind);
            if kind == Kind::Exception {
                break;
            }
        }
        first.unwrap_or(Kind::BaseException)
    }

    /// Fills the fields of an exception from its arguments, as far as they are what the class expects.
    pub fn init_exception_fields(&mut self, exception: &Obj<Exception>) {
        let kind = self.exception_kind(exception.header().class());
        let count = kind.field_count();
        if count == 0 {
            return;
        }
        let args = exception.args.get();
        let args = args.get::<Tuple>().map_or(&[][..], |args| args.items());
        let mut fields = vec![Value::NULL; count];
        match fields_of(kind) {
            Kind::StopIteration => fields[0] = args.first().cloned().unwrap_or_default(),
            Kind::SystemExit => {
                fields[0] = match args {
                    [] => Value::NULL,
                    [code] => code.clone(),
                    _ => exception.args.get(),
                }
            }
            Kind::ImportError if args.len() == 1 => fields[0] = args[0].clone(),
            Kind::OSError if (2..=5).contains(&args.len()) => {
                let given = |place: usize| args.get(place).filter(|path| !path.is_none()).cloned().unwrap_or_default();
                let all = [args[0].clone(), args[1].clone(), given(2), if args.len() > 2 { given(4) } else { Value::NULL }];
                fields.splice(..4, all);
            }
            Kind::SyntaxError => {
                let place = args.get(1).filter(|_| args.len() == 2).and_then(|place| place.get::<Tuple>());
                let place = place.map_or(&[][..], |place| place.items());
                // The last of them, the metadata, has a field between.
                let [first @ .., _, _] = &mut fields[..] else { return };
                for (field, value) in first.iter_mut().zip(args.first().into_iter().chain(place)) {
                    *field = value.clone();
                }
            }
            Kind::UnicodeDecodeError | Kind::UnicodeEncodeError | Kind::UnicodeTranslateError if args.len() == count => {
                fields.clone_from_slice(args);
            }
            Kind::BaseExceptionGroup if args.len() == 2 => {
                let members = match args[1].get::<List>() {
                    Some(list) => self.tuple(list.items(self).clone()),
                    None => args[1].clone(),
                };
                fields = vec![args[0].clone(), members];
            }
            _ => {}
        }
        drop(exception.fields.replace(fields, self));
    }

    /// A field that only some classes have; `None` if it was not set.
    pub fn exception_field(&self, exception: &Obj<Exception>, name: &str) -> Option<Value> {
        let index = self.exception_kind(exception.header().class()).field(name)?;
        exception.fields.get(self).get(index).filter(|value| !value.is_null()).cloned()
    }

    /// Sets such a field; NULL unsets it.
    pub fn set_exception_field(&mut self, exception: &Obj<Exception>, name: &str, value: Value) {
        let kind = self.exception_kind(exception.header().class());
        let Some(index) = kind.field(name) else { return };
        let fields = exception.fields.get_mut(self);
        if fields.len() <= index {
            fields.resize(kind.field_count(), Value::NULL);
        }
        let old = std::mem::replace(&mut fields[index], value);
        drop(old);
    }
}

/// The class from which a class has its fields.
fn fields_of(kind: Kind) -> Kind {
    match kind.base() {
        Some(base) if kind.own_fields().is_empty() => fields_of(base),
        _ if kind == Kind::BlockingIOError => Kind::OSError,
        _ => kind,
    }
}

macro_rules! errors {
    ($($kind:ident: $($code:ident)*;)*) => {
        /// The class for an error number of the system, if it has one of its own.
        pub fn os_error_kind(errno: i64) -> Option<Kind> {
            $($(if errno == i64::from(libc::$code) { return Some(Kind::$kind); })*)*
            None
        }
    };
}

errors! {
    BlockingIOError: EAGAIN EALREADY EINPROGRESS EWOULDBLOCK;
    BrokenPipeError: EPIPE ESHUTDOWN;
    ChildProcessError: ECHILD;
    ConnectionAbortedError: ECONNABORTED;
    ConnectionRefusedError: ECONNREFUSED;
    ConnectionResetError: ECONNRESET;
    FileExistsError: EEXIST;
    FileNotFoundError: ENOENT;
    IsADirectoryError: EISDIR;
    NotADirectoryError: ENOTDIR;
    InterruptedError: EINTR;
    PermissionError: EACCES EPERM;
    ProcessLookupError: ESRCH;
    TimeoutError: ETIMEDOUT;
}
