//! `sys.settrace`, `sys.setprofile` and their kin. There is one thread, so all threads are that.

use crate::object::{Tuple, Value};
use crate::vm::{Native, PyResult, Vm};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "settrace", signature: "(function, /)", function: settrace },
    Native { name: "gettrace", signature: "()", function: |vm, _| Ok(vm.watch.trace()) },
    Native { name: "_settraceallthreads", signature: "(function, /)", function: settrace },
    Native { name: "setprofile", signature: "(function, /)", function: setprofile },
    Native { name: "getprofile", signature: "()", function: |vm, _| Ok(vm.watch.profile()) },
    Native { name: "_setprofileallthreads", signature: "(function, /)", function: setprofile },
    Native { name: "call_tracing", signature: "(func, args, /)", function: call_tracing },
];

fn settrace(vm: &mut Vm, args: &[Value]) -> PyResult {
    drop(vm.watch.set_trace(args[0].clone()));
    Ok(Value::NONE)
}

fn setprofile(vm: &mut Vm, args: &[Value]) -> PyResult {
    drop(vm.watch.set_profile(args[0].clone()));
    Ok(Value::NONE)
}

fn call_tracing(vm: &mut Vm, args: &[Value]) -> PyResult {
    match args[1].get::<Tuple>() {
        Some(given) => vm.call_watched(&args[0], given.items()),
        None => {
            let class = vm.type_of(&args[1]).name();
            Err(vm.type_error(format!("call_tracing() argument 2 must be tuple, not {class}")))
        }
    }
}
