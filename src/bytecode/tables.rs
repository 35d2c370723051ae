//! CPython's form of a code object's tables: `co_linetable` and `co_exceptiontable`, bytes that programs can hand on.
//!
//! Takes positions and handlers; gives bytes, and these back. Bytes that are no such table give nothing.

use super::code::{Handler, Position};
use super::positions::Run;

/// So many units one entry can be for.
const MOST_UNITS: u32 = 8;

const NO_POSITION: u8 = 15;
const LONG: u8 = 14;
const NO_COLUMNS: u8 = 13;
const ONE_LINE: u8 = 10;

/// `co_linetable`.
pub fn location_table(positions: &[Run], first_line: u32) -> Vec<u8> {
    let (mut table, mut line, mut start) = (Vec::new(), i64::from(first_line), 0);
    for (end, position) in positions {
        while start < *end {
            let units = (end - start).min(MOST_UNITS);
            start += units;
            location(&mut table, units, *position, &mut line);
        }
    }
    table
}

fn location(table: &mut Vec<u8>, units: u32, position: Option<Position>, line: &mut i64) {
    let head = |kind: u8, table: &mut Vec<u8>| table.push(0x80 | kind << 3 | (units - 1) as u8);
    let Some(Position { line: at, end_line, column, end_column }) = position else { return head(NO_POSITION, table) };
    let delta = i64::from(at) - *line;
    *line = at.into();
    if column == Position::NO_COLUMN || end_column == Position::NO_COLUMN {
        head(NO_COLUMNS, table);
        return signed(table, delta);
    }
    let width = i64::from(end_column) - i64::from(column);
    match delta {
        0 if at == end_line && column < 80 && (0..16).contains(&width) => {
            head((column / 8) as u8, table);
            table.push(((column % 8) << 4) as u8 | width as u8);
        }
        0..3 if at == end_line && column < 128 && end_column < 128 => {
            head(ONE_LINE + delta as u8, table);
            table.extend([column as u8, end_column as u8]);
        }
        _ => {
            head(LONG, table);
            signed(table, delta);
            for number in [i64::from(end_line) - i64::from(at), i64::from(column) + 1, i64::from(end_column) + 1] {
                low_first(table, number.max(0) as u64);
            }
        }
    }
}

/// The positions that a `co_linetable` gives.
pub fn positions(table: &[u8], first_line: u32) -> Option<Vec<Run>> {
    let (mut positions, mut line, mut end) = (Vec::<Run>::new(), i64::from(first_line), 0_u32);
    let mut bytes = table.iter().copied();
    while let Some(head) = bytes.next() {
        let kind = head >> 3 & 15;
        end = end.checked_add(u32::from(head & 7) + 1)?;
        let position = match kind {
            NO_POSITION => None,
            LONG => {
                line += read_signed(&mut bytes)?;
                let end_line = line + i64::try_from(read_low_first(&mut bytes)?).ok()?;
                let mut column = || Some((read_low_first(&mut bytes)? as u32).wrapping_sub(1));
                Some((end_line, column()?, column()?))
            }
            NO_COLUMNS => {
                line += read_signed(&mut bytes)?;
                Some((line, Position::NO_COLUMN, Position::NO_COLUMN))
            }
            ONE_LINE.. => {
                line += i64::from(kind - ONE_LINE);
                Some((line, bytes.next()?.into(), bytes.next()?.into()))
            }
            group => {
                let rest = bytes.next()?;
                let column = u32::from(group) * 8 + u32::from(rest >> 4 & 7);
                Some((line, column, column + u32::from(rest & 15)))
            }
        };
        let position = match position {
            Some((end_line, column, end_column)) => {
                let (line, end_line) = (u32::try_from(line).ok()?, u32::try_from(end_line).ok()?);
                Some(Position { line, end_line, column, end_column })
            }
            None => None,
        };
        match positions.last_mut().filter(|(_, last)| *last == position) {
            Some((last_end, _)) => *last_end = end,
            None => positions.push((end, position)),
        }
    }
    Some(positions)
}

/// `co_exceptiontable`.
pub fn exception_table(handlers: &[Handler]) -> Vec<u8> {
    let mut table = Vec::new();
    for handler in handlers {
        let entry = table.len();
        let depth = handler.depth << 1 | u32::from(handler.push_lasti);
        for number in [handler.start, handler.end - handler.start, handler.target, depth] {
            high_first(&mut table, number);
        }
        table[entry] |= 0x80;
    }
    table
}

/// The handlers that a `co_exceptiontable` gives.
pub fn handlers(table: &[u8]) -> Option<Vec<Handler>> {
    let (mut handlers, mut bytes) = (Vec::new(), table.iter().copied().peekable());
    while bytes.peek().is_some() {
        let mut number = || {
            let mut number = 0_u32;
            loop {
                let byte = bytes.next()?;
                number = number.checked_mul(64)? | u32::from(byte & 63);
                if byte & 64 == 0 {
                    return Some(number);
                }
            }
        };
        let (start, length, target, depth) = (number()?, number()?, number()?, number()?);
        let end = start.checked_add(length)?;
        handlers.push(Handler { start, end, target, depth: depth >> 1, push_lasti: depth & 1 != 0 });
    }
    Some(handlers)
}

/// Six bits a byte, the highest first; 64 says that more follow.
fn high_first(table: &mut Vec<u8>, number: u32) {
    let groups = (32 - number.leading_zeros()).div_ceil(6).max(1);
    table.extend((0..groups).rev().map(|group| (number >> (6 * group)) as u8 & 63 | u8::from(group > 0) << 6));
}

/// The same, the lowest first.
fn low_first(table: &mut Vec<u8>, mut number: u64) {
    while number >= 64 {
        table.push(number as u8 & 63 | 64);
        number >>= 6;
    }
    table.push(number as u8);
}

fn signed(table: &mut Vec<u8>, number: i64) {
    low_first(table, number.unsigned_abs() << 1 | u64::from(number < 0));
}

fn read_low_first(bytes: &mut impl Iterator<Item = u8>) -> Option<u64> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = bytes.next()?;
        number |= u64::from(byte & 63).checked_shl(shift).filter(|_| shift < 42)?;
        shift += 6;
        if byte & 64 == 0 {
            return Some(number);
        }
    }
}

fn read_signed(bytes: &mut impl Iterator<Item = u8>) -> Option<i64> {
    let number = read_low_first(bytes)?;
    let magnitude = (number >> 1) as i64;
    Some(if number & 1 == 0 { magnitude } else { -magnitude })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_come_back() {
        let at = |line, end_line, column, end_column| Some(Position { line, end_line, column, end_column });
        let given = vec![
            (1, at(7, 7, 0, 0)),
            (20, at(7, 7, 79, 94)),
            (21, None),
            (25, at(9, 9, 120, 127)),
            (26, at(8, 30, 4, 2000)),
            (27, at(100_000, 100_000, Position::NO_COLUMN, Position::NO_COLUMN)),
        ];
        assert_eq!(positions(&location_table(&given, 5), 5), Some(given));
        let entry = |start, end, target, depth, push_lasti| Handler { start, end, target, depth, push_lasti };
        let given = vec![entry(0, 1, 70, 0, false), entry(64, 5000, 300_000, 3, true)];
        assert_eq!(handlers(&exception_table(&given)), Some(given));
        assert_eq!((positions(&[0xf0, 64], 1), handlers(&[0xc0])), (None, None));
    }
}
