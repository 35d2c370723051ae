//! The results as text: the page of figures, what changed, what is missing.

use crate::outcome::{Results, TestFile};
use std::fmt::Write;

/// The figures of all files, as a page of Markdown.
pub fn page(files: &[(String, TestFile)]) -> String {
    let mut page = String::from("# CPython's own tests\n\n");
    page.push_str("Of the methods that CPython passes, how many does hyaline pass?\n\n");
    page.push_str("| file | CPython passes | hyaline passes | % | |\n| --- | ---: | ---: | ---: | --- |\n");
    let (mut all, mut all_passed) = (0, 0);
    for (name, file) in files {
        let (expected, passed) = file.figures();
        let status = if file.hyaline.status == "ok" { "" } else { &file.hyaline.status };
        row(&mut page, name, expected, passed, status);
        (all, all_passed) = (all + expected, all_passed + passed);
    }
    row(&mut page, "**all**", all, all_passed, "");
    page
}

fn row(page: &mut String, name: &str, expected: usize, passed: usize, status: &str) {
    let line = format!("| {name} | {expected} | {passed} | {} | {status}", percent(expected, passed));
    writeln!(page, "{} |", line.trim_end()).expect("text grows");
}

/// A file's figures and how they changed, on one line.
pub fn line(name: &str, old: &TestFile, new: &TestFile, seconds: f64) -> String {
    let (expected, passed) = new.figures();
    let percent = percent(expected, passed);
    let (won, lost) = (old.lost_since(new).len(), new.lost_since(old).len());
    let status = if new.hyaline.status == "ok" { "" } else { &new.hyaline.status };
    let line = format!("{name:<28} {passed:>5} of {expected:<5} {percent:>6} %  +{won} -{lost}  {seconds:.1} s  {status}");
    line.trim_end().to_string()
}

/// Methods whose outcome is another than it was: `-` for those that passed, `+` for those that do now.
pub fn changes(name: &str, old: &TestFile, new: &TestFile) -> String {
    let mut text = String::new();
    if old.hyaline.status != new.hyaline.status {
        writeln!(text, "  {name}: {} (was: {})", new.hyaline.status, old.hyaline.status).expect("text grows");
    }
    for method in new.lost_since(old) {
        writeln!(text, "- {name} {method}: {}", outcome(&new.hyaline, method)).expect("text grows");
    }
    for method in old.lost_since(new) {
        writeln!(text, "+ {name} {method} (was: {})", outcome(&old.hyaline, method)).expect("text grows");
    }
    text
}

/// The methods that only CPython passes, with hyaline's reasons.
pub fn missing(name: &str, file: &TestFile) -> String {
    let mut text = String::new();
    if file.hyaline.status != "ok" {
        writeln!(text, "{name}: {}", file.hyaline.status).expect("text grows");
    }
    for method in file.expected() {
        if !file.hyaline.passes(method) {
            writeln!(text, "{name} {method}: {}", outcome(&file.hyaline, method)).expect("text grows");
        }
    }
    text
}

fn outcome(results: &Results, method: &str) -> String {
    match results.methods.get(method) {
        Some(outcome) => format!("{} {}", outcome.word, outcome.reason).trim_end().to_string(),
        None => "did not run".to_string(),
    }
}

fn percent(expected: usize, passed: usize) -> String {
    if expected == 0 { "-".to_string() } else { format!("{:.1}", 100.0 * passed as f64 / expected as f64) }
}
