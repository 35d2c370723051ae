//! How fast do programs run, and in how much memory, beside other Pythons? Runs each program of `programs/` with all contestants
//! in turn, whole processes from start to exit, and compares their outputs, times and peak memory.

mod contest;
mod report;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use contest::{Contestant, Measured};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Parser)]
#[command(about = "Runs programs with several Pythons, alternating, and compares time, memory and output")]
struct Options {
    /// What is measured
    #[arg(long, default_value = "target/release/hyaline")]
    hyaline: String,
    /// What it is compared with
    #[arg(long, default_value = "python3.11")]
    python: String,
    /// A third contestant; what it cannot run is left out of its means
    #[arg(long)]
    pypy: Option<String>,
    /// How often each program is run by each contestant
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Programs to run: all whose names contain one of these
    names: Vec<String>,
}

fn main() -> Result<ExitCode> {
    let options = Options::parse();
    let contestants = contestants(&options);
    let programs = programs(&options.names)?;
    ensure!(!programs.is_empty(), "no program is named so");
    let start_up = contest::measure(&contestants, &["-c", "pass"], options.rounds)?;
    print!("{}", report::start_up(&contestants, &start_up));
    print!("{}", report::heading(&contestants));
    let mut rows = Vec::new();
    for program in &programs {
        let path = program.to_str().context("a program's path is not UTF-8")?;
        let measured = contest::measure(&contestants, &[path], options.rounds)?;
        print!("{}", report::row(&name(program), &contestants, &measured));
        rows.push(measured);
    }
    print!("{}", report::means(&contestants, &rows));
    let wrong = rows.iter().chain([&start_up]).any(|row| row.iter().zip(&contestants).any(|(run, who)| is_wrong(run, who)));
    Ok(if wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Python comes first: it is what the others are compared with.
fn contestants(options: &Options) -> Vec<Contestant> {
    let required = [("python", &options.python), ("hyaline", &options.hyaline)];
    let required = required.map(|(name, command)| Contestant { name, command: command.clone(), may_fail: false });
    let pypy = options.pypy.iter().map(|command| Contestant { name: "pypy", command: command.clone(), may_fail: true });
    required.into_iter().chain(pypy).collect()
}

fn is_wrong(run: &Measured, who: &Contestant) -> bool {
    match run {
        Measured::Ran { .. } => false,
        Measured::Failed(_) => !who.may_fail,
        Measured::Differs => true,
    }
}

fn programs(names: &[String]) -> Result<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("programs");
    let mut programs = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let wanted = names.is_empty() || names.iter().any(|wanted| name(&path).contains(wanted));
        if wanted && path.extension().is_some_and(|end| end == "py") {
            programs.push(path);
        }
    }
    programs.sort();
    Ok(programs)
}

fn name(program: &Path) -> String {
    program.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
