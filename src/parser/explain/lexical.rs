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
            | ConversionNotAtMark
            | InvalidConversion { .. }
            | LambdaInField { .. }
    )
}

/// The error that replaces one that the parser found.
pub(super) fn later(scene: &Scene, error: &Diagnostic) -> Option<Diagnostic> {
    if is_of_field(&error.message) {
        return None;
    }
    let before = scene.tokens.kinds[..scene.at].iter().filter(|&&kind| kind == TokenKind::Error).count();
    // What is no token at all only stops the parser.
    let first = scene.tokens.errors[before..].iter().find(|error| error.message != Message::InvalidSyntax)?;
    let replaces = match first.message {
        // These end CPython's reading without a word.
        Message::UnmatchedUnindent
        | Message::MixedIndentation
        | Message::TooManyIndents
        | Message::AfterContinuation
        | Message::UnexpectedEof
        | Message::NewlineInFormatSpec { .. }
        | Message::UnmatchedInField { .. } => false,
        Message::NeverClosed { .. } => {
            // How far CPython had read.
            let read = scene.span(expressions::read_to(scene)).start.max(error.span.end);
            scene.line(read) > scene.line(first.span.start)
        }
        _ => true,
    };
    replaces.then(|| first.clone())
}
