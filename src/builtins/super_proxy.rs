//! `super`: attributes of the classes after one in an object's order.

use super::descriptors::receiver_and_class;
use crate::bytecode::SlotKind;
use crate::object::{Cell_, Obj, Ref, Super, Type, Value, ValueCell};
use crate::vm::{Attribute, Native, PyResult, Vm, readonly};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__init__", signature: "(self, *args, **kwargs)", function: init },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__getattribute__", signature: "(self, name, /)", function: getattribute },
    Native { name: "__get__", signature: "(self, instance, owner=None, /)", function: get },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__thisclass__", get: |_, proxy| Ok(shown(&of(proxy).class)), set: Some(readonly) },
    Attribute { name: "__self__", get: |_, proxy| Ok(shown(&of(proxy).object)), set: Some(readonly) },
    Attribute { name: "__self_class__", get: |_, proxy| Ok(shown(&of(proxy).object_class)), set: Some(readonly) },
];

fn of(proxy: &Value) -> &Obj<Super> {
    proxy.get::<Super>().expect("a super object")
}

fn shown(cell: &ValueCell) -> Value {
    cell.get().given().cloned().unwrap_or(Value::NONE)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Ok(Value::NONE) };
    Ok(empty(vm, class))
}

fn empty(vm: &Vm, class: &Obj<Type>) -> Value {
    let cell = ValueCell::default;
    vm.alloc(class, Super { class: cell(), object: cell(), object_class: cell() }).into_value()
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !vm.collect(&args[2])?.is_empty() {
        return Err(vm.type_error("super() takes no keyword arguments"));
    }
    let given = vm.collect(&args[1])?;
    let (class, object) = match &given[..] {
        [] => from_frame(vm)?,
        [class] => (class.clone(), Value::NULL),
        [class, object] => (class.clone(), object.clone()),
        more => {
            let given = more.len();
            return Err(vm.type_error(format!("super() expected at most 2 arguments, got {given}")));
        }
    };
    let Ok(of_class) = class.clone().downcast::<Type>() else {
        let given = vm.type_of(&class).name();
        return Err(vm.type_error(format!("super() argument 1 must be a type, not {given}")));
    };
    fill(vm, of(&args[0]), &of_class, if object.is_none() { Value::NULL } else { object })?;
    Ok(Value::NONE)
}

fn fill(vm: &mut Vm, proxy: &Obj<Super>, class: &Ref<Type>, object: Value) -> PyResult<()> {
    let object_class = match object.is_null() {
        true => Value::NULL,
        false => vm.super_check(class, &object)?.into_value(),
    };
    proxy.class.set(class.value().clone());
    proxy.object.set(object);
    proxy.object_class.set(object_class);
    Ok(())
}

/// The class and the object of `super()`: the variable `__class__` and the first argument of the running frame.
fn from_frame(vm: &mut Vm) -> PyResult<(Value, Value)> {
    let Some(frame) = vm.frame() else { return Err(vm.runtime_error("super(): no current frame")) };
    let (code, slots) = (frame.code().to_ref(), frame.slots());
    if code.argument_count == 0 {
        return Err(vm.runtime_error("super(): no arguments"));
    }
    let first = match slots[0].get::<Cell_>().filter(|_| code.is_cell(0)) {
        Some(cell) => cell.contents.get(),
        None => slots[0].clone(),
    };
    let name = &vm.names().__class__;
    let is_class = |slot: &usize| code.slots[*slot].is(name) && code.portable().slots[*slot].kind == SlotKind::Free;
    let cell = (0..code.slots.len()).find(is_class).map(|slot| slots[slot].clone());
    if first.is_null() {
        return Err(vm.runtime_error("super(): arg[0] deleted"));
    }
    let Some(cell) = cell else { return Err(vm.runtime_error("super(): __class__ cell not found")) };
    let class = cell.get::<Cell_>().map_or(Value::NULL, |cell| cell.contents.get());
    if class.is_null() {
        return Err(vm.runtime_error("super(): empty __class__ cell"));
    }
    if !class.is_a::<Type>() {
        let given = vm.type_of(&class).name();
        return Err(vm.runtime_error(format!("super(): __class__ is not a type ({given})")));
    }
    Ok((class, first))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let proxy = of(&args[0]);
    let name = proxy.class.get().get::<Type>().map_or("NULL".into(), |class| class.name());
    let text = match proxy.object_class.get().get::<Type>() {
        Some(class) => format!("<super: <class '{name}'>, <{} object>>", class.name()),
        None => format!("<super: <class '{name}'>, NULL>"),
    };
    Ok(vm.str(&text))
}

fn getattribute(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attribute_name(&args[1])?;
    if !name.is(&vm.names().__class__)
        && let Some(value) = vm.super_getattr(of(&args[0]), &name)?
    {
        return Ok(value);
    }
    match vm.generic_getattr(&args[0], &name)? {
        Some(value) => Ok(value),
        None => Err(vm.no_attribute(&args[0], &name)),
    }
}

/// `super(class)` as a class's attribute: bound to the instance.
fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    receiver_and_class(vm, &args[1], &args[2])?;
    let proxy = of(&args[0]);
    if args[1].is_none() || !proxy.object.is_null() {
        return Ok(args[0].clone());
    }
    let class = vm.type_of(&args[0]).to_ref();
    if !class.is(&vm.types().super_) {
        return vm.call(class.value(), &[proxy.class.get(), args[1].clone()]);
    }
    let bound = empty(vm, &class);
    if let Ok(of_class) = proxy.class.get().downcast::<Type>() {
        fill(vm, of(&bound), &of_class, args[1].clone())?;
    }
    Ok(bound)
}
