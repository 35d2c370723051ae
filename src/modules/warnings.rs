//! `_warnings`: issuing warnings. The module `warnings` builds on it; without that, it prints them itself.

use super::sys;
use crate::object::{Dict, IntRef, Kind, List, Module, Obj, Ref, Str, Tuple, Type, Value};
use crate::vm::{ExceptionKind, FrameObject, Native, PyResult, Vm};

const FUNCTIONS: &[Native] = &[
    Native {
        name: "warn",
        signature: "(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())",
        function: warn,
    },
    Native {
        name: "warn_explicit",
        signature: "(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)",
        function: warn_explicit,
    },
    Native { name: "_filters_mutated", signature: "()", function: filters_mutated },
    Native { name: "_filters_mutated_lock_held", signature: "()", function: filters_mutated },
    Native { name: "_acquire_lock", signature: "()", function: |_, _| Ok(Value::NONE) },
    Native { name: "_release_lock", signature: "()", function: |_, _| Ok(Value::NONE) },
];

/// What is remembered.
#[derive(Default)]
struct State {
    filters: Option<Value>,
    once: Option<Ref<Dict>>,
    /// Grows when filters change, so that registries forget.
    version: usize,
}

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_warnings");
    vm.add_functions(&module, FUNCTIONS);
    let (filters, once, action) = (filters(vm), once(vm), vm.str("default"));
    vm.module_set(&module, "filters", filters);
    vm.module_set(&module, "_onceregistry", once.into_value());
    vm.module_set(&module, "_defaultaction", action);
    if let Ok(context) = super::contextvars::variable(vm, "_warnings_context") {
        vm.module_set(&module, "_warnings_context", context);
    }
    module
}

/// Complains of options of `-W` that make no sense.
pub fn report_options(vm: &mut Vm) {
    for option in options(vm) {
        if let Err(words) = filter_of(vm, &option) {
            let line = format!("Invalid -W option ignored: {words}\n");
            let (stderr, write, line) = (vm.sys_attribute("stderr"), vm.names().write.clone(), vm.str(&line));
            if let Some(stderr) = stderr {
                let _ = vm.call_method(&stderr, &write, &[line]);
            }
        }
    }
}

fn options(vm: &mut Vm) -> Vec<String> {
    let options = vm.sys_attribute("warnoptions").unwrap_or(Value::NONE);
    match options.get::<List>() {
        Some(list) => list.items(vm).iter().map(|option| vm.text(option)).collect(),
        None => Vec::new(),
    }
}

/// The filters of the start, those of `-W` before them.
fn filters(vm: &mut Vm) -> Value {
    if let Some(filters) = vm.state::<State>().filters.clone() {
        return filters;
    }
    use ExceptionKind::*;
    let options = options(vm);
    let mut filters: Vec<Value> = options.iter().rev().filter_map(|option| filter_of(vm, option).ok()).collect();
    for (action, kind, module) in [
        ("default", DeprecationWarning, Some("__main__")),
        ("ignore", DeprecationWarning, None),
        ("ignore", PendingDeprecationWarning, None),
        ("ignore", ImportWarning, None),
        ("ignore", ResourceWarning, None),
    ] {
        let class = vm.exceptions.class(kind).value().clone();
        let module = module.map_or(Value::NONE, |module| vm.str(module));
        filters.push(vm.tuple([vm.str(action), Value::NONE, class, module, Value::size(0)]));
    }
    let list = vm.list(filters);
    vm.state::<State>().filters = Some(list.clone());
    list
}

/// `action:message:category:module:line`, as far as it can be understood without the module `warnings`.
fn filter_of(vm: &mut Vm, option: &str) -> Result<Value, String> {
    let shown = |vm: &mut Vm, text: &str| {
        let text = vm.str(text);
        vm.repr_lossy(&text)
    };
    let parts: Vec<&str> = option.split(':').map(str::trim).collect();
    if parts.len() > 5 {
        return Err(format!("too many fields (max 5): {}", shown(vm, option)));
    }
    let part = |place: usize| parts.get(place).copied().unwrap_or("");
    let (action, message, category, module, line) = (part(0), part(1), part(2), part(3), part(4));
    const ACTIONS: [&str; 6] = ["default", "always", "ignore", "module", "once", "error"];
    let action = match action {
        "all" => "always",
        action => match ACTIONS.iter().find(|known| known.starts_with(action)) {
            Some(known) => known,
            None => return Err(format!("invalid action: {}", shown(vm, action))),
        },
    };
    let class = match category {
        "" => vm.exceptions.class(ExceptionKind::Warning).value().clone(),
        name => {
            let (builtins, interned) = (vm.builtins.clone(), vm.intern(name));
            match builtins.get_str(&interned, vm) {
                Some(class) => class,
                None => return Err(format!("unknown warning category: {}", shown(vm, name))),
            }
        }
    };
    let line = match line {
        "" => 0,
        text => text.parse().map_err(|_| format!("invalid lineno {}", shown(vm, text)))?,
    };
    let text = |vm: &Vm, text: &str| if text.is_empty() { Value::NONE } else { vm.str(text) };
    let warning = vm.exceptions.class(ExceptionKind::Warning).clone();
    if !class.get::<Type>().is_some_and(|class| class.is_subtype(&warning, vm)) {
        return Err(format!("invalid warning category: {}", shown(vm, category)));
    }
    Ok(vm.tuple([vm.str(action), text(vm, message), class, text(vm, module), Value::size(line)]))
}

