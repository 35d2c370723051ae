//! Sets: membership by Python's equality.

use super::Vm;
use super::raised::PyResult;
use crate::collections::{SetProbe, SetStep, SetTable};
use crate::object::{HeapCell, Obj, Set, Str, Type, Value};
use std::cell::Cell;

/// Where an element is, or where it would go.
pub enum SetPlace {
    Found(usize),
    Vacant(SetProbe),
}

impl Vm {
    pub fn new_set(&mut self) -> Value {
        let class = self.types().set.clone();
        self.set_of(&class, SetTable::new())
    }

    /// A set or frozenset of a class.
    pub fn set_of(&mut self, class: &Obj<Type>, table: SetTable<Value>) -> Value {
        self.alloc(class, Set { table: HeapCell::new(table), hash: Cell::new(-1) }).into_value()
    }

    pub fn frozenset_constant(&mut self, items: Vec<Value>) -> Value {
        let class = self.types().frozenset.clone();
        let set = self.set_of(&class, SetTable::new());
        for item in items {
            // Constants hash and compare without running code.
            let _ = self.set_insert(&set, &item);
        }
        set
    }

    /// Looks for an element. Comparisons that change the set make the search begin anew.
    pub fn set_find(&mut self, set: &Obj<Set>, element: &Value, hash: i64) -> PyResult<SetPlace> {
        'search: loop {
            let mut probe = set.table.get(self).probe(hash);
            loop {
                match probe.next(set.table.get(self)) {
                    SetStep::Vacant => return Ok(SetPlace::Vacant(probe)),
                    SetStep::Candidate(slot) => {
                        let Some((_, known)) = set.table.get(self).get(slot) else { continue };
                        if known.is(element) || self.same_text(known, element) {
                            return Ok(SetPlace::Found(slot));
                        }
                        let known = known.clone();
                        let equal = self.equal(&known, element)?;
                        if !probe.is_valid(set.table.get(self)) {
                            continue 'search;
                        }
                        if equal {
                            return Ok(SetPlace::Found(slot));
                        }
                    }
                }
            }
        }
    }

    fn same_text(&self, a: &Value, b: &Value) -> bool {
        match (a.get::<Str>(), b.get::<Str>()) {
            (Some(a), Some(b)) => self.both_plain_strs(a, b) && a.as_bytes() == b.as_bytes(),
            _ => false,
        }
    }

    /// Adds an element to a set.
    pub fn set_insert(&mut self, set: &Value, element: &Value) -> PyResult<()> {
        let Some(set) = set.get::<Set>() else { return Ok(()) };
        let hash = self.hash_element(element)?;
        if let SetPlace::Vacant(probe) = self.set_find(set, element, hash)? {
            set.table.get_mut(self).insert(probe, element.clone());
        }
        Ok(())
    }

    /// The hash of what is to be in a set, with the message of 3.14 for what has none.
    pub fn hash_element(&mut self, element: &Value) -> PyResult<i64> {
        self.hash(element)
    }

    pub fn set_contains(&mut self, set: &Obj<Set>, element: &Value) -> PyResult<bool> {
        let hash = self.hash_element(element)?;
        Ok(matches!(self.set_find(set, element, hash)?, SetPlace::Found(_)))
    }

    /// Removes an element; whether it was there.
    pub fn set_remove(&mut self, set: &Obj<Set>, element: &Value) -> PyResult<bool> {
        let hash = self.hash_element(element)?;
        match self.set_find(set, element, hash)? {
            SetPlace::Found(slot) => {
                let removed = set.table.get_mut(self).remove(slot);
                drop(removed);
                Ok(true)
            }
            SetPlace::Vacant(_) => Ok(false),
        }
    }
}
