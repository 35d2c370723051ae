//! Runs test files: the driver in a process group of its own, in a scratch folder of its own, again after each crash.

use crate::outcome::{Outcome, Results, TestFile};
use crate::{all_names, last_runs, report, snapshot};
use anyhow::{Context, Result, ensure};
use clap::Args;
use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process_group, prlimit};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

/// A driver that was ended so often is not started again.
const MOST_STARTS: usize = 30;
/// Tests that ask for endless memory must not take the machine's.
const MOST_MEMORY: u64 = 6 << 30;

#[derive(Args)]
pub struct Options {
    /// The folder that holds CPython's package `test`
    #[arg(long)]
    tests: PathBuf,
    /// What is tested
    #[arg(long, default_value = "target/release/hyaline")]
    hyaline: PathBuf,
    /// A CPython: asks it anew which methods it passes
    #[arg(long)]
    python: Option<PathBuf>,
    /// How many files at a time
    #[arg(short, long, default_value_t = 1)]
    jobs: usize,
    /// Seconds that one method may take
    #[arg(long, default_value_t = 60)]
    limit: u64,
    /// Takes the results into the snapshot
    #[arg(long)]
    record: bool,
    /// Test files, as `test_int`; those of the snapshot if there are none
    names: Vec<String>,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let names = if options.names.is_empty() { all_names(&snapshot())? } else { options.names.clone() };
    ensure!(!names.is_empty(), "which test files?");
    let laboratory = Laboratory::new(options)?;
    let pending = Mutex::new(names.iter());
    let work = || -> Result<()> {
        loop {
            let next = pending.lock().expect("no thread panics").next();
            let Some(name) = next else { return Ok(()) };
            test(options, &laboratory, name)?;
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..options.jobs.max(1)).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().expect("no thread panics"))
    })?;
    Ok(ExitCode::SUCCESS)
}

fn test(options: &Options, laboratory: &Laboratory, name: &str) -> Result<()> {
    let started = Instant::now();
    let old = TestFile::read(&snapshot(), name)?;
    let last = TestFile::read(&last_runs(), name)?;
    let cpython = match (&options.python, &old, &last) {
        (Some(python), _, _) => laboratory.run(python, name)?,
        (None, Some(file), _) | (None, None, Some(file)) => file.cpython.clone(),
        (None, None, None) => Results::default(),
    };
    let new = TestFile { cpython, hyaline: laboratory.run(&options.hyaline, name)? };
    new.write(&last_runs(), name)?;
    println!("{}", report::line(name, &old.unwrap_or_default(), &new, started.elapsed().as_secs_f64()));
    if options.record {
        new.write(&snapshot(), name)?;
    }
    Ok(())
}

/// What all test processes share.
struct Laboratory {
    /// Holds nothing but a link to the package `test`: the rest of the library is each interpreter's own.
    path: tempfile::TempDir,
    bytecode: PathBuf,
    limit: Duration,
}

impl Laboratory {
    fn new(options: &Options) -> Result<Self> {
        let tests = options.tests.join("test").canonicalize().context("--tests has no package `test`")?;
        let path = tempfile::tempdir()?;
        symlink(tests, path.path().join("test"))?;
        fs::create_dir_all(last_runs())?;
        let bytecode = last_runs().canonicalize()?.join("bytecode");
        Ok(Self { path, bytecode, limit: Duration::from_secs(options.limit) })
    }

    fn run(&self, interpreter: &Path, name: &str) -> Result<Results> {
        let interpreter = interpreter.canonicalize().with_context(|| interpreter.display().to_string())?;
        let scratch = tempfile::tempdir()?;
        let mut log = Log { path: scratch.path().join("log"), ends: Vec::new() };
        for _ in 0..MOST_STARTS {
            let seen = log.read()?.started.len();
            let ended = self.start(&interpreter, name, scratch.path(), &log.path)?;
            let entries = log.read()?;
            if entries.status.is_some() || entries.started.len() == seen {
                return Ok(entries.results(&ended, &log.ends));
            }
            log.ends.extend(entries.unfinished().map(|method| (method.to_string(), ended.clone())));
        }
        Ok(log.read()?.results(&Outcome::new("crash", "too often"), &log.ends))
    }

