//! What `copy` and `pickle` ask every object: `__reduce__`, `__reduce_ex__`, `__getstate__`.

use crate::object::{Dict, Kind, List, Obj, Ref, Str, Tuple, Type, Value, type_flag};
use crate::vm::{Arguments, NativeObject, PyResult, Raised, Vm};

/// `object.__reduce__()`: as protocol 0.
pub fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    by_protocol(vm, &args[0], 0)
}

/// `object.__reduce_ex__(protocol)`: by `__reduce__`, if the class has its own.
pub fn reduce_ex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let protocol = vm.index_i64(&args[1])?;
    let name = vm.names().__reduce__.clone();
    let class = vm.type_of(&args[0]).to_ref();
    let is_own = class.lookup_where(&name, vm).is_some_and(|(_, owner)| !owner.is(&vm.types().object));
    let of_instance = vm.try_getattr(&args[0], &name)?;
    match of_instance {
        Some(method) if is_own || !method.is_a::<NativeObject>() => vm.call(&method, &[]),
        _ => by_protocol(vm, &args[0], protocol),
    }
}

fn by_protocol(vm: &mut Vm, object: &Value, protocol: i64) -> PyResult {
    if protocol < 2 {
        let reduce = copyreg(vm, "_reduce_ex")?;
        let protocol = vm.int(protocol);
        return vm.call(&reduce, &[object.clone(), protocol]);
    }
    let class = vm.type_of(object).to_ref();
    if class.has_flag(type_flag::NO_NEW) || is_never_copied(&class) {
        return Err(never_pickled(vm, &class));
    }
    let (args, kwargs) = new_arguments(vm, object)?;
    let has_arguments = args.is_some();
    let (make, args) = match kwargs {
        Some(kwargs) => {
            let args = args.unwrap_or_else(|| vm.empty_tuple());
            (copyreg(vm, "__newobj_ex__")?, vec![class.value().clone(), args, kwargs])
        }
        None => {
            let mut values = vec![class.value().clone()];
            if let Some(args) = args.as_ref().and_then(|args| args.get::<Tuple>()) {
                values.extend_from_slice(args.items());
            }
            (copyreg(vm, "__newobj__")?, values)
        }
    };
    let state = match has_arguments {
        true => state_of(vm, object, false)?,
        false => state_of(vm, object, true)?,
    };
    let items = if object.is_a::<List>() { vm.iter(object)? } else { Value::NONE };
    let pairs = match object.is_a::<Dict>() {
        true => {
            let name = vm.names().items.clone();
            let items = vm.call_method(object, &name, &[])?;
            vm.iter(&items)?
        }
        false => Value::NONE,
    };
    let args = vm.tuple(args);
    Ok(vm.tuple([make, args, state, items, pairs]))
}

/// The words are others for objects that CPython makes as long as what they hold.
#[cold]
fn never_pickled(vm: &mut Vm, class: &Obj<Type>) -> Raised {
    let name = class.name();
    match class.kind == Kind::Code || name == "memoryview" {
        true => vm.type_error(format!("cannot pickle {name} objects")),
        false => vm.type_error(format!("cannot pickle '{name}' object")),
    }
}

fn is_never_copied(class: &Obj<Type>) -> bool {
    matches!(class.kind, Kind::Function | Kind::Frame | Kind::Module | Kind::Code | Kind::Cell | Kind::Generator)
        && !class.has_flag(type_flag::HEAP)
}

/// A method by its class, as special ones are looked for; bound.
fn method_of_class(vm: &mut Vm, object: &Value, name: &Value) -> PyResult<Option<Value>> {
    let class = vm.type_of(object).to_ref();
    match class.lookup(name, vm) {
        Some(found) => vm.get_descriptor(&found, object, &class).map(Some),
        None => Ok(None),
    }
}

/// What `__getnewargs_ex__` or `__getnewargs__` gives: a tuple, and a dict of named arguments if there are any.
fn new_arguments(vm: &mut Vm, object: &Value) -> PyResult<(Option<Value>, Option<Value>)> {
    let name = vm.intern("__getnewargs_ex__");
    if let Some(method) = method_of_class(vm, object, &name)? {
        let result = vm.call(&method, &[])?;
        if !result.is_a::<Tuple>() {
            let given = vm.type_of(&result).name();
            return Err(vm.type_error(format!("__getnewargs_ex__ should return a tuple, not '{given}'")));
        }
        let pair = vm.collect(&result)?;
        let [args, kwargs] = &pair[..] else {
            let message = format!("__getnewargs_ex__ should return a tuple of length 2, not {}", pair.len());
            return Err(vm.value_error(message));
        };
        if !args.is_a::<Tuple>() {
            let given = vm.type_of(args).name();
            let message = format!("first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{given}'");
            return Err(vm.type_error(message));
        }
        if !kwargs.is_a::<Dict>() {
            let given = vm.type_of(kwargs).name();
            let message = format!("second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{given}'");
            return Err(vm.type_error(message));
        }
        let has_names = kwargs.get::<Dict>().is_some_and(|kwargs| kwargs.len(vm) > 0);
        return Ok((Some(args.clone()), has_names.then(|| kwargs.clone())));
    }
    let name = vm.intern("__getnewargs__");
    match method_of_class(vm, object, &name)? {
        Some(method) => {
            let result = vm.call(&method, &[])?;
            if !result.is_a::<Tuple>() {
                let given = vm.type_of(&result).name();
                return Err(vm.type_error(format!("__getnewargs__ should return a tuple, not '{given}'")));
            }
            Ok((Some(result), None))
        }
        None => Ok((None, None)),
    }
}

