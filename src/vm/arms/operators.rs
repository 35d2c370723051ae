//! Operators, comparisons and slices, and what specialises them.

use crate::bytecode::{BinaryOperator, Comparison};
use crate::object::{Kind, Obj, Str, Value};
use crate::vm::Vm;
use crate::vm::op::Op;
use crate::vm::raised::PyResult;
use crate::vm::registers::Registers;

const SUBSCRIPT: u32 = BinaryOperator::Subscript as u32;

impl Vm {
    /// The form of `BINARY_OP` that fits the operands, if one does.
    #[inline]
    pub(in crate::vm) fn special_binary_op(&self, r: &Registers, operand: u32) -> Option<Op> {
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
                    Some(Op::BINARY_OP_SUBSCR_LIST_INT)
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
        None
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
        let slice = self.slice(start, stop, Value::NONE);
        let result = self.getitem(&container, &slice)?;
        r.push(result);
        Ok(())
    }

    pub(in crate::vm) fn store_slice(&mut self, r: &mut Registers) -> PyResult<()> {
        let (stop, start, container, value) = (r.pop(), r.pop(), r.pop(), r.pop());
        let slice = self.slice(start, stop, Value::NONE);
        self.setitem(&container, &slice, &value)
    }

    pub(in crate::vm) fn build_slice(&mut self, r: &mut Registers, operand: u32) {
        let step = if operand == 3 { r.pop() } else { Value::NONE };
        let (stop, start) = (r.pop(), r.pop());
        let slice = self.slice(start, stop, step);
        r.push(slice);
    }
}