fn once(vm: &mut Vm) -> Ref<Dict> {
    if let Some(once) = vm.state::<State>().once.clone() {
        return once;
    }
    let once = vm.new_dict();
    vm.state::<State>().once = Some(once.clone());
    once
}

fn filters_mutated(vm: &mut Vm, _: &[Value]) -> PyResult {
    vm.state::<State>().version += 1;
    Ok(Value::NONE)
}

/// Where a warning comes from.
struct Place {
    file: Value,
    line: i64,
    module: Value,
    registry: Option<Ref<Dict>>,
}

/// The class of a warning: that of the message if it is a warning itself.
fn category_of(vm: &mut Vm, message: &Value, category: &Value) -> PyResult<Ref<Type>> {
    let warning = vm.exceptions.class(ExceptionKind::Warning).clone();
    if vm.is_instance(message, &warning) {
        return Ok(vm.type_of(message).to_ref());
    }
    if category.is_null() || category.is_none() {
        return Ok(vm.exceptions.class(ExceptionKind::UserWarning).clone());
    }
    match category.get::<Type>() {
        Some(class) if class.is_subtype(&warning, vm) => Ok(class.to_ref()),
        _ => {
            let given = vm.type_of(category).name();
            Err(vm.type_error(format!("category must be a Warning subclass, not '{given}'")))
        }
    }
}

fn warn(vm: &mut Vm, args: &[Value]) -> PyResult {
    let category = category_of(vm, &args[0], &args[1])?;
    let level = if args[2].is_null() { 1 } else { vm.index_i64(&args[2])? };
    let prefixes = skipped(vm, &args[4])?;
    let place = place_of_caller(vm, level, &prefixes);
    issue(vm, &args[0], &category, &place, &args[3])
}

/// The beginnings of the names of files that are passed over.
fn skipped(vm: &mut Vm, prefixes: &Value) -> PyResult<Vec<String>> {
    if prefixes.is_null() {
        return Ok(Vec::new());
    }
    let Some(prefixes) = prefixes.get::<Tuple>() else {
        let class = vm.type_of(prefixes).name();
        return Err(vm.type_error(format!("warn() argument 'skip_file_prefixes' must be tuple, not {class}")));
    };
    if let Some(other) = prefixes.items().iter().find(|prefix| !prefix.is_a::<Str>()) {
        let class = vm.full_class_name(other);
        return Err(vm.type_error(format!("Found non-str '{class}' in skip_file_prefixes.")));
    }
    Ok(prefixes.items().iter().map(|prefix| vm.text(prefix)).collect())
}

/// The line of a running frame: the innermost for level 1.
fn place_of_caller(vm: &mut Vm, level: i64, prefixes: &[String]) -> Place {
    let mut frame = vm.current_frame_object();
    let mut left = if prefixes.is_empty() { level } else { level.max(2) };
    // Who imports a module is the one below the importer's own frames.
    let from_importer = frame.get::<FrameObject>().is_some_and(|frame| is_of_importer(&vm.text(&frame.code.filename)));
    while left > 1 {
        let Some(object) = frame.get::<FrameObject>().map(|object| object.to_ref()) else { break };
        frame = vm.frame_back(&object);
        let skips = frame.get::<FrameObject>().is_some_and(|frame| {
            let file = vm.text(&frame.code.filename);
            !from_importer && is_of_importer(&file) || prefixes.iter().any(|prefix| file.starts_with(prefix))
        });
        if !skips {
            left -= 1;
        }
    }
    let Some(frame) = frame.get::<FrameObject>() else {
        let (file, module, dict) = (vm.str("<sys>"), vm.str("sys"), vm.sys.clone());
        return Place { file, line: 0, module, registry: Some(registry_of(vm, &dict)) };
    };
    let name = vm.names().__name__.clone();
    let module = frame.globals.get_str(&name, vm).filter(|name| name.is_a::<Str>());
    let registry = registry_of(vm, &frame.globals);
    Place {
        file: frame.code.filename.clone(),
        line: frame.line(),
        module: module.unwrap_or_else(|| vm.str("<string>")),
        registry: Some(registry),
    }
}

