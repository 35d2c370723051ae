//! Holds the map in `src/lib.rs` true: what each stage may import, that every module says what it is for, that files stay
//! small, and that every table is read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

const LONGEST_FILE: usize = 800;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files below a folder whose names end so.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![folder.to_path_buf()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                pending.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == end) {
                found.push(entry);
            }
        }
    }
    found.sort();
    found
}

/// The map's lines, in order: each stage and the stages it may use.
fn map() -> Vec<(String, Vec<String>)> {
    let text = read(&root().join("src/lib.rs"));
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! | `"));
    rows.map(|row| {
        let columns: Vec<&str> = row.split('|').map(str::trim).collect();
        let [stage, _, _, uses, ""] = columns[..] else { panic!("four columns in the map's line {row:?}") };
        let uses = uses.split([',', ' ']).filter(|name| !name.is_empty()).map(|name| name.trim_matches('`').to_string());
        (stage.trim_matches('`').to_string(), uses.collect())
    })
    .collect()
}

/// The stages that a file names after `crate::`, alone or in braces. Comments and unit tests may name any.
fn imports(text: &str, stages: &[&str]) -> Vec<String> {
    let text = text.split("#[cfg(test)]").next().unwrap_or("");
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for (at, prefix) in code.match_indices("crate::") {
        let rest = &code[at + prefix.len()..];
        let names = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or("").split(',').collect(),
            None => vec![rest],
        };
        for name in names {
            let name: String = name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.extend(stages.contains(&&*name).then_some(name));
        }
    }
    found
}

#[test]
fn stages_import_what_the_map_allows() {
    let map = map();
    let stages: Vec<&str> = map.iter().map(|(stage, _)| &**stage).collect();
    let place: BTreeMap<&str, usize> = stages.iter().enumerate().map(|(index, stage)| (*stage, index)).collect();
    for (stage, uses) in &map {
        for used in uses {
            assert!(place.get(&**used).is_some_and(|used| *used < place[&**stage]), "{stage} uses {used}, no earlier stage");
        }
        let files = files(&root().join("src").join(stage), "rs");
        for file in files.into_iter().filter(|file| !file.ends_with("tests.rs")) {
            for import in imports(&read(&file), &stages) {
                let allowed = import == *stage || uses.contains(&import);
                assert!(allowed, "{} imports {import}, which the map does not allow", file.display());
            }
        }
    }
}

#[test]
fn every_folder_is_on_the_map() {
    let mut folders: Vec<String> = fs::read_dir(root().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    let mut stages: Vec<String> = map().into_iter().map(|(stage, _)| stage).collect();
    stages.sort();
    assert_eq!(folders, stages);
}

#[test]
fn every_module_says_what_it_is_for() {
    let folders = ["src", "tests", "grammar/derive"].map(|folder| root().join(folder));
    for file in folders.iter().flat_map(|folder| files(folder, "rs")) {
        assert!(read(&file).starts_with("//! "), "{} opens with no //! comment", file.display());
    }
}

#[test]
fn files_stay_small() {
    for file in files(&root().join("src"), "rs") {
        let lines = read(&file).lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines", file.display());
    }
}

#[test]
fn every_table_is_read_by_the_build_script() {
    let scripts = [root().join("build.rs")].into_iter().chain(files(&root().join("grammar/derive"), "rs"));
    let readers: String = scripts.map(|script| read(&script)).collect();
    for table in ["table", "lalrpop"].iter().flat_map(|end| files(&root().join("grammar"), end)) {
        let stem = table.file_stem().unwrap().to_string_lossy().into_owned();
        let named = readers.contains(&format!("\"{stem}\"")) || readers.contains(&format!("grammar/{stem}.table"));
        assert!(named, "no build script reads {}", table.display());
    }
}
