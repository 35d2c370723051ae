//! The import system proper: `importlib`, as the packed library has it, run when a program first needs it.
//!
//! Programs that import nothing but native modules never need it, and it would be most of their start. Until it is there, `import`
//! makes native modules itself; what tells of importers ([`LATE`]) brings it when it is looked at.

use super::{cached, imp};
use crate::object::{Dict, List, Module, Obj, Ref, Str, Traceback, Type, Value};
use crate::vm::{ExceptionKind, FrameObject, Native, NativeObject, PyResult, Raised, Vm};
use std::path::PathBuf;

const BOOTSTRAP: &str = "_frozen_importlib";
const EXTERNAL: &str = "_frozen_importlib_external";
/// What their code says that its files are.
const FILES: [&str; 2] = ["<frozen importlib._bootstrap>", "<frozen importlib._bootstrap_external>"];

/// Attributes of modules that `importlib` gives their values.
const LATE: [&str; 5] = ["__spec__", "__loader__", "meta_path", "path_hooks", "path_importer_cache"];

const LOADER: &[Native] = &[Native { name: "get_code", signature: "(self, fullname)", function: get_code }];
static ZIP_HOOK: Native = Native { name: "zipimporter", signature: "(path, /)", function: zip_hook };

/// `_frozen_importlib`, once it finds modules.
#[derive(Default)]
struct State {
    bootstrap: Option<Ref<Module>>,
    /// `importlib._bootstrap_external`, which a program may replace by another copy in `sys.modules`.
    external: Value,
}

/// Lets modules' attributes bring it.
pub fn prepare(vm: &mut Vm) {
    vm.module_hook = Some(late_attribute);
}

pub fn is_there(vm: &mut Vm) -> bool {
    vm.state::<State>().bootstrap.is_some()
}

/// An attribute that a module has: once more, if it is one that `importlib` gives its value.
fn late_attribute(vm: &mut Vm, module: &Obj<Module>, name: &Value, value: Value) -> PyResult {
    let is_late = name.get::<Str>().and_then(|name| name.as_str()).is_some_and(|name| LATE.contains(&name));
    let is_empty = value.is_none() || value.is_a::<List>() || value.is_a::<Dict>();
    if !is_late || !is_empty {
        return Ok(value);
    }
    install(vm)?;
    Ok(module.dict.get_str(name, vm).unwrap_or(value))
}

/// Finds a module by its whole name, and loads it.
pub fn find_and_load(vm: &mut Vm, name: &str) -> PyResult {
    let bootstrap = install(vm)?;
    let (find, import) = (vm.intern("_find_and_load"), vm.names().__import__.clone());
    let find = vm.getattr(bootstrap.value(), &find)?;
    let import = vm.builtins.clone().get_str(&import, vm).unwrap_or(Value::NONE);
    let name = vm.str(name);
    vm.call(&find, &[name, import]).inspect_err(|raised| without_own_frames(vm, raised))
}

/// Waits until another thread has loaded a module.
pub fn wait_for(vm: &mut Vm, name: &str) -> PyResult<()> {
    let Some(bootstrap) = vm.state::<State>().bootstrap.clone() else { return Ok(()) };
    let (wait, name) = (vm.intern("_lock_unlock_module"), vm.str(name));
    vm.call_method(bootstrap.value(), &wait, &[name]).map(drop)
}

/// `importlib._bootstrap_external`.
pub fn external(vm: &mut Vm) -> PyResult {
    install(vm)?;
    Ok(vm.state::<State>().external.clone())
}

