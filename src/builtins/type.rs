//! `type`: the class of classes. Its attributes are in `type_attributes`.

use super::object::merge_class;
use super::union;
use crate::object::{Dict, Ref, Special, Str, Tuple, Type, Value};
use crate::vm::{Arguments, ClassBuilder, Native, PyResult, Vm, spread_keywords};

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__init__", signature: "(self, *args, **kwargs)", function: init },
    Native { name: "__call__", signature: "(self, *args, **kwargs=<missing>)", function: call },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__getattribute__", signature: "(self, name, /)", function: getattribute },
    Native { name: "__setattr__", signature: "(self, name, value, /)", function: setattr },
    Native { name: "__delattr__", signature: "(self, name, /)", function: delattr },
    Native { name: "__or__", signature: "(self, value, /)", function: union::or },
    Native { name: "__ror__", signature: "(self, value, /)", function: union::ror },
    Native { name: "__prepare__", signature: "(cls, *args, **kwargs)", function: |vm, _| Ok(vm.new_dict().into_value()) },
    Native { name: "__instancecheck__", signature: "(self, instance, /)", function: instancecheck },
    Native { name: "__subclasscheck__", signature: "(self, subclass, /)", function: subclasscheck },
    Native { name: "__subclasses__", signature: "(self, /)", function: subclasses },
    Native { name: "__dir__", signature: "(self, /)", function: dir },
    Native { name: "__sizeof__", signature: "(self, /)", function: |_, _| Ok(Value::size(1024)) },
    Native { name: "mro", signature: "(self, /)", function: mro },
];

/// The class that a method of `type` is called on.
pub fn of(class: &Value) -> Ref<Type> {
    class.get::<Type>().expect("a type").to_ref()
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let metaclass = of(&args[0]);
    let given = args[1].get::<Tuple>().map(|given| given.items().to_vec()).unwrap_or_default();
    let [name, bases, namespace] = &given[..] else {
        return Err(vm.type_error(format!("type.__new__() takes exactly 3 arguments ({} given)", given.len())));
    };
    let text = vm.expect_str(name, "type.__new__() argument 1")?;
    check_name(vm, &text.value())?;
    let Some(base_tuple) = bases.get::<Tuple>() else {
        let class = vm.type_of(bases).name();
        return Err(vm.type_error(format!("type.__new__() argument 2 must be tuple, not {class}")));
    };
    let Ok(of_namespace) = namespace.clone().downcast::<Dict>() else {
        let class = vm.type_of(namespace).name();
        return Err(vm.type_error(format!("type.__new__() argument 3 must be dict, not {class}")));
    };
    check_bases(vm, base_tuple.items())?;
    let winner = vm.winning_metaclass(&metaclass, base_tuple.items())?;
    if !winner.is(&metaclass) {
        // The most derived metaclass may make its classes in its own way.
        let (own, known) = (winner.special(Special::New, vm), metaclass.special(Special::New, vm));
        if let (Some(own), Some(known)) = (own, known)
            && !own.is(&known)
        {
            let own = vm.get_descriptor(&own, &Value::NULL, &winner)?;
            let values = vec![winner.value().clone(), name.clone(), bases.clone(), namespace.clone()];
            return call_with_keywords(vm, &own, values, &args[2]);
        }
    }
    let mut classes = Vec::new();
    for base in base_tuple.items() {
        match base.clone().downcast::<Type>() {
            Ok(base) => classes.push(base),
            Err(_) => return Err(vm.type_error("bases must be types")),
        }
    }
    let keywords = args[2].clone().downcast::<Dict>().ok();
    let name = name.clone();
    let builder = ClassBuilder { metaclass: &winner, name, bases: classes, namespace: of_namespace, keywords };
    Ok(vm.build_class(builder)?.into_value())
}

