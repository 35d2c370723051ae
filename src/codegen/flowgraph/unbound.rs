//! Locals that may have no value where they are loaded: `LOAD_FAST` becomes `LOAD_FAST_CHECK`.

use super::Variables;
use super::blocks::{Block, Graph, NONE};
use crate::codegen::op::Op;
use crate::codegen::traits::Traits;

/// How many locals are followed from block to block.
const FOLLOWED: usize = 64;

pub fn check(graph: &mut Graph, variables: &Variables) {
    let locals = variables.locals.len();
    if locals == variables.parameters && locals <= FOLLOWED && !graph.any_has(Traits::UNBINDS) {
        return;
    }
    if locals > FOLLOWED {
        check_block_by_block(graph, locals);
    }
    graph.clear_visits();
    let mut pending = graph.worklist();
    let unbound = (variables.parameters..locals.min(FOLLOWED)).fold(0u64, |mask, local| mask | 1 << local);
    enter(&mut graph.blocks, &mut pending, Graph::ENTRY, unbound);
    // Only handlers are entered from the middle of a block.
    let scan = if graph.has_handlers() || graph.any_has(Traits::UNBINDS) { scan_instrs } else { scan_whole };
    graph.each(|graph, block| scan(graph, &mut pending, block));
    while let Some(block) = pending.pop() {
        graph.blocks[block as usize].is_visited = false;
        scan(graph, &mut pending, block);
    }
    graph.give_back(pending);
}

/// A block that leaves no local without value.
fn scan_whole(graph: &mut Graph, pending: &mut Vec<u32>, block: u32) {
    let Block { unbound, locals, .. } = graph.blocks[block as usize];
    if unbound & locals.needed != 0 {
        return scan_instrs(graph, pending, block);
    }
    leave(graph, pending, block, unbound & !locals.bound);
}

/// Notes what may be unbound at the start of a block; visits it if that is new.
fn enter(blocks: &mut [Block], pending: &mut Vec<u32>, block: u32, unbound: u64) {
    let data = &mut blocks[block as usize];
    if data.unbound | unbound != data.unbound {
        data.unbound |= unbound;
        if !data.is_visited {
            data.is_visited = true;
            pending.push(block);
        }
    }
}

fn scan_instrs(graph: &mut Graph, pending: &mut Vec<u32>, block: u32) {
    let mut unbound = graph.blocks[block as usize].unbound;
    let mut handler_knows = (NONE, 0);
    let unbinds = graph.has(block, Traits::UNBINDS);
    let (instrs, blocks) = graph.parts(block);
    for instr in instrs {
        if unbound == 0 && !unbinds {
            break;
        }
        let handler = instr.handler;
        if handler != NONE && handler_knows != (handler, unbound) {
            handler_knows = (handler, unbound);
            enter(blocks, pending, handler, unbound);
        }
        let bit = 1u64.checked_shl(instr.arg).unwrap_or(0);
        match instr.op {
            Op::LOAD_FAST => {
                if unbound & bit != 0 {
                    instr.op = Op::LOAD_FAST_CHECK;
                }
                unbound &= !bit;
            }
            Op::STORE_FAST | Op::LOAD_FAST_CHECK => unbound &= !bit,
            Op::DELETE_FAST | Op::LOAD_FAST_AND_CLEAR | Op::STORE_FAST_MAYBE_NULL => unbound |= bit,
            _ => {}
        }
    }
    leave(graph, pending, block, unbound);
}

/// Goes on with the blocks after one, with what may be unbound at its end.
fn leave(graph: &mut Graph, pending: &mut Vec<u32>, block: u32, unbound: u64) {
    if unbound == 0 {
        return;
    }
    let next = graph.next(block);
    if next != NONE && graph.falls_through(block) {
        enter(&mut graph.blocks, pending, next, unbound);
    }
    if let Some(target) = graph.last(block).filter(|last| last.op.is_jump()).map(|last| last.target) {
        enter(&mut graph.blocks, pending, target, unbound);
    }
}

/// The locals that are not followed: bound if the same block bound or loaded them before.
fn check_block_by_block(graph: &mut Graph, locals: usize) {
    let mut bound_in = vec![0u32; locals];
    let mut number = 0;
    graph.each(|graph, block| {
        number += 1;
        for instr in graph.instrs_mut(block) {
            let local = instr.arg as usize;
            if local < FOLLOWED {
                continue;
            }
            match instr.op {
                Op::DELETE_FAST | Op::LOAD_FAST_AND_CLEAR | Op::STORE_FAST_MAYBE_NULL => bound_in[local] = number - 1,
                Op::STORE_FAST => bound_in[local] = number,
                Op::LOAD_FAST => {
                    if bound_in[local] != number {
                        instr.op = Op::LOAD_FAST_CHECK;
                    }
                    bound_in[local] = number;
                }
                _ => {}
            }
        }
    });
}
