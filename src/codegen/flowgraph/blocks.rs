//! Basic blocks: stretches of code that are entered at their start only and left at their end only, except by exceptions.
//!
//! The instructions of all blocks lie in one vector, each block's together with room to grow; a block that outgrows its room
//! moves to the end.

use super::borrow::Entry;
use crate::codegen::op::Op;
use crate::codegen::sequence::{Instr, Label, Locals, Sequence, Stretch};
use crate::codegen::traits::Traits;

/// The number of no block.
pub const NONE: u32 = u32::MAX;

#[derive(Debug)]
pub struct Graph {
    code: Vec<Instr>,
    pub blocks: Vec<Block>,
    /// For each stretch of the sequence its block.
    block_of: Vec<u32>,
    /// Blocks that were reached and wait for their turn, while the graph is explored.
    pending: Vec<u32>,
    /// A stack for `borrow`.
    pub entries: Vec<Entry>,
    has_handlers: bool,
    /// Jumps have changed since the predecessors were counted.
    pub is_rewired: bool,
    /// Constants that lost a load.
    pub dropped: Dropped,
}

/// A set of constants by their places in the unit's order; all beyond the 63rd are one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dropped(u64);

impl Dropped {
    const LAST: u32 = 63;

    /// An instruction goes: if it loads a constant, this may not be used any more.
    pub fn add(&mut self, instr: &Instr) {
        if instr.op == Op::LOAD_CONST {
            self.0 |= 1 << instr.arg.min(Dropped::LAST);
        }
    }

