//! Lists, sets, dicts: building, extending, unpacking.

use crate::object::{Dict, DictTable, List, Set, Tuple, Value};
use crate::vm::call::text;
use crate::vm::op::Op;
use crate::vm::raised::{PyResult, Raised};
use crate::vm::registers::Registers;
use crate::vm::{ExceptionKind, Vm};

impl Vm {
    pub(in crate::vm) fn build_set(&mut self, r: &mut Registers, count: u32) -> PyResult<()> {
        let items = r.take_operands(count as usize);
        let set = self.new_set();
        for item in items {
            self.set_insert(&set, &item)?;
        }
        r.push(set);
        Ok(())
    }

    pub(in crate::vm) fn build_map(&mut self, r: &mut Registers, count: u32) -> PyResult<()> {
        let items = r.take_operands(2 * count as usize);
        let dict = self.alloc(&self.types().dict, Dict::new(DictTable::with_capacity(count as usize)));
        for pair in items.chunks_exact(2) {
            self.dict_set(&dict, &pair[0], pair[1].clone())?;
        }
        r.push(dict.into_value());
        Ok(())
    }

    pub(in crate::vm) fn list_extend(&mut self, r: &mut Registers, depth: u32) -> PyResult<()> {
        let iterable = r.pop();
        let items = match self.collect(&iterable) {
            Ok(items) => items,
            Err(raised) => {
                // Of what is no iterable the message speaks of the star.
                let class = self.type_of(&iterable).to_ref();
                let iterates = class.has_special(crate::object::Special::Iter, self)
                    || class.has_special(crate::object::Special::GetItem, self);
                if raised.is(ExceptionKind::TypeError, self) && !iterates {
                    let class = class.name();
                    return Err(self.type_error(format!("Value after * must be an iterable, not {class}")));
                }
                return Err(raised);
            }
        };
        if let Some(list) = r.peek(depth as usize).get::<List>() {
            list.items_mut(self).extend(items);
        }
        Ok(())
    }

    pub(in crate::vm) fn set_add(&mut self, r: &mut Registers, depth: u32) -> PyResult<()> {
        let (item, set) = (r.pop(), r.peek(depth as usize).clone());
        self.set_insert(&set, &item)
    }

    pub(in crate::vm) fn set_update_arm(&mut self, r: &mut Registers, depth: u32) -> PyResult<()> {
        let (iterable, set) = (r.pop(), r.peek(depth as usize).clone());
        match set.get::<Set>() {
            Some(set) => self.set_update(set, &iterable),
            None => Ok(()),
        }
    }

    pub(in crate::vm) fn map_add(&mut self, r: &mut Registers, depth: u32) -> PyResult<()> {
        let (value, key, dict) = (r.pop(), r.pop(), r.peek(depth as usize).clone());
        match dict.get::<Dict>() {
            Some(dict) => self.dict_set(dict, &key, value),
            None => Ok(()),
        }
    }

    pub(in crate::vm) fn dict_update_arm(&mut self, r: &mut Registers, depth: u32) -> PyResult<()> {
        let (other, dict) = (r.pop(), r.peek(depth as usize).clone());
        let Some(dict) = dict.get::<Dict>() else { return Ok(()) };
        match self.dict_update(dict, &other) {
            Err(raised) if raised.is(ExceptionKind::AttributeError, self) => {
                let class = self.type_of(&other).name();
                Err(self.type_error(format!("'{class}' object is not a mapping")))
            }
            result => result,
        }
    }

    /// `DICT_MERGE`: keyword arguments from a mapping; a name twice is an error.
    pub(in crate::vm) fn dict_merge(&mut self, r: &mut Registers, depth: u32) -> PyResult<()> {
        let (other, dict) = (r.pop(), r.peek(depth as usize).clone());
        let function = r.peek(depth as usize + 3).clone();
        let Some(dict) = dict.get::<Dict>() else { return Ok(()) };
        let is_dict = other.get::<Dict>().is_some_and(|other| !self.overrides_iteration(other));
        if let Some(other) = other.get::<Dict>().filter(|_| is_dict && dict.len(self) == 0) {
            *dict.table_mut(self) = other.table(self).copy();
            return Ok(());
        }
        let more = self.new_dict();
        let copied = match is_dict {
            true => self.dict_update(&more, &other).map(|()| None),
            false => self.dict_update_by_keys(&more, &other, true),
        };
        match copied {
            Ok(None) => {}
            Ok(Some(twice)) => return Err(self.multiple_values(&function, &twice)),
            Err(raised) if raised.is(ExceptionKind::AttributeError, self) => {
                let (function, class) = (self.callable_name(&function), self.type_of(&other).name());
                return Err(self.type_error(format!("{function} argument after ** must be a mapping, not {class}")));
            }
            Err(raised) => return Err(raised),
        }
        let pairs: Vec<(i64, Value, Value)> =
            more.table(self).iter().map(|entry| (entry.hash, entry.key.clone(), entry.value.clone())).collect();
        for (hash, key, value) in pairs {
            if self.dict_find(dict, &key, hash)?.is_some() {
                return Err(self.multiple_values(&function, &key));
            }
            self.dict_set_hashed(dict, &key, hash, value)?;
        }
        Ok(())
    }

