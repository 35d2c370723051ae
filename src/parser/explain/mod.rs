//! What is wrong with a program that could not be parsed, in CPython's words.
//!
//! The parser stops at the first token that no program could have there. CPython then parses once more, with rules for
//! common mistakes, and the first that matches in its order is reported; where none matches it is "invalid syntax". Here the
//! automaton's stack at the failure is asked instead: which constructs are open, what else would have fitted (`stack`), and
//! which expressions the tokens around would make (`scene`). The other modules hold one family of mistakes each.
//!
//! Takes the tokens and the failure; gives one error. Nothing here runs for a program that can be parsed.

mod arguments;
mod blocks;
mod displays;
mod expressions;
mod fields;
mod imports;
mod lexical;
mod parameters;
mod patterns;
mod scene;
mod stack;
mod strings;
mod targets;

use super::driver::Failure;
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::{TokenKind, Tokens};
use crate::source::Source;
use scene::Scene;

type Rule = fn(&Scene) -> Option<Diagnostic>;

/// The rules, the first that matches deciding.
const RULES: &[Rule] = &[
    blocks::expected_block,
    imports::explain,
    blocks::explain,
    parameters::explain,
    fields::explain,
    strings::explain,
    patterns::explain,
    displays::explain,
    arguments::explain,
    targets::explain,
    expressions::explain,
    displays::broken_key,
    arguments::broken_star,
    targets::annotated_expression,
    fields::incomplete,
    blocks::colon_before_line_end,
];

/// The error that CPython reports. `noted` is the first that was found in what could be parsed.
pub fn explain(source: &Source, tokens: &Tokens, failure: &Failure, noted: Option<&Diagnostic>) -> Diagnostic {
    let scene = Scene::new(source, tokens, failure);
    if let (TokenKind::Error, None) = (scene.kind, noted)
        && let Some(error) = lexical::at(&scene, scene.at).filter(|error| error.message != Message::InvalidSyntax)
    {
        return error.clone();
    }
    let error = match noted {
        Some(noted) => refined(&scene, noted),
        None => match RULES.iter().find_map(|rule| rule(&scene)) {
            Some(error) => error,
            // CPython does not read on from these.
            None if matches!(scene.kind, TokenKind::Indent | TokenKind::Dedent) => return generic(&scene),
            None => generic(&scene),
        },
    };
    lexical::later(&scene, &error).unwrap_or(error)
}

/// What the builder noted first in a program that could be parsed.
pub fn explain_noted(source: &Source, tokens: &Tokens, noted: &Diagnostic) -> Diagnostic {
    refined(&Scene::over(source, tokens), noted)
}

/// The builder sees one construct; words and place may depend on what is around it.
fn refined(scene: &Scene, noted: &Diagnostic) -> Diagnostic {
    let rules: [fn(&Scene, &Diagnostic) -> Option<Diagnostic>; 5] =
        [targets::refined, arguments::refined, parameters::refined, strings::refined, patterns::refined];
    rules.iter().find_map(|rule| rule(scene, noted)).unwrap_or_else(|| noted.clone())
}

/// No rule matches.
fn generic(scene: &Scene) -> Diagnostic {
    let message = match scene.kind {
        TokenKind::Indent => Message::UnexpectedIndent,
        TokenKind::Dedent => Message::UnexpectedUnindent,
        _ if scene.is_end(scene.at) => Message::InvalidEnd,
        _ => Message::InvalidSyntax,
    };
    Diagnostic::new(message, scene.mark(scene.at))
}
