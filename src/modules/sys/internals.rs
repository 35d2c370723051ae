//! What CPython tells of its own insides: the just-in-time compiler, trampolines for profilers, the frames of all threads.

use crate::object::{Dict, Module, Obj, Ref, Value};
use crate::vm::{Native, PyResult, Vm};

const FUNCTIONS: &[Native] = &[
    Native {
        name: "setdlopenflags",
        signature: "(flags, /)",
        function: |vm, args| vm.index_i64(&args[0]).map(|_| Value::NONE),
    },
    Native { name: "getunicodeinternedsize", signature: "(*, _only_immortal=False)", function: interned_size },
    Native { name: "_is_immortal", signature: "(op, /)", function: |_, args| Ok(Value::bool(args[0].header().is_none())) },
    Native { name: "_current_frames", signature: "()", function: current_frames },
    Native { name: "_current_exceptions", signature: "()", function: current_exceptions },
    Native { name: "activate_stack_trampoline", signature: "(backend, /)", function: activate_trampoline },
    Native { name: "deactivate_stack_trampoline", signature: "()", function: |_, _| Ok(Value::NONE) },
    Native { name: "is_remote_debug_enabled", signature: "()", function: |_, _| Ok(Value::FALSE) },
    Native { name: "remote_exec", signature: "(pid, script)", function: remote_exec },
];

/// There is no just-in-time compiler.
const JIT: &[Native] = &[
    Native { name: "is_available", signature: "()", function: |_, _| Ok(Value::FALSE) },
    Native { name: "is_enabled", signature: "()", function: |_, _| Ok(Value::FALSE) },
    Native { name: "is_active", signature: "()", function: |_, _| Ok(Value::FALSE) },
];

pub fn add(vm: &mut Vm, sys: &Obj<Module>) {
    vm.add_functions(sys, FUNCTIONS);
    let jit = vm.new_module("sys._jit");
    vm.add_functions(&jit, JIT);
    vm.module_set(sys, "_jit", jit.into_value());
}

fn interned_size(vm: &mut Vm, _: &[Value]) -> PyResult {
    Ok(Value::size(vm.interned_count()))
}

fn by_thread(vm: &mut Vm, choose: fn((Value, Value)) -> Value) -> PyResult {
    let dict: Ref<Dict> = vm.new_dict();
    for (thread, frame, exception) in vm.thread_frames() {
        let thread = vm.int(thread as i64);
        vm.dict_set(&dict, &thread, choose((frame, exception)))?;
    }
    Ok(dict.into_value())
}

fn current_frames(vm: &mut Vm, _: &[Value]) -> PyResult {
    by_thread(vm, |(frame, _)| frame)
}

fn current_exceptions(vm: &mut Vm, _: &[Value]) -> PyResult {
    by_thread(vm, |(_, exception)| exception)
}

fn activate_trampoline(vm: &mut Vm, args: &[Value]) -> PyResult {
    let backend = vm.expect_str(&args[0], "activate_stack_trampoline() argument")?.to_string_lossy().into_owned();
    match &*backend {
        "perf" | "perf_jit" => Err(vm.value_error("perf trampoline not available")),
        _ => Err(vm.value_error(format!("invalid backend: {backend}"))),
    }
}

fn remote_exec(vm: &mut Vm, _: &[Value]) -> PyResult {
    Err(vm.runtime_error("Remote debugging is not enabled"))
}
