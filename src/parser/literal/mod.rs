//! The values of literal tokens.
//!
//! Pure functions: they take the text of tokens that the lexer has found well-formed, and give numbers and the bytes of
//! strings, or the [`Message`](crate::diagnostics::Message) of what is wrong inside one. Use `text` and `diagnostics` only.

pub mod number;
pub mod string;
