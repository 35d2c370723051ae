//! Short runs of instructions that a shorter run can replace.

use super::blocks::Graph;
use super::fold::Folder;
use super::swaps;
use crate::bytecode::{Comparison, Intrinsic1};
use crate::codegen::op::Op;
use crate::codegen::sequence::Instr;

pub fn optimise(graph: &mut Graph, folder: &mut Folder) {
    graph.each(|graph, block| {
        let mut index = 0;
        while let Some(skipped) = graph.instrs(block)[index..].iter().position(|instr| starts_a_rule(instr.op)) {
            index += skipped;
            match optimise_at(graph, folder, block, index) {
                Step::Next => index += 1,
                Step::Again => {}
            }
        }
        swaps::optimise(graph.instrs_mut(block));
    });
}

/// Where to go on.
enum Step {
    Next,
    /// With what now stands there.
    Again,
}

/// The first instructions of what can be replaced.
#[inline]
fn starts_a_rule(op: Op) -> bool {
    use Op::*;
    op.is_jump()
        || matches!(op, BUILD_TUPLE | BUILD_LIST | BUILD_SET | UNARY_NOT | UNARY_INVERT | UNARY_NEGATIVE | CALL_INTRINSIC_1)
        || matches!(op, BINARY_OP | STORE_FAST | SWAP | LOAD_GLOBAL | COMPARE_OP | CONTAINS_OP | IS_OP | TO_BOOL)
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
            let instrs = graph.instrs_mut(block);
            instrs[index].become_op(Op::NOP);
            match instr.arg {
                1 => instrs[index + 1].become_op(Op::NOP),
                _ => instrs[index + 1].op = Op::SWAP,
            }
        }
        (Op::BUILD_TUPLE, _) => folder.tuple(graph, block, index),
        (Op::BUILD_LIST | Op::BUILD_SET, _) => folder.list_or_set(graph, block, index, next_op),
        (Op::UNARY_NOT, Some(Op::TO_BOOL | Op::UNARY_NOT)) => {
            let instrs = graph.instrs_mut(block);
            instrs[index].become_op(Op::NOP);
            let rest = if next_op == Some(Op::TO_BOOL) { Op::UNARY_NOT } else { Op::NOP };
            instrs[index + 1].become_op(rest);
        }
        (Op::UNARY_NOT | Op::UNARY_INVERT | Op::UNARY_NEGATIVE, _) => folder.unary(graph, block, index),
        (Op::CALL_INTRINSIC_1, _) if instr.arg == Intrinsic1::UnaryPositive.encode() => folder.unary(graph, block, index),
        (Op::CALL_INTRINSIC_1, next) if instr.arg == Intrinsic1::ListToTuple.encode() => match next {
            Some(Op::GET_ITER) => graph.instrs_mut(block)[index].become_op(Op::NOP),
            _ => folder.list_to_tuple(graph, block, index),
        },
        (Op::BINARY_OP, _) => folder.binary(graph, block, index),
        _ => merge(graph.instrs_mut(block), index, instr, next),
    }
    Step::Next
}

/// Two instructions that one can do.
fn merge(instrs: &mut [Instr], index: usize, instr: Instr, next: Option<Instr>) {
    let next_op = next.map(|next| next.op);
    match (instr.op, next_op) {
        (Op::STORE_FAST, Some(Op::STORE_FAST)) => {
            let is_same = next.is_some_and(|next| next.arg == instr.arg && next.loc.line == instr.loc.line);
            if is_same {
                instrs[index].become_op(Op::POP_TOP);
            }
        }
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
        _ => {}
    }
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
    if let Some(last) = graph.last_mut(block) {
        last.become_op(Op::NOP);
        last.target = Instr::NOWHERE;
    }
    let mut threaded = Instr::new(jump, 0, target.loc);
    threaded.target = target.target;
    graph.push(block, threaded);
    Step::Next
}
