//! Values and objects: what they are in memory, not what Python code can do with them.
//!
//! [`Value`] is the 64-bit word that everything is; [`Heap`] allocates, counts and frees objects and is the key to their changing
//! contents ([`HeapCell`]); `kinds` lists what objects can be made of; `types`, `part` (attributes of instances and their shapes),
//! `collections`, `text`, `numbers` and `objects` are the payloads; `inheritors` which classes hear of a class's
//! changes; `weak` weak references; `cycles` the collector of cycles;
//! `core` what exists from the start. `unsafe` lives in `value`, `heap`, `part`, `weak`, `inheritors`, `purge`, `lookups` and `cycles`, and in the one line for each payload
//! that promises that its kind is its own.
//!
//! Whoever runs Python code needs the heap for itself (`&mut`), whoever looks into an object borrows it (`&`): the borrow checker
//! keeps the one from happening during the other. Uses `number` and `collections`.

mod collections;
mod core;
mod cycles;
mod heap;
mod inheritors;
mod kinds;
mod lookups;
mod numbers;
mod objects;
mod pages;
mod part;
mod purge;
mod specials;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod types;
mod value;
mod weak;

pub use self::core::{Core, Names, Types};
pub use crate::number::{Int, IntRef};
pub use collections::{Dict, List, Tuple};
pub use heap::{ATTENTION, Header, Heap, VTable, flag};
pub use kinds::{Kind, Payload, Tailed};
pub use numbers::{Complex, Float, Range, RangeIterator, Slice};
pub use objects::{
    Cell_, ClassMethod, DictIterator, DictPart, DictView, Exception, Instance, MappingProxy, Member, Method, Module, Opaque,
    OpaqueObject, Property, SequenceIterator, Set, SetIterator, StaticMethod, Super, Traceback,
};
pub use part::{Part, Place, Shape};
pub use purge::purge_early;
pub use specials::Special;
pub use table::{DictTable, Entry};
pub use text::{ByteArray, Bytes, Str, decode, encode, hash_key, is_continuation, set_hash_key};
pub use types::{Type, type_flag};
pub use value::{Borrowed, HeapCell, Obj, Ref, Value, ValueCell};
pub use weak::WeakRef;
