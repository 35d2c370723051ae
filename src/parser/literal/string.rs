//! The values of string and bytes literals, and of the text between the replacement fields of f- and t-strings.

use crate::diagnostics::Message;
use crate::text::names;

/// What stands around the body of a string token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prefix {
    pub raw: bool,
    pub bytes: bool,
    /// Written `u"…"`: the tree keeps it as the constant's `kind`. `U` counts for nothing.
    pub unicode: bool,
    /// How many letters there are before the quotes.
    pub letters: usize,
    /// How many quotes open the token, and close it: 1 or 3.
    pub quotes: usize,
}

impl Prefix {
    /// The prefix of a STRING, FSTRING_START or TSTRING_START token.
    pub fn of(token: &str) -> Prefix {
        let bytes = token.as_bytes();
        let letters = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let has = |letter: u8| bytes[..letters].iter().any(|b| b.eq_ignore_ascii_case(&letter));
        // Two quotes are an empty string.
        let quotes = match bytes[letters..] {
            [a, b, c, ..] if a == b && b == c => 3,
            _ => 1,
        };
        Prefix { raw: has(b'r'), bytes: has(b'b'), unicode: bytes.first() == Some(&b'u'), letters, quotes }
    }

    /// What is between the quotes of a STRING token.
    pub fn body(self, token: &str) -> &str {
        token.get(self.letters + self.quotes..token.len().saturating_sub(self.quotes)).unwrap_or_default()
    }
}

/// Where the first escape is that means nothing, or should not be used.
type Doubtful = Option<usize>;

/// Appends the value of a string's body, as generalised UTF-8: a surrogate is three bytes, even beside its partner.
/// An escape that means nothing stands for itself, but is doubtful.
pub fn decode_str(body: &str, raw: bool, out: &mut Vec<u8>) -> Result<Doubtful, Message> {
    decode(body, raw, out, str_escape)
}

/// Appends the value of a bytes literal's body.
pub fn decode_bytes(body: &str, raw: bool, out: &mut Vec<u8>) -> Result<Doubtful, Message> {
    if !body.is_ascii() {
        return Err(Message::NonAsciiBytes);
    }
    let doubtful = decode(body, raw, out, bytes_escape)?;
    // Names of characters mean nothing in bytes.
    let named = if raw { None } else { first_name(body.as_bytes()) };
    Ok(doubtful.into_iter().chain(named).min())
}

/// The first escape that only strings know.
fn first_name(body: &[u8]) -> Doubtful {
    let mut from = 0;
    while let Some(run) = memchr::memchr(b'\\', &body[from..]) {
        if matches!(body.get(from + run + 1), Some(b'u' | b'U' | b'N')) {
            return Some(from + run);
        }
        from = (from + run + 2).min(body.len());
    }
    None
}

/// Appends the value of an FSTRING_MIDDLE or TSTRING_MIDDLE token, which shows a doubled brace as one brace and ends with it.
/// So a backslash before a replacement field is the last of its token, and stands for itself.
pub fn decode_interpolated_middle(text: &str, raw: bool, out: &mut Vec<u8>) -> Result<Doubtful, Message> {
    decode_str(text, raw, out)
}

/// Appends the value of the escape whose backslash stands at an offset, and gives the offset at which the text goes on.
type Escape = fn(body: &str, at: usize, out: &mut Vec<u8>) -> Result<usize, Message>;

fn decode(body: &str, raw: bool, out: &mut Vec<u8>, escape: Escape) -> Result<Doubtful, Message> {
    let bytes = body.as_bytes();
    // Raw strings have line ends to look for, but no backslashes.
    let special = if raw { b'\r' } else { b'\\' };
    let (mut from, mut doubtful) = (0, None);
    while let Some(run) = memchr::memchr2(special, b'\r', &bytes[from..]) {
        let at = from + run;
        out.extend_from_slice(&bytes[from..at]);
        from = if bytes[at] == b'\r' {
            out.push(b'\n');
            line_end(bytes, at)
        } else {
            if doubtful.is_none() && is_doubtful(bytes, at) {
                doubtful = Some(at);
            }
            escape(body, at, out)?
        };
    }
    out.extend_from_slice(&bytes[from..]);
    Ok(doubtful)
}

