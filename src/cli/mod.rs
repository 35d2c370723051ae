//! The command line: one file a subcommand.

pub mod compile;
pub mod dis;
pub mod run;
pub mod scopes;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// A Python 3.14 you can see through.
#[derive(Debug, Parser)]
#[command(name = "hyaline", version, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
struct CommandLine {
    #[command(subcommand)]
    stage: Option<Stage>,
    #[command(flatten)]
    run: Option<run::Run>,
}

#[derive(Debug, Subcommand)]
enum Stage {
    Scopes(scopes::Scopes),
    Dis(dis::Dis),
}

pub fn main() -> ExitCode {
    let command_line = CommandLine::parse();
    match (command_line.stage, command_line.run) {
        (Some(Stage::Scopes(args)), _) => scopes::run(&args),
        (Some(Stage::Dis(args)), _) => dis::run(&args),
        (None, Some(args)) => run::run(&args),
        (None, None) => ExitCode::from(2),
    }
}
