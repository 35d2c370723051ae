//! Assignments to what cannot be assigned to.

use super::scene::{Extent, Scene};
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::TokenKind::{self, *};
use crate::parser::driver::nonterminal::{ARGUMENT, BITWISE_OR, EXPRESSION, NAMED_EXPRESSION, STAR_EXPRESSIONS, TARGETS};
use crate::source::Span;
use std::option::Option::None;

pub(super) fn explain(scene: &Scene) -> Option<Diagnostic> {
    named(scene)
        .or_else(|| loop_target(scene))
        .or_else(|| deleted(scene))
        .or_else(|| walrus(scene))
        .or_else(|| yielded(scene))
        .or_else(|| unfinished(scene))
        .or_else(|| compared(scene))
        .or_else(|| annotated(scene))
}

/// `=` where only `==` or `:=` could stand.
fn named(scene: &Scene) -> Option<Diagnostic> {
    if scene.kind != Equal {
        return None;
    }
    let stack = scene.stack.after(VBar)?;
    if stack.symbol(1) != BITWISE_OR || !stack.expects(2, NAMED_EXPRESSION) {
        return None;
    }
    comparison_meant(scene, scene.token_at(stack.span(1).start), scene.at)
}

/// `target = value`, read as a comparison.
fn comparison_meant(scene: &Scene, target: usize, equal: usize) -> Option<Diagnostic> {
    let value = scene.longest(equal + 1, Extent::BitwiseOr)?;
    if matches!(scene.kind_at(value.end), Equal | ColonEqual) {
        return None;
    }
    if target + 1 == equal && scene.kind_at(target) == Name {
        let value = scene.node(equal + 1, value.end);
        return scene.error(Message::EqualOrWalrus, scene.span(target).to(value));
    }
    if starts_with_collection(scene, target) {
        return None;
    }
    let (what, span) = scene.describe(target, equal)?;
    scene.error(Message::AssignHere { what }, span)
}

/// A list, a tuple, a generator or a constant: CPython leaves these to the assignment.
fn starts_with_collection(scene: &Scene, start: usize) -> bool {
    let Some(close) = scene.closing(start) else { return matches!(scene.kind_at(start), True | TokenKind::None | False) };
    let what = scene.describe(start, close + 1).map(|(what, _)| what);
    matches!(what, Some("list" | "generator expression")) || (what == Some("tuple") && scene.parenthesised(start, close))
}

/// `for f() x`.
fn loop_target(scene: &Scene) -> Option<Diagnostic> {
    if matches!(scene.kind, Not | Lambda) && scene.stack.is(0, For) && scene.level_after(scene.at) == 0 {
        let target = scene.longest(scene.at, Extent::Expression)?;
        let (what, span) = scene.describe(scene.at, target.end)?;
        return scene.error(Message::CannotAssign { what }, span);
    }
    let stack = scene.stack.after(In)?;
    if stack.symbol(1) != TARGETS || !stack.is(2, For) {
        return None;
    }
    let first = scene.token_at(stack.span(1).start);
    let error = scene.target_error(first, scene.at, true)?;
    // What looks for the target of a statement takes a comparison's first operand, and finds nothing wrong with it.
    let compared = error.message == Message::CannotAssign { what: "comparison" };
    loop_refined(scene, &error, first).or_else(|| (!compared).then_some(error))
}

/// `del f() x`, `del *a`; behind a target, only a comma goes on.
fn deleted(scene: &Scene) -> Option<Diagnostic> {
    let del = scene.statement_start(scene.at);
    if scene.kind_at(del) != Del || del == scene.at || scene.depth_between(del, scene.at) > 0 {
        return None;
    }
    let mut at = del + 1;
    loop {
        if scene.kind_at(at) == Star {
            let operand = scene.longest(at + 1, Extent::BitwiseOr)?;
            return scene.error(Message::CannotDelete { what: "starred" }, scene.range(at, operand.end - 1));
        }
        let target = scene.longest(at, Extent::Expression)?;
        let (what, span) = scene.describe(at, target.end)?;
        if !matches!(what, "name" | "attribute" | "subscript" | "tuple" | "list") {
            return scene.error(Message::CannotDelete { what }, span);
        }
        if scene.kind_at(target.end) != Comma {
            let last = if scene.kind_at(target.end) == Dot { scene.at } else { target.end };
            return scene.error(Message::InvalidSyntax, scene.mark(last));
        }
        at = target.end + 1;
    }
}

