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
    same_start: usize,
    same_all: usize,
    /// Differing messages, numbers left out: how often, and the first program.
    differing: HashMap<(String, String), (usize, String)>,
}

impl<'p> Report<'p> {
    pub fn add(&mut self, program: &'p Program, kind: Kind, theirs: &Outcome, ours: &Outcome) {
        let what = match (theirs, ours) {
            (Outcome::GaveUp(reason), _) => return self.gave_up.push((program, kind, format!("CPython: {reason}"))),
            (_, Outcome::GaveUp(reason)) => return self.gave_up.push((program, kind, format!("hyaline: {reason}"))),
            (Outcome::Error(theirs), Outcome::Error(ours)) => {
                self.rejected += usize::from(kind == Kind::Tree);
                if matches!(kind, Kind::Tree | Kind::Scopes) {
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
        println!("scope verdict differences{:>8}", count(Kind::Scopes, What::Verdict));
        println!("scope differences        {:>8}", count(Kind::Scopes, What::Text));
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
        let same_words = (&theirs.0, &theirs.1) == (&ours.0, &ours.1);
        let same_start = (theirs.2, theirs.3) == (ours.2, ours.3);
        self.compared += 1;
        self.same_class += usize::from(theirs.0 == ours.0);
        self.same_message += usize::from(same_words);
        self.same_line += usize::from(theirs.2 == ours.2);
        self.same_start += usize::from(same_words && same_start);
        self.same_all += usize::from(theirs == ours);
        if theirs != ours {
            let ours_is = match (same_words, same_start) {
                (false, _) => sort_of(ours),
                (true, false) => "(another start)".to_owned(),
                (true, true) => "(another end)".to_owned(),
            };
            let example = || format!("{}: CPython {theirs}; hyaline {ours}", program.path.display());
            self.differing.entry((sort_of(theirs), ours_is)).or_insert_with(|| (0, example())).0 += 1;
        }
    }

    fn print(&self, limit: usize) {
        let mut differing: Vec<_> = self.differing.iter().collect();
        differing.sort_by_key(|(pair, (count, _))| (std::cmp::Reverse(*count), *pair));
        println!("\nsyntax errors, commonest differences first:");
        for ((theirs, ours), (count, example)) in differing.into_iter().take(limit) {
            println!("{count:>6}  CPython  {theirs}\n        hyaline  {ours}\n        e.g. {example}");
        }
        println!("\nof {} syntax errors, the same", self.compared);
        let percent =
            |what, count: usize| println!("{what:<25}{:>8.1} %", 100.0 * count as f64 / self.compared.max(1) as f64);
        percent("class", self.same_class);
        percent("line", self.same_line);
        percent("class and message", self.same_message);
        percent("the same and start", self.same_start);
        percent("the same and end", self.same_all);
        println!();
    }
}

/// Class and message, without the numbers in it.
fn sort_of(error: &Rejection) -> String {
    let mut words = format!("{}: ", error.0);
    for c in error.1.chars() {
        match c {
            '0'..='9' if words.ends_with('#') => {}
            '0'..='9' => words.push('#'),
            _ => words.push(c),
        }
    }
    words
}
