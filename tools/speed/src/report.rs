//! Figures as text: a line a program, and geometric means of the ratios to the first contestant.

use crate::contest::{Contestant, Measured};
use std::fmt::Write;
use std::time::Duration;

pub fn start_up(contestants: &[Contestant], measured: &[Measured]) -> String {
    let mut text = String::from("start-up (-c pass), part of all times below:");
    for (who, run) in contestants.iter().zip(measured) {
        let _ = match run {
            Measured::Ran { times, memory } => {
                write!(text, "  {} {:.1} ms, {:.1} MB", who.name, milliseconds(times[0]), megabytes(*memory))
            }
            Measured::Failed(message) => write!(text, "  {} fails: {message}", who.name),
            Measured::Differs => write!(text, "  {} prints something", who.name),
        };
    }
    text + "\n\n"
}

pub fn heading(contestants: &[Contestant]) -> String {
    let mut text = format!("{:18}", "ms (best/median)");
    for (i, who) in contestants.iter().enumerate() {
        let _ = write!(text, " {:>16} {:>7}", who.name, "MB");
        if i > 0 {
            let _ = write!(text, " {:>7} {:>7}", "faster", "memory");
        }
    }
    text + "\n"
}

pub fn row(name: &str, contestants: &[Contestant], measured: &[Measured]) -> String {
    let mut text = format!("{name:18}");
    let mut notes = String::new();
    for (i, (who, run)) in contestants.iter().zip(measured).enumerate() {
        let _ = match run {
            Measured::Ran { times, memory } => {
                let times = format!("{:.0}/{:.0}", milliseconds(times[0]), milliseconds(times[times.len() / 2]));
                write!(text, " {times:>16} {:>7.1}", megabytes(*memory))
            }
            Measured::Failed(message) => {
                let _ = writeln!(notes, "    {} fails: {message}", who.name);
                write!(text, " {:>16} {:>7}", "fails", "")
            }
            Measured::Differs => write!(text, " {:>16} {:>7}", "DIFFERS", ""),
        };
        if i > 0 {
            let _ = match ratios(&measured[0], run) {
                Some((speed, memory)) => write!(text, " {:>7} {:>7}", format!("{speed:.2}x"), format!("{memory:.2}x")),
                None => write!(text, " {:>7} {:>7}", "", ""),
            };
        }
    }
    format!("{}\n{notes}", text.trim_end())
}

pub fn means(contestants: &[Contestant], rows: &[Vec<Measured>]) -> String {
    let mut text = String::from("\n");
    for (i, who) in contestants.iter().enumerate().skip(1) {
        let ratios: Vec<(f64, f64)> = rows.iter().filter_map(|row| ratios(&row[0], &row[i])).collect();
        if ratios.is_empty() {
            let _ = writeln!(text, "{}: nothing to compare", who.name);
            continue;
        }
        let speed = geometric_mean(ratios.iter().map(|(speed, _)| *speed));
        let memory = geometric_mean(ratios.iter().map(|(_, memory)| *memory));
        let _ = writeln!(
            text,
            "{}: {speed:.3} times as fast as {}, in {memory:.3} times the memory (geometric means of {} programs of {})",
            who.name,
            contestants[0].name,
            ratios.len(),
            rows.len()
        );
    }
    text
}

/// How many times as fast as the first contestant (best times), and in how many times its memory.
fn ratios(first: &Measured, other: &Measured) -> Option<(f64, f64)> {
    match (first, other) {
        (Measured::Ran { times: a, memory: m }, Measured::Ran { times: b, memory: n }) => {
            Some((a[0].as_secs_f64() / b[0].as_secs_f64(), *n as f64 / *m as f64))
        }
        _ => None,
    }
}

fn geometric_mean(ratios: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = ratios.len() as f64;
    (ratios.map(f64::ln).sum::<f64>() / count).exp()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
