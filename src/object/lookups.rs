//! What names were found to mean on types: a small table that is asked before the order of bases is searched.
//!
//! `unsafe` gives out values that it does not hold. Sound because an entry counts only for the version that the type had then: a type
//! gets another before anything that it has or inherits goes, and no version comes twice.

#![allow(unsafe_code)]

use super::value::Value;
use std::cell::Cell;

const ENTRIES: usize = 1 << 12;

pub struct Lookups {
    entries: Box<[Cell<Entry>]>,
}

#[derive(Clone, Copy, Default)]
struct Entry {
    version: u32,
    name: u64,
    value: u64,
}

impl Default for Lookups {
    fn default() -> Lookups {
        Lookups { entries: vec![Cell::default(); ENTRIES].into_boxed_slice() }
    }
}

impl Lookups {
    #[inline(always)]
    fn entry(&self, version: u32, name: &Value) -> &Cell<Entry> {
        let mixed = (name.bits() >> 4) as usize ^ (version as usize).wrapping_mul(0x9e37_79b1);
        &self.entries[mixed % ENTRIES]
    }

    /// What an interned name means on the type that has this version, NULL for nothing; `None` if that is not known.
    #[inline]
    pub fn get(&self, version: u32, name: &Value) -> Option<Value> {
        let entry = self.entry(version, name).get();
        if entry.version != version || entry.name != name.bits() {
            return None;
        }
        // SAFETY: the type has this version still, so it, or a type that it inherits from, holds the value.
        Some(unsafe { Value::from_bits_alive(entry.value) })
    }

    pub fn clear(&self) {
        self.entries.iter().for_each(|entry| entry.set(Entry::default()));
    }

    pub fn put(&self, version: u32, name: &Value, value: &Value) {
        self.entry(version, name).set(Entry { version, name: name.bits(), value: value.bits() });
    }
}
