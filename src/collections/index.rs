//! The hash index of a [`DictTable`](super::DictTable): where in the entries a hash may be found. Open addressing with
//! linear probing, in cells of one, two or four bytes, as few as the number of cells allows. Removal closes the gap, so
//! there are no markers of deleted cells.
//!
//! Why not `hashbrown::HashTable<u32>`: its lookups take a closure, which must not run foreign code. Measured beside
//! it, tables of up to ten entries are built twice as fast and take less memory here; hits cost about the same up to a
//! thousand entries, and more in tables that outgrow the cache.

/// Cells hold numbers of entries; the largest number of its width is an empty cell.
#[derive(Clone, Default)]
pub enum Index {
    /// Few entries need none: they are searched one after the other.
    #[default]
    None,
    Bytes(Box<[u8]>),
    Halves(Box<[u16]>),
    Words(Box<[u32]>),
}

trait Cell: Copy + Eq {
    const EMPTY: Self;
    fn number(self) -> usize;
}

macro_rules! cell {
    ($($type:ty)*) => {$(
        impl Cell for $type {
            const EMPTY: Self = Self::MAX;
            fn number(self) -> usize {
                self as usize
            }
        }
    )*};
}

cell!(u8 u16 u32);

/// Runs the same code for each width.
macro_rules! each {
    ($index:expr, $cells:ident => $code:expr, $none:expr) => {
        match $index {
            Index::None => $none,
            Index::Bytes($cells) => $code,
            Index::Halves($cells) => $code,
            Index::Words($cells) => $code,
        }
    };
}

/// Fibonacci hashing: the multiplication spreads what is regular in hashes of integers over the leading bits.
fn home(hash: i64, cells: usize) -> usize {
    const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
    ((hash as u64).wrapping_mul(GOLDEN) >> (64 - cells.trailing_zeros())) as usize
}

impl Index {
    /// An empty index with room for that many entries; at most two thirds of its cells are ever used.
    pub fn with_room(entries: usize) -> Self {
        let cells = (entries + entries / 2 + 1).next_power_of_two().max(16);
        match cells {
            ..=0x100 => Self::Bytes(vec![u8::EMPTY; cells].into()),
            0x101..=0x1_0000 => Self::Halves(vec![u16::EMPTY; cells].into()),
            _ => Self::Words(vec![u32::EMPTY; cells].into()),
        }
    }

    /// How many entries it may lead to.
    pub fn room(&self) -> usize {
        each!(self, cells => cells.len() / 3 * 2, 0)
    }

    pub fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// The first cell to look at.
    pub fn home(&self, hash: i64) -> usize {
        each!(self, cells => home(hash, cells.len()), 0)
    }

    pub fn after(&self, cell: usize) -> usize {
        each!(self, cells => (cell + 1) & (cells.len() - 1), cell + 1)
    }

    /// The entry that a cell leads to.
    pub fn get(&self, cell: usize) -> Option<usize> {
        fn get<C: Cell>(cells: &[C], cell: usize) -> Option<usize> {
            cells.get(cell).filter(|entry| **entry != C::EMPTY).map(|entry| entry.number())
        }
        each!(self, cells => get(cells, cell), None)
    }

    pub fn set(&mut self, cell: usize, entry: usize) {
        match self {
            Self::None => {}
            Self::Bytes(cells) => cells[cell] = entry as u8,
            Self::Halves(cells) => cells[cell] = entry as u16,
            Self::Words(cells) => cells[cell] = entry as u32,
        }
    }

    /// The first entry on the hash's way that is accepted.
    #[inline]
    pub fn find(&self, hash: i64, accept: impl FnMut(usize) -> bool) -> Option<usize> {
        #[inline]
        fn find<C: Cell>(cells: &[C], hash: i64, mut accept: impl FnMut(usize) -> bool) -> Option<usize> {
            let mask = cells.len() - 1;
            let mut cell = home(hash, cells.len());
            loop {
                let entry = cells[cell & mask];
                if entry == C::EMPTY {
                    return None;
                }
                if accept(entry.number()) {
                    return Some(entry.number());
                }
                cell += 1;
            }
        }
        each!(self, cells => find(cells, hash, accept), None)
    }

    /// Leads to an entry from the first empty cell on the hash's way.
    pub fn insert(&mut self, hash: i64, entry: usize) {
        let mut cell = self.home(hash);
        while self.get(cell).is_some() {
            cell = self.after(cell);
        }
        self.set(cell, entry);
    }

    /// Forgets an entry; `hash_of` tells the others' hashes. Whatever follows on the way moves up if its own way allows.
    pub fn remove(&mut self, hash: i64, entry: usize, hash_of: impl Fn(usize) -> i64) {
        fn close<C: Cell>(cells: &mut [C], mut gap: usize, hash_of: impl Fn(usize) -> i64) {
            let mask = cells.len() - 1;
            let mut next = (gap + 1) & mask;
            while cells[next] != C::EMPTY {
                let way = next.wrapping_sub(home(hash_of(cells[next].number()), cells.len())) & mask;
                if way >= next.wrapping_sub(gap) & mask {
                    cells[gap] = cells[next];
                    gap = next;
                }
                next = (next + 1) & mask;
            }
            cells[gap] = C::EMPTY;
        }
        if self.is_none() {
            return;
        }
        let mut cell = self.home(hash);
        while let Some(found) = self.get(cell) {
            if found == entry {
                return each!(self, cells => close(cells, cell, hash_of), ());
            }
            cell = self.after(cell);
        }
    }

    /// Bytes on the heap.
    pub fn heap_size(&self) -> usize {
        each!(self, cells => size_of_val(&**cells), 0)
    }
}
