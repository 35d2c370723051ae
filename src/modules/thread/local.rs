//! `_thread._local`: attributes that each thread has for itself.

use crate::object::{Dict, Obj, Opaque, Ref, Str, Type, Value, type_flag};
use crate::vm::{Arguments, Native, PyResult, Vm, spread_keywords};
use rustc_hash::FxHashMap;
use std::sync::{Mutex, PoisonError};

/// One object: its number, and what `__init__` is called with in each thread.
struct Local {
    number: u64,
    args: Value,
    kwargs: Value,
}

impl Opaque for Local {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.args);
        visit(&self.kwargs);
    }
}

/// The numbers of objects that are no more: what threads have for them can go.
static DEAD: Mutex<Vec<u64>> = Mutex::new(Vec::new());

impl Drop for Local {
    fn drop(&mut self) {
        DEAD.lock().unwrap_or_else(PoisonError::into_inner).push(self.number);
    }
}

/// How many were made.
#[derive(Default)]
struct Made(u64);

/// What a thread has: dicts by the numbers of the objects.
#[derive(Default)]
struct Own {
    dicts: FxHashMap<u64, Ref<Dict>>,
    /// How many of the dead it knows of.
    buried: usize,
}

const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__getattribute__", signature: "(self, name, /)", function: get },
    Native { name: "__setattr__", signature: "(self, name, value, /)", function: set },
    Native { name: "__delattr__", signature: "(self, name, /)", function: delete },
];

pub fn class(vm: &mut Vm) -> Ref<Type> {
    let class = vm.define_type::<Local>("_thread._local", METHODS, &[]);
    class.set_flag(type_flag::BASE | type_flag::WEAKREF, true);
    class.lay_out(0, vm);
    class.changed(vm);
    class
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Err(vm.type_error("a type is required")) };
    let given = vm.len(&args[1])? + vm.len(&args[2])?;
    let init = vm.names().__init__.clone();
    let own = class.lookup_where(&init, vm).is_some_and(|(_, class)| !class.is(&vm.types().object));
    if given > 0 && !own {
        return Err(vm.type_error("Initialization arguments are not supported"));
    }
    let made = vm.state::<Made>();
    made.0 += 1;
    let number = made.0;
    let local = Local { number, args: args[1].clone(), kwargs: args[2].clone() };
    // Here `__init__` is called by whoever makes the object.
    let dict = vm.new_dict();
    vm.thread_state::<Own>().dicts.insert(number, dict);
    Ok(vm.opaque(&class.to_ref(), local))
}

/// The running thread's attributes. In a thread that sees the object for the first time they are made by `__init__`.
fn dict_of(vm: &mut Vm, object: &Value) -> PyResult<Ref<Dict>> {
    let Some(local) = object.opaque::<Local>(vm) else { return Ok(vm.new_dict()) };
    let (number, args, kwargs) = (local.number, local.args.clone(), local.kwargs.clone());
    bury(vm);
    if let Some(dict) = vm.thread_state::<Own>().dicts.get(&number) {
        return Ok(dict.clone());
    }
    let dict = vm.new_dict();
    vm.thread_state::<Own>().dicts.insert(number, dict.clone());
    let init = vm.names().__init__.clone();
    let class = vm.type_of(object).to_ref();
    if class.lookup_where(&init, vm).is_some_and(|(_, class)| !class.is(&vm.types().object)) {
        let (values, named) = (vm.collect(&args)?, kwargs.get::<Dict>().map_or_else(|| vm.new_dict(), Obj::to_ref));
        let (values, names) = spread_keywords(vm, values, &named);
        let method = vm.getattr(object, &init)?;
        if let Err(raised) = vm.call_with(&method, Arguments { values: &values, names: &names }) {
            vm.thread_state::<Own>().dicts.remove(&number);
            return Err(raised);
        }
    }
    Ok(dict)
}

/// Drops what the thread has for objects that are no more.
fn bury(vm: &mut Vm) {
    let buried = vm.thread_state::<Own>().buried;
    let dead: Vec<u64> = {
        let dead = DEAD.lock().unwrap_or_else(PoisonError::into_inner);
        if dead.len() == buried {
            return;
        }
        dead[buried..].to_vec()
    };
    let own = vm.thread_state::<Own>();
    own.buried += dead.len();
    let gone: Vec<Ref<Dict>> = dead.iter().filter_map(|number| own.dicts.remove(number)).collect();
    drop(gone);
}

fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    let dict = dict_of(vm, &args[0])?;
    let name = vm.interned(&args[1]);
    if name.get::<Str>().is_some_and(|name| name.as_bytes() == b"__dict__") {
        return Ok(dict.into_value());
    }
    let class = vm.type_of(&args[0]).to_ref();
    let of_class = class.lookup(&name, vm);
    let is_data = of_class.as_ref().is_some_and(|descriptor| vm.is_data_descriptor(descriptor));
    match (of_class, dict.get_str(&name, vm)) {
        (Some(descriptor), own) if is_data || own.is_none() => vm.get_descriptor(&descriptor, &args[0], &class),
        (_, Some(own)) => Ok(own),
        _ => Err(vm.no_attribute(&args[0], &name)),
    }
}

fn set(vm: &mut Vm, args: &[Value]) -> PyResult {
    change(vm, &args[0], &args[1], args[2].clone())
}

fn delete(vm: &mut Vm, args: &[Value]) -> PyResult {
    change(vm, &args[0], &args[1], Value::NULL)
}

/// Sets an attribute, or deletes it for NULL.
fn change(vm: &mut Vm, object: &Value, name: &Value, value: Value) -> PyResult {
    let dict = dict_of(vm, object)?;
    let name = vm.interned(name);
    if name.get::<Str>().is_some_and(|name| name.as_bytes() == b"__dict__") {
        let class = vm.type_of(object).name();
        return Err(vm.attribute_error(format!("'{class}' object attribute '__dict__' is read-only"), object, &name));
    }
    let of_class = vm.type_of(object).to_ref().lookup(&name, vm);
    match of_class.filter(|descriptor| vm.is_data_descriptor(descriptor)) {
        Some(descriptor) => vm.set_descriptor(&descriptor, object, &name, value)?,
        None if !value.is_null() => drop(dict.insert_str(&name, value, vm)),
        None if dict.remove_str(&name, vm).is_some() => {}
        None => return Err(vm.no_attribute(object, &name)),
    }
    Ok(Value::NONE)
}
