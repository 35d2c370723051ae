//! The table below `dict`: keys and values in order of insertion, found by hash. Equality is its user's: a lookup is a
//! [`Probe`] that names candidates one by one, so that no closure runs foreign code while the table is borrowed.
//!
//! An empty table owns nothing; up to [`UNINDEXED`] entries own one allocation and are searched in order; more have an
//! [`Index`] beside them.

use super::index::Index;
use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};

/// So many entries are found faster by their hashes alone.
pub const UNINDEXED: usize = 8;

/// Keys with a niche (such as a `NonZero` word) make the mark of a removed entry free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<K, V> {
    pub hash: i64,
    pub key: K,
    pub value: V,
}

#[derive(Clone)]
pub struct DictTable<K, V> {
    entries: Vec<Option<Entry<K, V>>>,
    index: Index,
    live: u32,
    changes: u32,
    version: Version,
}

/// Drawn when first asked for, so that the numbers last.
#[derive(Default)]
struct Version(Cell<u32>);

/// A copy may change without the original.
impl Clone for Version {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<K, V> Default for DictTable<K, V> {
    fn default() -> Self {
        Self { entries: Vec::new(), index: Index::None, live: 0, changes: 0, version: Version::default() }
    }
}

/// A lookup under way.
#[derive(Clone, Copy, Debug)]
pub struct Probe {
    hash: i64,
    cell: usize,
    changes: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The entry with this number has the hash: is its key the one?
    Candidate(usize),
    /// The key is not there.
    Vacant,
}

impl Probe {
    pub fn hash(&self) -> i64 {
        self.hash
    }

    /// Has the table kept its keys since the probe began? If not, begin anew.
    pub fn is_valid<K, V>(&self, table: &DictTable<K, V>) -> bool {
        self.changes == table.changes
    }

    pub fn next<K, V>(&mut self, table: &DictTable<K, V>) -> Step {
        if table.index.is_none() {
            while let Some(entry) = table.entries.get(self.cell) {
                self.cell += 1;
                if entry.as_ref().is_some_and(|entry| entry.hash == self.hash) {
                    return Step::Candidate(self.cell - 1);
                }
            }
            return Step::Vacant;
        }
        while let Some(number) = table.index.get(self.cell) {
            self.cell = table.index.after(self.cell);
            if table.get(number).is_some_and(|entry| entry.hash == self.hash) {
                return Step::Candidate(number);
            }
        }
        Step::Vacant
    }
}

impl<K, V> DictTable<K, V> {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn with_room(entries: usize) -> Self {
        let mut table = Self::new();
        table.reserve(entries);
        table
    }

    pub fn len(&self) -> usize {
        self.live as usize
    }

    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Counts additions and removals of keys, and moves of entries; not new values. Wraps around.
    pub fn changes(&self) -> u32 {
        self.changes
    }

    /// A number that no other state of any table's keys has, as long as keys neither come, go nor move: an inline cache
    /// may remember it together with an entry's number. 0 if the numbers are used up: then nothing may be remembered.
    pub fn layout_version(&self) -> u32 {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        if self.version.0.get() == 0 {
            let next = NEXT.try_update(Ordering::Relaxed, Ordering::Relaxed, |next| next.checked_add(1));
            self.version.0.set(next.unwrap_or(0));
        }
        self.version.0.get()
    }

    /// Is the layout still the one that had this version? Draws no number.
    #[inline]
    pub fn has_version(&self, version: u32) -> bool {
        version != 0 && self.version.0.get() == version
    }

    fn changed(&mut self) {
        self.changes = self.changes.wrapping_add(1);
        self.version.0.set(0);
    }

    #[inline]
    pub fn get(&self, number: usize) -> Option<&Entry<K, V>> {
        self.entries.get(number)?.as_ref()
    }

    #[inline]
    pub fn value_mut(&mut self, number: usize) -> Option<&mut V> {
        self.entries.get_mut(number)?.as_mut().map(|entry| &mut entry.value)
    }

    pub fn probe(&self, hash: i64) -> Probe {
        Probe { hash, cell: self.index.home(hash), changes: self.changes }
    }

    /// The number of the entry with this hash whose key is accepted. For comparisons that run no foreign code.
    #[inline]
    pub fn find_with(&self, hash: i64, mut accept: impl FnMut(&K) -> bool) -> Option<usize> {
        let mut accept =
            |entry: &Option<Entry<K, V>>| entry.as_ref().is_some_and(|entry| entry.hash == hash && accept(&entry.key));
        if self.index.is_none() {
            return self.entries.iter().position(accept);
        }
        self.index.find(hash, |number| self.entries.get(number).is_some_and(&mut accept))
    }

