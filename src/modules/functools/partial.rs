//! `functools.partial`: a function with some of its arguments given.

use super::get;
use crate::builtins::{class_getitem, class_to_make};
use crate::object::{Dict, Opaque, Ref, Str, Tuple, Value};
use crate::vm::{Arguments, Attribute, Native, PyResult, Vm, spread_keywords};

pub struct Partial {
    function: Value,
    /// A tuple; gaps in it are the placeholder.
    args: Value,
    /// A dict.
    keywords: Value,
}

impl Opaque for Partial {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        [&self.function, &self.args, &self.keywords].into_iter().for_each(visit);
    }
}

/// What stands for an argument that is to come.
pub struct Placeholder;

impl Opaque for Placeholder {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

pub const PLACEHOLDER: &[Native] = &[
    Native { name: "__new__", signature: "(cls)", function: |vm, _| Ok(placeholder(vm)) },
    Native { name: "__repr__", signature: "(self, /)", function: |vm, _| Ok(vm.str("Placeholder")) },
    Native { name: "__reduce__", signature: "(self, /)", function: |vm, _| Ok(vm.str("Placeholder")) },
];

#[derive(Default)]
struct State {
    placeholder: Option<Value>,
}

/// The one placeholder.
pub fn placeholder(vm: &mut Vm) -> Value {
    if let Some(known) = vm.state::<State>().placeholder.clone() {
        return known;
    }
    let new = vm.new_opaque(Placeholder);
    vm.state::<State>().placeholder = Some(new.clone());
    new
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new },
    Native { name: "__call__", signature: "(self, *args, **kwargs)", function: call },
    Native { name: "__get__", signature: "(self, instance, owner=None, /)", function: get },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__reduce__", signature: "(self, /)", function: reduce },
    Native { name: "__setstate__", signature: "(self, state, /)", function: setstate },
    Native { name: "__class_getitem__", signature: "(cls, object, /)", function: class_getitem },
];

pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "func", get: |vm, partial| Ok(parts(vm, partial).0), set: Some(crate::vm::readonly) },
    Attribute { name: "args", get: |vm, partial| Ok(parts(vm, partial).1), set: Some(crate::vm::readonly) },
    Attribute { name: "keywords", get: |vm, partial| Ok(parts(vm, partial).2), set: Some(crate::vm::readonly) },
];

fn parts(vm: &Vm, partial: &Value) -> (Value, Value, Value) {
    match partial.opaque::<Partial>(vm) {
        Some(partial) => (partial.function.clone(), partial.args.clone(), partial.keywords.clone()),
        None => (Value::NONE, vm.empty_tuple(), Value::NONE),
    }
}

fn items(tuple: &Value) -> &[Value] {
    tuple.get::<Tuple>().map_or(&[], |tuple| tuple.items())
}

/// Fills the gaps in arguments with those given later, and appends what is left.
fn fill(vm: &mut Vm, args: &[Value], more: &[Value]) -> Vec<Value> {
    let gap = placeholder(vm);
    let mut more = more.iter();
    let mut all: Vec<Value> = Vec::with_capacity(args.len() + more.len());
    for arg in args {
        let filled = if arg.is(&gap) { more.next() } else { None };
        all.push(filled.unwrap_or(arg).clone());
    }
    all.extend(more.cloned());
    all
}

