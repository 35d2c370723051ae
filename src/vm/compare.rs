//! Comparison, equality, truth and hashes of values of any type.

use super::Vm;
use super::raised::{PyResult, Raised};
use crate::bytecode::Comparison;
use crate::number::hash::{hash_int, without_minus_one};
use crate::object::{IntRef, Kind, Special, Str, Value};
use std::cmp::Ordering;

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
    fn compare_at_once(&self, comparison: Comparison, a: &Value, b: &Value) -> Option<bool> {
        if let Some(ordering) = Value::compare_small(a, b) {
            return Some(holds(comparison, Some(ordering)));
        }
        if let Some((x, y)) = Value::both_inline_floats(a, b) {
            return Some(holds(comparison, x.partial_cmp(&y)));
        }
        let str = &self.types().str;
        match (a.get::<Str>(), b.get::<Str>()) {
            (Some(x), Some(y)) if x.header().class().is(str) && y.header().class().is(str) => {
                Some(holds(comparison, Some(x.as_bytes().cmp(y.as_bytes()))))
            }
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
        let result = self.compare(comparison, a, b)?;
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
        match value.get::<Str>() {
            Some(text) if text.header().class().is(&self.types().str) => Ok(text.hash()),
            _ => self.hash_of(value),
        }
    }

    fn hash_of(&mut self, value: &Value) -> PyResult<i64> {
        match value.as_small() {
            Some(small) => return Ok(hash_int(IntRef::Small(small))),
            None if value.is_null() => return Ok(0),
            None => {}
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
