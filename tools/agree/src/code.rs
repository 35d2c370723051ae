//! Code objects: hyaline's against CPython's, thing by thing.
//!
//! CPython's answer is one hash a code object, which the cache keeps; where they differ, the first few programs are asked for in
//! full, to show where the sides part.

use crate::compare::{cache_folder, first_difference};
use crate::corpus::{self, Program};
use crate::outcome::{self, Kind, Outcome, Rejection};
use crate::reference::Reference;
use crate::subject::{now_looking_at, rejection, undecodable};
use anyhow::{Context, Result};
use hyaline::bytecode::{CodeId, CodeObject, Const, ConstId, Position, SlotKind, constant_text, verify};
use hyaline::codegen::{CompileOptions, Compiled, generate};
use hyaline::scope::Scopes;
use hyaline::{Mode, ParseOptions, Source, parse};
use std::collections::HashMap;
use std::fmt::Write;
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
    /// The optimisation level: 0, 1 (-O) or 2 (-OO)
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=2))]
    optimise: u8,
    /// What the programs are taken for, as by `compile()`
    #[arg(long, default_value = "exec", conflicts_with = "optimise")]
    mode: As,
    /// How many differences to show in full
    #[arg(long, default_value_t = 30, value_name = "N")]
    limit: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum As {
    Exec,
    Eval,
    Single,
}

impl Options {
    /// What to ask for, in full and in short.
    fn kinds(&self) -> (Kind, Kind) {
        match (self.mode, self.optimise) {
            (As::Eval, _) => (Kind::CodeEval, Kind::DigestsEval),
            (As::Single, _) => (Kind::CodeSingle, Kind::DigestsSingle),
            (As::Exec, 0) => (Kind::Code, Kind::Digests),
            (As::Exec, 1) => (Kind::Code1, Kind::Digests1),
            (As::Exec, _) => (Kind::Code2, Kind::Digests2),
        }
    }
}

#[derive(Default)]
struct Counts {
    programs: usize,
    same_programs: usize,
    objects: usize,
    same_objects: usize,
    rejected: usize,
    same_rejections: usize,
    verdicts: usize,
    gave_up: usize,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let programs = corpus::read(&options.paths, &["py".to_owned()])?;
    let (_, digests) = options.kinds();
    let cache = options.cache.clone().or_else(cache_folder).context("no cache folder is known: name one with --cache")?;
    let mut reference = Reference::new(&options.python, &cache)?;
    reference.ask(&programs, &[digests])?;

