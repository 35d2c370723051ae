//! The exception classes: `BaseException`, and what those classes add that have more than arguments.
//!
//! The classes themselves, and the fields that they add, are a table of the machine; here are their methods.

use crate::object::{Dict, Exception, Obj, Ref, Special, Traceback, Tuple, Type, Value};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Raised, Vm, closest};

type Table = (ExceptionKind, &'static [Native], &'static [Attribute]);

/// What each class has beside what it inherits.
pub const TABLES: &[Table] = &[
    (ExceptionKind::BaseException, METHODS, ATTRIBUTES),
    (ExceptionKind::StopIteration, FROM_ARGS, VALUE),
    (ExceptionKind::SystemExit, FROM_ARGS, CODE),
    (ExceptionKind::KeyError, KEY_ERROR, &[]),
    (ExceptionKind::ImportError, IMPORT_ERROR, IMPORT_FIELDS),
    (ExceptionKind::AttributeError, ATTRIBUTE_ERROR, ATTRIBUTE_FIELDS),
    (ExceptionKind::NameError, NAME_ERROR, NAME_FIELDS),
    (ExceptionKind::OSError, super::os_error::METHODS, super::os_error::ATTRIBUTES),
    (ExceptionKind::SyntaxError, super::syntax_error::METHODS, super::syntax_error::ATTRIBUTES),
    (ExceptionKind::UnicodeDecodeError, super::unicode_error::METHODS, super::unicode_error::ATTRIBUTES),
    (ExceptionKind::UnicodeEncodeError, super::unicode_error::METHODS, super::unicode_error::ATTRIBUTES),
    (ExceptionKind::UnicodeTranslateError, super::unicode_error::METHODS, super::unicode_error::ATTRIBUTES),
    (ExceptionKind::BaseExceptionGroup, super::exception_group::METHODS, super::exception_group::ATTRIBUTES),
];

/// Gives the classes their methods.
pub fn install(vm: &mut Vm) {
    for (kind, methods, attributes) in TABLES {
        let class = vm.exceptions.class(*kind).clone();
        vm.add_methods(&class, methods);
        vm.add_attributes(&class, attributes);
    }
    let base = vm.exceptions.class(ExceptionKind::BaseException).clone();
    // The plain classes have a `__new__` of their own, for what it says of other classes.
    let families = [ExceptionKind::BaseExceptionGroup, ExceptionKind::OSError];
    let families = families.map(|kind| vm.exceptions.class(kind).clone());
    let classes: Vec<Ref<Type>> = vm.exceptions.all().map(|(_, class)| class.clone()).collect();
    for class in classes {
        if !class.is(&base) && !families.iter().any(|family| class.is_subtype(family, vm)) {
            vm.add_methods(&class, &METHODS[..1]);
        }
    }
    vm.attributes_descriptor(&base);
    let os_error = vm.exceptions.class(ExceptionKind::OSError).value().clone();
    for name in ["EnvironmentError", "IOError"] {
        let (name, dict) = (vm.intern(name), vm.builtins.clone());
        drop(dict.insert_str(&name, os_error.clone(), vm));
    }
}

const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs=<missing>)", function: new },
    Native { name: "__init__", signature: "(self, *args, **kwargs=<missing>)", function: init },
    Native {
        name: "__repr__",
        signature: "(self, /)",
        function: |vm, args| super::repr::whole(vm, &args[0], super::repr::exception),
    },
    Native { name: "__str__", signature: "(self, /)", function: str },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
    Native { name: "__setstate__", signature: "(self, state, /)", function: setstate },
    Native { name: "with_traceback", signature: "(self, object, /)", function: with_traceback },
    Native { name: "add_note", signature: "(self, object, /)", function: add_note },
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "args", get: |_, error| Ok(of(error).args.get()), set: Some(set_args) },
    Attribute { name: "__traceback__", get: |_, error| Ok(of(error).traceback.get()), set: Some(set_traceback) },
    Attribute { name: "__context__", get: |_, error| Ok(of(error).context.get()), set: Some(set_context) },
    Attribute { name: "__cause__", get: |_, error| Ok(of(error).cause.get()), set: Some(set_cause) },
    Attribute {
        name: "__suppress_context__",
        get: |_, error| Ok(Value::bool(of(error).suppress_context.get())),
        set: Some(set_suppress_context),
    },
];

