//! The modules that are written in Rust: one file, or folder, each, with a table of functions.
//!
//! Takes a machine with builtins; gives it `sys` and `builtins` as modules, and the others when they are imported.

mod abc;
mod array;
mod ast;
mod atexit;
mod binascii;
mod bisect;
mod cached;
mod cmath;
mod codecs;
pub mod compile;
mod containers;
mod contextvars;
mod csv;
mod datetime;
mod decimal;
mod errno;
mod evaluate;
mod fcntl;
mod fork_exec;
mod functools;
mod future;
mod gc;
mod hashes;
mod heapq;
mod imp;
mod import;
mod importlib;
mod io;
mod itertools;
mod json;
mod locale;
mod marshal;
mod math;
mod mmap;
mod opcode;
mod operator;
mod pickle;
mod posix;
mod queue;
mod random;
mod resource;
mod select;
mod signal;
mod site;
mod socket;
mod sre;
mod statistics;
mod string;
mod structure;
mod support;
mod symtable;
pub mod syntax;
pub mod sys;
mod syslog;
mod termios;
mod thread;
mod time;
mod tokenize;
mod types;
mod typing;
mod unicodedata;
mod users;
mod uuid;
pub mod warnings;
mod zlib;

pub use sys::Config;

use crate::object::{Module, Ref, Value};
use crate::vm::{ProgramFolder, PyResult, Vm};
use rustc_hash::FxHashMap;

/// Makes a module.
type Maker = fn(&mut Vm) -> Ref<Module>;

/// The modules that were made.
#[derive(Default)]
struct Made(FxHashMap<&'static str, Ref<Module>>);

/// The modules that are made when they are imported, by name. `sys` and `builtins` are always there.
pub const MODULES: &[(&str, Maker)] = &[
    ("__future__", future::make),
    ("_abc", abc::make),
    ("_ast", ast::make),
    ("_bisect", bisect::make),
    ("_blake2", hashes::make_blake2),
    ("_codecs", codecs::make),
    ("_collections", containers::make),
    ("_contextvars", contextvars::make),
    ("_csv", csv::make),
    ("_datetime", datetime::make),
    ("_decimal", decimal::make),
    ("_functools", functools::make),
    ("_heapq", heapq::make),
    ("_imp", imp::make),
    ("_io", io::make),
    ("_json", json::make),
    ("_locale", locale::make),
    ("_md5", hashes::make_md5),
    ("_opcode", opcode::make),
    ("_opcode_metadata", opcode::make_metadata),
    ("_operator", operator::make),
    ("_pickle", pickle::make),
    ("_posixsubprocess", fork_exec::make),
    ("_queue", queue::make),
    ("_random", random::make),
    ("_sha1", hashes::make_sha1),
    ("_sha2", hashes::make_sha2),
    ("_sha3", hashes::make_sha3),
    ("_signal", signal::make),
    ("_socket", socket::make),
    ("_sre", sre::make),
    ("_statistics", statistics::make),
    ("_string", string::make),
    ("_struct", structure::make),
    ("_symtable", symtable::make),
    ("_thread", thread::make),
    ("_tokenize", tokenize::make),
    ("_types", types::make),
    ("_typing", typing::make),
    ("_uuid", uuid::make),
    ("_warnings", warnings::make),
    ("_weakref", crate::builtins::weakref::module),
    ("array", array::make),
    ("atexit", atexit::make),
    ("binascii", binascii::make),
    ("cmath", cmath::make),
    ("errno", errno::make),
    ("fcntl", fcntl::make),
    ("gc", gc::make),
    ("grp", users::make_groups),
    ("itertools", itertools::make),
    ("marshal", marshal::make),
    ("math", math::make),
    ("mmap", mmap::make),
    ("posix", posix::make),
    ("pwd", users::make_users),
    ("resource", resource::make),
    ("select", select::make),
    ("syslog", syslog::make),
    ("termios", termios::make),
    ("time", time::make),
    ("unicodedata", unicodedata::make),
    ("zlib", zlib::make),
];

/// Makes `sys` and `builtins`, as the command line says.
pub fn install(vm: &mut Vm, config: &Config) {
    let dict = vm.builtins.clone();
    let of = vm.str("builtins");
    for native in import::FUNCTIONS.iter().chain(evaluate::FUNCTIONS).chain([&sys::BREAKPOINT]) {
        let (name, function) = (vm.intern(native.name), vm.native_function(native, &of));
        drop(dict.insert_str(&name, function, vm));
    }
    (vm.warns_of_bytes, vm.warns_of_encoding) = (config.bytes_warning > 0, config.warn_default_encoding);
    vm.utf8_mode = config.utf8_mode;
    vm.int_max_str_digits = config.int_max_str_digits.unwrap_or(vm.int_max_str_digits);
    vm.state::<compile::Settings>().no_columns = config.no_debug_ranges;
    vm.state::<ProgramFolder>().0 = config.program_folder.clone();
    let builtins = vm.new_module_in("builtins", &dict);
    let sys = sys::make(vm, config);
    cached::configure(vm, config);
    importlib::prepare(vm);
    site::install(vm, config);
    vm.warn_hook = Some(warnings::warn_here);
    let is_warned_of_options = !config.warnoptions.is_empty();
    for (name, module) in [("builtins", builtins), ("sys", sys)] {
        let (name, modules) = (vm.intern(name), vm.modules.clone());
        drop(modules.insert_str(&name, module.into_value(), vm));
    }
    if is_warned_of_options {
        warnings::report_options(vm);
    }
}

/// A new `SimpleNamespace`, as `sys.implementation` is one.
fn namespace<const N: usize>(vm: &mut Vm, fields: [(&str, Value); N]) -> PyResult {
    let Some(like) = vm.sys_attribute("implementation") else { return Ok(Value::NONE) };
    let class = vm.type_of(&like).to_ref();
    let namespace = vm.call(class.value(), &[])?;
    for (name, value) in fields {
        let name = vm.intern(name);
        vm.setattr(&namespace, &name, value)?;
    }
    Ok(namespace)
}

/// Brings `importlib`, which says who loaded what.
pub fn bring_importers(vm: &mut Vm) -> PyResult<()> {
    importlib::install(vm).map(drop)
}

/// Whether a name is in the table.
pub fn is_native(name: &str) -> bool {
    MODULES.iter().any(|(known, _)| *known == name)
}

/// A module of the table, made and entered in `sys.modules`. `None` for names that are not in it.
pub fn import(vm: &mut Vm, name: &str) -> Option<Value> {
    let (name, make) = MODULES.iter().find(|(known, _)| *known == name)?;
    // A program may forget a module and import it again: its types are the same then.
    let module = match vm.state::<Made>().0.get(name).cloned() {
        Some(made) => {
            let dict = vm.dict(made.dict.table(vm).copy()).downcast().ok()?;
            vm.new_module_in(name, &dict)
        }
        None => make(vm),
    };
    vm.state::<Made>().0.insert(name, module.clone());
    let module = module.into_value();
    let (name, modules) = (vm.intern(name), vm.modules.clone());
    drop(modules.insert_str(&name, module.clone(), vm));
    Some(module)
}
