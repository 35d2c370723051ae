//! How much of CPython's own test suite passes? Runs its test files, each in a process of its own, by hyaline's `unittest`;
//! keeps what each method did in `snapshot/`; shows what changed. See README.md beside this crate's manifest.

mod outcome;
mod report;
mod run;

use anyhow::{Context, Result, ensure};
use clap::{Args, Parser, Subcommand};
use outcome::TestFile;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How much of CPython's own test suite passes?
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs test files, and shows each one's figures and changes
    Run(run::Options),
    /// Prints the snapshot's figures as a page of Markdown
    Report,
    /// Shows which methods of the last runs differ from the snapshot; status 1 if one that passed does not
    Compare(Names),
    /// Shows which methods only CPython passes, by the last runs
    Missing(Names),
}

#[derive(Args)]
struct Names {
    /// Test files, as `test_int`; all that were run if there are none
    names: Vec<String>,
}

fn main() -> Result<ExitCode> {
    match Arguments::parse().command {
        Command::Run(options) => run::run(&options),
        Command::Report => {
            print!("{}", report::page(&files(&snapshot(), &[])?));
            Ok(ExitCode::SUCCESS)
        }
        Command::Compare(Names { names }) => {
            let mut lost = false;
            for (name, new) in files(&last_runs(), &names)? {
                let old = TestFile::read(&snapshot(), &name)?.unwrap_or_default();
                print!("{}", report::changes(&name, &old, &new));
                lost |= !new.lost_since(&old).is_empty();
            }
            Ok(if lost { ExitCode::FAILURE } else { ExitCode::SUCCESS })
        }
        Command::Missing(Names { names }) => {
            for (name, file) in files(&last_runs(), &names)? {
                print!("{}", report::missing(&name, &file));
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// What is committed.
fn snapshot() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshot")
}

/// What the last run of each file gave, in the snapshot's form.
fn last_runs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tracker")
}

/// The files of these names in a folder, or all.
fn files(folder: &Path, names: &[String]) -> Result<Vec<(String, TestFile)>> {
    let names = if names.is_empty() { all_names(folder)? } else { names.to_vec() };
    ensure!(!names.is_empty(), "there are no results in {}", folder.display());
    let read = |name: String| {
        let file = TestFile::read(folder, &name)?.with_context(|| format!("{name} was not run"))?;
        Ok((name, file))
    };
    names.into_iter().map(read).collect()
}

fn all_names(folder: &Path) -> Result<Vec<String>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".txt").map(String::from));
    }
    names.sort();
    Ok(names)
}
