//! `mappingproxy`: a mapping that can only be read, such as a class's `__dict__`.

use super::generic_alias::class_getitem;
use crate::bytecode::{BinaryOperator, Comparison};
use crate::object::{Kind, MappingProxy, Special, Str, Type, Value};
use crate::vm::{Native, PyResult, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, mapping)", function: new },
    Native { name: "__len__", signature: "(self, /)", function: len },
    Native { name: "__getitem__", signature: "(self, key, /)", function: |vm, args| vm.getitem(&of(&args[0]), &args[1]) },
    Native { name: "__contains__", signature: "(self, key, /)", function: contains },
    Native { name: "__iter__", signature: "(self, /)", function: |vm, args| vm.iter(&of(&args[0])) },
    Native { name: "__reversed__", signature: "(self, /)", function: |vm, args| method(vm, args, "__reversed__") },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__str__", signature: "(self, /)", function: |vm, args| vm.to_str(&of(&args[0])) },
    Native { name: "__hash__", signature: "(self, /)", function: hash },
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
    Native { name: "__or__", signature: "(self, value, /)", function: or },
    Native { name: "__ror__", signature: "(self, value, /)", function: ror },
    Native { name: "__ior__", signature: "(self, value, /)", function: ior },
    Native { name: "__class_getitem__", signature: "(cls, object, /)", function: class_getitem },
    Native { name: "get", signature: "(self, key, default=None, /)", function: get },
    Native { name: "keys", signature: "(self, /)", function: |vm, args| method(vm, args, "keys") },
    Native { name: "values", signature: "(self, /)", function: |vm, args| method(vm, args, "values") },
    Native { name: "items", signature: "(self, /)", function: |vm, args| method(vm, args, "items") },
    Native { name: "copy", signature: "(self, /)", function: |vm, args| method(vm, args, "copy") },
];

fn of(proxy: &Value) -> Value {
    proxy.get::<MappingProxy>().map_or(Value::NONE, |proxy| proxy.mapping.clone())
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Ok(Value::NONE) };
    let of = vm.type_of(&args[1]).to_ref();
    let is_sequence = matches!(args[1].kind(), Kind::List | Kind::Tuple);
    if is_sequence || !of.has_special(Special::GetItem, vm) {
        let given = of.name();
        return Err(vm.type_error(format!("mappingproxy() argument must be a mapping, not {given}")));
    }
    Ok(vm.alloc(class, MappingProxy { mapping: args[1].clone() }).into_value())
}

fn len(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::size(vm.len(&of(&args[0]))?))
}

fn contains(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(vm.contains(&of(&args[0]), &args[1])?))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let shown = vm.repr(&of(&args[0]))?;
    let mut out = b"mappingproxy(".to_vec();
    out.extend_from_slice(shown.get::<Str>().map_or(&[], |shown| shown.as_bytes()));
    out.push(b')');
    Ok(vm.str_from(&out))
}

fn hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let hash = vm.hash(&of(&args[0]))?;
    Ok(vm.int(hash))
}

fn compare(vm: &mut Vm, args: &[Value], comparison: Comparison) -> PyResult {
    vm.compare(comparison, &of(&args[0]), &args[1])
}

/// The mapping behind a proxy, or the value itself.
fn plain(value: &Value) -> Value {
    if value.is_a::<MappingProxy>() { of(value) } else { value.clone() }
}

fn or(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.binary(BinaryOperator::Or, &plain(&args[0]), &plain(&args[1]))
}

fn ror(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.binary(BinaryOperator::Or, &plain(&args[1]), &plain(&args[0]))
}

fn ior(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(&args[0]).name();
    Err(vm.type_error(format!("'|=' is not supported by {class}; use '|' instead")))
}

fn method(vm: &mut Vm, args: &[Value], name: &str) -> PyResult {
    let name = vm.intern(name);
    vm.call_method(&of(&args[0]), &name, &[])
}

fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.names().get.clone();
    let default = if args[2].is_null() { Value::NONE } else { args[2].clone() };
    vm.call_method(&of(&args[0]), &name, &[args[1].clone(), default])
}
