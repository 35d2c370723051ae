//! Lists, sets, dicts, tuples in parentheses, and comprehensions.

use super::scene::{Extent, Scene};
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::TokenKind::*;
use crate::parser::driver::nonterminal::{
    ARGUMENT, DICT_ITEMS, EXPRESSION, NAMED_EXPRESSION, SEPARATED_STAR_NAMED_EXPRESSION,
};
use crate::source::Span;

pub(super) fn explain(scene: &Scene) -> Option<Diagnostic> {
    key_without_colon(scene)
        .or_else(|| key_without_value(scene))
        .or_else(|| comprehension_target(scene))
        .or_else(|| unpacked_in_comprehension(scene))
        .or_else(|| starred_group(scene))
}

/// `{a: b, c}`.
fn key_without_colon(scene: &Scene) -> Option<Diagnostic> {
    let stack = scene.stack.after(Colon)?;
    let key = stack.symbol(1) == EXPRESSION && stack.is(2, Comma) && stack.symbol(3) == DICT_ITEMS;
    let end = stack.span(1).end;
    key.then(|| scene.error(Message::MissingKeyColon, scene.last_character(end)))?
}

/// `{a: b, c and : d}`: CPython takes as much of the key as it can.
pub(super) fn broken_key(scene: &Scene) -> Option<Diagnostic> {
    let stack = &scene.stack;
    let comma =
        (0..stack.depth()).take(16).find(|&below| stack.is(below, Comma) && stack.symbol(below + 1) == DICT_ITEMS)?;
    let key = scene.longest(scene.token_at(stack.span(comma).end), Extent::Expression)?;
    let end = scene.span(key.end - 1).end;
    (scene.kind_at(key.end) != Colon).then(|| scene.error(Message::MissingKeyColon, scene.last_character(end)))?
}

/// `{a: }`, `{a: *b}`.
fn key_without_value(scene: &Scene) -> Option<Diagnostic> {
    let stack = &scene.stack;
    let item = stack.is(2, LBrace) || (stack.is(2, Comma) && stack.symbol(3) == DICT_ITEMS);
    if !stack.is(0, Colon) || stack.symbol(1) != EXPRESSION || !item {
        return Option::None;
    }
    match scene.kind {
        RBrace | Comma => scene.error(Message::MissingDictValue, stack.span(0)),
        Star => {
            let value = scene.longest(scene.at + 1, Extent::BitwiseOr)?;
            scene.error(Message::StarredDictValue, scene.range(scene.at, value.end - 1))
        }
        _ => Option::None,
    }
}

/// `[a, b for c in d]`.
fn comprehension_target(scene: &Scene) -> Option<Diagnostic> {
    if !matches!(scene.kind, For | Async) {
        return Option::None;
    }
    let comma = scene.stack.is(0, Comma);
    let stack = if comma { scene.stack.clone() } else { scene.stack.after(Comma)? };
    let display = stack.symbol(1) == SEPARATED_STAR_NAMED_EXPRESSION && (stack.is(2, LSqb) || stack.is(2, LBrace));
    if !display || scene.comprehensions(scene.at).is_none() {
        return Option::None;
    }
    let Span { start, end } = stack.span(1);
    if comma {
        return scene.error(Message::UnparenthesisedTarget, Span::new(start, stack.span(0).end));
    }
    let first = scene.token_at(start);
    let several = scene.longest(first, Extent::Tuple).is_some_and(|all| {
        scene.kind_at(first) != Star && {
            let one = scene.longest(first, Extent::Expression).map_or(all.end, |one| one.end);
            one < all.end
        }
    });
    if scene.kind_at(first) == Star && scene.find_at_level(first, Comma).is_none_or(|comma| comma > scene.at) {
        return scene.error(Message::IterableInComprehension, Span::new(start, end));
    }
    let several = several || scene.kind_at(first) == Star;
    several.then(|| scene.error(Message::UnparenthesisedTarget, Span::new(start, end)))?
}

/// `(*a for a in b)`, `{**a for a in b}`.
fn unpacked_in_comprehension(scene: &Scene) -> Option<Diagnostic> {
    if !matches!(scene.kind, For | Async) {
        return Option::None;
    }
    let stack = scene.stack.after(Comma)?;
    let first = scene.kind_at(scene.token_at(stack.span(1).start));
    let complete = || scene.comprehensions(scene.at).is_some();
    if stack.is(2, LPar) && first == Star && complete() {
        return scene.error(Message::IterableInComprehension, stack.span(1));
    }
    let mapping = stack.is(2, LBrace) && stack.symbol(1) == DICT_ITEMS && first == DoubleStar && complete();
    mapping.then(|| scene.error(Message::DictInComprehension, scene.span(scene.token_at(stack.span(1).start))))?
}

/// `(*a)`, `(**a)`.
fn starred_group(scene: &Scene) -> Option<Diagnostic> {
    if scene.kind == DoubleStar && scene.stack.is(0, LPar) && scene.stack.expects(0, NAMED_EXPRESSION) {
        let value = scene.longest(scene.at + 1, Extent::Expression)?;
        let closed = scene.kind_at(value.end) == RPar;
        return closed.then(|| scene.error_here(Message::DoubleStarredHere))?;
    }
    let stack = &scene.stack;
    let star = (0..stack.depth()).take(16).find(|&below| stack.is(below, Star) && stack.is(below + 1, LPar))?;
    if !stack.without(star + 1).expects(0, NAMED_EXPRESSION) || stack.expects(star + 1, ARGUMENT) {
        return Option::None;
    }
    let star = scene.token_at(stack.span(star).start);
    let value = scene.longest(star + 1, Extent::Expression)?;
    let closed = scene.kind_at(value.end) == RPar;
    closed.then(|| scene.error(Message::StarredHere, scene.range(star, value.end - 1)))?
}
