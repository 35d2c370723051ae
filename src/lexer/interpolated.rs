//! f-strings and t-strings: where their text ends and their replacement fields begin.
//!
//! Text and fields alternate. `text` scans by hand until a field begins; then the raw lexer gives ordinary tokens until the
//! field's `}`, or the `:` of its format specification, hands over to `text` again. Strings inside fields are on a stack.

use super::brackets::Bracket;
use super::layout::Layout;
use super::strings::{Opening, Prefix, skip_escaped};
use super::tokens::TokenKind;
use crate::diagnostics::Message;

/// CPython's limit of f- and t-strings inside each other.
const MAX_STRINGS: usize = 149;
/// CPython's limit of replacement fields inside each other's format specifications.
const MAX_FIELDS: usize = 3;

/// An open f-string or t-string.
#[derive(Clone, Copy, Debug)]
pub(super) struct Interpolated {
    pub quote: u8,
    pub triple: bool,
    raw: bool,
    template: bool,
    start: u32,
    /// How many brackets were open around it.
    outer: u32,
    /// How many brackets are open in it, those of replacement fields included.
    pub depth: u32,
    /// How many replacement fields are open.
    fields: u32,
    /// In a format specification, up to the first field inside it.
    in_spec: bool,
}

impl Interpolated {
    /// What its messages and its prefix call it.
    pub fn letter(self) -> char {
        if self.template { 't' } else { 'f' }
    }

    fn kind(self, fstring: TokenKind, tstring: TokenKind) -> TokenKind {
        if self.template { tstring } else { fstring }
    }

    fn middle(self) -> TokenKind {
        self.kind(TokenKind::FStringMiddle, TokenKind::TStringMiddle)
    }

    fn quotes(self) -> usize {
        if self.triple { 3 } else { 1 }
    }

    fn closes_at(self, bytes: &[u8], at: usize) -> bool {
        match self.triple {
            true => bytes[at..].starts_with(&[self.quote; 3]),
            false => bytes.get(at) == Some(&self.quote),
        }
    }

    /// The brackets that are open are those of its fields alone: `}` ends the innermost one, `:` begins its specification.
    fn at_field_level(self) -> bool {
        self.depth == self.fields
    }
}

/// Why a stretch of text ended.
enum Stop {
    /// At the closing quotes.
    Quotes,
    /// At a `{` that begins a field.
    Field,
    /// At a lone `}`.
    Brace,
    /// At `{{` or `}}`, which stand for one brace.
    DoubledBrace,
    /// After the name of a character.
    Named,
    /// At a line end, or the file's, that should not come yet.
    LineEnd,
}

