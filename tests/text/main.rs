//! Holds the algorithms of `src/text` to what CPython 3.14 answered. The answers are beside the programs that asked for them:
//! `python3.14 tests/text/record_strings.py > tests/text/strings.txt`, and so on.

mod bytes;
mod characters;
mod codecs;
mod fields;
mod formats;
mod numbers;
mod printf;
mod robust;
mod strings;

use hyaline::text::Wtf8Buf;

/// The lines of a record: the fields of a question, and those of its answer.
fn records(text: &'static str) -> impl Iterator<Item = (Vec<&'static str>, Vec<&'static str>)> {
    text.lines().map(|line| {
        let mut fields: Vec<&str> = line.split('\t').collect();
        let equals = fields.iter().rposition(|&field| field == "=").unwrap_or_else(|| panic!("no answer in {line:?}"));
        let answer = fields.split_off(equals + 1);
        fields.pop();
        (fields, answer)
    })
}

/// What `unicode_escape` wrote.
fn unescape(text: &str) -> Wtf8Buf {
    let mut out = Wtf8Buf::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push_char(c);
            continue;
        }
        let digits = match rest.next() {
            Some('t') => Err('\t'),
            Some('n') => Err('\n'),
            Some('r') => Err('\r'),
            Some('\\') => Err('\\'),
            Some('x') => Ok(2),
            Some('u') => Ok(4),
            Some('U') => Ok(8),
            other => panic!("escape {other:?} in {text:?}"),
        };
        match digits {
            Err(c) => out.push_char(c),
            Ok(digits) => out.push(rest.by_ref().take(digits).fold(0, |value, c| value << 4 | c.to_digit(16).unwrap())),
        }
    }
    out
}

/// As `unicode_escape` writes it.
fn escape(text: &Wtf8Buf) -> String {
    let escape = |c| match char::from_u32(c) {
        Some('\t') => "\\t".into(),
        Some('\n') => "\\n".into(),
        Some('\r') => "\\r".into(),
        Some('\\') => "\\\\".into(),
        Some(c @ ' '..='~') => c.to_string(),
        _ if c < 0x100 => format!("\\x{c:02x}"),
        _ if c < 0x10000 => format!("\\u{c:04x}"),
        _ => format!("\\U{c:08x}"),
    };
    text.as_wtf8().code_points().map(escape).collect()
}
