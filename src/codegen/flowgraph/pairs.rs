//! One instruction for two that load and store locals.

use super::blocks::Graph;
use super::nops;
use crate::codegen::op::Op;
use crate::codegen::traits::Traits;

/// The operand has four bits for each local.
const FIRST_TOO_LARGE: u32 = 16;

pub fn insert(graph: &mut Graph) {
    let mut has_any = false;
    graph.each(|graph, block| {
        if !graph.has(block, Traits::PAIRS) {
            return;
        }
        let mut has_pairs = false;
        let instrs = graph.instrs_mut(block);
        for index in 1..instrs.len() {
            let (first, second) = (&instrs[index - 1], &instrs[index]);
            let pair = match (first.op, second.op) {
                (Op::LOAD_FAST, Op::LOAD_FAST) => Op::LOAD_FAST_LOAD_FAST,
                (Op::STORE_FAST, Op::LOAD_FAST) => Op::STORE_FAST_LOAD_FAST,
                (Op::STORE_FAST, Op::STORE_FAST) => Op::STORE_FAST_STORE_FAST,
                _ => continue,
            };
            let (line, next_line) = (first.loc.line, second.loc.line);
            if (line >= 0 && next_line >= 0 && line != next_line) || first.arg.max(second.arg) >= FIRST_TOO_LARGE {
                continue;
            }
            let locals = first.arg << 4 | second.arg;
            instrs[index - 1].set(pair, locals);
            instrs[index].become_op(Op::NOP);
            has_pairs = true;
        }
        if has_pairs {
            has_any = true;
            graph.note(block, Traits::NOTHING);
        }
    });
    if has_any {
        nops::remove_nops(graph);
    }
}
