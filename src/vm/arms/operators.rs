//! Operators, comparisons and slices, and what specialises them.

use crate::bytecode::{BinaryOperator, Comparison};
use crate::object::{Dict, Kind, List, Obj, Ref, Str, Tuple, Value};
use crate::vm::Vm;
use crate::vm::op::Op;
use crate::vm::raised::PyResult;
use crate::vm::registers::Registers;

/// After so many changes of form an instruction stays as it is.
pub(super) const MOST_MISSES: u32 = 20;
/// Where versions are remembered: that the operands were an integer and a float once. No type has it.
const MIXED: u32 = u32::MAX;
const SUBSCRIPT: u32 = BinaryOperator::Subscript as u32;

/// Strs of so many bytes are added where it is asked first whether there is memory for them.
const HUGE_STR: usize = 1 << 30;

impl Vm {
    /// The form of `BINARY_OP` that fits the operands, if one does.
    #[inline]
    pub(in crate::vm) fn special_binary_op(&mut self, r: &Registers, operand: u32) -> Option<Op> {
        if r.cache(0).get() >= MOST_MISSES {
            return None;
        }
        let (a, b) = (r.peek(2), r.peek(1));
        if operand == SUBSCRIPT {
            let class = self.type_of(a);
            return match a.kind() {
                Kind::List if class.is(&self.types().list) && self.getitem_at_once(a, b).is_some() => {
                    Some(Op::BINARY_OP_SUBSCR_LIST_INT)
                }
                Kind::Tuple if class.is(&self.types().tuple) && self.getitem_at_once(a, b).is_some() => {
                    Some(Op::BINARY_OP_SUBSCR_TUPLE_INT)
                }
                Kind::Dict if class.is(&self.types().dict) => Some(Op::BINARY_OP_SUBSCR_DICT),
                Kind::Str | Kind::Bytes | Kind::ByteArray if self.getitem_at_once(a, b).is_some() => {
                    Some(Op::BINARY_OP_SUBSCR_TEXT_INT)
                }
                _ => None,
            };
        }
        let operator = BinaryOperator::decode(operand % BinaryOperator::INPLACE)?;
        if Value::both_small(a, b) {
            let fits = match operator {
                BinaryOperator::Add => Value::add_small(a, b).map(|_| Op::BINARY_OP_ADD_INT),
                BinaryOperator::Subtract => Value::subtract_small(a, b).map(|_| Op::BINARY_OP_SUBTRACT_INT),
                BinaryOperator::Multiply => Value::multiply_small(a, b).map(|_| Op::BINARY_OP_MULTIPLY_INT),
                BinaryOperator::MatrixMultiply => None,
                BinaryOperator::FloorDivide | BinaryOperator::Remainder | BinaryOperator::TrueDivide
                    if b.as_small() == Some(0) =>
                {
                    None
                }
                _ => Some(Op::BINARY_OP_NUMBERS),
            };
            return fits;
        }
        if Value::both_inline_floats(a, b).is_some() {
            return match operator {
                BinaryOperator::Add => Some(Op::BINARY_OP_ADD_FLOAT),
                BinaryOperator::Subtract => Some(Op::BINARY_OP_SUBTRACT_FLOAT),
                BinaryOperator::Multiply => Some(Op::BINARY_OP_MULTIPLY_FLOAT),
                BinaryOperator::TrueDivide if b.as_inline_float() != Some(0.0) => Some(Op::BINARY_OP_NUMBERS),
                _ => None,
            };
        }
        // An integer and a float: but a sum that begins with 0 has two floats from the second time on.
        if !a.is_object() && !b.is_object() && self.number_op(operator, a, b).is_some() {
            let is_first = r.cache(1).replace(MIXED) != MIXED;
            return if is_first { None } else { Some(Op::BINARY_OP_NUMBERS) };
        }
        match (a.get::<Str>(), b.get::<Str>()) {
            (Some(a), Some(b)) if operator == BinaryOperator::Add && self.both_plain_strs(a, b) => {
                Some(Op::BINARY_OP_ADD_STR)
            }
            _ => None,
        }
    }