/// `a.b := c`.
fn walrus(scene: &Scene) -> Option<Diagnostic> {
    if scene.kind != ColonEqual {
        return None;
    }
    let start = named_start(scene)?;
    scene.longest(scene.at + 1, Extent::Expression)?;
    let target = scene.longest(start, Extent::Expression).filter(|target| target.end == scene.at)?;
    let (what, span) = scene.describe(start, target.end)?;
    (what != "name").then(|| scene.error(Message::NamedTarget { what }, span))?
}

/// Where the expression before a `:=` starts, if a target could: behind a bracket, or at the start of a statement, where CPython
/// looks for one too.
fn named_start(scene: &Scene) -> Option<usize> {
    if let Some(stack) = scene.stack.after(If) {
        if stack.expects(2, ARGUMENT) {
            return None;
        }
        if stack.expects(2, EXPRESSION) && stack.expects(2, NAMED_EXPRESSION) {
            return Some(scene.token_at(stack.span(1).start));
        }
    }
    if let Some(start) = whole_statement(scene) {
        return Some(start);
    }
    // `(lambda: a := b)`
    let group = (0..scene.stack.depth()).find(|&below| scene.stack.is(below, LPar))?;
    let open = scene.token_at(scene.stack.span(group).start);
    let is_group = scene.stack.expects(group, NAMED_EXPRESSION) && !scene.stack.expects(group, ARGUMENT);
    (is_group && scene.depth_between(open, scene.at) == 1).then_some(open + 1)
}

/// Where the statement before the failure starts, if that is one expression. Colons may be a lambda's.
fn whole_statement(scene: &Scene) -> Option<usize> {
    let line = line_start(scene)?;
    let opens = |&at: &usize| at == line || matches!(scene.kind_at(at - 1), Semi | Colon);
    let starts = (line..scene.at).filter(|at| opens(at) && scene.depth_between(line, *at) == 0).take(16);
    starts.into_iter().find(|&at| scene.longest(at, Extent::Expression).is_some_and(|whole| whole.end == scene.at))
}

/// `yield x = y`.
fn yielded(scene: &Scene) -> Option<Diagnostic> {
    if scene.kind != Equal || scene.level_after(scene.at) > 0 {
        return None;
    }
    let below = (0..scene.stack.depth()).take(8).find(|&below| scene.stack.is(below, Yield))?;
    scene.error(Message::YieldTarget, Span::new(scene.stack.span(below).start, scene.stack.span(0).end))
}

/// An assignment with a wrong target, that goes wrong behind it too.
fn unfinished(scene: &Scene) -> Option<Diagnostic> {
    let start = scene.statement_start(scene.at);
    let equal = (start..scene.at).rev().find(|&at| scene.kind_at(at) == Equal && scene.depth_between(start, at) == 0)?;
    let error = scene.target_error(start, equal + 1, false)?;
    Some(refined(scene, &error).unwrap_or(error))
}

/// `a, b c = d`: CPython takes what follows a comma for more elements, and compares; so it does behind `match`.
fn compared(scene: &Scene) -> Option<Diagnostic> {
    let start = scene.statement_start(scene.at);
    let element = scene.longest(scene.at, Extent::BitwiseOr).filter(|element| scene.kind_at(element.end) == Equal)?;
    let subject = start + 1 == scene.at && scene.kind_at(start) == Name && scene.text(scene.span(start)) == "match";
    let comma = scene.find_at_level(start, Comma).is_some_and(|comma| comma < scene.at);
    let head = scene.longest(start, Extent::Tuple).is_some_and(|head| head.end == scene.at);
    (subject || (comma && head)).then(|| comparison_meant(scene, scene.at, element.end))?
}

