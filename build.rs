//! Turns the tables under `grammar/` into Rust: tokens, tree nodes, instructions and the parser. Everything it writes goes to cargo's
//! output folder; nothing generated is committed.

#[path = "grammar/derive/ast.rs"]
mod ast;
#[path = "grammar/derive/machine.rs"]
mod machine;
#[path = "grammar/derive/opcodes.rs"]
mod opcodes;
#[path = "grammar/derive/parser.rs"]
mod parser;
#[path = "grammar/derive/tables.rs"]
mod tables;
#[path = "grammar/derive/tokens.rs"]
mod tokens;

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=grammar");

    let tokens = tokens::read(&table("grammar/tokens.table"));
    write_if_changed(&out.join("tokens.rs"), &tokens::derive(&tokens));
    write_if_changed(&out.join("raw.rs"), &tokens::derive_raw(&tokens));
    write_if_changed(&out.join("nodes.rs"), &ast::derive(&ast::read(&table("grammar/ast.table"))));
    let opcodes = opcodes::read(&table("grammar/opcodes.table"));
    write_if_changed(&out.join("opcodes.rs"), &opcodes::derive(&opcodes));
    write_if_changed(&out.join("ops.rs"), &opcodes::derive_ops(&opcodes));
    let machine = machine::read(&table("grammar/machine.table"));
    write_if_changed(&out.join("machine.rs"), &machine::derive(&machine, &opcodes::names(&opcodes)));
    parser::derive(&tokens, &out);
}

fn table(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Leaves the file's time alone when its text stays, so that cargo does not compile what did not change.
fn write_if_changed(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    }
}
