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

/// `case {**_}` has words of its own nowhere in CPython.
pub(super) fn refined(scene: &Scene, noted: &Diagnostic) -> Option<Diagnostic> {
    let target = scene.token_at(noted.span.start);
    let is_rest = noted.message == Message::WildcardTarget && target > 0 && scene.kind_at(target - 1) == DoubleStar;
    is_rest.then(|| scene.error(Message::InvalidSyntax, noted.span))?
}

/// `case A(a=b, c)`: the stretch of the positional patterns.
fn positional_after_keyword(scene: &Scene) -> Option<Diagnostic> {
    let stack = &scene.stack;
    // A name may begin a keyword pattern, so the failure is behind it; any other pattern fails where it starts.
    let first = match scene.kind {
        Comma | RPar | LPar | Dot | VBar | As if stack.is(0, Name) => 1,
        _ => 0,
    };
    if !stack.is(first, Comma) || stack.symbol(first + 1) != KEYWORD_PATTERNS {
        return None;
    }
    let start = scene.at - first;
    let mut end = positional_pattern(scene, start)?;
    while scene.kind_at(end) == Comma && !(scene.kind_at(end + 1) == Name && scene.kind_at(end + 2) == Equal) {
        match positional_pattern(scene, end + 1) {
            Some(next) => end = next,
            None => break,
        }
    }
    scene.error(Message::PositionalAfterKeywordPattern, scene.range(start, end - 1))
}

/// Where the pattern that starts at a token ends: at a comma or bracket outside its own brackets.
fn positional_pattern(scene: &Scene, start: usize) -> Option<usize> {
    let mut depth = 0_u32;
    let end = (start..scene.tokens.len()).find(|&at| match scene.kind_at(at) {
        LPar | LSqb | LBrace => {
            depth += 1;
            false
        }
        RPar | RSqb | RBrace if depth > 0 => {
            depth -= 1;
            false
        }
        Comma | RPar | RSqb | RBrace => depth == 0,
        Newline | EndMarker => true,
        _ => false,
    })?;
    (end > start && matches!(scene.kind_at(end), Comma | RPar)).then_some(end)
}
