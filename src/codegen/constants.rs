//! The constants of a program, each kept once.
//!
//! Two constants are the same if no program could tell them apart: 1, 1.0 and True are three, 0.0 and -0.0 are two. Elements of
//! tuples are kept before them, so a tuple is as long as its numbers.

use crate::bytecode::{Const, ConstId};
use hashbrown::HashTable;
use num_bigint::BigInt;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

#[derive(Debug)]
pub struct Constants {
    pool: Vec<Const>,
    /// With their hashes; those that `common` knows are not among them.
    places: HashTable<(u64, ConstId)>,
    /// By `common_place`: the most frequent constants, once they are in the pool.
    common: [Option<ConstId>; COMMON],
}

/// `None`, `True`, `False`, `...`, and the integers that are an instruction's operand.
const COMMON: usize = 4 + 256;

fn common_place(constant: &Const) -> Option<usize> {
    match *constant {
        Const::None => Some(0),
        Const::True => Some(1),
        Const::False => Some(2),
        Const::Ellipsis => Some(3),
        Const::Int(value) => u8::try_from(value).ok().map(|value| 4 + usize::from(value)),
        _ => None,
    }
}

impl Default for Constants {
    fn default() -> Self {
        Constants { pool: Vec::new(), places: HashTable::new(), common: [None; COMMON] }
    }
}

impl Constants {
    /// With room for so many.
    pub fn with_capacity(count: usize) -> Constants {
        Constants { pool: Vec::with_capacity(count), places: HashTable::with_capacity(count), ..Constants::default() }
    }

    pub fn get(&self, id: ConstId) -> &Const {
        &self.pool[id.0 as usize]
    }

    /// Hands the constants over and starts anew.
    pub fn take(&mut self) -> Vec<Const> {
        std::mem::take(self).pool
    }

    pub fn add(&mut self, constant: Const) -> ConstId {
        let Some(place) = common_place(&constant) else {
            let hash = hash(&constant);
            let known = self.find(hash, |known| same(known, &constant));
            return known.unwrap_or_else(|| self.insert(hash, constant));
        };
        if let Some(known) = self.common[place] {
            return known;
        }
        let id = self.push(constant);
        self.common[place] = Some(id);
        id
    }

    pub fn str(&mut self, text: &[u8]) -> ConstId {
        let hash = text_hash(text);
        let known = self.find(hash, |known| matches!(known, Const::Str(known) if known == text));
        known.unwrap_or_else(|| self.insert(hash, Const::Str(text.to_vec())))
    }

    pub fn bytes(&mut self, text: &[u8]) -> ConstId {
        let hash = text_hash(text);
        let known = self.find(hash, |known| matches!(known, Const::Bytes(known) if known == text));
        known.unwrap_or_else(|| self.insert(hash, Const::Bytes(text.to_vec())))
    }

    #[inline]
    fn find(&self, hash: u64, is_same: impl Fn(&Const) -> bool) -> Option<ConstId> {
        self.places.find(hash, |&(its, id)| its == hash && is_same(self.get(id))).map(|&(_, id)| id)
    }

    fn insert(&mut self, hash: u64, constant: Const) -> ConstId {
        let id = self.push(constant);
        self.places.insert_unique(hash, (hash, id), |&(hash, _)| hash);
        id
    }

    fn push(&mut self, constant: Const) -> ConstId {
        self.pool.push(constant);
        ConstId(self.pool.len() as u32 - 1)
    }

    pub fn int(&mut self, value: i64) -> ConstId {
        self.add(Const::Int(value))
    }

    /// The integer, if an instruction can have it as operand.
    #[inline]
    pub fn small_int(&self, id: ConstId) -> Option<u32> {
        match *self.get(id) {
            Const::Int(value) => u8::try_from(value).ok().map(u32::from),
            _ => None,
        }
    }

    pub fn big_int(&mut self, value: BigInt) -> ConstId {
        self.add(match i64::try_from(&value) {
            Ok(value) => Const::Int(value),
            Err(_) => Const::BigInt(value),
        })
    }

    pub fn bool(&mut self, value: bool) -> ConstId {
        self.add(if value { Const::True } else { Const::False })
    }

