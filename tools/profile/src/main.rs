//! Records the profile that release builds are laid out by (profile-guided optimisation, as CPython's own packages are built):
//! builds a hyaline that counts, runs programs with it, and merges the counts into `hyaline.profdata`.

use anyhow::{Context, Result, ensure};
use profile::programs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

/// What is run to record: the tests' programs for breadth, the speed programs for what takes time.
const TRAINING: [&str; 2] = ["tests/programs", "tools/speed/programs"];

/// What is run to record how programs are compiled: all of the above.
const COMPILING: &str = "tools/profile/compile.py";

fn main() -> Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().nth(2).context("the tool lies in no workspace")?;
    // Asked for first: without it all the rest is in vain.
    let merger = merger()?;
    let target = root.join("target/profile");
    let counts = target.join("counts");
    let _ = fs::remove_dir_all(&counts);
    build(root, &target, &counts)?;
    train(&target.join("release/hyaline"), root)?;
    merge(&merger, &counts, &here.join("hyaline.profdata"))
}

/// LLVM's tool for profiles: the one that is asked for, or a usual one. Its version may be older than the compiler's, as long as
/// it knows the format.
fn merger() -> Result<String> {
    let known = env::var("LLVM_PROFDATA").into_iter().chain(["llvm-profdata".into()]);
    let versions = (19..40).rev().map(|version| format!("llvm-profdata-{version}"));
    let runs = |name: &String| {
        Command::new(name)
            .arg("--version")
            .stdout(Stdio::piped())
            .output()
            .is_ok_and(|out| version(&String::from_utf8_lossy(&out.stdout)).is_some_and(|version| version >= 19))
    };
    known
        .chain(versions)
        .find(runs)
        .context("no llvm-profdata of LLVM 19 or later: install one, or name it in LLVM_PROFDATA")
}

fn version(text: &str) -> Option<u32> {
    let (_, number) = text.split_once("version ")?;
    number.split('.').next()?.parse().ok()
}

fn build(root: &Path, target: &Path, counts: &Path) -> Result<()> {
    let status = Command::new(env::var("CARGO").unwrap_or("cargo".into()))
        .args(["build", "--release", "--bin", "hyaline"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", target)
        .env("HYALINE_PROFILE", "record")
        .env("HYALINE_PROFILE_DATA", counts)
        .status()?;
    ensure!(status.success(), "the build that records failed");
    Ok(())
}

/// Runs all programs, whatever they print and however they end: some are there for their errors.
fn train(hyaline: &Path, root: &Path) -> Result<()> {
    let mut all = Vec::new();
    for folder in TRAINING {
        all.extend(programs(&root.join(folder))?);
    }
    for program in &all {
        run(Command::new(hyaline).arg(program).current_dir(program.parent().unwrap_or(root)))?;
    }
    run(Command::new(hyaline).args(["-W", "ignore"]).arg(root.join(COMPILING)).args(&all))
}

fn run(command: &mut Command) -> Result<()> {
    command
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .with_context(|| format!("cannot run {command:?}"))?;
    Ok(())
}

fn merge(merger: &str, counts: &Path, profile: &Path) -> Result<()> {
    let status = Command::new(merger).args(["merge", "--sparse", "-o"]).args([profile, counts]).status()?;
    ensure!(status.success(), "{merger} failed");
    println!("{}: {} bytes", profile.display(), fs::metadata(profile)?.len());
    Ok(())
}
