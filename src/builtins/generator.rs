//! Generators and coroutines: what programs can do with them by hand. The machine goes on with them; see `vm::generator`.

use super::generic_alias::CLASS_GETITEM;
use super::text::class_name;
use crate::object::{Exception, Obj, Opaque, Ref, Str, Traceback, Type, Value, ValueCell};
use crate::vm::{Attribute, ExceptionKind, Generator, Native, PyResult, Raised, Resumed, Vm};

pub const GENERATOR: &[Native] = &[
    CLASS_GETITEM,
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__next__", signature: "(self, /)", function: |vm, args| send(vm, &args[0], Value::NONE) },
    Native { name: "send", signature: "(self, value, /)", function: |vm, args| send(vm, &args[0], args[1].clone()) },
    Native { name: "throw", signature: "(self, type, value=None, traceback=None, /)", function: throw },
    Native { name: "close", signature: "(self, /)", function: close },
    Native { name: "__del__", signature: "(self, /)", function: finalize },
];

pub const GENERATOR_ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__name__", get: |vm, of| Ok(this(vm, of)?.name.get()), set: Some(set_name) },
    Attribute { name: "__qualname__", get: |vm, of| Ok(this(vm, of)?.qualname.get()), set: Some(set_qualname) },
    Attribute { name: "gi_yieldfrom", get: awaited, set: None },
    Attribute { name: "gi_running", get: running, set: None },
    Attribute { name: "gi_frame", get: frame, set: None },
    Attribute { name: "gi_suspended", get: suspended, set: None },
    Attribute { name: "gi_code", get: code, set: None },
];

pub const COROUTINE: &[Native] = &[
    CLASS_GETITEM,
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__await__", signature: "(self, /)", function: wrapper },
    Native { name: "send", signature: "(self, value, /)", function: |vm, args| send(vm, &args[0], args[1].clone()) },
    Native { name: "throw", signature: "(self, type, value=None, traceback=None, /)", function: throw },
    Native { name: "close", signature: "(self, /)", function: close },
    Native { name: "__del__", signature: "(self, /)", function: finalize },
];

pub const COROUTINE_ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__name__", get: |vm, of| Ok(this(vm, of)?.name.get()), set: Some(set_name) },
    Attribute { name: "__qualname__", get: |vm, of| Ok(this(vm, of)?.qualname.get()), set: Some(set_qualname) },
    Attribute { name: "cr_await", get: awaited, set: None },
    Attribute { name: "cr_running", get: running, set: None },
    Attribute { name: "cr_frame", get: frame, set: None },
    Attribute { name: "cr_suspended", get: suspended, set: None },
    Attribute { name: "cr_code", get: code, set: None },
    Attribute { name: "cr_origin", get: |vm, of| Ok(this(vm, of)?.origin.get()), set: None },
];

/// What `coroutine.__await__()` gives: the coroutine as an iterator.
pub struct CoroutineWrapper(Value);

impl Opaque for CoroutineWrapper {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.0);
    }
}

pub const WRAPPER: &[Native] = &[
    Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native {
        name: "__next__",
        signature: "(self, /)",
        function: |vm, args| wrapped(vm, args, |vm, of, _| send(vm, of, Value::NONE)),
    },
    Native {
        name: "send",
        signature: "(self, value, /)",
        function: |vm, args| wrapped(vm, args, |vm, of, args| send(vm, of, args[1].clone())),
    },
    Native {
        name: "throw",
        signature: "(self, type, value=None, traceback=None, /)",
        function: |vm, args| wrapped(vm, args, |vm, of, args| throw_into(vm, of, &args[1..])),
    },
    Native {
        name: "close",
        signature: "(self, /)",
        function: |vm, args| wrapped(vm, args, |vm, of, _| close(vm, std::slice::from_ref(of))),
    },
];

