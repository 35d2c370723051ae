//! Disassembles each program of `tests/dis` and compares the listing and the warnings with what CPython 3.14's `python -m dis`
//! printed. A first line `# dis: SWITCHES` names switches for both.
//!
//! `HYALINE_RECORD=python3.14 cargo test --test dis` records them anew from the command it names, without the addresses of code
//! objects.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

#[test]
fn listings_are_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dis");
    let entries = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut programs: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "py")).collect();
    programs.sort();
    assert!(!programs.is_empty(), "no programs in {}", folder.display());
    if let Ok(reference) = env::var("HYALINE_RECORD") {
        programs.iter().for_each(|program| record(&reference, program));
        return;
    }
    let failed: Vec<String> = programs.iter().filter_map(|program| difference(program)).collect();
    assert!(failed.is_empty(), "{} of {} listings differ\n{}", failed.len(), programs.len(), failed.join("\n"));
}

fn switches(program: &Path) -> Vec<String> {
    let text = fs::read_to_string(program).unwrap();
    let line = text.lines().next().and_then(|line| line.strip_prefix("# dis: "));
    line.unwrap_or("").split_whitespace().map(str::to_owned).collect()
}

/// The listing and the warnings. The program is named as it lies.
fn run(command: &mut Command, program: &Path) -> (String, String) {
    command.current_dir(program.parent().unwrap()).args(switches(program)).arg(program.file_name().unwrap());
    let Output { stdout, stderr, .. } = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (text(stdout), text(stderr))
}

fn record(reference: &str, program: &Path) {
    let (listing, warnings) = run(Command::new(reference).args(["-m", "dis"]), program);
    fs::write(program.with_extension("out"), without_addresses(&listing)).unwrap();
    let path = program.with_extension("err");
    if !warnings.is_empty() {
        fs::write(path, warnings).unwrap();
    } else if path.exists() {
        fs::remove_file(path).unwrap();
    }
}

/// `<code object f at 0x7f…, file …` loses its middle.
fn without_addresses(listing: &str) -> String {
    let mut parts = listing.split(" at 0x");
    let mut text = parts.next().unwrap_or("").to_owned();
    parts.for_each(|part| text.push_str(part.trim_start_matches(|c: char| c.is_ascii_hexdigit())));
    text
}

fn difference(program: &Path) -> Option<String> {
    let (listing, warnings) = run(Command::new(env!("CARGO_BIN_EXE_hyaline")).arg("dis"), program);
    let recorded = |end: &str| fs::read_to_string(program.with_extension(end)).ok();
    let Some(expected) = recorded("out") else { return Some(format!("{} has no record", program.display())) };
    let lines = expected.lines().chain(["(the end)"]).zip(listing.lines().chain(["(the end)"]));
    let parting = lines.enumerate().find(|(_, (expected, now))| expected != now);
    if let Some((line, (expected, now))) = parting {
        return Some(format!("{} line {}\n  recorded {expected}\n  now      {now}", program.display(), line + 1));
    }
    let expected = recorded("err").unwrap_or_default();
    (warnings != expected).then(|| format!("{}\n  recorded {expected}\n  now      {warnings}", program.display()))
}

const PROGRAM: &str = "
def total(items):
    sum = 0
    for item in items:
        sum = sum + item
    return sum
print(total([1, 2, 3]) + len('ab'))
print(total([0.5, 0.25]))
";

/// `-S` runs the program and shows what its instructions have become.
#[test]
fn specialized_forms_show() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("specialized.py");
    let show = |text: &str, switches: &[&str]| {
        fs::write(&file, text).unwrap();
        let command = env!("CARGO_BIN_EXE_hyaline");
        let output = Command::new(command).arg("dis").args(switches).arg(&file).output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), output.status.code())
    };
    let (plain, _) = show(PROGRAM, &[]);
    let (shown, status) = show(PROGRAM, &["-S"]);
    let listing = shown.strip_prefix("8\n0.75\n").expect("the program's output, then the listing");
    assert_eq!(status, Some(0));
    let changed: Vec<(&str, &str)> = plain.lines().zip(listing.lines()).filter(|(plain, now)| plain != now).collect();
    assert_eq!(plain.lines().count(), listing.lines().count());
    for (generic, special) in [("FOR_ITER", "FOR_ITER_LIST"), ("BINARY_OP", "BINARY_OP_ADD_FLOAT")] {
        let is_it = |(plain, now): &&(&str, &str)| plain.contains(generic) && now.contains(special);
        assert!(changed.iter().any(|pair| is_it(&pair)), "{special}\n{listing}");
    }
    // Nothing that did not run; and the code of a program that fails is shown as well.
    let (shown, status) = show(&format!("{PROGRAM}raise SystemExit(3)"), &["-S", "--format", "json"]);
    assert!(shown.contains("\"opcode\": \"FOR_ITER_LIST\""));
    assert_eq!(status, Some(3));
    let (shown, status) = show("def f(x): return x + 1", &["-S"]);
    assert!(!shown.contains("ADD_INT") && status == Some(0));
    assert_eq!(show("def", &["-S"]), (String::new(), Some(1)));
}
