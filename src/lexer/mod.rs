//! Text to tokens.
//!
//! `raw` (logos) matches what is regular, but for words, which `words` finds faster; `layout` turns that into finished tokens: lines and indentation (`indentation`),
//! brackets (`brackets`), strings (`strings`, `interpolated`), numbers that end oddly (`numbers`), names beyond ASCII
//! (`identifiers`), `match`, `case` and `type` (`soft_keywords`), `# type:` comments (`type_comments`). `tokenize` shows the same
//! stream as Python's module of that name does, and `stream` gives it line by line (`places`: its lines and columns; `fault`: its
//! errors). Lexical errors are tokens.
//!
//! Takes a [`Source`](crate::Source); gives [`Tokens`]. Uses `source`, `diagnostics` and `text`.

mod brackets;
mod fault;
mod identifiers;
mod indentation;
mod interpolated;
mod layout;
mod numbers;
mod places;
mod raw;
mod soft_keywords;
mod stream;
mod strings;
mod tokenize;
mod tokens;
mod type_comments;
mod words;

#[cfg(test)]
mod tests;

pub use fault::Fault;
pub use identifiers::normalize;
pub use places::Place;
pub use stream::{Next, Stream, StreamToken};
pub use tokenize::{Listing, Row, TokenizeError, format_row, tokenize_bytes, tokenize_text};
pub use tokens::{LexOptions, Mode, TokenClass, TokenKind, Tokens, TypeIgnoreComment};

use crate::diagnostics::{Diagnostic, Message};
use crate::source::{Source, Span};

/// The tokens of a program, from the mode token to `EndMarker`. Text that is no token becomes `Error` tokens.
///
/// ```
/// use hyaline::lexer::{LexOptions, TokenKind, lex};
/// let source = hyaline::Source::new("<string>", "x = 1");
/// let tokens = lex(&source, LexOptions::default());
/// use TokenKind::*;
/// assert_eq!(tokens.kinds, [StartModule, Name, Equal, Number, Newline, EndMarker]);
/// ```
pub fn lex(source: &Source, options: LexOptions) -> Tokens {
    if source.text().len() >= u32::MAX as usize {
        return too_long();
    }
    layout::Layout::<false>::new(source, options).run()
}

/// Positions are 32 bits.
fn too_long() -> Tokens {
    let mut tokens = Tokens::default();
    tokens.push(TokenKind::Error, Span::at(0));
    tokens.errors.push(Diagnostic::new(Message::SourceTooLong, Span::at(0)));
    tokens
}
