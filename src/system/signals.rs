//! Signals: what is done when they come, which are held back, timers that send them.

use super::{Result, check, check_number};
use std::mem::MaybeUninit;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::time::Duration;

/// How many signals there are, with 0, which is none.
pub const COUNT: i32 = 65;

/// What is done when a signal comes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    Default,
    Ignored,
    /// What was given to [`on_signal`] is called.
    Caught,
    /// Something else's handler.
    Foreign,
}

/// The function that is called for signals.
static HANDLER: AtomicPtr<()> = AtomicPtr::new(ptr::null_mut());

/// Sets what is called for the signals that are caught. It runs in the midst of anything: all it may do is to change atomic
/// variables and to write to descriptors.
pub fn on_signal(handler: fn(i32)) {
    HANDLER.store(handler as *mut (), Ordering::Release);
}

extern "C" fn handle(signal: i32) {
    let handler = HANDLER.load(Ordering::Acquire);
    if !handler.is_null() {
        // SAFETY: only `on_signal` stores here. The place of `errno` is this thread's own.
        unsafe {
            let error = *libc::__errno_location();
            std::mem::transmute::<*mut (), fn(i32)>(handler)(signal);
            *libc::__errno_location() = error;
        }
    }
}

/// Sets what is done when a signal comes. System calls that it comes in end with `EINTR`.
pub fn set(signal: i32, action: Action) -> Result<()> {
    set_with(signal, action, 0)
}

fn set_with(signal: i32, action: Action, flags: i32) -> Result<()> {
    // SAFETY: all zeroes are a valid `sigaction`; the handler is one that may run at any time.
    unsafe {
        let mut wanted: libc::sigaction = MaybeUninit::zeroed().assume_init();
        wanted.sa_sigaction = match action {
            Action::Default => libc::SIG_DFL,
            Action::Ignored => libc::SIG_IGN,
            Action::Caught | Action::Foreign => handle as extern "C" fn(i32) as usize,
        };
        wanted.sa_flags = flags;
        check(libc::sigaction(signal, &wanted, ptr::null_mut())).map(drop)
    }
}

fn current(signal: i32) -> Result<libc::sigaction> {
    // SAFETY: as above; it is there to be written.
    unsafe {
        let mut found: libc::sigaction = MaybeUninit::zeroed().assume_init();
        check(libc::sigaction(signal, ptr::null(), &mut found))?;
        Ok(found)
    }
}

/// What is done when a signal comes.
pub fn action(signal: i32) -> Result<Action> {
    Ok(match current(signal)?.sa_sigaction {
        libc::SIG_DFL => Action::Default,
        libc::SIG_IGN => Action::Ignored,
        handler if handler == handle as extern "C" fn(i32) as usize => Action::Caught,
        _ => Action::Foreign,
    })
}

/// Whether system calls end when it comes, or go on.
pub fn interrupts(signal: i32, interrupts: bool) -> Result<()> {
    let action = action(signal)?;
    // What is not ours stays: it has no flag that could be changed without knowing of it.
    match action {
        Action::Foreign => Ok(()),
        action => set_with(signal, action, if interrupts { 0 } else { libc::SA_RESTART }),
    }
}

/// Signals as bits: 1 is bit 0.
pub type Set = u64;

pub(super) fn to_system(set: Set) -> libc::sigset_t {
    let mut made = MaybeUninit::uninit();
    // SAFETY: `sigemptyset` initialises it; numbers that cannot be in it are refused.
    unsafe {
        libc::sigemptyset(made.as_mut_ptr());
        for signal in (1..COUNT).filter(|signal| set & (1 << (signal - 1)) != 0) {
            libc::sigaddset(made.as_mut_ptr(), signal);
        }
        made.assume_init()
    }
}

fn from_system(set: &libc::sigset_t) -> Set {
    // SAFETY: it is initialised.
    let has = |signal: &i32| unsafe { libc::sigismember(set, *signal) } == 1;
    (1..COUNT).filter(has).fold(0, |bits, signal| bits | 1 << (signal - 1))
}

/// Changes which signals are held back from this thread; gives those that were.
pub fn mask(how: i32, set: Set) -> Result<Set> {
    let (set, mut before) = (to_system(set), to_system(0));
    // SAFETY: both are sets.
    check_number(unsafe { libc::pthread_sigmask(how, &set, &mut before) })?;
    Ok(from_system(&before))
}

