//! Changing case, by Unicode's full mappings.

use crate::text::bytes;
use crate::text::chars::{self, is_case_ignorable, is_cased, push_lower, push_title, push_upper};
use crate::text::wtf8::CodePoints;
use crate::text::{Wtf8, Wtf8Buf};

const CAPITAL_SIGMA: u32 = 0x3a3;
const SMALL_SIGMA: u32 = 0x3c3;
const FINAL_SIGMA: u32 = 0x3c2;

impl Wtf8<'_> {
    pub fn to_upper(self) -> Wtf8Buf {
        match self.is_ascii() {
            true => ascii(self.as_bytes().to_ascii_uppercase()),
            false => self.map(push_upper),
        }
    }

    pub fn to_lower(self) -> Wtf8Buf {
        match self.is_ascii() {
            true => ascii(self.as_bytes().to_ascii_lowercase()),
            false => self.map_at(|at, c, out| self.lower_at(at, c, out)),
        }
    }

    pub fn casefold(self) -> Wtf8Buf {
        match self.is_ascii() {
            true => ascii(self.as_bytes().to_ascii_lowercase()),
            false => self.map(chars::push_folded),
        }
    }

    /// Capitals at the beginnings of words: of runs of cased characters.
    pub fn to_title(self) -> Wtf8Buf {
        if self.is_ascii() {
            return ascii(bytes::to_title(self.as_bytes()));
        }
        let mut within_word = false;
        self.map_at(|at, c, out| {
            match within_word {
                true => self.lower_at(at, c, out),
                false => push_title(c, out),
            }
            within_word = is_cased(c);
        })
    }

    pub fn capitalize(self) -> Wtf8Buf {
        if self.is_ascii() {
            return ascii(bytes::capitalize(self.as_bytes()));
        }
        self.map_at(|at, c, out| match at {
            0 => push_title(c, out),
            _ => self.lower_at(at, c, out),
        })
    }

    pub fn swap_case(self) -> Wtf8Buf {
        if self.is_ascii() {
            return ascii(bytes::swap_case(self.as_bytes()));
        }
        self.map_at(|at, c, out| {
            if chars::is_upper(c) {
                self.lower_at(at, c, out);
            } else if chars::is_lower(c) {
                push_upper(c, out);
            } else {
                out.push(c);
            }
        })
    }

    fn map(self, push: fn(u32, &mut Wtf8Buf)) -> Wtf8Buf {
        self.map_at(|_, c, out| push(c, out))
    }

    fn map_at(self, mut push: impl FnMut(usize, u32, &mut Wtf8Buf)) -> Wtf8Buf {
        let mut out = Wtf8Buf::with_capacity(self.as_bytes().len());
        self.code_point_offsets().for_each(|(at, c)| push(at, c, &mut out));
        out
    }

    /// The lower case of the character at an offset: a capital sigma looks about.
    fn lower_at(self, at: usize, c: u32, out: &mut Wtf8Buf) {
        match c {
            CAPITAL_SIGMA if self.is_final_sigma(at) => out.push(FINAL_SIGMA),
            CAPITAL_SIGMA => out.push(SMALL_SIGMA),
            _ => push_lower(c, out),
        }
    }

    /// Whether the sigma at an offset ends a word: a cased letter is before it and none behind it, whatever can be ignored.
    fn is_final_sigma(self, at: usize) -> bool {
        let (before, from) = self.as_bytes().split_at(at);
        let behind = &from[2..];
        let mut before = CodePoints::of(before).rev().skip_while(|&c| is_case_ignorable(c));
        let mut behind = CodePoints::of(behind).skip_while(|&c| is_case_ignorable(c));
        before.next().is_some_and(is_cased) && !behind.next().is_some_and(is_cased)
    }
}

fn ascii(bytes: Vec<u8>) -> Wtf8Buf {
    let chars = bytes.len();
    Wtf8Buf::from_parts(bytes, chars)
}
