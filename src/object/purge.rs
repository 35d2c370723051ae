//! When memory that was freed goes back to the system.

#![allow(unsafe_code)]

/// After so many milliseconds. The allocator's own default is a second, in which a list that grows leaves behind as much again as
/// it has; going back at once costs no time that can be measured.
const PURGE_DELAY: std::ffi::c_long = 1;

/// `mi_option_purge_delay` of `mimalloc.h`, which the bindings leave out.
const OPTION: libmimalloc_sys::mi_option_t = 15;

/// To be called first of all by a program whose allocator is mimalloc.
pub fn purge_early() {
    // SAFETY: sets a number of the allocator's, unless the environment has.
    unsafe { libmimalloc_sys::mi_option_set_default(OPTION, PURGE_DELAY) };
}
