//! `resource`: what processes use, and how much they may.

use super::posix::failed;
use crate::builtins::struct_sequence;
use crate::builtins::text::c_int;
use crate::number::IntRef;
use crate::object::{Module, Ref, Type, Value};
use crate::system::process::{self as system, Usage};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};
use rustix::io::Errno;

const FUNCTIONS: &[Native] = &[
    Native { name: "getrusage", signature: "(who, /)", function: getrusage },
    Native { name: "getrlimit", signature: "(resource, /)", function: getrlimit },
    Native { name: "setrlimit", signature: "(resource, limits, /)", function: setrlimit },
    Native { name: "prlimit", signature: "(pid, resource, limits=None, /)", function: prlimit },
    Native { name: "getpagesize", signature: "()", function: |_, _| Ok(Value::size(rustix::param::page_size())) },
];

macro_rules! numbers {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

const NUMBERS: &[(&str, i64)] = numbers! {
    RLIMIT_AS RLIMIT_CORE RLIMIT_CPU RLIMIT_DATA RLIMIT_FSIZE RLIMIT_MEMLOCK RLIMIT_MSGQUEUE RLIMIT_NICE RLIMIT_NOFILE
    RLIMIT_NPROC RLIMIT_RSS RLIMIT_RTPRIO RLIMIT_RTTIME RLIMIT_SIGPENDING RLIMIT_STACK
    RUSAGE_CHILDREN RUSAGE_SELF RUSAGE_THREAD RLIM_INFINITY
};

/// How many resources there are limits of.
const COUNT: i32 = 16;

const FIELDS: &[&str] = &[
    "ru_utime",
    "ru_stime",
    "ru_maxrss",
    "ru_ixrss",
    "ru_idrss",
    "ru_isrss",
    "ru_minflt",
    "ru_majflt",
    "ru_nswap",
    "ru_inblock",
    "ru_oublock",
    "ru_msgsnd",
    "ru_msgrcv",
    "ru_nsignals",
    "ru_nvcsw",
    "ru_nivcsw",
];

#[derive(Default)]
struct State {
    usage: Option<Ref<Type>>,
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("resource");
    vm.add_functions(&module, FUNCTIONS);
    for (name, number) in NUMBERS.iter().chain(&[("RLIMIT_OFILE", libc::RLIMIT_NOFILE as i64)]) {
        let number = vm.int(*number);
        vm.module_set(&module, name, number);
    }
    let (class, error) = (class(vm), vm.exceptions.class(ExceptionKind::OSError).clone());
    vm.module_set(&module, "struct_rusage", class.into_value());
    vm.module_set(&module, "error", error.into_value());
    module
}

/// The type of what is told of usage; `os.wait4` tells it too.
fn class(vm: &mut Vm) -> Ref<Type> {
    if let Some(class) = vm.state::<State>().usage.clone() {
        return class;
    }
    let class = struct_sequence::define(vm, "resource.struct_rusage", FIELDS, FIELDS.len());
    vm.state::<State>().usage = Some(class.clone());
    class
}

/// Usage as Python has it.
pub fn usage(vm: &mut Vm, usage: &Usage) -> PyResult {
    let times = usage.times.map(|time| vm.float(time));
    let values = times.into_iter().chain(usage.counts.map(|count| vm.int(count))).collect();
    let class = class(vm);
    Ok(struct_sequence::make(vm, &class, values))
}

fn getrusage(vm: &mut Vm, args: &[Value]) -> PyResult {
    let who = c_int(vm, &args[0])?;
    match system::used_by(who) {
        Ok(used) => usage(vm, &used),
        Err(Errno::INVAL) => Err(vm.value_error("invalid who parameter")),
        Err(error) => Err(failed(vm, error, &[])),
    }
}

fn resource(vm: &mut Vm, given: &Value) -> PyResult<u32> {
    let resource = c_int(vm, given)?;
    match (0..COUNT).contains(&resource) {
        true => Ok(resource as u32),
        false => Err(vm.value_error("invalid resource specified")),
    }
}

/// Soft and hard limit of something with two elements.
fn limits(vm: &mut Vm, given: &Value) -> PyResult<[u64; 2]> {
    let given = vm.collect(given)?;
    let Ok([soft, hard]) = <[Value; 2]>::try_from(given) else {
        return Err(vm.value_error("expected a tuple of 2 integers"));
    };
    let mut limits = [0; 2];
    for (limit, given) in limits.iter_mut().zip([soft, hard]) {
        let index = vm.index(&given)?;
        match index.as_int().and_then(IntRef::to_i64) {
            // Negative ones mean what they mean without a sign: -1 is no limit.
            Some(given) => *limit = given as u64,
            None => return Err(vm.overflow_error("Python int too large to convert to C long")),
        }
    }
    Ok(limits)
}

fn told(vm: &mut Vm, limits: [u64; 2]) -> Value {
    let limits = limits.map(|limit| vm.int(limit as i64));
    vm.tuple(limits)
}

fn getrlimit(vm: &mut Vm, args: &[Value]) -> PyResult {
    let resource = resource(vm, &args[0])?;
    match system::limit(0, resource, None) {
        Ok(limits) => Ok(told(vm, limits)),
        Err(error) => Err(failed(vm, error, &[])),
    }
}

fn change(vm: &mut Vm, pid: i32, resource: u32, new: Option<[u64; 2]>) -> PyResult {
    match system::limit(pid, resource, new) {
        Ok(before) => Ok(told(vm, before)),
        Err(Errno::INVAL) => Err(vm.value_error("current limit exceeds maximum limit")),
        Err(Errno::PERM) if new.is_some() && pid == 0 => Err(vm.value_error("not allowed to raise maximum limit")),
        Err(error) => Err(failed(vm, error, &[])),
    }
}

fn setrlimit(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (resource, new) = (resource(vm, &args[0])?, limits(vm, &args[1])?);
    change(vm, 0, resource, Some(new))?;
    Ok(Value::NONE)
}

fn prlimit(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (pid, resource) = (c_int(vm, &args[0])?, resource(vm, &args[1])?);
    let new = match args[2].given().filter(|given| !given.is_none()) {
        Some(given) => Some(limits(vm, given)?),
        None => None,
    };
    change(vm, pid, resource, new)
}
