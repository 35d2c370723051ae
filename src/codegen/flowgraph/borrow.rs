//! Loads that need no reference of their own: the local outlives the value's stay on the stack.
//!
//! Each block is run on a stack of notes where each entry came from. A load may borrow if its value leaves the stack within the
//! block, before the local gets another value, and not into a local. What lies below the stack is what was there before the
//! block.

use super::blocks::{Graph, NONE, reach};
use crate::codegen::op::Op;
use crate::codegen::sequence::Instr;
use crate::codegen::traits::Traits;

/// Where a stack entry came from: the instruction, and the local whose value it is.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    from: u32,
    local: u32,
}

const UNKNOWN: Entry = Entry { from: NONE, local: NONE };

struct Stack<'a> {
    instrs: &'a mut [Instr],
    entries: &'a mut Vec<Entry>,
}

impl Stack<'_> {
    #[inline]
    fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    #[inline]
    fn pop(&mut self) -> Entry {
        self.entries.pop().unwrap_or(UNKNOWN)
    }

    #[inline]
    fn pop_many(&mut self, count: i32) {
        self.entries.truncate(self.entries.len().saturating_sub(count as usize));
    }

    #[inline]
    fn push_many(&mut self, entry: Entry, count: i32) {
        (0..count).for_each(|_| self.push(entry));
    }

    fn swap(&mut self, count: usize) {
        let below = count.saturating_sub(self.entries.len());
        self.entries.splice(0..0, std::iter::repeat_n(UNKNOWN, below));
        let top = self.entries.len();
        self.entries.swap(top - count, top - 1);
    }

    /// The local loses its value: entries that are it must own it. There are few.
    fn kill(&mut self, local: u32) {
        for index in 0..self.entries.len() {
            if self.entries[index].local == local {
                self.own(self.entries[index]);
            }
        }
    }

    fn store(&mut self, local: u32) {
        let entry = self.pop();
        self.kill(local);
        self.own(entry);
    }

    /// The instruction that an entry comes from needs a reference of its own.
    fn own(&mut self, entry: Entry) {
        if let Some(instr) = self.instrs.get_mut(entry.from as usize) {
            match instr.op {
                Op::LOAD_FAST_BORROW => instr.op = Op::LOAD_FAST,
                Op::LOAD_FAST_BORROW_LOAD_FAST_BORROW => instr.op = Op::LOAD_FAST_LOAD_FAST,
                _ => {}
            }
        }
    }
}

pub fn optimise(graph: &mut Graph) {
    let mut entries = std::mem::take(&mut graph.entries);
    graph.explore(|graph, pending, block| {
        if graph.len(block) == 0 {
            return;
        }
        // A jump stands last, or before a `NOT_TAKEN`.
        let jump = graph.instrs(block).iter().rev().take(2).find(|instr| instr.op.has_target());
        if let Some(target) = jump.map(|jump| jump.target) {
            reach(&mut graph.blocks, pending, target);
        }
        let next = graph.next(block);
        if next != NONE && graph.falls_through(block) {
            reach(&mut graph.blocks, pending, next);
        }
        if graph.has(block, Traits::LOADS_LOCAL) {
            optimise_block(graph.instrs_mut(block), &mut entries);
        }
    });
    graph.entries = entries;
}

fn optimise_block(instrs: &mut [Instr], entries: &mut Vec<Entry>) {
    let mut stack = Stack { instrs, entries };
    for index in 0..stack.instrs.len() {
        let Instr { op, arg, .. } = stack.instrs[index];
        // Until it turns out that it has to own.
        match op {
            Op::LOAD_FAST => stack.instrs[index].op = Op::LOAD_FAST_BORROW,
            Op::LOAD_FAST_LOAD_FAST => stack.instrs[index].op = Op::LOAD_FAST_BORROW_LOAD_FAST_BORROW,
            _ => {}
        }
        run(&mut stack, index as u32, op, arg);
    }
    // What is left is used in other blocks.
    while !stack.entries.is_empty() {
        let entry = stack.pop();
        stack.own(entry);
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
            stack.push_many(result, op.pushes(arg));
        }
    }
}

/// CPython numbers these results from 0, as if the block's first instructions had pushed them; those may then not borrow.
fn push_numbered(stack: &mut Stack, count: i32) {
    (0..count).for_each(|from| stack.push(Entry { from: from as u32, local: NONE }));
}
