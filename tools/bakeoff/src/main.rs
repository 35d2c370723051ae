//! Which encoding of values, and which dispatch, should the virtual machine have? All variants run the same programs in turns.

// First, for its macro.
#[macro_use]
mod instruction;
mod assembler;
mod dispatch;
mod micro;
mod operations;
mod programs;
mod raw;
mod report;
mod word;

use assembler::{Program, assemble};
use programs::SOURCES;
use raw::object::{Number, Value};
use raw::registers::Machine;
use report::{Times, geometric_mean};
use std::time::Instant;
use word::{Flonum, NanBox, NanPointer, SelfTagged, Word};

/// An encoding with a dispatch, and how it runs each program.
struct Contestant {
    encoding: &'static str,
    dispatch: &'static str,
    runs: Vec<Box<dyn FnMut() -> Result<u64, &'static str>>>,
}

fn main() -> Result<(), String> {
    let rounds = rounds()?;
    let programs = SOURCES.iter().map(|source| assemble(&source.text(false))).collect::<Result<Vec<_>, _>>()?;
    operations(rounds);
    let mut contestants = contestants(&programs);
    let counts = check(&mut contestants, &programs)?;
    let times = take_turns(rounds, contestants.len(), SOURCES.len(), |who, what| {
        contestants[who].runs[what]().ok();
    });
    print_programs(&contestants, &times, &counts);
    Ok(())
}

fn rounds() -> Result<usize, String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Ok(15),
        ["--rounds", number] => number.parse().ok().filter(|n| *n > 0).ok_or("--rounds: a number above 0".to_string()),
        _ => Err("usage: bakeoff [--rounds N]".to_string()),
    }
}

/// Every contestant does every task once a round: a busy moment of the machine hits all of them.
fn take_turns(rounds: usize, contestants: usize, tasks: usize, mut run: impl FnMut(usize, usize)) -> Vec<Vec<Times>> {
    let mut times: Vec<Vec<Times>> = (0..contestants).map(|_| (0..tasks).map(|_| Times::default()).collect()).collect();
    for round in 0..rounds {
        for (task, turn) in (0..tasks).flat_map(|task| (0..contestants).map(move |turn| (task, turn))) {
            let who = (turn + round) % contestants;
            let start = Instant::now();
            run(who, task);
            times[who][task].push(start.elapsed().as_secs_f64());
        }
    }
    times
}

fn operations(rounds: usize) {
    const REPEATS: usize = 20;
    let mut encodings =
        [micro::all::<NanBox>(), micro::all::<NanPointer>(), micro::all::<Flonum>(), micro::all::<SelfTagged>()];
    let rows = [NanBox::NAME, NanPointer::NAME, Flonum::NAME, SelfTagged::NAME].map(String::from);
    let columns: Vec<_> = encodings[0].iter().map(|(name, _)| (*name, true)).collect();
    let times = take_turns(rounds * 4, encodings.len(), columns.len(), |who, what| {
        (0..REPEATS).for_each(|_| encodings[who][what].1());
    });
    let nanoseconds = |times: &Times| times.best() * 1e9 / (REPEATS * micro::LENGTH) as f64;
    let cells: Vec<Vec<f64>> = times.iter().map(|row| row.iter().map(nanoseconds).collect()).collect();
    print("Single operations, ns, best of the rounds", &rows, &columns, &cells, &times);
}

fn contestants(programs: &[Program]) -> Vec<Contestant> {
    let mut all = Vec::new();
    add_encoding::<NanBox>(programs, &mut all);
    add_encoding::<NanPointer>(programs, &mut all);
    add_encoding::<Flonum>(programs, &mut all);
    add_encoding::<SelfTagged>(programs, &mut all);
    all
}

fn add_encoding<W: Word>(programs: &[Program], all: &mut Vec<Contestant>) {
    for (dispatch, run) in dispatch::all::<W>() {
        let runs = programs.iter().map(|program| -> Box<dyn FnMut() -> Result<u64, &'static str>> {
            let mut machine = Machine::<W>::new(program);
            Box::new(move || fingerprint(&run(&mut machine)?))
        });
        all.push(Contestant { encoding: W::NAME, dispatch, runs: runs.collect() });
    }
}

fn fingerprint<W: Word>(value: &Value<W>) -> Result<u64, &'static str> {
    match value.number() {
        Some(Number::Int(value)) => Ok(value as u64),
        Some(Number::Float(value)) => Ok(value.to_bits()),
        None => Err("the result is no number"),
    }
}

/// All must agree on all results. Gives how many instructions each program executes.
fn check(contestants: &mut [Contestant], programs: &[Program]) -> Result<Vec<u64>, String> {
    let mut counts = Vec::new();
    for (number, program) in programs.iter().enumerate() {
        let (count, outcome) = dispatch::count(&mut Machine::<NanBox>::new(program));
        let expected = outcome.and_then(|value| fingerprint(&value))?;
        for contestant in &mut *contestants {
            if contestant.runs[number]()? != expected {
                return Err(format!("{}: {}, {} differ", SOURCES[number].name, contestant.encoding, contestant.dispatch));
            }
        }
        counts.push(count);
    }
    Ok(counts)
}

fn print_programs(contestants: &[Contestant], times: &[Vec<Times>], counts: &[u64]) {
    let rows: Vec<String> = contestants.iter().map(|c| format!("{:<10}{}", c.encoding, c.dispatch)).collect();
    let columns: Vec<_> = SOURCES.iter().map(|source| (source.name, !source.is_edge)).collect();
    let per_instruction = |statistic: fn(&Times) -> f64| -> Vec<Vec<f64>> {
        let row = |row: &Vec<Times>| row.iter().zip(counts).map(|(t, count)| statistic(t) * 1e9 / *count as f64).collect();
        times.iter().map(row).collect()
    };
    let best = per_instruction(Times::best);
    print("Programs, ns an instruction, best of the rounds", &rows, &columns, &best, times);
    print("Programs, ns an instruction, median of the rounds", &rows, &columns, &per_instruction(Times::median), times);
    print_means("Encodings, over all dispatches", contestants, &best, &columns, |c| c.encoding);
    print_means("Dispatches, over all encodings", contestants, &best, &columns, |c| c.dispatch);
}

fn print(title: &str, rows: &[String], columns: &[(&str, bool)], cells: &[Vec<f64>], times: &[Vec<Times>]) {
    report::print(title, rows, columns, cells);
    println!("(median round over best round, typically: {:.3})", report::spread(times));
}

/// The contestants that have something in common, together.
fn print_means(
    title: &str,
    contestants: &[Contestant],
    cells: &[Vec<f64>],
    columns: &[(&str, bool)],
    key: fn(&Contestant) -> &'static str,
) {
    let mut keys: Vec<&str> = contestants.iter().map(key).collect();
    let mut seen = Vec::new();
    keys.retain(|key| {
        !seen.contains(key) && {
            seen.push(*key);
            true
        }
    });
    let row = |name: &&str| -> Vec<f64> {
        let members: Vec<_> = contestants.iter().zip(cells).filter(|(c, _)| key(c) == *name).map(|(_, row)| row).collect();
        (0..columns.len()).map(|column| geometric_mean(members.iter().map(|row| row[column]))).collect()
    };
    let rows: Vec<String> = keys.iter().map(|key| key.to_string()).collect();
    let cells: Vec<Vec<f64>> = keys.iter().map(row).collect();
    report::print(title, &rows, columns, &cells);
}
