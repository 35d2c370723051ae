//! What the C library has and no crate gives safely: forking, handlers of signals, users and groups, limits.
//!
//! Takes and gives types of Rust; every function is safe with any arguments, since the system checks what it is given. `unsafe` is in
//! these modules because calls of C are.
//!
//! | module | what is in it |
//! | --- | --- |
//! | `process` | forking, becoming another program, waiting for children |
//! | `child` | children of `subprocess`: what is done between forking and the program |
//! | `spawn` | `posix_spawn` |
//! | `signals` | what is done when signals come, masks, timers |
//! | `descriptors` | counters, timers, name spaces |
//! | `memory` | mappings |
//! | `log`, `terminals` | the system's log; how terminals behave |
//! | `sockets` | sockets and what is looked up for them |
//! | `names` | `sysconf`, `pathconf`, `confstr` |
//! | `users` | the databases of users and groups |

#![allow(unsafe_code)]

pub mod child;
pub mod descriptors;
pub mod log;
pub mod memory;
pub mod names;
pub mod process;
pub mod signals;
pub mod sockets;
pub mod spawn;
pub mod terminals;
pub mod users;

use rustix::io::Errno;
use std::ffi::{CString, c_char};

type Result<T> = rustix::io::Result<T>;

/// What the system says went wrong with the last call.
fn last_error() -> Errno {
    Errno::from_io_error(&std::io::Error::last_os_error()).unwrap_or(Errno::INVAL)
}

/// The result of a call that gives -1 for errors.
fn check<T: Copy + Into<i64>>(result: T) -> Result<T> {
    if result.into() == -1 { Err(last_error()) } else { Ok(result) }
}

/// The result of a call that gives an error's number.
fn check_number(number: i32) -> Result<()> {
    if number == 0 { Ok(()) } else { Err(Errno::from_raw_os_error(number)) }
}

/// Texts as C has lists of them: pointers, with a null one at the end.
pub struct Strings {
    /// What the pointers point to. Their places stay, even if this moves.
    owned: Vec<CString>,
    pointers: Vec<*const c_char>,
}

impl Strings {
    pub fn new(owned: Vec<CString>) -> Strings {
        let pointers = owned.iter().map(|text| text.as_ptr()).chain([std::ptr::null()]).collect();
        Strings { owned, pointers }
    }

    fn as_ptr(&self) -> *const *const c_char {
        debug_assert_eq!(self.owned.len() + 1, self.pointers.len());
        self.pointers.as_ptr()
    }
}
