//! One instruction for two that load and store locals.

use super::blocks::Graph;
use super::nops;
use crate::codegen::op::Op;
use crate::codegen::sequence::Instr;
use crate::codegen::traits::Traits;

/// The operand has four bits for each local.
const FIRST_TOO_LARGE: u32 = 16;

pub fn insert(graph: &mut Graph) {
    let mut has_any = false;
    graph.each(|graph, block| {
        if graph.has(block, Traits::PAIRS) {
            has_any |= insert_in(graph, block);
        }
    });
    if has_any && graph.any_has(Traits::NOTHING) {
        nops::remove_nops(graph);
    }
}

/// Whether the block has any.
fn insert_in(graph: &mut Graph, block: u32) -> bool {
    let instrs = graph.instrs_mut(block);
    let Some(first) = instrs.windows(2).position(|two| pair(&two[0], &two[1]).is_some()) else { return false };
    let (mut index, mut kept) = (first, first);
    let mut leaves_nops = false;
    while index < instrs.len() {
        let two = instrs.get(index + 1).and_then(|second| Some((pair(&instrs[index], second)?, *second)));
        instrs[kept] = instrs[index];
        if let Some((op, second)) = two {
            let line = instrs[kept].loc.line();
            let locals = instrs[kept].arg << 4 | second.arg;
            instrs[kept].set(op, locals);
            // What is left of the second is a `NOP`, which its line may need.
            if second.loc.line() >= 0 && second.loc.line() != line {
                kept += 1;
                instrs[kept] = second;
                instrs[kept].become_op(Op::NOP);
                leaves_nops = true;
            }
            index += 1;
        }
        index += 1;
        kept += 1;
    }
    graph.truncate(block, kept);
    if leaves_nops {
        graph.note(block, Traits::NOTHING);
    }
    true
}

/// The instruction that does what both do.
fn pair(first: &Instr, second: &Instr) -> Option<Op> {
    let pair = match (first.op, second.op) {
        (Op::LOAD_FAST, Op::LOAD_FAST) => Op::LOAD_FAST_LOAD_FAST,
        (Op::STORE_FAST, Op::LOAD_FAST) => Op::STORE_FAST_LOAD_FAST,
        (Op::STORE_FAST, Op::STORE_FAST) => Op::STORE_FAST_STORE_FAST,
        _ => return None,
    };
    let (line, next_line) = (first.loc.line(), second.loc.line());
    let is_apart = (line >= 0 && next_line >= 0 && line != next_line) || first.arg.max(second.arg) >= FIRST_TOO_LARGE;
    (!is_apart).then_some(pair)
}
