//! The command line: one file a subcommand.
//!
//! Uses every stage. Exit statuses are CPython's: 1 for a program that is wrong, 2 for a command that is.

mod ast;
mod compile;
mod dis;
mod finish;
mod input;
mod installation;
mod options;
mod output;
mod prompt;
mod run;
mod scopes;
mod tokens;
mod trace;
#[cfg(test)]
mod trials;

pub use input::{Input, read_input, read_source};
pub use output::{ErrorFormat, colours, report, write_output};
#[cfg(test)]
pub use trials::with_machine;

use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;

/// A Python 3.14 you can see through: the stages of a program.
#[derive(Parser)]
#[command(name = "hyaline", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

// A new subcommand is one line here, one in `main` and its `mod` line above.
#[derive(Subcommand)]
enum Command {
    Tokens(tokens::Tokens),
    Ast(ast::Ast),
    Scopes(scopes::Scopes),
    Dis(dis::Dis),
    Trace(trace::Trace),
}

/// Runs the command that the process was given. Without a subcommand it is CPython's command line.
pub fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let is_subcommand = |name: &OsString| name.to_str().is_some_and(Command::has_subcommand);
    if !args.get(1).is_some_and(is_subcommand) {
        return run::run(&args);
    }
    match Cli::parse_from(args).command {
        Command::Tokens(options) => tokens::run(&options),
        Command::Ast(options) => ast::run(&options),
        Command::Scopes(options) => scopes::run(&options),
        Command::Dis(options) => dis::run(&options),
        Command::Trace(options) => trace::run(&options),
    }
}
