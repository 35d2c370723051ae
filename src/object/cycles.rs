//! The cycle collector: frees objects that hold only each other.
//!
//! Trial deletion: of each object's count, what the other objects hold is taken off. What has references left is held from
//! outside, and so is all that can be reached from it; the rest is garbage. Works on lists of its own, without recursion.

#![allow(unsafe_code)]

use super::collections::List;
use super::heap::{self, Header, Heap, flag};
use super::part::Part;
use super::types::Type;
use super::value::{Obj, Ref, Value};
use super::weak::WeakRef;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ptr::NonNull;

/// Objects that only cycles keep alive.
pub struct Garbage {
    /// Each holds one reference to its object.
    pub objects: Vec<Value>,
}

/// A count for each object that can be part of a cycle: by its cell in its page, or for large ones by a map.
struct Counts {
    /// The counts of all cells, page by page, and where each page's begin.
    cells: Vec<u32>,
    first: Vec<usize>,
    large: FxHashMap<NonNull<Header>, u32>,
}

/// Stands for a count: the object is held, and what it holds is looked at.
const REACHED: u32 = u32::MAX;

impl Counts {
    fn new(heap: &Heap) -> Counts {
        let (mut first, mut all) = (Vec::new(), 0);
        for cells in heap.cells_of_pages() {
            first.push(all);
            all += cells;
        }
        Counts { cells: vec![0; all], first, large: FxHashMap::default() }
    }

    /// For an object that can be part of a cycle.
    #[inline(always)]
    fn set(&mut self, object: NonNull<Header>, count: u32) {
        // SAFETY: the object was found alive.
        if unsafe { object.as_ref() }.has(flag::LARGE) {
            self.large.insert(object, count);
            return;
        }
        let (page, cell) = super::pages::cell_of(object);
        if let Some(known) = self.first.get(page).and_then(|first| self.cells.get_mut(first + cell)) {
            *known = count;
        }
    }

    /// For the object, if it can be part of a cycle.
    #[inline(always)]
    fn of(&mut self, object: NonNull<Header>) -> Option<&mut u32> {
        // SAFETY: the object is held by the one that was traversed, or was found alive.
        let header = unsafe { object.as_ref() };
        if !header.has(flag::CYCLIC) {
            return None;
        }
        if header.has(flag::LARGE) {
            return self.large.get_mut(&object);
        }
        let (page, cell) = super::pages::cell_of(object);
        self.cells.get_mut(self.first.get(page)? + cell)
    }

    fn of_value(&mut self, value: &Value) -> Option<(NonNull<Header>, &mut u32)> {
        let object = value.address()?;
        self.of(object).map(|count| (object, count))
    }
}

impl Heap {
    /// Finds the objects that only cycles keep alive.
    pub fn find_garbage(&mut self) -> Garbage {
        self.sweep_weakrefs();
        // SAFETY: the objects that are walked over are alive, and nothing is freed below before they are held.
        let header = |object: NonNull<Header>| unsafe { object.as_ref() };
        // How often each is held from outside: first all its references, then less those that the others hold.
        let mut outside = Counts::new(self);
        self.for_each_container(|object| outside.set(object, header(object).references()));
        self.for_each_container(|object| {
            heap::traverse(object, self, &mut |held| {
                if let Some((_, count)) = outside.of_value(held) {
                    *count = count.saturating_sub(1);
                }
            });
        });
        // The registry of weak references does not count as holding them.
        for weak in self.core.weakrefs.values().flatten() {
            if let Some((_, count)) = outside.of_value(weak.value()) {
                *count = count.saturating_sub(1);
            }
        }
        // What these hold is held from outside too. Those with a count of their own are walked to sooner or later.
        let mut pending = Vec::new();
        self.for_each_container(|object| {
            if outside.of(object).is_some_and(|count| !matches!(*count, 0 | REACHED)) {
                outside.set(object, REACHED);
                pending.push(object);
            }
            while let Some(object) = pending.pop() {
                heap::traverse(object, self, &mut |held| {
                    if let Some((held, count)) = outside.of_value(held).filter(|(_, count)| **count == 0) {
                        *count = REACHED;
                        pending.push(held);
                    }
                });
            }
        });
        let mut objects = Vec::new();
        self.for_each_container(|object| {
            if outside.of(object).is_some_and(|count| *count == 0) {
                header(object).count_up();
                // SAFETY: alive, and counted for this.
                objects.push(unsafe { Value::from_counted(object) });
            }
        });
        Garbage { objects }
    }

