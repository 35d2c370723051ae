//! Instructions that do nothing, alone or in pairs, and jumps to where execution goes anyway.

use super::blocks::{Graph, NONE};
use crate::codegen::op::Op;
use crate::codegen::sequence::Loc;

/// Drops `NOP`s that no line needs; whether there were any.
fn remove_nops_of(graph: &mut Graph, block: u32) -> bool {
    let length = graph.len(block);
    let mut kept = 0;
    let mut line_before = -1;
    for index in 0..length {
        let instr = graph.instrs(block)[index];
        let line = instr.loc.line;
        if instr.op == Op::NOP && is_redundant(graph, block, index, line_before) {
            continue;
        }
        graph.instrs_mut(block)[kept] = graph.instrs(block)[index];
        kept += 1;
        line_before = line;
    }
    graph.truncate(block, kept);
    kept < length
}

fn is_redundant(graph: &mut Graph, block: u32, index: usize, line_before: i32) -> bool {
    let loc = graph.instrs(block)[index].loc;
    if loc.line < 0 || loc.line == line_before {
        return true;
    }
    if let Some(following) = graph.instrs_mut(block).get_mut(index + 1) {
        if following.loc.line < 0 {
            following.loc = loc;
            return true;
        }
        return following.loc.line == loc.line;
    }
    let next = graph.next_nonempty(graph.next(block));
    if next == NONE {
        return false;
    }
    let counts = |instr: &&crate::codegen::sequence::Instr| instr.op != Op::NOP || instr.loc.line >= 0;
    graph.instrs(next).iter().find(counts).map_or(Loc::NONE.line, |instr| instr.loc.line) == loc.line
}

pub fn remove_nops(graph: &mut Graph) -> bool {
    let mut changed = false;
    graph.each(|graph, block| changed |= remove_nops_of(graph, block));
    changed
}

/// Drops values that are popped as soon as they are pushed.
pub fn remove_nops_and_pairs(graph: &mut Graph) {
    loop {
        let mut done = true;
        // The block and place of the instruction before, where execution comes from there only.
        let mut before: Option<(u32, usize)> = None;
        graph.each(|graph, block| {
            remove_nops_of(graph, block);
            if graph.blocks[block as usize].is_labelled {
                before = None;
            }
            for index in 0..graph.len(block) {
                let is_pop = graph.instrs(block)[index].op == Op::POP_TOP;
                if let Some((from, place)) = before.filter(|_| is_pop) {
                    let pushed = graph.instrs(from)[place];
                    if pushed.op.loads_const() || (pushed.op == Op::COPY && pushed.arg == 1) {
                        graph.instrs_mut(from)[place].become_op(Op::NOP);
                        graph.instrs_mut(block)[index].become_op(Op::NOP);
                        done = false;
                    }
                }
                before = Some((block, index));
            }
            let ends_with_jump = before.is_some_and(|(from, place)| graph.instrs(from)[place].op.is_jump());
            if ends_with_jump || !graph.falls_through(block) {
                before = None;
            }
        });
        if done {
            return;
        }
    }
}

fn remove_jumps(graph: &mut Graph) -> bool {
    let mut changed = false;
    graph.each(|graph, block| {
        let Some(last) = graph.last(block).filter(|last| last.op.is_unconditional_jump()) else { return };
        let target = graph.next_nonempty(last.target);
        if target == graph.next_nonempty(graph.next(block)) {
            changed = true;
            graph.last_mut(block).expect("its last was just read").become_op(Op::NOP);
        }
    });
    changed
}

pub fn remove_nops_and_jumps(graph: &mut Graph) {
    loop {
        let nops = remove_nops(graph);
        let jumps = remove_jumps(graph);
        if !nops && !jumps {
            return;
        }
    }
}
