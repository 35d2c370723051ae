//! Modules as objects.

use super::{Native, Vm};
use crate::object::{Module, Obj, Ref, Value};

impl Vm {
    /// A new module with the names that every module has.
    pub fn new_module(&mut self, name: &str) -> Ref<Module> {
        let dict = self.new_dict();
        let module = self.alloc(&self.types().module, Module { dict });
        for (key, value) in [
            ("__name__", self.str(name)),
            ("__doc__", Value::NONE),
            ("__package__", Value::NONE),
            ("__loader__", Value::NONE),
            ("__spec__", Value::NONE),
        ] {
            self.module_set(&module, key, value);
        }
        module
    }

    /// A new module in a dict that exists already.
    pub fn new_module_in(&mut self, name: &str, dict: &Ref<crate::object::Dict>) -> Ref<Module> {
        let fresh = self.new_module(name);
        let entries: Vec<(Value, Value)> = fresh.dict.table(self).iter().map(|entry| entry.pair()).collect();
        for (key, value) in entries {
            drop(dict.insert_str(&key, value, self));
        }
        self.alloc(&self.types().module, Module { dict: dict.clone() })
    }

    /// Sets a name of a module.
    pub fn module_set(&mut self, module: &Obj<Module>, name: &str, value: Value) {
        let name = self.intern(name);
        drop(module.dict.insert_str(&name, value, self));
    }

    /// Puts native functions into a module.
    pub fn add_functions(&mut self, module: &Obj<Module>, functions: &'static [Native]) {
        let name = self.names().__name__.clone();
        let of = module.dict.get_str(&name, self).unwrap_or(Value::NONE);
        for native in functions {
            let function = self.native_function(native, &of);
            self.module_set(module, native.name, function);
        }
    }
}
