//! The results as text: the page of figures, what changed, what is missing.

use crate::outcome::{Results, TestFile};
use std::fmt::Write;

/// The figures of all files, as a page of Markdown.
pub fn page(files: &[(String, TestFile)]) -> String {
    let mut page = String::from("# CPython's own tests\n\n");
    page.push_str(
        "Of the methods that CPython passes, how many does hyaline pass? Those that skip themselves because they are\n",
    );
    page.push_str("about how CPython is made do not count in the percentage.\n\n");
    page.push_str("| file | CPython passes | CPython's inside | hyaline passes | % | |\n");
    page.push_str("| --- | ---: | ---: | ---: | ---: | --- |\n");
    let mut all = Figures::default();
    for (name, file) in files {
        let figures = Figures::of(file);
        writeln!(page, "| {name} | {} {} |", figures.columns(), status(file)).expect("text grows");
        all.add(&figures);
    }
    writeln!(page, "| **all** | {}  |", all.columns()).expect("text grows");
    page
}

#[derive(Default)]
struct Figures {
    expected: usize,
    inapplicable: usize,
    passed: usize,
}

impl Figures {
    fn of(file: &TestFile) -> Self {
        let (expected, passed) = file.figures();
        Self { expected, inapplicable: file.inapplicable().len(), passed }
    }

    fn add(&mut self, other: &Self) {
        self.expected += other.expected;
        self.inapplicable += other.inapplicable;
        self.passed += other.passed;
    }

    fn counting(&self) -> usize {
        self.expected - self.inapplicable
    }

    fn percent(&self) -> String {
        match self.counting() {
            0 => "-".to_string(),
            counting => format!("{:.1}", 100.0 * self.passed as f64 / counting as f64),
        }
    }

    fn columns(&self) -> String {
        format!("{} | {} | {} | {} |", self.expected, self.inapplicable, self.passed, self.percent())
    }
}

fn status(file: &TestFile) -> &str {
    if file.hyaline.status == "ok" { "" } else { &file.hyaline.status }
}

/// A file's figures and how they changed, on one line.
pub fn line(name: &str, old: &TestFile, new: &TestFile, seconds: f64) -> String {
    let figures = Figures::of(new);
    let (passed, counting, percent) = (figures.passed, figures.counting(), figures.percent());
    let (won, lost) = (old.lost_since(new).len(), new.lost_since(old).len());
    let status = status(new);
    let line = format!("{name:<28} {passed:>5} of {counting:<5} {percent:>6} %  +{won} -{lost}  {seconds:.1} s  {status}");
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

/// The methods that hyaline tried and only CPython passes, with the reasons.
pub fn missing(name: &str, file: &TestFile) -> String {
    let mut text = String::new();
    if file.hyaline.status != "ok" {
        writeln!(text, "{name}: {}", file.hyaline.status).expect("text grows");
    }
    let inapplicable = file.inapplicable();
    let wanted = file.expected().into_iter().filter(|method| !inapplicable.contains(method));
    for method in wanted.filter(|method| file.hyaline.methods.contains_key(*method)) {
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
