//! `__import__`, for the modules that are there already or written in Rust.

use crate::object::Value;
use crate::vm::{ExceptionKind, Native, PyResult, Vm};

pub const FUNCTIONS: &[Native] =
    &[Native { name: "__import__", signature: "(name, globals=None, locals=None, fromlist=(), level=0)", function: import }];

fn import(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.expect_str(&args[0], "module name")?;
    let modules = vm.modules.clone();
    if let Some(module) = vm.dict_get(&modules, &args[0])? {
        if !module.is_none() {
            return Ok(module);
        }
        let name = vm.text(&args[0]);
        let message = format!("import of {name} halted; None in sys.modules");
        return Err(vm.name_error(ExceptionKind::ModuleNotFoundError, message, &args[0]));
    }
    let name = vm.text(&args[0]);
    match super::import(vm, &name) {
        Some(module) => Ok(module),
        None => {
            let message = format!("No module named '{name}'");
            Err(vm.name_error(ExceptionKind::ModuleNotFoundError, message, &args[0]))
        }
    }
}
