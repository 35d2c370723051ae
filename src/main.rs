fn main() -> std::process::ExitCode {
    hyaline::cli::main()
}
