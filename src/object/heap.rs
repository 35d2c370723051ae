//! The heap: where objects live, how they are counted, freed and walked.
//!
//! Objects begin with a [`Header`] of 16 bytes. Those up to 512 bytes come from [`pages`](super::pages). A freed object's
//! children may be freed in turn: nested a little on the native stack, then by a queue, so that a chain of a million objects
//! needs no stack. An object whose class has `__del__`, or that weak references point to, waits in another queue for the
//! machine, which alone can run Python code.
//!
//! `unsafe` manages memory; sound because a [`Heap`] exists once a process, held by one thread, and values cannot leave it.

#![allow(unsafe_code)]

use super::collections::List;
use super::kinds::{Kind, Payload, Tailed};
use super::numbers::{Complex, Float};
use super::pages::{CELL, Pages, class_of};
use super::part::{PART_SIZE, Part};
use super::text::{Bytes, Str};
use super::types::{Type, type_flag};
use super::value::{Obj, Ref, Value, ValueCell};
use crate::number::Int;
use std::alloc::{Layout, alloc, dealloc, handle_alloc_error, realloc};
use std::cell::{Cell, UnsafeCell};
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What every object begins with, at a multiple of 16.
#[repr(C)]
pub struct Header {
    references: Cell<u32>,
    kind: Cell<Kind>,
    flags: Cell<u8>,
    /// How many attribute slots lie in the object itself.
    inline: Cell<u16>,
    class: Cell<NonNull<Header>>,
}

/// Bits of a header.
pub mod flag {
    /// The object has attributes of its own: a [`Part`](super::Part) follows the payload.
    pub const PART: u8 = 1;
    /// Weak references point to it.
    pub const WEAKREFS: u8 = 2;
    /// `__del__` has run, or the collector has called off what would.
    pub const FINALIZED: u8 = 4;
    /// An interned string.
    pub const INTERNED: u8 = 8;
    /// It has something to do when it dies, whatever its class: a suspended generator.
    pub const FINALIZE: u8 = 16;
    /// The collector is about to free it.
    pub const DOOMED: u8 = 32;
    /// In memory of its own, not in a page.
    pub const LARGE: u8 = 64;
    /// It can be part of a cycle: by its kind, or as an instance of a class of the program.
    pub const CYCLIC: u8 = 128;
}

/// How deep freeing nests on the native stack before it queues.
const DEEPEST_RELEASE: u32 = 64;
const FIRST_COLLECTION: usize = 20_000;

/// Set when the machine should look up from its work: a signal came, a finalizer waits, cycles should be collected.
pub static ATTENTION: AtomicBool = AtomicBool::new(false);

struct Allocator {
    pages: Pages,
    /// Objects that are too large for a cell, if they can be part of a cycle.
    large: rustc_hash::FxHashSet<NonNull<Header>>,
    live: usize,
    containers: usize,
    collect_at: usize,
    releasing: u32,
    queue: Vec<NonNull<Header>>,
    finalize: Vec<Value>,
}

struct Global(UnsafeCell<Allocator>);

// SAFETY: only the thread that holds `LOCK` touches it: values cannot be sent, and a `Heap` holds the lock.
unsafe impl Sync for Global {}

static GLOBAL: Global = Global(UnsafeCell::new(Allocator {
    pages: Pages::new(),
    large: std::collections::HashSet::with_hasher(rustc_hash::FxBuildHasher),
    live: 0,
    containers: 0,
    collect_at: FIRST_COLLECTION,
    releasing: 0,
    queue: Vec::new(),
    finalize: Vec::new(),
}));

static LOCK: Mutex<()> = Mutex::new(());

/// The allocator. Never held across a call that could come back here.
#[inline(always)]
#[allow(clippy::mut_from_ref)]
unsafe fn allocator() -> &'static mut Allocator {
    // SAFETY: by the caller's promise to let go before anything else asks, and the lock (see `Global`).
    unsafe { &mut *GLOBAL.0.get() }
}

/// Proof that this thread may touch objects, and the key to what is in their cells: there is one at a time.
pub struct Heap {
    pub(super) core: super::Core,
    _lock: MutexGuard<'static, ()>,
    _local: PhantomData<*const ()>,
}

