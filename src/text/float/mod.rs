//! Floats and complex numbers as text, and text as floats and complex numbers, by Python's rules.

pub mod digits;
pub mod hex;
pub mod parse;
