//! Python's strings as bytes: generalised UTF-8, in which a surrogate is a code point like any other.
//!
//! Takes bytes that are UTF-8 but for surrogates (three bytes each, a pair of them never merged), and gives code points and
//! parts by index. Any other bytes give some code points.

use super::error::Fault;
use super::index::CharIndex;
use std::borrow::Cow;
use std::fmt::{self, Write};
use std::ops::Range;

/// A string that someone else keeps, and how many code points it has.
#[derive(Clone, Copy)]
pub struct Wtf8<'a> {
    bytes: &'a [u8],
    chars: usize,
    index: Option<&'a CharIndex>,
}

impl<'a> Wtf8<'a> {
    /// Counts the code points.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self::with_len(bytes, count_chars(bytes))
    }

    /// For who knows the number of code points already.
    pub fn with_len(bytes: &'a [u8], chars: usize) -> Self {
        debug_assert_eq!(chars, count_chars(bytes));
        Wtf8 { bytes, chars, index: None }
    }

    /// The same string, with a table that makes its indices quick.
    pub fn indexed(self, index: &'a CharIndex) -> Self {
        Wtf8 { index: Some(index), ..self }
    }

    pub fn as_bytes(self) -> &'a [u8] {
        self.bytes
    }

    /// Nothing if there are surrogates.
    pub fn as_str(self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes).ok()
    }

    /// With U+FFFD for surrogates.
    pub fn to_string_lossy(self) -> Cow<'a, str> {
        match self.as_str() {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(self.code_points().map(|c| char::from_u32(c).unwrap_or('\u{fffd}')).collect()),
        }
    }

    pub fn len_chars(self) -> usize {
        self.chars
    }

    pub fn is_empty(self) -> bool {
        self.bytes.is_empty()
    }

    pub fn is_ascii(self) -> bool {
        self.chars == self.bytes.len()
    }

    pub fn code_points(self) -> CodePoints<'a> {
        CodePoints(self.bytes)
    }

    /// The code points, each with its offset.
    pub fn code_point_offsets(self) -> impl Iterator<Item = (usize, u32)> + use<'a> {
        let mut rest = self.code_points();
        std::iter::from_fn(move || {
            let at = self.bytes.len() - rest.0.len();
            rest.next().map(|c| (at, c))
        })
    }

    /// The offset at which a code point starts, or the end.
    pub fn offset(self, char: usize) -> usize {
        match self.index {
            _ if self.is_ascii() => char.min(self.bytes.len()),
            Some(index) => index.offset(self.bytes, char),
            None => skip_chars(self.bytes, 0, char),
        }
    }

    /// Which code point starts at an offset.
    pub fn char_at(self, offset: usize) -> usize {
        match self.index {
            _ if self.is_ascii() => offset,
            Some(index) => index.char_at(self.bytes, offset),
            None => count_chars(&self.bytes[..offset]),
        }
    }

    pub fn get(self, char: usize) -> Option<u32> {
        if char >= self.chars {
            return None;
        }
        CodePoints(&self.bytes[self.offset(char)..]).next()
    }

    /// The code points in a range, which is cut to the string.
    pub fn slice(self, chars: Range<usize>) -> Wtf8<'a> {
        let end = chars.end.min(self.chars);
        let start = chars.start.min(end);
        let bytes = self.offset(start)..self.offset(end);
        Wtf8 { bytes: &self.bytes[bytes], chars: end - start, index: None }
    }

    /// So many code points from one on, `step` apart. All of them must be there.
    pub fn slice_step(self, start: usize, step: isize, count: usize) -> Wtf8Buf {
        if count == 0 {
            return Wtf8Buf::new();
        }
        let at = |nth: usize| start.wrapping_add_signed(step.wrapping_mul(nth as isize));
        let (low, high) = (start.min(at(count - 1)), start.max(at(count - 1)));
        let part = self.slice(low..high.saturating_add(1));
        let apart = step.unsigned_abs().max(1);
        match (self.is_ascii(), step < 0) {
            _ if step == -1 => part.reversed(),
            (true, true) => part.bytes.iter().rev().step_by(apart).map(|&byte| byte.into()).collect(),
            (true, false) => part.bytes.iter().step_by(apart).map(|&byte| byte.into()).collect(),
            (false, true) => part.code_points().rev().step_by(apart).collect(),
            (false, false) => part.code_points().step_by(apart).collect(),
        }
    }

    fn reversed(self) -> Wtf8Buf {
        let mut bytes = self.bytes.to_vec();
        bytes.reverse();
        if !self.is_ascii() {
            // Each code point has been turned with all others.
            bytes.chunk_by_mut(|byte, _| !starts_char(*byte)).for_each(<[u8]>::reverse);
        }
        Wtf8Buf { bytes, chars: self.chars }
    }

    /// The part between two offsets that are between code points.
    pub fn part(self, bytes: Range<usize>) -> Wtf8<'a> {
        let bytes = &self.bytes[bytes];
        let chars = if self.is_ascii() { bytes.len() } else { count_chars(bytes) };
        Wtf8 { bytes, chars, index: None }
    }

    pub fn to_buf(self) -> Wtf8Buf {
        Wtf8Buf { bytes: self.bytes.to_vec(), chars: self.chars }
    }
}

