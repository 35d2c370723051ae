//! From pseudo-instructions to the machine's; conditional jumps go forward only.

use super::blocks::Graph;
use super::nops;
use crate::codegen::op::Op;
use crate::codegen::sequence::Instr;
use crate::codegen::traits::Traits;

/// Jumps that keep the value they test: copy, test, jump.
pub fn expand_pseudo(graph: &mut Graph) {
    graph.each(|graph, block| {
        if !graph.has(block, Traits::KEEPS_TESTED) {
            return;
        }
        let Some(last) = graph.last_mut(block) else { return };
        last.op = match last.op {
            Op::JUMP_IF_FALSE => Op::POP_JUMP_IF_FALSE,
            Op::JUMP_IF_TRUE => Op::POP_JUMP_IF_TRUE,
            _ => return,
        };
        let (loc, handler) = (last.loc, last.handler);
        let at = graph.len(block) - 1;
        graph.insert(block, at, Instr { handler, ..Instr::new(Op::COPY, 1, loc) });
        graph.insert(block, at + 1, Instr { handler, ..Instr::new(Op::TO_BOOL, 0, loc) });
    });
}

pub fn convert_pseudo(graph: &mut Graph) {
    graph.each(|graph, block| {
        if !graph.has(block, Traits::PSEUDO) {
            return;
        }
        graph.note(block, Traits::NOTHING);
        for instr in graph.instrs_mut(block) {
            match instr.op {
                op if op.is_block_push() => instr.become_op(Op::NOP),
                Op::LOAD_CLOSURE => instr.op = Op::LOAD_FAST,
                Op::STORE_FAST_MAYBE_NULL => instr.op = Op::STORE_FAST,
                _ => {}
            }
        }
    });
    if graph.any_has(Traits::NOTHING) {
        nops::remove_nops_and_jumps(graph);
    }
}

/// A conditional jump back becomes one forward over a jump back. Those that stay are followed by `NOT_TAKEN`.
pub fn normalise(graph: &mut Graph) {
    graph.clear_visits();
    graph.each(|graph, block| {
        graph.blocks[block as usize].is_visited = true;
        if !graph.has(block, Traits::HAS_TARGET) {
            return;
        }
        let Some(&last) = graph.last(block).filter(|last| last.op.is_conditional_jump()) else { return };
        let not_taken = Instr::new(Op::NOT_TAKEN, 0, last.loc);
        if !graph.blocks[last.target as usize].is_visited {
            return graph.push(block, not_taken);
        }
        let back = graph.new_block();
        let mut jump = Instr::new(Op::JUMP, 0, last.loc);
        jump.target = last.target;
        graph.push(back, not_taken);
        graph.push(back, jump);
        let (next, is_cold) = (graph.next(block), graph.blocks[block as usize].is_cold);
        let start_depth = graph.blocks[last.target as usize].start_depth;
        let data = &mut graph.blocks[back as usize];
        (data.is_cold, data.start_depth, data.is_visited) = (is_cold, start_depth, true);
        if let Some(last) = graph.last_mut(block) {
            (last.op, last.target) = (opposite(last.op), next);
        }
        graph.link_after(block, back);
    });
}

fn opposite(op: Op) -> Op {
    match op {
        Op::POP_JUMP_IF_NONE => Op::POP_JUMP_IF_NOT_NONE,
        Op::POP_JUMP_IF_NOT_NONE => Op::POP_JUMP_IF_NONE,
        Op::POP_JUMP_IF_FALSE => Op::POP_JUMP_IF_TRUE,
        _ => Op::POP_JUMP_IF_FALSE,
    }
}
