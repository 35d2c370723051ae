//! Format specifications, read.
//!
//! `[[fill]align][sign]["z"]["#"]["0"][width][grouping]["." precision [grouping]][type]`

use super::layout::Align;
use crate::text::chars::decimal;
use crate::text::wtf8::CodePoints;
use crate::text::{Fault, Wtf8, Wtf8Buf};

/// What separates groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    Comma,
    Underscore,
}

impl Grouping {
    pub(super) fn separator(self) -> u8 {
        match self {
            Grouping::Comma => b',',
            Grouping::Underscore => b'_',
        }
    }
}

/// Which signs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `-`: of negative numbers only, as without it.
    Minus,
    /// `+`.
    Plus,
    /// A space before positive numbers.
    Space,
}

/// A format specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    pub fill: u32,
    pub align: Align,
    pub sign: Option<Sign>,
    pub no_negative_zero: bool,
    pub alternate: bool,
    pub width: Option<usize>,
    pub grouping: Option<Grouping>,
    pub precision: Option<usize>,
    pub fraction_grouping: Option<Grouping>,
    /// The type's letter, whatever it is.
    pub kind: Option<u32>,
}

/// What a specification means where it is silent.
#[derive(Clone, Copy)]
pub(super) struct Defaults {
    pub(super) align: Align,
    pub(super) kind: Option<char>,
}

impl Spec {
    /// Reads a specification for an object of a named type.
    pub(super) fn parse(text: Wtf8<'_>, type_name: &str, defaults: Defaults) -> Result<Spec, Fault> {
        let mut rest = Reader(text.code_points());
        let (fill, align) = rest.fill_and_align();
        let mut spec = Spec {
            fill: fill.unwrap_or(' '.into()),
            align: align.unwrap_or(defaults.align),
            sign: rest.one_of([('-', Sign::Minus), ('+', Sign::Plus), (' ', Sign::Space)]),
            no_negative_zero: rest.eat('z'),
            alternate: rest.eat('#'),
            width: None,
            grouping: None,
            precision: None,
            fraction_grouping: None,
            kind: defaults.kind.map(u32::from),
        };
        if fill.is_none() && rest.eat('0') {
            spec.fill = '0'.into();
            if align.is_none() && defaults.align == Align::Right {
                spec.align = Align::AfterSign;
            }
        }
        spec.width = rest.integer()?;
        spec.grouping = rest.grouping()?;
        if rest.eat('.') {
            spec.precision = rest.integer()?;
            spec.fraction_grouping = rest.grouping()?;
            if spec.precision.is_none() && spec.fraction_grouping.is_none() {
                return Err(Fault::value("Format specifier missing precision"));
            }
        }
        spec.kind = rest.0.next().or(spec.kind);
        if rest.0.next().is_some() {
            let mut message = Wtf8Buf::from("Invalid format specifier '");
            message.push_wtf8(text);
            message.push_str(&format!("' for object of type '{type_name}'"));
            return Err(Fault::value(message));
        }
        spec.check_grouping()?;
        Ok(spec)
    }

    fn check_grouping(&self) -> Result<(), Fault> {
        let kind = self.kind.and_then(char::from_u32);
        let groups_fit = match (self.grouping, kind) {
            (None, _) => true,
            _ if self.kind.is_none() => true,
            (_, Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F')) => true,
            (grouping, kind) => grouping == Some(Grouping::Underscore) && matches!(kind, Some('b' | 'o' | 'x' | 'X')),
        };
        let wrong = match kind {
            _ if !groups_fit => self.grouping,
            Some('n') => self.fraction_grouping,
            _ => None,
        };
        let (Some(grouping), Some(kind)) = (wrong, self.kind) else { return Ok(()) };
        Err(Fault::value(format!("Cannot specify '{}' with '{}'.", grouping.separator() as char, shown(kind))))
    }

    /// The type's letter, if there is one. What is no character is no type of anything.
    pub(super) fn letter(&self) -> Option<char> {
        self.kind.map(|kind| char::from_u32(kind).unwrap_or('\u{fffd}'))
    }

    pub(super) fn unknown_kind(&self, type_name: &str) -> Fault {
        let kind = shown(self.kind.unwrap_or(0));
        Fault::value(format!("Unknown format code '{kind}' for object of type '{type_name}'"))
    }
}

/// A type's letter as messages show it.
fn shown(kind: u32) -> String {
    match char::from_u32(kind) {
        Some(c @ '!'..='\u{7f}') => c.to_string(),
        _ => format!("\\x{kind:x}"),
    }
}

/// What is still to be read.
struct Reader<'a>(CodePoints<'a>);

impl Reader<'_> {
    fn fill_and_align(&mut self) -> (Option<u32>, Option<Align>) {
        let mut ahead = self.0.clone();
        let first = ahead.next();
        if let Some(align) = ahead.next().and_then(Align::of) {
            self.0 = ahead;
            return (first, Some(align));
        }
        let align = first.and_then(Align::of);
        if align.is_some() {
            self.0.next();
        }
        (None, align)
    }

    fn peek(&self) -> Option<u32> {
        self.0.clone().next()
    }

    fn eat(&mut self, c: char) -> bool {
        let is_next = self.peek() == Some(c.into());
        if is_next {
            self.0.next();
        }
        is_next
    }

    fn one_of<T: Copy, const N: usize>(&mut self, choices: [(char, T); N]) -> Option<T> {
        choices.into_iter().find(|&(c, _)| self.eat(c)).map(|(_, value)| value)
    }

    /// Decimal digits of any script.
    fn integer(&mut self) -> Result<Option<usize>, Fault> {
        let mut value = None;
        while let Some(digit) = self.peek().and_then(decimal) {
            self.0.next();
            let next = value.unwrap_or(0usize).checked_mul(10).and_then(|tens| tens.checked_add(digit.into()));
            let next = next.filter(|&next| next <= isize::MAX as usize);
            value = Some(next.ok_or_else(|| Fault::value("Too many decimal digits in format string"))?);
        }
        Ok(value)
    }

    fn grouping(&mut self) -> Result<Option<Grouping>, Fault> {
        let grouping = self.one_of([(',', Grouping::Comma), ('_', Grouping::Underscore)]);
        let other = match grouping {
            Some(Grouping::Comma) => self.eat('_'),
            Some(Grouping::Underscore) => self.eat(','),
            None => false,
        };
        match other {
            true => Err(Fault::value("Cannot specify both ',' and '_'.")),
            false => Ok(grouping),
        }
    }
}
