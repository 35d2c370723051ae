//! Runs the programs of a folder, each in a process of its own: shared by the tests that compare what came out.
#![allow(dead_code, reason = "no test uses all of it")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};
use std::{env, thread};

/// Optimised builds need less, unless the machine is busy.
const TIME_LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 120 } else { 20 });
/// Of address space, where the shell can limit it.
const MEMORY_LIMIT_KILOBYTES: u64 = 8 << 20;

#[derive(Debug, PartialEq)]
pub struct Run {
    pub out: String,
    pub err: String,
    /// The exit status, or what ended the program instead.
    pub status: String,
}

/// An optimised hyaline: the one at hand, or one that is built first.
pub fn optimised() -> &'static str {
    static COMMAND: OnceLock<String> = OnceLock::new();
    if !cfg!(debug_assertions) {
        return env!("CARGO_BIN_EXE_hyaline");
    }
    COMMAND.get_or_init(|| {
        let debug = Path::new(env!("CARGO_BIN_EXE_hyaline")).parent().unwrap();
        let (target, name) = (debug.parent().unwrap(), Path::new(env!("CARGO_BIN_EXE_hyaline")).file_name().unwrap());
        let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".into());
        let mut build = Command::new(cargo);
        build.args(["build", "--quiet", "--profile", "quick", "--bin", "hyaline", "--manifest-path"]);
        build.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).arg("--target-dir").arg(target);
        assert!(build.status().unwrap().success(), "{build:?}");
        target.join("quick").join(name).to_str().unwrap().to_owned()
    })
}

/// All programs below a folder, in order; with `HYALINE_PROGRAMS=word` those whose path contains it.
pub fn programs(folder: &str) -> Vec<PathBuf> {
    let wanted = env::var("HYALINE_PROGRAMS").unwrap_or_default();
    let mut programs = Vec::new();
    let mut pending = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = pending.pop() {
        for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|end| end == "py") && path.to_string_lossy().contains(&wanted) {
                programs.push(path);
            }
        }
    }
    assert!(!programs.is_empty(), "no programs in {folder}");
    programs.sort();
    programs
}

/// The programs of a folder that are known to fail: lines of `GAPS`, path and reason. One that passes must leave the list, so that
/// what is done shows; `HYALINE_GAPS=1` writes the list anew.
pub struct Gaps {
    file: PathBuf,
    known: BTreeMap<String, String>,
}

impl Gaps {
    pub fn of(folder: &str) -> Gaps {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join("GAPS");
        let text = fs::read_to_string(&file).unwrap_or_default();
        let line = |line: &str| line.split_once(' ').map(|(path, reason)| (path.to_owned(), reason.trim().to_owned()));
        Gaps { known: text.lines().filter_map(line).collect(), file }
    }

    fn key(&self, program: &Path) -> String {
        let folder = self.file.parent().unwrap();
        program.strip_prefix(folder).unwrap_or(program).to_string_lossy().into_owned()
    }

    /// Runs the test on all programs; complains of those that fail and are not listed, and of those that are listed and pass.
    pub fn check(mut self, programs: &[PathBuf], test: impl Fn(&Path) -> Option<String> + Sync) {
        let failed: BTreeMap<String, String> =
            in_parallel(programs, |program| Some((self.key(program), test(program)?))).into_iter().collect();
        if env::var_os("HYALINE_GAPS").is_some() {
            self.write(&failed);
            return;
        }
        let mut wrong: Vec<&str> =
            failed.iter().filter(|(path, _)| !self.known.contains_key(*path)).map(|(_, what)| what.as_str()).collect();
        let ran: Vec<String> = programs.iter().map(|program| self.key(program)).collect();
        let mended: Vec<String> = self
            .known
            .keys()
            .filter(|path| ran.contains(path) && !failed.contains_key(*path))
            .map(|path| format!("{path} passes: take it from GAPS"))
            .collect();
        wrong.extend(mended.iter().map(String::as_str));
        assert!(wrong.is_empty(), "{} of {} programs\n{}", wrong.len(), programs.len(), wrong.join("\n"));
    }

    fn write(&mut self, failed: &BTreeMap<String, String>) {
        let reason = |path: &String| self.known.get(path).cloned().unwrap_or_else(|| "not there yet".into());
        let lines: String = failed.keys().map(|path| format!("{path} {}\n", reason(path))).collect();
        fs::write(&self.file, lines).unwrap();
        for (path, what) in failed.iter().filter(|(path, _)| !self.known.contains_key(*path)) {
            println!("{path}\n{what}");
        }
    }
}

/// Runs a program where it lies, with `NAME.in` as its input. Tracebacks give its whole path, of which its name is kept.
pub fn run(command: &str, program: &Path) -> Run {
    run_debugging(command, program, "")
}

/// The same with something in `HYALINE_DEBUG`.
pub fn run_debugging(command: &str, program: &Path, debugging: &str) -> Run {
    let folder = program.parent().unwrap();
    let input = File::open(program.with_extension("in")).map_or_else(|_| Stdio::null(), Stdio::from);
    let mut command = limited(command);
    command.env("HYALINE_DEBUG", debugging);
    command.current_dir(folder).arg(program.file_name().unwrap());
    command.stdin(input).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let out = thread::spawn(move || read_all(&mut out));
    let err = thread::spawn(move || read_all(&mut err));
    let status = wait(&mut child);
    let place = format!("{}/", folder.display());
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).replace(&place, "");
    Run { out: text(out.join().unwrap()), err: text(err.join().unwrap()), status }
}

/// What a test finds in each program, by as many threads as there are processors.
pub fn in_parallel<T: Ord + Send>(programs: &[PathBuf], test: impl Fn(&Path) -> Option<T> + Sync) -> Vec<T> {
    let (next, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
            found.lock().unwrap().extend(test(program));
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let mut found = found.into_inner().unwrap();
    found.sort();
    found
}

pub fn limited(command: &str) -> Command {
    // What watches memory reserves more of it than there is.
    if cfg!(not(unix)) || cfg!(feature = "objects-apart") {
        return Command::new(command);
    }
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -v {MEMORY_LIMIT_KILOBYTES}; exec \"$0\" \"$@\""), command]);
    shell
}

pub fn wait(child: &mut Child) -> String {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return describe(status);
        }
        if started.elapsed() > TIME_LIMIT {
            child.kill().unwrap();
            child.wait().unwrap();
            return format!("still running after {} seconds", TIME_LIMIT.as_secs());
        }
        thread::sleep(Duration::from_millis(1));
    }
}

fn describe(status: ExitStatus) -> String {
    status.code().map_or_else(|| status.to_string(), |code| code.to_string())
}

fn read_all(pipe: &mut impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    pipe.read_to_end(&mut bytes).unwrap();
    bytes
}
