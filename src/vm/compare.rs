//! Comparison, equality, truth and hashes of values of any type.

use super::Vm;
use super::raised::{PyResult, Raised};
use crate::bytecode::Comparison;
use crate::collections::hash::TupleHash;
use crate::number::hash::{hash_float, hash_int, without_minus_one};
use crate::object::{IntRef, Kind, List, Special, Str, Tuple, Value};
use std::cmp::Ordering;

/// How deep tuples and lists that are compared or hashed at once may nest.
const DEEPEST_AT_ONCE: u32 = 8;

/// Whether an integer is the same as a float.
#[inline]
fn is_exact(value: i64) -> bool {
    value.unsigned_abs() <= 1 << 53
}

/// The special method of a comparison, and that of its reflection.
pub(super) fn specials(comparison: Comparison) -> (Special, Special) {
    match comparison {
        Comparison::Less => (Special::Lt, Special::Gt),
        Comparison::LessEqual => (Special::Le, Special::Ge),
        Comparison::Equal => (Special::Eq, Special::Eq),
        Comparison::NotEqual => (Special::Ne, Special::Ne),
        Comparison::Greater => (Special::Gt, Special::Lt),
        Comparison::GreaterEqual => (Special::Ge, Special::Le),
    }
}

/// Whether an order of two things is what a comparison asks for.
#[inline]
pub fn holds(comparison: Comparison, ordering: Option<Ordering>) -> bool {
    match comparison {
        Comparison::Less => ordering == Some(Ordering::Less),
        Comparison::LessEqual => matches!(ordering, Some(Ordering::Less | Ordering::Equal)),
        Comparison::Equal => ordering == Some(Ordering::Equal),
        Comparison::NotEqual => ordering != Some(Ordering::Equal),
        Comparison::Greater => ordering == Some(Ordering::Greater),
        Comparison::GreaterEqual => matches!(ordering, Some(Ordering::Greater | Ordering::Equal)),
    }
}

impl Vm {
    /// `a comparison b`, whatever its type.
    pub fn compare(&mut self, comparison: Comparison, a: &Value, b: &Value) -> PyResult {
        match self.compare_at_once(comparison, a, b) {
            Some(result) => Ok(Value::bool(result)),
            None => self.compare_by_methods(comparison, a, b),
        }
    }

    /// The cases that run no code: numbers in words, strs.
    #[inline]
    pub fn compare_at_once(&self, comparison: Comparison, a: &Value, b: &Value) -> Option<bool> {
        if let Some(ordering) = Value::compare_small(a, b) {
            return Some(holds(comparison, Some(ordering)));
        }
        if let Some((x, y)) = Value::both_inline_floats(a, b) {
            return Some(holds(comparison, x.partial_cmp(&y)));
        }
        let str = &self.types().str;
        match (a.get::<Str>(), b.get::<Str>()) {
            (Some(x), Some(y)) if x.header().class().is(str) && y.header().class().is(str) => Some(match comparison {
                Comparison::Equal => x.as_bytes() == y.as_bytes(),
                Comparison::NotEqual => x.as_bytes() != y.as_bytes(),
                _ => holds(comparison, Some(x.as_bytes().cmp(y.as_bytes()))),
            }),
            _ => self.compare_mixed(comparison, a, b, DEEPEST_AT_ONCE),
        }
    }

    /// An integer with a float, and tuples or lists of what is compared at once.
    fn compare_mixed(&self, comparison: Comparison, a: &Value, b: &Value, depth: u32) -> Option<bool> {
        match (a.as_small(), a.as_inline_float(), b.as_small(), b.as_inline_float()) {
            (Some(x), _, _, Some(y)) if is_exact(x) => return Some(holds(comparison, (x as f64).partial_cmp(&y))),
            (_, Some(x), Some(y), _) if is_exact(y) => return Some(holds(comparison, x.partial_cmp(&(y as f64)))),
            _ => {}
        }
        let (x, y) = (self.plain_items(a)?, self.plain_items(b)?);
        if depth == 0 || a.kind() != b.kind() {
            return None;
        }
        let equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        if equality && x.len() != y.len() {
            return Some(comparison == Comparison::NotEqual);
        }
        for (x, y) in x.iter().zip(y) {
            if !x.is(y) && !self.compare_items(Comparison::Equal, x, y, depth)? {
                return match equality {
                    true => Some(comparison == Comparison::NotEqual),
                    false => self.compare_items(comparison, x, y, depth),
                };
            }
        }
        Some(holds(comparison, Some(x.len().cmp(&y.len()))))
    }

