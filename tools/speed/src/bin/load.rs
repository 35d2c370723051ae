//! How much faster is a module loaded from its cache than compiled? Takes files and folders; prints what each step costs for all
//! of them together, the best of some rounds.

use anyhow::{Context, Result, ensure};
use clap::Parser;
use hyaline::bytecode::{Program, verify};
use hyaline::cache::{HashCheck, SourceFile, Validation, decode, encode, load, store};
use hyaline::codegen::{CompileOptions, generate};
use hyaline::scope::Scopes;
use hyaline::vm::Vm;
use hyaline::{ParseOptions, Source, builtins, parse};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// As in the command itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(about = "Measures compiling modules against loading them from a cache")]
struct Options {
    /// How often each step is done
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Python files, and folders of them
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

/// A module in all its states.
struct Module {
    path: PathBuf,
    cache: PathBuf,
    program: Program,
    image: Vec<u8>,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let folder = std::env::temp_dir().join(format!("load-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let modules = modules(&options.paths, &folder)?;
    ensure!(!modules.is_empty(), "no program that compiles");
    let size = |path: &Path| fs::metadata(path).map_or(0, |metadata| metadata.len());
    let sources: u64 = modules.iter().map(|module| size(&module.path)).sum();
    let caches: u64 = modules.iter().map(|module| size(&module.cache)).sum();
    println!("{} modules, {sources} bytes of source, {caches} bytes of cache", modules.len());
    let mut vm = Vm::new(64 << 20);
    builtins::install(&mut vm);
    let report = |what: &str, step: &mut dyn FnMut(&Module)| {
        let best = (0..options.rounds).map(|_| time(&modules, step)).min().unwrap_or_default();
        println!(
            "{what:<40} {:>9.3} ms {:>8.1} µs a module",
            best.as_secs_f64() * 1e3,
            best.as_secs_f64() * 1e6 / modules.len() as f64
        );
    };
    report("look at the source", &mut |module| drop(SourceFile::open(&module.path)));
    report("read it", &mut |module| drop(fs::read(&module.path)));
    report("read it and compile it", &mut |module| drop(compile(&module.path)));
    report("encode", &mut |module| drop(encode(&module.program)));
    report("load from the cache", &mut |module| drop(cached(module)));
    report("  of which: decode", &mut |module| drop(decode(&module.image, "a.py")));
    report("  verify", &mut |module| assert!(verify(&module.program).is_ok()));
    report("copy (to be subtracted from link)", &mut |module| drop(module.program.clone()));
    report("link", &mut |module| drop(vm.link(module.program.clone())));
    for module in &modules {
        store(&module.cache, &SourceFile::open(&module.path)?, Validation::CheckedHash, &module.program).context("store")?;
    }
    report("load, comparing the source's hash", &mut |module| drop(cached(module)));
    fs::remove_dir_all(&folder)?;
    Ok(())
}

fn time(modules: &[Module], step: &mut dyn FnMut(&Module)) -> Duration {
    let start = Instant::now();
    modules.iter().for_each(step);
    start.elapsed()
}

fn cached(module: &Module) -> Result<Program, Validation> {
    load(&module.cache, &SourceFile::open(&module.path).expect("a file that was there"), HashCheck::Default)
}

fn compile(path: &Path) -> Option<Program> {
    let source = Source::from_bytes("a.py", fs::read(path).ok()?).ok()?;
    let parsed = parse(&source, ParseOptions::default());
    let ast = parsed.ast.filter(|_| parsed.errors.is_empty())?;
    generate(&source, &ast, &Scopes::of(&ast), CompileOptions::default()).program.ok()
}

/// Those that compile, with their caches written.
fn modules(paths: &[PathBuf], folder: &Path) -> Result<Vec<Module>> {
    let (mut modules, mut pending) = (Vec::new(), paths.to_vec());
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(&path).with_context(|| path.display().to_string())? {
                pending.push(entry?.path());
            }
        } else if path.extension().is_some_and(|end| end == "py")
            && let Some(program) = compile(&path)
        {
            let cache = folder.join(modules.len().to_string());
            store(&cache, &SourceFile::open(&path)?, Validation::Stamp, &program).context("store")?;
            modules.push(Module { image: encode(&program), path, cache, program });
        }
    }
    Ok(modules)
}