/// The keywords of both, the later ones first in force.
fn merge(vm: &mut Vm, keywords: &Value, more: &Value) -> PyResult<Ref<Dict>> {
    let all = vm.new_dict();
    for keywords in [keywords, more] {
        if keywords.is_a::<Dict>() {
            vm.dict_update(&all, keywords)?;
        }
    }
    Ok(all)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let base = vm.type_for::<Partial>();
    let class = class_to_make(vm, &args[0], &base)?;
    let [function, given @ ..] = items(&args[1]) else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    if !vm.is_callable(function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let gap = placeholder(vm);
    if given.last().is_some_and(|last| last.is(&gap)) {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    let keywords = args[2].get::<Dict>().map(|dict| dict.table(vm).iter().any(|entry| entry.value.is(&gap)));
    if keywords == Some(true) {
        return Err(vm.type_error("Placeholder cannot be passed as a keyword argument"));
    }
    // A partial of a partial is one of its function.
    let plain = vm.is_instance(function, &base) && !has_own_attributes(vm, function)?;
    let (function, first, keywords) = match plain {
        true => parts(vm, function),
        false => (function.clone(), vm.empty_tuple(), Value::NONE),
    };
    let (all, keywords) = (fill(vm, items(&first), given), merge(vm, &keywords, &args[2])?);
    let args = vm.tuple(all);
    Ok(vm.opaque(class, Partial { function, args, keywords: keywords.into_value() }))
}

fn has_own_attributes(vm: &mut Vm, partial: &Value) -> PyResult<bool> {
    let name = vm.names().__dict__.clone();
    let dict = vm.try_getattr(partial, &name)?;
    Ok(dict.and_then(|dict| Some(dict.get::<Dict>()?.table(vm).len())).is_some_and(|count| count > 0))
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (function, own, keywords) = parts(vm, &args[0]);
    let gap = placeholder(vm);
    let gaps = items(&own).iter().filter(|arg| arg.is(&gap)).count();
    let given = items(&args[1]);
    if given.len() < gaps {
        let got = given.len();
        let message = format!("missing positional arguments in 'partial' call; expected at least {gaps}, got {got}");
        return Err(vm.type_error(message));
    }
    let (values, keywords) = (fill(vm, items(&own), given), merge(vm, &keywords, &args[2])?);
    if keywords.table(vm).iter().any(|entry| !entry.pair().0.is_a::<Str>()) {
        return Err(vm.type_error("keywords must be strings"));
    }
    let (values, names) = spread_keywords(vm, values, &keywords);
    vm.call_with(&function, Arguments { values: &values, names: &names })
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !vm.enter_repr(&args[0]) {
        return Ok(vm.str("..."));
    }
    let text = repr_parts(vm, &args[0]);
    vm.leave_repr(&args[0]);
    let text = text?;
    Ok(vm.str(&text))
}

fn repr_parts(vm: &mut Vm, partial: &Value) -> PyResult<String> {
    let (function, args, keywords) = parts(vm, partial);
    let class = vm.type_of(partial).to_ref();
    let name = vm.qualified_name(&class);
    let function = vm.repr(&function)?;
    let mut text = format!("{name}({}", vm.text(&function));
    for arg in items(&args) {
        let shown = vm.repr(arg)?;
        text += &format!(", {}", vm.text(&shown));
    }
    let pairs: Vec<(Value, Value)> = match keywords.get::<Dict>() {
        Some(dict) => dict.table(vm).iter().map(|entry| entry.pair()).collect(),
        None => Vec::new(),
    };
    for (key, value) in pairs {
        let (key, value) = (vm.to_str(&key)?, vm.repr(&value)?);
        text += &format!(", {}={}", vm.text(&key), vm.text(&value));
    }
    Ok(text + ")")
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (function, given, keywords) = parts(vm, &args[0]);
    let class = vm.type_of(&args[0]).value();
    let own = vm.names().__dict__.clone();
    let own = vm.try_getattr(&args[0], &own)?.unwrap_or(Value::NONE);
    let is_empty = own.get::<Dict>().is_some_and(|own| own.len(vm) == 0);
    let own = if is_empty { Value::NONE } else { own };
    let (first, state) = (vm.tuple([function.clone()]), vm.tuple([function, given, keywords, own]));
    Ok(vm.tuple([class, first, state]))
}

fn setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [function, given, keywords, own] = items(&args[1]) else {
        return Err(vm.type_error("invalid partial state"));
    };
    let fits = vm.is_callable(function) && given.is_a::<Tuple>() && (keywords.is_none() || keywords.is_a::<Dict>());
    if !fits {
        return Err(vm.type_error("invalid partial state"));
    }
    let gap = placeholder(vm);
    if items(given).last().is_some_and(|last| last.is(&gap)) {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    // Plain ones are taken as they are, as what was copied shares them.
    let (tuple, dict) = (vm.types().tuple.clone(), vm.types().dict.clone());
    let args_given = match vm.type_of(given).is(&tuple) {
        true => given.clone(),
        false => vm.tuple(items(given).to_vec()),
    };
    let keywords = match vm.type_of(keywords).is(&dict) {
        true => keywords.clone(),
        false => merge(vm, keywords, &Value::NONE)?.into_value(),
    };
    let new = Partial { function: function.clone(), args: args_given, keywords };
    let old = args[0].opaque_mut::<Partial>(vm).map(|partial| std::mem::replace(partial, new));
    drop(old);
    let own = if own.is_none() { vm.new_dict().into_value() } else { own.clone() };
    let name = vm.names().__dict__.clone();
    vm.setattr(&args[0], &name, own)?;
    Ok(Value::NONE)
}