impl Heap {
    /// Waits until no other thread has the heap, then makes the core types.
    pub fn new() -> Heap {
        let lock = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
        let mut heap = Heap { core: super::Core::new(), _lock: lock, _local: PhantomData };
        heap.link_core_types();
        heap
    }

    /// A new object. If instances of the class have attributes of their own, so has it.
    #[inline(always)]
    pub fn alloc<T: Payload>(&self, class: &Obj<Type>, payload: T) -> Ref<T> {
        // The class's functions will take the object apart.
        assert!(class.kind == T::KIND, "a payload that the class does not expect");
        object(class, payload)
    }

    /// A new object whose elements lie behind its payload.
    pub fn alloc_tail<T: Tailed>(
        &self,
        class: &Obj<Type>,
        payload: T,
        elements: impl ExactSizeIterator<Item = T::Element>,
    ) -> Ref<T> {
        // The class's functions will take the object apart.
        assert!(class.kind == T::KIND, "a payload that the class does not expect");
        tailed(class, payload, elements)
    }

    /// The same for bytes.
    pub fn alloc_copy<T: Tailed<Element = u8>>(&self, class: &Obj<Type>, payload: T, bytes: &[u8]) -> Ref<T> {
        assert!(class.kind == T::KIND, "a payload that the class does not expect");
        tailed_copy(class, payload, [bytes])
    }

    /// How many objects there are.
    pub fn live(&self) -> usize {
        // SAFETY: let go at once.
        unsafe { allocator().live }
    }

    /// How many objects there are that can be part of a cycle.
    pub fn containers(&self) -> usize {
        // SAFETY: let go at once.
        unsafe { allocator().containers }
    }

    /// Whether enough objects came to be that looking for cycles is worth it.
    pub fn wants_collection(&self) -> bool {
        // SAFETY: let go at once.
        unsafe { allocator().containers >= allocator().collect_at }
    }

    /// When to look for cycles next.
    pub fn collect_at(&self, containers: usize) {
        // SAFETY: let go at once.
        unsafe { allocator().collect_at = containers.max(FIRST_COLLECTION) }
    }

    /// Objects that died but have something to do first.
    pub fn take_dying(&mut self) -> Vec<Value> {
        // SAFETY: let go at once.
        unsafe { std::mem::take(&mut allocator().finalize) }
    }

    /// Lets the collector come sooner, for an object that takes as much memory as so many usual ones.
    pub fn hurry_collection(&self, by: usize) {
        // SAFETY: let go at once.
        unsafe { allocator().collect_at = allocator().collect_at.saturating_sub(by) }
    }

    /// How many cells each page has.
    pub(super) fn cells_of_pages(&self) -> Vec<usize> {
        // SAFETY: let go at once.
        unsafe { allocator().pages.cells() }
    }

    /// Every object that can be part of a cycle, or every object but the large ones that cannot.
    pub(super) fn for_each_object(&self, only_cyclic: bool, mut visit: impl FnMut(NonNull<Header>)) {
        // SAFETY: the list of pages is not changed while it is read: `visit` allocates no objects.
        let (pages, large) = unsafe { (&allocator().pages, &allocator().large) };
        pages.for_each_cell(only_cyclic, |cell| {
            // SAFETY: a cell holds an object or is free, which its kind tells.
            if unsafe { cell.as_ref() }.kind() != Kind::Free {
                visit(cell);
            }
        });
        large.iter().copied().for_each(visit);
    }
}

impl Default for Heap {
    fn default() -> Heap {
        Heap::new()
    }
}

impl Header {
    #[inline(always)]
    pub fn kind(&self) -> Kind {
        self.kind.get()
    }

    #[inline(always)]
    pub(super) fn count_up(&self) {
        let count = self.references.get().wrapping_add(1);
        self.references.set(count);
        if count == 0 {
            too_many_references();
        }
    }

    /// Whether that was the last.
    #[inline(always)]
    pub(super) fn count_down(&self) -> bool {
        let count = self.references.get() - 1;
        self.references.set(count);
        count == 0
    }

    #[inline(always)]
    pub fn references(&self) -> u32 {
        self.references.get()
    }

