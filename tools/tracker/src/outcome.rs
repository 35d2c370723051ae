//! What became of a test file and of each of its methods, by CPython and by hyaline, and the text file that keeps it: two
//! lines for how the file itself fared, then a line for each method, sorted: its name, CPython's outcome, hyaline's, why.

use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Longer reasons are cut.
const LONGEST_REASON: usize = 160;

pub const PASS: &str = "pass";
const SKIP: &str = "skip";
/// What the reasons say for which tests of CPython's inside skip themselves elsewhere.
const CPYTHON_ONLY: [&str; 4] = ["specific to cpython", "_testcapi", "_testinternalcapi", "xxsubtype"];
/// Of a method that never ran.
const NONE: &str = "-";

/// One interpreter's results.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// `ok`, or what kept the file from running to its end
    pub status: String,
    pub methods: BTreeMap<String, Outcome>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// `pass`, `fail`, `error`, `skip`, `crash`, `timeout`
    pub word: String,
    pub reason: String,
}

impl Outcome {
    pub fn new(word: &str, reason: &str) -> Self {
        Self { word: word.to_string(), reason: steady(reason) }
    }
}

impl Results {
    pub fn passes(&self, method: &str) -> bool {
        self.methods.get(method).is_some_and(|outcome| outcome.word == PASS)
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TestFile {
    pub cpython: Results,
    pub hyaline: Results,
}

impl TestFile {
    /// How many methods CPython passes, and how many of those hyaline does.
    pub fn figures(&self) -> (usize, usize) {
        let expected = self.expected();
        (expected.len(), expected.iter().filter(|method| self.hyaline.passes(method)).count())
    }

    /// The methods that CPython passes and hyaline leaves out, for they are about how CPython is made.
    pub fn inapplicable(&self) -> BTreeSet<&str> {
        let is_inapplicable = |method: &&str| {
            let outcome = self.hyaline.methods.get(*method).filter(|outcome| outcome.word == SKIP);
            outcome.is_some_and(|outcome| CPYTHON_ONLY.iter().any(|text| outcome.reason.contains(text)))
        };
        self.expected().into_iter().filter(is_inapplicable).collect()
    }

    /// The methods that CPython passes.
    pub fn expected(&self) -> BTreeSet<&str> {
        let passed = self.cpython.methods.keys().filter(|method| self.cpython.passes(method));
        passed.map(String::as_str).collect()
    }

    /// The methods that hyaline passed in the older results and does not in these.
    pub fn lost_since<'a>(&self, old: &'a Self) -> Vec<&'a str> {
        let passed = old.hyaline.methods.keys().filter(|method| old.hyaline.passes(method));
        passed.filter(|method| !self.hyaline.passes(method)).map(String::as_str).collect()
    }

    pub fn read(folder: &Path, name: &str) -> Result<Option<Self>> {
        let path = folder.join(name).with_extension("txt");
        if !path.exists() {
            return Ok(None);
        }
        let text = fs::read_to_string(&path)?;
        Self::parse(&text).with_context(|| path.display().to_string()).map(Some)
    }

    pub fn write(&self, folder: &Path, name: &str) -> Result<()> {
        fs::create_dir_all(folder)?;
        let path = folder.join(name).with_extension("txt");
        fs::write(&path, self.text()).with_context(|| path.display().to_string())
    }

    fn parse(text: &str) -> Result<Self> {
        let mut file = Self::default();
        for line in text.lines() {
            if let Some(status) = line.strip_prefix("# cpython: ") {
                file.cpython.status = status.to_string();
            } else if let Some(status) = line.strip_prefix("# hyaline: ") {
                file.hyaline.status = status.to_string();
            } else {
                let fields: Vec<&str> = line.splitn(4, '\t').collect();
                ensure!(fields.len() == 4, "four fields in {line:?}");
                file.insert(fields[0], fields[1], fields[2], fields[3]);
            }
        }
        Ok(file)
    }

    fn insert(&mut self, method: &str, cpython: &str, hyaline: &str, reason: &str) {
        if cpython != NONE {
            self.cpython.methods.insert(method.to_string(), Outcome::new(cpython, ""));
        }
        if hyaline != NONE {
            self.hyaline.methods.insert(method.to_string(), Outcome::new(hyaline, reason));
        }
    }

    fn text(&self) -> String {
        let mut text = format!("# cpython: {}\n# hyaline: {}\n", self.cpython.status, self.hyaline.status);
        let methods: BTreeSet<&String> = self.cpython.methods.keys().chain(self.hyaline.methods.keys()).collect();
        for method in methods {
            let cpython = self.cpython.methods.get(method).map_or(NONE, |outcome| &outcome.word);
            let hyaline = self.hyaline.methods.get(method);
            let (word, reason) = hyaline.map_or((NONE, ""), |outcome| (&outcome.word, &outcome.reason));
            writeln!(text, "{method}\t{cpython}\t{word}\t{reason}").expect("text grows");
        }
        text
    }
}

/// A reason's first line, without what differs from run to run: addresses, numbers of processes, scratch folders.
fn steady(reason: &str) -> String {
    let line = reason.lines().next().unwrap_or("").replace('\t', " ");
    let mut parts = line.split("0x");
    let mut text = parts.next().unwrap_or("").to_string();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_hexdigit());
        text.push_str(if part.len() - rest.len() >= 6 { "0x…" } else { "0x" });
        text.push_str(if part.len() - rest.len() >= 6 { rest } else { part });
    }
    text.chars().take(LONGEST_REASON).collect::<String>().trim_end().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let mut file = TestFile::default();
        file.cpython.status = "ok".into();
        file.hyaline.status = "crash: signal 11".into();
        file.insert("A.test_a", "pass", "pass", "");
        file.insert("A.test_b", "pass", "error", "TypeError: <x at 0x7f0011223344>");
        file.insert("A.test_c", "skip", "-", "");
        assert_eq!(TestFile::parse(&file.text()).unwrap(), file);
        assert_eq!(file.hyaline.methods["A.test_b"].reason, "TypeError: <x at 0x…>");
        file.insert("A.test_d", "pass", "skip", "implementation detail specific to cpython");
        assert_eq!(file.figures(), (3, 1));
        assert_eq!(file.inapplicable(), ["A.test_d"].into());
        assert_eq!(TestFile::default().lost_since(&file), ["A.test_a"]);
    }
}