impl<const TRIVIA: bool> Layout<'_, TRIVIA> {
    pub(super) fn begin_interpolated(&mut self, opening: Opening, prefix: Prefix, start: usize, end: usize) {
        if self.strings.len() >= MAX_STRINGS {
            self.error(Message::TooManyInterpolated, end - 1, end, start, end);
            return;
        }
        let string = Interpolated {
            quote: opening.quote,
            triple: opening.triple,
            raw: prefix.has(b'r'),
            template: prefix.has(b't'),
            start: start as u32,
            outer: self.brackets.len() as u32,
            depth: 0,
            fields: 0,
            in_spec: false,
        };
        self.push(string.kind(TokenKind::FStringStart, TokenKind::TStringStart), start, end);
        self.strings.push(string);
        self.text(end);
    }

    /// Gives the text from an offset on, up to a field or the string's end.
    fn text(&mut self, mut at: usize) {
        while let Some(&string) = self.strings.last() {
            if string.closes_at(self.bytes, at) {
                let end = at + string.quotes();
                self.push(string.kind(TokenKind::FStringEnd, TokenKind::TStringEnd), at, end);
                self.strings.pop();
                return self.seek(end);
            }
            if self.begins_field(at) {
                return self.begin_field(at);
            }
            let (stop, end) = self.scan_text(string, at);
            match stop {
                Stop::Quotes | Stop::Named => self.push(string.middle(), at, end),
                Stop::DoubledBrace => self.push(string.middle(), at, end + 1),
                Stop::Field => {
                    self.push(string.middle(), at, end);
                    return self.begin_field(end);
                }
                Stop::Brace => {
                    self.push(string.middle(), at, end);
                    self.leave_spec();
                    return self.seek(end);
                }
                Stop::LineEnd => return self.unterminated_text(string, at, end),
            }
            at = if matches!(stop, Stop::DoubledBrace) { end + 2 } else { end };
        }
    }

    /// A `{` that is not doubled, before any text.
    fn begins_field(&self, at: usize) -> bool {
        self.bytes.get(at) == Some(&b'{') && self.bytes.get(at + 1) != Some(&b'{')
    }

    /// Where a stretch of text ends, and why.
    fn scan_text(&self, string: Interpolated, mut at: usize) -> (Stop, usize) {
        let bytes = self.bytes;
        let in_spec = string.in_spec && string.fields > 0;
        let mut named = false;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'\\' => {
                    at = match (bytes.get(at + 1), bytes.get(at + 2)) {
                        (Some(b'{' | b'}'), _) => at + 1,
                        (Some(b'N'), Some(b'{')) if !string.raw => {
                            named = true;
                            at + 3
                        }
                        _ => skip_escaped(bytes, at),
                    };
                    continue;
                }
                b'{' if bytes.get(at + 1) == Some(&b'{') && !in_spec => return (Stop::DoubledBrace, at),
                b'{' => return (Stop::Field, at),
                b'}' if named => return (Stop::Named, at + 1),
                b'}' if bytes.get(at + 1) == Some(&b'}') && !in_spec && string.depth == 0 => {
                    return (Stop::DoubledBrace, at);
                }
                b'}' => return (Stop::Brace, at),
                b'\n' if !string.triple => return (Stop::LineEnd, at),
                b'\r' if !string.triple && (!TRIVIA || bytes.get(at + 1) == Some(&b'\n')) => return (Stop::LineEnd, at),
                _ if byte == string.quote && string.closes_at(bytes, at) => return (Stop::Quotes, at),
                _ => {}
            }
            at += 1;
        }
        (Stop::LineEnd, bytes.len())
    }

    fn leave_spec(&mut self) {
        if let Some(string) = self.strings.last_mut() {
            string.in_spec = false;
        }
    }

    /// The raw lexer goes on at a field's `{`.
    fn begin_field(&mut self, at: usize) {
        self.leave_spec();
        self.seek(at);
        if let Some(string) = self.strings.last_mut() {
            string.fields += 1;
            let (fields, prefix) = (string.fields as usize, string.letter());
            if fields > MAX_FIELDS {
                self.error(Message::FieldsTooDeep { prefix }, self.before(at), at, at, at);
            }
        }
    }

    /// A colon here begins a format specification.
    #[inline]
    pub(super) fn at_field_level(&self) -> bool {
        self.strings.last().is_some_and(|string| string.at_field_level())
    }

    /// The colon of a field, which `:=` starts with as well.
    pub(super) fn begin_format_spec(&mut self, at: usize) {
        self.push(TokenKind::Colon, at, at + 1);
        if let Some(string) = self.strings.last_mut() {
            string.in_spec = true;
        }
        self.text(at + 1);
    }

    /// A closing bracket while an f- or t-string is open.
    pub(super) fn close_in_field(&mut self, kind: TokenKind, start: usize, end: usize) {
        let Some(&string) = self.strings.last() else { return };
        let prefix = string.letter();
        if string.depth == 0 {
            let closer = self.bytes[start].into();
            let is_brace = kind == TokenKind::RBrace;
            let message =
                if is_brace { Message::SingleBrace { prefix } } else { Message::UnmatchedInField { prefix, closer } };
            self.error(message, start, end, start, end);
            return self.text(end);
        }
        let Some(&open) = self.brackets.last() else { return };
        if !TRIVIA && !open.fits(kind) {
            return self.misfit_in_field(string, open, start, end);
        }
        self.pop_bracket();
        self.push(kind, start, end);
        if kind == TokenKind::RBrace && string.at_field_level() {
            self.end_field(end);
        }
    }

    fn misfit_in_field(&mut self, string: Interpolated, open: Bracket, start: usize, end: usize) {
        if open.kind == TokenKind::LBrace && string.at_field_level() {
            let (prefix, closer) = (string.letter(), self.bytes[start].into());
            return self.error(Message::UnmatchedInField { prefix, closer }, start, end, start, end);
        }
        self.pop_bracket();
        self.mismatch(open, start, end);
    }

    fn pop_bracket(&mut self) {
        self.brackets.pop();
        if let Some(string) = self.strings.last_mut() {
            string.depth -= 1;
        }
    }

    fn end_field(&mut self, at: usize) {
        if let Some(string) = self.strings.last_mut() {
            string.fields -= 1;
            string.in_spec = false;
        }
        self.text(at);
    }

    /// The string ends where its line or the file does; so do the brackets in it.
    #[cold]
    fn unterminated_text(&mut self, string: Interpolated, start: usize, at: usize) {
        let (prefix, line, mark) = (string.letter(), self.line_of(at), string.start as usize);
        self.strings.pop();
        self.brackets.truncate(string.outer as usize);
        if string.in_spec && string.fields > 0 && !string.triple {
            // The line feed is marked, which in a program's text ends a line alone.
            let mark = if TRIVIA && self.bytes[at..].starts_with(b"\r\n") { at + 1 } else { at };
            self.error(Message::NewlineInFormatSpec { prefix }, mark, mark, start, at);
        } else if string.triple {
            self.error(Message::UnterminatedTripleInterpolated { prefix, line }, mark, mark + 1, start, at);
        } else {
            self.error(Message::UnterminatedInterpolated { prefix, line }, mark, mark + 1, start, at);
        }
        self.seek(at);
    }
}
