//! The parsers that are compared, and the programs that they parse.
//!
//! All get the same texts, already in memory as UTF-8, and all drop what they made inside the measured time.

use anyhow::{Context, Result};
use hyaline::lexer::{LexOptions, lex};
use hyaline::{ParseOptions, Source, parse};
use std::path::{Path, PathBuf};
use std::{env, fs};
use walkdir::WalkDir;

/// A parser: its name, and a function that takes a program through it and tells whether it is accepted.
pub struct Contestant {
    pub name: &'static str,
    pub accepts: fn(&str) -> bool,
}

/// Hyaline's whole front end is the first.
pub const CONTESTANTS: [Contestant; 5] = [
    Contestant { name: "hyaline, text to tree", accepts: hyaline_front_end },
    Contestant { name: "hyaline, lexer alone", accepts: hyaline_lexer },
    Contestant { name: "rustpython-parser", accepts: rustpython },
    Contestant { name: "ruff_python_parser", accepts: ruff },
    Contestant { name: "tree-sitter-python", accepts: tree_sitter },
];

fn hyaline_front_end(program: &str) -> bool {
    let source = Source::new("<bench>", program);
    let parsed = parse(&source, ParseOptions::default());
    parsed.ast.is_some() && parsed.errors.is_empty()
}

fn hyaline_lexer(program: &str) -> bool {
    let source = Source::new("<bench>", program);
    lex(&source, LexOptions::default()).errors.is_empty()
}

fn rustpython(program: &str) -> bool {
    rustpython_parser::parse(program, rustpython_parser::Mode::Module, "<bench>").is_ok()
}

fn ruff(program: &str) -> bool {
    rustpython_ruff_python_parser::parse_module(program).is_ok()
}

fn tree_sitter(program: &str) -> bool {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_python::LANGUAGE.into()).expect("the versions fit");
    parser.parse(program, None).is_some_and(|tree| !tree.root_node().has_error())
}

/// The corpus unless another is named: CPython's library, as the crate `rustpython-pylib` has it.
pub fn default_corpus() -> PathBuf {
    env::var_os("CORPUS").map_or_else(|| rustpython_pylib::LIB_PATH.into(), PathBuf::from)
}

/// The `.py` files below a folder, those that are UTF-8.
pub fn read_corpus(folder: &Path) -> Result<Vec<String>> {
    let mut programs = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() && entry.path().extension().is_some_and(|extension| extension == "py") {
            let bytes = fs::read(entry.path()).with_context(|| entry.path().display().to_string())?;
            programs.extend(String::from_utf8(bytes).ok());
        }
    }
    Ok(programs)
}
