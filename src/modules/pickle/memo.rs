//! Memos: what a pickler has written already, what an unpickler was told to keep.

use crate::object::Value;
use rustc_hash::FxHashMap;

/// Of a pickler: the numbers of objects, by identity. It holds the objects, so that no other gets an identity anew.
#[derive(Clone, Default)]
pub struct Memo {
    numbers: FxHashMap<u64, i64>,
    kept: Vec<Value>,
}

impl Memo {
    #[inline]
    pub fn get(&self, object: &Value) -> Option<i64> {
        self.numbers.get(&object.bits()).copied()
    }

    pub fn set(&mut self, object: &Value, number: i64) {
        if self.numbers.insert(object.bits(), number).is_none() {
            self.kept.push(object.clone());
        }
    }

    /// Gives an object the next number.
    #[inline]
    pub fn add(&mut self, object: &Value) -> i64 {
        let next = self.kept.len() as i64;
        self.set(object, next);
        next
    }

    /// The objects with their numbers.
    pub fn entries(&self) -> Vec<(i64, Value)> {
        self.kept.iter().map(|object| (self.numbers[&object.bits()], object.clone())).collect()
    }

    pub fn visit(&self, visit: &mut dyn FnMut(&Value)) {
        self.kept.iter().for_each(visit);
    }
}

/// Of an unpickler: objects by number. Numbers that are far from the others, as only a strange pickle has, cost no more than they.
#[derive(Clone, Default)]
pub struct Kept {
    near: Vec<Value>,
    far: FxHashMap<usize, Value>,
    len: usize,
}

/// So far beyond twice the others a number may be.
const NEAR: usize = 1024;

impl Kept {
    #[inline]
    pub fn get(&self, number: usize) -> Option<&Value> {
        match self.near.get(number) {
            Some(object) if !object.is_null() => Some(object),
            _ => self.far.get(&number),
        }
    }

    /// Keeps an object; gives what had the number before, to be dropped when nobody looks.
    #[inline]
    pub fn put(&mut self, number: usize, object: Value) -> Value {
        if number == self.near.len() && self.far.is_empty() {
            self.near.push(object);
            self.len += 1;
            return Value::NULL;
        }
        self.put_anywhere(number, object)
    }

    fn put_anywhere(&mut self, number: usize, object: Value) -> Value {
        let old = if number < 2 * self.near.len() + NEAR {
            if number >= self.near.len() {
                self.near.resize(number + 1, Value::NULL);
            }
            let old = std::mem::replace(&mut self.near[number], object);
            if old.is_null() { self.far.remove(&number).unwrap_or_default() } else { old }
        } else {
            self.far.insert(number, object).unwrap_or_default()
        };
        if old.is_null() {
            self.len += 1;
        }
        old
    }

    /// How many there are: the number of the next.
    pub fn len(&self) -> usize {
        self.len
    }

    /// In the order of their numbers.
    pub fn entries(&self) -> Vec<(usize, Value)> {
        let near = self.near.iter().enumerate().filter(|(_, object)| !object.is_null());
        let mut all: Vec<_> = near.chain(self.far.iter().map(|(number, object)| (*number, object))).collect();
        all.sort_by_key(|(number, _)| *number);
        all.into_iter().map(|(number, object)| (number, object.clone())).collect()
    }

    pub fn visit(&self, visit: &mut dyn FnMut(&Value)) {
        self.near.iter().chain(self.far.values()).for_each(visit);
    }
}
