//! Counting, replacing, repeating, joining, translating.

use super::pad::room;
use crate::text::Fault;
use crate::text::search::{self, most};

/// The length that no object may pass.
const MAX_LEN: usize = isize::MAX as usize;

/// How often a needle occurs; an empty one, between all bytes.
pub fn count(bytes: &[u8], needle: &[u8]) -> usize {
    match needle {
        [] => bytes.len() + 1,
        needle => search::count(bytes, needle),
    }
}

/// Replaces the first so many places; all of them where the number is negative. Nothing means the bytes themselves.
pub fn replace(bytes: &[u8], old: &[u8], new: &[u8], count: isize) -> Result<Option<Vec<u8>>, Fault> {
    if old.is_empty() {
        let places = most(count).min(bytes.len() + 1);
        if places == 0 || new.is_empty() {
            return Ok(None);
        }
        let added = new.len().checked_mul(places).and_then(|added| added.checked_add(bytes.len()));
        let mut out =
            room(added.filter(|&len| len <= MAX_LEN).ok_or_else(|| Fault::overflow("replace bytes is too long"))?)?;
        for place in 0..places {
            out.extend_from_slice(new);
            out.extend(bytes.get(place));
        }
        out.extend_from_slice(bytes.get(places..).unwrap_or_default());
        return Ok(Some(out));
    }
    let replaced = search::replace(bytes, old, new, most(count));
    let replaced = replaced.map_err(|error| error.fault("replace bytes is too long"))?;
    Ok(replaced.map(|(bytes, _)| bytes))
}

/// `bytes * count`.
pub fn repeat(bytes: &[u8], count: isize) -> Result<Vec<u8>, Fault> {
    search::repeat(bytes, count).map_err(|error| error.fault("repeated bytes are too long"))
}

/// The items with a separator between them.
pub fn join<'a>(separator: &[u8], items: impl Iterator<Item = &'a [u8]> + Clone) -> Result<Vec<u8>, Fault> {
    let len = items.clone().fold(0usize, |len, item| len.saturating_add(item.len() + separator.len()));
    if len > MAX_LEN {
        return Err(Fault::overflow("join() result is too long"));
    }
    let mut out = room(len.saturating_sub(separator.len()))?;
    for (at, item) in items.enumerate() {
        if at > 0 {
            out.extend_from_slice(separator);
        }
        out.extend_from_slice(item);
    }
    Ok(out)
}

/// Deletes some bytes, and looks up the others in a table.
pub fn translate(bytes: &[u8], table: Option<&[u8; 256]>, delete: &[u8]) -> Vec<u8> {
    let mut deleted = [false; 256];
    delete.iter().for_each(|&byte| deleted[usize::from(byte)] = true);
    let kept = bytes.iter().filter(|&&byte| !deleted[usize::from(byte)]);
    kept.map(|&byte| table.map_or(byte, |table| table[usize::from(byte)])).collect()
}
