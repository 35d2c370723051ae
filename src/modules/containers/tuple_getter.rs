//! `_tuplegetter`: the descriptor of a named tuple's field.

use crate::number::IntRef;
use crate::object::{Opaque, Tuple, Value};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm};

pub struct TupleGetter {
    place: i64,
    doc: Value,
}

impl Opaque for TupleGetter {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.doc);
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, index, doc, /)", function: new },
    Native { name: "__get__", signature: "(self, instance, owner=None, /)", function: get },
    Native { name: "__set__", signature: "(self, instance, value, /)", function: |vm, _| read_only(vm, "set") },
    Native { name: "__delete__", signature: "(self, instance, /)", function: |vm, _| read_only(vm, "delete") },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
];

pub const ATTRIBUTES: &[Attribute] = &[Attribute { name: "__doc__", get: doc, set: Some(set_doc) }];

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = vm.index(&args[1])?;
    let Some(place) = index.as_int().and_then(IntRef::to_i64) else {
        return Err(vm.raise(ExceptionKind::OverflowError, "Python int too large to convert to C ssize_t"));
    };
    Ok(vm.new_opaque(TupleGetter { place, doc: args[2].clone() }))
}

fn parts(vm: &Vm, getter: &Value) -> (i64, Value) {
    getter.opaque::<TupleGetter>(vm).map_or((0, Value::NONE), |getter| (getter.place, getter.doc.clone()))
}

fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    let place = args[0].opaque::<TupleGetter>(vm).map_or(0, |getter| getter.place);
    if let Some(tuple) = args[1].get::<Tuple>() {
        let item = usize::try_from(place).ok().and_then(|place| tuple.items().get(place)).cloned();
        return item.ok_or_else(|| vm.raise(ExceptionKind::IndexError, "tuple index out of range"));
    }
    if args[1].is_none() {
        return match args[2].is_null() || args[2].is_none() {
            true => Err(vm.type_error("__get__(None, None) is invalid")),
            false => Ok(args[0].clone()),
        };
    }
    let class = vm.type_of(&args[1]).name();
    let message = format!("descriptor for index '{place}' for tuple subclasses doesn't apply to '{class}' object");
    Err(vm.type_error(message))
}

fn read_only(vm: &mut Vm, what: &str) -> PyResult {
    Err(vm.raise(ExceptionKind::AttributeError, format!("can't {what} attribute")))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let ((place, doc), class) = (parts(vm, &args[0]), vm.type_of(&args[0]).value());
    let place = vm.int(place);
    let arguments = vm.tuple([place, doc]);
    Ok(vm.tuple([class, arguments]))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (place, doc) = parts(vm, &args[0]);
    let doc = vm.repr(&doc)?;
    let doc = vm.text(&doc).to_string();
    Ok(vm.str(&format!("_tuplegetter({place}, {doc})")))
}

fn doc(vm: &mut Vm, getter: &Value) -> PyResult {
    Ok(parts(vm, getter).1)
}

fn set_doc(vm: &mut Vm, getter: &Value, doc: Value) -> PyResult<()> {
    let doc = if doc.is_null() { Value::NONE } else { doc };
    let old = getter.opaque_mut::<TupleGetter>(vm).map(|getter| std::mem::replace(&mut getter.doc, doc));
    drop(old);
    Ok(())
}
