//! `hyaline trace FILE`: runs a program and shows each instruction as it executes: the stack before and after, what variables
//! become.

mod layout;
mod observe;
mod value;

use super::compile::Format;
use super::run::{self, Prepare};
use anstream::{AutoStream, ColorChoice};
use layout::Layout;
use observe::Tracer;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Run a program and show each instruction it executes
///
/// For each instruction: the operands before and after it, and the variables that it changed. What the program prints goes to
/// standard output as ever; the trace goes to standard error, or to a file with `-o`. Values are shown without running any code of
/// the program: an object of one of its classes is shown as `<Point object>`.
#[derive(Debug, clap::Args)]
pub struct Trace {
    /// The program to run; `-` is standard input
    file: PathBuf,
    /// What the program gets as arguments
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<OsString>,
    /// Write the trace to a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Show so many instructions only; the program runs on
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<u64>,
    /// Show one function only, by its qualified name, such as `Point.move` or `<module>`
    #[arg(long, value_name = "NAME")]
    function: Option<String>,
    /// For people, or as data: one JSON object a line
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub fn run(args: &Trace) -> ExitCode {
    let file = match &args.output {
        None => None,
        Some(path) => match File::create(path) {
            Ok(file) => Some(Arc::new(file)),
            Err(error) => {
                anstream::eprintln!("hyaline: can't write file '{}': {}", path.display(), super::input::reason(&error));
                return ExitCode::from(2);
            }
        },
    };
    let colours = file.is_none() && AutoStream::choice(&io::stderr()) != ColorChoice::Never;
    let (format, limit, function) = (args.format, args.limit, args.function.clone());
    let prepare: Prepare = Arc::new(move |vm| {
        let out: Box<dyn Write> = match &file {
            // A program that writes there too finds the trace up to where it is.
            None => Box::new(io::stderr()),
            Some(file) => Box::new(BufWriter::with_capacity(1 << 16, file.clone())),
        };
        let layout = match format {
            Format::Text => Layout::text(colours),
            Format::Json => Layout::json(),
        };
        vm.watch.set_observer(Some(Box::new(Tracer::new(layout, out, limit, function.clone()))));
    });
    let line = ["hyaline".into(), "--".into(), args.file.clone().into_os_string()];
    let line: Vec<OsString> = line.into_iter().chain(args.args.iter().cloned()).collect();
    run::run_and_look(&line, Some(prepare), |_| ()).0
}
