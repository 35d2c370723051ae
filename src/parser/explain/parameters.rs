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
    if !matches!(scene.kind, RPar | Comma) || !scene.stack.is(0, Equal) || !parameter {
        return Option::None;
    }
    let open = (0..scene.at).rev().find(|&at| scene.kind_at(at) == LPar && scene.depth_between(at, scene.at) == 1);
    if let Some(slash) = open.map(|open| open + 1)
        && scene.kind_at(slash) == Slash
        && scene.kind_at(slash + 1) == Comma
    {
        return scene.error(Message::SlashFirst, scene.span(slash));
    }
    scene.error(Message::MissingDefault, scene.stack.span(0))
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
    // Only those that can be given by place.
    let list = (0..scene.at).rev().take_while(|&at| !matches!(scene.kind_at(at), LPar | Lambda));
    if list.into_iter().any(|at| matches!(scene.kind_at(at), Star | DoubleStar)) {
        return Option::None;
    }
    let mut at = scene.at + 1;
    let plain = loop {
        if scene.kind_at(at) != Name {
            break false;
        }
        at += 1;
        if of == "Function" && scene.kind_at(at) == Colon {
            at = scene.longest(at + 1, Extent::Expression)?.end;
        }
        at += usize::from(scene.kind_at(at) == Comma);
        if at >= close {
            break at == close;
        }
        if scene.kind_at(at - 1) != Comma {
            break false;
        }
    };
    plain.then(|| scene.error(Message::ParenthesisedParameters { of }, scene.range(scene.at, close)))?
}

/// `def f(a, / *b)`.
fn slash_and_star(scene: &Scene) -> Option<Diagnostic> {
    let separates = |list| [SEPARATED_PARAMETERS, SEPARATED_LAMBDA_PARAMETER].contains(&list);
    let found = scene.kind == Star && scene.stack.is(0, Slash) && separates(scene.stack.after(Comma)?.symbol(1));
    found.then(|| scene.error_here(Message::ExpectedSlashComma))?
}

/// `class A[]`, `def f[*a: int]()`.
pub(super) fn type_params(scene: &Scene) -> Option<Diagnostic> {
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
        // Its default is no part of a parameter.
        Message::ParameterAfterDoubleStar => {
            let annotation = (scene.kind_at(first + 1) == Colon && !in_lambda(scene, first))
                .then(|| scene.longest(first + 2, Extent::Expression))
                .flatten();
            let last = annotation.map_or(first, |annotation| annotation.end - 1);
            scene.error(noted.message.clone(), scene.range(first, last))
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
