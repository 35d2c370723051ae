//! Turns the tables under `grammar/` into Rust: tokens, tree nodes, instructions and the parser. Everything it writes goes to cargo's
//! output folder; nothing generated is committed.

#[path = "grammar/derive/ast.rs"]
mod ast;
#[path = "grammar/derive/ast_classes.rs"]
mod ast_classes;
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
    println!("cargo::rustc-env=HYALINE_BUILD={:016x}", build());

    let tokens = tokens::read(&table("grammar/tokens.table"));
    write_if_changed(&out.join("tokens.rs"), &tokens::derive(&tokens));
    write_if_changed(&out.join("raw.rs"), &tokens::derive_raw(&tokens));
    let nodes = ast::read(&table("grammar/ast.table"));
    write_if_changed(&out.join("nodes.rs"), &ast::derive(&nodes));
    write_if_changed(&out.join("node_classes.rs"), &ast_classes::derive(&nodes));
    let opcodes = opcodes::read(&table("grammar/opcodes.table"));
    write_if_changed(&out.join("opcodes.rs"), &opcodes::derive(&opcodes));
    write_if_changed(&out.join("ops.rs"), &opcodes::derive_ops(&opcodes));
    let machine = machine::read(&table("grammar/machine.table"));
    write_if_changed(&out.join("machine.rs"), &machine::derive(&machine, &opcodes::names(&opcodes)));
    parser::derive(&tokens, &out);
}

/// A hash (FNV-1a) of all that decides what a program is compiled to: code that another build cached is of no use.
fn build() -> u64 {
    let map = table("src/lib.rs");
    let mut stages: Vec<&str> = map.lines().filter_map(|line| line.strip_prefix("//! | `")?.split('`').next()).collect();
    let last = stages.iter().position(|stage| *stage == "codegen").expect("the map in src/lib.rs names the code generator");
    stages.truncate(last + 1);
    let folders = stages.iter().map(|stage| format!("src/{stage}")).chain(["grammar".into()]);
    let mut pending: Vec<PathBuf> = folders.chain(["Cargo.toml".into()]).map(PathBuf::from).collect();
    let mut files = Vec::new();
    println!("cargo::rerun-if-changed=src/lib.rs");
    while let Some(path) = pending.pop() {
        println!("cargo::rerun-if-changed={}", path.display());
        match fs::read_dir(&path) {
            Ok(entries) => pending.extend(entries.map(|entry| entry.expect("a folder that can be read").path())),
            Err(_) => files.push(path),
        }
    }
    files.sort();
    let bytes = files.iter().flat_map(|file| fs::read(file).unwrap_or_default());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
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
