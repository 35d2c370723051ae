//! The code followed along every path: how deep the stack is, which of its entries may be NULL.
//!
//! Stacks are kept where paths meet, and met again until nothing changes: depths must be the same, what may be NULL on one path
//! may be NULL.
//!
//! What a comprehension saves of a slot and puts back may be NULL only if the slot might. Few programs depend on that, such as a
//! comprehension in another that has a cell of the same name. For them slots are followed together with stacks, 64 at a time.

use super::operands::{Fault, Layout, Placed};
use super::stacks::{DEEPEST_WORD, Stacks, Tree, Words};
use super::{parameters, slots};
use crate::bytecode::code::{CodeObject, Handler};
use crate::bytecode::opcode::Opcode;

struct Flow<'a, S: Stacks> {
    code: &'a CodeObject,
    layout: &'a Layout,
    stacks: S,
    /// By instruction: whether jumps, handlers or the start lead to it.
    is_join: Vec<bool>,
    /// By instruction, for those: the stack, and which slots of the group may be NULL.
    met: Vec<Option<(S::Stack, u64)>>,
    pending: Vec<usize>,
    is_pending: Vec<bool>,
    /// By instruction: whether the first or the second value that it stores may be NULL.
    stores_null: Vec<[bool; 2]>,
    deepest: usize,
    /// Which slots are followed: 64 from this one on.
    group: Option<u32>,
}

pub fn check(code: &CodeObject, layout: &Layout) -> Result<(), Fault> {
    match code.stack_size <= DEEPEST_WORD {
        true => check_with::<Words>(code, layout, None),
        false => check_with::<Tree>(code, layout, None),
    }
}

fn check_with<S: Stacks>(code: &CodeObject, layout: &Layout, group: Option<u32>) -> Result<(), Fault> {
    let count = layout.instructions.len();
    let mut flow = Flow {
        code,
        layout,
        stacks: S::default(),
        is_join: joins(code, layout),
        met: vec![None; count],
        pending: Vec::new(),
        is_pending: vec![false; count],
        stores_null: vec![[false; 2]; count],
        deepest: 0,
        group,
    };
    let parameters = parameters(code).saturating_sub(group.unwrap_or(0).into()).min(64) as u32;
    flow.meet(0, (S::EMPTY, u64::MAX.checked_shl(parameters).unwrap_or(0))).map_err(|what| (0, what))?;
    while let Some(index) = flow.pending.pop() {
        flow.is_pending[index] = false;
        flow.run(index)?;
    }
    // A generator that was made leaves nothing on the stack; elsewhere there is room for one entry at least.
    let needed = flow.deepest.max(1);
    // What is unpacked is stored, two items by an instruction at most, as two at most are loaded by one.
    let most = 2 * code.units.len() + 3 * code.handlers.len() + 1;
    if (code.stack_size as usize) < needed || code.stack_size as usize > most {
        return Err((0, "a stack of another size"));
    }
    if group.is_some() {
        return Ok(());
    }
    slots::check(code, layout, &flow.is_join, |index| flow.met[index].is_some(), &flow.stores_null).or_else(|_| {
        let mut groups = (0..code.slots.len() as u32).step_by(64);
        groups.try_for_each(|group| check_with::<S>(code, layout, Some(group)))
    })
}

fn joins(code: &CodeObject, layout: &Layout) -> Vec<bool> {
    let mut is_join = vec![false; layout.instructions.len()];
    let jumps = (0..is_join.len()).filter_map(|index| layout.target(index));
    let handlers = code.handlers.iter().filter_map(|handler| layout.at(handler.target as usize));
    for target in jumps.chain(handlers).chain([0]) {
        is_join[target] = true;
    }
    is_join
}

