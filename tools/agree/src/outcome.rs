//! What an implementation makes of a program: the same shape for both sides.

use blake2::digest::consts::U32;
use blake2::{Blake2b, Digest};
use serde::{Deserialize, Serialize};
use std::{fmt, io};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// `ast.dump(ast.parse(program), include_attributes=True)`
    Tree,
    /// The same, with `type_comments=True`.
    Typed,
    /// What `python -m tokenize` prints.
    Tokens,
    /// The tables of `symtable.symtable(program, …, "exec")`.
    Scopes,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Tree => "tree",
            Kind::Typed => "typed",
            Kind::Tokens => "tokens",
            Kind::Scopes => "scopes",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Accepted: the BLAKE2b-256 of the text.
    Hash(String),
    /// Accepted: the text itself.
    Text(String),
    /// Rejected.
    Error(Rejection),
    /// The interpreter's own limits were reached: nothing to compare with.
    GaveUp(String),
}

/// Class, message, line, offset, last line, offset there: as CPython's exception has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection(pub String, pub String, pub Option<i64>, pub Option<i64>, pub Option<i64>, pub Option<i64>);

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |n: Option<i64>| n.map_or("-".to_owned(), |n| n.to_string());
        let Rejection(class, message, line, offset, end_line, end_offset) = self;
        let [line, offset, end_line, end_offset] = [*line, *offset, *end_line, *end_offset].map(number);
        write!(f, "{class}: {message} at {line}:{offset}-{end_line}:{end_offset}")
    }
}

pub fn hash(bytes: &[u8]) -> String {
    hex(&Blake2b::<U32>::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Hashes a text that is written piece by piece.
#[derive(Default)]
pub struct Hasher(Blake2b<U32>);

impl Hasher {
    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

impl io::Write for Hasher {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.0.update(text);
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
