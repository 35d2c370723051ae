//! What `f_locals` of a function's frame gives: a mapping that reads and writes the variables themselves (PEP 667).

use super::frame::{locals_of, of};
use crate::object::{Dict, Opaque, Ref, Special, Str, Value};
use crate::vm::{Native, PyResult, Vm};

/// The variables of a frame.
pub struct FrameLocals {
    pub frame: Value,
}

impl Opaque for FrameLocals {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.frame);
    }
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, frame, /)", function: new },
    Native { name: "__len__", signature: "(self, /)", function: len },
    Native { name: "__getitem__", signature: "(self, key, /)", function: getitem },
    Native { name: "__setitem__", signature: "(self, key, value, /)", function: setitem },
    Native { name: "__delitem__", signature: "(self, key, /)", function: cannot_remove },
    Native { name: "__contains__", signature: "(self, key, /)", function: contains },
    Native { name: "__iter__", signature: "(self, /)", function: iter },
    Native { name: "__reversed__", signature: "(self, /)", function: |vm, args| by_dict(vm, args, "__reversed__") },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__eq__", signature: "(self, value, /)", function: eq },
    Native { name: "__or__", signature: "(self, value, /)", function: |vm, args| by_dict(vm, args, "__or__") },
    Native { name: "__ror__", signature: "(self, value, /)", function: |vm, args| by_dict(vm, args, "__ror__") },
    Native { name: "__ior__", signature: "(self, value, /)", function: ior },
    Native { name: "get", signature: "(self, key, default=None, /)", function: |vm, args| by_dict(vm, args, "get") },
    Native { name: "keys", signature: "(self, /)", function: keys },
    Native { name: "values", signature: "(self, /)", function: values },
    Native { name: "items", signature: "(self, /)", function: items },
    Native { name: "copy", signature: "(self, /)", function: |vm, args| snapshot(vm, &args[0]).map(Ref::into_value) },
    Native { name: "setdefault", signature: "(self, key, default=None, /)", function: setdefault },
    Native { name: "update", signature: "(self, other, /)", function: update },
    Native { name: "pop", signature: "(self, *args)", function: cannot_remove },
];

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !args[1].is_a::<crate::vm::FrameObject>() {
        let given = vm.type_of(&args[1]).name();
        return Err(vm.type_error(format!("expect frame, not {given}")));
    }
    Ok(vm.new_opaque(FrameLocals { frame: args[1].clone() }))
}

fn frame(vm: &Vm, proxy: &Value) -> Value {
    proxy.opaque::<FrameLocals>(vm).map_or(Value::NONE, |locals| locals.frame.clone())
}

/// The variables as they are now.
fn snapshot(vm: &mut Vm, proxy: &Value) -> PyResult<Ref<Dict>> {
    let frame = frame(vm, proxy);
    let dict = locals_of(vm, &frame)?;
    match dict.downcast::<Dict>() {
        Ok(dict) => Ok(dict),
        Err(_) => Ok(vm.new_dict()),
    }
}

fn by_dict(vm: &mut Vm, args: &[Value], name: &str) -> PyResult {
    let (dict, name) = (snapshot(vm, &args[0])?, vm.intern(name));
    let given: Vec<Value> = args[1..].iter().filter(|value| !value.is_null()).cloned().collect();
    let mut given = given;
    if let Some(other) = given.first_mut().filter(|other| other.opaque::<FrameLocals>(vm).is_some()) {
        *other = snapshot(vm, other)?.into_value();
    }
    vm.call_method(dict.value(), &name, &given)
}

fn len(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = snapshot(vm, &args[0])?;
    Ok(Value::size(dict.len(vm)))
}

fn getitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = snapshot(vm, &args[0])?;
    match vm.dict_get(&dict, &args[1])? {
        Some(value) => Ok(value),
        None => {
            let name = vm.repr_lossy(&args[1]);
            let message = vm.str(&format!("local variable '{name}' is not defined"));
            Err(vm.key_error(&message))
        }
    }
}

fn set(vm: &mut Vm, proxy: &Value, name: &Value, value: Value) -> PyResult<()> {
    let frame = frame(vm, proxy);
    if name.is_a::<Str>() {
        let name = vm.interned(name);
        if of(&frame).set_variable(&name, value.clone(), vm) {
            return Ok(());
        }
    }
    let extra = of(&frame).extra_locals.get();
    let extra = match extra.downcast::<Dict>() {
        Ok(extra) => extra,
        Err(_) => {
            let extra = vm.new_dict();
            of(&frame).extra_locals.set(extra.value().clone());
            extra
        }
    };
    vm.dict_set(&extra, name, value)
}

fn setitem(vm: &mut Vm, args: &[Value]) -> PyResult {
    set(vm, &args[0], &args[1], args[2].clone())?;
    Ok(Value::NONE)
}

fn cannot_remove(vm: &mut Vm, _: &[Value]) -> PyResult {
    Err(vm.value_error("cannot remove local variables from FrameLocalsProxy"))
}

fn contains(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = snapshot(vm, &args[0])?;
    Ok(Value::bool(vm.dict_contains(&dict, &args[1])?))
}

fn keys(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = snapshot(vm, &args[0])?;
    let keys = vm.collect(dict.value())?;
    Ok(vm.list(keys))
}

fn iter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let keys = keys(vm, args)?;
    vm.iter(&keys)
}

fn values(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = snapshot(vm, &args[0])?;
    let values = dict.table(vm).iter().map(|entry| entry.value.clone()).collect();
    Ok(vm.list(values))
}

fn items(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = snapshot(vm, &args[0])?;
    let pairs: Vec<(Value, Value)> = dict.table(vm).iter().map(|entry| entry.pair()).collect();
    let items = pairs.into_iter().map(|(name, value)| vm.tuple([name, value])).collect();
    Ok(vm.list(items))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    // Proxies of one frame stand for the same mapping.
    let frame = frame(vm, &args[0]);
    if !vm.enter_repr(&frame) {
        return Ok(vm.str("{...}"));
    }
    let shown = snapshot(vm, &args[0]).and_then(|dict| vm.repr(dict.value()));
    vm.leave_repr(&frame);
    shown
}

fn eq(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = snapshot(vm, &args[0])?;
    if args[1].opaque::<FrameLocals>(vm).is_some() {
        return Ok(Value::bool(frame(vm, &args[0]).is(&frame(vm, &args[1]))));
    }
    match args[1].is_a::<Dict>() {
        true => Ok(vm.try_special(own.value(), Special::Eq, &args[1..])?.unwrap_or(Value::NOT_IMPLEMENTED)),
        false => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn setdefault(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = snapshot(vm, &args[0])?;
    if let Some(value) = vm.dict_get(&dict, &args[1])? {
        return Ok(value);
    }
    let value = if args[2].is_null() { Value::NONE } else { args[2].clone() };
    set(vm, &args[0], &args[1], value.clone())?;
    Ok(value)
}

fn update(vm: &mut Vm, args: &[Value]) -> PyResult {
    let other = vm.new_dict();
    match args[1].opaque::<FrameLocals>(vm).is_some() {
        true => {
            let from = snapshot(vm, &args[1])?;
            vm.dict_update(&other, from.value())?
        }
        false => vm.dict_update(&other, &args[1])?,
    }
    let pairs: Vec<(Value, Value)> = other.table(vm).iter().map(|entry| entry.pair()).collect();
    for (name, value) in pairs {
        set(vm, &args[0], &name, value)?;
    }
    Ok(Value::NONE)
}

fn ior(vm: &mut Vm, args: &[Value]) -> PyResult {
    update(vm, args)?;
    Ok(args[0].clone())
}
