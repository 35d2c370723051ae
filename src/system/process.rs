//! Processes: forking, becoming another program, waiting for children.

use super::{Result, Strings, check, last_error};
use rustix::io::Errno;
use std::ffi::CStr;
use std::mem::MaybeUninit;
use std::sync::atomic::{AtomicBool, Ordering};

static FORKED: AtomicBool = AtomicBool::new(false);

/// Whether this process is the child of a fork: only the thread that forked is in it.
pub fn is_forked() -> bool {
    FORKED.load(Ordering::Relaxed)
}

/// Splits the process in two. Gives nothing in the child, in the parent the child's number.
pub fn fork() -> Result<Option<i32>> {
    // SAFETY: the child has this thread only. The others of hyaline wait for it, and hold nothing that it needs.
    let pid = check(unsafe { libc::fork() })?;
    Ok(parent_of(pid))
}

fn parent_of(pid: i32) -> Option<i32> {
    if pid == 0 {
        FORKED.store(true, Ordering::Relaxed);
        return None;
    }
    Some(pid)
}

/// The same; the child has a new terminal, whose other end the parent gets as a descriptor.
pub fn fork_with_terminal() -> Result<(Option<i32>, i32)> {
    let (mut master, null) = (-1, std::ptr::null_mut());
    // SAFETY: as `fork`; `master` is there to be written, the rest may be null.
    let pid = check(unsafe { libc::forkpty(&mut master, null, null.cast(), null.cast()) })?;
    Ok((parent_of(pid), if pid == 0 { -1 } else { master }))
}

/// Makes a terminal this process's own, and its standard streams.
pub fn login_terminal(fd: i32) -> Result<()> {
    // SAFETY: the system checks the descriptor.
    check(unsafe { libc::login_tty(fd) }).map(drop)
}

/// The program that a process is to run.
pub enum Program<'a> {
    Path(&'a CStr),
    Open(i32),
}

/// Runs another program in place of this one. Gives why that cannot be.
pub fn execute(program: &Program, args: &Strings, environment: Option<&Strings>) -> Errno {
    // SAFETY: what the lists point to lives as long as they do.
    unsafe {
        match (program, environment) {
            (Program::Path(path), None) => libc::execv(path.as_ptr(), args.as_ptr()),
            (Program::Path(path), Some(environment)) => libc::execve(path.as_ptr(), args.as_ptr(), environment.as_ptr()),
            (Program::Open(fd), Some(environment)) => libc::fexecve(*fd, args.as_ptr(), environment.as_ptr()),
            (Program::Open(_), None) => return Errno::NOSYS,
        };
    }
    last_error()
}

/// What a child's end, or stop, is told with.
pub struct Waited {
    pub pid: i32,
    pub uid: u32,
    pub signal: i32,
    pub status: i32,
    pub code: i32,
}

/// Waits for a child that changes as the options say. Nothing if there is none yet, and waiting is not wanted.
pub fn wait_id(kind: u32, id: u32, options: i32) -> Result<Option<Waited>> {
    // SAFETY: all zeroes are a valid `siginfo_t`, and say that there is no child.
    let mut info: libc::siginfo_t = unsafe { MaybeUninit::zeroed().assume_init() };
    // SAFETY: `info` is there to be written.
    check(unsafe { libc::waitid(kind, id, &mut info, options) })?;
    // SAFETY: what `waitid` writes has these fields.
    let (pid, uid, status) = unsafe { (info.si_pid(), info.si_uid(), info.si_status()) };
    Ok((pid != 0).then_some(Waited { pid, uid, signal: info.si_signo, status, code: info.si_code }))
}

/// What a process and its children have used: the two times in seconds, then fourteen counts.
pub struct Usage {
    pub times: [f64; 2],
    pub counts: [i64; 14],
}

fn usage(usage: &libc::rusage) -> Usage {
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 * 1e-6;
    let counts = [
        usage.ru_maxrss,
        usage.ru_ixrss,
        usage.ru_idrss,
        usage.ru_isrss,
        usage.ru_minflt,
        usage.ru_majflt,
        usage.ru_nswap,
        usage.ru_inblock,
        usage.ru_oublock,
        usage.ru_msgsnd,
        usage.ru_msgrcv,
        usage.ru_nsignals,
        usage.ru_nvcsw,
        usage.ru_nivcsw,
    ];
    Usage { times: [seconds(usage.ru_utime), seconds(usage.ru_stime)], counts }
}

/// Waits for a child; gives its number, its status, and what it used. The number is 0 if no child has changed.
pub fn wait_for(pid: i32, options: i32) -> Result<(i32, i32, Usage)> {
    // SAFETY: all zeroes are a valid `rusage`.
    let (mut status, mut used) = (0, unsafe { MaybeUninit::zeroed().assume_init() });
    // SAFETY: both are there to be written.
    let pid = check(unsafe { libc::wait4(pid, &mut status, options, &mut used) })?;
    Ok((pid, status, usage(&used)))
}

/// What this process (`RUSAGE_SELF`), its children or this thread have used.
pub fn used_by(who: i32) -> Result<Usage> {
    // SAFETY: all zeroes are a valid `rusage`, which is there to be written.
    let mut used = unsafe { MaybeUninit::zeroed().assume_init() };
    check(unsafe { libc::getrusage(who, &mut used) })?;
    Ok(usage(&used))
}

/// Sends a signal to a process, a group (by a negative number), or all that may be sent one.
pub fn kill(pid: i32, signal: i32) -> Result<()> {
    // SAFETY: the system checks both.
    check(unsafe { libc::kill(pid, signal) }).map(drop)
}