/// Holds all signals back from this thread: others get them.
pub fn leave_to_others() {
    let _ = mask(libc::SIG_SETMASK, !0);
}

/// The signals that wait because they are held back.
pub fn pending() -> Result<Set> {
    let mut set = to_system(0);
    // SAFETY: it is there to be written.
    check(unsafe { libc::sigpending(&mut set) })?;
    Ok(from_system(&set))
}

/// What is known of a signal that came: its number, code, error, who sent it, status and band.
pub struct Info {
    pub signal: i32,
    pub code: i32,
    pub error: i32,
    pub pid: i32,
    pub uid: u32,
    pub status: i32,
    pub band: i64,
}

/// Waits for one of some signals, which have to be held back; not longer than the time.
pub fn wait(set: Set, timeout: Option<Duration>) -> Result<Info> {
    let set = to_system(set);
    let timeout =
        timeout.map(|time| libc::timespec { tv_sec: time.as_secs() as libc::time_t, tv_nsec: time.subsec_nanos().into() });
    // SAFETY: zeroes are a valid `siginfo_t`, which is there to be written; its fields are numbers, whatever they mean.
    unsafe {
        let mut info: libc::siginfo_t = MaybeUninit::zeroed().assume_init();
        check(match &timeout {
            Some(timeout) => libc::sigtimedwait(&set, &mut info, timeout),
            None => libc::sigwaitinfo(&set, &mut info),
        })?;
        let (signal, code, error) = (info.si_signo, info.si_code, info.si_errno);
        Ok(Info { signal, code, error, pid: info.si_pid(), uid: info.si_uid(), status: info.si_status(), band: 0 })
    }
}

/// Sends a signal to this thread.
pub fn raise(signal: i32) -> Result<()> {
    // SAFETY: the system checks the number.
    if unsafe { libc::raise(signal) } == 0 { Ok(()) } else { Err(super::last_error()) }
}

/// This thread's number.
pub fn this_thread() -> u64 {
    // SAFETY: it cannot fail.
    unsafe { libc::pthread_self() as u64 }
}

/// Ends the process as the signal does.
pub fn die_of(signal: i32) {
    let _ = set(signal, Action::Default);
    let _ = mask(libc::SIG_UNBLOCK, 1 << (signal - 1));
    let _ = raise(signal);
}

/// Has `SIGALRM` sent in so many seconds; gives how many were left of the last time.
pub fn alarm(seconds: u32) -> u32 {
    // SAFETY: any number does.
    unsafe { libc::alarm(seconds) }
}

/// Waits for a signal.
pub fn pause() {
    // SAFETY: it takes nothing.
    unsafe { libc::pause() };
}

fn from_time(time: libc::timeval) -> Duration {
    Duration::new(time.tv_sec.max(0) as u64, time.tv_usec.clamp(0, 999_999) as u32 * 1000)
}

fn to_time(time: Duration) -> libc::timeval {
    libc::timeval { tv_sec: time.as_secs() as libc::time_t, tv_usec: time.subsec_micros().into() }
}

/// A timer: when it is due next, and how often from then on.
pub type Timer = [Duration; 2];

/// Sets a timer, or looks at it; gives what it was.
pub fn timer(which: i32, new: Option<Timer>) -> Result<Timer> {
    let zero = to_time(Duration::ZERO);
    let mut before = libc::itimerval { it_interval: zero, it_value: zero };
    // SAFETY: `before` is there to be written.
    check(unsafe {
        match new {
            Some([due, often]) => {
                let new = libc::itimerval { it_interval: to_time(often), it_value: to_time(due) };
                libc::setitimer(which as _, &new, &mut before)
            }
            None => libc::getitimer(which as _, &mut before),
        }
    })?;
    Ok([from_time(before.it_value), from_time(before.it_interval)])
}

/// Sends a signal to the process that a descriptor stands for.
pub fn send_to_open(fd: i32, signal: i32, flags: u32) -> Result<()> {
    let none = ptr::null::<libc::siginfo_t>();
    // SAFETY: the system checks all.
    check(unsafe { libc::syscall(libc::SYS_pidfd_send_signal, fd, signal, none, flags) }).map(drop)
}
