//! Searching bytes: what the methods of strings and of bytes share.
//!
//! In generalised UTF-8 no code point begins within another, so that strings can be searched as bytes. Needles of no bytes
//! are the caller's matter, but for [`find`] and [`rfind`].

use super::Fault;
use memchr::{memchr, memmem, memrchr};
use std::ops::Range;

/// The range that `start` and `end` arguments mean in a sequence, as slices take them; nothing if it ends before it starts.
/// Then not even an empty needle is found.
pub fn clamp(start: Option<isize>, end: Option<isize>, len: usize) -> Option<Range<usize>> {
    let at = |index: isize| match index < 0 {
        true => len.saturating_sub(index.unsigned_abs()),
        false => index as usize,
    };
    let range = at(start.unwrap_or(0))..at(end.unwrap_or(isize::MAX)).min(len);
    (range.start <= range.end).then_some(range)
}

pub fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        &[byte] => memchr(byte, haystack),
        _ => memmem::find(haystack, needle),
    }
}

pub fn rfind(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        &[byte] => memrchr(byte, haystack),
        _ => memmem::rfind(haystack, needle),
    }
}

/// How often a needle occurs, no two of the places overlapping.
pub fn count(haystack: &[u8], needle: &[u8]) -> usize {
    match needle {
        &[byte] => memchr::memchr_iter(byte, haystack).count(),
        _ => memmem::find_iter(haystack, needle).count(),
    }
}

/// The parts between separators, at most so many of which count.
pub fn split<'a>(text: &'a [u8], separator: &'a [u8], most: usize) -> impl Iterator<Item = Range<usize>> + use<'a> {
    // Boxed: who passes the iterator on passes little.
    let finder = (separator.len() > 1).then(|| Box::new(memmem::Finder::new(separator)));
    let mut left = most;
    let mut from = Some(0);
    std::iter::from_fn(move || {
        let start = from?;
        let found = match (&finder, separator) {
            _ if left == 0 => None,
            (Some(finder), _) => finder.find(&text[start..]),
            (None, [byte]) => memchr(*byte, &text[start..]),
            (None, _) => None,
        };
        left = left.saturating_sub(1);
        let end = found.map_or(text.len(), |at| start + at);
        from = found.map(|_| end + separator.len());
        Some(start..end)
    })
}

/// The parts between the last separators, from left to right.
pub fn rsplit(text: &[u8], separator: &[u8], most: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut end = text.len();
    while parts.len() < most {
        let Some(at) = rfind(&text[..end], separator) else { break };
        parts.push(at + separator.len()..end);
        end = at;
    }
    parts.push(0..end);
    parts.reverse();
    parts
}

/// The text with a new part for the first so many places of an old one, and how many they were; nothing if there are none.
/// `Err` if the length overflows, or the memory is not there.
pub fn replace(text: &[u8], old: &[u8], new: &[u8], most: usize) -> Result<Option<(Vec<u8>, usize)>, LengthError> {
    if most == 0 || old == new {
        return Ok(None);
    }
    if let (&[old], &[new]) = (old, new) {
        return Ok(replace_byte(text, old, new, most));
    }
    let count = match old {
        // Mostly one byte, or not there at all: the search need not be prepared.
        &[byte] => memchr::memchr_iter(byte, text).take(most).count(),
        _ => memmem::find_iter(text, old).take(most).count(),
    };
    if count == 0 {
        return Ok(None);
    }
    let added = new.len().checked_mul(count).ok_or(LengthError::TooLong)?;
    let len = (text.len() - count * old.len()).checked_add(added).filter(|&len| len <= isize::MAX as usize);
    let mut out = Vec::new();
    out.try_reserve_exact(len.ok_or(LengthError::TooLong)?).map_err(|_| LengthError::Memory)?;
    let mut from = 0;
    let mut put = |at: usize| {
        out.extend_from_slice(&text[from..at]);
        out.extend_from_slice(new);
        from = at + old.len();
    };
    match old {
        &[byte] => memchr::memchr_iter(byte, text).take(count).for_each(&mut put),
        _ => memmem::find_iter(text, old).take(count).for_each(&mut put),
    }
    out.extend_from_slice(&text[from..]);
    Ok(Some((out, count)))
}

