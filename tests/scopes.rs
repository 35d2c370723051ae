//! Compares the symbol tables of the programs of `tests/scopes` with those that CPython 3.14 gave, and what people are told with
//! what is expected.
//!
//! `HYALINE_RECORD=python3.14 cargo test --test scopes` records `python -m symtable` anew from the command it names.

use hyaline::ast::Mod;
use hyaline::scope::{Flags, Meaning, Role, ScopeId, Scopes, Storage, report};
use hyaline::{ParseOptions, Source, parse};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

#[test]
fn symbol_tables_are_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scopes");
    let entries = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut programs: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "py")).collect();
    programs.sort();
    assert!(!programs.is_empty(), "no programs in {}", folder.display());
    let reference = env::var("HYALINE_RECORD");
    for program in programs {
        let record = program.with_extension("symtable");
        if let Ok(reference) = &reference {
            fs::write(record, print(reference, &["-m", "symtable"], &program)).unwrap();
            continue;
        }
        let recorded = fs::read_to_string(&record).unwrap_or_else(|_| panic!("{} has no record", record.display()));
        let now = print(env!("CARGO_BIN_EXE_hyaline"), &["scopes", "--symtable"], &program);
        assert_eq!(tables(&recorded), tables(&now), "{}", record.display());
    }
}

fn print(command: &str, options: &[&str], program: &Path) -> String {
    let mut command = Command::new(command);
    command.current_dir(program.parent().unwrap()).args(options).arg(program.file_name().unwrap());
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The lines of each table, sorted: CPython has names that a scope only passes on in the order of a set.
fn tables(text: &str) -> Vec<Vec<&str>> {
    let mut tables: Vec<Vec<&str>> = text.split("\n\n").map(|table| table.lines().collect()).collect();
    tables.iter_mut().for_each(|table| table.sort_unstable());
    tables
}

fn with_scopes(program: &str, check: impl FnOnce(&Scopes, &dyn Fn(&str) -> ScopeId)) {
    let source = Source::new("<test>", program);
    let ast = parse(&source, ParseOptions::default()).ast.expect("a tree");
    let scopes = Scopes::of(&ast);
    assert_eq!(scopes.errors(), []);
    let named = |name: &str| {
        let mut pending = vec![scopes.module()];
        while let Some(scope) = pending.pop() {
            if scopes.scope(scope).table_name(&scopes) == name {
                return scope;
            }
            pending.extend(&scopes.scope(scope).children);
        }
        panic!("no scope {name}")
    };
    check(&scopes, &named);
}

#[test]
fn people_are_told_what_a_name_means() {
    let source = Source::new("a.py", "def f():\n    x = 5\n    return lambda: (x, len)\nprint(x)\n");
    let ast = parse(&source, ParseOptions::default()).ast.expect("a tree");
    let expected = "\
module a.py
  f      function   defined 1:1
  print  builtin    used 4:1
  x      undefined  nothing in this file defines it; used 4:7

function f, line 1
  x  variable  defined 2:5; used 3:21 (lambda, line 3)

lambda, line 3
  x    enclosing  defined 2:5 (function f, line 1); used 3:21
  len  builtin    used 3:24
";
    assert_eq!(report(&source, &Scopes::of(&ast)), expected);
}

#[test]
fn cells_are_in_the_order_of_their_names() {
    let program = "def f(z):\n  def g(): return y, z, x\n  x = y = 1\nclass C:\n  if f:\n    a: int\n  def m(self): super\n";
    with_scopes(program, |scopes, named| {
        assert_eq!(scopes.cell_variables(named("f")), ["x", "y", "z"]);
        assert_eq!(scopes.free_variables(named("g")), ["x", "y", "z"]);
        assert_eq!(scopes.cell_variables(named("C")), ["__class__", "__classdict__", "__conditional_annotations__"]);
        assert_eq!(scopes.free_variables(named("m")), ["__class__"]);
    });
}

/// CPython 3.14 has no cell for these functions, and fails.
#[test]
fn functions_in_comprehensions_of_a_class_find_it() {
    with_scopes("class C:\n  a = [lambda: __class__ for b in 'c']\n", |scopes, named| {
        assert!(scopes.scope(named("C")).needs_class_closure);
        assert!(scopes.scope(named("listcomp")).is_inlined);
        assert_eq!(scopes.free_variables(named("lambda")), ["__class__"]);
        let meaning = scopes.lookup_text(named("lambda"), "__class__").map(|symbol| symbol.meaning);
        assert_eq!(meaning, Some(Meaning::Implicit(named("C"))));
    });
}

#[test]
fn names_are_mangled_where_they_are_private() {
    with_scopes("class _C[__T](__b):\n  def m(self, __a): __a, __b__\n", |scopes, named| {
        assert_eq!(scopes.mangle(named("m"), "__attribute"), "_C__attribute");
        assert_eq!(scopes.mangle(named("m"), "__b__"), "__b__");
        assert_eq!(scopes.mangle(scopes.module(), "__b"), "__b");
        let parameters =
            scopes.scope(named("m")).parent.and_then(|class| scopes.scope(class).parent).expect("type parameters");
        assert_eq!(scopes.mangle(parameters, "__T"), "_C__T");
        assert_eq!(scopes.mangle(parameters, "__b"), "__b");
        let argument = scopes.lookup_text(named("m"), "_C__a").expect("a parameter");
        assert_eq!((argument.storage, argument.flags), (Storage::Local, Flags::PARAMETER | Flags::USE));
    });
}

#[test]
fn scopes_are_found_by_node_and_role() {
    let source = Source::new("<test>", "def f[T: int](a: T): return a\nb: int\n");
    let ast = parse(&source, ParseOptions::default()).ast.expect("a tree");
    let scopes = Scopes::of(&ast);
    let Mod::Module { body, .. } = ast[ast.root()] else { panic!("a module") };
    let function = ast.get(body, 0).expect("a statement");
    let roles = [Role::Body, Role::TypeParameters, Role::Annotations];
    let found = roles.map(|role| scopes.of_role(function, role).expect("a scope"));
    assert_eq!(found.map(|scope| scopes.scope(scope).table_name(&scopes)), ["f", "f", "__annotate__"]);
    assert_eq!(scopes.scope(found[0]).parent, Some(found[1]));
    assert!(scopes.of_role(ast.root(), Role::Annotations).is_some());
    assert!(scopes.of_role(function, Role::VariableAnnotations).is_none());
}
