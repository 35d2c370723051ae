//! The command `hyaline`.

use std::process::ExitCode;

fn main() -> ExitCode {
    hyaline::cli::main()
}
