//! Traces each program of `tests/trace` and compares what `hyaline trace` shows with what is recorded. A first line
//! `# trace: SWITCHES` names switches. There is no reference for this: `HYALINE_RECORD=1 cargo test --test trace` records what it
//! shows now.
//!
//! That tracing changes nothing of what a program does is looked at with the programs of `tests/programs`.

mod run;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, fs};

const HYALINE: &str = env!("CARGO_BIN_EXE_hyaline");

fn programs() -> Vec<PathBuf> {
    run::programs("tests/trace")
}

fn switches(program: &Path) -> Vec<String> {
    let text = fs::read_to_string(program).unwrap();
    let line = text.lines().next().and_then(|line| line.strip_prefix("# trace: "));
    line.unwrap_or("").split_whitespace().map(str::to_owned).collect()
}

fn execute(program: &Path, args: &[&str], switches: &[String]) -> Output {
    let mut command = Command::new(HYALINE);
    command.current_dir(program.parent().unwrap()).env("PYTHONHASHSEED", "0").stdin(Stdio::null());
    command.args(args).args(switches).arg(program.file_name().unwrap());
    command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

/// Without the folder that the programs lie in.
fn text(bytes: Vec<u8>) -> String {
    let folder = fs::canonicalize("tests/trace").unwrap();
    String::from_utf8(bytes).expect("UTF-8").replace(&format!("{}/", folder.display()), "")
}

#[test]
fn traces_are_as_recorded() {
    let mut failed = Vec::new();
    for program in programs() {
        let trace = text(execute(&program, &["trace"], &switches(&program)).stderr);
        let record = program.with_extension("out");
        if env::var("HYALINE_RECORD").is_ok() {
            fs::write(record, trace).unwrap();
        } else if fs::read_to_string(&record).unwrap_or_default() != trace {
            failed.push(format!("{}\n{trace}", program.display()));
        }
    }
    assert!(failed.is_empty(), "{} differ\n{}", failed.len(), failed.join("\n"));
}

/// Output, errors and exit status are the program's own; the trace is in the file.
#[test]
fn a_trace_in_a_file_leaves_the_program_alone() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    for program in programs() {
        let file = folder.join("trace.txt");
        let plain = execute(&program, &[], &[]);
        let traced = execute(&program, &["trace", "-o", file.to_str().unwrap()], &switches(&program));
        assert_eq!(text(traced.stdout), text(plain.stdout), "{}", program.display());
        assert_eq!(text(traced.stderr), text(plain.stderr), "{}", program.display());
        assert_eq!(traced.status, plain.status, "{}", program.display());
        let (trace, record) = (text(fs::read(&file).unwrap()), fs::read_to_string(program.with_extension("out")).unwrap());
        assert!(record.starts_with(&trace), "{}\n{trace}", program.display());
    }
}

#[test]
fn data_is_an_object_a_line() {
    for program in programs() {
        let output = execute(&program, &["trace", "--format", "json", "-n", "500"], &[]);
        for line in text(output.stderr).lines().filter(|line| line.starts_with('{')) {
            let step: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
            assert!(step["function"].is_string(), "{line}");
        }
    }
}

/// The watched copy of the machine's loop does what the other does.
#[test]
fn watched_programs_do_the_same() {
    let areas = ["basics", "classes", "coroutines", "exceptions", "finalisation", "generators", "loops", "specialisation"];
    for program in areas.iter().flat_map(|area| run::programs(&format!("tests/programs/{area}"))) {
        let plain = execute(&program, &[], &[]);
        let traced = execute(&program, &["trace", "-o", "/dev/null", "--function", "no such"], &[]);
        assert_eq!(traced, plain, "{}", program.display());
    }
}
