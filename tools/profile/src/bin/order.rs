//! Records in which order release builds lay out functions: those that every program uses come first, side by side, so that a
//! start touches few pages of the program's file, and fewer of them are in memory. Runs programs under valgrind, which sees the
//! functions of all libraries too, and writes `hyaline.order`, for the linker.

use anyhow::{Context, Result, ensure};
use profile::programs;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

/// Of so many test programs one is run.
const STEP: usize = 8;

fn main() -> Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().nth(2).context("the tool lies in no workspace")?;
    let hyaline = env::args().nth(1).map_or_else(|| root.join("target/release/hyaline"), Into::into);
    let seen = root.join("target/profile-order");
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for program in programs(&root.join("tests/programs"))?.iter().step_by(STEP) {
        for function in functions(&hyaline, program, &seen)? {
            *uses.entry(function).or_default() += 1;
        }
    }
    let mut order: Vec<(String, usize)> = uses.into_iter().collect();
    order.sort_by_key(|(_, uses)| usize::MAX - uses);
    let names: Vec<&str> = order.iter().map(|(name, _)| name.as_str()).collect();
    fs::write(here.join("hyaline.order"), names.join("\n") + "\n")?;
    println!("{} functions", names.len());
    Ok(())
}

/// The functions that a program makes hyaline call, by the linker's names.
fn functions(hyaline: &Path, program: &Path, seen: &Path) -> Result<BTreeSet<String>> {
    Command::new("valgrind")
        .args(["--tool=callgrind", "--demangle=no", &format!("--callgrind-out-file={}", seen.display())])
        .args([hyaline, program])
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .context("valgrind is needed")?;
    let text = fs::read_to_string(seen)?;
    fs::remove_file(seen)?;
    // `fn=(number) name`, where one is first mentioned.
    let named =
        text.lines().filter_map(|line| line.strip_prefix("fn=(").or_else(|| line.strip_prefix("cfn=("))?.split_once(") "));
    let is_symbol = |name: &&str| name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && !name.contains(' ');
    // What calls itself is told apart by a number.
    let symbols = named.filter_map(|(_, name)| name.split('\'').next()).filter(is_symbol);
    let names: BTreeSet<String> = symbols.map(str::to_owned).collect();
    ensure!(names.contains("main"), "{} has no names of functions", hyaline.display());
    Ok(names)
}