    #[inline(always)]
    pub fn has(&self, bit: u8) -> bool {
        self.flags.get() & bit != 0
    }

    #[inline(always)]
    pub fn set(&self, bit: u8) {
        self.flags.set(self.flags.get() | bit);
    }

    #[inline(always)]
    pub fn clear(&self, bit: u8) {
        self.flags.set(self.flags.get() & !bit);
    }

    #[inline(always)]
    pub fn inline_slots(&self) -> usize {
        self.inline.get().into()
    }

    #[inline(always)]
    pub fn class(&self) -> &Obj<Type> {
        // SAFETY: an object holds a reference to its class, which is a type.
        unsafe { self.class.get().cast().as_ref() }
    }

    /// Makes it an object of another class with the same layout.
    pub fn set_class(&self, class: &Obj<Type>) {
        class.header.count_up();
        let old = self.class.replace(class_pointer(class));
        // SAFETY: the header held this reference.
        drop(unsafe { Value::from_counted(old) });
    }

    /// The object's attributes, if it can have any.
    #[inline(always)]
    pub fn part(&self) -> Option<&Part> {
        if !self.has(flag::PART) {
            return None;
        }
        let start = NonNull::from(self);
        // SAFETY: the flag says that a part follows payload and tail.
        unsafe { Some(start.byte_add(body_size(start)).cast().as_ref()) }
    }

    /// The part of a plain instance that has one.
    #[inline(always)]
    pub(super) fn instance_part(&self) -> &Part {
        debug_assert!(self.kind() == Kind::Instance && self.has(flag::PART));
        // SAFETY: a plain instance has no payload between header and part; the caller saw that it has a part.
        unsafe { &*ptr::from_ref(self).add(1).cast() }
    }

    /// A slot of an object that has a shape, if it is in the object itself: a class's first instances may have less room.
    #[inline(always)]
    pub fn shaped_slot(&self, index: usize) -> Option<&ValueCell> {
        if self.kind() == Kind::Instance {
            if index >= self.inline_slots() {
                return None;
            }
            // SAFETY: as many cells as `inline` says follow the part.
            return Some(unsafe { &*ptr::from_ref(self.instance_part()).add(1).cast::<ValueCell>().add(index) });
        }
        self.slots().get(index)
    }

    /// The attribute slots in the object itself.
    #[inline(always)]
    pub fn slots(&self) -> &[ValueCell] {
        match self.part() {
            // SAFETY: as many cells as `inline` says follow the part.
            Some(part) => unsafe { std::slice::from_raw_parts(ptr::from_ref(part).add(1).cast(), self.inline_slots()) },
            None => &[],
        }
    }
}

#[cold]
#[inline(never)]
fn too_many_references() -> ! {
    eprintln!("Fatal Python error: too many references to one object");
    std::process::abort()
}

impl<T: Tailed> Obj<T> {
    /// The elements behind the payload.
    #[inline(always)]
    pub fn tail(&self) -> &[T::Element] {
        // SAFETY: `tailed` wrote as many elements there as the payload says.
        unsafe { std::slice::from_raw_parts(ptr::from_ref(self).add(1).cast(), self.payload.tail_len()) }
    }
}

/// The size of header, payload and tail.
#[inline(always)]
unsafe fn body_size(object: NonNull<Header>) -> usize {
    // SAFETY: the object is alive, and its kind says which function knows its size.
    unsafe {
        if object.as_ref().kind() == Kind::Instance {
            return size_of::<Header>();
        }
        (object.as_ref().class().vtable.size)(object)
    }
}

unsafe fn total_size(object: NonNull<Header>) -> usize {
    // SAFETY: the object is alive.
    unsafe {
        let header = object.as_ref();
        let part = if header.has(flag::PART) { PART_SIZE + header.inline_slots() * size_of::<Value>() } else { 0 };
        body_size(object) + part
    }
}

#[inline(always)]
pub(super) fn object<T: Payload>(class: &Obj<Type>, payload: T) -> Ref<T> {
    const { assert!(align_of::<T>() <= 16) };
    let body = size_of::<Obj<T>>();
    // SAFETY: the memory is large enough for header and payload, which are written before anyone sees them.
    unsafe {
        let memory = memory_for(T::KIND, class, body).cast::<Obj<T>>();
        (&raw mut (*memory.as_ptr()).payload).write(payload);
        Value::from_counted(memory.cast()).downcast().unwrap_unchecked()
    }
}