impl<S: Stacks> Flow<'_, S> {
    /// A path leads to an instruction.
    fn meet(&mut self, index: usize, (stack, unbound): (S::Stack, u64)) -> Result<(), &'static str> {
        let met = match self.met[index] {
            None => (stack, unbound),
            Some((known, _)) if self.stacks.depth(known) != self.stacks.depth(stack) => {
                return Err("a stack whose depth depends on the path");
            }
            Some((known, known_unbound)) => (self.stacks.either(known, stack), known_unbound | unbound),
        };
        if self.met[index] != Some(met) {
            self.met[index] = Some(met);
            if !self.is_pending[index] {
                self.is_pending[index] = true;
                self.pending.push(index);
            }
        }
        Ok(())
    }

    /// From where paths meet to where they do again, or end.
    fn run(&mut self, mut index: usize) -> Result<(), Fault> {
        let Some((mut stack, mut unbound)) = self.met[index] else { return Ok(()) };
        // What a handler has been told already.
        let mut told = None;
        loop {
            let placed = self.layout.instructions[index];
            let fault = |what| (placed.start, what);
            if let Some(handler) = self.layout.handler(self.code, index) {
                let caught = self.caught(handler, placed, stack).map_err(fault)?;
                if told != Some((handler.target, caught, unbound)) {
                    told = Some((handler.target, caught, unbound));
                    match self.layout.at(handler.target as usize) {
                        Some(target) => self.meet(target, (caught, unbound)).map_err(fault)?,
                        None => return Err(fault("a handler in the midst of an instruction")),
                    }
                }
            }
            let before = (stack, unbound);
            stack = self.step(stack, index, placed).map_err(fault)?;
            self.reaches(stack).map_err(fault)?;
            if self.group.is_some() {
                (stack, unbound) = self.step_of_slots(before, stack, placed).map_err(fault)?;
            }
            if let Some(target) = self.layout.target(index) {
                self.meet(target, (stack, unbound)).map_err(fault)?;
            }
            if placed.instruction.opcode.ends_block() {
                return Ok(());
            }
            index += 1;
            if index == self.layout.instructions.len() {
                return Err(fault("code that runs off its end"));
            }
            if self.is_join[index] {
                return self.meet(index, (stack, unbound)).map_err(fault);
            }
        }
    }

    fn reaches(&mut self, stack: S::Stack) -> Result<(), &'static str> {
        let depth = self.stacks.depth(stack);
        self.deepest = self.deepest.max(depth);
        if depth <= self.code.stack_size as usize { Ok(()) } else { Err("a stack that gets too deep") }
    }

    /// What a handler finds: the entries it keeps, the place of the instruction if it wants it, the exception.
    fn caught(&mut self, handler: Handler, placed: Placed, stack: S::Stack) -> Result<S::Stack, &'static str> {
        let (kept, depth) = (handler.depth as usize, self.stacks.depth(stack));
        if kept > depth {
            return Err("a handler that keeps more than there is");
        }
        if (depth as u64).saturating_sub(removed(placed)) < kept as u64 {
            return Err("an instruction that takes what its handler keeps");
        }
        let stack = self.stacks.lowest(stack, kept);
        let stack = self.stacks.push_values(stack, 1 + usize::from(handler.push_lasti));
        self.reaches(stack)?;
        Ok(stack)
    }

    fn step(&mut self, stack: S::Stack, index: usize, placed: Placed) -> Result<S::Stack, &'static str> {
        use Opcode::*;
        let (opcode, n) = (placed.instruction.opcode, placed.instruction.operand);
        let (pops, pushes) = (opcode.pops().with(n), opcode.pushes().with(n));
        let depth = self.stacks.depth(stack);
        if pops > depth as u64 {
            return Err("an instruction that takes more than there is");
        }
        let left = depth - pops as usize;
        self.check_nulls(stack, left, opcode, n)?;
        if left as u64 + pushes > u64::from(self.code.stack_size) {
            return Err("a stack that gets too deep");
        }
        let below = self.stacks.lowest(stack, left);
        Ok(match opcode {
            COPY => {
                let may_be_null = self.stacks.may_be_null(stack, n as usize);
                self.stacks.push(stack, may_be_null)
            }
            SWAP => self.stacks.swap(stack, n as usize),
            PUSH_NULL | LOAD_FAST_AND_CLEAR => self.stacks.push(stack, true),
            STORE_FAST | STORE_FAST_LOAD_FAST | STORE_FAST_STORE_FAST => {
                self.stores_null[index][0] |= self.stacks.may_be_null(stack, 1);
                self.stores_null[index][1] |= self.stacks.may_be_null(stack, 2);
                self.stacks.push_values(below, pushes as usize)
            }
            LOAD_GLOBAL | LOAD_ATTR | LOAD_SUPER_ATTR if n & 1 != 0 => self.stacks.push_with_null(below),
            LOAD_SPECIAL => self.stacks.push_with_null(below),
            // These leave what they look at, which may be NULL further below.
            WITH_EXCEPT_START => self.stacks.push(stack, false),
            LIST_APPEND | LIST_EXTEND | SET_ADD | SET_UPDATE | MAP_ADD | DICT_UPDATE | DICT_MERGE | RERAISE => {
                self.stacks.lowest(stack, depth - (pops - pushes) as usize)
            }
            _ => self.stacks.push_values(below, pushes as usize),
        })
    }

    /// What an instruction does to the slots of the group: those that may be NULL after it, and the stack, where it is known
    /// better. `before` is what was before, `stack` what `step` made of it.
    fn step_of_slots(
        &mut self,
        before: (S::Stack, u64),
        stack: S::Stack,
        placed: Placed,
    ) -> Result<(S::Stack, u64), &'static str> {
        use Opcode::*;
        let (opcode, n) = (placed.instruction.opcode, placed.instruction.operand);
        let (old, mut unbound) = before;
        let group = self.group.unwrap_or(0);
        let bit = |slot: u32| slot.checked_sub(group).and_then(|slot| 1u64.checked_shl(slot)).unwrap_or(0);
        let store = |unbound: u64, slot: u32, null: bool| if null { unbound | bit(slot) } else { unbound & !bit(slot) };
        let (first, second) = (n >> 4, n & 15);
        let loads = match opcode {
            LOAD_FAST | LOAD_FAST_BORROW => bit(n),
            LOAD_FAST_LOAD_FAST | LOAD_FAST_BORROW_LOAD_FAST_BORROW => bit(first) | bit(second),
            STORE_FAST_LOAD_FAST => bit(second) & !bit(first),
            _ => 0,
        };
        if loads & unbound != 0 {
            return Err("a local that may not be there");
        }
        let is_null = |place| self.stacks.may_be_null(old, place);
        match opcode {
            LOAD_FAST_AND_CLEAR if bit(n) != 0 && unbound & bit(n) == 0 => {
                unbound |= bit(n);
                return Ok((self.stacks.push(old, false), unbound));
            }
            LOAD_FAST_AND_CLEAR | DELETE_FAST => unbound |= bit(n),
            LOAD_FAST_CHECK | MAKE_CELL => unbound &= !bit(n),
            STORE_FAST => unbound = store(unbound, n, is_null(1)),
            STORE_FAST_LOAD_FAST => {
                unbound = store(unbound, first, is_null(1));
                if unbound & bit(second) != 0 {
                    return Err("a local that may not be there");
                }
            }
            STORE_FAST_STORE_FAST => unbound = store(store(unbound, first, is_null(1)), second, is_null(2)),
            COPY_FREE_VARS => {
                let end = self.code.slots.len() as u32;
                (end - n..end).for_each(|slot| unbound &= !bit(slot));
            }
            _ => {}
        }
        Ok((stack, unbound))
    }

    /// Of the entries that an instruction looks at only some may be NULL.
    fn check_nulls(&self, stack: S::Stack, left: usize, opcode: Opcode, n: u32) -> Result<(), &'static str> {
        use Opcode::*;
        let count = self.stacks.depth(stack) - left;
        let is_null = |place| self.stacks.may_be_null(stack, place);
        // All but the one at a place; the lowest is 0.
        let any_but = |allowed: usize| self.stacks.nulls(stack, left).any(|place| count - place != allowed);
        let is_wrong = match opcode {
            COPY | SWAP | POP_TOP | STORE_FAST | STORE_FAST_LOAD_FAST | STORE_FAST_STORE_FAST => false,
            CALL | CALL_KW | WITH_EXCEPT_START => any_but(1),
            CALL_FUNCTION_EX => self.stacks.nulls(stack, left).any(|place| !matches!(count - place, 1 | 3)),
            // Only the container counts, and what is added to it.
            LIST_APPEND | LIST_EXTEND | SET_ADD | SET_UPDATE | DICT_UPDATE => is_null(count) || is_null(1),
            MAP_ADD => is_null(count) || is_null(2) || is_null(1),
            // The function that a mapping is passed to is four entries below it, and there may be NULL above it.
            DICT_MERGE => is_null(count) || is_null(count - 2) || is_null(count - 3) || is_null(1),
            RERAISE => (n > 0 && is_null(count)) || is_null(1),
            _ => self.stacks.nulls(stack, left).next().is_some(),
        };
        if is_wrong { Err("NULL where a value is needed") } else { Ok(()) }
    }
}

/// How many entries an instruction takes off before it may raise. Those that look below and leave what they see take off less
/// than they count; what is thrown into a generator finds what it was sent, None, on the stack.
fn removed(placed: Placed) -> u64 {
    use Opcode::*;
    let (opcode, n) = (placed.instruction.opcode, placed.instruction.operand);
    let (pops, pushes) = (opcode.pops().with(n), opcode.pushes().with(n));
    match opcode {
        COPY | SWAP | LIST_APPEND | LIST_EXTEND | SET_ADD | SET_UPDATE | MAP_ADD | DICT_UPDATE | DICT_MERGE | GET_LEN
        | MATCH_MAPPING | MATCH_SEQUENCE | MATCH_KEYS | IMPORT_FROM | WITH_EXCEPT_START | CHECK_EXC_MATCH | GET_ANEXT
        | RERAISE | SEND | YIELD_VALUE | FOR_ITER | CLEANUP_THROW | PUSH_EXC_INFO => pops.saturating_sub(pushes),
        _ => pops,
    }
}
