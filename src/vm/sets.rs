//! Sets: membership by Python's equality, and the operations on whole sets, in the steps that CPython takes (those of
//! [`SetOperations`]), for elements whose equality may run code.

use super::raised::PyResult;
use super::{ExceptionKind, Vm};
use crate::collections::{SetFound, SetOperations, SetStep, SetTable};
use crate::object::{Dict, HeapCell, Obj, Set, Type, Value};
use std::cell::Cell;

/// Where an element is, or where it would go.
enum SetPlace {
    Found(usize),
    Vacant(usize),
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
    #[inline]
    fn set_find(&mut self, set: &Obj<Set>, element: &Value, hash: i64) -> PyResult<SetPlace> {
        match set.table.get(self).look(hash, |known| self.equal_at_once(known, element)) {
            SetFound::At(place) => Ok(SetPlace::Found(place)),
            SetFound::Vacant(place) => Ok(SetPlace::Vacant(place)),
            SetFound::Unclear => self.set_find_by_methods(set, element, hash),
        }
    }

    fn set_find_by_methods(&mut self, set: &Obj<Set>, element: &Value, hash: i64) -> PyResult<SetPlace> {
        'search: loop {
            let mut probe = set.table.get(self).probe(hash);
            loop {
                match probe.next(set.table.get(self)) {
                    SetStep::Vacant => return Ok(SetPlace::Vacant(probe.vacancy(set.table.get(self)))),
                    SetStep::Candidate(slot) => {
                        let Some((_, known)) = set.table.get(self).get(slot) else { continue };
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

    /// Adds an element to a set.
    pub fn set_insert(&mut self, set: &Value, element: &Value) -> PyResult<()> {
        let Some(set) = set.get::<Set>() else { return Ok(()) };
        let hash = self.hash_element(element)?;
        self.set_add_hashed(set, element, hash)?;
        Ok(())
    }

    /// Adds an element whose hash is known; whether it is new.
    pub fn set_add_hashed(&mut self, set: &Obj<Set>, element: &Value, hash: i64) -> PyResult<bool> {
        match self.set_find(set, element, hash)? {
            SetPlace::Found(_) => Ok(false),
            SetPlace::Vacant(place) => {
                set.table.get_mut(self).insert_at(place, hash, element.clone());
                Ok(true)
            }
        }
    }

    pub fn set_has_hashed(&mut self, set: &Obj<Set>, element: &Value, hash: i64) -> PyResult<bool> {
        Ok(matches!(self.set_find(set, element, hash)?, SetPlace::Found(_)))
    }

    pub fn set_remove_hashed(&mut self, set: &Obj<Set>, element: &Value, hash: i64) -> PyResult<bool> {
        match self.set_find(set, element, hash)? {
            SetPlace::Found(slot) => {
                let removed = set.table.get_mut(self).remove(slot);
                drop(removed);
                Ok(true)
            }
            SetPlace::Vacant(_) => Ok(false),
        }
    }

    /// The hash of what is to be in a set.
    pub fn hash_element(&mut self, element: &Value) -> PyResult<i64> {
        self.hash(element).map_err(|raised| self.unusable(raised, element, "a set element"))
    }

    /// A set may be asked for as an element: then a frozenset is meant.
    fn frozen_for_lookup(&mut self, element: &Value) -> Option<Value> {
        let set = element.get::<Set>().filter(|set| set.header().class().is_subtype(&self.types().set, self))?;
        let table = SetOperations::<()>::copy(set.table.get(self));
        let class = self.types().frozenset.clone();
        Some(self.set_of(&class, table))
    }

    /// Looks for what may be a set itself: its hash, and what to compare with.
    fn lookup_hash(&mut self, element: &Value) -> PyResult<(i64, Value)> {
        match self.hash_element(element) {
            Ok(hash) => Ok((hash, element.clone())),
            Err(raised) if raised.is(ExceptionKind::TypeError, self) => match self.frozen_for_lookup(element) {
                Some(frozen) => Ok((self.hash(&frozen)?, frozen)),
                None => Err(raised),
            },
            Err(raised) => Err(raised),
        }
    }

    pub fn set_contains(&mut self, set: &Obj<Set>, element: &Value) -> PyResult<bool> {
        let (hash, element) = self.lookup_hash(element)?;
        self.set_has_hashed(set, &element, hash)
    }

    /// Removes an element; whether it was there.
    pub fn set_remove(&mut self, set: &Obj<Set>, element: &Value) -> PyResult<bool> {
        let (hash, element) = self.lookup_hash(element)?;
        self.set_remove_hashed(set, &element, hash)
    }

    /// The next element from a slot on: its slot, hash and value. The way to walk a set while code runs.
    #[inline]
    pub fn set_next(&self, set: &Obj<Set>, from: usize) -> Option<(usize, i64, Value)> {
        let table = set.table.get(self);
        let slot = table.next(from)?;
        table.get(slot).map(|(hash, element)| (slot, hash, element.clone()))
    }

    /// `set |= other`, in CPython's steps, which decide the order of iteration.
    pub fn set_update(&mut self, set: &Obj<Set>, other: &Value) -> PyResult<()> {
        if let Some(other) = other.get::<Set>() {
            return self.set_merge(set, other);
        }
        if let Some(dict) = other.get::<Dict>().filter(|dict| dict.header().class().is(&self.types().dict)) {
            let count = dict.len(self);
            set.table.get_mut(self).make_room(count);
            let mut place = 0;
            while place < dict.table(self).entries().len() {
                if let Some((hash, key)) = dict.table(self).entry(place).map(|entry| (entry.hash, entry.key.clone())) {
                    self.set_add_hashed(set, &key, hash)?;
                }
                place += 1;
            }
            return Ok(());
        }
        let iterator = self.iter(other)?;
        while let Some(element) = self.next(&iterator)? {
            let hash = self.hash_element(&element)?;
            self.set_add_hashed(set, &element, hash)?;
        }
        Ok(())
    }

    fn set_merge(&mut self, set: &Obj<Set>, other: &Obj<Set>) -> PyResult<()> {
        if set.is(other) || other.table.get(self).is_empty() {
            return Ok(());
        }
        // Both tables are needed at once: the other's is taken out for that long, in which nothing can see it.
        let source = other.table.replace(SetTable::new(), self);
        let at_once = set.table.get_mut(self).copy_from(&source);
        other.table.replace(source, self);
        if at_once {
            return Ok(());
        }
        let mut from = 0;
        while let Some((slot, hash, element)) = self.set_next(other, from) {
            self.set_add_hashed(set, &element, hash)?;
            from = slot + 1;
        }
        Ok(())
    }

    /// A set's elements in a table of their own.
    pub fn set_table_copy(&self, set: &Obj<Set>) -> SetTable<Value> {
        SetOperations::<()>::copy(set.table.get(self))
    }

    /// What of an iterable a set has, added to `result`.
    pub fn set_intersection_into(&mut self, result: &Obj<Set>, set: &Obj<Set>, other: &Value) -> PyResult<()> {
        if let Some(other) = other.get::<Set>() {
            let larger = other.table.get(self).len() > set.table.get(self).len();
            let (walked, asked) = if larger { (set, other) } else { (other, set) };
            let mut from = 0;
            while let Some((slot, hash, element)) = self.set_next(walked, from) {
                if self.set_has_hashed(asked, &element, hash)? {
                    self.set_add_hashed(result, &element, hash)?;
                }
                from = slot + 1;
            }
            return Ok(());
        }
        let iterator = self.iter(other)?;
        while let Some(element) = self.next(&iterator)? {
            // Without the words about elements of a set, as in CPython.
            let hash = self.hash(&element)?;
            if self.set_has_hashed(set, &element, hash)? {
                self.set_add_hashed(result, &element, hash)?;
            }
        }
        Ok(())
    }

    /// `set -= other`.
    pub fn set_difference_update(&mut self, set: &Obj<Set>, other: &Value) -> PyResult<()> {
        let Some(other) = other.get::<Set>() else {
            let iterator = self.iter(other)?;
            while let Some(element) = self.next(&iterator)? {
                let hash = self.hash_element(&element)?;
                self.set_remove_hashed(set, &element, hash)?;
            }
            set.table.get_mut(self).tidy();
            return Ok(());
        };
        if set.is(other) {
            let elements = set.table.get_mut(self).take();
            elements.for_each(drop);
            return Ok(());
        }
        let mut removed = other.to_ref();
        // Of a much larger set, only what both have is taken away.
        if other.table.get(self).len() >> 3 > set.table.get(self).len() {
            let both = self.new_set();
            if let Some(both) = both.get::<Set>() {
                self.set_intersection_into(both, set, &other.borrowed())?;
                removed = both.to_ref();
            }
        }
        let mut from = 0;
        while let Some((slot, hash, element)) = self.set_next(&removed, from) {
            self.set_remove_hashed(set, &element, hash)?;
            from = slot + 1;
        }
        set.table.get_mut(self).tidy();
        Ok(())
    }

    /// `set - other`, added to `result`.
    pub fn set_difference_into(&mut self, result: &Obj<Set>, set: &Obj<Set>, other: &Value) -> PyResult<()> {
        let exact_dict = other.get::<Dict>().filter(|dict| dict.header().class().is(&self.types().dict));
        let other_len = match (other.get::<Set>(), exact_dict) {
            (Some(set), _) => Some(set.table.get(self).len()),
            (_, Some(dict)) => Some(dict.len(self)),
            _ => None,
        };
        // Few are taken from many, or it is not known how many: a copy is made smaller.
        let len = set.table.get(self).len();
        if other_len.is_none_or(|other| len >> 2 > other) {
            let table = self.set_table_copy(set);
            result.table.replace(table, self);
            return self.set_difference_update(result, other);
        }
        let mut from = 0;
        while let Some((slot, hash, element)) = self.set_next(set, from) {
            let has = match (other.get::<Set>(), exact_dict) {
                (Some(other), _) => self.set_has_hashed(other, &element, hash)?,
                (_, Some(dict)) => self.dict_find(dict, &element, hash)?.is_some(),
                _ => false,
            };
            if !has {
                self.set_add_hashed(result, &element, hash)?;
            }
            from = slot + 1;
        }
        Ok(())
    }

    /// `set ^= other`.
    pub fn set_symmetric_update(&mut self, set: &Obj<Set>, other: &Value) -> PyResult<()> {
        if let Some(other) = other.get::<Set>() {
            if set.is(other) {
                let elements = set.table.get_mut(self).take();
                elements.for_each(drop);
                return Ok(());
            }
            let mut from = 0;
            while let Some((slot, hash, element)) = self.set_next(other, from) {
                self.set_toggle(set, &element, hash)?;
                from = slot + 1;
            }
            return Ok(());
        }
        if let Some(dict) = other.get::<Dict>().filter(|dict| dict.header().class().is(&self.types().dict)) {
            let mut place = 0;
            while place < dict.table(self).entries().len() {
                if let Some((hash, key)) = dict.table(self).entry(place).map(|entry| (entry.hash, entry.key.clone())) {
                    self.set_toggle(set, &key, hash)?;
                }
                place += 1;
            }
            return Ok(());
        }
        // What is in an iterable twice counts once.
        let elements = self.new_set();
        if let Some(own) = elements.get::<Set>() {
            self.set_update(own, other)?;
        }
        self.set_symmetric_update(set, &elements)
    }

    fn set_toggle(&mut self, set: &Obj<Set>, element: &Value, hash: i64) -> PyResult<()> {
        if !self.set_remove_hashed(set, element, hash)? {
            self.set_add_hashed(set, element, hash)?;
        }
        Ok(())
    }

    /// Whether all elements of a set are in another.
    pub fn set_is_subset(&mut self, set: &Obj<Set>, other: &Obj<Set>) -> PyResult<bool> {
        if set.table.get(self).len() > other.table.get(self).len() {
            return Ok(false);
        }
        let mut from = 0;
        while let Some((slot, hash, element)) = self.set_next(set, from) {
            if !self.set_has_hashed(other, &element, hash)? {
                return Ok(false);
            }
            from = slot + 1;
        }
        Ok(true)
    }
}
