//! `isinstance` and `issubclass`: by types, by the hooks of metaclasses, by what objects say of themselves.

use super::Vm;
use super::raised::PyResult;
use crate::object::{Obj, Ref, Special, Tuple, Type, Value};

impl Vm {
    /// `isinstance(value, class)`; class may be a tuple.
    pub fn is_instance_of(&mut self, value: &Value, class: &Value) -> PyResult<bool> {
        if let Some(of) = class.get::<Type>() {
            if self.type_of(value).is(of) {
                return Ok(true);
            }
            if of.header().class().is(&self.types().type_) {
                return self.is_instance_by_type(value, of);
            }
        }
        if let Some(classes) = class.get::<Tuple>() {
            self.check_native_stack()?;
            for class in classes.items() {
                if self.is_instance_of(value, class)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        match self.try_special(class, Special::InstanceCheck, std::slice::from_ref(value))? {
            Some(result) => self.truth(&result),
            None => self.is_instance_plainly(value, class),
        }
    }

    /// `issubclass(class, of)`; `of` may be a tuple.
    pub fn is_subclass_of(&mut self, class: &Value, of: &Value) -> PyResult<bool> {
        if let (Some(class), Some(of)) = (class.get::<Type>(), of.get::<Type>())
            && of.header().class().is(&self.types().type_)
        {
            return Ok(class.is_subtype(of, self));
        }
        if let Some(classes) = of.get::<Tuple>() {
            self.check_native_stack()?;
            for of in classes.items() {
                if self.is_subclass_of(class, of)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        match self.try_special(of, Special::SubclassCheck, std::slice::from_ref(class))? {
            Some(result) => self.truth(&result),
            None => self.is_subclass_plainly(class, of),
        }
    }

    /// What `type.__instancecheck__` does.
    pub fn is_instance_plainly(&mut self, value: &Value, class: &Value) -> PyResult<bool> {
        if let Some(of) = class.get::<Type>() {
            return self.is_instance_by_type(value, of);
        }
        if self.bases_of(class)?.is_none() {
            return Err(self.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union"));
        }
        let name = self.names().__class__.clone();
        match self.try_getattr(value, &name)? {
            Some(claimed) => self.is_derived(&claimed, class),
            None => Ok(false),
        }
    }

    /// What `type.__subclasscheck__` does.
    pub fn is_subclass_plainly(&mut self, class: &Value, of: &Value) -> PyResult<bool> {
        if let (Some(class), Some(of)) = (class.get::<Type>(), of.get::<Type>()) {
            return Ok(class.is_subtype(of, self));
        }
        if self.bases_of(class)?.is_none() {
            return Err(self.type_error("issubclass() arg 1 must be a class"));
        }
        if self.bases_of(of)?.is_none() {
            return Err(self.type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union"));
        }
        self.is_derived(class, of)
    }

    fn is_instance_by_type(&mut self, value: &Value, class: &Obj<Type>) -> PyResult<bool> {
        if self.is_instance(value, class) {
            return Ok(true);
        }
        Ok(self.claimed_class(value)?.is_some_and(|claimed| claimed.is_subtype(class, self)))
    }

    /// The class that an object says, by `__class__`, that it is of, if that is another than its type.
    fn claimed_class(&mut self, value: &Value) -> PyResult<Option<Ref<Type>>> {
        let class = self.type_of(value).to_ref();
        let name = self.names().__class__.clone();
        // Only who looks attributes up in its own way, or has a `__class__` of its own, can say otherwise.
        if class.has_flag(crate::object::type_flag::PLAIN_GETATTR) {
            let (found, usual) = (class.lookup(&name, self), self.types().object.lookup(&name, self));
            if found.is_none_or(|found| usual.is_some_and(|usual| found.is(&usual))) {
                return Ok(None);
            }
        }
        let claimed = self.try_getattr(value, &name)?;
        Ok(claimed.and_then(|claimed| claimed.downcast::<Type>().ok()).filter(|claimed| !claimed.is(&class)))
    }

    /// The `__bases__` of what behaves like a class: a tuple, or it is none.
    fn bases_of(&mut self, class: &Value) -> PyResult<Option<Vec<Value>>> {
        let name = self.names().__bases__.clone();
        let bases = self.try_getattr(class, &name)?;
        Ok(bases.and_then(|bases| bases.get::<Tuple>().map(|bases| bases.items().to_vec())))
    }

    /// Whether a class is among what a class is derived from, by `__bases__`.
    fn is_derived(&mut self, class: &Value, of: &Value) -> PyResult<bool> {
        let mut pending = vec![(class.clone(), 0)];
        while let Some((class, depth)) = pending.pop() {
            if class.is(of) {
                return Ok(true);
            }
            self.attend()?;
            let bases = self.bases_of(&class)?.unwrap_or_default();
            // What CPython asks one by one is asked without end.
            let depth = if bases.len() > 1 { depth + 1 } else { depth };
            if depth > self.recursion_limit {
                return Err(self.recursion_error("maximum recursion depth exceeded in __issubclass__"));
            }
            pending.extend(bases.into_iter().rev().map(|base| (base, depth)));
        }
        Ok(false)
    }
}
