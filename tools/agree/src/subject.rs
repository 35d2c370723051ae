//! Hyaline's side: what the library makes of a program.

use crate::corpus::Program;
use crate::outcome::{self, Kind, Outcome, Rejection};
use hyaline::ast::{DumpOptions, dump};
use hyaline::diagnostics::{Diagnostic, Location};
use hyaline::lexer::{TokenizeError, format_row, tokenize_bytes};
use hyaline::scope::{Scopes, Symbol};
use hyaline::source::DecodeError;
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
    if kind == Kind::Tokens {
        return write_tokens(&name, &program.bytes, out);
    }
    match Source::from_bytes(name, program.bytes.clone()) {
        Ok(source) if kind == Kind::Scopes => write_scopes(&source, out),
        Ok(source) => write_tree(&source, kind == Kind::Typed, out),
        Err(error) => Some(Outcome::Error(undecodable(&error))),
    }
}

fn write_tree(source: &Source, type_comments: bool, out: &mut impl io::Write) -> Option<Outcome> {
    let Parsed { ast, errors, .. } = parse(source, ParseOptions { type_comments, ..ParseOptions::default() });
    match (ast, errors.first()) {
        (_, Some(error)) => Some(Outcome::Error(rejection(source, error))),
        (Some(ast), None) => {
            let options = DumpOptions { include_attributes: true, ..DumpOptions::default() };
            dump(&ast, source, &options, out).err().map(|error| Outcome::GaveUp(error.to_string()))
        }
        (None, None) => panic!("neither a tree nor an error"),
    }
}

/// As `scopes` of `reference.py`.
fn write_scopes(source: &Source, out: &mut impl io::Write) -> Option<Outcome> {
    let Parsed { ast, errors, .. } = parse(source, ParseOptions::default());
    let Some(ast) = ast.filter(|_| errors.is_empty()) else {
        return errors.first().map(|error| Outcome::Error(rejection(source, error)));
    };
    let scopes = Scopes::of(&ast);
    if let Some(error) = scopes.errors().first() {
        return Some(Outcome::Error(rejection(source, error)));
    }
    let mut pending = vec![(scopes.module(), 0)];
    while let Some((id, depth)) = pending.pop() {
        let scope = scopes.scope(id);
        let line = if depth == 0 { 0 } else { source.position(scope.span.start).line };
        let (name, nested) = (scope.table_name(&scopes), u8::from(scope.is_nested));
        let parameters: Vec<&str> = scope.parameters.iter().map(|&name| scopes.resolve(name)).collect();
        let _ = writeln!(out, "{depth} {} {name} {line} {nested} {}", scope.kind.number(), parameters.join(" "));
        let symbol = |symbol: &Symbol| {
            format!("  {} {}\n", scopes.resolve(symbol.name), symbol.flags.bits() as u32 | (symbol.storage as u32) << 12)
        };
        let mut symbols: Vec<String> = scopes.symbols_of(id).map(symbol).collect();
        symbols.sort_unstable();
        symbols.iter().for_each(|symbol| drop(out.write_all(symbol.as_bytes())));
        pending.extend(scopes.tables(id).into_iter().rev().map(|child| (child, depth + 1)));
    }
    None
}

fn write_tokens(name: &str, bytes: &[u8], out: &mut impl io::Write) -> Option<Outcome> {
    let rejected = |error: &TokenizeError| {
        let (line, column) = error.place.map_or((None, None), |(line, column)| (Some(line.into()), Some(column.into())));
        Outcome::Error(Rejection("TokenError".to_owned(), error.message.clone(), line, column, None, None))
    };
    match tokenize_bytes(name, bytes) {
        Err(error) => Some(rejected(&error)),
        Ok(listing) if listing.error().is_some() => listing.error().map(rejected),
        Ok(listing) => {
            listing.rows(false).for_each(|row| drop(writeln!(out, "{}", format_row(&row))));
            None
        }
    }
}

/// The attributes of the exception that CPython would raise.
pub fn rejection(source: &Source, error: &Diagnostic) -> Rejection {
    let Location { lineno, offset, end_lineno, end_offset } = Location::of(error, source);
    let class = error.message.class().name().to_owned();
    let (line, end_line) = (Some(lineno.into()), Some(end_lineno.into()));
    Rejection(class, error.message.to_string(), line, Some(offset as i64), end_line, Some(end_offset.into()))
}

pub fn undecodable(error: &DecodeError) -> Rejection {
    let line = error.position.map(|position| position.line.into());
    let offset = error.position.map(|position| i64::from(position.column) + 1);
    Rejection("SyntaxError".to_owned(), error.fault.to_string(), line, offset, line, offset)
}
