//! Deep and wide programs at full size: on small stacks, and with their instructions counted.

use crate::forms::{FORMS, Form};
use anyhow::{Context, Result, bail};
use hyaline::ast::{DumpOptions, dump};
use hyaline::{ParseOptions, Source, parse};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;
use std::{env, fs, io, thread};

#[derive(clap::Args)]
pub struct Options {
    /// How many levels or links
    #[arg(long, default_value_t = 100_000)]
    size: usize,
    /// Only forms whose name contains this
    #[arg(long, default_value = "", value_name = "NAME")]
    form: String,
    /// The stacks to try, in KiB
    #[arg(long, default_value = "1024,8192", value_delimiter = ',', value_name = "KIB")]
    stack: Vec<usize>,
    /// Count instructions at half and at full size (with valgrind), and fail where they grow more than so many times
    #[arg(long, value_name = "RATIO", num_args = 0..=1, default_missing_value = "2.3")]
    callgrind: Option<f64>,
    /// Take one file through every stage and say what came of it
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Write the programs to a folder instead, a file each
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    if let Some(file) = &options.file {
        println!("{}", through_all_stages(&fs::read_to_string(file)?));
        return Ok(ExitCode::SUCCESS);
    }
    let forms = FORMS.iter().filter(|form| form.name.contains(&options.form));
    if let Some(folder) = &options.write {
        fs::create_dir_all(folder)?;
        for form in forms {
            fs::write(folder.join(format!("{}.py", form.name.replace(' ', "_"))), form.program(options.size))?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut failed = 0;
    for form in forms {
        failed += usize::from(match options.callgrind {
            None => !survives(form, options)?,
            Some(limit) => !is_linear(form, options.size, limit)?,
        });
    }
    println!("{failed} failed");
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs a form in a process of its own for each stack.
fn survives(form: &Form, options: &Options) -> Result<bool> {
    let file = saved(form, options.size)?;
    let mut survived = true;
    for &stack in &options.stack {
        let start = Instant::now();
        let output = this_program(&file)?.env(STACK, (stack << 10).to_string()).output()?;
        let result = String::from_utf8_lossy(&output.stdout);
        let result = if output.status.success() { result.trim_end() } else { &format!("DIED: {}", output.status) };
        println!("{:<36} {stack:>5} KiB {:>7.0} ms  {result}", form.name, start.elapsed().as_secs_f64() * 1e3);
        survived &= output.status.success();
    }
    Ok(survived)
}

/// Names the size of the stack for `--file`.
const STACK: &str = "AGREE_STACK";

/// What comes of a program, in a few words.
fn through_all_stages(program: &str) -> String {
    let stack = env::var(STACK).ok().and_then(|size| size.parse().ok()).unwrap_or(8 << 20);
    let program = program.to_owned();
    let run = move || {
        let source = Source::new("<deep>", program);
        let parsed = parse(&source, ParseOptions::default());
        if let Some(ast) = &parsed.ast {
            for indent in [None, Some(String::new())] {
                // Fails on integers that Python does not print.
                let _ = dump(ast, &source, &DumpOptions { indent, ..DumpOptions::default() }, &mut io::sink());
            }
        }
        match parsed.errors.first() {
            Some(error) => format!("{}: {}", error.message.class().name(), error.message),
            None => "accepted".to_owned(),
        }
    };
    let thread = thread::Builder::new().stack_size(stack).spawn(run).expect("a thread can be started");
    thread.join().unwrap_or_else(|_| std::process::exit(101))
}

fn is_linear(form: &Form, size: usize, limit: f64) -> Result<bool> {
    if !form.is_proportional() {
        return Ok(true);
    }
    let start_up = instructions(&saved(form, 0)?)?;
    let half = instructions(&saved(form, size / 2)?)?.saturating_sub(start_up);
    let full = instructions(&saved(form, size)?)?.saturating_sub(start_up);
    let ratio = full as f64 / half.max(1) as f64;
    let verdict = if ratio <= limit { "" } else { "  NOT LINEAR" };
    println!("{:<36} {half:>13} {full:>13}  x {ratio:.2}{verdict}", form.name);
    Ok(ratio <= limit)
}

/// How many instructions all stages take for a file.
fn instructions(file: &Path) -> Result<u64> {
    let program = this_program(file)?;
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program.get_program())
        .args(program.get_args());
    let output = valgrind.output().context("valgrind")?;
    let log = String::from_utf8_lossy(&output.stderr);
    let Some(count) = log.lines().find_map(|line| line.split_once("Collected : ")) else { bail!("{log}") };
    count.1.trim().parse().with_context(|| count.1.to_owned())
}

fn this_program(file: &Path) -> Result<Command> {
    let mut command = Command::new(env::current_exe()?);
    command.args(["deep", "--file"]).arg(file);
    Ok(command)
}

fn saved(form: &Form, size: usize) -> Result<PathBuf> {
    let file = env::temp_dir().join(format!("agree-deep-{}.py", std::process::id()));
    fs::write(&file, form.program(size))?;
    Ok(file)
}
