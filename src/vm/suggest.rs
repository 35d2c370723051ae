//! "Did you mean": the nearest name to one that does not exist, by CPython's measure.

const MOST_CANDIDATES: usize = 750;
const LONGEST: usize = 40;
const MOVE: usize = 2;
const CASE: usize = 1;

/// The first of the nearest candidates; none if there are too many to look at.
pub fn closest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates.collect();
    if candidates.len() >= MOST_CANDIDATES || wrong.len() > LONGEST {
        return None;
    }
    let mut best = None;
    for candidate in candidates.into_iter().filter(|&candidate| candidate != wrong) {
        // At most a third of the letters may be wrong.
        let mut limit = (wrong.len() + candidate.len() + 3) * MOVE / 6;
        if let Some((distance, _)) = best {
            limit = limit.min(distance - 1);
        }
        if let Some(distance) = edit_distance(wrong.as_bytes(), candidate.as_bytes(), limit) {
            best = Some((distance, candidate));
            if distance == 0 {
                break;
            }
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// What it costs to turn one text into the other, if not more than `limit`.
fn edit_distance(mut a: &[u8], mut b: &[u8], limit: usize) -> Option<usize> {
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b)
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    while let ([rest_a @ .., x], [rest_b @ .., y]) = (a, b)
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    if a.is_empty() || b.is_empty() {
        let distance = (a.len() + b.len()) * MOVE;
        return (distance <= limit).then_some(distance);
    }
    if a.len() > LONGEST || b.len() > LONGEST {
        return None;
    }
    let mut row: Vec<usize> = (0..=a.len()).map(|index| index * MOVE).collect();
    for (index, &y) in b.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], (index + 1) * MOVE);
        for (column, &x) in a.iter().enumerate() {
            let substituted = diagonal + substitution(x, y);
            diagonal = row[column + 1];
            row[column + 1] = substituted.min(row[column].min(diagonal) + MOVE);
        }
    }
    Some(row[a.len()]).filter(|&distance| distance <= limit)
}

fn substitution(x: u8, y: u8) -> usize {
    match x {
        _ if x == y => 0,
        _ if x.eq_ignore_ascii_case(&y) => CASE,
        _ => MOVE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested_and_far_ones_not() {
        assert_eq!(closest("prin", ["x", "print"].into_iter()), Some("print"));
        assert_eq!(closest("foo", ["x", "print"].into_iter()), None);
    }
}
