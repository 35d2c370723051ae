//! Text to tokens.
//!
//! `raw` (logos) matches what is regular; `layout` turns that into finished tokens: indentation, brackets, implicit line
//! joining, soft keywords, f- and t-string nesting. Lexical errors are tokens.
//!
//! Takes a [`Source`](crate::Source); gives [`Tokens`]. Uses `source` and `diagnostics`.

mod tokens;

pub use tokens::{LexOptions, Mode, TokenClass, TokenKind, Tokens, TypeIgnoreComment};

/// An identifier in the form NFKC.
pub fn normalize(text: &str) -> std::borrow::Cow<'_, str> {
    use unicode_normalization::UnicodeNormalization;
    if text.is_ascii() { text.into() } else { text.nfkc().collect::<String>().into() }
}
pub fn lex(_source: &crate::Source, _options: LexOptions) -> Tokens {
    todo!()
}