fn is_of_importer(file: &str) -> bool {
    file.contains("importlib") && file.contains("_bootstrap")
}

fn registry_of(vm: &mut Vm, globals: &Obj<Dict>) -> Ref<Dict> {
    let name = vm.intern("__warningregistry__");
    if let Some(registry) = globals.get_str(&name, vm).and_then(|registry| registry.downcast::<Dict>().ok()) {
        return registry;
    }
    let registry = vm.new_dict();
    drop(globals.insert_str(&name, registry.value().clone(), vm));
    registry
}

fn warn_explicit(vm: &mut Vm, args: &[Value]) -> PyResult {
    let category = category_of(vm, &args[0], &args[1])?;
    vm.expect_str(&args[2], "warn_explicit() argument 'filename'")?;
    let line = vm.index_i64(&args[3])?;
    let module = match args[4].is_null() || args[4].is_none() {
        true => {
            let file = vm.text(&args[2]);
            vm.str(file.strip_suffix(".py").unwrap_or(&file))
        }
        false => args[4].clone(),
    };
    let registry = args[5].clone().downcast::<Dict>().ok();
    if let Some(globals) = args[6].given().filter(|globals| !globals.is_none()) {
        look_for_source(vm, globals)?;
    }
    let place = Place { file: args[2].clone(), line, module, registry };
    issue(vm, &args[0], &category, &place, &args[7])
}

/// The loader of a module's source is asked for it: what is wrong with how the module names its loader is told.
fn look_for_source(vm: &mut Vm, globals: &Value) -> PyResult<()> {
    if !globals.is_a::<Dict>() {
        let class = vm.type_of(globals).name();
        return Err(vm.type_error(format!("module_globals must be a dict, not '{class}'")));
    }
    let external = super::importlib::external(vm)?;
    let bless = vm.intern("_bless_my_loader");
    let loader = vm.call_method(&external, &bless, std::slice::from_ref(globals))?;
    let (get_source, name) = (vm.intern("get_source"), vm.names().__name__.clone());
    let Some(get_source) = vm.try_getattr(&loader, &get_source)?.filter(|_| !loader.is_none()) else { return Ok(()) };
    let name = globals.get::<Dict>().and_then(|globals| globals.get_str(&name, vm));
    match name {
        Some(name) => vm.call(&get_source, &[name]).map(drop),
        None => Ok(()),
    }
}

/// Does with a warning what the first filter that fits says.
fn issue(vm: &mut Vm, message: &Value, category: &Ref<Type>, place: &Place, source: &Value) -> PyResult {
    let is_warning = vm.is_instance(message, vm.exceptions.class(ExceptionKind::Warning));
    let (text, message) = match is_warning {
        true => (vm.to_str(message)?, message.clone()),
        false => (message.clone(), vm.call(category.value(), std::slice::from_ref(message))?),
    };
    let key = vm.tuple([text.clone(), category.value().clone()]);
    let line_key = vm.tuple([text.clone(), category.value().clone(), vm.int(place.line)]);
    if let Some(registry) = &place.registry
        && is_noted(vm, registry, &line_key)?
    {
        return Ok(Value::NONE);
    }
    let action = action(vm, &text, category, place)?;
    match &*action {
        "error" => return Err(vm.exception_to_raise(&message)?),
        "ignore" => return Ok(Value::NONE),
        "always" | "all" => return show(vm, &message, &text, category, place, source).map(|()| Value::NONE),
        _ => {}
    }
    if let Some(registry) = &place.registry {
        vm.dict_set(registry, &line_key, Value::TRUE)?;
    }
    // Some are told but once whatever the line.
    let noted_in = match &*action {
        "once" => Some(place.registry.clone().unwrap_or_else(|| once(vm))),
        "module" => place.registry.clone(),
        "default" => None,
        other => {
            return Err(vm.runtime_error(format!("Unrecognized action ({other}) in warnings.filters:\n {other}")));
        }
    };
    if let Some(registry) = noted_in {
        if is_noted(vm, &registry, &key)? {
            return Ok(Value::NONE);
        }
        vm.dict_set(&registry, &key, Value::TRUE)?;
    }
    show(vm, &message, &text, category, place, source)?;
    Ok(Value::NONE)
}

/// Whether a registry has a warning, since the filters last changed.
fn is_noted(vm: &mut Vm, registry: &Ref<Dict>, key: &Value) -> PyResult<bool> {
    let (name, version) = (vm.intern("version"), vm.state::<State>().version);
    let known = registry.get_str(&name, vm).and_then(|version| version.as_small());
    if known != Some(version as i64) {
        *registry.table_mut(vm) = Default::default();
        drop(registry.insert_str(&name, Value::size(version), vm));
        return Ok(false);
    }
    Ok(vm.dict_get(registry, key)?.is_some_and(|noted| noted.is_true()))
}

