//! Objects with a header of 16 bytes and a count of references, and the owned values that point to them.
//!
//! Takes words, gives `Value`s: cloning one counts up, dropping one counts down. May use: `word`.

use crate::word::Word;
use std::cell::Cell;
use std::mem::forget;

/// What an object is: in the real machine, the pointer to its type.
#[derive(Clone, Copy, PartialEq)]
#[repr(u64)]
enum Kind {
    Int,
    Float,
    Pair,
}

#[repr(C, align(16))]
struct Object {
    references: Cell<usize>,
    kind: Kind,
    /// A number's bits in the first, or a pair's two words.
    words: [Cell<u64>; 2],
}

/// A word that owns its share of the object it points to.
#[repr(transparent)]
pub struct Value<W: Word>(W);

pub enum Number {
    Int(i64),
    Float(f64),
}

impl<W: Word> Value<W> {
    pub const NONE: Self = Self(W::NONE);

    #[inline(always)]
    pub fn bool(value: bool) -> Self {
        Self(W::from_bool(value))
    }

    #[inline(always)]
    pub fn int(value: i64) -> Self {
        match W::from_int(value) {
            Some(word) => Self(word),
            None => Self::allocate(Kind::Int, value as u64, 0),
        }
    }

    #[inline(always)]
    pub fn float(value: f64) -> Self {
        match W::from_float(value) {
            Some(word) => Self(word),
            None => Self::allocate(Kind::Float, value.to_bits(), 0),
        }
    }

    #[inline(always)]
    pub fn pair(first: Self, second: Self) -> Self {
        let pair = Self::allocate(Kind::Pair, first.0.bits(), second.0.bits());
        forget((first, second));
        pair
    }

    #[inline(never)]
    fn allocate(kind: Kind, first: u64, second: u64) -> Self {
        count_live(1);
        let object = Box::new(Object { references: Cell::new(1), kind, words: [Cell::new(first), Cell::new(second)] });
        Self(W::from_address(Box::into_raw(object).expose_provenance()))
    }

    /// The word, only to look at: numbers and singletons may be compared and computed with.
    #[inline(always)]
    pub fn word(&self) -> W {
        self.0
    }

    /// For a word made by `from_int` or `from_float`.
    #[inline(always)]
    pub fn number_word(word: W) -> Self {
        debug_assert!(word.address().is_none());
        Self(word)
    }

    #[inline(always)]
    pub fn add_ints(&self, other: &Self) -> Option<Self> {
        self.0.add_ints(other.0).map(Self)
    }

    #[inline(always)]
    pub fn subtract_ints(&self, other: &Self) -> Option<Self> {
        self.0.subtract_ints(other.0).map(Self)
    }

    #[inline(always)]
    fn object(&self) -> Option<&Object> {
        let pointer = std::ptr::with_exposed_provenance::<Object>(self.0.address()?);
        // SAFETY: by `Word`'s contract the address was made by `from_address`, so by `allocate`; this value owns a reference,
        // so the object is alive for as long as the value is borrowed.
        Some(unsafe { &*pointer })
    }

    /// The number, wherever it is.
    #[inline(always)]
    pub fn number(&self) -> Option<Number> {
        if let Some(value) = self.0.int() {
            return Some(Number::Int(value));
        }
        if let Some(value) = self.0.float() {
            return Some(Number::Float(value));
        }
        let object = self.object()?;
        match object.kind {
            Kind::Int => Some(Number::Int(object.words[0].get() as i64)),
            Kind::Float => Some(Number::Float(f64::from_bits(object.words[0].get()))),
            Kind::Pair => None,
        }
    }

    #[inline(always)]
    pub fn is_true(&self) -> bool {
        let word = self.0;
        if word == W::TRUE || word == W::FALSE || word == W::NONE {
            return word == W::TRUE;
        }
        match self.number() {
            Some(Number::Int(value)) => value != 0,
            Some(Number::Float(value)) => value != 0.0,
            None => true,
        }
    }

