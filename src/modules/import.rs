//! `__import__`: modules that are there already, written in Rust, or in files on `sys.path`.
//!
//! The core only: no hooks. `importlib` takes its place once it is there.

use super::cached;
use super::evaluate::run;
use crate::builtins::text::class_name;
use crate::object::{Dict, Module, Ref, Str, Value};
use crate::source::files;
use crate::vm::{ExceptionKind, Native, PyResult, Raised, Vm};
use std::path::{Path, PathBuf};

pub const FUNCTIONS: &[Native] =
    &[Native { name: "__import__", signature: "(name, globals=None, locals=None, fromlist=(), level=0)", function: import }];

fn import(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(name) = args[0].get::<Str>().map(|name| name.to_string_lossy().into_owned()) else {
        return Err(vm.type_error("module name must be a string"));
    };
    let level = if args[4].is_null() { 0 } else { vm.index_i64(&args[4])? };
    if level < 0 {
        return Err(vm.value_error("level must be >= 0"));
    }
    let full = match level {
        0 if name.is_empty() => return Err(vm.value_error("Empty module name")),
        0 => name.clone(),
        level => {
            let package = package_of(vm, &args[1])?;
            absolute(vm, &package, &name, level as usize)?
        }
    };
    let module = import_absolute(vm, &full)?;
    let has_names = !args[3].is_null() && !args[3].is_none() && vm.truth(&args[3])?;
    if has_names {
        import_names(vm, &module, &full, &args[3])?;
        return Ok(module);
    }
    // `import a.b` gives `a`; `from . import` without names the part of the package that the name begins with.
    match name.split_once('.') {
        None => Ok(module),
        Some((first, _)) if level == 0 => import_absolute(vm, first),
        Some((first, rest)) => {
            let _ = first;
            let outer = full[..full.len() - rest.len() - 1].to_string();
            import_absolute(vm, &outer)
        }
    }
}

fn not_found(vm: &mut Vm, message: String, name: &str) -> Raised {
    let name = vm.str(name);
    vm.name_error(ExceptionKind::ModuleNotFoundError, message, &name)
}

fn loaded(vm: &mut Vm, name: &str) -> PyResult<Option<Value>> {
    let (key, modules) = (vm.str(name), vm.modules.clone());
    vm.dict_get(&modules, &key)
}

/// The package that names with dots before them are relative to.
fn package_of(vm: &mut Vm, globals: &Value) -> PyResult<String> {
    let Some(globals) = globals.get::<Dict>() else {
        let is_missing = globals.is_null() || globals.is_none();
        return match is_missing {
            true => Err(missing_name(vm)),
            false => Err(vm.type_error("globals must be a dict")),
        };
    };
    let get = |vm: &mut Vm, name: &str| {
        let name = vm.intern(name);
        globals.get_str(&name, vm).filter(|value| !value.is_none())
    };
    if let Some(package) = get(vm, "__package__") {
        let text = package.get::<Str>().map(|package| package.to_string_lossy().into_owned());
        return text.ok_or_else(|| vm.type_error("package must be a string"));
    }
    if let Some(spec) = get(vm, "__spec__") {
        let parent = vm.intern("parent");
        let parent = vm.getattr(&spec, &parent)?;
        let text = parent.get::<Str>().map(|parent| parent.to_string_lossy().into_owned());
        return text.ok_or_else(|| vm.type_error("__spec__.parent must be a string"));
    }
    vm.warn(
        ExceptionKind::ImportWarning,
        "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__",
    )?;
    let Some(name) = get(vm, "__name__") else { return Err(missing_name(vm)) };
    let Some(name) = name.get::<Str>().map(|name| name.to_string_lossy().into_owned()) else {
        return Err(vm.type_error("__name__ must be a string"));
    };
    if get(vm, "__path__").is_some() {
        return Ok(name);
    }
    Ok(name.rsplit_once('.').map_or(String::new(), |(package, _)| package.into()))
}

fn missing_name(vm: &mut Vm) -> Raised {
    let message = vm.str("'__name__' not in globals");
    vm.key_error(&message)
}

fn absolute(vm: &mut Vm, package: &str, name: &str, level: usize) -> PyResult<String> {
    if package.is_empty() {
        let message = "attempted relative import with no known parent package";
        return Err(vm.raise(ExceptionKind::ImportError, message));
    }
    let mut base = package;
    for _ in 1..level {
        match base.rsplit_once('.') {
            Some((outer, _)) => base = outer,
            None => return Err(vm.raise(ExceptionKind::ImportError, "attempted relative import beyond top-level package")),
        }
    }
    Ok(if name.is_empty() { base.into() } else { format!("{base}.{name}") })
}

