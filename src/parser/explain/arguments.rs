//! Arguments of calls.

use super::scene::{Extent, Scene};
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::TokenKind::{self, *};
use crate::parser::driver::nonterminal::{
    ARGUMENT, DISJUNCTION, NAMED_EXPRESSION, PRIMARY, SEPARATED_ARGUMENT, STARRED_SLICE,
};
use crate::source::Span;
use std::option::Option::None;

pub(super) fn explain(scene: &Scene) -> Option<Diagnostic> {
    keyword(scene)
        .or_else(|| missing_value(scene))
        .or_else(|| bare_star(scene))
        .or_else(|| first_generator(scene))
        .or_else(|| later_generator(scene))
}

/// `f(a.b = c)`.
fn keyword(scene: &Scene) -> Option<Diagnostic> {
    if scene.kind != Equal {
        return None;
    }
    let Some(stack) = scene.stack.after(If) else { return whole_argument(scene) };
    if stack.symbol(1) != DISJUNCTION {
        return whole_argument(scene);
    }
    let start = scene.token_at(stack.span(1).start);
    if stack.expects(2, ARGUMENT) {
        let what = match scene.kind_at(start) {
            True => "True",
            False => "False",
            TokenKind::None => "None",
            _ => {
                let span = scene.node(start, scene.at).to(scene.span(scene.at));
                return scene.error(Message::AssignmentInArgument, span);
            }
        };
        return match start + 1 == scene.at {
            true => scene.error(Message::CannotAssign { what }, scene.range(start, scene.at)),
            false => scene.error(Message::AssignmentInArgument, scene.range(start, scene.at)),
        };
    }
    let what = if stack.is(2, Star) { "iterable" } else { "keyword" };
    if !(stack.is(2, Star) || stack.is(2, DoubleStar)) || !stack.expects(3, ARGUMENT) {
        return whole_argument(scene);
    }
    let value = scene.longest(scene.at + 1, Extent::Expression)?;
    scene.error(Message::AssignedUnpacking { what }, scene.range(start - 1, value.end - 1))
}

/// `f(lambda: a = b)`, `f(a if b else c = d)`: nothing could follow but the end of the argument.
fn whole_argument(scene: &Scene) -> Option<Diagnostic> {
    let argument = (0..scene.stack.depth()).take(32).find(|&below| scene.stack.expects(below, ARGUMENT))?;
    let start = scene.token_at(scene.stack.span(argument).end);
    let value = scene.longest(start, Extent::Expression).filter(|value| value.end == scene.at)?;
    let (what, _) = scene.describe(value.start, value.end)?;
    let found = matches!(what, "lambda" | "conditional expression");
    found.then(|| scene.error(Message::AssignmentInArgument, scene.range(start, scene.at)))?
}

/// `f(a=)`.
fn missing_value(scene: &Scene) -> Option<Diagnostic> {
    let stack = &scene.stack;
    let found = matches!(scene.kind, Comma | RPar) && stack.is(0, Equal) && stack.is(1, Name) && stack.expects(2, ARGUMENT);
    found.then(|| scene.error(Message::MissingArgumentValue, Span::new(stack.span(1).start, stack.span(0).end)))?
}

/// `f(*)`, `(*, a)`, `a[1, *]`; in displays only the first item. Fields of f-strings have an error of their own.
fn bare_star(scene: &Scene) -> Option<Diagnostic> {
    let group = scene.stack.is(1, LPar) && scene.stack.expects(1, NAMED_EXPRESSION);
    let in_field = scene.stack.is(1, LBrace) && super::fields::is_first_in_field(scene, 1);
    let display = scene.stack.is(1, LSqb) || scene.stack.is(1, LBrace) && !in_field;
    let nested = group || display || [ARGUMENT, STARRED_SLICE].iter().any(|&item| scene.stack.expects(1, item));
    let found = scene.stack.is(0, Star) && nested;
    found.then(|| scene.error_here(Message::InvalidStar))?
}

/// `f(*-)`: what follows the star is no expression.
pub(super) fn broken_star(scene: &Scene) -> Option<Diagnostic> {
    let stack = &scene.stack;
    let item = |below: usize| [ARGUMENT, STARRED_SLICE].iter().any(|&item| stack.expects(below, item));
    let star = (0..stack.depth()).take(16).find(|&below| stack.is(below, Star) && item(below + 1))?;
    let unread = scene.longest(scene.token_at_or_layout(stack.span(star).end), Extent::Expression).is_none();
    unread.then(|| scene.error_here(Message::InvalidStar))?
}

/// `f(x for x in y, z)`.
fn first_generator(scene: &Scene) -> Option<Diagnostic> {
    if scene.kind != Comma {
        return Option::None;
    }
    let stack = scene.stack.after(RPar)?;
    if !stack.is(3, LPar) || stack.symbol(4) != PRIMARY || !is_comprehension(scene, stack.span(1)) {
        return Option::None;
    }
    scene.error(Message::UnparenthesisedGenerator, Span::new(stack.span(2).start, stack.span(1).end))
}

fn is_comprehension(scene: &Scene, span: Span) -> bool {
    let starts: [TokenKind; 2] = [For, Async];
    starts.contains(&scene.kind_at(scene.token_at(span.start)))
}

/// `f(a, x for x in y)`.
fn later_generator(scene: &Scene) -> Option<Diagnostic> {
    if !matches!(scene.kind, For | Async) {
        return Option::None;
    }
    let stack = scene.stack.after(If)?;
    let start = scene.token_at(stack.span(1).start);
    let arguments = scene.stack.after(Comma)?;
    // A generator cannot be the only argument of a class.
    let only = arguments.is(2, LPar) && scene.kind_at(start - 1) == LPar;
    if arguments.symbol(1) != SEPARATED_ARGUMENT || stack.symbol(1) != DISJUNCTION || only {
        return Option::None;
    }
    let end = scene.comprehensions(scene.at)?;
    if scene.kind_at(start - 1) == Equal {
        return scene.error(Message::EqualOrWalrus, scene.range(start - 2, start - 1));
    }
    if !stack.expects(2, ARGUMENT) {
        return Option::None;
    }
    // Parentheses around what comes last are no part of it.
    let last =
        (scene.at..end).rev().find(|&at| matches!(scene.kind_at(at), In | If) && scene.depth_between(at, end) == 0)?;
    scene.error(Message::UnparenthesisedGenerator, scene.span(start).to(scene.node(last + 1, end)))
}

/// The place of an argument that stands too late: CPython marks what it read last, or what it skipped.
pub(super) fn refined(scene: &Scene, noted: &Diagnostic) -> Option<Diagnostic> {
    let argument = scene.token_at(noted.span.start);
    let closing = || scene.enclosing_close(argument);
    match noted.message {
        Message::PositionalAfterKeyword | Message::PositionalAfterUnpacking => {
            scene.error(noted.message.clone(), scene.span(closing()?))
        }
        Message::UnpackingAfterKeywordUnpacking => {
            scene.error(noted.message.clone(), scene.range(argument.checked_sub(1)?, closing()?))
        }
        _ => Option::None,
    }
}
