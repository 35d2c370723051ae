//! Source text: from bytes to decoded UTF-8 with a name, and from offsets back to lines and columns.
//!
//! Takes the bytes of a file; gives a [`Source`], or a [`DecodeError`]. Uses nothing of the other stages.

mod codecs;
mod encoding;
pub mod files;
mod lines;
pub mod overlay;
mod span;

pub(crate) use encoding::read_for_tokenize;
pub use encoding::{DecodeError, DecodeFault};
pub use lines::{LineIndex, Position};
pub use span::Span;

use std::cell::OnceCell;

/// A decoded program and the name it is reported under. Line ends are kept as the file has them.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    lines: OnceCell<LineIndex>,
}

impl Source {
    /// A source that is text already, such as the argument of `-c`.
    ///
    /// ```
    /// let source = hyaline::Source::new("<string>", "x = 1\n");
    /// assert_eq!(source.text(), "x = 1\n");
    /// ```
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        Source { name: name.into(), text: text.into(), lines: OnceCell::new() }
    }

    /// A source of which only the places of lines are known: a tree has them that a program made.
    pub fn without_text(name: impl Into<String>, lines: LineIndex) -> Source {
        Source { name: name.into(), text: String::new(), lines: OnceCell::from(lines) }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a stretch. Panics if the stretch is not one of this source.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// Where lines begin; found when first asked for.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line (from 1) and column (from 0, in bytes) of an offset.
    pub fn position(&self, offset: u32) -> Position {
        self.lines().position(offset)
    }

    /// Where a character stands whose column is counted in characters. The end of the text if it has no such place.
    pub fn span_of_character(&self, position: Position) -> Span {
        let start = self.lines().start(position.line) as usize;
        let mut rest = self.text[start..].char_indices().skip(position.column as usize);
        match rest.next() {
            Some((at, c)) => Span::new((start + at) as u32, (start + at + c.len_utf8()) as u32),
            None => Span::at(self.text.len() as u32),
        }
    }
}
