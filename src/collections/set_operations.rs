//! CPython's set operations on [`SetTable`]s, step by step as it does them, for that decides the order of the results. Here
//! for elements whose equality runs no foreign code; where it may, the same steps are taken with probes.

use super::set::{SetProbe, SetStep, SetTable};

/// A set's elements with what makes them equal.
pub struct SetOperations<E> {
    pub equal: E,
}

impl<E> SetOperations<E> {
    fn find<T>(&mut self, set: &SetTable<T>, hash: i64, element: &T) -> Result<usize, SetProbe>
    where
        E: FnMut(&T, &T) -> bool,
    {
        let mut probe = set.probe(hash);
        loop {
            match probe.next(set) {
                SetStep::Vacant => return Err(probe),
                SetStep::Candidate(slot) => {
                    if set.get(slot).is_some_and(|(_, other)| (self.equal)(other, element)) {
                        return Ok(slot);
                    }
                }
            }
        }
    }

    pub fn contains<T>(&mut self, set: &SetTable<T>, hash: i64, element: &T) -> bool
    where
        E: FnMut(&T, &T) -> bool,
    {
        self.find(set, hash, element).is_ok()
    }

    /// `set.add`; says whether the element is new.
    pub fn add<T>(&mut self, set: &mut SetTable<T>, hash: i64, element: T) -> bool
    where
        E: FnMut(&T, &T) -> bool,
    {
        let found = self.find(set, hash, &element);
        found.map_err(|probe| set.insert(probe, element)).is_err()
    }

    /// `set.discard`.
    pub fn discard<T>(&mut self, set: &mut SetTable<T>, hash: i64, element: &T) -> Option<T>
    where
        E: FnMut(&T, &T) -> bool,
    {
        let slot = self.find(set, hash, element).ok()?;
        set.remove(slot)
    }

    /// `a |= b`. A copy is an empty set updated so, and `a | b` is a copy updated so. With a dict it is `make_room`
    /// and additions; with anything else only additions.
    pub fn update<T: Clone>(&mut self, a: &mut SetTable<T>, b: &SetTable<T>)
    where
        E: FnMut(&T, &T) -> bool,
    {
        if !a.copy_from(b) {
            for (hash, element) in b.iter() {
                self.add(a, hash, element.clone());
            }
        }
    }

    pub fn copy<T: Clone>(set: &SetTable<T>) -> SetTable<T> {
        let mut copy = SetTable::new();
        copy.copy_from(set);
        copy
    }

    /// `a & b`: those of the smaller set, of `b` if both are equal, that the other has. (`a &= b` swaps `a` with it.)
    pub fn intersection<T: Clone>(&mut self, a: &SetTable<T>, b: &SetTable<T>) -> SetTable<T>
    where
        E: FnMut(&T, &T) -> bool,
    {
        let (walked, asked) = if b.len() > a.len() { (a, b) } else { (b, a) };
        let mut result = SetTable::new();
        for (hash, element) in walked.iter() {
            if self.contains(asked, hash, element) {
                self.add(&mut result, hash, element.clone());
            }
        }
        result
    }

    /// `a -= b`, for two sets.
    pub fn difference_update<T: Clone>(&mut self, a: &mut SetTable<T>, b: &SetTable<T>)
    where
        E: FnMut(&T, &T) -> bool,
    {
        // A much larger set: only what both have is taken from it.
        let both;
        let removed = if b.len() >> 3 > a.len() {
            both = self.intersection(a, b);
            &both
        } else {
            b
        };
        for (hash, element) in removed.iter() {
            self.discard(a, hash, element);
        }
        a.tidy();
    }

    /// `a - b`.
    pub fn difference<T: Clone>(&mut self, a: &SetTable<T>, b: &SetTable<T>) -> SetTable<T>
    where
        E: FnMut(&T, &T) -> bool,
    {
        if a.len() >> 2 > b.len() {
            let mut result = Self::copy(a);
            self.difference_update(&mut result, b);
            return result;
        }
        let mut result = SetTable::new();
        for (hash, element) in a.iter() {
            if !self.contains(b, hash, element) {
                self.add(&mut result, hash, element.clone());
            }
        }
        result
    }

    /// `a ^= b`, for two sets; what is no set is made one before.
    pub fn symmetric_difference_update<T: Clone>(&mut self, a: &mut SetTable<T>, b: &SetTable<T>)
    where
        E: FnMut(&T, &T) -> bool,
    {
        for (hash, element) in b.iter() {
            if self.discard(a, hash, element).is_none() {
                self.add(a, hash, element.clone());
            }
        }
    }

    /// `a ^ b`: a copy of `b`, updated with `a`.
    pub fn symmetric_difference<T: Clone>(&mut self, a: &SetTable<T>, b: &SetTable<T>) -> SetTable<T>
    where
        E: FnMut(&T, &T) -> bool,
    {
        let mut result = Self::copy(b);
        self.symmetric_difference_update(&mut result, a);
        result
    }
}
