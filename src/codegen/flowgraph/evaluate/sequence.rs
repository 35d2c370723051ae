//! Strings, bytes and tuples.

use super::{MOST_ITEMS, MOST_NESTED_ITEMS, MOST_TEXT};
use crate::bytecode::{Const, ConstId};
use crate::codegen::constants::Constants;
use num_bigint::BigInt;

pub fn join(constants: &mut Constants, left: ConstId, right: ConstId) -> Option<ConstId> {
    let joined = match (constants.get(left), constants.get(right)) {
        (Const::Str(left), Const::Str(right)) => Const::Str([&left[..], right].concat()),
        (Const::Bytes(left), Const::Bytes(right)) => Const::Bytes([&left[..], right].concat()),
        (Const::Tuple(left), Const::Tuple(right)) => Const::Tuple([&left[..], right].concat()),
        _ => return None,
    };
    Some(constants.add(joined))
}

pub fn repeat(constants: &mut Constants, sequence: ConstId, count: &BigInt) -> Option<ConstId> {
    let size = match constants.get(sequence) {
        Const::Str(text) => length(text) as i64,
        Const::Bytes(bytes) => bytes.len() as i64,
        Const::Tuple(items) => items.len() as i64,
        _ => return None,
    };
    // Nothing stays nothing, however often.
    let count = if size == 0 { 0 } else { i64::try_from(count).ok().filter(|&count| count >= 0)? };
    let times = count as usize;
    let repeated = match constants.get(sequence) {
        Const::Tuple(items) => {
            if size > 0 && (count > MOST_ITEMS / size || !is_simple(constants, items, MOST_NESTED_ITEMS / count.max(1))) {
                return None;
            }
            Const::Tuple(items.repeat(times))
        }
        _ if size > 0 && count > MOST_TEXT / size => return None,
        Const::Str(text) => Const::Str(text.repeat(times)),
        Const::Bytes(bytes) => Const::Bytes(bytes.repeat(times)),
        _ => return None,
    };
    Some(constants.add(repeated))
}

/// Whether tuples inside tuples have no more elements than that, all together.
fn is_simple(constants: &Constants, items: &[ConstId], mut most: i64) -> bool {
    let mut pending = vec![items];
    while let Some(items) = pending.pop() {
        most -= items.len() as i64;
        if most < 0 {
            return false;
        }
        pending.extend(items.iter().filter_map(|&item| match constants.get(item) {
            Const::Tuple(items) => Some(&items[..]),
            _ => None,
        }));
    }
    true
}

/// How many code points generalised UTF-8 has.
fn length(text: &[u8]) -> usize {
    text.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

/// The code points, each as its bytes.
fn characters(text: &[u8]) -> Vec<&[u8]> {
    let is_start = |at: &usize| text[*at] & 0xc0 != 0x80;
    let starts: Vec<usize> = (0..text.len()).filter(is_start).chain([text.len()]).collect();
    starts.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect()
}

pub fn subscript(constants: &mut Constants, sequence: ConstId, index: ConstId) -> Option<ConstId> {
    let count = match constants.get(sequence) {
        Const::Str(text) => length(text),
        Const::Bytes(bytes) => bytes.len(),
        Const::Tuple(items) => items.len(),
        _ => return None,
    };
    if let Const::Slice(parts) = *constants.get(index) {
        let places = slice(constants, parts, count as i64)?;
        let part = match constants.get(sequence) {
            Const::Str(text) => {
                let characters = characters(text);
                Const::Str(places.iter().flat_map(|&place| characters[place].iter().copied()).collect())
            }
            Const::Bytes(bytes) => Const::Bytes(places.iter().map(|&place| bytes[place]).collect()),
            Const::Tuple(items) => Const::Tuple(places.iter().map(|&place| items[place]).collect()),
            _ => return None,
        };
        return Some(constants.add(part));
    }
    let place = whole(constants.get(index))?;
    let place = if place < 0 { place + count as i64 } else { place };
    let place = usize::try_from(place).ok().filter(|&place| place < count)?;
    match constants.get(sequence) {
        Const::Str(text) => {
            let character = characters(text)[place].to_vec();
            Some(constants.add(Const::Str(character)))
        }
        Const::Bytes(bytes) => {
            let byte = bytes[place].into();
            Some(constants.int(byte))
        }
        Const::Tuple(items) => Some(items[place]),
        _ => None,
    }
}

fn whole(constant: &Const) -> Option<i64> {
    match constant {
        Const::False => Some(0),
        Const::True => Some(1),
        Const::Int(value) => Some(*value),
        _ => None,
    }
}

/// The places that a slice means.
fn slice(constants: &Constants, parts: [ConstId; 3], count: i64) -> Option<Vec<usize>> {
    // Outer `None`: no integer; inner: not given. Integers too large for a place are as good as the largest.
    let part = |id: ConstId| match constants.get(id) {
        Const::None => Some(None),
        Const::BigInt(value) => {
            Some(Some(if value.sign() == num_bigint::Sign::Minus { i64::MIN / 2 } else { i64::MAX / 2 }))
        }
        constant => whole(constant).map(|value| Some(value.clamp(i64::MIN / 2, i64::MAX / 2))),
    };
    let [start, stop, step] = [part(parts[0])?, part(parts[1])?, part(parts[2])?];
    let step = step.unwrap_or(1);
    if step == 0 {
        return None;
    }
    let (lowest, highest) = if step < 0 { (-1, count - 1) } else { (0, count) };
    let bound = |given: Option<i64>, default: i64| match given {
        None => default,
        Some(value) if value < 0 => (value + count).max(lowest),
        Some(value) => value.min(highest),
    };
    let (start, stop) = match step < 0 {
        true => (bound(start, count - 1), bound(stop, -1)),
        false => (bound(start, 0), bound(stop, count)),
    };
    let mut places = Vec::new();
    let mut place = start;
    while if step < 0 { place > stop } else { place < stop } {
        places.push(place as usize);
        place += step;
    }
    Some(places)
}
