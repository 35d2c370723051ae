//! Attributes of instances: slots in the object itself, described by a shape that instances share.
//!
//! A shape says which attribute is in which slot. Adding an attribute leads to another shape, the same for all instances of a
//! class that add the same attributes in the same order, so that an instruction that remembers a shape's version knows where
//! the attribute is. Slots that do not fit the object are in a list beside it. Whoever deletes attributes, asks for `__dict__`
//! or has too many of them gets a dict instead, for good.

#![allow(unsafe_code)]

use super::collections::{Dict, List};
use super::heap::{Header, Heap, flag};
use super::kinds::Payload;
use super::types::Type;
use super::value::{HeapCell, Obj, Ref, Value, ValueCell};
use std::cell::Cell;

/// What follows the payload of an object with attributes, before its slots.
#[repr(C)]
pub struct Part {
    shape: ValueCell,
    /// NULL, the list of slots that the object has no room for, or the dict that holds the attributes instead.
    pub(super) extra: ValueCell,
}

pub(super) const PART_SIZE: usize = size_of::<Part>();
/// An object with more attributes keeps them in a dict.
const MOST_ATTRIBUTES: usize = 64;
/// So many attributes may come next in the objects of one shape, before dicts are the better place for them.
const MOST_SUCCESSORS: usize = 64;
/// More slots than this an object never holds itself.
const MOST_INLINE: u16 = 32;
/// Up to this many names are searched one by one.
const FEW: usize = 8;

/// Which attribute is where.
pub struct Shape {
    /// The slot of the first attribute: those before are the class's `__slots__`.
    first: usize,
    /// Interned strings.
    names: Box<[Value]>,
    index: rustc_hash::FxHashMap<u64, u32>,
    /// Shapes with one more attribute.
    next: HeapCell<Vec<Ref<Shape>>>,
    /// What instructions remember: a number that means this shape of this class as it is now. 0 if not given yet.
    version: Cell<u32>,
    /// Attributes are in a dict.
    is_dict: bool,
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for Shape {
    const KIND: super::Kind = super::Kind::Shape;
    fn traverse(&self, _: &Heap, _: &mut dyn FnMut(&Value)) {}
}

/// Where an attribute is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Inline(usize),
    Extra(usize),
}

impl Shape {
    fn new(first: usize, names: Box<[Value]>, is_dict: bool) -> Shape {
        let index = match names.len() {
            0..=FEW => Default::default(),
            _ => names.iter().enumerate().map(|(at, name)| (name.bits(), at as u32)).collect(),
        };
        Shape { first, names, index, next: HeapCell::new(Vec::new()), version: Cell::new(0), is_dict }
    }

    /// The slot of an attribute; `name` is interned.
    #[inline]
    pub fn find(&self, name: &Value) -> Option<usize> {
        let at = match self.names.len() {
            0..=FEW => self.names.iter().position(|known| known.is(name)),
            _ => self.index.get(&name.bits()).map(|at| *at as usize),
        };
        at.map(|at| at + self.first)
    }

    pub fn names(&self) -> &[Value] {
        &self.names
    }

    /// The version, which is never 0. `None` for shapes that instructions cannot remember.
    #[inline]
    pub fn version(&self, heap: &Heap) -> Option<u32> {
        if self.is_dict {
            return None;
        }
        if self.version.get() == 0 {
            self.version.set(heap.next_version());
        }
        Some(self.version.get())
    }

    /// The version, 0 if it has none.
    #[inline(always)]
    pub fn known_version(&self) -> u32 {
        self.version.get()
    }
}

impl Part {
    #[inline(always)]
    pub(super) fn new(class: &Obj<Type>) -> Part {
        Part { shape: ValueCell::new(class.root_shape()), extra: ValueCell::new(Value::NULL) }
    }

    #[inline(always)]
    pub fn shape(&self) -> Ref<Shape> {
        self.shape.get().downcast().expect("a shape")
    }

    #[inline(always)]
    pub fn version(&self) -> u32 {
        self.shape.with(|shape| shape.get::<Shape>().map_or(0, |shape| shape.known_version()))
    }

    /// The list of slots that the object has no room for, if there is one.
    pub(super) fn spilled(&self) -> Option<Value> {
        Some(self.extra.get()).filter(|extra| extra.is_a::<List>())
    }

    /// The dict that holds the attributes, if they are in one.
    pub fn dict(&self) -> Option<Ref<Dict>> {
        self.extra.get().downcast().ok()
    }
}

