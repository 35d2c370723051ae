//! The numbers of `posix`, by name.

use crate::object::{Module, Ref};
use crate::vm::Vm;

macro_rules! numbers {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

const NUMBERS: &[(&str, i64)] = numbers! {
    F_OK R_OK W_OK X_OK
    O_RDONLY O_WRONLY O_RDWR O_NDELAY O_NONBLOCK O_APPEND O_DSYNC O_SYNC O_NOCTTY O_CREAT O_EXCL O_TRUNC O_CLOEXEC O_ACCMODE
    O_ASYNC O_DIRECTORY O_NOFOLLOW
    WNOHANG WUNTRACED WCONTINUED WEXITED WNOWAIT WSTOPPED
    P_PID P_PGID P_ALL PRIO_PROCESS PRIO_PGRP PRIO_USER
    CLD_EXITED CLD_KILLED CLD_DUMPED CLD_TRAPPED CLD_STOPPED CLD_CONTINUED
    F_LOCK F_TLOCK F_ULOCK F_TEST
    RTLD_LAZY RTLD_NOW RTLD_GLOBAL RTLD_LOCAL RTLD_NODELETE RTLD_NOLOAD
    ST_RDONLY ST_NOSUID
};

#[cfg(target_os = "linux")]
const OF_THIS_SYSTEM: &[(&str, i64)] = numbers! {
    O_RSYNC O_PATH O_TMPFILE O_DIRECT O_NOATIME O_FSYNC
    SEEK_HOLE SEEK_DATA P_PIDFD RTLD_DEEPBIND TMP_MAX
    ST_NODEV ST_NOEXEC ST_SYNCHRONOUS ST_MANDLOCK ST_WRITE ST_APPEND ST_NOATIME ST_NODIRATIME ST_RELATIME
    SCHED_OTHER SCHED_FIFO SCHED_RR SCHED_BATCH SCHED_IDLE SCHED_RESET_ON_FORK
    POSIX_FADV_NORMAL POSIX_FADV_SEQUENTIAL POSIX_FADV_RANDOM POSIX_FADV_NOREUSE POSIX_FADV_WILLNEED POSIX_FADV_DONTNEED
    GRND_RANDOM GRND_NONBLOCK XATTR_CREATE XATTR_REPLACE
    RWF_DSYNC RWF_HIPRI RWF_SYNC RWF_NOWAIT RWF_APPEND
    SPLICE_F_MOVE SPLICE_F_NONBLOCK SPLICE_F_MORE
    EFD_CLOEXEC EFD_NONBLOCK EFD_SEMAPHORE TFD_NONBLOCK TFD_CLOEXEC TFD_TIMER_ABSTIME TFD_TIMER_CANCEL_ON_SET
    CLONE_FS CLONE_FILES CLONE_NEWNS CLONE_NEWCGROUP CLONE_NEWUTS CLONE_NEWIPC CLONE_NEWUSER CLONE_NEWPID CLONE_NEWNET
    CLONE_NEWTIME CLONE_SYSVSEM CLONE_THREAD CLONE_SIGHAND CLONE_VM
    MFD_CLOEXEC MFD_ALLOW_SEALING MFD_HUGETLB MFD_HUGE_64KB MFD_HUGE_512KB MFD_HUGE_1MB MFD_HUGE_2MB MFD_HUGE_8MB MFD_HUGE_16MB
    MFD_HUGE_32MB MFD_HUGE_256MB MFD_HUGE_512MB MFD_HUGE_1GB MFD_HUGE_2GB MFD_HUGE_16GB MFD_HUGE_MASK MFD_HUGE_SHIFT
};
#[cfg(not(target_os = "linux"))]
const OF_THIS_SYSTEM: &[(&str, i64)] = &[];

/// The exit statuses of BSD's `sysexits.h`.
const EXIT: &[(&str, i64)] = &[
    ("EX_OK", 0),
    ("EX_USAGE", 64),
    ("EX_DATAERR", 65),
    ("EX_NOINPUT", 66),
    ("EX_NOUSER", 67),
    ("EX_NOHOST", 68),
    ("EX_UNAVAILABLE", 69),
    ("EX_SOFTWARE", 70),
    ("EX_OSERR", 71),
    ("EX_OSFILE", 72),
    ("EX_CANTCREAT", 73),
    ("EX_IOERR", 74),
    ("EX_TEMPFAIL", 75),
    ("EX_PROTOCOL", 76),
    ("EX_NOPERM", 77),
    ("EX_CONFIG", 78),
];

/// What the system's headers say and no crate does; the C library needs no flag for large files where all are.
const OTHERS: &[(&str, i64)] = &[("NGROUPS_MAX", 65536), ("XATTR_SIZE_MAX", 65536), ("O_LARGEFILE", 0)];

/// What was found when this was built: `os` makes of it which functions take descriptors and folders.
pub const HAVE: &[&str] = &[
    "HAVE_EVENTFD",
    "HAVE_FACCESSAT",
    "HAVE_FCHDIR",
    "HAVE_FCHMOD",
    "HAVE_FCHMODAT",
    "HAVE_FCHOWN",
    "HAVE_FCHOWNAT",
    "HAVE_FDOPENDIR",
    "HAVE_FEXECVE",
    "HAVE_FPATHCONF",
    "HAVE_FSTATAT",
    "HAVE_FSTATVFS",
    "HAVE_FTRUNCATE",
    "HAVE_FUTIMENS",
    "HAVE_FUTIMES",
    "HAVE_FUTIMESAT",
    "HAVE_LINKAT",
    "HAVE_LCHOWN",
    "HAVE_LSTAT",
    "HAVE_LUTIMES",
    "HAVE_MEMFD_CREATE",
    "HAVE_MKDIRAT",
    "HAVE_MKFIFOAT",
    "HAVE_MKNODAT",
    "HAVE_OPENAT",
    "HAVE_PTSNAME_R",
    "HAVE_READLINKAT",
    "HAVE_RENAMEAT",
    "HAVE_SYMLINKAT",
    "HAVE_TIMERFD_CREATE",
    "HAVE_UNLINKAT",
    "HAVE_UTIMENSAT",
];

pub fn add(vm: &mut Vm, module: &Ref<Module>) {
    for (name, number) in NUMBERS.iter().chain(OF_THIS_SYSTEM).chain(EXIT).chain(OTHERS).chain(super::spawn::ACTIONS) {
        let number = vm.int(*number);
        vm.module_set(module, name, number);
    }
    let have = HAVE.iter().map(|name| vm.str(name)).collect();
    let have = vm.list(have);
    vm.module_set(module, "_have_functions", have);
}
