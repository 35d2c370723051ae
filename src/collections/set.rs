//! The table below `set` and `frozenset`: CPython's own algorithm, for programs see it in the order of iteration. Equality
//! is its user's, as with [`DictTable`](super::DictTable): a lookup names candidates one by one.
//!
//! What CPython's set operations do in terms of this table, as far as it decides the order, is in
//! [`set_operations`](super::set_operations).

/// A set of fewer has this many slots, and inline in CPython: without cost, so none are allocated for an empty set here.
const LEAST_SLOTS: usize = 8;
/// So many neighbours are looked at before a jump, unless the table ends there.
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
/// No element's hash; marks a slot whose element was removed.
const REMOVED: i64 = -1;

#[derive(Clone)]
struct Slot<T> {
    hash: i64,
    element: Option<T>,
}

impl<T> Slot<T> {
    const UNUSED: Self = Self { hash: 0, element: None };

    fn is_unused(&self) -> bool {
        self.element.is_none() && self.hash != REMOVED
    }
}

#[derive(Clone)]
pub struct SetTable<T> {
    slots: Vec<Slot<T>>,
    /// Slots with an element, or that had one since the last rebuild.
    fill: usize,
    used: usize,
    /// Where `pop` goes on.
    finger: usize,
    changes: u32,
}

impl<T> Default for SetTable<T> {
    fn default() -> Self {
        Self { slots: Vec::new(), fill: 0, used: 0, finger: 0, changes: 0 }
    }
}

/// A lookup under way.
#[derive(Clone, Copy, Debug)]
pub struct SetProbe {
    hash: i64,
    perturb: u64,
    /// Where the current row of neighbours starts, and how far into it the probe is.
    row: usize,
    offset: usize,
    removed: Option<usize>,
    vacant: Option<usize>,
    changes: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetStep {
    /// The element in this slot has the hash: is it the one?
    Candidate(usize),
    /// The element is not there.
    Vacant,
}

/// What a lookup at once found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetFound {
    At(usize),
    /// Nothing, and where it would go.
    Vacant(usize),
    /// Foreign code has to compare.
    Unclear,
}

/// The rows' starts that a hash leads to, one after the other.
fn next_row(row: usize, perturb: &mut u64, mask: usize) -> usize {
    *perturb >>= PERTURB_SHIFT;
    (row.wrapping_mul(5).wrapping_add(1).wrapping_add(*perturb as usize)) & mask
}

fn row_length(row: usize, mask: usize) -> usize {
    if row + LINEAR_PROBES <= mask { LINEAR_PROBES + 1 } else { 1 }
}

impl SetProbe {
    pub fn hash(&self) -> i64 {
        self.hash
    }

    /// Where the element would go, that the probe did not find.
    pub fn vacancy<T>(&self, table: &SetTable<T>) -> usize {
        self.vacant.unwrap_or_else(|| table.vacancy(self.hash))
    }

    /// Has the table kept its elements since the probe began? If not, begin anew.
    pub fn is_valid<T>(&self, table: &SetTable<T>) -> bool {
        self.changes == table.changes
    }

    pub fn next<T>(&mut self, table: &SetTable<T>) -> SetStep {
        let mask = table.mask();
        loop {
            let place = self.row + self.offset;
            let Some(slot) = table.slots.get(place).filter(|slot| !slot.is_unused()) else {
                self.vacant = Some(self.removed.unwrap_or(place));
                return SetStep::Vacant;
            };
            self.offset += 1;
            if self.offset == row_length(self.row, mask) {
                self.offset = 0;
                self.row = next_row(self.row, &mut self.perturb, mask);
            }
            if slot.element.is_none() {
                self.removed = Some(place);
            } else if slot.hash == self.hash {
                return SetStep::Candidate(place);
            }
        }
    }
}

impl<T> SetTable<T> {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn len(&self) -> usize {
        self.used
    }

    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// Counts additions and removals. Wraps around.
    pub fn changes(&self) -> u32 {
        self.changes
    }

