//! The code followed along every path: how deep the stack is, which of its entries may be NULL.
//!
//! Stacks are kept where paths meet, and met again until nothing changes: depths must be the same, what may be NULL on one path
//! may be NULL.

use super::operands::{Fault, Layout, Placed};
use super::slots;
use super::stacks::{DEEPEST_WORD, Stacks, Tree, Words};
use crate::bytecode::code::{CodeObject, Handler};
use crate::bytecode::opcode::Opcode;

struct Flow<'a, S: Stacks> {
    code: &'a CodeObject,
    layout: &'a Layout,
    stacks: S,
    /// By instruction: whether jumps, handlers or the start lead to it.
    is_join: Vec<bool>,
    /// By instruction, for those.
    met: Vec<Option<S::Stack>>,
    pending: Vec<usize>,
    is_pending: Vec<bool>,
    /// By instruction: whether the first or the second value that it stores may be NULL.
    stores_null: Vec<[bool; 2]>,
    deepest: usize,
}

pub fn check(code: &CodeObject, layout: &Layout) -> Result<(), Fault> {
    match code.stack_size <= DEEPEST_WORD {
        true => check_with::<Words>(code, layout),
        false => check_with::<Tree>(code, layout),
    }
}

fn check_with<S: Stacks>(code: &CodeObject, layout: &Layout) -> Result<(), Fault> {
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
    };
    flow.meet(0, S::EMPTY).map_err(|what| (0, what))?;
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
    slots::check(code, layout, &flow.is_join, |index| flow.met[index].is_some(), &flow.stores_null)
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
    fn meet(&mut self, index: usize, stack: S::Stack) -> Result<(), &'static str> {
        let met = match self.met[index] {
            None => stack,
            Some(known) if self.stacks.depth(known) != self.stacks.depth(stack) => {
                return Err("a stack whose depth depends on the path");
            }
            Some(known) => self.stacks.either(known, stack),
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
        let Some(mut stack) = self.met[index] else { return Ok(()) };
        // What a handler has been told already.
        let mut told = None;
        loop {
            let placed = self.layout.instructions[index];
            let fault = |what| (placed.start, what);
            if let Some(handler) = self.layout.handler(self.code, index) {
                let caught = self.caught(handler, placed, stack).map_err(fault)?;
                if told != Some((handler.target, caught)) {
                    told = Some((handler.target, caught));
                    match self.layout.at(handler.target as usize) {
                        Some(target) => self.meet(target, caught).map_err(fault)?,
                        None => return Err(fault("a handler in the midst of an instruction")),
                    }
                }
            }
            stack = self.step(stack, index, placed).map_err(fault)?;
            self.reaches(stack).map_err(fault)?;
            if let Some(target) = self.layout.target(index) {
                self.meet(target, stack).map_err(fault)?;
            }
            if placed.instruction.opcode.ends_block() {
                return Ok(());
            }
            index += 1;
            if index == self.layout.instructions.len() {
                return Err(fault("code that runs off its end"));
            }
            if self.is_join[index] {
                return self.meet(index, stack).map_err(fault);
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
