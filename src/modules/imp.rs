//! `_imp`: what `importlib` needs of the interpreter. Its builtin modules are those of the table of native modules; its frozen ones
//! are `importlib` itself, and what the packed library has for trying it out.

use super::cached;
use crate::builtins::buffer::contents;
use crate::builtins::text::class_name;
use crate::object::{Module, Ref, Str, Value};
use crate::source::files;
use crate::vm::{Code, ExceptionKind, Native, PyResult, Raised, Vm};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// CPython 3.14's, whose `marshal` format is ours.
const MAGIC: u32 = 3627 | (b'\r' as u32) << 16 | (b'\n' as u32) << 24;

const FUNCTIONS: &[Native] = &[
    Native { name: "extension_suffixes", signature: "()", function: |vm, _| Ok(vm.list(Vec::new())) },
    Native { name: "lock_held", signature: "()", function: |vm, _| Ok(Value::bool(vm.state::<Lock>().held > 0)) },
    Native { name: "acquire_lock", signature: "()", function: acquire },
    Native { name: "release_lock", signature: "()", function: release },
    Native { name: "find_frozen", signature: "(name, /, *, withdata=False)", function: find_frozen },
    Native { name: "get_frozen_object", signature: "(name, data=None, /)", function: frozen_code },
    Native { name: "init_frozen", signature: "(name, /)", function: init_frozen },
    Native {
        name: "is_frozen",
        signature: "(name, /)",
        function: |vm, args| Ok(Value::bool(frozen(vm, &args[0]).is_some())),
    },
    Native { name: "is_frozen_package", signature: "(name, /)", function: is_frozen_package },
    Native { name: "_frozen_module_names", signature: "()", function: frozen_names },
    Native { name: "_override_frozen_modules_for_tests", signature: "(override, /)", function: |_, _| Ok(Value::NONE) },
    Native { name: "_override_multi_interp_extensions_check", signature: "(override, /)", function: override_check },
    Native { name: "is_builtin", signature: "(name, /)", function: is_builtin },
    Native { name: "create_builtin", signature: "(spec, /)", function: create_builtin },
    Native { name: "exec_builtin", signature: "(mod, /)", function: |_, _| Ok(Value::size(0)) },
    Native { name: "_fix_co_filename", signature: "(code, path, /)", function: |_, _| Ok(Value::NONE) },
    Native { name: "source_hash", signature: "(key, source)", function: source_hash },
];

/// Modules whose code is in the binary, where it is in the packed library, and what they were before they were frozen.
const FROZEN: &[(&str, &str, &str)] = &[
    ("_frozen_importlib", "importlib/_bootstrap.py", "importlib._bootstrap"),
    ("_frozen_importlib_external", "importlib/_bootstrap_external.py", "importlib._bootstrap_external"),
    ("__hello__", "__hello__.py", "__hello__"),
    ("__hello_alias__", "__hello__.py", "__hello__"),
    ("__hello_only__", "__hello__.py", ""),
    ("__phello__", "__phello__/__init__.py", "__phello__"),
    ("__phello__.ham", "__phello__/ham/__init__.py", "__phello__.ham"),
    ("__phello__.ham.eggs", "__phello__/ham/eggs.py", "__phello__.ham.eggs"),
    ("__phello__.spam", "__phello__/spam.py", "__phello__.spam"),
    ("zipimport", "zipimport.py", "zipimport"),
];

/// Modules of the library, by their files, that CPython has in its binary: its code says so, and its tracebacks show no lines of it.
const NAMED_FROZEN: &[(&str, &str)] = &[
    ("abc.py", "abc"),
    ("codecs.py", "codecs"),
    ("io.py", "io"),
    ("_collections_abc.py", "_collections_abc"),
    ("_sitebuiltins.py", "_sitebuiltins"),
    ("genericpath.py", "genericpath"),
    ("ntpath.py", "ntpath"),
    ("posixpath.py", "posixpath"),
    ("os.py", "os"),
    ("site.py", "site"),
    ("stat.py", "stat"),
    ("importlib/util.py", "importlib.util"),
    ("importlib/machinery.py", "importlib.machinery"),
    ("runpy.py", "runpy"),
];

/// What the code of a file says that its file is.
pub fn name_of_file(path: &Path) -> String {
    let frozen = files::in_library(path).and_then(|path| NAMED_FROZEN.iter().find(|(known, _)| *known == path));
    match frozen {
        Some((_, name)) => format!("<frozen {name}>"),
        None => path.to_string_lossy().into_owned(),
    }
}

#[derive(Default)]
struct Lock {
    held: usize,
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_imp");
    vm.add_functions(&module, FUNCTIONS);
    let check = cached::policy(vm);
    let check = vm.str(check);
    vm.module_set(&module, "check_hash_based_pycs", check);
    vm.module_set(&module, "pyc_magic_number_token", Value::size(MAGIC as usize));
    module
}

fn acquire(vm: &mut Vm, _: &[Value]) -> PyResult {
    vm.state::<Lock>().held += 1;
    Ok(Value::NONE)
}

fn release(vm: &mut Vm, _: &[Value]) -> PyResult {
    if vm.state::<Lock>().held == 0 {
        return Err(vm.runtime_error("not holding the import lock"));
    }
    vm.state::<Lock>().held -= 1;
    Ok(Value::NONE)
}

fn name_of(vm: &mut Vm, value: &Value, function: &str) -> PyResult<String> {
    match value.get::<Str>() {
        Some(name) => Ok(name.to_string_lossy().into_owned()),
        None => {
            let class = class_name(vm, value);
            Err(vm.type_error(format!("{function}() argument must be str, not {class}")))
        }
    }
}