fn action(vm: &mut Vm, text: &Value, category: &Ref<Type>, place: &Place) -> PyResult<String> {
    let filters = filters(vm);
    // Whoever replaced `warnings.filters` wants that list.
    let filters = warnings_attribute(vm, "filters").unwrap_or(filters);
    for filter in vm.collect(&filters)? {
        let Some([action, message, class, module, line]) = filter.get::<Tuple>().map(|filter| filter.items()) else {
            return Err(vm.value_error("warnings.filters item 0 isn't a 5-tuple"));
        };
        let line = line.as_int().and_then(IntRef::to_i64).unwrap_or(0);
        let fits = class.get::<Type>().is_some_and(|class| category.is_subtype(class, vm))
            && (line == 0 || line == place.line)
            && matches(vm, message, text)?
            && matches(vm, module, &place.module)?;
        if fits {
            return Ok(vm.text(action));
        }
    }
    let usual = warnings_attribute(vm, "defaultaction").filter(|action| action.is_a::<Str>());
    Ok(usual.map_or("default".into(), |action| vm.text(&action)))
}

/// Whether a filter's text, or regular expression, fits.
fn matches(vm: &mut Vm, pattern: &Value, text: &Value) -> PyResult<bool> {
    if pattern.is_none() {
        return Ok(true);
    }
    if pattern.kind() == Kind::Str {
        return vm.equal(pattern, text);
    }
    let name = vm.intern("match");
    let found = vm.call_method(pattern, &name, std::slice::from_ref(text))?;
    vm.truth(&found)
}

/// What the module `warnings` has, if it was imported.
fn warnings_attribute(vm: &mut Vm, name: &str) -> Option<Value> {
    let (modules, module, name) = (vm.modules.clone(), vm.intern("warnings"), vm.intern(name));
    let module = modules.get_str(&module, vm)?;
    module.get::<Module>()?.dict.get_str(&name, vm)
}

fn show(vm: &mut Vm, message: &Value, text: &Value, category: &Ref<Type>, place: &Place, source: &Value) -> PyResult<()> {
    let line = vm.int(place.line);
    if let (Some(show), Some(class)) = (warnings_attribute(vm, "_showwarnmsg"), warnings_attribute(vm, "WarningMessage")) {
        let source = if source.is_null() { Value::NONE } else { source.clone() };
        let args = [message.clone(), category.value().clone(), place.file.clone(), line, Value::NONE, Value::NONE, source];
        let message = vm.call(&class, &args)?;
        return vm.call(&show, &[message]).map(drop);
    }
    let (file, name) = (vm.text(&place.file), vm.text(&category.name.get()));
    let mut report = format!("{file}:{}: {name}: ", place.line).into_bytes();
    let text = vm.to_str(text)?;
    report.extend(text.get::<Str>().map_or(&[][..], |text| text.as_bytes()));
    report.push(b'\n');
    let code = crate::source::files::read(file.as_ref()).ok().and_then(|code| String::from_utf8(code).ok());
    let line = usize::try_from(place.line - 1).ok();
    let shown = code.as_deref().and_then(|source| source.lines().nth(line?)).map(str::trim);
    if let Some(shown) = shown.filter(|shown| !shown.is_empty()) {
        report.extend(format!("  {shown}\n").bytes());
    }
    if source.given().is_some_and(|source| !source.is_none()) {
        report.extend(format!("{name}: Enable tracemalloc to get the object allocation traceback\n").bytes());
    }
    sys::write_to_stderr(vm, &report)
}

/// Issues a warning that the machine itself has reason for, on the line that runs (`level` 1) or that called it.
pub fn warn_here(vm: &mut Vm, kind: ExceptionKind, message: &str, source: &Value, level: i64) -> PyResult<()> {
    let (category, message) = (vm.exceptions.class(kind).clone(), vm.str(message));
    let place = place_of_caller(vm, level, &[]);
    issue(vm, &message, &category, &place, source).map(drop)
}

/// Issues a warning about a line of a file that is being compiled.
pub fn warn_about(vm: &mut Vm, kind: ExceptionKind, message: &str, file: &str, line: u32) -> PyResult<()> {
    let (category, message) = (vm.exceptions.class(kind).clone(), vm.str(message));
    let module = vm.str(file.strip_suffix(".py").unwrap_or(file));
    let place = Place { file: vm.str(file), line: line.into(), module, registry: None };
    issue(vm, &message, &category, &place, &Value::NULL).map(drop)
}
