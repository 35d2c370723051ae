//! Compound statements: their colons, their blocks, and what must follow.

use super::lexical;
use super::scene::{Extent, Scene};
use super::stack::Stack;
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::TokenKind::*;
use crate::parser::driver::nonterminal::{
    BLOCK, EXPRESSIONS, PARAMETERS, REPEATED_EXCEPT_HANDLER, REPEATED_EXCEPT_STAR_HANDLER, RETURNS, TYPE_PARAMS,
};
use std::option::Option::None;

/// A line end after a head, and no indentation.
pub(super) fn expected_block(scene: &Scene) -> Option<Diagnostic> {
    if !scene.stack.is(0, Newline) || !scene.stack.is(1, Colon) || !scene.stack.accepts(Indent) {
        return None;
    }
    let (after, offset) = (2..scene.stack.depth()).find_map(|below| head(&scene.stack, below))?;
    scene.error_here(Message::ExpectedBlock { after, line: scene.line(offset) })
}

/// The statement that a keyword on the stack begins.
fn head(stack: &Stack, below: usize) -> Option<(&'static str, u32)> {
    const HEADS: [(crate::lexer::TokenKind, &str); 13] = [
        (If, "'if' statement"),
        (Elif, "'elif' statement"),
        (Else, "'else' statement"),
        (While, "'while' statement"),
        (For, "'for' statement"),
        (With, "'with' statement"),
        (Try, "'try' statement"),
        (Except, "'except' statement"),
        (Finally, "'finally' statement"),
        (Match, "'match' statement"),
        (Case, "'case' statement"),
        (Def, "function definition"),
        (Class, "class definition"),
    ];
    let (_, name) = HEADS.iter().find(|&&(kind, _)| stack.is(below, kind))?;
    let star = stack.is(below, Except) && below > 0 && stack.is(below - 1, Star);
    Some((if star { "'except*' statement" } else { name }, stack.span(below).start))
}

pub(super) fn explain(scene: &Scene) -> Option<Diagnostic> {
    forced_colon(scene)
        .or_else(|| forced_parenthesis(scene))
        .or_else(|| missing_handler(scene))
        .or_else(|| elif_after_else(scene))
        .or_else(|| bare_with(scene))
        .or_else(|| except(scene))
}

/// After `else`, `try`, `finally` and the head of a function nothing else will do.
fn forced_colon(scene: &Scene) -> Option<Diagnostic> {
    // `def f() -> :` says nothing of what comes back, so the arrow is in the colon's place.
    let arrow = (0..scene.stack.depth()).take(16).find(|&below| scene.stack.is(below, RArrow));
    if let Some(arrow) = arrow
        && scene.longest(scene.token_at_or_layout(scene.stack.span(arrow).end), Extent::Expression).is_none()
    {
        return scene.error(Message::ExpectedColon, scene.stack.span(arrow));
    }
    let stack = scene.stack.after(Colon)?;
    let keyword = stack.is(1, Else) || stack.is(1, Try) || stack.is(1, Finally);
    let function = [PARAMETERS, RETURNS].contains(&stack.symbol(1));
    (keyword || function).then(|| scene.error_here(Message::ExpectedColon))?
}

fn forced_parenthesis(scene: &Scene) -> Option<Diagnostic> {
    // Type parameters that cannot be read are none, so their bracket is in the parenthesis's place.
    let bracket = (0..scene.stack.depth()).take(32).find(|&below| scene.stack.is(below, LSqb));
    if let Some(bracket) = bracket
        && scene.stack.is(bracket + 1, Name)
        && scene.stack.is(bracket + 2, Def)
        && scene.is_open(scene.token_at(scene.stack.span(bracket).start))
        && super::parameters::type_params(scene).is_none()
    {
        return scene.error(Message::ExpectedParenthesis, scene.stack.span(bracket));
    }
    let stack = scene.stack.after(LPar)?;
    let name = if stack.symbol(1) == TYPE_PARAMS { 2 } else { 1 };
    (stack.is(name, Name) && stack.is(name + 1, Def)).then(|| scene.error_here(Message::ExpectedParenthesis))?
}

/// The head of another statement ends without its colon.
pub(super) fn colon_before_line_end(scene: &Scene) -> Option<Diagnostic> {
    if scene.kind != Newline {
        return None;
    }
    let opens_block = |stack: Stack| stack.after(Newline).filter(|stack| stack.accepts(Indent));
    let stack = scene.stack.after(Colon)?;
    let found = !catches_several(scene, &stack) && opens_block(stack).is_some();
    found.then(|| scene.error_here(Message::ExpectedColon))?
}

/// `except x, y`: CPython looks for one exception here.
fn catches_several(scene: &Scene, stack: &Stack) -> bool {
    let caught = stack.symbol(1) == EXPRESSIONS && (stack.is(2, Except) || (stack.is(2, Star) && stack.is(3, Except)));
    let comma = || scene.find_at_level(scene.token_at(stack.span(1).start), Comma);
    caught && comma().is_some_and(|comma| comma < scene.at)
}

