//! The payloads of numbers that do not fit a word, and of ranges and slices.

#![allow(unsafe_code)]

use super::heap::Heap;
use super::kinds::{Kind, Payload};
use super::value::{Obj, Value};
use crate::number::{Int, IntRef};
use num_bigint::BigInt;
use std::cell::Cell;

pub struct Float(pub f64);

pub struct Complex {
    pub real: f64,
    pub imag: f64,
}

pub struct Range {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
    pub len: Value,
}

pub struct Slice {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

/// An iterator over a range whose numbers fit words.
pub struct RangeIterator {
    pub next: Cell<i64>,
    pub step: i64,
    pub left: Cell<u64>,
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for Int {
    const KIND: Kind = Kind::Int;
    fn traverse(&self, _: &Heap, _: &mut dyn FnMut(&Value)) {}
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for Float {
    const KIND: Kind = Kind::Float;
    fn traverse(&self, _: &Heap, _: &mut dyn FnMut(&Value)) {}
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for Complex {
    const KIND: Kind = Kind::Complex;
    fn traverse(&self, _: &Heap, _: &mut dyn FnMut(&Value)) {}
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for Range {
    const KIND: Kind = Kind::Range;
    fn traverse(&self, _: &Heap, visit: &mut dyn FnMut(&Value)) {
        [&self.start, &self.stop, &self.step, &self.len].into_iter().for_each(visit);
    }
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for Slice {
    const KIND: Kind = Kind::Slice;
    fn traverse(&self, _: &Heap, visit: &mut dyn FnMut(&Value)) {
        [&self.start, &self.stop, &self.step].into_iter().for_each(visit);
    }
}

// SAFETY: no other payload is of this kind.
unsafe impl Payload for RangeIterator {
    const KIND: Kind = Kind::RangeIterator;
    fn traverse(&self, _: &Heap, _: &mut dyn FnMut(&Value)) {}
}

impl Value {
    /// The integer that this is: an int, a bool, or an instance of a subclass.
    #[inline]
    pub fn as_int(&self) -> Option<IntRef<'_>> {
        if let Some(value) = self.as_small() {
            return Some(IntRef::Small(value));
        }
        match self.get::<Int>() {
            Some(int) => Some(match &**int {
                Int::Small(value) => IntRef::Small(*value),
                Int::Big(value) => IntRef::Big(value),
            }),
            None => self.as_bool().map(|value| IntRef::Small(value.into())),
        }
    }

    /// The float that this is: a float, or an instance of a subclass.
    #[inline]
    pub fn as_float(&self) -> Option<f64> {
        self.as_inline_float().or_else(|| self.get::<Float>().map(|float| float.0))
    }
}

impl Heap {
    #[inline(always)]
    pub fn int(&self, value: i64) -> Value {
        match Value::small(value) {
            Some(small) => small,
            None => self.alloc(&self.types().int, Int::Small(value)).into_value(),
        }
    }

    pub fn big_int(&self, value: BigInt) -> Value {
        self.integer(Int::from(value))
    }

    /// An integer that arithmetic gave.
    pub fn integer(&self, value: Int) -> Value {
        match value {
            Int::Small(small) => self.int(small),
            big => self.alloc(&self.types().int, big).into_value(),
        }
    }

    /// An integer of a class that is a subclass of int.
    pub fn int_of(&self, class: &Obj<super::Type>, value: IntRef) -> Value {
        self.alloc(class, value.to_int()).into_value()
    }

    #[inline(always)]
    pub fn float(&self, value: f64) -> Value {
        match Value::inline_float(value) {
            Some(inline) => inline,
            None => self.alloc(&self.types().float, Float(value)).into_value(),
        }
    }

    pub fn complex(&self, real: f64, imag: f64) -> Value {
        self.alloc(&self.types().complex, Complex { real, imag }).into_value()
    }

    pub fn slice(&self, start: Value, stop: Value, step: Value) -> Value {
        self.alloc(&self.types().slice, Slice { start, stop, step }).into_value()
    }
}
