//! A value: one 64-bit word, and its share in the object that the word may point to.
//!
//! Low-bit tags with self-tagged floats, the winner of `tools/bakeoff`. Of the eight ways a float's exponent can begin, four are
//! kept in the word: 2⁻²⁵⁵ to 2²⁵⁷, zeros, subnormals, infinities, NaNs. Adding 3 to these three bits makes a middle 1 of them,
//! and a rotation brings it down.
//!
//! ```text
//! …1…    float (bit 1)
//! …00    integer of 62 bits: adds, subtracts and compares as it is
//! …001   address plus 1: a constant displacement where it is followed
//! …101   None, False, True, Ellipsis, NotImplemented, and NULL, which is no value
//! ```
//!
//! What does not fit is an object. `unsafe` follows addresses and counts references; sound because only [`heap`](super::heap)
//! makes words with addresses, each counted, and an object lives until its count is zero.

#![allow(unsafe_code)]

use super::heap::{self, Header, Heap};
use super::kinds::{Kind, Payload};
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::Deref;
use std::ptr::{self, NonNull};

/// A Python value. Cloning counts up, dropping counts down; what nobody holds any more is freed at once.
#[repr(transparent)]
pub struct Value(u64, PhantomData<*const ()>);

const SHIFT: u64 = 3 << 60;
const IN_RANGE: u64 = 1 << 61;

const fn singleton(number: u64) -> Value {
    Value(number << 3 | 0b101, PhantomData)
}

impl Value {
    /// No value: an unbound local, an argument not given. Never seen by programs.
    pub const NULL: Value = singleton(0);
    pub const NONE: Value = singleton(1);
    pub const FALSE: Value = singleton(2);
    pub const TRUE: Value = singleton(3);
    pub const ELLIPSIS: Value = singleton(4);
    pub const NOT_IMPLEMENTED: Value = singleton(5);

    /// The largest integer that is no object; the smallest is its complement.
    pub const SMALL_MAX: i64 = (1 << 61) - 1;

    #[inline(always)]
    pub fn bool(value: bool) -> Value {
        if value { Value::TRUE } else { Value::FALSE }
    }

    /// An integer, if it fits the word. [`Heap::int`] takes any.
    #[inline(always)]
    pub fn small(value: i64) -> Option<Value> {
        value.checked_mul(4).map(|word| Value(word as u64, PhantomData))
    }

    /// An integer that surely fits: a length, an index, a code point.
    #[inline(always)]
    pub fn size(value: usize) -> Value {
        debug_assert!(value as u64 <= Value::SMALL_MAX as u64);
        Value((value as u64) << 2, PhantomData)
    }

    /// A float, if it fits the word. [`Heap::float`] takes any.
    #[inline(always)]
    pub fn inline_float(value: f64) -> Option<Value> {
        let moved = value.to_bits().wrapping_add(SHIFT);
        // Not `then_some`: bits that are no value must not become one, for it would be dropped.
        if moved & IN_RANGE != 0 { Some(Value(moved.rotate_left(4), PhantomData)) } else { None }
    }

    /// The integer in the word. Bools and objects are none.
    #[inline(always)]
    pub fn as_small(&self) -> Option<i64> {
        (self.0 & 3 == 0).then_some(self.0 as i64 >> 2)
    }

    #[inline(always)]
    pub fn both_small(a: &Value, b: &Value) -> bool {
        (a.0 | b.0) & 3 == 0
    }

    #[inline(always)]
    pub fn add_small(a: &Value, b: &Value) -> Option<Value> {
        if !Value::both_small(a, b) {
            return None;
        }
        (a.0 as i64).checked_add(b.0 as i64).map(|sum| Value(sum as u64, PhantomData))
    }

    #[inline(always)]
    pub fn subtract_small(a: &Value, b: &Value) -> Option<Value> {
        if !Value::both_small(a, b) {
            return None;
        }
        (a.0 as i64).checked_sub(b.0 as i64).map(|difference| Value(difference as u64, PhantomData))
    }

    #[inline(always)]
    pub fn multiply_small(a: &Value, b: &Value) -> Option<Value> {
        if !Value::both_small(a, b) {
            return None;
        }
        (a.0 as i64).checked_mul(b.0 as i64 >> 2).map(|product| Value(product as u64, PhantomData))
    }

