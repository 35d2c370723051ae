//! Constants that no instruction loads any more.

use super::UnitConstants;
use super::blocks::Graph;
use crate::codegen::op::Op;
use crate::codegen::traits::Traits;

/// Keeps the first whatever it is: it may be a docstring.
pub fn remove(graph: &mut Graph, constants: &mut UnitConstants) {
    let count = constants.order.len();
    if count <= 1 {
        return;
    }
    let mut used = vec![false; count];
    used[0] = true;
    let mut unseen = count - 1;
    for (block, instrs) in graph.in_order() {
        if !graph.has(block, Traits::CONSTANT | Traits::STARTS_RULE | Traits::TESTS) {
            continue;
        }
        for instr in instrs.iter().filter(|instr| instr.op == Op::LOAD_CONST) {
            if !std::mem::replace(&mut used[instr.arg as usize], true) {
                unseen -= 1;
            }
        }
        if unseen == 0 {
            return;
        }
    }
    let mut places = Vec::with_capacity(count);
    let mut kept = 0u32;
    for &used in &used {
        places.push(kept);
        if used {
            kept += 1;
        }
    }
    let mut used = used.into_iter();
    constants.order.retain(|_| used.next() == Some(true));
    graph.each(|graph, block| {
        for instr in graph.instrs_mut(block).iter_mut().filter(|instr| instr.op == Op::LOAD_CONST) {
            instr.arg = places[instr.arg as usize];
        }
    });
}
