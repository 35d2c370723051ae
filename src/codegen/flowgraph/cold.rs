//! Exception handlers, and what only they lead to, go to the end.

use super::blocks::{Graph, NONE};
use super::nops;
use crate::codegen::op::Op;
use crate::codegen::sequence::{Instr, Loc};

pub fn push_to_end(graph: &mut Graph) {
    if graph.next(Graph::ENTRY) == NONE {
        return;
    }
    mark_warm(graph);
    mark_cold(graph);
    jump_back_to_warm(graph);
    if reorder(graph) {
        nops::remove_nops_and_jumps(graph);
    }
}

/// What is reached without an exception.
fn mark_warm(graph: &mut Graph) {
    graph.explore(|graph, pending, block| {
        graph.blocks[block as usize].is_warm = true;
        follow(graph, pending, block, |block| !block.is_visited);
    });
}

/// What is reached from handlers only.
fn mark_cold(graph: &mut Graph) {
    graph.clear_visits();
    let mut pending = graph.worklist();
    graph.each(|graph, block| {
        if graph.blocks[block as usize].is_handler {
            graph.blocks[block as usize].is_visited = true;
            pending.push(block);
        }
    });
    while let Some(block) = pending.pop() {
        graph.blocks[block as usize].is_cold = true;
        follow(graph, &mut pending, block, |block| !block.is_visited && !block.is_warm);
    }
    graph.give_back(pending);
}

fn follow(graph: &mut Graph, pending: &mut Vec<u32>, block: u32, wanted: impl Fn(&super::Block) -> bool) {
    let next = Some(graph.next(block)).filter(|&next| next != NONE && graph.falls_through(block));
    let target = graph.last(block).filter(|last| last.op.is_jump()).map(|last| last.target);
    for successor in next.into_iter().chain(target) {
        let data = &mut graph.blocks[successor as usize];
        if wanted(data) {
            data.is_visited = true;
            pending.push(successor);
        }
    }
}

/// Where execution goes on from a cold block to a warm one, it will have to jump.
fn jump_back_to_warm(graph: &mut Graph) {
    graph.each(|graph, block| {
        let next = graph.next(block);
        if next == NONE || !graph.blocks[block as usize].is_cold || !graph.falls_through(block) {
            return;
        }
        if graph.blocks[next as usize].is_warm {
            graph.blocks[next as usize].is_labelled = true;
            let jump = graph.new_block();
            let mut instr = Instr::new(Op::JUMP_NO_INTERRUPT, 0, Loc::NONE);
            instr.target = next;
            graph.push(jump, instr);
            let data = &mut graph.blocks[jump as usize];
            (data.is_cold, data.predecessors) = (true, 1);
            graph.link_after(block, jump);
        }
    });
}

/// Whether anything had to move.
fn reorder(graph: &mut Graph) -> bool {
    let (mut warm, mut cold) = (Vec::new(), Vec::new());
    graph.each(|graph, block| if graph.blocks[block as usize].is_cold { cold.push(block) } else { warm.push(block) });
    let has_cold = !cold.is_empty();
    warm.extend(cold);
    for pair in warm.windows(2) {
        graph.blocks[pair[0] as usize].next = pair[1];
    }
    if let Some(&last) = warm.last() {
        graph.blocks[last as usize].next = NONE;
    }
    has_cold
}