/// `with (x as y)` without a colon looks like a call or a group.
fn bare_with(scene: &Scene) -> Option<Diagnostic> {
    let group = |&below: &usize| scene.stack.is(below, LPar) && scene.stack.is(below + 1, With);
    let open = (0..scene.stack.depth()).take(32).find(group)?;
    let open = scene.token_at(scene.stack.span(open).start);
    if scene.kind != As || !scene.is_open(open) {
        return None;
    }
    let end = items_end(scene, open + 1);
    let message = match (scene.kind_at(end), scene.kind_at(end + 1)) {
        (Newline | EndMarker | Error, _) => return lexical::never_closed(scene),
        (RPar, Newline) => Message::ExpectedColon,
        _ => Message::InvalidSyntax,
    };
    let at = if scene.kind_at(end) == RPar { end + 1 } else { end };
    scene.error(message, scene.mark(at))
}

/// Where what reads as items of a `with` stops.
fn items_end(scene: &Scene, mut at: usize) -> usize {
    while let Some(item) = scene.longest(at, Extent::Expression) {
        at = item.end;
        if scene.kind_at(at) == As {
            at = scene.longest(at + 1, Extent::BitwiseOr).map_or(at + 1, |target| target.end);
        }
        if scene.kind_at(at) != Comma {
            break;
        }
        at += 1;
    }
    at
}

/// `match x` at the start of a line, up to its end.
pub(super) fn bare_match(scene: &Scene) -> Option<Diagnostic> {
    let word = scene.at.checked_sub(1)?;
    let starts_line = word == 1 || matches!(scene.kind_at(word.checked_sub(1)?), Newline | Indent | Dedent);
    if !starts_line || scene.is_expression() || scene.kind_at(word) != Name || scene.text(scene.span(word)) != "match" {
        return None;
    }
    let subject = scene.longest(scene.at, Extent::Tuple)?;
    match (scene.kind_at(subject.end), scene.kind_at(subject.end + 1)) {
        (Newline, _) => scene.error(Message::ExpectedColon, scene.mark(subject.end)),
        // The cases stand on lines of their own.
        (Colon, next) if next != Newline => scene.error(Message::InvalidSyntax, scene.mark(subject.end + 1)),
        _ => None,
    }
}

fn missing_handler(scene: &Scene) -> Option<Diagnostic> {
    let stack = scene.stack.after(Finally)?;
    let body = stack.symbol(1) == BLOCK && stack.is(2, Colon) && stack.is(3, Try);
    body.then(|| scene.error_here(Message::ExpectedHandler))?
}

fn elif_after_else(scene: &Scene) -> Option<Diagnostic> {
    if scene.kind != Elif || !(scene.stack.is(0, Newline) || scene.stack.is(0, Dedent)) {
        return None;
    }
    let colon = (0..scene.stack.depth().min(6)).find(|&below| scene.stack.is(below, Colon))?;
    scene.stack.is(colon + 1, Else).then(|| scene.error_here(Message::ElifAfterElse))?
}

/// Heads of handlers.
fn except(scene: &Scene) -> Option<Diagnostic> {
    let stack = &scene.stack;
    if stack.is(0, Star) && stack.is(1, Except) && matches!(scene.kind, Newline | Colon) {
        return scene.error_here(Message::ExceptStarWithoutType);
    }
    mixed_handlers(scene).or_else(|| several_exceptions(scene)).or_else(|| except_target(scene))
}

/// `except` and `except*` on one `try`.
fn mixed_handlers(scene: &Scene) -> Option<Diagnostic> {
    let stack = &scene.stack;
    if !stack.is(0, Except) {
        return None;
    }
    let span = match (stack.symbol(1), scene.kind) {
        (REPEATED_EXCEPT_HANDLER, Star) => stack.span(0).to(scene.span(scene.at)),
        (REPEATED_EXCEPT_STAR_HANDLER, _) => stack.span(0),
        _ => return None,
    };
    scene.error(Message::ExceptAndExceptStar, span)
}

/// `except x, y as z:`.
fn several_exceptions(scene: &Scene) -> Option<Diagnostic> {
    if scene.kind != As || scene.kind_at(scene.at + 1) != Name || scene.kind_at(scene.at + 2) != Colon {
        return None;
    }
    let stack = scene.stack.after(Colon)?;
    let several = stack.symbol(1) == EXPRESSIONS && (stack.is(2, Except) || (stack.is(2, Star) && stack.is(3, Except)));
    let span = stack.span(1).to(scene.span(scene.at + 2));
    several.then(|| scene.error(Message::ExceptionsNotParenthesised, span))?
}

/// `except x as y.z:`.
fn except_target(scene: &Scene) -> Option<Diagnostic> {
    let stack = &scene.stack;
    let named = if stack.is(0, As) { 0 } else { 1 };
    let keyword = if stack.is(named + 2, Star) { named + 3 } else { named + 2 };
    if !stack.is(named, As) || !stack.is(keyword, Except) {
        return None;
    }
    let statement = if keyword == named + 3 { "except*" } else { "except" };
    let target = scene.longest(scene.token_at(stack.span(named).end), Extent::Expression)?;
    let (what, span) = scene.describe(target.start, target.end)?;
    let complete = scene.kind_at(target.end) == Colon && what != "name";
    complete.then(|| scene.error(Message::ExceptTarget { statement, what }, span))?
}
