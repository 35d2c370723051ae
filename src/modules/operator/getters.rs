//! `itemgetter`, `attrgetter`, `methodcaller`: functions that get the same of every object.

use crate::builtins::class_to_make;
use crate::object::{Dict, Opaque, Ref, Str, Tuple, Type, Value};
use crate::vm::{Arguments, Native, PyResult, Vm, spread_keywords};

/// A tuple of keys; of lists of names; of a name and arguments, with a dict of arguments by name.
struct Items(Value);
struct Attributes(Value);
struct MethodCall(Value, Value);

impl Opaque for Items {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.0);
    }
}

impl Opaque for Attributes {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.0);
    }
}

impl Opaque for MethodCall {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.0);
        visit(&self.1);
    }
}

const ITEMS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, item, /, *items)", function: new_items },
    Native { name: "__call__", signature: "(self, obj, /)", function: call_items },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
];

const ATTRIBUTES: &[Native] = &[
    Native { name: "__new__", signature: "(cls, attr, /, *attrs)", function: new_attributes },
    Native { name: "__call__", signature: "(self, obj, /)", function: call_attributes },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
];

const METHOD_CALL: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new_method_call },
    Native { name: "__call__", signature: "(self, obj, /)", function: call_method },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
];

pub fn define(vm: &mut Vm) -> [(&'static str, Ref<Type>); 3] {
    let classes = [
        ("itemgetter", vm.define_type::<Items>("operator.itemgetter", ITEMS, &[])),
        ("attrgetter", vm.define_type::<Attributes>("operator.attrgetter", ATTRIBUTES, &[])),
        ("methodcaller", vm.define_type::<MethodCall>("operator.methodcaller", METHOD_CALL, &[])),
    ];
    for (_, class) in &classes {
        class.set_flag(crate::object::type_flag::BASE, true);
        class.changed(vm);
    }
    classes
}

fn items(tuple: &Value) -> &[Value] {
    tuple.get::<Tuple>().map_or(&[], |tuple| tuple.items())
}

/// What a getter was made with: arguments by place and by name.
fn parts(vm: &Vm, getter: &Value) -> (Value, Value) {
    if let Some(getter) = getter.opaque::<Items>(vm) {
        return (getter.0.clone(), Value::NONE);
    }
    if let Some(getter) = getter.opaque::<Attributes>(vm) {
        return (getter.0.clone(), Value::NONE);
    }
    match getter.opaque::<MethodCall>(vm) {
        Some(getter) => (getter.0.clone(), getter.1.clone()),
        None => (vm.empty_tuple(), Value::NONE),
    }
}

fn new_items(vm: &mut Vm, args: &[Value]) -> PyResult {
    let base = vm.type_for::<Items>();
    let class = class_to_make(vm, &args[0], &base)?;
    let keys = vm.tuple(args[1..].to_vec());
    Ok(vm.opaque(class, Items(keys)))
}

fn call_items(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (keys, _) = parts(vm, &args[0]);
    if let [key] = items(&keys) {
        return vm.getitem(&args[1], key);
    }
    let mut found = Vec::with_capacity(items(&keys).len());
    for key in items(&keys) {
        found.push(vm.getitem(&args[1], key)?);
    }
    Ok(vm.tuple(found))
}

fn new_attributes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let base = vm.type_for::<Attributes>();
    let class = class_to_make(vm, &args[0], &base)?;
    if !args[1..].iter().all(|name| name.is_a::<Str>()) {
        return Err(vm.type_error("attribute name must be a string"));
    }
    let names = vm.tuple(args[1..].to_vec());
    Ok(vm.opaque(class, Attributes(names)))
}

/// An attribute, an attribute of that and so on, as a dotted name says.
fn attribute(vm: &mut Vm, object: &Value, dotted: &Value) -> PyResult {
    let text = vm.text(dotted);
    let mut value = object.clone();
    for name in text.split('.') {
        let name = vm.intern(name);
        value = vm.getattr(&value, &name)?;
    }
    Ok(value)
}

fn call_attributes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (names, _) = parts(vm, &args[0]);
    if let [name] = items(&names) {
        return attribute(vm, &args[1], name);
    }
    let mut found = Vec::with_capacity(items(&names).len());
    for name in items(&names) {
        found.push(attribute(vm, &args[1], name)?);
    }
    Ok(vm.tuple(found))
}

fn new_method_call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let base = vm.type_for::<MethodCall>();
    let class = class_to_make(vm, &args[0], &base)?;
    match items(&args[1]).first() {
        Some(name) if name.is_a::<Str>() => Ok(vm.opaque(class, MethodCall(args[1].clone(), args[2].clone()))),
        Some(_) => Err(vm.type_error("method name must be a string")),
        None => Err(vm.type_error("methodcaller needs at least one argument, the method name")),
    }
}

fn call_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (given, keywords) = parts(vm, &args[0]);
    let [name, rest @ ..] = items(&given) else { return Ok(Value::NONE) };
    let Ok(keywords) = keywords.downcast::<Dict>() else { return Ok(Value::NONE) };
    let name = vm.interned(name);
    let method = vm.getattr(&args[1], &name)?;
    let (values, names) = spread_keywords(vm, rest.to_vec(), &keywords);
    vm.call_with(&method, Arguments { values: &values, names: &names })
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !vm.enter_repr(&args[0]) {
        let class = vm.type_of(&args[0]).name();
        return Ok(vm.str(&format!("{class}(...)")));
    }
    let text = repr_parts(vm, &args[0]);
    vm.leave_repr(&args[0]);
    let text = text?;
    Ok(vm.str(&text))
}

fn repr_parts(vm: &mut Vm, getter: &Value) -> PyResult<String> {
    let (given, keywords) = parts(vm, getter);
    let mut shown = Vec::new();
    for value in items(&given) {
        let text = vm.repr(value)?;
        shown.push(vm.text(&text));
    }
    let pairs: Vec<(Value, Value)> = match keywords.get::<Dict>() {
        Some(dict) => dict.table(vm).iter().map(|entry| entry.pair()).collect(),
        None => Vec::new(),
    };
    for (name, value) in pairs {
        let text = vm.repr(&value)?;
        shown.push(format!("{}={}", vm.text(&name), vm.text(&text)));
    }
    Ok(format!("{}({})", vm.type_of(getter).name(), shown.join(", ")))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (given, keywords) = parts(vm, &args[0]);
    let class = vm.type_of(&args[0]).value();
    let Some(keywords) = keywords.get::<Dict>().filter(|keywords| keywords.len(vm) > 0) else {
        return Ok(vm.tuple([class, given]));
    };
    // Arguments by name need a function that takes none besides.
    let [name, rest @ ..] = items(&given) else { return Ok(Value::NONE) };
    let module = crate::builtins::import(vm, "functools")?;
    let partial = vm.intern("partial");
    let partial = vm.getattr(&module, &partial)?;
    let (values, names) = spread_keywords(vm, vec![class, name.clone()], &keywords.to_ref());
    let maker = vm.call_with(&partial, Arguments { values: &values, names: &names })?;
    let rest = vm.tuple(rest.to_vec());
    Ok(vm.tuple([maker, rest]))
}
