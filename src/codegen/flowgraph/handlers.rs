//! Which block handles the exceptions of each instruction.

use super::blocks::{Graph, NONE};
use crate::bytecode::resume;
use crate::codegen::op::Op;
use crate::codegen::traits::Traits;

/// The handlers around a place, innermost first: a list whose tails are shared.
struct Stacks(Vec<Entry>);

#[derive(Clone, Copy)]
struct Entry {
    handler: u32,
    outer: u32,
    depth: u32,
}

impl Stacks {
    const EMPTY: u32 = NONE;

    fn push(&mut self, stack: u32, handler: u32) -> u32 {
        let depth = self.depth(stack) + 1;
        self.0.push(Entry { handler, outer: stack, depth });
        self.0.len() as u32 - 1
    }

    fn pop(&self, stack: u32) -> u32 {
        self.0.get(stack as usize).map_or(Stacks::EMPTY, |entry| entry.outer)
    }

    fn top(&self, stack: u32) -> u32 {
        self.0.get(stack as usize).map_or(NONE, |entry| entry.handler)
    }

    fn depth(&self, stack: u32) -> u32 {
        self.0.get(stack as usize).map_or(0, |entry| entry.depth)
    }
}

/// Follows the code from its start, keeping the handlers that are around.
pub fn label(graph: &mut Graph) {
    graph.clear_visits();
    let mut stacks = Stacks(Vec::new());
    let mut pending = vec![(Graph::ENTRY, Stacks::EMPTY)];
    graph.blocks[Graph::ENTRY as usize].is_visited = true;
    while let Some((block, mut stack)) = pending.pop() {
        let mut depth_of_yield = 0;
        for index in 0..graph.len(block) {
            let handler = stacks.top(stack);
            let instr = &mut graph.instrs_mut(block)[index];
            let (op, target) = (instr.op, instr.target);
            match op {
                _ if op.is_block_push() => {
                    visit(graph, &mut pending, target, stack);
                    if op != Op::SETUP_FINALLY {
                        graph.blocks[target as usize].keeps_lasti = true;
                    }
                    stack = stacks.push(stack, target);
                }
                Op::POP_BLOCK => {
                    instr.become_op(Op::NOP);
                    graph.note(block, Traits::NOTHING);
                    stack = stacks.pop(stack);
                }
                Op::RESUME => {
                    instr.handler = handler;
                    if instr.arg != resume::START {
                        if depth_of_yield == 1 {
                            instr.arg |= resume::DEPTH_1;
                        }
                        depth_of_yield = 0;
                    }
                }
                _ => {
                    instr.handler = handler;
                    if op == Op::YIELD_VALUE {
                        depth_of_yield = stacks.depth(stack);
                    }
                    if op.is_jump() {
                        visit(graph, &mut pending, target, stack);
                    }
                }
            }
        }
        let next = graph.next(block);
        if next != NONE && graph.falls_through(block) {
            visit(graph, &mut pending, next, stack);
        }
    }
}

fn visit(graph: &mut Graph, pending: &mut Vec<(u32, u32)>, block: u32, stack: u32) {
    let block_data = &mut graph.blocks[block as usize];
    if !block_data.is_visited {
        block_data.is_visited = true;
        pending.push((block, stack));
    }
}
