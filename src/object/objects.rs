//! The payloads of the machine's smaller objects: methods, cells, descriptors, modules, exceptions, iterators.

#![allow(unsafe_code)]

use super::collections::Dict;
use super::heap::Heap;
use super::kinds::{Kind, Payload};
use super::types::Type;
use super::value::{HeapCell, Obj, Ref, Value, ValueCell};
use crate::collections::SetTable;
use std::any::Any;
use std::cell::Cell as StdCell;

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident $kind:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty,)* })*) => {
        $(
            $(#[$doc])*
            pub struct $name { $($(#[$fdoc])* pub $field: $type,)* }

            // SAFETY: no other payload is of this kind.
            unsafe impl Payload for $name {
                const KIND: Kind = Kind::$kind;
                fn traverse(&self, _heap: &Heap, _visit: &mut dyn FnMut(&Value)) {
                    $(Held::held(&self.$field, _heap, _visit);)*
                }
            }
        )*
    };
}

/// What of a dict is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictPart {
    Keys,
    Values,
    Items,
}

/// What a field shows to the collector.
trait Held {
    fn held(&self, heap: &Heap, visit: &mut dyn FnMut(&Value));
}

impl Held for Value {
    fn held(&self, _: &Heap, visit: &mut dyn FnMut(&Value)) {
        visit(self);
    }
}

impl Held for ValueCell {
    fn held(&self, _: &Heap, visit: &mut dyn FnMut(&Value)) {
        self.with(visit);
    }
}

impl<T: Payload> Held for Ref<T> {
    fn held(&self, _: &Heap, visit: &mut dyn FnMut(&Value)) {
        visit(self.value());
    }
}

impl Held for HeapCell<Vec<Value>> {
    fn held(&self, heap: &Heap, visit: &mut dyn FnMut(&Value)) {
        self.get(heap).iter().for_each(visit);
    }
}

impl Held for HeapCell<SetTable<Value>> {
    fn held(&self, heap: &Heap, visit: &mut dyn FnMut(&Value)) {
        self.get(heap).iter().for_each(|(_, element)| visit(element));
    }
}

macro_rules! hold_nothing {
    ($($type:ty)*) => { $(impl Held for $type { fn held(&self, _: &Heap, _: &mut dyn FnMut(&Value)) {} })* };
}
hold_nothing!(DictPart usize u32 bool StdCell<usize> StdCell<u32> StdCell<bool> StdCell<i64>);

payloads! {
    /// An instance of a class that is not derived from a builtin type with contents of its own.
    Instance Instance {}

    /// What closures share: a variable.
    Cell_ Cell { contents: ValueCell, }

    /// A function and the object it is called on.
    Method Method { function: Value, receiver: Value, }

    Module Module { dict: Ref<Dict>, }

    Property Property { get: ValueCell, set: ValueCell, delete: ValueCell, doc: ValueCell, name: ValueCell, }

    StaticMethod StaticMethod { callable: ValueCell, }

    ClassMethod ClassMethod { callable: ValueCell, }

    /// `super()`: the class whose place in the order counts, the object, and the class whose order it is.
    Super Super { class: ValueCell, object: ValueCell, object_class: ValueCell, }

    /// A descriptor for a slot of `__slots__`.
    Member Member { name: Value, class: Value, slot: usize, }

    MappingProxy MappingProxy { mapping: Value, }

    /// One frame that an exception passed: innermost last.
    Traceback Traceback { next: ValueCell, frame: Value, lasti: StdCell<i64>, line: StdCell<i64>, }

    /// An exception. What only some classes have, such as `errno`, is in `fields`, in the order of the class's table.
    Exception Exception {
        args: ValueCell,
        traceback: ValueCell,
        context: ValueCell,
        cause: ValueCell,
        suppress_context: StdCell<bool>,
        fields: HeapCell<Vec<Value>>,
    }

    /// An iterator by index: over a list, a tuple, or whatever has `__getitem__`. NULL when exhausted.
    SequenceIterator SequenceIterator { sequence: ValueCell, next: StdCell<usize>, }

    /// A view on a dict: its class says on what of it.
    DictView DictView { dict: Ref<Dict>, }

    /// An iterator over a dict; NULL when exhausted. `len` is how long the dict was, `left` how many are to come.
    DictIterator DictIterator {
        dict: ValueCell,
        place: StdCell<usize>,
        len: StdCell<usize>,
        left: StdCell<usize>,
        part: DictPart,
        reversed: bool,
        /// The pair that was given last.
        pair: ValueCell,
    }

    /// A set or frozenset.
    Set Set { table: HeapCell<SetTable<Value>>, hash: StdCell<i64>, }

    SetIterator SetIterator { set: ValueCell, place: StdCell<usize>, len: StdCell<usize>, left: StdCell<usize>, }
}

/// What a native module keeps in objects of its own types.
pub trait Opaque: Any {
    /// Calls `visit` for each value held.
    fn traverse(&self, visit: &mut dyn FnMut(&Value));
}

/// An object whose contents only the module that made it knows.
pub struct OpaqueObject {
    contents: HeapCell<Box<dyn Opaque>>,
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for OpaqueObject {
    const KIND: Kind = Kind::Opaque;
    fn traverse(&self, heap: &Heap, visit: &mut dyn FnMut(&Value)) {
        self.contents.get(heap).traverse(visit);
    }
}

impl Value {
    /// The contents of an opaque object, if they are of that type.
    pub fn opaque<'a, T: Opaque>(&'a self, heap: &'a Heap) -> Option<&'a T> {
        let contents: &dyn Any = &**self.get::<OpaqueObject>()?.contents.get(heap);
        contents.downcast_ref()
    }

    pub fn opaque_mut<'a, T: Opaque>(&'a self, heap: &'a mut Heap) -> Option<&'a mut T> {
        let contents: &mut dyn Any = &mut **self.get::<OpaqueObject>()?.contents.get_mut(heap);
        contents.downcast_mut()
    }
}

impl Heap {
    pub fn opaque(&self, class: &Obj<Type>, contents: impl Opaque) -> Value {
        self.alloc(class, OpaqueObject { contents: HeapCell::new(Box::new(contents)) }).into_value()
    }

    pub fn new_cell(&self, contents: Value) -> Value {
        self.alloc(&self.types().cell, Cell_ { contents: ValueCell::new(contents) }).into_value()
    }

    pub fn method(&self, function: Value, receiver: Value) -> Value {
        self.alloc(&self.types().method, Method { function, receiver }).into_value()
    }

    /// An exception object with arguments and nothing else.
    pub fn exception(&self, class: &Obj<Type>, args: Value) -> Ref<Exception> {
        self.alloc(
            class,
            Exception {
                args: ValueCell::new(args),
                traceback: ValueCell::new(Value::NONE),
                context: ValueCell::new(Value::NONE),
                cause: ValueCell::new(Value::NONE),
                suppress_context: StdCell::new(false),
                fields: HeapCell::new(Vec::new()),
            },
        )
    }
}
