//! Words that are keywords only in their place: `match`, `case`, `type`; and the parenthesis of `with (`.
//!
//! What a token is may show only later. Tokens stay in reach, so the earlier one is then changed in place.

use super::tokens::{TokenKind, Tokens};

const NONE: usize = usize::MAX - 1;

/// What may still become a keyword.
#[derive(Debug)]
pub(super) struct SoftKeywords {
    /// The first token of the logical line.
    line: usize,
    /// The line stands directly in a `match` block.
    in_match: bool,
    /// A `match` that starts the line.
    matching: usize,
    /// The line before was the head of a `match`.
    match_ended: bool,
    /// A `type` that starts a simple statement.
    typing: usize,
    /// A parenthesis directly after `with`, and the token that closed it.
    with_parens: (usize, usize),
}

impl Default for SoftKeywords {
    fn default() -> SoftKeywords {
        SoftKeywords {
            line: NONE,
            in_match: false,
            matching: NONE,
            match_ended: false,
            typing: NONE,
            with_parens: (NONE, NONE),
        }
    }
}

impl SoftKeywords {
    /// The next token is the first of a logical line.
    #[inline]
    pub fn begin_line(&mut self, tokens: &Tokens, in_match: bool) {
        self.line = tokens.len();
        self.in_match = in_match;
        self.match_ended = false;
    }

    /// The logical line ends: `match … :` is the head of a match statement. Nothing else that starts with a name ends so.
    #[inline]
    pub fn end_line(&mut self, tokens: &mut Tokens) {
        if self.matching != NONE {
            let last = tokens.len() - 1;
            if last > self.matching + 1 && tokens.kinds[last] == TokenKind::Colon {
                tokens.kinds[self.matching] = TokenKind::Match;
                self.match_ended = true;
            }
            self.matching = NONE;
        }
    }

    /// The block that begins now is that of a `match`.
    pub fn takes_cases(&self) -> bool {
        self.match_ended
    }

    /// A name comes next: a `type` directly before it is the keyword.
    #[inline]
    pub fn name(&mut self, tokens: &mut Tokens) {
        if self.typing + 1 == tokens.len() {
            tokens.kinds[self.typing] = TokenKind::Type;
        }
    }

    /// The kind of a `match`, for now.
    pub fn match_name(&mut self, tokens: &Tokens) -> TokenKind {
        if self.line == tokens.len() {
            self.matching = self.line;
        }
        TokenKind::Name
    }

    /// The kind of a `case`.
    pub fn case_name(&self, tokens: &Tokens) -> TokenKind {
        if self.in_match && self.line == tokens.len() { TokenKind::Case } else { TokenKind::Name }
    }

    /// The kind of a `type`, for now.
    pub fn type_name(&mut self, tokens: &Tokens) -> TokenKind {
        let starts_statement =
            self.line == tokens.len() || matches!(tokens.kinds.last(), Some(TokenKind::Semi | TokenKind::Colon));
        if starts_statement {
            self.typing = tokens.len();
        }
        TokenKind::Name
    }

    /// The next token closes the bracket that the token `open` opened.
    #[inline]
    pub fn close(&mut self, open: u32, tokens: &Tokens) {
        let open = open as usize;
        if tokens.kinds[open - 1] == TokenKind::With && tokens.kinds[open] == TokenKind::LPar {
            self.with_parens = (open, tokens.len());
        }
    }

    /// A colon comes next: parentheses that fill a `with` statement enclose its items.
    #[inline]
    pub fn colon(&mut self, tokens: &mut Tokens) {
        let (open, close) = self.with_parens;
        if close + 1 == tokens.len() {
            tokens.kinds[open] = TokenKind::WithLPar;
        }
    }
}
