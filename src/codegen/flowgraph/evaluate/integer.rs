//! Integers.

use super::{MOST_BITS, Number, float};
use crate::bytecode::BinaryOperator;
use num_bigint::{BigInt, Sign};

pub fn binary(operator: BinaryOperator, left: &BigInt, right: &BigInt) -> Option<Number> {
    use BinaryOperator::*;
    let is_zero = right.sign() == Sign::NoSign;
    Some(Number::Int(match operator {
        Add => left + right,
        Subtract => left - right,
        Multiply => return multiply(left, right).map(Number::Int),
        FloorDivide if !is_zero => floor_divide(left, right).0,
        Remainder if !is_zero => floor_divide(left, right).1,
        TrueDivide if !is_zero => return float::ratio(left, right).map(Number::Float),
        Power => return power(left, right),
        LeftShift => return shift_left(left, right).map(Number::Int),
        RightShift if right.sign() != Sign::Minus => shift_right(left, right),
        And => left & right,
        Or => left | right,
        Xor => left ^ right,
        _ => return None,
    }))
}

fn multiply(left: &BigInt, right: &BigInt) -> Option<BigInt> {
    let is_small = left.bits() + right.bits() <= MOST_BITS;
    (is_small || left.bits() == 0 || right.bits() == 0).then(|| left * right)
}

/// Rounded down, with a remainder that has the divisor's sign.
fn floor_divide(left: &BigInt, right: &BigInt) -> (BigInt, BigInt) {
    let (quotient, remainder) = (left / right, left % right);
    let differs = remainder.sign() != Sign::NoSign && (remainder.sign() == Sign::Minus) != (right.sign() == Sign::Minus);
    if differs { (quotient - 1, remainder + right) } else { (quotient, remainder) }
}

fn power(left: &BigInt, right: &BigInt) -> Option<Number> {
    if right.sign() == Sign::Minus {
        return float::power(float::of_int(left)?, float::of_int(right)?);
    }
    if left.bits() > 0 && right.bits() > 0 {
        let exponent = u64::try_from(right).ok()?;
        if left.bits() > MOST_BITS / exponent {
            return None;
        }
    }
    // 0 to any power is small.
    let exponent = if left.bits() == 0 { right.bits().min(1) } else { u64::try_from(right).ok()? };
    Some(Number::Int(left.pow(u32::try_from(exponent).ok()?)))
}

fn shift_left(left: &BigInt, right: &BigInt) -> Option<BigInt> {
    if right.sign() == Sign::Minus {
        return None;
    }
    if left.bits() == 0 || right.bits() == 0 {
        return Some(left.clone());
    }
    let count = u64::try_from(right).ok().filter(|&count| count <= MOST_BITS && left.bits() <= MOST_BITS - count)?;
    Some(left << count)
}

fn shift_right(left: &BigInt, right: &BigInt) -> BigInt {
    match u64::try_from(right) {
        Ok(count) => left >> count,
        Err(_) => BigInt::from(if left.sign() == Sign::Minus { -1 } else { 0 }),
    }
}
