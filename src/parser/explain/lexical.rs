//! Errors of the lexer behind the failure: CPython reads on to the end of the file, and prefers what it finds there.

use super::expressions;
use super::scene::Scene;
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::TokenKind;

/// The error of an `Error` token.
pub(super) fn at<'a>(scene: &Scene<'a>, token: usize) -> Option<&'a Diagnostic> {
    if scene.kind_at(token) != TokenKind::Error {
        return None;
    }
    let before = scene.tokens.kinds[..token].iter().filter(|&&kind| kind == TokenKind::Error).count();
    scene.tokens.errors.get(before)
}

/// The error of a bracket that is open at the program's end.
pub(super) fn never_closed(scene: &Scene) -> Option<Diagnostic> {
    scene.tokens.errors.iter().find(|error| matches!(error.message, Message::NeverClosed { .. })).cloned()
}

/// CPython reads on behind these in a state that finds no more.
fn is_of_field(message: &Message) -> bool {
    use Message::*;
    matches!(
        message,
        FieldExpects { .. }
            | FieldValue { .. }
            | FieldWithoutValue { .. }
            | ConversionMissing { .. }
            | ConversionNotName { .. }
            | ConversionNotAtMark { .. }
            | InvalidConversion { .. }
            | LambdaInField { .. }
    )
}

/// The error that replaces one that the parser found.
pub(super) fn later(scene: &Scene, error: &Diagnostic) -> Option<Diagnostic> {
    if is_of_field(&error.message) {
        return None;
    }
    let first = first_behind(scene)?;
    let replaces = match first.message {
        // These end CPython's reading without a word.
        Message::UnmatchedUnindent
        | Message::MixedIndentation
        | Message::TooManyIndents
        | Message::AfterContinuation
        | Message::UnexpectedEof => false,
        Message::NeverClosed { .. } => {
            // How far CPython had read.
            let read = scene.span(expressions::read_to(scene)).start.max(error.span.end);
            scene.line(read) > scene.line(first.span.start)
        }
        _ => true,
    };
    replaces.then(|| first.clone())
}

/// The first error behind the failure, unless it lies in an f- or t-string that starts there: CPython's reading finds none
/// of these. What is no token at all only stops the parser.
fn first_behind<'a>(scene: &Scene<'a>) -> Option<&'a Diagnostic> {
    let is_error = |&&kind: &&TokenKind| kind == TokenKind::Error;
    let (before, behind) = scene.tokens.kinds.split_at(scene.at);
    let mut errors = scene.tokens.errors[before.iter().filter(is_error).count()..].iter();
    let mut open = 0_i32;
    for kind in behind {
        match kind {
            TokenKind::FStringStart | TokenKind::TStringStart => open += 1,
            TokenKind::FStringEnd | TokenKind::TStringEnd => open -= 1,
            TokenKind::Error => {
                let error = errors.next()?;
                if error.message != Message::InvalidSyntax {
                    return (open <= 0).then_some(error);
                }
            }
            _ => {}
        }
    }
    None
}
