//! `:tokens`, `:ast`, `:scopes`, `:dis` and `:time` before code: one stage of it, shown.

use crate::ast::{DumpOptions, dump};
use crate::bytecode::{ListingOptions, listing};
use crate::codegen::{CompileOptions, generate};
use crate::diagnostics::{Diagnostic, render_python};
use crate::lexer::{self, Mode};
use crate::scope::{self, Scopes};
use crate::source::Source;
use crate::{ParseOptions, parse};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stage {
    Tokens,
    Ast,
    Scopes,
    Dis,
    Time,
}

const NAMES: [(&str, Stage); 5] = [
    (":tokens", Stage::Tokens),
    (":ast", Stage::Ast),
    (":scopes", Stage::Scopes),
    (":dis", Stage::Dis),
    (":time", Stage::Time),
];

/// What is asked for, and of which code; nothing if it is code alone.
pub fn asked(text: &str) -> Option<(Option<Stage>, &str)> {
    let text = text.trim_start();
    if !text.starts_with(':') || text.starts_with(":=") {
        return None;
    }
    let end = text.find([' ', '\t', '\n']).unwrap_or(text.len());
    let stage = NAMES.iter().find(|(name, _)| *name == &text[..end]).map(|(_, stage)| *stage);
    Some((stage, text[end..].trim_start_matches([' ', '\t'])))
}

/// The code of what was typed.
pub fn rest(text: &str) -> &str {
    asked(text).map_or(text, |(_, rest)| rest)
}

pub const USAGE: &str =
    ":tokens, :ast, :scopes or :dis before code shows that stage of it, :time tells how long it takes.\n";

/// Shows a stage; the report of what is wrong if there is something.
pub fn show(stage: Stage, text: &str, colours: bool) -> Result<String, String> {
    let source = Source::new("<stdin>", format!("{text}\n"));
    if stage == Stage::Tokens {
        let listing = lexer::tokenize_text("<stdin>", source.text());
        let rows: Vec<String> = listing.rows(false).map(|row| lexer::format_row(&row) + "\n").collect();
        return Ok(rows.concat());
    }
    let wrong = |error: &Diagnostic| render_python(error, &source, colours);
    let parsed = parse(&source, ParseOptions { mode: Mode::Module, type_comments: false });
    let ast = match (parsed.ast, parsed.errors.first()) {
        (Some(ast), None) => ast,
        (_, error) => return Err(error.map(wrong).unwrap_or_default()),
    };
    if stage == Stage::Ast {
        let options =
            DumpOptions { annotate_fields: true, include_attributes: false, indent: Some("   ".into()), show_empty: false };
        let mut out = Vec::new();
        let _ = dump(&ast, &source, &options, &mut out);
        return Ok(String::from_utf8_lossy(&out).into_owned() + "\n");
    }
    let scopes = Scopes::of(&ast);
    if let Some(error) = scopes.errors().first() {
        return Err(wrong(error));
    }
    if stage == Stage::Scopes {
        return Ok(scope::report(&source, &scopes));
    }
    match generate(&source, &ast, &scopes, CompileOptions::default()).program {
        Ok(program) => Ok(listing(&program, ListingOptions::default())),
        Err(error) => Err(wrong(&error)),
    }
}
