//! Blocks that nothing reaches.

use super::blocks::{self, Block, Graph, NONE};
use crate::codegen::traits::Traits;

/// Empties what cannot be reached from the start, and counts predecessors.
pub fn remove(graph: &mut Graph) {
    graph.blocks.iter_mut().for_each(|block| block.predecessors = 0);
    graph.blocks[Graph::ENTRY as usize].predecessors = 1;
    graph.explore(|graph, pending, block| {
        let next = graph.next(block);
        if next != NONE && graph.falls_through(block) {
            reach(&mut graph.blocks, pending, next);
        }
        if graph.has(block, Traits::HAS_TARGET) {
            // Jumps stand last, what opens a handler's range anywhere.
            let first = if graph.has_handlers() { 0 } else { graph.len(block).saturating_sub(1) };
            let (instrs, blocks) = graph.parts(block);
            for instr in instrs[first..].iter().filter(|instr| instr.op.has_target()) {
                reach(blocks, pending, instr.target);
            }
        }
    });
    graph.each(|graph, block| {
        if graph.blocks[block as usize].predecessors == 0 {
            if graph.has(block, Traits::CONSTANT) {
                let mut dropped = graph.dropped;
                graph.instrs(block).iter().for_each(|instr| dropped.add(instr));
                graph.dropped = dropped;
            }
            graph.truncate(block, 0);
            graph.forget(block, Traits::all());
            graph.blocks[block as usize].is_handler = false;
        }
    });
    graph.is_rewired = false;
}

fn reach(blocks: &mut [Block], pending: &mut Vec<u32>, block: u32) {
    blocks[block as usize].predecessors += 1;
    blocks::reach(blocks, pending, block);
}