/// An attribute that is a field of the exception: None if it is not set.
macro_rules! field {
    ($name:literal) => {
        crate::vm::Attribute {
            name: $name,
            get: |vm, error| {
                Ok(vm.exception_field(&super::exceptions::of(error), $name).unwrap_or(crate::object::Value::NONE))
            },
            set: Some(|vm, error, value| {
                vm.set_exception_field(&super::exceptions::of(error), $name, value);
                Ok(())
            }),
        }
    };
}
pub(super) use field;

const VALUE: &[Attribute] = &[field!("value")];
const CODE: &[Attribute] = &[field!("code")];
const NAME_FIELDS: &[Attribute] = &[field!("name")];
const ATTRIBUTE_FIELDS: &[Attribute] = &[field!("name"), field!("obj")];
const IMPORT_FIELDS: &[Attribute] = &[field!("msg"), field!("name"), field!("path"), field!("name_from")];

const FROM_ARGS: &[Native] =
    &[Native { name: "__init__", signature: "(self, *args, **kwargs=<missing>)", function: init_with_fields }];
const KEY_ERROR: &[Native] = &[Native { name: "__str__", signature: "(self, /)", function: key_error_str }];
const NAME_ERROR: &[Native] = &[Native {
    name: "__init__",
    signature: "(self, *args, **kwargs=<missing>)",
    function: |vm, args| init_named(vm, args, "NameError", &["name"]),
}];
const ATTRIBUTE_ERROR: &[Native] = &[
    Native {
        name: "__init__",
        signature: "(self, *args, **kwargs=<missing>)",
        function: |vm, args| init_named(vm, args, "AttributeError", &["name", "obj"]),
    },
    Native {
        name: "__getstate__",
        signature: "(self, /)",
        function: |vm, args| {
            let state = named_state(vm, &args[0], &["name"]);
            let dict = state.unwrap_or_else(|| vm.new_dict());
            let given = of(&args[0]).args.get();
            set(vm, &dict, "args", given);
            Ok(dict.into_value())
        },
    },
    Native {
        name: "__reduce__",
        signature: "(self, /)",
        function: |vm, args| {
            let name = vm.intern("__getstate__");
            let state = vm.call_method(&args[0], &name, &[])?;
            let class = vm.type_of(&args[0]).value();
            Ok(vm.tuple([class, of(&args[0]).args.get(), state]))
        },
    },
];
const IMPORT_ERROR: &[Native] = &[
    Native {
        name: "__init__",
        signature: "(self, *args, **kwargs=<missing>)",
        function: |vm, args| init_named(vm, args, "ImportError", &["name", "path", "name_from"]),
    },
    Native { name: "__str__", signature: "(self, /)", function: import_error_str },
    Native {
        name: "__reduce__",
        signature: "(self, /)",
        function: |vm, args| {
            let state = named_state(vm, &args[0], &["name", "path", "name_from"]);
            let (class, given) = (vm.type_of(&args[0]).value(), of(&args[0]).args.get());
            Ok(match state {
                Some(state) => vm.tuple([class, given, state.into_value()]),
                None => vm.tuple([class, given]),
            })
        },
    },
];

/// The exception that a method was called on.
pub(super) fn of(error: &Value) -> Ref<Exception> {
    error.get::<Exception>().expect("an exception").to_ref()
}

/// The arguments that an exception keeps.
pub(super) fn args_of(error: &Obj<Exception>) -> Vec<Value> {
    error.args.get().get::<Tuple>().map(|args| args.items().to_vec()).unwrap_or_default()
}

