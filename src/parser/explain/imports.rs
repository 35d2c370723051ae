//! Imports.

use super::scene::{Extent, Scene};
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::TokenKind::*;
use crate::parser::driver::nonterminal::{SEPARATED_DOTTED_ALIAS, SEPARATED_IMPORT_ALIAS};
use crate::source::Span;
use std::option::Option::None;

pub(super) fn explain(scene: &Scene) -> Option<Diagnostic> {
    no_names(scene).or_else(|| trailing_comma(scene)).or_else(|| reversed(scene)).or_else(|| target(scene))
}

fn no_names(scene: &Scene) -> Option<Diagnostic> {
    let found = scene.kind == Newline && scene.stack.is(0, Import);
    found.then(|| scene.error_here(Message::ExpectedImportNames))?
}

fn trailing_comma(scene: &Scene) -> Option<Diagnostic> {
    let found = scene.kind == Newline
        && scene.stack.is(0, Comma)
        && scene.stack.symbol(1) == SEPARATED_IMPORT_ALIAS
        && scene.stack.is(2, Import);
    found.then(|| scene.error_here(Message::TrailingImportComma))?
}

/// `import name from module`.
fn reversed(scene: &Scene) -> Option<Diagnostic> {
    if scene.kind != From || scene.kind_at(scene.at + 1) != Name {
        return None;
    }
    let stack = scene.stack.after(Comma)?;
    if stack.symbol(1) != SEPARATED_DOTTED_ALIAS || !stack.is(2, Import) {
        return None;
    }
    let mut next = scene.at + 2;
    while scene.kind_at(next) == Dot && scene.kind_at(next + 1) == Name {
        next += 2;
    }
    scene.error(Message::ImportFrom, Span::new(stack.span(2).start, scene.mark(next).end))
}

/// `import a as b.c`.
fn target(scene: &Scene) -> Option<Diagnostic> {
    let named = if scene.stack.is(0, As) { 0 } else { 1 };
    if !scene.stack.is(named, As) || (named == 1 && matches!(scene.kind, Comma | RPar | Semi | Newline)) {
        return None;
    }
    let imports = (named + 1..scene.stack.depth()).take(6).any(|below| scene.stack.is(below, Import));
    let target = scene.longest(scene.token_at(scene.stack.span(named).end), Extent::Expression).filter(|_| imports)?;
    let (what, span) = scene.describe(target.start, target.end)?;
    scene.error(Message::ImportTarget { what }, span)
}