    fn changed(&mut self) {
        self.changes = self.changes.wrapping_add(1);
    }

    fn mask(&self) -> usize {
        self.slots.len().max(LEAST_SLOTS) - 1
    }

    /// An element and its hash.
    pub fn get(&self, slot: usize) -> Option<(i64, &T)> {
        self.slots.get(slot).and_then(|slot| Some((slot.hash, slot.element.as_ref()?)))
    }

    pub fn probe(&self, hash: i64) -> SetProbe {
        SetProbe {
            hash,
            perturb: hash as u64,
            row: hash as usize & self.mask(),
            offset: 0,
            removed: None,
            vacant: None,
            changes: self.changes,
        }
    }

    /// The slot of the accepted element. For comparisons that run no foreign code.
    pub fn find_with(&self, hash: i64, mut accept: impl FnMut(&T) -> bool) -> Option<usize> {
        let mut probe = self.probe(hash);
        loop {
            match probe.next(self) {
                SetStep::Candidate(slot) if self.get(slot).is_some_and(|(_, element)| accept(element)) => return Some(slot),
                SetStep::Candidate(_) => {}
                SetStep::Vacant => return None,
            }
        }
    }

    /// A lookup whose comparisons run no foreign code; `None` where one would have to.
    #[inline]
    pub fn look(&self, hash: i64, mut is_it: impl FnMut(&T) -> Option<bool>) -> SetFound {
        let mask = self.mask();
        let (mut row, mut perturb) = (hash as usize & mask, hash as u64);
        let mut removed = None;
        loop {
            for place in row..row + row_length(row, mask) {
                let Some(slot) = self.slots.get(place) else { return SetFound::Vacant(place) };
                match &slot.element {
                    Some(element) if slot.hash == hash => match is_it(element) {
                        Some(true) => return SetFound::At(place),
                        Some(false) => {}
                        None => return SetFound::Unclear,
                    },
                    Some(_) => {}
                    None if slot.is_unused() => return SetFound::Vacant(removed.unwrap_or(place)),
                    None => removed = Some(place),
                }
            }
            row = next_row(row, &mut perturb, mask);
        }
    }

    /// Adds an element that is not there, where its probe found a vacancy.
    pub fn insert(&mut self, probe: SetProbe, element: T) {
        let place = match probe.vacant {
            Some(place) if probe.is_valid(self) => place,
            _ if self.slots.is_empty() => probe.hash as usize & self.mask(),
            _ => self.vacancy(probe.hash),
        };
        self.insert_at(place, probe.hash, element);
    }

    /// Adds an element that is not there, where a lookup found a vacancy.
    pub fn insert_at(&mut self, place: usize, hash: i64, element: T) {
        if self.slots.is_empty() {
            self.slots.resize_with(LEAST_SLOTS, || Slot::UNUSED);
        }
        let fresh = self.slots[place].is_unused();
        self.slots[place] = Slot { hash, element: Some(element) };
        self.used += 1;
        self.changed();
        if fresh {
            self.fill += 1;
            if self.fill * 5 >= self.mask() * 3 {
                self.grow();
            }
        }
    }

    fn vacancy(&self, hash: i64) -> usize {
        let mut probe = self.probe(hash);
        loop {
            if let (SetStep::Vacant, Some(place)) = (probe.next(self), probe.vacant) {
                return place;
            }
        }
    }

    pub fn remove(&mut self, slot: usize) -> Option<T> {
        let removed = self.slots.get_mut(slot)?;
        let element = removed.element.take()?;
        removed.hash = REMOVED;
        self.used -= 1;
        self.changed();
        Some(element)
    }

    /// `set.pop`: goes around, so that emptying a set is linear.
    pub fn pop(&mut self) -> Option<T> {
        let start = self.finger & self.mask();
        let slot = self.next(start).or_else(|| self.next(0))?;
        self.finger = slot + 1;
        self.remove(slot)
    }

