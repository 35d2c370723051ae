//! Where lines begin: `\n`, `\r\n` and a lone `\r` end a line.

/// Line (from 1) and column (from 0, in UTF-8 bytes) of an offset, as CPython counts in syntax trees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// The offsets at which lines start, ascending; the first is 0.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let ends =
            memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        LineIndex { starts: std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect() }
    }

    pub fn position(&self, offset: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset);
        Position { line: line as u32, column: offset - self.starts[line - 1] }
    }

    /// The same for an offset that is likely on the line after another.
    pub fn position_near(&self, line: u32, offset: u32) -> Position {
        match self.starts.get(line as usize..line as usize + 2) {
            Some(&[start, end]) if (start..end).contains(&offset) => Position { line: line + 1, column: offset - start },
            _ => self.position(offset),
        }
    }

    /// The offset at which a line (from 1) starts; the last line's for any beyond it.
    pub fn start(&self, line: u32) -> u32 {
        self.starts[(line as usize - 1).min(self.starts.len() - 1)]
    }

    /// How many lines there are: one more than there are line ends.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }
}