    /// Every object that can be part of a cycle.
    fn for_each_container(&self, visit: impl FnMut(NonNull<Header>)) {
        self.for_each_object(true, visit);
    }

    /// Whether nobody would notice if all objects died, these aside: none has a finalizer, or a weak reference with a callback.
    pub fn may_die_unnoticed(&self, aside: &[Value]) -> bool {
        let mut may = self.core.weakrefs.values().flatten().all(|weak| weak.callback.is_null());
        self.for_each_object(false, |object| {
            // SAFETY: just found alive.
            let header = unsafe { object.as_ref() };
            may &= !heap::has_finalizer(header) || aside.iter().any(|known| known.address() == Some(object));
        });
        may
    }

    /// Where all objects are but the large ones that cannot be part of a cycle.
    pub fn census(&self) -> FxHashSet<usize> {
        let mut census = Vec::with_capacity(self.live());
        self.for_each_object(false, |object| census.push(object.addr().get()));
        census.into_iter().collect()
    }

    /// How many objects of each class, by its name, are not where one was before.
    pub fn count_new(&self, before: &FxHashSet<usize>) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        self.for_each_object(false, |object| {
            if !before.contains(&object.addr().get()) {
                // SAFETY: it was just found alive.
                *counts.entry(unsafe { object.as_ref() }.class().name()).or_default() += 1;
            }
        });
        counts
    }

    /// Every object that can be part of a cycle, but for lists that hold instances' attributes: programs must not change these.
    pub fn all_containers(&self) -> Vec<Value> {
        let (mut objects, mut hidden) = (Vec::new(), FxHashSet::default());
        self.for_each_container(|object| {
            // SAFETY: just found alive.
            hidden.extend(unsafe { object.as_ref() }.part().and_then(Part::spilled).and_then(|list| list.address()));
            objects.push(object);
        });
        objects.retain(|object| !hidden.contains(object));
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
        if let Some(spilled) = object.header().and_then(Header::part).and_then(Part::spilled)
            && let Some(place) = held.iter().position(|value| value.is(&spilled))
        {
            let slots = spilled.get::<List>().map_or_else(Vec::new, |list| list.items(self).to_vec());
            held.splice(place..=place, slots);
        }
        held
    }

    /// Frees garbage. Whoever calls has run finalizers and cleared weak references, and then found the same garbage again.
    pub fn free_garbage(&mut self, garbage: Garbage) {
        // Shared with nobody, but what they inherit from may know the types among them.
        for object in &garbage.objects {
            if let Some(weak) = object.get::<WeakRef>() {
                self.forget_weakref(weak);
            }
            if object.header().is_some_and(|header| header.has(flag::WEAKREFS)) {
                drop(self.clear_weakrefs(object));
            }
        }
        let inherited = self.inherited_from(&garbage.objects);
        // SAFETY: `find_garbage` showed that nothing outside holds any of them.
        unsafe { heap::free_cycle(garbage.objects) };
        for class in inherited {
            class.forget_dead_inheritors(self);
        }
    }

    /// The classes that some of these inherit from, and that are not among them.
    fn inherited_from(&self, garbage: &[Value]) -> Vec<Ref<Type>> {
        let classes: Vec<&Obj<Type>> = garbage.iter().filter_map(|object| object.get::<Type>()).collect();
        let mut seen: FxHashSet<u64> = classes.iter().map(|class| class.value().bits()).collect();
        let inherited = classes.iter().flat_map(|class| class.bases.get(self).iter().chain(class.mro.get(self)));
        inherited.filter(|base| seen.insert(base.value().bits())).cloned().collect()
    }
}
