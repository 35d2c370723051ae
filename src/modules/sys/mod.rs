//! `sys`: what programs can ask and tell the machine.

mod config;
mod functions;
mod hooks;
mod info;
mod internals;
mod monitoring;
mod size;
mod tools;
mod tracing;

pub use config::Config;
pub use functions::{audit_event, configured_cpu_count};
pub use hooks::{Exit, handle_uncaught, print_exception, print_exception_to, stderr, write_to, write_to_stderr};
pub use info::{LEAST_DIGITS, VERSION};
pub use tools::BREAKPOINT;

use crate::builtins::io::{discard, standard_stream};
use crate::object::{Module, Obj, Ref, Value};
use crate::vm::Vm;

/// Forgets what was printed but could not be written.
pub fn discard_output(vm: &mut Vm) {
    if let Some(stdout) = vm.sys_attribute("stdout") {
        discard(vm, &stdout);
    }
}

/// From now on `sys.is_finalizing()`.
pub fn begin_finalizing(vm: &mut Vm) {
    vm.state::<functions::State>().finalizing = true;
}

pub fn is_finalizing(vm: &mut Vm) -> bool {
    vm.state::<functions::State>().finalizing
}

/// Makes the module in the dict that the machine has for it.
pub fn make(vm: &mut Vm, config: &Config) -> Ref<Module> {
    let dict = vm.sys.clone();
    let sys = vm.new_module_in("sys", &dict);
    let (empty, modules) = (vm.str(""), vm.modules.value().clone());
    vm.module_set(&sys, "__package__", empty);
    vm.module_set(&sys, "modules", modules);
    vm.add_functions(&sys, functions::FUNCTIONS);
    vm.add_functions(&sys, hooks::FUNCTIONS);
    vm.add_functions(&sys, tools::FUNCTIONS);
    vm.add_functions(&sys, tracing::FUNCTIONS);
    hooks::add(vm, &sys);
    info::add(vm, &sys, config);
    monitoring::add(vm, &sys);
    internals::add(vm, &sys);
    add_paths(vm, &sys, config);
    add_streams(vm, &sys, config);
    sys
}

fn add_paths(vm: &mut Vm, sys: &Obj<Module>, config: &Config) {
    for (name, texts) in [
        ("argv", &config.argv),
        ("orig_argv", &config.orig_argv),
        ("path", &config.path),
        ("warnoptions", &config.warnoptions),
    ] {
        let texts = texts.iter().map(|text| vm.str(text)).collect();
        let list = vm.list(texts);
        vm.module_set(sys, name, list);
    }
    for name in ["meta_path", "path_hooks"] {
        let list = vm.list(Vec::new());
        vm.module_set(sys, name, list);
    }
    let cache = vm.new_dict().into_value();
    vm.module_set(sys, "path_importer_cache", cache);
    let options = vm.new_dict();
    for (name, value) in &config.xoptions {
        let name = vm.intern(name);
        let value = value.as_ref().map_or(Value::TRUE, |value| vm.str(value));
        drop(options.insert_str(&name, value, vm));
    }
    vm.module_set(sys, "_xoptions", options.into_value());
    for (name, text) in [
        ("executable", &config.executable),
        ("_base_executable", &config.base_executable),
        ("prefix", &config.prefix),
        ("exec_prefix", &config.prefix),
        ("base_prefix", &config.base_prefix),
        ("base_exec_prefix", &config.base_prefix),
        ("_stdlib_dir", &config.library),
    ] {
        let text = vm.str(text);
        vm.module_set(sys, name, text);
    }
    let writes_no_bytecode = Value::bool(config.dont_write_bytecode > 0);
    vm.module_set(sys, "dont_write_bytecode", writes_no_bytecode);
    let prefix = config.pycache_prefix.as_ref().map_or(Value::NONE, |prefix| vm.str(prefix));
    vm.module_set(sys, "pycache_prefix", prefix);
    vm.module_set(sys, "_home", Value::NONE);
    let names = crate::modules::MODULES.iter().map(|(name, _)| *name).chain(["builtins", "sys"]);
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    let names: Vec<Value> = names.into_iter().map(|name| vm.str(name)).collect();
    let names = vm.tuple(names);
    vm.module_set(sys, "builtin_module_names", names);
}

fn add_streams(vm: &mut Vm, sys: &Obj<Module>, config: &Config) {
    for (number, name) in ["stdin", "stdout", "stderr"].into_iter().enumerate() {
        let stream = standard_stream(vm, number as u8, &config.streams);
        vm.module_set(sys, name, stream.clone());
        vm.module_set(sys, &format!("__{name}__"), stream);
    }
}
