//! Complex numbers' operators, as CPython 3.14 computes them: step by step, for the order of roundings shows. An operand
//! that is real stays so (C99, annex G): it has no imaginary part that could meet an infinity.

use super::error::{NumberError, Result};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complex {
    pub real: f64,
    pub imag: f64,
}

/// An operand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operand {
    Real(f64),
    Complex(Complex),
}

use Operand::{Complex as C, Real as R};

const fn complex(real: f64, imag: f64) -> Complex {
    Complex { real, imag }
}

impl From<Operand> for Complex {
    fn from(operand: Operand) -> Self {
        match operand {
            R(real) => complex(real, 0.0),
            C(value) => value,
        }
    }
}

impl Complex {
    fn is_finite(self) -> bool {
        self.real.is_finite() && self.imag.is_finite()
    }

    fn is_infinite(self) -> bool {
        self.real.is_infinite() || self.imag.is_infinite()
    }

    /// Without any number in it.
    fn is_lost(self) -> bool {
        self.real.is_nan() && self.imag.is_nan()
    }

    /// Infinite parts as one, others as zero, with their signs: the direction of an infinity.
    fn boxed(self) -> Self {
        let part = |part: f64| f64::from(u8::from(part.is_infinite())).copysign(part);
        complex(part(self.real), part(self.imag))
    }

    /// NaNs as zeros, with their signs.
    fn without_nan(self) -> Self {
        let part = |part: f64| if part.is_nan() { 0.0f64.copysign(part) } else { part };
        complex(part(self.real), part(self.imag))
    }
}

pub fn add(a: Operand, b: Operand) -> Complex {
    match (a, b) {
        (C(a), R(b)) | (R(b), C(a)) => complex(a.real + b, a.imag),
        (a, b) => {
            let (a, b) = (Complex::from(a), Complex::from(b));
            complex(a.real + b.real, a.imag + b.imag)
        }
    }
}

pub fn sub(a: Operand, b: Operand) -> Complex {
    match (a, b) {
        (C(a), R(b)) => complex(a.real - b, a.imag),
        (R(a), C(b)) => complex(a - b.real, -b.imag),
        (a, b) => {
            let (a, b) = (Complex::from(a), Complex::from(b));
            complex(a.real - b.real, a.imag - b.imag)
        }
    }
}

pub fn mul(a: Operand, b: Operand) -> Complex {
    match (a, b) {
        (C(a), R(b)) | (R(b), C(a)) => complex(a.real * b, a.imag * b),
        (a, b) => product(a.into(), b.into()),
    }
}

fn multiply(a: Complex, b: Complex) -> Complex {
    complex(a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real)
}

/// If nothing but NaNs is left of a product with an infinity, its direction is found again.
fn product(mut a: Complex, mut b: Complex) -> Complex {
    let result = multiply(a, b);
    if !result.is_lost() {
        return result;
    }
    let mut recover = false;
    if a.is_infinite() {
        (a, b) = (a.boxed(), b.without_nan());
        recover = true;
    }
    if b.is_infinite() {
        (a, b) = (a.without_nan(), b.boxed());
        recover = true;
    }
    let overflowed =
        [a.real * b.real, a.imag * b.imag, a.real * b.imag, a.imag * b.real].iter().any(|part| part.is_infinite());
    if !recover && overflowed {
        (a, b) = (a.without_nan(), b.without_nan());
        recover = true;
    }
    if !recover {
        return result;
    }
    let result = multiply(a, b);
    complex(f64::INFINITY * result.real, f64::INFINITY * result.imag)
}

pub fn div(a: Operand, b: Operand) -> Result<Complex> {
    match (a, b) {
        (_, R(0.0)) => Err(NumberError::DIVISION_BY_ZERO),
        (C(a), R(b)) => Ok(complex(a.real / b, a.imag / b)),
        (R(a), C(b)) => real_quotient(a, b),
        (a, b) => quotient(a.into(), b.into()),
    }
}

