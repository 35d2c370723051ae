//! What an implementation makes of a program: the same shape for both sides.

use blake2::digest::consts::{U8, U32};
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
    /// All that code objects hold: of a program, with -O, with -OO, of an expression, of an interactive statement.
    Code,
    Code1,
    Code2,
    CodeEval,
    CodeSingle,
    /// A hash for each code object, likewise.
    Digests,
    Digests1,
    Digests2,
    DigestsEval,
    DigestsSingle,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Tree => "tree",
            Kind::Typed => "typed",
            Kind::Tokens => "tokens",
            Kind::Scopes => "scopes",
            Kind::Code => "code",
            Kind::Code1 => "code1",
            Kind::Code2 => "code2",
            Kind::CodeEval => "codeeval",
            Kind::CodeSingle => "codesingle",
            Kind::Digests => "digests",
            Kind::Digests1 => "digests1",
            Kind::Digests2 => "digests2",
            Kind::DigestsEval => "digestseval",
            Kind::DigestsSingle => "digestssingle",
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

/// A short hash, for where there are many.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Blake2b::<U8>::digest(bytes))
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
