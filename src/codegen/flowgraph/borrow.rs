//! Loads that need no reference of their own: the local outlives the value's stay on the stack.
//!
//! Each block is run on a stack of notes where each entry came from. A load may borrow if its value leaves the stack within the
//! block, before the local gets another value, and not into a local. What lies below the stack is what was there before the
//! block.

use super::blocks::{Block, Graph, NONE};
use crate::codegen::op::Op;
use crate::codegen::sequence::Instr;

/// Where a stack entry came from: the instruction, and the local whose value it is.
#[derive(Clone, Copy)]
struct Entry {
    from: u32,
    local: u32,
}

const UNKNOWN: Entry = Entry { from: NONE, local: NONE };

struct Stack {
    entries: Vec<Entry>,
    /// For each local how many entries are its value.
    copies: Vec<u32>,
    /// The instructions that need a reference of their own.
    owned: Vec<bool>,
}

impl Stack {
    /// Most functions need no more.
    fn with_room() -> Stack {
        Stack { entries: Vec::with_capacity(16), copies: Vec::with_capacity(16), owned: Vec::with_capacity(64) }
    }

    fn start(&mut self, instrs: usize) {
        self.owned.clear();
        self.owned.resize(instrs, false);
    }

    fn push(&mut self, entry: Entry) {
        if entry.local != NONE {
            let local = entry.local as usize;
            if local >= self.copies.len() {
                self.copies.resize(local + 1, 0);
            }
            self.copies[local] += 1;
        }
        self.entries.push(entry);
    }

    fn pop(&mut self) -> Entry {
        let entry = self.entries.pop().unwrap_or(UNKNOWN);
        if entry.local != NONE {
            self.copies[entry.local as usize] -= 1;
        }
        entry
    }

    fn pop_many(&mut self, count: i32) {
        for _ in 0..count {
            self.pop();
        }
    }

    fn swap(&mut self, count: usize) {
        let below = count.saturating_sub(self.entries.len());
        self.entries.splice(0..0, std::iter::repeat_n(UNKNOWN, below));
        let top = self.entries.len();
        self.entries.swap(top - count, top - 1);
    }

    /// The local loses its value: entries that are it must own it.
    fn kill(&mut self, local: u32) {
        if self.copies.get(local as usize).is_none_or(|&copies| copies == 0) {
            return;
        }
        for entry in self.entries.iter().filter(|entry| entry.local == local) {
            self.owned[entry.from as usize] = true;
        }
    }

    fn store(&mut self, local: u32) {
        let entry = self.pop();
        self.kill(local);
        self.own(entry);
    }

    fn own(&mut self, entry: Entry) {
        if entry.from != NONE {
            self.owned[entry.from as usize] = true;
        }
    }
}

pub fn optimise(graph: &mut Graph) {
    graph.clear_visits();
    let mut stack = Stack::with_room();
    let mut pending = graph.worklist();
    pending.push(Graph::ENTRY);
    graph.blocks[Graph::ENTRY as usize].is_visited = true;
    while let Some(block) = pending.pop() {
        stack.start(graph.len(block));
        let (instrs, blocks) = graph.parts(block);
        for (index, &Instr { op, arg, target, .. }) in instrs.iter().enumerate() {
            if op.has_target() {
                visit(blocks, &mut pending, target);
            }
            run(&mut stack, index as u32, op, arg);
        }
        let next = graph.next(block);
        if next != NONE && graph.len(block) > 0 && graph.falls_through(block) {
            visit(&mut graph.blocks, &mut pending, next);
        }
        // What is left is used in other blocks.
        while !stack.entries.is_empty() {
            let entry = stack.pop();
            stack.own(entry);
        }
        for (instr, _) in graph.instrs_mut(block).iter_mut().zip(&stack.owned).filter(|(_, owned)| !**owned) {
            match instr.op {
                Op::LOAD_FAST => instr.op = Op::LOAD_FAST_BORROW,
                Op::LOAD_FAST_LOAD_FAST => instr.op = Op::LOAD_FAST_BORROW_LOAD_FAST_BORROW,
                _ => {}
            }
        }
    }
}

fn visit(blocks: &mut [Block], pending: &mut Vec<u32>, block: u32) {
    let data = &mut blocks[block as usize];
    if !data.is_visited {
        data.is_visited = true;
        pending.push(block);
    }
}

fn run(stack: &mut Stack, from: u32, op: Op, arg: u32) {
    let value = |local: u32| Entry { from, local };
    let result = Entry { from, local: NONE };
    match op {
        Op::DELETE_FAST => stack.kill(arg),
        Op::LOAD_FAST => stack.push(value(arg)),
        Op::LOAD_FAST_AND_CLEAR => {
            stack.kill(arg);
            stack.push(value(arg));
        }
        Op::LOAD_FAST_LOAD_FAST => {
            stack.push(value(arg >> 4));
            stack.push(value(arg & 15));
        }
        Op::STORE_FAST => stack.store(arg),
        Op::STORE_FAST_LOAD_FAST => {
            stack.store(arg >> 4);
            stack.push(value(arg & 15));
        }
        Op::STORE_FAST_STORE_FAST => {
            stack.store(arg >> 4);
            stack.store(arg & 15);
        }
        Op::COPY => {
            let copied = stack.entries.len().checked_sub(arg as usize).map_or(UNKNOWN, |place| stack.entries[place]);
            stack.push(copied);
        }
        Op::SWAP => stack.swap(arg as usize),
        // Instructions that leave what they look at. What is pushed above has no part in this.
        Op::FORMAT_SIMPLE
        | Op::GET_ANEXT
        | Op::GET_LEN
        | Op::GET_YIELD_FROM_ITER
        | Op::IMPORT_FROM
        | Op::MATCH_KEYS
        | Op::MATCH_MAPPING
        | Op::MATCH_SEQUENCE
        | Op::WITH_EXCEPT_START => push_numbered(stack, op.pushes(arg) - op.pops(arg)),
        Op::DICT_MERGE
        | Op::DICT_UPDATE
        | Op::LIST_APPEND
        | Op::LIST_EXTEND
        | Op::MAP_ADD
        | Op::RERAISE
        | Op::SET_ADD
        | Op::SET_UPDATE => stack.pop_many(op.pops(arg) - op.pushes(arg)),
        Op::END_SEND | Op::SET_FUNCTION_ATTRIBUTE => {
            let top = stack.pop();
            stack.pop();
            stack.push(top);
        }
        Op::CHECK_EXC_MATCH => {
            stack.pop();
            stack.push(result);
        }
        Op::FOR_ITER => stack.push(result),
        Op::LOAD_ATTR | Op::LOAD_SUPER_ATTR => {
            let owner = stack.pop();
            if op == Op::LOAD_SUPER_ATTR {
                stack.pop_many(2);
            }
            stack.push(result);
            if arg & 1 != 0 {
                stack.push(owner);
            }
        }
        Op::LOAD_SPECIAL | Op::PUSH_EXC_INFO => {
            let top = stack.pop();
            stack.push(result);
            stack.push(top);
        }
        Op::SEND => {
            stack.pop();
            stack.push(result);
        }
        _ if op.is_block_push() => {}
        _ => {
            stack.pop_many(op.pops(arg));
            (0..op.pushes(arg)).for_each(|_| stack.push(result));
        }
    }
}

/// CPython numbers these results from 0, as if the block's first instructions had pushed them; those may then not borrow.
fn push_numbered(stack: &mut Stack, count: i32) {
    (0..count).for_each(|from| stack.push(Entry { from: from as u32, local: NONE }));
}