/// The class that `__new__` is to make an instance of.
pub(super) fn class_to_make(vm: &mut Vm, class: &Value, base: ExceptionKind) -> PyResult<Ref<Type>> {
    let (name, base) = (base.name(), vm.exceptions.class(base).clone());
    match class.get::<Type>() {
        Some(class) if class.is_subtype(&base, vm) => Ok(class.to_ref()),
        Some(class) => {
            let class = class.name();
            Err(vm.type_error(format!("{name}.__new__({class}): {class} is not a subtype of {name}")))
        }
        None => {
            let given = vm.type_of(class).name();
            Err(vm.type_error(format!("{name}.__new__(X): X is not a type object ({given})")))
        }
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = class_to_make(vm, &args[0], ExceptionKind::BaseException)?;
    Ok(vm.exception(&class, args[1].clone()).into_value())
}

/// Refuses keyword arguments, as most exception classes do.
pub(super) fn no_keywords(vm: &mut Vm, error: &Value, keywords: &Value) -> PyResult<()> {
    if keywords.get::<Dict>().is_some_and(|keywords| keywords.len(vm) > 0) {
        let class = vm.type_of(error).name();
        return Err(vm.type_error(format!("{class}() takes no keyword arguments")));
    }
    Ok(())
}

pub(super) fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    no_keywords(vm, &args[0], &args[2])?;
    of(&args[0]).args.set(args[1].clone());
    Ok(Value::NONE)
}

/// The `__init__` of classes whose fields come from the arguments.
fn init_with_fields(vm: &mut Vm, args: &[Value]) -> PyResult {
    init(vm, args)?;
    vm.init_exception_fields(&of(&args[0]));
    Ok(Value::NONE)
}

/// The `__init__` of classes some of whose fields are given by name.
fn init_named(vm: &mut Vm, args: &[Value], class: &str, names: &'static [&'static str]) -> PyResult {
    let error = of(&args[0]);
    let given: Vec<(Value, Value)> =
        args[2].get::<Dict>().map(|given| given.table(vm).iter().map(|entry| entry.pair()).collect()).unwrap_or_default();
    error.args.set(args[1].clone());
    vm.init_exception_fields(&error);
    for (name, value) in given {
        let name = vm.text(&name);
        if !names.contains(&&*name) {
            let hint = closest(&name, names.iter().copied()).map(|near| format!(". Did you mean '{near}'?"));
            let hint = hint.unwrap_or_default();
            return Err(vm.type_error(format!("{class}() got an unexpected keyword argument '{name}'{hint}")));
        }
        vm.set_exception_field(&error, &name, value);
    }
    Ok(Value::NONE)
}

fn set(vm: &mut Vm, dict: &Obj<Dict>, name: &str, value: Value) {
    let name = vm.intern(name);
    drop(dict.insert_str(&name, value, vm));
}

/// What is pickled of an exception beside its arguments: its own attributes and the fields that are set.
fn named_state(vm: &mut Vm, error: &Value, names: &[&str]) -> Option<Ref<Dict>> {
    let fields: Vec<(&str, Value)> =
        names.iter().filter_map(|name| Some((*name, vm.exception_field(&of(error), name)?))).collect();
    let own = own_attributes(vm, error);
    if fields.is_empty() && own.is_none() {
        return None;
    }
    let dict = vm.new_dict();
    if let Some(own) = own {
        *dict.table_mut(vm) = own.table(vm).copy();
    }
    for (name, value) in fields {
        set(vm, &dict, name, value);
    }
    Some(dict)
}

/// The `__dict__`, if there is anything in it.
pub(super) fn own_attributes(vm: &mut Vm, error: &Value) -> Option<Ref<Dict>> {
    let header = error.header()?;
    let is_empty = header.part().is_some_and(|part| part.shape().names().is_empty() && part.dict().is_none());
    if is_empty {
        return None;
    }
    header.attributes_dict(vm).filter(|dict| dict.len(vm) > 0)
}

pub(super) fn str(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = of(&args[0]).args.get();
    match given.get::<Tuple>().map(|given| given.items()) {
        Some([]) | None => Ok(vm.str("")),
        Some([one]) => vm.to_str(one),
        Some(_) => vm.to_str(&given),
    }
}

fn key_error_str(vm: &mut Vm, args: &[Value]) -> PyResult {
    match &args_of(&of(&args[0]))[..] {
        // A key of blanks should not be invisible.
        [key] => vm.repr(key),
        _ => str(vm, args),
    }
}

