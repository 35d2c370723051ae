//! What `Pickler.memo` and `Unpickler.memo` give: a memo that can be copied, cleared and taken over, nothing more.

use super::pickler::Pickler;
use super::unpickler::Unpickler;
use crate::object::{Opaque, Value};
use crate::vm::{Native, PyResult, Vm};

pub struct OfPickler(Value);
pub struct OfUnpickler(Value);

impl Opaque for OfPickler {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.0);
    }
}

impl Opaque for OfUnpickler {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.0);
    }
}

pub const OF_PICKLER: &[Native] = &[
    Native { name: "clear", signature: "(self, /)", function: clear_pickler },
    Native { name: "copy", signature: "(self, /)", function: copy_pickler },
    Native { name: "__reduce__", signature: "(self, /)", function: |vm, args| reduce(vm, args, copy_pickler) },
];

pub const OF_UNPICKLER: &[Native] = &[
    Native { name: "clear", signature: "(self, /)", function: clear_unpickler },
    Native { name: "copy", signature: "(self, /)", function: copy_unpickler },
    Native { name: "__reduce__", signature: "(self, /)", function: |vm, args| reduce(vm, args, copy_unpickler) },
];

pub fn of_pickler(vm: &mut Vm, pickler: &Value) -> Value {
    vm.new_opaque(OfPickler(pickler.clone()))
}

pub fn of_unpickler(vm: &mut Vm, unpickler: &Value) -> Value {
    vm.new_opaque(OfUnpickler(unpickler.clone()))
}

/// The pickler whose memo a value shows.
pub fn pickler_of(vm: &Vm, proxy: &Value) -> Option<Value> {
    proxy.opaque::<OfPickler>(vm).map(|proxy| proxy.0.clone())
}

pub fn unpickler_of(vm: &Vm, proxy: &Value) -> Option<Value> {
    proxy.opaque::<OfUnpickler>(vm).map(|proxy| proxy.0.clone())
}

fn clear_pickler(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(pickler) = pickler_of(vm, &args[0]) {
        drop(pickler.opaque_mut::<Pickler>(vm).map(|pickler| std::mem::take(&mut pickler.memo)));
    }
    Ok(Value::NONE)
}

fn clear_unpickler(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(unpickler) = unpickler_of(vm, &args[0]) {
        drop(unpickler.opaque_mut::<Unpickler>(vm).map(|unpickler| std::mem::take(&mut unpickler.memo)));
    }
    Ok(Value::NONE)
}

/// A dict of pairs of number and object, by the objects' identities.
fn copy_pickler(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pickler = pickler_of(vm, &args[0]).unwrap_or_default();
    let entries = pickler.opaque::<Pickler>(vm).map(|pickler| pickler.memo.entries()).unwrap_or_default();
    let dict = vm.new_dict();
    for (number, object) in entries {
        let key = vm.integer(i128::from(vm.id(&object)).into());
        let pair = vm.tuple([vm.int(number), object]);
        vm.dict_set(&dict, &key, pair)?;
    }
    Ok(dict.into_value())
}

/// A dict of objects by their numbers.
fn copy_unpickler(vm: &mut Vm, args: &[Value]) -> PyResult {
    let unpickler = unpickler_of(vm, &args[0]).unwrap_or_default();
    let entries = unpickler.opaque::<Unpickler>(vm).map(|unpickler| unpickler.memo.entries()).unwrap_or_default();
    let dict = vm.new_dict();
    for (number, object) in entries {
        vm.dict_set(&dict, &Value::size(number), object)?;
    }
    Ok(dict.into_value())
}

fn reduce(vm: &mut Vm, args: &[Value], copy: fn(&mut Vm, &[Value]) -> PyResult) -> PyResult {
    let contents = copy(vm, args)?;
    let class = vm.types().dict.value().clone();
    let args = vm.tuple([contents]);
    Ok(vm.tuple([class, args]))
}
