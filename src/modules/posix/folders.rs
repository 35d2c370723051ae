//! Folders: what is in them, making and removing them, the current one.

use super::paths::{self, Path, Place, decode, dir_fd, folder, int_or, path, path_or_fd, run};
use crate::object::Value;
use crate::source::overlay::{self, Found};
use crate::vm::{Native, PyResult, Vm};
use rustix::fd::{BorrowedFd, OwnedFd};
use rustix::fs::{AtFlags, CWD, Dir, Mode, OFlags};

pub const FUNCTIONS: &[Native] = &[
    Native { name: "listdir", signature: "(path=None)", function: listdir },
    Native { name: "mkdir", signature: "(path, mode=511, *, dir_fd=None)", function: mkdir },
    Native { name: "rmdir", signature: "(path, *, dir_fd=None)", function: rmdir },
    Native { name: "chdir", signature: "(path)", function: chdir },
    Native { name: "fchdir", signature: "(fd)", function: fchdir },
    Native { name: "getcwd", signature: "()", function: |vm, _| getcwd(vm, false) },
    Native { name: "getcwdb", signature: "()", function: |vm, _| getcwd(vm, true) },
    Native { name: "chroot", signature: "(path)", function: chroot },
];

/// What is in a folder, one by one, but the folder itself and the one around it.
pub enum Listing {
    System(Dir),
    Packed(std::vec::IntoIter<Found>),
}

/// Opens a folder to read it.
fn open(path: &Path) -> rustix::io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    match &path.place {
        Place::Name(name) => rustix::fs::openat(CWD, &name[..], flags, Mode::empty()),
        // The same open folder, so that its place moves with ours.
        Place::Open(fd) => match rustix::fs::FileType::from_raw_mode(rustix::fs::fstat(fd)?.st_mode) {
            rustix::fs::FileType::Directory => rustix::io::fcntl_dupfd_cloexec(fd, 0),
            _ => Err(rustix::io::Errno::NOTDIR),
        },
    }
}

pub fn read(vm: &mut Vm, path: &Path) -> PyResult<Listing> {
    run(vm, &[path], || {
        if let Some(found) = overlay::list(path.name()) {
            return Ok(Listing::Packed(found?.into_iter()));
        }
        let mut dir = Dir::new(open(path)?)?;
        if path.fd().is_some() {
            dir.rewind();
        }
        Ok(Listing::System(dir))
    })
}

impl Iterator for Listing {
    type Item = rustix::io::Result<Found>;

    fn next(&mut self) -> Option<Self::Item> {
        let dir = match self {
            Listing::System(dir) => dir,
            Listing::Packed(found) => return found.next().map(Ok),
        };
        loop {
            let entry = match dir.read()? {
                Ok(entry) => entry,
                Err(error) => return Some(Err(error)),
            };
            let name = entry.file_name().to_bytes();
            if name != b"." && name != b".." {
                return Some(Ok(Found { name: name.to_vec(), inode: entry.ino(), kind: entry.file_type() }));
            }
        }
    }
}

fn listdir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = folder(vm, &args[0], "listdir")?;
    let mut names = Vec::new();
    for found in read(vm, &path)? {
        match found {
            Ok(found) => names.push(decode(vm, &found.name, path.is_bytes)?),
            Err(error) => return Err(paths::failed(vm, error, &[&path])),
        }
    }
    Ok(vm.list(names))
}

fn mkdir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path(vm, &args[0], "mkdir", "path")?;
    let (mode, dir) = (int_or(vm, &args[1], 0o777)?, dir_fd(vm, &args[2])?);
    run(vm, &[&path], || rustix::fs::mkdirat(dir, path.name(), Mode::from_raw_mode(mode as u32)))?;
    Ok(Value::NONE)
}

fn rmdir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (path, dir) = (path(vm, &args[0], "rmdir", "path")?, dir_fd(vm, &args[1])?);
    run(vm, &[&path], || rustix::fs::unlinkat(dir, path.name(), AtFlags::REMOVEDIR))?;
    Ok(Value::NONE)
}

fn chdir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path_or_fd(vm, &args[0], "chdir")?;
    run(vm, &[&path], || match path.fd() {
        Some(fd) => rustix::process::fchdir(fd),
        None => rustix::process::chdir(path.name()),
    })?;
    Ok(Value::NONE)
}

fn fchdir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let fd: BorrowedFd = paths::fd_of_file(vm, &args[0])?;
    run(vm, &[], || rustix::process::fchdir(fd))?;
    Ok(Value::NONE)
}

fn getcwd(vm: &mut Vm, as_bytes: bool) -> PyResult {
    let name = run(vm, &[], || rustix::process::getcwd(Vec::new()))?;
    decode(vm, name.to_bytes(), as_bytes)
}

fn chroot(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = path(vm, &args[0], "chroot", "path")?;
    run(vm, &[&path], || rustix::process::chroot(path.name()))?;
    Ok(Value::NONE)
}
