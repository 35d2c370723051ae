//! Waiting for the outside world, so that Ctrl-C ends it.
//!
//! A signal's handler writes into a pipe that every wait looks at too.

use super::raised::PyResult;
use super::{Vm, descriptor};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::BorrowedFd;
use rustix::io::Errno;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::{Duration, Instant};

/// The pipe's ends: to read, to write.
static PIPE: [AtomicI32; 2] = [AtomicI32::new(-1), AtomicI32::new(-1)];

/// Where its numbers are looked for: programs expect the small ones to be free.
const NUMBERS: [i32; 3] = [1000, 240, 0];

/// Makes the pipe; anew in the child of a fork, so that it has its own.
pub(super) fn prepare() {
    use rustix::pipe::{PipeFlags, pipe_with};
    let Ok((read, write)) = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK) else { return };
    for (end, place) in [read, write].into_iter().zip(&PIPE) {
        let moved = NUMBERS.iter().find_map(|from| rustix::io::fcntl_dupfd_cloexec(&end, *from).ok());
        let before = place.swap(descriptor::release(moved.unwrap_or(end)), Ordering::Relaxed);
        let _ = descriptor::close(before);
    }
}

fn end(of: usize) -> Option<BorrowedFd<'static>> {
    descriptor::borrow(PIPE[of].load(Ordering::Relaxed))
}

/// Ends the waits that are under way, so that they look at signals.
pub(super) fn wake() {
    if let Some(write) = end(1) {
        let _ = rustix::io::write(write, b"!");
    }
}

/// What a wait found.
#[derive(PartialEq)]
enum Found {
    Ready(usize),
    Signal,
}

impl Vm {
    /// Waits until something can be read, or until the time is over: false then.
    pub fn wait_readable(&mut self, fd: BorrowedFd, timeout: Option<Duration>) -> PyResult<bool> {
        self.wait(Some(PollFd::from_borrowed_fd(fd, PollFlags::IN)), timeout)
    }

    /// Waits until something can be written.
    pub fn wait_writable(&mut self, fd: BorrowedFd) -> PyResult<()> {
        self.wait(Some(PollFd::from_borrowed_fd(fd, PollFlags::OUT)), None).map(drop)
    }

    /// Sleeps.
    pub fn sleep(&mut self, time: Duration) -> PyResult<()> {
        self.wait(None, Some(time)).map(drop)
    }

    fn wait(&mut self, what: Option<PollFd>, timeout: Option<Duration>) -> PyResult<bool> {
        let mut fds: Vec<PollFd> = what.into_iter().collect();
        Ok(self.wait_for(&mut fds, timeout)? > 0)
    }

    /// Waits until something of these is ready, or the time is over; gives how many are. Their `revents` say what.
    pub fn wait_for(&mut self, fds: &mut Vec<PollFd>, timeout: Option<Duration>) -> PyResult<usize> {
        let until = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        loop {
            self.attend()?;
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            let is_first = self.is_first_thread();
            match self.without_baton(|| look(fds, left, is_first)) {
                Ok(Found::Ready(count)) => return Ok(count),
                Ok(Found::Signal) | Err(Errno::INTR) => {}
                Err(error) => return Err(self.os_error(&error.into(), &[])),
            }
        }
    }
}

/// Looks at descriptors and, for the thread that signals are for, the pipe, which is emptied.
fn look(fds: &mut Vec<PollFd>, left: Option<Duration>, is_first: bool) -> rustix::io::Result<Found> {
    let left = left.map(|left| Timespec { tv_sec: left.as_secs() as i64, tv_nsec: left.subsec_nanos().into() });
    let pipe = end(0).filter(|_| is_first);
    fds.extend(pipe.map(|pipe| PollFd::from_borrowed_fd(pipe, PollFlags::IN)));
    let found = poll(fds, left.as_ref());
    let woken = pipe.is_some() && fds.pop().is_some_and(|fd| !fd.revents().is_empty());
    if let (true, Some(pipe)) = (woken, pipe) {
        let _ = rustix::io::read(pipe, &mut [0; 64]);
    }
    match found? - usize::from(woken) {
        0 if woken => Ok(Found::Signal),
        count => Ok(Found::Ready(count)),
    }
}
