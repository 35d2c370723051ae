//! Hyaline's side: what the library makes of a program.

use crate::corpus::Program;
use crate::outcome::{self, Kind, Outcome, Rejection};
use hyaline::ast::{DumpOptions, dump};
use hyaline::diagnostics::Diagnostic;
use hyaline::{ParseOptions, Parsed, Source, parse};
use std::io;
use std::sync::Mutex;

/// The program being looked at, for the message of a panic.
static CURRENT: Mutex<String> = Mutex::new(String::new());

/// Makes panics name the program that they came from, even where they cannot be caught.
pub fn name_culprits() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        eprintln!("hyaline panicked at {}:", CURRENT.lock().map_or_else(|e| e.into_inner().clone(), |name| name.clone()));
        default(panic);
    }));
}

pub fn now_looking_at(name: String) {
    *CURRENT.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = name;
}

/// The outcome, with the hash of an accepted program's text.
pub fn outcome(program: &Program, kind: Kind) -> Outcome {
    let mut hasher = outcome::Hasher::default();
    write(program, kind, &mut hasher).unwrap_or_else(|| Outcome::Hash(hasher.finish()))
}

/// The outcome, with the text itself.
pub fn text(program: &Program, kind: Kind) -> Outcome {
    let mut text = Vec::new();
    write(program, kind, &mut text).unwrap_or_else(|| Outcome::Text(String::from_utf8_lossy(&text).into_owned()))
}

/// Writes an accepted program's text; gives the outcome of any other.
fn write(program: &Program, kind: Kind, out: &mut impl io::Write) -> Option<Outcome> {
    let name = program.path.display().to_string();
    now_looking_at(name.clone());
    let source = match decode(name, program.bytes.clone()) {
        Ok(source) => source,
        Err(error) => return Some(Outcome::Error(rejection(None, &error))),
    };
    match kind {
        Kind::Tree => write_tree(&source, false, out),
        Kind::Typed => write_tree(&source, true, out),
        Kind::Tokens => write_tokens(&source, out),
    }
}

fn write_tree(source: &Source, type_comments: bool, out: &mut impl io::Write) -> Option<Outcome> {
    let Parsed { ast, errors } = parse(source, ParseOptions { type_comments, ..ParseOptions::default() });
    match (ast, errors.first()) {
        (_, Some(error)) => Some(Outcome::Error(rejection(Some(source), error))),
        (Some(ast), None) => {
            let options = DumpOptions { include_attributes: true, ..DumpOptions::default() };
            dump(&ast, source, &options, out).err().map(|error| Outcome::GaveUp(error.to_string()))
        }
        (None, None) => panic!("neither a tree nor an error"),
    }
}

fn write_tokens(_source: &Source, _out: &mut impl io::Write) -> Option<Outcome> {
    Some(Outcome::GaveUp("not written yet".to_owned()))
}

/// The attributes of the exception that CPython would raise.
fn rejection(source: Option<&Source>, error: &Diagnostic) -> Rejection {
    let place = |offset| source.map(|source| place(source, offset));
    let (start, end) = (place(error.span.start), place(error.span.end));
    let [line, offset, end_line, end_offset] = [start.map(|p| p.0), start.map(|p| p.1), end.map(|p| p.0), end.map(|p| p.1)];
    Rejection(error.message.class().name().to_owned(), error.message.to_string(), line, offset, end_line, end_offset)
}

/// Line and column, both from 1, the column in characters.
fn place(source: &Source, offset: u32) -> (i64, i64) {
    let position = source.position(offset);
    let start = (offset - position.column) as usize;
    let characters = source.text()[start..offset as usize].chars().count();
    (position.line.into(), characters as i64 + 1)
}

/// TEMPORARY until `Source::from_bytes` is there.
pub fn decode(name: String, bytes: Vec<u8>) -> Result<Source, Diagnostic> {
    let error = |_| Diagnostic::new(hyaline::diagnostics::Message::InvalidSyntax, hyaline::Span::at(0));
    let text = String::from_utf8(bytes).map_err(error)?;
    Ok(Source::new(name, text.strip_prefix('\u{feff}').unwrap_or(&text)))
}
