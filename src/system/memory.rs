//! Memory that is mapped: parts of files, and memory that processes share.

use super::{Result, check, last_error};
use std::slice;

/// A mapping. Other processes may change what is in it, as in files.
#[derive(Debug)]
pub struct Mapping {
    at: *mut u8,
    length: usize,
    writable: bool,
}

impl Mapping {
    /// Maps a part of what is open, from an offset on; memory of nobody's for -1.
    pub fn new(fd: i32, length: usize, protection: i32, flags: i32, offset: i64) -> Result<Mapping> {
        let fixed = libc::MAP_FIXED | libc::MAP_FIXED_NOREPLACE;
        // SAFETY: the system chooses a place that nobody uses.
        let at = unsafe { libc::mmap(std::ptr::null_mut(), length, protection, flags & !fixed, fd, offset) };
        if at == libc::MAP_FAILED {
            return Err(last_error());
        }
        Ok(Mapping { at: at.cast(), length, writable: protection & libc::PROT_WRITE != 0 })
    }

    /// Empty if nothing may read it.
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: so much is mapped until this is dropped. A file that became shorter ends the process, as in C.
        unsafe { slice::from_raw_parts(self.at, self.length) }
    }

    /// Empty if it may not be changed.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: as above.
        unsafe { slice::from_raw_parts_mut(self.at, if self.writable { self.length } else { 0 }) }
    }

    /// Writes a part's changes to its file.
    pub fn flush(&self, start: usize, length: usize) -> Result<()> {
        let end = start.checked_add(length).filter(|end| *end <= self.length);
        let start = if end.is_some() { start } else { return Err(rustix::io::Errno::INVAL) };
        // SAFETY: the part is in the mapping.
        check(unsafe { libc::msync(self.at.add(start).cast(), length, libc::MS_SYNC) }).map(drop)
    }

    /// Says how a part will be used.
    pub fn advise(&mut self, start: usize, length: usize, advice: i32) -> Result<()> {
        let start = start.min(self.length);
        let length = length.min(self.length - start);
        // SAFETY: the part is in the mapping; what advice there is changes contents at most.
        check(unsafe { libc::madvise(self.at.add(start).cast(), length, advice) }).map(drop)
    }

    /// Makes it longer or shorter, perhaps elsewhere.
    pub fn resize(&mut self, length: usize) -> Result<()> {
        // SAFETY: nobody borrows what is in it, as this is borrowed to be changed.
        let at = unsafe { libc::mremap(self.at.cast(), self.length, length, libc::MREMAP_MAYMOVE) };
        if at == libc::MAP_FAILED {
            return Err(last_error());
        }
        (self.at, self.length) = (at.cast(), length);
        Ok(())
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: it was mapped, and nobody borrows it any more.
        unsafe { libc::munmap(self.at.cast(), self.length) };
    }
}