/// A module by its whole name, with the packages that it is in.
fn import_absolute(vm: &mut Vm, name: &str) -> PyResult {
    if let Some(module) = loaded(vm, name)? {
        return found(vm, module, name);
    }
    let ends: Vec<usize> = name.match_indices('.').map(|(at, _)| at).chain([name.len()]).collect();
    let mut module = Value::NONE;
    for (index, end) in ends.iter().enumerate() {
        let full = &name[..*end];
        if let Some(known) = loaded(vm, full)? {
            module = found(vm, known, full)?;
            continue;
        }
        let parent = std::mem::replace(&mut module, Value::NONE);
        let start = if index == 0 { 0 } else { ends[index - 1] + 1 };
        module = import_part(vm, full, &name[start..*end], &parent)?;
    }
    Ok(module)
}

fn found(vm: &mut Vm, module: Value, name: &str) -> PyResult {
    match module.is_none() {
        true => Err(not_found(vm, format!("import of {name} halted; None in sys.modules"), name)),
        false => Ok(module),
    }
}

/// Finds and runs a module; `parent` is the package that it is in, or None.
fn import_part(vm: &mut Vm, full: &str, name: &str, parent: &Value) -> PyResult {
    let folders = if parent.is_none() {
        if let Some(module) = super::import(vm, full) {
            return Ok(module);
        }
        search_path(vm)?
    } else {
        let path = vm.names().__path__.clone();
        let Some(path) = vm.try_getattr(parent, &path)? else {
            let package = &full[..full.len() - name.len() - 1];
            return Err(not_found(vm, format!("No module named '{full}'; '{package}' is not a package"), full));
        };
        strings(vm, &path)?
    };
    let Some(place) = find(&folders, name) else {
        return Err(not_found(vm, format!("No module named '{full}'"), full));
    };
    load(vm, full, &place)?;
    let module = match loaded(vm, full)? {
        Some(module) => module,
        None => {
            let key = vm.str(full);
            return Err(vm.key_error(&key));
        }
    };
    if !parent.is_none() {
        let attribute = vm.intern(name);
        vm.setattr(parent, &attribute, module.clone())?;
    }
    Ok(module)
}

fn search_path(vm: &mut Vm) -> PyResult<Vec<String>> {
    match vm.sys_attribute("path") {
        Some(path) => strings(vm, &path),
        None => Err(vm.runtime_error("sys.path must be a list of directory names")),
    }
}

/// The strs of an iterable.
fn strings(vm: &mut Vm, iterable: &Value) -> PyResult<Vec<String>> {
    let items = vm.collect(iterable)?;
    Ok(items.iter().filter_map(|item| item.get::<Str>()).map(|item| item.to_string_lossy().into_owned()).collect())
}

/// Where a module is.
enum Found {
    File(PathBuf),
    Package(PathBuf),
    /// The folders of a package without `__init__.py`.
    Namespace(Vec<PathBuf>),
}

fn find(folders: &[String], name: &str) -> Option<Found> {
    let mut parts = Vec::new();
    for folder in folders {
        let folder = if folder.is_empty() { std::env::current_dir().ok()? } else { PathBuf::from(folder) };
        let package = folder.join(name);
        if files::is_file(&package.join("__init__.py")) {
            return Some(Found::Package(package));
        }
        let file = folder.join(format!("{name}.py"));
        if files::is_file(&file) {
            return Some(Found::File(file));
        }
        if files::is_folder(&package) {
            parts.push(package);
        }
    }
    (!parts.is_empty()).then_some(Found::Namespace(parts))
}

