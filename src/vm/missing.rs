//! What is said of names that modules do not have: that a module is not ready yet, or that a program's own file hides a module of
//! the library. Takes the module and the name, gives the exception.

use super::call::text;
use super::{ExceptionKind, Raised, Vm};
use crate::object::{Module, Obj, Str, Value};
use std::path::Path;

/// The folder that `sys.path` begins with for the program's sake, if it does: what lies there may hide other modules.
#[derive(Default)]
pub struct ProgramFolder(pub Option<String>);

/// What is known of a module that a name was not found in.
struct Known {
    name: Option<Value>,
    /// The file that it comes from, if its `__spec__` says so.
    origin: Option<Value>,
    initializing: bool,
    /// Whether it lies where the program does.
    shadows: bool,
    /// Whether the library has a module of its name besides.
    shadows_library: bool,
}

impl Known {
    fn name(&self) -> String {
        self.name.as_ref().map_or("<unknown module name>".into(), text)
    }

    fn origin(&self) -> String {
        self.origin.as_ref().map_or(String::new(), text)
    }

    /// What to do about a module that hides another one.
    fn advice(&self) -> Option<String> {
        let rename = format!("consider renaming '{}'", self.origin());
        if self.shadows_library {
            let name = self.name();
            return Some(format!(
                "({rename} since it has the same name as the standard library module named '{name}' and prevents \
                 importing that standard library module)"
            ));
        }
        (self.initializing && self.shadows)
            .then(|| format!("({rename} if it has the same name as a library you intended to import)"))
    }
}

const CIRCULAR: &str = "(most likely due to a circular import)";

impl Vm {
    /// The words of an `AttributeError`.
    pub(super) fn no_module_attribute(&mut self, module: &Obj<Module>, name: &Value) -> String {
        let missing = text(name);
        let own_name = module.dict.get_str(&self.names().__name__, self).filter(|name| name.is_a::<Str>());
        let Some(own_name) = own_name else { return format!("module has no attribute '{missing}'") };
        let spec = module.dict.get_str(&self.names().__spec__, self);
        let known = self.known_of(Some(own_name), spec.clone());
        let shown = known.name();
        if let Some(advice) = known.advice() {
            return format!("module '{shown}' has no attribute '{missing}' {advice}");
        }
        if known.initializing {
            let from = known.origin.as_ref().map_or(String::new(), |origin| format!(" from '{}'", text(origin)));
            return format!("partially initialized module '{shown}'{from} has no attribute '{missing}' {CIRCULAR}");
        }
        if self.is_uninitialized_submodule(spec, name) {
            return format!("cannot access submodule '{missing}' of module '{shown}' {CIRCULAR}");
        }
        format!("module '{shown}' has no attribute '{missing}'")
    }

    /// The `ImportError` of `from module import name`.
    #[cold]
    pub(super) fn cannot_import(&mut self, module: &Value, name: &Value) -> Raised {
        let names = self.names();
        let (own_name, file, spec) = (names.__name__.clone(), names.__file__.clone(), names.__spec__.clone());
        let own_name = self.quiet_getattr(module, &own_name).filter(|name| name.is_a::<Str>());
        let spec = self.quiet_getattr(module, &spec);
        let known = self.known_of(own_name, spec);
        let file = known.origin.clone().or_else(|| self.quiet_getattr(module, &file)).filter(|file| file.is_a::<Str>());
        let shown = format!("'{}'", known.name());
        let from = match (known.advice(), &file) {
            (Some(advice), _) => format!("{shown} {advice}"),
            (None, Some(file)) if known.initializing => {
                format!("partially initialized module {shown} {CIRCULAR} ({})", text(file))
            }
            (None, None) if known.initializing => format!("partially initialized module {shown} {CIRCULAR}"),
            (None, file) => format!("{shown} ({})", file.as_ref().map_or("unknown location".into(), text)),
        };
        let message = format!("cannot import name '{}' from {from}", text(name));
        let raised = self.raise(ExceptionKind::ImportError, message);
        self.set_exception_field(&raised.0, "name", known.name.unwrap_or(Value::NONE));
        self.set_exception_field(&raised.0, "path", file.unwrap_or(Value::NONE));
        self.set_exception_field(&raised.0, "name_from", name.clone());
        raised
    }

    fn quiet_getattr(&mut self, object: &Value, name: &Value) -> Option<Value> {
        self.try_getattr(object, name).ok().flatten()
    }

    fn quiet_attribute(&mut self, object: &Value, name: &str) -> Option<Value> {
        let name = self.intern(name);
        self.quiet_getattr(object, &name)
    }

    fn is_set(&mut self, object: &Value, name: &str) -> bool {
        self.quiet_attribute(object, name).is_some_and(|value| self.truth(&value).unwrap_or(false))
    }

    fn known_of(&mut self, name: Option<Value>, spec: Option<Value>) -> Known {
        let mut known = Known { name, origin: None, initializing: false, shadows: false, shadows_library: false };
        let Some(spec) = spec.filter(|spec| !spec.is_none()) else { return known };
        if self.is_set(&spec, "has_location") {
            known.origin = self.quiet_attribute(&spec, "origin").filter(|origin| origin.is_a::<Str>());
        }
        known.initializing = self.is_set(&spec, "_initializing");
        known.shadows = known.origin.is_some() && self.is_programs(&known.origin());
        known.shadows_library = known.shadows && self.library_has(known.name.as_ref());
        known
    }

    /// Whether a module's file lies in the program's folder, or is a package there.
    fn is_programs(&mut self, origin: &str) -> bool {
        let Some(folder) = self.state::<ProgramFolder>().0.clone() else { return false };
        let folder = if folder.is_empty() { std::env::current_dir().ok() } else { Some(folder.into()) };
        let path = Path::new(origin);
        let module = if path.ends_with("__init__.py") { path.parent() } else { Some(path) };
        folder.is_some() && module.and_then(Path::parent) == folder.as_deref()
    }

    /// Whether `sys.stdlib_module_names` has a name.
    fn library_has(&mut self, name: Option<&Value>) -> bool {
        let (sys, modules) = (self.intern("sys"), self.modules.clone());
        let Some(sys) = modules.get_str(&sys, self) else { return false };
        let Some(names) = self.quiet_attribute(&sys, "stdlib_module_names") else { return false };
        name.is_some_and(|name| self.contains(&names, name).unwrap_or(false))
    }

    fn is_uninitialized_submodule(&mut self, spec: Option<Value>, name: &Value) -> bool {
        let Some(spec) = spec else { return false };
        let Some(names) = self.quiet_attribute(&spec, "_uninitialized_submodules") else { return false };
        self.contains(&names, name).unwrap_or(false)
    }
}
