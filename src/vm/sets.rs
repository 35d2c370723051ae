//! Sets: membership by Python's equality.

use super::Vm;
use super::raised::PyResult;
use crate::object::{DictTable, HeapCell, Set, Value};
use std::cell::Cell;

impl Vm {
    pub fn new_set(&mut self) -> Value {
        let class = self.types().set.clone();
        self.alloc(&class, Set { table: HeapCell::new(DictTable::default()), hash: Cell::new(0) }).into_value()
    }

    pub fn frozenset_constant(&mut self, items: Vec<Value>) -> Value {
        let class = self.types().frozenset.clone();
        let set = self.alloc(&class, Set { table: HeapCell::new(DictTable::default()), hash: Cell::new(0) }).into_value();
        for item in items {
            // Constants hash and compare without running code.
            let _ = self.set_insert(&set, &item);
        }
        set
    }

    pub fn set_insert(&mut self, set: &Value, item: &Value) -> PyResult<()> {
        let Some(set) = set.get::<Set>() else { return Ok(()) };
        let hash = self.hash(item)?;
        for place in set.table.get(self).candidates(hash) {
            let Some(known) = set.table.get(self).entry(place).map(|entry| entry.key.clone()) else { break };
            if self.equal(&known, item)? {
                return Ok(());
            }
        }
        set.table.get_mut(self).insert_new(hash, item.clone(), Value::NONE);
        Ok(())
    }
}
