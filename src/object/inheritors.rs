//! Which classes have to hear of a class's changes: those that have it as a base, or by a metaclass's own `mro` in their order.
//!
//! What is remembered of a class (versions, `lookups`, inline caches) holds as long as its inheritors hear of every change, so
//! they are known from before they are used until their memory is freed. Weak references would not do: they are cleared before
//! finalizers run, which may use the class once more. Nobody is kept alive by it.

#![allow(unsafe_code)]

use super::heap::{Header, Heap};
use super::types::Type;
use super::value::{HeapCell, Obj, Ref, Value};
use std::cell::Cell;
use std::ptr::{self, NonNull};
use std::rc::Rc;

/// A type's own part: where it is, and which types inherit from it.
pub struct Inheritors {
    /// The type's address, for those it inherits from: 0 before it inherits from any, and when it is freed.
    place: Rc<Cell<usize>>,
    known: HeapCell<Vec<Inheritor>>,
}

struct Inheritor {
    place: Rc<Cell<usize>>,
    /// Whether `__subclasses__` tells of it.
    is_subclass: bool,
}

impl Inheritor {
    fn is(&self, class: &Type) -> bool {
        Rc::ptr_eq(&self.place, &class.inheritors.place)
    }

    /// The class, if it is alive. `_heap` shows that nothing is being freed now.
    fn class(&self, _heap: &Heap) -> Option<Ref<Type>> {
        let object = NonNull::new(ptr::with_exposed_provenance_mut::<Header>(self.place.get()))?;
        // SAFETY: dropping a type's contents makes its place 0, so it is alive.
        let class = unsafe {
            object.as_ref().count_up();
            Value::from_counted(object)
        };
        class.downcast().ok()
    }
}

impl Default for Inheritors {
    fn default() -> Inheritors {
        Inheritors { place: Rc::default(), known: HeapCell::new(Vec::new()) }
    }
}

impl Drop for Inheritors {
    fn drop(&mut self) {
        self.place.set(0);
    }
}

impl Obj<Type> {
    /// The classes that inherit from it, itself not included.
    pub fn inheritors(&self, heap: &Heap) -> Vec<Ref<Type>> {
        self.inheritors.known.get(heap).iter().filter_map(|known| known.class(heap)).collect()
    }

    /// `__subclasses__`: those of them that have it as a base.
    pub fn subclasses(&self, heap: &Heap) -> Vec<Ref<Type>> {
        let known = self.inheritors.known.get(heap).iter();
        known.filter(|known| known.is_subclass).filter_map(|known| known.class(heap)).collect()
    }

    /// A class that has just come to be has the type as a base.
    pub fn add_subclass(&self, class: &Obj<Type>, heap: &mut Heap) {
        let address = class.value().address().expect("a type is an object");
        class.inheritors.place.set(address.addr().get());
        self.inheritors.known.get_mut(heap).push(Inheritor { place: class.inheritors.place.clone(), is_subclass: true });
    }

    /// From now on a class hears of the type's changes, as one that has it as a base or otherwise in its order.
    pub fn add_inheritor(&self, class: &Obj<Type>, is_subclass: bool, heap: &mut Heap) {
        match self.inheritors.known.get_mut(heap).iter_mut().find(|known| known.is(class)) {
            Some(known) => known.is_subclass |= is_subclass,
            None => {
                let place = class.inheritors.place.clone();
                self.inheritors.known.get_mut(heap).push(Inheritor { place, is_subclass });
            }
        }
    }

    pub fn remove_inheritor(&self, class: &Obj<Type>, heap: &mut Heap) {
        self.inheritors.known.get_mut(heap).retain(|known| !known.is(class));
    }

    /// Lets go of what is known of types that were freed.
    pub fn forget_dead_inheritors(&self, heap: &mut Heap) {
        self.inheritors.known.get_mut(heap).retain(|known| known.place.get() != 0);
    }
}
