//! Where the nodes stand that a program made: lines and columns of its choice, for which offsets are found that a source without
//! text gives back.

use crate::source::{LineIndex, Span};
use std::collections::BTreeMap;

/// Columns beyond this are not told apart.
const WIDEST: i32 = 1 << 16;

/// Line and column of a start and an end.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub start: (i32, i32),
    pub end: (i32, i32),
}

impl Default for Place {
    fn default() -> Self {
        Place { start: (1, 0), end: (1, 0) }
    }
}

impl Place {
    /// What is wrong with it.
    pub fn fault(&self) -> Option<String> {
        let ((line, column), (end_line, end_column)) = (self.start, self.end);
        if line > end_line {
            return Some(format!("AST node line range ({line}, {end_line}) is not valid"));
        }
        if line < 0 && end_line != line || column < 0 && column != end_column {
            return Some(format!(
                "AST node column range ({column}, {end_column}) for line range ({line}, {end_line}) is not valid"
            ));
        }
        if line == end_line && column > end_column {
            return Some(format!("line {line}, column {column}-{end_column} is not a valid range"));
        }
        None
    }
}

/// The places of a tree's nodes, by number.
#[derive(Default)]
pub struct Places(Vec<Place>);

impl Places {
    pub fn add(&mut self, place: Place) -> u32 {
        self.0.push(place);
        self.0.len() as u32 - 1
    }

    /// From where one starts to where another ends.
    pub fn join(&mut self, first: u32, last: u32) -> u32 {
        let (start, end) = (self.0[first as usize].start, self.0[last as usize].end);
        self.add(Place { start, end })
    }

    /// Lines as a source may have them, and for each place its stretch there.
    pub fn lay_out(self) -> (LineIndex, Vec<Span>) {
        let column = |column: i32| column.clamp(0, WIDEST) as u32;
        let mut widths: BTreeMap<i32, u32> = BTreeMap::new();
        for (line, at) in self.0.iter().flat_map(|place| [place.start, place.end]) {
            let width = widths.entry(line).or_default();
            *width = (*width).max(column(at) + 1);
        }
        let lines = LineIndex::sparse(widths.iter().map(|(line, width)| (*line as u32, *width)));
        let starts: BTreeMap<i32, u32> =
            widths.keys().enumerate().map(|(place, line)| (*line, lines.sparse_start(place))).collect();
        let offset = |(line, at): (i32, i32)| starts.get(&line).map_or(0, |start| start.saturating_add(column(at)));
        let spans = self.0.iter().map(|place| Span::new(offset(place.start), offset(place.end))).collect();
        (lines, spans)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back() {
        let mut places = Places::default();
        let wanted = [((5, 3), (7, 0)), ((1_000_000_000, 80), (1_000_000_000, 81)), ((-1, 0), (-1, 2)), ((6, 1), (6, 9))];
        for (start, end) in wanted {
            places.add(Place { start, end });
        }
        let (lines, spans) = places.lay_out();
        for (span, (start, end)) in spans.iter().zip(wanted) {
            for (offset, (line, column)) in [(span.start, start), (span.end, end)] {
                let position = lines.position(offset);
                assert_eq!((position.line as i32, position.column as i32), (line, column));
            }
        }
    }
}
