//! The cycle collector: frees objects that hold only each other.
//!
//! Trial deletion: of each object's count, what the other objects hold is taken off. What has references left is held from
//! outside, and so is all that can be reached from it; the rest is garbage. Works on lists of its own, without recursion.

use super::heap::{self, Header, Heap, flag};
use super::value::Value;
use super::weak::WeakRef;
use rustc_hash::FxHashMap;
use std::ptr::NonNull;

/// Objects that only cycles keep alive.
pub struct Garbage {
    /// Each holds one reference to its object.
    pub objects: Vec<Value>,
}

impl Heap {
    /// Finds the objects that only cycles keep alive.
    pub fn find_garbage(&mut self) -> Garbage {
        self.sweep_weakrefs();
        let mut objects: Vec<NonNull<Header>> = Vec::with_capacity(self.containers());
        self.for_each_container(|object| objects.push(object));
        let numbers: FxHashMap<NonNull<Header>, u32> =
            objects.iter().enumerate().map(|(number, object)| (*object, number as u32)).collect();
        // SAFETY: the objects were just found alive, and nothing is freed below before they are held.
        let header = |object: &NonNull<Header>| unsafe { object.as_ref() };
        let mut outside: Vec<i64> = objects.iter().map(|object| header(object).references().into()).collect();
        let number_of = |value: &Value| value.address().and_then(|object| numbers.get(&object)).copied();
        for object in &objects {
            heap::traverse(*object, self, &mut |held| {
                if let Some(number) = number_of(held) {
                    outside[number as usize] -= 1;
                }
            });
        }
        // The registry of weak references does not count as holding them.
        for weak in self.core.weakrefs.values().flatten() {
            if let Some(number) = number_of(weak.value()) {
                outside[number as usize] -= 1;
            }
        }
        let mut pending: Vec<u32> = (0..objects.len() as u32).filter(|number| outside[*number as usize] > 0).collect();
        let mut reached = vec![false; objects.len()];
        pending.iter().for_each(|number| reached[*number as usize] = true);
        while let Some(number) = pending.pop() {
            heap::traverse(objects[number as usize], self, &mut |held| {
                if let Some(held) = number_of(held).filter(|held| !reached[*held as usize]) {
                    reached[held as usize] = true;
                    pending.push(held);
                }
            });
        }
        let garbage = objects.iter().zip(&reached).filter(|(_, reached)| !**reached).map(|(object, _)| {
            header(object).count_up();
            // SAFETY: alive, and counted for this.
            unsafe { Value::from_counted(*object) }
        });
        Garbage { objects: garbage.collect() }
    }

    /// Every object that can be part of a cycle.
    pub fn all_containers(&self) -> Vec<Value> {
        let mut objects = Vec::new();
        self.for_each_container(|object| objects.push(object));
        let held = objects.into_iter().map(|object| {
            // SAFETY: just found alive, and counted for this.
            unsafe {
                object.as_ref().count_up();
                Value::from_counted(object)
            }
        });
        held.collect()
    }

    /// What an object holds.
    pub fn referents(&self, object: &Value) -> Vec<Value> {
        let mut held = Vec::new();
        if let Some(object) = object.address() {
            heap::traverse(object, self, &mut |value| held.push(value.clone()));
        }
        held
    }

    /// Frees garbage. Whoever calls has run finalizers and cleared weak references, and then found the same garbage again.
    pub fn free_garbage(&mut self, garbage: Garbage) {
        // Shared with nobody, but the types among them may have weak references from their bases.
        for object in &garbage.objects {
            if let Some(weak) = object.get::<WeakRef>() {
                self.forget_weakref(weak);
            }
            if object.header().is_some_and(|header| header.has(flag::WEAKREFS)) {
                drop(self.clear_weakrefs(object));
            }
        }
        // SAFETY: `find_garbage` showed that nothing outside holds any of them.
        unsafe { heap::free_cycle(garbage.objects) };
    }
}