pub(super) fn tailed<T: Tailed>(
    class: &Obj<Type>,
    payload: T,
    elements: impl ExactSizeIterator<Item = T::Element>,
) -> Ref<T> {
    const { assert!(align_of::<T::Element>() <= 8 && size_of::<Obj<T>>().is_multiple_of(8)) };
    let len = payload.tail_len();
    assert_eq!(len, elements.len());
    // SAFETY: as `object`; `len` elements fit behind it and are written, whatever the iterator gives: on too few the rest would
    // be missing, hence the check.
    unsafe {
        let memory = memory_for(T::KIND, class, tailed_size::<T>(len)).cast::<Obj<T>>();
        (&raw mut (*memory.as_ptr()).payload).write(payload);
        let tail = memory.as_ptr().add(1).cast::<T::Element>();
        let mut written = 0;
        for element in elements.take(len) {
            tail.add(written).write(element);
            written += 1;
        }
        assert_eq!(written, len);
        Value::from_counted(memory.cast()).downcast().unwrap_unchecked()
    }
}

/// The same for bytes in a few parts, each copied at once.
#[inline]
pub(super) fn tailed_copy<T: Tailed<Element = u8>, const N: usize>(
    class: &Obj<Type>,
    payload: T,
    parts: [&[u8]; N],
) -> Ref<T> {
    let len = parts.iter().map(|part| part.len()).sum();
    assert_eq!(payload.tail_len(), len);
    // SAFETY: as `tailed`.
    unsafe {
        let memory = memory_for(T::KIND, class, tailed_size::<T>(len)).cast::<Obj<T>>();
        (&raw mut (*memory.as_ptr()).payload).write(payload);
        let mut end: *mut u8 = memory.as_ptr().add(1).cast();
        for part in parts {
            ptr::copy_nonoverlapping(part.as_ptr(), end, part.len());
            end = end.add(part.len());
        }
        Value::from_counted(memory.cast()).downcast().unwrap_unchecked()
    }
}

/// The same for bytes that a function writes over zeros.
#[inline]
pub(super) fn tailed_filled<T: Tailed<Element = u8>>(class: &Obj<Type>, payload: T, fill: impl FnOnce(&mut [u8])) -> Ref<T> {
    let len = payload.tail_len();
    // SAFETY: as `tailed`.
    unsafe {
        let memory = memory_for(T::KIND, class, tailed_size::<T>(len)).cast::<Obj<T>>();
        (&raw mut (*memory.as_ptr()).payload).write(payload);
        let tail: *mut u8 = memory.as_ptr().add(1).cast();
        tail.write_bytes(0, len);
        fill(std::slice::from_raw_parts_mut(tail, len));
        Value::from_counted(memory.cast()).downcast().unwrap_unchecked()
    }
}

/// A str that nobody else holds with another behind it. Large ones grow where they are, if the allocator has room there.
pub(super) fn str_grown(a: Ref<Str>, b: &Obj<Str>) -> Value {
    let (old, new) = (tailed_size::<Str>(a.tail_len()), tailed_size::<Str>(a.tail_len() + b.tail_len()));
    if class_of(old).is_some() || new > isize::MAX as usize - CELL {
        return tailed_copy(a.header().class(), Str::joined(&a, b), [a.as_bytes(), b.as_bytes()]).into_value();
    }
    // SAFETY: the str is large, so its memory is the global allocator's, with the layout that follows from its length; nobody
    // else has its address. `b` is another str.
    unsafe {
        let object = ManuallyDrop::new(a.into_value()).address().unwrap_unchecked();
        let grown = realloc(object.as_ptr().cast(), large_layout(old), new).cast::<Obj<Str>>();
        let Some(grown) = NonNull::new(grown) else { handle_alloc_error(large_layout(new)) };
        grown.as_ptr().expose_provenance();
        let payload = &raw mut (*grown.as_ptr()).payload;
        let end = grown.as_ptr().add(1).cast::<u8>().add((*payload).tail_len());
        ptr::copy_nonoverlapping(b.as_bytes().as_ptr(), end, b.tail_len());
        (*payload).lengthen(&b.payload);
        Value::from_counted(grown.cast())
    }
}

