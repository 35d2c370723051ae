//! The payloads of list, tuple, dict and set.

#![allow(unsafe_code)]

use super::heap::{self, Heap};
use super::kinds::{Kind, Payload, Tailed};
use super::table::{DictTable, Entry};
use super::text::Str;
use super::types::Type;
use super::value::{HeapCell, Obj, Ref, Value, ValueCell};
use std::cell::Cell;
use std::ptr::NonNull;

pub struct List {
    pub(super) items: HeapCell<Vec<Value>>,
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for List {
    const KIND: Kind = Kind::List;
    fn traverse(&self, heap: &Heap, visit: &mut dyn FnMut(&Value)) {
        self.items.get(heap).iter().for_each(visit);
    }
}

/// From the end, as CPython does: programs see the order when items have finalizers.
impl Drop for List {
    fn drop(&mut self) {
        while let Some(item) = self.items.inner().pop() {
            drop(item);
        }
    }
}

impl List {
    pub fn new(items: Vec<Value>) -> List {
        List { items: HeapCell::new(items) }
    }

    #[inline(always)]
    pub fn items<'a>(&'a self, heap: &'a Heap) -> &'a Vec<Value> {
        self.items.get(heap)
    }

    #[inline(always)]
    pub fn items_mut<'a>(&'a self, heap: &'a mut Heap) -> &'a mut Vec<Value> {
        self.items.get_mut(heap)
    }
}

/// A tuple: its items lie behind this.
pub struct Tuple {
    len: usize,
    /// 0 if not computed yet.
    pub hash: Cell<i64>,
}

// SAFETY: no other payload is of this kind; the tail is dropped with it.
unsafe impl Payload for Tuple {
    const KIND: Kind = Kind::Tuple;
    fn traverse(&self, _: &Heap, _: &mut dyn FnMut(&Value)) {}
    fn traverse_tail(object: &Obj<Tuple>, visit: &mut dyn FnMut(&Value)) {
        object.tail().iter().for_each(visit);
    }
    fn tail_bytes(&self) -> usize {
        self.len * size_of::<Value>()
    }
    unsafe fn drop_all(object: NonNull<Obj<Tuple>>) {
        // SAFETY: by the caller's promise.
        unsafe { heap::drop_tailed(object) }
    }
}

// SAFETY: the length never changes.
unsafe impl Tailed for Tuple {
    type Element = Value;
    fn tail_len(&self) -> usize {
        self.len
    }
}

impl Tuple {
    pub(super) fn new(len: usize) -> Tuple {
        Tuple { len, hash: Cell::new(0) }
    }
}

impl Obj<Tuple> {
    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        self.tail()
    }
}

pub struct Dict {
    table: HeapCell<DictTable>,
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for Dict {
    const KIND: Kind = Kind::Dict;
    fn traverse(&self, heap: &Heap, visit: &mut dyn FnMut(&Value)) {
        for entry in self.table.get(heap).iter() {
            visit(&entry.key);
            visit(&entry.value);
        }
    }
}

impl Dict {
    pub fn new(table: DictTable) -> Dict {
        Dict { table: HeapCell::new(table) }
    }

    #[inline(always)]
    pub fn table<'a>(&'a self, heap: &'a Heap) -> &'a DictTable {
        self.table.get(heap)
    }

    #[inline(always)]
    pub fn table_mut<'a>(&'a self, heap: &'a mut Heap) -> &'a mut DictTable {
        self.table.get_mut(heap)
    }

    pub fn len(&self, heap: &Heap) -> usize {
        self.table(heap).len()
    }

    /// The value of a str key.
    #[inline]
    pub fn get_str(&self, name: &Value, heap: &Heap) -> Option<Value> {
        let text = name.get::<Str>()?;
        let table = self.table(heap);
        let place = table.find_str(name, text, text.as_bytes())?;
        Some(table.entries()[place].value.clone())
    }

    pub fn has_str(&self, name: &Value, heap: &Heap) -> bool {
        name.get::<Str>().is_some_and(|text| self.table(heap).find_str(name, text, text.as_bytes()).is_some())
    }

    /// Sets the value of a str key; gives the old one.
    pub fn insert_str(&self, name: &Value, value: Value, heap: &mut Heap) -> Option<Value> {
        let text = name.get::<Str>()?;
        let table = self.table_mut(heap);
        match table.find_str(name, text, text.as_bytes()) {
            Some(place) => Some(table.replace(place, value)),
            None => {
                table.insert_new(text.hash_of(text.as_bytes()), name.clone(), value);
                None
            }
        }
    }

    pub fn remove_str(&self, name: &Value, heap: &mut Heap) -> Option<Value> {
        let text = name.get::<Str>()?;
        let table = self.table_mut(heap);
        let place = table.find_str(name, text, text.as_bytes())?;
        Some(table.remove(place).value)
    }

    /// The dict's layout version, never 0: while it stays, so do the places of entries.
    pub fn layout(&self, heap: &mut Heap) -> u32 {
        if self.table(heap).layout() == 0 {
            let version = heap.next_version();
            self.table_mut(heap).set_layout(version);
        }
        self.table(heap).layout()
    }
}

impl Entry {
    pub fn pair(&self) -> (Value, Value) {
        (self.key.clone(), self.value.clone())
    }
}

impl Heap {
    pub fn list(&self, items: Vec<Value>) -> Value {
        self.alloc(&self.types().list, List::new(items)).into_value()
    }

    pub fn tuple(&self, items: impl IntoIterator<Item = Value, IntoIter: ExactSizeIterator>) -> Value {
        let items = items.into_iter();
        match items.len() {
            0 => self.core.empty_tuple.value().clone(),
            _ => self.tuple_of(&self.core.types.tuple, items).into_value(),
        }
    }

    /// A tuple of a class that may be a subclass.
    pub fn tuple_of(&self, class: &Obj<Type>, items: impl ExactSizeIterator<Item = Value>) -> Ref<Tuple> {
        self.alloc_tail(class, Tuple::new(items.len()), items)
    }

    /// A tuple of two for an iterator that keeps the one it gave last: if nobody else holds that any more, it is filled anew.
    pub fn pair_again(&self, kept: &ValueCell, first: Value, second: Value) -> Value {
        let last = kept.take();
        let is_free = |tuple: &Obj<Tuple>| tuple.header().references() == 1 && tuple.len == 2;
        if let Some(object) = last.address().filter(|_| last.get::<Tuple>().is_some_and(is_free)) {
            // SAFETY: this reference is the only one, so nobody has borrowed the items, which lie behind the payload. What they were
            // is dropped when both are in place.
            let before = unsafe {
                let tuple = object.cast::<Obj<Tuple>>();
                tuple.as_ref().hash.set(0);
                let items = tuple.add(1).cast::<Value>();
                (items.replace(first), items.add(1).replace(second))
            };
            kept.set(last.clone());
            drop(before);
            return last;
        }
        drop(last);
        let pair = self.tuple([first, second]);
        kept.set(pair.clone());
        pair
    }

    pub fn new_dict(&self) -> Ref<Dict> {
        self.alloc(&self.types().dict, Dict::new(DictTable::default()))
    }

    pub fn dict(&self, table: DictTable) -> Value {
        self.alloc(&self.types().dict, Dict::new(table)).into_value()
    }
}
