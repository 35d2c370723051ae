//! Which modules of the standard library can be imported: `library/MODULES.md` says so, and this test that it is right.
//! `HYALINE_IMPORTS=1` writes the file anew.

mod run;

use run::{in_parallel, limited, optimised, wait};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::{env, fs};

/// Lists the public modules of the library, those of tests and of other programs' insides left out.
const LIST: &str = "
import os, sys
names = {name for name in sys.stdlib_module_names if not name.startswith('_')}
for folder, folders, files in os.walk(sys._stdlib_dir):
    package = os.path.relpath(folder, sys._stdlib_dir).replace(os.sep, '.').strip('.')
    inner = lambda name: name.startswith('_') or name in ('test', 'tests', 'idlelib', 'tkinter', 'turtledemo')
    folders[:] = [name for name in folders if not inner(name)]
    for file in files:
        name, dot, kind = file.rpartition('.')
        if kind == 'py' and (name == '__init__' or not name.startswith('_')):
            names.add('.'.join(filter(None, [package, '' if name == '__init__' else name])))
print(*sorted(names))
";

/// Why what a module needs is not there.
const REASONS: [(&str, &[&str]); 5] = [
    ("of another system", &["msvcrt", "nt", "winreg", "winsound", "win32 only", "mbcs_encode", "oem_encode"]),
    (
        "a toolkit or library that is not bound",
        &["curses", "_tkinter", "_gdbm", "_dbm", "readline", "_zstd", "idlelib", "turtledemo"],
    ),
    (
        "its native module is not there yet",
        &[
            "_bz2",
            "_lzma",
            "_sqlite3",
            "_ssl",
            "_ctypes",
            "pyexpat",
            "expat not supported",
            "_interpreters",
            "_multiprocessing",
            "_posixshmem",
        ],
    ),
    (
        "encodings of East Asia are not there yet",
        &["_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw"],
    ),
    (
        "it looks into CPython's own machine; see `hyaline trace`",
        &["_remote_debugging", "cProfile", "faulthandler", "_tracemalloc"],
    ),
];

/// What the import of a module says, if it fails.
fn failure(module: &str) -> Option<String> {
    let mut command = limited(optimised());
    // `antigravity` opens a browser.
    command.env("BROWSER", "true").args(["-W", "ignore", "-c", &format!("import {module}")]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut said, mut stderr) = (String::new(), child.stderr.take().unwrap());
    let reader = std::thread::spawn(move || {
        let _ = stderr.read_to_string(&mut said);
        said
    });
    let status = wait(&mut child);
    let said = reader.join().unwrap();
    (status != "0").then(|| without_place(said.lines().last().unwrap_or(&status)))
}

/// Words that name a file of the library, wherever that lies.
fn without_place(words: &str) -> String {
    match (words.find('('), words.find("/lib/python3.14/")) {
        (Some(open), Some(library)) if open < library => {
            format!("{}{}", &words[..=open], &words[library + "/lib/python3.14/".len()..])
        }
        _ => words.to_owned(),
    }
}

fn reason(words: &str) -> Option<&'static str> {
    let missing = words.split('\'').nth(1).unwrap_or_else(|| words.rsplit(": ").next().unwrap_or(words));
    REASONS.iter().find(|(_, names)| names.contains(&missing)).map(|(reason, _)| *reason)
}

fn table(modules: &[PathBuf], failed: &BTreeMap<String, String>) -> String {
    let mut imported: BTreeMap<&str, usize> = BTreeMap::new();
    let names = modules.iter().map(|module| module.to_str().unwrap());
    for name in names.filter(|name| !failed.contains_key(*name)) {
        *imported.entry(name.split('.').next().unwrap()).or_default() += 1;
    }
    let mut text = String::from(
        "# The standard library's modules\n\nWritten by `HYALINE_IMPORTS=1 cargo test --test imports`: what `import` says of each public module.\n\n\
         ## Imported\n\nPackages with the number of their modules.\n\n",
    );
    let shown = imported.iter().map(|(name, count)| match count {
        1 => format!("`{name}`"),
        count => format!("`{name}` ({count})"),
    });
    let _ = writeln!(
        text,
        "{}\n\n## Not there\n\n| Module | What is said | Why |\n|---|---|---|",
        shown.collect::<Vec<_>>().join(", ")
    );
    for (module, words) in failed {
        let _ = writeln!(text, "| `{module}` | {words} | {} |", reason(words).unwrap_or("?"));
    }
    text
}

#[test]
fn modules_import_as_documented() {
    let mut list = limited(optimised());
    let listed = String::from_utf8(list.args(["-c", LIST]).output().unwrap().stdout).unwrap();
    let modules: Vec<PathBuf> = listed.split_whitespace().map(PathBuf::from).collect();
    assert!(modules.len() > 400, "{} modules", modules.len());
    let failed: BTreeMap<String, String> = in_parallel(&modules, |module| {
        let module = module.to_str()?;
        Some((module.to_owned(), failure(module)?))
    })
    .into_iter()
    .collect();
    let unexplained: Vec<_> = failed.iter().filter(|(_, words)| reason(words).is_none()).collect();
    assert!(unexplained.is_empty(), "not imported, and nobody says why: {unexplained:#?}");
    let (file, now) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("library/MODULES.md"), table(&modules, &failed));
    if env::var_os("HYALINE_IMPORTS").is_some() {
        fs::write(&file, &now).unwrap();
    }
    assert_eq!(fs::read_to_string(&file).unwrap_or_default(), now, "HYALINE_IMPORTS=1 writes it anew");
}
