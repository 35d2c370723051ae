//! Tokens to a syntax tree.
//!
//! LALRPOP turns the grammar (`grammar/python/*.lalrpop`) into tables and reductions (`generated`); `builder` is what the
//! reductions call; `literal` knows the values of literals.
//!
//! Takes [`Tokens`](crate::lexer::Tokens); gives a tree and a list of errors. Uses `lexer`, `ast`, `source`, `diagnostics`.

pub(crate) mod builder;
mod driver;
mod generated;
pub mod literal;

use crate::ast::Ast;
use crate::diagnostics::{Diagnostic, Message};
use crate::lexer::{LexOptions, Mode, TokenKind, Tokens, lex};
use crate::source::Source;
use builder::Builder;
use driver::Failure;

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
    let (mut ast, mut errors) = builder.finish();
    match result {
        Ok(root) => {
            ast.set_root(root);
            Parsed { ast: Some(ast), errors }
        }
        Err(failure) => {
            errors.push(explain(source, tokens, &failure));
            Parsed { ast: None, errors }
        }
    }
}

/// What is wrong where parsing stopped.
fn explain(_source: &Source, tokens: &Tokens, failure: &Failure) -> Diagnostic {
    let before_error = |kinds: &[TokenKind]| kinds.iter().filter(|&&kind| kind == TokenKind::Error).count();
    match tokens.kinds.get(failure.token) {
        Some(TokenKind::Error) => tokens.errors[before_error(&tokens.kinds[..failure.token])].clone(),
        _ => Diagnostic::new(Message::InvalidSyntax, tokens.spans[failure.token.min(tokens.len() - 1)]),
    }
}
