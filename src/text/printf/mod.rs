//! Formatting with `%`: of `str`, and of `bytes` (PEP 461).
//!
//! [`Parser`] takes a format and gives literal pieces and conversions, in turn; the caller looks up each conversion's
//! argument, makes it a text or a number, and has it laid out by [`text`], [`bytes`], [`integer`] or [`float`].

mod layout;

use super::wtf8::{CodePoints, count_chars};
use super::{Class, Fault};
pub use layout::{bytes, float, integer, text};

/// What a format is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Literal(&'a [u8]),
    Conversion(Conversion<'a>),
}

/// `%(key)flags width.precision kind`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversion<'a> {
    pub key: Option<&'a [u8]>,
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// A space.
    pub space: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
    /// `*`: the next argument is the width.
    pub takes_width: bool,
    pub width: usize,
    /// `.*`: the next argument is the precision.
    pub takes_precision: bool,
    pub precision: Option<usize>,
    /// The letter, known or not.
    pub kind: u32,
    /// Where the letter stands.
    offset: usize,
}

impl Conversion<'_> {
    /// A width that was an argument.
    pub fn set_width(&mut self, width: isize) {
        self.left |= width < 0;
        self.width = width.unsigned_abs();
    }

    /// A precision that was an argument.
    pub fn set_precision(&mut self, precision: i32) {
        self.precision = Some(usize::try_from(precision).unwrap_or(0));
    }

    /// Whether an integer in base 10 stays as it is.
    pub fn is_plain(&self) -> bool {
        self.width == 0 && self.precision.is_none() && !self.plus && !self.space
    }

    /// The letter, if it is ASCII.
    pub fn letter(&self) -> Option<u8> {
        u8::try_from(self.kind).ok().filter(u8::is_ascii)
    }
}

/// What is wrong with a format. So many arguments for `*` are asked for before that is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    pub stars: usize,
    pub fault: Fault,
}

/// Whose format it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Str,
    Bytes,
}

/// Reads a format from left to right; after an error there is no more.
#[derive(Clone, Debug)]
pub struct Parser<'a> {
    format: &'a [u8],
    of: Of,
    /// Whether keys can be looked up in the argument.
    has_mapping: bool,
    at: usize,
}

impl<'a> Parser<'a> {
    pub fn new(format: &'a [u8], of: Of, has_mapping: bool) -> Self {
        Parser { format, of, has_mapping, at: 0 }
    }

    /// Whose format it is.
    pub fn of(&self) -> Of {
        self.of
    }

    /// What to say, once the argument is there, of a letter that means nothing.
    pub fn unsupported(&self, conversion: &Conversion<'_>) -> Fault {
        let (kind, index) = (conversion.kind, &self.format[..conversion.offset]);
        let (shown, index) = match self.of {
            Of::Str => (char::from_u32(kind).filter(|c| matches!(c, '\u{1f}'..='~')).unwrap_or('?'), count_chars(index)),
            // CPython has a signed byte here, and trips over it.
            Of::Bytes if kind >= 0x80 => return Fault::overflow("character argument not in range(0x110000)"),
            Of::Bytes => (char::from_u32(kind).unwrap_or('?'), index.len()),
        };
        Fault::value(format!("unsupported format character '{shown}' (0x{kind:x}) at index {index}"))
    }

    fn peek(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        if is_next {
            self.at += 1;
        }
        is_next
    }

    fn conversion(&mut self, stars: &mut usize) -> Result<Conversion<'a>, Fault> {
        let mut conversion = Conversion { key: self.key()?, ..Conversion::default() };
        while let Some(flag) = self.peek() {
            let flag = match flag {
                b'-' => &mut conversion.left,
                b'+' => &mut conversion.plus,
                b' ' => &mut conversion.space,
                b'#' => &mut conversion.alternate,
                b'0' => &mut conversion.zero,
                _ => break,
            };
            *flag = true;
            self.at += 1;
        }
        conversion.takes_width = self.eat(b'*');
        if conversion.takes_width {
            *stars += 1;
        } else {
            conversion.width = self.number(isize::MAX as usize, "width too big")?.unwrap_or(0);
        }
        if self.eat(b'.') {
            conversion.takes_precision = self.eat(b'*');
            if conversion.takes_precision {
                *stars += 1;
            } else {
                let words = if self.of == Of::Str { "precision too big" } else { "prec too big" };
                conversion.precision = Some(self.number(i32::MAX as usize, words)?.unwrap_or(0));
            }
        }
        // C's lengths mean nothing.
        if matches!(self.peek(), Some(b'h' | b'l' | b'L')) {
            self.at += 1;
        }
        conversion.offset = self.at;
        conversion.kind = self.kind().ok_or_else(|| Fault::value("incomplete format"))?;
        Ok(conversion)
    }

    fn kind(&mut self) -> Option<u32> {
        let rest = &self.format[self.at..];
        let (kind, len) = match self.of {
            Of::Bytes => (u32::from(*rest.first()?), 1),
            Of::Str => {
                let mut points = CodePoints::of(rest);
                (points.next()?, rest.len() - points.rest().len())
            }
        };
        self.at += len;
        Some(kind)
    }

    /// What is in parentheses, which may be nested.
    fn key(&mut self) -> Result<Option<&'a [u8]>, Fault> {
        if !self.eat(b'(') {
            return Ok(None);
        }
        if !self.has_mapping {
            return Err(Fault::new(Class::TypeError, "format requires a mapping"));
        }
        let start = self.at;
        let mut depth = 1;
        while depth > 0 {
            match self.peek() {
                Some(b'(') => depth += 1,
                Some(b')') => depth -= 1,
                Some(_) => {}
                None => return Err(Fault::value("incomplete format key")),
            }
            self.at += 1;
        }
        Ok(Some(&self.format[start..self.at - 1]))
    }

    fn number(&mut self, most: usize, words: &'static str) -> Result<Option<usize>, Fault> {
        let mut value = None;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            self.at += 1;
            let next = value.unwrap_or(0usize).checked_mul(10).and_then(|tens| tens.checked_add((digit - b'0').into()));
            value = Some(next.filter(|&next| next <= most).ok_or_else(|| Fault::value(words))?);
        }
        Ok(value)
    }
}

impl<'a> Iterator for Parser<'a> {
    type Item = Result<Piece<'a>, Malformed>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.format[self.at..];
        if rest.is_empty() {
            return None;
        }
        match memchr::memchr(b'%', rest) {
            Some(0) => {}
            literal => {
                let literal = &rest[..literal.unwrap_or(rest.len())];
                self.at += literal.len();
                return Some(Ok(Piece::Literal(literal)));
            }
        }
        self.at += 1;
        if self.eat(b'%') {
            return Some(Ok(Piece::Literal(b"%")));
        }
        let mut stars = 0;
        let conversion = self.conversion(&mut stars);
        if conversion.is_err() {
            self.at = self.format.len();
        }
        Some(conversion.map(Piece::Conversion).map_err(|fault| Malformed { stars, fault }))
    }
}