    /// An operator on two numbers in words, if they are and it can be done.
    #[inline(always)]
    pub(in crate::vm) fn word_op(&mut self, operand: u32, a: &Value, b: &Value) -> Option<Value> {
        if a.is_object() || b.is_object() {
            return None;
        }
        self.number_op(BinaryOperator::decode(operand % BinaryOperator::INPLACE)?, a, b)
    }

    #[inline(always)]
    pub(in crate::vm) fn exact_dict(&self, value: &Value) -> Option<Ref<Dict>> {
        value.get::<Dict>().filter(|dict| dict.header().class().is(&self.types().dict)).map(Obj::to_ref)
    }

    /// The value of a key in an exact dict.
    #[inline(always)]
    pub(in crate::vm) fn dict_item(&mut self, r: &Registers) -> Option<PyResult> {
        let dict = self.exact_dict(r.peek(2))?;
        Some(match self.dict_get(&dict, r.peek(1)) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(self.key_error(r.peek(1))),
            Err(raised) => Err(raised),
        })
    }

    /// The item of an exact list.
    #[inline(always)]
    pub(in crate::vm) fn list_item(&self, list: &Value, index: &Value) -> Option<Value> {
        let list = list.get::<List>().filter(|list| list.header().class().is(&self.types().list))?;
        item(list.items(self), index)
    }

    #[inline(always)]
    pub(in crate::vm) fn tuple_item(&self, tuple: &Value, index: &Value) -> Option<Value> {
        let tuple = tuple.get::<Tuple>().filter(|tuple| tuple.header().class().is(&self.types().tuple))?;
        item(tuple.items(), index)
    }

    /// Whether an exact list has the item that is to be replaced.
    #[inline(always)]
    pub(in crate::vm) fn can_replace_item(&self, list: &Value, index: &Value) -> bool {
        let list = list.get::<List>().filter(|list| list.header().class().is(&self.types().list));
        list.is_some_and(|list| place(list.items(self).len(), index).is_some())
    }

    /// Puts a value in the place of an exact list's item; gives what was there, or the value again.
    #[inline(always)]
    pub(in crate::vm) fn try_replace_item(&mut self, list: &Value, index: &Value, value: Value) -> Result<Value, Value> {
        let list = list.get::<List>().filter(|list| list.header().class().is(&self.types().list));
        let Some(list) = list else { return Err(value) };
        let items = list.items_mut(self);
        match place(items.len(), index) {
            Some(place) => Ok(std::mem::replace(&mut items[place], value)),
            None => Err(value),
        }
    }

    #[inline(always)]
    pub(in crate::vm) fn add_floats(&self, a: &Value, b: &Value) -> Option<Value> {
        Value::both_inline_floats(a, b).map(|(x, y)| self.float(x + y))
    }

    #[inline(always)]
    pub(in crate::vm) fn subtract_floats(&self, a: &Value, b: &Value) -> Option<Value> {
        Value::both_inline_floats(a, b).map(|(x, y)| self.float(x - y))
    }

    #[inline(always)]
    pub(in crate::vm) fn multiply_floats(&self, a: &Value, b: &Value) -> Option<Value> {
        Value::both_inline_floats(a, b).map(|(x, y)| self.float(x * y))
    }

    /// The items of an exact tuple or list, if there are so many.
    #[inline(always)]
    pub(in crate::vm) fn so_many_items<'a>(&'a self, value: &'a Value, count: usize) -> Option<&'a [Value]> {
        let (class, types) = (self.type_of(value), self.types());
        let items = if class.is(&types.tuple) {
            value.get::<Tuple>()?.items()
        } else if class.is(&types.list) {
            value.get::<List>()?.items(self)
        } else {
            return None;
        };
        if items.len() == count { Some(items) } else { None }
    }

    #[inline(always)]
    pub(in crate::vm) fn equal_strs(&self, a: &Value, b: &Value) -> Option<bool> {
        match (a.get::<Str>(), b.get::<Str>()) {
            (Some(a), Some(b)) if self.both_plain_strs(a, b) => Some(a.is(b) || a.as_bytes() == b.as_bytes()),
            _ => None,
        }
    }

    /// Adds the two strs on top, if they are such. If the sum goes to the variable that holds the left one, and nobody else
    /// does, that grows where it is.
    pub(in crate::vm) fn add_strs(&mut self, r: &mut Registers) -> Option<Value> {
        let fits = match (r.peek(2).get::<Str>(), r.peek(1).get::<Str>()) {
            (Some(a), Some(b)) => self.both_plain_strs(a, b) && a.as_bytes().len() + b.as_bytes().len() < HUGE_STR,
            _ => false,
        };
        if !fits {
            return None;
        }
        let (right, left) = (r.pop(), r.pop());
        let mut ahead = *r;
        ahead.skip_caches(Op::BINARY_OP.caches());
        if let (Op::STORE_FAST, slot) = ahead.peek_op()
            && r.slot(slot).is(&left)
        {
            drop(r.set_slot(slot, Value::NULL));
        }
        right.get::<Str>().map(|right| self.str_append(left, right))
    }

    pub(in crate::vm) fn binary_op_arm(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let b = r.pop();
        let a = r.pop();
        let result = if operand == SUBSCRIPT {
            self.getitem(&a, &b)?
        } else {
            let inplace = operand >= BinaryOperator::INPLACE;
            let Some(operator) = BinaryOperator::decode(operand % BinaryOperator::INPLACE) else {
                return Err(self.system_error("bad operator"));
            };
            if inplace { self.inplace(operator, &a, &b)? } else { self.binary(operator, &a, &b)? }
        };
        r.push(result);
        Ok(())
    }

    #[inline]
    pub(in crate::vm) fn both_plain_strs(&self, a: &Obj<Str>, b: &Obj<Str>) -> bool {
        let str = &self.types().str;
        a.header().class().is(str) && b.header().class().is(str)
    }

    /// The form of `COMPARE_OP` that fits the operands, if one does.
    #[inline]
    pub(in crate::vm) fn special_compare_op(&self, r: &Registers) -> Option<Op> {
        let (a, b) = (r.peek(2), r.peek(1));
        if Value::both_small(a, b) {
            return Some(Op::COMPARE_OP_INT);
        }
        if Value::both_inline_floats(a, b).is_some() {
            return Some(Op::COMPARE_OP_FLOAT);
        }
        if r.cache(0).get() >= MOST_MISSES {
            return None;
        }
        let operand = r.last_operand(0);
        let is_equality = matches!(Comparison::decode(operand), Some(Comparison::Equal | Comparison::NotEqual));
        match (a.get::<Str>(), b.get::<Str>()) {
            (Some(a), Some(b)) if is_equality && self.both_plain_strs(a, b) => Some(Op::COMPARE_OP_STR),
            _ => None,
        }
    }

    pub(in crate::vm) fn compare_op_arm(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let b = r.pop();
        let a = r.pop();
        let Some(comparison) = Comparison::decode(operand) else { return Err(self.system_error("bad comparison")) };
        let mut result = self.compare(comparison, &a, &b)?;
        if operand & Comparison::TO_BOOL != 0 {
            result = Value::bool(self.truth(&result)?);
        }
        r.push(result);
        Ok(())
    }

    pub(in crate::vm) fn binary_slice(&mut self, r: &mut Registers) -> PyResult<()> {
        let (stop, start, container) = (r.pop(), r.pop(), r.pop());
        let result = match self.slice_at_once(&container, &start, &stop) {
            Some(result) => result,
            None => {
                let slice = self.slice(start, stop, Value::NONE);
                self.getitem(&container, &slice)?
            }
        };
        r.push(result);
        Ok(())
    }

    /// A piece of an exact list, tuple or ASCII str, without making a slice.
    fn slice_at_once(&mut self, container: &Value, start: &Value, stop: &Value) -> Option<Value> {
        let class = self.type_of(container);
        let types = self.types();
        if class.is(&types.list) {
            let items = container.get::<List>()?.items(self);
            let (start, stop) = bounds(items.len(), start, stop)?;
            return Some(self.list(items[start..stop].to_vec()));
        }
        if class.is(&types.tuple) {
            let items = container.get::<Tuple>()?.items();
            let (start, stop) = bounds(items.len(), start, stop)?;
            if stop - start == items.len() {
                return Some(container.clone());
            }
            return Some(self.tuple(items[start..stop].iter().cloned()));
        }
        let text = container.get::<Str>().filter(|text| class.is(&types.str) && text.is_ascii())?;
        let (start, stop) = bounds(text.as_bytes().len(), start, stop)?;
        if stop - start == text.as_bytes().len() {
            return Some(container.clone());
        }
        Some(self.str_from(&text.as_bytes()[start..stop]))
    }

    pub(in crate::vm) fn store_slice(&mut self, r: &mut Registers) -> PyResult<()> {
        let (stop, start, container, value) = (r.pop(), r.pop(), r.pop(), r.pop());
        if self.replace_slice_at_once(&container, &start, &stop, &value) {
            return Ok(());
        }
        let slice = self.slice(start, stop, Value::NONE);
        self.setitem(&container, &slice, &value)
    }

    /// Replaces a piece of an exact list by the items of another, or of a tuple; tells whether it could.
    fn replace_slice_at_once(&mut self, container: &Value, start: &Value, stop: &Value, value: &Value) -> bool {
        let Some(list) = container.get::<List>().filter(|list| list.header().class().is(&self.types().list)) else {
            return false;
        };
        let Some((start, stop)) = bounds(list.items(self).len(), start, stop) else { return false };
        let class = self.type_of(value);
        let items = if class.is(&self.types().list) {
            value.get::<List>().map(|list| list.items(self).to_vec())
        } else if class.is(&self.types().tuple) {
            value.get::<Tuple>().map(|tuple| tuple.items().to_vec())
        } else {
            None
        };
        let Some(mut items) = items else { return false };
        // What was there is dropped when the list is whole again: that may run code.
        if items.len() == stop - start {
            list.items_mut(self)[start..stop].swap_with_slice(&mut items);
        } else {
            drop(list.items_mut(self).splice(start..stop, items).collect::<Vec<Value>>());
        }
        true
    }

    pub(in crate::vm) fn build_slice(&mut self, r: &mut Registers, operand: u32) {
        let step = if operand == 3 { r.pop() } else { Value::NONE };
        let (stop, start) = (r.pop(), r.pop());
        let slice = self.slice(start, stop, step);
        r.push(slice);
    }
}

/// Where in so many items an index points, if it is one in a word and in range.
#[inline(always)]
fn place(len: usize, index: &Value) -> Option<usize> {
    let index = index.as_small()?;
    let index = if index < 0 { index + len as i64 } else { index };
    // Negative ones are too large then.
    if (index as u64) < len as u64 { Some(index as usize) } else { None }
}

#[inline(always)]
fn item(items: &[Value], index: &Value) -> Option<Value> {
    place(items.len(), index).map(|place| items[place].clone())
}

/// The range that two bounds mean in so many items, if they are None or integers in words.
fn bounds(len: usize, start: &Value, stop: &Value) -> Option<(usize, usize)> {
    let bound = |value: &Value, default: usize| match value.as_small() {
        Some(index) if index < 0 => Some((index + len as i64).max(0) as usize),
        Some(index) => Some((index as usize).min(len)),
        None => value.is_none().then_some(default),
    };
    let (start, stop) = (bound(start, 0)?, bound(stop, len)?);
    Some((start, stop.max(start)))
}
