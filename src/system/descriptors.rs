//! What is done with descriptors that no crate does safely: counters, timers, moving data, name spaces.

use super::{Result, check};

/// A counter that can be waited for.
pub fn counter(initial: u32, flags: i32) -> Result<i32> {
    // SAFETY: the system checks both.
    check(unsafe { libc::eventfd(initial, flags) })
}

/// A timer that can be waited for.
pub fn timer(clock: i32, flags: i32) -> Result<i32> {
    // SAFETY: the system checks both.
    check(unsafe { libc::timerfd_create(clock, flags) })
}

fn to_time(nanoseconds: i64) -> libc::timespec {
    const SECOND: i64 = 1_000_000_000;
    libc::timespec { tv_sec: nanoseconds.div_euclid(SECOND), tv_nsec: nanoseconds.rem_euclid(SECOND) }
}

fn from_time(time: libc::timespec) -> i64 {
    time.tv_sec.saturating_mul(1_000_000_000).saturating_add(time.tv_nsec)
}

/// Sets such a timer, or looks at it: when it is due next and how often from then on, in nanoseconds. Gives what it was.
pub fn set_timer(fd: i32, flags: i32, new: Option<[i64; 2]>) -> Result<[i64; 2]> {
    let mut before = libc::itimerspec { it_interval: to_time(0), it_value: to_time(0) };
    // SAFETY: `before` is there to be written; the system checks the rest.
    check(unsafe {
        match new {
            Some([due, often]) => {
                let new = libc::itimerspec { it_interval: to_time(often), it_value: to_time(due) };
                libc::timerfd_settime(fd, flags, &new, &mut before)
            }
            None => libc::timerfd_gettime(fd, &mut before),
        }
    })?;
    Ok([from_time(before.it_value), from_time(before.it_interval)])
}

/// Moves data between a pipe and something else.
pub fn splice(from: i32, from_at: Option<i64>, to: i32, to_at: Option<i64>, count: usize, flags: u32) -> Result<usize> {
    let (mut from_at, mut to_at) = (from_at, to_at);
    let place = |at: &mut Option<i64>| at.as_mut().map_or(std::ptr::null_mut(), |at| at as *mut i64);
    // SAFETY: the places are null or there; the system checks the descriptors.
    let moved = unsafe { libc::splice(from, place(&mut from_at), to, place(&mut to_at), count, flags) };
    Ok(check(moved as i64)? as usize)
}

/// Moves this thread into the name space that a descriptor stands for.
pub fn enter(fd: i32, kind: i32) -> Result<()> {
    // SAFETY: the system checks both.
    check(unsafe { libc::setns(fd, kind) }).map(drop)
}

/// Gives this thread its own of what the flags say.
pub fn separate(flags: i32) -> Result<()> {
    // SAFETY: descriptors may be the thread's own then; only the machine's thread uses those that programs open.
    check(unsafe { libc::unshare(flags) }).map(drop)
}

/// Says how a file will be used.
pub fn advise(fd: i32, offset: i64, length: i64, advice: i32) -> Result<()> {
    // SAFETY: the system checks all.
    super::check_number(unsafe { libc::posix_fadvise(fd, offset, length, advice) })
}

/// A descriptor for a process.
pub fn of_process(pid: i32, flags: u32) -> Result<i32> {
    // SAFETY: the system checks both.
    Ok(check(unsafe { libc::syscall(libc::SYS_pidfd_open, pid, flags) })? as i32)
}

/// What a command of `fcntl` or `ioctl` is given.
pub enum Argument<'a> {
    Number(i64),
    /// Read and written; commands write less than [`LEAST_ROOM`].
    Bytes(&'a mut [u8]),
}

/// How much room bytes for commands must have.
pub const LEAST_ROOM: usize = 1024;

fn with_argument(argument: Argument, call: impl FnOnce(i64) -> i32) -> Result<i32> {
    match argument {
        Argument::Number(number) => check(call(number)),
        Argument::Bytes(bytes) => {
            // Room for what a command might write, however few bytes were given.
            let mut room = vec![0u8; bytes.len().max(LEAST_ROOM)];
            room[..bytes.len()].copy_from_slice(bytes);
            let result = check(call(room.as_mut_ptr() as i64))?;
            bytes.copy_from_slice(&room[..bytes.len()]);
            Ok(result)
        }
    }
}

/// Does something with a descriptor, as the command says.
pub fn control(fd: i32, command: i32, argument: Argument) -> Result<i32> {
    // SAFETY: commands that take a pointer get one with enough room, or a number that the system checks as an address.
    with_argument(argument, |argument| unsafe { libc::fcntl(fd, command, argument) })
}

/// Does something with a device, as the request says.
pub fn control_device(fd: i32, request: u64, argument: Argument) -> Result<i32> {
    // SAFETY: as above. What a device does with a number is between the program and the device.
    with_argument(argument, |argument| unsafe { libc::ioctl(fd, request, argument) })
}

/// Locks or unlocks an open file as a whole.
pub fn lock_whole(fd: i32, operation: i32) -> Result<()> {
    // SAFETY: the system checks both.
    check(unsafe { libc::flock(fd, operation) }).map(drop)
}

/// Locks or unlocks a part of a file; waits for it if that is wanted.
pub fn lock_part(fd: i32, kind: i16, start: i64, length: i64, whence: i16, wait: bool) -> Result<()> {
    let lock = libc::flock { l_type: kind, l_whence: whence, l_start: start, l_len: length, l_pid: 0 };
    let command = if wait { libc::F_SETLKW } else { libc::F_SETLK };
    // SAFETY: `lock` is there to be read.
    check(unsafe { libc::fcntl(fd, command, &lock) }).map(drop)
}
