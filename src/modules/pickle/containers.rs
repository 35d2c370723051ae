//! How tuples, lists, dicts and sets are written: what is inside them one after the other, in batches.

use super::opcode;
use super::save::{BATCH, Open, OpenDict, Writer};
use crate::object::{Dict, List, Set, Tuple, Value};
use crate::vm::{PyResult, Vm};

impl Writer {
    pub fn tuple(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        let len = object.get::<Tuple>().map_or(0, |tuple| tuple.items().len());
        if len == 0 {
            match self.protocol {
                0 => self.out.put(&[opcode::MARK, opcode::TUPLE]),
                _ => self.out.op(opcode::EMPTY_TUPLE),
            }
            return Ok(());
        }
        if !self.counts(len) {
            self.out.op(opcode::MARK);
        }
        self.push(vm, Open::Tuple { tuple: object.clone(), next: 0 })
    }

    /// Whether there is an instruction for tuples of that length.
    pub fn counts(&self, len: usize) -> bool {
        len <= 3 && self.protocol >= 2
    }

    pub fn tuple_items(&mut self, vm: &mut Vm) -> PyResult<()> {
        let depth = self.open.len();
        let Some(Open::Tuple { tuple: object, next }) = self.open.last() else { return Ok(()) };
        let (object, mut at) = (object.clone(), *next);
        let Some(tuple) = object.get::<Tuple>() else { return Ok(()) };
        let items = tuple.items();
        while let Some(item) = items.get(at) {
            at += 1;
            let saved = self.save(vm, item);
            if saved.is_err() || self.open.len() != depth {
                if let Some(Open::Tuple { next, .. }) = self.open.get_mut(depth - 1) {
                    *next = at;
                }
                return saved;
            }
        }
        self.open.pop();
        match self.memo.get(&object) {
            // It is within itself, and so has been written by now: what is on the stack is not needed.
            Some(number) => {
                match (self.counts(items.len()), self.binary) {
                    (true, _) => (0..items.len()).for_each(|_| self.out.op(opcode::POP)),
                    (false, true) => self.out.op(opcode::POP_MARK),
                    (false, false) => (0..=items.len()).for_each(|_| self.out.op(opcode::POP)),
                }
                self.recall(vm, number)
            }
            None => {
                let op = match (self.counts(items.len()), items.len()) {
                    (true, 1) => opcode::TUPLE1,
                    (true, 2) => opcode::TUPLE2,
                    (true, _) => opcode::TUPLE3,
                    _ => opcode::TUPLE,
                };
                self.out.op(op);
                self.keep(vm, &object)
            }
        }
    }

    pub fn list(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        let Some(list) = object.get::<List>() else { return Ok(()) };
        self.enter_fast(vm, object)?;
        match self.binary {
            true => self.out.op(opcode::EMPTY_LIST),
            false => self.out.put(&[opcode::MARK, opcode::LIST]),
        }
        self.keep(vm, object)?;
        let len = list.items(vm).len();
        if len == 0 {
            self.leave_fast(object);
            return Ok(());
        }
        if self.protocol == 0 {
            let iterator = vm.iter(object)?;
            return self.iterate(vm, object, iterator, false);
        }
        if len > 1 {
            self.out.op(opcode::MARK);
        }
        self.push(vm, Open::List { list: object.clone(), next: 0, batch: 0, single: len == 1 })
    }

    pub fn list_items(&mut self, vm: &mut Vm) -> PyResult<()> {
        let depth = self.open.len();
        let Some(Open::List { list: object, next, batch, single }) = self.open.last() else { return Ok(()) };
        let (object, mut at, mut count, single) = (object.clone(), *next, *batch, *single);
        let Some(list) = object.get::<List>() else { return Ok(()) };
        let most = if single { 1 } else { BATCH };
        loop {
            while count < most
                && let Some(item) = list.items(vm).get(at).cloned()
            {
                (at, count) = (at + 1, count + 1);
                let saved = self.save(vm, &item);
                if saved.is_err() || self.open.len() != depth {
                    if let Some(Open::List { next, batch, .. }) = self.open.get_mut(depth - 1) {
                        (*next, *batch) = (at, count);
                    }
                    return saved;
                }
            }
            self.out.op(if single { opcode::APPEND } else { opcode::APPENDS });
            if single || at >= list.items(vm).len() {
                break;
            }
            self.out.op(opcode::MARK);
            count = 0;
            vm.attend()?;
        }
        self.open.pop();
        self.leave_fast(&object);
        Ok(())
    }

    pub fn dict(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        let Some(dict) = object.get::<Dict>() else { return Ok(()) };
        self.enter_fast(vm, object)?;
        match self.binary {
            true => self.out.op(opcode::EMPTY_DICT),
            false => self.out.put(&[opcode::MARK, opcode::DICT]),
        }
        self.keep(vm, object)?;
        let len = dict.len(vm);
        if len == 0 {
            self.leave_fast(object);
            return Ok(());
        }
        if self.protocol == 0 {
            let name = vm.names().items.clone();
            let items = vm.call_method(object, &name, &[])?;
            let iterator = vm.iter(&items)?;
            return self.iterate(vm, object, iterator, true);
        }
        if len > 1 {
            self.out.op(opcode::MARK);
        }
        let (key, value, single) = (Value::NULL, Value::NULL, len == 1);
        let open = OpenDict { dict: object.clone(), place: 0, batch: 0, len, single, key, value, in_value: false };
        self.push(vm, Open::Dict(Box::new(open)))
    }