/// Header, payload and tail, rounded up so that a part may follow.
pub(super) fn tailed_size<T: Tailed>(len: usize) -> usize {
    (size_of::<Obj<T>>() + len * size_of::<T::Element>()).next_multiple_of(8)
}

/// Memory with a header, and an empty part if the class wants one.
#[inline(always)]
unsafe fn memory_for(kind: Kind, class: &Obj<Type>, body: usize) -> NonNull<Header> {
    let (has_part, inline) = class.part_layout();
    let size = if has_part { body + PART_SIZE + usize::from(inline) * size_of::<Value>() } else { body };
    // SAFETY: header, part and slots are written within the memory just got.
    unsafe {
        let cyclic = kind.is_container() || class.has_flag(type_flag::HEAP);
        let memory = memory(cyclic, size);
        let flags = memory_flag(size) | if has_part { flag::PART } else { 0 } | if cyclic { flag::CYCLIC } else { 0 };
        class.header.count_up();
        memory.as_ptr().write(Header {
            references: Cell::new(1),
            kind: Cell::new(kind),
            flags: Cell::new(flags),
            inline: Cell::new(inline),
            class: Cell::new(class_pointer(class)),
        });
        if has_part {
            let part = memory.byte_add(body).cast::<Part>();
            part.write(Part::new(class));
            let slots = part.add(1).cast::<ValueCell>();
            for index in 0..usize::from(inline) {
                slots.add(index).write(ValueCell::new(Value::NULL));
            }
        }
        memory
    }
}

/// What a header knows its class by: not the reference that was there when it was made, but the address, as values do.
#[inline(always)]
fn class_pointer(class: &Obj<Type>) -> NonNull<Header> {
    // SAFETY: the address of a reference.
    unsafe { NonNull::new_unchecked(ptr::with_exposed_provenance_mut(ptr::from_ref(class).addr())) }
}

/// Whether an object of a size is in memory of its own.
#[inline(always)]
fn memory_flag(size: usize) -> u8 {
    if class_of(size).is_some() { 0 } else { flag::LARGE }
}

#[inline(always)]
unsafe fn memory(container: bool, size: usize) -> NonNull<Header> {
    // SAFETY: nothing here comes back to the allocator. A cell on the free list is unused memory of its class's size.
    unsafe {
        let heap = allocator();
        heap.live += 1;
        if container {
            heap.containers += 1;
            if heap.containers >= heap.collect_at {
                ATTENTION.store(true, Ordering::Relaxed);
            }
        }
        let memory = match class_of(size) {
            Some(class) => heap.pages.take(class, container),
            None => large(size, container),
        };
        // From now on it is known by its address: the words of values are such.
        memory.as_ptr().expose_provenance();
        memory
    }
}

#[cold]
#[inline(never)]
unsafe fn large(size: usize, container: bool) -> NonNull<Header> {
    // SAFETY: the layout is not empty; the set of large objects is only touched here, in `give_back` and by the collector.
    unsafe {
        let layout = large_layout(size);
        let memory = alloc(layout).cast::<Header>();
        let Some(memory) = NonNull::new(memory) else { handle_alloc_error(layout) };
        if container {
            allocator().large.insert(memory);
        }
        memory
    }
}

fn large_layout(size: usize) -> Layout {
    Layout::from_size_align(size, CELL).expect("a size that was checked")
}

unsafe fn give_back(object: NonNull<Header>, size: usize) {
    // SAFETY: the object's contents are gone; its memory came from `memory` with the same size.
    unsafe {
        let heap = allocator();
        heap.live -= 1;
        let container = object.as_ref().has(flag::CYCLIC);
        if container {
            heap.containers -= 1;
        }
        if let Some(class) = class_of(size) {
            return heap.pages.give_back(object, class, container);
        }
        if container {
            heap.large.remove(&object);
        }
        dealloc(object.as_ptr().cast(), large_layout(size));
    }
}

