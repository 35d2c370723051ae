//! Operators and comparisons that special methods in Python decide, without the native stack: their operands stay below the
//! method's frame, for the case that it does not know.

use super::operators::MOST_MISSES;
use crate::bytecode::{BinaryOperator, Comparison};
use crate::object::{Special, Value};
use crate::vm::frame::FrameKind;
use crate::vm::op::Op;
use crate::vm::raised::PyResult;
use crate::vm::registers::Registers;
use crate::vm::{Function, Vm};

impl Vm {
    /// Lets `BINARY_OP` remember the special method in Python that is asked first for operands of their types, if one is.
    pub(in crate::vm) fn specialize_python_operator(&mut self, r: &Registers, operand: u32) {
        if r.cache(0).get() >= MOST_MISSES {
            return;
        }
        let (a, b) = (r.peek(2), r.peek(1));
        let special = match BinaryOperator::decode(operand % BinaryOperator::INPLACE) {
            _ if operand == BinaryOperator::Subscript as u32 => Some(Special::GetItem),
            Some(operator) => self.first_asked(operator, operand >= BinaryOperator::INPLACE, a, b),
            None => None,
        };
        match special {
            Some(special) => self.remember_method(r, special, Op::BINARY_OP_FUNCTION),
            None => r.count_miss(),
        }
    }

    /// The same for `COMPARE_OP`.
    pub(in crate::vm) fn specialize_python_comparison(&mut self, r: &Registers, operand: u32) {
        let (left, right) = (self.type_of(r.peek(2)), self.type_of(r.peek(1)));
        if r.cache(0).get() < MOST_MISSES
            && let Some(comparison) = Comparison::decode(operand & !Comparison::TO_BOOL)
            && (left.is(right) || !right.is_subtype(left, self))
        {
            self.remember_method(r, crate::vm::compare::specials(comparison).0, Op::COMPARE_OP_FUNCTION);
        }
    }

    fn remember_method(&mut self, r: &Registers, special: Special, form: Op) {
        // Those that find none may find one later, but are not to look for ever.
        r.count_miss();
        let Some(method) = self.type_of(r.peek(2)).to_ref().special(special, self) else { return };
        if !self.takes_two(&method) {
            return;
        }
        let versions = [2, 1].map(|depth| self.type_of(r.peek(depth)).to_ref().version(self));
        if !versions.contains(&0) {
            r.cache(1).set(versions[0]);
            r.cache(2).set(versions[1]);
            r.set_cached_value(3, &method);
            r.rewrite(form);
        }
    }

    /// Whether a function in Python can be entered with two arguments as they are, and what it returns is its result.
    #[inline(always)]
    fn takes_two(&self, function: &Value) -> bool {
        function.get::<Function>().is_some_and(|function| {
            let code = function.code(self);
            code.is_simple && code.argument_count == 2 && !code.is_generator()
        })
    }

    /// The method that `BINARY_OP_FUNCTION` or `COMPARE_OP_FUNCTION` remembers, if the operands are of the types it is for.
    #[inline(always)]
    pub(in crate::vm) fn method_that_fits(&self, r: &Registers) -> Option<Value> {
        let fits = self.type_of(r.peek(2)).known_version() == r.cache(1).get()
            && self.type_of(r.peek(1)).known_version() == r.cache(2).get();
        if fits { Some(r.cached_value(3)).filter(|method| self.takes_two(method)) } else { None }
    }

    /// Goes on with what a special method of a caller's operator returned.
    pub(in crate::vm) fn end_operator(&mut self, r: &mut Registers, kind: FrameKind, value: Value) -> PyResult<()> {
        let operand = match kind {
            FrameKind::Operator => r.last_operand(Op::BINARY_OP.caches()),
            _ => r.last_operand(Op::COMPARE_OP.caches()),
        };
        let (a, b) = (r.peek(2).clone(), r.peek(1).clone());
        let mut result = match kind {
            _ if !value.is_not_implemented() => value,
            FrameKind::Operator if operand == BinaryOperator::Subscript as u32 => value,
            FrameKind::Operator => self.binary_reflected(operand, &a, &b)?,
            _ => self.compare_reflected(operand, &a, &b)?,
        };
        if kind == FrameKind::Comparison && operand & Comparison::TO_BOOL != 0 {
            result = Value::bool(self.truth(&result)?);
        }
        drop(r.pop());
        drop(r.replace(1, result));
        Ok(())
    }
}
