//! Complex numbers. A real number beside one has no imaginary part, not even zero.

use super::Number;
use crate::bytecode::BinaryOperator;

type Pair = (f64, f64);

/// A number beside a complex one.
enum Part {
    Real(f64),
    Complex(Pair),
}

fn part(number: &Number) -> Option<Part> {
    Some(match number {
        Number::Complex(real, imaginary) => Part::Complex((*real, *imaginary)),
        real => Part::Real(real.to_float()?),
    })
}

fn pair(part: &Part) -> Pair {
    match *part {
        Part::Real(real) => (real, 0.0),
        Part::Complex(pair) => pair,
    }
}

pub fn binary(operator: BinaryOperator, left: &Number, right: &Number) -> Option<Number> {
    use BinaryOperator::*;
    use Part::*;
    let (left, right) = (part(left)?, part(right)?);
    let (real, imaginary) = match (operator, &left, &right) {
        (Add, Complex(a), Complex(b)) => (a.0 + b.0, a.1 + b.1),
        (Add, Complex(a), Real(b)) | (Add, Real(b), Complex(a)) => (a.0 + b, a.1),
        (Subtract, Complex(a), Complex(b)) => (a.0 - b.0, a.1 - b.1),
        (Subtract, Complex(a), Real(b)) => (a.0 - b, a.1),
        (Subtract, Real(a), Complex(b)) => (a - b.0, -b.1),
        (Multiply, Complex(a), Complex(b)) => product(*a, *b),
        (Multiply, Complex(a), Real(b)) | (Multiply, Real(b), Complex(a)) => (a.0 * b, a.1 * b),
        (TrueDivide, Complex(a), Real(b)) if *b != 0.0 => (a.0 / b, a.1 / b),
        (TrueDivide, _, Complex(b)) => quotient(pair(&left), *b)?,
        (Power, ..) => return power(pair(&left), pair(&right)),
        _ => return None,
    };
    Some(Number::Complex(real, imaginary))
}

/// As C99's annex G has it: infinities stay what they are.
fn product((a, b): Pair, (c, d): Pair) -> Pair {
    let (real, imaginary) = (a * c - b * d, a * d + b * c);
    if !real.is_nan() || !imaginary.is_nan() {
        return (real, imaginary);
    }
    let boxed = |value: f64| if value.is_infinite() { 1f64 } else { 0.0 }.copysign(value);
    let not_nan = |value: f64| if value.is_nan() { 0f64.copysign(value) } else { value };
    let (mut x, mut y) = ((a, b), (c, d));
    let mut recalculate = false;
    if a.is_infinite() || b.is_infinite() {
        x = (boxed(a), boxed(b));
        y = (not_nan(c), not_nan(d));
        recalculate = true;
    }
    if c.is_infinite() || d.is_infinite() {
        y = (boxed(c), boxed(d));
        x = (not_nan(x.0), not_nan(x.1));
        recalculate = true;
    }
    let overflows = [a * c, b * d, a * d, b * c].iter().any(|part| part.is_infinite());
    if !recalculate && overflows {
        x = (not_nan(a), not_nan(b));
        y = (not_nan(c), not_nan(d));
        recalculate = true;
    }
    match recalculate {
        true => (f64::INFINITY * (x.0 * y.0 - x.1 * y.1), f64::INFINITY * (x.0 * y.1 + x.1 * y.0)),
        false => (real, imaginary),
    }
}

/// Smith's method: scaled by the larger part of the divisor.
fn quotient((a, b): Pair, (c, d): Pair) -> Option<Pair> {
    if c == 0.0 && d == 0.0 {
        return None;
    }
    Some(if c.abs() >= d.abs() {
        let ratio = d / c;
        let denominator = c + d * ratio;
        ((a + b * ratio) / denominator, (b - a * ratio) / denominator)
    } else if d.abs() >= c.abs() {
        let ratio = c / d;
        let denominator = c * ratio + d;
        ((a * ratio + b) / denominator, (b * ratio - a) / denominator)
    } else {
        (f64::NAN, f64::NAN)
    })
}

/// Small whole exponents by multiplication, others by polar coordinates.
pub fn power(base: Pair, exponent: Pair) -> Option<Number> {
    let result = if exponent.1 == 0.0 && exponent.0.fract() == 0.0 && exponent.0.abs() <= 100.0 {
        whole_power(base, exponent.0 as i32)?
    } else if base == (0.0, 0.0) {
        if exponent.1 != 0.0 || exponent.0 < 0.0 {
            return None;
        }
        (0.0, 0.0)
    } else {
        let length = base.0.hypot(base.1);
        let angle = base.1.atan2(base.0);
        let (mut size, mut phase) = (length.powf(exponent.0), angle * exponent.0);
        if exponent.1 != 0.0 {
            size *= (-angle * exponent.1).exp();
            phase += exponent.1 * length.ln();
        }
        (size * phase.cos(), size * phase.sin())
    };
    let overflows = result.0.is_infinite() || result.1.is_infinite();
    (!overflows).then_some(Number::Complex(result.0, result.1))
}

fn whole_power(base: Pair, exponent: i32) -> Option<Pair> {
    if exponent < 0 {
        return quotient((1.0, 0.0), positive_power(base, exponent.unsigned_abs()));
    }
    Some(positive_power(base, exponent as u32))
}

fn positive_power(base: Pair, exponent: u32) -> Pair {
    let (mut result, mut square) = ((1.0, 0.0), base);
    let mut mask = 1;
    while mask <= exponent {
        if exponent & mask != 0 {
            result = product(result, square);
        }
        mask <<= 1;
        square = product(square, square);
    }
    result
}
