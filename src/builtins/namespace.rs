//! `types.SimpleNamespace`: an object that is only attributes.

use crate::bytecode::Comparison;
use crate::object::{Dict, Instance, Kind, Ref, Str, Tuple, Type, VTable, Value, type_flag};
use crate::vm::{Native, PyResult, Vm};

const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__init__", signature: "(self, *args, **kwargs)", function: init },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
    Native { name: "__replace__", signature: "(self, **kwargs)", function: replace },
    Native { name: "__eq__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::Equal) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::NotEqual) },
];

/// The type, made once: `sys.implementation` is one, which is how programs get at it.
pub fn define(vm: &mut Vm) -> Ref<Type> {
    let object = vm.types().object.clone();
    let class = vm.new_builtin_type("types.SimpleNamespace", Kind::Instance, const { &VTable::of::<Instance>() }, &object);
    class.set_flag(type_flag::DICT | type_flag::BASE, true);
    class.lay_out(0, vm);
    class.qualname.set(vm.str("SimpleNamespace"));
    vm.add_methods(&class, METHODS);
    vm.attributes_descriptor(&class);
    class.changed(vm);
    class
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args[0].get::<Type>() {
        Some(class) => Ok(vm.new_instance(class)),
        None => Err(vm.type_error("SimpleNamespace.__new__(X): X is not a type object")),
    }
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = args[1].get::<Tuple>().map(|given| given.items().to_vec()).unwrap_or_default();
    if given.len() > 1 {
        return Err(vm.type_error(format!("SimpleNamespace expected at most 1 argument, got {}", given.len())));
    }
    let own = attributes(vm, &args[0])?;
    if let Some(first) = given.first().filter(|first| !first.is_none()) {
        let pairs = match first.get::<Dict>() {
            Some(dict) => dict.table(vm).iter().map(|entry| entry.pair()).collect(),
            None => pairs(vm, first)?,
        };
        if pairs.iter().any(|(name, _)| !name.is_a::<Str>()) {
            return Err(vm.type_error("keywords must be strings"));
        }
        for (name, value) in pairs {
            vm.dict_set(&own, &name, value)?;
        }
    }
    vm.dict_update(&own, &args[2])?;
    Ok(Value::NONE)
}

/// The pairs of a mapping that is no dict, or of an iterable of pairs.
fn pairs(vm: &mut Vm, value: &Value) -> PyResult<Vec<(Value, Value)>> {
    let dict = vm.types().dict.value().clone();
    let made = vm.call(&dict, std::slice::from_ref(value))?;
    Ok(made.get::<Dict>().map(|dict| dict.table(vm).iter().map(|entry| entry.pair()).collect()).unwrap_or_default())
}

fn attributes(vm: &mut Vm, object: &Value) -> PyResult<Ref<Dict>> {
    let name = vm.names().__dict__.clone();
    match vm.getattr(object, &name)?.downcast::<Dict>() {
        Ok(dict) => Ok(dict),
        Err(_) => Err(vm.type_error("__dict__ must be a dictionary")),
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(&args[0]).name();
    let class = if class == "types.SimpleNamespace" { "namespace".into() } else { class };
    if !vm.enter_repr(&args[0]) {
        return Ok(vm.str(&format!("{class}(...)")));
    }
    let text = repr_of(vm, &args[0], &class);
    vm.leave_repr(&args[0]);
    text
}

fn repr_of(vm: &mut Vm, object: &Value, class: &str) -> PyResult {
    let own = attributes(vm, object)?;
    let pairs: Vec<(Value, Value)> = own.table(vm).iter().map(|entry| entry.pair()).collect();
    let mut text = format!("{class}(").into_bytes();
    for (index, (name, value)) in pairs.iter().filter(|(name, _)| name.is_a::<Str>()).enumerate() {
        if index > 0 {
            text.extend(b", ");
        }
        let shown = vm.repr(value)?;
        text.extend(name.get::<Str>().map_or(&[][..], |name| name.as_bytes()));
        text.push(b'=');
        text.extend(shown.get::<Str>().map_or(&[][..], |shown| shown.as_bytes()));
    }
    text.push(b')');
    Ok(vm.str_from(&text))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = attributes(vm, &args[0])?;
    let (class, empty) = (vm.type_of(&args[0]).value(), vm.empty_tuple());
    Ok(vm.tuple([class, empty, own.into_value()]))
}

fn replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(&args[0]).value();
    let copy = vm.call(&class, &[])?;
    let (from, to) = (attributes(vm, &args[0])?, attributes(vm, &copy)?);
    vm.dict_update(&to, from.value())?;
    vm.dict_update(&to, &args[1])?;
    Ok(copy)
}

fn compare(vm: &mut Vm, args: &[Value], comparison: Comparison) -> PyResult {
    let base = vm.type_of(&args[0]).to_ref();
    let is_namespace = vm.is_instance(&args[1], &base) || base.is_subtype(vm.type_of(&args[1]), vm);
    if !is_namespace || args[1].kind() != Kind::Instance || !args[1].header().is_some_and(|header| header.has_attributes()) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (attributes(vm, &args[0])?, attributes(vm, &args[1])?);
    vm.compare(comparison, a.value(), b.value())
}
