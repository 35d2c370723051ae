//! Patterns.

use super::scene::{Extent, Scene};
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::TokenKind::*;
use crate::parser::driver::nonterminal::KEYWORD_PATTERNS;
use std::option::Option::None;

pub(super) fn explain(scene: &Scene) -> Option<Diagnostic> {
    target(scene).or_else(|| positional_after_keyword(scene))
}

/// `case a as b.c`.
fn target(scene: &Scene) -> Option<Diagnostic> {
    let named = if scene.stack.is(0, As) { 0 } else { 1 };
    if !scene.stack.is(named, As) {
        return None;
    }
    let case = (named..scene.stack.depth()).take(64).any(|below| scene.stack.is(below, Case));
    let target = scene.longest(scene.token_at(scene.stack.span(named).end), Extent::Expression).filter(|_| case)?;
    let (what, span) = scene.describe(target.start, target.end)?;
    (what != "name").then(|| scene.error(Message::PatternTarget { what }, span))?
}

/// `case A(a=b, c)`: the stretch of the positional patterns.
fn positional_after_keyword(scene: &Scene) -> Option<Diagnostic> {
    let stack = &scene.stack;
    if !matches!(scene.kind, Comma | RPar)
        || !stack.is(0, Name)
        || !stack.is(1, Comma)
        || stack.symbol(2) != KEYWORD_PATTERNS
    {
        return None;
    }
    let mut last = scene.at - 1;
    while scene.kind_at(last + 1) == Comma && scene.kind_at(last + 2) == Name && scene.kind_at(last + 3) != Equal {
        last += 2;
    }
    scene.error(Message::PositionalAfterKeywordPattern, scene.range(scene.at - 1, last))
}
