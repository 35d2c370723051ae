//! The stream that Python's `tokenize` module shows, with comments and all line ends, and its lines of text.
//!
//! Takes a file's bytes, or text; gives rows with positions counted in lines and characters. Uses `layout` in its trivia-keeping
//! variant; the first error ends the stream, as there.

use super::fault::{self, Fault};
use super::layout::Layout;
use super::places::{Cursor, Lines, Place};
use super::tokens::{LexOptions, TokenKind, Tokens};
use crate::source::{Source, read_for_tokenize};
use crate::text::repr;

/// A token as `tokenize` shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'a> {
    /// The name of its type.
    pub name: &'static str,
    pub text: &'a str,
    pub start: Place,
    pub end: Place,
}

/// The error that ended the stream: what `python -m tokenize` writes after the file's name.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenizeError {
    pub message: String,
    pub place: Option<Place>,
}

/// What `tokenize` makes of a program.
#[derive(Debug)]
pub struct Listing {
    /// The encoding's name; text that was never bytes has none.
    encoding: Option<String>,
    source: Source,
    lines: Lines,
    tokens: Tokens,
    error: Option<TokenizeError>,
}

/// Tokenizes a file. A byte string that cannot be decoded gives an error without a place.
pub fn tokenize_bytes(name: &str, bytes: &[u8]) -> Result<Listing, TokenizeError> {
    let (encoding, text) =
        read_for_tokenize(bytes).map_err(|error| TokenizeError { message: error.words(&repr(name)), place: None })?;
    Ok(Listing::new(Some(encoding), Source::new(name, text)))
}

/// Tokenizes text.
///
/// ```
/// let listing = hyaline::lexer::tokenize_text("<stdin>", "x  # why\n");
/// let names: Vec<&str> = listing.rows(false).map(|row| row.name).collect();
/// assert_eq!(names, ["NAME", "COMMENT", "NEWLINE", "ENDMARKER"]);
/// ```
pub fn tokenize_text(name: &str, text: &str) -> Listing {
    Listing::new(None, Source::new(name, text))
}

impl Listing {
    fn new(encoding: Option<String>, source: Source) -> Listing {
        let tokens = Layout::<true>::new(&source, LexOptions::default()).run();
        let lines = Lines::of(source.text());
        let error = fault::first(source.text(), &lines, &tokens).map(TokenizeError::from);
        Listing { encoding, source, lines, tokens, error }
    }

    pub fn error(&self) -> Option<&TokenizeError> {
        self.error.as_ref()
    }

    /// The tokens, up to the error if there is one; `exact` tells operators apart.
    pub fn rows(&self, exact: bool) -> impl Iterator<Item = Row<'_>> {
        let encoding = self.encoding.iter().map(|name| Row { name: "ENCODING", text: name, start: (0, 0), end: (0, 0) });
        let mut cursor = Cursor::new(self.source.text(), &self.lines);
        let shown = fault::error_token(&self.tokens).unwrap_or(self.tokens.len());
        let tokens = self.tokens.kinds[..shown].iter().zip(&self.tokens.spans).skip(1);
        encoding.chain(tokens.map(move |(&kind, &span)| {
            let name = if exact { exact_name(kind) } else { plain_name(kind) };
            let (start, end) = cursor.places(kind, span);
            Row { name, text: self.source.slice(span), start, end }
        }))
    }
}

impl From<Fault> for TokenizeError {
    fn from(fault: Fault) -> TokenizeError {
        // So does Python's `tokenize` change it.
        let is_triple = fault.message.contains("unterminated triple-quoted string literal");
        let message = if is_triple { "EOF in multi-line string".into() } else { fault.message };
        TokenizeError { message, place: Some(fault.place) }
    }
}

/// A character that is no token counts as an operator without a name of its own.
fn exact_name(kind: TokenKind) -> &'static str {
    if kind == TokenKind::Error { "OP" } else { kind.exact_name() }
}

fn plain_name(kind: TokenKind) -> &'static str {
    use super::tokens::TokenClass::*;
    if matches!(kind.class(), Op | Role) { "OP" } else { exact_name(kind) }
}

/// The line that `tokenize` prints for a token.
pub fn format_row(row: &Row<'_>) -> String {
    let range = format!("{},{}-{},{}:", row.start.0, row.start.1, row.end.0, row.end.1);
    format!("{range:<20}{:<15}{:<15}", row.name, repr(row.text))
}

fn repr(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    repr::str(text.as_bytes(), &mut out);
    out
}
