//! Classes and functions by name: which module has them, and how they are found again.

use super::save::{Step, Writer};
use super::{Fault, attribute_of, during, fault, opcode, shared};
use crate::builtins::codecs::encode_by;
use crate::builtins::text::class_name;
use crate::object::{Bytes, Dict, Module, Ref, Str, Tuple, Type, Value, type_flag};
use crate::text::codecs::Codec;
use crate::vm::{ExceptionKind, PyResult, Raised, Vm};

/// A module by its name, imported if need be; not the package that it is in.
pub fn import_module(vm: &mut Vm, name: &Value) -> PyResult {
    let modules = vm.modules.clone();
    if name.is_a::<Str>()
        && let Some(module) = modules.get_str(name, vm).filter(|module| !module.is_none())
        && !is_being_made(vm, &module)?
    {
        return Ok(module);
    }
    let import = vm.names().__import__.clone();
    let Some(import) = vm.builtins.clone().get_str(&import, vm) else {
        return Err(vm.raise(ExceptionKind::ImportError, "__import__ not found"));
    };
    let (globals, locals) = (vm.new_dict().into_value(), vm.new_dict().into_value());
    let doc = vm.names().__doc__.clone();
    let from = vm.list(vec![doc]);
    vm.call(&import, &[name.clone(), globals, locals, from, Value::size(0)])?;
    let modules = vm.modules.clone();
    match vm.dict_get(&modules, name)? {
        Some(module) => Ok(module),
        None => Err(vm.key_error(name)),
    }
}

/// Whether a module's code runs still: then another thread has to wait for it.
fn is_being_made(vm: &mut Vm, module: &Value) -> PyResult<bool> {
    let (spec, flag) = (vm.names().__spec__.clone(), vm.intern("_initializing"));
    let Some(spec) = module.get::<Module>().and_then(|module| module.dict.get_str(&spec, vm)) else { return Ok(false) };
    match vm.try_getattr(&spec, &flag)? {
        Some(flag) => vm.truth(&flag),
        None => Ok(false),
    }
}

/// The parts of a name with dots.
fn parts(vm: &mut Vm, name: &Value) -> PyResult<Vec<Value>> {
    let Some(text) = name.get::<Str>() else {
        let class = class_name(vm, name);
        return Err(vm.type_error(format!("must be str, not {class}")));
    };
    let parts = text.as_bytes().split(|byte| *byte == b'.');
    Ok(parts.map(|part| vm.str_from(part)).collect::<Vec<_>>().iter().map(|part| vm.interned(part)).collect())
}

fn resolve(vm: &mut Vm, module: &Value, parts: &[Value]) -> PyResult {
    let mut object = module.clone();
    for part in parts {
        object = vm.getattr(&object, part)?;
    }
    Ok(object)
}

/// The same without an error of its own where there is no such attribute.
fn try_resolve(vm: &mut Vm, module: &Value, parts: &[Value]) -> PyResult<Option<Value>> {
    let mut object = module.clone();
    for part in parts {
        match vm.try_getattr(&object, part)? {
            Some(found) => object = found,
            None => return Ok(None),
        }
    }
    Ok(Some(object))
}

/// The name of the module that has an object by a name, after it was made sure that it does.
fn module_of(vm: &mut Vm, object: &Value, name: &Value, parts: &[Value]) -> PyResult {
    if parts.iter().any(|part| vm.text(part) == "<locals>") {
        let shown = vm.repr(object)?;
        let message = format!("Can't pickle local object {}", vm.text(&shown));
        return Err(fault(vm, Fault::Pickling, message));
    }
    let module_name = vm.names().__module__.clone();
    let module_name = match vm.try_getattr(object, &module_name)?.filter(|name| !name.is_none()) {
        Some(name) => name,
        None => module_that_has(vm, object, parts)?,
    };
    let module = match import_module(vm, &module_name) {
        Ok(module) => module,
        Err(raised) if raised.is(ExceptionKind::ImportError, vm) || raised.is(ExceptionKind::ValueError, vm) => {
            let reason = vm.to_str(raised.value())?;
            return Err(cannot(vm, object, &vm.text(&reason), Some(&raised)));
        }
        Err(raised) => return Err(raised),
    };
    let shown = |vm: &mut Vm| -> PyResult<String> {
        let (module, name) = (vm.to_str(&module_name)?, vm.to_str(name)?);
        Ok(format!("{}.{}", vm.text(&module), vm.text(&name)))
    };
    match resolve(vm, &module, parts) {
        Ok(found) if found.is(object) => Ok(module_name),
        Ok(_) => {
            let reason = format!("it's not the same object as {}", shown(vm)?);
            Err(cannot(vm, object, &reason, None))
        }
        Err(raised) if raised.is(ExceptionKind::AttributeError, vm) => {
            let reason = format!("it's not found as {}", shown(vm)?);
            Err(cannot(vm, object, &reason, Some(&raised)))
        }
        Err(raised) => Err(raised),
    }
}