/// That nothing among the bases has to be asked first what it stands for.
fn check_bases(vm: &mut Vm, bases: &[Value]) -> PyResult<()> {
    let name = vm.names().__mro_entries__.clone();
    for base in bases.iter().filter(|base| !base.is_a::<Type>()) {
        if vm.try_getattr(base, &name)?.is_some() {
            return Err(vm.type_error("type() doesn't support MRO entry resolution; use types.new_class()"));
        }
    }
    Ok(())
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let count = args[1].get::<Tuple>().map_or(0, |values| values.items().len());
    let has_names = args[2].get::<Dict>().is_some_and(|names| names.len(vm) > 0);
    match count {
        1 if has_names => Err(vm.type_error("type.__init__() takes no keyword arguments")),
        1 | 3 => Ok(Value::NONE),
        _ => Err(vm.type_error("type.__init__() takes 1 or 3 arguments")),
    }
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = of(&args[0]);
    let values = args[1].get::<Tuple>().map(|values| values.items().to_vec()).unwrap_or_default();
    let (values, names) = match args[2].clone().downcast::<Dict>() {
        Ok(keywords) => spread_keywords(vm, values, &keywords),
        Err(_) => (values, Value::NULL),
    };
    vm.instantiate(&class, Arguments { values: &values, names: &names })
}

/// Calls with positional arguments and a dict of named ones.
pub fn call_with_keywords(vm: &mut Vm, callable: &Value, values: Vec<Value>, keywords: &Value) -> PyResult {
    let (values, names) = match keywords.clone().downcast::<Dict>() {
        Ok(keywords) => spread_keywords(vm, values, &keywords),
        Err(_) => (values, Value::NULL),
    };
    vm.call_with(callable, Arguments { values: &values, names: &names })
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.qualified_name(&of(&args[0]));
    Ok(vm.str(&format!("<class '{name}'>")))
}

fn getattribute(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attribute_name(&args[1])?;
    match vm.type_getattr(&of(&args[0]), &name)? {
        Some(value) => Ok(value),
        None => Err(vm.no_attribute(&args[0], &name)),
    }
}

fn setattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attribute_name(&args[1])?;
    vm.type_setattr(&of(&args[0]), &name, args[2].clone())?;
    Ok(Value::NONE)
}

fn delattr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.attribute_name(&args[1])?;
    vm.type_setattr(&of(&args[0]), &name, Value::NULL)?;
    Ok(Value::NONE)
}

fn instancecheck(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(vm.is_instance_plainly(&args[1], &args[0])?))
}

fn subclasscheck(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(vm.is_subclass_plainly(&args[1], &args[0])?))
}

fn subclasses(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = of(&args[0]);
    let subclasses = class.subclasses(vm).into_iter().map(Ref::into_value).collect();
    Ok(vm.list(subclasses))
}

fn dir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let names = vm.new_dict();
    merge_class(vm, &names, &args[0])?;
    let names = names.table(vm).iter().map(|entry| entry.key.clone()).collect();
    Ok(vm.list(names))
}

fn mro(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = of(&args[0]);
    let bases = class.bases.get(vm).clone();
    let order = vm.c3_order(&class, &bases)?;
    Ok(vm.list(order.into_iter().map(Ref::into_value).collect()))
}

/// A str, an error as assignments to a class's names have it.
/// That a text can be a class's name: it has to be UTF-8 without null characters.
pub fn check_name(vm: &mut Vm, name: &Value) -> PyResult<()> {
    let Some(text) = name.get::<Str>() else { return Ok(()) };
    if text.as_str().is_none() {
        return Err(super::codecs::surrogates(vm, name));
    }
    match text.as_bytes().contains(&0) {
        true => Err(vm.value_error("type name must not contain null characters")),
        false => Ok(()),
    }
}

pub fn expect_name(vm: &mut Vm, class: &Ref<Type>, attribute: &str, value: &Value) -> PyResult<()> {
    if value.is_a::<Str>() {
        return Ok(());
    }
    let (name, given) = (class.name(), vm.type_of(value).name());
    Err(vm.type_error(format!("can only assign string to {name}.{attribute}, not '{given}'")))
}
