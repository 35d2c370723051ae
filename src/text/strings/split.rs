//! `split`, `rsplit`, `partition` and `rpartition`.

use crate::text::chars::is_space;
use crate::text::search;
use crate::text::wtf8::CodePoints;
use crate::text::{Fault, Wtf8};

impl<'a> Wtf8<'a> {
    /// The parts between separators; at most so many separators count, all of them where the number is negative.
    pub fn split(self, separator: Wtf8<'a>, most: isize) -> Result<impl Iterator<Item = Wtf8<'a>>, Fault> {
        not_empty(separator)?;
        let parts = search::split(self.as_bytes(), separator.as_bytes(), search::most(most));
        Ok(parts.map(move |range| self.part(range)))
    }

    /// Like [`Wtf8::split`], but the last separators count.
    pub fn rsplit(self, separator: Wtf8<'_>, most: isize) -> Result<Vec<Wtf8<'a>>, Fault> {
        not_empty(separator)?;
        let parts = search::rsplit(self.as_bytes(), separator.as_bytes(), search::most(most));
        Ok(parts.into_iter().map(|range| self.part(range)).collect())
    }

    /// The words between white space. The last has the rest and its white space, where more than so many splits would be needed.
    pub fn split_whitespace(self, most: isize) -> impl Iterator<Item = Wtf8<'a>> {
        let bytes = self.as_bytes();
        let is_ascii = self.is_ascii();
        let mut left = search::most(most);
        let mut from = 0;
        std::iter::from_fn(move || {
            let find = |part: &[u8], wanted: bool| match is_ascii {
                true => part.iter().position(|byte| is_space((*byte).into()) == wanted),
                false => first(part, |c| is_space(c) == wanted),
            };
            let start = from + find(&bytes[from..], false)?;
            let word_end = if left > 0 { find(&bytes[start..], true) } else { None };
            let end = word_end.map_or(bytes.len(), |at| start + at);
            from = end;
            left = left.saturating_sub(1);
            Some(self.part(start..end))
        })
    }

    /// The words between white space, from left to right; the first has the rest and its white space.
    pub fn rsplit_whitespace(self, most: isize) -> Vec<Wtf8<'a>> {
        let bytes = self.as_bytes();
        let mut words = Vec::new();
        let mut until = bytes.len();
        while let Some(end) = after_last(&bytes[..until], |c| !is_space(c)) {
            let word_start = after_last(&bytes[..end], is_space).filter(|_| words.len() < search::most(most));
            until = word_start.unwrap_or(0);
            words.push(self.part(until..end));
        }
        words.reverse();
        words
    }

    /// What is before and behind the first separator.
    pub fn partition(self, separator: Wtf8<'_>) -> Result<Option<(Wtf8<'a>, Wtf8<'a>)>, Fault> {
        not_empty(separator)?;
        Ok(search::find(self.as_bytes(), separator.as_bytes()).map(|at| self.around(at, separator)))
    }

    /// What is before and behind the last separator.
    pub fn rpartition(self, separator: Wtf8<'_>) -> Result<Option<(Wtf8<'a>, Wtf8<'a>)>, Fault> {
        not_empty(separator)?;
        Ok(search::rfind(self.as_bytes(), separator.as_bytes()).map(|at| self.around(at, separator)))
    }

    fn around(self, at: usize, separator: Wtf8<'_>) -> (Wtf8<'a>, Wtf8<'a>) {
        let behind = at + separator.as_bytes().len();
        (self.part(0..at), self.part(behind..self.as_bytes().len()))
    }
}

/// The offset of the first code point that passes.
pub(super) fn first(bytes: &[u8], test: impl Fn(u32) -> bool) -> Option<usize> {
    let mut rest = CodePoints::of(bytes);
    loop {
        let at = bytes.len() - rest.rest().len();
        if test(rest.next()?) {
            return Some(at);
        }
    }
}

/// The offset behind the last code point that passes.
pub(super) fn after_last(bytes: &[u8], test: impl Fn(u32) -> bool) -> Option<usize> {
    let mut rest = CodePoints::of(bytes);
    loop {
        let at = rest.rest().len();
        if test(rest.next_back()?) {
            return Some(at);
        }
    }
}

fn not_empty(separator: Wtf8<'_>) -> Result<(), Fault> {
    match separator.is_empty() {
        true => Err(Fault::value("empty separator")),
        false => Ok(()),
    }
}
