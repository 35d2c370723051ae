//! The builtin functions that look at objects and change their attributes: `getattr`, `isinstance`, `dir`, `vars`, `id`, …

use super::annotate::is_callable;
use crate::object::{Special, Str, Value};
use crate::text;
use crate::vm::{Native, PyResult, Vm};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "getattr", signature: "(object, name, default=<missing>, /)", function: getattr },
    Native { name: "hasattr", signature: "(obj, name, /)", function: hasattr },
    Native { name: "setattr", signature: "(obj, name, value, /)", function: setattr },
    Native { name: "delattr", signature: "(obj, name, /)", function: delattr },
    Native { name: "isinstance", signature: "(obj, class_or_tuple, /)", function: isinstance },
    Native { name: "issubclass", signature: "(cls_, class_or_tuple, /)", function: issubclass },
    Native { name: "callable", signature: "(obj, /)", function: |vm, args| Ok(Value::bool(is_callable(vm, &args[0]))) },
    Native { name: "dir", signature: "(object=<missing>, /)", function: dir },
    Native { name: "vars", signature: "(object=<missing>, /)", function: vars },
    Native { name: "id", signature: "(obj, /)", function: id },
    Native { name: "hash", signature: "(obj, /)", function: hash },
    Native { name: "globals", signature: "()", function: globals },
    Native { name: "locals", signature: "()", function: |vm, _| locals(vm) },
    Native { name: "repr", signature: "(obj, /)", function: |vm, args| vm.repr(&args[0]) },
    Native { name: "ascii", signature: "(obj, /)", function: ascii },
    Native { name: "format", signature: "(value, format_spec='', /)", function: format },
];

fn getattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attribute_name(&args[1])?;
    if args[2].is_null() {
        return vm.getattr(&args[0], &name);
    }
    Ok(vm.try_getattr(&args[0], &name)?.unwrap_or_else(|| args[2].clone()))
}

fn hasattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attribute_name(&args[1])?;
    Ok(Value::bool(vm.try_getattr(&args[0], &name)?.is_some()))
}

fn setattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attribute_name(&args[1])?;
    vm.setattr(&args[0], &name, args[2].clone())?;
    Ok(Value::NONE)
}

fn delattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attribute_name(&args[1])?;
    vm.delattr(&args[0], &name)?;
    Ok(Value::NONE)
}

fn isinstance(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(vm.is_instance_of(&args[0], &args[1])?))
}

fn issubclass(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(vm.is_subclass_of(&args[0], &args[1])?))
}

fn dir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let names = match args[0].is_null() {
        true => {
            let locals = locals(vm)?;
            let keys = vm.names().keys.clone();
            vm.call_method(&locals, &keys, &[])?
        }
        false => match vm.try_special(&args[0], Special::Dir, &[])? {
            Some(names) => names,
            None => return Err(vm.type_error("object does not provide __dir__")),
        },
    };
    let names = vm.collect(&names)?;
    sorted(vm, names)
}

/// A sorted list, as `sorted` gives it.
fn sorted(vm: &mut Vm, names: Vec<Value>) -> PyResult {
    if names.iter().all(|name| name.is_a::<Str>()) {
        let mut names = names;
        names.sort_by(|a, b| match (a.get::<Str>(), b.get::<Str>()) {
            (Some(a), Some(b)) => a.as_bytes().cmp(b.as_bytes()),
            _ => std::cmp::Ordering::Equal,
        });
        return Ok(vm.list(names));
    }
    let list = vm.list(names);
    let sort = vm.intern("sort");
    vm.call_method(&list, &sort, &[])?;
    Ok(list)
}

fn vars(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[0].is_null() {
        return locals(vm);
    }
    let name = vm.names().__dict__.clone();
    match vm.try_getattr(&args[0], &name)? {
        Some(dict) => Ok(dict),
        None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}

fn id(vm: &mut Vm, args: &[Value]) -> PyResult {
    let id = vm.id(&args[0]);
    Ok(match i64::try_from(id) {
        Ok(id) => vm.int(id),
        Err(_) => vm.big_int(id.into()),
    })
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let hash = vm.hash(&args[0])?;
    Ok(vm.int(hash))
}

fn globals(vm: &mut Vm, _: &[Value]) -> PyResult {
    match vm.frame().map(|frame| frame.globals().value()) {
        Some(globals) => Ok(globals),
        None => Err(vm.system_error("globals() without a frame")),
    }
}

/// `locals()`: the namespace of a module or class, a new dict for a function.
pub fn locals(vm: &mut Vm) -> PyResult {
    let object = vm.current_frame_object();
    super::frame::locals_of(vm, &object)
}

fn ascii(vm: &mut Vm, args: &[Value]) -> PyResult {
    let shown = vm.repr(&args[0])?;
    let Some(bytes) = shown.get::<Str>().filter(|shown| !shown.is_ascii()).map(|shown| shown.as_bytes()) else {
        return Ok(shown);
    };
    let mut out = String::new();
    for point in text::repr::code_points(bytes) {
        match point {
            0..=0x7f => out.push(point as u8 as char),
            0x80..=0xff => out += &format!("\\x{point:02x}"),
            0x100..=0xffff => out += &format!("\\u{point:04x}"),
            _ => out += &format!("\\U{point:08x}"),
        }
    }
    Ok(vm.str(&out))
}

fn format(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].is_null() {
        let empty = vm.str("");
        return vm.format(&args[0], &empty);
    }
    super::text::str_argument(vm, &args[1], "format() argument 2")?;
    vm.format(&args[0], &args[1])
}