#[cold]
fn cannot(vm: &mut Vm, object: &Value, reason: &str, context: Option<&Raised>) -> Raised {
    let shown = match vm.repr(object) {
        Ok(shown) => vm.text(&shown),
        Err(raised) => return raised,
    };
    let raised = fault(vm, Fault::Pickling, format!("Can't pickle {shown}: {reason}"));
    match context {
        Some(context) => during(raised, context),
        None => raised,
    }
}

/// The first of all modules that has an object by its name, else `__main__`.
fn module_that_has(vm: &mut Vm, object: &Value, parts: &[Value]) -> PyResult {
    let main = vm.names().__main__.clone();
    let modules: Vec<(Value, Value)> = vm.modules.clone().table(vm).iter().map(|entry| entry.pair()).collect();
    for (name, module) in modules {
        let is_main = name.get::<Str>().is_some_and(|name| name.as_bytes() == b"__main__");
        if module.is_none() || is_main {
            continue;
        }
        if try_resolve(vm, &module, parts)?.is_some_and(|found| found.is(object)) {
            return Ok(name);
        }
    }
    Ok(main)
}

/// A builtin type's name as a str of its own, as CPython makes one whenever it is asked: else it may be the very name of its module.
fn not_shared(vm: &Vm, object: &Value, name: Value) -> Value {
    let is_builtin = object.get::<Type>().is_some_and(|class| !class.has_flag(type_flag::HEAP));
    match name.get::<Str>() {
        Some(text) if is_builtin => vm.str_of(&vm.types().str, text.as_bytes()).into_value(),
        _ => name,
    }
}

impl Writer {
    /// Writes how to find an object: under a name, else its own.
    pub fn global(&mut self, vm: &mut Vm, object: &Value, name: Option<&Value>) -> PyResult<()> {
        let name = match name {
            Some(name) => name.clone(),
            None => {
                let (qualname, name) = (vm.names().__qualname__.clone(), vm.names().__name__.clone());
                match vm.try_getattr(object, &qualname)? {
                    Some(name) => not_shared(vm, object, name),
                    None => vm.getattr(object, &name)?,
                }
            }
        };
        let parts = parts(vm, &name)?;
        let module = module_of(vm, object, &name, &parts)?;
        if self.protocol >= 2 && self.extension(vm, &module, &name)? {
            return Ok(());
        }
        let steps = match self.protocol {
            4.. => vec![Step::Save(module), Step::Save(name), Step::Write(vec![opcode::STACK_GLOBAL])],
            _ => self.global_steps(vm, module, &name, parts)?,
        };
        self.steps(vm, steps, Some(object))
    }

    /// Writes the number of an object in the extension registry, if it has one.
    fn extension(&mut self, vm: &mut Vm, module: &Value, name: &Value) -> PyResult<bool> {
        let extensions = shared(vm, |shared| &shared.extensions)?;
        if extensions.len(vm) == 0 {
            return Ok(false);
        }
        let key = vm.tuple([module.clone(), name.clone()]);
        let Some(code) = vm.dict_get(&extensions, &key)? else { return Ok(false) };
        let code = vm.index_i64(&code)?;
        match i32::try_from(code).ok().filter(|code| *code > 0) {
            Some(code @ ..=0xff) => self.out.with(opcode::EXT1, [code as u8]),
            Some(code @ ..=0xffff) => self.out.with(opcode::EXT2, (code as u16).to_le_bytes()),
            Some(code) => self.out.with(opcode::EXT4, code.to_le_bytes()),
            None => {
                let message = format!("extension code {code} is out of range");
                return Err(vm.raise(ExceptionKind::RuntimeError, message));
            }
        }
        Ok(true)
    }

    /// Before protocol 4 a name with dots is that of an attribute of an attribute.
    fn global_steps(&mut self, vm: &mut Vm, module: Value, name: &Value, parts: Vec<Value>) -> PyResult<Vec<Step>> {
        let mut steps = Vec::new();
        for _ in 1..parts.len() {
            steps.push(Step::Save(attribute_of(vm, "builtins", "getattr")?));
            if self.protocol < 2 {
                steps.push(Step::Write(vec![opcode::MARK]));
            }
        }
        let name = if parts.len() > 1 { parts[0].clone() } else { name.clone() };
        let (module, name) = match self.fix_imports && self.protocol < 3 {
            true => to_python_2(vm, module, name)?,
            false => (module, name),
        };
        let mut line = vec![opcode::GLOBAL];
        for (what, text) in [("module", &module), ("global", &name)] {
            line.extend(self.identifier(vm, what, text)?);
            line.push(b'\n');
        }
        steps.push(Step::Write(line));
        let tuple = if self.protocol < 2 { opcode::TUPLE } else { opcode::TUPLE2 };
        for part in parts.into_iter().skip(1) {
            steps.push(Step::Save(part));
            steps.push(Step::Write(vec![tuple, opcode::REDUCE]));
        }
        Ok(steps)
    }

