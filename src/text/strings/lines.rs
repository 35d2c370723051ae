//! `splitlines`.

use super::split::first;
use crate::text::Wtf8;
use crate::text::chars::is_line_break;
use crate::text::wtf8::CodePoints;

impl<'a> Wtf8<'a> {
    /// The lines, with or without what ends them. A text that ends with a line end has no empty line behind it.
    pub fn lines(self, keep_ends: bool) -> impl Iterator<Item = Wtf8<'a>> {
        let bytes = self.as_bytes();
        let mut start = 0;
        std::iter::from_fn(move || {
            if start == bytes.len() {
                return None;
            }
            let end = first(&bytes[start..], is_line_break).map_or(bytes.len(), |at| start + at);
            let next = match bytes[end..] {
                [b'\r', b'\n', ..] => end + 2,
                _ => {
                    let mut behind = CodePoints::of(&bytes[end..]);
                    behind.next();
                    bytes.len() - behind.rest().len()
                }
            };
            let line = self.part(start..if keep_ends { next } else { end });
            start = next;
            Some(line)
        })
    }
}
