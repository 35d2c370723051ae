//! What Python knows of single code points: classes, digit values and case mappings, by Unicode 16.0.
//!
//! Takes any number; what is no character has no properties and is its own mapping.

mod tables;

use super::wtf8::Wtf8Buf;
use tables::{DIGITS, MID_WORD, NUMERIC_LETTERS, OTHER_LOWERCASE, OTHER_UPPERCASE, ZEROS};
use unicode_case_mapping as mapping;
use unicode_general_category::{GeneralCategory, get_general_category};

fn category(c: u32) -> GeneralCategory {
    char::from_u32(c).map_or(GeneralCategory::Surrogate, get_general_category)
}

fn within(ranges: &[(u32, u32)], c: u32) -> bool {
    let after = ranges.partition_point(|&(first, _)| first <= c);
    after > 0 && c <= ranges[after - 1].1
}

fn is_ascii_and(c: u32, test: impl Fn(u8) -> bool) -> bool {
    u8::try_from(c).is_ok_and(test)
}

/// `str.isspace`: bidirectional class WS, B or S, or category Zs.
pub fn is_space(c: u32) -> bool {
    match c {
        0x09..=0x0d | 0x1c..=0x20 | 0x85 | 0xa0 => true,
        0..0x1680 => false,
        _ => matches!(c, 0x1680 | 0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000),
    }
}

/// Where `str.splitlines` ends a line.
pub fn is_line_break(c: u32) -> bool {
    matches!(c, 0x0a..=0x0d | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
}

pub fn is_alpha(c: u32) -> bool {
    use GeneralCategory::*;
    match c {
        0..0x80 => is_ascii_and(c, |b| b.is_ascii_alphabetic()),
        _ => matches!(category(c), UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter),
    }
}

/// The value of a decimal digit of any script.
pub fn decimal(c: u32) -> Option<u8> {
    match c {
        0x30..=0x39 => Some((c - 0x30) as u8),
        0..0x660 => None,
        _ => {
            let zero = ZEROS[ZEROS.partition_point(|&zero| zero <= c) - 1];
            u8::try_from(c - zero).ok().filter(|&value| value < 10)
        }
    }
}

/// The value of a digit: a decimal one, or one that makes no numbers with its neighbours.
pub fn digit(c: u32) -> Option<u8> {
    decimal(c).or_else(|| {
        let after = DIGITS.partition_point(|&(first, ..)| first <= c);
        let &(first, last, value) = DIGITS.get(after.checked_sub(1)?)?;
        (c <= last).then(|| value + (c - first) as u8)
    })
}

pub fn is_numeric(c: u32) -> bool {
    use GeneralCategory::*;
    match c {
        0..0x80 => is_ascii_and(c, |b| b.is_ascii_digit()),
        _ => matches!(category(c), DecimalNumber | LetterNumber | OtherNumber) || within(&NUMERIC_LETTERS, c),
    }
}

pub fn is_alnum(c: u32) -> bool {
    is_alpha(c) || is_numeric(c)
}

pub fn is_upper(c: u32) -> bool {
    match c {
        0..0x80 => is_ascii_and(c, |b| b.is_ascii_uppercase()),
        _ => category(c) == GeneralCategory::UppercaseLetter || within(&OTHER_UPPERCASE, c),
    }
}

pub fn is_lower(c: u32) -> bool {
    match c {
        0..0x80 => is_ascii_and(c, |b| b.is_ascii_lowercase()),
        _ => category(c) == GeneralCategory::LowercaseLetter || within(&OTHER_LOWERCASE, c),
    }
}

/// A digraph whose first letter only is a capital.
pub fn is_title(c: u32) -> bool {
    c >= 0x80 && category(c) == GeneralCategory::TitlecaseLetter
}

pub fn is_cased(c: u32) -> bool {
    is_lower(c) || is_upper(c) || is_title(c)
}

/// Looked over where the end of a word is sought: marks, modifiers and punctuation within words.
pub fn is_case_ignorable(c: u32) -> bool {
    use GeneralCategory::*;
    within(&MID_WORD, c) || matches!(category(c), NonspacingMark | EnclosingMark | Format | ModifierLetter | ModifierSymbol)
}

pub fn is_printable(c: u32) -> bool {
    char::from_u32(c).is_some_and(super::repr::is_printable)
}

/// May begin an identifier.
pub fn is_identifier_start(c: u32) -> bool {
    c == u32::from('_') || char::from_u32(c).is_some_and(unicode_ident::is_xid_start)
}

/// May go on in an identifier.
pub fn is_identifier_continue(c: u32) -> bool {
    char::from_u32(c).is_some_and(unicode_ident::is_xid_continue)
}

/// Appends the lower case of a character (a final sigma is the caller's matter).
pub fn push_lower(c: u32, out: &mut Wtf8Buf) {
    match c {
        0..0x80 => out.push(if is_upper(c) { c + 0x20 } else { c }),
        _ => push_mapped(c, mapping::to_lowercase, out),
    }
}

pub fn push_upper(c: u32, out: &mut Wtf8Buf) {
    match c {
        0..0x80 => out.push(if is_lower(c) { c - 0x20 } else { c }),
        _ => push_mapped(c, mapping::to_uppercase, out),
    }
}

pub fn push_title(c: u32, out: &mut Wtf8Buf) {
    match c {
        0..0x80 => push_upper(c, out),
        _ => push_mapped(c, mapping::to_titlecase, out),
    }
}

/// Appends the full case folding. It is the lower case of the upper case but for a few characters.
pub fn push_folded(c: u32, out: &mut Wtf8Buf) {
    match c {
        0..0x80 => push_lower(c, out),
        // Dotless i is no i, and Cherokee folds to its older capitals.
        0x131 | 0x13a0..=0x13f5 => out.push(c),
        0x13f8..=0x13fd | 0xab70..=0xabbf => push_upper(c, out),
        0x1e9e => out.push_ascii(b"ss"),
        _ => {
            let Some(upper) = char::from_u32(c).map(mapping::to_uppercase) else { return out.push(c) };
            match upper {
                [0, ..] => push_lower(c, out),
                upper => upper.into_iter().filter(|&c| c != 0).for_each(|c| push_lower(c, out)),
            }
        }
    }
}

/// Appends what a table maps a character to; where it says zero, the character itself.
fn push_mapped<const N: usize>(c: u32, map: fn(char) -> [u32; N], out: &mut Wtf8Buf) {
    match char::from_u32(c).map(map) {
        Some(mapped) if mapped[0] != 0 => mapped.into_iter().filter(|&c| c != 0).for_each(|c| out.push(c)),
        _ => out.push(c),
    }
}
