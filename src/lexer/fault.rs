//! What ends the stream of `tokenize`: CPython's words, and its places, which differ from the parser's for some errors.
//!
//! Takes a text, its lines and its tokens, of which the last may be an error; gives the first [`Fault`].

use super::places::{Cursor, Lines, Place};
use super::tokens::{TokenKind, Tokens};
use crate::diagnostics::{Class, Diagnostic, Message};

/// An error of the tokenizer.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub class: Class,
    pub message: String,
    /// Its line, and its column from 1.
    pub place: Place,
    /// Up to which column; some have no end.
    pub end: Option<u32>,
    /// The line, if it is shown.
    pub line: Option<String>,
    /// From which offset on tokens are not given that came before it.
    pub(super) shown: usize,
}

const NULL_BYTES: &str = "source code cannot contain null bytes";

/// The first error, unless a null byte comes before it: those are found when their line is read.
pub(super) fn first(text: &str, lines: &Lines, tokens: &Tokens) -> Option<Fault> {
    let first = tokens.errors.first();
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        let start = lines.start(lines.index(at));
        let noticed = tokens.spans.last().map_or(0, |span| span.end as usize);
        if first.is_none() || noticed >= start {
            let place = (lines.number(at), 0);
            let line = Some(text[start..at].to_owned());
            let (class, message) = (Class::SyntaxError, NULL_BYTES.into());
            return Some(Fault { class, message, place, end: Some(0), line, shown: start });
        }
    }
    first.map(|first| located(text, lines, tokens, first))
}

/// Whether the text ended before what it has begun did.
pub(super) fn is_unfinished(text: &str, tokens: &Tokens) -> bool {
    let Some(error) = tokens.errors.first() else { return false };
    let reached = tokens.spans.last().is_some_and(|span| span.end as usize == text.len());
    reached || error.message == Message::UnexpectedEof
}

fn located(text: &str, lines: &Lines, tokens: &Tokens, error: &Diagnostic) -> Fault {
    let at = error.span.start as usize;
    let (class, message, shown) = (error.message.class(), &error.message, usize::MAX);
    if matches!(message, Message::UnexpectedEof | Message::NeverClosed { .. }) {
        // These errors are placed at the end of what the tokenizer has buffered.
        let length = |start| text.len() - start + missing_newline(text);
        let column = buffered(text, tokens, message, at).map_or(0, length);
        let place = (lines.last(text), column as u32);
        let message = "unexpected EOF in multi-line statement".into();
        return Fault { class, message, place, end: None, line: None, shown };
    }
    let start = lines.start(lines.index(at));
    let rest = &text[start..];
    let line = Some(rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())].to_owned());
    let columns = |from: usize, to: usize| text.get(from..to).unwrap_or_default().chars().count() as u32 + 1;
    let place_of = |column| (lines.number(at), column);
    if *message == Message::AfterContinuation || class != Class::SyntaxError {
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end);
        let from = buffered(text, tokens, message, at).unwrap_or(start);
        return Fault { class, message: message.to_string(), place: place_of(columns(from, end)), end: None, line, shown };
    }
    let (line_number, column) = Cursor::new(text, lines).go(error.span.start);
    let end = match message {
        Message::IncompatiblePrefixes { .. } => columns(start, error.span.end as usize),
        _ => column + 1,
    };
    Fault { class, message: message.to_string(), place: (line_number, column + 1), end: Some(end), line, shown }
}

/// The token that the first error made.
pub(super) fn error_token(tokens: &Tokens) -> Option<usize> {
    tokens.errors.first()?;
    tokens.kinds.iter().rposition(|&kind| kind == TokenKind::Error)
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

/// A last line without an end is given one.
fn missing_newline(text: &str) -> usize {
    if text.ends_with('\n') { 0 } else { 1 }
}
