//! Finished tokens: what the layout adapter gives and the parsers take.

use crate::diagnostics::Diagnostic;
use crate::source::Span;

/// What sort of token a kind is: see `grammar/tokens.table`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenClass {
    Mode,
    Layout,
    Trivia,
    Text,
    Keyword,
    Soft,
    Op,
    Role,
}

include!(concat!(env!("OUT_DIR"), "/tokens.rs"));

impl TokenKind {
    #[inline]
    pub fn class(self) -> TokenClass {
        Self::CLASSES[self as usize]
    }

    /// The terminal's name in the grammar; for keywords and operators, what the source says.
    pub fn spelling(self) -> &'static str {
        Self::SPELLINGS[self as usize]
    }

    /// The exact type that Python's `tokenize` gives this kind.
    pub fn exact_name(self) -> &'static str {
        Self::EXACT_NAMES[self as usize]
    }
}

/// A program's tokens, in order, ending with `EndMarker`. `NEWLINE`, `INDENT`, `DEDENT` and `ENDMARKER` are empty and stand
/// where the token before them ends, so that a construct that ends with one ends with its last visible token.
#[derive(Debug, Default)]
pub struct Tokens {
    pub kinds: Vec<TokenKind>,
    pub spans: Vec<Span>,
    /// One for each `Error` token, in order.
    pub errors: Vec<Diagnostic>,
    /// What is doubtful, and no error.
    pub doubts: Vec<Diagnostic>,
    pub type_ignores: Vec<TypeIgnoreComment>,
}

/// A comment `# type: ignore…`: its place, and what follows `ignore`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeIgnoreComment {
    pub comment: Span,
    pub tag: Span,
}

impl Tokens {
    #[inline]
    pub fn push(&mut self, kind: TokenKind, span: Span) {
        self.kinds.push(kind);
        self.spans.push(span);
    }

    /// Adds another stream's tokens.
    pub fn append(&mut self, mut other: Tokens) {
        self.kinds.append(&mut other.kinds);
        self.spans.append(&mut other.spans);
        self.errors.append(&mut other.errors);
    }

    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }
}

/// What is parsed: chooses the grammar's start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    #[default]
    Module,
    Interactive,
    Expression,
    FuncType,
}

/// How to lex.
#[derive(Clone, Copy, Debug, Default)]
pub struct LexOptions {
    pub mode: Mode,
    /// Give `# type:` comments as tokens, as `ast.parse(type_comments=True)` does.
    pub type_comments: bool,
}