/// Whether an escape means nothing, or an octal one is beyond a byte. What bytes do not know is found by where it leads.
fn is_doubtful(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at + 1) {
        Some(b'4'..=b'7') => matches!(bytes.get(at + 2..at + 4), Some([b'0'..=b'7', b'0'..=b'7'])),
        Some(known) => known.is_ascii() && !b"\n\r\\'\"abtnvfrx0123uUN".contains(known),
        None => true,
    }
}

/// The offset behind the line end that starts at an offset.
fn line_end(bytes: &[u8], at: usize) -> usize {
    at + if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 }
}

fn str_escape(body: &str, at: usize, out: &mut Vec<u8>) -> Result<usize, Message> {
    let (letters, reason) = match body.as_bytes().get(at + 1) {
        Some(b'x') => (2, "truncated \\xXX escape"),
        Some(b'u') => (4, "truncated \\uXXXX escape"),
        Some(b'U') => (8, "truncated \\UXXXXXXXX escape"),
        Some(b'N') => return named(body, at, out),
        _ => {
            let (value, end) = common_escape(body.as_bytes(), at, out);
            value.inspect(|&value| push(value, out));
            return Ok(end);
        }
    };
    let (value, end) = digits(body.as_bytes(), at + 2, letters, 16);
    match (end - (at + 2) == letters, value <= char::MAX as u32) {
        (false, _) => Err(unicode_error(body, at, end, reason)),
        (true, false) => Err(unicode_error(body, at, end, "illegal Unicode character")),
        (true, true) => {
            push(value, out);
            Ok(end)
        }
    }
}

fn bytes_escape(body: &str, at: usize, out: &mut Vec<u8>) -> Result<usize, Message> {
    let (value, end) = match body.as_bytes().get(at + 1) {
        Some(b'x') => match digits(body.as_bytes(), at + 2, 2, 16) {
            (value, end) if end == at + 4 => (Some(value), end),
            _ => return Err(Message::BytesEscape { at: at - body[..at].matches("\r\n").count() }),
        },
        _ => common_escape(body.as_bytes(), at, out),
    };
    out.extend(value.map(|value| value as u8));
    Ok(end)
}

/// The escapes that strings and bytes share: the value, if there is one, and where the escape ends.
fn common_escape(bytes: &[u8], at: usize, out: &mut Vec<u8>) -> (Option<u32>, usize) {
    let value = match bytes.get(at + 1) {
        Some(b'\n' | b'\r') => return (None, line_end(bytes, at + 1)),
        Some(b'0'..=b'7') => {
            let (value, end) = digits(bytes, at + 1, 3, 8);
            return (Some(value), end);
        }
        Some(&quoted @ (b'\\' | b'\'' | b'"')) => quoted,
        Some(b'a') => 0x07,
        Some(b'b') => 0x08,
        Some(b't') => b'\t',
        Some(b'n') => b'\n',
        Some(b'v') => 0x0b,
        Some(b'f') => 0x0c,
        Some(b'r') => b'\r',
        _ => {
            out.push(b'\\');
            return (None, at + 1);
        }
    };
    (Some(value.into()), at + 2)
}

/// The value of at most so many digits, and where they end.
fn digits(bytes: &[u8], from: usize, most: usize, radix: u32) -> (u32, usize) {
    let digits = bytes[from..].iter().take(most).map_while(|&b| char::from(b).to_digit(radix));
    digits.fold((0, from), |(value, end), digit| (value * radix + digit, end + 1))
}

