//! Measures the parsers side by side: they take turns, so that a busy moment of the machine hits all of them.

use anyhow::{Result, ensure};
use bench::{CONTESTANTS, default_corpus, read_corpus};
use clap::Parser;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

/// How fast is hyaline's front end, beside other parsers of Python?
#[derive(Parser)]
struct Arguments {
    /// A folder of programs [default: CPython's library]
    folder: Option<PathBuf>,
    /// How often each parser has its turn
    #[arg(long, default_value_t = 7)]
    rounds: usize,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let programs = read_corpus(&arguments.folder.unwrap_or_else(default_corpus))?;
    let megabytes = programs.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    ensure!(megabytes > 0.0 && arguments.rounds > 0, "nothing to measure");
    println!("{} programs, {megabytes:.2} MB, {} rounds\n", programs.len(), arguments.rounds);

    let mut rounds: [Vec<f64>; CONTESTANTS.len()] = Default::default();
    for _ in 0..arguments.rounds {
        for (contestant, times) in CONTESTANTS.iter().zip(&mut rounds) {
            let start = Instant::now();
            for program in &programs {
                black_box((contestant.accepts)(black_box(program)));
            }
            times.push(start.elapsed().as_secs_f64());
        }
    }

    println!("{:<24}{:>12}{:>12}{:>16}{:>12}", "", "best MB/s", "median MB/s", "hyaline is", "accepts");
    let best = |times: &[f64]| times.iter().copied().fold(f64::INFINITY, f64::min);
    let hyaline = best(&rounds[0]);
    for (contestant, times) in CONTESTANTS.iter().zip(&rounds) {
        let accepted = programs.iter().filter(|program| (contestant.accepts)(program)).count();
        println!(
            "{:<24}{:>12.1}{:>12.1}{:>14.2} x{:>12}",
            contestant.name,
            megabytes / best(times),
            megabytes / median(times),
            best(times) / hyaline,
            accepted
        );
    }
    Ok(())
}

fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}
