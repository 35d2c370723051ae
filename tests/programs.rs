//! Runs each program below `tests/programs` and compares output, errors and exit status with what CPython 3.14 gave.
//!
//! A folder holds the programs of one area of the language; its subject is in the program's name. `NAME.in` is what the program
//! reads from standard input. `HYALINE_RECORD=python3.14 cargo test --test programs` records them anew from the command it
//! names; `HYALINE_PROGRAMS=generators/` takes only those whose path contains the word.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, fs};

#[derive(Debug, PartialEq)]
struct Run {
    out: String,
    err: String,
    status: i32,
}

#[test]
fn programs_run_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let programs = programs(&folder);
    assert!(!programs.is_empty(), "no programs in {}", folder.display());
    if let Ok(reference) = env::var("HYALINE_RECORD") {
        programs.iter().for_each(|program| record(program, run(&reference, program)));
        return;
    }
    let failed: Vec<String> = programs.iter().filter_map(|program| difference(program)).collect();
    assert!(failed.is_empty(), "{} of {} programs differ\n{}", failed.len(), programs.len(), failed.join("\n"));
}

fn programs(folder: &Path) -> Vec<PathBuf> {
    let wanted = env::var("HYALINE_PROGRAMS").unwrap_or_default();
    let mut programs = Vec::new();
    let mut pending = vec![folder.to_path_buf()];
    while let Some(folder) = pending.pop() {
        for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|end| end == "py") && path.to_string_lossy().contains(&wanted) {
                programs.push(path);
            }
        }
    }
    programs.sort();
    programs
}

/// Runs a program where it lies. Tracebacks give its whole path, of which a record keeps the name.
fn run(command: &str, program: &Path) -> Run {
    let folder = program.parent().unwrap();
    let input = File::open(program.with_extension("in")).map_or_else(|_| Stdio::null(), Stdio::from);
    let mut command = Command::new(command);
    command.current_dir(folder).arg(program.file_name().unwrap()).stdin(input);
    let Output { status, stdout, stderr } = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let place = format!("{}/", folder.display());
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8").replace(&place, "");
    Run { out: text(stdout), err: text(stderr), status: status.code().unwrap_or(-1) }
}

/// Standard output has a file always, the rest only where there is something to say.
fn record(program: &Path, run: Run) {
    fs::write(program.with_extension("out"), &run.out).unwrap();
    write_unless(run.err.is_empty(), &program.with_extension("err"), &run.err);
    write_unless(run.status == 0, &program.with_extension("status"), &format!("{}\n", run.status));
}

fn write_unless(usual: bool, path: &Path, text: &str) {
    if !usual {
        fs::write(path, text).unwrap();
    } else if path.exists() {
        fs::remove_file(path).unwrap();
    }
}

fn recorded(program: &Path) -> Run {
    let read = |end: &str| fs::read_to_string(program.with_extension(end)).ok();
    let out = read("out").unwrap_or_else(|| panic!("{} has no record", program.display()));
    let status = read("status").map_or(0, |status| status.trim().parse().expect("a status"));
    Run { out, err: read("err").unwrap_or_default(), status }
}

fn difference(program: &Path) -> Option<String> {
    let (run, recorded) = (run(env!("CARGO_BIN_EXE_hyaline"), program), recorded(program));
    (run != recorded).then(|| format!("{}\n  recorded {recorded:#?}\n  now {run:#?}", program.display()))
}
