//! Attributes of builtin types that are computed: `int.real`, `function.__code__`.

use super::Vm;
use super::raised::PyResult;
use crate::object::{Obj, Type, Value};

pub type Getter = fn(&mut Vm, &Value) -> PyResult;
/// Gets NULL for deletion.
pub type Setter = fn(&mut Vm, &Value, Value) -> PyResult<()>;

/// A line in a table of attributes.
#[derive(Debug)]
pub struct Attribute {
    pub name: &'static str,
    pub get: Getter,
    /// `None` if it cannot be changed.
    pub set: Option<Setter>,
}

/// The setter of what CPython reads right out of an object: whoever sets it is told so in other words.
pub fn readonly(vm: &mut Vm, _: &Value, _: Value) -> PyResult<()> {
    Err(vm.raise(super::ExceptionKind::AttributeError, "readonly attribute"))
}

/// The payload of a getset descriptor.
pub struct GetSetObject {
    pub attribute: &'static Attribute,
    pub owner: Value,
}

impl Vm {
    /// Puts attributes into a type's dict.
    pub fn add_attributes(&mut self, class: &Obj<Type>, attributes: &'static [Attribute]) {
        for attribute in attributes {
            let object = GetSetObject { attribute, owner: class.value() };
            let value = self.alloc(&self.classes.getset_descriptor, object).into_value();
            let name = self.intern(attribute.name);
            drop(class.dict().insert_str(&name, value, self));
        }
    }
}
