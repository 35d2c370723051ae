//! The code followed along every path: how deep the stack is, which of its entries and which slots may be NULL.
//!
//! States are kept where paths meet, and met again until nothing changes: depths must be the same, what may be NULL on one path
//! may be NULL.

use super::operands::{Fault, Layout, Placed};
use super::parameters;
use crate::bytecode::code::{CodeObject, Handler, SlotKind};
use crate::bytecode::opcode::Opcode;

/// What is known where an instruction starts.
#[derive(Clone, PartialEq)]
struct State {
    /// For each stack entry whether it may be NULL.
    stack: Vec<bool>,
    /// For each slot whether it may be.
    slots: Vec<bool>,
}

struct Flow<'a> {
    code: &'a CodeObject,
    layout: &'a Layout,
    /// By instruction, for those that jumps, handlers or the start lead to.
    states: Vec<Option<State>>,
    pending: Vec<usize>,
    is_pending: Vec<bool>,
    deepest: usize,
}

pub fn check(code: &CodeObject, layout: &Layout) -> Result<(), Fault> {
    let count = layout.instructions.len();
    let mut flow =
        Flow { code, layout, states: vec![None; count], pending: Vec::new(), is_pending: vec![false; count], deepest: 0 };
    let parameters = parameters(code);
    let slots = (0..code.slots.len() as u64).map(|slot| slot >= parameters).collect();
    flow.meet(0, &State { stack: Vec::new(), slots }).map_err(|what| (0, what))?;
    while let Some(index) = flow.pending.pop() {
        flow.is_pending[index] = false;
        flow.run(index)?;
    }
    // A generator that was made leaves nothing on the stack; elsewhere there is room for one entry at least.
    let needed = flow.deepest.max(1);
    let most: u64 =
        layout.instructions.iter().map(|placed| pushes(*placed)).sum::<u64>() + 3 * code.handlers.len() as u64 + 1;
    if (code.stack_size as usize) < needed || u64::from(code.stack_size) > most {
        return Err((0, "a stack of another size"));
    }
    Ok(())
}

fn pushes(placed: Placed) -> u64 {
    placed.instruction.opcode.pushes().with(placed.instruction.operand)
}

impl Flow<'_> {
    /// A path leads to an instruction.
    fn meet(&mut self, index: usize, state: &State) -> Result<(), &'static str> {
        let changed = match &mut self.states[index] {
            None => {
                self.states[index] = Some(state.clone());
                true
            }
            Some(known) => {
                if known.stack.len() != state.stack.len() {
                    return Err("a stack whose depth depends on the path");
                }
                let mut changed = false;
                let pairs = known.stack.iter_mut().zip(&state.stack).chain(known.slots.iter_mut().zip(&state.slots));
                for (known, &new) in pairs {
                    changed |= new && !*known;
                    *known |= new;
                }
                changed
            }
        };
        if changed && !self.is_pending[index] {
            self.is_pending[index] = true;
            self.pending.push(index);
        }
        Ok(())
    }

    /// From an instruction to where paths meet again, or end.
    fn run(&mut self, mut index: usize) -> Result<(), Fault> {
        let Some(mut state) = self.states[index].clone() else { return Ok(()) };
        // What the handler around has been told already.
        let mut told: Option<(u32, State)> = None;
        loop {
            let placed = self.layout.instructions[index];
            let fault = |what| (placed.start, what);
            let handler = self.code.handler(placed.start);
            if let Some(handler) = handler {
                let known = told.as_ref().is_some_and(|(target, known)| *target == handler.target && *known == state);
                if !known {
                    self.raise(handler, &state).map_err(fault)?;
                    told = Some((handler.target, state.clone()));
                }
                let kept = state.stack.len() as u64 - removed(placed).min(state.stack.len() as u64);
                if kept < u64::from(handler.depth) {
                    return Err(fault("an instruction that takes what its handler keeps"));
                }
            }
            step(&mut state, placed, self.code).map_err(fault)?;
            self.deepest = self.deepest.max(state.stack.len());
            if state.stack.len() > self.code.stack_size as usize {
                return Err(fault("a stack that gets too deep"));
            }
            let target = placed.instruction.target().and_then(|unit| self.layout.at(unit));
            if let Some(target) = target {
                self.meet(target, &state).map_err(fault)?;
            }
            if placed.instruction.opcode.ends_block() {
                return Ok(());
            }
            index += 1;
            if index == self.layout.instructions.len() {
                return Err(fault("code that runs off its end"));
            }
            if self.states[index].is_some() {
                return self.meet(index, &state).map_err(fault);
            }
        }
    }

    /// What a handler finds: the entries it keeps, the place of the instruction if it wants it, the exception.
    fn raise(&mut self, handler: Handler, state: &State) -> Result<(), &'static str> {
        let depth = handler.depth as usize;
        if depth > state.stack.len() {
            return Err("a handler that keeps more than there is");
        }
        let mut stack = state.stack[..depth].to_vec();
        stack.resize(depth + 1 + usize::from(handler.push_lasti), false);
        self.deepest = self.deepest.max(stack.len());
        if stack.len() > self.code.stack_size as usize {
            return Err("a stack that gets too deep");
        }
        match self.layout.at(handler.target as usize) {
            Some(target) => self.meet(target, &State { stack, slots: state.slots.clone() }),
            None => Err("a handler in the midst of an instruction"),
        }
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