    #[cold]
    fn multiple_values(&mut self, function: &Value, name: &Value) -> Raised {
        let (function, name) = (self.callable_name(function), self.to_str(name));
        let name = match name {
            Ok(name) => text(&name),
            Err(raised) => return raised,
        };
        self.type_error(format!("{function} got multiple values for keyword argument '{name}'"))
    }

    /// How messages about a call name what is called.
    pub(in crate::vm) fn callable_name(&mut self, callable: &Value) -> String {
        let (qualname, module) = (self.names().__qualname__.clone(), self.names().__module__.clone());
        let name = self.try_getattr(callable, &qualname).ok().flatten();
        let Some(name) = name.filter(|name| name.is_a::<crate::object::Str>()) else { return self.repr_lossy(callable) };
        let module = self.try_getattr(callable, &module).ok().flatten();
        match module.filter(|module| module.is_a::<crate::object::Str>()).map(|module| text(&module)) {
            Some(module) if module != "builtins" => format!("{module}.{}()", text(&name)),
            _ => format!("{}()", text(&name)),
        }
    }

    /// Unpacks an exact tuple or list of so many items; tells whether it is one.
    #[inline(always)]
    pub(in crate::vm) fn unpack_items(&self, r: &mut Registers, count: usize) -> bool {
        let sequence = r.pop();
        let Some(items) = self.so_many_items(&sequence, count) else {
            r.push(sequence);
            return false;
        };
        r.skip_caches(Op::UNPACK_SEQUENCE.caches());
        // No closure: one that is not inlined would have the registers' address.
        for item in items.iter().rev() {
            r.push(item.clone());
        }
        true
    }

    pub(in crate::vm) fn unpack_sequence(&mut self, r: &mut Registers, count: u32) -> PyResult<()> {
        let (sequence, count) = (r.pop(), count as usize);
        let class = self.type_of(&sequence).to_ref();
        if class.is(&self.types().tuple)
            && let Some(tuple) = sequence.get::<Tuple>().filter(|tuple| tuple.items().len() == count)
        {
            tuple.items().iter().rev().for_each(|item| r.push(item.clone()));
            return Ok(());
        }
        let items = self.unpack(&sequence, count, None)?;
        items.into_iter().rev().for_each(|item| r.push(item));
        Ok(())
    }

    /// Exactly `before` items of an iterable, or with a starred target between at least `before` and `after`.
    fn unpack(&mut self, sequence: &Value, before: usize, after: Option<usize>) -> PyResult<Vec<Value>> {
        let least = before + after.unwrap_or(0);
        let class = self.type_of(sequence).to_ref();
        let exact = class.is(&self.types().list) || class.is(&self.types().tuple);
        let iterator = match self.iter(sequence) {
            Ok(iterator) => iterator,
            Err(raised)
                if raised.is(ExceptionKind::TypeError, self) && !class.has_special(crate::object::Special::Iter, self) =>
            {
                let class = class.name();
                return Err(self.type_error(format!("cannot unpack non-iterable {class} object")));
            }
            Err(raised) => return Err(raised),
        };
        let mut items = Vec::with_capacity(least);
        while after.is_some() || items.len() <= least {
            match self.next(&iterator)? {
                Some(item) => items.push(item),
                None => break,
            }
        }
        if items.len() < least {
            let at_least = if after.is_some() { "at least " } else { "" };
            let got = items.len();
            return Err(self.value_error(format!("not enough values to unpack (expected {at_least}{least}, got {got})")));
        }
        if after.is_none() && items.len() > least {
            let mut got = String::new();
            if exact || class.is(&self.types().dict) {
                got = format!(", got {}", self.len(sequence)?);
            }
            return Err(self.value_error(format!("too many values to unpack (expected {least}{got})")));
        }
        Ok(items)
    }

    pub(in crate::vm) fn unpack_ex(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let (before, after) = ((operand & 0xff) as usize, (operand >> 8) as usize);
        let sequence = r.pop();
        let mut items = self.unpack(&sequence, before, Some(after))?;
        let last = items.split_off(items.len() - after);
        let middle = items.split_off(before);
        last.into_iter().rev().for_each(|item| r.push(item));
        let middle = self.list(middle);
        r.push(middle);
        items.into_iter().rev().for_each(|item| r.push(item));
        Ok(())
    }

    pub(in crate::vm) fn get_len(&mut self, r: &mut Registers) -> PyResult<()> {
        let value = r.peek(1).clone();
        let len = self.len(&value)?;
        let len = self.int(len as i64);
        r.push(len);
        Ok(())
    }
}
