//! From a file's bytes to text: the byte order mark, PEP 263's declaration of an encoding, and their errors.
//!
//! Takes bytes; gives a [`Source`], or what CPython's parser says of them. UTF-8 without a declaration is not copied. For the
//! `tokenize` command there is a second, more forgiving reading with the words of Python's module of that name.

use super::Source;
use super::codecs;
use super::lines::Position;
use std::borrow::Cow;
use std::fmt;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Why bytes are no program text.
#[derive(Clone, Debug, PartialEq)]
pub struct DecodeError {
    pub fault: DecodeFault,
    /// Where, with the column in characters; CPython does not know it for the errors of its codecs.
    pub position: Option<Position>,
}

/// What is wrong with a file's bytes; `Display` gives CPython's words.
#[derive(Clone, Debug, PartialEq)]
pub enum DecodeFault {
    UnknownEncoding {
        name: String,
    },
    /// The file starts with a byte order mark, but declares another encoding.
    Contradiction {
        name: String,
    },
    NotUtf8 {
        byte: u8,
        line: u32,
    },
    Undecodable {
        codec: &'static str,
        byte: u8,
        at: usize,
        reason: &'static str,
    },
}

impl DecodeFault {
    /// Whether CPython says on which line it is.
    pub fn has_position(&self) -> bool {
        matches!(self, DecodeFault::NotUtf8 { .. } | DecodeFault::Contradiction { .. })
    }
}

impl fmt::Display for DecodeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecodeFault::UnknownEncoding { name } => write!(f, "unknown encoding: {name}"),
            DecodeFault::Contradiction { name } => write!(f, "encoding problem: {name} with BOM"),
            DecodeFault::NotUtf8 { byte, line } => write!(
                f,
                "Non-UTF-8 code starting with '\\x{byte:02x}' on line {line}, but no encoding declared; \
                 see https://peps.python.org/pep-0263/ for details"
            ),
            DecodeFault::Undecodable { codec, byte, at, reason } => {
                write!(f, "'{codec}' codec can't decode byte 0x{byte:02x} in position {at}: {reason}")
            }
        }
    }
}

impl Source {
    /// Decodes a file.
    ///
    /// ```
    /// let source = hyaline::Source::from_bytes("a.py", b"# coding: latin-1\n'\xE9'\n".to_vec()).unwrap();
    /// assert_eq!(source.text(), "# coding: latin-1\n'é'\n");
    /// ```
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Source, DecodeError> {
        // CPython looks for null bytes before it decodes; the lexer will report them.
        if memchr::memchr(0, &bytes).is_some() {
            return Ok(Source::new(name, String::from_utf8_lossy(&bytes)));
        }
        let has_bom = bytes.starts_with(BOM);
        let declared = declaration(&bytes[if has_bom { BOM.len() } else { 0 }..], true);
        let text = match declared.map(normal_name) {
            Some(name) if has_bom && name != "utf-8" => return Err(bom_contradicted(&name, &bytes)),
            Some(name) if name != "utf-8" => decode_declared(&name, &bytes)?,
            _ => undeclared(bytes, has_bom)?,
        };
        Ok(Source::new(name, text))
    }

    /// The encoding that bytes declare, if [`Source::from_bytes`] does not know it: a program's own codecs may.
    pub fn foreign_encoding(bytes: &[u8]) -> Option<&str> {
        let name = declaration(bytes, true).filter(|_| !bytes.starts_with(BOM) && memchr::memchr(0, bytes).is_none())?;
        let known = normal_name(name);
        (known != "utf-8" && codecs::find(&known).is_none()).then_some(name)
    }
}

/// The name in the declaration of an encoding, if one of the first two lines is one. `\r` ends a line if `cr_ends_line`.
fn declaration(bytes: &[u8], cr_ends_line: bool) -> Option<&str> {
    let (first, rest) = split_line(bytes, cr_ends_line);
    match cookie(first) {
        None if is_blank(first) => cookie(split_line(rest, cr_ends_line).0),
        name => name,
    }
}

