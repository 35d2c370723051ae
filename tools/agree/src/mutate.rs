//! Damaged programs: whatever is in a file, the front end gives a result, soon, and stays within memory.
//!
//! A case is a few statements of a program of the corpus, damaged once or a few times. It is known by one number, so that a
//! finding can be repeated.

use crate::corpus::{self, Program};
use crate::damage;
use crate::subject::now_looking_at;
use anyhow::{Result, ensure};
use fastrand::Rng;
use hyaline::ast::{DumpOptions, dump};
use hyaline::lexer::{LexOptions, format_row, lex, tokenize_bytes};
use hyaline::scope::{Scopes, report, symbol_table};
use hyaline::{ParseOptions, Source, Span, parse};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use std::{fs, io, panic, process, thread};

#[derive(clap::Args)]
pub struct Options {
    /// Programs, or folders of programs
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The number of the first case
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// How many cases
    #[arg(long, default_value_t = 1_000_000)]
    count: u64,
    /// Write the cases to a folder instead of trying them
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
    /// A case that takes longer than this is reported
    #[arg(long, default_value_t = 500, value_name = "MS")]
    slow: u64,
    /// How many cases that panic to collect before giving up
    #[arg(long, default_value_t = 20, value_name = "N")]
    limit: usize,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let programs = corpus::read(&options.paths, &["py".to_owned()])?;
    ensure!(!programs.is_empty(), "no programs");
    if let Some(folder) = &options.write {
        write_all(&programs, options, folder)?;
        return Ok(ExitCode::SUCCESS);
    }
    let findings = try_all(&programs, options);
    Ok(if findings == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn case(programs: &[Program], number: u64) -> Vec<u8> {
    let mut rng = Rng::with_seed(number);
    let program = &programs[rng.usize(..programs.len())];
    damage::damaged_part(&program.bytes, &mut rng)
}

fn write_all(programs: &[Program], options: &Options, folder: &Path) -> io::Result<()> {
    for number in options.seed..options.seed + options.count {
        let below = folder.join(format!("{:03}", number / 1000));
        fs::create_dir_all(&below)?;
        fs::write(below.join(format!("case_{number}.py")), case(programs, number))?;
    }
    Ok(())
}

/// The number of the case that runs, for the watchdog.
static RUNNING: AtomicU64 = AtomicU64::new(0);
const HANG: Duration = Duration::from_secs(20);

fn try_all(programs: &[Program], options: &Options) -> usize {
    thread::spawn(watch_for_hangs);
    let begin = Instant::now();
    let (mut findings, mut accepted, mut bytes) = (0, 0_u64, 0_u64);
    for number in options.seed..options.seed + options.count {
        RUNNING.store(number, Ordering::Relaxed);
        now_looking_at(format!("case {number}"));
        let text = case(programs, number);
        bytes += text.len() as u64;
        let start = Instant::now();
        match panic::catch_unwind(|| exercise(&text)) {
            Ok(is_accepted) => accepted += u64::from(is_accepted),
            Err(_) => {
                findings += 1;
                println!("case {number} panicked:\n{}\n", String::from_utf8_lossy(&text));
            }
        }
        let time = start.elapsed();
        if time > Duration::from_millis(options.slow) {
            findings += 1;
            println!("case {number} took {time:?} for {} bytes", text.len());
        }
        if findings >= options.limit {
            break;
        }
    }
    let seconds = begin.elapsed().as_secs_f64();
    let (count, megabytes) = (options.count as f64, bytes as f64 / 1e6);
    println!("{} cases, {megabytes:.1} MB, {accepted} accepted, {findings} findings", options.count);
    println!("{seconds:.1} s: {:.0} cases/s, {:.2} MB/s", count / seconds, megabytes / seconds);
    if let Some(peak) = peak_memory() {
        println!("most memory at once: {peak}");
    }
    findings
}

/// Ends the process when a case does not end.
fn watch_for_hangs() {
    let mut last = u64::MAX;
    loop {
        thread::sleep(HANG);
        let now = RUNNING.load(Ordering::Relaxed);
        if now == last {
            println!("case {now} hangs");
            process::exit(1);
        }
        last = now;
    }
}

/// Where the system tells.
fn peak_memory() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line["VmHWM:".len()..].trim().to_owned())
}

/// Takes a program through every stage, and checks what must hold for each; tells whether it is accepted.
fn exercise(bytes: &[u8]) -> bool {
    let Ok(source) = Source::from_bytes("<case>", bytes.to_vec()) else { return false };
    if let Ok(listing) = tokenize_bytes("<case>", bytes) {
        listing.rows(true).for_each(|row| drop(format_row(&row)));
    }
    let tokens = lex(&source, LexOptions::default());
    assert_eq!(tokens.kinds.len(), tokens.spans.len());
    assert!(tokens.spans.is_sorted_by_key(|span| span.start), "tokens are in order");
    tokens.spans.iter().for_each(|&span| check_span(&source, span));

    let mut parsed = parse(&source, ParseOptions::default());
    for error in &parsed.errors {
        assert!(!error.message.to_string().is_empty());
        check_span(&source, error.span);
    }
    match parsed.ast.take() {
        Some(ast) => {
            let options = DumpOptions { include_attributes: true, ..DumpOptions::default() };
            // Fails on integers that Python does not print.
            let _ = dump(&ast, &source, &options, &mut io::sink());
            let scopes = Scopes::of(&ast);
            assert!(!report(&source, &scopes).is_empty() && !symbol_table(&source, &scopes).is_empty());
            scopes.errors().iter().for_each(|error| check_span(&source, error.span));
        }
        None => assert!(!parsed.errors.is_empty(), "no tree and no error"),
    }
    parsed.errors.is_empty()
}

fn check_span(source: &Source, span: Span) {
    assert!(source.text().get(span.range()).is_some(), "{span:?} is no stretch of the source");
}