/// The generator behind a method's `self`.
pub fn this(vm: &mut Vm, value: &Value) -> PyResult<Ref<Generator>> {
    match value.get::<Generator>() {
        Some(generator) => Ok(generator.to_ref()),
        None => Err(vm.system_error("bad internal call")),
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let qualname = this(vm, &args[0])?.qualname.get();
    let (class, name, id) = (class_name(vm, &args[0]), vm.text(&qualname), vm.id(&args[0]));
    Ok(vm.str(&format!("<{class} object {name} at {id:#x}>")))
}

/// Goes on with a generator or coroutine; its value if it ends is in the `StopIteration`.
fn send(vm: &mut Vm, generator: &Value, value: Value) -> PyResult {
    let generator = this(vm, generator)?;
    let result = resume(vm, &generator, value)?;
    finished(vm, result)
}

/// Goes on with a generator of any kind, after the checks that `send` makes.
pub fn resume(vm: &mut Vm, generator: &Obj<Generator>, value: Value) -> PyResult<Resumed> {
    if !generator.started.get() && !value.is_none() && !generator.running.get() && !generator.is_done(vm) {
        let what = vm.generator_noun(generator);
        return Err(vm.type_error(format!("can't send non-None value to a just-started {what}")));
    }
    check_reuse(vm, generator)?;
    vm.resume(generator, value)
}

/// A coroutine that is done cannot be gone on with.
fn check_reuse(vm: &mut Vm, generator: &Obj<Generator>) -> PyResult<()> {
    let is_coroutine = generator.header().class().is(&vm.classes.coroutine);
    match is_coroutine && !generator.running.get() && generator.is_done(vm) {
        true => Err(vm.runtime_error("cannot reuse already awaited coroutine")),
        false => Ok(()),
    }
}

/// What going on gave, as a method gives it: NULL stands for `StopIteration`.
fn finished(vm: &mut Vm, result: Resumed) -> PyResult {
    match result {
        Resumed::Yielded(value) => Ok(value),
        Resumed::Returned(value) if value.is_none() => Ok(Value::NULL),
        Resumed::Returned(value) => Err(vm.stop_iteration(value)),
    }
}

fn throw(vm: &mut Vm, args: &[Value]) -> PyResult {
    throw_into(vm, &args[0], &args[1..])
}

fn throw_into(vm: &mut Vm, generator: &Value, args: &[Value]) -> PyResult {
    let generator = this(vm, generator)?;
    let raised = thrown(vm, args, "throw")?;
    check_reuse(vm, &generator)?;
    let given: Vec<Value> = args.iter().filter(|arg| !arg.is_null()).cloned().collect();
    let result = vm.throw_given(&generator, raised, &given, true)?;
    finished(vm, result)
}

/// The exception that the arguments of `throw` mean: an exception, or a class, a value and a traceback.
pub fn thrown(vm: &mut Vm, args: &[Value], method: &str) -> PyResult<Raised> {
    let (kind, value, traceback) = (&args[0], &args[1], &args[2]);
    if !value.is_null() {
        let message =
            format!("the (type, exc, tb) signature of {method}() is deprecated, use the single-arg signature instead.");
        vm.warn(ExceptionKind::DeprecationWarning, &message)?;
    }
    let traceback = if traceback.is_null() || traceback.is_none() { None } else { Some(traceback) };
    if traceback.is_some_and(|traceback| !traceback.is_a::<Traceback>()) {
        return Err(vm.type_error("throw() third argument must be a traceback object"));
    }
    let value = if value.is_null() || value.is_none() { None } else { Some(value) };
    let exception = match kind.get::<Type>().filter(|class| vm.is_exception_class(class)) {
        Some(class) => {
            let class = class.to_ref();
            instance(vm, &class, value)?
        }
        None if kind.is_a::<Exception>() => {
            if value.is_some() {
                return Err(vm.type_error("instance exception may not have a separate value"));
            }
            vm.exception_to_raise(kind)?
        }
        None => {
            let class = class_name(vm, kind);
            let message = format!("exceptions must be classes or instances deriving from BaseException, not {class}");
            return Err(vm.type_error(message));
        }
    };
    if let Some(traceback) = traceback {
        exception.0.traceback.set(traceback.clone());
    }
    Ok(exception)
}

/// An exception of a class from the value that came with it: an instance already, its arguments, or its only argument.
fn instance(vm: &mut Vm, class: &Ref<Type>, value: Option<&Value>) -> PyResult<Raised> {
    let made = match value {
        Some(value) if vm.is_instance(value, class) => return vm.exception_to_raise(value),
        Some(value) => match value.get::<crate::object::Tuple>() {
            Some(args) => vm.call(class.value(), args.items()),
            None => vm.call(class.value(), std::slice::from_ref(value)),
        },
        None => vm.call(class.value(), &[]),
    };
    // What goes wrong with making it is raised in the generator in its place.
    let made = match made {
        Ok(made) => made,
        Err(raised) => return Ok(raised),
    };
    match made.downcast::<Exception>() {
        Ok(exception) => Ok(Raised(exception)),
        Err(other) => {
            let (class, other) = (vm.repr_lossy(class.value()), class_name(vm, &other));
            let message = format!("calling {class} should have returned an instance of BaseException, not {other}");
            Ok(vm.type_error(message))
        }
    }
}

fn close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let generator = this(vm, &args[0])?;
    vm.close_generator(&generator)
}