    /// Adds a key that is not there, at the end; its number.
    pub fn insert(&mut self, hash: i64, key: K, value: V) -> usize {
        self.make_room();
        let number = self.entries.len();
        self.entries.push(Some(Entry { hash, key, value }));
        self.index.insert(hash, number);
        self.live += 1;
        self.changed();
        number
    }

    /// Removes an entry; the others keep their order and numbers.
    pub fn remove(&mut self, number: usize) -> Option<Entry<K, V>> {
        let entry = self.entries.get_mut(number)?.take()?;
        let entries = &self.entries;
        self.index.remove(entry.hash, number, |other| entries[other].as_ref().map_or(0, |entry| entry.hash));
        self.live -= 1;
        self.changed();
        while let Some(None) = self.entries.last() {
            self.entries.pop();
        }
        Some(entry)
    }

    /// `dict.popitem`.
    pub fn pop_last(&mut self) -> Option<Entry<K, V>> {
        self.remove(self.previous(self.entries.len())?)
    }

    /// The number of the first entry from this number on: iteration that survives whatever happens between two steps.
    #[inline]
    pub fn next(&self, from: usize) -> Option<usize> {
        let rest = self.entries.get(from..)?;
        rest.iter().position(Option::is_some).map(|offset| from + offset)
    }