    /// One process: how it ended.
    fn start(&self, interpreter: &Path, name: &str, scratch: &Path, log: &Path) -> Result<Outcome> {
        let work = scratch.join("work");
        let _ = fs::remove_dir_all(&work);
        fs::create_dir(&work)?;
        let output = File::create(scratch.join("output"))?;
        let child = Command::new(interpreter)
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("driver.py"))
            .arg(format!("test.{name}"))
            .arg(log)
            .current_dir(&work)
            .env_remove("PYTHONDONTWRITEBYTECODE")
            .env("PYTHONPATH", self.path.path())
            .env("PYTHONPYCACHEPREFIX", &self.bytecode)
            .env("TMPDIR", scratch)
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output)
            .process_group(0)
            .spawn()?;
        let group = Pid::from_child(&child);
        let most = Rlimit { current: Some(MOST_MEMORY), maximum: Some(MOST_MEMORY) };
        prlimit(Some(group), Resource::As, most)?;
        let ended = self.wait(child, log);
        // What the tests started ends with them.
        let _ = kill_process_group(group, Signal::KILL);
        Ok(match ended? {
            None => Outcome::new("timeout", &format!("{} s", self.limit.as_secs())),
            Some(status) => Outcome::new("crash", &text(status, &scratch.join("output"))),
        })
    }

    /// Waits for the child's end; `None` if its log did not grow for too long.
    fn wait(&self, mut child: Child, log: &Path) -> Result<Option<ExitStatus>> {
        let (mut size, mut grew) = (0, Instant::now());
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(Some(status));
            }
            let now = fs::metadata(log).map_or(0, |data| data.len());
            if now != size {
                (size, grew) = (now, Instant::now());
            } else if grew.elapsed() > self.limit {
                kill_process_group(Pid::from_child(&child), Signal::KILL)?;
                child.wait()?;
                return Ok(None);
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// A process's end in words, with what it said last.
fn text(status: ExitStatus, output: &Path) -> String {
    let output = String::from_utf8_lossy(&fs::read(output).unwrap_or_default()).into_owned();
    let last = output.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("");
    match (status.signal(), status.code()) {
        (Some(signal), _) => format!("signal {signal} {last}"),
        (None, code) => format!("status {} {last}", code.unwrap_or(0)),
    }
}

/// The file that the driver writes, and how the processes ended that left a method unfinished.
struct Log {
    path: PathBuf,
    ends: Vec<(String, Outcome)>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Line {
    method: Option<String>,
    outcome: Option<String>,
    status: Option<String>,
    reason: String,
}

#[derive(Default)]
struct Entries {
    results: Results,
    started: BTreeSet<String>,
    status: Option<Outcome>,
}

impl Log {
    fn read(&self) -> Result<Entries> {
        let mut entries = Entries::default();
        let text = fs::read(&self.path).unwrap_or_default();
        for line in String::from_utf8_lossy(&text).lines() {
            // A process that was killed may have left half a line.
            let Ok(line) = serde_json::from_str::<Line>(line) else { continue };
            entries.take(line);
        }
        Ok(entries)
    }
}

impl Entries {
    fn take(&mut self, line: Line) {
        if let Some(status) = line.status {
            self.status = Some(Outcome::new(&status, &line.reason));
        }
        let Some(method) = line.method else { return };
        if let Some(outcome) = line.outcome {
            self.results.methods.insert(method.clone(), Outcome::new(&outcome, &line.reason));
        }
        self.started.insert(method);
    }

    fn unfinished(&self) -> impl Iterator<Item = &str> {
        self.started.iter().filter(|method| !self.results.methods.contains_key(*method)).map(String::as_str)
    }

    fn results(mut self, ended: &Outcome, ends: &[(String, Outcome)]) -> Results {
        for (method, end) in ends {
            self.results.methods.entry(method.clone()).or_insert_with(|| end.clone());
        }
        let status = self.status.as_ref().unwrap_or(ended);
        self.results.status = match &*status.reason {
            "" => status.word.clone(),
            reason => format!("{}: {reason}", status.word),
        };
        self.results
    }
}
