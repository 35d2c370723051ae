//! File descriptors by number: what programs know them by.
//!
//! A number that means no open file is safe to use: the system says so. `unsafe` is here because Rust wants every descriptor
//! to have an owner, and Python's have none.

#![allow(unsafe_code)]

use rustix::fd::{BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
use rustix::io::DupFlags;
use std::mem::ManuallyDrop;

/// The descriptor of a number; nothing for negative ones.
pub fn borrow(fd: RawFd) -> Option<BorrowedFd<'static>> {
    // SAFETY: not -1. The number is only passed to system calls, which check it.
    if fd >= 0 { Some(unsafe { BorrowedFd::borrow_raw(fd) }) } else { None }
}

/// Closes a descriptor that a program opened.
pub fn close(fd: RawFd) -> rustix::io::Result<()> {
    if fd < 0 {
        return Err(rustix::io::Errno::BADF);
    }
    // SAFETY: what a program opened is a program's to close; nothing of the machine's own is known by number.
    unsafe { rustix::io::try_close(fd) }
}

/// Hands a descriptor over to the program.
pub fn release(fd: OwnedFd) -> RawFd {
    fd.into_raw_fd()
}

/// Makes a number mean the same as another descriptor; what it meant before is closed.
pub fn duplicate(fd: RawFd, target: RawFd, inheritable: bool) -> rustix::io::Result<()> {
    let (Some(source), true) = (borrow(fd), target >= 0) else { return Err(rustix::io::Errno::BADF) };
    if fd == target {
        return rustix::io::fcntl_getfd(source).map(drop);
    }
    // SAFETY: not -1. It is a program's to replace, as in `close`, and is not closed here.
    let mut target = ManuallyDrop::new(unsafe { OwnedFd::from_raw_fd(target) });
    let flags = if inheritable { DupFlags::empty() } else { DupFlags::CLOEXEC };
    rustix::io::dup3(source, &mut target, flags)
}
