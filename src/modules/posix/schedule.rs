//! How processes share processors.

use super::State;
use super::paths::{failed, run};
use super::process::pid;
use crate::builtins::struct_sequence;
use crate::builtins::text::{c_int, class_name};
use crate::object::{Obj, Tuple, Type, Value};
use crate::system::process as system;
use crate::vm::{Native, PyResult, Vm};
use rustix::io::Errno;

pub const FUNCTIONS: &[Native] = &[
    Native { name: "sched_yield", signature: "()", function: sched_yield },
    Native { name: "sched_getaffinity", signature: "(pid, /)", function: sched_getaffinity },
    Native { name: "sched_setaffinity", signature: "(pid, mask, /)", function: sched_setaffinity },
    Native { name: "sched_get_priority_min", signature: "(policy)", function: least },
    Native { name: "sched_get_priority_max", signature: "(policy)", function: most },
    Native { name: "sched_getscheduler", signature: "(pid, /)", function: get_scheduler },
    Native { name: "sched_setscheduler", signature: "(pid, policy, param, /)", function: set_scheduler },
    Native { name: "sched_getparam", signature: "(pid, /)", function: get_parameters },
    Native { name: "sched_setparam", signature: "(pid, param, /)", function: set_parameters },
    Native { name: "sched_rr_get_interval", signature: "(pid, /)", function: turn },
];

/// `sched_param(sched_priority)`, one argument in place of a sequence.
const NEW: &[Native] = &[Native { name: "__new__", signature: "(cls, sched_priority)", function: new }];

pub fn define(vm: &mut Vm) -> crate::object::Ref<Type> {
    let class = struct_sequence::define(vm, "posix.sched_param", &["sched_priority"], 1);
    vm.add_methods(&class, NEW);
    class.changed(vm);
    class
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args[0].get::<Type>() {
        Some(class) => Ok(struct_sequence::make(vm, &class.to_ref(), vec![args[1].clone()])),
        None => Err(vm.type_error("a type is required")),
    }
}

/// The priority that a `sched_param` has.
pub fn priority(vm: &mut Vm, given: &Value) -> PyResult<i32> {
    let class = vm.state::<State>().sched_param();
    let tuple: Option<&Obj<Tuple>> = if vm.type_of(given).is(&class) { given.get() } else { None };
    let Some(priority) = tuple.and_then(|tuple| tuple.items().first().cloned()) else {
        return Err(vm.type_error("must have a sched_param object"));
    };
    if priority.as_int().is_none() {
        let class = class_name(vm, &priority);
        return Err(vm.type_error(format!("'{class}' object cannot be interpreted as an integer")));
    }
    match priority.as_int().and_then(|priority| priority.to_i64()).map(i32::try_from) {
        Some(Ok(priority)) => Ok(priority),
        _ => Err(vm.overflow_error("sched_priority out of range")),
    }
}

fn least(vm: &mut Vm, args: &[Value]) -> PyResult {
    let policy = c_int(vm, &args[0])?;
    let (least, _) = run(vm, &[], || system::priorities(policy))?;
    Ok(vm.int(least.into()))
}

fn most(vm: &mut Vm, args: &[Value]) -> PyResult {
    let policy = c_int(vm, &args[0])?;
    let (_, most) = run(vm, &[], || system::priorities(policy))?;
    Ok(vm.int(most.into()))
}

fn get_scheduler(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pid = c_int(vm, &args[0])?;
    let (policy, _) = run(vm, &[], || system::scheduler(pid))?;
    Ok(vm.int(policy.into()))
}

fn get_parameters(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pid = c_int(vm, &args[0])?;
    let (_, priority) = run(vm, &[], || system::scheduler(pid))?;
    let class = vm.state::<State>().sched_param();
    let priority = vm.int(priority.into());
    Ok(struct_sequence::make(vm, &class, vec![priority]))
}

fn set_scheduler(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (pid, policy, priority) = (c_int(vm, &args[0])?, c_int(vm, &args[1])?, priority(vm, &args[2])?);
    run(vm, &[], || system::set_scheduler(pid, Some(policy), priority))?;
    Ok(Value::NONE)
}

fn set_parameters(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (pid, priority) = (c_int(vm, &args[0])?, priority(vm, &args[1])?);
    run(vm, &[], || system::set_scheduler(pid, None, priority))?;
    Ok(Value::NONE)
}

fn turn(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pid = c_int(vm, &args[0])?;
    let time = run(vm, &[], || system::turn(pid))?;
    Ok(vm.float(time))
}

fn sched_yield(_: &mut Vm, _: &[Value]) -> PyResult {
    rustix::thread::sched_yield();
    Ok(Value::NONE)
}

fn sched_getaffinity(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pid = pid(vm, &args[0])?;
    let mask = run(vm, &[], || rustix::thread::sched_getaffinity(pid))?;
    let cpus = (0..rustix::thread::CpuSet::MAX_CPU).filter(|cpu| mask.is_set(*cpu)).map(Value::size).collect();
    let (cpus, class) = (vm.list(cpus), vm.types().set.value().clone());
    vm.call(&class, &[cpus])
}

fn sched_setaffinity(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pid = pid(vm, &args[0])?;
    let mut mask = rustix::thread::CpuSet::new();
    for cpu in vm.collect(&args[1])? {
        if cpu.as_int().is_none() {
            let class = vm.type_of(&cpu).name();
            return Err(vm.type_error(format!("expected an iterator of ints, but iterator yielded {class}")));
        }
        match c_int(vm, &cpu)? {
            ..0 => return Err(vm.value_error("negative CPU number")),
            cpu if cpu as usize >= rustix::thread::CpuSet::MAX_CPU => return Err(failed(vm, Errno::INVAL, &[])),
            cpu => mask.set(cpu as usize),
        }
    }
    run(vm, &[], || rustix::thread::sched_setaffinity(pid, &mask))?;
    Ok(Value::NONE)
}
