//! Tokens to a syntax tree.
//!
//! Uses `lexer`, `ast`, `source` and `diagnostics`.

pub mod literal;
