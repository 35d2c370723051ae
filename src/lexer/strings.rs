//! Plain strings: their prefixes and their ends.

use crate::diagnostics::Message;

/// The opening of a string: its prefix and its quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    pub quote: u8,
    pub triple: bool,
    /// Length of the prefix.
    pub prefix: usize,
}

impl Opening {
    /// Of what the raw lexer took for an opening.
    #[inline]
    pub fn new(text: &[u8]) -> Opening {
        let quote = text[text.len() - 1];
        let prefix = memchr::memchr(quote, text).unwrap_or(0);
        Opening { quote, triple: text.len() - prefix == 3, prefix }
    }
}

/// The letters of a prefix, as a set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Prefix {
    letters: u8,
}

/// In the order in which CPython looks for conflicts.
const LETTERS: [u8; 5] = *b"ubrft";
const CONFLICTS: [(u8, u8); 7] =
    [(b'u', b'b'), (b'u', b'r'), (b'u', b'f'), (b'u', b't'), (b'b', b'f'), (b'b', b't'), (b'f', b't')];

impl Prefix {
    /// `None` if a letter comes twice: then it is a name before a string.
    #[inline]
    pub fn new(text: &[u8]) -> Option<Prefix> {
        let mut letters = 0;
        for letter in text {
            let bit = bit(letter.to_ascii_lowercase());
            if letters & bit != 0 {
                return None;
            }
            letters |= bit;
        }
        Some(Prefix { letters })
    }

    #[inline]
    pub fn has(self, letter: u8) -> bool {
        self.letters & bit(letter) != 0
    }

    /// Two letters that exclude each other.
    pub fn conflict(self) -> Option<Message> {
        let clash = CONFLICTS.iter().find(|(first, second)| self.has(*first) && self.has(*second));
        clash.map(|&(first, second)| Message::IncompatiblePrefixes { first: first.into(), second: second.into() })
    }
}

#[inline]
fn bit(letter: u8) -> u8 {
    LETTERS.iter().position(|&known| known == letter).map_or(0, |at| 1 << at)
}

/// How the text of a string ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// One past the closing quotes.
    Closed(usize),
    /// Where the line or the file ends that should have ended the string; whether a backslash hid a quote.
    Open { at: usize, escaped_quote: bool },
}

/// Finds the end of the string whose text starts at `at`. `\r` ends a line if `cr_ends_line`.
#[inline]
pub(super) fn scan(bytes: &[u8], at: usize, opening: Opening, cr_ends_line: bool) -> End {
    if opening.triple { scan_triple(bytes, at, opening.quote) } else { scan_line(bytes, at, opening.quote, cr_ends_line) }
}

fn scan_line(bytes: &[u8], mut at: usize, quote: u8, cr_ends_line: bool) -> End {
    let mut escaped_quote = false;
    while let Some(&byte) = bytes.get(at) {
        if byte == quote {
            return End::Closed(at + 1);
        }
        match byte {
            b'\\' => {
                escaped_quote |= bytes.get(at + 1) == Some(&quote);
                at = skip_escaped(bytes, at);
            }
            b'\n' => break,
            b'\r' if cr_ends_line => break,
            _ => at += 1,
        }
    }
    End::Open { at, escaped_quote }
}

fn scan_triple(bytes: &[u8], mut at: usize, quote: u8) -> End {
    while let Some(next) = memchr::memchr2(quote, b'\\', &bytes[at..]) {
        at += next;
        if bytes[at] == b'\\' {
            at = skip_escaped(bytes, at);
        } else if bytes[at..].starts_with(&[quote; 3]) {
            return End::Closed(at + 3);
        } else {
            at += 1;
        }
    }
    End::Open { at: bytes.len(), escaped_quote: false }
}

/// One past the character that the backslash at `at` takes with it. A line end of two characters is one.
#[inline]
pub(super) fn skip_escaped(bytes: &[u8], at: usize) -> usize {
    let length = match (bytes.get(at + 1), bytes.get(at + 2)) {
        (None, _) => 1,
        (Some(b'\r'), Some(b'\n')) => 3,
        _ => 2,
    };
    at + length
}
