//! How terminals behave.

use super::{Errno, Result, check};
use std::mem::MaybeUninit;

/// How many special characters there are.
pub const CHARACTERS: usize = libc::NCCS;

/// The settings of a terminal: the flags of input, output, control and local, the speeds, the special characters.
#[derive(Clone, Copy)]
pub struct Settings {
    pub flags: [u32; 4],
    pub speeds: [u32; 2],
    pub characters: [u8; CHARACTERS],
}

fn current(fd: i32) -> Result<libc::termios> {
    let mut found = MaybeUninit::zeroed();
    // SAFETY: all zeroes are valid; it is there to be written.
    unsafe {
        check(libc::tcgetattr(fd, found.as_mut_ptr()))?;
        Ok(found.assume_init())
    }
}

pub fn settings(fd: i32) -> Result<Settings> {
    let found = current(fd)?;
    let speeds = [found.c_ispeed, found.c_ospeed];
    let flags = [found.c_iflag, found.c_oflag, found.c_cflag, found.c_lflag];
    Ok(Settings { flags, speeds, characters: found.c_cc })
}

/// Changes the settings, now or when what is to be written is. Linux has the speed among the control flags, one for both ways.
pub fn set(fd: i32, when: i32, settings: &Settings) -> Result<()> {
    let mut wanted = current(fd)?;
    [wanted.c_iflag, wanted.c_oflag, wanted.c_cflag, wanted.c_lflag] = settings.flags;
    wanted.c_cc = settings.characters;
    [wanted.c_ispeed, wanted.c_ospeed] = settings.speeds;
    if settings.speeds.iter().any(|speed| speed & !libc::CBAUD != 0) {
        return Err(Errno::INVAL);
    }
    wanted.c_cflag = wanted.c_cflag & !libc::CBAUD | wanted.c_ospeed;
    // SAFETY: `wanted` is there; the system checks the rest.
    check(unsafe { libc::tcsetattr(fd, when, &wanted) }).map(drop)
}

/// The group of processes that reads from the terminal; 0 where its leader is outside of what this process may see.
pub fn foreground_group(fd: i32) -> Result<i32> {
    // SAFETY: the system checks the descriptor.
    check(unsafe { libc::tcgetpgrp(fd) })
}

macro_rules! controls {
    ($($(#[$doc:meta])* $name:ident($($argument:ident)?) = $function:ident;)*) => {
        $(
            $(#[$doc])*
            pub fn $name(fd: i32 $(, $argument: i32)?) -> Result<()> {
                // SAFETY: the system checks all.
                check(unsafe { libc::$function(fd $(, $argument)?) }).map(drop)
            }
        )*
    };
}

controls! {
    send_break(duration) = tcsendbreak;
    /// Waits until what was written is sent.
    drain() = tcdrain;
    /// Forgets what waits to be read or sent.
    flush(queue) = tcflush;
    flow(action) = tcflow;
    /// Makes a group of processes the one that reads from the terminal.
    set_foreground_group(group) = tcsetpgrp;
}
