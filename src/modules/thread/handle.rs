//! `_ThreadHandle`: a thread that can be waited for.

use super::spawn;
use crate::object::{Opaque, Value};
use crate::system::signals::this_thread;
use crate::vm::threads::Parking;
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm};
use std::cell::Cell;
use std::rc::{Rc, Weak};

#[derive(Clone, Copy, Default, PartialEq)]
enum Stage {
    #[default]
    NotStarted,
    Running,
    Done,
}

/// A thread, for all its handles.
#[derive(Default)]
struct Thread {
    ident: Cell<u64>,
    stage: Cell<Stage>,
    parking: Parking,
}

#[derive(Default)]
pub struct Handle(Rc<Thread>);

impl Opaque for Handle {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

/// Threads that run, as far as somebody holds their handles.
#[derive(Default)]
struct Running(Vec<Weak<Thread>>);

/// Threads that the program does not end before.
#[derive(Default)]
struct Awaited(Vec<Value>);

pub const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls)", function: |vm, args| super::new::<Handle>(vm, &args[0]) },
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "join", signature: "(self, timeout=None, /)", function: join },
    Native {
        name: "is_done",
        signature: "(self, /)",
        function: |vm, args| Ok(Value::bool(stage(vm, &args[0]) == Stage::Done)),
    },
    Native { name: "_set_done", signature: "(self, /)", function: set_done },
];

pub const ATTRIBUTES: &[Attribute] = &[Attribute {
    name: "ident",
    get: |vm, thread| {
        let ident = ident(vm, thread);
        Ok(vm.int(ident as i64))
    },
    set: None,
}];

/// A handle of a thread that was started elsewhere.
pub fn of_thread(vm: &mut Vm, args: &[Value]) -> PyResult {
    let ident = vm.index_i64(&args[0])? as u64;
    let handle = vm.new_opaque(Handle::default());
    run(vm, &handle, ident);
    Ok(handle)
}

/// Says that a thread runs.
fn run(vm: &mut Vm, thread: &Value, ident: u64) {
    let Some(thread) = thread.opaque::<Handle>(vm).map(|handle| handle.0.clone()) else { return };
    thread.ident.set(ident);
    thread.stage.set(Stage::Running);
    let running = &mut vm.state::<Running>().0;
    running.retain(|thread| thread.strong_count() > 0);
    running.push(Rc::downgrade(&thread));
}

/// Says that all threads are over but the running one.
pub fn end_others(vm: &mut Vm) {
    let me = this_thread();
    let others = vm.state::<Running>().0.iter().filter_map(Weak::upgrade).filter(|thread| thread.ident.get() != me);
    others.for_each(|thread| thread.stage.set(Stage::Done));
    vm.state::<Awaited>().0.clear();
}

fn ident(vm: &Vm, thread: &Value) -> u64 {
    thread.opaque::<Handle>(vm).map_or(0, |handle| handle.0.ident.get())
}

fn stage(vm: &Vm, thread: &Value) -> Stage {
    thread.opaque::<Handle>(vm).map_or(Stage::Done, |handle| handle.0.stage.get())
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let ident = ident(vm, &args[0]);
    Ok(vm.str(&format!("<_thread._ThreadHandle object: ident={ident}>")))
}

/// `start_joinable_thread`.
pub fn start(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !vm.is_callable(&args[0]) {
        return Err(vm.type_error("thread function must be callable"));
    }
    let handle = match args[1].given().filter(|handle| !handle.is_none()) {
        None => vm.new_opaque(Handle::default()),
        Some(handle) if handle.opaque::<Handle>(vm).is_some() => handle.clone(),
        Some(_) => return Err(vm.type_error("'handle' must be a _ThreadHandle")),
    };
    if stage(vm, &handle) != Stage::NotStarted {
        return Err(vm.runtime_error("thread already started"));
    }
    let is_daemon = args[2].given().map_or(Ok(true), |daemon| vm.truth(daemon))?;
    let own = handle.clone();
    let ident = spawn(vm, args[0].clone(), (Vec::new(), Value::NULL), move |vm| end(vm, &own))?;
    run(vm, &handle, ident);
    if !is_daemon {
        vm.state::<Awaited>().0.push(handle.clone());
    }
    Ok(handle)
}

/// Says that a thread is over.
fn end(vm: &mut Vm, thread: &Value) {
    if let Some(handle) = thread.opaque::<Handle>(vm) {
        handle.0.stage.set(Stage::Done);
        handle.0.parking.tell(true);
    }
    vm.state::<Awaited>().0.retain(|awaited| !awaited.is(thread));
}

fn set_done(vm: &mut Vm, args: &[Value]) -> PyResult {
    if stage(vm, &args[0]) == Stage::NotStarted {
        return Err(vm.runtime_error("thread not started"));
    }
    end(vm, &args[0]);
    Ok(Value::NONE)
}

fn join(vm: &mut Vm, args: &[Value]) -> PyResult {
    let timeout = match args[1].given().filter(|timeout| !timeout.is_none()) {
        None => None,
        Some(timeout) => {
            let time = super::super::time::nanoseconds_of(vm, timeout)?;
            // Less than nothing is for ever.
            u64::try_from(time).ok().map(std::time::Duration::from_nanos)
        }
    };
    let Some(thread) = args[0].opaque::<Handle>(vm).map(|handle| handle.0.clone()) else { return Ok(Value::NONE) };
    match thread.stage.get() {
        Stage::NotStarted => return Err(vm.runtime_error("thread not started")),
        Stage::Done => return Ok(Value::NONE),
        Stage::Running if thread.ident.get() == this_thread() => {
            return Err(vm.runtime_error("Cannot join current thread"));
        }
        Stage::Running => {}
    }
    vm.wait_at(&thread.parking, timeout, |vm| stage(vm, &args[0]) == Stage::Done)?;
    Ok(Value::NONE)
}

/// Waits for the threads that are no daemons. Ctrl-C ends only the waiting for one.
pub fn shutdown(vm: &mut Vm, _: &[Value]) -> PyResult {
    let mut last = None;
    loop {
        let me = this_thread();
        let awaited = vm.state::<Awaited>().0.clone();
        let Some(thread) = awaited.into_iter().find(|thread| ident(vm, thread) != me) else { break };
        if let Err(raised) = join(vm, &[thread.clone(), Value::NULL]) {
            let stops = raised.is(ExceptionKind::KeyboardInterrupt, vm);
            end_waiting(vm, &thread);
            last = Some(raised);
            if stops {
                break;
            }
        }
    }
    last.map_or(Ok(Value::NONE), Err)
}

fn end_waiting(vm: &mut Vm, thread: &Value) {
    vm.state::<Awaited>().0.retain(|awaited| !awaited.is(thread));
}
