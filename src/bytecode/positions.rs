//! Where instructions come from. The table of code that was loaded is read when it is first asked for: most never is.

use super::code::Position;
use std::cell::OnceCell;
use std::fmt;
use std::ops::{Deref, DerefMut};

/// Up to which code unit instructions come from a position, from the end of the run before.
pub type Run = (u32, Option<Position>);

/// Runs in ascending order.
#[derive(Clone)]
pub struct Positions {
    runs: OnceCell<Vec<Run>>,
    coded: Option<Coded>,
}

/// A table as it was loaded.
#[derive(Clone)]
struct Coded {
    bytes: Box<[u8]>,
    first_line: u32,
    read: fn(&[u8], u32) -> Vec<Run>,
}

impl Positions {
    /// Of bytes that `read` makes runs of, with the line of the code's start: ascending ones, whatever the bytes are.
    pub fn coded(bytes: &[u8], first_line: u32, read: fn(&[u8], u32) -> Vec<Run>) -> Positions {
        Positions { runs: OnceCell::new(), coded: Some(Coded { bytes: bytes.into(), first_line, read }) }
    }

    /// Whether the runs are in order.
    pub fn are_ascending(&self) -> bool {
        self.coded.is_some() || self.is_sorted_by(|a, b| a.0 < b.0)
    }

    fn runs(&self) -> &Vec<Run> {
        self.runs.get_or_init(|| match &self.coded {
            Some(Coded { bytes, first_line, read }) => read(bytes, *first_line),
            None => Vec::new(),
        })
    }
}

impl From<Vec<Run>> for Positions {
    fn from(runs: Vec<Run>) -> Positions {
        Positions { runs: runs.into(), coded: None }
    }
}

impl Deref for Positions {
    type Target = [Run];
    fn deref(&self) -> &[Run] {
        self.runs()
    }
}

impl DerefMut for Positions {
    fn deref_mut(&mut self) -> &mut [Run] {
        self.runs();
        self.coded = None;
        self.runs.get_mut().map_or(&mut [], Vec::as_mut_slice)
    }
}

impl Default for Positions {
    fn default() -> Positions {
        Vec::new().into()
    }
}

impl PartialEq for Positions {
    fn eq(&self, other: &Positions) -> bool {
        self[..] == other[..]
    }
}

impl Eq for Positions {}

impl fmt::Debug for Positions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self[..].fmt(f)
    }
}