impl Heap {
    /// The shape of a class's new instances.
    pub(super) fn new_root_shape(&self, slots: usize) -> Value {
        self.alloc(&self.core.types.shape, Shape::new(slots, Box::default(), false)).into_value()
    }

    /// Forgets what instructions remember of a shape and those that come from it.
    pub(super) fn forget_shapes(&self, root: &Ref<Shape>) {
        let mut pending = vec![root.clone()];
        while let Some(shape) = pending.pop() {
            shape.version.set(0);
            pending.extend(shape.next.get(self).iter().cloned());
        }
    }

    /// Forgets the shapes that objects of any class, builtin ones included, have had beyond the class's first.
    pub fn forget_successors(&mut self) {
        let mut pending = vec![self.types().object.clone()];
        while let Some(class) = pending.pop() {
            if let Ok(root) = class.root_shape().downcast::<Shape>() {
                // First what instructions remember of them.
                self.forget_shapes(&root);
                root.next.get_mut(self).clear();
            }
            pending.extend(class.subclasses(self));
        }
    }

    /// The shape with one more attribute. `None` where a dict should hold so many different ones.
    fn with_attribute(&mut self, shape: &Ref<Shape>, name: &Value) -> Option<Ref<Shape>> {
        let place = shape.names.len();
        let known = shape.next.get(self);
        if let Some(next) = known.iter().find(|next| next.names[place].is(name)) {
            return Some(next.clone());
        }
        if place >= MOST_ATTRIBUTES || known.len() >= MOST_SUCCESSORS {
            return None;
        }
        let names = shape.names.iter().chain([name]).cloned().collect();
        let next = self.alloc(&self.core.types.shape, Shape::new(shape.first, names, false));
        shape.next.get_mut(self).push(next.clone());
        Some(next)
    }
}

impl Header {
    /// The value in a slot, NULL if there is none.
    #[inline(always)]
    pub fn slot(&self, index: usize, heap: &Heap) -> Value {
        match self.slots().get(index) {
            Some(slot) => slot.get(),
            None => self.extra_slot(index - self.inline_slots(), heap),
        }
    }

    fn extra_slot(&self, index: usize, heap: &Heap) -> Value {
        let extra = self.part().map_or(Value::NULL, |part| part.extra.get());
        extra.get::<List>().and_then(|list| list.items(heap).get(index).cloned()).unwrap_or_default()
    }

    /// Puts a value into a slot; gives what was there.
    pub fn set_slot(&self, index: usize, value: Value, heap: &mut Heap) -> Value {
        if let Some(slot) = self.slots().get(index) {
            return slot.replace(value);
        }
        let Some(part) = self.part() else { return Value::NULL };
        if part.extra.is_null() {
            part.extra.set(heap.list(Vec::new()));
        }
        let (extra, index) = (part.extra.get(), index - self.inline_slots());
        let Some(list) = extra.get::<List>() else { return Value::NULL };
        let items = list.items_mut(heap);
        if items.len() <= index {
            items.resize(index + 1, Value::NULL);
        }
        std::mem::replace(&mut items[index], value)
    }

    /// The version of the object's shape, 0 if it has none that can be remembered.
    #[inline(always)]
    pub fn shape_version(&self) -> u32 {
        if self.kind() == super::Kind::Instance && self.has(flag::PART) {
            self.instance_part().version()
        } else {
            self.other_version()
        }
    }

    #[inline(never)]
    fn other_version(&self) -> u32 {
        self.part().map_or(0, Part::version)
    }

    /// Where an attribute of the instance itself is; `name` is interned. `None` also if attributes are in a dict.
    #[inline]
    pub fn place(&self, name: &Value) -> Option<Place> {
        let slot = self.part()?.shape.with(|shape| shape.get::<Shape>().and_then(|shape| shape.find(name)))?;
        Some(if slot < self.inline_slots() { Place::Inline(slot) } else { Place::Extra(slot - self.inline_slots()) })
    }

    /// An attribute of the instance itself; `name` is interned.
    pub fn attribute(&self, name: &Value, heap: &Heap) -> Option<Value> {
        match self.place(name) {
            Some(Place::Inline(index)) => self.slots()[index].get().given().cloned(),
            Some(Place::Extra(index)) => self.extra_slot(index, heap).given().cloned(),
            None => self.part()?.dict()?.get_str(name, heap),
        }
    }

