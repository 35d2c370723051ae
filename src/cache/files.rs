//! Where caches lie, reading them and writing them.
//!
//! A file is written beside its place and renamed to it: whoever reads finds the old one or the new one, whole. That nothing can be
//! written is no error.

use super::TAG;
use super::header::{self, HashCheck, Header, Stamp, Validation};
use super::image;
use crate::bytecode::{Program, verify_frame};
use crate::source::files;
use std::cell::OnceCell;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A source: its stamp, and its contents if they are asked for.
pub struct SourceFile {
    path: PathBuf,
    seen: i64,
    stamp: Stamp,
    /// `None` for the packed library's.
    metadata: Option<Metadata>,
    contents: OnceCell<Vec<u8>>,
}

impl SourceFile {
    /// Looks at a file. The stamp is older than the contents, so a change in between shows.
    pub fn open(path: &Path) -> io::Result<SourceFile> {
        let seen = nanoseconds(SystemTime::now());
        let (stamp, metadata) = match files::library_file(path) {
            // What is packed has no time, but a hash.
            Some(file) => (Stamp { modified: 0, changed: 0, size: file.stamp }, None),
            None => {
                let metadata = fs::metadata(path)?;
                (Stamp { modified: modified(&metadata), changed: changed(&metadata), size: metadata.len() }, Some(metadata))
            }
        };
        Ok(SourceFile { path: path.into(), seen, stamp, metadata, contents: OnceCell::new() })
    }

    pub fn contents(&self) -> io::Result<&[u8]> {
        if self.contents.get().is_none() {
            let _ = self.contents.set(files::read(&self.path)?);
        }
        Ok(self.contents.get().map_or(&[], |contents| contents))
    }

    fn hash(&self) -> Option<u64> {
        self.contents().ok().map(header::hash)
    }
}

/// Since 1970.
fn nanoseconds(time: SystemTime) -> i64 {
    let count = |span: Duration| i64::try_from(span.as_nanos()).unwrap_or(i64::MAX);
    time.duration_since(UNIX_EPOCH).map_or_else(|before| -count(before.duration()), count)
}

fn modified(metadata: &Metadata) -> i64 {
    // Where no time is known the source is younger than anything, so that hashes decide.
    metadata.modified().map_or(i64::MAX, nanoseconds)
}

/// When anything about a file changed, as its file system has it.
fn changed(metadata: &Metadata) -> i64 {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec())
    }
    #[cfg(not(unix))]
    modified(metadata)
}

/// Where the cache of a source lies: in `__pycache__` beside it, or below `prefix` as the source lies below the root. `None` if
/// the source has no name.
pub fn cache_path(source: &Path, prefix: Option<&Path>, optimise: u8) -> Option<PathBuf> {
    let mut name = source.file_stem()?.to_os_string();
    name.push(format!(".{TAG}"));
    if optimise > 0 {
        name.push(format!(".opt-{optimise}"));
    }
    name.push(".pyc");
    let folder = source.parent()?;
    let Some(prefix) = prefix else { return Some(folder.join("__pycache__").join(name)) };
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.into());
    let below = folder.components().filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir));
    Some(prefix.join(below.collect::<PathBuf>()).join(name))
}

/// The program that is cached for a source. If there is none, the kind of cache to write.
pub fn load(path: &Path, source: &SourceFile, check: HashCheck) -> Result<Program, Validation> {
    let Some((bytes, written)) = read(path) else { return Err(Validation::default()) };
    let Some((header, image)) = header::open(&bytes) else { return Err(Validation::default()) };
    if !header.is_of(source.stamp, written, check, || source.hash()) {
        return Err(header.validation);
    }
    let program = image::decode(image, &source.path.to_string_lossy());
    program.filter(|program| verify_frame(program).is_ok()).ok_or(header.validation)
}

/// A file's bytes and when it was written. Nothing but files: a pipe would wait for whoever writes it.
fn read(path: &Path) -> Option<(Vec<u8>, i64)> {
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut file = File::open(path).ok()?;
    let metadata = file.metadata().ok()?;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(usize::try_from(metadata.len()).ok()?).ok()?;
    file.read_to_end(&mut bytes).ok()?;
    Some((bytes, modified(&metadata)))
}

/// Caches a program. `None` if that is not possible.
pub fn store(path: &Path, source: &SourceFile, validation: Validation, program: &Program) -> Option<()> {
    let header = Header { validation, stamp: source.stamp, seen: source.seen, hash: source.hash()? };
    let file = header::seal(header, &image::encode(program));
    let folder = path.parent()?;
    fs::create_dir_all(folder).ok()?;
    let beside = beside(path)?;
    let written = create(&beside, source.metadata.as_ref()).and_then(|mut to| to.write_all(&file));
    let result = written.and_then(|()| fs::rename(&beside, path));
    if result.is_err() {
        let _ = fs::remove_file(&beside);
    }
    result.ok()
}

/// A name in the same folder that nobody else uses: other processes have other numbers, or other times.
fn beside(path: &Path) -> Option<PathBuf> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let now = nanoseconds(SystemTime::now());
    let mut name = path.file_name()?.to_os_string();
    name.push(format!(".{}-{now:x}-{count}", std::process::id()));
    Some(path.with_file_name(name))
}

/// Who may read the source may read the cache; nobody may run it.
fn create(path: &Path, source: Option<&Metadata>) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
        options.mode(source.map_or(0o644, Metadata::mode) & 0o666 | 0o200);
    }
    #[cfg(not(unix))]
    let _ = source;
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_caches_lie() {
        let path = |source: &str, prefix: Option<&str>, optimise: u8| {
            cache_path(Path::new(source), prefix.map(Path::new), optimise).map(|path| path.display().to_string())
        };
        assert_eq!(path("/a/b.py", None, 0).unwrap(), "/a/__pycache__/b.hyaline-314.pyc");
        assert_eq!(path("b.c.py", None, 2).unwrap(), "__pycache__/b.c.hyaline-314.opt-2.pyc");
        assert_eq!(path("/a/b.py", Some("/p"), 1).unwrap(), "/p/a/b.hyaline-314.opt-1.pyc");
        assert_eq!(path("/", None, 0), None);
    }
}
