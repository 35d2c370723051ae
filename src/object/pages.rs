//! The memory of objects of up to 512 bytes: pages of cells of one size, so that allocating is taking the first of a list,
//! and the cycle collector can walk all objects without a list of its own. Pages without objects serve cells of any size.
//!
//! `unsafe` links free cells; sound because only [`heap`](super::heap) takes cells and gives them back, each once.

#![allow(unsafe_code)]

use super::heap::Header;
use std::alloc::{Layout, alloc, handle_alloc_error};
use std::ptr::{self, NonNull};

/// The size of the smallest cells. Those of a class have so many times that.
pub(super) const CELL: usize = 16;
const LARGEST_CELL: usize = 512;
const CLASSES: usize = LARGEST_CELL / CELL + 1;
/// As large as the system's: of many sizes a small program has but a few objects.
const PAGE: usize = 1 << 12;
/// One under Miri, which is slow where one piece of memory has many uses.
const PAGES_AT_ONCE: usize = if cfg!(miri) { 1 } else { 64 };
/// A program with so many pages will use all of the next ones: the system is asked for them at once, which takes it a fifth of the
/// time that it takes to find out one by one.
const POPULATE_FROM: usize = 128;
const PAGE_HEADER: usize = 16;

/// So many pages more, and a quarter of all, before pages without objects are looked for again.
const LEAST_RECLAIM: usize = 256;

/// The class of cells for objects of a size, if it is not too large for a cell.
#[inline(always)]
pub(super) fn class_of(size: usize) -> Option<usize> {
    let class = size.div_ceil(CELL);
    (class < CLASSES && !cfg!(feature = "objects-apart")).then_some(class)
}

/// What a page begins with.
#[repr(C)]
struct PageHeader {
    number: u32,
    /// 2¹⁶ divided by the size of its cells in smallest cells, rounded up.
    reciprocal: u32,
}

#[repr(C)]
struct FreeCell {
    /// Where an object has its count and kind: zero is [`Kind::Free`](super::kinds::Kind::Free).
    zero: u64,
    next: *mut FreeCell,
}

struct Page {
    start: *mut u8,
    cell: u16,
    is_cyclic: bool,
}

impl Page {
    fn cells(&self) -> usize {
        (PAGE - PAGE_HEADER) / usize::from(self.cell)
    }

    fn cell(&self, index: usize) -> *mut u8 {
        self.start.wrapping_add(PAGE_HEADER + index * usize::from(self.cell))
    }
}

pub(super) struct Pages {
    /// The free cells of each class, for objects that cannot be part of a cycle and for those that can.
    free: [[*mut FreeCell; CLASSES]; 2],
    pages: Vec<Page>,
    /// Pages that have no cell size yet.
    unused: Vec<*mut u8>,
    /// The numbers of pages whose cells are all free, and on no list.
    spare: Vec<usize>,
    /// How many pages there are before such are looked for.
    reclaim_at: usize,
}

/// What the page of an object begins with.
#[inline(always)]
fn page_header(object: *mut u8) -> PageHeader {
    // SAFETY: cells lie in pages, which begin at multiples of their size, and with this.
    unsafe { object.map_addr(|at| at & !(PAGE - 1)).cast::<PageHeader>().read() }
}

/// The number of the page, and of the cell in it, of an object that is not large.
#[inline(always)]
pub(super) fn cell_of(object: NonNull<Header>) -> (usize, usize) {
    let PageHeader { number, reciprocal } = page_header(object.as_ptr().cast());
    let offset = object.as_ptr().addr() & (PAGE - 1);
    // A division by the size of the page's cells.
    (number as usize, ((offset - PAGE_HEADER) / CELL * reciprocal as usize) >> 16)
}

impl Pages {
    pub(super) const fn new() -> Pages {
        Pages {
            free: [[ptr::null_mut(); CLASSES]; 2],
            pages: Vec::new(),
            unused: Vec::new(),
            spare: Vec::new(),
            reclaim_at: LEAST_RECLAIM,
        }
    }

    /// How many cells each page has.
    pub(super) fn cells(&self) -> Vec<usize> {
        self.pages.iter().map(Page::cells).collect()
    }

    /// Every cell, free or not; all, or those for objects that can be part of a cycle.
    pub(super) fn for_each_cell(&self, only_cyclic: bool, mut visit: impl FnMut(NonNull<Header>)) {
        for page in self.pages.iter().filter(|page| page.is_cyclic || !only_cyclic) {
            for index in 0..page.cells() {
                // SAFETY: the cell lies within the page.
                visit(unsafe { NonNull::new_unchecked(page.cell(index).cast()) });
            }
        }
    }

