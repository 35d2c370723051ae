//! Tabs as spaces.

use crate::text::{Fault, Wtf8, Wtf8Buf};

const TAB: u32 = '\t' as u32;

impl Wtf8<'_> {
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
