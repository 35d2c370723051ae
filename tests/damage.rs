//! Damaged code that the verifier passes: it may do anything that a Python program may do, but it cannot break the machine.
//! And code whose instructions it is to refuse when they are first run.
//!
//! Programs are compiled, damaged step by step as long as the verifier passes them, or what is around their instructions, and run. That is done in processes of their
//! own, since what is looked for ends a process; what only runs too long is interrupted, or ended and not counted.
//! `HYALINE_DAMAGE=100000` makes that many, `HYALINE_DAMAGE_START` begins elsewhere.

use hyaline::bytecode::{CodeId, Const, ConstId, Opcode, Program, SlotKind, unit, verify, verify_frame};
use hyaline::codegen::{CompileOptions, generate};
use hyaline::modules::Config;
use hyaline::scope::Scopes;
use hyaline::vm::Vm;
use hyaline::{ParseOptions, Source, builtins, modules, parse};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

/// How many programs are run if nothing else is asked for.
const FEW: u64 = 600;
/// A process runs so many of them.
const BATCH: u64 = 200;
/// Programs that do such things are left out: damaged, they could do them to other files.
const DANGEROUS: [&str; 4] = ["open(", "import os", "posix", "io."];
const STACK: usize = 256 << 20;
const INTERRUPT: Duration = Duration::from_millis(200);
const LIMIT: Duration = Duration::from_secs(20);

#[test]
fn damaged_code_breaks_nothing() {
    let number = |name: &str, default| env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let start = number("HYALINE_DAMAGE_START", 0);
    let end = start + number("HYALINE_DAMAGE", FEW);
    let (mut next, mut endless, mut broken) = (start, 0, Vec::new());
    while next < end {
        match run_worker(next, (next + BATCH).min(end)) {
            Outcome::Done => next = (next + BATCH).min(end),
            Outcome::Endless(seed) => (next, endless) = (seed + 1, endless + 1),
            Outcome::Broken(seed, what) => {
                eprintln!("{seed}: {what}");
                broken.push(seed);
                next = seed + 1;
            }
        }
    }
    assert!(broken.is_empty(), "HYALINE_DAMAGE=1 HYALINE_DAMAGE_START=N, N one of {broken:?}");
    assert!(endless * 20 <= end - start, "{endless} programs were not to be interrupted");
}

enum Outcome {
    Done,
    Endless(u64),
    Broken(u64, String),
}

fn run_worker(start: u64, end: u64) -> Outcome {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let progress = folder.join(format!("damage-{}-{start}", std::process::id()));
    let errors = progress.with_extension("err");
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -v 8388608 -c 0; exec \"$0\" \"$@\""]).arg(env::current_exe().unwrap());
    command.args(["--exact", "worker", "--nocapture", "--include-ignored"]);
    command.env("HYALINE_DAMAGE_WORKER", format!("{start} {end} {}", progress.display()));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(fs::File::create(&errors).unwrap());
    let mut child = command.spawn().unwrap();
    let reached = || fs::read_to_string(&progress).ok().and_then(|text| text.parse().ok()).unwrap_or(start);
    let (mut last, mut since) = (start, Instant::now());
    let outcome = loop {
        if let Some(status) = child.try_wait().unwrap() {
            let text = String::from_utf8_lossy(&fs::read(&errors).unwrap()).into_owned();
            let tail: Vec<&str> = text.lines().rev().take(12).collect();
            break match status.success() {
                true => Outcome::Done,
                false => Outcome::Broken(
                    reached(),
                    format!("{status}\n{}", tail.into_iter().rev().collect::<Vec<_>>().join("\n")),
                ),
            };
        }
        if reached() != last {
            (last, since) = (reached(), Instant::now());
        }
        if since.elapsed() > LIMIT {
            child.kill().unwrap();
            child.wait().unwrap();
            break Outcome::Endless(last);
        }
        thread::sleep(Duration::from_millis(20));
    };
    let _ = (fs::remove_file(&progress), fs::remove_file(&errors));
    outcome
}

/// The process that runs programs; nothing without being told which.
#[test]
#[ignore = "started by the other test"]
fn worker() {
    let Ok(task) = env::var("HYALINE_DAMAGE_WORKER") else { return };
    let mut parts = task.splitn(3, ' ');
    let mut number = || parts.next().unwrap().parse::<u64>().unwrap();
    let (start, end) = (number(), number());
    let progress = PathBuf::from(parts.next().unwrap());
    thread::spawn(|| {
        loop {
            thread::sleep(INTERRUPT);
            hyaline::vm::interrupt();
        }
    });
    let run = move || run_programs(start, end, &progress);
    thread::Builder::new().stack_size(STACK).spawn(run).unwrap().join().unwrap();
}

fn run_programs(start: u64, end: u64, progress: &Path) {
    let paths = paths();
    let mut vm = Vm::new(STACK);
    builtins::install(&mut vm);
    modules::install(&mut vm, &Config::default());
    let verbose = end == start + 1;
    for seed in start..end {
        fs::write(progress, seed.to_string()).unwrap();
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let path = &paths[random.below(paths.len())];
        let Some(program) = compile(path) else { continue };
        let is_loaded = seed % 2 == 1;
        let passes = if is_loaded { verify_frame } else { verify };
        let damaged = damage(program, &mut random, |program| passes(program).is_ok());
        if verbose {
            eprintln!("{}", path.display());
            let text = hyaline::bytecode::listing(
                &damaged,
                hyaline::bytecode::ListingOptions { caches: false, offsets: true, positions: false },
            );
            fs::write(progress.with_extension("listing"), text).unwrap();
        }
        let result = run(&mut vm, damaged, is_loaded);
        if verbose {
            eprintln!("{result}");
        }
    }
}