    fn identifier(&self, vm: &mut Vm, what: &str, text: &Value) -> PyResult<Vec<u8>> {
        let codec = if self.protocol == 3 { Codec::Utf8 } else { Codec::Ascii };
        if !text.is_a::<Str>() {
            let class = class_name(vm, text);
            return Err(vm.type_error(format!("bad argument type for built-in operation: str expected, not {class}")));
        }
        match encode_by(vm, codec, text, "strict") {
            Ok(encoded) => Ok(encoded.get::<Bytes>().map(|bytes| bytes.as_bytes().to_vec()).unwrap_or_default()),
            Err(raised) if raised.is(ExceptionKind::UnicodeEncodeError, vm) => {
                let shown = vm.repr(text)?;
                let (shown, protocol) = (vm.text(&shown), self.protocol);
                let message = format!("can't pickle {what} identifier {shown} using pickle protocol {protocol}");
                Err(during(fault(vm, Fault::Pickling, message), &raised))
            }
            Err(raised) => Err(raised),
        }
    }
}

/// A pair of names in one of the dicts of `_compat_pickle`.
fn renamed(vm: &mut Vm, names: &Ref<Dict>, which: &str, module: &Value, name: &Value) -> PyResult<Option<(Value, Value)>> {
    let key = vm.tuple([module.clone(), name.clone()]);
    let Some(found) = vm.dict_get(names, &key)? else { return Ok(None) };
    let message = match found.get::<Tuple>().map(|pair| pair.items()) {
        Some([module, name]) if module.is_a::<Str>() && name.is_a::<Str>() => {
            return Ok(Some((module.clone(), name.clone())));
        }
        Some([module, name]) => {
            let (module, name) = (vm.type_of(module).name(), vm.type_of(name).name());
            format!("_compat_pickle.{which} values should be pairs of str, not ({module}, {name})")
        }
        _ => format!("_compat_pickle.{which} values should be 2-tuples, not {}", vm.type_of(&found).name()),
    };
    Err(vm.raise(ExceptionKind::RuntimeError, message))
}

fn renamed_module(vm: &mut Vm, names: &Ref<Dict>, which: &str, module: Value) -> PyResult {
    match vm.dict_get(names, &module)? {
        Some(found) if found.is_a::<Str>() => Ok(found),
        Some(found) => {
            let class = vm.type_of(&found).name();
            let message = format!("_compat_pickle.{which} values should be strings, not {class}");
            Err(vm.raise(ExceptionKind::RuntimeError, message))
        }
        None => Ok(module),
    }
}

/// The names that Python 2 has for a module and what is in it.
fn to_python_2(vm: &mut Vm, module: Value, name: Value) -> PyResult<(Value, Value)> {
    let names = shared(vm, |shared| &shared.names_to_2)?;
    if let Some(pair) = renamed(vm, &names, "REVERSE_NAME_MAPPING", &module, &name)? {
        return Ok(pair);
    }
    let modules = shared(vm, |shared| &shared.modules_to_2)?;
    Ok((renamed_module(vm, &modules, "REVERSE_IMPORT_MAPPING", module)?, name))
}

/// What a module has by a name, as a pickle of a protocol means it: `Unpickler.find_class`.
pub fn find(vm: &mut Vm, protocol: u8, fix_imports: bool, module: &Value, name: &Value) -> PyResult {
    crate::modules::sys::audit_event(vm, "pickle.find_class", &[module.clone(), name.clone()])?;
    let (mut module, mut name) = (module.clone(), name.clone());
    if protocol < 3 && fix_imports {
        let names = shared(vm, |shared| &shared.names_from_2)?;
        match renamed(vm, &names, "NAME_MAPPING", &module, &name)? {
            Some(pair) => (module, name) = pair,
            None => {
                let modules = shared(vm, |shared| &shared.modules_from_2)?;
                module = renamed_module(vm, &modules, "IMPORT_MAPPING", module)?;
            }
        }
    }
    let found = import_module(vm, &module)?;
    if protocol < 4 {
        return vm.getattr_named(&found, &name);
    }
    let parts = parts(vm, &name)?;
    match resolve(vm, &found, &parts) {
        Err(raised) if parts.len() > 1 => {
            let (name, module) = (vm.repr(&name)?, vm.repr(&module)?);
            let message = format!("Can't resolve path {} on module {}", vm.text(&name), vm.text(&module));
            Err(during(vm.raise(ExceptionKind::AttributeError, message), &raised))
        }
        found => found,
    }
}
