//! Runs of `SWAP`: fewer of them, or none where the instructions after them can change places instead.

use crate::codegen::op::Op;
use crate::codegen::sequence::Instr;

pub fn optimise(instrs: &mut [Instr]) {
    let mut index = 0;
    while index < instrs.len() {
        if instrs[index].op == Op::SWAP {
            index = shorten(instrs, index);
            reorder(instrs, index);
        }
        index += 1;
    }
}

/// Replaces a run of `SWAP`s and `NOP`s by the shortest with the same effect; gives the run's last place, if it had more than one
/// `SWAP`.
fn shorten(instrs: &mut [Instr], start: usize) -> usize {
    let run = instrs[start..].iter().take_while(|instr| matches!(instr.op, Op::SWAP | Op::NOP)).count();
    let run = &mut instrs[start..start + run];
    let swaps = run.iter().filter(|instr| instr.op == Op::SWAP);
    if swaps.clone().count() < 2 {
        return start;
    }
    let depth = swaps.map(|instr| instr.arg as usize).max().unwrap_or(0);
    let mut stack: Vec<usize> = (0..depth).collect();
    for instr in run.iter().filter(|instr| instr.op == Op::SWAP) {
        stack.swap(0, instr.arg as usize - 1);
    }
    // Each cycle of the permutation is undone from the end; entry 0 takes part in every swap.
    const VISITED: usize = usize::MAX;
    let mut free = run.len();
    for first in 0..depth {
        if stack[first] == VISITED || stack[first] == first {
            continue;
        }
        let mut entry = first;
        loop {
            if entry != 0 {
                free -= 1;
                run[free].set(Op::SWAP, entry as u32 + 1);
            }
            if stack[entry] == VISITED {
                break;
            }
            entry = std::mem::replace(&mut stack[entry], VISITED);
        }
    }
    run[..free].iter_mut().for_each(|instr| instr.become_op(Op::NOP));
    start + run.len() - 1
}

/// Only takes the top of the stack, and runs no code but finalizers.
fn is_movable(op: Op) -> bool {
    matches!(op, Op::STORE_FAST | Op::STORE_FAST_MAYBE_NULL | Op::POP_TOP)
}

fn stores_to(instr: &Instr) -> Option<u32> {
    matches!(instr.op, Op::STORE_FAST | Op::STORE_FAST_MAYBE_NULL).then_some(instr.arg)
}

/// The next instruction that can be moved, if nothing else comes before it; on the line, if one is asked for.
fn next_movable(instrs: &[Instr], index: usize, line: Option<i32>) -> Option<usize> {
    for (place, instr) in instrs.iter().enumerate().skip(index + 1) {
        if line.is_some_and(|line| line >= 0 && instr.loc.line() != line) {
            return None;
        }
        if instr.op != Op::NOP {
            return is_movable(instr.op).then_some(place);
        }
    }
    None
}

/// From the last `SWAP` of a run backwards: swaps the two instructions that take the entries that it swaps.
fn reorder(instrs: &mut [Instr], last: usize) {
    for index in (0..=last).rev() {
        let swap = instrs[index];
        if swap.op != Op::SWAP {
            if swap.op == Op::NOP || is_movable(swap.op) {
                continue;
            }
            return;
        }
        let Some(first) = next_movable(instrs, index, None) else { return };
        let line = instrs[first].loc.line();
        let mut second = first;
        for _ in 1..swap.arg {
            match next_movable(instrs, second, Some(line)) {
                Some(place) => second = place,
                None => return,
            }
        }
        let stores = [stores_to(&instrs[first]), stores_to(&instrs[second])];
        if stores[0].is_some() && stores[0] == stores[1] {
            return;
        }
        let between = instrs[first + 1..second].iter().filter_map(stores_to);
        if between.into_iter().any(|local| stores.contains(&Some(local))) {
            return;
        }
        instrs[index].become_op(Op::NOP);
        instrs.swap(first, second);
    }
}