fn paths() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut pending, mut paths) = (vec![root.join("tests/programs"), root.join("tests/dis")], Vec::new());
    while let Some(folder) = pending.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|end| end == "py") {
                let text = fs::read_to_string(&path).unwrap_or_default();
                if !DANGEROUS.iter().any(|word| text.contains(word)) {
                    paths.push(path);
                }
            }
        }
    }
    paths.sort();
    paths
}

fn compile(path: &Path) -> Option<Program> {
    let source = Source::from_bytes("damaged.py", fs::read(path).unwrap()).ok()?;
    let ast = parse(&source, ParseOptions::default()).ast?;
    generate(&source, &ast, &Scopes::of(&ast), CompileOptions::default()).program.ok()
}

/// How it ended.
fn run(vm: &mut Vm, program: Program, is_loaded: bool) -> String {
    let module = vm.new_module("damaged");
    let builtins = vm.builtins.value().clone();
    vm.module_set(&module, "__builtins__", builtins);
    let code = if is_loaded { vm.link_loaded(program) } else { vm.link(program) };
    let dict = module.dict.clone();
    let function = vm.new_function(&code, &dict);
    let result = vm.run_body(&function, dict.value().clone());
    let how = match result {
        Ok(_) => "done".into(),
        Err(raised) => vm.repr_lossy(raised.value()),
    };
    drop((function, code, module, dict));
    vm.collect_cycles();
    let _ = vm.attend();
    how
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    fn below(&mut self, end: usize) -> usize {
        self.next() as usize % end.max(1)
    }
}

/// Some changes, each of which passes.
fn damage(mut program: Program, random: &mut Random, passes: impl Fn(&Program) -> bool) -> Program {
    let changes = 1 + random.below(6);
    let (mut made, mut tried) = (0, 0);
    while made < changes && tried < 400 {
        tried += 1;
        let mut damaged = program.clone();
        change(&mut damaged, random);
        if damaged != program && passes(&damaged) {
            program = damaged;
            made += 1;
        }
    }
    program
}

fn change(program: &mut Program, random: &mut Random) {
    let (codes, constants) = (program.codes.len(), program.constants.len());
    let id = CodeId(random.below(codes) as u32);
    if random.below(12) == 0 {
        let (a, b) = (random.below(constants), random.below(constants));
        match random.below(3) {
            0 => program.constants[a] = program.constants[b].clone(),
            1 => program.constants.swap(a, b),
            _ => {
                if let Const::Tuple(items) | Const::FrozenSet(items) = &mut program.constants[a] {
                    items.push(ConstId(random.below(a) as u32));
                }
            }
        }
        return;
    }
    let code = &mut program.codes[id.0 as usize];
    let at = random.below(code.units.len());
    let opcode = |random: &mut Random| Opcode::from_byte(random.below(160) as u8).unwrap_or(Opcode::NOP);
    match random.below(20) {
        0..4 => code.units[at] = code.units[at] & 0xff | (random.below(24) as u16) << 8,
        4..8 => code.units[at] = code.units[at] & 0xff00 | opcode(random) as u16,
        8 => code.units[at] = unit(opcode(random), random.below(16) as u8),
        9 => drop(code.units.remove(at)),
        10 => {
            // An instruction with its caches.
            let opcode = opcode(random);
            code.units.insert(at, unit(opcode, random.below(8) as u8));
            (0..opcode.caches()).for_each(|_| code.units.insert(at + 1, 0));
        }
        11 => {
            let other = random.below(code.units.len());
            code.units.swap(at, other);
        }
        12 => code.stack_size += random.below(4) as u32,
        13 => {
            let kinds = [SlotKind::Local, SlotKind::CellLocal, SlotKind::Hidden, SlotKind::Cell, SlotKind::Free];
            let count = code.slots.len();
            if let Some(slot) = code.slots.get_mut(random.below(count)) {
                slot.kind = kinds[random.below(kinds.len())];
            }
        }
        14 => code.flags ^= 1 << random.below(28),
        15 => match random.below(3) {
            0 => code.argument_count = random.below(5) as u32,
            1 => code.positional_only_count = random.below(3) as u32,
            _ => code.keyword_only_count = random.below(3) as u32,
        },
        16 => {
            let (a, b) = (random.below(code.constants.len()), random.below(code.constants.len()));
            if !code.constants.is_empty() {
                code.constants.swap(a, b);
            }
        }
        17 => {
            let length = code.units.len();
            let count = code.handlers.len();
            if let Some(handler) = code.handlers.get_mut(random.below(count)) {
                match random.below(5) {
                    0 => handler.target = random.below(length) as u32,
                    1 => handler.depth = random.below(4) as u32,
                    2 => handler.start = random.below(length) as u32,
                    3 => handler.end = random.below(length) as u32,
                    _ => handler.push_lasti ^= true,
                }
            }
        }
        18 => {
            let count = code.names.len();
            code.names.rotate_left(1.min(count));
        }
        _ => {
            let count = code.positions.len();
            if count > 0 {
                let index = random.below(count);
                code.positions[index].1 = None;
            }
        }
    }
}