/// `object.__getstate__()` as the object has it.
pub fn state_of(vm: &mut Vm, object: &Value, required: bool) -> PyResult {
    let name = vm.names().__getstate__.clone();
    let class = vm.type_of(object).to_ref();
    let is_own = class.lookup_where(&name, vm).is_some_and(|(_, owner)| !owner.is(&vm.types().object));
    if is_own {
        return vm.call_method(object, &name, &[]);
    }
    let plain = matches!(class.kind, Kind::Instance | Kind::List | Kind::Dict | Kind::Exception | Kind::Set | Kind::Module);
    if required && !plain {
        return Err(never_pickled(vm, &class));
    }
    default_state(vm, object)
}

/// `object.__getstate__()`.
pub fn getstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    default_state(vm, &args[0])
}

/// The attributes as a dict; if there are slots with values, a pair of them and these.
fn default_state(vm: &mut Vm, object: &Value) -> PyResult {
    let name = vm.names().__dict__.clone();
    let state = match object.header().is_some_and(|header| header.has_attributes()) || object.is_a::<crate::object::Module>()
    {
        true => match vm.try_getattr(object, &name)? {
            Some(dict) => unless_empty(vm, dict),
            None => Value::NONE,
        },
        false => Value::NONE,
    };
    let slots = vm.new_dict();
    for slot in slot_names(vm, object)? {
        if let Some(value) = vm.try_getattr(object, &slot)? {
            drop(slots.insert_str(&slot, value, vm));
        }
    }
    match slots.len(vm) {
        0 => Ok(state),
        _ => Ok(vm.tuple([state, slots.into_value()])),
    }
}

fn unless_empty(vm: &Vm, dict: Value) -> Value {
    let is_empty = dict.get::<Dict>().is_some_and(|dict| dict.len(vm) == 0);
    if is_empty { Value::NONE } else { dict }
}

/// The names of the slots of an object's class and its bases, as `getattr` takes them.
fn slot_names(vm: &mut Vm, object: &Value) -> PyResult<Vec<Value>> {
    let class = vm.type_of(object).to_ref();
    let name = vm.names().__slots__.clone();
    let mut names = Vec::new();
    for base in class.mro.get(vm).clone() {
        let Some(slots) = base.dict().get_str(&name, vm) else { continue };
        let slots = if slots.is_a::<Str>() { vec![slots] } else { vm.collect(&slots)? };
        let class = base.name();
        for slot in slots {
            let text = vm.text(&slot);
            if matches!(&*text, "__dict__" | "__weakref__") {
                continue;
            }
            let stripped = class.trim_start_matches('_');
            let is_private = text.starts_with("__") && !text.ends_with("__") && !stripped.is_empty();
            names.push(if is_private { vm.intern(&format!("_{stripped}{text}")) } else { vm.intern(&text) });
        }
    }
    Ok(names)
}

/// A function of the module `copyreg`.
fn copyreg(vm: &mut Vm, name: &str) -> PyResult {
    let module = import(vm, "copyreg")?;
    let name = vm.intern(name);
    vm.getattr(&module, &name)
}

/// A module of the standard library, by the builtin `__import__`.
pub fn import(vm: &mut Vm, name: &str) -> PyResult {
    let name = vm.intern(name);
    let modules: Ref<Dict> = vm.modules.clone();
    if let Some(module) = modules.get_str(&name, vm) {
        return Ok(module);
    }
    let import = vm.names().__import__.clone();
    let Some(import) = vm.builtins.clone().get_str(&import, vm) else {
        return Err(vm.raise(crate::vm::ExceptionKind::ImportError, "__import__ not found"));
    };
    let outermost = vm.call_with(&import, Arguments::positional(std::slice::from_ref(&name)))?;
    Ok(modules.get_str(&name, vm).unwrap_or(outermost))
}
