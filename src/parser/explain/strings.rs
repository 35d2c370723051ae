//! Adjacent literals that cannot be joined.

use super::scene::Scene;
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::TokenKind::{self, *};
use std::option::Option::None;

/// A t-string beside another literal.
pub(super) fn explain(scene: &Scene) -> Option<Diagnostic> {
    let last = scene.at.checked_sub(1)?;
    let start = match scene.kind_at(last) {
        String => last,
        FStringEnd | TStringEnd => partner(scene, (0..=last).rev())?,
        _ => return None,
    };
    let end = match scene.kind {
        String => scene.at,
        FStringStart | TStringStart => partner(scene, scene.at..scene.tokens.len())?,
        _ => return None,
    };
    scene.error(Message::MixedTemplate, scene.range(start, end))
}

/// The other end of the string whose one end comes first.
fn partner(scene: &Scene, mut tokens: impl Iterator<Item = usize>) -> Option<usize> {
    let is_end = |kind: TokenKind| matches!(kind, FStringEnd | TStringEnd);
    let is_start = |kind: TokenKind| matches!(kind, FStringStart | TStringStart);
    let mut depth = 0_i32;
    tokens.find(|&at| {
        depth += i32::from(is_start(scene.kind_at(at))) - i32::from(is_end(scene.kind_at(at)));
        depth == 0
    })
}

/// Bytes beside text: CPython marks the token behind them. Conversions: what kind of string they are in.
pub(super) fn refined(scene: &Scene, noted: &Diagnostic) -> Option<Diagnostic> {
    let is_template = || {
        let mut depth = 0_i32;
        let before = (0..scene.token_at(noted.span.start)).rev().map(|at| scene.kind_at(at));
        let opening = before.filter(|&kind| {
            depth +=
                i32::from(matches!(kind, FStringEnd | TStringEnd)) - i32::from(matches!(kind, FStringStart | TStringStart));
            depth < 0
        });
        opening.take(1).any(|kind| kind == TStringStart)
    };
    match &noted.message {
        Message::ConversionNotAtMark { .. } if is_template() => {
            return scene.error(Message::ConversionNotAtMark { prefix: 't' }, noted.span);
        }
        Message::InvalidConversion { name, .. } if is_template() => {
            return scene.error(Message::InvalidConversion { prefix: 't', name: name.clone() }, noted.span);
        }
        _ => {}
    }
    let next = scene.token_at_or_layout(noted.span.end);
    (noted.message == Message::MixedBytes).then(|| scene.error(noted.message.clone(), scene.mark(next)))?
}
