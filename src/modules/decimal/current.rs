//! Which context is the current one: a context variable says so.

use super::State;
use super::context::{self, Context, SETTERS};
use crate::modules::contextvars;
use crate::object::{Dict, Opaque, Value};
use crate::vm::{Native, PyResult, Vm};

/// What `localcontext` gives: the context within, and the one to come back to.
pub struct Manager {
    local: Value,
    outer: Value,
}

impl Opaque for Manager {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.local);
        visit(&self.outer);
    }
}

pub const MANAGER: &[Native] = &[
    Native { name: "__enter__", signature: "(self, /)", function: enter },
    Native { name: "__exit__", signature: "(self, *args)", function: exit },
];

/// The context that a thread found last, and how often contexts had changed by then.
#[derive(Default)]
struct Found {
    context: Value,
    changes: u64,
}

/// The current context: made like the default one where there is none yet.
pub fn get(vm: &mut Vm) -> PyResult {
    let changes = contextvars::changes();
    let found = vm.thread_state::<Found>();
    if found.changes == changes && !found.context.is_null() {
        return Ok(found.context.clone());
    }
    let variable = vm.state::<State>().variable.clone();
    let context = match contextvars::find(vm, &variable)? {
        Some(context) => context,
        None => {
            let default = vm.state::<State>().templates.first().cloned().unwrap_or(Value::NONE);
            let context = fresh_copy(vm, &default)?;
            contextvars::set(vm, &[variable, context.clone()])?;
            context
        }
    };
    let changes = contextvars::changes();
    let old = std::mem::replace(vm.thread_state::<Found>(), Found { context: context.clone(), changes });
    drop(old);
    Ok(context)
}

fn fresh_copy(vm: &mut Vm, context: &Value) -> PyResult {
    let copy = context::copy(vm, context)?;
    if let Some(context) = context::of(vm, &copy) {
        context.status.set(0);
    }
    Ok(copy)
}

pub fn set(vm: &mut Vm, args: &[Value]) -> PyResult {
    make_current(vm, &args[0])?;
    Ok(Value::NONE)
}

/// A template is copied: what is met must not be kept in it.
fn make_current(vm: &mut Vm, context: &Value) -> PyResult<()> {
    if context.opaque::<Context>(vm).is_none() {
        return Err(vm.type_error("argument must be a context"));
    }
    let is_template = vm.state::<State>().templates.iter().any(|template| template.is(context));
    let context = if is_template { fresh_copy(vm, context)? } else { context.clone() };
    let variable = vm.state::<State>().variable.clone();
    contextvars::set(vm, &[variable, context])?;
    Ok(())
}

/// The context that is given as an argument, or the current one.
pub fn given(vm: &mut Vm, value: &Value) -> PyResult {
    match value.given().filter(|value| !value.is_none()) {
        None => get(vm),
        Some(context) if context.opaque::<Context>(vm).is_some() => Ok(context.clone()),
        Some(_) => Err(vm.type_error("optional argument must be a context")),
    }
}

pub fn local(vm: &mut Vm, args: &[Value]) -> PyResult {
    let outer = get(vm)?;
    let local = given(vm, &args[0])?;
    let local = context::copy(vm, &local)?;
    let Some(changes) = args[1].get::<Dict>() else { return Ok(Value::NONE) };
    let pairs: Vec<(Value, Value)> =
        changes.table(vm).iter().map(|entry| entry.pair()).map(|(k, v)| (k.clone(), v.clone())).collect();
    let mut setters = Vec::new();
    for (name, value) in pairs {
        let text = vm.text(&name);
        match SETTERS.iter().position(|(known, _)| *known == text) {
            Some(place) => setters.push((place, value)),
            None => return Err(vm.type_error(format!("this function got an unexpected keyword argument '{text}'"))),
        }
    }
    setters.sort_by_key(|(place, _)| *place);
    for (place, value) in setters {
        if !value.is_none() {
            SETTERS[place].1(vm, &local, value)?;
        }
    }
    Ok(vm.new_opaque(Manager { local, outer }))
}

fn enter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let local = args[0].opaque::<Manager>(vm).map_or(Value::NONE, |manager| manager.local.clone());
    make_current(vm, &local)?;
    Ok(local)
}

fn exit(vm: &mut Vm, args: &[Value]) -> PyResult {
    let outer = args[0].opaque::<Manager>(vm).map_or(Value::NONE, |manager| manager.outer.clone());
    make_current(vm, &outer)?;
    Ok(Value::FALSE)
}
