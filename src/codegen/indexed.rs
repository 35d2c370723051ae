//! Things in the order of their first use, and their places in it.
//!
//! A thing of a program has a number; a table by that number knows in whose order it was looked for last, and its place there.

use rustc_hash::FxHashMap;
use std::hash::Hash;

/// As long as there are few, they are searched; most code objects have few.
const FEW: usize = 16;

#[derive(Debug)]
pub struct Indexed<T> {
    pub order: Vec<T>,
    /// Once there are more.
    places: FxHashMap<T, u32>,
}

impl<T> Default for Indexed<T> {
    fn default() -> Self {
        Indexed { order: Vec::new(), places: FxHashMap::default() }
    }
}

impl<T: Copy + Eq + Hash> Indexed<T> {
    /// Leaves the room without what was in it.
    pub fn clear(&mut self) {
        self.order.clear();
        self.places.clear();
    }

    pub fn add(&mut self, thing: T) -> u32 {
        let Indexed { order, places } = self;
        if order.len() < FEW {
            if let Some(place) = order.iter().position(|&known| known == thing) {
                return place as u32;
            }
        } else {
            if places.is_empty() {
                places.extend(order.iter().copied().zip(0..));
            }
            if let Some(&place) = places.get(&thing) {
                return place;
            }
            places.insert(thing, order.len() as u32);
        }
        order.push(thing);
        order.len() as u32 - 1
    }
}

/// For each thing, by its number, the owner of the order that had it last, and its place in it.
#[derive(Debug, Default)]
pub struct Latest(Vec<(u32, u32)>);

impl Latest {
    const NOBODY: u32 = u32::MAX;

    /// The place of a thing in an owner's order, which is looked for only if another owner had the thing last.
    #[inline]
    pub fn place(&mut self, thing: usize, owner: u32, find: impl FnOnce() -> u32) -> u32 {
        if thing >= self.0.len() {
            self.0.resize((thing + 1).next_power_of_two(), (Latest::NOBODY, 0));
        }
        let latest = &mut self.0[thing];
        if latest.0 != owner {
            *latest = (owner, find());
        }
        latest.1
    }
}
