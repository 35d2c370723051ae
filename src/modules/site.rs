//! What `site` puts among the builtins for people at a prompt, and programs use too: `exit` and `quit`.

use super::sys::Config;
use crate::object::{Opaque, Value};
use crate::vm::{ExceptionKind, Native, PyResult, Vm};

/// `exit` or `quit`, by its name.
struct Quitter(&'static str);

impl Opaque for Quitter {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

const METHODS: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native { name: "__call__", signature: "(self, /, code=None)", function: call },
];

/// Makes the names, unless the command line says `-S`.
pub fn install(vm: &mut Vm, config: &Config) {
    if config.no_site > 0 {
        return;
    }
    vm.define_type::<Quitter>("_sitebuiltins.Quitter", METHODS, &[]);
    for name in ["exit", "quit"] {
        let (quitter, name, dict) = (vm.new_opaque(Quitter(name)), vm.intern(name), vm.builtins.clone());
        drop(dict.insert_str(&name, quitter, vm));
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = args[0].opaque::<Quitter>(vm).map_or("exit", |quitter| quitter.0);
    Ok(vm.str(&format!("Use {name}() or Ctrl-D (i.e. EOF) to exit")))
}

fn call(vm: &mut Vm, args: &[Value]) -> PyResult {
    // A shell that runs the program as an input file ends its reading by this.
    if let Some(stdin) = vm.sys_attribute("stdin") {
        let close = vm.names().close.clone();
        let _ = vm.call_method(&stdin, &close, &[]);
    }
    let code = args[1].given().cloned().unwrap_or(Value::NONE);
    Err(vm.raise_with(ExceptionKind::SystemExit, [code]))
}
