//! The command `hyaline`.

use std::process::ExitCode;

// Miri knows Rust's own allocator only.
#[cfg(not(any(feature = "objects-apart", miri)))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    #[cfg(not(miri))]
    hyaline::object::purge_early();
    hyaline::cli::main()
}
