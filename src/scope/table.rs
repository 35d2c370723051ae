//! The symbol table exactly as `python -m symtable` prints it.

use super::symbol::{Flags, Storage};
use super::{Scope, ScopeId, ScopeKind, Scopes, Symbol};
use crate::source::Source;
use crate::text::repr;
use std::fmt::Write;

/// In the order in which they are printed.
const FLAGS: [(Flags, &str); 12] = [
    (Flags::USE, "use"),
    (Flags::GLOBAL, "def_global"),
    (Flags::NONLOCAL, "def_nonlocal"),
    (Flags::LOCAL, "def_local"),
    (Flags::PARAMETER, "def_param"),
    (Flags::TYPE_PARAMETER, "def_type_param"),
    (Flags::FREE_IN_CLASS, "def_free_class"),
    (Flags::IMPORT, "def_import"),
    (Flags::BOUND, "def_bound"),
    (Flags::ANNOTATED, "def_annot"),
    (Flags::ITERATION, "def_comp_iter"),
    (Flags::COMPREHENSION_CELL, "def_comp_cell"),
];

/// All tables. Names that a scope only passes on are last; CPython has them in the order of a set.
pub fn symbol_table(source: &Source, scopes: &Scopes) -> String {
    let mut text = String::new();
    let mut pending = vec![(scopes.module, 0)];
    while let Some((scope, level)) = pending.pop() {
        table(&mut text, source, scopes, scope, level);
        pending.extend(scopes.tables(scope).into_iter().rev().map(|child| (child, level + 1)));
    }
    text
}

fn table(text: &mut String, source: &Source, scopes: &Scopes, id: ScopeId, level: usize) {
    let indent = "    ".repeat(level);
    let scope = &scopes.scopes[id];
    let nested = if scope.is_nested { "nested " } else { "" };
    let (from, name) = match scope.kind {
        ScopeKind::Module => ("from file ", source.name()),
        _ => ("", scope.table_name(scopes)),
    };
    writeln!(text, "{indent}symbol table for {nested}{} {from}{}:", kind(scope), quoted(name)).unwrap();
    for symbol in scopes.symbols_of(id) {
        let name = quoted(scopes.resolve(symbol.name));
        writeln!(text, "    {indent}{} symbol {name}: {}", storage(symbol), flags(symbol)).unwrap();
    }
    text.push('\n');
}

fn quoted(name: &str) -> String {
    let mut text = String::new();
    repr::str(name.as_bytes(), &mut text);
    text
}

fn kind(scope: &Scope) -> &'static str {
    match scope.kind {
        ScopeKind::Module => "module",
        ScopeKind::Function | ScopeKind::Lambda | ScopeKind::Comprehension(_) => "function",
        ScopeKind::Class => "class",
        ScopeKind::Annotation => "annotation",
        ScopeKind::TypeAlias => "type alias",
        ScopeKind::TypeParameters => "type parameters",
        ScopeKind::TypeVariable(_) => "type variable",
    }
}

fn storage(symbol: &Symbol) -> &'static str {
    match symbol.storage {
        Storage::Local => "local",
        Storage::GlobalExplicit => "global_explicit",
        Storage::GlobalImplicit => "global_implicit",
        Storage::Free => "free",
        Storage::Cell => "cell",
    }
}

fn flags(symbol: &Symbol) -> String {
    let set = FLAGS.iter().filter(|(flag, _)| symbol.flags.contains(*flag));
    set.map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
}
