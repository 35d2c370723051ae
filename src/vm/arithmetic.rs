//! What operators do to numbers, and what they say to everything else.

use super::exception::{Trouble, raise, type_error, zero_division};
use super::value::{Kind, Value};
use crate::bytecode::{BinaryOperator, Comparison};
use std::cmp::Ordering;

type Result<T> = std::result::Result<T, Trouble>;

const BIG: Trouble = Trouble::Unsupported("integers of more than 48 bits");

pub fn int(value: i64) -> Result<Value> {
    Value::int(value).ok_or(BIG)
}

/// A bool counts as an integer.
fn as_int(kind: Kind) -> Option<i64> {
    match kind {
        Kind::Int(value) => Some(value),
        Kind::Bool(value) => Some(value.into()),
        _ => None,
    }
}

/// Exact, for integers have at most 48 bits.
fn as_float(kind: Kind) -> Option<f64> {
    match kind {
        Kind::Float(value) => Some(value),
        _ => as_int(kind).map(|value| value as f64),
    }
}

pub fn binary(operator: BinaryOperator, inplace: bool, left: Value, right: Value) -> Result<Value> {
    use BinaryOperator::*;
    let (a, b) = (left.kind(), right.kind());
    match (operator, a, b) {
        (And, Kind::Bool(a), Kind::Bool(b)) => return Ok(Value::bool(a & b)),
        (Or, Kind::Bool(a), Kind::Bool(b)) => return Ok(Value::bool(a | b)),
        (Xor, Kind::Bool(a), Kind::Bool(b)) => return Ok(Value::bool(a ^ b)),
        _ => {}
    }
    if let (Some(x), Some(y)) = (as_int(a), as_int(b)) {
        if operator != MatrixMultiply {
            return int_binary(operator, x, y);
        }
    } else if let (Some(x), Some(y)) = (as_float(a), as_float(b))
        && matches!(operator, Add | Subtract | Multiply | TrueDivide | FloorDivide | Remainder | Power)
    {
        return float_binary(operator, x, y);
    }
    strings(operator, a, b)?;
    let symbol = match (operator, inplace) {
        (Power, false) => "** or pow()",
        (_, false) => operator.symbol(),
        (_, true) => return unsupported_operands(&format!("{}=", operator.symbol()), a, b),
    };
    unsupported_operands(symbol, a, b)
}

fn unsupported_operands<T>(symbol: &str, a: Kind, b: Kind) -> Result<T> {
    type_error(format!("unsupported operand type(s) for {symbol}: '{}' and '{}'", a.type_name(), b.type_name()))
}

/// Operators of strings: their errors, and those that do not work yet.
fn strings(operator: BinaryOperator, a: Kind, b: Kind) -> Result<()> {
    match (operator, a, b) {
        (BinaryOperator::Add, Kind::Str(_), Kind::Str(_)) => Err(Trouble::Unsupported("joining strings")),
        (BinaryOperator::Add, Kind::Str(_), other) => {
            type_error(format!("can only concatenate str (not \"{}\") to str", other.type_name()))
        }
        (BinaryOperator::Remainder, Kind::Str(_), _) => Err(Trouble::Unsupported("formatting strings")),
        (BinaryOperator::Multiply, Kind::Str(_), other) | (BinaryOperator::Multiply, other, Kind::Str(_)) => {
            match as_int(other) {
                Some(_) => Err(Trouble::Unsupported("repeating strings")),
                None => type_error(format!("can't multiply sequence by non-int of type '{}'", other.type_name())),
            }
        }
        _ => Ok(()),
    }
}

fn int_binary(operator: BinaryOperator, x: i64, y: i64) -> Result<Value> {
    use BinaryOperator::*;
    if y == 0 && matches!(operator, TrueDivide | FloorDivide | Remainder) {
        return zero_division("division by zero");
    }
    match operator {
        Add => int(x + y),
        Subtract => int(x - y),
        Multiply => int(x.checked_mul(y).ok_or(BIG)?),
        TrueDivide => Ok(Value::float(x as f64 / y as f64)),
        FloorDivide => int(x / y - i64::from(x % y != 0 && (x < 0) != (y < 0))),
        Remainder => int(x % y + if x % y != 0 && (x < 0) != (y < 0) { y } else { 0 }),
        Power => int_power(x, y),
        And => int(x & y),
        Or => int(x | y),
        Xor => int(x ^ y),
        LeftShift | RightShift if y < 0 => raise("ValueError", "negative shift count"),
        LeftShift if x == 0 => int(0),
        // 48 bits and 48 more fit in the wider type.
        LeftShift if y < 48 => int(i64::try_from(i128::from(x) << y).map_err(|_| BIG)?),
        LeftShift => Err(BIG),
        RightShift => int(x >> y.min(63)),
        MatrixMultiply => unsupported_operands("@", Kind::Int(x), Kind::Int(y)),
    }
}

