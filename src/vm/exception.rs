//! Exceptions, and what the machine cannot do yet.

use crate::bytecode::Position;

/// A raised exception.
#[derive(Clone, Debug, PartialEq)]
pub struct Exception {
    pub class: &'static str,
    pub message: String,
}

/// Why an instruction did not do its work.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    Raised(Exception),
    /// Python would go on; this machine cannot yet.
    Unsupported(&'static str),
}

/// A line of a traceback: a function and the position it had reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub function: String,
    pub position: Position,
}

/// Why a program did not come to its end.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// Outermost call first.
    Uncaught {
        exception: Exception,
        entries: Vec<Entry>,
    },
    Unsupported {
        what: &'static str,
        line: u32,
    },
}

pub fn raise<T>(class: &'static str, message: impl Into<String>) -> Result<T, Trouble> {
    Err(Trouble::Raised(Exception { class, message: message.into() }))
}

pub fn type_error<T>(message: impl Into<String>) -> Result<T, Trouble> {
    raise("TypeError", message)
}

pub fn zero_division<T>(message: &str) -> Result<T, Trouble> {
    raise("ZeroDivisionError", message)
}