/// Frees an object that nobody holds any more, or lays it aside for the machine to finalize.
///
/// # Safety
/// The object's count has just reached zero.
#[cold]
#[inline(never)]
pub(super) unsafe fn release(object: NonNull<Header>) {
    // SAFETY: nobody holds the object. The allocator is let go before anything is dropped.
    unsafe {
        let header = object.as_ref();
        if header.flags.get() == 0 && free_leaf(object) {
            return;
        }
        if must_wait(header) {
            header.references.set(1);
            allocator().finalize.push(Value::from_counted(object));
            ATTENTION.store(true, Ordering::Relaxed);
            return;
        }
        if allocator().releasing >= DEEPEST_RELEASE {
            allocator().queue.push(object);
            return;
        }
        allocator().releasing += 1;
        free(object);
        if allocator().releasing == 1 {
            while let Some(object) = allocator().queue.pop() {
                free(object);
            }
        }
        allocator().releasing -= 1;
    }
}

fn must_wait(header: &Header) -> bool {
    if header.has(flag::DOOMED) {
        return false;
    }
    header.has(flag::WEAKREFS) || has_finalizer(header)
}

/// Whether the object has a finalizer that was not called yet.
pub(super) fn has_finalizer(header: &Header) -> bool {
    !header.has(flag::FINALIZED) && (header.has(flag::FINALIZE) || header.class().has_del())
}

/// Frees an object of a builtin type that holds no others, if it is one of the usual kinds. It has no flags: so nothing is
/// finalized, and its memory is a cell.
#[inline(always)]
unsafe fn free_leaf(object: NonNull<Header>) -> bool {
    unsafe fn drop_leaf<T: Payload>(object: NonNull<Header>) -> usize {
        // SAFETY: called for objects of this kind only, when nobody holds them.
        unsafe {
            let size = size_of::<Obj<T>>() + object.cast::<Obj<T>>().as_ref().payload.tail_bytes();
            T::drop_all(object.cast());
            size
        }
    }
    // SAFETY: as `free`.
    unsafe {
        let size = match object.as_ref().kind() {
            Kind::Str => drop_leaf::<Str>(object),
            Kind::Int => drop_leaf::<Int>(object),
            Kind::Float => drop_leaf::<Float>(object),
            Kind::Complex => drop_leaf::<Complex>(object),
            Kind::Bytes => drop_leaf::<Bytes>(object),
            _ => return false,
        };
        drop(Value::from_counted(object.as_ref().class.get()));
        let heap = allocator();
        heap.live -= 1;
        if let Some(class) = class_of(size) {
            heap.pages.give_back(object, class, false);
        }
        true
    }
}

/// Drops what an object holds and gives its memory back.
unsafe fn free(object: NonNull<Header>) {
    // SAFETY: nobody holds the object, so nothing can reach it while it is taken apart.
    unsafe {
        let size = total_size(object);
        drop_contents(object);
        give_back(object, size);
    }
}

unsafe fn drop_contents(object: NonNull<Header>) {
    // SAFETY: as `free`. Part and slots are where `memory_for` put them.
    unsafe {
        let header = object.as_ref();
        let class = header.class.get();
        // A function's defaults go before its attributes; an instance's attributes before what its builtin type holds.
        let is_function = header.kind() == Kind::Function;
        if is_function {
            (header.class().vtable.drop)(object);
        }
        if let Some(part) = header.part() {
            let (slots, count) = (header.slots().as_ptr().cast_mut(), header.inline_slots());
            ptr::slice_from_raw_parts_mut(slots, count).drop_in_place();
            let extra = part.extra.get();
            // In a cycle the list may be gone already.
            if let Some(list) = extra.get::<List>().filter(|_| !header.has(flag::DOOMED)) {
                // Attributes go in the order in which they came, but a list begins with its last item.
                list.items.unshared().reverse();
            }
            ptr::from_ref(part).cast_mut().drop_in_place();
        }
        if !is_function {
            (header.class().vtable.drop)(object);
        }
        drop(Value::from_counted(class));
    }
}

