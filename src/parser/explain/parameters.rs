//! Parameters and type parameters.

use super::scene::Extent;
use super::scene::Scene;
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::TokenKind::*;
use crate::parser::driver::nonterminal::{
    ANNOTATED_NAME, BARE_NAME, LAMBDA_PARAMETER, PARAMETER, SEPARATED_LAMBDA_PARAMETER, SEPARATED_PARAMETERS, TYPE_PARAM,
};
use crate::source::Span;

pub(super) fn explain(scene: &Scene) -> Option<Diagnostic> {
    missing_default(scene)
        .or_else(|| star_default(scene))
        .or_else(|| parenthesised(scene))
        .or_else(|| slash_and_star(scene))
        .or_else(|| type_params(scene))
}

/// `def f(a=)`.
fn missing_default(scene: &Scene) -> Option<Diagnostic> {
    let parameter = [ANNOTATED_NAME, BARE_NAME].contains(&scene.stack.symbol(1));
    let found = matches!(scene.kind, RPar | Comma) && scene.stack.is(0, Equal) && parameter;
    found.then(|| scene.error(Message::MissingDefault, scene.stack.span(0)))?
}

/// `def f(*a=1)`.
fn star_default(scene: &Scene) -> Option<Diagnostic> {
    if scene.kind != Equal {
        return Option::None;
    }
    let name = annotated(scene).unwrap_or(scene.at).checked_sub(1)?;
    let message = match scene.kind_at(name.checked_sub(1)?) {
        Star if scene.kind_at(name) == Name => Message::StarDefault,
        DoubleStar if scene.kind_at(name) == Name => Message::DoubleStarDefault,
        _ => return Option::None,
    };
    let list = scene.stack.after(Comma)?.symbol(1);
    [SEPARATED_PARAMETERS, SEPARATED_LAMBDA_PARAMETER].contains(&list).then(|| scene.error_here(message))?
}

/// The colon of the annotation that ends here, outside brackets.
fn annotated(scene: &Scene) -> Option<usize> {
    let mut depth = 0_u32;
    for at in (0..scene.at).rev() {
        match scene.kind_at(at) {
            RPar | RSqb | RBrace => depth += 1,
            LPar | LSqb | LBrace | Comma | Equal if depth == 0 => return Option::None,
            LPar | LSqb | LBrace => depth -= 1,
            Colon if depth == 0 => return Some(at),
            _ => {}
        }
    }
    Option::None
}

/// `def f((a, b))`.
fn parenthesised(scene: &Scene) -> Option<Diagnostic> {
    let of = match () {
        () if scene.stack.expects(0, PARAMETER) => "Function",
        () if scene.stack.expects(0, LAMBDA_PARAMETER) => "Lambda expression",
        () => return Option::None,
    };
    let close = (scene.kind == LPar).then(|| scene.closing(scene.at))??;
    let plain = close > scene.at + 1
        && (scene.at + 1..close)
            .enumerate()
            .all(|(place, at)| scene.kind_at(at) == if place % 2 == 0 { Name } else { Comma });
    plain.then(|| scene.error(Message::ParenthesisedParameters { of }, scene.range(scene.at, close)))?
}

/// `def f(a, / *b)`.
fn slash_and_star(scene: &Scene) -> Option<Diagnostic> {
    let separates = |list| [SEPARATED_PARAMETERS, SEPARATED_LAMBDA_PARAMETER].contains(&list);
    let found = scene.kind == Star && scene.stack.is(0, Slash) && separates(scene.stack.after(Comma)?.symbol(1));
    found.then(|| scene.error_here(Message::ExpectedSlashComma))?
}

/// `class A[]`, `def f[*a: int]()`.
fn type_params(scene: &Scene) -> Option<Diagnostic> {
    if scene.kind == RSqb && scene.stack.is(0, LSqb) && scene.stack.expects(0, TYPE_PARAM) {
        // A type alias is read as far as its `=`.
        let last = if scene.kind_at(scene.at + 1) == Equal { scene.at + 1 } else { scene.at };
        return scene.error(Message::EmptyTypeParams, scene.range(scene.at, last));
    }
    if scene.kind != Colon || !scene.stack.is(0, Name) || !scene.stack.expects(2, TYPE_PARAM) {
        return Option::None;
    }
    let of = if scene.stack.is(1, Star) { "TypeVarTuple" } else { "ParamSpec" };
    let bound = scene.longest(scene.at + 1, Extent::Expression)?;
    let (kind, _) = scene.describe(bound.start, bound.end)?;
    let with = if kind == "tuple" { "constraints" } else { "bound" };
    let span = Span::new(scene.span(scene.at).start, scene.mark(bound.end).end);
    scene.error(Message::TypeParamBound { with, of }, span)
}

/// Parameters out of order: the words and the place of some depend on what follows.
pub(super) fn refined(scene: &Scene, noted: &Diagnostic) -> Option<Diagnostic> {
    let first = scene.token_at(noted.span.start);
    match noted.message {
        Message::SlashFirst if scene.kind_at(first + 1) != Comma => scene.error(Message::InvalidSyntax, noted.span),
        Message::StarTwice | Message::ParameterAfterDoubleStar if matches!(scene.kind_at(first), Star | DoubleStar) => {
            scene.error(noted.message.clone(), scene.span(first))
        }
        Message::NamedParametersMustFollowStar if in_lambda(scene, first) => {
            let last = if scene.kind_at(first + 1) == Comma { first + 2 } else { first + 1 };
            scene.error(noted.message.clone(), scene.span(last))
        }
        _ => Option::None,
    }
}

/// Is the list of parameters that a token is in a lambda's?
fn in_lambda(scene: &Scene, token: usize) -> bool {
    let mut depth = 0_usize;
    for at in (0..token).rev() {
        match scene.kind_at(at) {
            RPar | RSqb | RBrace => depth += 1,
            LPar | LSqb | LBrace if depth == 0 => return false,
            LPar | LSqb | LBrace => depth -= 1,
            Lambda if depth == 0 => return true,
            _ => {}
        }
    }
    false
}
