//! `cell`: a variable that functions share.

use crate::bytecode::Comparison;
use crate::object::{Cell_, Value};
use crate::vm::{Attribute, Native, PyResult, Vm};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args)", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__lt__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::Less) },
    Native { name: "__le__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::LessEqual) },
    Native { name: "__eq__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::Equal) },
    Native { name: "__ne__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::NotEqual) },
    Native { name: "__gt__", signature: "(self, value, /)", function: |vm, args| compare(vm, args, Comparison::Greater) },
    Native {
        name: "__ge__",
        signature: "(self, value, /)",
        function: |vm, args| compare(vm, args, Comparison::GreaterEqual),
    },
];

pub const ATTRIBUTES: &[Attribute] = &[Attribute { name: "cell_contents", get: contents, set: Some(set_contents) }];

fn held(cell: &Value) -> Value {
    cell.get::<Cell_>().map_or(Value::NULL, |cell| cell.contents.get())
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args {
        [_] => Ok(vm.new_cell(Value::NULL)),
        [_, contents] => Ok(vm.new_cell(contents.clone())),
        _ => Err(vm.type_error(format!("cell expected at most 1 argument, got {}", args.len() - 1))),
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (id, contents) = (vm.id(&args[0]), held(&args[0]));
    let text = match contents.is_null() {
        true => format!("<cell at {id:#x}: empty>"),
        false => {
            let (class, of) = (vm.type_of(&contents).name(), vm.id(&contents));
            format!("<cell at {id:#x}: {class} object at {of:#x}>")
        }
    };
    Ok(vm.str(&text))
}

/// Cells compare by their contents; an empty one is less than any other.
fn compare(vm: &mut Vm, args: &[Value], comparison: Comparison) -> PyResult {
    if !args[1].is_a::<Cell_>() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (held(&args[0]), held(&args[1]));
    if a.is_null() || b.is_null() {
        let (a, b) = (vm.int((!a.is_null()).into()), vm.int((!b.is_null()).into()));
        return vm.compare(comparison, &a, &b);
    }
    vm.compare(comparison, &a, &b)
}

fn contents(vm: &mut Vm, cell: &Value) -> PyResult {
    let contents = held(cell);
    if contents.is_null() { Err(vm.value_error("Cell is empty")) } else { Ok(contents) }
}

fn set_contents(_: &mut Vm, cell: &Value, value: Value) -> PyResult<()> {
    if let Some(cell) = cell.get::<Cell_>() {
        drop(cell.contents.replace(value));
    }
    Ok(())
}