/// Smith's algorithm (1962): without overflow on the way.
fn quotient(a: Complex, b: Complex) -> Result<Complex> {
    let result = if b.real.abs() >= b.imag.abs() {
        if b.real == 0.0 {
            return Err(NumberError::DIVISION_BY_ZERO);
        }
        let ratio = b.imag / b.real;
        let divisor = b.real + b.imag * ratio;
        complex((a.real + a.imag * ratio) / divisor, (a.imag - a.real * ratio) / divisor)
    } else if b.imag.abs() >= b.real.abs() {
        let ratio = b.real / b.imag;
        let divisor = b.real * ratio + b.imag;
        complex((a.real * ratio + a.imag) / divisor, (a.imag * ratio - a.real) / divisor)
    } else {
        complex(f64::NAN, f64::NAN)
    };
    if !result.is_lost() {
        return Ok(result);
    }
    if a.is_infinite() && b.is_finite() {
        let a = a.boxed();
        return Ok(complex(
            f64::INFINITY * (a.real * b.real + a.imag * b.imag),
            f64::INFINITY * (a.imag * b.real - a.real * b.imag),
        ));
    }
    if b.is_infinite() && a.is_finite() {
        let b = b.boxed();
        return Ok(complex(0.0 * (a.real * b.real + a.imag * b.imag), 0.0 * (a.imag * b.real - a.real * b.imag)));
    }
    Ok(result)
}

fn real_quotient(a: f64, b: Complex) -> Result<Complex> {
    let result = if b.real.abs() >= b.imag.abs() {
        if b.real == 0.0 {
            return Err(NumberError::DIVISION_BY_ZERO);
        }
        let ratio = b.imag / b.real;
        let divisor = b.real + b.imag * ratio;
        complex(a / divisor, (-a * ratio) / divisor)
    } else if b.imag.abs() >= b.real.abs() {
        let ratio = b.real / b.imag;
        let divisor = b.real * ratio + b.imag;
        complex((a * ratio) / divisor, -a / divisor)
    } else {
        complex(f64::NAN, f64::NAN)
    };
    if result.is_lost() && a.is_finite() && b.is_infinite() {
        let b = b.boxed();
        return Ok(complex(0.0 * (a * b.real), 0.0 * (-a * b.imag)));
    }
    Ok(result)
}

/// `a ** b`.
pub fn pow(a: Operand, b: Operand) -> Result<Complex> {
    /// Up to this exponent by multiplications, which are exact for small whole numbers.
    const MULTIPLIED: f64 = 100.0;
    let (a, b) = (Complex::from(a), Complex::from(b));
    let zero_division = |_| NumberError::zero_division("zero to a negative or complex power");
    let result = if b.imag == 0.0 && b.real.fract() == 0.0 && b.real.abs() <= MULTIPLIED {
        let power = whole_power(a, b.real.abs() as u32);
        if b.real > 0.0 { Ok(power) } else { quotient(complex(1.0, 0.0), power) }
    } else {
        general_power(a, b)
    };
    let result = result.map_err(zero_division)?;
    if result.is_infinite() { Err(NumberError::overflow("complex exponentiation")) } else { Ok(result) }
}

fn whole_power(base: Complex, exponent: u32) -> Complex {
    let (mut result, mut square) = (complex(1.0, 0.0), base);
    for bit in 0..32 - exponent.leading_zeros() {
        if exponent >> bit & 1 == 1 {
            result = product(result, square);
        }
        square = product(square, square);
    }
    result
}

fn general_power(a: Complex, b: Complex) -> Result<Complex> {
    if b.real == 0.0 && b.imag == 0.0 {
        return Ok(complex(1.0, 0.0));
    }
    if a.real == 0.0 && a.imag == 0.0 {
        let defined = b.imag == 0.0 && b.real >= 0.0;
        return if defined { Ok(complex(0.0, 0.0)) } else { Err(NumberError::DIVISION_BY_ZERO) };
    }
    let size = a.real.hypot(a.imag);
    let angle = a.imag.atan2(a.real);
    let mut length = size.powf(b.real);
    let mut phase = angle * b.real;
    if b.imag != 0.0 {
        length *= (-angle * b.imag).exp();
        phase += b.imag * size.ln();
    }
    Ok(complex(length * phase.cos(), length * phase.sin()))
}

pub fn abs(a: Complex) -> Result<f64> {
    let size = a.real.hypot(a.imag);
    if size.is_infinite() && a.is_finite() { Err(NumberError::overflow("absolute value too large")) } else { Ok(size) }
}
