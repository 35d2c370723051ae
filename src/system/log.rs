//! The system's log.

use std::ffi::{CStr, CString};
use std::sync::Mutex;

/// What messages begin with: the C library keeps its place, so it stays until there is another.
static NAME: Mutex<Option<CString>> = Mutex::new(None);

/// Opens the log under a name.
pub fn open(name: CString, options: i32, facility: i32) {
    let Ok(mut kept) = NAME.lock() else { return };
    // SAFETY: the name lives in `NAME` until the log is opened or closed again; moving it there moves no text.
    unsafe { libc::openlog(name.as_ptr(), options, facility) };
    *kept = Some(name);
}

pub fn write(priority: i32, message: &CStr) {
    // SAFETY: the format takes one text, and there is one.
    unsafe { libc::syslog(priority, c"%s".as_ptr(), message.as_ptr()) };
}

pub fn close() {
    // SAFETY: nothing refers to the name then.
    unsafe { libc::closelog() };
    if let Ok(mut kept) = NAME.lock() {
        *kept = None;
    }
}

/// Sets which priorities are written; gives which were.
pub fn set_mask(mask: i32) -> i32 {
    // SAFETY: any number does.
    unsafe { libc::setlogmask(mask) }
}
