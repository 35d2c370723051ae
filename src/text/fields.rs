//! Format strings of `str.format`: literals and replacement fields.
//!
//! `"{" [name] ["!" conversion] [":" spec] "}"`, where a name is an argument's number or keyword, with attributes and items.
//! Takes a string, gives its pieces; the caller looks names up, and formats specifications that have fields themselves (no
//! deeper than [`MAX_DEPTH`]).

use super::Fault;
use super::chars::decimal;
use super::wtf8::CodePoints;

/// How deep fields may be nested: those of a specification are the second level.
pub const MAX_DEPTH: usize = 2;

/// What to say of fields that are nested deeper.
pub fn too_deep() -> Fault {
    Fault::value("Max string recursion exceeded")
}

/// Some text, and the field behind it. A doubled brace ends a literal that no field follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    pub literal: &'a [u8],
    pub field: Option<Field<'a>>,
}

/// A replacement field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    pub name: &'a [u8],
    pub conversion: Option<u32>,
    pub spec: &'a [u8],
    /// Whether the specification has fields itself.
    pub is_nested: bool,
}

/// Reads a format string from left to right; after an error there is no more.
#[derive(Clone, Debug)]
pub struct Parser<'a> {
    rest: &'a [u8],
}

impl<'a> Parser<'a> {
    pub fn new(format: &'a [u8]) -> Self {
        Parser { rest: format }
    }

    fn take(&mut self, len: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(len);
        self.rest = rest;
        taken
    }

    fn piece(&mut self) -> Result<Piece<'a>, Fault> {
        let Some(brace) = memchr::memchr2(b'{', b'}', self.rest) else {
            return Ok(Piece { literal: self.take(self.rest.len()), field: None });
        };
        if self.rest.get(brace + 1) == self.rest.get(brace) {
            let literal = self.take(brace + 1);
            self.take(1);
            return Ok(Piece { literal, field: None });
        }
        let literal = self.take(brace);
        match (self.take(1), self.rest) {
            (b"}", _) => Err(Fault::value("Single '}' encountered in format string")),
            (_, []) => Err(Fault::value("Single '{' encountered in format string")),
            _ => Ok(Piece { literal, field: Some(self.field()?) }),
        }
    }

    fn field(&mut self) -> Result<Field<'a>, Fault> {
        let name = self.take(name_end(self.rest));
        let mut field = Field { name, conversion: None, spec: b"", is_nested: false };
        match self.take(self.rest.len().min(1)) {
            b"}" => return Ok(field),
            b"{" => return Err(Fault::value("unexpected '{' in field name")),
            b"!" => {
                let mut points = CodePoints::of(self.rest);
                field.conversion = points.next();
                if field.conversion.is_none() {
                    return Err(Fault::value("end of string while looking for conversion specifier"));
                }
                self.rest = points.rest();
                match self.take(self.rest.len().min(1)) {
                    b"}" => return Ok(field),
                    b":" | b"" => {}
                    _ => return Err(Fault::value("expected ':' after conversion specifier")),
                }
            }
            b":" => {}
            _ => return Err(Fault::value("expected '}' before end of string")),
        }
        let end = spec_end(self.rest).ok_or_else(|| Fault::value("unmatched '{' in format spec"))?;
        field.spec = self.take(end);
        field.is_nested = field.spec.contains(&b'{');
        self.take(1);
        Ok(field)
    }
}

/// Where a field's name ends: at a brace, colon or exclamation mark that is not in brackets.
fn name_end(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'[' => at += memchr::memchr(b']', &text[at..]).unwrap_or(text.len() - at),
            b'{' | b'}' | b':' | b'!' => return at,
            _ => at += 1,
        }
        if text.get(at) == Some(&b']') {
            at += 1;
        }
    }
    text.len()
}

/// Where the brace is that closes the field.
fn spec_end(text: &[u8]) -> Option<usize> {
    let mut depth = 1;
    memchr::memchr2_iter(b'{', b'}', text).find(|&at| {
        if text[at] == b'{' {
            depth += 1;
        } else {
            depth -= 1;
        }
        depth == 0
    })
}

