//! The slots of a frame, and the instructions at a function's start that fill its cells.

use super::blocks::Graph;
use crate::ast::Name;
use crate::bytecode::{Slot, SlotKind};
use crate::codegen::op::Op;
use crate::codegen::sequence::{Instr, Loc};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The variables of a unit, by the places that the code generator knows: locals; cells, then free variables.
#[derive(Debug, Default)]
pub struct Variables<'a> {
    pub locals: &'a [Name],
    /// How many of the locals are parameters.
    pub parameters: usize,
    pub cells: &'a [Name],
    pub free: &'a [Name],
    /// Which locals are a comprehension's own, in a module or class; none if it is empty.
    pub hidden: Vec<bool>,
}

impl Variables<'_> {
    /// For each cell its slot: cells that are locals share theirs.
    fn cell_slots(&self) -> Vec<u32> {
        let locals: FxHashMap<Name, u32> =
            if self.cells.is_empty() { FxHashMap::default() } else { self.locals.iter().copied().zip(0..).collect() };
        let mut next = self.locals.len() as u32;
        let mut take = || {
            next += 1;
            next - 1
        };
        let mut slots: Vec<u32> =
            self.cells.iter().map(|cell| locals.get(cell).copied().unwrap_or_else(&mut take)).collect();
        slots.extend(self.free.iter().map(|_| take()));
        slots
    }

    /// Whether any instruction loads from a slot or stores into one.
    pub fn has_slots(&self) -> bool {
        !(self.locals.is_empty() && self.cells.is_empty() && self.free.is_empty())
    }

    /// The frame's slots.
    pub fn slots(&self, mut text: impl FnMut(Name) -> Arc<str>) -> Vec<Slot> {
        let cell_slots = self.cell_slots();
        let mut slots = Vec::with_capacity(self.locals.len() + cell_slots.len());
        let kind = |index: usize| if self.hidden.get(index) == Some(&true) { SlotKind::Hidden } else { SlotKind::Local };
        slots.extend(self.locals.iter().enumerate().map(|(index, &name)| Slot { name: text(name), kind: kind(index) }));
        for (&name, &slot) in self.cells.iter().zip(&cell_slots) {
            match slots.get_mut(slot as usize) {
                Some(local) => local.kind = SlotKind::CellLocal,
                None => slots.push(Slot { name: text(name), kind: SlotKind::Cell }),
            }
        }
        slots.extend(self.free.iter().map(|&name| Slot { name: text(name), kind: SlotKind::Free }));
        slots
    }
}

/// Puts the instructions of a function's start before all others, and slots for the places of cells.
pub fn prepare(graph: &mut Graph, variables: &Variables, first_line: i32, is_generator: bool) {
    let cell_slots = variables.cell_slots();
    if !cell_slots.is_empty() {
        graph.each(|graph, block| place_cells(graph.instrs_mut(block), &cell_slots));
    }
    let mut prefix = Vec::new();
    if !variables.free.is_empty() {
        prefix.push(Instr::new(Op::COPY_FREE_VARS, variables.free.len() as u32, Loc::NONE));
    }
    let mut cells: Vec<u32> = cell_slots[..variables.cells.len()].to_vec();
    cells.sort_unstable();
    prefix.extend(cells.into_iter().map(|slot| Instr::new(Op::MAKE_CELL, slot, Loc::NONE)));
    if is_generator {
        let loc = Loc::whole_line(first_line);
        prefix.extend([Instr::new(Op::RETURN_GENERATOR, 0, loc), Instr::new(Op::POP_TOP, 0, loc)]);
    }
    graph.prepend(Graph::ENTRY, &prefix);
}

fn place_cells(instrs: &mut [Instr], cell_slots: &[u32]) {
    use Op::*;
    for instr in instrs {
        if matches!(instr.op, MAKE_CELL | LOAD_CLOSURE | LOAD_DEREF | STORE_DEREF | DELETE_DEREF | LOAD_FROM_DICT_OR_DEREF) {
            instr.arg = cell_slots[instr.arg as usize];
        }
    }
}