/// Makes the module, enters it, and runs its code. If that fails, it is taken out again.
fn load(vm: &mut Vm, full: &str, place: &Found) -> PyResult<()> {
    let module = vm.new_module(full);
    let outer = full.rsplit_once('.').map_or("", |(package, _)| package);
    let (package, file, folders) = match place {
        Found::File(file) => (outer, Some(file.clone()), Vec::new()),
        Found::Package(folder) => (full, Some(folder.join("__init__.py")), vec![folder.clone()]),
        Found::Namespace(folders) => (full, None, folders.clone()),
    };
    let cache = file.as_deref().and_then(|file| cached::cache_of(vm, file));
    let spec = spec(vm, full, package, file.as_deref(), cache.as_deref(), &folders)?;
    vm.module_set(&module, "__spec__", spec.clone());
    let package = vm.str(package);
    vm.module_set(&module, "__package__", package);
    if !matches!(place, Found::File(_)) {
        let path = path_list(vm, &folders);
        vm.module_set(&module, "__path__", path);
    }
    let (key, modules) = (vm.str(full), vm.modules.clone());
    vm.dict_set(&modules, &key, module.value().clone())?;
    let Some(file) = file else { return Ok(()) };
    let text = vm.str(&file.to_string_lossy());
    vm.module_set(&module, "__file__", text);
    let text = path_text(vm, cache.as_deref());
    vm.module_set(&module, "__cached__", text);
    let initializing = vm.intern("_initializing");
    vm.setattr(&spec, &initializing, Value::TRUE)?;
    let result = execute(vm, &module, &file, cache.as_deref());
    vm.setattr(&spec, &initializing, Value::FALSE)?;
    if result.is_err() {
        let _ = vm.dict_remove(&modules, &key);
    }
    result
}

fn path_list(vm: &mut Vm, folders: &[PathBuf]) -> Value {
    let items: Vec<Value> = folders.iter().map(|folder| vm.str(&folder.to_string_lossy())).collect();
    vm.list(items)
}

/// A path, or None.
fn path_text(vm: &mut Vm, path: Option<&Path>) -> Value {
    path.map_or(Value::NONE, |path| vm.str(&path.to_string_lossy()))
}

/// A simple namespace with what a module's `__spec__` tells.
fn spec(vm: &mut Vm, full: &str, package: &str, file: Option<&Path>, cache: Option<&Path>, folders: &[PathBuf]) -> PyResult {
    let locations = if folders.is_empty() { Value::NONE } else { path_list(vm, folders) };
    let fields = [
        ("name", vm.str(full)),
        ("parent", vm.str(package)),
        ("has_location", Value::bool(file.is_some())),
        ("origin", path_text(vm, file)),
        ("submodule_search_locations", locations),
        ("loader", Value::NONE),
        ("cached", path_text(vm, cache)),
        ("loader_state", Value::NONE),
    ];
    super::namespace(vm, fields)
}

fn execute(vm: &mut Vm, module: &Ref<Module>, file: &Path, cache: Option<&Path>) -> PyResult<()> {
    let code = cached::code_of(vm, file, cache)?;
    let builtins = vm.names().__builtins__.clone();
    let own = vm.builtins.value().clone();
    drop(module.dict.insert_str(&builtins, own, vm));
    run(vm, &code, &module.dict, module.dict.value().clone(), Value::NONE)?;
    Ok(())
}

/// `from package import names`: those that are no attributes yet may be modules of the package.
fn import_names(vm: &mut Vm, module: &Value, full: &str, names: &Value) -> PyResult<()> {
    let path = vm.names().__path__.clone();
    if vm.try_getattr(module, &path)?.is_none() {
        return Ok(());
    }
    for name in vm.collect(names)? {
        let Some(text) = name.get::<Str>().map(|name| name.to_string_lossy().into_owned()) else {
            let class = class_name(vm, &name);
            return Err(vm.type_error(format!("Item in ``from list'' must be str, not {class}")));
        };
        if text == "*" {
            let all = vm.names().__all__.clone();
            if let Some(all) = vm.try_getattr(module, &all)? {
                let all = vm.collect(&all)?;
                let all: Vec<Value> = all.into_iter().filter(|name| vm.text(name) != "*").collect();
                let all = vm.list(all);
                import_names(vm, module, full, &all)?;
            }
            continue;
        }
        let attribute = vm.intern(&text);
        if vm.try_getattr(module, &attribute)?.is_some() {
            continue;
        }
        let inner = format!("{full}.{text}");
        match import_absolute(vm, &inner) {
            Ok(_) => {}
            Err(raised) if is_missing(vm, &raised, &inner) => {}
            Err(raised) => return Err(raised),
        }
    }
    Ok(())
}

/// Whether an error says that just this module does not exist.
fn is_missing(vm: &mut Vm, raised: &Raised, name: &str) -> bool {
    raised.is(ExceptionKind::ModuleNotFoundError, vm)
        && vm.exception_field(&raised.0, "name").is_some_and(|missing| vm.text(&missing) == name)
}
