//! Blocks that nothing reaches.

use super::blocks::{Block, Graph, NONE};

/// Empties what cannot be reached from the start, and counts predecessors.
pub fn remove(graph: &mut Graph) {
    for block in &mut graph.blocks {
        block.predecessors = 0;
        block.is_visited = false;
    }
    let mut pending = graph.worklist();
    pending.push(Graph::ENTRY);
    graph.blocks[Graph::ENTRY as usize].predecessors = 1;
    graph.blocks[Graph::ENTRY as usize].is_visited = true;
    while let Some(block) = pending.pop() {
        let next = graph.next(block);
        if next != NONE && graph.falls_through(block) {
            reach(&mut graph.blocks, &mut pending, next);
        }
        // Jumps stand last, what opens a handler's range anywhere.
        let first = if graph.has_handlers() { 0 } else { graph.len(block).saturating_sub(1) };
        let (instrs, blocks) = graph.parts(block);
        for instr in instrs[first..].iter().filter(|instr| instr.op.has_target()) {
            reach(blocks, &mut pending, instr.target);
        }
    }
    graph.each(|graph, block| {
        if graph.blocks[block as usize].predecessors == 0 {
            graph.truncate(block, 0);
            graph.blocks[block as usize].is_handler = false;
        }
    });
}

fn reach(blocks: &mut [Block], pending: &mut Vec<u32>, block: u32) {
    let data = &mut blocks[block as usize];
    data.predecessors += 1;
    if !data.is_visited {
        data.is_visited = true;
        pending.push(block);
    }
}