    /// Where a new attribute would go, in the object itself, and the shape that the object would have then.
    pub fn next_shape(&self, name: &Value, heap: &mut Heap) -> Option<(usize, Ref<Shape>)> {
        let part = self.part().filter(|_| self.class().has_dict())?;
        let shape = part.shape();
        let slot = shape.first + shape.names.len();
        if shape.is_dict || slot >= self.inline_slots() {
            return None;
        }
        Some((slot, heap.with_attribute(&shape, name)?))
    }

    /// Gives the object a shape that [`Header::next_shape`] gave for another of its shape, and the value for the new slot. False if it has
    /// no room for it.
    #[inline(always)]
    pub fn take_shape(&self, shape: Value, slot: usize, value: &mut Value) -> bool {
        let (Some(part), Some(place)) = (self.part(), self.shaped_slot(slot)) else { return false };
        drop(part.shape.replace(shape));
        *value = place.replace(std::mem::take(value));
        true
    }

    /// Sets an attribute of the instance itself. False if it can have none.
    pub fn set_attribute(&self, name: &Value, value: Value, heap: &mut Heap) -> bool {
        let Some(part) = self.part() else { return false };
        if !self.class().has_dict() {
            return false;
        }
        if let Some(dict) = part.dict() {
            drop(dict.insert_str(name, value, heap));
            return true;
        }
        let shape = part.shape();
        if let Some(slot) = shape.find(name) {
            drop(self.set_slot(slot, value, heap));
            return true;
        }
        let slot = shape.first + shape.names.len();
        let Some(next) = heap.with_attribute(&shape, name) else {
            let dict = self.attributes_dict(heap).expect("an object with attributes");
            drop(dict.insert_str(name, value, heap));
            return true;
        };
        drop(self.set_slot(slot, value, heap));
        part.shape.set(next.into_value());
        // The class's next instance has room for as many.
        let class = self.class();
        if slot >= class.inline_slots().into() {
            class.set_inline_slots((slot as u16 + 1).min(MOST_INLINE));
        }
        true
    }

    /// Deletes an attribute of the instance itself; gives what it was.
    pub fn delete_attribute(&self, name: &Value, heap: &mut Heap) -> Option<Value> {
        self.attribute(name, heap)?;
        let dict = self.attributes_dict(heap)?;
        dict.remove_str(name, heap)
    }

    /// The instance's `__dict__`. From now on attributes are in it.
    pub fn attributes_dict(&self, heap: &mut Heap) -> Option<Ref<Dict>> {
        let part = self.part()?;
        if !self.class().has_dict() {
            return None;
        }
        if let Some(dict) = part.dict() {
            return Some(dict);
        }
        let dict = heap.new_dict();
        let shape = part.shape();
        for (at, name) in shape.names.iter().enumerate() {
            let value = self.set_slot(shape.first + at, Value::NULL, heap);
            if !value.is_null() {
                drop(dict.insert_str(name, value, heap));
            }
        }
        self.use_dict(&dict, heap);
        Some(dict)
    }

    /// Makes a dict the instance's `__dict__`, in place of the attributes it had. False if it can have none.
    pub fn replace_attributes(&self, dict: &Ref<Dict>, heap: &mut Heap) -> bool {
        if self.attributes_dict(heap).is_none() {
            return false;
        }
        self.use_dict(dict, heap);
        true
    }

    fn use_dict(&self, dict: &Ref<Dict>, heap: &mut Heap) {
        let Some(part) = self.part() else { return };
        let first = part.shape().first;
        // Slots of `__slots__` that did not fit the object stay reachable only through the list: such objects have room for all.
        part.shape.set(heap.alloc(&heap.core.types.shape, Shape::new(first, Box::default(), true)).into_value());
        part.extra.set(dict.value().clone());
    }

    /// Whether an instance has attributes of its own, or may have.
    pub fn has_attributes(&self) -> bool {
        self.has(flag::PART) && self.class().has_dict()
    }

    /// Makes it an instance of another class with the same layout.
    pub fn change_class(&self, class: &Obj<Type>, heap: &mut Heap) {
        self.reshape(class, heap);
        self.set_class(class);
    }

    /// Takes over the shape of another class with the same layout.
    fn reshape(&self, class: &Obj<Type>, heap: &mut Heap) {
        let Some(part) = self.part() else { return };
        let names: Vec<Value> = part.shape().names.to_vec();
        if part.dict().is_some() {
            return;
        }
        let root: Ref<Shape> = class.root_shape().downcast().expect("a shape");
        match names.iter().try_fold(root, |shape, name| heap.with_attribute(&shape, name)) {
            Some(shape) => part.shape.set(shape.into_value()),
            None => drop(self.attributes_dict(heap)),
        }
    }
}
