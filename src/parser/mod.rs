//! Tokens to a syntax tree.
//!
//! LALRPOP turns the grammar (`grammar/python/*.lalrpop`) into tables and reductions (`generated`); `builder` is what the
//! reductions call; `literal` knows the values of literals; `explain` says what is wrong with a program that could not be parsed.
//!
//! Takes [`Tokens`](crate::lexer::Tokens); gives a tree and a list of errors. Uses `lexer`, `ast`, `source`, `diagnostics`.

pub(crate) mod builder;
mod driver;
mod explain;
mod generated;
pub mod literal;

use crate::ast::Ast;
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::{LexOptions, Mode, TokenKind, Tokens, lex};
use crate::source::Source;
use builder::Builder;

/// What to parse, and how.
#[derive(Clone, Copy, Debug, Default)]
pub struct ParseOptions {
    pub mode: Mode,
    /// Take `# type:` comments as part of the program (PEP 484).
    pub type_comments: bool,
}

/// A parsed program.
#[derive(Debug)]
pub struct Parsed {
    /// None if the program could not be parsed to its end.
    pub ast: Option<Ast>,
    /// What is wrong with it; the first is what CPython reports.
    pub errors: Vec<Diagnostic>,
    /// What is doubtful in what was read.
    pub doubts: Vec<Diagnostic>,
    /// The program ended before something that it had begun.
    pub is_unfinished: bool,
}

/// Parses a source.
///
/// ```
/// use hyaline::{ParseOptions, Source, parse};
/// let source = Source::new("<string>", "x = 1\n");
/// let parsed = parse(&source, ParseOptions::default());
/// assert!(parsed.errors.is_empty());
/// ```
pub fn parse(source: &Source, options: ParseOptions) -> Parsed {
    let tokens = lex(source, LexOptions { mode: options.mode, type_comments: options.type_comments });
    parse_tokens(source, &tokens)
}

/// Parses a program that has been lexed.
pub fn parse_tokens(source: &Source, tokens: &Tokens) -> Parsed {
    let mut builder = Builder::new(source, &tokens.type_ignores);
    let result = driver::drive(tokens, &mut builder);
    let (mut ast, mut errors, mut doubts) = builder.finish();
    let read = result.as_ref().map_or_else(|failure| tokens.spans.get(failure.token), |_| tokens.spans.last());
    let is_read = |doubt: &&Diagnostic| read.is_none_or(|read| doubt.span.start < read.end);
    doubts.extend(tokens.doubts.iter().filter(is_read).cloned());
    doubts.sort_by_key(|doubt| doubt.span.start);
    match result {
        Ok(root) => {
            ast.set_root(root);
            if let Some(noted) = errors.first_mut() {
                *noted = explain::explain_noted(source, tokens, noted);
            }
            Parsed { ast: Some(ast), errors, doubts, is_unfinished: false }
        }
        Err(failure) => {
            let first = explain::explain(source, tokens, &failure, errors.first());
            // It stands for the first that was noted.
            errors.splice(..errors.len().min(1), [first]);
            Parsed { ast: None, errors, doubts, is_unfinished: is_unfinished(source, tokens, &failure) }
        }
    }
}

/// Whether CPython's tokenizer would have seen the end of the program when its parser stopped.
fn is_unfinished(source: &Source, tokens: &Tokens, failure: &driver::Failure) -> bool {
    let text = source.text();
    let Some((kind, span)) = tokens.kinds.get(failure.token).zip(tokens.spans.get(failure.token)) else { return true };
    match kind {
        TokenKind::EndMarker => true,
        TokenKind::Error => match tokens.errors.first().map(|error| &error.message) {
            Some(
                Message::UnexpectedEof
                | Message::NeverClosed { .. }
                | Message::UnterminatedTripleString { .. }
                | Message::UnterminatedTripleInterpolated { .. },
            ) => true,
            Some(Message::UnterminatedString { .. } | Message::UnterminatedStringEscaped { .. }) => {
                !text.ends_with('\n') || text.ends_with("\\\n")
            }
            _ => false,
        },
        TokenKind::Dedent => text[span.start as usize..].trim_start().is_empty(),
        // The end of an interactive block.
        TokenKind::Newline if failure.token > 0 && tokens.kinds[failure.token - 1] == TokenKind::Newline => true,
        // Without a line's end it looks further than the last token.
        _ => span.start as usize >= text.len() || !text.ends_with('\n') && span.end as usize >= text.len(),
    }
}
