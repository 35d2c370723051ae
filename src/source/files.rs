//! Reading source files by their paths: those on the disk, and those of the library that is packed into the binary.
//!
//! The packed library lies below a path that cannot exist otherwise: below the program itself, as if that were a folder.

use hyaline_library::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

static ROOT: OnceLock<PathBuf> = OnceLock::new();

/// Where the packed library lies, for a program file. The first call decides.
pub fn library_below(program: &Path) -> &'static Path {
    ROOT.get_or_init(|| program.join("lib/python3.14"))
}

/// The path within the packed library, with slashes, if that is where a path leads.
pub fn in_library(path: &Path) -> Option<&str> {
    path.strip_prefix(ROOT.get()?).ok()?.to_str()
}

/// The file of the packed library at a path.
pub fn library_file(path: &Path) -> Option<&'static File> {
    hyaline_library::file(in_library(path)?)
}

/// A source's bytes.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    match library_file(path) {
        Some(file) => Ok(file.contents()),
        None => std::fs::read(path),
    }
}

/// Whether there is a file.
pub fn is_file(path: &Path) -> bool {
    library_file(path).is_some() || path.is_file()
}

/// Whether there is a folder.
pub fn is_folder(path: &Path) -> bool {
    in_library(path).is_some_and(|name| hyaline_library::files_below(name).next().is_some()) || path.is_dir()
}