    let mut counts = Counts::default();
    let mut differing: Vec<(&Program, Vec<usize>)> = Vec::new();
    for program in &programs {
        counts.programs += 1;
        match (reference.answer(program, digests), objects(program, options)) {
            (Outcome::GaveUp(_), _) => counts.gave_up += 1,
            (Outcome::Text(theirs), Ok(ours)) => {
                let different = compare(theirs, &ours, &mut counts);
                if !different.is_empty() {
                    differing.push((program, different));
                }
            }
            (Outcome::Error(theirs), Err(ours)) => {
                counts.rejected += 1;
                if *theirs == ours {
                    counts.same_rejections += 1;
                } else {
                    println!("{}: CPython {theirs}; hyaline {ours}", program.path.display());
                }
            }
            (theirs, ours) => {
                counts.verdicts += 1;
                let ours = ours.map_or_else(|error| error.to_string(), |_| "accepted".to_owned());
                let theirs = if let Outcome::Error(error) = theirs { error.to_string() } else { "accepted".to_owned() };
                println!("{}: CPython {theirs}; hyaline {ours}", program.path.display());
            }
        }
    }
    explain(&differing, &reference, options)?;
    counts.print();
    let is_same = counts.same_objects == counts.objects && counts.verdicts == 0 && counts.same_rejections == counts.rejected;
    Ok(if is_same { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Counts {
    fn print(&self) {
        println!("programs                 {:>8}", self.programs);
        println!("  the same               {:>8}", self.same_programs);
        println!("  rejected by both       {:>8}", self.rejected);
        println!("    with the same error  {:>8}", self.same_rejections);
        println!("  verdict differences    {:>8}", self.verdicts);
        println!("  no answer to compare   {:>8}", self.gave_up);
        println!("code objects             {:>8}", self.objects);
        println!("  the same               {:>8}", self.same_objects);
    }
}

/// The places of the code objects that differ.
fn compare(theirs: &str, ours: &[(String, String)], counts: &mut Counts) -> Vec<usize> {
    let theirs: Vec<&str> = theirs.lines().collect();
    let mut differing = Vec::new();
    for index in 0..theirs.len().max(ours.len()) {
        let same = match (theirs.get(index), ours.get(index)) {
            (Some(theirs), Some((title, text))) => *theirs == format!("{} {title}", outcome::digest(text.as_bytes())),
            _ => false,
        };
        counts.objects += 1;
        match same {
            true => counts.same_objects += 1,
            false => differing.push(index),
        }
    }
    counts.same_programs += usize::from(differing.is_empty());
    differing
}

/// Shows where the first few differing code objects part.
fn explain(differing: &[(&Program, Vec<usize>)], reference: &Reference, options: &Options) -> Result<()> {
    let shown = &differing[..differing.len().min(options.limit)];
    let programs: Vec<&Program> = shown.iter().map(|(program, _)| *program).collect();
    let (kind, _) = options.kinds();
    let texts: HashMap<String, Outcome> = reference.texts(&programs, kind)?;
    for (program, indices) in shown {
        let (Some(Outcome::Text(theirs)), Ok(ours)) = (texts.get(&program.key), objects(program, options)) else {
            continue;
        };
        let theirs = split(theirs);
        let empty = String::new();
        for &index in indices.iter().take(2) {
            let their_text = theirs.get(index).unwrap_or(&empty);
            let (title, our_text) = ours.get(index).map_or(("nothing", &empty), |(title, text)| (title, text));
            let (theirs, ours) = first_difference(their_text, our_text);
            println!("{}: {title}", program.path.display());
            println!("    CPython  {theirs}\n    hyaline  {ours}");
        }
    }
    for (program, indices) in &differing[shown.len()..] {
        println!("{}: {} code objects differ", program.path.display(), indices.len());
    }
    Ok(())
}

/// The texts of single code objects; the warnings last.
fn split(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut warnings = String::new();
    for line in text.split_inclusive('\n') {
        match parts.last_mut() {
            _ if line.starts_with("code ") => parts.push(line.to_owned()),
            _ if line.starts_with("warning ") => warnings.push_str(line),
            Some(part) => part.push_str(line),
            None => {}
        }
    }
    parts.push(warnings);
    parts
}

/// Each code object's title and text, as `code_objects` of `reference.py` has them.
fn objects(program: &Program, options: &Options) -> Result<Vec<(String, String)>, Rejection> {
    let name = program.path.display().to_string();
    now_looking_at(name.clone());
    let source = Source::from_bytes(name, program.bytes.clone()).map_err(|error| undecodable(&error))?;
    let mode = match options.mode {
        As::Exec => Mode::Module,
        As::Eval => Mode::Expression,
        As::Single => Mode::Interactive,
    };
    let parsed = parse(&source, ParseOptions { mode, ..ParseOptions::default() });
    let Some(ast) = parsed.ast.filter(|_| parsed.errors.is_empty()) else {
        return Err(rejection(&source, &parsed.errors[0]));
    };
    let options = CompileOptions { optimise: options.optimise, ..CompileOptions::default() };
    let Compiled { program, warnings } = generate(&source, &ast, &Scopes::of(&ast), options);
    let program = program.map_err(|error| rejection(&source, &error))?;
    let mut texts = Vec::new();
    let mut pending = vec![CodeId(0)];
    while let Some(id) = pending.pop() {
        let code = &program[id];
        texts.push((format!("{} {}", code.name, code.first_line), code_object(&program, code)));
        pending.extend(code.constants.iter().rev().filter_map(|&constant| match program[constant] {
            Const::Code(id) => Some(id),
            _ => None,
        }));
    }
    let mut text = String::new();
    for warning in &warnings {
        let line = source.position(warning.span.start).line;
        let _ = writeln!(text, "warning {line} {}", warning.message);
    }
    // Nothing that CPython could agree with.
    if let Err(error) = verify(&program) {
        let _ = writeln!(text, "the verifier: {error}");
    }
    texts.push(("warnings".into(), text));
    Ok(texts)
}

fn code_object(program: &hyaline::bytecode::Program, code: &CodeObject) -> String {
    let mut text = String::new();
    let slots = |wanted: &[SlotKind]| {
        let slots = code.slots.iter().filter(|slot| wanted.contains(&slot.kind));
        slots.map(|slot| &*slot.name).collect::<Vec<_>>().join(" ")
    };
    let CodeObject { name, qualname, flags, stack_size, first_line, .. } = code;
    let counts = format!("{} {} {}", code.argument_count, code.positional_only_count, code.keyword_only_count);
    let locals = slots(&[SlotKind::Local, SlotKind::CellLocal, SlotKind::Hidden]);
    let (cells, free) = (slots(&[SlotKind::CellLocal, SlotKind::Cell]), slots(&[SlotKind::Free]));
    let _ = writeln!(text, "code {name} {first_line}");
    let _ = writeln!(text, "qualname {qualname} flags {flags:#x} arguments {counts} stack {stack_size}");
    let _ = writeln!(text, "names {}", code.names.join(" "));
    let _ = writeln!(text, "locals {locals} cells {cells} free {free}");
    for &constant in &code.constants {
        let _ = writeln!(text, "constant {}", shown(program, constant));
    }
    for (at, unit) in code.units.iter().enumerate() {
        let [opcode, operand] = unit.to_le_bytes();
        let name = hyaline::bytecode::Opcode::from_byte(opcode).map_or("?", |opcode| opcode.name());
        let _ = writeln!(text, "{at} {name} {operand} {}", place(code.position(at)));
    }
    for handler in &code.handlers {
        let (start, end, target) = (handler.start, handler.end, handler.target);
        let _ = writeln!(text, "handler {start} {end} {target} {} {}", handler.depth, u8::from(handler.push_lasti));
    }
    text
}

fn place(position: Option<Position>) -> String {
    let Some(Position { line, end_line, column, end_column }) = position else { return "-:---:-".to_owned() };
    let number = |column: u32| if column == Position::NO_COLUMN { "-".to_owned() } else { column.to_string() };
    format!("{line}:{}-{end_line}:{}", number(column), number(end_column))
}

/// As `shown` of `reference.py`.
fn shown(program: &hyaline::bytecode::Program, id: ConstId) -> String {
    match &program[id] {
        Const::Code(id) => format!("<code {} {}>", program[*id].name, program[*id].first_line),
        Const::FrozenSet(items) => {
            let mut items: Vec<String> = items.iter().map(|&item| shown(program, item)).collect();
            items.sort();
            format!("frozenset({{{}}})", items.join(", "))
        }
        _ => constant_text(|id| &program[id], id),
    }
}
