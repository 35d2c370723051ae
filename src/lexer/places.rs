//! Lines and columns as `tokenize` counts them: in characters, and a line is what was read as one.

use super::tokens::TokenKind;
use crate::source::Span;

/// Line (from 1) and column (from 0, in characters).
pub type Place = (u32, u32);

/// Where lines start, of a text that may have some before it.
#[derive(Debug, Default)]
pub(super) struct Lines {
    starts: Vec<u32>,
    /// How many lines came before the text.
    pub before: u32,
}

impl Lines {
    /// The lines of a whole text. Only `\n` ends one.
    pub fn of(text: &str) -> Lines {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        Lines { starts, before: 0 }
    }

    /// A text of which nothing has been read yet.
    pub fn empty() -> Lines {
        Lines { starts: vec![0], before: 0 }
    }

    /// A line ends, and the next starts, at an offset behind all others.
    pub fn push(&mut self, start: usize) {
        self.starts.push(start as u32);
    }

    /// Forgets the lines before an offset, where the text is to start.
    pub fn forget(&mut self, to: usize) {
        let line = self.index(to);
        let start = to as u32;
        self.before += line as u32;
        self.starts.drain(..line);
        for at in &mut self.starts {
            *at = at.saturating_sub(start);
        }
    }

    /// How many lines of the text come before that of an offset.
    pub fn index(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= at) - 1
    }

    pub fn start(&self, line: usize) -> usize {
        self.starts.get(line).map_or(usize::MAX, |&start| start as usize)
    }

    /// The number of the line of an offset.
    pub fn number(&self, at: usize) -> u32 {
        self.index(at) as u32 + 1 + self.before
    }

    /// The number of the last line that has text.
    pub fn last(&self, text: &str) -> u32 {
        self.number(text.len().saturating_sub(1))
    }
}

/// Counts characters while it goes through a text.
pub(super) struct Cursor<'a> {
    text: &'a str,
    lines: &'a Lines,
    at: usize,
    line: usize,
    column: u32,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str, lines: &'a Lines) -> Cursor<'a> {
        Cursor { text, lines, at: 0, line: 0, column: 0 }
    }

    /// The place of an offset at or after the last one asked for.
    pub fn go(&mut self, to: u32) -> Place {
        let to = to as usize;
        while self.lines.start(self.line + 1) <= to {
            self.line += 1;
            (self.at, self.column) = (self.lines.start(self.line), 0);
        }
        let passed = self.text.get(self.at..to).unwrap_or_default();
        self.column += passed.chars().count() as u32;
        self.at = self.at.max(to);
        (self.line as u32 + 1 + self.lines.before, self.column)
    }

    /// Where a token starts and ends.
    pub fn places(&mut self, kind: TokenKind, span: Span) -> (Place, Place) {
        let start = self.go(span.start);
        let at_end = span.start as usize == self.text.len();
        match kind {
            // What ends the file stands on a line of its own after the last.
            TokenKind::EndMarker | TokenKind::Dedent if at_end => {
                let line = if start.1 > 0 { start.0 + 1 } else { start.0 };
                ((line, 0), (line, 0))
            }
            // A line end that is missing is counted all the same.
            TokenKind::Newline | TokenKind::Nl => {
                let width = (span.end - span.start).max(1);
                (start, (start.0, start.1 + width))
            }
            _ => (start, self.go(span.end)),
        }
    }
}
