//! `_thread`: threads, locks, and what threads have for themselves.

mod handle;
mod local;
mod locks;

use super::sys::{is_finalizing, print_exception_to, stderr, write_to};
use crate::builtins::struct_sequence;
use crate::object::{Dict, Module, Opaque, Ref, Tuple, Type, Value, type_flag};
use crate::system::signals::{Action, action, this_thread};
use crate::vm::{Arguments, ExceptionKind, Native, PyResult, Vm, signals, spread_keywords, threads};
use handle::Handle;
use locks::{Lock, RLock};

/// The longest timeout, in seconds: nanoseconds that fit 64 bits.
const TIMEOUT_MAX: i64 = i64::MAX / 1_000_000_000;
/// The least stack that a thread can have.
const LEAST_STACK: i64 = 32 << 10;

const FUNCTIONS: &[Native] = &[
    Native { name: "_make_thread_handle", signature: "(ident, /)", function: handle::of_thread },
    Native { name: "allocate_lock", signature: "()", function: locks::allocate },
    Native { name: "allocate", signature: "()", function: locks::allocate },
    Native { name: "get_ident", signature: "()", function: |vm, _| Ok(ident(vm)) },
    Native { name: "get_native_id", signature: "()", function: native_id },
    Native { name: "_get_main_thread_ident", signature: "()", function: main_ident },
    Native { name: "start_new_thread", signature: "(function, args, kwargs={}, /)", function: start },
    Native { name: "start_new", signature: "(function, args, kwargs={}, /)", function: start },
    Native { name: "start_joinable_thread", signature: "(function, handle=None, daemon=True)", function: handle::start },
    Native { name: "exit", signature: "()", function: exit },
    Native { name: "exit_thread", signature: "()", function: exit },
    Native { name: "_count", signature: "()", function: |_, _| Ok(Value::size(threads::others())) },
    Native { name: "_shutdown", signature: "()", function: handle::shutdown },
    Native { name: "_is_main_interpreter", signature: "()", function: |_, _| Ok(Value::TRUE) },
    Native { name: "daemon_threads_allowed", signature: "()", function: |_, _| Ok(Value::TRUE) },
    Native { name: "stack_size", signature: "(size=0, /)", function: stack_size },
    Native { name: "_excepthook", signature: "(exc_info, /)", function: excepthook },
    Native { name: "interrupt_main", signature: "(signum=2, /)", function: interrupt_main },
];

/// What new threads are told.
#[derive(Default)]
struct State {
    /// How much stack they get; 0 for as much as is usual.
    stack: usize,
    main: u64,
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_thread");
    vm.add_functions(&module, FUNCTIONS);
    let lock = vm.define_type::<Lock>("_thread.lock", locks::LOCK, &[]);
    lock.set_flag(type_flag::WEAKREF, true);
    lock.changed(vm);
    let again = vm.define_type::<RLock>("_thread.RLock", locks::RLOCK, &[]);
    again.set_flag(type_flag::BASE | type_flag::WEAKREF, true);
    again.changed(vm);
    let arguments =
        struct_sequence::define(vm, "_thread._ExceptHookArgs", &["exc_type", "exc_value", "exc_traceback", "thread"], 4);
    let handle = vm.define_type::<Handle>("_thread._ThreadHandle", handle::METHODS, handle::ATTRIBUTES);
    let (local, error) = (local::class(vm), vm.exceptions.class(ExceptionKind::RuntimeError).clone());
    for (name, class) in [
        ("LockType", &lock),
        ("lock", &lock),
        ("RLock", &again),
        ("_local", &local),
        ("_ThreadHandle", &handle),
        ("_ExceptHookArgs", &arguments),
        ("error", &error),
    ] {
        vm.module_set(&module, name, class.value().clone());
    }
    let longest = vm.float(TIMEOUT_MAX as f64);
    vm.module_set(&module, "TIMEOUT_MAX", longest);
    if vm.is_first_thread() {
        vm.state::<State>().main = this_thread();
    }
    module
}

fn new<T: Opaque + Default>(vm: &mut Vm, class: &Value) -> PyResult {
    match class.get::<Type>() {
        Some(class) => Ok(vm.opaque(&class.to_ref(), T::default())),
        None => Err(vm.type_error("a type is required")),
    }
}

fn ident(vm: &mut Vm) -> Value {
    vm.int(this_thread() as i64)
}

/// In a child process there is the thread that forked, and no other.
pub fn after_fork(vm: &mut Vm) {
    vm.state::<State>().main = this_thread();
    handle::end_others(vm);
}

fn main_ident(vm: &mut Vm, _: &[Value]) -> PyResult {
    let main = vm.state::<State>().main;
    Ok(vm.int(main as i64))
}

