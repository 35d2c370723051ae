//! Context variables, and the tokens by which setting one is undone.

use super::context::{State, current, note_change, own_values, values};
use crate::builtins::class_getitem;
use crate::builtins::text::class_name;
use crate::object::{Opaque, Str, Value};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm};

pub struct Variable {
    name: Value,
    /// NULL if there is none.
    default: Value,
}

pub struct Token {
    variable: Value,
    context: Value,
    /// What the variable was before, or NULL.
    old: Value,
    is_used: bool,
}

/// `Token.MISSING`.
pub struct Missing;

impl Opaque for Variable {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        [&self.name, &self.default].into_iter().for_each(visit);
    }
}

impl Opaque for Token {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        [&self.variable, &self.context, &self.old].into_iter().for_each(visit);
    }
}

impl Opaque for Missing {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, name, /, *, default=<missing>)", function: new },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__class_getitem__", signature: "(cls, item, /)", function: class_getitem },
    Native { name: "get", signature: "(self, default=<missing>, /)", function: get },
    Native { name: "set", signature: "(self, value, /)", function: set },
    Native { name: "reset", signature: "(self, token, /)", function: reset },
];

pub const ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "name",
    get: |vm, variable| Ok(variable.opaque::<Variable>(vm).map_or(Value::NONE, |variable| variable.name.clone())),
    set: Some(crate::vm::readonly),
}];

pub const TOKEN: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new_token },
    Native { name: "__repr__", signature: "(self, /)", function: repr_token },
    Native { name: "__class_getitem__", signature: "(cls, item, /)", function: class_getitem },
    Native { name: "__enter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__exit__", signature: "(self, type, value, traceback, /)", function: exit_token },
];

pub const TOKEN_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "var",
        get: |vm, token| Ok(token.opaque::<Token>(vm).map_or(Value::NONE, |token| token.variable.clone())),
        set: None,
    },
    Attribute {
        name: "old_value",
        get: |vm, token| {
            let old = token.opaque::<Token>(vm).map_or(Value::NONE, |token| token.old.clone());
            Ok(if old.is_null() { vm.state::<State>().missing.clone() } else { old })
        },
        set: None,
    },
];

pub const MISSING: &[Native] =
    &[Native { name: "__repr__", signature: "(self, /)", function: |vm, _| Ok(vm.str("<Token.MISSING>")) }];

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !args[1].is_a::<Str>() {
        return Err(vm.type_error("context variable name must be a str"));
    }
    Ok(vm.new_opaque(Variable { name: args[1].clone(), default: args[2].clone() }))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(Variable { name, default }) = args[0].opaque::<Variable>(vm) else { return Ok(Value::NONE) };
    let (name, default) = (name.clone(), default.clone());
    let name = vm.repr_lossy(&name);
    let default = match default.given() {
        Some(default) if vm.enter_repr(&args[0]) => {
            let shown = vm.repr(default);
            vm.leave_repr(&args[0]);
            format!(" default={}", vm.text(&shown?))
        }
        Some(_) => " default=...".into(),
        None => String::new(),
    };
    let id = vm.id(&args[0]);
    Ok(vm.str(&format!("<ContextVar name={name}{default} at {id:#x}>")))
}

/// What a variable is in the current context, if it was set there.
pub fn find(vm: &mut Vm, variable: &Value) -> PyResult<Option<Value>> {
    let context = current(vm);
    let values = values(vm, &context);
    vm.dict_get(&values, variable)
}

fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(value) = find(vm, &args[0])? {
        return Ok(value);
    }
    let own = args[0].opaque::<Variable>(vm).and_then(|variable| variable.default.given().cloned());
    match args[1].given().cloned().or(own) {
        Some(default) => Ok(default),
        None => Err(vm.raise_with(ExceptionKind::LookupError, [args[0].clone()])),
    }
}

pub fn set(vm: &mut Vm, args: &[Value]) -> PyResult {
    note_change();
    let context = current(vm);
    let values = own_values(vm, &context);
    let old = vm.dict_get(&values, &args[0])?.unwrap_or(Value::NULL);
    vm.dict_set(&values, &args[0], args[1].clone())?;
    Ok(vm.new_opaque(Token { variable: args[0].clone(), context, old, is_used: false }))
}

fn reset(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(Token { variable, context, old, is_used }) = args[1].opaque::<Token>(vm) else {
        let shown = vm.repr_lossy(&args[1]);
        return Err(vm.type_error(format!("expected an instance of Token, got {shown}")));
    };
    let (is_own, context, old, is_used) = (variable.is(&args[0]), context.clone(), old.clone(), *is_used);
    if is_used {
        let shown = vm.repr_lossy(&args[1]);
        return Err(vm.runtime_error(format!("{shown} has already been used once")));
    }
    let problem = match () {
        _ if !is_own => "by a different ContextVar",
        _ if !context.is(&current(vm)) => "in a different Context",
        _ => "",
    };
    if !problem.is_empty() {
        let shown = vm.repr_lossy(&args[1]);
        return Err(vm.value_error(format!("{shown} was created {problem}")));
    }
    if let Some(token) = args[1].opaque_mut::<Token>(vm) {
        token.is_used = true;
    }
    note_change();
    let values = own_values(vm, &context);
    match old.given() {
        Some(old) => vm.dict_set(&values, &args[0], old.clone())?,
        None => drop(vm.dict_remove(&values, &args[0])?),
    }
    Ok(Value::NONE)
}

fn new_token(vm: &mut Vm, _: &[Value]) -> PyResult {
    Err(vm.runtime_error("Tokens can only be created by ContextVars"))
}

fn repr_token(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(token) = args[0].opaque::<Token>(vm) else { return Ok(Value::NONE) };
    let (variable, used) = (token.variable.clone(), if token.is_used { " used" } else { "" });
    let (shown, id) = (vm.repr(&variable)?, vm.id(&args[0]));
    let (shown, class) = (vm.text(&shown), class_name(vm, &args[0]));
    let class = class.rsplit('.').next().unwrap_or_default();
    Ok(vm.str(&format!("<{class}{used} var={shown} at {id:#x}>")))
}

fn exit_token(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(token) = args[0].opaque::<Token>(vm) else { return Ok(Value::NONE) };
    let variable = token.variable.clone();
    reset(vm, &[variable, args[0].clone()])
}
