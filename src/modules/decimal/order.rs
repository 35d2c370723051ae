//! Which of two numbers is larger, in the order of numbers or in the total order; neighbours of a number.

use super::natural::Natural;
use super::number::{Decimal, Kind};
use super::rules::{Rounding, Work, condition};
use crate::number::{Interrupt, Result};
use std::cmp::Ordering;

fn of_sign(is_negative: bool) -> Ordering {
    if is_negative { Ordering::Less } else { Ordering::Greater }
}

/// By value; neither is a NaN.
pub fn compare(a: &Decimal, b: &Decimal, interrupt: Interrupt) -> Result<Ordering> {
    match (a.is_zero(), b.is_zero()) {
        (true, true) => return Ok(Ordering::Equal),
        (true, false) => return Ok(of_sign(b.is_negative).reverse()),
        (false, true) => return Ok(of_sign(a.is_negative)),
        (false, false) if a.is_negative != b.is_negative => return Ok(of_sign(a.is_negative)),
        _ => {}
    }
    let order = compare_magnitudes(a, b, interrupt)?;
    Ok(if a.is_negative { order.reverse() } else { order })
}

fn compare_magnitudes(a: &Decimal, b: &Decimal, interrupt: Interrupt) -> Result<Ordering> {
    match (a.is_infinite(), b.is_infinite()) {
        (false, false) => {}
        (left, right) => return Ok(left.cmp(&right)),
    }
    match (a.is_zero(), b.is_zero()) {
        (false, false) => {}
        (left, right) => return Ok(right.cmp(&left)),
    }
    if a.exponent == b.exponent {
        return Ok(a.coefficient.compare(&b.coefficient));
    }
    let order = a.adjusted().cmp(&b.adjusted());
    if order.is_ne() {
        return Ok(order);
    }
    let places = a.exponent.abs_diff(b.exponent);
    match a.exponent > b.exponent {
        true => Ok(a.coefficient.shifted(places, interrupt)?.compare(&b.coefficient)),
        false => Ok(a.coefficient.compare(&b.coefficient.shifted(places, interrupt)?)),
    }
}

/// The total order: numbers of equal value by their exponents, NaNs by their payloads.
pub fn compare_total(a: &Decimal, b: &Decimal, interrupt: Interrupt) -> Result<Ordering> {
    if a.is_negative != b.is_negative {
        return Ok(of_sign(a.is_negative));
    }
    let rank = |number: &Decimal| match number.kind {
        Kind::Finite | Kind::Infinite => 0,
        Kind::Signaling => 1,
        Kind::Quiet => 2,
    };
    let mut order = rank(a).cmp(&rank(b));
    if order.is_eq() {
        order = match a.is_nan() {
            true => a.coefficient.compare(&b.coefficient),
            false => compare_magnitudes(a, b, interrupt)?.then(a.exponent.cmp(&b.exponent)),
        };
    }
    Ok(if a.is_negative { order.reverse() } else { order })
}

/// As the numbers -1, 0 and 1.
pub fn as_decimal(order: Ordering) -> Decimal {
    Decimal::small(order as i64)
}

impl Work<'_> {
    pub fn compare(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        match self.nan_of(&[a, b]) {
            Some(nan) => Ok(nan),
            None => Ok(as_decimal(compare(a, b, self.interrupt)?)),
        }
    }

    /// The same, but any NaN signals.
    pub fn compare_signal(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        if a.is_nan() || b.is_nan() {
            self.status |= condition::INVALID_OPERATION;
        }
        self.compare(a, b)
    }

    pub fn max(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        self.extreme(a, b, false, Ordering::Greater)
    }

    pub fn min(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        self.extreme(a, b, false, Ordering::Less)
    }

    pub fn max_mag(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        self.extreme(a, b, true, Ordering::Greater)
    }

    pub fn min_mag(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        self.extreme(a, b, true, Ordering::Less)
    }

    /// The one that compares so with the other. A quiet NaN counts as nothing.
    fn extreme(&mut self, a: &Decimal, b: &Decimal, by_magnitude: bool, wanted: Ordering) -> Result<Decimal> {
        match (a.kind, b.kind) {
            (Kind::Quiet, Kind::Finite | Kind::Infinite) => return self.finish(b.clone()),
            (Kind::Finite | Kind::Infinite, Kind::Quiet) => return self.finish(a.clone()),
            _ => {}
        }
        if let Some(nan) = self.nan_of(&[a, b]) {
            return Ok(nan);
        }
        let mut order = match by_magnitude {
            true => compare_magnitudes(a, b, self.interrupt)?,
            false => compare(a, b, self.interrupt)?,
        };
        if order.is_eq() {
            order = compare_total(a, b, self.interrupt)?;
        }
        self.finish(if order == wanted.reverse() { b.clone() } else { a.clone() })
    }

    pub fn next_minus(&mut self, a: &Decimal) -> Result<Decimal> {
        self.next(a, true)
    }

    pub fn next_plus(&mut self, a: &Decimal) -> Result<Decimal> {
        self.next(a, false)
    }

    /// The next number below, or above.
    fn next(&mut self, a: &Decimal, down: bool) -> Result<Decimal> {
        if let Some(nan) = self.nan_of(&[a]) {
            return Ok(nan);
        }
        if a.is_infinite() {
            return Ok(if a.is_negative == down { a.clone() } else { self.largest()?.with_sign(a.is_negative) });
        }
        let mut work = self.within(self.rules.rounding(if down { Rounding::Floor } else { Rounding::Ceiling }));
        let rounded = work.finish(a.clone())?;
        if compare(&rounded, a, self.interrupt)?.is_ne() {
            return Ok(rounded);
        }
        work.add(&rounded, &Decimal::finite(down, Natural::ONE, self.rules.etiny() - 1))
    }

    pub fn next_toward(&mut self, a: &Decimal, b: &Decimal) -> Result<Decimal> {
        if let Some(nan) = self.nan_of(&[a, b]) {
            return Ok(nan);
        }
        let order = compare(a, b, self.interrupt)?;
        if order.is_eq() {
            return Ok(a.clone().with_sign(b.is_negative));
        }
        let next = self.next(a, order.is_gt())?;
        if next.is_infinite() {
            self.status |= condition::OVERFLOW | condition::INEXACT | condition::ROUNDED;
        } else if next.adjusted() < self.rules.emin {
            self.status |= condition::UNDERFLOW | condition::SUBNORMAL | condition::INEXACT | condition::ROUNDED;
            if next.is_zero() {
                self.status |= condition::CLAMPED;
            }
        }
        Ok(next)
    }
}
