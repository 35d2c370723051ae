//! The command `hyaline`.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// After so many milliseconds memory that was freed goes back to the system. The allocator's own default is a second, in which
/// a list that grows leaves behind as much again as it has; going back at once costs no time that can be measured.
const PURGE_DELAY: std::ffi::c_long = 1;

fn main() -> ExitCode {
    purge_early();
    hyaline::cli::main()
}

#[allow(unsafe_code)]
fn purge_early() {
    /// `mi_option_purge_delay` of `mimalloc.h`, which the bindings leave out.
    const OPTION: libmimalloc_sys::mi_option_t = 15;
    // SAFETY: sets a number, unless the environment has; no other thread is running yet.
    unsafe { libmimalloc_sys::mi_option_set_default(OPTION, PURGE_DELAY) };
}
