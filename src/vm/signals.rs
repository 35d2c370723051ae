//! Signals: a thread waits for them, and the machine handles them at its next chance.
//!
//! Only signals that a program wants to know of are caught, and Ctrl-C. Others do what the system does with them.

use super::Vm;
use super::raised::PyResult;
use super::wait::wake;
use crate::object::ATTENTION;
use signal_hook::consts::{FORBIDDEN, SIGINT};
use signal_hook::iterator::{Handle, Signals};
use std::io;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering};
use std::time::Duration;

/// How many signals there are, with 0, which is none.
pub const COUNT: i32 = 65;

/// Whether Ctrl-C waits to be handled: what native computations look at.
pub static INTERRUPTED: AtomicBool = AtomicBool::new(false);
/// The signals that wait to be handled, and those that are caught, as bits.
static PENDING: AtomicU64 = AtomicU64::new(0);
static CAUGHT: AtomicU64 = AtomicU64::new(0);
/// How many came.
static ARRIVED: AtomicU64 = AtomicU64::new(0);
/// What a byte for each is written to, or -1.
static WAKEUP: AtomicI32 = AtomicI32::new(-1);
static HANDLE: OnceLock<Handle> = OnceLock::new();

/// From now on Ctrl-C raises `KeyboardInterrupt`.
pub fn watch() {
    let Ok(mut signals) = Signals::new([SIGINT]) else { return };
    CAUGHT.fetch_or(bit(SIGINT), Ordering::Relaxed);
    let _ = HANDLE.set(signals.handle());
    // It ends with the process.
    let _ = std::thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            arrived(signal);
        }
    });
}

fn bit(signal: i32) -> u64 {
    1 << (signal - 1)
}

/// Catches a signal from now on. Some cannot be.
pub fn catch(signal: i32) -> io::Result<()> {
    if [libc::SIGKILL, libc::SIGSTOP].contains(&signal) {
        return Err(io::Error::from_raw_os_error(libc::EINVAL));
    }
    // Those that say that the process itself went wrong do not come from outside.
    if let Some(handle) = HANDLE.get().filter(|_| !FORBIDDEN.contains(&signal)) {
        handle.add_signal(signal)?;
        CAUGHT.fetch_or(bit(signal), Ordering::Relaxed);
    }
    Ok(())
}

/// Whether a signal comes to the machine, and does not end the process.
pub fn is_caught(signal: i32) -> bool {
    (1..COUNT).contains(&signal) && CAUGHT.load(Ordering::Relaxed) & bit(signal) != 0
}

/// Notes a signal, from whichever thread: the machine handles it at its next chance.
pub fn arrived(signal: i32) {
    PENDING.fetch_or(bit(signal), Ordering::Relaxed);
    if signal == SIGINT {
        INTERRUPTED.store(true, Ordering::Relaxed);
    }
    ATTENTION.store(true, Ordering::Release);
    wake();
    if let Some(fd) = super::descriptor::borrow(WAKEUP.load(Ordering::Relaxed)) {
        let _ = rustix::io::write(fd, &[signal as u8]);
    }
    ARRIVED.fetch_add(1, Ordering::Release);
}

/// As if Ctrl-C were pressed: the machine raises `KeyboardInterrupt` at its next chance.
pub fn interrupt() {
    arrived(SIGINT);
}

/// Has a byte written for each signal that comes; gives what it was written to before.
pub fn set_wakeup(fd: i32) -> i32 {
    WAKEUP.swap(fd, Ordering::Relaxed)
}

/// Sends a signal to this process, and waits until it is here, as it is where handlers run at once.
pub fn send<T>(signal: i32, send: impl FnOnce() -> T) -> T {
    let before = ARRIVED.load(Ordering::Acquire);
    let sent = send();
    for _ in 0..500 {
        if !is_caught(signal) || ARRIVED.load(Ordering::Acquire) != before {
            break;
        }
        std::thread::sleep(Duration::from_micros(100));
    }
    sent
}

impl Vm {
    /// Handles the signals that came. If a handler raises, the others wait on.
    pub(super) fn handle_signals(&mut self) -> PyResult<()> {
        INTERRUPTED.store(false, Ordering::Relaxed);
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
