//! What programs show of the collector of cycles: they run the same if it runs at every chance, and leave nothing behind.

mod run;

use run::{Run, in_parallel, optimised, programs, run, run_debugging};
use std::path::{Path, PathBuf};

/// What has most to do with the lives of objects: all of `tests/programs` would take long.
const STRESSED: [&str; 18] = [
    "attribute_access",
    "classes",
    "closures",
    "comprehensions",
    "coroutines",
    "del_statement",
    "descriptors",
    "exception_groups",
    "exceptions",
    "exec_eval",
    "finalisation",
    "generators",
    "iterators",
    "metaclasses",
    "match_statements",
    "modules",
    "tracebacks",
    "with_statements",
];

fn folder(program: &Path) -> &str {
    program.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default()
}

#[test]
fn programs_run_under_stress() {
    let command = optimised();
    let programs: Vec<PathBuf> =
        programs("tests/programs").into_iter().filter(|program| STRESSED.contains(&folder(program))).collect();
    let wrong = in_parallel(&programs, |program| {
        let (stressed, usual) = (run_debugging(command, program, "stress"), run(command, program));
        let same = |a: &Run, b: &Run| a.out == b.out && a.status == b.status;
        (!same(&stressed, &usual)).then(|| format!("{}: {stressed:#?}, but usually {usual:#?}", program.display()))
    });
    assert!(wrong.is_empty(), "{} programs\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn programs_leave_nothing_behind() {
    let command = optimised();
    let wrong = in_parallel(&programs("tests/programs"), |program| {
        let run = run_debugging(command, program, "live");
        let last = run.err.lines().last().unwrap_or("");
        (last != "hyaline: left behind: nothing").then(|| format!("{}: {last}", program.display()))
    });
    assert!(wrong.is_empty(), "{} programs\n{}", wrong.len(), wrong.join("\n"));
}
