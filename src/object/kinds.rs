//! The kinds of objects: what follows a header in memory. Several types can be of one kind: `set` and `frozenset`, a builtin
//! type and its subclasses.

#![allow(unsafe_code)]

use super::heap::Heap;
use super::value::{Obj, Value};
use std::ptr::NonNull;

macro_rules! kinds {
    ($($kind:ident $role:ident,)*) => {
        /// What a value is made of. Those that are never objects come first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Kind { Free, None, Bool, Ellipsis, NotImplemented, $($kind,)* }

        impl Kind {
            /// Whether any such object can be part of a cycle.
            #[inline(always)]
            pub const fn is_container(self) -> bool {
                const CONTAINERS: &[bool] = &[false, false, false, false, false, $(kinds!(@ $role),)*];
                CONTAINERS[self as usize]
            }
        }
    };
    (@ leaf) => { false };
    (@ container) => { true };
}

kinds! {
    Int leaf,
    Float leaf,
    Complex leaf,
    Str leaf,
    Bytes leaf,
    ByteArray leaf,
    Tuple container,
    List container,
    Dict container,
    Set container,
    Range leaf,
    Slice container,
    Type container,
    Instance container,
    Shape leaf,
    Module container,
    Function container,
    Native container,
    Method container,
    Cell container,
    Code leaf,
    Frame container,
    Generator container,
    Traceback container,
    Exception container,
    Property container,
    StaticMethod container,
    ClassMethod container,
    Super container,
    Member container,
    GetSet container,
    WeakRef container,
    SequenceIterator container,
    RangeIterator leaf,
    DictIterator container,
    SetIterator container,
    DictView container,
    MappingProxy container,
    Opaque container,
}

/// What can follow a header.
///
/// # Safety
/// No two types have the same kind. [`Payload::tail_bytes`] and [`Payload::drop_all`] are as given here, or both those of
/// [`Tailed`].
pub unsafe trait Payload: Sized + 'static {
    const KIND: Kind;

    /// Calls `visit` for each value that the payload holds. What it leaves out the collector takes for held from outside.
    fn traverse(&self, heap: &Heap, visit: &mut dyn FnMut(&Value));

    #[doc(hidden)]
    fn traverse_tail(_object: &Obj<Self>, _visit: &mut dyn FnMut(&Value)) {}

    #[doc(hidden)]
    fn tail_bytes(&self) -> usize {
        0
    }

    /// # Safety
    /// Nobody holds the object.
    #[doc(hidden)]
    unsafe fn drop_all(object: NonNull<Obj<Self>>) {
        // SAFETY: by the caller's promise.
        unsafe { (&raw mut (*object.as_ptr()).payload).drop_in_place() }
    }
}

/// A payload with elements behind it, whose number never changes.
///
/// # Safety
/// [`Tailed::tail_len`] always gives the same.
pub unsafe trait Tailed: Payload {
    type Element;
    fn tail_len(&self) -> usize;
}
