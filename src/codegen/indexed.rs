//! Things in the order of their first use, and their places in it.

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
    /// The room without what was in it.
    pub fn cleared(mut self) -> Self {
        self.order.clear();
        self.places.clear();
        self
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
