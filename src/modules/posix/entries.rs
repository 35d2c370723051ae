//! `scandir`: what is in a folder, one by one, with what the system says of each at once.

use super::folders::{self, Listing};
use super::paths::{Path, decode, failed, flag, folder, run};
use super::stat::{look, result};
use crate::builtins::generic_alias::class_getitem;
use crate::object::{Module, Obj, Opaque, Value, flag};
use crate::source::overlay::{self, Found};
use crate::vm::{Attribute, ExceptionKind, Native, PyResult, Vm};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{AtFlags, CWD, FileType};
use rustix::io::Errno;
use std::rc::Rc;

pub const FUNCTIONS: &[Native] = &[Native { name: "scandir", signature: "(path=None)", function: scandir }];

/// What [`scandir`] gives.
struct Scan {
    /// Nothing once it is over.
    dir: Option<Listing>,
    path: Path,
    /// The folder itself, if it was given by a descriptor: entries are looked up in it.
    folder: Option<Rc<OwnedFd>>,
}

/// `os.DirEntry`.
struct Entry {
    name: Value,
    path: Value,
    /// The path as the system takes it, from the folder if there is one.
    place: Path,
    folder: Option<Rc<OwnedFd>>,
    inode: u64,
    kind: FileType,
    /// What `stat` gave, following links and not.
    known: [Option<Value>; 2],
}

impl Opaque for Scan {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.path.given);
    }
}

impl Opaque for Entry {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        [&self.name, &self.path, &self.place.given].into_iter().chain(self.known.iter().flatten()).for_each(visit);
    }
}

const SCAN: &[Native] = &[
    Native { name: "__iter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__next__", signature: "(self, /)", function: next },
    Native { name: "__enter__", signature: "(self, /)", function: |_, args| Ok(args[0].clone()) },
    Native { name: "__exit__", signature: "(self, /, *args)", function: close },
    Native { name: "close", signature: "(self, /)", function: close },
    Native { name: "__del__", signature: "(self, /)", function: finalize },
];

const ENTRY: &[Native] = &[
    Native { name: "__repr__", signature: "(self, /)", function: repr },
    Native {
        name: "__fspath__",
        signature: "(self, /)",
        function: |vm, args| Ok(entry(vm, &args[0], |entry| entry.path.clone())),
    },
    Native { name: "__class_getitem__", signature: "(cls, item, /)", function: class_getitem },
    Native {
        name: "is_dir",
        signature: "(self, /, *, follow_symlinks=True)",
        function: |vm, args| is(vm, args, FileType::Directory),
    },
    Native {
        name: "is_file",
        signature: "(self, /, *, follow_symlinks=True)",
        function: |vm, args| is(vm, args, FileType::RegularFile),
    },
    Native { name: "is_symlink", signature: "(self, /)", function: is_symlink },
    Native { name: "is_junction", signature: "(self, /)", function: |_, _| Ok(Value::FALSE) },
    Native { name: "stat", signature: "(self, /, *, follow_symlinks=True)", function: stat },
    Native {
        name: "inode",
        signature: "(self, /)",
        function: |vm, args| {
            let inode = args[0].opaque::<Entry>(vm).map_or(0, |entry| entry.inode);
            Ok(vm.big_int(inode.into()))
        },
    },
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "name",
        get: |vm, value| Ok(entry(vm, value, |entry| entry.name.clone())),
        set: Some(crate::vm::readonly),
    },
    Attribute {
        name: "path",
        get: |vm, value| Ok(entry(vm, value, |entry| entry.path.clone())),
        set: Some(crate::vm::readonly),
    },
];

pub fn define(vm: &mut Vm, module: &Obj<Module>) {
    vm.define_type::<Scan>("posix.ScandirIterator", SCAN, &[]);
    let class = vm.define_type::<Entry>("posix.DirEntry", ENTRY, ATTRIBUTES);
    vm.module_set(module, "DirEntry", class.into_value());
}

fn entry(vm: &Vm, value: &Value, part: impl FnOnce(&Entry) -> Value) -> Value {
    value.opaque::<Entry>(vm).map_or(Value::NONE, part)
}

fn scandir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = folder(vm, &args[0], "scandir")?;
    let dir = folders::read(vm, &path)?;
    let folder = match path.fd() {
        Some(fd) => Some(Rc::new(run(vm, &[&path], || rustix::io::fcntl_dupfd_cloexec(fd, 0))?)),
        None => None,
    };
    let scan = vm.new_opaque(Scan { dir: Some(dir), path, folder });
    if let Some(header) = scan.header() {
        header.set(flag::FINALIZE);
    }
    Ok(scan)
}

/// A scan that was given up should have been closed.
fn finalize(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[0].opaque::<Scan>(vm).is_some_and(|scan| scan.dir.is_some()) {
        let text = vm.repr_lossy(&args[0]);
        vm.warn_of(ExceptionKind::ResourceWarning, &format!("unclosed scandir iterator {text}"), &args[0])?;
        return close(vm, args);
    }
    Ok(Value::NONE)
}

