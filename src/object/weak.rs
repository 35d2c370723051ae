//! Weak references: an object, as long as others hold it.

#![allow(unsafe_code)]

use super::heap::{Heap, flag};
use super::kinds::{Kind, Payload};
use super::value::{Obj, Ref, Value, ValueCell};
use rustc_hash::FxHashSet;
use std::cell::Cell;
use std::ptr::{self, NonNull};

/// A weak reference. The machine clears it when the object dies.
pub struct WeakRef {
    /// The object's address, 0 once it is dead.
    target: Cell<usize>,
    pub callback: ValueCell,
    /// The object's hash, if it was asked for while the object lived.
    pub hash: Cell<Option<i64>>,
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for WeakRef {
    const KIND: Kind = Kind::WeakRef;
    fn traverse(&self, _: &Heap, visit: &mut dyn FnMut(&Value)) {
        self.callback.with(visit);
    }
}

impl WeakRef {
    /// The object, if it is alive.
    pub fn target(&self) -> Option<Value> {
        let target = NonNull::new(ptr::with_exposed_provenance_mut::<super::heap::Header>(self.target.get()))?;
        // SAFETY: an object with weak references is not freed before `Heap::clear_weakrefs` made their targets 0.
        unsafe {
            target.as_ref().count_up();
            Some(Value::from_counted(target))
        }
    }

    pub fn is_dead(&self) -> bool {
        self.target.get() == 0
    }

    pub fn points_to(&self, value: &Value) -> bool {
        value.bits() == self.target.get() as u64 + 1
    }

    pub fn clear(&self) {
        self.target.set(0);
    }
}

impl Heap {
    /// A weak reference of a class to an object, `None` for values that are no objects.
    pub fn new_weakref(&mut self, class: &Obj<super::Type>, target: &Value, callback: Value) -> Option<Ref<WeakRef>> {
        let address = target.address()?;
        let payload =
            WeakRef { target: Cell::new(address.addr().get()), callback: ValueCell::new(callback), hash: Cell::new(None) };
        let weak = self.alloc(class, payload);
        target.header()?.set(flag::WEAKREFS);
        let list = self.core.weakrefs.entry(target.bits()).or_default();
        if list.len() >= 8 && list.len().is_power_of_two() {
            list.retain(|weak| weak.header().references() > 1);
        }
        list.push(weak.clone());
        Some(weak)
    }

    /// The weak references to an object.
    pub fn weakrefs(&self, target: &Value) -> Vec<Ref<WeakRef>> {
        self.core.weakrefs.get(&target.bits()).cloned().unwrap_or_default()
    }

    /// Clears all weak references to an object that dies; those with callbacks, to be called, are given back.
    pub fn clear_weakrefs(&mut self, target: &Value) -> Vec<Ref<WeakRef>> {
        if let Some(header) = target.header() {
            header.clear(flag::WEAKREFS);
        }
        let weakrefs = self.core.weakrefs.remove(&target.bits()).unwrap_or_default();
        weakrefs.iter().for_each(|weak| weak.clear());
        // A weak reference that only the registry holds has died before its target: its callback is never called.
        weakrefs.into_iter().filter(|weak| weak.header().references() > 1 && !weak.callback.is_null()).collect()
    }

    /// Takes a weak reference that dies, with its target or before it, from those of the target.
    pub fn forget_weakref(&mut self, weak: &Obj<WeakRef>) {
        let target = weak.target.get() as u64 + 1;
        let Some(list) = self.core.weakrefs.get_mut(&target) else { return };
        let place = list.iter().position(|known| known.value().bits() == weak.value().bits());
        let forgotten = place.map(|place| list.remove(place));
        if list.is_empty() {
            self.core.weakrefs.remove(&target);
        }
        drop(forgotten);
    }

    /// Has weak references that die together with their targets know nothing of it: their callbacks are not called.
    pub fn silence_weakrefs(&mut self, dying: &[Value]) {
        let weakrefs: Vec<&Obj<WeakRef>> = dying.iter().filter_map(|object| object.get::<WeakRef>()).collect();
        if weakrefs.is_empty() {
            return;
        }
        let dying: FxHashSet<u64> = dying.iter().map(Value::bits).collect();
        for weak in weakrefs.into_iter().filter(|weak| dying.contains(&(weak.target.get() as u64 + 1))) {
            self.forget_weakref(weak);
            weak.clear();
        }
    }

    /// Lets go of the weak references that only the registry holds.
    pub fn sweep_weakrefs(&mut self) {
        let mut dead = Vec::new();
        self.core.weakrefs.retain(|_, list| {
            let (alive, gone): (Vec<_>, Vec<_>) = list.drain(..).partition(|weak| weak.header().references() > 1);
            dead.extend(gone);
            *list = alive;
            !list.is_empty()
        });
    }
}
