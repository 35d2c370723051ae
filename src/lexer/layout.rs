//! The layout adapter: raw tokens to finished ones, in one pass.
//!
//! Takes a source; appends to [`Tokens`]. It knows lines, indentation and brackets; the modules beside it know strings
//! (`strings`, `interpolated`), numbers, names, comments and soft keywords. Nothing here recurses: f- and t-strings and
//! brackets are on stacks of their own.
//!
//! With `TRIVIA` the stream is the one that Python's `tokenize` shows: comments and all line ends are in it, layout tokens have
//! the spans of what made them, numbers, names and brackets are hardly checked, and the first error ends it.

use super::brackets::{Bracket, MAX_DEPTH};
use super::indentation::{Column, Indentation, Step};
use super::interpolated::Interpolated;
use super::raw::Raw;
use super::soft_keywords::SoftKeywords;
use super::strings::{self, End, Opening, Prefix};
use super::tokens::{LexOptions, Mode, TokenKind, Tokens};
use super::{identifiers, numbers, words};
use crate::diagnostics::{Diagnostic, Message};
use crate::source::{Source, Span};
use logos::{Lexer, Logos};

pub(super) struct Layout<'s, const TRIVIA: bool> {
    pub(super) source: &'s Source,
    pub(super) bytes: &'s [u8],
    pub(super) options: LexOptions,
    raw: Lexer<'s, Raw>,
    pub(super) tokens: Tokens,
    indentation: Indentation,
    pub(super) brackets: Vec<Bracket>,
    /// The f- and t-strings that are open, outermost first.
    pub(super) strings: Vec<Interpolated>,
    soft: SoftKeywords,
    /// No token has come yet on this logical line.
    at_line_start: bool,
    /// More text may follow: a logical line ends without a look at the next.
    is_part: bool,
    /// How many lines came before the text.
    lines_before: u32,
}

impl<'s, const TRIVIA: bool> Layout<'s, TRIVIA> {
    pub fn new(source: &'s Source, options: LexOptions) -> Self {
        let text = source.text();
        let mut tokens = Tokens::default();
        // Four bytes a token is less than programs have on average, so that the vectors seldom grow.
        tokens.kinds.reserve(text.len() / 4 + 16);
        tokens.spans.reserve(text.len() / 4 + 16);
        Layout {
            source,
            bytes: text.as_bytes(),
            options,
            raw: Raw::lexer(text),
            tokens,
            indentation: Indentation::new(),
            brackets: Vec::new(),
            strings: Vec::new(),
            soft: SoftKeywords::default(),
            at_line_start: true,
            is_part: false,
            lines_before: 0,
        }
    }

    /// Goes on in a text of which what comes before an offset is known.
    pub fn resume(source: &'s Source, at: usize, indentation: Indentation, lines_before: u32) -> Self {
        let mut raw = Raw::lexer(source.text());
        raw.bump(at);
        let mut tokens = Tokens::default();
        tokens.push(TokenKind::StartModule, Span::at(at as u32));
        Layout {
            source,
            bytes: source.text().as_bytes(),
            options: LexOptions::default(),
            raw,
            tokens,
            indentation,
            brackets: Vec::new(),
            strings: Vec::new(),
            soft: SoftKeywords::default(),
            at_line_start: true,
            is_part: false,
            lines_before,
        }
    }

    /// One logical line and the blank ones before it. Gives where it ended, unless the text or an error ended it.
    pub fn logical_line(&mut self) -> Option<usize> {
        self.is_part = true;
        self.begin_line();
        while !self.at_line_start && self.tokens.errors.is_empty() {
            let raw = self.raw.next()?;
            let span = self.raw.span();
            self.token(raw.unwrap_or(Raw::Other), span.start, span.end);
        }
        self.tokens.errors.is_empty().then(|| self.raw.span().end)
    }

    /// All lines that are left.
    pub fn rest(mut self) -> Tokens {
        self.is_part = false;
        self.lines()
    }

    /// The blocks that are open.
    pub fn indentation(&self) -> &Indentation {
        &self.indentation
    }

    pub fn run(mut self) -> Tokens {
        self.begin();
        self.lines()
    }