impl<'a> From<&'a str> for Wtf8<'a> {
    fn from(text: &'a str) -> Self {
        Wtf8::new(text.as_bytes())
    }
}

impl PartialEq for Wtf8<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for Wtf8<'_> {}

/// By code points: this encoding keeps their order.
impl Ord for Wtf8<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.bytes.cmp(other.bytes)
    }
}

impl PartialOrd for Wtf8<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Wtf8<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        super::repr::str(self.bytes, &mut text);
        f.write_str(&text)
    }
}

/// A string being built. It counts its code points as they come.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Wtf8Buf {
    bytes: Vec<u8>,
    chars: usize,
}

impl Wtf8Buf {
    pub const fn new() -> Self {
        Wtf8Buf { bytes: Vec::new(), chars: 0 }
    }

    pub fn with_capacity(bytes: usize) -> Self {
        Wtf8Buf { bytes: Vec::with_capacity(bytes), chars: 0 }
    }

    /// A `MemoryError` where there is no room for so many bytes.
    pub fn try_with_capacity(bytes: usize) -> Result<Self, Fault> {
        let mut out = Wtf8Buf::new();
        out.bytes.try_reserve_exact(bytes).map_err(|_| Fault::memory())?;
        Ok(out)
    }

    pub fn as_wtf8(&self) -> Wtf8<'_> {
        Wtf8 { bytes: &self.bytes, chars: self.chars, index: None }
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub fn len_chars(&self) -> usize {
        self.chars
    }

    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The bytes, and how many code points they are.
    pub fn into_parts(self) -> (Vec<u8>, usize) {
        (self.bytes, self.chars)
    }

    pub fn reserve(&mut self, bytes: usize) {
        self.bytes.reserve(bytes);
    }

    /// Appends a code point, a surrogate or not.
    pub fn push(&mut self, c: u32) {
        let last = |shift: u32| 0x80 | (c >> shift & 0x3f) as u8;
        self.chars += 1;
        match c {
            0..0x80 => self.bytes.push(c as u8),
            0x80..0x800 => self.bytes.extend_from_slice(&[0xc0 | (c >> 6) as u8, last(0)]),
            0x800..0x10000 => self.bytes.extend_from_slice(&[0xe0 | (c >> 12) as u8, last(6), last(0)]),
            _ => self.bytes.extend_from_slice(&[0xf0 | (c >> 18 & 0x07) as u8, last(12), last(6), last(0)]),
        }
    }

    pub fn push_char(&mut self, c: char) {
        self.push(c.into());
    }

    pub fn push_str(&mut self, text: &str) {
        self.push_wtf8(text.into());
    }

    pub fn push_wtf8(&mut self, text: Wtf8<'_>) {
        self.bytes.extend_from_slice(text.bytes);
        self.chars += text.chars;
    }

