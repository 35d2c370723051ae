//! What came of a comparison: counts, differences, and how they are printed.

use crate::corpus::Program;
use crate::outcome::{Kind, Outcome, Rejection};
use std::collections::HashMap;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// One side accepts what the other rejects.
    Verdict,
    /// Both accept, and their texts differ.
    Text,
}

pub struct Difference<'p> {
    pub program: &'p Program,
    pub kind: Kind,
    pub what: What,
    pub theirs: String,
    pub ours: String,
}

#[derive(Default)]
pub struct Report<'p> {
    accepted: usize,
    rejected: usize,
    gave_up: Vec<(&'p Program, Kind, String)>,
    pub differences: Vec<Difference<'p>>,
    errors: Errors,
}

/// How well syntax errors agree, over the programs that both sides reject.
#[derive(Default)]
struct Errors {
    compared: usize,
    same_class: usize,
    same_message: usize,
    same_line: usize,
    same_all: usize,
    /// Differing messages: how often, and the first program.
    differing: HashMap<(String, String), (usize, String)>,
}

impl<'p> Report<'p> {
    pub fn add(&mut self, program: &'p Program, kind: Kind, theirs: &Outcome, ours: &Outcome) {
        let what = match (theirs, ours) {
            (Outcome::GaveUp(reason), _) => return self.gave_up.push((program, kind, format!("CPython: {reason}"))),
            (_, Outcome::GaveUp(reason)) => return self.gave_up.push((program, kind, format!("hyaline: {reason}"))),
            (Outcome::Error(theirs), Outcome::Error(ours)) => {
                if kind == Kind::Tree {
                    self.rejected += 1;
                    self.errors.add(program, theirs, ours);
                }
                return;
            }
            (Outcome::Hash(theirs), Outcome::Hash(ours)) => {
                self.accepted += usize::from(kind == Kind::Tree);
                if theirs == ours {
                    return;
                }
                What::Text
            }
            _ => What::Verdict,
        };
        self.differences.push(Difference { program, kind, what, theirs: describe(theirs), ours: describe(ours) });
    }

    pub fn print(&self, programs: usize, limit: usize, messages: bool) {
        for difference in self.differences.iter().take(limit) {
            difference.print();
        }
        for difference in self.differences.iter().skip(limit) {
            println!("{}: {}", difference.program.path.display(), difference.title());
        }
        for (program, kind, reason) in self.gave_up.iter().take(limit) {
            println!("{}: {}: no answer from {reason}", program.path.display(), kind.name());
        }
        if messages {
            self.errors.print(limit);
        }
        let count = |kind, what| self.differences.iter().filter(|d| d.kind == kind && d.what == what).count();
        println!("programs                 {programs:>8}");
        println!("accepted by both         {:>8}", self.accepted);
        println!("rejected by both         {:>8}", self.rejected);
        println!("no answer to compare     {:>8}", self.gave_up.len());
        println!("verdict differences      {:>8}", count(Kind::Tree, What::Verdict) + count(Kind::Typed, What::Verdict));
        println!("tree differences         {:>8}", count(Kind::Tree, What::Text));
        println!("typed tree differences   {:>8}", count(Kind::Typed, What::Text));
        println!("token verdict differences{:>8}", count(Kind::Tokens, What::Verdict));
        println!("token differences        {:>8}", count(Kind::Tokens, What::Text));
    }
}

fn describe(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Hash(_) | Outcome::Text(_) => "accepted".to_owned(),
        Outcome::Error(rejection) => rejection.to_string(),
        Outcome::GaveUp(reason) => reason.clone(),
    }
}

impl Difference<'_> {
    fn title(&self) -> String {
        let what = if self.what == What::Verdict { "verdict" } else { "text" };
        format!("{} {what}", self.kind.name())
    }

    fn print(&self) {
        println!("{}: {}", self.program.path.display(), self.title());
        println!("    CPython  {}", self.theirs);
        println!("    hyaline  {}", self.ours);
    }
}

impl Errors {
    fn add(&mut self, program: &Program, theirs: &Rejection, ours: &Rejection) {
        self.compared += 1;
        self.same_class += usize::from(theirs.0 == ours.0);
        self.same_message += usize::from(theirs.1 == ours.1);
        self.same_line += usize::from(theirs.2 == ours.2);
        self.same_all += usize::from(theirs == ours);
        if theirs != ours {
            let same_words = theirs.0 == ours.0 && theirs.1 == ours.1;
            let pair = if same_words {
                (format!("{}: {}", theirs.0, theirs.1), "(another position)".to_owned())
            } else {
                (format!("{}: {}", theirs.0, theirs.1), format!("{}: {}", ours.0, ours.1))
            };
            let example = || format!("{}: CPython {theirs}; hyaline {ours}", program.path.display());
            self.differing.entry(pair).or_insert_with(|| (0, example())).0 += 1;
        }
    }

    fn print(&self, limit: usize) {
        let mut differing: Vec<_> = self.differing.iter().collect();
        differing.sort_by_key(|(pair, (count, _))| (std::cmp::Reverse(*count), *pair));
        println!("\nsyntax errors, commonest differences first:");
        for ((theirs, ours), (count, example)) in differing.into_iter().take(limit) {
            println!("{count:>6}  CPython  {theirs}\n        hyaline  {ours}\n        e.g. {example}");
        }
        let percent = |count: usize| 100.0 * count as f64 / self.compared.max(1) as f64;
        println!("\nof {} syntax errors, the same class {:.1} %,", self.compared, percent(self.same_class));
        println!("message {:.1} %, line {:.1} %,", percent(self.same_message), percent(self.same_line));
        println!("class, message and whole position {:.1} %\n", percent(self.same_all));
    }
}
