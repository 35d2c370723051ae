//! Searching, replacing, repeating, joining, translating.

use crate::text::search;
use crate::text::{Fault, Wtf8, Wtf8Buf};
use std::ops::Range;

/// The length that no object may pass.
const MAX_LEN: usize = isize::MAX as usize;

impl<'a> Wtf8<'a> {
    /// The first place of a needle within a range of indices (see [`search::clamp`]).
    pub fn find(self, needle: Wtf8<'_>, range: Range<usize>) -> Option<usize> {
        let bytes = self.offset(range.start)..self.offset(range.end);
        let at = search::find(&self.as_bytes()[bytes.clone()], needle.as_bytes())?;
        Some(range.start + self.part(bytes.start..bytes.start + at).len_chars())
    }

    /// The last place of a needle within a range of indices.
    pub fn rfind(self, needle: Wtf8<'_>, range: Range<usize>) -> Option<usize> {
        let bytes = self.offset(range.start)..self.offset(range.end);
        let at = search::rfind(&self.as_bytes()[bytes.clone()], needle.as_bytes())?;
        Some(range.end - self.part(bytes.start + at..bytes.end).len_chars())
    }

    pub fn contains(self, needle: Wtf8<'_>) -> bool {
        search::find(self.as_bytes(), needle.as_bytes()).is_some()
    }

    pub fn count(self, needle: Wtf8<'_>, range: Range<usize>) -> usize {
        let part = self.slice(range);
        match needle.is_empty() {
            true => part.len_chars() + 1,
            false => search::count(part.as_bytes(), needle.as_bytes()),
        }
    }

    pub fn starts_with(self, prefix: Wtf8<'_>, range: Range<usize>) -> bool {
        self.slice(range).as_bytes().starts_with(prefix.as_bytes())
    }

    pub fn ends_with(self, suffix: Wtf8<'_>, range: Range<usize>) -> bool {
        self.slice(range).as_bytes().ends_with(suffix.as_bytes())
    }

    /// The rest behind a prefix, if the string has it.
    pub fn remove_prefix(self, prefix: Wtf8<'_>) -> Option<Wtf8<'a>> {
        let has = !prefix.is_empty() && self.as_bytes().starts_with(prefix.as_bytes());
        has.then(|| self.part(prefix.as_bytes().len()..self.as_bytes().len()))
    }

    /// What is before a suffix, if the string has it.
    pub fn remove_suffix(self, suffix: Wtf8<'_>) -> Option<Wtf8<'a>> {
        let has = !suffix.is_empty() && self.as_bytes().ends_with(suffix.as_bytes());
        has.then(|| self.part(0..self.as_bytes().len() - suffix.as_bytes().len()))
    }

    /// Replaces the first so many places; all of them where the number is negative.
    pub fn replace(self, old: Wtf8<'_>, new: Wtf8<'_>, count: isize) -> Result<Option<Wtf8Buf>, Fault> {
        if old.is_empty() {
            return self.interleave(new, search::most(count));
        }
        let replaced = search::replace(self.as_bytes(), old.as_bytes(), new.as_bytes(), search::most(count));
        let replaced = replaced.map_err(|error| error.fault("replace string is too long"))?;
        Ok(replaced.map(|(bytes, count)| {
            let chars = self.len_chars() - count * old.len_chars() + count * new.len_chars();
            Wtf8Buf::from_parts(bytes, chars)
        }))
    }

    /// Puts a text before each of the first so many code points, and at the end if there are fewer.
    fn interleave(self, new: Wtf8<'_>, most: usize) -> Result<Option<Wtf8Buf>, Fault> {
        let places = most.min(self.len_chars() + 1);
        if places == 0 || new.is_empty() {
            return Ok(None);
        }
        let added = new.as_bytes().len().checked_mul(places);
        let len = added.and_then(|added| added.checked_add(self.as_bytes().len())).filter(|&len| len <= MAX_LEN);
        let mut out = Wtf8Buf::try_with_capacity(len.ok_or_else(|| Fault::overflow("replace string is too long"))?)?;
        let mut rest = self.code_points();
        for _ in 0..places {
            out.push_wtf8(new);
            out.extend(rest.next());
        }
        out.push_wtf8(Wtf8::new(rest.rest()));
        Ok(Some(out))
    }

    /// `self * count`.
    pub fn repeat(self, count: isize) -> Result<Wtf8Buf, Fault> {
        let bytes = search::repeat(self.as_bytes(), count).map_err(|error| error.fault("repeated string is too long"))?;
        Ok(Wtf8Buf::from_parts(bytes, self.len_chars() * usize::try_from(count).unwrap_or(0)))
    }

    pub fn concat(self, other: Wtf8<'_>) -> Result<Wtf8Buf, Fault> {
        let mut out = Wtf8Buf::try_with_capacity(self.as_bytes().len() + other.as_bytes().len())?;
        out.push_wtf8(self);
        out.push_wtf8(other);
        Ok(out)
    }

    /// Asks for each code point what shall stand in its place.
    pub fn translate<E>(self, mut map: impl FnMut(u32, &mut Wtf8Buf) -> Result<(), E>) -> Result<Wtf8Buf, E> {
        let mut out = Wtf8Buf::with_capacity(self.as_bytes().len());
        for c in self.code_points() {
            map(c, &mut out)?;
        }
        Ok(out)
    }
}