/// Frees objects that hold only each other.
///
/// # Safety
/// Nothing outside holds any of them, but for the one reference each that `doomed` stands for.
pub(super) unsafe fn free_cycle(doomed: Vec<Value>) {
    // SAFETY: each keeps the reference that `doomed` had, so none is freed while the others' contents are dropped; sizes are
    // taken before contents go.
    unsafe {
        let sized = |object: Value| {
            let address = ManuallyDrop::new(object).address()?;
            address.as_ref().set(flag::DOOMED);
            Some((address, total_size(address)))
        };
        let objects: Vec<(NonNull<Header>, usize)> = doomed.into_iter().filter_map(sized).collect();
        // Types last: objects are taken apart with the help of their class.
        for types in [false, true] {
            for (object, _) in &objects {
                if (object.as_ref().kind() == Kind::Type) == types {
                    drop_contents(*object);
                }
            }
        }
        for (object, size) in objects {
            give_back(object, size);
        }
    }
}

/// Makes the type of all types, whose class is itself.
pub(super) fn first_type(payload: Type) -> Ref<Type> {
    // SAFETY: as `object`, but the class is the object itself, counted once more for that.
    unsafe {
        let size = size_of::<Obj<Type>>();
        let memory = memory(true, size);
        memory.as_ptr().write(Header {
            references: Cell::new(2),
            kind: Cell::new(Kind::Type),
            flags: Cell::new(flag::CYCLIC | memory_flag(size)),
            inline: Cell::new(0),
            class: Cell::new(memory),
        });
        let object = memory.cast::<Obj<Type>>();
        (&raw mut (*object.as_ptr()).payload).write(payload);
        Value::from_counted(memory).downcast().unwrap_unchecked()
    }
}

/// The functions of one kind of payload, for whoever has only the header.
pub struct VTable {
    pub(super) size: unsafe fn(NonNull<Header>) -> usize,
    pub(super) drop: unsafe fn(NonNull<Header>),
    pub(super) traverse: Traverse,
}

/// Calls a function for each value that an object holds.
type Traverse = unsafe fn(NonNull<Header>, &Heap, &mut dyn FnMut(&Value));

impl VTable {
    pub const fn of<T: Payload>() -> VTable {
        unsafe fn size<T: Payload>(object: NonNull<Header>) -> usize {
            // SAFETY: called for objects of this kind only.
            unsafe { (size_of::<Obj<T>>() + object.cast::<Obj<T>>().as_ref().payload.tail_bytes()).next_multiple_of(8) }
        }
        unsafe fn drop<T: Payload>(object: NonNull<Header>) {
            // SAFETY: called for objects of this kind only, once, when nobody holds them.
            unsafe { T::drop_all(object.cast()) }
        }
        unsafe fn traverse<T: Payload>(object: NonNull<Header>, heap: &Heap, visit: &mut dyn FnMut(&Value)) {
            // SAFETY: called for objects of this kind only.
            let object = unsafe { object.cast::<Obj<T>>().as_ref() };
            object.payload.traverse(heap, visit);
            T::traverse_tail(object, visit);
        }
        VTable { size: size::<T>, drop: drop::<T>, traverse: traverse::<T> }
    }
}

/// Calls `visit` for each value that an object holds.
pub(super) fn traverse(object: NonNull<Header>, heap: &Heap, visit: &mut dyn FnMut(&Value)) {
    // SAFETY: the object is alive: the collector found it, and nothing is freed while it looks.
    unsafe {
        let header = object.as_ref();
        if let Some(part) = header.part() {
            part.extra.with(&mut *visit);
            header.slots().iter().for_each(|slot| slot.with(&mut *visit));
        }
        visit(&header.class().borrowed());
        (header.class().vtable.traverse)(object, heap, visit);
    }
}

/// Drops the elements behind a payload, then the payload.
///
/// # Safety
/// The object is of this kind, and nobody holds it.
pub(super) unsafe fn drop_tailed<T: Tailed>(object: NonNull<Obj<T>>) {
    // SAFETY: the tail has as many elements as the payload says; see `tailed`.
    unsafe {
        let (len, tail) = (object.as_ref().payload.tail_len(), object.as_ptr().add(1).cast::<T::Element>());
        // From the end, as CPython does: programs see the order when elements have finalizers.
        if std::mem::needs_drop::<T::Element>() {
            for index in (0..len).rev() {
                tail.add(index).drop_in_place();
            }
        }
        (&raw mut (*object.as_ptr()).payload).drop_in_place();
    }
}
