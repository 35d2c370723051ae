//! The environment.

use super::paths::encode;
use crate::builtins::io::fspath;
use crate::object::{Dict, Ref, Value};
use crate::vm::{Native, PyResult, Vm, environment};
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "putenv", signature: "(name, value, /)", function: putenv },
    Native { name: "unsetenv", signature: "(name, /)", function: unsetenv },
    Native { name: "_create_environ", signature: "()", function: |vm, _| Ok(variables(vm).into_value()) },
];

/// All variables: bytes by bytes.
pub fn variables(vm: &mut Vm) -> Ref<Dict> {
    let dict = vm.new_dict();
    for (name, value) in std::env::vars_os() {
        let (name, value) = (vm.bytes(name.as_bytes()), vm.bytes(value.as_bytes()));
        let _ = vm.dict_set(&dict, &name, value);
    }
    dict
}

/// A text for the system, of a str, bytes or a path.
pub fn argument(vm: &mut Vm, given: &Value) -> PyResult<OsString> {
    let text = fspath(vm, given)?;
    let bytes = encode(vm, &text)?;
    match bytes.contains(&0) {
        true => Err(vm.value_error("embedded null byte")),
        false => Ok(OsString::from_vec(bytes)),
    }
}

fn has_equals(name: &OsStr) -> bool {
    name.as_bytes().contains(&b'=')
}

fn putenv(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (name, value) = (argument(vm, &args[0])?, argument(vm, &args[1])?);
    if has_equals(&name) {
        return Err(vm.value_error("illegal environment variable name"));
    }
    if name.is_empty() {
        return Err(invalid(vm));
    }
    environment::set(&name, &value);
    Ok(Value::NONE)
}

fn unsetenv(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = argument(vm, &args[0])?;
    if name.is_empty() || has_equals(&name) {
        return Err(invalid(vm));
    }
    environment::remove(&name);
    Ok(Value::NONE)
}

fn invalid(vm: &mut Vm) -> crate::vm::Raised {
    vm.os_error(&std::io::Error::from_raw_os_error(libc::EINVAL), &[])
}
