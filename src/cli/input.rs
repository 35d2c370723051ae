//! Reading programs: from files and standard input, never without end.

use super::{ErrorFormat, report};
use crate::diagnostics::{Diagnostic, Message};
use crate::{Source, Span};
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;

/// Offsets into a program are 32 bits.
const MAX_FILE: u64 = u32::MAX as u64;
/// A stream may have no end, and its length is not known beforehand.
const MAX_STREAM: u64 = 256 << 20;

/// How much of a file that is no text is kept to show the line that is wrong.
const SHOWN: usize = 1 << 16;

/// A program, not yet decoded.
#[derive(Debug)]
pub struct Input {
    /// What reports call it.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Reads a file; standard input for none and for `-`. What goes wrong is told in one line; the exit status is then 2.
pub fn read_input(path: Option<&Path>) -> Result<Input, ExitCode> {
    let path = path.filter(|path| *path != Path::new("-"));
    let result = match path {
        None => read(io::stdin().lock(), MAX_STREAM, 0),
        Some(path) => read_file(path),
    };
    let name = path.map_or("<stdin>".into(), |path| path.to_string_lossy().into_owned());
    match result {
        Ok(bytes) => Ok(Input { name, bytes }),
        Err(error) => {
            let number = error.raw_os_error().map_or(String::new(), |number| format!("[Errno {number}] "));
            anstream::eprintln!("hyaline: can't open file '{name}': {number}{}", reason(&error));
            Err(ExitCode::from(2))
        }
    }
}

/// Reads and decodes a file, as [`read_input`]. Bytes that are no text are reported as CPython does; the status is then 1.
pub fn read_source(path: Option<&Path>, errors: ErrorFormat) -> Result<Source, ExitCode> {
    let Input { name, bytes } = read_input(path)?;
    let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(SHOWN)]).into_owned();
    Source::from_bytes(&*name, bytes).map_err(|error| {
        let source = Source::new(name, shown);
        let span = error.position.map_or(Span::at(0), |position| source.span_of_character(position));
        report(&[Diagnostic::new(Message::Encoding { fault: error.fault }, span)], &source, errors)
    })
}

fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    // Asked before it is opened: to open a pipe that nobody writes to would wait for a writer.
    let metadata = path.metadata()?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    match metadata.is_file() {
        true => read(File::open(path)?, MAX_FILE, size_hint(&metadata)?),
        false if is_descriptor(path) => read(File::open(path)?, MAX_STREAM, 0),
        false => Err(io::Error::other("Not a regular file")),
    }
}

fn size_hint(metadata: &Metadata) -> io::Result<usize> {
    match metadata.len() {
        size @ 0..=MAX_FILE => Ok(size as usize),
        _ => Err(too_long(MAX_FILE)),
    }
}

/// Whether a path names a file that this process has open already, as `<(command)` of a shell does.
fn is_descriptor(path: &Path) -> bool {
    path == Path::new("/dev/stdin") || path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd")
}

fn read(from: impl Read, most: u64, size_hint: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(size_hint).map_err(|_| io::ErrorKind::OutOfMemory)?;
    from.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(too_long(most)) } else { Ok(bytes) }
}

fn too_long(most: u64) -> io::Error {
    io::Error::other(format!("More than {} MiB", most.div_ceil(1 << 20)))
}

/// The system's words, without Rust's addition.
pub(super) fn reason(error: &io::Error) -> String {
    let words = match error.kind() {
        io::ErrorKind::IsADirectory => "Is a directory".into(),
        _ => error.to_string(),
    };
    match words.find(" (os error ") {
        Some(end) => words[..end].into(),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(path: &str) -> String {
        reason(&read_file(Path::new(path)).unwrap_err())
    }

    #[test]
    fn what_is_no_file() {
        assert_eq!(refusal("no such file.py"), "No such file or directory");
        assert_eq!(refusal("src"), "Is a directory");
        #[cfg(unix)]
        assert_eq!(refusal("/dev/zero"), "Not a regular file");
    }

    #[test]
    fn streams_end() {
        assert_eq!(read(&b"abc"[..], 3, 0).unwrap(), b"abc");
        assert_eq!(reason(&read(io::repeat(0), 1 << 20, 0).unwrap_err()), "More than 1 MiB");
    }
}
