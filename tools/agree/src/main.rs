//! Compares hyaline's front end with CPython's over any programs, and looks for programs that hurt it.
//!
//! `reference` asks CPython (and remembers), `subject` asks hyaline, `compare` holds the two against each other; `mutate` and
//! `deep` need no CPython. See README.md beside this crate's manifest.

mod code;
mod compare;
mod corpus;
mod damage;
mod deep;
#[path = "../../../tests/deep/forms.rs"]
mod forms;
mod mutate;
mod outcome;
mod reference;
mod report;
mod subject;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Does hyaline agree with CPython 3.14?
#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    compare: compare::Options,
}

#[derive(Subcommand)]
enum Command {
    /// Compares code objects: instructions, constants, positions, handlers and all else
    Code(code::Options),
    /// Damages programs at random; none may make the front end panic or hang.
    Mutate(mutate::Options),
    /// Runs deep and wide programs on small stacks.
    Deep(deep::Options),
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    subject::name_culprits();
    match arguments.command {
        None => compare::run(&arguments.compare),
        Some(Command::Code(options)) => code::run(&options),
        Some(Command::Mutate(options)) => mutate::run(&options),
        Some(Command::Deep(options)) => deep::run(&options),
    }
}
