//! `match`: classes, mappings, sequences.

use crate::object::{Dict, Str, Tuple, Type, Value, type_flag};
use crate::vm::Vm;
use crate::vm::call::text;
use crate::vm::raised::PyResult;
use crate::vm::registers::Registers;

impl Vm {
    pub(in crate::vm) fn match_flag(&mut self, r: &mut Registers, flag: u32) {
        let subject = r.peek(1);
        let class = self.type_of(subject);
        let kinds = type_flag::SEQUENCE | type_flag::MAPPING;
        let told = class.mro.get(self).iter().find(|base| base.has_flag(kinds));
        let matches = told.is_some_and(|base| base.has_flag(flag));
        r.push(Value::bool(matches));
    }

    /// `MATCH_KEYS`: the values of a tuple of keys, or None if one is missing.
    pub(in crate::vm) fn match_keys(&mut self, r: &mut Registers) -> PyResult<()> {
        let (keys, subject) = (r.peek(1).clone(), r.peek(2).clone());
        let Some(keys) = keys.get::<Tuple>() else { return Err(self.system_error("no keys to match")) };
        let seen = self.new_dict();
        let mut values = Vec::with_capacity(keys.items().len());
        let exact = subject.get::<Dict>().is_some_and(|dict| dict.header().class().is(&self.types().dict));
        let get = self.names().get.clone();
        let getter = if exact { None } else { Some(self.getattr(&subject, &get)?) };
        let missing = self.new_instance(&self.types().object.clone());
        for key in keys.items() {
            if self.dict_contains(&seen, key)? {
                let key = self.repr_lossy(key);
                return Err(self.value_error(format!("mapping pattern checks duplicate key ({key})")));
            }
            self.dict_set(&seen, key, Value::NONE)?;
            let value = match &getter {
                None => match subject.get::<Dict>() {
                    Some(dict) => self.dict_get(dict, key)?,
                    None => None,
                },
                Some(get) => Some(self.call(get, &[key.clone(), missing.clone()])?).filter(|value| !value.is(&missing)),
            };
            match value {
                Some(value) => values.push(value),
                None => {
                    r.push(Value::NONE);
                    return Ok(());
                }
            }
        }
        let values = self.tuple(values);
        r.push(values);
        Ok(())
    }

    /// `MATCH_CLASS`: the attributes that a class pattern asks for, or None.
    pub(in crate::vm) fn match_class(&mut self, r: &mut Registers, positional: u32) -> PyResult<()> {
        let (names, class, subject) = (r.pop(), r.pop(), r.pop());
        let found = self.match_class_attributes(&subject, &class, positional as usize, &names)?;
        let result = match found {
            Some(values) => self.tuple(values),
            None => Value::NONE,
        };
        r.push(result);
        Ok(())
    }

    fn match_class_attributes(
        &mut self,
        subject: &Value,
        class: &Value,
        positional: usize,
        names: &Value,
    ) -> PyResult<Option<Vec<Value>>> {
        let Some(of) = class.get::<Type>() else {
            return Err(self.type_error("called match pattern must be a class"));
        };
        if !self.is_instance_of(subject, class)? {
            return Ok(None);
        }
        let mut seen: Vec<Value> = Vec::new();
        let mut values = Vec::new();
        if positional > 0 {
            let name = self.names().__match_args__.clone();
            let (match_args, match_self) = match self.try_getattr(class, &name)? {
                Some(args) if args.get::<Tuple>().is_some() && self.type_of(&args).is(&self.types().tuple) => {
                    (args.get::<Tuple>().map(|args| args.items().to_vec()).unwrap_or_default(), false)
                }
                Some(args) => {
                    let (class, given) = (of.name(), self.type_of(&args).name());
                    return Err(self.type_error(format!("{class}.__match_args__ must be a tuple (got {given})")));
                }
                None => (Vec::new(), of.mro.get(self).iter().any(|base| base.has_flag(type_flag::MATCH_SELF))),
            };
            let allowed = if match_self { 1 } else { match_args.len() };
            if positional > allowed {
                let (class, plural) = (of.name(), if allowed == 1 { "" } else { "s" });
                return Err(self.type_error(format!(
                    "{class}() accepts {allowed} positional sub-pattern{plural} ({positional} given)"
                )));
            }
            if match_self {
                values.push(subject.clone());
            } else {
                for name in match_args.into_iter().take(positional) {
                    if !name.is_a::<Str>() {
                        let given = self.type_of(&name).name();
                        return Err(self.type_error(format!("__match_args__ elements must be strings (got {given})")));
                    }
                    match self.match_attribute(subject, of, &name, &mut seen)? {
                        Some(value) => values.push(value),
                        None => return Ok(None),
                    }
                }
            }
        }
        for name in names.get::<Tuple>().map_or(&[][..], |names| names.items()) {
            match self.match_attribute(subject, of, name, &mut seen)? {
                Some(value) => values.push(value),
                None => return Ok(None),
            }
        }
        Ok(Some(values))
    }

    fn match_attribute(
        &mut self,
        subject: &Value,
        class: &crate::object::Obj<Type>,
        name: &Value,
        seen: &mut Vec<Value>,
    ) -> PyResult<Option<Value>> {
        let name = self.interned(name);
        if seen.iter().any(|seen| seen.is(&name)) {
            let (class, name) = (class.name(), text(&name));
            return Err(self.type_error(format!("{class}() got multiple sub-patterns for attribute '{name}'")));
        }
        seen.push(name.clone());
        self.try_getattr(subject, &name)
    }
}
