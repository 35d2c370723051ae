//! `_thread`: locks, and what there is to know of the one thread that runs Python code.
//!
//! There is no second thread yet: starting one is refused with CPython's words for a system that has no more of them. So a lock
//! that is held stays held, and waiting for it ends by its timeout or by Ctrl-C.

use super::functools::define;
use super::time::nanoseconds_of;
use crate::builtins::struct_sequence;
use crate::object::{Kind, Module, Opaque, Ref, Tuple, Type, VTable, Value, type_flag};
use crate::system::signals::{Action, action, this_thread};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Raised, Vm, signals};
use std::time::Duration;

/// The longest timeout, in seconds: nanoseconds that fit 64 bits.
const TIMEOUT_MAX: i64 = i64::MAX / 1_000_000_000;
const LONGEST_SLEEP: Duration = Duration::from_secs(1 << 30);

/// `_thread.lock`.
#[derive(Default)]
struct Lock {
    locked: bool,
}

/// `_thread.RLock`: how often its owner holds it.
#[derive(Default)]
struct RLock {
    count: u64,
}

impl Opaque for Lock {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

impl Opaque for RLock {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

const LOCK: &[Native] = &[
    Native { name: "__new__", signature: "(cls)", function: |vm, args| new::<Lock>(vm, &args[0]) },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "acquire", signature: "(self, /, blocking=True, timeout=-1)", function: acquire },
    Native { name: "acquire_lock", signature: "(self, /, blocking=True, timeout=-1)", function: acquire },
    Native { name: "release", signature: "(self, /)", function: release },
    Native { name: "release_lock", signature: "(self, /)", function: release },
    Native { name: "locked", signature: "(self, /)", function: |vm, args| Ok(Value::bool(is_locked(vm, &args[0]))) },
    Native { name: "locked_lock", signature: "(self, /)", function: |vm, args| Ok(Value::bool(is_locked(vm, &args[0]))) },
    Native { name: "__enter__", signature: "(self, /)", function: |vm, args| acquire_forever(vm, args, acquire) },
    Native { name: "__exit__", signature: "(self, /, *exc_info)", function: release },
    Native { name: "_at_fork_reinit", signature: "(self, /)", function: reset },
];

const RLOCK: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: |vm, args| new::<RLock>(vm, &args[0]) },
    Native { name: "__repr__", signature: "(self, /)", function: repr_again },
    Native { name: "acquire", signature: "(self, /, blocking=True, timeout=-1)", function: acquire_again },
    Native { name: "release", signature: "(self, /)", function: release_again },
    Native { name: "locked", signature: "(self, /)", function: |vm, args| Ok(Value::bool(count(vm, &args[0]) > 0)) },
    Native { name: "__enter__", signature: "(self, /)", function: |vm, args| acquire_forever(vm, args, acquire_again) },
    Native { name: "__exit__", signature: "(self, /, *exc_info)", function: release_again },
    Native { name: "_is_owned", signature: "(self, /)", function: |vm, args| Ok(Value::bool(count(vm, &args[0]) > 0)) },
    Native {
        name: "_recursion_count",
        signature: "(self, /)",
        function: |vm, args| Ok(Value::size(count(vm, &args[0]) as usize)),
    },
    Native { name: "_release_save", signature: "(self, /)", function: release_save },
    Native { name: "_acquire_restore", signature: "(self, state, /)", function: acquire_restore },
    Native { name: "_at_fork_reinit", signature: "(self, /)", function: reset },
];

/// `_thread._ThreadHandle`: a thread to be waited for. 0 as long as none was started.
#[derive(Default)]
struct Handle {
    ident: i64,
    done: bool,
}