fn step(state: &mut State, placed: Placed, code: &CodeObject) -> Result<(), &'static str> {
    use Opcode::*;
    let (opcode, n) = (placed.instruction.opcode, placed.instruction.operand);
    let (pops, pushes) = (opcode.pops().with(n), opcode.pushes().with(n));
    let depth = state.stack.len() as u64;
    if pops > depth {
        return Err("an instruction that takes more than there is");
    }
    let left = (depth - pops) as usize;
    check_nulls(&state.stack[left..], opcode, n)?;
    if left as u64 + pushes > u64::from(code.stack_size) {
        return Err("a stack that gets too deep");
    }
    let slot = n as usize;
    let stack = &mut state.stack;
    match opcode {
        COPY => stack.push(stack[stack.len() - slot]),
        SWAP => {
            let top = stack.len() - 1;
            stack.swap(top, top + 1 - slot);
        }
        PUSH_NULL => stack.push(true),
        LOAD_FAST | LOAD_FAST_BORROW => stack.push(load(&state.slots, slot)?),
        LOAD_FAST_LOAD_FAST | LOAD_FAST_BORROW_LOAD_FAST_BORROW => {
            stack.push(load(&state.slots, slot >> 4)?);
            stack.push(load(&state.slots, slot & 15)?);
        }
        LOAD_FAST_CHECK => {
            state.slots[slot] = false;
            stack.push(false);
        }
        LOAD_FAST_AND_CLEAR => stack.push(std::mem::replace(&mut state.slots[slot], true)),
        STORE_FAST => state.slots[slot] = stack.pop().unwrap_or(true),
        STORE_FAST_LOAD_FAST => {
            state.slots[slot >> 4] = stack.pop().unwrap_or(true);
            stack.push(load(&state.slots, slot & 15)?);
        }
        STORE_FAST_STORE_FAST => {
            state.slots[slot >> 4] = stack.pop().unwrap_or(true);
            state.slots[slot & 15] = stack.pop().unwrap_or(true);
        }
        DELETE_FAST => state.slots[slot] = true,
        MAKE_CELL => state.slots[slot] = false,
        LOAD_DEREF | STORE_DEREF | DELETE_DEREF | LOAD_FROM_DICT_OR_DEREF if state.slots[slot] => {
            return Err("a cell that may not be there");
        }
        COPY_FREE_VARS => {
            for (bound, slot) in state.slots.iter_mut().zip(&code.slots) {
                *bound &= slot.kind != SlotKind::Free;
            }
        }
        // The last one of what these push may be NULL.
        LOAD_GLOBAL | LOAD_ATTR | LOAD_SUPER_ATTR if n & 1 != 0 => {
            stack.truncate(left);
            stack.extend([false, true]);
        }
        LOAD_SPECIAL => {
            stack.truncate(left);
            stack.extend([false, true]);
        }
        // These leave what they look at, which may be NULL further below.
        WITH_EXCEPT_START => stack.push(false),
        LIST_APPEND | LIST_EXTEND | SET_ADD | SET_UPDATE | MAP_ADD | DICT_UPDATE | DICT_MERGE | RERAISE => {
            stack.truncate((depth - (pops - pushes)) as usize);
        }
        _ => {
            stack.truncate(left);
            stack.resize(left + pushes as usize, false);
        }
    }
    if matches!(opcode, STORE_DEREF) {
        state.stack.truncate(left);
    }
    Ok(())
}

fn load(slots: &[bool], slot: usize) -> Result<bool, &'static str> {
    if slots[slot] { Err("a local that may not be there") } else { Ok(false) }
}

/// Of the entries that an instruction looks at, lowest first, only some may be NULL.
fn check_nulls(entries: &[bool], opcode: Opcode, n: u32) -> Result<(), &'static str> {
    use Opcode::*;
    // The place of the one that may.
    let allowed: &[usize] = match opcode {
        COPY | SWAP | POP_TOP | STORE_FAST | STORE_FAST_LOAD_FAST | STORE_FAST_STORE_FAST => return Ok(()),
        CALL | CALL_KW => &[1],
        CALL_FUNCTION_EX => &[1, 3],
        WITH_EXCEPT_START => &[1],
        // Only the ends count: the container and what is added to it.
        LIST_APPEND | LIST_EXTEND | SET_ADD | SET_UPDATE | MAP_ADD | DICT_UPDATE => {
            let added = if opcode == MAP_ADD { 2 } else { 1 };
            let looked_at = entries.first().into_iter().chain(&entries[entries.len() - added..]);
            return if looked_at.into_iter().any(|&null| null) { Err("NULL where a value is needed") } else { Ok(()) };
        }
        // The function that a mapping is passed to is four entries below it, and there may be NULL above it.
        DICT_MERGE => &[1],
        RERAISE => {
            let looked_at = [entries.first().filter(|_| n > 0), entries.last()];
            return if looked_at.into_iter().flatten().any(|&null| null) {
                Err("NULL where a value is needed")
            } else {
                Ok(())
            };
        }
        _ => &[],
    };
    let is_sound = entries.iter().enumerate().all(|(place, &null)| !null || allowed.contains(&place));
    if is_sound { Ok(()) } else { Err("NULL where a value is needed") }
}
