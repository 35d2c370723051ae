//! `hyaline ast`: the syntax tree of a program, by default exactly as `python -m ast` prints it.

use super::{ErrorFormat, colours, read_source, report, write_output};
use crate::ast::{self, DumpOptions};
use crate::lexer;
use crate::{ParseOptions, Source, parse};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// Print the syntax tree of a program
#[derive(Args)]
pub struct Ast {
    /// The file to parse; defaults to standard input
    file: Option<PathBuf>,
    /// What kind of code must be parsed
    #[arg(short, long, value_enum, default_value_t)]
    mode: Mode,
    /// Don't add information about type comments
    #[arg(long)]
    no_type_comments: bool,
    /// Include attributes such as line numbers and column offsets
    #[arg(short = 'a', long)]
    include_attributes: bool,
    /// Indentation of nodes (number of spaces)
    #[arg(short, long, default_value_t = 3, allow_negative_numbers = true)]
    indent: i64,
    /// Show empty lists and fields in the output
    #[arg(long)]
    show_empty: bool,
    /// As Python's `ast.dump`, or as data
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Draw the tree, with the source beside each node
    #[arg(long, conflicts_with_all = ["format", "include_attributes", "indent", "show_empty"])]
    tree: bool,
    /// How errors are drawn
    #[arg(long, value_enum, default_value_t)]
    error_format: ErrorFormat,
}

#[derive(Clone, Copy, Default, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Mode {
    #[default]
    Exec,
    Single,
    Eval,
    FuncType,
}

#[derive(Clone, Copy, Default, PartialEq, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

impl From<Mode> for lexer::Mode {
    fn from(mode: Mode) -> lexer::Mode {
        match mode {
            Mode::Exec => lexer::Mode::Module,
            Mode::Single => lexer::Mode::Interactive,
            Mode::Eval => lexer::Mode::Expression,
            Mode::FuncType => lexer::Mode::FuncType,
        }
    }
}

pub fn run(options: &Ast) -> ExitCode {
    let source = match read_source(options.file.as_deref(), error_format(options)) {
        Ok(source) => source,
        Err(status) => return status,
    };
    let parsed = parse(&source, ParseOptions { mode: options.mode.into(), type_comments: !options.no_type_comments });
    match parsed.ast.filter(|_| parsed.errors.is_empty()) {
        Some(tree) => print(&tree, &source, options),
        None => report(&parsed.errors, &source, error_format(options)),
    }
}

/// Who asks for data wants errors as data too.
fn error_format(options: &Ast) -> ErrorFormat {
    if options.format == Format::Json { ErrorFormat::Json } else { options.error_format }
}

fn print(tree: &ast::Ast, source: &Source, options: &Ast) -> ExitCode {
    write_output(|mut out| {
        if options.tree {
            return ast::draw(tree, source, colours(), &mut out);
        }
        match options.format {
            Format::Json => ast::dump_json(tree, source, options.include_attributes, &mut out)?,
            Format::Text => ast::dump(tree, source, &options.dump_options(), &mut out)?,
        }
        out.write_all(b"\n")
    })
}

impl Ast {
    fn dump_options(&self) -> DumpOptions {
        // Python takes a negative indentation as none.
        let indent = " ".repeat(self.indent.clamp(0, 1 << 16) as usize);
        DumpOptions {
            annotate_fields: true,
            include_attributes: self.include_attributes,
            indent: Some(indent),
            show_empty: self.show_empty,
        }
    }
}
