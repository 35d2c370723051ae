//! The command line: one file a subcommand.

pub mod compile;
pub mod dis;
pub mod run;
pub mod scopes;
