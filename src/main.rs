//! The command `hyaline`.

use std::process::ExitCode;

#[cfg(not(feature = "objects-apart"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    hyaline::object::purge_early();
    hyaline::cli::main()
}
