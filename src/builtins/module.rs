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
    let dict = of(&args[0]).dict.clone();
    let get = |vm: &mut Vm, name: &str| {
        let name = vm.intern(name);
        dict.get_str(&name, vm).filter(|value| !value.is_none())
    };
    let name = match get(vm, "__name__") {
        Some(name) => vm.repr_lossy(&name),
        None => "'?'".into(),
    };
    let (spec, loader, file) = (get(vm, "__spec__"), get(vm, "__loader__"), get(vm, "__file__"));
    if let Some(spec) = spec {
        let (origin, has_location) = (vm.intern("origin"), vm.intern("has_location"));
        let origin = vm.try_getattr(&spec, &origin)?.filter(|origin| !origin.is_none());
        let has_location = match vm.try_getattr(&spec, &has_location)? {
            Some(value) => vm.truth(&value)?,
            None => false,
        };
        if let Some(origin) = origin {
            let text = match has_location {
                true => format!("<module {name} from {}>", vm.repr_lossy(&origin)),
                false => format!("<module {name} ({})>", vm.text(&origin)),
            };
            return Ok(vm.str(&text));
        }
    }
    let text = match (file, loader) {
        (Some(file), _) => format!("<module {name} from {}>", vm.repr_lossy(&file)),
        (None, Some(loader)) => format!("<module {name} ({})>", vm.repr_lossy(&loader)),
        (None, None) if is_builtin(vm, &args[0]) => format!("<module {name} (built-in)>"),
        (None, None) => format!("<module {name}>"),
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