    /// A `MemoryError` where there is no room for it.
    pub fn try_push_wtf8(&mut self, text: Wtf8<'_>) -> Result<(), Fault> {
        self.bytes.try_reserve(text.bytes.len()).map_err(|_| Fault::memory())?;
        self.push_wtf8(text);
        Ok(())
    }

    /// Appends bytes that are ASCII.
    pub fn push_ascii(&mut self, text: &[u8]) {
        debug_assert!(text.is_ascii());
        self.bytes.extend_from_slice(text);
        self.chars += text.len();
    }

    /// Appends a code point so many times.
    pub fn push_fill(&mut self, code_point: u32, count: usize) {
        match u8::try_from(code_point) {
            Ok(byte) if byte.is_ascii() => {
                self.bytes.resize(self.bytes.len() + count, byte);
                self.chars += count;
            }
            _ => (0..count).for_each(|_| self.push(code_point)),
        }
    }

    /// Goes back to an earlier length, in bytes and in code points.
    pub(super) fn truncate(&mut self, (bytes, chars): (usize, usize)) {
        self.bytes.truncate(bytes);
        self.chars = chars;
    }

    pub(super) fn from_parts(bytes: Vec<u8>, chars: usize) -> Self {
        debug_assert_eq!(chars, count_chars(&bytes));
        Wtf8Buf { bytes, chars }
    }
}

impl From<Vec<u8>> for Wtf8Buf {
    fn from(bytes: Vec<u8>) -> Self {
        let chars = count_chars(&bytes);
        Wtf8Buf { bytes, chars }
    }
}

impl From<String> for Wtf8Buf {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

impl From<&str> for Wtf8Buf {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl FromIterator<u32> for Wtf8Buf {
    fn from_iter<T: IntoIterator<Item = u32>>(code_points: T) -> Self {
        let mut out = Wtf8Buf::new();
        out.extend(code_points);
        out
    }
}

impl Extend<u32> for Wtf8Buf {
    fn extend<T: IntoIterator<Item = u32>>(&mut self, code_points: T) {
        let code_points = code_points.into_iter();
        self.reserve(code_points.size_hint().0);
        code_points.for_each(|c| self.push(c));
    }
}

impl Write for Wtf8Buf {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_str(text);
        Ok(())
    }
}

impl fmt::Debug for Wtf8Buf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_wtf8().fmt(f)
    }
}

/// The code points of a string, from either end.
#[derive(Clone)]
pub struct CodePoints<'a>(&'a [u8]);

impl<'a> CodePoints<'a> {
    pub fn of(bytes: &'a [u8]) -> Self {
        CodePoints(bytes)
    }

    /// What has not been read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.0
    }
}

impl Iterator for CodePoints<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (&lead, rest) = self.0.split_first()?;
        self.0 = rest;
        if lead.is_ascii() {
            return Some(lead.into());
        }
        let (bits, more) = match lead {
            0xf0.. => (lead & 0x07, 3),
            0xe0.. => (lead & 0x0f, 2),
            _ => (lead & 0x1f, 1),
        };
        let (tail, rest) = rest.split_at(more.min(rest.len()));
        self.0 = rest;
        Some(tail.iter().fold(bits.into(), |value, byte| value << 6 | u32::from(byte & 0x3f)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.0.len().div_ceil(4), Some(self.0.len()))
    }
}

impl DoubleEndedIterator for CodePoints<'_> {
    fn next_back(&mut self) -> Option<u32> {
        let (&last, rest) = self.0.split_last()?;
        if last.is_ascii() {
            self.0 = rest;
            return Some(last.into());
        }
        let start = self.0.iter().rposition(|&byte| starts_char(byte)).unwrap_or(0);
        let (rest, char) = self.0.split_at(start);
        self.0 = rest;
        CodePoints(char).next()
    }
}

