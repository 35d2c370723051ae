//! The virtual machine: runs bytecode.
//!
//! `value` is the 64-bit word that every value is; `machine` the loop over instructions, with frames of its own rather than
//! the native stack's; `arithmetic` what operators do; `traceback` the report of an exception that nothing caught.
//!
//! Takes a [`Program`](crate::bytecode::Program) and where to print; gives nothing, or a [`Failure`]. Uses `text`, `source`, `lexer`,
//! `ast`, `parser`, `scope` (the builtins' names) and `bytecode`.

mod arithmetic;
mod exception;
mod library;
mod machine;
mod suggest;
mod traceback;
mod value;

pub use exception::{Entry, Exception, Failure};
pub use machine::run;
pub use traceback::traceback;
