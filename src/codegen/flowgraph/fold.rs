//! Constant folding: instructions on constants become the constant that they would give.

use super::UnitConstants;
use super::blocks::{Dropped, Graph};
use super::evaluate;
use crate::bytecode::{BinaryOperator, ConstId};
use crate::codegen::constants::Constants;
use crate::codegen::op::Op;
use crate::codegen::sequence::{Instr, Loc};
use crate::codegen::traits::Traits;

/// Longer displays are built at run time.
const MOST_ELEMENTS: u32 = 30;
/// Shorter lists and sets of constants are built from their elements.
const FEWEST_ELEMENTS: u32 = 3;

/// What a block may have once something was folded in it.
const FOLDED: Traits = Traits::NOTHING.union(Traits::CONSTANT).union(Traits::DROPS);

pub struct Folder<'a> {
    pub constants: &'a mut Constants,
    pub unit_constants: &'a mut UnitConstants,
    /// Constants that lost a load.
    pub dropped: Dropped,
}

impl Folder<'_> {
    /// The constant that an instruction loads.
    pub fn value(&mut self, instr: Instr) -> ConstId {
        match instr.op {
            Op::LOAD_SMALL_INT => self.constants.int(instr.arg.into()),
            _ => self.unit_constants.order[instr.arg as usize],
        }
    }

    pub fn is_true(&mut self, instr: Instr) -> bool {
        let value = self.value(instr);
        evaluate::is_true(self.constants.get(value))
    }

    /// The instruction loads a constant in place of others.
    pub fn load(&mut self, instr: &mut Instr, id: ConstId) {
        match self.constants.small_int(id) {
            Some(value) => instr.set(Op::LOAD_SMALL_INT, value),
            None => instr.set(Op::LOAD_CONST, self.unit_constants.add(id)),
        }
    }

    pub fn binary(&mut self, graph: &mut Graph, block: u32, index: usize) {
        let instrs = graph.instrs_mut(block);
        let Some(places) = constant_loads(instrs, index, 2) else { return };
        let [left, right] = [instrs[places[0]], instrs[places[1]]].map(|instr| self.value(instr));
        let Some(operator) = BinaryOperator::decode(instrs[index].arg) else { return };
        if let Some(result) = evaluate::binary(self.constants, operator, left, right) {
            self.clear(instrs, &places, index);
            self.load(&mut instrs[index], result);
            graph.note(block, FOLDED);
        }
    }

    pub fn unary(&mut self, graph: &mut Graph, block: u32, index: usize) {
        let instrs = graph.instrs_mut(block);
        let Some(places) = constant_loads(instrs, index, 1) else { return };
        let operand = self.value(instrs[places[0]]);
        if let Some(result) = evaluate::unary(self.constants, instrs[index].op, operand) {
            self.clear(instrs, &places, index);
            self.load(&mut instrs[index], result);
            graph.note(block, FOLDED);
        }
    }

    pub fn tuple(&mut self, graph: &mut Graph, block: u32, index: usize) {
        let instrs = graph.instrs_mut(block);
        let count = instrs[index].arg;
        if count > MOST_ELEMENTS {
            return;
        }
        let Some(places) = constant_loads(instrs, index, count as usize) else { return };
        let items = places.iter().map(|&place| self.value(instrs[place])).collect();
        let tuple = self.constants.tuple(items);
        self.clear(instrs, &places, index);
        self.load(&mut instrs[index], tuple);
        graph.note(block, FOLDED);
    }

    /// A long tuple: a list that constants are appended to, turned into a tuple.
    pub fn list_to_tuple(&mut self, graph: &mut Graph, block: u32, index: usize) {
        let instrs = graph.instrs_mut(block);
        let mut loads = Vec::new();
        let mut expects_append = true;
        for start in (0..index).rev() {
            let instr = instrs[start];
            match (instr.op, expects_append) {
                (Op::NOP, _) => continue,
                (Op::BUILD_LIST, true) if instr.arg == 0 => {
                    let items = loads.iter().rev().map(|&load| self.value(load)).collect();
                    let tuple = self.constants.tuple(items);
                    for instr in instrs[start..index].iter_mut().filter(|instr| instr.op != Op::NOP) {
                        self.dropped.add(instr);
                        instr.become_op(Op::NOP);
                        instr.loc = Loc::NONE;
                    }
                    self.load(&mut instrs[index], tuple);
                    return graph.note(block, FOLDED);
                }
                (Op::LIST_APPEND, true) if instr.arg == 1 => {}
                (op, false) if op.loads_const() => loads.push(instr),
                _ => return,
            }
            expects_append = !expects_append;
        }
    }

    /// Lists and sets of constants: where only their elements count, tuples and frozen sets; elsewhere, if long enough,
    /// filled at once.
    pub fn list_or_set(&mut self, graph: &mut Graph, block: u32, index: usize, next: Option<Op>) {
        let only_elements_count = matches!(next, Some(Op::GET_ITER | Op::CONTAINS_OP));
        let instrs = graph.instrs_mut(block);
        let (op, count) = (instrs[index].op, instrs[index].arg);
        if count > MOST_ELEMENTS || (count < FEWEST_ELEMENTS && !only_elements_count) {
            return;
        }
        let Some(places) = constant_loads(instrs, index, count as usize) else {
            if only_elements_count && op == Op::BUILD_LIST {
                instrs[index].op = Op::BUILD_TUPLE;
            }
            return;
        };
        let items: Vec<ConstId> = places.iter().map(|&place| self.value(instrs[place])).collect();
        let elements = match op {
            Op::BUILD_SET => self.constants.frozen_set(&items),
            _ => self.constants.tuple(items),
        };
        let place = self.unit_constants.add(elements);
        for &load in &places {
            self.dropped.add(&instrs[load]);
            instrs[load].become_op(Op::NOP);
            instrs[load].loc = Loc::NONE;
        }
        if only_elements_count {
            instrs[index].set(Op::LOAD_CONST, place);
            skip_cleared(instrs, places.first().copied(), index);
            graph.note(block, FOLDED);
        } else {
            instrs[index - 2].loc = instrs[index].loc;
            instrs[index - 2].set(op, 0);
            instrs[index - 1].set(Op::LOAD_CONST, place);
            instrs[index].set(if op == Op::BUILD_LIST { Op::LIST_EXTEND } else { Op::SET_UPDATE }, 1);
            graph.note(block, FOLDED | Traits::NO_LINE);
        }
    }

    fn clear(&mut self, instrs: &mut [Instr], places: &[usize], index: usize) {
        for &place in places {
            self.dropped.add(&instrs[place]);
            instrs[place].become_op(Op::NOP);
            instrs[place].loc = Loc::NONE;
        }
        skip_cleared(instrs, places.first().copied(), index);
    }
}

/// The places of the last `count` instructions before `index`, if all of them load constants. `NOP`s do not count.
fn constant_loads(instrs: &[Instr], index: usize, count: usize) -> Option<Vec<usize>> {
    let mut places = Vec::new();
    let mut end = index;
    while places.len() < count {
        let place = end.checked_sub(1)?;
        let instr = instrs[place];
        match instr.op {
            // Folding leaves a note how far back the `NOP`s go, so that long runs are not walked again and again.
            Op::NOP if instr.start_of_run() < place as u32 => end = instr.start_of_run() as usize,
            Op::NOP => end = place,
            op if op.loads_const() => {
                places.push(place);
                end = place;
            }
            _ => return None,
        }
    }
    places.reverse();
    Some(places)
}

/// Notes in the last of a run of `NOP`s where the run starts.
fn skip_cleared(instrs: &mut [Instr], first: Option<usize>, index: usize) {
    if let (Some(first), Some(last)) = (first, index.checked_sub(1))
        && instrs[last].op == Op::NOP
    {
        instrs[last].note_start_of_run(first as u32);
    }
}
