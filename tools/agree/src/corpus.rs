//! The programs to look at: the `.py` files of folders, or any named files.

use crate::outcome;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

pub struct Program {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
    /// The hash of the bytes.
    pub key: String,
}

/// Reads the programs of the paths, in the order of their names. `extensions` chooses among the files of folders.
pub fn read(paths: &[PathBuf], extensions: &[String]) -> Result<Vec<Program>> {
    let mut programs = Vec::new();
    for path in paths {
        for entry in WalkDir::new(path).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() && (entry.depth() == 0 || is_program(entry.path(), extensions)) {
                programs.push(read_one(entry.path())?);
            }
        }
    }
    Ok(programs)
}

fn is_program(path: &Path, extensions: &[String]) -> bool {
    path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == wanted.as_str()))
}

fn read_one(path: &Path) -> Result<Program> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    let key = outcome::hash(&bytes);
    Ok(Program { path: path.to_owned(), bytes, key })
}
