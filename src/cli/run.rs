//! `hyaline FILE`: runs a program.

use super::{ErrorFormat, compile};
use crate::codegen::CompileOptions;
use std::path::PathBuf;
use std::process::ExitCode;

/// Run a program
#[derive(Debug, clap::Args)]
pub struct Run {
    /// The file to run; defaults to standard input
    file: Option<PathBuf>,
}

pub fn run(args: &Run) -> ExitCode {
    match compile::program(args.file.as_deref(), ErrorFormat::Python, CompileOptions::default()) {
        Ok(_) => ExitCode::FAILURE,
        Err(status) => status,
    }
}
