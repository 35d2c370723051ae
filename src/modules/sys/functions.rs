//! The functions of `sys`.

use super::LEAST_DIGITS;
use super::size;
use crate::object::{Exception, IntRef, Str, Tuple, Type, Value, type_flag};
use crate::vm::{ExceptionKind, FrameObject, Native, PyResult, Vm, threads};
use std::time::Duration;

pub const FUNCTIONS: &[Native] = &[
    Native { name: "exit", signature: "(status=None, /)", function: exit },
    Native { name: "exc_info", signature: "()", function: exc_info },
    Native { name: "exception", signature: "()", function: |vm, _| Ok(vm.handled_exception().unwrap_or(Value::NONE)) },
    Native { name: "getrecursionlimit", signature: "()", function: |vm, _| Ok(Value::size(vm.recursion_limit)) },
    Native { name: "setrecursionlimit", signature: "(limit, /)", function: setrecursionlimit },
    Native { name: "getsizeof", signature: "(object, default=None)", function: size::getsizeof },
    Native { name: "getrefcount", signature: "(object, /)", function: getrefcount },
    Native { name: "intern", signature: "(string, /)", function: intern },
    Native { name: "_is_interned", signature: "(string, /)", function: is_interned },
    Native { name: "_current_frames", signature: "()", function: current_frames },
    Native { name: "_getframe", signature: "(depth=0, /)", function: getframe },
    Native { name: "_getframemodulename", signature: "(depth=0)", function: getframemodulename },
    Native { name: "get_int_max_str_digits", signature: "()", function: |vm, _| Ok(Value::size(vm.int_max_str_digits)) },
    Native { name: "set_int_max_str_digits", signature: "(maxdigits)", function: set_int_max_str_digits },
    Native { name: "getdefaultencoding", signature: "()", function: |vm, _| Ok(vm.str("utf-8")) },
    Native { name: "getfilesystemencoding", signature: "()", function: |vm, _| Ok(vm.str("utf-8")) },
    Native { name: "getfilesystemencodeerrors", signature: "()", function: |vm, _| Ok(vm.str("surrogateescape")) },
    Native {
        name: "getswitchinterval",
        signature: "()",
        function: |vm, _| {
            let interval = threads::switch_interval().as_secs_f64();
            Ok(vm.float(interval))
        },
    },
    Native { name: "setswitchinterval", signature: "(interval, /)", function: setswitchinterval },
    Native { name: "audit", signature: "(*args)", function: audit },
    Native { name: "addaudithook", signature: "(hook)", function: addaudithook },
    Native { name: "is_finalizing", signature: "()", function: |vm, _| Ok(Value::bool(vm.state::<State>().finalizing)) },
    Native { name: "_is_gil_enabled", signature: "()", function: |_, _| Ok(Value::TRUE) },
    Native { name: "getallocatedblocks", signature: "()", function: |vm, _| Ok(Value::size(vm.live())) },
    Native { name: "_clear_type_cache", signature: "()", function: |_, _| Ok(Value::NONE) },
    Native { name: "_clear_type_descriptors", signature: "(type, /)", function: clear_type_descriptors },
    Native { name: "_clear_internal_caches", signature: "()", function: |_, _| Ok(Value::NONE) },
    Native { name: "is_stack_trampoline_active", signature: "()", function: |_, _| Ok(Value::FALSE) },
    Native { name: "_get_cpu_count_config", signature: "()", function: cpu_count_config },
    Native { name: "getdlopenflags", signature: "()", function: |_, _| Ok(Value::size(2)) },
];

/// What the functions remember.
#[derive(Default)]
pub struct State {
    audit_hooks: Vec<Value>,
    pub finalizing: bool,
}

/// `-X cpu_count`, else what the environment says.
pub fn configured_cpu_count(vm: &mut Vm) -> Option<i32> {
    let (name, options) = (vm.intern("cpu_count"), vm.sys_attribute("_xoptions"));
    let option = options.as_ref().and_then(|options| options.get::<crate::object::Dict>()?.get_str(&name, vm));
    let said = match option {
        Some(option) => Some(vm.text(&option)),
        None => std::env::var("PYTHON_CPU_COUNT").ok(),
    };
    said.and_then(|said| said.parse::<i32>().ok()).filter(|count| *count > 0)
}

fn cpu_count_config(vm: &mut Vm, _: &[Value]) -> PyResult {
    let count = configured_cpu_count(vm).unwrap_or(-1);
    Ok(vm.int(count.into()))
}

fn exit(vm: &mut Vm, args: &[Value]) -> PyResult {
    // As for any exception: a tuple stands for several arguments.
    let args = match args[0].get::<Tuple>() {
        _ if args[0].is_null() || args[0].is_none() => Vec::new(),
        Some(tuple) => tuple.items().to_vec(),
        None => vec![args[0].clone()],
    };
    let class = vm.exceptions.class(ExceptionKind::SystemExit).clone();
    let args = vm.tuple(args);
    Err(crate::vm::Raised(vm.new_exception(&class, args)))
}

fn exc_info(vm: &mut Vm, _: &[Value]) -> PyResult {
    let Some(handled) = vm.handled_exception() else {
        return Ok(vm.tuple([Value::NONE, Value::NONE, Value::NONE]));
    };
    let traceback = handled.get::<Exception>().map_or(Value::NONE, |handled| handled.traceback.get());
    let class = vm.type_of(&handled).value();
    Ok(vm.tuple([class, handled, traceback]))
}

/// An argument that must fit a C `int`.
fn small_int(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    let index = vm.index(value)?;
    let index = index.as_int().and_then(IntRef::to_i64).and_then(|index| i32::try_from(index).ok());
    index.ok_or_else(|| vm.overflow_error("Python int too large to convert to C int"))
}

