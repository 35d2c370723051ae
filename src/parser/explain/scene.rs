//! What the rules look at: the tokens, the place of the failure, the stack there, and expressions parsed on their own.

use super::stack::Stack;
use crate::ast::{Ast, Expr, Id, Mod};
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::{TokenKind, Tokens};
use crate::parser::builder::{Builder, expression_kind};
use crate::parser::driver::{self, Failure};
use crate::source::{Source, Span};
use TokenKind::*;
use std::option::Option::None;

pub(super) struct Scene<'a> {
    pub source: &'a Source,
    pub tokens: &'a Tokens,
    pub stack: Stack,
    /// The token that fits nowhere.
    pub at: usize,
    pub kind: TokenKind,
}

/// How far an expression may go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// No comma.
    Expression,
    /// As `Expression`, and no conditional, no lambda.
    Disjunction,
    /// As `Disjunction`, and no `not`, `and`, `or`, no comparison.
    BitwiseOr,
    /// With commas.
    Tuple,
}

/// A stretch of tokens that is an expression: the first, and the first behind it.
pub(super) struct Stretch {
    pub start: usize,
    pub end: usize,
}

impl<'a> Scene<'a> {
    pub fn new(source: &'a Source, tokens: &'a Tokens, failure: &Failure) -> Scene<'a> {
        let at = failure.token.min(tokens.len() - 1);
        Scene { source, tokens, stack: Stack::after_tokens(tokens, at), at, kind: tokens.kinds[at] }
    }

    /// A program that was parsed to its end.
    pub fn over(source: &'a Source, tokens: &'a Tokens) -> Scene<'a> {
        let at = tokens.len() - 1;
        Scene { source, tokens, stack: Stack::fresh(), at, kind: tokens.kinds[at] }
    }

    pub fn error(&self, message: Message, span: Span) -> Option<Diagnostic> {
        Some(Diagnostic::new(message, span))
    }

    /// An error at the failing token.
    pub fn error_here(&self, message: Message) -> Option<Diagnostic> {
        self.error(message, self.mark(self.at))
    }

    pub fn kind_at(&self, token: usize) -> TokenKind {
        self.tokens.kinds.get(token).copied().unwrap_or(EndMarker)
    }

    pub fn span(&self, token: usize) -> Span {
        self.tokens.spans[token.min(self.tokens.len() - 1)]
    }

    /// The stretch of a token as CPython sees it: a line end has its comment and its character, other layout is where
    /// the next text begins.
    pub fn mark(&self, token: usize) -> Span {
        match self.kind_at(token) {
            Newline if self.is_end(token) => Span::at(self.next_text(token)),
            Newline => newline(self.source.text(), self.span(token).end as usize),
            Indent | Dedent | EndMarker => Span::at(self.next_text(token)),
            _ => self.span(token),
        }
    }

    /// Whether the program is an expression alone.
    pub fn is_expression(&self) -> bool {
        self.kind_at(0) == StartExpression
    }

    /// Whether a token is the program's end. That of an interactive statement is a line's end to the parser.
    pub fn is_end(&self, token: usize) -> bool {
        match self.kind_at(token) {
            EndMarker => true,
            Newline if self.kind_at(0) == StartInteractive => {
                let behind = &self.source.text()[self.span(token).end as usize..];
                matches!(self.kind_at(token - 1), Newline | Dedent) || !behind.contains('\n')
            }
            _ => false,
        }
    }

    fn next_text(&self, token: usize) -> u32 {
        let layout = |kind: &TokenKind| matches!(kind, Newline | Indent | Dedent | EndMarker);
        let next = self.tokens.kinds.iter().skip(token).position(|kind| !layout(kind));
        next.map_or(self.source.text().len() as u32, |skipped| self.span(token + skipped).start)
    }

    /// The token that starts at an offset of the stack's spans.
    pub fn token_at(&self, offset: u32) -> usize {
        let first = self.tokens.spans.partition_point(|span| span.start < offset);
        let visible = |&token: &usize| self.span(token).start != self.span(token).end || self.span(token).start > offset;
        (first..self.tokens.len()).find(visible).unwrap_or(first)
    }

    /// As `token_at`, where a line end may be what is looked for.
    pub fn token_at_or_layout(&self, offset: u32) -> usize {
        self.tokens.spans.partition_point(|span| span.start < offset)
    }

    pub fn text(&self, span: Span) -> &'a str {
        self.source.slice(span)
    }

    pub fn line(&self, offset: u32) -> u32 {
        self.source.position(offset).line
    }

    /// The stretch from one token's start to another's end.
    pub fn range(&self, first: usize, last: usize) -> Span {
        Span::new(self.span(first).start, self.span(last).end)
    }

    /// The longest expression that starts at a token.
    pub fn longest(&self, start: usize, extent: Extent) -> Option<Stretch> {
        let mut stack = Stack::fresh();
        stack.feed(StartExpression, Span::default());
        let (mut at, mut depth, mut end) = (start, 0_u32, None);
        // Asking whether an expression is complete costs as much as it is deep.
        let mut fuel = 64 + 8 * (self.tokens.len() - start);
        while at < self.tokens.len() {
            let kind = self.tokens.kinds[at];
            let stops = depth == 0 && at > start && extent.ends_before(kind, self.tokens.kinds[at - 1]);
            let opens = matches!(kind, EndMarker | Newline) || (depth == 0 && extent.excludes(kind));
            if stops || opens || !stack.feed(kind, self.tokens.spans[at]) {
                break;
            }
            match kind {
                LPar | LSqb | LBrace | WithLPar | FStringStart | TStringStart => depth += 1,
                RPar | RSqb | RBrace | FStringEnd | TStringEnd => depth = depth.saturating_sub(1),
                _ => {}
            }
            at += 1;
            if depth == 0 && fuel > stack.depth() {
                fuel -= stack.depth();
                end = if stack.accepts(EndMarker) { Some(at) } else { end };
            }
        }
        Some(Stretch { start, end: end? })
    }

    /// Where an attempt at an expression stops, whether or not one was found.
    pub fn reach(&self, start: usize) -> usize {
        let mut stack = Stack::fresh();
        stack.feed(StartExpression, Span::default());
        let taken = (start..self.tokens.len())
            .take_while(|&at| !matches!(self.tokens.kinds[at], EndMarker | Newline))
            .take_while(|&at| stack.feed(self.tokens.kinds[at], self.tokens.spans[at]))
            .count();
        start + taken
    }

    /// Where the `for` clauses that start at a token end.
    pub fn comprehensions(&self, start: usize) -> Option<usize> {
        let mut stack = Stack::fresh();
        for kind in [StartExpression, LPar, Name] {
            stack.feed(kind, Span::default());
        }
        let (mut at, mut end, mut level) = (start, Option::None, 0_i32);
        let base = stack.depth();
        while at < self.tokens.len() && stack.depth() >= base - 1 && stack.feed(self.kind_at(at), self.span(at)) {
            level += self.depth_between(at, at + 1);
            at += 1;
            let ends = matches!(self.kind_at(at), RPar | RSqb | RBrace | Comma);
            if level == 0 && ends && stack.accepts(RPar) {
                end = Some(at);
                break;
            }
        }
        end
    }

    /// The partner of an opening bracket.
    pub fn closing(&self, open: usize) -> Option<usize> {
        let is_open = matches!(self.kind_at(open), LPar | LSqb | LBrace | WithLPar);
        let mut depth = 0_usize;
        let found = (open..self.tokens.len()).find(|&at| {
            match self.tokens.kinds[at] {
                LPar | LSqb | LBrace | WithLPar => depth += 1,
                RPar | RSqb | RBrace => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        });
        found.filter(|_| is_open)
    }

    /// Is the bracket at a token not closed before the failure?
    pub fn is_open(&self, open: usize) -> bool {
        self.closing(open).is_none_or(|close| close >= self.at)
    }

    /// The closing bracket of the innermost pair around a token.
    pub fn enclosing_close(&self, token: usize) -> Option<usize> {
        let mut depth = 0_usize;
        (token..self.tokens.len()).find(|&at| match self.tokens.kinds[at] {
            LPar | LSqb | LBrace | WithLPar => {
                depth += 1;
                false
            }
            RPar | RSqb | RBrace => {
                let found = depth == 0;
                depth = depth.saturating_sub(1);
                found
            }
            _ => false,
        })
    }

    /// Is a pair of parentheses the whole of a tuple?
    pub fn parenthesised(&self, open: usize, close: usize) -> bool {
        self.kind_at(open) == LPar && self.closing(open) == Some(close)
    }

    /// The first token of the simple statement around a token.
    pub fn statement_start(&self, token: usize) -> usize {
        // Where the token is in brackets, the way out leads below zero.
        let (mut depth, mut outermost) = (0_i32, 0);
        let boundary = (0..token).rev().find(|&at| {
            match self.tokens.kinds[at] {
                RPar | RSqb | RBrace => depth += 1,
                LPar | LSqb | LBrace | WithLPar => {
                    depth -= 1;
                    outermost = outermost.min(depth);
                }
                Newline | Indent | Dedent | StartModule | StartInteractive => return true,
                Semi | Colon => return depth == outermost,
                _ => {}
            }
            false
        });
        boundary.map_or(1, |boundary| boundary + 1)
    }

    /// The first token of a kind outside brackets, in the rest of the logical line.
    pub fn find_at_level(&self, start: usize, kind: TokenKind) -> Option<usize> {
        let mut depth = 0_i32;
        let mut rest = (start..self.tokens.len()).take_while(|&at| self.tokens.kinds[at] != Newline);
        rest.find(|&at| {
            match self.tokens.kinds[at] {
                LPar | LSqb | LBrace | WithLPar => depth += 1,
                RPar | RSqb | RBrace => depth -= 1,
                _ => {}
            }
            depth <= 0 && self.tokens.kinds[at] == kind
        })
    }

    /// How many brackets are open between two tokens.
    pub fn depth_between(&self, start: usize, end: usize) -> i32 {
        self.tokens.kinds[start..end].iter().fold(0, |depth, kind| match kind {
            LPar | LSqb | LBrace | WithLPar => depth + 1,
            RPar | RSqb | RBrace => depth - 1,
            _ => depth,
        })
    }

    /// What the builder notes of a stretch `target = … =` as the head of an assignment; the last `=` may be missing.
    pub fn target_error(&self, start: usize, end: usize, add_equal: bool) -> Option<Diagnostic> {
        let mut tokens = Tokens::default();
        let from = self.span(start).start;
        let to = self.span(end.checked_sub(1)?).end;
        tokens.push(StartModule, Span::at(from));
        for at in start..end {
            tokens.push(self.tokens.kinds[at], self.tokens.spans[at]);
        }
        let equal: &[TokenKind] = if add_equal { &[Equal] } else { &[] };
        for &kind in equal.iter().chain(&[Ellipsis, Newline, EndMarker]) {
            tokens.push(kind, Span::at(to));
        }
        let mut builder = Builder::new(self.source, &[]);
        let _ = driver::drive(&tokens, &mut builder);
        builder.finish().1.into_iter().next()
    }

    /// The tokens of a stretch as a tree of their own.
    pub fn parse(&self, start: usize, end: usize) -> Option<(Ast, Id<Expr>)> {
        let mut tokens = Tokens::default();
        let (from, to) = (self.span(start).start, self.span(end.checked_sub(1)?).end);
        tokens.push(StartExpression, Span::at(from));
        for at in start..end {
            tokens.push(self.tokens.kinds[at], self.tokens.spans[at]);
        }
        tokens.push(EndMarker, Span::at(to));
        let mut builder = Builder::new(self.source, &[]);
        let root = driver::drive(&tokens, &mut builder).ok()?;
        let (ast, ..) = builder.finish();
        match ast[root] {
            Mod::Expression { body } => Some((ast, body)),
            _ => None,
        }
    }

    /// CPython's name for the kind of expression that a stretch is, and its own stretch.
    pub fn describe(&self, start: usize, end: usize) -> Option<(&'static str, Span)> {
        let (ast, expr) = self.parse(start, end)?;
        Some((expression_kind(&ast, expr), ast.span(expr)))
    }

    /// The stretch of the node that tokens make: parentheses around an expression are not part of it.
    pub fn node(&self, start: usize, end: usize) -> Span {
        self.describe(start, end).map_or_else(|| self.range(start, end - 1), |(_, span)| span)
    }

    /// The character that ends at an offset.
    pub fn last_character(&self, end: u32) -> Span {
        Span::new(self.source.text().floor_char_boundary((end as usize).saturating_sub(1)) as u32, end)
    }

    /// How many brackets are open after a token.
    pub fn level_after(&self, token: usize) -> usize {
        let kinds = &self.tokens.kinds[..=token.min(self.tokens.len() - 1)];
        let line = kinds.iter().rposition(|kind| matches!(kind, Newline | Indent | Dedent)).unwrap_or(0);
        kinds[line..].iter().fold(0, |level: usize, kind| match kind {
            LPar | LSqb | LBrace | WithLPar => level + 1,
            RPar | RSqb | RBrace => level.saturating_sub(1),
            _ => level,
        })
    }
}

