//! `hyaline scopes FILE`: which definition each name means.

use super::compile::{self, Format};
use crate::scope::{self, Scopes as Analysis};
use std::path::PathBuf;
use std::process::ExitCode;

/// Show each scope's names: kind, definition, users.
#[derive(Debug, clap::Args)]
pub struct Scopes {
    /// The program; `-` is standard input.
    #[arg(default_value = "-")]
    pub file: PathBuf,
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

pub fn run(args: &Scopes) -> ExitCode {
    match show(args) {
        Ok(text) => compile::print(&text),
        Err(status) => status,
    }
}

fn show(args: &Scopes) -> Result<String, ExitCode> {
    let source = compile::read(&args.file)?;
    let ast = compile::tree(&source)?;
    let scopes = Analysis::of(&ast);
    Ok(match args.format {
        Format::Text => scope::report(&source, &ast, &scopes),
        Format::Json => format!("{:#}\n", scope::json(&source, &ast, &scopes)),
    })
}
