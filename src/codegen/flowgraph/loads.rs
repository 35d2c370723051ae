//! Instructions right after a constant: known conditions, comparisons with None.

use super::blocks::{Dropped, Graph};
use super::fold::Folder;
use crate::bytecode::Const;
use crate::codegen::op::Op;
use crate::codegen::sequence::Instr;
use crate::codegen::traits::Traits;

pub fn optimise(graph: &mut Graph, folder: &mut Folder) {
    graph.each(|graph, block| {
        if graph.has(block, Traits::TESTS_CONSTANT) {
            if optimise_block(graph.instrs_mut(block), folder) {
                graph.is_rewired = true;
                graph.note(block, Traits::DROPS);
            }
            graph.note(block, Traits::NOTHING | Traits::RULES);
        }
    });
}

/// Whether it changed jumps.
fn optimise_block(instrs: &mut [Instr], folder: &mut Folder) -> bool {
    let mut is_rewired = false;
    // The load that the value on the stack comes from, be it copied since.
    let mut load: Option<Instr> = None;
    for index in 0..instrs.len() {
        let is_copy =
            instrs[index].op == Op::COPY && instrs[index].arg == 1 && load.is_some_and(|load| load.op == Op::LOAD_CONST);
        if !is_copy {
            load = Some(instrs[index]).filter(|instr| instr.op.loads_const());
        }
        let (Some(load), Some(next)) = (load, instrs.get(index + 1)) else { continue };
        match next.op {
            Op::POP_JUMP_IF_FALSE | Op::POP_JUMP_IF_TRUE | Op::JUMP_IF_FALSE | Op::JUMP_IF_TRUE => {
                let is_true = folder.is_true(load);
                known_condition(instrs, index, is_true, &mut folder.dropped);
                is_rewired = true;
            }
            Op::IS_OP => {
                let value = folder.value(load);
                if *folder.constants.get(value) == Const::None {
                    compare_with_none(instrs, index, &mut folder.dropped);
                }
            }
            Op::TO_BOOL => {
                let value = folder.is_true(load);
                let value = folder.constants.bool(value);
                folder.dropped.add(&instrs[index]);
                instrs[index].become_op(Op::NOP);
                let place = folder.unit_constants.add(value);
                instrs[index + 1].set(Op::LOAD_CONST, place);
            }
            _ => {}
        }
    }
    is_rewired
}

/// A jump whose condition is a constant.
fn known_condition(instrs: &mut [Instr], index: usize, is_true: bool, dropped: &mut Dropped) {
    let jump = instrs[index + 1].op;
    if jump.is_conditional_jump() {
        dropped.add(&instrs[index]);
        instrs[index].become_op(Op::NOP);
    }
    let jumps_if_true = matches!(jump, Op::POP_JUMP_IF_TRUE | Op::JUMP_IF_TRUE);
    if is_true == jumps_if_true {
        instrs[index + 1].op = Op::JUMP;
    } else {
        instrs[index + 1].become_op(Op::NOP);
    }
}

/// `is None` and a jump become a jump on None.
fn compare_with_none(instrs: &mut [Instr], index: usize, dropped: &mut Dropped) {
    let mut jump = index + 2;
    if instrs.get(jump).is_some_and(|instr| instr.op == Op::TO_BOOL) {
        instrs[jump].become_op(Op::NOP);
        jump += 1;
    }
    let negated = instrs[index + 1].arg != 0;
    let on_not_none = match instrs.get(jump).map(|instr| instr.op) {
        Some(Op::POP_JUMP_IF_FALSE) => !negated,
        Some(Op::POP_JUMP_IF_TRUE) => negated,
        _ => return,
    };
    dropped.add(&instrs[index]);
    instrs[index].become_op(Op::NOP);
    instrs[index + 1].become_op(Op::NOP);
    instrs[jump].op = if on_not_none { Op::POP_JUMP_IF_NOT_NONE } else { Op::POP_JUMP_IF_NONE };
}
