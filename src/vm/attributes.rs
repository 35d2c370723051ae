//! Attributes: looking up, binding, setting, deleting.

use super::getset::GetSetObject;
use super::native::NativeObject;
use super::raised::{PyResult, Raised};
use super::{ExceptionKind, Vm};
use crate::object::{
    ClassMethod, Header, Kind, Member, Module, Obj, Property, Ref, Special, StaticMethod, Str, Super, Type, Value, type_flag,
};

impl Vm {
    /// `object.name`; `name` is interned.
    pub fn getattr(&mut self, object: &Value, name: &Value) -> PyResult {
        match self.find_attr(object, name) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(self.no_attribute(object, name)),
            Err(raised) => Err(self.with_attribute(raised, object, name)),
        }
    }

    /// Tells an `AttributeError` that does not know it what attribute of what object was asked for.
    #[cold]
    fn with_attribute(&mut self, raised: Raised, object: &Value, name: &Value) -> Raised {
        if raised.is(ExceptionKind::AttributeError, self) {
            let known = |field| self.exception_field(&raised.0, field).is_some_and(|value| !value.is_none());
            if !known("name") && !known("obj") {
                self.set_exception_field(&raised.0, "name", name.clone());
                self.set_exception_field(&raised.0, "obj", object.clone());
            }
        }
        raised
    }

    /// The same with a name that need not be interned, or even a str.
    pub fn getattr_named(&mut self, object: &Value, name: &Value) -> PyResult {
        let name = self.attribute_name(name)?;
        self.getattr(object, &name)
    }

    /// An attribute's name, interned; an error for what is no str.
    pub fn attribute_name(&mut self, name: &Value) -> PyResult {
        if !name.is_a::<Str>() {
            let class = self.type_of(name).name();
            return Err(self.type_error(format!("attribute name must be string, not '{class}'")));
        }
        Ok(self.interned(name))
    }

    /// An attribute, or `None` if there is none and nobody raised an error of their own; `name` is interned.
    pub fn find_attr(&mut self, object: &Value, name: &Value) -> PyResult<Option<Value>> {
        let class = self.type_of(object).to_ref();
        if class.has_flag(type_flag::PLAIN_GETATTR) {
            return self.generic_getattr(object, name);
        }
        let found = match class.special(Special::GetAttribute, self) {
            Some(method) if !self.is_generic(&method) => {
                self.call_unbound(&method, object, std::slice::from_ref(name)).map(Some)
            }
            _ => match object.get::<Type>() {
                Some(of) => self.type_getattr(of, name),
                None => self.generic_getattr(object, name),
            },
        };
        let Some(method) = class.special(Special::GetAttr, self) else { return found };
        match found {
            Ok(Some(value)) => return Ok(Some(value)),
            Err(raised) if !raised.is(ExceptionKind::AttributeError, self) => return Err(raised),
            _ => {}
        }
        self.call_unbound(&method, object, std::slice::from_ref(name)).map(Some)
    }

    /// An attribute, or `None` if looking it up raises `AttributeError`.
    pub fn try_getattr(&mut self, object: &Value, name: &Value) -> PyResult<Option<Value>> {
        match self.find_attr(object, name) {
            Err(raised) if raised.is(ExceptionKind::AttributeError, self) => Ok(None),
            found => found,
        }
    }

    pub fn none_for_attribute_error(&mut self, result: PyResult) -> PyResult<Option<Value>> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(raised) if raised.is(ExceptionKind::AttributeError, self) => Ok(None),
            Err(raised) => Err(raised),
        }
    }

    /// Whether a method is the one of `object` or `type`, which the machine does itself.
    fn is_generic(&self, method: &Value) -> bool {
        let owner = method.get::<NativeObject>().and_then(|native| native.owner.get::<Type>());
        owner.is_some_and(|owner| owner.is(&self.types().object) || owner.is(&self.types().type_))
    }

    #[cold]
    pub fn no_attribute(&mut self, object: &Value, name: &Value) -> Raised {
        let text = super::call::text(name);
        let message = match object.get::<Type>() {
            Some(class) => format!("type object '{}' has no attribute '{text}'", class.name()),
            None => match object.get::<Module>() {
                Some(module) => self.no_module_attribute(module, name),
                None => format!("'{}' object has no attribute '{text}'", self.type_of(object).name()),
            },
        };
        self.attribute_error(message, object, name)
    }

    /// What `object.__getattribute__` does.
    pub fn generic_getattr(&mut self, object: &Value, name: &Value) -> PyResult<Option<Value>> {
        let class = self.type_of(object).to_ref();
        let of_class = class.lookup(name, self);
        if let Some(descriptor) = &of_class
            && self.is_data_descriptor(descriptor)
            && self.has_get(descriptor)
        {
            return self.get_descriptor(descriptor, object, &class).map(Some);
        }
        if let Some(value) = self.own_attribute(object, name) {
            return match (self.module_hook, object.get::<Module>()) {
                (Some(hook), Some(module)) => hook(self, module, name, value).map(Some),
                _ => Ok(Some(value)),
            };
        }
        match of_class {
            Some(descriptor) => self.get_descriptor(&descriptor, object, &class).map(Some),
            None => match object.get::<Module>() {
                Some(module) => self.module_getattr(module, name),
                None => Ok(None),
            },
        }
    }

    /// A module's own `__getattr__` (PEP 562).
    fn module_getattr(&mut self, module: &Obj<Module>, name: &Value) -> PyResult<Option<Value>> {
        match module.dict.get_str(&self.names().__getattr__, self) {
            Some(function) => self.call(&function, std::slice::from_ref(name)).map(Some),
            None => Ok(None),
        }
    }

    /// What is in the object's own `__dict__`.
    fn own_attribute(&mut self, object: &Value, name: &Value) -> Option<Value> {
        match object.get::<Module>() {
            Some(module) => module.dict.get_str(name, self),
            None => object.header()?.attribute(name, self),
        }
    }

    /// What `type.__getattribute__` does.
    pub fn type_getattr(&mut self, class: &Obj<Type>, name: &Value) -> PyResult<Option<Value>> {
        let metaclass = class.header().class().to_ref();
        let of_metaclass = metaclass.lookup(name, self);
        if let Some(descriptor) = &of_metaclass
            && self.is_data_descriptor(descriptor)
            && self.has_get(descriptor)
        {
            return self.get_descriptor(descriptor, &class.value(), &metaclass).map(Some);
        }
        if let Some(value) = class.lookup(name, self) {
            return self.get_descriptor(&value, &Value::NULL, class).map(Some);
        }
        match of_metaclass {
            Some(descriptor) => self.get_descriptor(&descriptor, &class.value(), &metaclass).map(Some),
            None => Ok(None),
        }
    }

    /// Whether a class's attribute goes before the instance's: it has `__set__` or `__delete__`.
    pub fn is_data_descriptor(&mut self, value: &Value) -> bool {
        match value.kind() {
            Kind::Function | Kind::Native | Kind::StaticMethod | Kind::ClassMethod | Kind::Int | Kind::Str | Kind::None => {
                false
            }
            Kind::Property | Kind::Member | Kind::GetSet => true,
            _ => {
                let class = self.type_of(value).to_ref();
                class.has_special(Special::Set, self) || class.has_special(Special::Delete, self)
            }
        }
    }

    /// Whether a data descriptor has a say in reading too.
    fn has_get(&mut self, descriptor: &Value) -> bool {
        if matches!(descriptor.kind(), Kind::Property | Kind::Member | Kind::GetSet) {
            return true;
        }
        let class = self.type_of(descriptor).to_ref();
        class.has_special(Special::Get, self)
    }

    /// What a class's attribute is for an object: `descriptor.__get__(object, class)`. The object is NULL for the class itself.
    pub fn get_descriptor(&mut self, descriptor: &Value, object: &Value, class: &Obj<Type>) -> PyResult {
        match descriptor.kind() {
            Kind::Int
            | Kind::Str
            | Kind::None
            | Kind::Tuple
            | Kind::Dict
            | Kind::List
            | Kind::Float
            | Kind::Type
            | Kind::Bool => {
                if descriptor.is_a::<Type>() {
                    self.get_other_descriptor(descriptor, object, class)
                } else {
                    Ok(descriptor.clone())
                }
            }
            Kind::Function => Ok(match object.is_null() {
                true => descriptor.clone(),
                false => self.method(descriptor.clone(), object.clone()),
            }),
            Kind::Native => self.get_native(descriptor, object, class),
            Kind::Property if self.type_of(descriptor).is(&self.types().property) => self.get_property(descriptor, object),
            Kind::StaticMethod => Ok(descriptor.get::<StaticMethod>().map_or(Value::NONE, |method| method.callable.get())),
            Kind::ClassMethod => {
                let callable = descriptor.get::<ClassMethod>().map_or(Value::NONE, |method| method.callable.get());
                Ok(self.method(callable, class.value()))
            }
            Kind::Member if object.is_null() => Ok(descriptor.clone()),
            Kind::Member => self.get_member(descriptor, object),
            Kind::GetSet if object.is_null() => Ok(descriptor.clone()),
            Kind::GetSet => self.get_computed(descriptor, object),
            _ => self.get_other_descriptor(descriptor, object, class),
        }
    }

    fn get_other_descriptor(&mut self, descriptor: &Value, object: &Value, class: &Obj<Type>) -> PyResult {
        let of = self.type_of(descriptor).to_ref();
        match of.special(Special::Get, self) {
            Some(get) => {
                let object = if object.is_null() { Value::NONE } else { object.clone() };
                self.call_unbound(&get, descriptor, &[object, class.value()])
            }
            None => Ok(descriptor.clone()),
        }
    }

    /// Binds a special method that was found on an object's type.
    pub fn bind_descriptor(&mut self, descriptor: &Value, object: &Value) -> PyResult {
        let class = self.type_of(object).to_ref();
        self.get_descriptor(descriptor, object, &class)
    }

    fn get_native(&mut self, descriptor: &Value, object: &Value, class: &Obj<Type>) -> PyResult {
        let Some(native) = descriptor.get::<NativeObject>() else { return Ok(descriptor.clone()) };
        let of = native.header().class();
        if of.is(&self.classes.classmethod_descriptor) {
            self.check_class_receiver(native, &[class.value().clone()])?;
            return Ok(self.bind_native_method(native, class.value()));
        }
        let binds = of.is(&self.classes.method_descriptor) || of.is(&self.classes.wrapper_descriptor);
        if !binds || object.is_null() {
            return Ok(descriptor.clone());
        }
        self.check_descriptor_owner(&native.owner, native.native.name, object)?;
        Ok(self.bind_native_method(native, object.clone()))
    }

    fn check_descriptor_owner(&mut self, owner: &Value, name: &str, object: &Value) -> PyResult<()> {
        let Some(owner) = owner.get::<Type>() else { return Ok(()) };
        if self.type_of(object).is_subtype(owner, self) {
            return Ok(());
        }
        let (owner, given) = (owner.name(), self.type_of(object).name());
        Err(self.type_error(format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{given}' object")))
    }

    /// `property.__get__`.
    pub fn get_property(&mut self, descriptor: &Value, object: &Value) -> PyResult {
        let Some(property) = descriptor.get::<Property>() else { return Ok(Value::NONE) };
        if object.is_null() {
            return Ok(descriptor.clone());
        }
        let get = property.get.get();
        if get.is_null() || get.is_none() {
            return Err(self.property_error(property, object, "getter"));
        }
        self.call(&get, std::slice::from_ref(object))
    }

    #[cold]
    fn property_error(&mut self, property: &Obj<Property>, object: &Value, what: &str) -> Raised {
        let name = self.property_name(property);
        let class = super::call::text(&self.type_of(object).qualname.get());
        let message = match name {
            Some(name) => {
                let name = self.repr_lossy(&name);
                format!("property {name} of '{class}' object has no {what}")
            }
            None => format!("property of '{class}' object has no {what}"),
        };
        self.raise(ExceptionKind::AttributeError, message)
    }

    /// A property's name: as it was told, or its getter's.
    pub fn property_name(&mut self, property: &Obj<Property>) -> Option<Value> {
        if !property.name.is_null() {
            return Some(property.name.get());
        }
        let name = self.names().__name__.clone();
        let get = property.get.get();
        match get.is_null() || get.is_none() {
            true => None,
            false => self.try_getattr(&get, &name).ok().flatten(),
        }
    }

    fn get_member(&mut self, descriptor: &Value, object: &Value) -> PyResult {
        let Some(member) = descriptor.get::<Member>() else { return Ok(Value::NONE) };
        self.check_descriptor_owner(&member.class, &super::call::text(&member.name), object)?;
        let value = object.header().map_or(Value::NULL, |header| header.slot(member.slot, self));
        if value.is_null() {
            let (class, text) = (self.full_class_name(object), super::call::text(&member.name));
            let words = format!("'{class}' object has no attribute '{text}'");
            return Err(self.attribute_error(words, object, &member.name));
        }
        Ok(value)
    }

    fn get_computed(&mut self, descriptor: &Value, object: &Value) -> PyResult {
        let Some(computed) = descriptor.get::<GetSetObject>() else { return Ok(Value::NONE) };
        self.check_descriptor_owner(&computed.owner, computed.attribute.name, object)?;
        (computed.attribute.get)(self, object)
    }

    /// `object.name = value`; `name` is interned. NULL deletes.
    pub fn setattr(&mut self, object: &Value, name: &Value, value: Value) -> PyResult<()> {
        let class = self.type_of(object).to_ref();
        if !class.has_flag(type_flag::PLAIN_SETATTR) {
            let special = if value.is_null() { Special::DelAttr } else { Special::SetAttr };
            if let Some(method) = class.special(special, self).filter(|method| !self.is_generic(method)) {
                let args = [name.clone(), value];
                let given = if args[1].is_null() { 1 } else { 2 };
                return self.call_unbound(&method, object, &args[..given]).map(drop);
            }
            if let Some(of) = object.get::<Type>() {
                return self.type_setattr(of, name, value);
            }
        }
        self.generic_setattr(object, name, value)
    }

    pub fn delattr(&mut self, object: &Value, name: &Value) -> PyResult<()> {
        self.setattr(object, name, Value::NULL)
    }

    /// What `object.__setattr__` does; NULL deletes, as `object.__delattr__`.
    pub fn generic_setattr(&mut self, object: &Value, name: &Value, value: Value) -> PyResult<()> {
        let class = self.type_of(object).to_ref();
        let of_class = class.lookup(name, self);
        if let Some(descriptor) = &of_class
            && self.is_data_descriptor(descriptor)
        {
            return self.set_descriptor(descriptor, object, name, value);
        }
        if let Some(module) = object.get::<Module>() {
            let done = match value.is_null() {
                true => module.dict.remove_str(name, self).is_some(),
                false => {
                    drop(module.dict.insert_str(name, value, self));
                    true
                }
            };
            if !done {
                let (class, text) = (class.name(), super::call::text(name));
                return Err(self.attribute_error(format!("'{class}' object has no attribute '{text}'"), object, name));
            }
            return Ok(());
        }
        let header: Option<&Header> = object.header().filter(|header| header.has_attributes());
        match header {
            Some(header) if value.is_null() => match header.delete_attribute(name, self) {
                Some(old) => {
                    drop(old);
                    Ok(())
                }
                None => Err(self.no_attribute(object, name)),
            },
            Some(header) => {
                header.set_attribute(name, value, self);
                Ok(())
            }
            None => Err(self.cannot_set(object, name, of_class.is_some())),
        }
    }

    #[cold]
    fn cannot_set(&mut self, object: &Value, name: &Value, is_in_class: bool) -> Raised {
        let (class, text) = (self.type_of(object).name(), super::call::text(name));
        let message = match is_in_class {
            true => format!("'{class}' object attribute '{text}' is read-only"),
            false => format!("'{class}' object has no attribute '{text}' and no __dict__ for setting new attributes"),
        };
        self.attribute_error(message, object, name)
    }

    /// `descriptor.__set__(object, value)`, or `__delete__` for NULL.
    pub fn set_descriptor(&mut self, descriptor: &Value, object: &Value, name: &Value, value: Value) -> PyResult<()> {
        match descriptor.kind() {
            Kind::Property if self.type_of(descriptor).is(&self.types().property) => {
                self.set_property(descriptor, object, value)
            }
            Kind::Member => {
                let Some(member) = descriptor.get::<Member>() else { return Ok(()) };
                self.check_descriptor_owner(&member.class, &super::call::text(name), object)?;
                let deletes = value.is_null();
                let old = match object.header() {
                    Some(header) => header.set_slot(member.slot, value, self),
                    None => Value::NULL,
                };
                if deletes && old.is_null() {
                    return Err(self.raise(ExceptionKind::AttributeError, super::call::text(name)));
                }
                Ok(())
            }
            Kind::GetSet => {
                let Some(computed) = descriptor.get::<GetSetObject>() else { return Ok(()) };
                self.check_descriptor_owner(&computed.owner, computed.attribute.name, object)?;
                match computed.attribute.set {
                    Some(set) => set(self, object, value),
                    None => {
                        let owner = computed.owner.get::<Type>().map(|owner| owner.name()).unwrap_or_default();
                        let text = super::call::text(name);
                        let message = format!("attribute '{text}' of '{owner}' objects is not writable");
                        Err(self.raise(ExceptionKind::AttributeError, message))
                    }
                }
            }
            _ => {
                let special = if value.is_null() { Special::Delete } else { Special::Set };
                let args = [object.clone(), value];
                let given = if args[1].is_null() { 1 } else { 2 };
                match self.try_special(descriptor, special, &args[..given])? {
                    Some(_) => Ok(()),
                    None => {
                        let what = if given == 1 { "__delete__" } else { "__set__" };
                        Err(self.raise(ExceptionKind::AttributeError, what))
                    }
                }
            }
        }
    }

    /// `property.__set__`, or `__delete__` for NULL.
    pub fn set_property(&mut self, descriptor: &Value, object: &Value, value: Value) -> PyResult<()> {
        let Some(property) = descriptor.get::<Property>() else { return Ok(()) };
        let (function, what) = match value.is_null() {
            true => (property.delete.get(), "deleter"),
            false => (property.set.get(), "setter"),
        };
        if function.is_null() || function.is_none() {
            return Err(self.property_error(property, object, what));
        }
        let args = [object.clone(), value];
        let given = if args[1].is_null() { 1 } else { 2 };
        self.call(&function, &args[..given]).map(drop)
    }

    /// What `type.__setattr__` does; NULL deletes.
    pub fn type_setattr(&mut self, class: &Obj<Type>, name: &Value, value: Value) -> PyResult<()> {
        if !class.has_flag(type_flag::HEAP) {
            let (text, class) = (super::call::text(name), class.name());
            return Err(self.type_error(format!("cannot set '{text}' attribute of immutable type '{class}'")));
        }
        let metaclass = class.header().class().to_ref();
        if let Some(descriptor) = metaclass.lookup(name, self)
            && self.is_data_descriptor(&descriptor)
        {
            return self.set_descriptor(&descriptor, &class.value(), name, value);
        }
        if value.is_null() {
            if class.remove_name(name, self).is_none() {
                return Err(self.no_attribute(&class.value(), name));
            }
            return Ok(());
        }
        class.set_name(name, value, self);
        Ok(())
    }

    /// An attribute through `super()`: from the classes after `class` in the order of the object's.
    pub fn super_getattr(&mut self, proxy: &Obj<Super>, name: &Value) -> PyResult<Option<Value>> {
        let (class, object, of) = (proxy.class.get(), proxy.object.get(), proxy.object_class.get());
        let Ok(of) = of.downcast::<Type>() else { return Ok(None) };
        let Some(class) = class.get::<Type>() else { return Ok(None) };
        self.lookup_after(class, &object, &of, name)
    }

    /// What [`Vm::super_getattr`] finds.
    pub fn lookup_after(
        &mut self,
        class: &Obj<Type>,
        object: &Value,
        of: &Ref<Type>,
        name: &Value,
    ) -> PyResult<Option<Value>> {
        let after = of.mro.get(self).iter().skip_while(|base| !base.is(class)).skip(1);
        let Some(found) = after.cloned().collect::<Vec<_>>().iter().find_map(|base| base.dict().get_str(name, self)) else {
            return Ok(None);
        };
        // Called on a class, `super()` binds class methods only.
        let object = if object.get::<Type>().is_some_and(|object| object.is(of)) { Value::NULL } else { object.clone() };
        self.get_descriptor(&found, &object, of).map(Some)
    }
}
