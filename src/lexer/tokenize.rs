//! The stream that Python's `tokenize` module shows, with comments and all line ends, and its lines of text.
//!
//! Takes a file's bytes, or text; gives rows with positions counted in lines and characters. Uses `layout` in its trivia-keeping
//! variant; the first error ends the stream, as there.

use super::layout::Layout;
use super::tokens::{LexOptions, TokenKind, Tokens};
use crate::diagnostics::{Class, Diagnostic, Message};
use crate::source::{Source, Span, read_for_tokenize};
use crate::text::repr;

/// Line (from 1) and column (from 0, in characters).
pub type Place = (u32, u32);

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
        let error = error(&source, &tokens);
        Listing { encoding, source, tokens, error }
    }

    pub fn error(&self) -> Option<&TokenizeError> {
        self.error.as_ref()
    }

    /// The tokens, up to the error if there is one; `exact` tells operators apart.
    pub fn rows(&self, exact: bool) -> impl Iterator<Item = Row<'_>> {
        let encoding = self.encoding.iter().map(|name| Row { name: "ENCODING", text: name, start: (0, 0), end: (0, 0) });
        let mut cursor = Cursor::new(self.source.text());
        let error = self.error.as_ref().and_then(|_| self.tokens.kinds.iter().rposition(|&kind| kind == TokenKind::Error));
        let shown = error.unwrap_or(self.tokens.len());
        let tokens = self.tokens.kinds[..shown].iter().zip(&self.tokens.spans).skip(1);
        encoding.chain(tokens.map(move |(&kind, &span)| {
            let name = if exact { exact_name(kind) } else { plain_name(kind) };
            let (start, end) = cursor.places(kind, span);
            Row { name, text: self.source.slice(span), start, end }
        }))
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

/// Counts lines and characters while it goes through a text. Only `\n` ends a line here.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
    place: Place,
}

impl<'a> Cursor<'a> {
    fn new(text: &'a str) -> Cursor<'a> {
        Cursor { text, at: 0, place: (1, 0) }
    }

    /// The place of an offset at or after the last one asked for.
    fn go(&mut self, to: u32) -> Place {
        let to = to as usize;
        let passed = self.text.get(self.at..to).unwrap_or_default();
        let (line, column) = &mut self.place;
        let last = match memchr::memrchr(b'\n', passed.as_bytes()) {
            Some(end) => {
                *line += memchr::memchr_iter(b'\n', passed.as_bytes()).count() as u32;
                *column = 0;
                &passed[end + 1..]
            }
            None => passed,
        };
        *column += last.chars().count() as u32;
        self.at = self.at.max(to);
        self.place
    }

    fn places(&mut self, kind: TokenKind, span: Span) -> (Place, Place) {
        let start = self.go(span.start);
        let at_end = span.start as usize == self.text.len();
        match kind {
            // What ends the file stands on a line of its own after the last.
            TokenKind::EndMarker | TokenKind::Dedent if at_end => {
                let line = if start.1 > 0 { start.0 + 1 } else { start.0 };
                ((line, 0), (line, 0))
            }
            // A line end that is missing is counted all the same.
            TokenKind::Newline | TokenKind::Nl => {
                let width = (span.end - span.start).max(1);
                (start, (start.0, start.1 + width))
            }
            _ => (start, self.go(span.end)),
        }
    }
}

/// The first error, unless a null byte comes before it: those are found when their line is read.
fn error(source: &Source, tokens: &Tokens) -> Option<TokenizeError> {
    let first = tokens.errors.first();
    let text = source.text();
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        let line = line_start(text, at);
        let noticed = tokens.spans.last().map_or(0, |span| span.end as usize);
        if first.is_none() || noticed >= line {
            let place = Cursor::new(text).go(line as u32);
            return Some(TokenizeError { message: "source code cannot contain null bytes".into(), place: Some(place) });
        }
    }
    first.map(|first| located(source, tokens, first))
}

/// The words and the place of an error, which differ from the parser's for some.
fn located(source: &Source, tokens: &Tokens, error: &Diagnostic) -> TokenizeError {
    let text = source.text();
    let at = error.span.start as usize;
    let message = match &error.message {
        Message::UnterminatedTripleString { .. } => "EOF in multi-line string".into(),
        Message::UnexpectedEof | Message::NeverClosed { .. } => "unexpected EOF in multi-line statement".into(),
        message => message.to_string(),
    };
    let place = match &error.message {
        // These errors are placed at the end of what the tokenizer has buffered.
        Message::UnexpectedEof | Message::NeverClosed { .. } => {
            let line = text.lines().count() as u32;
            (
                line,
                buffered(text, tokens, &error.message, at).map_or(0, |start| text.len() - start + missing_newline(text))
                    as u32,
            )
        }
        message if *message == Message::AfterContinuation || message.class() != Class::SyntaxError => {
            let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end);
            let start = buffered(text, tokens, message, at).unwrap_or_else(|| line_start(text, at));
            (Cursor::new(text).go(at as u32).0, text[start..end].chars().count() as u32 + 1)
        }
        _ => {
            let (line, column) = Cursor::new(text).go(error.span.start);
            (line, column + 1)
        }
    };
    TokenizeError { message, place: Some(place) }
}

/// Where CPython's buffer starts, if it holds more than the rest of a line: a new one starts with each line, but not inside an f-
/// or t-string, nor after a backslash that a token comes before.
fn buffered(text: &str, tokens: &Tokens, message: &Message, at: usize) -> Option<usize> {
    use TokenKind::{FStringEnd, FStringStart, Newline, Nl, TStringEnd, TStringStart};
    let (mut depth, mut start) = (0, 0);
    for (kind, span) in tokens.kinds.iter().zip(&tokens.spans) {
        match kind {
            FStringStart | TStringStart => depth += 1,
            FStringEnd | TStringEnd => depth -= 1,
            Newline | Nl if depth == 0 && span.end as usize <= at => start = span.end as usize,
            _ => {}
        }
    }
    let joins_token = || {
        let before = text[start..at].strip_suffix('\\').unwrap_or(&text[start..at]);
        before.contains(|c| !matches!(c, ' ' | '\t' | '\x0C' | '\\' | '\r' | '\n'))
    };
    let is_continuation = matches!(message, Message::UnexpectedEof | Message::AfterContinuation);
    (depth > 0 || (is_continuation && joins_token())).then_some(start)
}

fn line_start(text: &str, at: usize) -> usize {
    memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1)
}

/// A last line without an end is given one.
fn missing_newline(text: &str) -> usize {
    if text.ends_with('\n') { 0 } else { 1 }
}

fn repr(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    repr::str(text.as_bytes(), &mut out);
    out
}
