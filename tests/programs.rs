//! Runs each program below `tests/programs` and compares output, errors and exit status with what CPython 3.14 gave.
//!
//! A folder holds the programs of one area of the language; its subject is in the program's name. `NAME.in` is what the program
//! reads from standard input. `HYALINE_RECORD=python3.14 cargo test --test programs` records them anew from the command it
//! names; `HYALINE_PROGRAMS=generators/` takes only those whose path contains the word.

mod run;

use run::{Gaps, Run, programs, run};
use std::path::Path;
use std::{env, fs};

#[test]
fn programs_run_as_recorded() {
    let programs = programs("tests/programs");
    if let Ok(reference) = env::var("HYALINE_RECORD") {
        programs.iter().for_each(|program| record(program, run(&reference, program)));
        return;
    }
    Gaps::of("tests/programs").check(&programs, difference);
}

/// Standard output has a file always, the rest only where there is something to say.
fn record(program: &Path, run: Run) {
    fs::write(program.with_extension("out"), &run.out).unwrap();
    write_unless(run.err.is_empty(), &program.with_extension("err"), &run.err);
    write_unless(run.status == "0", &program.with_extension("status"), &format!("{}\n", run.status));
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
    let status = read("status").map_or("0".to_owned(), |status| status.trim().to_owned());
    Run { out, err: read("err").unwrap_or_default(), status }
}

fn difference(program: &Path) -> Option<String> {
    let (run, recorded) = (run(env!("CARGO_BIN_EXE_hyaline"), program), recorded(program));
    (run != recorded).then(|| format!("{}\n  recorded {recorded:#?}\n  now {run:#?}", program.display()))
}
