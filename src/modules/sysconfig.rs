//! `_sysconfigdata_…`: what `sysconfig` knows of how the interpreter was built. There is no makefile and no C to build with, so
//! that only what programs ask for on any system is here.

use crate::object::{Module, Ref, Value};
use crate::vm::Vm;

/// The name that `sysconfig` makes of `sys.abiflags`, `sys.platform` and the system's own triplet.
pub const NAME: &str = if cfg!(target_arch = "aarch64") {
    "_sysconfigdata__linux_aarch64-linux-gnu"
} else {
    "_sysconfigdata__linux_x86_64-linux-gnu"
};

const TEXTS: &[(&str, &str)] = &[
    ("CC", ""),
    ("CFLAGS", ""),
    ("CONFIG_ARGS", ""),
    ("EXT_SUFFIX", ".so"),
    ("LDFLAGS", ""),
    ("LDVERSION", "3.14"),
    ("SHLIB_SUFFIX", ".so"),
    ("SOABI", "hyaline-314"),
    ("VERSION", "3.14"),
];

const NUMBERS: &[(&str, usize)] = &[
    ("HAVE_FORK", 1),
    ("Py_DEBUG", 0),
    ("Py_ENABLE_SHARED", 0),
    ("Py_GIL_DISABLED", 0),
    ("SIZEOF_INT", 4),
    ("SIZEOF_LONG", 8),
    ("SIZEOF_VOID_P", 8),
    ("WITH_DOC_STRINGS", 1),
];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module(NAME);
    let variables = vm.new_dict();
    let set = |vm: &mut Vm, name: &str, value: Value| {
        let name = vm.intern(name);
        drop(variables.insert_str(&name, value, vm));
    };
    for (name, text) in TEXTS {
        let text = vm.str(text);
        set(vm, name, text);
    }
    for (name, number) in NUMBERS {
        set(vm, name, Value::size(*number));
    }
    for name in ["prefix", "exec_prefix"] {
        let folder = vm.sys_attribute(&format!("base_{name}")).unwrap_or(Value::NONE);
        set(vm, name, folder);
    }
    vm.module_set(&module, "build_time_vars", variables.into_value());
    module
}
