//! Signals: they are noted when they come, and the machine handles them at its next chance.
//!
//! Only signals that a program wants to know of are caught, and Ctrl-C. Others do what the system does with them.

use super::Vm;
use super::raised::PyResult;
use super::wait::{self, wake};
use crate::object::ATTENTION;
use crate::system::signals::{Action, action, leave_to_others, on_signal, set};
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering};

pub use crate::system::signals::COUNT;
use libc::SIGINT;

/// Whether Ctrl-C waits to be handled: what native computations look at.
pub static INTERRUPTED: AtomicBool = AtomicBool::new(false);
/// The signals that wait to be handled, as bits.
static PENDING: AtomicU64 = AtomicU64::new(0);
/// What a byte for each is written to, or -1.
static WAKEUP: AtomicI32 = AtomicI32::new(-1);
/// Whether it is worth a warning that this could not be done because nobody reads; that this happened, and why.
static WARN_IF_FULL: AtomicBool = AtomicBool::new(true);
static WAKEUP_FAILED: AtomicI32 = AtomicI32::new(0);

/// From now on Ctrl-C raises `KeyboardInterrupt`, and writing where nobody reads is an error, not the end.
pub fn watch() {
    // Miri has none.
    if cfg!(miri) {
        return;
    }
    on_signal(arrived);
    wait::prepare();
    for signal in [libc::SIGPIPE, libc::SIGXFSZ] {
        let _ = set(signal, Action::Ignored);
    }
    // Whoever started this may have seen to it that Ctrl-C does nothing.
    if action(SIGINT) == Ok(Action::Default) {
        let _ = set(SIGINT, Action::Caught);
    }
}

/// To be called by a thread that only waits for the machine's: signals come in the machine's.
pub fn leave_to_machine() {
    if !cfg!(miri) {
        leave_to_others();
    }
}

fn bit(signal: i32) -> u64 {
    1 << (signal - 1)
}

/// Notes a signal, from whichever thread and in the midst of anything: the machine handles it at its next chance.
pub fn arrived(signal: i32) {
    PENDING.fetch_or(bit(signal), Ordering::Relaxed);
    if signal == SIGINT {
        INTERRUPTED.store(true, Ordering::Relaxed);
    }
    ATTENTION.store(true, Ordering::Release);
    wake();
    if let Some(fd) = super::descriptor::borrow(WAKEUP.load(Ordering::Relaxed)) {
        match rustix::io::write(fd, &[signal as u8]) {
            Err(rustix::io::Errno::AGAIN) if !WARN_IF_FULL.load(Ordering::Relaxed) => {}
            Err(error) => WAKEUP_FAILED.store(error.raw_os_error(), Ordering::Relaxed),
            Ok(_) => {}
        }
    }
}

/// As if Ctrl-C were pressed: the machine raises `KeyboardInterrupt` at its next chance.
pub fn interrupt() {
    arrived(SIGINT);
}

/// Has a byte written for each signal that comes; gives what it was written to before.
pub fn set_wakeup(fd: i32, warn_if_full: bool) -> i32 {
    WARN_IF_FULL.store(warn_if_full, Ordering::Relaxed);
    WAKEUP.swap(fd, Ordering::Relaxed)
}

/// In the child of a fork: signals that came are the parent's, and so is what it waits with.
pub fn after_fork() {
    PENDING.store(0, Ordering::Relaxed);
    INTERRUPTED.store(false, Ordering::Relaxed);
    wait::prepare();
}

impl Vm {
    /// Handles the signals that came. If a handler raises, the others wait on.
    pub(super) fn handle_signals(&mut self) -> PyResult<()> {
        INTERRUPTED.store(false, Ordering::Relaxed);
        match WAKEUP_FAILED.swap(0, Ordering::Relaxed) {
            0 => {}
            error => {
                let raised = self.os_error(&std::io::Error::from_raw_os_error(error), &[]);
                self.unraisable(raised, "Exception ignored when trying to write to the signal wakeup fd");
            }
        }
        let mut pending = PENDING.swap(0, Ordering::Relaxed);
        while pending != 0 {
            let signal = pending.trailing_zeros() as i32 + 1;
            pending &= pending - 1;
            let result = match self.signal_hook {
                Some(handle) => handle(self, signal),
                None if signal == SIGINT => Err(self.raise_with(super::ExceptionKind::KeyboardInterrupt, [])),
                None => Ok(()),
            };
            if let Err(raised) = result {
                PENDING.fetch_or(pending, Ordering::Relaxed);
                if pending != 0 {
                    ATTENTION.store(true, Ordering::Relaxed);
                }
                return Err(raised);
            }
        }
        Ok(())
    }

    /// Whether signals wait to be handled.
    pub(super) fn has_signals(&self) -> bool {
        PENDING.load(Ordering::Relaxed) != 0
    }
}
