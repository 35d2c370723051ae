//! Laying out: padding of any text; sign, prefix, grouped digits and padding of numbers.

use super::spec::{Grouping, Sign, Spec};
use crate::text::{Fault, Wtf8, Wtf8Buf};
use std::borrow::Cow;

/// Where a text stands in its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
    Center,
    /// The padding stands behind the sign.
    AfterSign,
}

impl Align {
    pub(super) fn of(c: u32) -> Option<Align> {
        match char::from_u32(c)? {
            '<' => Some(Align::Left),
            '>' => Some(Align::Right),
            '^' => Some(Align::Center),
            '=' => Some(Align::AfterSign),
            _ => None,
        }
    }

    /// How much padding stands before the text.
    fn left(self, padding: usize) -> usize {
        match self {
            Align::Right => padding,
            Align::Center => padding / 2,
            Align::Left | Align::AfterSign => 0,
        }
    }
}

/// A text in a width.
pub(in crate::text) fn pad(text: Wtf8<'_>, width: usize, fill: u32, align: Align) -> Result<Wtf8Buf, Fault> {
    let padding = width.saturating_sub(text.len_chars());
    let mut out = room(text.as_bytes().len(), padding, fill)?;
    let left = align.left(padding);
    out.push_fill(fill, left);
    out.push_wtf8(text);
    out.push_fill(fill, padding - left);
    Ok(out)
}

fn room(bytes: usize, padding: usize, fill: u32) -> Result<Wtf8Buf, Fault> {
    let size = char::from_u32(fill).map_or(3, char::len_utf8);
    let bytes = padding.checked_mul(size).and_then(|padding| padding.checked_add(bytes));
    Wtf8Buf::try_with_capacity(bytes.ok_or_else(Fault::memory)?)
}

/// The parts of a number, all but its padding.
#[derive(Clone, Copy, Default)]
pub(super) struct Number<'a> {
    pub(super) is_negative: bool,
    /// `0x` and its like.
    pub(super) prefix: &'a str,
    /// What is grouped and filled with zeros. None of `inf` and `nan`.
    pub(super) digits: &'a str,
    pub(super) has_point: bool,
    pub(super) fraction: &'a str,
    /// Exponent, percent sign, or the letters of what is no number.
    pub(super) rest: &'a str,
}

impl<'a> Number<'a> {
    /// Takes apart what `text::float::digits` writes.
    pub(super) fn of_float(is_negative: bool, text: &'a str) -> Self {
        let (digits, rest) = text.split_at(leading_digits(text));
        let behind = rest.strip_prefix('.');
        let (fraction, rest) = behind.map_or(("", rest), |behind| behind.split_at(leading_digits(behind)));
        Number { is_negative, prefix: "", digits, has_point: behind.is_some(), fraction, rest }
    }

    pub(super) fn sign(&self, sign: Option<Sign>) -> Option<u8> {
        match sign {
            _ if self.is_negative => Some(b'-'),
            Some(Sign::Plus) => Some(b'+'),
            Some(Sign::Space) => Some(b' '),
            Some(Sign::Minus) | None => None,
        }
    }

    /// Writes the number in the width that a specification wants. Groups of digits are of this size.
    pub(super) fn lay_out(&self, spec: &Spec, group: usize) -> Result<Wtf8Buf, Fault> {
        let width = spec.width.unwrap_or(0);
        let sign = self.sign(spec.sign);
        let fraction = group_fraction(self.fraction, spec.fraction_grouping);
        let others =
            usize::from(sign.is_some()) + self.prefix.len() + usize::from(self.has_point) + fraction.len() + self.rest.len();
        let fills_with_zeros = spec.fill == u32::from('0') && spec.align == Align::AfterSign;
        let least = if fills_with_zeros { width.saturating_sub(others) } else { 0 };
        let zeros = self.leading_zeros(least, spec.grouping, group);
        let separators = spec.grouping.map_or(0, |_| (self.digits.len() + zeros).saturating_sub(1) / group);
        let used = others + self.digits.len() + separators;
        let padding = width.saturating_sub(used.saturating_add(zeros));
        let mut out = room(used.saturating_add(zeros), padding, spec.fill)?;
        let left = spec.align.left(padding);
        let behind_sign = if spec.align == Align::AfterSign { padding } else { 0 };
        out.push_fill(spec.fill, left);
        out.push_ascii(sign.as_slice());
        out.push_ascii(self.prefix.as_bytes());
        out.push_fill(spec.fill, behind_sign);
        self.push_digits(zeros, spec.grouping, group, &mut out);
        if self.has_point {
            out.push_ascii(b".");
        }
        out.push_ascii(fraction.as_bytes());
        out.push_ascii(self.rest.as_bytes());
        out.push_fill(spec.fill, padding - left - behind_sign);
        Ok(out)
    }

    /// How many zeros make the digits with their separators at least so wide.
    fn leading_zeros(&self, least: usize, grouping: Option<Grouping>, group: usize) -> usize {
        if self.digits.is_empty() {
            return 0;
        }
        let wanted = match grouping {
            None => least,
            // Of each group and its separator, only the digits count.
            Some(_) => least - least.saturating_sub(1) / (group + 1),
        };
        wanted.saturating_sub(self.digits.len())
    }

    fn push_digits(&self, zeros: usize, grouping: Option<Grouping>, group: usize, out: &mut Wtf8Buf) {
        let Some(grouping) = grouping else {
            out.push_fill('0'.into(), zeros);
            return out.push_ascii(self.digits.as_bytes());
        };
        let digits = std::iter::repeat_n(b'0', zeros).chain(self.digits.bytes());
        for (left, digit) in (0..zeros + self.digits.len()).rev().zip(digits) {
            out.push_ascii(&[digit]);
            if left > 0 && left % group == 0 {
                out.push_ascii(&[grouping.separator()]);
            }
        }
    }
}

fn leading_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Groups of three from the point on.
fn group_fraction(digits: &str, grouping: Option<Grouping>) -> Cow<'_, str> {
    let Some(grouping) = grouping else { return digits.into() };
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 3 == 0 {
            out.push(grouping.separator().into());
        }
        out.push(digit);
    }
    out.into()
}
