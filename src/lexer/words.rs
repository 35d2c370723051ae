//! Names and keywords in ASCII, which are nearly half of all tokens: found without the raw lexer, which takes a jump a character.
//!
//! Takes the text from where a token may start; gives a word's length and kind, unless it is more than a word: a name with other
//! characters, or the prefix of a string.

use super::tokens::{TokenClass, TokenKind};

/// The word that a text starts with.
#[inline]
pub fn word(text: &[u8]) -> Option<(usize, TokenKind)> {
    let first = *text.first()?;
    if !STARTS[usize::from(first)] {
        return None;
    }
    let length = text.iter().position(|&byte| !GOES_ON[usize::from(byte)]).unwrap_or(text.len());
    match text.get(length) {
        Some(b'\'' | b'"' | 0x80..) => None,
        _ => Some((length, kind(&text[..length]))),
    }
}

#[inline]
fn kind(word: &[u8]) -> TokenKind {
    let [first, .., last] = *word else { return TokenKind::Name };
    let keyword = KEYWORDS[place(first, last, word.len())];
    if keyword != TokenKind::Name && keyword.spelling().as_bytes() == word { keyword } else { TokenKind::Name }
}

const STARTS: [bool; 256] = {
    let mut starts = [false; 256];
    let mut byte = 0;
    while byte < 0x80 {
        starts[byte] = (byte as u8).is_ascii_alphabetic() || byte as u8 == b'_';
        byte += 1;
    }
    starts
};

const GOES_ON: [bool; 256] = {
    let mut goes_on = STARTS;
    let mut digit = b'0';
    while digit <= b'9' {
        goes_on[digit as usize] = true;
        digit += 1;
    }
    goes_on
};

const PLACES: usize = 128;

/// A place of its own for each keyword; the factors were found by trying.
#[inline]
const fn place(first: u8, last: u8, length: usize) -> usize {
    (9 * first as usize + 6 * last as usize + 14 * length) % PLACES
}

/// The keywords, soft ones too, at their places; names at all others.
const KEYWORDS: [TokenKind; PLACES] = {
    let mut keywords = [TokenKind::Name; PLACES];
    let mut index = 0;
    while index < TokenKind::ALL.len() {
        if matches!(TokenKind::CLASSES[index], TokenClass::Keyword | TokenClass::Soft) {
            let text = TokenKind::SPELLINGS[index].as_bytes();
            let place = place(text[0], text[text.len() - 1], text.len());
            assert!(matches!(keywords[place], TokenKind::Name), "two keywords have one place: other factors are needed");
            keywords[place] = TokenKind::ALL[index];
        }
        index += 1;
    }
    keywords
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_what_looks_like_them() {
        for (text, expected) in [
            ("while x", Some((5, TokenKind::While))),
            ("match", Some((5, TokenKind::Match))),
            ("whale", Some((5, TokenKind::Name))),
            ("_1a.b", Some((3, TokenKind::Name))),
            ("x", Some((1, TokenKind::Name))),
            ("1a", None),
            ("rb'x'", None),
            ("caf\u{e9}", None),
            ("", None),
        ] {
            assert_eq!(word(text.as_bytes()), expected, "{text}");
        }
    }
}