fn finalize(vm: &mut Vm, args: &[Value]) -> PyResult {
    let generator = this(vm, &args[0])?;
    vm.finalize_generator(&generator, &args[0]);
    Ok(Value::NONE)
}

fn wrapper(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_opaque(CoroutineWrapper(args[0].clone())))
}

fn wrapped(vm: &mut Vm, args: &[Value], method: fn(&mut Vm, &Value, &[Value]) -> PyResult) -> PyResult {
    let Some(wrapper) = args[0].opaque::<CoroutineWrapper>(vm) else { return Err(vm.system_error("bad internal call")) };
    let coroutine = wrapper.0.clone();
    method(vm, &coroutine, args)
}

pub fn set_name(vm: &mut Vm, of: &Value, name: Value) -> PyResult<()> {
    let generator = this(vm, of)?;
    set_text(vm, &generator.name, name, "__name__")
}

pub fn set_qualname(vm: &mut Vm, of: &Value, name: Value) -> PyResult<()> {
    let generator = this(vm, of)?;
    set_text(vm, &generator.qualname, name, "__qualname__")
}

fn set_text(vm: &mut Vm, cell: &ValueCell, text: Value, what: &str) -> PyResult<()> {
    if !text.is_a::<Str>() {
        return Err(vm.type_error(format!("{what} must be set to a string object")));
    }
    cell.set(text);
    Ok(())
}

pub fn awaited(vm: &mut Vm, of: &Value) -> PyResult {
    let generator = this(vm, of)?;
    Ok(vm.yield_from_target(&generator).unwrap_or(Value::NONE))
}

fn running(vm: &mut Vm, of: &Value) -> PyResult {
    Ok(Value::bool(this(vm, of)?.running.get()))
}

pub fn suspended(vm: &mut Vm, of: &Value) -> PyResult {
    let generator = this(vm, of)?;
    Ok(Value::bool(generator.started.get() && !generator.running.get() && !generator.is_done(vm)))
}

pub fn frame(vm: &mut Vm, of: &Value) -> PyResult {
    let generator = this(vm, of)?;
    match generator.frame(vm).map(std::ptr::from_ref) {
        Some(frame) => Ok(vm.frame_object(frame)),
        None => Ok(Value::NONE),
    }
}

pub fn code(vm: &mut Vm, of: &Value) -> PyResult {
    Ok(this(vm, of)?.code.value().clone())
}
