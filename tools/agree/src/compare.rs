//! The comparison: what both sides make of each program, held against each other.

use crate::corpus::{self, Program};
use crate::outcome::{Kind, Outcome};
use crate::reference::Reference;
use crate::report::{Difference, Report, What};
use crate::subject;
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Options {
    /// Programs, or folders of programs
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The command that runs CPython 3.14; the programs reach it through the temporary folder
    #[arg(long, default_value = "python3.14", value_name = "CMD")]
    python: String,
    /// Where to keep what CPython answered [default: the user's cache folder]
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Which files of folders are programs
    #[arg(long, default_value = "py", value_delimiter = ',', value_name = "EXT")]
    extensions: Vec<String>,
    /// Also compare the trees of `ast.parse(…, type_comments=True)`
    #[arg(long)]
    type_comments: bool,
    /// Also compare the symbol tables, and their errors
    #[arg(long)]
    scopes: bool,
    /// Also say how often class, message and position of syntax errors are the same
    #[arg(long)]
    messages: bool,
    /// Only ask CPython, for later
    #[arg(long)]
    ask_only: bool,
    /// How many differences to show in full
    #[arg(long, default_value_t = 50, value_name = "N")]
    limit: usize,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let programs = corpus::read(&options.paths, &options.extensions)?;
    let mut kinds = vec![Kind::Tree, Kind::Tokens];
    if options.type_comments {
        kinds.push(Kind::Typed);
    }
    if options.scopes {
        kinds.push(Kind::Scopes);
    }
    let cache = options.cache.clone().or_else(cache_folder).context("no cache folder is known: name one with --cache")?;
    let mut reference = Reference::new(&options.python, &cache)?;
    reference.ask(&programs, &kinds)?;
    if options.ask_only {
        return Ok(ExitCode::SUCCESS);
    }

    let mut report = Report::default();
    for program in &programs {
        for &kind in &kinds {
            let theirs = reference.answer(program, kind);
            report.add(program, kind, theirs, &subject::outcome(program, kind));
        }
    }
    explain(&mut report.differences, &reference, options.limit)?;
    report.print(programs.len(), options.limit, options.messages);
    Ok(if report.differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

pub fn cache_folder() -> Option<PathBuf> {
    let folder = |variable, below: &str| Some(PathBuf::from(std::env::var_os(variable)?).join(below));
    let user = folder("XDG_CACHE_HOME", "").or_else(|| folder("LOCALAPPDATA", "")).or_else(|| folder("HOME", ".cache"))?;
    Some(user.join("hyaline-agree"))
}

/// Finds where the first few differing texts part.
fn explain(differences: &mut [Difference], reference: &Reference, limit: usize) -> Result<()> {
    for kind in [Kind::Tree, Kind::Typed, Kind::Tokens, Kind::Scopes] {
        let mut differing: Vec<_> =
            differences.iter_mut().take(limit).filter(|d| d.kind == kind && d.what == What::Text).collect();
        let programs: Vec<&Program> = differing.iter().map(|difference| difference.program).collect();
        let theirs = reference.texts(&programs, kind)?;
        for difference in &mut differing {
            if let (Some(Outcome::Text(theirs)), Outcome::Text(ours)) =
                (theirs.get(&difference.program.key), subject::text(difference.program, kind))
            {
                (difference.theirs, difference.ours) = first_difference(theirs, &ours);
            }
        }
    }
    Ok(())
}

/// How much of a line is shown before and after the place where the sides part.
const CONTEXT: usize = 160;

/// The stretches around the first place where two texts differ. A dump is one long line.
pub fn first_difference(theirs: &str, ours: &str) -> (String, String) {
    let same = theirs.bytes().zip(ours.bytes()).take_while(|(a, b)| a == b).count();
    let line = theirs[..theirs.floor_char_boundary(same)].rfind('\n').map_or(0, |at| at + 1);
    let start = line.max(same.saturating_sub(CONTEXT));
    let excerpt = |text: &str| {
        let (start, end) = (text.floor_char_boundary(start), text.floor_char_boundary(same + CONTEXT));
        let rest = &text[start..end];
        let past = same.saturating_sub(start).min(rest.len());
        let end = rest.bytes().skip(past).position(|byte| byte == b'\n').map_or(rest.len(), |at| at + past);
        rest[..end].to_owned()
    };
    (excerpt(theirs), excerpt(ours))
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn the_line_with_the_first_difference_is_shown() {
        let (theirs, ours) = first_difference("one\ntwo\nthree", "one\ntoo\nthree");
        assert_eq!((theirs.as_str(), ours.as_str()), ("two", "too"));
        let (theirs, ours) = first_difference("one\n", "one\ntwo");
        assert_eq!((theirs.as_str(), ours.as_str()), ("", "two"));
    }
}
