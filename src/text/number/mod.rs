//! Numbers as text, and text as numbers, by Python's rules.

pub mod float;
pub mod hex;
pub mod parse;