/// Whether a byte is the first of a code point.
pub(super) fn starts_char(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

/// How many code points bytes are.
pub fn count_chars(bytes: &[u8]) -> usize {
    // Sums of one byte each, so that the compiler can add many at once.
    let (chunks, rest) = bytes.as_chunks::<128>();
    let count = |part: &[u8]| part.iter().map(|&byte| u8::from(starts_char(byte))).sum::<u8>() as usize;
    chunks.iter().map(|chunk| count(chunk)).sum::<usize>() + count(rest)
}

/// The offset so many code points behind an offset, or the end.
pub(super) fn skip_chars(bytes: &[u8], mut offset: usize, mut chars: usize) -> usize {
    while let Some(chunk) = bytes.get(offset..offset + 64) {
        let here = count_chars(chunk);
        // The chunk may end within a code point.
        if here >= chars {
            break;
        }
        chars -= here;
        offset += 64;
    }
    for (at, &byte) in bytes.iter().enumerate().skip(offset) {
        if starts_char(byte) {
            if chars == 0 {
                return at;
            }
            chars -= 1;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Code points of every length, surrogates among them, in pairs and alone.
    fn mixed(length: usize) -> Vec<u32> {
        const ALPHABET: [u32; 9] = [0x61, 0xe9, 0xd83d, 0xde00, 0x1f600, 0xffff, 0x7f, 0x80, 0x10ffff];
        (0..length).map(|at| ALPHABET[(at * at + at / 7) % ALPHABET.len()]).collect()
    }

    #[test]
    fn code_points_from_either_end() {
        let points = mixed(500);
        let text: Wtf8Buf = points.iter().copied().collect();
        assert_eq!(text.len_chars(), 500);
        assert_eq!(text.as_wtf8(), Wtf8::new(text.as_bytes()));
        assert!(text.as_wtf8().code_points().eq(points.iter().copied()));
        assert!(text.as_wtf8().code_points().rev().eq(points.iter().rev().copied()));
        assert_eq!(text.as_wtf8().as_str(), None);
        assert_eq!(Wtf8::from("é😀").as_str(), Some("é😀"));
    }

    #[test]
    fn indices_and_slices() {
        let points = mixed(300);
        let text: Wtf8Buf = points.iter().copied().collect();
        let plain = text.as_wtf8();
        let index = CharIndex::new(text.as_bytes());
        for text in [plain, plain.indexed(&index)] {
            for (at, &point) in points.iter().enumerate() {
                assert_eq!(text.get(at), Some(point));
                assert_eq!(text.char_at(text.offset(at)), at);
            }
            assert_eq!(text.get(300), None);
            assert_eq!(text.offset(300), text.as_bytes().len());
            assert_eq!(text.char_at(text.as_bytes().len()), 300);
            assert!(text.slice(7..99).code_points().eq(points[7..99].iter().copied()));
            assert_eq!(text.slice(7..99).len_chars(), 92);
            assert!(text.slice(299..1000).code_points().eq([points[299]]));
            assert!(text.slice(300..301).is_empty());
            let backwards = text.slice_step(299, -7, 42);
            assert!(backwards.as_wtf8().code_points().eq((0..42).map(|nth| points[299 - 7 * nth])));
            let forwards = text.slice_step(1, 3, 100);
            assert!(forwards.as_wtf8().code_points().eq((0..100).map(|nth| points[1 + 3 * nth])));
        }
        assert_eq!(Wtf8::from("abcdef").slice_step(5, -2, 3).as_bytes(), b"fdb");
    }

    #[test]
    fn order_is_that_of_code_points() {
        let order = [0x0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdfff, 0xe000, 0xffff, 0x10000, 0x10ffff];
        let texts = order.map(|c| Wtf8Buf::from_iter([c]));
        assert!(texts.is_sorted_by(|a, b| a.as_wtf8() < b.as_wtf8()));
    }

    #[test]
    fn any_bytes_give_something() {
        for bytes in [&b"\xff"[..], b"\x80\x80", b"\xf0\x9f", b"\xed\xa0", b"a\xc3"] {
            let text = Wtf8::new(bytes);
            text.code_points().count();
            text.code_points().rev().count();
            text.get(0);
            text.slice(0..9);
            text.slice_step(0, 1, text.len_chars());
        }
    }
}
