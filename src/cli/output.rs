//! Writing results and reports.

use super::input::reason;
use crate::Source;
use crate::diagnostics::{Diagnostic, render_json, render_pretty, render_python};
use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

/// How errors are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ErrorFormat {
    /// As CPython's tracebacks
    #[default]
    Python,
    /// With the lines around
    Pretty,
    /// As one JSON object, on standard output
    Json,
}

/// Whether results may have colours: on a terminal, unless `NO_COLOR` is set.
pub fn colours() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// Runs what writes the results to standard output. A reader that goes away ends it silently.
pub fn write_output(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> ExitCode {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("hyaline: {}", reason(&error));
            ExitCode::FAILURE
        }
    }
}

/// Reports what is wrong with a program: as CPython does, the first error only, unless all are asked for as data.
pub fn report(errors: &[Diagnostic], source: &Source, format: ErrorFormat) -> ExitCode {
    if format == ErrorFormat::Json {
        write_output(|out| writeln!(out, "{}", render_json(errors, source)));
        return ExitCode::FAILURE;
    }
    let mut stderr = io::stderr().lock();
    let colours = AutoStream::choice(&stderr) != ColorChoice::Never;
    let text = match format {
        ErrorFormat::Pretty => errors.iter().map(|error| render_pretty(error, source, colours)).collect(),
        _ => errors.first().map(|error| render_python(error, source, colours)).unwrap_or_default(),
    };
    // Where the report cannot be written, there is nobody to tell.
    let _ = stderr.write_all(text.as_bytes());
    ExitCode::FAILURE
}
