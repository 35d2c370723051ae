//! Children of `subprocess`: a fork, what is to be arranged in it, and the program.

use super::process::{Program, execute, exit_at_once, fork};
use super::{Result, Strings, check, signals};
use rustix::io::Errno;
use std::ffi::{CStr, CString};

/// What is arranged. Descriptors that are -1 are not there.
pub struct Child {
    /// Tried in turn.
    pub programs: Vec<CString>,
    pub args: Strings,
    pub environment: Option<Strings>,
    pub folder: Option<CString>,
    /// The pipes to and from it: its end, ours.
    pub input: [i32; 2],
    pub output: [i32; 2],
    pub errors: [i32; 2],
    /// Where it says why it failed: our end, its.
    pub report: [i32; 2],
    /// Closes all descriptors from 3 on, but `kept`, which are in order.
    pub close: bool,
    pub kept: Vec<i32>,
    pub restore_signals: bool,
    pub new_session: bool,
    pub group_of_processes: i32,
    pub groups: Option<Vec<u32>>,
    pub group: Option<u32>,
    pub user: Option<u32>,
    pub umask: i32,
}

/// Why the child does not run its program.
enum Failure {
    /// An error of the system, and what is said with it.
    System(Errno, &'static str),
    /// What was to be called before raised.
    Raised,
}

impl From<Errno> for Failure {
    fn from(error: Errno) -> Failure {
        Failure::System(error, "noexec")
    }
}

impl Child {
    /// Forks; gives the child's number. `before` runs in the child, last before the program, and says whether it went well.
    pub fn start(&self, before: Option<&mut dyn FnMut() -> bool>) -> Result<i32> {
        match fork()? {
            Some(pid) => Ok(pid),
            None => {
                let failure = self.run(before);
                self.tell(&failure);
                exit_at_once(255)
            }
        }
    }

    fn run(&self, before: Option<&mut dyn FnMut() -> bool>) -> Failure {
        if let Err(failure) = self.arrange() {
            return failure;
        }
        if before.is_some_and(|before| !before()) {
            return Failure::Raised;
        }
        if self.close {
            self.close_others();
        }
        let mut seen = None;
        let mut error = Errno::NOENT;
        for program in &self.programs {
            error = execute(&Program::Path(program), &self.args, self.environment.as_ref());
            if ![Errno::NOENT, Errno::NOTDIR].contains(&error) {
                seen = seen.or(Some(error));
            }
        }
        Failure::System(seen.unwrap_or(error), "")
    }

    fn arrange(&self) -> std::result::Result<(), Failure> {
        for fd in &self.kept {
            if *fd != self.report[1] {
                inherit(*fd)?;
            }
        }
        for fd in [self.input[1], self.output[0], self.errors[0], self.report[0]] {
            if fd != -1 {
                close(fd)?;
            }
        }
        let (input, mut output, mut errors) = (self.input[0], self.output[1], self.errors[1]);
        // Out of the way of what is put on these numbers.
        if output == 0 {
            output = duplicate(output)?;
        }
        while errors == 0 || errors == 1 {
            errors = duplicate(errors)?;
        }
        for (fd, number) in [(input, 0), (output, 1), (errors, 2)] {
            match fd {
                -1 => {}
                _ if fd == number => inherit(fd)?,
                // SAFETY: the system checks the descriptors.
                _ => drop(check(unsafe { libc::dup2(fd, number) })?),
            }
        }
        if let Some(folder) = &self.folder {
            change_folder(folder).map_err(|error| Failure::System(error, "noexec:chdir"))?;
        }
        self.change_identity()?;
        Ok(())
    }

    fn change_identity(&self) -> Result<()> {
        if self.umask >= 0 {
            // SAFETY: any number is a mask.
            unsafe { libc::umask(self.umask as libc::mode_t) };
        }
        if self.restore_signals {
            for signal in [libc::SIGPIPE, libc::SIGXFSZ] {
                let _ = signals::set(signal, signals::Action::Default);
            }
        }
        // SAFETY: the system checks the numbers, and there are as many groups as is said.
        unsafe {
            if self.new_session {
                check(libc::setsid())?;
            }
            if self.group_of_processes >= 0 {
                check(libc::setpgid(0, self.group_of_processes))?;
            }
            if let Some(groups) = &self.groups {
                check(libc::setgroups(groups.len(), groups.as_ptr()))?;
            }
            if let Some(group) = self.group {
                check(libc::setregid(group, group))?;
            }
            if let Some(user) = self.user {
                check(libc::setreuid(user, user))?;
            }
        }
        Ok(())
    }

    fn close_others(&self) {
        let mut from = 3;
        for fd in self.kept.iter().copied().filter(|fd| *fd >= 3) {
            close_range(from, fd - 1);
            from = fd + 1;
        }
        close_range(from, i32::MAX);
    }

    /// Nothing is allocated here: only one thread was forked.
    fn tell(&self, failure: &Failure) {
        let put = |bytes: &[u8]| {
            // SAFETY: as many bytes as is said.
            let _ = unsafe { libc::write(self.report[1], bytes.as_ptr().cast(), bytes.len()) };
        };
        match failure {
            Failure::System(error, words) => {
                let mut digits = [0; 8];
                put(b"OSError:");
                put(hexadecimal(error.raw_os_error() as u32, &mut digits));
                put(b":");
                put(words.as_bytes());
            }
            Failure::Raised => put(b"SubprocessError:0:Exception occurred in preexec_fn."),
        }
    }
}

fn hexadecimal(number: u32, digits: &mut [u8; 8]) -> &[u8] {
    let mut rest = number;
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b"0123456789abcdef"[(rest % 16) as usize];
        rest /= 16;
        if rest == 0 {
            return &digits[at..];
        }
    }
}

fn inherit(fd: i32) -> Result<()> {
    // SAFETY: the system checks the descriptor.
    unsafe {
        let flags = check(libc::fcntl(fd, libc::F_GETFD))?;
        check(libc::fcntl(fd, libc::F_SETFD, flags & !libc::FD_CLOEXEC)).map(drop)
    }
}

fn close(fd: i32) -> Result<()> {
    // SAFETY: in the child, all descriptors are what the parent had, and nobody owns them.
    check(unsafe { libc::close(fd) }).map(drop)
}

fn duplicate(fd: i32) -> Result<i32> {
    // SAFETY: the system checks the descriptor.
    check(unsafe { libc::dup(fd) })
}

fn change_folder(folder: &CStr) -> Result<()> {
    // SAFETY: the text ends with a NUL.
    check(unsafe { libc::chdir(folder.as_ptr()) }).map(drop)
}

fn close_range(first: i32, last: i32) {
    if first > last {
        return;
    }
    // SAFETY: as in `close`.
    unsafe {
        if libc::syscall(libc::SYS_close_range, first as libc::c_uint, last as libc::c_uint, 0) != 0 {
            let limit = libc::sysconf(libc::_SC_OPEN_MAX).clamp(0, 1 << 20) as i32;
            for fd in first..=last.min(limit) {
                libc::close(fd);
            }
        }
    }
}
