//! Instructions that do nothing, alone or in pairs, and jumps to where execution goes anyway.

use super::blocks::{Graph, NONE};
use crate::codegen::op::Op;
use crate::codegen::sequence::{Instr, Loc};
use crate::codegen::traits::Traits;

/// What became of `NOP`s.
#[derive(Default)]
struct Nops {
    dropped: bool,
    kept: bool,
}

/// Drops `NOP`s that no line needs.
#[inline]
fn remove_nops_of(graph: &mut Graph, block: u32) -> Nops {
    if !graph.has(block, Traits::NOTHING) {
        return Nops::default();
    }
    let nops = match graph.instrs(block).iter().position(|instr| instr.op == Op::NOP) {
        Some(first) => remove_nops_from(graph, block, first),
        None => Nops::default(),
    };
    if !nops.kept {
        graph.forget(block, Traits::NOTHING);
    }
    nops
}

fn remove_nops_from(graph: &mut Graph, block: u32, first: usize) -> Nops {
    let line_after = match graph.last(block) {
        Some(last) if last.op == Op::NOP => line_after(graph, block),
        _ => None,
    };
    let instrs = graph.instrs_mut(block);
    let length = instrs.len();
    let mut keeps_nops = false;
    let mut kept = first;
    let mut line_before = first.checked_sub(1).map_or(-1, |before| instrs[before].loc.line());
    for index in first..length {
        let Instr { op, loc, .. } = instrs[index];
        if op == Op::NOP {
            let is_redundant = loc.line() < 0
                || loc.line() == line_before
                || instrs.get_mut(index + 1).map_or(line_after == Some(loc.line()), |following| takes_line(following, loc));
            if is_redundant {
                continue;
            }
            keeps_nops = true;
        }
        instrs[kept] = instrs[index];
        kept += 1;
        line_before = loc.line();
    }
    graph.truncate(block, kept);
    Nops { dropped: kept < length, kept: keeps_nops }
}

/// Whether the instruction is on the line, be it that it had none before.
fn takes_line(instr: &mut Instr, loc: Loc) -> bool {
    if instr.loc.line() < 0 {
        instr.loc = loc;
    }
    instr.loc.line() == loc.line()
}

/// The line on which execution goes on after a block, if it does.
fn line_after(graph: &Graph, block: u32) -> Option<i32> {
    let next = graph.next_nonempty(graph.next(block));
    let counts = |instr: &&Instr| instr.op != Op::NOP || instr.loc.line() >= 0;
    (next != NONE).then(|| graph.instrs(next).iter().find(counts).map_or(Loc::NONE.line(), |instr| instr.loc.line()))
}

/// Drops all `NOP`s that no line needs now; whether those that stay may be needed no longer.
pub fn remove_nops(graph: &mut Graph) -> bool {
    let mut all = Nops::default();
    graph.each(|graph, block| {
        let nops = remove_nops_of(graph, block);
        all.dropped |= nops.dropped;
        all.kept |= nops.kept;
    });
    all.dropped && all.kept
}

/// Drops values that are popped as soon as they are pushed.
pub fn remove_nops_and_pairs(graph: &mut Graph) {
    if !graph.any_has(Traits::DROPS) {
        remove_nops(graph);
        return;
    }
    loop {
        let mut done = true;
        // The block and place of the instruction before, where execution comes from there only.
        let mut before: Option<(u32, usize)> = None;
        graph.each(|graph, block| {
            remove_nops_of(graph, block);
            if graph.blocks[block as usize].is_labelled {
                before = None;
            }
            let leaves_nothing = |first: &Instr| first.op.loads_const() || (first.op == Op::COPY && first.arg == 1);
            let is_pop = graph.instrs(block).first().is_some_and(|instr| instr.op == Op::POP_TOP);
            if let Some((from, place)) = before.filter(|_| is_pop)
                && leaves_nothing(&graph.instrs(from)[place])
            {
                let load = graph.instrs(from)[place];
                graph.dropped.add(&load);
                graph.instrs_mut(from)[place].become_op(Op::NOP);
                graph.instrs_mut(block)[0].become_op(Op::NOP);
                graph.note(from, Traits::NOTHING);
                graph.note(block, Traits::NOTHING);
                done = false;
            }
            if graph.has(block, Traits::POPS_TOP) {
                for index in 1..graph.len(block) {
                    let instrs = graph.instrs_mut(block);
                    if instrs[index].op == Op::POP_TOP && leaves_nothing(&instrs[index - 1]) {
                        let load = instrs[index - 1];
                        instrs[index - 1].become_op(Op::NOP);
                        instrs[index].become_op(Op::NOP);
                        graph.dropped.add(&load);
                        graph.note(block, Traits::NOTHING);
                        done = false;
                    }
                }
            }
            if let Some(last) = graph.len(block).checked_sub(1) {
                before = Some((block, last));
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
        if !graph.has(block, Traits::HAS_TARGET) {
            return;
        }
        let Some(last) = graph.last(block).filter(|last| last.op.is_unconditional_jump()) else { return };
        let target = graph.next_nonempty(last.target);
        if target == graph.next_nonempty(graph.next(block)) {
            changed = true;
            graph.last_mut(block).expect("its last was just read").become_op(Op::NOP);
            graph.note(block, Traits::NOTHING);
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