    fn lines(mut self) -> Tokens {
        self.begin_line();
        loop {
            if self.word() {
                continue;
            }
            let Some(raw) = self.raw.next() else { break };
            let span = self.raw.span();
            self.token(raw.unwrap_or(Raw::Other), span.start, span.end);
            if TRIVIA && !self.tokens.errors.is_empty() {
                return self.tokens;
            }
        }
        self.finish();
        self.tokens
    }

    /// Takes a word, if one comes next.
    #[inline]
    fn word(&mut self) -> bool {
        let before = self.raw.span().end;
        let start = before + usize::from(self.bytes.get(before) == Some(&b' '));
        let Some((length, kind)) = words::word(&self.bytes[start..]) else { return false };
        let end = start + length;
        self.raw.bump(end - before);
        match kind {
            TokenKind::Name => self.name(start, end),
            TokenKind::Match | TokenKind::Case | TokenKind::Type => self.soft_keyword(kind, start, end),
            keyword => self.push(keyword, start, end),
        }
        true
    }

    fn begin(&mut self) {
        let mark = match self.options.mode {
            Mode::Module => TokenKind::StartModule,
            Mode::Interactive => TokenKind::StartInteractive,
            Mode::Expression => TokenKind::StartExpression,
            Mode::FuncType => TokenKind::StartFuncType,
        };
        self.push(mark, 0, 0);
        if self.bytes.starts_with("\u{feff}".as_bytes()) {
            self.seek(3);
        }
        if let Some(at) = memchr::memchr(0, self.bytes).filter(|_| !TRIVIA) {
            self.error(Message::NullBytes, at, at + 1, 0, 0);
        }
    }

    #[inline]
    fn token(&mut self, raw: Raw, start: usize, end: usize) {
        match raw {
            Raw::Name => self.name(start, end),
            Raw::WideName => self.wide_name(start, end),
            Raw::MatchName => self.soft_keyword(TokenKind::Match, start, end),
            Raw::CaseName => self.soft_keyword(TokenKind::Case, start, end),
            Raw::TypeName => self.soft_keyword(TokenKind::Type, start, end),
            Raw::Number => self.number(start, end),
            Raw::Quote => self.quote(start, end),
            Raw::Comment => self.comment(start, end),
            Raw::Newline => self.newline(start, end),
            Raw::Backslash => {
                let next = self.continuation(start);
                self.seek(next);
            }
            Raw::Other => self.other(start, end),
            Raw::LPar => self.open(TokenKind::LPar, start, end),
            Raw::LSqb => self.open(TokenKind::LSqb, start, end),
            Raw::LBrace => self.open(TokenKind::LBrace, start, end),
            Raw::RPar => self.close(TokenKind::RPar, start, end),
            Raw::RSqb => self.close(TokenKind::RSqb, start, end),
            Raw::RBrace => self.close(TokenKind::RBrace, start, end),
            Raw::Colon | Raw::ColonEqual if self.at_field_level() => self.begin_format_spec(start),
            Raw::Colon => {
                self.soft.colon(&mut self.tokens);
                self.push(TokenKind::Colon, start, end);
            }
            fixed => self.push(fixed.finished().unwrap_or(TokenKind::Error), start, end),
        }
    }

    // Writing tokens.

    #[inline]
    pub(super) fn push(&mut self, kind: TokenKind, start: usize, end: usize) {
        self.tokens.push(kind, Span::new(start as u32, end as u32));
    }

    /// A token without text, where the one before it ends; for `TRIVIA`, with the text that made it.
    fn push_layout(&mut self, kind: TokenKind, start: usize, end: usize) {
        if TRIVIA {
            self.push(kind, start, end);
        } else {
            let at = self.tokens.spans.last().map_or(0, |span| span.end);
            self.tokens.push(kind, Span::at(at));
        }
    }

    /// An error token over `start..end`; the diagnostic's span is what CPython marks.
    #[cold]
    pub(super) fn error(&mut self, message: Message, mark: usize, mark_end: usize, start: usize, end: usize) {
        self.push(TokenKind::Error, start, end);
        self.tokens.errors.push(Diagnostic::new(message, Span::new(mark as u32, mark_end as u32)));
    }

    /// The line of an offset; the end of the text is on the line of the last character.
    pub(super) fn line_of(&self, at: usize) -> u32 {
        let at = if at == self.bytes.len() { at.saturating_sub(1) } else { at };
        self.source.position(at as u32).line + self.lines_before
    }

