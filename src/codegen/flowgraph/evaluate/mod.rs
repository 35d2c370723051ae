//! What operators give on constants, as Python's numbers, strings and tuples do it. Whatever would raise, warn or grow too large
//! gives nothing: it is left to the program.

mod complex;
mod float;
mod integer;
mod sequence;

pub use float::big_int_of;

use crate::bytecode::{BinaryOperator, Const, ConstId};
use crate::codegen::constants::Constants;
use crate::codegen::op::Op;
use num_bigint::BigInt;

/// Bits that a product, power or shift may have.
const MOST_BITS: u64 = 128;
/// Elements that a repeated tuple may have, and with nested ones.
const MOST_ITEMS: i64 = 256;
const MOST_NESTED_ITEMS: i64 = 1024;
/// Characters or bytes that a repeated string may have.
const MOST_TEXT: i64 = 4096;

/// A number; booleans are integers.
#[derive(Clone, Debug, PartialEq)]
enum Number {
    Int(BigInt),
    Float(f64),
    Complex(f64, f64),
}

impl Number {
    fn of(constant: &Const) -> Option<Number> {
        Some(match constant {
            Const::False => Number::Int(BigInt::ZERO),
            Const::True => Number::Int(1.into()),
            Const::Int(value) => Number::Int((*value).into()),
            Const::BigInt(value) => Number::Int(value.clone()),
            Const::Float(value) => Number::Float(*value),
            Const::Complex(real, imaginary) => Number::Complex(*real, *imaginary),
            _ => return None,
        })
    }

    fn add_to(self, constants: &mut Constants) -> ConstId {
        match self {
            Number::Int(value) => constants.big_int(value),
            Number::Float(value) => constants.add(Const::Float(value)),
            Number::Complex(real, imaginary) => constants.add(Const::Complex(real, imaginary)),
        }
    }

    fn to_float(&self) -> Option<f64> {
        match self {
            Number::Int(value) => float::of_int(value),
            Number::Float(value) => Some(*value),
            Number::Complex(..) => None,
        }
    }
}

pub fn is_true(constant: &Const) -> bool {
    match constant {
        Const::None | Const::False => false,
        Const::Int(value) => *value != 0,
        Const::Float(value) => *value != 0.0,
        Const::Complex(real, imaginary) => *real != 0.0 || *imaginary != 0.0,
        Const::Str(text) | Const::Bytes(text) => !text.is_empty(),
        Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
        Const::True | Const::Ellipsis | Const::BigInt(_) | Const::Slice(_) | Const::Code(_) => true,
    }
}

pub fn unary(constants: &mut Constants, op: Op, operand: ConstId) -> Option<ConstId> {
    let value = constants.get(operand);
    if op == Op::UNARY_NOT {
        let result = !is_true(value);
        return Some(constants.bool(result));
    }
    let is_bool = matches!(value, Const::True | Const::False);
    let result = match (op, Number::of(value)?) {
        // Deprecated, so Python shall warn when it is done.
        (Op::UNARY_INVERT, _) if is_bool => return None,
        (Op::UNARY_INVERT, Number::Int(value)) => Number::Int(!value),
        (Op::UNARY_INVERT, _) => return None,
        (Op::UNARY_NEGATIVE, Number::Int(value)) => Number::Int(-value),
        (Op::UNARY_NEGATIVE, Number::Float(value)) => Number::Float(-value),
        (Op::UNARY_NEGATIVE, Number::Complex(real, imaginary)) => Number::Complex(-real, -imaginary),
        (_, number) => number,
    };
    Some(result.add_to(constants))
}

/// The negative of a number.
pub fn negative(constants: &mut Constants, operand: ConstId) -> Option<ConstId> {
    unary(constants, Op::UNARY_NEGATIVE, operand)
}

pub fn binary(constants: &mut Constants, operator: BinaryOperator, left: ConstId, right: ConstId) -> Option<ConstId> {
    if operator == BinaryOperator::Subscript {
        return sequence::subscript(constants, left, right);
    }
    let (left_value, right_value) = (constants.get(left), constants.get(right));
    if let Some(result) = logic_of_bools(operator, left_value, right_value) {
        return Some(constants.bool(result));
    }
    match (Number::of(left_value), Number::of(right_value)) {
        (Some(left), Some(right)) => Some(numbers(operator, left, right)?.add_to(constants)),
        (left_number, right_number) => match (operator, left_number, right_number) {
            (BinaryOperator::Add, None, None) => sequence::join(constants, left, right),
            (BinaryOperator::Multiply, None, Some(Number::Int(count))) => sequence::repeat(constants, left, &count),
            (BinaryOperator::Multiply, Some(Number::Int(count)), None) => sequence::repeat(constants, right, &count),
            _ => None,
        },
    }
}

/// `&`, `|` and `^` of two bools give a bool.
fn logic_of_bools(operator: BinaryOperator, left: &Const, right: &Const) -> Option<bool> {
    let bool = |constant: &Const| match constant {
        Const::True => Some(true),
        Const::False => Some(false),
        _ => None,
    };
    let (left, right) = (bool(left)?, bool(right)?);
    match operator {
        BinaryOperator::And => Some(left && right),
        BinaryOperator::Or => Some(left || right),
        BinaryOperator::Xor => Some(left != right),
        _ => None,
    }
}

fn numbers(operator: BinaryOperator, left: Number, right: Number) -> Option<Number> {
    match (&left, &right) {
        (Number::Int(left), Number::Int(right)) => integer::binary(operator, left, right),
        (Number::Complex(..), _) | (_, Number::Complex(..)) => complex::binary(operator, &left, &right),
        _ => float::binary(operator, left.to_float()?, right.to_float()?),
    }
}
