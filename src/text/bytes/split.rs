//! Splitting and stripping.

use super::is_white;
use crate::text::Fault;
use crate::text::search::{self, most};
use crate::text::strings::Ends;
use std::ops::Range;

/// The parts between separators; at most so many separators count, all of them where the number is negative.
pub fn split<'a>(bytes: &'a [u8], separator: &'a [u8], count: isize) -> Result<impl Iterator<Item = &'a [u8]>, Fault> {
    not_empty(separator)?;
    Ok(search::split(bytes, separator, most(count)).map(move |range| &bytes[range]))
}

/// Like [`split`], but the last separators count.
pub fn rsplit<'a>(bytes: &'a [u8], separator: &[u8], count: isize) -> Result<Vec<&'a [u8]>, Fault> {
    not_empty(separator)?;
    Ok(search::rsplit(bytes, separator, most(count)).into_iter().map(|range| &bytes[range]).collect())
}

/// What is before a separator and behind it, if there is one.
pub type Parts<'a> = Option<(&'a [u8], &'a [u8])>;

/// What is before and behind the first separator.
pub fn partition<'a>(bytes: &'a [u8], separator: &[u8]) -> Result<Parts<'a>, Fault> {
    not_empty(separator)?;
    Ok(search::find(bytes, separator).map(|at| (&bytes[..at], &bytes[at + separator.len()..])))
}

/// What is before and behind the last separator.
pub fn rpartition<'a>(bytes: &'a [u8], separator: &[u8]) -> Result<Parts<'a>, Fault> {
    not_empty(separator)?;
    Ok(search::rfind(bytes, separator).map(|at| (&bytes[..at], &bytes[at + separator.len()..])))
}

fn not_empty(separator: &[u8]) -> Result<(), Fault> {
    match separator {
        [] => Err(Fault::value("empty separator")),
        _ => Ok(()),
    }
}

/// The words between white space. The last has the rest and its white space, where more than so many splits would be needed.
pub fn split_whitespace(bytes: &[u8], count: isize) -> impl Iterator<Item = &[u8]> {
    let mut left = most(count);
    let mut rest = bytes;
    std::iter::from_fn(move || {
        rest = &rest[rest.iter().position(|&byte| !is_white(byte))?..];
        let end = rest.iter().position(|&byte| is_white(byte)).filter(|_| left > 0);
        left = left.saturating_sub(1);
        let (word, behind) = rest.split_at(end.unwrap_or(rest.len()));
        rest = behind;
        Some(word)
    })
}

/// The words between white space, from left to right; the first has the rest and its white space.
pub fn rsplit_whitespace(bytes: &[u8], count: isize) -> Vec<&[u8]> {
    let mut words = Vec::new();
    let mut rest = bytes;
    while let Some(last) = rest.iter().rposition(|&byte| !is_white(byte)) {
        let before = rest[..last].iter().rposition(|&byte| is_white(byte)).filter(|_| words.len() < most(count));
        let start = before.map_or(0, |at| at + 1);
        words.push(&rest[start..=last]);
        rest = &rest[..start];
    }
    words.reverse();
    words
}

/// The lines, which `\n`, `\r` or both end.
pub fn lines(bytes: &[u8], keep_ends: bool) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let next = match rest[end..] {
            [] => end,
            [b'\r', b'\n', ..] => end + 2,
            _ => end + 1,
        };
        let line = &rest[..if keep_ends { next } else { end }];
        rest = &rest[next..];
        Some(line)
    })
}

/// Where the bytes are without white space at their ends.
pub fn trim(bytes: &[u8], ends: Ends) -> Range<usize> {
    trim_where(bytes, ends, is_white)
}

/// Where the bytes are without any of a set at their ends.
pub fn strip(bytes: &[u8], ends: Ends, set: &[u8]) -> Range<usize> {
    trim_where(bytes, ends, |byte| memchr::memchr(byte, set).is_some())
}

fn trim_where(bytes: &[u8], ends: Ends, test: impl Fn(u8) -> bool) -> Range<usize> {
    let start = match ends {
        Ends::Right => 0,
        _ => bytes.iter().position(|&byte| !test(byte)).unwrap_or(bytes.len()),
    };
    let end = match ends {
        Ends::Left => bytes.len(),
        _ => bytes.iter().rposition(|&byte| !test(byte)).map_or(0, |at| at + 1),
    };
    start..end.max(start)
}