/// Why a result was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthError {
    TooLong,
    Memory,
}

impl LengthError {
    /// The exception, and the words of an `OverflowError`.
    pub fn fault(self, too_long: &str) -> Fault {
        match self {
            LengthError::TooLong => Fault::overflow(too_long),
            LengthError::Memory => Fault::memory(),
        }
    }
}

/// The bytes so many times.
pub fn repeat(bytes: &[u8], count: isize) -> Result<Vec<u8>, LengthError> {
    let count = usize::try_from(count).unwrap_or(0);
    let len = bytes.len().checked_mul(count).filter(|&len| len <= isize::MAX as usize).ok_or(LengthError::TooLong)?;
    let mut out = Vec::new();
    out.try_reserve_exact(len).map_err(|_| LengthError::Memory)?;
    match bytes {
        _ if len == 0 => {}
        &[byte] => out.resize(len, byte),
        bytes => {
            out.extend_from_slice(bytes);
            while out.len() < len {
                out.extend_from_within(..out.len().min(len - out.len()));
            }
        }
    }
    Ok(out)
}

fn replace_byte(text: &[u8], old: u8, new: u8, most: usize) -> Option<(Vec<u8>, usize)> {
    let first = memchr(old, text)?;
    let mut out = text.to_vec();
    let mut count = 0;
    for byte in out[first..].iter_mut().filter(|byte| **byte == old).take(most) {
        *byte = new;
        count += 1;
    }
    Some((out, count))
}

/// One more than the greatest number of splits or replacements: Python's negative numbers mean all.
pub fn most(count: isize) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        assert_eq!(clamp(None, None, 3), Some(0..3));
        assert_eq!(clamp(Some(-2), Some(-1), 3), Some(1..2));
        assert_eq!(clamp(Some(-9), Some(9), 3), Some(0..3));
        assert_eq!(clamp(Some(3), None, 3), Some(3..3));
        assert_eq!(clamp(Some(4), None, 3), None);
        assert_eq!(clamp(Some(2), Some(1), 3), None);
        assert_eq!(clamp(Some(isize::MIN), Some(isize::MIN), 3), Some(0..0));
    }

    fn parts(text: &str, separator: &str, most: usize) -> Vec<String> {
        split(text.as_bytes(), separator.as_bytes(), most).map(|range| text[range].to_string()).collect()
    }

    fn last_parts(text: &str, separator: &str, most: usize) -> Vec<String> {
        rsplit(text.as_bytes(), separator.as_bytes(), most).into_iter().map(|range| text[range].to_string()).collect()
    }

    #[test]
    fn splitting() {
        assert_eq!(parts("a,b,,c", ",", usize::MAX), ["a", "b", "", "c"]);
        assert_eq!(parts("a,b,,c", ",", 1), ["a", "b,,c"]);
        assert_eq!(parts("a,b", ",", 0), ["a,b"]);
        assert_eq!(parts("", ",", 5), [""]);
        assert_eq!(parts("aaaaa", "aa", 9), ["", "", "a"]);
        assert_eq!(last_parts("aaaaa", "aa", 9), ["a", "", ""]);
        assert_eq!(last_parts("a,b,,c", ",", 1), ["a,b,", "c"]);
        assert_eq!(last_parts("a,b", ",", 0), ["a,b"]);
    }

    #[test]
    fn replacing() {
        let replaced = |text: &str, old: &str, new: &str, most| {
            let done = replace(text.as_bytes(), old.as_bytes(), new.as_bytes(), most).unwrap();
            done.map(|(text, count)| (String::from_utf8(text).unwrap(), count))
        };
        assert_eq!(replaced("aXbXc", "X", "--", usize::MAX), Some(("a--b--c".into(), 2)));
        assert_eq!(replaced("aXbXc", "X", "Y", 1), Some(("aYbXc".into(), 1)));
        assert_eq!(replaced("aXbXc", "bX", "", 9), Some(("aXc".into(), 1)));
        assert_eq!(replaced("abc", "X", "Y", 9), None);
        assert_eq!(replaced("abc", "a", "Y", 0), None);
    }
}