/// `importlib._bootstrap`, run and with its importers in place.
pub fn install(vm: &mut Vm) -> PyResult<Ref<Module>> {
    if let Some(bootstrap) = &vm.state::<State>().bootstrap {
        return Ok(bootstrap.clone());
    }
    let hook = vm.module_hook.take();
    // What a program forbids itself to import is no matter: with CPython the importers are there from the start.
    let modules = vm.modules.clone();
    let forbidden: Vec<Value> =
        modules.table(vm).iter().filter(|entry| entry.value.is_none()).map(|entry| entry.key.clone()).collect();
    for name in &forbidden {
        vm.dict_remove(&modules, name)?;
    }
    let made = run(vm);
    for name in &forbidden {
        vm.dict_set(&modules, name, Value::NONE)?;
    }
    if made.is_err() {
        vm.module_hook = hook;
        vm.state::<State>().bootstrap = None;
        let modules = vm.modules.clone();
        for name in [BOOTSTRAP, EXTERNAL] {
            let name = vm.str(name);
            let _ = vm.dict_remove(&modules, &name);
        }
    }
    made
}

fn run(vm: &mut Vm) -> PyResult<Ref<Module>> {
    let bootstrap = vm.new_module(BOOTSTRAP);
    let (key, modules) = (vm.str(BOOTSTRAP), vm.modules.clone());
    vm.dict_set(&modules, &key, bootstrap.value().clone())?;
    let original = vm.str("importlib._bootstrap");
    vm.module_set(&bootstrap, "__origname__", original);
    imp::run(vm, BOOTSTRAP, &bootstrap)?;
    let (sys, imp) = (module(vm, "sys")?, module(vm, "_imp")?);
    let install = vm.intern("_install");
    vm.call_method(bootstrap.value(), &install, &[sys, imp])?;
    // From here on it finds modules itself: those that are in the binary.
    vm.state::<State>().bootstrap = Some(bootstrap.clone());
    let install = vm.intern("_install_external_importers");
    vm.call_method(bootstrap.value(), &install, &[])?;
    let external = module(vm, EXTERNAL)?;
    vm.state::<State>().external = external.clone();
    load_natively(vm, &external)?;
    hook_archives(vm)?;
    tell_main(vm, &external, bootstrap.value())?;
    Ok(bootstrap)
}

/// A module that is loaded or native.
fn module(vm: &mut Vm, name: &str) -> PyResult {
    let (key, modules) = (vm.str(name), vm.modules.clone());
    if let Some(module) = vm.dict_get(&modules, &key)? {
        return Ok(module);
    }
    super::import(vm, name).ok_or_else(|| vm.raise(ExceptionKind::ImportError, format!("no module {name}")))
}

/// Code comes from caches of our own format, checked as they are.
fn load_natively(vm: &mut Vm, external: &Value) -> PyResult<()> {
    let name = vm.intern("SourceFileLoader");
    let class = vm.getattr(external, &name)?;
    if let Some(class) = class.get::<Type>() {
        vm.add_methods(class, LOADER);
        class.changed(vm);
    }
    Ok(())
}

/// `SourceFileLoader.get_code`.
fn get_code(vm: &mut Vm, args: &[Value]) -> PyResult {
    let get_filename = vm.intern("get_filename");
    let file = vm.call_method(&args[0], &get_filename, &[args[1].clone()])?;
    let class = vm.type_of(&args[0]).to_ref();
    let external = vm.state::<State>().external.clone();
    let own = vm.intern("SourceFileLoader");
    let is_own = vm.getattr(&external, &own)?.is(class.value());
    let path = PathBuf::from(vm.text(&file));
    let cache = cached::cache_of(vm, &path);
    let in_general = |vm: &mut Vm| {
        let (general, get_code) = (vm.intern("SourceLoader"), vm.intern("get_code"));
        let general = vm.getattr(&external, &general)?;
        vm.call_method(&general, &get_code, args)
    };
    // Classes may read sources in their own way, and `py_compile` writes CPython's format.
    if !is_own || !file.is_a::<Str>() {
        return in_general(vm);
    }
    cached::code_of(vm, (&path, &imp::name_of_file(&path)), cache.as_deref(), |vm| {
        cache.as_deref().is_some_and(imp::is_foreign).then(|| in_general(vm)).transpose()
    })
}