impl Extent {
    fn excludes(self, kind: TokenKind) -> bool {
        match self {
            Extent::Tuple => false,
            Extent::Expression => kind == Comma,
            Extent::Disjunction => matches!(kind, Comma | If | Lambda),
            Extent::BitwiseOr => {
                let compares = matches!(kind, EqEqual | NotEqual | Less | LessEqual | Greater | GreaterEqual | Is | In);
                compares || matches!(kind, Comma | If | Lambda | Not | And | Or)
            }
        }
    }

    /// `not` after an operand is `not in`, which only comparisons have.
    fn ends_before(self, kind: TokenKind, _previous: TokenKind) -> bool {
        self == Extent::BitwiseOr && kind == Not
    }
}

/// The stretch of the line end that follows a token: from its comment on, if it has one.
fn newline(text: &str, mut at: usize) -> Span {
    let bytes = text.as_bytes();
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t' | b'\x0c') => at += 1,
            // A joined line: the end is on the next.
            Some(b'\\') => at += 1 + memchr::memchr(b'\n', &bytes[at + 1..]).map_or(0, |skipped| skipped + 1),
            _ => break,
        }
    }
    let rest = &bytes[at..];
    let end = at + memchr::memchr2(b'\n', b'\r', rest).map_or(rest.len(), |skipped| skipped + 1);
    Span::new(at as u32, end as u32)
}
