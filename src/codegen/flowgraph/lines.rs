//! Places in the source for instructions that have none, so that every exit knows its line (PEP 626).

use super::blocks::{Graph, NONE};
use super::inline::has_no_line;
use crate::codegen::sequence::Loc;
use crate::codegen::traits::Traits;

pub fn resolve(graph: &mut Graph) {
    if graph.any_has(Traits::NO_LINE) {
        if (0..graph.blocks.len() as u32).any(|block| needs_line(graph, block)) {
            duplicate_exits(graph);
        }
        propagate(graph);
    }
}

/// Exits without a line get a copy for each jump to them, with the jump's.
fn duplicate_exits(graph: &mut Graph) {
    graph.each(|graph, block| {
        if !graph.has(block, Traits::HAS_TARGET) {
            return;
        }
        let Some(&last) = graph.last(block).filter(|last| last.op.is_jump()) else { return };
        let target = graph.next_nonempty(last.target);
        if target == NONE || !needs_line(graph, target) || graph.blocks[target as usize].predecessors <= 1 {
            return;
        }
        graph.is_rewired = true;
        let copy = graph.new_block();
        graph.append(copy, target);
        graph.instrs_mut(copy)[0].loc = last.loc;
        graph.last_mut(block).expect("its last was just read").target = copy;
        graph.blocks[target as usize].predecessors -= 1;
        graph.blocks[copy as usize].predecessors = 1;
        graph.blocks[copy as usize].is_labelled = true;
        graph.link_after(target, copy);
    });
    graph.each(|graph, block| {
        let next = graph.next(block);
        if next == NONE || !needs_line(graph, next) || !graph.falls_through(block) {
            return;
        }
        if let Some(loc) = graph.last(block).map(|last| last.loc) {
            graph.instrs_mut(next)[0].loc = loc;
        }
    });
}

/// Leaves the frame, or looks for signals, without a line.
fn needs_line(graph: &Graph, block: u32) -> bool {
    graph.has(block, Traits::NO_LINE)
        && has_no_line(graph, block)
        && (graph.exits_scope(block) || graph.instrs(block).iter().any(|instr| instr.op.has_eval_break()))
}

/// From each instruction to the next; from a block to those that only it leads to.
fn propagate(graph: &mut Graph) {
    graph.each(|graph, block| {
        let has_some = graph.has(block, Traits::NO_LINE);
        if !has_some && !leads_to_no_line(graph, block) {
            return;
        }
        let Some(&last) = graph.last(block) else { return };
        let mut loc = last.loc;
        if has_some {
            graph.forget(block, Traits::NO_LINE);
            loc = Loc::NONE;
            for instr in graph.instrs_mut(block) {
                if instr.loc.line() == Loc::NONE.line() {
                    instr.loc = loc;
                } else {
                    loc = instr.loc;
                }
            }
            if graph.instrs(block)[0].loc == Loc::NONE {
                graph.note(block, Traits::NO_LINE);
            }
        }
        let next = graph.next(block);
        if next != NONE && graph.falls_through(block) {
            hand_on(graph, next, loc);
        }
        if last.op.is_jump() {
            hand_on(graph, last.target, loc);
        }
    });
}

/// Whether a block after this one may have instructions without a line.
fn leads_to_no_line(graph: &Graph, block: u32) -> bool {
    let next = graph.next(block);
    let is_next = next != NONE && graph.has(next, Traits::NO_LINE);
    is_next
        || graph.has(block, Traits::HAS_TARGET)
            && graph.last(block).is_some_and(|last| last.op.is_jump() && graph.has(last.target, Traits::NO_LINE))
}

fn hand_on(graph: &mut Graph, block: u32, loc: Loc) {
    if graph.blocks[block as usize].predecessors == 1
        && let Some(first) = graph.instrs_mut(block).first_mut()
        && first.loc.line() == Loc::NONE.line()
    {
        first.loc = loc;
    }
}