impl<'a> Iterator for Parser<'a> {
    type Item = Result<Piece<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let piece = self.piece();
        if piece.is_err() {
            self.rest = b"";
        }
        Some(piece)
    }
}

/// What a name begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First<'a> {
    /// The next argument.
    Next,
    Number(usize),
    Keyword(&'a [u8]),
}

/// What follows in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    Attribute(&'a [u8]),
    /// An item whose index is a number.
    Number(usize),
    Item(&'a [u8]),
}

/// The beginning of a name, and its steps.
pub fn name(name: &[u8]) -> Result<(First<'_>, Steps<'_>), Fault> {
    let end = memchr::memchr2(b'.', b'[', name).unwrap_or(name.len());
    let (first, rest) = name.split_at(end);
    let first = match number(first)? {
        _ if first.is_empty() => First::Next,
        Some(number) => First::Number(number),
        None => First::Keyword(first),
    };
    Ok((first, Steps { rest }))
}

/// The attributes and items of a name.
#[derive(Clone, Debug)]
pub struct Steps<'a> {
    rest: &'a [u8],
}

impl<'a> Steps<'a> {
    fn step(&mut self) -> Result<Step<'a>, Fault> {
        let (&kind, rest) = self.rest.split_first().unwrap_or((&b'.', b""));
        let (name, step) = match kind {
            b'.' => {
                let end = memchr::memchr2(b'.', b'[', rest).unwrap_or(rest.len());
                self.rest = &rest[end..];
                (&rest[..end], Step::Attribute(&rest[..end]))
            }
            b'[' => {
                let end = memchr::memchr(b']', rest).ok_or_else(|| Fault::value("Missing ']' in format string"))?;
                self.rest = &rest[end + 1..];
                (&rest[..end], number(&rest[..end])?.map_or(Step::Item(&rest[..end]), Step::Number))
            }
            _ => return Err(Fault::value("Only '.' or '[' may follow ']' in format field specifier")),
        };
        match name.is_empty() {
            true => Err(Fault::value("Empty attribute in format string")),
            false => Ok(step),
        }
    }
}

impl<'a> Iterator for Steps<'a> {
    type Item = Result<Step<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let step = self.step();
        if step.is_err() {
            self.rest = b"";
        }
        Some(step)
    }
}

/// The number that decimal digits make, of any script.
fn number(text: &[u8]) -> Result<Option<usize>, Fault> {
    let mut value = None;
    for c in CodePoints::of(text) {
        let Some(digit) = decimal(c) else { return Ok(None) };
        let next = value.unwrap_or(0usize).checked_mul(10).and_then(|tens| tens.checked_add(digit.into()));
        let next = next.filter(|&next| next <= isize::MAX as usize);
        value = Some(next.ok_or_else(|| Fault::value("Too many decimal digits in format string"))?);
    }
    Ok(value)
}

/// Counts the fields without a number. A string, specifications included, has numbers in all fields or in none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbering {
    /// Nothing before the first field that takes a number.
    next: Option<Option<usize>>,
}

impl Numbering {
    /// Which argument a name means, if it is not a keyword.
    pub fn index(&mut self, first: First<'_>) -> Result<Option<usize>, Fault> {
        let given = match first {
            First::Keyword(_) => return Ok(None),
            First::Number(number) => Some(number),
            First::Next => None,
        };
        match (self.next.unwrap_or(given.is_none().then_some(0)), given) {
            (None, Some(number)) => {
                self.next = Some(None);
                Ok(Some(number))
            }
            (Some(number), None) => {
                self.next = Some(Some(number + 1));
                Ok(Some(number))
            }
            (Some(_), Some(_)) => {
                Err(Fault::value("cannot switch from automatic field numbering to manual field specification"))
            }
            (None, None) => Err(Fault::value("cannot switch from manual field specification to automatic field numbering")),
        }
    }
}

/// What to say of a conversion other than `s`, `r` and `a`.
pub fn unknown_conversion(conversion: u32) -> Fault {
    match char::from_u32(conversion) {
        Some(c @ '!'..='\u{7f}') => Fault::value(format!("Unknown conversion specifier {c}")),
        _ => Fault::value(format!("Unknown conversion specifier \\x{conversion:x}")),
    }
}
