//! Methods that fill a string up to a width.

use crate::text::{Fault, Wtf8, Wtf8Buf};

const TAB: u32 = '\t' as u32;

impl Wtf8<'_> {
    pub fn center(self, width: usize, fill: u32) -> Result<Option<Wtf8Buf>, Fault> {
        let missing = width.saturating_sub(self.len_chars());
        let left = missing / 2 + (missing & width & 1);
        self.pad(left, missing - left, fill)
    }

    pub fn ljust(self, width: usize, fill: u32) -> Result<Option<Wtf8Buf>, Fault> {
        self.pad(0, width.saturating_sub(self.len_chars()), fill)
    }

    pub fn rjust(self, width: usize, fill: u32) -> Result<Option<Wtf8Buf>, Fault> {
        self.pad(width.saturating_sub(self.len_chars()), 0, fill)
    }

    /// Zeros between the sign and the rest.
    pub fn zfill(self, width: usize) -> Result<Option<Wtf8Buf>, Fault> {
        let missing = width.saturating_sub(self.len_chars());
        let sign = usize::from(matches!(self.as_bytes(), [b'+' | b'-', ..]));
        match self.part(sign..self.as_bytes().len()).pad(missing, 0, '0'.into())? {
            Some(filled) if sign == 1 => Ok(Some(self.part(0..1).concat(filled.as_wtf8())?)),
            filled => Ok(filled),
        }
    }

    fn pad(self, left: usize, right: usize, fill: u32) -> Result<Option<Wtf8Buf>, Fault> {
        if left == 0 && right == 0 {
            return Ok(None);
        }
        let filled = (left + right).checked_mul(char::from_u32(fill).map_or(3, char::len_utf8));
        let len = filled.and_then(|filled| filled.checked_add(self.as_bytes().len())).ok_or_else(Fault::memory)?;
        let mut out = Wtf8Buf::try_with_capacity(len)?;
        out.push_fill(fill, left);
        out.push_wtf8(self);
        out.push_fill(fill, right);
        Ok(Some(out))
    }

    /// Tabs as spaces up to the next multiple of a size, in each line.
    pub fn expand_tabs(self, size: usize) -> Result<Wtf8Buf, Fault> {
        let too_long = || Fault::overflow("new string is too long");
        let stop = |column: usize| column.checked_rem(size).map_or(0, |column| size - column);
        let mut len = self.as_bytes().len();
        self.by_columns(|c, column| {
            if c == TAB {
                len = len.checked_add(stop(column)).filter(|&len| len <= isize::MAX as usize).ok_or_else(too_long)?;
            }
            Ok(stop(column))
        })?;
        let mut out = Wtf8Buf::try_with_capacity(len)?;
        self.by_columns(|c, column| {
            match c == TAB {
                true => out.push_fill(' '.into(), stop(column)),
                false => out.push(c),
            }
            Ok(stop(column))
        })?;
        Ok(out)
    }

    /// Visits each code point with its column; the visitor says how wide a tab would be there.
    fn by_columns(self, mut visit: impl FnMut(u32, usize) -> Result<usize, Fault>) -> Result<(), Fault> {
        let mut column = 0usize;
        for c in self.code_points() {
            let tab = visit(c, column)?;
            column = match char::from_u32(c) {
                Some('\t') => column.saturating_add(tab),
                Some('\n' | '\r') => 0,
                _ => column + 1,
            };
        }
        Ok(())
    }
}