    /// The first slot with an element from this one on: iteration that survives whatever happens between two steps.
    pub fn next(&self, from: usize) -> Option<usize> {
        let rest = self.slots.get(from..)?;
        rest.iter().position(|slot| slot.element.is_some()).map(|offset| from + offset)
    }

    /// Hashes and elements, in order.
    pub fn iter(&self) -> impl Iterator<Item = (i64, &T)> {
        self.slots.iter().filter_map(|slot| Some((slot.hash, slot.element.as_ref()?)))
    }

    /// Takes everything out: what is dropped may run foreign code, which finds the table empty.
    pub fn take(&mut self) -> impl Iterator<Item = T> + use<T> {
        self.fill = 0;
        self.used = 0;
        self.changed();
        std::mem::take(&mut self.slots).into_iter().filter_map(|slot| slot.element)
    }

    /// Exchanges the elements; CPython leaves the fingers where they are.
    pub fn swap(&mut self, other: &mut Self) {
        std::mem::swap(self, other);
        std::mem::swap(&mut self.finger, &mut other.finger);
        // No count of changes that either table had before.
        let changes = self.changes.max(other.changes).wrapping_add(1);
        (self.changes, other.changes) = (changes, changes);
    }

    /// Done before so many elements are added from a set or dict.
    pub fn make_room(&mut self, count: usize) {
        if (self.fill + count) * 5 >= self.mask() * 3 {
            self.rebuild((self.used + count) * 2);
        }
    }

    /// Done after elements were removed in bulk: too many marks of them slow down lookups.
    pub fn tidy(&mut self) {
        if self.fill - self.used > self.mask() / 4 {
            self.grow();
        }
    }

    fn grow(&mut self) {
        self.rebuild(if self.used > 50_000 { self.used * 2 } else { self.used * 4 });
    }

    /// Into the smallest table of more slots than that.
    fn rebuild(&mut self, more_than: usize) {
        let size = (more_than + 1).next_power_of_two().max(LEAST_SLOTS);
        if size == LEAST_SLOTS && self.slots.len() <= LEAST_SLOTS && self.fill == self.used {
            return;
        }
        let mut slots = Vec::with_capacity(size);
        slots.resize_with(size, || Slot::UNUSED);
        for slot in std::mem::replace(&mut self.slots, slots) {
            if let Some(element) = slot.element {
                self.insert_clean(slot.hash, element);
            }
        }
        self.fill = self.used;
        self.changed();
    }

    /// Into a table that has room, neither this element nor marks of removed ones; counts nothing.
    fn insert_clean(&mut self, hash: i64, element: T) {
        let mask = self.mask();
        let (mut row, mut perturb) = (hash as usize & mask, hash as u64);
        loop {
            let row_slots = &mut self.slots[row..row + row_length(row, mask)];
            if let Some(slot) = row_slots.iter_mut().find(|slot| slot.is_unused()) {
                *slot = Slot { hash, element: Some(element) };
                return;
            }
            row = next_row(row, &mut perturb, mask);
        }
    }

    /// Takes over another set's elements if there were none and no marks either; says whether it did. If not, there is
    /// room now, and the user adds them one by one.
    pub fn copy_from(&mut self, other: &Self) -> bool
    where
        T: Clone,
    {
        if other.is_empty() {
            return true;
        }
        self.make_room(other.used);
        if self.fill > 0 {
            return false;
        }
        if self.mask() == other.mask() && other.fill == other.used {
            self.slots.clone_from(&other.slots);
        } else {
            let size = self.mask() + 1;
            self.slots.resize_with(size, || Slot::UNUSED);
            for (hash, element) in other.iter() {
                self.insert_clean(hash, element.clone());
            }
        }
        (self.fill, self.used) = (other.used, other.used);
        self.changed();
        true
    }

    /// Bytes on the heap, for `sys.getsizeof`.
    pub fn heap_size(&self) -> usize {
        self.slots.capacity() * size_of::<Slot<T>>()
    }
}