    /// Memory for an object of a class; whether it can be part of a cycle decides where.
    #[inline(always)]
    pub(super) fn take(&mut self, class: usize, is_cyclic: bool) -> NonNull<Header> {
        let list = &mut self.free[usize::from(is_cyclic)][class];
        match NonNull::new(*list) {
            Some(cell) => {
                // SAFETY: a cell on a list is free, and linked to the next.
                *list = unsafe { cell.as_ref() }.next;
                cell.cast()
            }
            None => self.take_of_new_page(class, is_cyclic),
        }
    }

    /// Takes memory back.
    ///
    /// # Safety
    /// It came from [`take`](Pages::take) with the same arguments, and nobody uses it any more.
    #[inline(always)]
    pub(super) unsafe fn give_back(&mut self, object: NonNull<Header>, class: usize, is_cyclic: bool) {
        let cell = object.cast::<FreeCell>();
        let list = &mut self.free[usize::from(is_cyclic)][class];
        // SAFETY: by the caller's promise; cells are large enough.
        unsafe { cell.write(FreeCell { zero: 0, next: *list }) };
        *list = cell.as_ptr();
    }

    /// Cuts a page into cells of a class; gives the first.
    #[cold]
    #[inline(never)]
    fn take_of_new_page(&mut self, class: usize, is_cyclic: bool) -> NonNull<Header> {
        if self.spare.is_empty() && self.unused.is_empty() && self.pages.len() >= self.reclaim_at {
            self.reclaim();
        }
        let cell = (class * CELL) as u16;
        let number = self.spare.pop().unwrap_or_else(|| {
            let start = self.fresh_page();
            self.pages.push(Page { start, cell, is_cyclic });
            self.pages.len() - 1
        });
        let page = &mut self.pages[number];
        (page.cell, page.is_cyclic) = (cell, is_cyclic);
        let header = PageHeader { number: number as u32, reciprocal: (1u32 << 16).div_ceil(class as u32) };
        // SAFETY: header and cells lie within the page, in which no object is.
        unsafe {
            page.start.cast::<PageHeader>().write(header);
            let mut next = ptr::null_mut();
            for index in (0..page.cells()).rev() {
                let free = page.cell(index).cast::<FreeCell>();
                free.write(FreeCell { zero: 0, next });
                next = free;
            }
            self.free[usize::from(is_cyclic)][class] = (*next).next;
            NonNull::new_unchecked(next.cast())
        }
    }

    /// Memory for a page that no object was in yet.
    fn fresh_page(&mut self) -> *mut u8 {
        if let Some(page) = self.unused.pop() {
            return page;
        }
        let layout = Layout::from_size_align(PAGE * PAGES_AT_ONCE, PAGE).expect("a constant");
        // SAFETY: the layout is not empty; pages lie inside the arena just allocated.
        unsafe {
            let arena = alloc(layout);
            if arena.is_null() {
                handle_alloc_error(layout);
            }
            if self.pages.len() >= POPULATE_FROM {
                populate(arena, layout.size());
            }
            self.unused.extend((1..PAGES_AT_ONCE).rev().map(|index| arena.add(index * PAGE)));
            arena
        }
    }

    /// Takes the cells of pages without any object from their lists.
    fn reclaim(&mut self) {
        let number = |cell: *mut FreeCell| page_header(cell.cast()).number as usize;
        let mut taken = self.cells();
        // SAFETY: cells on lists are free, and linked to the next.
        unsafe {
            for list in self.free.as_flattened() {
                let mut cell = *list;
                while !cell.is_null() {
                    taken[number(cell)] -= 1;
                    cell = (*cell).next;
                }
            }
            for list in self.free.as_flattened_mut() {
                let mut link: *mut *mut FreeCell = list;
                while !(*link).is_null() {
                    let cell = *link;
                    match taken[number(cell)] {
                        0 => *link = (*cell).next,
                        _ => link = &raw mut (*cell).next,
                    }
                }
            }
        }
        self.spare.extend((0..taken.len()).filter(|page| taken[*page] == 0));
        self.reclaim_at = self.pages.len() + LEAST_RECLAIM.max(self.pages.len() / 4);
    }
}

/// Has the system find memory for addresses that are about to be used. Nothing happens where it cannot.
fn populate(start: *mut u8, length: usize) {
    // SAFETY: changes no contents; the system checks the addresses.
    #[cfg(all(target_os = "linux", not(miri)))]
    unsafe {
        libc::madvise(start.cast(), length, libc::MADV_POPULATE_WRITE);
    }
    #[cfg(not(all(target_os = "linux", not(miri))))]
    let _ = (start, length);
}
