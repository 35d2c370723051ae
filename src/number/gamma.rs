//! The gamma function and its logarithm, by Lanczos's approximation with g = 6.0246800…, as CPython computes them: libraries of C
//! differ in the last digits.

#![allow(clippy::excessive_precision, reason = "the coefficients are as published")]

use std::f64::consts::PI;

const G: f64 = 6.024_680_040_776_73;
const G_MINUS_HALF: f64 = 5.524_680_040_776_73;
const LN_PI: f64 = 1.144729885849400174143427351353058711647;
/// From here on a power is taken in two steps.
const BIG: f64 = 140.0;
/// The greatest integer whose gamma function is exact in a float.
const EXACT: f64 = 23.0;
const TINY: f64 = 1e-20;

/// The coefficients of a quotient of polynomials: numerator and denominator, from the lowest power on.
#[rustfmt::skip]
const LANCZOS: [(f64, f64); 13] = [
    (23531376880.410759688572007674451636754734846804940, 0.0),
    (42919803642.649098768957899047001988850926355848959, 39916800.0),
    (35711959237.355668049440185451547166705960488635843, 120543840.0),
    (17921034426.037209699919755754458931112671403265390, 150917976.0),
    (6039542586.3520280050642916443072979210699388420708, 105258076.0),
    (1439720407.3117216736632230727949123939715485786372, 45995730.0),
    (248874557.86205415651146038641322942321632125127801, 13339535.0),
    (31426415.585400194380614231628318205362874684987640, 2637558.0),
    (2876370.6289353724412254090516208496135991145378768, 357423.0),
    (186056.26539522349504029498971604569928220784236328, 32670.0),
    (8071.6720023658162106380029022722506138218516325024, 1925.0),
    (210.82427775157934587250973392071336271166969580291, 66.0),
    (2.5066282746310002701649081771338373386264310793408, 1.0),
];

/// The quotient at a positive place; far out it is taken in powers of 1/x, lest they overflow.
fn lanczos(x: f64) -> f64 {
    let step = |(numerator, denominator): (f64, f64), &(a, b): &(f64, f64)| match x < 5.0 {
        true => (numerator * x + a, denominator * x + b),
        false => (numerator / x + a, denominator / x + b),
    };
    let (numerator, denominator) = match x < 5.0 {
        true => LANCZOS.iter().rev().fold((0.0, 0.0), step),
        false => LANCZOS.iter().fold((0.0, 0.0), step),
    };
    numerator / denominator
}

/// sin(πx), exact where that is 0 or ±1.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let sine = match (2.0 * y).round() as u8 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1_f64.copysign(x) * sine
}

fn is_pole(x: f64) -> bool {
    x <= 0.0 && x == x.floor()
}

/// Γ(x); NaN at the poles, an infinity where it is too large.
pub fn gamma(x: f64) -> f64 {
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if is_pole(x) {
        return f64::NAN;
    }
    if x == x.floor() && x <= EXACT {
        return (2..x as u64).map(|factor| factor as f64).product();
    }
    let size = x.abs();
    if size < TINY {
        return 1.0 / x;
    }
    if size > 200.0 {
        return if x < 0.0 { 0.0 / sin_pi(x) } else { f64::INFINITY };
    }
    let y = size + G_MINUS_HALF;
    // What was lost by rounding y.
    let lost = if size > G_MINUS_HALF { (y - size) - G_MINUS_HALF } else { (y - G_MINUS_HALF) - size };
    let correction = lost * G / y;
    let power = |exponent: f64| y.powf(exponent);
    if x < 0.0 {
        let mut result = -PI / sin_pi(size) / size * y.exp() / lanczos(size);
        result -= correction * result;
        return match size < BIG {
            true => result / power(size - 0.5),
            false => result / power(size / 2.0 - 0.25) / power(size / 2.0 - 0.25),
        };
    }
    let mut result = lanczos(size) / y.exp();
    result += correction * result;
    match size < BIG {
        true => result * power(size - 0.5),
        false => result * power(size / 2.0 - 0.25) * power(size / 2.0 - 0.25),
    }
}

/// ln |Γ(x)|; NaN at the poles.
pub fn ln_gamma(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x.is_infinite() {
        return f64::INFINITY;
    }
    if is_pole(x) {
        return f64::NAN;
    }
    if x == 1.0 || x == 2.0 {
        return 0.0;
    }
    let size = x.abs();
    if size < TINY {
        return -size.ln();
    }
    let mut result = lanczos(size).ln() - G;
    result += (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        result = LN_PI - sin_pi(size).abs().ln() - size.ln() - result;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::{gamma, ln_gamma};

    #[test]
    fn agrees_with_cpython() {
        let cases = [
            (0.5, 1.7724538509055159, 0.5723649429247004),
            (3.3, 2.6834373819557675, 0.9870985778947339),
            (10.1, 454760.7514415857, 13.027526738633238),
            (-1.5, 2.3632718012073544, 0.8600470153764812),
            (10.0, 362880.0, 12.801827480081467),
        ];
        for (x, of, ln) in cases {
            assert_eq!((gamma(x), ln_gamma(x)), (of, ln), "{x}");
        }
        assert!(gamma(-2.0).is_nan() && ln_gamma(0.0).is_nan() && gamma(172.0).is_infinite());
    }
}
