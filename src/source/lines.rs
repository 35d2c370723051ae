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
    /// The lines' numbers, if they are not 1, 2, 3…
    numbers: Vec<u32>,
}

impl LineIndex {
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 32 + 1);
        starts.push(0);
        if memchr::memchr(b'\r', bytes).is_none() {
            starts.extend(memchr::memchr_iter(b'\n', bytes).map(|at| at as u32 + 1));
        } else {
            let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
            let ends = ends.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
            starts.extend(ends.map(|at| at as u32 + 1));
        }
        LineIndex { starts, numbers: Vec::new() }
    }

    /// Some lines only, without their text: their numbers, and for each its width, ascending. Gives where each starts, too.
    pub fn sparse(lines: impl Iterator<Item = (u32, u32)>) -> LineIndex {
        let (mut starts, mut numbers, mut end) = (vec![0], vec![1], 0u32);
        for (number, width) in lines {
            starts.push(end);
            numbers.push(number);
            end = end.saturating_add(width);
        }
        LineIndex { starts, numbers }
    }

    /// Where the line starts that is at this place among those that `sparse` was given.
    pub fn sparse_start(&self, place: usize) -> u32 {
        self.starts.get(place + 1).copied().unwrap_or(u32::MAX)
    }

    pub fn position(&self, offset: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset);
        let number = self.numbers.get(line - 1).copied().unwrap_or(line as u32);
        Position { line: number, column: offset - self.starts[line - 1] }
    }

    /// The same for an offset that is likely on one of the lines after another.
    pub fn position_near(&self, line: u32, offset: u32) -> Position {
        const NEAR: usize = 8;
        let first = line as usize;
        let near = &self.starts[first.min(self.starts.len())..(first + NEAR).min(self.starts.len())];
        match near.iter().position(|&start| start > offset) {
            Some(after) if after > 0 && self.numbers.is_empty() => {
                Position { line: line + after as u32, column: offset - near[after - 1] }
            }
            _ => self.position(offset),
        }
    }

    /// The offset at which the line behind an offset's starts; the offset is on this line.
    pub fn end(&self, line: u32, offset: u32) -> u32 {
        let next = match self.numbers.is_empty() {
            true => line as usize,
            false => self.starts.partition_point(|&start| start <= offset),
        };
        self.starts.get(next).copied().unwrap_or(u32::MAX)
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