    /// How two small integers compare. Their words compare as they do.
    #[inline(always)]
    pub fn compare_small(a: &Value, b: &Value) -> Option<std::cmp::Ordering> {
        Value::both_small(a, b).then(|| (a.0 as i64).cmp(&(b.0 as i64)))
    }

    /// The float in the word. Objects are none: [`Value::as_float`] finds these too.
    #[inline(always)]
    pub fn as_inline_float(&self) -> Option<f64> {
        (self.0 & 2 != 0).then(|| f64::from_bits(self.0.rotate_right(4).wrapping_sub(SHIFT)))
    }

    #[inline(always)]
    pub fn both_inline_floats(a: &Value, b: &Value) -> Option<(f64, f64)> {
        if a.0 & b.0 & 2 == 0 {
            return None;
        }
        Some((a.as_inline_float()?, b.as_inline_float()?))
    }

    #[inline(always)]
    pub fn is(&self, other: &Value) -> bool {
        self.0 == other.0
    }

    #[inline(always)]
    pub fn is_null(&self) -> bool {
        self.0 == Value::NULL.0
    }

    #[inline(always)]
    pub fn is_none(&self) -> bool {
        self.0 == Value::NONE.0
    }

    #[inline(always)]
    pub fn is_true(&self) -> bool {
        self.0 == Value::TRUE.0
    }

    #[inline(always)]
    pub fn is_false(&self) -> bool {
        self.0 == Value::FALSE.0
    }

    #[inline(always)]
    pub fn is_not_implemented(&self) -> bool {
        self.0 == Value::NOT_IMPLEMENTED.0
    }

    #[inline(always)]
    pub fn as_bool(&self) -> Option<bool> {
        match self.0 {
            word if word == Value::TRUE.0 => Some(true),
            word if word == Value::FALSE.0 => Some(false),
            _ => None,
        }
    }

    /// Whether it is true, if that can be told without following an address.
    #[inline(always)]
    pub fn truth_at_once(&self) -> Option<bool> {
        match self.0 {
            word if word == Value::TRUE.0 => Some(true),
            word if word == Value::FALSE.0 || word == Value::NONE.0 => Some(false),
            word if word & 3 == 0 => Some(word != 0),
            _ => self.as_inline_float().map(|value| value != 0.0),
        }
    }

    /// `None` for NULL.
    #[inline(always)]
    pub fn given(&self) -> Option<&Value> {
        if self.is_null() { None } else { Some(self) }
    }

    #[inline(always)]
    pub fn is_object(&self) -> bool {
        self.0 & 7 == 1
    }

    /// The word, to tell values apart: `id()`, identity in hash tables.
    #[inline(always)]
    pub fn bits(&self) -> u64 {
        self.0
    }

    #[inline(always)]
    pub(super) fn address(&self) -> Option<NonNull<Header>> {
        if !self.is_object() {
            return None;
        }
        // SAFETY: words that end in 001 are addresses plus 1, and no object is at 0.
        Some(unsafe { NonNull::new_unchecked(ptr::with_exposed_provenance_mut(self.0.wrapping_sub(1) as usize)) })
    }

    /// Takes over a counted reference. The address was exposed once, when the object was made: by [`heap`](super::heap).
    ///
    /// # Safety
    /// The object is alive, and one of its references has no owner.
    #[inline(always)]
    pub(super) unsafe fn from_counted(object: NonNull<Header>) -> Value {
        Value(object.addr().get() as u64 + 1, PhantomData)
    }

    /// The value that these are the bits of, counted once more.
    ///
    /// # Safety
    /// The bits are those of a value that is alive.
    #[inline(always)]
    pub unsafe fn from_bits_alive(bits: u64) -> Value {
        Value::clone(&ManuallyDrop::new(Value(bits, PhantomData)))
    }

    /// What the value's object begins with.
    #[inline(always)]
    pub fn header(&self) -> Option<&Header> {
        // SAFETY: this value holds a reference, so the object is alive for as long as the value is borrowed.
        self.address().map(|object| unsafe { object.as_ref() })
    }