    pub fn tuple(&mut self, items: Vec<ConstId>) -> ConstId {
        self.add(Const::Tuple(items))
    }

    pub fn strings<'a>(&mut self, texts: impl Iterator<Item = &'a str>) -> ConstId {
        let items = texts.map(|text| self.str(text.as_bytes())).collect();
        self.tuple(items)
    }

    /// Elements that are equal to earlier ones are left out, as 1.0 after 1.
    pub fn frozen_set(&mut self, items: &[ConstId]) -> ConstId {
        let mut seen = rustc_hash::FxHashSet::default();
        let items = items.iter().copied().filter(|&item| seen.insert(self.equality(item))).collect();
        self.add(Const::FrozenSet(items))
    }

    /// The same for constants that Python finds equal.
    pub fn equality(&mut self, id: ConstId) -> ConstId {
        match *self.get(id) {
            Const::True => self.int(1),
            Const::False => self.int(0),
            Const::Float(value) => self.whole(value).unwrap_or(id),
            Const::Complex(value, 0.0) => match self.whole(value) {
                Some(whole) => whole,
                None => self.add(Const::Float(value)),
            },
            Const::Tuple(_) => self.equality_of_tuple(id),
            _ => id,
        }
    }

    /// Tuples may be nested to any depth: elements first.
    fn equality_of_tuple(&mut self, id: ConstId) -> ConstId {
        let mut known: FxHashMap<ConstId, ConstId> = FxHashMap::default();
        let mut pending = vec![id];
        while let Some(&next) = pending.last() {
            let Const::Tuple(items) = self.get(next).clone() else {
                let equal = self.equality(next);
                known.insert(next, equal);
                pending.pop();
                continue;
            };
            let before = pending.len();
            pending.extend(items.iter().filter(|item| !known.contains_key(item)));
            if pending.len() == before {
                let equal = self.tuple(items.iter().map(|item| known[item]).collect());
                known.insert(next, equal);
                pending.pop();
            }
        }
        known[&id]
    }

    fn whole(&mut self, value: f64) -> Option<ConstId> {
        let is_whole = value.is_finite() && value.fract() == 0.0;
        is_whole.then(|| match value.abs() < 9e18 {
            true => self.int(value as i64),
            false => super::flowgraph::big_int_of(value).map_or(ConstId(0), |value| self.big_int(value)),
        })
    }
}

fn hash(constant: &Const) -> u64 {
    let mut hasher = FxHasher::default();
    std::mem::discriminant(constant).hash(&mut hasher);
    match constant {
        Const::None | Const::True | Const::False | Const::Ellipsis => {}
        Const::Int(value) => value.hash(&mut hasher),
        Const::BigInt(value) => value.hash(&mut hasher),
        Const::Float(value) => value.to_bits().hash(&mut hasher),
        Const::Complex(real, imaginary) => (real.to_bits(), imaginary.to_bits()).hash(&mut hasher),
        Const::Str(text) | Const::Bytes(text) => return text_hash(text),
        Const::Tuple(items) => items.hash(&mut hasher),
        // The order of a set's elements is nothing to go by.
        Const::FrozenSet(items) => items.iter().fold(0u64, |sum, item| sum.wrapping_add(item.0.into())).hash(&mut hasher),
        Const::Slice(parts) => parts.hash(&mut hasher),
        Const::Code(id) => id.hash(&mut hasher),
    }
    hasher.finish()
}

fn text_hash(text: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text);
    hasher.finish()
}

fn same(left: &Const, right: &Const) -> bool {
    match (left, right) {
        // What is no number is not even the same as itself.
        (Const::Float(left), Const::Float(right)) => left == right && left.to_bits() == right.to_bits(),
        (Const::Complex(a, b), Const::Complex(c, d)) => {
            (a, b) == (c, d) && a.to_bits() == c.to_bits() && b.to_bits() == d.to_bits()
        }
        (Const::FrozenSet(left), Const::FrozenSet(right)) => {
            let sorted = |items: &Vec<ConstId>| {
                let mut items: Vec<u32> = items.iter().map(|item| item.0).collect();
                items.sort_unstable();
                items
            };
            left.len() == right.len() && sorted(left) == sorted(right)
        }
        _ => left == right,
    }
}
