//! `hyaline FILE`: runs a program.

use super::{ErrorFormat, compile};
use crate::vm::{self, Failure, traceback};
use std::io::{BufWriter, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

/// Run a program
#[derive(Debug, clap::Args)]
pub struct Run {
    /// The file to run; defaults to standard input
    file: Option<PathBuf>,
}

pub fn run(args: &Run) -> ExitCode {
    match execute(args) {
        Ok(status) | Err(status) => status,
    }
}

fn execute(args: &Run) -> Result<ExitCode, ExitCode> {
    let (source, program) = compile::program(args.file.as_deref(), ErrorFormat::Python)?;
    match vm::run(&program, &mut BufWriter::new(stdout().lock())) {
        Ok(()) => return Ok(ExitCode::SUCCESS),
        Err(Failure::Uncaught { exception, entries }) => anstream::eprint!("{}", traceback(&source, &exception, &entries)),
        Err(Failure::Unsupported { what, line }) => anstream::eprintln!("hyaline cannot run this yet: {what}, line {line}"),
    }
    Err(ExitCode::FAILURE)
}
