//! How fast are programs compiled, beside CPython? Takes files and folders; all of them are in memory before a clock starts. Those
//! that one of the contestants refuses are left out. The contestants take turns, and what counts is processor time.

use anyhow::{Context, Result, ensure};
use clap::Parser;
use cpu_time::ProcessTime;
use hyaline::bytecode::Program;
use hyaline::codegen::{CompileOptions, generate};
use hyaline::lexer::{LexOptions, lex};
use hyaline::scope::Scopes;
use hyaline::vm::Vm;
use hyaline::{ParseOptions, Source, builtins, parse};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// As in the command itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(about = "Measures compiling, beside CPython")]
struct Options {
    /// A CPython to compare with; may be given several times
    #[arg(long)]
    python: Vec<String>,
    /// How many turns each contestant has
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Names of folders to leave out
    #[arg(long)]
    without: Vec<String>,
    /// Python files, and folders of them
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

/// What hyaline does, from bytes, up to and with a stage.
type Stage = fn(&mut Vm, &[u8]) -> bool;

const STAGES: [(&str, Stage); 6] = [
    ("hyaline: decode", |_, bytes| source(bytes).is_some()),
    ("hyaline: … and lex", |_, bytes| {
        source(bytes).is_some_and(|source| lex(&source, LexOptions::default()).errors.is_empty())
    }),
    ("hyaline: … and parse", |_, bytes| {
        source(bytes).is_some_and(|source| parse(&source, ParseOptions::default()).errors.is_empty())
    }),
    ("hyaline: … and analyse scopes", |_, bytes| scopes(bytes).is_some()),
    ("hyaline: … and generate bytecode", |_, bytes| compile(bytes).is_some()),
    ("hyaline: … and link", |vm, bytes| compile(bytes).map(|program| vm.link(program)).is_some()),
];

fn source(bytes: &[u8]) -> Option<Source> {
    Source::from_bytes("a.py", bytes.to_vec()).ok()
}

fn scopes(bytes: &[u8]) -> Option<usize> {
    let parsed = parse(&source(bytes)?, ParseOptions::default());
    let ast = parsed.ast.filter(|_| parsed.errors.is_empty())?;
    Some(Scopes::of(&ast).errors().len())
}

fn compile(bytes: &[u8]) -> Option<Program> {
    let source = source(bytes)?;
    let parsed = parse(&source, ParseOptions::default());
    let ast = parsed.ast.filter(|_| parsed.errors.is_empty())?;
    generate(&source, &ast, &Scopes::of(&ast), CompileOptions::default()).program.ok()
}

/// Reads files' names up to an empty line, and tells which it can compile; then the files to compile, and again an empty line;
/// then for each further line it compiles them all and tells the seconds.
const RIVAL: &str = r#"
import sys, time
def names():
    return iter(lambda: sys.stdin.readline().rstrip("\n"), "")
def accepts(name):
    try:
        compile(open(name, "rb").read(), name, "exec", dont_inherit=True)
    except Exception:
        return False
    return True
for name in names():
    print(int(accepts(name)), flush=True)
programs = [(name, open(name, "rb").read()) for name in names()]
for line in sys.stdin:
    start = time.process_time()
    for name, program in programs:
        compile(program, name, "exec", dont_inherit=True)
    print(time.process_time() - start, flush=True)
"#;

/// A CPython that waits for its turn.
struct Rival {
    process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Rival {
    fn start(command: &str) -> Result<Rival> {
        let mut process = Command::new(command)
            .args(["-I", "-W", "ignore", "-c", RIVAL])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| command.to_owned())?;
        let to = process.stdin.take().context("no standard input")?;
        let from = BufReader::new(process.stdout.take().context("no standard output")?);
        Ok(Rival { process, to, from })
    }

    fn say(&mut self, line: &str) -> Result<()> {
        Ok(writeln!(self.to, "{line}")?)
    }

    fn hear(&mut self) -> Result<f64> {
        let mut line = String::new();
        self.from.read_line(&mut line)?;
        Ok(line.trim().parse()?)
    }

    fn accepts(&mut self, path: &Path) -> Result<bool> {
        self.say(&path.to_string_lossy())?;
        Ok(self.hear()? == 1.0)
    }

    fn takes_turn(&mut self) -> Result<f64> {
        self.say("go")?;
        self.hear()
    }
}

fn main() -> Result<()> {
    let options = Options::parse();
    let mut rivals = options.python.iter().map(|command| Rival::start(command)).collect::<Result<Vec<_>>>()?;
    let mut programs = Vec::new();
    let (mut seen, mut size) = (0, 0);
    for path in files(&options)? {
        let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
        let mut accepted = compile(&bytes).is_some();
        for rival in &mut rivals {
            accepted &= rival.accepts(&path)?;
        }
        seen += 1;
        if accepted {
            size += bytes.len();
            programs.push((path, bytes));
        }
    }
    ensure!(!programs.is_empty(), "no program that compiles");
    println!("{} of {seen} programs, {:.2} MB, {} rounds\n", programs.len(), size as f64 / 1e6, options.rounds);
    for rival in &mut rivals {
        rival.say("")?;
        for (path, _) in &programs {
            rival.say(&path.to_string_lossy())?;
        }
        rival.say("")?;
    }

    let mut vm = Vm::new(64 << 20);
    builtins::install(&mut vm);
    let mut best = vec![f64::INFINITY; STAGES.len() + rivals.len()];
    for _ in 0..options.rounds {
        let (ours, theirs) = best.split_at_mut(STAGES.len());
        for ((_, stage), best) in STAGES.iter().zip(ours) {
            let start = ProcessTime::now();
            for (_, bytes) in &programs {
                stage(&mut vm, bytes);
            }
            *best = best.min(start.elapsed().as_secs_f64());
        }
        for (rival, best) in rivals.iter_mut().zip(theirs) {
            *best = best.min(rival.takes_turn()?);
        }
    }

    let names = STAGES.iter().map(|(name, _)| *name).chain(options.python.iter().map(String::as_str));
    let (generated, linked) = (best[STAGES.len() - 2], best[STAGES.len() - 1]);
    println!("{:<36}{:>10}{:>10}{:>16}{:>14}", "the best of each", "ms", "MB/s", "to bytecode: x", "and linked: x");
    for (name, seconds) in names.zip(&best) {
        let (rate, to_bytecode, to_link) = (size as f64 / 1e6 / seconds, seconds / generated, seconds / linked);
        println!("{name:<36}{:>10.1}{rate:>10.1}{to_bytecode:>16.2}{to_link:>14.2}", seconds * 1e3);
    }
    for rival in rivals {
        let Rival { mut process, to, .. } = rival;
        drop(to);
        process.wait()?;
    }
    Ok(())
}

/// The Python files, in the order of their names.
fn files(options: &Options) -> Result<Vec<PathBuf>> {
    let (mut files, mut pending) = (Vec::new(), options.paths.clone());
    while let Some(path) = pending.pop() {
        let left_out = path.file_name().is_some_and(|name| options.without.iter().any(|without| name == without.as_str()));
        if path.is_dir() && !left_out {
            for entry in fs::read_dir(&path).with_context(|| path.display().to_string())? {
                pending.push(entry?.path());
            }
        } else if path.extension().is_some_and(|end| end == "py") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
