//! Jumps to small blocks that leave the frame, and to blocks without lines: the block's instructions take the jump's place.

use super::blocks::Graph;
use crate::codegen::op::Op;
use crate::codegen::traits::Traits;

/// How many instructions are copied at most.
const MOST_COPIED: usize = 4;

pub fn inline_small_blocks(graph: &mut Graph) {
    loop {
        let mut changed = false;
        graph.each(|graph, block| changed |= inline(graph, block));
        if !changed {
            return;
        }
    }
}

fn inline(graph: &mut Graph, block: u32) -> bool {
    if !graph.has(block, Traits::HAS_TARGET) {
        return false;
    }
    let Some(&last) = graph.last(block).filter(|last| last.op.is_unconditional_jump()) else { return false };
    let target = last.target;
    let length = graph.len(target) + graph.blocks[target as usize].merged as usize;
    let is_small_exit = graph.exits_scope(target) && length <= MOST_COPIED;
    let has_no_line = has_no_line(graph, target) && !graph.falls_through(target);
    if !is_small_exit && !has_no_line {
        return false;
    }
    graph.last_mut(block).expect("its last was just read").become_op(Op::NOP);
    graph.note(block, Traits::NOTHING);
    graph.append(block, target);
    if let Some(new_last) = graph.last_mut(block)
        && has_no_line
        && new_last.op.is_unconditional_jump()
        && last.op == Op::JUMP
    {
        // Signals must still be looked for.
        new_last.op = Op::JUMP;
    }
    graph.blocks[target as usize].predecessors -= 1;
    true
}

pub fn has_no_line(graph: &Graph, block: u32) -> bool {
    graph.instrs(block).iter().all(|instr| instr.loc.line() < 0)
}
