//! "Did you mean": what an exception's name may have been meant to be.

use super::Trace;
use crate::object::{Exception, Str, Traceback, Value};
use crate::vm::{ExceptionKind, FrameObject, STDLIB_MODULES, Vm, closest};

/// What CPython adds to the message of a `NameError`, an `AttributeError` or an `ImportError`.
pub fn suggestion(vm: &mut Vm, trace: &Trace) -> String {
    let error = &trace.exception;
    let is = |kind| vm.is_instance(error, vm.exceptions.class(kind));
    let (import, name, attribute) =
        (is(ExceptionKind::ImportError), is(ExceptionKind::NameError), is(ExceptionKind::AttributeError));
    let field = if import { "name_from" } else { "name" };
    if !import && !name && !attribute {
        return String::new();
    }
    let Some(wrong) = error.get::<Exception>().and_then(|error| vm.exception_field(error, field)) else {
        return String::new();
    };
    if !wrong.is_a::<Str>() {
        return String::new();
    }
    let wrong_text = vm.text(&wrong);
    let meant = match () {
        _ if attribute => attribute_meant(vm, trace, &wrong_text),
        _ if import => import_meant(vm, error, &wrong_text),
        _ => name_meant(vm, trace, &wrong, &wrong_text),
    };
    let mut words = meant.as_ref().map_or(String::new(), |meant| format!(". Did you mean: '{meant}'?"));
    if name && STDLIB_MODULES.binary_search(&&*wrong_text).is_ok() {
        let question = if meant.is_some() { " Or did" } else { ". Did" };
        words += &format!("{question} you forget to import '{wrong_text}'?");
    }
    words
}

/// The names that `dir` gives, sorted.
fn names_of(vm: &mut Vm, object: &Value) -> Option<Vec<String>> {
    let name = vm.intern("__dir__");
    let class = vm.type_of(object).value();
    // A class's own `__dir__` is for its instances.
    let listed = match vm.call_method(object, &name, &[]) {
        Ok(listed) => listed,
        Err(raised) if raised.is(ExceptionKind::TypeError, vm) => {
            vm.call_method(&class, &name, std::slice::from_ref(object)).ok()?
        }
        Err(_) => return None,
    };
    let listed = vm.collect(&listed).ok()?;
    let mut names: Vec<String> = listed.iter().filter(|name| name.is_a::<Str>()).map(|name| vm.text(name)).collect();
    names.sort();
    Some(names)
}

fn nearest(wrong: &str, names: &[String]) -> Option<String> {
    closest(wrong, names.iter().map(String::as_str)).map(str::to_string)
}

fn attribute_meant(vm: &mut Vm, trace: &Trace, wrong: &str) -> Option<String> {
    let object = vm.exception_field(trace.exception.get::<Exception>()?, "obj").unwrap_or(Value::NONE);
    let mut names = names_of(vm, &object)?;
    let hides = !wrong.starts_with('_') && !variable(vm, trace, "self").is_some_and(|own| own.is(&object));
    names.retain(|name| !hides || !name.starts_with('_'));
    nearest(wrong, &names)
}

fn import_meant(vm: &mut Vm, error: &Value, wrong: &str) -> Option<String> {
    let module = vm.exception_field(error.get::<Exception>()?, "name")?;
    let modules = vm.modules.clone();
    let module = vm.dict_get(&modules, &module).ok()??;
    let mut names = names_of(vm, &module)?;
    names.retain(|name| wrong.starts_with('_') || !name.starts_with('_'));
    nearest(wrong, &names)
}

fn name_meant(vm: &mut Vm, trace: &Trace, wrong: &Value, text: &str) -> Option<String> {
    let frame = innermost(trace)?;
    let frame = frame.get::<FrameObject>()?;
    let mut names: Vec<Value> = frame.variables(vm).into_iter().map(|(name, _)| name).collect();
    if !frame.names.is_null() && !frame.names.is(frame.globals.value()) {
        names.extend(vm.collect(&frame.names).ok()?);
    }
    for dict in [&frame.globals, &frame.builtins] {
        names.extend(dict.table(vm).iter().map(|entry| entry.key.clone()));
    }
    if let Some(own) = variable(vm, trace, "self") {
        let wrong = vm.interned(wrong);
        if vm.getattr(&own, &wrong).is_ok() {
            return Some(format!("self.{text}"));
        }
    }
    let names: Vec<String> = names.iter().filter(|name| name.is_a::<Str>()).map(|name| vm.text(name)).collect();
    nearest(text, &names)
}

/// The frame in which the exception was raised.
fn innermost(trace: &Trace) -> Option<Value> {
    let mut traceback = trace.traceback.clone();
    let mut frame = None;
    while let Some(entry) = traceback.clone().get::<Traceback>() {
        frame = Some(entry.frame.clone());
        traceback = entry.next.get();
    }
    frame
}

/// A variable of that frame.
fn variable(vm: &mut Vm, trace: &Trace, name: &str) -> Option<Value> {
    let frame = innermost(trace)?;
    let frame = frame.get::<FrameObject>()?;
    let name = vm.intern(name);
    let found = frame.variables(vm).into_iter().find(|(known, _)| known.is(&name)).map(|(_, value)| value);
    found.or_else(|| match frame.names.is_null() {
        true => None,
        false => vm.mapping_get(&frame.names, &name).ok().flatten(),
    })
}