    /// The number of the last entry before this number.
    pub fn previous(&self, before: usize) -> Option<usize> {
        self.entries[..before.min(self.entries.len())].iter().rposition(Option::is_some)
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry<K, V>> {
        self.entries.iter().flatten()
    }

    /// Takes everything out: what is dropped may run foreign code, which finds the table empty.
    pub fn take(&mut self) -> impl Iterator<Item = Entry<K, V>> + use<K, V> {
        self.index = Index::None;
        self.live = 0;
        self.changed();
        std::mem::take(&mut self.entries).into_iter().flatten()
    }

    /// Makes room for that many entries in all.
    pub fn reserve(&mut self, entries: usize) {
        if entries > self.room() || entries > self.entries.capacity() {
            self.rebuild(entries);
        }
    }

    /// How many entries, removed ones among them, there can be before a rebuild.
    fn room(&self) -> usize {
        if self.index.is_none() { UNINDEXED } else { self.index.room() }
    }

    fn make_room(&mut self) {
        let used = self.entries.len();
        if used < self.room() {
            if used == self.entries.capacity() {
                self.entries.reserve_exact(if used == 0 { 4 } else { used.min(self.room() - used) });
            }
            return;
        }
        // Few are removed: grow. Many: the same size is enough.
        let live = self.len();
        self.rebuild(if live * 4 <= used * 3 { used } else { live * 2 });
    }

    /// Drops the removed entries and makes a new index.
    fn rebuild(&mut self, room: usize) {
        if self.entries.len() > self.len() {
            self.entries.retain(Option::is_some);
        }
        let room = room.max(self.entries.len());
        self.index = if room <= UNINDEXED { Index::None } else { Index::with_room(room) };
        self.entries.reserve_exact(room - self.entries.len());
        for (number, entry) in self.entries.iter().flatten().enumerate() {
            self.index.insert(entry.hash, number);
        }
        self.changed();
    }

    /// Bytes on the heap, for `sys.getsizeof`.
    pub fn heap_size(&self) -> usize {
        self.entries.capacity() * size_of::<Option<Entry<K, V>>>() + self.index.heap_size()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Table = DictTable<u32, u32>;

    /// As the machine does: no borrow while keys are compared.
    fn find(table: &Table, hash: i64, key: u32) -> Option<usize> {
        let mut probe = table.probe(hash);
        loop {
            match probe.next(table) {
                Step::Candidate(number) if table.get(number).is_some_and(|entry| entry.key == key) => return Some(number),
                Step::Candidate(_) => {}
                Step::Vacant => return None,
            }
        }
    }

    fn random(state: &mut u64) -> u64 {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        *state
    }

    /// Against a plain list of pairs, with hashes that collide often (`spread` small) or never.
    fn agrees_with_a_list(seed: u64, steps: u32, keys: u64, spread: u64) {
        let mut state = seed;
        let mut table = Table::new();
        let mut list: Vec<(u32, u32)> = Vec::new();
        for step in 0..steps {
            let key = (random(&mut state) % keys) as u32;
            let hash = (u64::from(key) % spread) as i64 * 8 - 3;
            let found = find(&table, hash, key);
            assert_eq!(found, table.find_with(hash, |other| *other == key));
            let place = list.iter().position(|pair| pair.0 == key);
            assert_eq!(found.is_some(), place.is_some());
            let changes = table.changes();
            match (found, place, random(&mut state) % 8) {
                (Some(number), Some(place), 0..3) => {
                    *table.value_mut(number).unwrap() = step;
                    list[place].1 = step;
                    assert_eq!(table.changes(), changes);
                }
                (Some(number), Some(place), _) => {
                    let entry = table.remove(number).unwrap();
                    assert_eq!((entry.key, entry.value), list.remove(place));
                    assert_ne!(table.changes(), changes);
                }
                (.., 7) => assert_eq!(table.pop_last().map(|entry| (entry.key, entry.value)), list.pop()),
                _ => {
                    table.insert(hash, key, step);
                    list.push((key, step));
                    assert_ne!(table.changes(), changes);
                }
            }
            assert_eq!(table.len(), list.len());
            if step % 16 == 0 {
                assert!(table.iter().map(|entry| (entry.key, entry.value)).eq(list.iter().copied()));
                assert!(table.clone().iter().rev().map(|entry| entry.key).eq(list.iter().rev().map(|pair| pair.0)));
                let mut from = 0;
                for pair in &list {
                    from = table.next(from).unwrap() + 1;
                    assert_eq!(table.get(from - 1).unwrap().key, pair.0);
                }
                assert_eq!(table.next(from), None);
            }
        }
    }

    #[test]
    fn behaves_as_an_ordered_list_of_pairs() {
        agrees_with_a_list(1, 20_000, 6, 3);
        agrees_with_a_list(2, 20_000, 30, u64::MAX);
        agrees_with_a_list(3, 10_000, 300, 7);
        agrees_with_a_list(4, 10_000, 3_000, u64::MAX);
    }

    #[test]
    fn grows_through_all_widths() {
        let mut table = Table::new();
        for key in 0..200_000 {
            table.insert(i64::from(key) << 20, key, key);
        }
        for key in 0..200_000 {
            assert_eq!(table.find_with(i64::from(key) << 20, |other| *other == key), Some(key as usize));
        }
        assert_eq!(table.find_with(7, |_| true), None);
        assert_eq!(table.take().count(), 200_000);
        assert_eq!((table.len(), table.heap_size()), (0, 0));
    }

    #[test]
    fn stack_of_changing_keys_does_not_grow() {
        let mut table = Table::new();
        for key in 0..100_000 {
            table.insert(i64::from(key), key, 0);
            if table.len() > 20 {
                table.pop_last();
            }
        }
        let mut queue = Table::new();
        for key in 0..100_000 {
            queue.insert(i64::from(key), key, 0);
            if queue.len() > 20 {
                let first = queue.next(0).unwrap();
                assert_eq!(queue.remove(first).unwrap().key, key - 20);
            }
        }
        assert!(table.heap_size() < 2_000 && queue.heap_size() < 4_000, "{} {}", table.heap_size(), queue.heap_size());
    }

    #[test]
    fn versions_are_unique_and_lapse() {
        let mut table = Table::new();
        let first = table.layout_version();
        assert!(table.has_version(first) && table.layout_version() == first);
        assert!(!table.clone().has_version(first) && table.clone().layout_version() != first);
        let number = table.insert(1, 1, 1);
        assert!(!table.has_version(first));
        let second = table.layout_version();
        *table.value_mut(number).unwrap() = 2;
        assert!(table.has_version(second) && second != first);
        table.remove(number);
        assert!(!table.has_version(second));
    }

    #[test]
    fn small_tables_are_small() {
        type Words = DictTable<std::num::NonZeroU64, u64>;
        assert_eq!(size_of::<Option<Entry<std::num::NonZeroU64, u64>>>(), 24);
        let key = |n: u64| std::num::NonZeroU64::new(n).unwrap();
        let mut table = Words::new();
        assert_eq!(table.heap_size(), 0);
        let sizes = (1..=9).map(|n| {
            table.insert(n as i64, key(n), 0);
            table.heap_size()
        });
        assert_eq!(sizes.collect::<Vec<_>>(), [96, 96, 96, 96, 192, 192, 192, 192, 16 * 24 + 32]);
    }
}
