//! Expressions that stop short or run into another.

use super::blocks;
use super::lexical;
use super::scene::{Extent, Scene};
use super::stack::Stack;
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::TokenKind::{self, *};
use crate::parser::driver::nonterminal::{DISJUNCTION, EXPRESSION, PRIMARY, TARGETS};
use crate::source::Span;
use std::option::Option::None;

pub(super) fn explain(scene: &Scene) -> Option<Diagnostic> {
    blocks::bare_match(scene)
        .or_else(|| not_after_operator(scene))
        .or_else(|| missing_in(scene))
        .or_else(|| juxtaposed(scene))
        .or_else(|| missing_else(scene))
        .or_else(|| statement_after_else(scene))
        .or_else(|| statement_before_if(scene))
        .or_else(|| legacy_statement(scene))
}

/// `a + not b`.
fn not_after_operator(scene: &Scene) -> Option<Diagnostic> {
    let operators = [Plus, Minus, Star, Slash, Percent, DoubleSlash, At, Tilde];
    if scene.kind != Not || !operators.iter().any(|&kind| scene.stack.is(0, kind)) || !scene.stack.accepts(Number) {
        return None;
    }
    // The operand of the last `not`, without what binds looser than arithmetic.
    let operand = scene.longest(scene.at, Extent::Disjunction)?;
    let first = (operand.start..operand.end).find(|&at| scene.kind_at(at) != Not)?;
    let operand = scene.longest(first, Extent::BitwiseOr)?;
    scene.error(Message::NotAfterOperator, scene.range(scene.at, operand.end - 1))
}

/// `for x y`, in a comprehension.
fn missing_in(scene: &Scene) -> Option<Diagnostic> {
    let stack = scene.stack.after(In)?;
    let comprehension = stack.symbol(1) == TARGETS && stack.is(2, For) && scene.level_after(scene.at - 1) > 0;
    comprehension.then(|| scene.error_here(Message::MissingIn))?
}

/// How far CPython has read when it reports: behind an expression it tries another.
pub(super) fn read_to(scene: &Scene) -> usize {
    match first_expression(&scene.stack) {
        // An expression alone is no name of an argument or target.
        Some(_) if scene.kind == Equal && scene.is_expression() && scene.level_after(scene.at) == 0 => scene.at,
        Some(_) if scene.kind == Equal => scene.reach(scene.at + 1).max(scene.at),
        Some(_) => scene.reach(scene.at).max(scene.at),
        None => scene.at,
    }
}

/// Two expressions, one after the other.
fn juxtaposed(scene: &Scene) -> Option<Diagnostic> {
    // `a not b` fails only behind `not`, since `a not in b` does not.
    let open = (0..scene.stack.depth()).take(16).find(|&below| scene.stack.is(below, LSqb));
    let is_open = |below: usize| scene.is_open(scene.token_at(scene.stack.span(below).start));
    let subscript = open.filter(|&open| scene.stack.symbol(open + 1) == PRIMARY && is_open(open));
    let open = (0..scene.stack.depth()).take(16).find(|&below| scene.stack.is(below, LPar));
    let call = open.filter(|&open| scene.stack.symbol(open + 1) == PRIMARY && is_open(open));
    let not = scene.stack.is(0, Not).then_some(1);
    let tails = [Some(0), not, subscript.map(|open| open + 1), call.map(|open| open + 1)];
    tails.into_iter().flatten().find_map(|tail| juxtaposed_before(scene, tail))
}

/// The second expression starts with the last symbols of the stack: `a not b` fails only behind `not`, since `a not in b` does
/// not, `a [b for c in d]` only at `for`, and `a (yield b)` at `yield`.
fn juxtaposed_before(scene: &Scene, tail: usize) -> Option<Diagnostic> {
    let second = if tail == 0 { scene.at } else { scene.token_at(scene.stack.span(tail - 1).start) };
    let first = first_expression(&scene.stack.without(tail)).map(|start| scene.token_at(start))?;
    let kind = scene.kind_at(first);
    if let Some(error) = part_of_string(scene, first, second) {
        return Some(error);
    }
    let soft = kind == Name && matches!(scene.text(scene.span(first)), "_" | "match" | "case" | "type");
    let prefix = kind == Name && scene.kind_at(first + 1) == String;
    let reach = scene.reach(second);
    if second < reach && scene.kind_at(reach) == Error && !soft && !prefix {
        // CPython runs into the error when it tries the second expression.
        return lexical::at(scene, reach).filter(|error| error.message != Message::InvalidSyntax).cloned();
    }
    let next = scene.longest(second, Extent::Expression);
    if !soft
        && !prefix
        && let Some(next) = &next
    {
        let legacy = second == first + 1 && legacy_name(scene, first).is_some();
        let called = legacy_name(scene, second).is_some() && scene.longest(second + 1, Extent::Tuple).is_some();
        if called && scene.kind_at(second + 1) != LPar {
            return (first == scene.statement_start(second)).then(|| legacy_call(scene, second, second + 1))?;
        }
        if !legacy && scene.level_after(next.end - 1) > 0 {
            let span = scene.node(first, second).to(scene.node(second, next.end));
            return scene.error(Message::MissingComma, span);
        }
    }
    legacy_call(scene, first, second)
}

