//! Types whose instances are opaque objects: what native modules make of Rust types.

use super::{Attribute, Native, Vm};
use crate::object::{Kind, Opaque, OpaqueObject, Ref, Type, VTable, Value, type_flag};
use std::any::TypeId;

/// Modules whose types are laid out when CPython is built: they know their module by their name alone.
const STATIC: [&str; 6] = ["_contextvars", "contextvars", "datetime", "string.templatelib", "types", "weakref"];

impl Vm {
    /// Makes the type of the objects that hold a `T`.
    pub fn define_type<T: Opaque>(
        &mut self,
        name: &str,
        methods: &'static [Native],
        attributes: &'static [Attribute],
    ) -> Ref<Type> {
        let object = self.types().object.clone();
        self.define_subtype::<T>(name, &object, methods, attributes)
    }

    /// The same for a type with a base, which has to be `object` or a type of opaque objects.
    pub fn define_subtype<T: Opaque>(
        &mut self,
        name: &str,
        base: &Ref<Type>,
        methods: &'static [Native],
        attributes: &'static [Attribute],
    ) -> Ref<Type> {
        let class = self.new_builtin_type(name, Kind::Opaque, const { &VTable::of::<OpaqueObject>() }, base);
        self.add_methods(&class, methods);
        self.add_attributes(&class, attributes);
        let is_static = |module: &str| STATIC.contains(&module);
        if let Some((module, _)) = name.rsplit_once('.').filter(|(module, _)| !is_static(module)) {
            let (key, module) = (self.names().__module__.clone(), self.intern(module));
            if !class.dict().has_str(&key, self) {
                drop(class.dict().insert_str(&key, module, self));
            }
        }
        class.set_flag(type_flag::NO_NEW, !methods.iter().any(|method| method.name == "__new__"));
        class.changed(self);
        self.native_types.insert(TypeId::of::<T>(), class.clone());
        class
    }

    /// The type of the objects that hold a `T`, which was defined before.
    pub fn type_for<T: Opaque>(&self) -> Ref<Type> {
        self.native_types.get(&TypeId::of::<T>()).cloned().expect("a type that was defined")
    }

    /// A new object that holds this.
    pub fn new_opaque<T: Opaque>(&mut self, contents: T) -> Value {
        let class = self.type_for::<T>();
        self.opaque(&class, contents)
    }

    /// Notes that a container's `repr` is being made; false if it is already, so that `...` is to stand for it.
    pub fn enter_repr(&mut self, container: &Value) -> bool {
        self.repr_stack.insert(container.bits())
    }

    pub fn leave_repr(&mut self, container: &Value) {
        self.repr_stack.remove(&container.bits());
    }
}