    #[inline(always)]
    pub fn is(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    #[inline(always)]
    pub fn equals(&self, other: &Self) -> bool {
        if let Some((a, b)) = self.0.both_ints(other.0) {
            return a == b;
        }
        if let Some((a, b)) = self.0.both_floats(other.0) {
            return a == b;
        }
        self.equals_slowly(other)
    }

    #[inline(never)]
    fn equals_slowly(&self, other: &Self) -> bool {
        match (self.number(), other.number()) {
            (Some(Number::Int(a)), Some(Number::Int(b))) => a == b,
            (Some(a), Some(b)) => a.to_float() == b.to_float(),
            _ => self.is(other),
        }
    }

    /// A copy of what the pair's slot holds.
    #[inline(always)]
    pub fn slot(&self, index: usize) -> Option<Self> {
        let pair = self.object().filter(|object| object.kind == Kind::Pair)?;
        let held = Self(W::from_bits(pair.words.get(index)?.get()));
        let copy = held.clone();
        forget(held);
        Some(copy)
    }

    /// Puts the value into the pair's slot and drops what it held.
    #[inline(always)]
    pub fn set_slot(&self, index: usize, value: Self) -> Option<()> {
        let pair = self.object().filter(|object| object.kind == Kind::Pair)?;
        let old = pair.words.get(index)?.replace(value.0.bits());
        forget(value);
        drop(Self(W::from_bits(old)));
        Some(())
    }
}

impl Number {
    pub fn to_float(&self) -> f64 {
        match *self {
            Number::Int(value) => value as f64,
            Number::Float(value) => value,
        }
    }
}

impl<W: Word> Clone for Value<W> {
    #[inline(always)]
    fn clone(&self) -> Self {
        if let Some(object) = self.object() {
            object.references.set(object.references.get() + 1);
        }
        Self(self.0)
    }
}

impl<W: Word> Drop for Value<W> {
    #[inline(always)]
    fn drop(&mut self) {
        if let Some(object) = self.object() {
            let left = object.references.get() - 1;
            object.references.set(left);
            if left == 0 {
                free(self.0);
            }
        }
    }
}

/// Frees an object nobody owns any more, and whatever it was the last to own: without recursion.
#[inline(never)]
fn free<W: Word>(word: W) {
    let mut address = word.address();
    let mut later = Vec::new();
    while let Some(dead) = address {
        // SAFETY: the count is 0, so no value points here any more; `allocate` made the address from a `Box`.
        let object = unsafe { Box::from_raw(std::ptr::with_exposed_provenance_mut::<Object>(dead)) };
        count_live(-1);
        if object.kind == Kind::Pair {
            for held in object.words.map(|held| Value(W::from_bits(held.get()))) {
                if let Some(child) = held.object().filter(|child| child.references.get() > 1) {
                    child.references.set(child.references.get() - 1);
                } else if let Some(address) = held.0.address() {
                    later.push(address);
                }
                forget(held);
            }
        }
        address = later.pop();
    }
}

#[cfg(test)]
thread_local! { static LIVE: Cell<isize> = const { Cell::new(0) } }

#[cfg(test)]
pub fn live() -> isize {
    LIVE.get()
}

#[cfg(test)]
fn count_live(change: isize) {
    LIVE.set(LIVE.get() + change);
}

#[cfg(not(test))]
#[inline(always)]
fn count_live(_: isize) {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::{Flonum, NanBox, NanPointer, SelfTagged};

    fn values_are_freed_once<W: Word>() {
        let before = live();
        let wide = Value::<W>::int(i64::MAX);
        assert!(matches!(wide.number(), Some(Number::Int(i64::MAX))));
        let far = Value::<W>::float(1e100);
        assert!(matches!(far.number(), Some(Number::Float(1e100))));
        let pair = Value::pair(wide.clone(), far);
        let knot = Value::pair(pair.clone(), pair.clone());
        assert!(knot.slot(0).unwrap().is(&pair) && knot.slot(2).is_none() && wide.slot(0).is_none());
        knot.set_slot(0, Value::NONE).unwrap();
        drop(pair);
        assert!(knot.slot(1).unwrap().slot(0).unwrap().equals(&wide));
        drop((knot, wide));
        assert_eq!(live(), before);
    }

    fn long_chains_are_freed<W: Word>() {
        let before = live();
        let length = if cfg!(miri) { 500 } else { 200_000 };
        drop((0..length).fold(Value::<W>::NONE, |tail, i| Value::pair(Value::int(i), tail)));
        assert_eq!(live(), before);
    }

    fn truth_and_equality<W: Word>() {
        let truths = [Value::<W>::bool(true), Value::int(-1), Value::float(1e200), Value::pair(Value::NONE, Value::NONE)];
        let lies = [Value::<W>::bool(false), Value::NONE, Value::int(0), Value::float(0.0), Value::float(-0.0)];
        assert!(truths.iter().all(Value::is_true) && !lies.iter().any(Value::is_true));
        assert!(Value::<W>::int(2).equals(&Value::float(2.0)) && !Value::<W>::NONE.equals(&Value::int(0)));
        assert!(Value::<W>::float(0.0).equals(&Value::float(-0.0)));
    }

    macro_rules! check {
        ($($test:ident)*) => { $(mod $test {
            #[test] fn nan_box() { super::$test::<super::NanBox>() }
            #[test] fn nan_pointer() { super::$test::<super::NanPointer>() }
            #[test] fn flonum() { super::$test::<super::Flonum>() }
            #[test] fn self_tagged() { super::$test::<super::SelfTagged>() }
        })* };
    }
    check!(values_are_freed_once long_chains_are_freed truth_and_equality);
}
