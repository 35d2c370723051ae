//! Joins the grammar's files with the terminals of the token table and lets LALRPOP turn them into a parser.

use crate::tables;
use crate::tokens::{self, Token};
use std::fs;
use std::path::Path;

/// The grammar's files, in the order in which a reader wants them.
const FILES: [&str; 6] = ["start", "statements", "compound", "patterns", "expressions", "literals"];

pub fn derive(tokens: &[Token], out: &Path) {
    let rules = FILES.map(|name| crate::table(&format!("grammar/python/{name}.lalrpop"))).join("\n");
    let folder = out.join("grammar");
    fs::create_dir_all(&folder).expect("a folder in cargo's output");
    crate::write_if_changed(&folder.join("python.lalrpop"), &rules.replace("extern {}", &tokens::derive_terminals(tokens)));
    let mut lalrpop = lalrpop::Configuration::new();
    lalrpop.set_in_dir(&folder).set_out_dir(&folder).emit_comments(false).emit_rerun_directives(false);
    if let Err(error) = lalrpop.process() {
        eprintln!("{error}");
        std::process::exit(1);
    }
    let text = fs::read_to_string(folder.join("python.rs")).expect("LALRPOP's parser");
    let (parser, tables) = tables::derive(&text, &tokens::terminal_kinds(tokens));
    crate::write_if_changed(&out.join("python.rs"), &parser);
    crate::write_if_changed(&out.join("tables.rs"), &tables);
}
