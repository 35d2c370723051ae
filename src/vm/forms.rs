//! How attributes were found on objects of some shape or type: a small table that instructions ask which meet objects of too many
//! kinds to remember one themselves.

use super::op::Op;
use crate::object::Value;
use std::cell::Cell;

const ENTRIES: usize = 1 << 11;

/// The form of an instruction that finds an attribute, and the slot or the place in a dict where it is, if it is in one.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    pub op: Op,
    pub place: u32,
}

#[derive(Clone, Copy, Default)]
struct Entry {
    /// Of the shape or type. 0 for an entry that is free.
    version: u32,
    place: u32,
    name: u64,
    op: Option<Op>,
}

pub struct Forms {
    entries: Box<[Cell<Entry>]>,
    /// How often names had been freed when the entries were made: they go by the addresses of names.
    names_forgotten: Cell<u32>,
}

impl Default for Forms {
    fn default() -> Forms {
        Forms { entries: vec![Cell::default(); ENTRIES].into_boxed_slice(), names_forgotten: Cell::new(0) }
    }
}

/// What instructions want of an attribute, in bits that the words of names do not use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Value = 0,
    Method = 2,
    Place = 4,
}

impl Forms {
    /// The table, emptied if names were freed since.
    #[inline(always)]
    pub fn since(&self, names_forgotten: u32) -> &Forms {
        if self.names_forgotten.replace(names_forgotten) != names_forgotten {
            self.entries.iter().for_each(|entry| entry.set(Entry::default()));
        }
        self
    }

    #[inline(always)]
    fn entry(&self, version: u32, name: u64) -> &Cell<Entry> {
        let mixed = (name >> 4) as usize ^ (version as usize).wrapping_mul(0x9e37_79b1) ^ (name & 7) as usize;
        &self.entries[mixed % ENTRIES]
    }

    #[inline(always)]
    pub fn get(&self, version: u32, name: &Value, wanted: Wanted) -> Option<Form> {
        let name = name.bits() ^ wanted as u64;
        let entry = self.entry(version, name).get();
        if entry.version != version || entry.name != name {
            return None;
        }
        entry.op.map(|op| Form { op, place: entry.place })
    }

    pub fn put(&self, version: u32, name: &Value, wanted: Wanted, form: Form) {
        let name = name.bits() ^ wanted as u64;
        self.entry(version, name).set(Entry { version, place: form.place, name, op: Some(form.op) });
    }
}
