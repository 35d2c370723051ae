//! `repr` of nodes: a few levels of them, the ends of their lists.

use super::classes;
use super::construct::names_of;
use crate::object::{List, Ref, Str, Tuple, Type, Value};
use crate::vm::{Native, PyResult, Vm};

pub const METHODS: &[Native] = &[Native { name: "__repr__", signature: "(self, /)", function: repr }];

/// So many levels are shown.
const LEVELS: usize = 3;

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut text = Vec::new();
    node(vm, &args[0], LEVELS, &mut text)?;
    Ok(vm.str_from(&text))
}

fn node(vm: &mut Vm, value: &Value, levels: usize, text: &mut Vec<u8>) -> PyResult<()> {
    let class = vm.type_of(value).to_ref();
    text.extend(class.name().bytes());
    if levels == 0 || !vm.enter_repr(value) {
        text.extend(b"(...)");
        return Ok(());
    }
    let shown = fields(vm, &class, value, levels, text);
    vm.leave_repr(value);
    shown
}

fn fields(vm: &mut Vm, class: &Ref<Type>, value: &Value, levels: usize, text: &mut Vec<u8>) -> PyResult<()> {
    text.push(b'(');
    for (at, name) in names_of(vm, class, "_fields")?.iter().enumerate() {
        if at > 0 {
            text.extend(b", ");
        }
        text.extend(vm.text(name).bytes());
        text.push(b'=');
        let name = vm.interned(name);
        let field = vm.getattr(value, &name)?;
        field_value(vm, &field, levels - 1, text)?;
    }
    text.push(b')');
    Ok(())
}

fn field_value(vm: &mut Vm, value: &Value, levels: usize, text: &mut Vec<u8>) -> PyResult<()> {
    let (items, open, close) = match (value.get::<List>(), value.get::<Tuple>()) {
        (Some(list), _) => (list.items(vm).to_vec(), b'[', b']'),
        (_, Some(tuple)) => (tuple.items().to_vec(), b'(', b')'),
        _ => return one(vm, value, levels, text),
    };
    text.push(open);
    if let Some(first) = items.first() {
        one(vm, first, levels, text)?;
    }
    if items.len() > 2 {
        text.extend(b", ...");
    }
    if let [_, .., last] = &items[..] {
        text.extend(b", ");
        one(vm, last, levels, text)?;
    }
    text.push(close);
    Ok(())
}

fn one(vm: &mut Vm, value: &Value, levels: usize, text: &mut Vec<u8>) -> PyResult<()> {
    let base = classes::class(vm, "AST");
    if vm.is_instance(value, &base) {
        return node(vm, value, levels, text);
    }
    let shown = vm.repr(value)?;
    text.extend(shown.get::<Str>().map_or(&[][..], |shown| shown.as_bytes()));
    Ok(())
}
