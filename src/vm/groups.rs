//! What `except*` does with exception groups (PEP 654).

use super::Vm;
use super::exceptions::Kind;
use super::raised::PyResult;
use crate::object::{Exception, List, Tuple, Value};

impl Vm {
    /// Splits an exception by classes: what is left, and what was taken; None where there is nothing.
    pub(super) fn split_group(&mut self, exception: &Value, classes: &Value) -> PyResult<(Value, Value)> {
        self.check_group_classes(classes)?;
        if exception.is_none() {
            return Ok((Value::NONE, Value::NONE));
        }
        if self.exception_matches(exception, classes)? {
            if self.is_group(exception) {
                return Ok((Value::NONE, exception.clone()));
            }
            // A plain exception is caught in a group of its own.
            let group = self.exceptions.class(Kind::BaseExceptionGroup).value().clone();
            let (message, members) = (self.str(""), self.tuple([exception.clone()]));
            let wrapped = self.call(&group, &[message, members])?;
            if let (Some(wrapped), Some(inner)) = (wrapped.get::<Exception>(), exception.get::<Exception>()) {
                wrapped.traceback.set(inner.traceback.get());
            }
            return Ok((Value::NONE, wrapped));
        }
        if !self.is_group(exception) {
            return Ok((exception.clone(), Value::NONE));
        }
        let split = self.intern("split");
        let pair = self.call_method(exception, &split, std::slice::from_ref(classes))?;
        match pair.get::<Tuple>().map(|pair| pair.items()) {
            Some([matched, rest, ..]) => Ok((rest.clone(), matched.clone())),
            _ => {
                let (class, given) = (self.type_of(exception).name(), self.type_of(&pair).name());
                let message = match pair.get::<Tuple>() {
                    Some(pair) => format!("{class}.split must return a 2-tuple, got tuple of size {}", pair.items().len()),
                    None => format!("{class}.split must return a tuple, not {given}"),
                };
                Err(self.type_error(message))
            }
        }
    }

    fn is_group(&self, exception: &Value) -> bool {
        self.is_instance(exception, self.exceptions.class(Kind::BaseExceptionGroup))
    }

    fn check_group_classes(&mut self, classes: &Value) -> PyResult<()> {
        let group = self.exceptions.class(Kind::BaseExceptionGroup).clone();
        let items: Vec<Value> = match classes.get::<Tuple>() {
            Some(tuple) => tuple.items().to_vec(),
            None => vec![classes.clone()],
        };
        for class in items {
            let class = class.get::<crate::object::Type>();
            if !class.is_some_and(|class| self.is_exception_class(class)) {
                return Err(self.type_error("catching classes that do not inherit from BaseException is not allowed"));
            }
            if class.is_some_and(|class| class.is_subtype(&group, self)) {
                return Err(self.type_error("catching ExceptionGroup with except* is not allowed. Use except instead."));
            }
        }
        Ok(())
    }

    /// What is raised at the end of `try`/`except*`: what was not caught and what handlers raised.
    pub(super) fn prepare_reraise_star(&mut self, original: &Value, raised: &Value) -> PyResult {
        let items = raised.get::<List>().map(|list| list.items(self).clone()).unwrap_or_default();
        let items: Vec<Value> = items.into_iter().filter(|item| !item.is_none()).collect();
        if items.is_empty() {
            return Ok(Value::NONE);
        }
        if !self.is_group(original) {
            // It was wrapped: there is one at most.
            return Ok(items[0].clone());
        }
        let (mut fresh, mut again) = (Vec::new(), Vec::new());
        for item in items {
            if self.is_same_metadata(&item, original) { again.push(item) } else { fresh.push(item) }
        }
        let reraised = self.merge_parts(original, &again)?;
        if fresh.is_empty() {
            return Ok(reraised);
        }
        if !reraised.is_none() {
            fresh.push(reraised);
        }
        if fresh.len() == 1 {
            return Ok(fresh.swap_remove(0));
        }
        let group = self.exceptions.class(Kind::BaseExceptionGroup).value().clone();
        let (message, list) = (self.str(""), self.list(fresh));
        self.call(&group, &[message, list])
    }

    fn is_same_metadata(&self, a: &Value, b: &Value) -> bool {
        let (Some(a), Some(b)) = (a.get::<Exception>(), b.get::<Exception>()) else { return false };
        a.traceback.get().is(&b.traceback.get()) && a.cause.get().is(&b.cause.get()) && a.context.get().is(&b.context.get())
    }

    /// The part of a group that some of its parts make up.
    fn merge_parts(&mut self, original: &Value, parts: &[Value]) -> PyResult {
        let mut leaves = Vec::new();
        let mut pending: Vec<Value> = parts.to_vec();
        while let Some(part) = pending.pop() {
            match self.group_members(&part) {
                Some(members) => pending.extend(members),
                None => leaves.push(part),
            }
        }
        if leaves.is_empty() {
            return Ok(Value::NONE);
        }
        self.project_group(original, &leaves)
    }

    fn group_members(&self, exception: &Value) -> Option<Vec<Value>> {
        if !self.is_group(exception) {
            return None;
        }
        let members = self.exception_field(exception.get::<Exception>()?, "exceptions")?;
        Some(members.get::<Tuple>()?.items().to_vec())
    }

    /// A group with only those of its leaves, in its structure.
    fn project_group(&mut self, group: &Value, leaves: &[Value]) -> PyResult {
        self.check_native_stack()?;
        let Some(members) = self.group_members(group) else {
            return Ok(if leaves.iter().any(|leaf| leaf.is(group)) { group.clone() } else { Value::NONE });
        };
        let mut kept = Vec::new();
        for member in &members {
            let part = self.project_group(member, leaves)?;
            if !part.is_none() {
                kept.push(part);
            }
        }
        if kept.is_empty() {
            return Ok(Value::NONE);
        }
        let derive = self.intern("derive");
        let kept = self.list(kept);
        let derived = self.call_method(group, &derive, &[kept])?;
        if let (Some(derived), Some(group)) = (derived.get::<Exception>(), group.get::<Exception>()) {
            derived.traceback.set(group.traceback.get());
            derived.context.set(group.context.get());
            derived.cause.set(group.cause.get());
            derived.suppress_context.set(true);
            let name = self.names().__notes__.clone();
            if let Some(notes) = group.header().attribute(&name, self) {
                derived.header().set_attribute(&name, notes, self);
            }
        }
        Ok(derived)
    }
}
