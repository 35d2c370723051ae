//! What `scopes`, `dis` and running share: from a file to its tree and its bytecode, or a report of what is in the way.

use super::{ErrorFormat, read_source, report};
use crate::ast::Ast;
use crate::bytecode::Program;
use crate::codegen::{CompileOptions, Warning, generate};
use crate::scope::Scopes;
use crate::{ParseOptions, Source, parse};
use clap::ValueEnum;
use std::path::Path;
use std::process::ExitCode;

/// How a stage is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[default]
    Text,
    Json,
}

impl Format {
    /// Who asks for data wants errors as data too.
    pub fn errors(self) -> ErrorFormat {
        match self {
            Format::Text => ErrorFormat::Python,
            Format::Json => ErrorFormat::Json,
        }
    }
}

/// A program and its tree.
fn tree(file: Option<&Path>, errors: ErrorFormat) -> Result<(Source, Ast), ExitCode> {
    let source = read_source(file, errors)?;
    let parsed = parse(&source, ParseOptions::default());
    match parsed.ast.filter(|_| parsed.errors.is_empty()) {
        Some(ast) => Ok((source, ast)),
        None => Err(report(&parsed.errors, &source, errors)),
    }
}

/// A program, its tree and its scopes.
pub fn scopes(file: Option<&Path>, errors: ErrorFormat) -> Result<(Source, Ast, Scopes), ExitCode> {
    let (source, ast) = tree(file, errors)?;
    let scopes = Scopes::of(&ast);
    if scopes.errors().is_empty() { Ok((source, ast, scopes)) } else { Err(report(scopes.errors(), &source, errors)) }
}

/// A program and its bytecode. Warnings go to standard error, as CPython writes them.
pub fn program(file: Option<&Path>, errors: ErrorFormat, options: CompileOptions) -> Result<(Source, Program), ExitCode> {
    let (source, ast) = tree(file, errors)?;
    let compiled = generate(&source, &ast, &Scopes::of(&ast), options);
    for warning in &compiled.warnings {
        warn(warning, &source);
    }
    match compiled.program {
        Ok(program) => Ok((source, program)),
        Err(error) => Err(report(&[error], &source, errors)),
    }
}

/// The file, the line, the words, the source line.
fn warn(warning: &Warning, source: &Source) {
    let line = source.position(warning.span.start).line;
    let text = &source.text()[source.lines().start(line) as usize..];
    let text = text.lines().next().unwrap_or("").trim();
    anstream::eprintln!("{}:{line}: SyntaxWarning: {}\n  {text}", source.name(), warning.message);
}
