//! Reading source files by their paths: those on the disk, and those of the library that is packed into the binary.
//!
//! The packed library lies below a path that cannot exist otherwise: below the program itself, as if that were a folder.

use hyaline_library::File;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

static ROOT: OnceLock<Root> = OnceLock::new();

struct Root {
    program: PathBuf,
    library: PathBuf,
}

/// Where a path below the root of the packed library leads.
pub enum Packed {
    File(&'static File),
    /// The folder's path within the library; empty for the library itself.
    Folder(String),
    Nothing,
}

/// Where the packed library lies, for a program file. The first call decides.
pub fn library_below(program: &Path) -> &'static Path {
    &ROOT.get_or_init(|| Root { program: program.into(), library: program.join("lib/python3.14") }).library
}

/// The program that the library is packed into, once [`library_below`] was told.
pub fn program() -> Option<&'static Path> {
    ROOT.get().map(|root| &*root.program)
}

/// The path within the packed library, with slashes, if that is where a path leads.
pub fn in_library(path: &Path) -> Option<String> {
    within(path.as_os_str().as_bytes())
}

fn within(path: &[u8]) -> Option<String> {
    let rest = path.strip_prefix(ROOT.get()?.library.as_os_str().as_bytes())?;
    if !rest.is_empty() && rest[0] != b'/' {
        return None;
    }
    let mut parts = Vec::new();
    for part in str::from_utf8(rest).ok()?.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What the packed library has at a path; `None` for paths that lead elsewhere.
pub fn packed(path: &[u8]) -> Option<Packed> {
    let name = within(path)?;
    if let Some(file) = hyaline_library::file(&name) {
        return Some(Packed::File(file));
    }
    let is_folder = hyaline_library::files_below(&name).next().is_some();
    Some(if is_folder { Packed::Folder(name) } else { Packed::Nothing })
}

/// The files of the packed library in a folder and the folders below it.
pub fn packed_below(path: &[u8]) -> impl Iterator<Item = &'static File> {
    let name = within(path);
    name.into_iter().flat_map(|name| hyaline_library::files_below(&name).collect::<Vec<_>>())
}

/// The file of the packed library at a path.
pub fn library_file(path: &Path) -> Option<&'static File> {
    hyaline_library::file(&in_library(path)?)
}

/// A source's bytes.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    match library_file(path) {
        Some(file) => Ok(file.contents()),
        None => std::fs::read(path),
    }
}
