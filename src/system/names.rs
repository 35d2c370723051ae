//! What can be asked of the system by number: `sysconf`, `pathconf`, `confstr`.

use super::{Result, last_error};
use rustix::io::Errno;
use std::ffi::CStr;

/// Tells -1 for "no limit" from -1 for an error.
fn ask(ask: impl FnOnce() -> i64) -> Result<i64> {
    // SAFETY: the place of `errno` is this thread's own.
    unsafe { *libc::__errno_location() = 0 };
    match ask() {
        // SAFETY: as above.
        -1 if unsafe { *libc::__errno_location() } != 0 => Err(last_error()),
        answer => Ok(answer),
    }
}

/// A limit of the system; -1 if there is none.
pub fn system(number: i32) -> Result<i64> {
    // SAFETY: the C library checks the number.
    ask(|| unsafe { libc::sysconf(number) })
}

/// A limit of what a path leads to.
pub fn path(path: &CStr, number: i32) -> Result<i64> {
    // SAFETY: the text ends with a NUL.
    ask(|| unsafe { libc::pathconf(path.as_ptr(), number) })
}

/// A limit of what is open.
pub fn open(fd: i32, number: i32) -> Result<i64> {
    // SAFETY: the system checks the descriptor.
    ask(|| unsafe { libc::fpathconf(fd, number) })
}

/// A text; nothing if it has no value.
pub fn text(number: i32) -> Result<Option<Vec<u8>>> {
    let mut text = vec![0u8; 256];
    loop {
        // SAFETY: as much room as is said.
        let length = ask(|| unsafe { libc::confstr(number, text.as_mut_ptr().cast(), text.len()) } as i64)? as usize;
        match length {
            0 => return Ok(None),
            _ if length <= text.len() => {
                text.truncate(length - 1);
                return Ok(Some(text));
            }
            _ if length > 1 << 24 => return Err(Errno::NOMEM),
            _ => text.resize(length, 0),
        }
    }
}
