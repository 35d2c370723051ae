//! `hyaline scopes FILE`: which definition each name means.

use super::compile::{self, Format};
use super::write_output;
use crate::scope;
use std::path::PathBuf;
use std::process::ExitCode;

/// Show each scope's names: kind, definition, users
#[derive(Debug, clap::Args)]
pub struct Scopes {
    /// The file to show; defaults to standard input
    file: Option<PathBuf>,
    /// For people, or as data
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// As `python -m symtable` prints it
    #[arg(long, conflicts_with = "format")]
    symtable: bool,
}

pub fn run(args: &Scopes) -> ExitCode {
    match show(args) {
        Ok(text) => write_output(|out| out.write_all(text.as_bytes())),
        Err(status) => status,
    }
}

fn show(args: &Scopes) -> Result<String, ExitCode> {
    let (source, _, scopes) = compile::scopes(args.file.as_deref(), args.format.errors())?;
    if args.symtable {
        return Ok(scope::symbol_table(&source, &scopes));
    }
    Ok(match args.format {
        Format::Text => scope::report(&source, &scopes),
        Format::Json => format!("{:#}\n", scope::json(&source, &scopes)),
    })
}
