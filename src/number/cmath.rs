//! Functions of complex numbers, as CPython's `cmath` has them: the same formulas, for the order of roundings shows. What
//! infinities, NaNs and zeros give is in tables (C99, annex G), since no formula gets all of it right.

use super::complex::Complex;
use std::f64::consts::{E, FRAC_PI_2, FRAC_PI_4, LN_2, LN_10, PI};

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Domain,
    Range,
}

pub type Result<T = Complex> = std::result::Result<T, Fault>;

/// A value for each kind of real part (rows) and of imaginary part: -inf, negative, -0, 0, positive, inf, nan. `!` is an error, `·` for
/// the formula to say.
type Table = [&'static str; 7];

/// Beyond these, sums, squares and exponentials overflow.
const LARGE: f64 = f64::MAX / 4.0;
const LOG_LARGE: f64 = 708.396_418_532_264_1;
const MANTISSA: i32 = 53;

fn complex(real: f64, imag: f64) -> Complex {
    Complex { real, imag }
}

fn kind(part: f64) -> usize {
    match part {
        f64::NEG_INFINITY => 0,
        part if part < 0.0 => 1,
        0.0 if part.is_sign_negative() => 2,
        0.0 => 3,
        f64::INFINITY => 5,
        part if part > 0.0 => 4,
        _ => 6,
    }
}

/// What a table says of a number, if it is not finite.
fn special(table: &Table, z: Complex) -> Option<Result> {
    if z.real.is_finite() && z.imag.is_finite() {
        return None;
    }
    let entry = table[kind(z.real)].split(' ').nth(kind(z.imag))?;
    Some(match entry.split_once(',') {
        Some((real, imag)) => Ok(complex(constant(real), constant(imag))),
        None => Err(Fault::Domain),
    })
}

fn constant(name: &str) -> f64 {
    if let Some(name) = name.strip_prefix('-') {
        return -constant(name);
    }
    match name {
        "0" => 0.0,
        "1" => 1.0,
        "inf" => f64::INFINITY,
        "π" => PI,
        "π/2" => FRAC_PI_2,
        "π/4" => FRAC_PI_4,
        "3π/4" => 3.0 * FRAC_PI_4,
        _ => f64::NAN,
    }
}

/// An infinite or vanishing size in the direction of an angle.
fn towards(size: f64, angle: f64) -> Complex {
    complex(size.copysign(angle.cos()), size.copysign(angle.sin()))
}

fn finite(z: Complex) -> Result {
    if z.real.is_infinite() || z.imag.is_infinite() { Err(Fault::Range) } else { Ok(z) }
}

/// Of an infinite real part and an imaginary part that has a direction.
fn is_directed(z: Complex) -> bool {
    z.real.is_infinite() && z.imag.is_finite() && z.imag != 0.0
}

fn is_large(z: Complex) -> bool {
    z.real.abs() > LARGE || z.imag.abs() > LARGE
}

/// The logarithm of the absolute value of a number that is large.
fn log_of_large(z: Complex) -> f64 {
    (z.real / 2.0).hypot(z.imag / 2.0).ln() + LN_2 * 2.0
}

/// i·z.
fn turned(z: Complex) -> Complex {
    complex(-z.imag, z.real)
}

/// -i·z.
fn turned_back(z: Complex) -> Complex {
    complex(z.imag, -z.real)
}

pub fn sqrt(z: Complex) -> Result {
    if let Some(special) = special(&SQRT, z) {
        return special;
    }
    if z.real == 0.0 && z.imag == 0.0 {
        return Ok(complex(0.0, z.imag));
    }
    let (x, y) = (z.real.abs(), z.imag.abs());
    let s = if x < f64::MIN_POSITIVE && y < f64::MIN_POSITIVE {
        const UP: i32 = 53;
        let x = libm::ldexp(x, UP);
        libm::ldexp((x + x.hypot(libm::ldexp(y, UP))).sqrt(), -(UP + 1) / 2)
    } else {
        let x = x / 8.0;
        2.0 * (x + x.hypot(y / 8.0)).sqrt()
    };
    let d = y / (2.0 * s);
    Ok(match z.real >= 0.0 {
        true => complex(s, d.copysign(z.imag)),
        false => complex(d, s.copysign(z.imag)),
    })
}

pub fn acos(z: Complex) -> Result {
    if let Some(special) = special(&ACOS, z) {
        return special;
    }
    if is_large(z) {
        let imag = log_of_large(z);
        let imag = if z.real < 0.0 { -imag.copysign(z.imag) } else { imag.copysign(-z.imag) };
        return Ok(complex(z.imag.abs().atan2(z.real), imag));
    }
    let s1 = sqrt(complex(1.0 - z.real, -z.imag))?;
    let s2 = sqrt(complex(1.0 + z.real, z.imag))?;
    Ok(complex(2.0 * s1.real.atan2(s2.real), libm::asinh(s2.real * s1.imag - s2.imag * s1.real)))
}

pub fn acosh(z: Complex) -> Result {
    if let Some(special) = special(&ACOSH, z) {
        return special;
    }
    if is_large(z) {
        return Ok(complex(log_of_large(z), z.imag.atan2(z.real)));
    }
    let s1 = sqrt(complex(z.real - 1.0, z.imag))?;
    let s2 = sqrt(complex(z.real + 1.0, z.imag))?;
    Ok(complex(libm::asinh(s1.real * s2.real + s1.imag * s2.imag), 2.0 * s1.imag.atan2(s2.real)))
}

pub fn asin(z: Complex) -> Result {
    asinh(turned(z)).map(turned_back)
}

pub fn asinh(z: Complex) -> Result {
    if let Some(special) = special(&ASINH, z) {
        return special;
    }
    if is_large(z) {
        let real = log_of_large(z);
        let real = if z.imag >= 0.0 { real.copysign(z.real) } else { -real.copysign(-z.real) };
        return Ok(complex(real, z.imag.atan2(z.real.abs())));
    }
    let s1 = sqrt(complex(1.0 + z.imag, -z.real))?;
    let s2 = sqrt(complex(1.0 - z.imag, z.real))?;
    let real = libm::asinh(s1.real * s2.imag - s2.real * s1.imag);
    Ok(complex(real, z.imag.atan2(s1.real * s2.real - s1.imag * s2.imag)))
}

pub fn atan(z: Complex) -> Result {
    atanh(turned(z)).map(turned_back)
}

pub fn atanh(z: Complex) -> Result {
    if let Some(special) = special(&ATANH, z) {
        return special;
    }
    if z.real < 0.0 || z.real == 0.0 && z.real.is_sign_negative() {
        let mirrored = atanh(complex(-z.real, -z.imag))?;
        return Ok(complex(-mirrored.real, -mirrored.imag));
    }
    let (x, y) = (z.real, z.imag.abs());
    if x > LARGE.sqrt() || y > LARGE.sqrt() {
        let h = (x / 2.0).hypot(z.imag / 2.0);
        return Ok(complex(x / 4.0 / h / h, -FRAC_PI_2.copysign(-z.imag)));
    }
    if x == 1.0 && y < f64::MIN_POSITIVE.sqrt() {
        return match y {
            0.0 => Err(Fault::Domain),
            y => Ok(complex(-(y.sqrt() / y.hypot(2.0).sqrt()).ln(), (2.0_f64.atan2(-y) / 2.0).copysign(z.imag))),
        };
    }
    let real = (4.0 * x / ((1.0 - x) * (1.0 - x) + y * y)).ln_1p() / 4.0;
    Ok(complex(real, -(-2.0 * z.imag).atan2((1.0 - x) * (1.0 + x) - y * y) / 2.0))
}

pub fn cos(z: Complex) -> Result {
    cosh(turned(z))
}

pub fn cosh(z: Complex) -> Result {
    if is_directed(z) {
        let to = towards(f64::INFINITY, z.imag);
        return Ok(if z.real > 0.0 { to } else { complex(to.real, -to.imag) });
    }
    if let Some(special) = special(&COSH, z) {
        return special;
    }
    let (sin, cos) = (z.imag.sin(), z.imag.cos());
    if z.real.abs() > LOG_LARGE {
        let less = z.real - 1.0_f64.copysign(z.real);
        return finite(complex(cos * less.cosh() * E, sin * less.sinh() * E));
    }
    finite(complex(cos * z.real.cosh(), sin * z.real.sinh()))
}

pub fn exp(z: Complex) -> Result {
    if is_directed(z) {
        return Ok(towards(if z.real > 0.0 { f64::INFINITY } else { 0.0 }, z.imag));
    }
    if let Some(special) = special(&EXP, z) {
        return special;
    }
    let (sin, cos) = (z.imag.sin(), z.imag.cos());
    if z.real > LOG_LARGE {
        let size = (z.real - 1.0).exp();
        return finite(complex(size * cos * E, size * sin * E));
    }
    let size = z.real.exp();
    finite(complex(size * cos, size * sin))
}

pub fn log(z: Complex) -> Result {
    if let Some(special) = special(&LOG, z) {
        return special;
    }
    let (x, y) = (z.real.abs(), z.imag.abs());
    let real = if x > LARGE || y > LARGE {
        (x / 2.0).hypot(y / 2.0).ln() + LN_2
    } else if x < f64::MIN_POSITIVE && y < f64::MIN_POSITIVE {
        if x == 0.0 && y == 0.0 {
            return Err(Fault::Domain);
        }
        libm::ldexp(x, MANTISSA).hypot(libm::ldexp(y, MANTISSA)).ln() - f64::from(MANTISSA) * LN_2
    } else {
        let h = x.hypot(y);
        if (0.71..=1.73).contains(&h) {
            let (most, least) = (x.max(y), x.min(y));
            ((most - 1.0) * (most + 1.0) + least * least).ln_1p() / 2.0
        } else {
            h.ln()
        }
    };
    Ok(complex(real, z.imag.atan2(z.real)))
}

pub fn log10(z: Complex) -> Result {
    log(z).map(|log| complex(log.real / LN_10, log.imag / LN_10))
}

pub fn sin(z: Complex) -> Result {
    sinh(turned(z)).map(turned_back)
}

pub fn sinh(z: Complex) -> Result {
    if is_directed(z) {
        let to = towards(f64::INFINITY, z.imag);
        return Ok(if z.real > 0.0 { to } else { complex(-to.real, to.imag) });
    }
    if let Some(special) = special(&SINH, z) {
        return special;
    }
    let (sin, cos) = (z.imag.sin(), z.imag.cos());
    if z.real.abs() > LOG_LARGE {
        let less = z.real - 1.0_f64.copysign(z.real);
        return finite(complex(cos * less.sinh() * E, sin * less.cosh() * E));
    }
    finite(complex(cos * z.real.sinh(), sin * z.real.cosh()))
}

pub fn tan(z: Complex) -> Result {
    tanh(turned(z)).map(turned_back)
}

pub fn tanh(z: Complex) -> Result {
    if is_directed(z) {
        return Ok(complex(1.0_f64.copysign(z.real), 0.0_f64.copysign(2.0 * z.imag.sin() * z.imag.cos())));
    }
    if let Some(special) = special(&TANH, z) {
        return special;
    }
    if z.real.abs() > LOG_LARGE {
        let imag = 4.0 * z.imag.sin() * z.imag.cos() * (-2.0 * z.real.abs()).exp();
        return Ok(complex(1.0_f64.copysign(z.real), imag));
    }
    let (tx, ty) = (z.real.tanh(), z.imag.tan());
    let (cx, both) = (1.0 / z.real.cosh(), tx * ty);
    let denominator = 1.0 + both * both;
    Ok(complex(tx * (1.0 + ty * ty) / denominator, ty / denominator * cx * cx))
}

pub fn phase(z: Complex) -> f64 {
    z.imag.atan2(z.real)
}

/// Size and angle.
pub fn polar(z: Complex) -> Result<(f64, f64)> {
    let size = z.real.hypot(z.imag);
    match size.is_infinite() && z.real.is_finite() && z.imag.is_finite() {
        true => Err(Fault::Range),
        false => Ok((size, phase(z))),
    }
}

pub fn rect(size: f64, angle: f64) -> Result {
    let polar = complex(size, angle);
    if is_directed(polar) {
        let to = towards(f64::INFINITY, angle);
        return Ok(if size > 0.0 { to } else { complex(-to.real, -to.imag) });
    }
    match special(&RECT, polar) {
        Some(special) => special,
        None if angle == 0.0 => Ok(complex(size, size * angle)),
        None => Ok(complex(size * angle.cos(), size * angle.sin())),
    }
}

const ACOS: Table = [
    "3π/4,inf π,inf π,inf π,-inf π,-inf 3π/4,-inf nan,inf",
    "π/2,inf · · · · π/2,-inf nan,nan",
    "π/2,inf · · · · π/2,-inf π/2,nan",
    "π/2,inf · · · · π/2,-inf π/2,nan",
    "π/2,inf · · · · π/2,-inf nan,nan",
    "π/4,inf 0,inf 0,inf 0,-inf 0,-inf π/4,-inf nan,inf",
    "nan,inf nan,nan nan,nan nan,nan nan,nan nan,-inf nan,nan",
];
const ACOSH: Table = [
    "inf,-3π/4 inf,-π inf,-π inf,π inf,π inf,3π/4 inf,nan",
    "inf,-π/2 · · · · inf,π/2 nan,nan",
    "inf,-π/2 · · · · inf,π/2 nan,π/2",
    "inf,-π/2 · · · · inf,π/2 nan,π/2",
    "inf,-π/2 · · · · inf,π/2 nan,nan",
    "inf,-π/4 inf,-0 inf,-0 inf,0 inf,0 inf,π/4 inf,nan",
    "inf,nan nan,nan nan,nan nan,nan nan,nan inf,nan nan,nan",
];
const ASINH: Table = [
    "-inf,-π/4 -inf,-0 -inf,-0 -inf,0 -inf,0 -inf,π/4 -inf,nan",
    "-inf,-π/2 · · · · -inf,π/2 nan,nan",
    "-inf,-π/2 · · · · -inf,π/2 nan,nan",
    "inf,-π/2 · · · · inf,π/2 nan,nan",
    "inf,-π/2 · · · · inf,π/2 nan,nan",
    "inf,-π/4 inf,-0 inf,-0 inf,0 inf,0 inf,π/4 inf,nan",
    "inf,nan nan,nan nan,-0 nan,0 nan,nan inf,nan nan,nan",
];
const ATANH: Table = [
    "-0,-π/2 -0,-π/2 -0,-π/2 -0,π/2 -0,π/2 -0,π/2 -0,nan",
    "-0,-π/2 · · · · -0,π/2 nan,nan",
    "-0,-π/2 · · · · -0,π/2 -0,nan",
    "0,-π/2 · · · · 0,π/2 0,nan",
    "0,-π/2 · · · · 0,π/2 nan,nan",
    "0,-π/2 0,-π/2 0,-π/2 0,π/2 0,π/2 0,π/2 0,nan",
    "0,-π/2 nan,nan nan,nan nan,nan nan,nan 0,π/2 nan,nan",
];
const COSH: Table = [
    "! -inf,inf inf,0 inf,-0 -inf,-inf ! inf,nan",
    "! · · · · ! nan,nan",
    "! · · · · ! nan,0",
    "! · · · · ! nan,0",
    "! · · · · ! nan,nan",
    "! -inf,-inf inf,-0 inf,0 -inf,inf ! inf,nan",
    "nan,nan nan,nan nan,0 nan,0 nan,nan nan,nan nan,nan",
];
const EXP: Table = [
    "0,0 -0,-0 0,-0 0,0 -0,0 0,0 0,0",
    "! · · · · ! nan,nan",
    "! · · · · ! nan,nan",
    "! · · · · ! nan,nan",
    "! · · · · ! nan,nan",
    "! -inf,-inf inf,-0 inf,0 -inf,inf ! inf,nan",
    "nan,nan nan,nan nan,-0 nan,0 nan,nan nan,nan nan,nan",
];
const LOG: Table = [
    "inf,-3π/4 inf,-π inf,-π inf,π inf,π inf,3π/4 inf,nan",
    "inf,-π/2 · · · · inf,π/2 nan,nan",
    "inf,-π/2 · · · · inf,π/2 nan,nan",
    "inf,-π/2 · · · · inf,π/2 nan,nan",
    "inf,-π/2 · · · · inf,π/2 nan,nan",
    "inf,-π/4 inf,-0 inf,-0 inf,0 inf,0 inf,π/4 inf,nan",
    "inf,nan nan,nan nan,nan nan,nan nan,nan inf,nan nan,nan",
];
const SINH: Table = [
    "! inf,-inf -inf,-0 -inf,0 inf,inf ! inf,nan",
    "! · · · · ! nan,nan",
    "! · · · · ! 0,nan",
    "! · · · · ! 0,nan",
    "! · · · · ! nan,nan",
    "! -inf,-inf inf,-0 inf,0 -inf,inf ! inf,nan",
    "nan,nan nan,nan nan,-0 nan,0 nan,nan nan,nan nan,nan",
];
const SQRT: Table = [
    "inf,-inf 0,-inf 0,-inf 0,inf 0,inf inf,inf nan,inf",
    "inf,-inf · · · · inf,inf nan,nan",
    "inf,-inf · · · · inf,inf nan,nan",
    "inf,-inf · · · · inf,inf nan,nan",
    "inf,-inf · · · · inf,inf nan,nan",
    "inf,-inf inf,-0 inf,-0 inf,0 inf,0 inf,inf inf,nan",
    "inf,-inf nan,nan nan,nan nan,nan nan,nan inf,inf nan,nan",
];
const TANH: Table = [
    "-1,0 -1,0 -1,-0 -1,0 -1,-0 -1,0 -1,0",
    "! · · · · ! nan,nan",
    "! · · · · ! -0,nan",
    "! · · · · ! 0,nan",
    "! · · · · ! nan,nan",
    "1,0 1,0 1,-0 1,0 1,-0 1,0 1,0",
    "nan,nan nan,nan nan,-0 nan,0 nan,nan nan,nan nan,nan",
];
const RECT: Table = [
    "! inf,inf -inf,0 -inf,-0 inf,-inf ! inf,nan",
    "! · · · · ! nan,nan",
    "0,0 · · · · 0,0 0,0",
    "0,0 · · · · 0,0 0,0",
    "! · · · · ! nan,nan",
    "! -inf,-inf inf,-0 inf,0 -inf,inf ! inf,nan",
    "nan,nan nan,nan nan,0 nan,0 nan,nan nan,nan nan,nan",
];