fn setrecursionlimit(vm: &mut Vm, args: &[Value]) -> PyResult {
    let limit = small_int(vm, &args[0])?;
    if limit < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    let (limit, depth) = (limit as usize, vm.depth());
    if depth >= limit {
        return Err(vm.recursion_error(format!(
            "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
        )));
    }
    vm.recursion_limit = limit;
    Ok(Value::NONE)
}

/// What immortal objects say.
const IMMORTAL: usize = 3_221_225_472;

fn getrefcount(_: &mut Vm, args: &[Value]) -> PyResult {
    Ok(Value::size(args[0].header().map_or(IMMORTAL, |header| header.references() as usize)))
}

fn intern(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.expect_str(&args[0], "intern() argument")?;
    if !vm.type_of(&args[0]).is(&vm.types().str) {
        let class = vm.type_of(&args[0]).name();
        return Err(vm.type_error(format!("can't intern {class}")));
    }
    Ok(vm.interned(&args[0]))
}

fn is_interned(vm: &mut Vm, args: &[Value]) -> PyResult {
    let text = vm.expect_str(&args[0], "_is_interned() argument")?;
    Ok(Value::bool(text.header().has(crate::object::flag::INTERNED)))
}

fn frame_at(vm: &mut Vm, depth: &Value) -> PyResult<Option<Value>> {
    let depth = if depth.is_null() { 0 } else { small_int(vm, depth)? };
    let mut frame = vm.current_frame_object();
    for _ in 0..depth {
        let Some(object) = frame.get::<FrameObject>().map(|object| object.to_ref()) else { break };
        frame = vm.frame_back(&object);
    }
    Ok(if frame.is_none() { None } else { Some(frame) })
}

fn current_frames(vm: &mut Vm, _: &[Value]) -> PyResult {
    let frames = vm.new_dict();
    for (thread, frame) in vm.frames_of_threads() {
        let thread = vm.int(thread as i64);
        vm.dict_set(&frames, &thread, frame)?;
    }
    Ok(frames.into_value())
}

fn getframe(vm: &mut Vm, args: &[Value]) -> PyResult {
    match frame_at(vm, &args[0])? {
        Some(frame) => Ok(frame),
        None => Err(vm.value_error("call stack is not deep enough")),
    }
}

fn getframemodulename(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = vm.names().__name__.clone();
    let frame = frame_at(vm, &args[0])?;
    let module = frame.and_then(|frame| frame.get::<FrameObject>()?.globals.get_str(&name, vm));
    Ok(module.unwrap_or(Value::NONE))
}

fn set_int_max_str_digits(vm: &mut Vm, args: &[Value]) -> PyResult {
    let digits = small_int(vm, &args[0])?;
    if digits != 0 && (digits as usize) < LEAST_DIGITS || digits < 0 {
        return Err(vm.value_error(format!("maxdigits must be >= {LEAST_DIGITS} or 0 for unlimited")));
    }
    vm.int_max_str_digits = digits as usize;
    Ok(Value::NONE)
}

/// Takes `__dict__` and `__weakref__` out of a class that another takes the place of.
fn clear_type_descriptors(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else {
        let given = vm.type_of(&args[0]).name();
        return Err(vm.type_error(format!("_clear_type_descriptors() argument must be type, not {given}")));
    };
    if class.has_flag(type_flag::IMMUTABLE) {
        return Err(vm.type_error("argument is immutable"));
    }
    for name in ["__dict__", "__weakref__"] {
        let name = vm.intern(name);
        drop(class.dict().remove_str(&name, vm));
    }
    class.changed(vm);
    Ok(Value::NONE)
}

fn setswitchinterval(vm: &mut Vm, args: &[Value]) -> PyResult {
    let interval = args[0].as_float().or_else(|| args[0].as_int().and_then(IntRef::to_i64).map(|value| value as f64));
    let Some(interval) = interval else {
        let class = vm.type_of(&args[0]).name();
        return Err(vm.type_error(format!("must be real number, not {class}")));
    };
    if interval <= 0.0 {
        return Err(vm.value_error("switch interval must be strictly positive"));
    }
    threads::set_switch_interval(Duration::try_from_secs_f64(interval).unwrap_or(Duration::MAX));
    Ok(Value::NONE)
}

fn audit(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [event, rest @ ..] = args else {
        return Err(vm.type_error("audit expected at least 1 argument, got 0"));
    };
    if !event.is_a::<Str>() {
        let given = if event.is_none() { "None".into() } else { vm.type_of(event).name() };
        return Err(vm.type_error(format!("audit() argument 1 must be str, not {given}")));
    }
    let rest = vm.tuple(rest.to_vec());
    tell_hooks(vm, event, &rest)?;
    Ok(Value::NONE)
}

fn tell_hooks(vm: &mut Vm, event: &Value, args: &Value) -> PyResult<()> {
    for hook in vm.state::<State>().audit_hooks.clone() {
        vm.call(&hook, &[event.clone(), args.clone()])?;
    }
    Ok(())
}

/// Tells those who watch, if any do, that something happens.
pub fn audit_event(vm: &mut Vm, event: &str, args: &[Value]) -> PyResult<()> {
    if vm.state::<State>().audit_hooks.is_empty() {
        return Ok(());
    }
    let (event, args) = (vm.intern(event), vm.tuple(args.to_vec()));
    tell_hooks(vm, &event, &args)
}

fn addaudithook(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.state::<State>().audit_hooks.push(args[0].clone());
    Ok(Value::NONE)
}
