//! `errno`: the system's error numbers by name, and their names by number.

use crate::object::{Module, Ref, Value};
use crate::vm::Vm;

macro_rules! numbers {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name)),*] };
}

/// In the order of CPython's table: of several names for a number, the last is what `errorcode` gives.
const NUMBERS: &[(&str, i32)] = numbers! {
    ENODEV EHOSTUNREACH ENOMSG ENODATA ENOTSUP ENOTCONN EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EDEADLK
    ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS
    EMLINK EPIPE EDOM ERANGE EAGAIN EWOULDBLOCK EINPROGRESS EALREADY ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT
    EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET
    ECONNABORTED ECONNRESET ENOBUFS EISCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT ECONNREFUSED ELOOP ENAMETOOLONG EHOSTDOWN ENOTEMPTY
    EUSERS EDQUOT ESTALE EREMOTE ENOLCK ENOSYS EIDRM EILSEQ EBADMSG EMULTIHOP ENOLINK ENOSR ENOSTR EOVERFLOW EPROTO ETIME
    ECANCELED ENOTRECOVERABLE EOWNERDEAD
};

#[cfg(target_os = "linux")]
const OF_THIS_SYSTEM: &[(&str, i32)] = numbers! {
    ECHRNG EL2NSYNC EL3HLT EL3RST ELNRNG EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT EDEADLOCK EBFONT ENONET
    ENOPKG EADV ESRMNT ECOMM EDOTDOT ENOTUNIQ EBADFD EREMCHG ELIBACC ELIBBAD ELIBSCN ELIBMAX ELIBEXEC ERESTART ESTRPIPE EUCLEAN
    ENOTNAM ENAVAIL EISNAM EREMOTEIO ENOMEDIUM EMEDIUMTYPE ENOKEY EKEYEXPIRED EKEYREVOKED EKEYREJECTED ERFKILL EHWPOISON
};
#[cfg(not(target_os = "linux"))]
const OF_THIS_SYSTEM: &[(&str, i32)] = &[];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("errno");
    let names = vm.new_dict();
    for (name, number) in NUMBERS.iter().chain(OF_THIS_SYSTEM) {
        let number = Value::size(*number as usize);
        vm.module_set(&module, name, number.clone());
        // Two names for one number: the one that other systems have, too.
        if !["EWOULDBLOCK", "EOPNOTSUPP"].contains(name) {
            let name = vm.str(name);
            let _ = vm.dict_set(&names, &number, name);
        }
    }
    vm.module_set(&module, "errorcode", names.into_value());
    module
}