    /// The start of the character before an offset.
    pub(super) fn before(&self, at: usize) -> usize {
        self.source.text().floor_char_boundary(at.saturating_sub(1))
    }

    /// The end of the character at an offset.
    pub(super) fn after(&self, at: usize) -> usize {
        self.source.text().ceil_char_boundary((at + 1).min(self.bytes.len()))
    }

    /// The raw lexer goes on at an offset.
    #[inline]
    pub(super) fn seek(&mut self, to: usize) {
        let at = self.raw.span().end;
        if to < at {
            self.raw = Raw::lexer(self.source.text());
            self.raw.bump(to);
        } else {
            self.raw.bump(to - at);
        }
    }

    // Lines.

    fn newline(&mut self, start: usize, end: usize) {
        if !self.brackets.is_empty() {
            if TRIVIA {
                self.push(TokenKind::Nl, start, end);
            }
            return;
        }
        self.end_logical_line(start, end);
        if self.is_part {
            self.at_line_start = true;
        } else {
            self.begin_line();
        }
    }

    fn end_logical_line(&mut self, start: usize, end: usize) {
        self.soft.end_line(&mut self.tokens);
        self.push_layout(TokenKind::Newline, start, end);
    }

    /// Skips blank lines; then compares the indentation of the next with that of the open blocks.
    fn begin_line(&mut self) {
        self.at_line_start = true;
        let mut line = self.raw.span().end;
        loop {
            let (column, at) = self.indent_column(line);
            match self.bytes.get(at) {
                None if self.is_part => return self.seek(at),
                None => return self.last_line(column, line, at),
                Some(b'#' | b'\n' | b'\r') => line = self.blank_line(at),
                Some(_) => {
                    self.seek(at);
                    self.at_line_start = false;
                    self.indent_to(column, line, at);
                    return self.soft.begin_line(&self.tokens, self.indentation.holds_cases());
                }
            }
        }
    }

    /// The column of a line's first character that is no white space, and its offset.
    #[inline]
    fn indent_column(&mut self, line: usize) -> (Column, usize) {
        let spaces = self.bytes[line..].iter().take_while(|&&byte| byte == b' ').count();
        let mut column = Column { wide: spaces as u32, narrow: spaces as u32 };
        // A line that begins on an earlier one has that one's indentation.
        let mut joined = 0;
        let mut at = line + spaces;
        loop {
            match self.bytes.get(at) {
                Some(b' ') => column.space(),
                Some(b'\t') => column.tab(),
                Some(b'\x0C') => column = Column::default(),
                Some(b'\\') => {
                    joined = if joined == 0 { column.wide } else { joined };
                    at = self.continuation(at);
                    continue;
                }
                _ => break,
            }
            at += 1;
        }
        (if joined == 0 { column } else { Column { wide: joined, narrow: joined } }, at)
    }

    /// The rest of a line without a token, from its comment or end on; where the next line starts.
    fn blank_line(&mut self, at: usize) -> usize {
        let rest = &self.bytes[at..];
        let end = at + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        if at < end {
            let before = self.tokens.len();
            self.comment(at, end);
            if !TRIVIA && self.tokens.len() > before {
                // A type comment alone on its line ends it.
                self.push_layout(TokenKind::Newline, end, end);
            }
        }
        let next = end + self.line_end(end);
        if TRIVIA {
            self.push(TokenKind::Nl, end, next);
        }
        next
    }

    /// The length of the line end at an offset.
    fn line_end(&self, at: usize) -> usize {
        match (self.bytes.get(at), self.bytes.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\n' | b'\r'), _) => 1,
            _ => 0,
        }
    }

    /// The text ends on a line with nothing but white space, if that.
    fn last_line(&mut self, column: Column, line: usize, at: usize) {
        self.seek(at);
        // CPython ends the last line of a file, if the file does not; then its white space is a blank line's.
        let ended = self.options.mode == Mode::Module;
        // Blocks are not compared with a comment that is not ended.
        if !ended && line == at && !matches!(self.bytes.last(), None | Some(b'\n' | b'\r')) {
            return;
        }
        if TRIVIA && line < at {
            self.push(TokenKind::Nl, at, at);
        }
        self.indent_to(if ended { Column::default() } else { column }, line, at);
    }

