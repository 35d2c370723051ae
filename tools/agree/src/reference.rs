//! CPython's side: `reference.py`, run in batches; what it answered is kept in a cache folder.

use crate::corpus::Program;
use crate::outcome::{self, Kind, Outcome};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

const SCRIPT: &str = include_str!("../reference.py");

/// A batch is small enough for an interpreter with little memory, and large enough to make its start-up cheap.
const BATCH_BYTES: usize = 8 << 20;
const BATCH_PROGRAMS: usize = 4000;

/// A CPython, and what it is known to answer.
pub struct Reference {
    command: Vec<String>,
    cache: PathBuf,
    known: HashMap<(String, Kind), Outcome>,
}

/// A line of `reference.py`'s results.
#[derive(Deserialize)]
struct Record {
    key: String,
    kind: Kind,
    #[serde(flatten)]
    outcome: Outcome,
}

impl Reference {
    /// `command` is split at blanks. The cache is keyed by the command and the script, and within by the program's bytes.
    pub fn new(command: &str, cache: &Path) -> Result<Reference> {
        fs::create_dir_all(cache).with_context(|| cache.display().to_string())?;
        let version = &outcome::hash(format!("{command}\n{SCRIPT}").as_bytes())[..16];
        let cache = cache.join(format!("{version}.jsonl"));
        let known = if cache.exists() { read_records(&cache)?.collect() } else { HashMap::new() };
        let command = command.split_whitespace().map(str::to_owned).collect();
        Ok(Reference { command, cache, known })
    }

    /// What is known of a program: something, once `ask` has been called with it.
    pub fn answer(&self, program: &Program, kind: Kind) -> &Outcome {
        &self.known[&(program.key.clone(), kind)]
    }

    /// Asks for what is not known yet.
    pub fn ask<'p>(&mut self, programs: impl IntoIterator<Item = &'p Program>, kinds: &[Kind]) -> Result<()> {
        let mut asked = HashSet::new();
        let is_new = |p: &&Program| kinds.iter().any(|&kind| !self.known.contains_key(&(p.key.clone(), kind)));
        let todo: Vec<&Program> = programs.into_iter().filter(is_new).filter(|p| asked.insert(&p.key)).collect();
        let mut done = 0;
        while done < todo.len() {
            done += self.ask_batch(batch(&todo[done..]), kinds)?;
            eprintln!("reference: {done} of {} new programs", todo.len());
        }
        Ok(())
    }

    /// Asks about a batch and gives how far it came: a program that takes the interpreter down ends the batch.
    fn ask_batch(&mut self, batch: &[&Program], kinds: &[Kind]) -> Result<usize> {
        let as_text = kinds.iter().all(|kind| kind.name().starts_with("digests"));
        let records = run(&self.command, batch, kinds, as_text)?;
        let mut cache = OpenOptions::new().create(true).append(true).open(&self.cache)?;
        cache.write_all(whole_lines(&fs::read(&records)?))?;
        let answers: HashMap<_, _> = read_records(&records)?.collect();
        let answered = batch.iter().take_while(|p| kinds.iter().all(|&kind| answers.contains_key(&(p.key.clone(), kind))));
        let mut done = answered.count();
        self.known.extend(answers);
        if let Some(culprit) = batch.get(done) {
            for &kind in kinds {
                let died = Outcome::GaveUp("the interpreter died".to_owned());
                let line = serde_json::json!({"key": culprit.key, "kind": kind, "gave_up": "the interpreter died"});
                writeln!(cache, "{line}")?;
                self.known.entry((culprit.key.clone(), kind)).or_insert(died);
            }
            done += 1;
        }
        Ok(done)
    }

    /// The full texts for a few programs.
    pub fn texts(&self, programs: &[&Program], kind: Kind) -> Result<HashMap<String, Outcome>> {
        let mut texts = HashMap::new();
        let mut done = 0;
        while done < programs.len() {
            let part = batch(&programs[done..]);
            let records = read_records(&run(&self.command, part, &[kind], true)?)?;
            texts.extend(records.map(|((key, _), outcome)| (key, outcome)));
            done += part.len();
        }
        Ok(texts)
    }
}

/// The first programs of a list, as many as make a batch.
fn batch<'a, 'p>(programs: &'a [&'p Program]) -> &'a [&'p Program] {
    let mut bytes = 0;
    let fitting = programs.iter().take(BATCH_PROGRAMS).take_while(|program| {
        bytes += program.bytes.len();
        bytes <= BATCH_BYTES
    });
    &programs[..fitting.count().max(1)]
}

/// Runs the interpreter; gives the file that it wrote. Everything it reads and writes is in the temporary folder, which is
/// also its working directory: a sandboxed interpreter need see nothing else.
fn run(command: &[String], batch: &[&Program], kinds: &[Kind], as_text: bool) -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("agree-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let [script, input, output] = ["reference.py", "batch", "results.jsonl"].map(|name| folder.join(name));
    fs::write(&script, SCRIPT)?;
    let mut file = BufWriter::new(File::create(&input)?);
    for program in batch {
        writeln!(file, "{} {}", program.key, program.bytes.len())?;
        file.write_all(&program.bytes)?;
    }
    file.flush()?;
    File::create(&output)?;

    let Some((interpreter, arguments)) = command.split_first() else { bail!("no reference command") };
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    let mut process = Command::new(interpreter);
    process.args(arguments).arg(&script).arg(&input).arg(&output).arg(kinds.join(",")).current_dir(&folder);
    if as_text {
        process.arg("--text");
    }
    let status = process.status().with_context(|| format!("{interpreter}: cannot be run"))?;
    if fs::metadata(&output)?.len() == 0 {
        bail!("{interpreter} ended before its first answer, with {status}");
    }
    Ok(output)
}

/// Without a last line that was cut off.
fn whole_lines(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    &text[..end]
}

/// The records of a file. What is no record is left out: the first line, and a last one that was cut off.
fn read_records(path: &Path) -> Result<impl Iterator<Item = ((String, Kind), Outcome)> + use<>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let records: Vec<Record> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    Ok(records.into_iter().map(|record| ((record.key, record.kind), record.outcome)))
}