fn native_id(vm: &mut Vm, _: &[Value]) -> PyResult {
    #[cfg(target_os = "linux")]
    let id = rustix::thread::gettid().as_raw_nonzero().get().into();
    #[cfg(not(target_os = "linux"))]
    let id = this_thread() as i64;
    Ok(vm.int(id))
}

/// Starts a thread that calls a function, and then does what is to be done at its end; gives the thread's number.
fn spawn(
    vm: &mut Vm,
    function: Value,
    (args, names): (Vec<Value>, Value),
    end: impl FnOnce(&mut Vm) + 'static,
) -> PyResult<u64> {
    if is_finalizing(vm) {
        return Err(vm.raise(ExceptionKind::PythonFinalizationError, "can't create new thread at interpreter shutdown"));
    }
    let stack = match vm.state::<State>().stack {
        0 => threads::STACK,
        stack => stack,
    };
    let body = move |vm: &mut Vm| {
        let result = vm.call_with(&function, Arguments { values: &args, names: &names });
        if let Err(raised) = result
            && !raised.is(ExceptionKind::SystemExit, vm)
        {
            let shown = vm.repr_lossy(&function);
            vm.unraisable(raised, &format!("Exception ignored in thread started by {shown}"));
        }
        drop((function, args, names));
        end(vm);
    };
    vm.start_thread(stack, body).map_err(|_| vm.runtime_error("can't start new thread"))
}

fn start(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !vm.is_callable(&args[0]) {
        return Err(vm.type_error("first arg must be callable"));
    }
    let Some(given) = args[1].get::<Tuple>() else { return Err(vm.type_error("2nd arg must be a tuple")) };
    let mut arguments = (given.items().to_vec(), Value::NULL);
    if let Some(named) = args[2].given() {
        let Some(named) = named.get::<Dict>() else {
            return Err(vm.type_error("optional 3rd arg must be a dictionary"));
        };
        arguments = spread_keywords(vm, arguments.0, &named.to_ref());
    }
    let ident = spawn(vm, args[0].clone(), arguments, |_| ())?;
    Ok(vm.int(ident as i64))
}

fn exit(vm: &mut Vm, _: &[Value]) -> PyResult {
    Err(vm.raise_with(ExceptionKind::SystemExit, []))
}

/// Sets how much stack new threads get, if that is said; gives what it was.
fn stack_size(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = if args[0].is_null() { -1 } else { vm.index_i64(&args[0])? };
    let before = vm.state::<State>().stack;
    match size {
        _ if args[0].is_null() => {}
        i64::MIN..=-1 => return Err(vm.value_error("size must be 0 or a positive value")),
        1..LEAST_STACK => return Err(vm.value_error(format!("size not valid: {size} bytes"))),
        // The machine needs more than programs think.
        size => vm.state::<State>().stack = if size == 0 { 0 } else { (size as usize).max(1 << 20) },
    }
    Ok(Value::size(before))
}

/// As if a signal had come.
fn interrupt_main(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = if args[0].is_null() { i64::from(libc::SIGINT) } else { vm.index_i64(&args[0])? };
    if !(1..=64).contains(&number) {
        return Err(vm.value_error("signal number out of range"));
    }
    if action(number as i32) == Ok(Action::Caught) {
        signals::arrived(number as i32);
    }
    Ok(Value::NONE)
}
/// What happens to an exception that ends a thread: `threading.excepthook`.
fn excepthook(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(info) = args[0].get::<Tuple>().and_then(|info| <[Value; 4]>::try_from(info.items().to_vec()).ok()) else {
        return Err(vm.type_error("_thread._excepthook argument type must be ExceptHookArgs"));
    };
    let [kind, exception, _, thread] = info;
    if kind.is(vm.exceptions.class(ExceptionKind::SystemExit).value()) {
        return Ok(Value::NONE);
    }
    let name = match thread.is_none() {
        true => vm.int(this_thread() as i64),
        false => {
            let name = vm.intern("name");
            vm.getattr(&thread, &name)?
        }
    };
    let name = vm.to_str(&name)?;
    // A thread knows the stream of when it was made.
    let stream = match stderr(vm) {
        None if !thread.is_none() => {
            let name = vm.intern("_stderr");
            vm.try_getattr(&thread, &name)?.filter(|stream| !stream.is_none())
        }
        stream => stream,
    };
    if let Some(stream) = stream {
        let words = format!("Exception in thread {}:\n", vm.text(&name));
        write_to(vm, &stream, words.as_bytes())?;
        print_exception_to(vm, &exception, &stream)?;
    }
    Ok(Value::NONE)
}
