//! Short runs of instructions that a shorter run can replace.

use super::blocks::Graph;
use super::fold::Folder;
use super::swaps;
use crate::bytecode::{Comparison, Intrinsic1};
use crate::codegen::op::Op;
use crate::codegen::sequence::Instr;
use crate::codegen::traits::Traits;

pub fn optimise(graph: &mut Graph, folder: &mut Folder) {
    graph.each(|graph, block| {
        // A jump's rules ask for its target only.
        let mut index = match graph.has(block, Traits::RULES) {
            true => 0,
            false if graph.has(block, Traits::HAS_TARGET) => graph.len(block).saturating_sub(1),
            false => return,
        };
        while let Some(skipped) = graph.instrs(block)[index..].iter().position(starts_rule) {
            index += skipped;
            match optimise_at(graph, folder, block, index) {
                Step::Next => index += 1,
                Step::Again => {}
            }
        }
        if graph.has(block, Traits::SWAPS) {
            swaps::optimise(graph.instrs_mut(block));
            graph.note(block, Traits::NOTHING | Traits::DROPS);
        }
    });
}

/// Where to go on.
enum Step {
    Next,
    /// With what now stands there.
    Again,
}

#[inline]
fn starts_rule(instr: &Instr) -> bool {
    instr.op.traits().contains(Traits::STARTS_RULE)
}

fn optimise_at(graph: &mut Graph, folder: &mut Folder, block: u32, index: usize) -> Step {
    let instrs = graph.instrs(block);
    let instr = instrs[index];
    if instr.op.is_jump() {
        return optimise_jump(graph, block, instr);
    }
    let next = instrs.get(index + 1).copied();
    let next_op = next.map(|next| next.op);
    match (instr.op, next_op) {
        (Op::BUILD_TUPLE, Some(Op::UNPACK_SEQUENCE))
            if next.is_some_and(|n| n.arg == instr.arg) && matches!(instr.arg, 1..=3) =>
        {
            graph.note(block, Traits::NOTHING);
            let instrs = graph.instrs_mut(block);
            instrs[index].become_op(Op::NOP);
            match instr.arg {
                1 => instrs[index + 1].become_op(Op::NOP),
                _ => {
                    instrs[index + 1].op = Op::SWAP;
                    graph.note(block, Traits::SWAPS);
                }
            }
        }
        (Op::BUILD_TUPLE, _) => folder.tuple(graph, block, index),
        (Op::BUILD_LIST | Op::BUILD_SET, _) => folder.list_or_set(graph, block, index, next_op),
        (Op::UNARY_NOT, Some(Op::TO_BOOL | Op::UNARY_NOT)) => {
            graph.note(block, Traits::NOTHING);
            let instrs = graph.instrs_mut(block);
            instrs[index].become_op(Op::NOP);
            let rest = if next_op == Some(Op::TO_BOOL) { Op::UNARY_NOT } else { Op::NOP };
            instrs[index + 1].become_op(rest);
        }
        (Op::UNARY_NOT | Op::UNARY_INVERT | Op::UNARY_NEGATIVE, _) => folder.unary(graph, block, index),
        (Op::CALL_INTRINSIC_1, _) if instr.arg == Intrinsic1::UnaryPositive.encode() => folder.unary(graph, block, index),
        (Op::CALL_INTRINSIC_1, next) if instr.arg == Intrinsic1::ListToTuple.encode() => match next {
            Some(Op::GET_ITER) => {
                graph.instrs_mut(block)[index].become_op(Op::NOP);
                graph.note(block, Traits::NOTHING);
            }
            _ => folder.list_to_tuple(graph, block, index),
        },
        (Op::BINARY_OP, _) => folder.binary(graph, block, index),
        (Op::STORE_FAST, Some(Op::STORE_FAST)) => {
            let is_same = next.is_some_and(|next| next.arg == instr.arg && next.loc.line() == instr.loc.line());
            if is_same {
                graph.instrs_mut(block)[index].become_op(Op::POP_TOP);
                graph.note(block, Traits::POPS_TOP | Traits::DROPS);
            }
        }
        _ => {
            if merge(graph.instrs_mut(block), index, instr, next_op) {
                graph.note(block, Traits::NOTHING);
            }
        }
    }
    Step::Next
}

/// Two instructions that one can do; whether they are such.
fn merge(instrs: &mut [Instr], index: usize, instr: Instr, next_op: Option<Op>) -> bool {
    match (instr.op, next_op) {
        (Op::SWAP, _) if instr.arg == 1 => instrs[index].become_op(Op::NOP),
        (Op::LOAD_GLOBAL, Some(Op::PUSH_NULL)) if instr.arg & 1 == 0 => {
            instrs[index].arg |= 1;
            instrs[index + 1].become_op(Op::NOP);
        }
        (Op::COMPARE_OP, Some(Op::TO_BOOL)) => {
            instrs[index].become_op(Op::NOP);
            instrs[index + 1].set(Op::COMPARE_OP, instr.arg | Comparison::TO_BOOL);
        }
        (Op::CONTAINS_OP | Op::IS_OP, Some(Op::TO_BOOL | Op::UNARY_NOT)) => {
            instrs[index].become_op(Op::NOP);
            let negate = u32::from(next_op == Some(Op::UNARY_NOT));
            instrs[index + 1].set(instr.op, instr.arg ^ negate);
        }
        (Op::TO_BOOL, Some(Op::TO_BOOL)) => instrs[index].become_op(Op::NOP),
        _ => return false,
    }
    true
}

/// A jump to a jump goes to where that goes.
fn optimise_jump(graph: &mut Graph, block: u32, instr: Instr) -> Step {
    let Some(&target) = graph.instrs(instr.target).first() else { return Step::Next };
    let jump = match (instr.op, target.op) {
        (op, Op::JUMP) if op.is_conditional_jump() => op,
        (Op::JUMP_IF_FALSE, Op::JUMP | Op::JUMP_IF_FALSE) => Op::JUMP_IF_FALSE,
        (Op::JUMP_IF_TRUE, Op::JUMP | Op::JUMP_IF_TRUE) => Op::JUMP_IF_TRUE,
        (Op::JUMP_IF_FALSE, Op::JUMP_IF_TRUE) | (Op::JUMP_IF_TRUE, Op::JUMP_IF_FALSE) => {
            let beyond = graph.next(instr.target);
            graph.is_rewired = true;
            if let Some(last) = graph.last_mut(block) {
                last.target = beyond;
            }
            return Step::Again;
        }
        (Op::JUMP | Op::JUMP_NO_INTERRUPT, Op::JUMP) => Op::JUMP,
        (op @ (Op::JUMP | Op::JUMP_NO_INTERRUPT), Op::JUMP_NO_INTERRUPT) => op,
        _ => return Step::Next,
    };
    if instr.target == target.target {
        return Step::Next;
    }
    graph.is_rewired = true;
    if let Some(last) = graph.last_mut(block) {
        last.become_op(Op::NOP);
        last.target = Instr::NOWHERE;
    }
    graph.note(block, Traits::NOTHING);
    let mut threaded = Instr::new(jump, 0, target.loc);
    threaded.target = target.target;
    graph.push(block, threaded);
    Step::Next
}
