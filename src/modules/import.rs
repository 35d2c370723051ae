//! `__import__`: which module is meant, and what of it is given. Those that are not there yet `importlib` finds and loads; as long
//! as it is not needed for others, native modules are made here.

use super::importlib;
use crate::builtins::text::class_name;
use crate::object::{Dict, List, Module, Str, Value};
use crate::vm::{ExceptionKind, Native, PyResult, Raised, Vm};

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
    match loaded(vm, name)? {
        Some(module) if module.is_none() => {
            Err(not_found(vm, format!("import of {name} halted; None in sys.modules"), name))
        }
        Some(module) => {
            if is_initializing(vm, &module)? || is_apart(vm, name)? {
                importlib::wait_for(vm, name)?;
            }
            Ok(module)
        }
        None if PARTS_OF_OS.contains(&name) => {
            importlib::find_and_load(vm, "os")?;
            match loaded(vm, name)? {
                Some(module) => Ok(module),
                None => importlib::find_and_load(vm, name),
            }
        }
        None if !importlib::is_there(vm) && has_no_finders(vm) => match super::import(vm, name) {
            Some(module) => Ok(module),
            None => importlib::find_and_load(vm, name),
        },
        None => importlib::find_and_load(vm, name),
    }
}

/// Modules that cannot be loaded before `os`, which loads them: CPython has `os` from the start.
const PARTS_OF_OS: [&str; 2] = ["genericpath", "posixpath"];

/// Whether a program has put no finders of its own where native modules are looked for first.
fn has_no_finders(vm: &mut Vm) -> bool {
    let finders = vm.sys_attribute("meta_path");
    finders.is_some_and(|finders| finders.get::<List>().is_some_and(|finders| finders.items(vm).is_empty()))
}

/// Whether a module's code is still running: in another thread, or further up in this one.
fn is_initializing(vm: &mut Vm, module: &Value) -> PyResult<bool> {
    let (spec, name) = (vm.names().__spec__.clone(), vm.intern("_initializing"));
    let Some(dict) = module.get::<Module>().map(|module| module.dict.clone()) else { return Ok(false) };
    let Some(spec) = dict.get_str(&spec, vm).filter(|spec| !spec.is_none()) else { return Ok(false) };
    match vm.try_getattr(&spec, &name)? {
        Some(state) => vm.truth(&state),
        None => Ok(false),
    }
}

/// Whether a package does not have a module of its own yet: a thread that loaded the module puts it there last.
fn is_apart(vm: &mut Vm, name: &str) -> PyResult<bool> {
    let Some((package, child)) = name.rsplit_once('.') else { return Ok(false) };
    let package = loaded(vm, package)?;
    let dict = package.as_ref().and_then(|package| package.get::<Module>()).map(|package| package.dict.clone());
    let child = vm.intern(child);
    Ok(dict.is_some_and(|dict| !dict.has_str(&child, vm)))
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