    fn indent_to(&mut self, column: Column, line: usize, at: usize) {
        match self.indentation.line(column) {
            Step::Same => {}
            Step::Indent => {
                if self.soft.takes_cases() {
                    self.indentation.expect_cases();
                }
                // After a backslash, only the last line's blanks.
                let joined = memchr::memrchr2(b'\n', b'\r', &self.bytes[line..at]).map_or(line, |end| line + end + 1);
                self.push_layout(TokenKind::Indent, joined, at);
            }
            Step::Dedent(blocks) => self.dedent(blocks, at),
            Step::Stray(blocks) => {
                let rest = &self.bytes[at..];
                let end = at + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                self.error(Message::UnmatchedUnindent, end, end, at, at);
                self.dedent(blocks, at);
            }
            Step::Mixed(blocks) => {
                self.error(Message::MixedIndentation, line, line, at, at);
                self.dedent(blocks, at);
            }
            Step::TooDeep => self.error(Message::TooManyIndents, line, line, at, at),
        }
    }

    fn dedent(&mut self, blocks: u32, at: usize) {
        for _ in 0..blocks {
            self.push_layout(TokenKind::Dedent, at, at);
        }
    }

    /// A backslash: where the next line starts, or an error and where to go on.
    fn continuation(&mut self, at: usize) -> usize {
        let next = at + 1;
        let end = next + self.line_end(next);
        let file_ended = end == self.bytes.len() && (end > next || self.options.mode == Mode::Module);
        if file_ended {
            self.error(Message::UnexpectedEof, next, next, at, next);
        } else if end == next {
            self.error(Message::AfterContinuation, next, self.after(next), at, next);
        }
        end
    }

    fn finish(&mut self) {
        let end = self.bytes.len();
        if let Some(open) = self.brackets.last() {
            let at = open.at as usize;
            self.error(Message::NeverClosed { opener: open.character() }, at, at + 1, end, end);
        }
        // In interactive mode CPython's parser makes a NEWLINE of the first ENDMARKER, unless there is nothing before it.
        let interactive = self.options.mode == Mode::Interactive && self.tokens.len() > 1;
        if interactive || (self.options.mode == Mode::Module && !self.at_line_start) {
            self.end_logical_line(end, end);
        }
        let blocks = self.indentation.depth() as u32;
        if self.options.mode != Mode::Expression {
            self.dedent(blocks, end);
        }
        // Blocks that end there make it start once more.
        if interactive && blocks > 0 {
            self.end_logical_line(end, end);
        }
        self.push_layout(TokenKind::EndMarker, end, end);
    }

    // Brackets.

    fn open(&mut self, kind: TokenKind, start: usize, end: usize) {
        if self.brackets.len() >= MAX_DEPTH {
            return self.error(Message::TooManyBrackets, start, end, start, end);
        }
        self.brackets.push(Bracket { kind, at: start as u32, token: self.tokens.len() as u32 });
        if let Some(string) = self.strings.last_mut() {
            string.depth += 1;
        }
        self.push(kind, start, end);
    }

    fn close(&mut self, kind: TokenKind, start: usize, end: usize) {
        if !self.strings.is_empty() {
            return self.close_in_field(kind, start, end);
        }
        match self.brackets.pop() {
            Some(open) if TRIVIA || open.fits(kind) => {
                self.soft.close(open.token, &self.tokens);
                self.push(kind, start, end);
            }
            Some(open) => self.mismatch(open, start, end),
            None if TRIVIA => self.push(kind, start, end),
            None => {
                let closer = self.bytes[start].into();
                self.error(Message::Unmatched { closer }, start, end, start, end);
            }
        }
    }

    pub(super) fn mismatch(&mut self, open: Bracket, start: usize, end: usize) {
        let (closer, opener) = (self.bytes[start].into(), open.character());
        let line = self.line_of(open.at as usize);
        let message = if line == self.line_of(start) {
            Message::Mismatched { closer, opener }
        } else {
            Message::MismatchedOnLine { closer, opener, line }
        };
        self.error(message, start, end, start, end);
    }

    // Names, numbers, strings, the rest.

    #[inline]
    fn name(&mut self, start: usize, end: usize) {
        self.soft.name(&mut self.tokens);
        self.push(TokenKind::Name, start, end);
    }

