//! Changing the environment.
//!
//! `unsafe` is here because the system's environment has no lock that all would use.

#![allow(unsafe_code)]

use std::ffi::OsStr;

/// Sets a variable. Its name must have no `=` and not be empty, neither may have a NUL.
pub fn set(name: &OsStr, value: &OsStr) {
    // SAFETY: one thread runs Python, and no other thread of hyaline reads or changes the environment.
    unsafe { std::env::set_var(name, value) }
}

/// Removes a variable, with a name as above.
pub fn remove(name: &OsStr) {
    // SAFETY: as above.
    unsafe { std::env::remove_var(name) }
}
