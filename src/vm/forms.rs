//! How attributes were found on objects of some shape or type: a small table that instructions ask which meet objects of too many
//! kinds to remember one themselves.
//!
//! `unsafe` for the values that entries remember without holding them.

#![allow(unsafe_code)]

use super::op::Op;
use crate::object::Value;
use std::cell::Cell;

const ENTRIES: usize = 1 << 11;

/// The form of an instruction that finds an attribute.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    pub op: Op,
    /// The slot or the place in a dict where it is, if it is in one.
    pub place: u32,
    /// The word of the value that the class has, not held; 0 if it is not there.
    value: u64,
}

impl Form {
    pub fn slot(op: Op, place: usize) -> Form {
        Form { op, place: place as u32, value: 0 }
    }

    pub fn of_class(op: Op, value: &Value) -> Form {
        Form { op, place: 0, value: value.bits() }
    }

    /// The value that the class has.
    #[inline(always)]
    pub fn value(&self) -> Option<Value> {
        if self.value == 0 {
            return None;
        }
        // SAFETY: forms are given out for the version that the class had when it had the value, or inherited it, and has still:
        // every change of a class gives it a new version first.
        Some(unsafe { Value::from_bits_alive(self.value) })
    }
}

#[derive(Clone, Copy, Default)]
struct Entry {
    /// Of the shape or type. 0 for an entry that is free.
    version: u32,
    name: u64,
    form: Option<Form>,
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
        entry.form
    }

    pub fn put(&self, version: u32, name: &Value, wanted: Wanted, form: Form) {
        let name = name.bits() ^ wanted as u64;
        self.entry(version, name).set(Entry { version, name, form: Some(form) });
    }
}