/// `\N{name}`.
fn named(body: &str, at: usize, out: &mut Vec<u8>) -> Result<usize, Message> {
    const MALFORMED: &str = "malformed \\N character escape";
    let name = at + "\\N{".len();
    if body.as_bytes().get(name - 1) != Some(&b'{') {
        return Err(unicode_error(body, at, name - 1, MALFORMED));
    }
    match memchr::memchr(b'}', &body.as_bytes()[name..]) {
        None => Err(unicode_error(body, at, body.len(), MALFORMED)),
        Some(0) => Err(unicode_error(body, at, name, MALFORMED)),
        Some(length) => {
            let end = name + length + 1;
            let found = names::character(&body[name..name + length]);
            let c = found.ok_or_else(|| unicode_error(body, at, end, "unknown Unicode character name"))?;
            push(c.into(), out);
            Ok(end)
        }
    }
}

/// Appends a code point as UTF-8, or as what UTF-8 would be if it had surrogates.
fn push(value: u32, out: &mut Vec<u8>) {
    match char::from_u32(value) {
        Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        None => out.extend([0xe0 | (value >> 12) as u8, 0x80 | (value >> 6 & 0x3f) as u8, 0x80 | (value & 0x3f) as u8]),
    }
}

fn unicode_error(body: &str, at: usize, end: usize, reason: &'static str) -> Message {
    Message::UnicodeEscape { first: escaped_len(&body[..at]), last: escaped_len(&body[..end]) - 1, reason }
}

