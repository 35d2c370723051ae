//! `types.SimpleNamespace`.

use crate::bytecode::Comparison;
use crate::object::{Dict, Opaque, Ref, Str, Tuple, Type, Value};
use crate::vm::{Native, PyResult, Vm};

/// Its attributes are those of the instance.
pub struct SimpleNamespace;

impl Opaque for SimpleNamespace {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__init__", signature: "(self, *args, **kwargs)", function: init },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__eq__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::Equal) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::NotEqual) },
    Native { name: "__lt__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::Less) },
    Native { name: "__le__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::LessEqual) },
    Native { name: "__gt__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::Greater) },
    Native {
        name: "__ge__",
        signature: "(self, value, /)",
        function: |vm, args| compare(vm, args, Comparison::GreaterEqual),
    },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
    Native { name: "__replace__", signature: "(self, **kwargs)", function: replace },
];

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Ok(Value::NONE) };
    Ok(vm.opaque(class, SimpleNamespace))
}

fn attributes(vm: &mut Vm, namespace: &Value) -> PyResult<Ref<Dict>> {
    match namespace.header().and_then(|header| header.attributes_dict(vm)) {
        Some(dict) => Ok(dict),
        None => Err(vm.system_error("a namespace without attributes")),
    }
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = args[1].get::<Tuple>().map(|given| given.items().to_vec()).unwrap_or_default();
    let dict = attributes(vm, &args[0])?;
    match &given[..] {
        [] => {}
        [mapping] => {
            let pairs = match mapping.is_a::<Dict>() {
                true => mapping.clone(),
                false => {
                    let class = vm.types().dict.clone();
                    vm.call(class.value(), std::slice::from_ref(mapping))?
                }
            };
            if vm.collect(&pairs)?.iter().any(|key| !key.is_a::<Str>()) {
                return Err(vm.type_error("keywords must be strings"));
            }
            vm.dict_update(&dict, &pairs)?;
        }
        more => {
            let (name, given) = (vm.type_of(&args[0]).name(), more.len());
            let name = name.rsplit('.').next().unwrap_or_default().to_string();
            return Err(vm.type_error(format!("{name} expected at most 1 argument, got {given}")));
        }
    }
    vm.dict_update(&dict, &args[2])?;
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(&args[0]).to_ref();
    let is_plain = class.is(&vm.type_for::<SimpleNamespace>());
    let name = if is_plain { "namespace".into() } else { class.name() };
    if !vm.enter_repr(&args[0]) {
        return Ok(vm.str(&format!("{name}(...)")));
    }
    let shown = contents(vm, &args[0], &name);
    vm.leave_repr(&args[0]);
    shown
}

fn contents(vm: &mut Vm, namespace: &Value, name: &str) -> PyResult {
    let dict = attributes(vm, namespace)?;
    let pairs: Vec<(Value, Value)> = dict.table(vm).iter().map(|entry| entry.pair()).collect();
    let mut out = format!("{name}(").into_bytes();
    let mut first = true;
    for (name, value) in pairs {
        let Some(name) = name.get::<Str>().filter(|name| !name.as_bytes().is_empty()) else { continue };
        if !first {
            out.extend_from_slice(b", ");
        }
        first = false;
        out.extend_from_slice(name.as_bytes());
        out.push(b'=');
        let shown = vm.repr(&value)?;
        out.extend_from_slice(shown.get::<Str>().map_or(&[], |shown| shown.as_bytes()));
    }
    out.push(b')');
    Ok(vm.str_from(&out))
}

fn compare(vm: &mut Vm, args: &[Value], comparison: Comparison) -> PyResult {
    if args.iter().any(|side| side.opaque::<SimpleNamespace>(vm).is_none()) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (attributes(vm, &args[0])?, attributes(vm, &args[1])?);
    vm.compare(comparison, a.value(), b.value())
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (class, dict) = (vm.type_of(&args[0]).value(), attributes(vm, &args[0])?);
    let empty = vm.empty_tuple();
    Ok(vm.tuple([class, empty, dict.into_value()]))
}

fn replace(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(&args[0]).value();
    let copy = vm.call(&class, &[])?;
    let (from, to) = (attributes(vm, &args[0])?, attributes(vm, &copy)?);
    vm.dict_update(&to, from.value())?;
    vm.dict_update(&to, &args[1])?;
    Ok(copy)
}
