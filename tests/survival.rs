//! Runs each program of `tests/survival`, which does its best to kill an interpreter: it must end by itself, with a result or
//! with a Python error, within limits of time and memory.
//!
//! `NAME.out` is the output it must have, as CPython gave it. `NAME.expect` says what else must hold, or all that must hold
//! where CPython itself dies or more than one outcome is right. A line is `status: A|B`, `stdout last line: A|B` or
//! `stderr last line: A|B`; a last line must begin with one of the alternatives. Without a line for it the status is 0.

mod run;

use run::{Gaps, Run, optimised, programs, run};
use std::fs;
use std::path::Path;

#[test]
fn programs_survive() {
    // Unoptimised, the deepest of them take minutes.
    let command = optimised();
    let programs = programs("tests/survival");
    Gaps::of("tests/survival").check(&programs, |program| {
        let wrong = wrong(program, &run(command, program));
        (!wrong.is_empty()).then(|| format!("{}\n  {}", program.display(), wrong.join("\n  ")))
    });
}

fn wrong(program: &Path, run: &Run) -> Vec<String> {
    let read = |end: &str| fs::read_to_string(program.with_extension(end)).ok();
    let (out, expect) = (read("out"), read("expect").unwrap_or_default());
    assert!(out.is_some() || !expect.is_empty(), "{} has nothing to compare with", program.display());
    let mut wrong = Vec::new();
    if out.is_some_and(|out| out != run.out) {
        wrong.push(format!("the output differs from what is recorded: {:?}", shortened(&run.out)));
    }
    let usual = if expect.contains("status: ") { None } else { Some("status: 0") };
    for line in expect.lines().chain(usual) {
        let (what, allowed) = line.split_once(": ").unwrap_or_else(|| panic!("{}: {line}", program.display()));
        let (found, exact) = match what {
            "status" => (run.status.as_str(), true),
            "stdout last line" => (last_line(&run.out), false),
            "stderr last line" => (last_line(&run.err), false),
            _ => panic!("{}: {line}", program.display()),
        };
        let holds = |allowed: &str| if exact { found == allowed } else { found.starts_with(allowed) };
        if !allowed.split('|').any(holds) {
            wrong.push(format!("{line}, but it is {:?}, and the last error {:?}", shortened(found), last_line(&run.err)));
        }
    }
    wrong
}

fn last_line(text: &str) -> &str {
    text.trim_end().lines().last().unwrap_or("")
}

fn shortened(text: &str) -> String {
    text.chars().take(300).collect()
}