fn import_error_str(vm: &mut Vm, args: &[Value]) -> PyResult {
    match vm.exception_field(&of(&args[0]), "msg") {
        Some(message) if vm.type_of(&message).is(&vm.types().str) => Ok(message),
        _ => str(vm, args),
    }
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = own_attributes(vm, &args[0]);
    let (class, given) = (vm.type_of(&args[0]).value(), of(&args[0]).args.get());
    Ok(match own {
        Some(own) => vm.tuple([class, given, own.into_value()]),
        None => vm.tuple([class, given]),
    })
}

fn setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].is_none() {
        return Ok(Value::NONE);
    }
    let Some(state) = args[1].get::<Dict>() else { return Err(vm.type_error("state is not a dictionary")) };
    let pairs: Vec<(Value, Value)> = state.table(vm).iter().map(|entry| entry.pair()).collect();
    for (name, value) in pairs {
        let name = vm.attribute_name(&name)?;
        vm.setattr(&args[0], &name, value)?;
    }
    Ok(Value::NONE)
}

fn with_traceback(vm: &mut Vm, args: &[Value]) -> PyResult {
    set_traceback(vm, &args[0], args[1].clone())?;
    Ok(args[0].clone())
}

fn add_note(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.expect_str(&args[1], "add_note() argument")?;
    let name = vm.names().__notes__.clone();
    let notes = match vm.try_getattr(&args[0], &name)? {
        Some(notes) => notes,
        None => {
            let notes = vm.list(Vec::new());
            vm.setattr(&args[0], &name, notes.clone())?;
            notes
        }
    };
    match notes.get::<crate::object::List>() {
        Some(list) => {
            list.items_mut(vm).push(args[1].clone());
            Ok(Value::NONE)
        }
        None => Err(vm.type_error("Cannot add note: __notes__ is not a list")),
    }
}

fn may_not_be_deleted(vm: &mut Vm, name: &str) -> Raised {
    vm.type_error(format!("{name} may not be deleted"))
}

fn set_args(vm: &mut Vm, error: &Value, value: Value) -> PyResult<()> {
    if value.is_null() {
        return Err(may_not_be_deleted(vm, "args"));
    }
    let items = vm.collect(&value)?;
    of(error).args.set(vm.tuple(items));
    Ok(())
}

fn set_traceback(vm: &mut Vm, error: &Value, value: Value) -> PyResult<()> {
    if value.is_null() {
        return Err(may_not_be_deleted(vm, "__traceback__"));
    }
    if !value.is_none() && !value.is_a::<Traceback>() {
        return Err(vm.type_error("__traceback__ must be a traceback or None"));
    }
    of(error).traceback.set(value);
    Ok(())
}

fn set_context(vm: &mut Vm, error: &Value, value: Value) -> PyResult<()> {
    if value.is_null() {
        return Err(may_not_be_deleted(vm, "__context__"));
    }
    if !value.is_none() && !value.is_a::<Exception>() {
        return Err(vm.type_error("exception context must be None or derive from BaseException"));
    }
    of(error).context.set(value);
    Ok(())
}

fn set_cause(vm: &mut Vm, error: &Value, value: Value) -> PyResult<()> {
    if value.is_null() {
        return Err(may_not_be_deleted(vm, "__cause__"));
    }
    if !value.is_none() && !value.is_a::<Exception>() {
        return Err(vm.type_error("exception cause must be None or derive from BaseException"));
    }
    of(error).cause.set(value);
    of(error).suppress_context.set(true);
    Ok(())
}

fn set_suppress_context(vm: &mut Vm, error: &Value, value: Value) -> PyResult<()> {
    match value.as_bool() {
        _ if value.is_null() => Err(vm.type_error("can't delete numeric/char attribute")),
        Some(suppress) => {
            of(error).suppress_context.set(suppress);
            Ok(())
        }
        None => Err(vm.type_error("attribute value type must be bool")),
    }
}

/// Whether a class has its own method in place of the one that a builtin class has.
pub(super) fn overrides(vm: &mut Vm, class: &Obj<Type>, base: ExceptionKind, special: Special) -> bool {
    let base = vm.exceptions.class(base).clone();
    match (class.special(special, vm), base.special(special, vm)) {
        (Some(own), Some(inherited)) => !own.is(&inherited),
        _ => false,
    }
}
