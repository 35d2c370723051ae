//! Runs one program with every contestant in turn, several rounds, and measures whole processes.

use anyhow::{Context, Result};
use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use wait4::Wait4;

pub struct Contestant {
    pub name: &'static str,
    pub command: String,
    /// Whether it may lack what a program needs (an older version of the language).
    pub may_fail: bool,
}

/// What one contestant did with one program.
pub enum Measured {
    /// Times in ascending order, the largest resident set in bytes.
    Ran { times: Vec<Duration>, memory: u64 },
    /// The last line of what it wrote to standard error.
    Failed(String),
    /// Its output is not the first contestant's.
    Differs,
}

struct Run {
    time: Duration,
    memory: u64,
    output: Vec<u8>,
    /// The last line of standard error, unless it succeeded.
    failure: Option<String>,
}

/// Runs a program with all contestants; who starts changes from round to round, so that no one always runs on a warm machine.
pub fn measure(contestants: &[Contestant], arguments: &[&str], rounds: u32) -> Result<Vec<Measured>> {
    let mut runs: Vec<Vec<Run>> = contestants.iter().map(|_| Vec::new()).collect();
    for round in 0..rounds as usize {
        for turn in 0..contestants.len() {
            let who = (round + turn) % contestants.len();
            let failed = runs[who].last().is_some_and(|run| run.failure.is_some());
            if !failed {
                runs[who].push(run(&contestants[who].command, arguments)?);
            }
        }
    }
    let expected = runs[0][0].output.clone();
    Ok(runs.into_iter().map(|runs| summary(runs, &expected)).collect())
}

fn summary(runs: Vec<Run>, expected: &[u8]) -> Measured {
    if let Some(failure) = runs.iter().find_map(|run| run.failure.clone()) {
        return Measured::Failed(failure);
    }
    if runs.iter().any(|run| run.output != expected) {
        return Measured::Differs;
    }
    let memory = runs.iter().map(|run| run.memory).max().unwrap_or(0);
    let mut times: Vec<Duration> = runs.iter().map(|run| run.time).collect();
    times.sort();
    Measured::Ran { times, memory }
}

fn run(command: &str, arguments: &[&str]) -> Result<Run> {
    let mut command = Command::new(command);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let started = Instant::now();
    let mut child = command.spawn().with_context(|| format!("{command:?}"))?;
    let (mut out, mut err) = (child.stdout.take().context("no output")?, child.stderr.take().context("no errors")?);
    let errors = thread::spawn(move || read_all(&mut err));
    let output = read_all(&mut out);
    let used = child.wait4().with_context(|| format!("{command:?}"))?;
    let time = started.elapsed();
    let errors = errors.join().unwrap_or_default();
    let last_line = || String::from_utf8_lossy(&errors).trim_end().lines().last().unwrap_or("no message").to_owned();
    let failure = (!used.status.success()).then(last_line);
    Ok(Run { time, memory: used.rusage.maxrss, output, failure })
}

fn read_all(pipe: &mut impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    // A pipe that breaks gives another output, which the comparison reports.
    let _ = pipe.read_to_end(&mut bytes);
    bytes
}