    fn wide_name(&mut self, start: usize, end: usize) {
        match identifiers::misfit(&self.source.text()[start..end]) {
            Some((at, character)) if !TRIVIA => {
                let mark = start + at;
                self.error(identifiers::complaint(character), mark, mark + character.len_utf8(), start, end);
            }
            _ => self.name(start, end),
        }
    }

    fn soft_keyword(&mut self, keyword: TokenKind, start: usize, end: usize) {
        self.soft.name(&mut self.tokens);
        let kind = match keyword {
            // An expression has no statements in it.
            _ if self.options.mode == Mode::Expression => TokenKind::Name,
            TokenKind::Match => self.soft.match_name(&self.tokens),
            TokenKind::Case => self.soft.case_name(&self.tokens),
            _ => self.soft.type_name(&self.tokens),
        };
        self.push(kind, start, end);
    }

    #[inline]
    fn number(&mut self, start: usize, end: usize) {
        match self.bytes.get(end) {
            Some(byte) if byte.is_ascii_alphanumeric() || *byte == b'_' => self.crowded_number(start),
            _ => self.push(TokenKind::Number, start, end),
        }
    }

    #[cold]
    fn crowded_number(&mut self, start: usize) {
        match numbers::read(self.bytes, start, TRIVIA) {
            Ok((end, doubt)) => {
                self.push(TokenKind::Number, start, end);
                self.seek(end);
                self.tokens
                    .doubts
                    .extend(doubt.map(|message| Diagnostic::new(message, Span::new(start as u32, end as u32))));
            }
            Err(fault) => {
                let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
                let end = fault.end + self.bytes[fault.end..].iter().take_while(|byte| goes_on(byte)).count();
                self.error(fault.message, fault.start, fault.end, start, end);
                self.seek(end.max(self.raw.span().end));
            }
        }
    }

    #[inline]
    fn quote(&mut self, start: usize, end: usize) {
        let opening = Opening::new(&self.bytes[start..end]);
        if opening.prefix > 0 {
            return self.prefixed(opening, start, end);
        }
        self.string(opening, start, end);
    }

    fn prefixed(&mut self, opening: Opening, start: usize, end: usize) {
        let quote = start + opening.prefix;
        let Some(prefix) = Prefix::new(&self.bytes[start..quote]) else {
            self.name(start, quote);
            return self.seek(quote);
        };
        if let Some(message) = prefix.conflict() {
            let stop = match strings::scan(self.bytes, end, opening, !TRIVIA) {
                End::Closed(at) | End::Open { at, .. } => at,
            };
            self.error(message, start, quote, start, stop);
            self.seek(stop);
        } else if prefix.has(b'f') || prefix.has(b't') {
            self.begin_interpolated(opening, prefix, start, end);
        } else {
            self.string(opening, start, end);
        }
    }

    #[inline]
    pub(super) fn string(&mut self, opening: Opening, start: usize, end: usize) {
        match strings::scan(self.bytes, end, opening, !TRIVIA) {
            End::Closed(stop) => {
                self.push(TokenKind::String, start, stop);
                self.seek(stop);
            }
            End::Open { at, escaped_quote } => {
                let message = self.unterminated(opening, at, escaped_quote);
                self.error(message, start, start + 1, start, at);
                self.seek(at);
            }
        }
    }

    #[cold]
    fn unterminated(&self, opening: Opening, at: usize, escaped_quote: bool) -> Message {
        let line = self.line_of(at);
        match self.strings.last() {
            // The quote was rather meant to end the string around it.
            Some(around) if around.quote == opening.quote && around.triple == opening.triple => {
                Message::UnclosedField { prefix: around.letter() }
            }
            _ if opening.triple => Message::UnterminatedTripleString { line },
            _ if escaped_quote => Message::UnterminatedStringEscaped { line },
            _ => Message::UnterminatedString { line },
        }
    }

    #[cold]
    fn other(&mut self, start: usize, end: usize) {
        match self.bytes[start] {
            b'$' | b'?' | b'`' if TRIVIA => self.push(TokenKind::Error, start, end),
            b'$' | b'?' | b'`' => self.error(Message::InvalidSyntax, start, end, start, end),
            control => self.error(Message::NonPrintable { code: control.into() }, start, end, start, end),
        }
    }

    fn comment(&mut self, start: usize, end: usize) {
        if TRIVIA {
            self.push(TokenKind::Comment, start, end);
        } else if self.options.type_comments {
            self.type_comment(start, end);
        }
    }
}
