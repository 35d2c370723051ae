//! How deep the stack gets.

use super::blocks::{self, Block, Graph, NONE};
use crate::codegen::op::Op;

/// Follows every path; all that lead to a block leave the same depth.
pub fn compute(graph: &mut Graph) -> u32 {
    graph.blocks.iter_mut().for_each(|block| block.start_depth = -1);
    graph.blocks[Graph::ENTRY as usize].start_depth = 0;
    let mut largest = 0;
    graph.explore(|graph, pending, block| {
        let mut depth = graph.blocks[block as usize].start_depth;
        let (instrs, blocks) = graph.parts(block);
        for instr in instrs {
            let effect = instr.op.effect(instr.arg);
            largest = largest.max(depth);
            if instr.op.has_target() {
                if instr.op != Op::END_ASYNC_FOR {
                    reach(blocks, pending, instr.target, depth + effect);
                }
                // A handler's entries are pushed when it is entered.
                if instr.op.is_block_push() {
                    continue;
                }
            }
            depth += effect;
        }
        let next = graph.next(block);
        if next != NONE && graph.falls_through(block) {
            reach(&mut graph.blocks, pending, next, depth);
        }
    });
    // CPython's frames have room for one entry at least.
    largest.max(1) as u32
}

fn reach(blocks: &mut [Block], pending: &mut Vec<u32>, block: u32, depth: i32) {
    let data = &mut blocks[block as usize];
    debug_assert!(data.start_depth < 0 || data.start_depth == depth, "paths leave different depths");
    if data.start_depth < 0 {
        data.start_depth = depth;
    }
    blocks::reach(blocks, pending, block);
}
