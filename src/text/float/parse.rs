//! What `float` and `complex` read.
//!
//! Both take white space around the number, decimal digits of any script, and single underscores between digits. Where the
//! text is no number the caller has to say so, with the `repr` of what it was given: see [`not_a_float`] and [`NotComplex`].

use crate::text::strings::trim_ascii;
use crate::text::{Fault, Wtf8};
use std::borrow::Cow;

/// Takes underscores out. Nothing if one is not between digits.
fn without_underscores(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = std::str::from_utf8(bytes).ok()?;
    if memchr::memchr(b'_', bytes).is_none() {
        return Some(Cow::Borrowed(text));
    }
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let fits = memchr::memchr_iter(b'_', bytes).all(|at| at > 0 && is_digit(at - 1) && is_digit(at + 1));
    fits.then(|| Cow::Owned(text.replace('_', "")))
}

/// `float(text)`.
pub fn float(text: Wtf8<'_>) -> Option<f64> {
    float_bytes(&text.as_number())
}

/// `float` of a bytes object.
pub fn float_bytes(bytes: &[u8]) -> Option<f64> {
    let text = without_underscores(trim_ascii(bytes))?;
    (float_len(text.as_bytes()) == text.len()).then(|| text.parse().ok()).flatten()
}

/// How long the number is with which a text begins.
pub fn float_len(text: &[u8]) -> usize {
    let digits = |from: usize| text[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let has =
        |at: usize, word: &str| text.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()));
    let start = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    if let Some(word) = ["infinity", "inf", "nan"].into_iter().find(|word| has(start, word)) {
        return start + word.len();
    }
    let whole = digits(start);
    let mut end = start + whole;
    let mut decimals = 0;
    if text.get(end) == Some(&b'.') {
        decimals = digits(end + 1);
        end += 1 + decimals;
    }
    if whole + decimals == 0 {
        return 0;
    }
    if has(end, "e") {
        let sign = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        let exponent = if text.len() > end + 1 + sign { digits(end + 1 + sign) } else { 0 };
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    end
}

pub fn not_a_float(repr: &str) -> Fault {
    Fault::value(format!("could not convert string to float: {repr}"))
}

/// Why a text is no complex number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotComplex {
    Underscores,
    Malformed,
}

impl NotComplex {
    pub fn fault(self, repr: &str) -> Fault {
        match self {
            NotComplex::Underscores => Fault::value(format!("could not convert string to complex: {repr}")),
            NotComplex::Malformed => Fault::value("complex() arg is a malformed string"),
        }
    }
}

/// `complex(text)`: the real and the imaginary part.
pub fn complex(text: Wtf8<'_>) -> Result<(f64, f64), NotComplex> {
    let ascii = text.as_number();
    let text = without_underscores(&ascii).ok_or(NotComplex::Underscores)?;
    let inner = match text.strip_prefix('(') {
        Some(inner) => inner.strip_suffix(')').map(|inner| trim_ascii(inner.as_bytes())),
        None => Some(text.as_bytes()),
    };
    inner.and_then(complex_parts).ok_or(NotComplex::Malformed)
}

fn complex_parts(text: &[u8]) -> Option<(f64, f64)> {
    let value = |part: &[u8]| std::str::from_utf8(part).ok()?.parse::<f64>().ok();
    let unit = |text: &[u8]| match text {
        [b'j' | b'J'] | [b'+', b'j' | b'J'] => Some(1.0),
        [b'-', b'j' | b'J'] => Some(-1.0),
        _ => None,
    };
    let (first, rest) = text.split_at(float_len(text));
    if first.is_empty() {
        return Some((0.0, unit(rest)?));
    }
    let first = value(first)?;
    match rest {
        [] => Some((first, 0.0)),
        [b'j' | b'J'] => Some((0.0, first)),
        [b'+' | b'-', ..] => {
            let (second, end) = rest.split_at(float_len(rest));
            match (second, end) {
                ([], unsigned) => Some((first, unit(unsigned)?)),
                (second, [b'j' | b'J']) => Some((first, value(second)?)),
                _ => None,
            }
        }
        _ => None,
    }
}
