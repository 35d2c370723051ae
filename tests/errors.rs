//! Compiles each program of `tests/errors` and compares the error with the one that CPython 3.14 gave: class, message, place.
//!
//! A file holds the programs of one topic. Each is followed by a line `=== Class line:offset-line:offset message`, with what
//! `compile` raised for it. `HYALINE_RECORD=python3.14 cargo test --test errors` writes these lines anew from the
//! command it names.

use hyaline::codegen::{CompileOptions, generate};
use hyaline::diagnostics::{Diagnostic, Location};
use hyaline::scope::Scopes;
use hyaline::{ParseOptions, Source, parse};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const MARK: &str = "=== ";

/// Reads programs from a file of `LENGTH\n` and that many bytes each; prints a line for each.
const REFERENCE: &str = r#"
import sys, warnings
warnings.simplefilter("ignore")
with open(FILE, "rb") as file:
    while line := file.readline():
        program = file.read(int(line)).decode()
        try:
            compile(program, "<unknown>", "exec", dont_inherit=True)
            print("accepted")
        except SyntaxError as e:
            print(f"{type(e).__name__} {e.lineno}:{e.offset}-{e.end_lineno}:{e.end_offset} {e.msg}")
"#;

struct Case {
    program: String,
    recorded: String,
}

#[test]
fn errors_are_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let files = files(&folder);
    assert!(!files.is_empty(), "no programs in {}", folder.display());
    if let Ok(reference) = env::var("HYALINE_RECORD") {
        files.iter().for_each(|file| record(&reference, file));
        return;
    }
    let failed: Vec<String> = files.iter().flat_map(|file| differences(file)).collect();
    assert!(failed.is_empty(), "{} programs differ\n{}", failed.len(), failed.join("\n"));
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn cases(file: &Path) -> Vec<Case> {
    let text = fs::read_to_string(file).unwrap();
    let mut cases = Vec::new();
    let mut program = String::new();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(MARK) {
            Some(recorded) => {
                cases.push(Case { program: std::mem::take(&mut program), recorded: recorded.trim_end().to_owned() });
            }
            None => program.push_str(line),
        }
    }
    assert!(program.is_empty(), "{}: the last program has no record", file.display());
    cases
}

fn record(reference: &str, file: &Path) {
    let mut cases = cases(file);
    let folder = env::temp_dir();
    let (batch, script) = (folder.join("hyaline-errors.batch"), folder.join("hyaline-errors.py"));
    let programs = cases.iter().map(|case| format!("{}\n{}", case.program.len(), case.program));
    fs::write(&batch, programs.collect::<String>()).unwrap();
    fs::write(&script, format!("FILE = {:?}\n{REFERENCE}", batch.display().to_string())).unwrap();
    let output = Command::new(reference).arg(&script).output().unwrap_or_else(|error| panic!("{reference}: {error}"));
    let answers = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(answers.lines().count(), cases.len(), "{}", String::from_utf8_lossy(&output.stderr));
    cases.iter_mut().zip(answers.lines()).for_each(|(case, answer)| case.recorded = answer.to_owned());
    let mut text = String::new();
    cases.iter().for_each(|case| writeln!(text, "{}{MARK}{}", case.program, case.recorded).unwrap());
    fs::write(file, text).unwrap();
}

fn differences(file: &Path) -> Vec<String> {
    let cases = cases(file);
    let differing = cases.iter().filter_map(|case| {
        let now = outcome(&case.program);
        (now != case.recorded)
            .then(|| format!("{}:\n{}  recorded {}\n  now      {now}\n", file.display(), case.program, case.recorded))
    });
    differing.collect()
}

fn outcome(program: &str) -> String {
    let source = Source::new("<unknown>", program);
    let parsed = parse(&source, ParseOptions::default());
    if let Some(error) = parsed.errors.first() {
        return describe(error, &source);
    }
    let Some(ast) = parsed.ast else { return "neither a tree nor an error".to_owned() };
    match generate(&source, &ast, &Scopes::of(&ast), CompileOptions::default()).program {
        Ok(_) => "accepted".to_owned(),
        Err(error) => describe(&error, &source),
    }
}

fn describe(error: &Diagnostic, source: &Source) -> String {
    let Location { lineno, offset, end_lineno, end_offset } = Location::of(error, source);
    format!("{} {lineno}:{offset}-{end_lineno}:{end_offset} {}", error.message.class().name(), error.message)
}