/// The group of a process (0: this one). It is 0 itself where its leader is outside of what this process may see.
pub fn group_of(pid: i32) -> Result<i32> {
    // SAFETY: the system checks the number.
    check(unsafe { libc::getpgid(pid) })
}

/// The session of a process, as `group_of`.
pub fn session_of(pid: i32) -> Result<i32> {
    // SAFETY: the system checks the number.
    check(unsafe { libc::getsid(pid) })
}

/// Ends the process at once.
pub fn exit_at_once(status: i32) -> ! {
    // SAFETY: nothing runs after it.
    unsafe { libc::_exit(status) }
}

/// The groups of a user, one of which is given.
pub fn groups_of(user: &CStr, group: u32) -> Vec<u32> {
    let mut groups = vec![0; 64];
    loop {
        let mut count = groups.len() as i32;
        // SAFETY: as much room as is said; the name ends with a NUL.
        let result = unsafe { libc::getgrouplist(user.as_ptr(), group, groups.as_mut_ptr(), &mut count) };
        if result >= 0 || groups.len() >= 1 << 16 {
            groups.truncate(count.max(0) as usize);
            return groups;
        }
        groups.resize(groups.len() * 4, 0);
    }
}

/// Sets the groups of this process to those of a user.
pub fn become_member(user: &CStr, group: u32) -> Result<()> {
    // SAFETY: the name ends with a NUL.
    check(unsafe { libc::initgroups(user.as_ptr(), group) }).map(drop)
}

pub fn set_groups(groups: &[u32]) -> Result<()> {
    // SAFETY: as many as are said.
    check(unsafe { libc::setgroups(groups.len(), groups.as_ptr()) }).map(drop)
}

macro_rules! identities {
    ($($(#[$doc:meta])* $name:ident($($id:ident),*) = $function:ident;)*) => {
        $(
            $(#[$doc])*
            pub fn $name($($id: u32),*) -> Result<()> {
                // SAFETY: the system checks the numbers.
                check(unsafe { libc::$function($($id),*) }).map(drop)
            }
        )*
    };
}

identities! {
    /// The user of this process, of all its threads.
    set_user(user) = setuid;
    set_effective_user(user) = seteuid;
    set_users(user, effective) = setreuid;
    set_all_users(user, effective, saved) = setresuid;
    set_group(group) = setgid;
    set_effective_group(group) = setegid;
    set_both_groups(group, effective) = setregid;
    set_all_groups(group, effective, saved) = setresgid;
}

/// The real, effective and saved user.
pub fn users() -> Result<[u32; 3]> {
    let [mut real, mut effective, mut saved] = [0; 3];
    // SAFETY: all are there to be written.
    check(unsafe { libc::getresuid(&mut real, &mut effective, &mut saved) })?;
    Ok([real, effective, saved])
}

/// The real, effective and saved group.
pub fn groups() -> Result<[u32; 3]> {
    let [mut real, mut effective, mut saved] = [0; 3];
    // SAFETY: as above.
    check(unsafe { libc::getresgid(&mut real, &mut effective, &mut saved) })?;
    Ok([real, effective, saved])
}

/// How a process is scheduled: policy and priority.
pub fn scheduler(pid: i32) -> Result<(i32, i32)> {
    // SAFETY: the system checks the number; zeroes are a valid `sched_param`, which is there to be written.
    unsafe {
        let policy = check(libc::sched_getscheduler(pid))?;
        let mut parameters: libc::sched_param = MaybeUninit::zeroed().assume_init();
        check(libc::sched_getparam(pid, &mut parameters))?;
        Ok((policy, parameters.sched_priority))
    }
}

/// Sets both, or the priority alone.
pub fn set_scheduler(pid: i32, policy: Option<i32>, priority: i32) -> Result<()> {
    // SAFETY: as above.
    unsafe {
        let mut parameters: libc::sched_param = MaybeUninit::zeroed().assume_init();
        parameters.sched_priority = priority;
        check(match policy {
            Some(policy) => libc::sched_setscheduler(pid, policy, &parameters),
            None => libc::sched_setparam(pid, &parameters),
        })
        .map(drop)
    }
}

/// The least and the greatest priority of a policy.
pub fn priorities(policy: i32) -> Result<(i32, i32)> {
    // SAFETY: the system checks the number.
    unsafe { Ok((check(libc::sched_get_priority_min(policy))?, check(libc::sched_get_priority_max(policy))?)) }
}

/// How long a turn is, in seconds.
pub fn turn(pid: i32) -> Result<f64> {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `time` is there to be written.
    check(unsafe { libc::sched_rr_get_interval(pid, &mut time) })?;
    Ok(time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9)
}

/// Locks, tests or unlocks a part of a file from where it stands.
pub fn lock(fd: i32, command: i32, length: i64) -> Result<()> {
    // SAFETY: the system checks all.
    check(unsafe { libc::lockf(fd, command, length) }).map(drop)
}

/// A process's limit, soft and hard, and sets it if there is a new one. 0 is this process.
pub fn limit(pid: i32, resource: u32, new: Option<[u64; 2]>) -> Result<[u64; 2]> {
    let new = new.map(|[soft, hard]| libc::rlimit { rlim_cur: soft, rlim_max: hard });
    let mut before = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    let pointer = new.as_ref().map_or(std::ptr::null(), |new| new as *const libc::rlimit);
    // SAFETY: null or there; `before` is there to be written.
    check(unsafe { libc::prlimit(pid, resource, pointer, &mut before) })?;
    Ok([before.rlim_cur, before.rlim_max])
}