    pub fn dict_items(&mut self, vm: &mut Vm) -> PyResult<()> {
        let depth = self.open.len();
        let Some(Open::Dict(open)) = self.open.last_mut() else { return Ok(()) };
        let (object, mut place, mut count) = (open.dict.clone(), open.place, open.batch);
        let (len, single) = (open.len, open.single);
        let mut pending = match (open.in_value, open.key.is_null()) {
            (false, false) => Some((std::mem::take(&mut open.key), std::mem::take(&mut open.value))),
            _ => None,
        };
        (open.in_value, open.key) = (false, Value::NULL);
        let Some(dict) = object.get::<Dict>() else { return Ok(()) };
        let most = if single { 1 } else { BATCH };
        loop {
            loop {
                let has_key = pending.is_some();
                let (key, value) = match pending.take() {
                    Some(pair) => pair,
                    None if count == most => break,
                    None => match dict.table(vm).entry(place) {
                        Some(entry) => {
                            place += 1;
                            if entry.key.is_null() {
                                continue;
                            }
                            entry.pair()
                        }
                        None if place < dict.table(vm).entries().len() => {
                            place += 1;
                            continue;
                        }
                        None => break,
                    },
                };
                if !has_key {
                    count += 1;
                    let saved = self.save(vm, &key);
                    if saved.is_err() || self.open.len() != depth {
                        self.leave_dict(depth, place, count, (key, value), false);
                        return saved;
                    }
                }
                let saved = self.save(vm, &value);
                if saved.is_err() || self.open.len() != depth {
                    self.leave_dict(depth, place, count, (key, value), true);
                    return saved;
                }
            }
            self.out.op(if single { opcode::SETITEM } else { opcode::SETITEMS });
            if single {
                break;
            }
            if dict.len(vm) != len {
                return Err(vm.runtime_error("dictionary changed size during iteration"));
            }
            if count < BATCH {
                break;
            }
            // As CPython, even if no more is to come.
            self.out.op(opcode::MARK);
            count = 0;
            vm.attend()?;
        }
        self.open.pop();
        self.leave_fast(&object);
        Ok(())
    }

    /// Notes how far a dict is while a key or value of it is being written.
    pub fn leave_dict(&mut self, depth: usize, place: usize, batch: usize, pair: (Value, Value), in_value: bool) {
        if let Some(Open::Dict(open)) = self.open.get_mut(depth - 1) {
            (open.place, open.batch, open.in_value) = (place, batch, in_value);
            (open.key, open.value) = pair;
        }
    }

    pub fn set(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        if self.protocol < 4 {
            return self.old_set(vm, object);
        }
        self.out.op(opcode::EMPTY_SET);
        self.keep(vm, object)?;
        let len = vm.len(object)?;
        if len == 0 {
            return Ok(());
        }
        self.out.op(opcode::MARK);
        self.push(vm, Open::Set { set: object.clone(), slot: 0, batch: 0, len, saving: false })
    }

    /// Before protocol 4: a call of the class with a list.
    pub fn old_set(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        let items = vm.collect(object)?;
        let args = vm.tuple([vm.list(items)]);
        let class = vm.type_of(object).value();
        self.reduce(vm, object, vec![class, args], false)
    }

    pub fn set_items(&mut self, vm: &mut Vm) -> PyResult<()> {
        let depth = self.open.len();
        let Some(Open::Set { set: object, slot, batch, len, saving }) = self.open.last_mut() else { return Ok(()) };
        *saving = false;
        let (object, mut from, mut count, len) = (object.clone(), *slot, *batch, *len);
        let Some(set) = object.get::<Set>() else { return Ok(()) };
        loop {
            while count < BATCH
                && let Some((at, _, element)) = vm.set_next(set, from)
            {
                (from, count) = (at + 1, count + 1);
                let saved = self.save(vm, &element);
                if saved.is_err() || self.open.len() != depth {
                    if let Some(Open::Set { slot, batch, saving, .. }) = self.open.get_mut(depth - 1) {
                        (*slot, *batch, *saving) = (from, count, true);
                    }
                    return saved;
                }
            }
            self.out.op(opcode::ADDITEMS);
            if vm.len(&object)? != len {
                return Err(vm.runtime_error("set changed size during iteration"));
            }
            if count < BATCH {
                break;
            }
            self.out.op(opcode::MARK);
            count = 0;
            vm.attend()?;
        }
        self.open.pop();
        Ok(())
    }

    pub fn frozenset(&mut self, vm: &mut Vm, object: &Value) -> PyResult<()> {
        if self.protocol < 4 {
            return self.old_set(vm, object);
        }
        self.enter_fast(vm, object)?;
        self.out.op(opcode::MARK);
        self.push(vm, Open::FrozenSet { set: object.clone(), slot: 0 })
    }

    pub fn frozenset_items(&mut self, vm: &mut Vm) -> PyResult<()> {
        let depth = self.open.len();
        let Some(Open::FrozenSet { set: object, slot }) = self.open.last() else { return Ok(()) };
        let (object, mut from) = (object.clone(), *slot);
        let Some(set) = object.get::<Set>() else { return Ok(()) };
        while let Some((at, _, element)) = vm.set_next(set, from) {
            from = at + 1;
            let saved = self.save(vm, &element);
            if saved.is_err() || self.open.len() != depth {
                if let Some(Open::FrozenSet { slot, .. }) = self.open.get_mut(depth - 1) {
                    *slot = from;
                }
                return saved;
            }
        }
        self.open.pop();
        self.leave_fast(&object);
        match self.memo.get(&object) {
            Some(number) => {
                self.out.op(opcode::POP_MARK);
                self.recall(vm, number)
            }
            None => {
                self.out.op(opcode::FROZENSET);
                self.keep(vm, &object)
            }
        }
    }
}
