//! `OSError`: the error number chooses the class.

use super::exceptions::{args_of, class_to_make, field, no_keywords, of, overrides, own_attributes};
use crate::object::{Exception, IntRef, Obj, Special, Str, Tuple, Value};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm, os_error_kind};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs=<missing>)", function: new },
    Native { name: "__init__", signature: "(self, *args, **kwargs=<missing>)", function: init },
    Native { name: "__str__", signature: "(self, /)", function: str },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
];

pub const ATTRIBUTES: &[Attribute] = &[
    field!("errno"),
    field!("strerror"),
    field!("filename"),
    field!("filename2"),
    Attribute { name: "characters_written", get: characters_written, set: Some(set_characters_written) },
];

/// Whether `__init__` takes the arguments, since a subclass has its own and `__new__` would not understand its arguments.
fn is_filled_by_init(vm: &mut Vm, class: &Obj<crate::object::Type>) -> bool {
    overrides(vm, class, ExceptionKind::OSError, Special::Init)
        && !overrides(vm, class, ExceptionKind::OSError, Special::New)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut class = class_to_make(vm, &args[0], ExceptionKind::OSError)?;
    if is_filled_by_init(vm, &class) {
        let empty = vm.empty_tuple();
        return Ok(vm.exception(&class, empty).into_value());
    }
    let is_os_error = class.is(vm.exceptions.class(ExceptionKind::OSError));
    if args[2].get::<crate::object::Dict>().is_some_and(|keywords| keywords.len(vm) > 0) {
        let name = class.name();
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    if let (true, Some([errno, _, rest @ ..])) = (is_os_error, args[1].get::<Tuple>().map(|given| given.items())) {
        let errno = errno.as_small().filter(|_| rest.len() <= 3);
        if let Some(kind) = errno.and_then(os_error_kind) {
            class = vm.exceptions.class(kind).clone();
        }
    }
    let error = vm.exception(&class, args[1].clone());
    fill(vm, &error)?;
    Ok(error.into_value())
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(&args[0]).to_ref();
    if !is_filled_by_init(vm, &class) {
        return Ok(Value::NONE);
    }
    no_keywords(vm, &args[0], &args[2])?;
    let error = of(&args[0]);
    error.args.set(args[1].clone());
    fill(vm, &error)?;
    Ok(Value::NONE)
}

/// Number, words and paths from the arguments; with a path, only the first two stay arguments.
fn fill(vm: &mut Vm, error: &Obj<Exception>) -> PyResult<()> {
    vm.init_exception_fields(error);
    let given = args_of(error);
    if !(2..=5).contains(&given.len()) {
        return Ok(());
    }
    let Some(third) = given.get(2).filter(|third| !third.is_none()) else { return Ok(()) };
    let blocking = vm.exceptions.class(ExceptionKind::BlockingIOError).clone();
    let is_number = third.as_int().is_some() || third.as_float().is_some();
    if is_number && error.header().class().is(&blocking) {
        let written = match vm.index(third)?.as_int().and_then(IntRef::to_i64) {
            Some(written) => vm.int(written),
            None => {
                let class = vm.type_of(third).name();
                return Err(vm.value_error(format!("cannot fit '{class}' into an index-sized integer")));
            }
        };
        vm.set_exception_field(error, "filename", Value::NULL);
        vm.set_exception_field(error, "characters_written", written);
    } else {
        error.args.set(vm.tuple(given[..2].to_vec()));
    }
    Ok(())
}

fn str(vm: &mut Vm, args: &[Value]) -> PyResult {
    let error = of(&args[0]);
    let [errno, strerror, filename, filename2] =
        ["errno", "strerror", "filename", "filename2"].map(|name| vm.exception_field(&error, name));
    if filename.is_none() && (errno.is_none() || strerror.is_none()) {
        return super::exceptions::str(vm, args);
    }
    let [errno, strerror] = [errno, strerror].map(|value| value.unwrap_or(Value::NONE));
    let mut text = b"[Errno ".to_vec();
    push(vm, &mut text, &errno, Vm::to_str)?;
    text.extend(b"] ");
    push(vm, &mut text, &strerror, Vm::to_str)?;
    if let Some(filename) = filename {
        text.extend(b": ");
        push(vm, &mut text, &filename, Vm::repr)?;
        if let Some(filename2) = filename2 {
            text.extend(b" -> ");
            push(vm, &mut text, &filename2, Vm::repr)?;
        }
    }
    Ok(vm.str_from(&text))
}

fn push(vm: &mut Vm, text: &mut Vec<u8>, value: &Value, show: fn(&mut Vm, &Value) -> PyResult) -> PyResult<()> {
    let shown = show(vm, value)?;
    text.extend(shown.get::<Str>().map_or(&[][..], |shown| shown.as_bytes()));
    Ok(())
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let error = of(&args[0]);
    let mut given = args_of(&error);
    if given.len() == 2
        && let Some(filename) = vm.exception_field(&error, "filename")
    {
        given.push(filename);
        if let Some(filename2) = vm.exception_field(&error, "filename2") {
            given.extend([Value::NONE, filename2]);
        }
    }
    let (class, given) = (vm.type_of(&args[0]).value(), vm.tuple(given));
    Ok(match own_attributes(vm, &args[0]) {
        Some(own) => vm.tuple([class, given, own.into_value()]),
        None => vm.tuple([class, given]),
    })
}

fn characters_written(vm: &mut Vm, error: &Value) -> PyResult {
    match vm.exception_field(&of(error), "characters_written") {
        Some(written) => Ok(written),
        None => Err(vm.raise(ExceptionKind::AttributeError, "characters_written")),
    }
}

fn set_characters_written(vm: &mut Vm, error: &Value, value: Value) -> PyResult<()> {
    let value = match value.is_null() {
        true => {
            characters_written(vm, error)?;
            value
        }
        false => {
            let written = vm.index_i64(&value)?;
            vm.int(written)
        }
    };
    vm.set_exception_field(&of(error), "characters_written", value);
    Ok(())
}