fn close(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(scan) = args[0].opaque_mut::<Scan>(vm) {
        scan.dir = None;
    }
    Ok(Value::NONE)
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(scan) = args[0].opaque_mut::<Scan>(vm) else { return Ok(Value::NULL) };
    let found = match scan.dir.as_mut().and_then(Listing::next) {
        Some(Ok(found)) => found,
        ended => {
            scan.dir = None;
            return match ended {
                Some(Err(error)) => Err(failed(vm, error, &[])),
                _ => Ok(Value::NULL),
            };
        }
    };
    new_entry(vm, &args[0], found)
}

fn new_entry(vm: &mut Vm, scan: &Value, found: Found) -> PyResult {
    let Some(scan) = scan.opaque::<Scan>(vm) else { return Ok(Value::NULL) };
    let (as_bytes, folder) = (scan.path.is_bytes, scan.folder.clone());
    let mut path = Vec::new();
    // Where the current folder is meant by nothing, its name is in no path.
    if folder.is_none() && !scan.path.given.is_null() {
        path.extend_from_slice(scan.path.name());
        if !path.ends_with(b"/") && !path.is_empty() {
            path.push(b'/');
        }
    } else if folder.is_none() {
        path.extend_from_slice(b"./");
    }
    path.extend_from_slice(&found.name);
    let (name, path_value) = (decode(vm, &found.name, as_bytes)?, decode(vm, &path, as_bytes)?);
    let place = Path { given: path_value.clone(), place: super::paths::Place::Name(path), is_bytes: as_bytes };
    let (inode, kind) = (found.inode, found.kind);
    Ok(vm.new_opaque(Entry { name, path: path_value, place, folder, inode, kind, known: [None, None] }))
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = entry(vm, &args[0], |entry| entry.name.clone());
    let name = vm.repr(&name)?;
    let name = name.get::<crate::object::Str>().map(|name| name.as_bytes().to_vec()).unwrap_or_default();
    Ok(vm.str_from(&[b"<DirEntry ", &name[..], b">"].concat()))
}

/// What is there; the system is asked once.
fn status(vm: &mut Vm, value: &Value, follow: bool) -> PyResult<Result<Value, Errno>> {
    let Some(entry) = value.opaque::<Entry>(vm) else { return Ok(Err(Errno::NOENT)) };
    let slot = usize::from(follow && may_be_link(entry.kind));
    if let Some(known) = &entry.known[slot] {
        return Ok(Ok(known.clone()));
    }
    let dir: BorrowedFd = entry.folder.as_ref().map_or(CWD, |folder| folder.as_fd());
    match look(&entry.place, dir, slot == 1) {
        Ok(stat) => {
            let made = result(vm, &stat);
            if let Some(entry) = value.opaque_mut::<Entry>(vm) {
                entry.known[slot] = Some(made.clone());
            }
            Ok(Ok(made))
        }
        Err(error) => Ok(Err(error)),
    }
}

fn may_be_link(kind: FileType) -> bool {
    matches!(kind, FileType::Symlink | FileType::Unknown)
}

fn stat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let follow = flag(vm, &args[1], true)?;
    match status(vm, &args[0], follow)? {
        Ok(stat) => Ok(stat),
        Err(error) => {
            let path = entry(vm, &args[0], |entry| entry.path.clone());
            Err(vm.os_error(&error.into(), &[path]))
        }
    }
}

fn kind(vm: &mut Vm, value: &Value, follow: bool) -> PyResult<Result<FileType, Errno>> {
    let Some(entry) = value.opaque::<Entry>(vm) else { return Ok(Err(Errno::NOENT)) };
    if entry.kind != FileType::Unknown && !(follow && entry.kind == FileType::Symlink) {
        return Ok(Ok(entry.kind));
    }
    let dir: BorrowedFd = entry.folder.as_ref().map_or(CWD, |folder| folder.as_fd());
    let flags = if follow { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
    Ok(overlay::statat(dir, entry.place.name(), flags).map(|stat| FileType::from_raw_mode(stat.st_mode)))
}

fn is(vm: &mut Vm, args: &[Value], wanted: FileType) -> PyResult {
    let follow = flag(vm, &args[1], true)?;
    match kind(vm, &args[0], follow)? {
        Ok(kind) => Ok(Value::bool(kind == wanted)),
        Err(Errno::NOENT) => Ok(Value::FALSE),
        Err(error) => {
            let path = entry(vm, &args[0], |entry| entry.path.clone());
            Err(vm.os_error(&error.into(), &[path]))
        }
    }
}

fn is_symlink(vm: &mut Vm, args: &[Value]) -> PyResult {
    let kind = kind(vm, &args[0], false)?;
    Ok(Value::bool(kind == Ok(FileType::Symlink)))
}