fn int_power(x: i64, y: i64) -> Result<Value> {
    match (x, u32::try_from(y)) {
        _ if y < 0 => float_power(x as f64, y as f64),
        (0 | 1, _) => int(if y == 0 { 1 } else { x }),
        (-1, _) => int(1 - 2 * (y & 1)),
        (_, Ok(y)) => int(x.checked_pow(y).ok_or(BIG)?),
        (_, Err(_)) => Err(BIG),
    }
}

fn float_binary(operator: BinaryOperator, x: f64, y: f64) -> Result<Value> {
    use BinaryOperator::*;
    if y == 0.0 && matches!(operator, TrueDivide | FloorDivide | Remainder) {
        return zero_division("division by zero");
    }
    match operator {
        Add => Ok(Value::float(x + y)),
        Subtract => Ok(Value::float(x - y)),
        Multiply => Ok(Value::float(x * y)),
        TrueDivide => Ok(Value::float(x / y)),
        FloorDivide => Ok(Value::float(floor_divide(x, y).0)),
        Remainder => Ok(Value::float(floor_divide(x, y).1)),
        _ => float_power(x, y),
    }
}

/// Quotient and remainder; the remainder has the divisor's sign, even as a zero.
fn floor_divide(x: f64, y: f64) -> (f64, f64) {
    let mut remainder = x % y;
    let mut quotient = (x - remainder) / y;
    if remainder == 0.0 {
        remainder = 0f64.copysign(y);
    } else if (y < 0.0) != (remainder < 0.0) {
        remainder += y;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0f64.copysign(x / y), remainder);
    }
    // The division above may have rounded to just below the whole number it should be.
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, remainder)
}

fn float_power(x: f64, y: f64) -> Result<Value> {
    if x == 0.0 && y < 0.0 {
        return zero_division("zero to a negative power");
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y.fract() != 0.0 {
        return Err(Trouble::Unsupported("complex numbers"));
    }
    let power = x.powf(y);
    if power.is_infinite() && x.is_finite() && y.is_finite() {
        return raise("OverflowError", "(34, 'Numerical result out of range')");
    }
    Ok(Value::float(power))
}

pub fn negative(operand: Value) -> Result<Value> {
    match operand.kind() {
        Kind::Float(value) => Ok(Value::float(-value)),
        kind => as_int(kind).map_or_else(|| bad_operand("-", kind), |value| int(-value)),
    }
}

pub fn positive(operand: Value) -> Result<Value> {
    match operand.kind() {
        Kind::Float(_) => Ok(operand),
        kind => as_int(kind).map_or_else(|| bad_operand("+", kind), int),
    }
}

pub fn invert(operand: Value) -> Result<Value> {
    match operand.kind() {
        Kind::Int(value) => int(!value),
        Kind::Bool(_) => Err(Trouble::Unsupported("warnings (~ of a bool)")),
        kind => bad_operand("~", kind),
    }
}

fn bad_operand<T>(symbol: &str, kind: Kind) -> Result<T> {
    type_error(format!("bad operand type for unary {symbol}: '{}'", kind.type_name()))
}

/// `strings` are the texts that string values are places of, each once.
pub fn compare(comparison: Comparison, left: Value, right: Value, strings: &[Vec<u8>]) -> Result<bool> {
    let (a, b) = (left.kind(), right.kind());
    let ordering = match (a, b) {
        (Kind::Str(x), Kind::Str(y)) => Some(strings[x as usize].cmp(&strings[y as usize])),
        _ => match (as_float(a), as_float(b)) {
            (Some(x), Some(y)) => x.partial_cmp(&y),
            _ => match comparison {
                Comparison::Equal => return Ok(left == right),
                Comparison::NotEqual => return Ok(left != right),
                _ => {
                    let (symbol, a, b) = (comparison.symbol(), a.type_name(), b.type_name());
                    return type_error(format!("'{symbol}' not supported between instances of '{a}' and '{b}'"));
                }
            },
        },
    };
    Ok(match comparison {
        Comparison::Less => ordering == Some(Ordering::Less),
        Comparison::LessEqual => matches!(ordering, Some(Ordering::Less | Ordering::Equal)),
        Comparison::Equal => ordering == Some(Ordering::Equal),
        Comparison::NotEqual => ordering != Some(Ordering::Equal),
        Comparison::Greater => ordering == Some(Ordering::Greater),
        Comparison::GreaterEqual => matches!(ordering, Some(Ordering::Greater | Ordering::Equal)),
    })
}
