//! The command line: one file a subcommand.
//!
//! Uses every stage. Exit statuses are CPython's: 1 for a program that is wrong, 2 for a command that is.

mod ast;
mod compile;
mod dis;
mod input;
mod output;
mod run;
mod scopes;
mod tokens;

pub use input::{Input, read_input, read_source};
pub use output::{ErrorFormat, colours, report, write_output};

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// A Python 3.14 you can see through.
#[derive(Parser)]
#[command(name = "hyaline", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: run::Run,
}

// A new subcommand is one line here, one in `main` and its `mod` line above.
#[derive(Subcommand)]
enum Command {
    Tokens(tokens::Tokens),
    Ast(ast::Ast),
    Scopes(scopes::Scopes),
    Dis(dis::Dis),
}

/// Runs the command that the process was given.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        Some(Command::Tokens(options)) => tokens::run(&options),
        Some(Command::Ast(options)) => ast::run(&options),
        Some(Command::Scopes(options)) => scopes::run(&options),
        Some(Command::Dis(options)) => dis::run(&options),
        None => run::run(&cli.run),
    }
}
