//! The command line: one file a subcommand.
//!
//! Uses every stage. Exit statuses are CPython's: 1 for a program that is wrong, 2 for a command that is.

mod ast;
mod input;
mod output;

pub use input::{Input, read_input};
pub use output::{ErrorFormat, colours, report, write_output};

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// A Python 3.14 you can see through.
#[derive(Parser)]
#[command(name = "hyaline", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

// A new subcommand is one line here, one in `main` and its `mod` line above.
#[derive(Subcommand)]
enum Command {
    Ast(ast::Ast),
}

/// Runs the command that the process was given.
pub fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Ast(options) => ast::run(&options),
    }
}