impl Opaque for Handle {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

const HANDLE: &[Native] = &[
    Native { name: "__new__", signature: "(cls)", function: |vm, args| new::<Handle>(vm, &args[0]) },
    Native { name: "__repr__", signature: "(self, /)", function: repr_handle },
    Native { name: "join", signature: "(self, timeout=None, /)", function: join },
    Native { name: "is_done", signature: "(self, /)", function: |vm, args| Ok(Value::bool(handle(vm, &args[0]).1)) },
    Native { name: "_set_done", signature: "(self, /)", function: set_done },
];

const HANDLE_ATTRIBUTES: &[Attribute] =
    &[Attribute { name: "ident", get: |vm, thread| Ok(vm.int(handle(vm, thread).0)), set: None }];

const FUNCTIONS: &[Native] = &[
    Native { name: "_make_thread_handle", signature: "(ident, /)", function: make_handle },
    Native { name: "allocate_lock", signature: "()", function: allocate },
    Native { name: "allocate", signature: "()", function: allocate },
    Native { name: "get_ident", signature: "()", function: |vm, _| Ok(ident(vm)) },
    Native { name: "get_native_id", signature: "()", function: native_id },
    Native { name: "_get_main_thread_ident", signature: "()", function: |vm, _| Ok(ident(vm)) },
    Native { name: "start_new_thread", signature: "(function, args, kwargs={}, /)", function: start },
    Native { name: "start_new", signature: "(function, args, kwargs={}, /)", function: start },
    Native { name: "start_joinable_thread", signature: "(function, handle=None, daemon=True)", function: start_joinable },
    Native { name: "exit", signature: "()", function: exit },
    Native { name: "exit_thread", signature: "()", function: exit },
    Native { name: "_count", signature: "()", function: |_, _| Ok(Value::size(0)) },
    Native { name: "_shutdown", signature: "()", function: |_, _| Ok(Value::NONE) },
    Native { name: "_is_main_interpreter", signature: "()", function: |_, _| Ok(Value::TRUE) },
    Native { name: "daemon_threads_allowed", signature: "()", function: |_, _| Ok(Value::TRUE) },
    Native { name: "stack_size", signature: "(size=0, /)", function: stack_size },
    Native { name: "interrupt_main", signature: "(signum=2, /)", function: interrupt_main },
];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_thread");
    vm.add_functions(&module, FUNCTIONS);
    let lock = vm.define_type::<Lock>("_thread.lock", LOCK, &[]);
    lock.set_flag(type_flag::WEAKREF, true);
    lock.changed(vm);
    let again = define::<RLock>(vm, "_thread.RLock", RLOCK, &[]);
    again.set_flag(type_flag::BASE, true);
    let arguments =
        struct_sequence::define(vm, "_thread._ExceptHookArgs", &["exc_type", "exc_value", "exc_traceback", "thread"], 4);
    let handle = vm.define_type::<Handle>("_thread._ThreadHandle", HANDLE, HANDLE_ATTRIBUTES);
    let (local, error) = (local(vm), vm.exceptions.class(ExceptionKind::RuntimeError).clone());
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
    module
}

/// `_thread._local`: attributes that each thread has for itself.
fn local(vm: &mut Vm) -> Ref<Type> {
    const METHODS: &[Native] = &[Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: new_local }];
    let object = vm.types().object.clone();
    let class =
        vm.new_builtin_type("_thread._local", Kind::Instance, const { &VTable::of::<crate::object::Instance>() }, &object);
    class.set_flag(type_flag::DICT | type_flag::BASE | type_flag::WEAKREF, true);
    class.lay_out(0, vm);
    vm.add_methods(&class, METHODS);
    vm.attributes_descriptor(&class);
    class.changed(vm);
    class
}

fn new_local(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].get::<Type>() else { return Err(vm.type_error("a type is required")) };
    let given = [&args[1], &args[2]].iter().try_fold(0, |sum, given| Ok::<_, Raised>(sum + vm.len(given)?))?;
    let init = vm.names().__init__.clone();
    let own = class.lookup_where(&init, vm).is_some_and(|(_, class)| !class.is(&vm.types().object));
    if given > 0 && !own {
        return Err(vm.type_error("Initialization arguments are not supported"));
    }
    Ok(vm.new_instance(class))
}

