//! The hash table of dicts: entries in the order of insertion, and places in them by hash.
//!
//! Knows nothing of Python's equality, which may run code: callers look at candidates one by one. Strings, whose comparison
//! runs none, have functions of their own.

use super::text::Str;
use super::value::Value;
use hashbrown::HashTable;

/// One entry. Deleted ones stay as holes, their key NULL, until the table is packed.
#[derive(Debug)]
pub struct Entry {
    pub hash: i64,
    pub key: Value,
    pub value: Value,
}

#[derive(Debug, Default)]
pub struct DictTable {
    entries: Vec<Entry>,
    places: HashTable<u32>,
    /// Changes when keys are added or removed or entries move, not when a value is replaced: while it stays, an entry's place
    /// can be remembered. 0 until someone asks for it.
    layout: u32,
    /// How many entries, holes included, there can be before the table is packed: as in CPython, for programs that change a
    /// dict while they go over it can tell. Never less than [`LEAST_ROOM`], which 0 stands for.
    room: usize,
}

/// The entries of CPython's smallest table.
const LEAST_ROOM: usize = 5;

/// The entries of CPython's table with so many slots, or the next larger one.
fn room_of(slots: usize) -> usize {
    slots.next_power_of_two().max(8) * 2 / 3
}

/// Up to this many entries are searched one by one, without `places`.
const FEW: usize = 8;

impl DictTable {
    pub fn with_capacity(capacity: usize) -> DictTable {
        let room = if capacity <= LEAST_ROOM { LEAST_ROOM } else { room_of((capacity * 3).div_ceil(2)) };
        DictTable { entries: Vec::with_capacity(capacity), room, ..DictTable::default() }
    }

    pub fn len(&self) -> usize {
        if self.is_indexed() { self.places.len() } else { self.entries.iter().filter(|entry| !entry.key.is_null()).count() }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[inline(always)]
    fn is_indexed(&self) -> bool {
        self.places.capacity() > 0
    }

    /// All entries, holes included: places are stable until the table is packed.
    #[inline(always)]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    #[inline(always)]
    pub fn entry(&self, place: usize) -> Option<&Entry> {
        self.entries.get(place).filter(|entry| !entry.key.is_null())
    }

    /// Entries that are no holes.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.key.is_null())
    }

    #[inline(always)]
    pub fn layout(&self) -> u32 {
        self.layout
    }

    pub fn set_layout(&mut self, version: u32) {
        self.layout = version;
    }

    /// The first place whose key satisfies `is_it`, which runs no Python code.
    #[inline]
    pub fn find(&self, hash: i64, mut is_it: impl FnMut(&Value) -> bool) -> Option<usize> {
        if !self.is_indexed() {
            return self.entries.iter().position(|entry| entry.hash == hash && !entry.key.is_null() && is_it(&entry.key));
        }
        let found = self.places.find(spread(hash), |place| {
            let entry = &self.entries[*place as usize];
            entry.hash == hash && is_it(&entry.key)
        });
        found.map(|place| *place as usize)
    }

    /// The place of a str key.
    #[inline]
    pub fn find_str(&self, name: &Value, text: &Str, bytes: &[u8]) -> Option<usize> {
        let hash = text.hash_of(bytes);
        self.find(hash, |key| key.is(name) || key.get::<Str>().is_some_and(|key| key.as_bytes() == bytes))
    }

    /// The places of the keys with a hash, in the order in which they came: those that Python's equality has to be asked about.
    pub fn candidates(&self, hash: i64) -> Vec<usize> {
        if !self.is_indexed() {
            let of_hash = |(_, entry): &(usize, &Entry)| entry.hash == hash && !entry.key.is_null();
            return self.entries.iter().enumerate().filter(of_hash).map(|(place, _)| place).collect();
        }
        let all = self.places.iter_hash(spread(hash)).map(|place| *place as usize);
        let mut places: Vec<usize> = all.filter(|place| self.entries[*place].hash == hash).collect();
        places.sort_unstable();
        places
    }

    /// Adds a key that is not there.
    pub fn insert_new(&mut self, hash: i64, key: Value, value: Value) -> usize {
        self.layout = 0;
        if self.entries.len() >= self.room.max(LEAST_ROOM) {
            self.make_room();
        }
        let place = self.entries.len();
        self.entries.push(Entry { hash, key, value });
        if self.is_indexed() {
            let entries = &self.entries;
            self.places.insert_unique(spread(hash), place as u32, |place| spread(entries[*place as usize].hash));
        } else if place >= FEW {
            self.index();
        }
        place
    }

    #[inline(always)]
    pub fn replace(&mut self, place: usize, value: Value) -> Value {
        std::mem::replace(&mut self.entries[place].value, value)
    }

    pub fn remove(&mut self, place: usize) -> Entry {
        self.layout = 0;
        let hash = self.entries[place].hash;
        if self.is_indexed()
            && let Ok(found) = self.places.find_entry(spread(hash), |found| *found as usize == place)
        {
            found.remove();
        }
        let hole = Entry { hash: 0, key: Value::NULL, value: Value::NULL };
        std::mem::replace(&mut self.entries[place], hole)
    }

    pub fn pop_last(&mut self) -> Option<Entry> {
        let place = self.entries.iter().rposition(|entry| !entry.key.is_null())?;
        let entry = self.remove(place);
        self.entries.truncate(place);
        Some(entry)
    }

    /// Room for three times as many keys as there are; holes are closed.
    fn make_room(&mut self) {
        let len = self.len();
        self.room = room_of(len * 3);
        if len < self.entries.len() {
            self.layout = 0;
            self.entries.retain(|entry| !entry.key.is_null());
            if self.is_indexed() {
                self.index();
            }
        }
    }

    fn index(&mut self) {
        self.places.clear();
        let entries = &self.entries;
        self.places.reserve(entries.len() + 1, |place| spread(entries[*place as usize].hash));
        for (place, entry) in entries.iter().enumerate().filter(|(_, entry)| !entry.key.is_null()) {
            self.places.insert_unique(spread(entry.hash), place as u32, |place| spread(entries[*place as usize].hash));
        }
    }

    pub fn copy(&self) -> DictTable {
        let entries =
            self.iter().map(|Entry { hash, key, value }| Entry { hash: *hash, key: key.clone(), value: value.clone() });
        let mut copy = DictTable { entries: Vec::with_capacity(self.len()), ..DictTable::default() };
        copy.entries.extend(entries);
        copy.room = self.room.max(copy.entries.len());
        if copy.entries.len() == self.entries.len() {
            copy.places = self.places.clone();
        } else if copy.entries.len() > FEW {
            copy.index();
        }
        copy
    }
}

/// Python's hashes of integers are the integers: the table wants the high bits to differ too.
#[inline(always)]
fn spread(hash: i64) -> u64 {
    let product = u128::from(hash as u64) * u128::from(0x9e37_79b9_7f4a_7c15_u64);
    (product as u64) ^ (product >> 64) as u64
}