/// Archives on `sys.path`: `zipimport` is loaded when there is a file that may be one.
fn hook_archives(vm: &mut Vm) -> PyResult<()> {
    let of = vm.str("zipimport");
    let hook = vm.native_function(&ZIP_HOOK, &of);
    if let Some(hooks) = vm.sys_attribute("path_hooks")
        && let Some(hooks) = hooks.get::<List>()
    {
        hooks.items_mut(vm).insert(0, hook);
    }
    Ok(())
}

fn zip_hook(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = PathBuf::from(vm.text(&args[0]));
    // What is in an archive has a path behind the archive's.
    if !path.ancestors().any(|part| part.is_file()) || crate::source::files::in_library(&path).is_some() {
        let name = vm.str("zipimport");
        return Err(vm.name_error(ExceptionKind::ImportError, "not a Zip file".into(), &name));
    }
    let zipimport = find_and_load(vm, "zipimport")?;
    let name = vm.intern("zipimporter");
    let class = vm.getattr(&zipimport, &name)?;
    let hooks = vm.sys_attribute("path_hooks");
    if let Some(hooks) = hooks.as_ref().and_then(|hooks| hooks.get::<List>())
        && let Some(first) = hooks.items_mut(vm).iter_mut().find(|hook| is_zip_hook(hook))
    {
        *first = class.clone();
    }
    vm.call(&class, args)
}

fn is_zip_hook(hook: &Value) -> bool {
    hook.get::<NativeObject>().is_some_and(|hook| std::ptr::eq(hook.native, &ZIP_HOOK))
}

/// Who loaded `__main__`.
fn tell_main(vm: &mut Vm, external: &Value, bootstrap: &Value) -> PyResult<()> {
    let (name, modules) = (vm.str("__main__"), vm.modules.clone());
    let Some(main) = vm.dict_get(&modules, &name)? else { return Ok(()) };
    let Some(dict) = main.get::<Module>().map(|main| main.dict.clone()) else { return Ok(()) };
    let (loader, file) = (vm.names().__loader__.clone(), vm.intern("__file__"));
    if !dict.get_str(&loader, vm).is_some_and(|loader| loader.is_none()) {
        return Ok(());
    }
    let value = match dict.get_str(&file, vm) {
        Some(file) => {
            let class = vm.intern("SourceFileLoader");
            let class = vm.getattr(external, &class)?;
            vm.call(&class, &[name, file])?
        }
        None => {
            let class = vm.intern("BuiltinImporter");
            vm.getattr(bootstrap, &class)?
        }
    };
    drop(dict.insert_str(&loader, value, vm));
    Ok(())
}

/// Takes the importer's own frames out of a traceback: all of them where nothing was found, else those around the module's code.
fn without_own_frames(vm: &mut Vm, raised: &Raised) {
    let all = raised.is(ExceptionKind::ImportError, vm);
    let traceback = raised.0.traceback.get();
    // The last entry that stays, and the last before the frames of the importer that are being passed.
    let (mut stays, mut outer) = (None::<Value>, None::<Value>);
    let (mut within, mut at) = (false, traceback);
    while let Some(entry) = at.get::<Traceback>() {
        let next = entry.next.get();
        let (file, name) = place_of(vm, &entry.frame);
        let own = FILES.contains(&&*file);
        if own && !within {
            outer = stays.clone();
        }
        within = own;
        if own && (all || name == "_call_with_frames_removed") {
            match outer.as_ref().and_then(|outer| outer.get::<Traceback>()) {
                Some(outer) => outer.next.set(next.clone()),
                None => raised.0.traceback.set(next.clone()),
            }
            stays = outer.clone();
        } else {
            stays = Some(at.clone());
        }
        at = next;
    }
}

/// The file and the name of a frame's code.
fn place_of(vm: &Vm, frame: &Value) -> (String, String) {
    let Some(code) = frame.get::<FrameObject>().map(|frame| frame.code.clone()) else { return Default::default() };
    (vm.text(&code.filename), vm.text(&code.name))
}
