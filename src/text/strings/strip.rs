//! The `strip` family.

use super::split::{after_last, first};
use crate::text::Wtf8;
use crate::text::chars::is_space;

/// Which ends are stripped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    Left,
    Right,
    Both,
}

impl<'a> Wtf8<'a> {
    /// Without white space at its ends.
    pub fn trim(self, ends: Ends) -> Wtf8<'a> {
        self.trim_where(ends, is_space)
    }

    pub fn trim_start(self) -> Wtf8<'a> {
        self.trim(Ends::Left)
    }

    pub fn trim_end(self) -> Wtf8<'a> {
        self.trim(Ends::Right)
    }

    /// Without any of some characters at its ends.
    pub fn strip(self, ends: Ends, chars: Wtf8<'_>) -> Wtf8<'a> {
        let ascii = chars.code_points().filter(|&c| c < 128).fold(0, |set: u128, c| set | 1 << c);
        self.trim_where(ends, |c| match c {
            0..128 => ascii >> c & 1 == 1,
            _ => !chars.is_ascii() && chars.code_points().any(|other| other == c),
        })
    }

    fn trim_where(self, ends: Ends, test: impl Fn(u32) -> bool) -> Wtf8<'a> {
        let len = self.as_bytes().len();
        let start = match ends {
            Ends::Right => 0,
            _ => first(self.as_bytes(), |c| !test(c)).unwrap_or(len),
        };
        let end = match ends {
            Ends::Left => len,
            _ => after_last(self.as_bytes(), |c| !test(c)).unwrap_or(0),
        };
        self.part(start..end.max(start))
    }
}