    fn compare_items(&self, comparison: Comparison, a: &Value, b: &Value, depth: u32) -> Option<bool> {
        match (a.is_object(), b.is_object()) {
            (true, true) if self.plain_items(a).is_some() => self.compare_mixed(comparison, a, b, depth - 1),
            _ => self.compare_at_once(comparison, a, b),
        }
    }

    /// Whether two values are the same or equal, if no code need run to tell.
    #[inline]
    pub fn equal_at_once(&self, a: &Value, b: &Value) -> Option<bool> {
        if a.is(b) { Some(true) } else { self.compare_at_once(Comparison::Equal, a, b) }
    }

    /// The items of an exact tuple or list.
    pub fn plain_items<'a>(&'a self, value: &'a Value) -> Option<&'a [Value]> {
        match value.kind() {
            Kind::Tuple if self.type_of(value).is(&self.types().tuple) => Some(value.get::<Tuple>()?.items()),
            Kind::List if self.type_of(value).is(&self.types().list) => Some(value.get::<List>()?.items(self)),
            _ => None,
        }
    }

    #[inline(never)]
    fn compare_by_methods(&mut self, comparison: Comparison, a: &Value, b: &Value) -> PyResult {
        self.check_native_stack()?;
        let (forward, reflected) = specials(comparison);
        // Two of one type that Rust compares, as most are.
        let mut asked = false;
        if self.type_of(a).is(self.type_of(b))
            && let Some(function) = self.native_special(a, forward, 2)
        {
            let result = function(self, &[a.clone(), b.clone()])?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
            asked = true;
        }
        let (left, right) = (self.type_of(a).to_ref(), self.type_of(b).to_ref());
        let mut tried = false;
        if !left.is(&right)
            && right.is_subtype(&left, self)
            && let Some(method) = right.special(reflected, self)
        {
            tried = true;
            let result = self.call_unbound(&method, b, std::slice::from_ref(a))?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if let Some(method) = left.special(forward, self).filter(|_| !asked) {
            let result = self.call_unbound(&method, a, std::slice::from_ref(b))?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if !tried && let Some(method) = right.special(reflected, self) {
            let result = self.call_unbound(&method, b, std::slice::from_ref(a))?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        self.compare_by_identity(comparison, a, b)
    }

    /// What a comparison of `COMPARE_OP` gives whose left operand did not know.
    pub(super) fn compare_reflected(&mut self, operand: u32, a: &Value, b: &Value) -> PyResult {
        let Some(comparison) = Comparison::decode(operand) else { return Err(self.system_error("bad comparison")) };
        if let Some(method) = self.type_of(b).to_ref().special(specials(comparison).1, self) {
            let result = self.call_unbound(&method, b, std::slice::from_ref(a))?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        self.compare_by_identity(comparison, a, b)
    }

    fn compare_by_identity(&mut self, comparison: Comparison, a: &Value, b: &Value) -> PyResult {
        match comparison {
            Comparison::Equal => Ok(Value::bool(a.is(b))),
            Comparison::NotEqual => Ok(Value::bool(!a.is(b))),
            _ => Err(self.not_comparable(comparison, a, b)),
        }
    }

    #[cold]
    fn not_comparable(&mut self, comparison: Comparison, a: &Value, b: &Value) -> Raised {
        let (left, right, symbol) = (self.type_of(a).name(), self.type_of(b).name(), comparison.symbol());
        self.type_error(format!("'{symbol}' not supported between instances of '{left}' and '{right}'"))
    }

    /// Whether a comparison holds.
    pub fn compare_bool(&mut self, comparison: Comparison, a: &Value, b: &Value) -> PyResult<bool> {
        if let Some(result) = self.compare_at_once(comparison, a, b) {
            return Ok(result);
        }
        let result = self.compare_by_methods(comparison, a, b)?;
        self.truth(&result)
    }

    /// Whether two values are the same or equal, as containers see it.
    #[inline]
    pub fn equal(&mut self, a: &Value, b: &Value) -> PyResult<bool> {
        if a.is(b) {
            return Ok(true);
        }
        self.compare_bool(Comparison::Equal, a, b)
    }

    pub fn less(&mut self, a: &Value, b: &Value) -> PyResult<bool> {
        self.compare_bool(Comparison::Less, a, b)
    }

    /// Whether a value is true.
    #[inline]
    pub fn truth(&mut self, value: &Value) -> PyResult<bool> {
        if let Some(truth) = value.as_bool() {
            return Ok(truth);
        }
        match value.kind() {
            Kind::None => Ok(false),
            Kind::Int if !value.is_object() => Ok(value.as_small() != Some(0)),
            Kind::Float if !value.is_object() => Ok(value.as_inline_float() != Some(0.0)),
            _ => self.truth_by_methods(value),
        }
    }

    fn truth_by_methods(&mut self, value: &Value) -> PyResult<bool> {
        if let Some(len) = self.len_at_once(value) {
            return Ok(len != 0);
        }
        let class = self.type_of(value).to_ref();
        if let Some(method) = class.special(Special::Bool, self) {
            if method.is_none() {
                let class = class.name();
                return Err(self.type_error(format!("'{class}' cannot be interpreted as a boolean")));
            }
            let result = self.call_unbound(&method, value, &[])?;
            return match result.as_bool() {
                Some(truth) => Ok(truth),
                None => {
                    let class = self.type_of(&result).name();
                    Err(self.type_error(format!("__bool__ should return bool, returned {class}")))
                }
            };
        }
        match class.has_special(Special::Len, self) {
            true => Ok(self.len(value)? != 0),
            false => Ok(true),
        }
    }

    /// `hash(value)`.
    #[inline]
    pub fn hash(&mut self, value: &Value) -> PyResult<i64> {
        if let Some(small) = value.as_small() {
            return Ok(hash_int(IntRef::Small(small)));
        }
        match value.get::<Str>() {
            Some(text) if text.header().class().is(&self.types().str) => Ok(text.hash()),
            _ => self.hash_of(value),
        }
    }

    /// The hash of a number in a word, of a str, and of an exact tuple of such.
    fn hash_at_once(&self, value: &Value, depth: u32) -> Option<i64> {
        if let Some(small) = value.as_small() {
            return Some(hash_int(IntRef::Small(small)));
        }
        if let Some(float) = value.as_inline_float() {
            return hash_float(float);
        }
        match value.kind() {
            Kind::Str if self.type_of(value).is(&self.types().str) => value.get::<Str>().map(|text| text.hash()),
            Kind::Tuple if self.type_of(value).is(&self.types().tuple) => {
                let tuple = value.get::<Tuple>().filter(|_| depth > 0)?;
                if tuple.hash.get() == 0 {
                    let mut hashes = TupleHash::default();
                    for item in tuple.items() {
                        hashes.add(self.hash_at_once(item, depth - 1)?);
                    }
                    tuple.hash.set(hashes.finish());
                }
                Some(tuple.hash.get())
            }
            _ => None,
        }
    }

    fn hash_of(&mut self, value: &Value) -> PyResult<i64> {
        if let Some(hash) = self.hash_at_once(value, DEEPEST_AT_ONCE) {
            return Ok(hash);
        }
        if value.is_null() {
            return Ok(0);
        }
        self.check_native_stack()?;
        if let Some(function) = self.native_special(value, Special::Hash, 1)
            && let Some(IntRef::Small(hash)) = function(self, std::slice::from_ref(value))?.as_int()
        {
            return Ok(without_minus_one(hash));
        }
        let class = self.type_of(value).to_ref();
        match class.special(Special::Hash, self) {
            Some(method) if !method.is_none() => {
                let hash = self.call_unbound(&method, value, &[])?;
                match hash.as_int() {
                    // What fits a machine word is the hash, be it larger than an integer's.
                    Some(IntRef::Small(hash)) => Ok(without_minus_one(hash)),
                    Some(hash) => Ok(hash_int(hash)),
                    None => Err(self.type_error("__hash__ method should return an integer")),
                }
            }
            _ => {
                let class = class.name();
                Err(self.type_error(format!("unhashable type: '{class}'")))
            }
        }
    }
}