/// Where a frozen module's file is.
struct Frozen {
    path: PathBuf,
    name: &'static str,
    original: &'static str,
}

impl Frozen {
    fn is_package(&self) -> bool {
        self.path.ends_with("__init__.py")
    }
}

fn frozen(vm: &mut Vm, name: &Value) -> Option<Frozen> {
    let name = name.get::<Str>()?.to_string_lossy().into_owned();
    frozen_by_name(vm, &name)
}

/// Frozen modules come from the packed library, or from where `sys` says that another is.
fn frozen_by_name(vm: &mut Vm, name: &str) -> Option<Frozen> {
    let (name, path, original) = FROZEN.iter().find(|(known, ..)| *known == name)?;
    let library = vm.sys_attribute("_stdlib_dir")?;
    let path = PathBuf::from(vm.text(&library)).join(path);
    Some(Frozen { path, name, original })
}

fn not_frozen(vm: &mut Vm, name: &str) -> Raised {
    let shown = vm.str(name);
    let repr = vm.repr_lossy(&shown);
    vm.name_error(ExceptionKind::ImportError, format!("No such frozen object named {}", repr.trim_matches('\'')), &shown)
}

/// The code of a frozen module. Its tracebacks show no lines: it is part of the machine.
fn code_of(vm: &mut Vm, name: &str) -> PyResult {
    let Some(frozen) = frozen_by_name(vm, name) else { return Err(not_frozen(vm, name)) };
    let shown = if frozen.original.is_empty() { frozen.name } else { frozen.original };
    let cache = cached::own_cache_of(vm, &frozen.path);
    cached::code_of(vm, (&frozen.path, &format!("<frozen {shown}>")), cache.as_deref(), |_| Ok(None))
}

fn find_frozen(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(frozen) = frozen(vm, &args[0]) else { return Ok(Value::NONE) };
    if files::packed(frozen.path.as_os_str().as_encoded_bytes()).is_none() && !frozen.path.is_file() {
        return Ok(Value::NONE);
    }
    let original = if frozen.original.is_empty() { Value::NONE } else { vm.str(frozen.original) };
    Ok(vm.tuple([Value::NONE, Value::bool(frozen.is_package()), original]))
}

fn frozen_code(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = name_of(vm, &args[0], "get_frozen_object")?;
    code_of(vm, &name)
}

fn init_frozen(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = name_of(vm, &args[0], "init_frozen")?;
    if frozen_by_name(vm, &name).is_none() {
        return Ok(Value::NONE);
    }
    let module = vm.new_module(&name);
    let (key, modules) = (vm.str(&name), vm.modules.clone());
    vm.dict_set(&modules, &key, module.value().clone())?;
    run(vm, &name, &module)?;
    Ok(module.into_value())
}

/// Runs a frozen module's code.
pub fn run(vm: &mut Vm, name: &str, module: &Ref<Module>) -> PyResult<()> {
    let code = code_of(vm, name)?;
    let Ok(code) = code.downcast::<Code>() else { return Err(not_frozen(vm, name)) };
    let (builtins, own) = (vm.names().__builtins__.clone(), vm.builtins.value().clone());
    drop(module.dict.insert_str(&builtins, own, vm));
    super::evaluate::run(vm, &code, &module.dict, module.dict.value().clone(), Value::NONE).map(drop)
}

fn is_frozen_package(vm: &mut Vm, args: &[Value]) -> PyResult {
    match frozen(vm, &args[0]) {
        Some(frozen) => Ok(Value::bool(frozen.is_package())),
        None => {
            let name = name_of(vm, &args[0], "is_frozen_package")?;
            Err(not_frozen(vm, &name))
        }
    }
}

fn frozen_names(vm: &mut Vm, _: &[Value]) -> PyResult {
    let names = FROZEN.iter().map(|(name, ..)| vm.str(name)).collect();
    Ok(vm.list(names))
}

fn override_check(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.index_i64(&args[0])?;
    Ok(Value::size(0))
}

/// 1 for modules that can be made anew, -1 for those that cannot.
fn is_builtin(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = name_of(vm, &args[0], "is_builtin")?;
    Ok(vm.int(match &name[..] {
        "sys" | "builtins" => -1,
        name => i64::from(super::is_native(name)),
    }))
}

fn create_builtin(vm: &mut Vm, args: &[Value]) -> PyResult {
    let attribute = vm.intern("name");
    let name = vm.getattr(&args[0], &attribute)?;
    let name = name_of(vm, &name, "create_builtin")?;
    let (key, modules) = (vm.str(&name), vm.modules.clone());
    if let Some(module) = vm.dict_get(&modules, &key)? {
        return Ok(module);
    }
    Ok(super::import(vm, &name).unwrap_or(Value::NONE))
}

/// Whether a cache file has CPython's format, which `py_compile` writes.
pub fn is_foreign(cache: &Path) -> bool {
    let mut magic = [0; 4];
    // Nothing but files: a pipe would wait for whoever writes it.
    let read = cache.is_file().then(|| File::open(cache)?.read_exact(&mut magic));
    matches!(read, Some(Ok(()))) && magic == MAGIC.to_le_bytes()
}

/// The hash of a source, as hash-based caches hold it.
fn source_hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    vm.index_i64(&args[0])?;
    let Some(source) = contents(vm, &args[1])? else {
        let class = class_name(vm, &args[1]);
        return Err(vm.type_error(format!("a bytes-like object is required, not '{class}'")));
    };
    let hash = crate::cache::hash_of(&source);
    Ok(vm.bytes(&hash.to_le_bytes()))
}
