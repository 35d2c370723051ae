//! `module`.

use super::annotate;
use crate::object::{Dict, Module, Obj, Str, Type, Value};
use crate::vm::{Attribute, Native, PyResult, Vm, readonly};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__init__", signature: "(self, name, doc=None)", function: init },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__dir__", signature: "(self, /)", function: dir },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__dict__", get: |_, module| Ok(of(module).dict.value().clone()), set: Some(readonly) },
    Attribute { name: "__annotations__", get: annotations, set: Some(set_annotations) },
    Attribute { name: "__annotate__", get: annotate_function, set: Some(set_annotate) },
];

fn of(module: &Value) -> &Obj<Module> {
    module.get::<Module>().expect("a module")
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Ok(Value::NONE) };
    let dict = vm.new_dict();
    Ok(vm.alloc(class, Module { dict }).into_value())
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !args[1].is_a::<Str>() {
        let given = vm.type_of(&args[1]).name();
        return Err(vm.type_error(format!("module() argument 'name' must be str, not {given}")));
    }
    let doc = if args[2].is_null() { Value::NONE } else { args[2].clone() };
    let (name, none) = (args[1].clone(), Value::NONE);
    for (key, value) in [
        ("__name__", name),
        ("__doc__", doc),
        ("__package__", none.clone()),
        ("__loader__", none.clone()),
        ("__spec__", none),
    ] {
        vm.module_set(of(&args[0]), key, value);
    }
    Ok(Value::NONE)
}

/// As `importlib` shows modules: with where they come from.
fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(spec) = attribute(vm, &args[0], "__spec__")? {
        return repr_of_spec(vm, &spec);
    }
    let name = match attribute(vm, &args[0], "__name__")? {
        Some(name) => vm.repr_lossy(&name),
        None => "'?'".into(),
    };
    let (loader, file) = (attribute(vm, &args[0], "__loader__")?, attribute(vm, &args[0], "__file__")?);
    let text = match (file, loader) {
        (Some(file), _) => format!("<module {name} from {}>", vm.repr_lossy(&file)),
        (None, Some(loader)) => format!("<module {name} ({})>", vm.repr_lossy(&loader)),
        (None, None) if is_builtin(vm, &args[0]) => format!("<module {name} (built-in)>"),
        (None, None) => format!("<module {name}>"),
    };
    Ok(vm.str(&text))
}

/// What a module has by a name and is not None. What its dict has is not looked for elsewhere: that would bring `importlib`.
fn attribute(vm: &mut Vm, module: &Value, name: &str) -> PyResult<Option<Value>> {
    let name = vm.intern(name);
    let value = match of(module).dict.clone().get_str(&name, vm) {
        Some(value) => Some(value),
        None => vm.try_getattr(module, &name)?,
    };
    Ok(value.filter(|value| !value.is_none()))
}

/// The text of a module that a specification tells of.
fn repr_of_spec(vm: &mut Vm, spec: &Value) -> PyResult {
    let part = |vm: &mut Vm, name: &str| -> PyResult<Option<Value>> {
        let name = vm.intern(name);
        Ok(vm.try_getattr(spec, &name)?.filter(|value| !value.is_none()))
    };
    let name = match part(vm, "name")? {
        Some(name) => vm.repr_lossy(&name),
        None => "'?'".into(),
    };
    let text = match (part(vm, "origin")?, part(vm, "loader")?) {
        (Some(origin), _) => {
            let has_location = part(vm, "has_location")?;
            match has_location.map_or(Ok(false), |value| vm.truth(&value))? {
                true => format!("<module {name} from {}>", vm.repr_lossy(&origin)),
                false => format!("<module {name} ({})>", vm.text(&origin)),
            }
        }
        (None, None) => format!("<module {name}>"),
        (None, Some(loader)) if vm.full_class_name(&loader) == "_frozen_importlib_external.NamespaceLoader" => {
            let path = vm.intern("_path");
            let path = vm.getattr(&loader, &path)?;
            let folders = vm.collect(&path)?;
            let folders = vm.list(folders);
            format!("<module {name} (namespace) from {}>", vm.repr_lossy(&folders))
        }
        (None, Some(loader)) => format!("<module {name} ({})>", vm.repr_lossy(&loader)),
    };
    Ok(vm.str(&text))
}

/// Whether it can be imported, though it comes from no file.
fn is_builtin(vm: &Vm, module: &Value) -> bool {
    let name = of(module).dict.get_str(&vm.names().__name__, vm);
    name.and_then(|name| vm.modules.get_str(&name, vm)).is_some_and(|known| known.is(module))
}

fn dir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.names().__dict__.clone();
    let dict = vm.getattr(&args[0], &name)?;
    if !dict.is_a::<Dict>() {
        return Err(vm.type_error("<module>.__dict__ is not a dictionary"));
    }
    let own = vm.intern("__dir__");
    match vm.mapping_get(&dict, &own)? {
        Some(own) => vm.call(&own, &[]),
        None => {
            let keys = vm.collect(&dict)?;
            Ok(vm.list(keys))
        }
    }
}

fn annotations(vm: &mut Vm, module: &Value) -> PyResult {
    let (dict, name) = (of(module).dict.clone(), vm.names().__annotations__.clone());
    if let Some(known) = dict.get_str(&name, vm) {
        return Ok(known);
    }
    let function = annotate_function(vm, module)?;
    let annotations = annotate::evaluate(vm, &function)?;
    drop(dict.insert_str(&name, annotations.clone(), vm));
    Ok(annotations)
}

fn set_annotations(vm: &mut Vm, module: &Value, value: Value) -> PyResult<()> {
    let (dict, name) = (of(module).dict.clone(), vm.names().__annotations__.clone());
    let function = vm.names().__annotate__.clone();
    if !value.is_null() {
        drop(dict.insert_str(&name, value, vm));
    } else if dict.remove_str(&name, vm).is_none() {
        return Err(vm.attribute_error("__annotations__", module, &name));
    }
    drop(dict.remove_str(&function, vm));
    Ok(())
}

fn annotate_function(vm: &mut Vm, module: &Value) -> PyResult {
    let (dict, name) = (of(module).dict.clone(), vm.names().__annotate__.clone());
    match dict.get_str(&name, vm) {
        Some(function) => Ok(function),
        None => {
            drop(dict.insert_str(&name, Value::NONE, vm));
            Ok(Value::NONE)
        }
    }
}

fn set_annotate(vm: &mut Vm, module: &Value, value: Value) -> PyResult<()> {
    if value.is_null() {
        return Err(vm.type_error("cannot delete __annotate__ attribute"));
    }
    annotate::check(vm, &value)?;
    let (dict, name) = (of(module).dict.clone(), vm.names().__annotate__.clone());
    if !value.is_none() {
        let annotations = vm.names().__annotations__.clone();
        drop(dict.remove_str(&annotations, vm));
    }
    drop(dict.insert_str(&name, value, vm));
    Ok(())
}
