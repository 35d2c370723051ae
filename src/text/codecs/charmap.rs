//! Codecs that a table of 256 characters describes: `cp1252` and its like.

use super::Flaw;
use super::single::encode_each;
use crate::text::{Wtf8, Wtf8Buf};
use rustc_hash::FxHashMap;

const REASON: &str = "character maps to <undefined>";

/// Stands in Python's tables for what is not defined.
const UNDEFINED: u32 = 0xfffe;

/// A table, in both directions.
#[derive(Clone, Debug)]
pub struct Charmap {
    chars: Vec<u32>,
    bytes: FxHashMap<u32, u8>,
}

impl Charmap {
    /// From the characters of the bytes in order, at most 256, as `codecs.charmap_build` takes them.
    pub fn new(table: Wtf8<'_>) -> Self {
        let chars: Vec<u32> = table.code_points().take(256).collect();
        let defined = chars.iter().zip(0..=255).filter(|(c, _)| **c != UNDEFINED);
        Charmap { bytes: defined.map(|(&c, byte)| (c, byte)).collect(), chars }
    }

    pub(super) fn decode(&self, bytes: &[u8], at: usize, out: &mut Wtf8Buf) -> Result<usize, Flaw> {
        for (start, &byte) in bytes.iter().enumerate().skip(at) {
            match self.chars.get(usize::from(byte)) {
                Some(&c) if c != UNDEFINED => out.push(c),
                _ => return Err(Flaw { start, end: start + 1, reason: REASON }),
            }
        }
        Ok(bytes.len())
    }

    pub(super) fn encode(&self, text: Wtf8<'_>, at: usize, out: &mut Vec<u8>) -> Result<(), Flaw> {
        encode_each(text, at, out, REASON, |c| self.bytes.get(&c).copied())
    }
}
