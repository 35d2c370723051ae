//! How programs are damaged.

use fastrand::Rng;
use hyaline::lexer::{LexOptions, lex};
use hyaline::{Source, Span};
use std::ops::Range;

/// How long a part is, roughly: short, so that many are tried in little time.
const PART: Range<usize> = 40..1200;

/// What programs are unlikely to have in odd places by themselves.
const SPICE: &[&str] = &[
    "\0",
    "\t",
    "\x0c",
    "\r",
    "\n",
    "\\\n",
    "\\",
    "\u{feff}",
    "é",
    "\u{2028}",
    "𝔘",
    "#",
    "# type: int\n",
    ":",
    ":=",
    ";",
    "=",
    "==",
    "!",
    "!=",
    "!r",
    "->",
    "*",
    "**",
    "@",
    ".",
    "...",
    ",",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "{{",
    "}}",
    "'",
    "\"",
    "'''",
    "\"\"\"",
    "f'",
    "f\"{",
    "f'''",
    "t'{",
    "rb'",
    "b'\\xff'",
    "u''",
    "\\N{DASH}",
    "0x",
    "1_",
    "1__0",
    "0777",
    "1e",
    "1.j",
    "1if",
    "1.5e400",
    "0b12",
    "lambda",
    "lambda:",
    "match",
    "case",
    "case _:",
    "type",
    "type X = ",
    "async ",
    "await ",
    "yield ",
    "yield from ",
    "not ",
    "in ",
    "is ",
    "if ",
    "else ",
    "elif ",
    "for ",
    "while ",
    "with (",
    "try:",
    "except* ",
    "except ",
    "finally:",
    "def f",
    "class C",
    "return ",
    "del ",
    "global x",
    "nonlocal x",
    "import ",
    "from . import ",
    "from __future__ import ",
    "as ",
    "None",
    "True",
    "__debug__",
    "_",
];

/// A few statements of a program, damaged.
pub fn damaged_part(program: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut text = program[part(program, rng)].to_vec();
    for _ in 0..[1, 1, 1, 2, 4][rng.usize(..5)] {
        damage(&mut text, rng);
    }
    text
}

/// Whole lines, from one that is not indented on, so that most parts are programs.
fn part(program: &[u8], rng: &mut Rng) -> Range<usize> {
    let at = rng.usize(..=program.len());
    let is_start = |&at: &usize| {
        (at == 0 || program[at - 1] == b'\n') && program.get(at).is_some_and(|byte| !b" \t\n)]}#".contains(byte))
    };
    let start = (0..at).rev().take(20_000).find(is_start).unwrap_or(at);
    let length = rng.usize(PART);
    let end = (start + length..program.len()).take(2 * PART.end).find(is_start);
    start..end.unwrap_or(program.len().min(start + length))
}

/// One damage of a random kind. Those of tokens need text; what is not text suffers one of bytes.
fn damage(text: &mut Vec<u8>, rng: &mut Rng) {
    match rng.u8(..12) {
        0..6 => damage_tokens(text, rng),
        6 => text.truncate(rng.usize(..=text.len())),
        7 => replace_bytes(text, rng),
        8 => insert(text, rng.u8(..).to_le_bytes().as_slice(), rng),
        9 => insert(text, rng.choice(SPICE).map_or(&[], |spice| spice.as_bytes()), rng),
        _ => damage_line(text, rng),
    }
}

fn damage_tokens(text: &mut Vec<u8>, rng: &mut Rng) {
    let Ok(valid) = std::str::from_utf8(text) else { return replace_bytes(text, rng) };
    let tokens = lex(&Source::new("<part>", valid), LexOptions::default());
    let visible: Vec<Span> = tokens.spans.into_iter().filter(|span| span.start < span.end).collect();
    if visible.len() < 2 {
        return;
    }
    let at = rng.usize(..visible.len() - 1);
    let (this, next) = (visible[at].range(), visible[at + 1].range());
    let (first, second) = (text[this.clone()].to_vec(), text[next.clone()].to_vec());
    match rng.u8(..5) {
        0 => drop(text.splice(this, [])),
        1 => drop(text.splice(this.end..this.end, [b" ".to_vec(), first].concat())),
        2 if this.end <= next.start => {
            let between = text[this.end..next.start].to_vec();
            text.splice(this.start..next.end, [second, between, first].concat());
        }
        3 => drop(text.splice(this, rng.choice(SPICE).map_or(Vec::new(), |spice| spice.as_bytes().to_vec()))),
        _ => {
            // Another token of the part instead.
            let other = visible[rng.usize(..visible.len())].range();
            let other = text[other].to_vec();
            text.splice(this, other);
        }
    }
}

fn replace_bytes(text: &mut [u8], rng: &mut Rng) {
    if text.is_empty() {
        return;
    }
    for _ in 0..rng.usize(1..4) {
        let at = rng.usize(..text.len());
        text[at] = if rng.bool() { rng.u8(..) } else { rng.u8(b'\t'..0x7f) };
    }
}

fn insert(text: &mut Vec<u8>, what: &[u8], rng: &mut Rng) {
    let at = rng.usize(..=text.len());
    text.splice(at..at, what.iter().copied());
}

/// A line deleted, repeated or indented otherwise.
fn damage_line(text: &mut Vec<u8>, rng: &mut Rng) {
    let at = rng.usize(..=text.len());
    let start = text[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let end = text[at..].iter().position(|&byte| byte == b'\n').map_or(text.len(), |length| at + length + 1);
    match rng.u8(..5) {
        0 => drop(text.splice(start..end, [])),
        1 => {
            let line = text[start..end].to_vec();
            text.splice(start..start, line);
        }
        2 => drop(text.splice(start..start, *b"    ")),
        3 => drop(text.splice(start..start, *rng.choice([b" ", b"\t", b"\x0c"]).unwrap_or(b" "))),
        _ => {
            let indented = text[start..end].iter().take_while(|&&byte| byte == b' ').count();
            text.drain(start..start + rng.usize(..=indented));
        }
    }
}