/// How long a text is after CPython's preparation for its decoder, whose errors count bytes of that: `\n` ends each line,
/// `\UXXXXXXXX` stands for a character beyond ASCII, and `\u005c` for a backslash before one or before the end.
fn escaped_len(text: &str) -> usize {
    let mut chars = text.chars().peekable();
    let mut length = 0;
    let mut escaped = false;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        escaped = c == '\\' && !escaped;
        length += match c {
            '\\' if escaped && next.is_none_or(|next| !next.is_ascii()) => 6,
            '\r' if next == Some('\n') => 0,
            c if c.is_ascii() => 1,
            _ => 10,
        };
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(body: &str) -> Result<Vec<u8>, String> {
        let mut out = b"<".to_vec();
        decode_str(body, false, &mut out).map(|_| out.split_off(1)).map_err(|message| message.to_string())
    }

    fn bytes(body: &str) -> Result<Vec<u8>, String> {
        let mut out = Vec::new();
        decode_bytes(body, false, &mut out).map(|_| out).map_err(|message| message.to_string())
    }

    #[track_caller]
    fn check(body: &str, expected: &str) {
        assert_eq!(value(body).as_deref(), Ok(expected.as_bytes()), "{body}");
    }

    #[track_caller]
    fn refuse(body: &str, place: &str, reason: &str) {
        let words = format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {place}: {reason}");
        assert_eq!(value(body), Err(words), "{body}");
    }

    #[test]
    fn prefixes() {
        let prefix = Prefix::of("Rb'''x'''");
        assert_eq!(prefix, Prefix { raw: true, bytes: true, unicode: false, letters: 2, quotes: 3 });
        assert_eq!(prefix.body("Rb'''x'''"), "x");
        assert_eq!(Prefix::of("''").body("''"), "");
        assert_eq!(Prefix::of("''''''").body("''''''"), "");
        assert!(Prefix::of("u''").unicode && !Prefix::of("U''").unicode);
        for broken in ["", "'", "b", "'''", "rb'", "é"] {
            assert_eq!(Prefix::of(broken).body(broken), "");
        }
    }

    #[test]
    fn plain_text_and_line_ends() {
        check("", "");
        check("héllo", "héllo");
        check("a\r\nb\rc\nd", "a\nb\nc\nd");
        check("a\\\r\nb\\\rc\\\nd", "abcd");
        let mut out = Vec::new();
        decode_str("\\n\\\r\n", true, &mut out).unwrap();
        assert_eq!(out, b"\\n\\\n");
    }

    #[test]
    fn escapes() {
        check(r#"\\\'\"\a\b\f\n\r\t\v"#, "\\'\"\u{7}\u{8}\u{c}\n\r\t\u{b}");
        check(r"\0\1\12\1234\8\400\777", "\0\u{1}\nS4\\8\u{100}\u{1ff}");
        check(r"\x41\u00e9\U0001F600", "Aé😀");
        check(r"\N{bullet}\N{LF}", "•\n");
        check(r"\d\é\", r"\d\é\");
    }

    #[test]
    fn surrogates_stay_apart() {
        assert_eq!(value(r"\ud83d\ude00").unwrap(), [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]);
    }

    #[test]
    fn errors_count_what_cpython_counts() {
        refuse(r"\x", "0-1", r"truncated \xXX escape");
        refuse(r"a\x1g", "1-3", r"truncated \xXX escape");
        refuse(r"\u12", "0-3", r"truncated \uXXXX escape");
        refuse(r"\U0011", "0-5", r"truncated \UXXXXXXXX escape");
        refuse(r"\U00110000", "0-9", "illegal Unicode character");
        refuse(r"\UFFFFFFFF", "0-9", "illegal Unicode character");
        refuse("é\\x", "10-11", r"truncated \xXX escape");
        refuse("\\é\\x", "16-17", r"truncated \xXX escape");
        refuse("a\\\r\nb\\x", "4-5", r"truncated \xXX escape");
        refuse("a\r\nb\\x", "3-4", r"truncated \xXX escape");
    }

    #[test]
    fn errors_in_names() {
        refuse(r"\N", "0-1", r"malformed \N character escape");
        refuse(r"\Nx", "0-1", r"malformed \N character escape");
        refuse(r"\N{", "0-2", r"malformed \N character escape");
        refuse(r"\N{}", "0-2", r"malformed \N character escape");
        refuse(r"\N{foo", "0-5", r"malformed \N character escape");
        refuse(r"a\N{foo\\", "1-8", r"malformed \N character escape");
        refuse("\\N{é", "0-12", r"malformed \N character escape");
        refuse(r"\N{foo}", "0-6", "unknown Unicode character name");
        refuse("é\\N{é}", "10-23", "unknown Unicode character name");
    }

    #[test]
    fn escapes_that_mean_nothing_are_doubtful() {
        let doubtful = |body: &str| (decode_str(body, false, &mut Vec::new()), decode_bytes(body, false, &mut Vec::new()));
        assert_eq!(doubtful(r"a\n\d\e"), (Ok(Some(3)), Ok(Some(3))));
        assert_eq!(doubtful(r"\\d\377\x41"), (Ok(None), Ok(None)));
        assert_eq!(doubtful(r"\400"), (Ok(Some(0)), Ok(Some(0))));
        assert_eq!(doubtful(r"\u1234\d").1, Ok(Some(0)));
        assert_eq!(decode_str(r"\u1234\d", false, &mut Vec::new()), Ok(Some(6)));
        assert_eq!(decode_str(r"\é", false, &mut Vec::new()), Ok(None));
        assert_eq!(decode_str(r"\d", true, &mut Vec::new()), Ok(None));
    }

    #[test]
    fn bytes_have_escapes_of_their_own() {
        assert_eq!(bytes(r"\400\777\8\12\x41").unwrap(), b"\0\xff\\8\nA");
        assert_eq!(bytes(r"\d\u1234\N{x}").unwrap(), br"\d\u1234\N{x}");
        assert_eq!(bytes("é"), Err("bytes can only contain ASCII literal characters".into()));
        assert_eq!(bytes(r"ab\xg"), Err(r"(value error) invalid \x escape at position 2".into()));
        assert_eq!(bytes("a\\\r\nb\\x1"), Err(r"(value error) invalid \x escape at position 4".into()));
    }
}
