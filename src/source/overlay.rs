//! The system's calls for files, with the packed library laid over: below [`files::library_below`] lies a folder that can only
//! be read, for programs as for the importer.
//!
//! Takes paths as the system does. An opened file of the library is one in memory, so that a descriptor is a descriptor.

use super::files::{self, Packed};
use hyaline_library::File;
use rustix::fd::{BorrowedFd, OwnedFd};
use rustix::fs::{Access, AtFlags, FileType, MemfdFlags, Mode, OFlags, SeekFrom, Stat};
use rustix::io::{Errno, Result};

/// One thing in a folder.
pub struct Found {
    pub name: Vec<u8>,
    pub inode: u64,
    pub kind: FileType,
}

pub fn openat(dir: BorrowedFd, path: &[u8], flags: OFlags, mode: Mode) -> Result<OwnedFd> {
    match files::packed(path) {
        None => rustix::fs::openat(dir, path, flags, mode),
        Some(_) if flags.intersects(OFlags::WRONLY | OFlags::RDWR | OFlags::CREATE | OFlags::TRUNC) => Err(Errno::ROFS),
        Some(Packed::File(file)) if !flags.contains(OFlags::DIRECTORY) => in_memory(file),
        Some(Packed::File(_)) => Err(Errno::NOTDIR),
        Some(Packed::Folder(_)) => Err(Errno::ISDIR),
        Some(Packed::Nothing) => Err(Errno::NOENT),
    }
}

fn in_memory(file: &File) -> Result<OwnedFd> {
    let fd = rustix::fs::memfd_create(file.name, MemfdFlags::CLOEXEC)?;
    let contents = file.contents();
    let mut rest = &contents[..];
    while !rest.is_empty() {
        let written = rustix::io::write(&fd, rest)?;
        rest = &rest[written..];
    }
    rustix::fs::seek(&fd, SeekFrom::Start(0))?;
    Ok(fd)
}

pub fn statat(dir: BorrowedFd, path: &[u8], flags: AtFlags) -> Result<Stat> {
    let packed = match files::packed(path) {
        None => return rustix::fs::statat(dir, path, flags),
        Some(Packed::Nothing) => return Err(Errno::NOENT),
        Some(packed) => packed,
    };
    // Whose it is and how old, the program that holds it tells.
    let mut stat = rustix::fs::stat(files::program().ok_or(Errno::NOENT)?)?;
    stat.st_nlink = 1;
    (stat.st_mode, stat.st_size, stat.st_ino) = match packed {
        Packed::File(file) => (0o100_444, file.size as _, file.stamp),
        _ => (0o040_555, 0, inode_of_folder(path)),
    };
    stat.st_blocks = stat.st_size.div_euclid(512) + 1;
    Ok(stat)
}

fn inode_of_folder(path: &[u8]) -> u64 {
    let mut files = files::packed_below(path);
    files.next().map_or(0, |file| file.stamp ^ 1)
}

pub fn accessat(dir: BorrowedFd, path: &[u8], access: Access, flags: AtFlags) -> Result<()> {
    match files::packed(path) {
        None => rustix::fs::accessat(dir, path, access, flags),
        Some(Packed::Nothing) => Err(Errno::NOENT),
        Some(_) if access.contains(Access::WRITE_OK) => Err(Errno::ROFS),
        Some(Packed::File(_)) if access.contains(Access::EXEC_OK) => Err(Errno::ACCESS),
        Some(_) => Ok(()),
    }
}

/// What is in a folder of the library; `None` for paths that lead elsewhere.
pub fn list(path: &[u8]) -> Option<Result<Vec<Found>>> {
    let folder = match files::packed(path)? {
        Packed::Folder(folder) => folder,
        Packed::File(_) => return Some(Err(Errno::NOTDIR)),
        Packed::Nothing => return Some(Err(Errno::NOENT)),
    };
    let mut found: Vec<Found> = Vec::new();
    for file in hyaline_library::files_below(&folder) {
        let rest = file.name[folder.len()..].trim_start_matches('/');
        let (name, kind) = match rest.split_once('/') {
            Some((name, _)) => (name, FileType::Directory),
            None => (rest, FileType::RegularFile),
        };
        if found.last().is_none_or(|last| last.name != name.as_bytes()) {
            let inode = if kind == FileType::Directory { file.stamp ^ 1 } else { file.stamp };
            found.push(Found { name: name.into(), inode, kind });
        }
    }
    Some(Ok(found))
}
