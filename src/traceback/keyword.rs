//! "invalid syntax. Did you mean 'while'?": whether a program would be one if a name were a keyword.

use crate::diagnostics::{Class, Message};
use crate::lexer::{LexOptions, TokenClass, TokenKind, lex};
use crate::parser::{ParseOptions, parse};
use crate::source::{Source, Span};
use crate::vm::closest;

/// Programs up to the error that are longer are not searched.
const LONGEST: usize = 1024;
const MOST_NAMES: usize = 10;
const MOST_KEYWORDS: usize = 3;
/// How much of two words must agree.
const LEAST_RATIO: f64 = 0.5;

/// A name that was probably meant to be a keyword.
pub struct Typo {
    pub keyword: &'static str,
    /// Line, from 1, in the text that was searched; columns in characters, from 0.
    pub line: u32,
    pub columns: (usize, usize),
    pub text: String,
}

/// Looks for such a name in the program up to the line of the error: in all of it, or in that line alone.
pub fn find(program: &str, error_line: u32, only_there: bool) -> Option<Typo> {
    let code: Vec<&str> = program.lines().take(error_line as usize).collect();
    let code = code.join("\n");
    if code.len() > LONGEST {
        return None;
    }
    let keywords: Vec<&'static str> = keywords();
    let source = Source::new("", code.as_str());
    let tokens = lex(&source, LexOptions::default());
    let names = tokens.kinds.iter().zip(&tokens.spans).filter(|(kind, _)| is_name(**kind)).map(|(_, span)| *span);
    let line_of = |span: &Span| source.position(span.start).line;
    let names = names.filter(|span| !only_there || line_of(span) == error_line);
    for span in names.take(MOST_NAMES) {
        let word = source.slice(span);
        for keyword in candidates(word, &keywords) {
            let fixed = [&code[..span.start as usize], keyword, &code[span.end as usize..]].concat();
            if keyword != word && could_be_program(&fixed) {
                let place = source.position(span.start);
                let line = code.lines().nth(place.line as usize - 1).unwrap_or("");
                let start = line[..place.column as usize].chars().count();
                let columns = (start, start + word.chars().count());
                return Some(Typo { keyword, line: place.line, columns, text: format!("{line}\n") });
            }
        }
    }
    None
}

fn is_name(kind: TokenKind) -> bool {
    kind == TokenKind::Name || kind.class() == TokenClass::Soft
}

fn keywords() -> Vec<&'static str> {
    let mut keywords: Vec<&str> =
        TokenKind::ALL.iter().filter(|kind| kind.class() == TokenClass::Keyword).map(|kind| kind.spelling()).collect();
    keywords.sort_unstable();
    keywords
}

/// The keywords that are like a word: the nearest by the measure for names, then those with most in common.
fn candidates(word: &str, keywords: &[&'static str]) -> Vec<&'static str> {
    let nearest = closest(word, keywords.iter().copied());
    let mut found: Vec<&'static str> =
        nearest.and_then(|near| keywords.iter().find(|keyword| **keyword == near)).copied().into_iter().collect();
    let mut alike: Vec<(f64, &'static str)> =
        keywords.iter().map(|keyword| (ratio(keyword.as_bytes(), word.as_bytes()), *keyword)).collect();
    alike.retain(|(ratio, _)| *ratio >= LEAST_RATIO);
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(a.1)));
    found.extend(alike.into_iter().take(MOST_KEYWORDS).map(|(_, keyword)| keyword));
    found.truncate(MOST_KEYWORDS);
    found
}

/// How much of two words lies in matching blocks: the longest first, then what is left and right of it (Ratcliff and Obershelp).
fn ratio(a: &[u8], b: &[u8]) -> f64 {
    let (mut pending, mut matching) = (vec![(a, b)], 0);
    while let Some((a, b)) = pending.pop() {
        let mut longest = (0, 0, 0);
        for start in 0..a.len() {
            for other in 0..b.len() {
                let len = a[start..].iter().zip(&b[other..]).take_while(|(x, y)| x == y).count();
                if len > longest.0 {
                    longest = (len, start, other);
                }
            }
        }
        let (len, start, other) = longest;
        if len > 0 {
            matching += len;
            pending.push((&a[..start], &b[..other]));
            pending.push((&a[start + len..], &b[other + len..]));
        }
    }
    2.0 * matching as f64 / (a.len() + b.len()).max(1) as f64
}

/// Whether it is a program, or the beginning of one.
fn could_be_program(text: &str) -> bool {
    let parsed = parse(&Source::new("", text), ParseOptions::default());
    match parsed.errors.first() {
        None => true,
        Some(error) => {
            use Message::*;
            let wants_lines = error.message.class() == Class::IndentationError
                || matches!(
                    error.message,
                    ExpectedHandler
                        | NeverClosed { .. }
                        | UnexpectedEof
                        | UnterminatedTripleString { .. }
                        | UnterminatedTripleInterpolated { .. }
                );
            wants_lines
                && (error.span.start as usize >= text.trim_end().len() || matches!(error.message, NeverClosed { .. }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(program: &str, line: u32) -> Option<&'static str> {
        find(program, line, true).map(|typo| typo.keyword)
    }

    #[test]
    fn misspelt_keywords() {
        assert_eq!(meant("whlie True:\n    pass\n", 1), Some("while"));
        assert_eq!(meant("x = 1\nfro i in range(3):\n    pass\n", 2), Some("for"));
        assert_eq!(meant("def f():\n    x = 1\n    retrun x\n", 3), Some("return"));
        assert_eq!(meant("if x:\n   a\nesle:\n   b\n", 3), Some("else"));
        assert_eq!(meant("x = nt y", 1), Some("not"));
        assert_eq!(meant("x = 5\nfoo bar\n", 2), None);
    }
}
