//! `posix_spawn`: a child that runs another program, without a fork that could be seen.

use super::{Result, Strings, check_number, signals};
use std::ffi::{CStr, CString};
use std::mem::MaybeUninit;

/// What is done with descriptors in the child, in order.
pub enum FileAction {
    Open { fd: i32, path: CString, flags: i32, mode: u32 },
    Close(i32),
    Duplicate(i32, i32),
    CloseFrom(i32),
}

/// What is different in the child.
#[derive(Default)]
pub struct Attributes {
    pub group: Option<i32>,
    pub reset_ids: bool,
    pub new_session: bool,
    pub mask: Option<signals::Set>,
    /// The signals that do again what the system does with them.
    pub defaults: Option<signals::Set>,
    /// Policy, unless it stays, and priority.
    pub scheduler: Option<(Option<i32>, i32)>,
}

/// Initialised by the C library, to be destroyed by it.
struct Actions(libc::posix_spawn_file_actions_t);
struct Settings(libc::posix_spawnattr_t);

impl Drop for Actions {
    fn drop(&mut self) {
        // SAFETY: it was initialised.
        unsafe { libc::posix_spawn_file_actions_destroy(&mut self.0) };
    }
}

impl Drop for Settings {
    fn drop(&mut self) {
        // SAFETY: it was initialised.
        unsafe { libc::posix_spawnattr_destroy(&mut self.0) };
    }
}

impl Actions {
    fn new(wanted: &[FileAction]) -> Result<Actions> {
        let mut made = MaybeUninit::uninit();
        // SAFETY: `init` initialises it; what actions hold is copied, and texts end with a NUL.
        unsafe {
            check_number(libc::posix_spawn_file_actions_init(made.as_mut_ptr()))?;
            let mut made = Actions(made.assume_init());
            for action in wanted {
                check_number(match action {
                    FileAction::Open { fd, path, flags, mode } => {
                        libc::posix_spawn_file_actions_addopen(&mut made.0, *fd, path.as_ptr(), *flags, *mode)
                    }
                    FileAction::Close(fd) => libc::posix_spawn_file_actions_addclose(&mut made.0, *fd),
                    FileAction::Duplicate(from, to) => libc::posix_spawn_file_actions_adddup2(&mut made.0, *from, *to),
                    FileAction::CloseFrom(fd) => libc::posix_spawn_file_actions_addclosefrom_np(&mut made.0, *fd),
                })?;
            }
            Ok(made)
        }
    }
}

impl Settings {
    fn new(wanted: &Attributes) -> Result<Settings> {
        let mut made = MaybeUninit::uninit();
        let mut flags = 0;
        // SAFETY: `init` initialises it; what is set is copied.
        unsafe {
            check_number(libc::posix_spawnattr_init(made.as_mut_ptr()))?;
            let mut made = Settings(made.assume_init());
            if let Some(group) = wanted.group {
                check_number(libc::posix_spawnattr_setpgroup(&mut made.0, group))?;
                flags |= libc::POSIX_SPAWN_SETPGROUP;
            }
            if wanted.reset_ids {
                flags |= libc::POSIX_SPAWN_RESETIDS;
            }
            if wanted.new_session {
                flags |= SET_SESSION;
            }
            if let Some(mask) = wanted.mask {
                check_number(libc::posix_spawnattr_setsigmask(&mut made.0, &signals::to_system(mask)))?;
                flags |= libc::POSIX_SPAWN_SETSIGMASK;
            }
            if let Some(defaults) = wanted.defaults {
                check_number(libc::posix_spawnattr_setsigdefault(&mut made.0, &signals::to_system(defaults)))?;
                flags |= libc::POSIX_SPAWN_SETSIGDEF;
            }
            if let Some((policy, priority)) = wanted.scheduler {
                if let Some(policy) = policy {
                    check_number(libc::posix_spawnattr_setschedpolicy(&mut made.0, policy))?;
                    flags |= libc::POSIX_SPAWN_SETSCHEDULER;
                }
                let mut parameters: libc::sched_param = MaybeUninit::zeroed().assume_init();
                parameters.sched_priority = priority;
                check_number(libc::posix_spawnattr_setschedparam(&mut made.0, &parameters))?;
                flags |= libc::POSIX_SPAWN_SETSCHEDPARAM;
            }
            check_number(libc::posix_spawnattr_setflags(&mut made.0, flags as libc::c_short))?;
            Ok(made)
        }
    }
}

/// As the C library's header has it.
const SET_SESSION: i32 = 0x80;

/// Starts a program, which is looked for in `PATH` if `search`; gives the child's number.
pub fn spawn(
    program: &CStr,
    args: &Strings,
    environment: &Strings,
    actions: &[FileAction],
    attributes: &Attributes,
    search: bool,
) -> Result<i32> {
    let (actions, settings) = (Actions::new(actions)?, Settings::new(attributes)?);
    let start = if search { libc::posix_spawnp } else { libc::posix_spawn };
    let mut pid = 0;
    let (args, environment) = (args.as_ptr().cast(), environment.as_ptr().cast());
    // SAFETY: everything lives until the call is over, which changes none of it.
    check_number(unsafe { start(&mut pid, program.as_ptr(), &actions.0, &settings.0, args, environment) })?;
    Ok(pid)
}