/// The first line, without its end, and what follows.
fn split_line(bytes: &[u8], cr_ends_line: bool) -> (&[u8], &[u8]) {
    let end = if cr_ends_line { memchr::memchr2(b'\n', b'\r', bytes) } else { memchr::memchr(b'\n', bytes) };
    let Some(end) = end else { return (bytes, &[]) };
    let length = if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
    (&bytes[..end], &bytes[end + length..])
}

/// Nothing but white space and a comment.
fn is_blank(line: &[u8]) -> bool {
    let first = line.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\x0C'));
    matches!(first, None | Some(b'#' | b'\r'))
}

/// The name after `coding:` or `coding=` in a line that is only a comment.
fn cookie(line: &[u8]) -> Option<&str> {
    if !is_blank(line) {
        return None;
    }
    let comment = &line[memchr::memchr(b'#', line)?..];
    memchr::memmem::find_iter(comment, b"coding").find_map(|at| {
        let rest = comment[at + 6..].strip_prefix(b":").or(comment[at + 6..].strip_prefix(b"="))?;
        let name = rest.trim_ascii_start();
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let length = name.iter().take_while(|byte| is_part(byte)).count();
        std::str::from_utf8(&name[..length]).ok().filter(|name| !name.is_empty())
    })
}

/// The two encodings that Python knows without asking its codecs, each under one name.
fn normal_name(name: &str) -> Cow<'_, str> {
    let folded: String = name.chars().take(12).map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
    let is = |known: &str| folded.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    if is("utf-8") {
        "utf-8".into()
    } else if is("latin-1") || is("iso-8859-1") || is("iso-latin-1") {
        "iso-8859-1".into()
    } else {
        name.into()
    }
}

fn bom_contradicted(name: &str, bytes: &[u8]) -> DecodeError {
    let first = split_line(&bytes[BOM.len()..], true).0;
    let line = if cookie(first).is_some() { 1 } else { 2 };
    DecodeError { fault: DecodeFault::Contradiction { name: name.into() }, position: Some(Position { line, column: 0 }) }
}

fn decode_declared(name: &str, bytes: &[u8]) -> Result<String, DecodeError> {
    let codec = codecs::find(name).ok_or_else(|| DecodeFault::UnknownEncoding { name: name.into() });
    codec.and_then(|codec| codecs::decode(codec, bytes)).map_err(|fault| DecodeError { fault, position: None })
}

fn undeclared(bytes: Vec<u8>, has_bom: bool) -> Result<String, DecodeError> {
    let mut text = String::from_utf8(bytes).map_err(|error| not_utf8(error.as_bytes(), error.utf8_error().valid_up_to()))?;
    if has_bom {
        text.drain(..BOM.len());
    }
    Ok(text)
}

fn not_utf8(bytes: &[u8], at: usize) -> DecodeError {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let mut line = 1;
    let mut rest = &*before;
    while let Some(end) = rest.find(['\n', '\r']) {
        line += 1;
        rest = rest[end..].strip_prefix("\r\n").unwrap_or(&rest[end + 1..]);
    }
    let column = rest.trim_start_matches('\u{feff}').chars().count() as u32;
    DecodeError { fault: DecodeFault::NotUtf8 { byte: bytes[at], line }, position: Some(Position { line, column }) }
}

/// How Python's `tokenize` reads a file: the encoding's name and the text. Only the lines that may declare the encoding must
/// fit it; elsewhere, U+FFFD stands for what does not. The error is the message.
pub(crate) fn read_for_tokenize(bytes: &[u8]) -> Result<(String, String), TokenizeDecodeError> {
    let (body, has_bom) = bytes.strip_prefix(BOM).map_or((bytes, false), |body| (body, true));
    let declared = declaration(body, false).map(normal_name);
    let name = declared.as_deref().unwrap_or("utf-8").to_owned();
    let Some(codec) = codecs::find(&name) else { return Err(TokenizeDecodeError::Unknown(name)) };
    if has_bom && name != "utf-8" {
        return Err(TokenizeDecodeError::Contradiction);
    }
    let head = declaring_lines(body, declared.is_some());
    if memchr::memchr(0, head).is_some() {
        return Err(TokenizeDecodeError::NullBytes);
    }
    codecs::decode(codec, head).map_err(|_| TokenizeDecodeError::Invalid)?;
    Ok((name, codecs::decode_lossy(codec, body)))
}