    /// What the value is made of: the same for a type and its subclasses.
    #[inline(always)]
    pub fn kind(&self) -> Kind {
        match self.header() {
            Some(header) => header.kind(),
            None if self.0 & 3 == 0 => Kind::Int,
            None if self.0 & 2 != 0 => Kind::Float,
            None => match self.0 >> 3 {
                1 => Kind::None,
                2 | 3 => Kind::Bool,
                4 => Kind::Ellipsis,
                5 => Kind::NotImplemented,
                _ => Kind::Free,
            },
        }
    }

    /// The object, if it is of that kind.
    #[inline(always)]
    pub fn get<T: Payload>(&self) -> Option<&Obj<T>> {
        let object = self.address()?;
        // SAFETY: alive as in `header`; the kind says which payload follows the header.
        unsafe {
            if object.as_ref().kind() != T::KIND {
                return None;
            }
            Some(object.cast::<Obj<T>>().as_ref())
        }
    }

    #[inline(always)]
    pub fn is_a<T: Payload>(&self) -> bool {
        self.get::<T>().is_some()
    }

    /// The same value, known to be of that kind.
    #[inline(always)]
    pub fn downcast<T: Payload>(self) -> Result<Ref<T>, Value> {
        if self.is_a::<T>() { Ok(Ref(self, PhantomData)) } else { Err(self) }
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        if let Some(header) = self.header() {
            header.count_up();
        }
        Value(self.0, PhantomData)
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        if let Some(object) = self.address() {
            // SAFETY: this value's reference is given back, and the value is not used again.
            unsafe {
                if object.as_ref().count_down() {
                    heap::release(object);
                }
            }
        }
    }
}

impl Default for Value {
    fn default() -> Value {
        Value::NULL
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.as_small(), self.as_inline_float()) {
            (Some(value), _) => write!(f, "{value}"),
            (_, Some(value)) => write!(f, "{value:?}"),
            _ => write!(f, "{:?}@{:x}", self.kind(), self.0),
        }
    }
}

/// An object with its payload, as it lies in memory.
#[repr(C)]
pub struct Obj<T> {
    pub(super) header: Header,
    pub(super) payload: T,
}

impl<T: Payload> Obj<T> {
    /// A new reference to this object.
    #[inline(always)]
    pub fn value(&self) -> Value {
        self.header.count_up();
        // SAFETY: alive, since borrowed; the reference just counted has no owner yet.
        unsafe { Value::from_counted(NonNull::from(&self.header)) }
    }

    #[inline(always)]
    pub fn to_ref(&self) -> Ref<T> {
        Ref(self.value(), PhantomData)
    }

    /// This object as a value that is only looked at.
    #[inline(always)]
    pub fn borrowed(&self) -> Borrowed<'_> {
        // SAFETY: never dropped, so no reference is given back that was not counted.
        Borrowed(ManuallyDrop::new(unsafe { Value::from_counted(NonNull::from(&self.header)) }), PhantomData)
    }

    #[inline(always)]
    pub fn header(&self) -> &Header {
        &self.header
    }

    #[inline(always)]
    pub fn is(&self, other: &Obj<T>) -> bool {
        ptr::eq(self, other)
    }
}

impl<T> Deref for Obj<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        &self.payload
    }
}

/// A value that someone else holds for now.
pub struct Borrowed<'a>(ManuallyDrop<Value>, PhantomData<&'a Value>);

impl Deref for Borrowed<'_> {
    type Target = Value;
    #[inline(always)]
    fn deref(&self) -> &Value {
        &self.0
    }
}

/// A value that is known to be an object of one kind.
#[repr(transparent)]
pub struct Ref<T>(Value, PhantomData<T>);

impl<T: Payload> Ref<T> {
    #[inline(always)]
    pub fn value(&self) -> &Value {
        &self.0
    }

    #[inline(always)]
    pub fn into_value(self) -> Value {
        self.0
    }
}

impl<T> Clone for Ref<T> {
    #[inline(always)]
    fn clone(&self) -> Ref<T> {
        Ref(self.0.clone(), PhantomData)
    }
}