/// Where the expression on top of a stack starts, if it is a whole one.
fn first_expression(stack: &Stack) -> Option<u32> {
    let stack = stack.after(If)?;
    (stack.symbol(1) == DISJUNCTION && stack.expects(2, EXPRESSION)).then(|| stack.span(1).start)
}

/// `"a" b "c"`.
fn part_of_string(scene: &Scene, first: usize, second: usize) -> Option<Diagnostic> {
    if scene.kind_at(first) != String || second != first + 1 {
        return None;
    }
    let (mut at, mut last) = (second, None);
    while scene.kind_at(at) != String {
        let next = scene.longest(at, Extent::Expression)?;
        last = Some(next.end - 1);
        at = next.end;
    }
    scene.error(Message::PartOfString, scene.range(second, last?))
}

fn legacy_name(scene: &Scene, token: usize) -> Option<&'static str> {
    match (scene.kind_at(token), scene.text(scene.span(token))) {
        (Name, "print") => Some("print"),
        (Name, "exec") => Some("exec"),
        _ => None,
    }
}

/// `print x`.
fn legacy_call(scene: &Scene, first: usize, second: usize) -> Option<Diagnostic> {
    let name = legacy_name(scene, first).filter(|_| second == first + 1)?;
    let arguments = scene.longest(second, Extent::Tuple)?;
    scene.error(Message::MissingCallParentheses { name }, scene.range(first, arguments.end - 1))
}

/// `print -1 x` fails behind what could be a subtraction.
fn legacy_statement(scene: &Scene) -> Option<Diagnostic> {
    let start = scene.statement_start(scene.at);
    let plain = start < scene.at && scene.kind_at(start + 1) != LPar;
    plain.then(|| legacy_call(scene, start, start + 1))?
}

/// `a if b`.
fn missing_else(scene: &Scene) -> Option<Diagnostic> {
    let stack = &scene.stack;
    // What does not fit may be part of the condition: CPython takes as much of that as it can.
    (0..stack.depth()).filter(|&below| stack.is(below, If)).take(8).find_map(|below| {
        let condition = scene.longest(scene.token_at(stack.span(below).end), Extent::Disjunction)?;
        let start = first_expression(&stack.without(below + 1))?;
        let ends = !matches!(scene.kind_at(condition.end), Else | Colon);
        ends.then(|| scene.error(Message::MissingElse, Span::new(start, scene.span(condition.end - 1).end)))?
    })
}

/// `a if b else pass`.
fn statement_after_else(scene: &Scene) -> Option<Diagnostic> {
    let stack = &scene.stack;
    let below = (0..stack.depth()).take(64).find(|&below| stack.is(below, Else))?;
    let conditional = stack.symbol(below + 1) == DISJUNCTION && stack.is(below + 2, If);
    let token = scene.token_at_or_layout(stack.span(below).end);
    let unfinished = conditional && scene.longest(token, Extent::Expression).is_none();
    unfinished.then(|| scene.error(Message::StatementAfterElse, scene.mark(token)))?
}

/// `pass if a else b`.
fn statement_before_if(scene: &Scene) -> Option<Diagnostic> {
    let condition = scene.at.checked_sub(1)?;
    let statement = |kind: TokenKind| matches!(kind, Pass | Break | Continue);
    let word = if scene.kind == If && statement(scene.kind_at(condition)) { condition } else { scene.at };
    if !statement(scene.kind_at(word)) || scene.kind_at(word + 1) != If {
        return None;
    }
    let test = scene.longest(word + 2, Extent::Disjunction)?;
    let is_expression = |at: usize| scene.longest(at, Extent::Expression).is_some();
    let other = test.end + 1;
    let is_statement = match scene.kind_at(other) {
        Pass | Break | Continue | Return | Raise => true,
        Del | Assert => is_expression(other + 1),
        Import | From | Global | Nonlocal => scene.kind_at(other + 1) == Name,
        _ => is_expression(other),
    };
    (scene.kind_at(test.end) == Else && is_statement).then(|| scene.error(Message::StatementBeforeIf, scene.span(word)))?
}
