//! Constants that no instruction loads any more.

use super::UnitConstants;
use super::blocks::Graph;
use crate::codegen::op::Op;
use crate::codegen::traits::Traits;

/// Blocks that may load constants: those that did, and those where folding made some.
const LOADS: Traits = Traits::CONSTANT.union(Traits::RULES).union(Traits::TESTS_CONSTANT);

/// Whether the constants that lost a load have others.
fn are_used(graph: &Graph) -> bool {
    let mut dropped = graph.dropped;
    for (block, instrs) in graph.in_order() {
        if dropped.is_empty() {
            return true;
        }
        if graph.has(block, LOADS) {
            instrs.iter().for_each(|instr| dropped.remove(instr));
        }
    }
    dropped.is_empty()
}

/// Keeps the first whatever it is: it may be a docstring.
pub fn remove(graph: &mut Graph, constants: &mut UnitConstants) {
    let count = constants.order.len();
    if count <= 1 || are_used(graph) {
        return;
    }
    const UNUSED: u32 = u32::MAX;
    let mut places = graph.worklist();
    places.resize(count, UNUSED);
    places[0] = 0;
    let mut unseen = count - 1;
    for (block, instrs) in graph.in_order() {
        if unseen == 0 || !graph.has(block, LOADS) {
            continue;
        }
        for instr in instrs.iter().filter(|instr| instr.op == Op::LOAD_CONST) {
            if std::mem::replace(&mut places[instr.arg as usize], 0) == UNUSED {
                unseen -= 1;
            }
        }
    }
    if unseen > 0 {
        let mut kept = 0;
        for (old, place) in places.iter_mut().enumerate().filter(|(_, place)| **place != UNUSED) {
            constants.order[kept as usize] = constants.order[old];
            *place = kept;
            kept += 1;
        }
        constants.order.truncate(kept as usize);
        graph.each(|graph, block| {
            if graph.has(block, LOADS) {
                for instr in graph.instrs_mut(block).iter_mut().filter(|instr| instr.op == Op::LOAD_CONST) {
                    instr.arg = places[instr.arg as usize];
                }
            }
        });
    }
    places.clear();
    graph.give_back(places);
}
