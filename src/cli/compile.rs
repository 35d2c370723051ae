//! What `scopes`, `dis` and running share: a file's program, or a report of what keeps it from being one.

use crate::ast::Ast;
use crate::bytecode::Program;
use crate::codegen::generate;
use crate::scope::Scopes;
use crate::{ParseOptions, Source, parse};
use clap::ValueEnum;
use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;

/// How a stage is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[default]
    Text,
    Json,
}

/// Reads a program; `-` is standard input.
pub fn read(file: &Path) -> Result<Source, ExitCode> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(file)
    };
    let name = if file == Path::new("-") { "<stdin>".into() } else { file.display().to_string() };
    let fail = |why: &dyn std::fmt::Display| {
        eprintln!("hyaline: {name}: {why}");
        ExitCode::from(2)
    };
    let text = String::from_utf8(bytes.map_err(|error| fail(&error))?).map_err(|error| fail(&error))?;
    Ok(Source::new(name, text))
}

/// The tree of a program, or its first error on standard error.
pub fn tree(source: &Source) -> Result<Ast, ExitCode> {
    let parsed = parse(source, ParseOptions::default());
    match (parsed.ast, parsed.errors.first()) {
        (Some(ast), None) => Ok(ast),
        (_, error) => {
            let (line, words) = match error {
                Some(error) => {
                    (source.position(error.span.start).line, format!("{}: {}", error.message.class().name(), error.message))
                }
                None => (1, "SyntaxError: invalid syntax".into()),
            };
            eprintln!("  File \"{}\", line {line}\n{words}", source.name());
            Err(ExitCode::FAILURE)
        }
    }
}

/// The bytecode of a program, or why there is none on standard error.
pub fn program(source: &Source) -> Result<Program, ExitCode> {
    let ast = tree(source)?;
    let scopes = Scopes::of(&ast);
    generate(source, &ast, &scopes).map_err(|unsupported| {
        eprintln!("{unsupported}");
        ExitCode::FAILURE
    })
}

/// Prints a stage's text. Whoever reads it may stop before its end.
pub fn print(text: &str) -> ExitCode {
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
