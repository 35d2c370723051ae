//! Replacement fields of f- and t-strings.

use super::lexical;
use super::scene::{Extent, Scene};
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::TokenKind::*;

/// The innermost open field: its brace's token, and the string's letter.
fn field(scene: &Scene) -> Option<(usize, char)> {
    let stack = &scene.stack;
    let string = (0..stack.depth()).find(|&below| stack.is(below, FStringStart) || stack.is(below, TStringStart))?;
    let prefix = if stack.is(string, FStringStart) { 'f' } else { 't' };
    let opens_field = |&token: &usize| {
        let before = token.checked_sub(1).map(|before| scene.kind_at(before));
        scene.kind_at(token) == LBrace
            && scene.is_open(token)
            && matches!(before, Some(FStringStart | TStringStart | FStringMiddle | TStringMiddle | RBrace | Colon))
    };
    let braces = (0..string).filter(|&below| stack.is(below, LBrace)).map(|below| scene.token_at(stack.span(below).start));
    Some((braces.into_iter().find(opens_field)?, prefix))
}

/// Whether a brace on the stack is the one that opens the innermost field.
pub(super) fn is_first_in_field(scene: &Scene, brace: usize) -> bool {
    field(scene).is_some_and(|(opening, _)| opening == scene.token_at(scene.stack.span(brace).start))
}

pub(super) fn explain(scene: &Scene) -> Option<Diagnostic> {
    if !scene.stack.is(0, LBrace) && scene.kind != FStringMiddle && scene.kind != TStringMiddle {
        return Option::None;
    }
    let (brace, prefix) = field(scene)?;
    if scene.stack.is(0, Colon) && matches!(scene.kind, FStringMiddle | TStringMiddle) {
        let lambda = (0..scene.stack.depth()).take(4).find(|&below| scene.stack.is(below, Lambda))?;
        let span = scene.stack.span(lambda).to(scene.stack.span(0));
        return scene.error(Message::LambdaInField { prefix }, span);
    }
    let before = match scene.kind {
        Equal => "=",
        Exclamation => "!",
        Colon => ":",
        RBrace => "}",
        _ => return Option::None,
    };
    (brace + 1 == scene.at).then(|| scene.error_here(Message::FieldWithoutValue { prefix, before }))?
}

/// What a field lacks, part by part.
pub(super) fn incomplete(scene: &Scene) -> Option<Diagnostic> {
    let (brace, prefix) = field(scene)?;
    let mut at = brace + 1;
    let yields = scene.kind_at(at) == Yield;
    if yields {
        at += 1 + usize::from(scene.kind_at(at + 1) == From);
    }
    let value = match scene.longest(at, Extent::Tuple) {
        Some(value) => value.end,
        Option::None if yields => at,
        Option::None => return scene.error(Message::FieldValue { prefix }, scene.mark(at)),
    };
    let expects = |token: usize, what| scene.error(Message::FieldExpects { prefix, what }, scene.mark(token));
    let mut at = value;
    if scene.kind_at(at) == String && scene.kind_at(at - 1) == Name {
        // CPython takes this for a call without parentheses first, and reads on.
        let next = (at..scene.tokens.len()).find(|&at| scene.kind_at(at) != String)?;
        if let Some(error) = lexical::at(scene, next) {
            return Some(error.clone());
        }
    }
    if !matches!(scene.kind_at(at), Equal | Exclamation | Colon | RBrace) {
        return expects(at, "'=', or '!', or ':', or '}'");
    }
    if scene.kind_at(at) == Equal {
        at += 1;
        if !matches!(scene.kind_at(at), Exclamation | Colon | RBrace) {
            return expects(at, "'!', or ':', or '}'");
        }
    }
    if scene.kind_at(at) == Exclamation {
        at += 1;
        match scene.kind_at(at) {
            Name => at += 1,
            Colon | RBrace => return scene.error(Message::ConversionMissing { prefix }, scene.mark(at)),
            _ => return scene.error(Message::ConversionNotName { prefix }, scene.mark(at)),
        }
    }
    match scene.kind_at(at) {
        Colon => expects(scene.at, "'}', or format specs"),
        RBrace => Option::None,
        _ => expects(at, "':' or '}'"),
    }
}
