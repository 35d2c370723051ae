//! `import`: by the builtin `__import__`, whatever that is now.

use crate::object::{Module, Str, Value};
use crate::vm::call::text;
use crate::vm::raised::PyResult;
use crate::vm::registers::Registers;
use crate::vm::{ExceptionKind, Vm};

impl Vm {
    pub(in crate::vm) fn import_name_arm(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let (from, level) = (r.pop(), r.pop());
        let name = r.name(operand).clone();
        let import = self.names().__import__.clone();
        let Some(import) = self.try_builtin(r, &import)? else {
            let name = self.names().__import__.clone();
            return Err(self.name_error(ExceptionKind::ImportError, "__import__ not found".into(), &name));
        };
        let globals = r.frame().globals().value();
        let locals = r.frame().names.clone();
        let locals = if locals.is_null() { Value::NONE } else { locals };
        let module = self.call(&import, &[name, globals, locals, from, level])?;
        r.push(module);
        Ok(())
    }

    pub(in crate::vm) fn import_from(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let (module, name) = (r.peek(1).clone(), r.name(operand).clone());
        if let Some(value) = self.try_getattr(&module, &name)? {
            r.push(value);
            return Ok(());
        }
        // A module that is being imported in a circle is in `sys.modules` before it is an attribute of its package.
        let package = self.names().__name__.clone();
        if let Some(package) = self.try_getattr(&module, &package)?.filter(|package| package.is_a::<Str>()) {
            let full = format!("{}.{}", text(&package), text(&name));
            let full = self.str(&full);
            let modules = self.modules.clone();
            if let Some(value) = self.dict_get(&modules, &full)? {
                r.push(value);
                return Ok(());
            }
        }
        Err(self.cannot_import(&module, &name))
    }

    /// `from module import *`.
    pub(in crate::vm) fn import_star(&mut self, r: &mut Registers, module: &Value) -> PyResult<()> {
        let (all, dict) = (self.names().__all__.clone(), self.names().__dict__.clone());
        let (names, skip) = match self.try_getattr(module, &all)? {
            Some(names) => (self.collect(&names)?, false),
            None => match module.get::<Module>() {
                Some(module) => (module.dict.table(self).iter().map(|entry| entry.key.clone()).collect(), true),
                None => {
                    let dict = self.getattr(module, &dict)?;
                    (self.collect(&dict)?, true)
                }
            },
        };
        let target = match r.frame().names.clone() {
            names if names.is_null() => r.frame().globals().value(),
            names => names,
        };
        for name in names {
            let Some(text) = name.get::<Str>() else {
                let (class, module_name) = (self.type_of(&name).name(), self.names().__name__.clone());
                let module = self.try_getattr(module, &module_name)?.map_or(String::new(), |name| text(&name));
                let what = if skip { "Key in" } else { "Item in" };
                let field = if skip { "__dict__" } else { "__all__" };
                return Err(self.type_error(format!("{what} {module}.{field} must be str, not {class}")));
            };
            if skip && text.as_bytes().starts_with(b"_") {
                continue;
            }
            let name = self.interned(&name);
            let value = self.getattr(module, &name)?;
            self.setitem(&target, &name, &value)?;
        }
        Ok(())
    }
}