    /// An instruction is there: if it loads a constant, this is used.
    pub fn remove(&mut self, instr: &Instr) {
        if instr.op == Op::LOAD_CONST && instr.arg < Dropped::LAST {
            self.0 &= !(1 << instr.arg);
        }
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The memory of a graph that is done with.
#[derive(Debug, Default)]
pub struct Room {
    blocks: Vec<Block>,
    block_of: Vec<u32>,
    pending: Vec<u32>,
    entries: Vec<Entry>,
}

/// In place of a block not known yet.
const TARGET: u32 = u32::MAX - 1;

#[derive(Clone, Debug)]
pub struct Block {
    start: u32,
    length: u32,
    capacity: u32,
    /// How many instructions it would have besides, had none been merged when they were emitted.
    pub merged: u32,
    /// Of its instructions, and maybe of some that it had.
    pub traits: Traits,
    pub locals: Locals,
    /// The block that follows in the code.
    pub next: u32,
    /// How many blocks go on here.
    pub predecessors: i32,
    /// How deep the stack is at its start; negative where not known.
    pub start_depth: i32,
    /// Of the first 64 locals, those that may have no value at its start.
    pub unbound: u64,
    pub is_labelled: bool,
    pub is_visited: bool,
    /// Handles exceptions.
    pub is_handler: bool,
    /// Its handler wants the offset of the instruction that raised.
    pub keeps_lasti: bool,
    pub is_cold: bool,
    pub is_warm: bool,
}

impl Block {
    fn new(start: u32, capacity: u32) -> Block {
        Block {
            start,
            length: 0,
            capacity,
            merged: 0,
            traits: Traits::empty(),
            locals: Locals::default(),
            next: NONE,
            predecessors: 0,
            start_depth: -1,
            unbound: 0,
            is_labelled: false,
            is_visited: false,
            is_handler: false,
            keeps_lasti: false,
            is_cold: false,
            is_warm: false,
        }
    }

    /// While the graph is built: more instructions; whether they end with a jump, which has room behind it.
    fn take_in(&mut self, stretch: &Stretch) -> bool {
        let is_terminated = stretch.traits.contains(Traits::ENDS_BLOCK);
        self.length = stretch.end - self.start;
        self.capacity = self.length + u32::from(is_terminated);
        self.merged += stretch.merged;
        self.traits |= stretch.traits;
        self.locals = self.locals.then(stretch.locals);
        is_terminated
    }
}

impl Graph {
    pub const ENTRY: u32 = 0;

    /// Cuts a sequence at jumps and at what is jumped to; takes its instructions.
    pub fn new(sequence: &mut Sequence, room: Room) -> Graph {
        sequence.end_stretch();
        let is_unguarded = sequence.is_unguarded;
        let Sequence { code, stretches, labels, targets, .. } = sequence;
        let Room { mut blocks, mut block_of, pending, entries } = room;
        blocks.clear();
        block_of.clear();
        block_of.resize(stretches.len(), NONE);
        for (label, _) in targets.iter() {
            block_of[labels[label.0 as usize] as usize] = TARGET;
        }
        let mut is_terminated = true;
        for (stretch, block_of) in stretches.iter().zip(&mut block_of) {
            let is_target = *block_of == TARGET;
            if is_target || is_terminated {
                let block = blocks.len() as u32;
                if let Some(last) = blocks.last_mut() {
                    last.next = block;
                }
                blocks.push(Block { is_labelled: is_target, ..Block::new(stretch.start, 0) });
            }
            *block_of = blocks.len() as u32 - 1;
            if let Some(block) = blocks.last_mut() {
                is_terminated = block.take_in(stretch);
            }
        }
        let mut graph = Graph {
            code: std::mem::take(code),
            blocks,
            block_of,
            pending,
            entries,
            has_handlers: false,
            is_rewired: false,
            dropped: Dropped::default(),
        };
        graph.find_targets(labels, targets);
        debug_assert!(!(is_unguarded && graph.has_handlers), "the scopes know where handlers may be");
        graph
    }

    /// While the graph is built: from labels to blocks.
    fn find_targets(&mut self, labels: &[u32], targets: &[(Label, u32)]) {
        for &(label, at) in targets {
            let instr = &mut self.code[at as usize];
            instr.target = self.block_of[labels[label.0 as usize] as usize];
            instr.arg = 0;
            if instr.op.is_block_push() {
                self.blocks[instr.target as usize].is_handler = true;
                self.has_handlers = true;
            }
        }
    }

    /// The memory, and that of the instructions.
    pub fn into_room(self) -> (Room, Vec<Instr>) {
        let Graph { code, blocks, block_of, pending, entries, .. } = self;
        (Room { blocks, block_of, pending, entries }, code)
    }

    /// Whether a block has instructions of a kind, or had some.
    #[inline]
    pub fn has(&self, block: u32, traits: Traits) -> bool {
        self.blocks[block as usize].traits.intersects(traits)
    }

    /// Whether any block has.
    pub fn any_has(&self, traits: Traits) -> bool {
        self.blocks.iter().any(|block| block.traits.intersects(traits))
    }

    /// The block has instructions of a kind now.
    #[inline]
    pub fn note(&mut self, block: u32, traits: Traits) {
        self.blocks[block as usize].traits.insert(traits);
    }

    #[inline]
    pub fn forget(&mut self, block: u32, traits: Traits) {
        self.blocks[block as usize].traits.remove(traits);
    }

    /// Whether any block handles exceptions, and there are instructions that open and close what it guards.
    #[inline]
    pub fn has_handlers(&self) -> bool {
        self.has_handlers
    }

    /// A block's instructions, and all blocks.
    #[inline]
    pub fn parts(&mut self, block: u32) -> (&mut [Instr], &mut [Block]) {
        let Block { start, length, .. } = self.blocks[block as usize];
        (&mut self.code[start as usize..(start + length) as usize], &mut self.blocks)
    }

    #[inline]
    pub fn instrs(&self, block: u32) -> &[Instr] {
        let Block { start, length, .. } = self.blocks[block as usize];
        &self.code[start as usize..(start + length) as usize]
    }

    #[inline]
    pub fn instrs_mut(&mut self, block: u32) -> &mut [Instr] {
        let Block { start, length, .. } = self.blocks[block as usize];
        &mut self.code[start as usize..(start + length) as usize]
    }

    /// All blocks in the order of the code.
    #[inline]
    pub fn in_order(&self) -> impl Iterator<Item = (u32, &[Instr])> {
        let next = |&block: &u32| Some(self.next(block)).filter(|&next| next != NONE);
        std::iter::successors(Some(Graph::ENTRY), next).map(|block| (block, self.instrs(block)))
    }

    #[inline]
    pub fn len(&self, block: u32) -> usize {
        self.blocks[block as usize].length as usize
    }

    pub fn truncate(&mut self, block: u32, length: usize) {
        self.blocks[block as usize].length = length as u32;
    }

    #[inline]
    pub fn last(&self, block: u32) -> Option<&Instr> {
        self.instrs(block).last()
    }

    #[inline]
    pub fn last_mut(&mut self, block: u32) -> Option<&mut Instr> {
        self.instrs_mut(block).last_mut()
    }

    #[inline]
    pub fn next(&self, block: u32) -> u32 {
        self.blocks[block as usize].next
    }

    /// The first block from here on that has instructions.
    pub fn next_nonempty(&self, mut block: u32) -> u32 {
        while block != NONE && self.blocks[block as usize].length == 0 {
            block = self.blocks[block as usize].next;
        }
        block
    }

    /// Whether execution can go on in the block that follows.
    #[inline]
    pub fn falls_through(&self, block: u32) -> bool {
        self.last(block).is_none_or(|last| last.op.falls_through())
    }

    pub fn exits_scope(&self, block: u32) -> bool {
        self.last(block).is_some_and(|last| last.op.exits_scope())
    }

    /// A list for blocks to go to, with the room of those before.
    pub fn worklist(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.pending)
    }

    /// An empty list that is not needed any more.
    pub fn give_back(&mut self, list: Vec<u32>) {
        self.pending = list;
    }

    /// Visits every block that is reached, from the first on; `visit` says with [`reach`] which ones are.
    #[inline]
    pub fn explore(&mut self, mut visit: impl FnMut(&mut Graph, &mut Vec<u32>, u32)) {
        self.clear_visits();
        let mut pending = self.worklist();
        reach(&mut self.blocks, &mut pending, Graph::ENTRY);
        while let Some(block) = pending.pop() {
            visit(self, &mut pending, block);
        }
        self.give_back(pending);
    }

    /// Visits every block in order of the code.
    #[inline]
    pub fn each(&mut self, mut visit: impl FnMut(&mut Graph, u32)) {
        let mut block = Graph::ENTRY;
        while block != NONE {
            visit(self, block);
            block = self.blocks[block as usize].next;
        }
    }

    pub fn clear_visits(&mut self) {
        self.blocks.iter_mut().for_each(|block| block.is_visited = false);
    }

    /// Appends an instruction. Its handler is that of whatever stood in its place before: CPython does not set it, so it shows
    /// in the exception table.
    pub fn push(&mut self, block: u32, instr: Instr) {
        self.reserve(block, 1);
        let slot = self.next_slot(block);
        let handler = self.code[slot].handler;
        self.code[slot] = Instr { handler, ..instr };
        self.blocks[block as usize].length += 1;
        self.note(block, traits_of(&[instr]));
    }

    fn push_whole(&mut self, block: u32, instr: Instr) {
        self.reserve(block, 1);
        let slot = self.next_slot(block);
        self.code[slot] = instr;
        self.blocks[block as usize].length += 1;
        self.note(block, traits_of(&[instr]));
    }

    fn next_slot(&self, block: u32) -> usize {
        let Block { start, length, .. } = self.blocks[block as usize];
        (start + length) as usize
    }

    pub fn insert(&mut self, block: u32, at: usize, instr: Instr) {
        self.push_whole(block, instr);
        self.instrs_mut(block)[at..].rotate_right(1);
    }

    pub fn prepend(&mut self, block: u32, instrs: &[Instr]) {
        instrs.iter().for_each(|&instr| self.push_whole(block, instr));
        self.instrs_mut(block).rotate_right(instrs.len());
    }

    /// Appends a copy of another block's instructions.
    pub fn append(&mut self, block: u32, from: u32) {
        let count = self.blocks[from as usize].length;
        self.reserve(block, count);
        let Block { start: source, .. } = self.blocks[from as usize];
        let Block { start, length, .. } = self.blocks[block as usize];
        self.code.copy_within(source as usize..(source + count) as usize, (start + length) as usize);
        let Block { merged, traits, locals, .. } = self.blocks[from as usize];
        let block = &mut self.blocks[block as usize];
        block.length += count;
        block.merged += merged;
        block.traits |= traits;
        block.locals = block.locals.then(locals);
    }

    fn reserve(&mut self, block: u32, more: u32) {
        let Block { start, length, capacity, .. } = self.blocks[block as usize];
        if length + more <= capacity {
            return;
        }
        let new_start = self.code.len();
        let new_capacity = (length + more).next_power_of_two();
        // With what is left in the room behind: see `push`.
        self.code.extend_from_within(start as usize..(start + capacity) as usize);
        self.code.resize(new_start + new_capacity as usize, Instr::FILLER);
        let block = &mut self.blocks[block as usize];
        (block.start, block.capacity) = (new_start as u32, new_capacity);
    }

    /// An empty block that no other block leads to.
    pub fn new_block(&mut self) -> u32 {
        self.blocks.push(Block::new(self.code.len() as u32, 0));
        self.blocks.len() as u32 - 1
    }

    /// Puts a block after another.
    pub fn link_after(&mut self, block: u32, new: u32) {
        self.blocks[new as usize].next = self.blocks[block as usize].next;
        self.blocks[block as usize].next = new;
    }
}

/// A block that is explored leads to another.
#[inline]
pub fn reach(blocks: &mut [Block], pending: &mut Vec<u32>, block: u32) {
    let data = &mut blocks[block as usize];
    if !data.is_visited {
        data.is_visited = true;
        pending.push(block);
    }
}

#[inline]
fn traits_of(instrs: &[Instr]) -> Traits {
    instrs.iter().fold(Traits::empty(), |traits, instr| traits | instr.traits())
}
