//! The database of characters, as far as no crate has it: `unicode.table`, read when first asked.

use std::sync::LazyLock;

static TEXT: &str = include_str!("unicode.table");

/// The parts of the table, in its order.
#[derive(Clone, Copy)]
pub enum Section {
    Bidirectional,
    EastAsianWidth,
    Mirrored,
    Decomposition,
    /// Of what is no decimal digit.
    Numeric,
    /// What Unicode 3.2.0 had; of that, what was different then.
    Old,
    OldCategory,
    OldBidirectional,
    OldEastAsianWidth,
    OldMirrored,
    OldDecomposition,
    OldDecimal,
    OldNumeric,
    OldNormal,
}

/// A stretch of code points, and what is said of them.
struct Stretch {
    first: u32,
    last: u32,
    value: &'static str,
}

#[derive(Default)]
struct Table {
    /// For each section, in ascending order.
    stretches: Vec<Vec<Stretch>>,
    /// Names of sequences in ascending order, and their code points.
    sequences: Vec<(&'static str, &'static str)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for line in TEXT.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with('[') {
            table.stretches.push(Vec::new());
        } else if let Some(pair) = line.split_once(';') {
            table.sequences.push(pair);
        } else if let (Some((points, value)), Some(section)) = (line.split_once(' '), table.stretches.last_mut()) {
            let (first, last) = points.split_once('-').unwrap_or((points, points));
            let [first, last] = [first, last].map(point);
            section.push(Stretch { first, last, value });
        }
    }
    table
});

fn point(digits: &str) -> u32 {
    u32::from_str_radix(digits, 16).unwrap_or_default()
}

/// What a part of the table says of a code point.
pub fn find(section: Section, point: u32) -> Option<&'static str> {
    let stretches = TABLE.stretches.get(section as usize)?;
    let at = stretches.partition_point(|stretch| stretch.last < point);
    stretches.get(at).filter(|stretch| stretch.first <= point).map(|stretch| stretch.value)
}

/// Code points from a value of the table.
pub fn points(value: &str) -> impl Iterator<Item = u32> {
    value.split(' ').map(point)
}

/// The code points of a sequence that has a name, in capitals.
pub fn sequence(name: &str) -> Option<&'static str> {
    let at = TABLE.sequences.binary_search_by_key(&name, |(known, _)| known).ok()?;
    Some(TABLE.sequences[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_where_they_are_looked_for() {
        // Behind them are the sequences.
        assert_eq!(TABLE.stretches.len(), Section::OldNormal as usize + 2);
        assert_eq!(find(Section::Bidirectional, 0x41), Some("L"));
        assert_eq!(find(Section::EastAsianWidth, 0x4e00), Some("W"));
        assert_eq!(find(Section::Numeric, 0xbd), Some("1/2"));
        assert_eq!(find(Section::OldNormal, 0x2f868), Some("2136A"));
        assert_eq!(sequence("KEYCAP DIGIT ONE"), Some("31 FE0F 20E3"));
    }
}
