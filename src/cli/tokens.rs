//! `hyaline tokens`: the tokens of a program, exactly as `python -m tokenize` prints them.

use super::{read_input, write_output};
use crate::lexer::{self, Listing, Row, TokenizeError};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Print the tokens of a program
#[derive(Args)]
pub struct Tokens {
    /// The file to tokenize; defaults to standard input
    file: Option<PathBuf>,
    /// Display token names using the exact type
    #[arg(short, long)]
    exact: bool,
    /// As Python's `tokenize` prints them, or as data
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, PartialEq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

pub fn run(args: &Tokens) -> ExitCode {
    let input = match read_input(args.file.as_deref()) {
        Ok(input) => input,
        Err(status) => return status,
    };
    // As there, a file is tokenized whole before anything is printed; standard input is text, and goes token by token.
    let is_stream = args.file.as_deref().is_none_or(|path| path == Path::new("-"));
    let listing = match is_stream {
        true => Ok(lexer::tokenize_text(&input.name, &universal_newlines(&input.bytes))),
        false => lexer::tokenize_bytes(&input.name, &input.bytes),
    };
    match listing {
        Err(error) => fail(&input.name, &error),
        Ok(listing) => match listing.error() {
            Some(error) if is_stream && args.format == Format::Text => {
                print(&listing, args);
                fail(&input.name, error)
            }
            Some(error) => fail(&input.name, error),
            None => print(&listing, args),
        },
    }
}

fn universal_newlines(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n")
}

fn print(listing: &Listing, args: &Tokens) -> ExitCode {
    write_output(|out| match args.format {
        Format::Text => listing.rows(args.exact).try_for_each(|row| writeln!(out, "{}", lexer::format_row(&row))),
        Format::Json => print_json(listing.rows(args.exact), out),
    })
}

fn print_json<'a>(rows: impl Iterator<Item = Row<'a>>, out: &mut dyn Write) -> io::Result<()> {
    let mut before = "[";
    for row in rows {
        write!(out, "{before}\n  {}", as_json(&row))?;
        before = ",";
    }
    writeln!(out, "\n]")
}

fn as_json(row: &Row<'_>) -> Value {
    json!({ "type": row.name, "string": row.text, "start": [row.start.0, row.start.1], "end": [row.end.0, row.end.1] })
}

fn fail(name: &str, error: &TokenizeError) -> ExitCode {
    match error.place {
        Some((line, column)) => anstream::eprintln!("{name}:{line}:{column}: error: {}", error.message),
        None => anstream::eprintln!("{name}: error: {}", error.message),
    }
    ExitCode::FAILURE
}
