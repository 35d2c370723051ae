//! `_ThreadHandle`: a thread that can be waited for.

use super::spawn;
use crate::object::{Opaque, Value};
use crate::system::signals::this_thread;
use crate::vm::threads::Parking;
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm};

#[derive(Clone, Copy, Default, PartialEq)]
enum Stage {
    #[default]
    NotStarted,
    Running,
    Done,
}

#[derive(Default)]
pub struct Handle {
    ident: u64,
    stage: Stage,
    parking: Parking,
}

impl Opaque for Handle {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

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
    Ok(vm.new_opaque(Handle { ident, stage: Stage::Running, parking: Parking::default() }))
}

fn ident(vm: &Vm, thread: &Value) -> u64 {
    thread.opaque::<Handle>(vm).map_or(0, |handle| handle.ident)
}

fn stage(vm: &Vm, thread: &Value) -> Stage {
    thread.opaque::<Handle>(vm).map_or(Stage::Done, |handle| handle.stage)
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
    if let Some(handle) = handle.opaque_mut::<Handle>(vm) {
        (handle.ident, handle.stage) = (ident, Stage::Running);
    }
    if !is_daemon {
        vm.state::<Awaited>().0.push(handle.clone());
    }
    Ok(handle)
}

/// Says that a thread is over.
fn end(vm: &mut Vm, thread: &Value) {
    if let Some(handle) = thread.opaque_mut::<Handle>(vm) {
        handle.stage = Stage::Done;
        handle.parking.tell(true);
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
    let Some(handle) = args[0].opaque::<Handle>(vm) else { return Ok(Value::NONE) };
    match handle.stage {
        Stage::NotStarted => return Err(vm.runtime_error("thread not started")),
        Stage::Done => return Ok(Value::NONE),
        Stage::Running if handle.ident == this_thread() => {
            return Err(vm.runtime_error("Cannot join current thread"));
        }
        Stage::Running => {}
    }
    let parking = handle.parking.clone();
    vm.wait_at(&parking, timeout, |vm| stage(vm, &args[0]) == Stage::Done)?;
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
