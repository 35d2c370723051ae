//! Basic blocks: stretches of code that are entered at their start only and left at their end only, except by exceptions.
//!
//! The instructions of all blocks lie in one vector, each block's together with room to grow; a block that outgrows its room
//! moves to the end.

use crate::codegen::op::Op;
use crate::codegen::sequence::{Instr, Loc, Sequence};
use crate::codegen::traits::Traits;

/// The number of no block.
pub const NONE: u32 = u32::MAX;

#[derive(Debug)]
pub struct Graph {
    code: Vec<Instr>,
    pub blocks: Vec<Block>,
    /// By the sequence's instructions, and one more: the blocks that those that are targets start, [`NONE`] for others.
    block_at: Vec<u32>,
    /// Blocks that were reached and wait for their turn, while the graph is explored.
    pending: Vec<u32>,
    has_handlers: bool,
    /// Jumps have changed since the predecessors were counted.
    pub is_rewired: bool,
    /// Loads of constants may have gone.
    pub drops_constants: bool,
}

/// The memory of a graph that is done with.
#[derive(Debug, Default)]
pub struct Room {
    code: Vec<Instr>,
    blocks: Vec<Block>,
    block_at: Vec<u32>,
    pending: Vec<u32>,
}

/// In place of a block not known yet.
const TARGET: u32 = u32::MAX - 1;

#[derive(Clone, Debug)]
pub struct Block {
    start: u32,
    length: u32,
    capacity: u32,
    /// Of its instructions, and maybe of some that it had.
    pub traits: Traits,
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
            traits: Traits::empty(),
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
}

impl Graph {
    pub const ENTRY: u32 = 0;

    /// Cuts a sequence at jumps and at what is jumped to.
    pub fn new(sequence: &Sequence, annotations: &[Instr], room: Room) -> Graph {
        let Sequence { code, labels, targets } = sequence;
        let Room { code: mut instrs, mut blocks, mut block_at, pending } = room;
        instrs.clear();
        blocks.clear();
        block_at.clear();
        block_at.resize(code.len() + 1, NONE);
        for target in targets {
            block_at[labels[target.0 as usize] as usize] = TARGET;
        }
        let mut graph = Graph {
            code: instrs,
            blocks,
            block_at,
            pending,
            has_handlers: false,
            is_rewired: false,
            drops_constants: false,
        };
        graph.code.reserve(code.len() + annotations.len());
        graph.open_block();
        let mut at = 0;
        while at < code.len() {
            if code[at].op == Op::ANNOTATIONS_PLACEHOLDER {
                graph.add_last(annotations, traits_of(annotations));
                at += 1;
                continue;
            }
            if graph.block_at[at] == TARGET {
                let current = graph.blocks.len() as u32 - 1;
                let is_fresh = graph.blocks[current as usize].length == 0 && !graph.blocks[current as usize].is_labelled;
                let block = if is_fresh { current } else { graph.open_block() };
                graph.blocks[block as usize].is_labelled = true;
                graph.block_at[at] = block;
            }
            let (length, traits) = stretch(&code[at..], &graph.block_at[at..]);
            graph.add_last(&code[at..at + length], traits);
            at += length;
        }
        graph.close_last();
        graph.find_targets(labels);
        graph
    }

    /// While the graph is built: from labels to blocks.
    fn find_targets(&mut self, labels: &[u32]) {
        for block in 0..self.blocks.len() as u32 {
            if !self.has(block, Traits::HAS_TARGET) {
                continue;
            }
            let Block { start, length, .. } = self.blocks[block as usize];
            let instrs = &mut self.code[start as usize..(start + length) as usize];
            for instr in instrs.iter_mut().filter(|instr| instr.op.has_target()) {
                instr.target = self.block_at[labels[instr.arg as usize] as usize];
                instr.arg = 0;
                if instr.op.is_block_push() {
                    self.blocks[instr.target as usize].is_handler = true;
                    self.has_handlers = true;
                }
            }
        }
    }

    pub fn into_room(self) -> Room {
        let Graph { code, blocks, block_at, pending, .. } = self;
        Room { code, blocks, block_at, pending }
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

    /// While the graph is built: a block after the last one.
    fn open_block(&mut self) -> u32 {
        self.close_last();
        let block = self.blocks.len() as u32;
        if let Some(last) = self.blocks.last_mut() {
            last.next = block;
        }
        self.blocks.push(Block::new(self.code.len() as u32, 0));
        block
    }

    /// While the graph is built: leaves the last block room for an instruction more.
    fn close_last(&mut self) {
        if let Some(last) = self.blocks.last_mut() {
            last.capacity = last.length + 1;
            self.code.push(Instr::new(Op::NOP, 0, Loc::NONE));
        }
    }

    /// While the graph is built: more instructions for the last block, or for one after it if a jump ends it.
    fn add_last(&mut self, instrs: &[Instr], traits: Traits) {
        let is_terminated = self.blocks.last().is_some_and(|block| block.length > 0)
            && self.code.last().is_some_and(|last| last.op.is_terminator());
        if is_terminated {
            self.open_block();
        }
        self.code.extend_from_slice(instrs);
        if let Some(last) = self.blocks.last_mut() {
            last.length += instrs.len() as u32;
            last.traits.insert(traits);
        }
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
        self.last(block).is_none_or(|last| !last.op.exits_scope() && !last.op.is_unconditional_jump())
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
        self.blocks[block as usize].length += count;
        self.note(block, self.blocks[from as usize].traits);
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
        let filler = Instr::new(Op::NOP, 0, Loc::NONE);
        self.code.resize(new_start + new_capacity as usize, filler);
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

/// How many instructions there are up to the first that ends a block, or up to the next that starts one; their traits.
fn stretch(code: &[Instr], block_at: &[u32]) -> (usize, Traits) {
    let mut traits = Traits::empty();
    for (index, (instr, &next)) in code.iter().zip(&block_at[1..]).enumerate() {
        if instr.op == Op::ANNOTATIONS_PLACEHOLDER {
            return (index, traits);
        }
        traits |= instr.traits();
        if next == TARGET || traits.contains(Traits::ENDS_BLOCK) {
            return (index + 1, traits);
        }
    }
    (code.len(), traits)
}
