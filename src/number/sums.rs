//! Sums of floats without rounding on the way: `math.fsum`, `math.sumprod`, `math.hypot`, `math.dist`.

use super::convert::scale;
use super::error::{NumberError, Result};

/// A sum as floats that do not overlap, from the smallest on (Shewchuk 1997).
#[derive(Default)]
pub struct Sum {
    partials: Vec<f64>,
    /// Infinities and NaNs, which have a sum of their own.
    special: f64,
    infinities: f64,
}

/// Sum and error of two floats, the larger first.
fn quick_two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    (sum, b - (sum - a))
}

impl Sum {
    pub fn add(&mut self, value: f64) -> Result<()> {
        let given = value;
        let mut value = value;
        let mut kept = 0;
        for index in 0..self.partials.len() {
            let partial = self.partials[index];
            let (large, small) = if value.abs() < partial.abs() { (partial, value) } else { (value, partial) };
            let (sum, error) = quick_two_sum(large, small);
            if error != 0.0 {
                self.partials[kept] = error;
                kept += 1;
            }
            value = sum;
        }
        self.partials.truncate(kept);
        if value.is_finite() {
            if value != 0.0 {
                self.partials.push(value);
            }
            return Ok(());
        }
        if given.is_finite() {
            return Err(NumberError::overflow("intermediate overflow in fsum"));
        }
        if given.is_infinite() {
            self.infinities += given;
        }
        self.special += given;
        self.partials.clear();
        Ok(())
    }

    pub fn total(mut self) -> Result<f64> {
        if self.special != 0.0 {
            return match self.infinities.is_nan() {
                true => Err(NumberError::value("-inf + inf in fsum")),
                false => Ok(self.special),
            };
        }
        let Some(mut high) = self.partials.pop() else { return Ok(0.0) };
        let mut low = 0.0;
        while low == 0.0
            && let Some(partial) = self.partials.pop()
        {
            (high, low) = quick_two_sum(high, partial);
        }
        // What is left says to which side a tie goes.
        if let Some(next) = self.partials.last()
            && (low < 0.0 && *next < 0.0 || low > 0.0 && *next > 0.0)
        {
            let (twice, sum) = (low * 2.0, high + low * 2.0);
            if twice == sum - high {
                high = sum;
            }
        }
        Ok(high)
    }
}

/// A sum of products of floats in three floats' precision (Ogita, Rump, Oishi 2005, algorithm 5.10).
#[derive(Clone, Copy, Default)]
pub struct Products {
    high: f64,
    low: f64,
    tiny: f64,
}

/// Sum and error of two floats.
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let of_b = sum - a;
    (sum, (a - (sum - of_b)) + (b - of_b))
}

impl Products {
    /// Adds a product; says whether the sum is finite, and leaves it as it was if it is not.
    pub fn add(&mut self, a: f64, b: f64) -> bool {
        let product = a * b;
        let error = a.mul_add(b, -product);
        let (high, rest) = two_sum(self.high, product);
        let (low, tiny) = two_sum(self.low, error);
        let (low, tinier) = two_sum(low, rest);
        if high.is_finite() {
            *self = Self { high, low, tiny: self.tiny + tiny + tinier };
        }
        high.is_finite()
    }

    pub fn total(&self) -> f64 {
        let (sum, error) = two_sum(self.low, self.high);
        self.tiny + error + sum
    }
}

/// The sum of products of floats, as exact as a sum can be; nothing if it is not finite on the way.
fn sum_of_products(pairs: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let mut sum = Sum::default();
    for (a, b) in pairs {
        let product = a * b;
        let error = a.mul_add(b, -product);
        if !product.is_finite() || !error.is_finite() {
            return None;
        }
        sum.add(product).ok()?;
        sum.add(error).ok()?;
    }
    sum.total().ok()
}

/// The length of a vector.
pub fn length(values: &[f64]) -> f64 {
    let largest = values.iter().fold(0.0f64, |largest, value| largest.max(value.abs()));
    if values.iter().any(|value| value.is_infinite()) {
        return f64::INFINITY;
    }
    if values.iter().any(|value| value.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 || values.len() <= 1 {
        return largest;
    }
    // Scaled, so that squares are neither too large nor too small: by a power of two, which is exact.
    let exponent = i64::from(libm::frexp(largest).1);
    let scaled: Vec<f64> =
        values.iter().map(|value| scale(scale(*value, -exponent / 2), -exponent - (-exponent / 2))).collect();
    let squares = || scaled.iter().map(|value| (*value, *value));
    let root = sum_of_products(squares()).unwrap_or(0.0).sqrt();
    // The root's own error: once more, from what is left.
    let rest = sum_of_products(squares().chain([(-root, root)])).unwrap_or(0.0);
    scale(root + rest / (2.0 * root), exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact() {
        let mut sum = Sum::default();
        [1e16, 1.0, -1e16].into_iter().for_each(|value| sum.add(value).unwrap());
        assert_eq!(sum.total(), Ok(1.0));
        assert_eq!(length(&[3.0, 4.0]), 5.0);
        assert_eq!(length(&[1e308, 1e308]), 1.4142135623730951e308);
        assert_eq!(length(&[5e-324, 0.0]), 5e-324);
    }
}
