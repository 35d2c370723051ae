//! Locks: `lock`, and `RLock`, which its owner may take again.

use super::super::time::nanoseconds_of;
use crate::object::{Opaque, Tuple, Value};
use crate::system::signals::this_thread;
use crate::vm::threads::Parking;
use crate::vm::{Native, PyResult, Vm};
use std::time::Duration;

/// `_thread.lock`.
#[derive(Default)]
pub struct Lock {
    locked: bool,
    parking: Parking,
}

/// `_thread.RLock`: who holds it, and how often.
#[derive(Default)]
pub struct RLock {
    owner: u64,
    count: u64,
    parking: Parking,
}

impl Opaque for Lock {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

impl Opaque for RLock {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

pub const LOCK: &[Native] = &[
    Native { name: "__new__", signature: "(cls)", function: |vm, args| super::new::<Lock>(vm, &args[0]) },
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

pub const RLOCK: &[Native] = &[
    Native { name: "__new__", signature: "(cls, *args, **kwargs)", function: |vm, args| super::new::<RLock>(vm, &args[0]) },
    Native { name: "__repr__", signature: "(self, /)", function: repr_again },
    Native { name: "acquire", signature: "(self, /, blocking=True, timeout=-1)", function: acquire_again },
    Native { name: "release", signature: "(self, /)", function: release_again },
    Native { name: "locked", signature: "(self, /)", function: |vm, args| Ok(Value::bool(count(vm, &args[0]) > 0)) },
    Native { name: "__enter__", signature: "(self, /)", function: |vm, args| acquire_forever(vm, args, acquire_again) },
    Native { name: "__exit__", signature: "(self, /, *exc_info)", function: release_again },
    Native { name: "_is_owned", signature: "(self, /)", function: |vm, args| Ok(Value::bool(own_count(vm, &args[0]) > 0)) },
    Native {
        name: "_recursion_count",
        signature: "(self, /)",
        function: |vm, args| Ok(Value::size(own_count(vm, &args[0]) as usize)),
    },
    Native { name: "_release_save", signature: "(self, /)", function: release_save },
    Native { name: "_acquire_restore", signature: "(self, state, /)", function: acquire_restore },
    Native { name: "_at_fork_reinit", signature: "(self, /)", function: reset },
];

pub fn allocate(vm: &mut Vm, _: &[Value]) -> PyResult {
    Ok(vm.new_opaque(Lock::default()))
}

fn is_locked(vm: &Vm, lock: &Value) -> bool {
    lock.opaque::<Lock>(vm).is_some_and(|lock| lock.locked)
}

/// Who holds it, and how often.
fn holder(vm: &Vm, lock: &Value) -> (u64, u64) {
    lock.opaque::<RLock>(vm).map_or((0, 0), |lock| (lock.owner, lock.count))
}

fn count(vm: &Vm, lock: &Value) -> u64 {
    holder(vm, lock).1
}

/// How often the running thread holds it.
fn own_count(vm: &Vm, lock: &Value) -> u64 {
    let (owner, count) = holder(vm, lock);
    if owner == this_thread() { count } else { 0 }
}

fn set_holder(vm: &mut Vm, lock: &Value, owner: u64, count: u64) {
    if let Some(lock) = lock.opaque_mut::<RLock>(vm) {
        (lock.owner, lock.count) = (owner, count);
        if count == 0 {
            lock.parking.tell(false);
        }
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
    let Some(lock) = args[0].opaque::<Lock>(vm) else { return Ok(Value::FALSE) };
    if lock.locked {
        let parking = lock.parking.clone();
        if !vm.wait_at(&parking, timeout, |vm| !is_locked(vm, &args[0]))? {
            return Ok(Value::FALSE);
        }
    }
    if let Some(lock) = args[0].opaque_mut::<Lock>(vm) {
        lock.locked = true;
    }
    Ok(Value::TRUE)
}

fn acquire_forever(vm: &mut Vm, args: &[Value], acquire: fn(&mut Vm, &[Value]) -> PyResult) -> PyResult {
    acquire(vm, &[args[0].clone(), Value::NULL, Value::NULL])
}

fn release(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args[0].opaque_mut::<Lock>(vm) {
        Some(lock) if lock.locked => {
            lock.locked = false;
            lock.parking.tell(false);
            Ok(Value::NONE)
        }
        _ => Err(vm.runtime_error("release unlocked lock")),
    }
}

/// In the child of a fork: whoever held it is not there.
fn reset(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(lock) = args[0].opaque_mut::<Lock>(vm) {
        *lock = Lock::default();
    }
    if let Some(lock) = args[0].opaque_mut::<RLock>(vm) {
        *lock = RLock::default();
    }
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
    let ((owner, count), class, id) = (holder(vm, &args[0]), vm.type_of(&args[0]).name(), vm.id(&args[0]));
    let state = state(count > 0);
    Ok(vm.str(&format!("<{state} {class} object owner={owner} count={count} at {id:#x}>")))
}

fn acquire_again(vm: &mut Vm, args: &[Value]) -> PyResult {
    let timeout = timeout(vm, &args[1], &args[2])?;
    let (me, (owner, count)) = (this_thread(), holder(vm, &args[0]));
    if count > 0 && owner == me {
        set_holder(vm, &args[0], me, count + 1);
        return Ok(Value::TRUE);
    }
    if count > 0 {
        let Some(lock) = args[0].opaque::<RLock>(vm) else { return Ok(Value::FALSE) };
        let parking = lock.parking.clone();
        if !vm.wait_at(&parking, timeout, |vm| self::count(vm, &args[0]) == 0)? {
            return Ok(Value::FALSE);
        }
    }
    set_holder(vm, &args[0], me, 1);
    Ok(Value::TRUE)
}

fn release_again(vm: &mut Vm, args: &[Value]) -> PyResult {
    match own_count(vm, &args[0]) {
        0 => Err(vm.runtime_error("cannot release un-acquired lock")),
        count => {
            set_holder(vm, &args[0], if count == 1 { 0 } else { this_thread() }, count - 1);
            Ok(Value::NONE)
        }
    }
}

/// Lets go of it altogether, as a condition does while it waits; gives what is needed to take it again.
fn release_save(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (owner, count) = holder(vm, &args[0]);
    if count == 0 {
        return Err(vm.runtime_error("cannot release un-acquired lock"));
    }
    set_holder(vm, &args[0], 0, 0);
    Ok(vm.tuple([Value::size(count as usize), vm.int(owner as i64)]))
}

fn acquire_restore(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = args[1].get::<Tuple>().and_then(|state| Some((state.items().first()?.as_small()?, state.items().get(1)?)));
    let Some((count, owner)) = state else { return Err(vm.type_error("a state of a lock is required")) };
    let owner = vm.index_i64(owner)?;
    acquire_forever(vm, args, acquire_again)?;
    set_holder(vm, &args[0], owner as u64, count as u64);
    Ok(Value::NONE)
}
