//! What goes wrong with numbers: a kind of exception and CPython's words for it; and how to stop a long computation.

use std::borrow::Cow;
use std::fmt;

pub type Result<T> = std::result::Result<T, NumberError>;

/// The exception that a Python program would see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    Value,
    Overflow,
    ZeroDivision,
    Memory,
    /// The computation was stopped because its [`Interrupt`] asked for it; no exception of its own.
    Interrupted,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberError {
    pub kind: ErrorKind,
    /// Empty for `Memory` and `Interrupted`.
    pub message: Cow<'static, str>,
}

impl NumberError {
    pub const MEMORY: Self = Self::new(ErrorKind::Memory, "");
    pub const INTERRUPTED: Self = Self::new(ErrorKind::Interrupted, "");
    pub const DIVISION_BY_ZERO: Self = Self::new(ErrorKind::ZeroDivision, "division by zero");

    const fn new(kind: ErrorKind, message: &'static str) -> Self {
        Self { kind, message: Cow::Borrowed(message) }
    }

    pub const fn value(message: &'static str) -> Self {
        Self::new(ErrorKind::Value, message)
    }

    pub const fn overflow(message: &'static str) -> Self {
        Self::new(ErrorKind::Overflow, message)
    }

    pub const fn zero_division(message: &'static str) -> Self {
        Self::new(ErrorKind::ZeroDivision, message)
    }
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Asked now and then by everything that can take long (at least every few ten milliseconds): shall it stop?
#[derive(Clone, Copy)]
pub struct Interrupt<'a>(pub &'a dyn Fn() -> bool);

impl Interrupt<'_> {
    pub const NEVER: Interrupt<'static> = Interrupt(&|| false);

    pub fn check(self) -> Result<()> {
        if (self.0)() { Err(NumberError::INTERRUPTED) } else { Ok(()) }
    }
}