fn new<T: Opaque + Default>(vm: &mut Vm, class: &Value) -> PyResult {
    match class.get::<Type>() {
        Some(class) => Ok(vm.opaque(&class.to_ref(), T::default())),
        None => Err(vm.type_error("a type is required")),
    }
}

fn allocate(vm: &mut Vm, _: &[Value]) -> PyResult {
    Ok(vm.new_opaque(Lock::default()))
}

fn is_locked(vm: &Vm, lock: &Value) -> bool {
    lock.opaque::<Lock>(vm).is_some_and(|lock| lock.locked)
}

fn set_locked(vm: &mut Vm, lock: &Value, locked: bool) {
    if let Some(lock) = lock.opaque_mut::<Lock>(vm) {
        lock.locked = locked;
    }
}

fn count(vm: &Vm, lock: &Value) -> u64 {
    lock.opaque::<RLock>(vm).map_or(0, |lock| lock.count)
}

fn set_count(vm: &mut Vm, lock: &Value, count: u64) {
    if let Some(lock) = lock.opaque_mut::<RLock>(vm) {
        lock.count = count;
    }
}

/// How long to wait: `None` is for ever.
fn timeout(vm: &mut Vm, blocking: &Value, timeout: &Value) -> PyResult<Option<Duration>> {
    let blocking = blocking.is_null() || vm.truth(blocking)?;
    let time = if timeout.is_null() { -1_000_000_000 } else { nanoseconds_of(vm, timeout)? };
    match (blocking, u64::try_from(time)) {
        (false, _) if time != -1_000_000_000 => Err(vm.value_error("can't specify a timeout for a non-blocking call")),
        (false, _) => Ok(Some(Duration::ZERO)),
        (true, Ok(time)) => Ok(Some(Duration::from_nanos(time))),
        (true, Err(_)) if time == -1_000_000_000 => Ok(None),
        (true, Err(_)) => Err(vm.value_error("timeout value must be a non-negative number")),
    }
}

fn acquire(vm: &mut Vm, args: &[Value]) -> PyResult {
    let timeout = timeout(vm, &args[1], &args[2])?;
    if is_locked(vm, &args[0]) {
        vm.sleep(timeout.unwrap_or(LONGEST_SLEEP))?;
        // A signal's handler may have released it.
        if timeout.is_some() && is_locked(vm, &args[0]) {
            return Ok(Value::FALSE);
        }
    }
    set_locked(vm, &args[0], true);
    Ok(Value::TRUE)
}

fn acquire_forever(vm: &mut Vm, args: &[Value], acquire: fn(&mut Vm, &[Value]) -> PyResult) -> PyResult {
    acquire(vm, &[args[0].clone(), Value::NULL, Value::NULL])
}

fn release(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !is_locked(vm, &args[0]) {
        return Err(vm.runtime_error("release unlocked lock"));
    }
    set_locked(vm, &args[0], false);
    Ok(Value::NONE)
}

fn reset(vm: &mut Vm, args: &[Value]) -> PyResult {
    set_locked(vm, &args[0], false);
    set_count(vm, &args[0], 0);
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (state, class, id) = (state(is_locked(vm, &args[0])), vm.type_of(&args[0]).name(), vm.id(&args[0]));
    Ok(vm.str(&format!("<{state} {class} object at {id:#x}>")))
}

fn state(locked: bool) -> &'static str {
    if locked { "locked" } else { "unlocked" }
}

fn repr_again(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (count, class, id) = (count(vm, &args[0]), vm.type_of(&args[0]).name(), vm.id(&args[0]));
    let (state, owner) = (state(count > 0), if count > 0 { thread_number() } else { 0 });
    Ok(vm.str(&format!("<{state} {class} object owner={owner} count={count} at {id:#x}>")))
}

fn acquire_again(vm: &mut Vm, args: &[Value]) -> PyResult {
    timeout(vm, &args[1], &args[2])?;
    let count = count(vm, &args[0]);
    set_count(vm, &args[0], count + 1);
    Ok(Value::TRUE)
}

