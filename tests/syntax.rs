//! Parses each program of `tests/syntax` and compares its tokens and its tree with what CPython 3.14 gave.
//!
//! `HYALINE_RECORD=python3.14 cargo test --test syntax` records them anew from the command it names.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What is shown of a program: the record's ending, and the options after `hyaline` and after `python -m`.
const VIEWS: [(&str, &[&str], &[&str]); 2] = [
    ("ast", &["ast", "-a", "-i", "1"], &["-m", "ast", "-a", "-i", "1"]),
    ("tokens", &["tokens", "-e"], &["-m", "tokenize", "-e"]),
];

#[test]
fn tokens_and_trees_are_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/syntax");
    let programs = programs(&folder);
    assert!(!programs.is_empty(), "no programs in {}", folder.display());
    if let Ok(reference) = env::var("HYALINE_RECORD") {
        programs.iter().for_each(|program| record(program, &reference));
        return;
    }
    let failed: Vec<String> = programs.iter().flat_map(|program| differences(program)).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn programs(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut programs: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "py")).collect();
    programs.sort();
    programs
}

/// What a command prints about a program.
fn view(command: &str, options: &[&str], program: &Path) -> String {
    let mut command = Command::new(command);
    command.current_dir(program.parent().unwrap()).args(options).arg(program.file_name().unwrap());
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn record(program: &Path, reference: &str) {
    for (end, _, options) in VIEWS {
        fs::write(program.with_extension(end), view(reference, options, program)).unwrap();
    }
}

fn differences(program: &Path) -> Vec<String> {
    let compare = |(end, options, _): &(&str, &[&str], &[&str])| {
        let path = program.with_extension(end);
        let recorded = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} has no record", path.display()));
        first_difference(&recorded, &view(env!("CARGO_BIN_EXE_hyaline"), options, program))
            .map(|difference| format!("{}: {difference}", path.display()))
    };
    VIEWS.iter().filter_map(compare).collect()
}

fn first_difference(recorded: &str, now: &str) -> Option<String> {
    if recorded == now {
        return None;
    }
    let same = recorded.lines().zip(now.lines()).take_while(|(a, b)| a == b).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("the end").to_string();
    Some(format!("line {}\n  recorded {}\n  now      {}", same + 1, line(recorded), line(now)))
}
