//! The command `hyaline`.

fn main() -> std::process::ExitCode {
    hyaline::cli::main()
}
