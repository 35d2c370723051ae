//! A table by which a string that is not ASCII can be indexed in constant time.

use super::wtf8::{count_chars, skip_chars, starts_char};

/// How many code points lie between two entries.
const STRIDE: usize = 64;

/// The offset of every 64th code point.
#[derive(Clone, Debug)]
pub struct CharIndex {
    offsets: Box<[usize]>,
}

impl CharIndex {
    pub fn new(bytes: &[u8]) -> Self {
        let starts = bytes.iter().enumerate().filter(|(_, byte)| starts_char(**byte)).map(|(at, _)| at);
        CharIndex { offsets: starts.step_by(STRIDE).collect() }
    }

    /// The offset at which a code point starts, or the end.
    pub fn offset(&self, bytes: &[u8], char: usize) -> usize {
        match self.offsets.get(char / STRIDE) {
            Some(&near) => skip_chars(bytes, near, char % STRIDE),
            None => bytes.len(),
        }
    }

    /// Which code point starts at an offset.
    pub fn char_at(&self, bytes: &[u8], offset: usize) -> usize {
        let Some(block) = self.offsets.partition_point(|&start| start <= offset).checked_sub(1) else { return 0 };
        block * STRIDE + count_chars(&bytes[self.offsets[block]..offset])
    }
}