impl<T: Payload> Deref for Ref<T> {
    type Target = Obj<T>;
    #[inline(always)]
    fn deref(&self) -> &Obj<T> {
        match self.0.address() {
            // SAFETY: only `downcast` and `Obj::to_ref` make a `Ref`, of objects of its kind; alive while the `Ref` is.
            Some(object) => unsafe { object.cast().as_ref() },
            None => unreachable!("a Ref without object"),
        }
    }
}

impl<T: Payload> std::fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A place for one value that can be changed while it is shared. It never lends what it holds.
#[repr(transparent)]
pub struct ValueCell(std::cell::Cell<u64>, PhantomData<Value>);

impl ValueCell {
    #[inline(always)]
    pub fn new(value: Value) -> ValueCell {
        ValueCell(std::cell::Cell::new(ManuallyDrop::new(value).0), PhantomData)
    }

    #[inline(always)]
    pub fn get(&self) -> Value {
        Value::clone(&self.peek())
    }

    /// The value, only to look at: nothing else may run meanwhile, for a change of the cell could free it.
    #[inline(always)]
    fn peek(&self) -> ManuallyDrop<Value> {
        ManuallyDrop::new(Value(self.0.get(), PhantomData))
    }

    /// What was there before.
    #[inline(always)]
    pub fn replace(&self, value: Value) -> Value {
        Value(self.0.replace(ManuallyDrop::new(value).0), PhantomData)
    }

    #[inline(always)]
    pub fn set(&self, value: Value) {
        drop(self.replace(value));
    }

    #[inline(always)]
    pub fn take(&self) -> Value {
        self.replace(Value::NULL)
    }

    #[inline(always)]
    pub fn is_null(&self) -> bool {
        self.0.get() == Value::NULL.0
    }

    #[inline(always)]
    pub fn holds(&self, value: &Value) -> bool {
        self.0.get() == value.0
    }

    /// Looks at the value; it is held meanwhile.
    #[inline(always)]
    pub fn look<R>(&self, look: impl FnOnce(&Value) -> R) -> R {
        look(&self.get())
    }

    /// Looks at the value without counting. The heap is borrowed, so nothing can replace the value meanwhile... but a cell
    /// needs no heap to be set; so this is for the object layer alone.
    #[inline(always)]
    pub(super) fn with<R>(&self, look: impl FnOnce(&Value) -> R) -> R {
        let value = self.peek();
        look(&value)
    }
}

impl Drop for ValueCell {
    #[inline(always)]
    fn drop(&mut self) {
        drop(Value(self.0.get(), PhantomData));
    }
}

impl Default for ValueCell {
    fn default() -> ValueCell {
        ValueCell::new(Value::NULL)
    }
}

/// A place for anything that can be changed while it is shared: whoever borrows its contents borrows the heap too, and
/// whoever runs Python code needs the heap for itself. So contents cannot change under a borrower's eyes.
#[repr(transparent)]
pub struct HeapCell<T>(std::cell::UnsafeCell<T>);

impl<T> HeapCell<T> {
    pub fn new(contents: T) -> HeapCell<T> {
        HeapCell(std::cell::UnsafeCell::new(contents))
    }

    #[inline(always)]
    pub fn get<'a>(&'a self, _: &'a Heap) -> &'a T {
        // SAFETY: there is one heap at a time; `get_mut` needs it whole, so nothing mutable is lent meanwhile.
        unsafe { &*self.0.get() }
    }

    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    pub fn get_mut<'a>(&'a self, _: &'a mut Heap) -> &'a mut T {
        // SAFETY: there is one heap at a time, and it is lent whole: no other borrow of any cell's contents exists.
        unsafe { &mut *self.0.get() }
    }

    /// For an object that nobody else can reach any more.
    #[inline(always)]
    pub fn inner(&mut self) -> &mut T {
        self.0.get_mut()
    }

    /// The same for an object that is being freed.
    ///
    /// # Safety
    /// Nobody else looks at the contents meanwhile.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    pub(super) unsafe fn unshared(&self) -> &mut T {
        // SAFETY: by the caller's promise.
        unsafe { &mut *self.0.get() }
    }

    #[inline(always)]
    pub fn replace(&self, contents: T, heap: &mut Heap) -> T {
        std::mem::replace(self.get_mut(heap), contents)
    }
}