fn release_again(vm: &mut Vm, args: &[Value]) -> PyResult {
    match count(vm, &args[0]) {
        0 => Err(vm.runtime_error("cannot release un-acquired lock")),
        count => {
            set_count(vm, &args[0], count - 1);
            Ok(Value::NONE)
        }
    }
}

fn release_save(vm: &mut Vm, args: &[Value]) -> PyResult {
    let count = count(vm, &args[0]);
    if count == 0 {
        return Err(vm.runtime_error("cannot release un-acquired lock"));
    }
    set_count(vm, &args[0], 0);
    let owner = ident(vm);
    Ok(vm.tuple([Value::size(count as usize), owner]))
}

fn acquire_restore(vm: &mut Vm, args: &[Value]) -> PyResult {
    let count = args[1].get::<Tuple>().and_then(|state| state.items().first()?.as_small());
    let Some(count) = count.and_then(|count| u64::try_from(count).ok()) else {
        return Err(vm.type_error("a state of a lock is required"));
    };
    set_count(vm, &args[0], count);
    Ok(Value::NONE)
}

/// A number that is no other thread's.
fn thread_number() -> u64 {
    this_thread()
}

fn ident(vm: &mut Vm) -> Value {
    vm.int(thread_number() as i64)
}

fn native_id(vm: &mut Vm, _: &[Value]) -> PyResult {
    #[cfg(target_os = "linux")]
    let id = rustix::thread::gettid().as_raw_nonzero().get().into();
    #[cfg(not(target_os = "linux"))]
    let id = thread_number() as i64;
    Ok(vm.int(id))
}

fn no_thread(vm: &mut Vm) -> Raised {
    vm.runtime_error("can't start new thread")
}

fn start(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !vm.is_callable(&args[0]) {
        return Err(vm.type_error("first arg must be callable"));
    }
    if !args[1].is_a::<Tuple>() {
        return Err(vm.type_error("2nd arg must be a tuple"));
    }
    if args[2].given().is_some_and(|named| !named.is_a::<crate::object::Dict>()) {
        return Err(vm.type_error("optional 3rd arg must be a dictionary"));
    }
    Err(no_thread(vm))
}

fn start_joinable(vm: &mut Vm, args: &[Value]) -> PyResult {
    match vm.is_callable(&args[0]) {
        true => Err(no_thread(vm)),
        false => Err(vm.type_error("thread function must be callable")),
    }
}

fn make_handle(vm: &mut Vm, args: &[Value]) -> PyResult {
    let ident = vm.index_i64(&args[0])?;
    Ok(vm.new_opaque(Handle { ident, done: false }))
}

/// Its number, and whether it is known to be over.
fn handle(vm: &Vm, thread: &Value) -> (i64, bool) {
    thread.opaque::<Handle>(vm).map_or((0, false), |handle| (handle.ident, handle.done))
}

fn repr_handle(vm: &mut Vm, args: &[Value]) -> PyResult {
    let ident = handle(vm, &args[0]).0;
    Ok(vm.str(&format!("<_thread._ThreadHandle object: ident={ident}>")))
}

fn set_done(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(handle) = args[0].opaque_mut::<Handle>(vm) {
        handle.done = true;
    }
    Ok(Value::NONE)
}

fn join(vm: &mut Vm, args: &[Value]) -> PyResult {
    match handle(vm, &args[0]) {
        (0, _) => Err(vm.runtime_error("thread not started")),
        (_, true) => Ok(Value::NONE),
        _ => Err(vm.runtime_error("Cannot join current thread")),
    }
}

fn exit(vm: &mut Vm, _: &[Value]) -> PyResult {
    Err(vm.raise_with(ExceptionKind::SystemExit, []))
}

fn stack_size(vm: &mut Vm, args: &[Value]) -> PyResult {
    let size = if args[0].is_null() { 0 } else { vm.index_i64(&args[0])? };
    match size {
        i64::MIN..=-1 => Err(vm.value_error("size must be 0 or a positive value")),
        1..=32_767 => Err(vm.value_error(format!("size not valid: {size} bytes"))),
        _ => Ok(Value::size(0)),
    }
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
