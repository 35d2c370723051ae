//! Waiting for the outside world, so that Ctrl-C ends it.
//!
//! A signal's handler writes into a pipe that every wait looks at too.

use super::Vm;
use super::raised::PyResult;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::io::Errno;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

static PIPE: OnceLock<(OwnedFd, OwnedFd)> = OnceLock::new();

fn pipe() -> Option<&'static (OwnedFd, OwnedFd)> {
    if PIPE.get().is_none() {
        use rustix::pipe::{PipeFlags, pipe_with};
        let ends = pipe_with(PipeFlags::CLOEXEC | PipeFlags::NONBLOCK).ok()?;
        let _ = PIPE.set(ends);
    }
    PIPE.get()
}

/// Ends the waits that are under way, so that they look at signals.
pub(super) fn wake() {
    if let Some((_, write)) = pipe() {
        let _ = rustix::io::write(write, b"!");
    }
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
        let end = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        loop {
            self.attend()?;
            let mut fds = Vec::with_capacity(2);
            if let Some((read, _)) = pipe() {
                fds.push(PollFd::from_borrowed_fd(read.as_fd(), PollFlags::IN));
            }
            let own = fds.len();
            fds.extend(what.clone());
            let left = end.map(|end| end.saturating_duration_since(Instant::now()));
            let left = left.map(|left| Timespec { tv_sec: left.as_secs() as i64, tv_nsec: left.subsec_nanos().into() });
            match poll(&mut fds, left.as_ref()) {
                Ok(0) => return Ok(false),
                Ok(_) if fds.get(own).is_some_and(|fd| !fd.revents().is_empty()) => return Ok(true),
                Ok(_) => {
                    if let Some((read, _)) = pipe() {
                        let _ = rustix::io::read(read, &mut [0; 64]);
                    }
                }
                Err(Errno::INTR) => {}
                Err(error) => return Err(self.os_error(&error.into(), &[])),
            }
        }
    }
}
