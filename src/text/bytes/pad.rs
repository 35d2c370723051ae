//! Methods that fill bytes up to a width. Nothing means the bytes themselves.

use crate::text::Fault;

pub fn center(bytes: &[u8], width: usize, fill: u8) -> Result<Option<Vec<u8>>, Fault> {
    let missing = width.saturating_sub(bytes.len());
    let left = missing / 2 + (missing & width & 1);
    pad(bytes, left, missing - left, fill)
}

pub fn ljust(bytes: &[u8], width: usize, fill: u8) -> Result<Option<Vec<u8>>, Fault> {
    pad(bytes, 0, width.saturating_sub(bytes.len()), fill)
}

pub fn rjust(bytes: &[u8], width: usize, fill: u8) -> Result<Option<Vec<u8>>, Fault> {
    pad(bytes, width.saturating_sub(bytes.len()), 0, fill)
}

/// Zeros between the sign and the rest.
pub fn zfill(bytes: &[u8], width: usize) -> Result<Option<Vec<u8>>, Fault> {
    let missing = width.saturating_sub(bytes.len());
    let mut filled = pad(bytes, missing, 0, b'0')?;
    if let (Some(filled), Some(b'+' | b'-')) = (&mut filled, bytes.first()) {
        filled.swap(0, missing);
    }
    Ok(filled)
}

fn pad(bytes: &[u8], left: usize, right: usize, fill: u8) -> Result<Option<Vec<u8>>, Fault> {
    if left == 0 && right == 0 {
        return Ok(None);
    }
    let mut out = room(bytes.len() + left + right)?;
    out.resize(left, fill);
    out.extend_from_slice(bytes);
    out.resize(left + bytes.len() + right, fill);
    Ok(Some(out))
}

/// Tabs as spaces up to the next multiple of a size, in each line.
pub fn expand_tabs(bytes: &[u8], size: usize) -> Result<Vec<u8>, Fault> {
    let too_long = || Fault::overflow("result too long");
    let mut len = 0usize;
    by_columns(bytes, size, |_, width| {
        len = len.checked_add(width).filter(|&len| len <= isize::MAX as usize).ok_or_else(too_long)?;
        Ok(())
    })?;
    let mut out = room(len)?;
    by_columns(bytes, size, |byte, width| {
        match byte {
            b'\t' => out.resize(out.len() + width, b' '),
            byte => out.push(byte),
        }
        Ok(())
    })?;
    Ok(out)
}

/// Visits each byte with its width.
fn by_columns(bytes: &[u8], size: usize, mut visit: impl FnMut(u8, usize) -> Result<(), Fault>) -> Result<(), Fault> {
    let mut column = 0usize;
    for &byte in bytes {
        let width = match byte {
            b'\t' => column.checked_rem(size).map_or(0, |column| size - column),
            _ => 1,
        };
        visit(byte, width)?;
        column = if matches!(byte, b'\n' | b'\r') { 0 } else { column.saturating_add(width) };
    }
    Ok(())
}

/// Space for so many bytes, or `MemoryError`.
pub(super) fn room(len: usize) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    out.try_reserve_exact(len).map_err(|_| Fault::memory())?;
    Ok(out)
}
