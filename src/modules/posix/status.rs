//! What the status of a child says: how it ended.

use crate::builtins::text::c_int;
use crate::object::Value;
use crate::vm::{Native, PyResult, Vm};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "WIFEXITED", signature: "(status)", function: |vm, args| says(vm, args, libc::WIFEXITED) },
    Native { name: "WEXITSTATUS", signature: "(status)", function: |vm, args| number(vm, args, libc::WEXITSTATUS) },
    Native { name: "WIFSIGNALED", signature: "(status)", function: |vm, args| says(vm, args, libc::WIFSIGNALED) },
    Native { name: "WTERMSIG", signature: "(status)", function: |vm, args| number(vm, args, libc::WTERMSIG) },
    Native { name: "WIFSTOPPED", signature: "(status)", function: |vm, args| says(vm, args, libc::WIFSTOPPED) },
    Native { name: "WSTOPSIG", signature: "(status)", function: |vm, args| number(vm, args, libc::WSTOPSIG) },
    Native { name: "WIFCONTINUED", signature: "(status)", function: |vm, args| says(vm, args, libc::WIFCONTINUED) },
    Native { name: "WCOREDUMP", signature: "(status, /)", function: |vm, args| says(vm, args, libc::WCOREDUMP) },
    Native { name: "waitstatus_to_exitcode", signature: "(status)", function: exit_code },
];

fn says(vm: &mut Vm, args: &[Value], question: extern "C" fn(i32) -> bool) -> PyResult {
    Ok(Value::bool(question(c_int(vm, &args[0])?)))
}

fn number(vm: &mut Vm, args: &[Value], part: extern "C" fn(i32) -> i32) -> PyResult {
    let status = c_int(vm, &args[0])?;
    Ok(vm.int(part(status).into()))
}

/// The exit status, or minus the signal that ended it.
fn exit_code(vm: &mut Vm, args: &[Value]) -> PyResult {
    let status = c_int(vm, &args[0])?;
    let code = match () {
        _ if libc::WIFEXITED(status) => libc::WEXITSTATUS(status),
        _ if libc::WIFSIGNALED(status) && libc::WTERMSIG(status) > 0 => -libc::WTERMSIG(status),
        _ if libc::WIFSTOPPED(status) => {
            let signal = libc::WSTOPSIG(status);
            return Err(vm.value_error(format!("process stopped by delivery of signal {signal}")));
        }
        _ => return Err(vm.value_error(format!("invalid wait status: {status}"))),
    };
    Ok(vm.int(code.into()))
}