/// What `read_for_tokenize` finds wrong.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TokenizeDecodeError {
    Unknown(String),
    Contradiction,
    Invalid,
    NullBytes,
}

impl TokenizeDecodeError {
    /// The words of Python's `tokenize`; `file` is the repr of the file's name.
    pub fn words(&self, file: &str) -> String {
        match self {
            TokenizeDecodeError::Unknown(name) => format!("unknown encoding for {file}: {name}"),
            TokenizeDecodeError::Contradiction => format!("encoding problem for {file}: utf-8"),
            TokenizeDecodeError::Invalid => format!("invalid or missing encoding declaration for {file}"),
            TokenizeDecodeError::NullBytes => "source code cannot contain null bytes".into(),
        }
    }
}

/// The first line; the second too, if the first leaves it the choice of the encoding.
fn declaring_lines(bytes: &[u8], declared: bool) -> &[u8] {
    let line_end = |from: usize| memchr::memchr(b'\n', &bytes[from..]).map_or(bytes.len(), |at| from + at + 1);
    let first = line_end(0);
    let line = bytes[..first].strip_suffix(b"\n").unwrap_or(&bytes[..first]);
    let ends_there = if declared { cookie(line).is_some() } else { !is_blank(line) };
    if ends_there { &bytes[..first] } else { &bytes[..line_end(first)] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        match Source::from_bytes("a.py", bytes.to_vec()) {
            Ok(source) => source.text().to_owned(),
            Err(error) => match error.position {
                Some(Position { line, column }) => format!("{line}:{column}: {}", error.fault),
                None => error.fault.to_string(),
            },
        }
    }

    #[test]
    fn declarations() {
        let cases: &[(&[u8], &str)] = &[
            (b"\xEF\xBB\xBFx", "x"),
            (b"\xEF\xBB\xBF# coding: utf-8\nx", "# coding: utf-8\nx"),
            (b"\xEF\xBB\xBF# coding: Latin_1\n", "1:0: encoding problem: iso-8859-1 with BOM"),
            (b"# coding: xyz", "unknown encoding: xyz"),
            (b"\r\n# vim: fileencoding=xyz :", "unknown encoding: xyz"),
            (b"x = 1\n# coding: xyz", "x = 1\n# coding: xyz"),
            (b"\n\n# coding: xyz", "\n\n# coding: xyz"),
            (b"# coding = xyz", "# coding = xyz"),
            (b"# coding: iso-8859-15\n\xA4", "# coding: iso-8859-15\n\u{20AC}"),
            (b"# coding: latin-1-unix\n\x80", "# coding: latin-1-unix\n\u{80}"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(text(bytes), *expected);
        }
    }

    #[test]
    fn bytes_that_do_not_fit() {
        let cases: &[(&[u8], &str)] = &[
            (b"# coding: ascii\n\xFF", "'ascii' codec can't decode byte 0xff in position 16: ordinal not in range(128)"),
            (b"# coding: u8\n\xFF", "'utf-8' codec can't decode byte 0xff in position 13: invalid start byte"),
            (
                b"# coding: cp1252\n\x81",
                "'charmap' codec can't decode byte 0x81 in position 17: character maps to <undefined>",
            ),
            (b"# coding: gbk\n'\x81'", "'gbk' codec can't decode byte 0x81 in position 15: illegal multibyte sequence"),
            (b"\xFF\0", "\u{fffd}\0"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(text(bytes), *expected);
        }
        assert!(
            text(b"a\r\n\xC3\xA9\xE9").starts_with("2:1: Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding")
        );
    }
}