/// `f():`, with no annotation behind the colon: it is the colon that does not fit.
fn annotated(scene: &Scene) -> Option<Diagnostic> {
    let stack = &scene.stack;
    if !stack.is(0, Colon) || stack.symbol(1) != STAR_EXPRESSIONS {
        return None;
    }
    let colon = scene.token_at(stack.span(0).start);
    let start = scene.token_at(stack.span(1).start);
    // The colon may be a statement's own.
    if !matches!(scene.kind_at(start - 1), Newline | Indent | Dedent | Semi | Colon | StartModule | StartInteractive) {
        return None;
    }
    let (what, _) = scene.describe(start, colon)?;
    let target = matches!(what, "name" | "attribute" | "subscript");
    (!target).then(|| scene.error(Message::InvalidSyntax, scene.span(colon)))?
}

/// `a + b: c d`: CPython looks no further than the annotation.
pub(super) fn annotated_expression(scene: &Scene) -> Option<Diagnostic> {
    let start = line_start(scene)?;
    let target = scene.longest(start, Extent::Tuple).filter(|target| target.end < scene.at)?;
    let colon = (scene.kind_at(target.end) == Colon).then_some(target.end)?;
    scene.longest(colon + 1, Extent::Expression)?;
    let (what, span) = scene.describe(start, colon)?;
    match what {
        "name" | "attribute" | "subscript" => None,
        // The first element stands for the tuple, if nothing encloses it.
        "tuple" if scene.closing(start).is_none() => {
            let first = scene.longest(start, Extent::Expression)?;
            scene.error(Message::AnnotatedTarget { what }, scene.range(start, first.end - 1))
        }
        "tuple" | "list" => scene.error(Message::AnnotatedTarget { what }, span),
        _ => scene.error(Message::IllegalAnnotationTarget, span),
    }
}

/// The first token of the line around the failure.
fn line_start(scene: &Scene) -> Option<usize> {
    let boundary = |&at: &usize| matches!(scene.kind_at(at), Newline | Indent | Dedent | StartModule | StartInteractive);
    (0..scene.at).rev().find(boundary).map(|boundary| boundary + 1)
}

/// A target of a loop: CPython takes it for a comparison first, and in a comprehension looks for `in` before all else.
fn loop_refined(scene: &Scene, noted: &Diagnostic, target: usize) -> Option<Diagnostic> {
    let mut depth = 0;
    let keyword = (0..target).rev().find(|&at| {
        depth += scene.depth_between(at, at + 1);
        scene.kind_at(at) == For && depth >= 0 || matches!(scene.kind_at(at), Newline | Semi | In | Equal)
    })?;
    if scene.kind_at(keyword) != For {
        return None;
    }
    let mut end = keyword + 1;
    while let Some(element) = scene.longest(end, Extent::BitwiseOr) {
        end = element.end;
        if scene.kind_at(end) != Comma {
            break;
        }
        end += 1;
    }
    if scene.level_after(keyword) > 0 {
        return (scene.kind_at(end) != In).then(|| scene.error(Message::MissingIn, scene.mark(end)))?;
    }
    let compared = noted.message == Message::CannotAssign { what: "comparison" };
    compared.then(|| scene.error(Message::InvalidSyntax, scene.mark(end)))?
}

/// The error of a target that the builder noted, in the words that its surroundings ask for.
pub(super) fn refined(scene: &Scene, noted: &Diagnostic) -> Option<Diagnostic> {
    let target = scene.token_at(noted.span.start);
    match noted.message {
        Message::CannotAssign { .. } => {}
        // The first element stands for the tuple, if nothing encloses it.
        Message::AnnotatedTarget { what: "tuple" } if scene.closing(target).is_none() => {
            let first = scene.longest(target, Extent::Expression)?;
            return scene.error(noted.message.clone(), scene.range(target, first.end - 1));
        }
        _ => return None,
    }
    if let Some(error) = loop_refined(scene, noted, target) {
        return Some(error);
    }
    let start = scene.statement_start(target);
    let equal = scene.find_at_level(start, Equal)?;
    if scene.span(equal).start < noted.span.end && scene.kind_at(start + 1) != Equal {
        return None;
    }
    let comma = (start..equal).rev().find(|&at| scene.kind_at(at) == Comma && scene.depth_between(start, at) == 0);
    let element = comma.map_or(start, |comma| comma + 1);
    let whole = scene.longest(element, Extent::BitwiseOr).is_some_and(|stretch| stretch.end == equal);
    whole.then(|| comparison_meant(scene, element, equal))?
}
