//! What both recorders need.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Python files below a folder, in the order of their names.
pub fn programs(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            match path.extension() {
                _ if path.is_dir() => folders.push(path),
                Some(extension) if extension == "py" => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    Ok(found)
}
