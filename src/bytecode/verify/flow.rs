//! The code followed along every path: how deep the stack is, which of its entries may be NULL.
//!
//! Stacks are kept where paths meet, and met again until nothing changes: depths must be the same, what may be NULL on one path
//! may be NULL. Code is swept from its start to its end, since most paths lead forward; what a path back changes is followed
//! after that.
//!
//! Slots are followed together with stacks if they fit a word. Other code is checked by `slots`; where that fails, slots are
//! followed here, a word of them at a time: what a comprehension saves of a slot and puts back may be NULL only if the slot might,
//! and few programs depend on that, such as a comprehension in another that has a cell of the same name.

use super::operands::{Fault, Layout, Placed};
use super::stacks::{DEEPEST_WORD, Stacks, Tree, Words};
use super::{parameters, slots};
use crate::bytecode::code::{CodeObject, Handler};
use crate::bytecode::opcode::{Opcode, Operand};

/// How many slots are followed at once.
const GROUP: usize = 64;

/// The stack, and which slots of the group may be NULL.
#[derive(Clone, Copy, PartialEq, Eq)]
struct State<S> {
    stack: S,
    unbound: u64,
}

/// What is known where paths meet.
#[derive(Clone, Copy)]
struct Met<S> {
    /// `None` as long as no path came.
    state: Option<State<S>>,
    /// Whether it changed since the code behind was followed.
    is_pending: bool,
}

/// What following code needs room for, kept from one code object to the next.
#[derive(Default)]
pub struct Room {
    met: Vec<Met<<Words as Stacks>::Stack>>,
    pending: Vec<usize>,
}

struct Flow<'a, S: Stacks> {
    code: &'a CodeObject,
    layout: &'a Layout,
    stacks: S,
    /// By number of the join.
    met: Vec<Met<S::Stack>>,
    /// Joins to be followed again.
    pending: Vec<usize>,
    /// Up to where the sweep has come: what changes from there on it will find, what changes before is pending.
    swept: usize,
    /// By instruction, unless slots are followed: whether the first or the second value that it stores may be NULL.
    stores_null: Vec<[bool; 2]>,
    deepest: u64,
    /// The slots from this one on are followed.
    group: u32,
}

pub fn check(code: &CodeObject, layout: &Layout, room: &mut Room) -> Result<(), Fault> {
    if code.stack_size > DEEPEST_WORD {
        return check_with::<Tree>(code, layout, &mut Vec::new(), &mut Vec::new());
    }
    check_with::<Words>(code, layout, &mut room.met, &mut room.pending)
}

pub const WRONG_SIZE: &str = "a stack of another size";

fn check_with<S: Stacks>(
    code: &CodeObject,
    layout: &Layout,
    met: &mut Vec<Met<S::Stack>>,
    pending: &mut Vec<usize>,
) -> Result<(), Fault> {
    let mut follow = |group: usize, stores_null: Vec<[bool; 2]>| {
        let (mut met, pending) = (std::mem::take(met), std::mem::take(pending));
        met.clear();
        met.resize(layout.join_count, Met { state: None, is_pending: false });
        let stacks = S::default();
        let mut flow = Flow { code, layout, stacks, met, pending, swept: 0, stores_null, deepest: 0, group: group as u32 };
        flow.follow().map(|()| flow)
    };
    let count = code.slots.len();
    if count <= GROUP {
        let flow = follow(0, Vec::new())?;
        (*met, *pending) = (flow.met, flow.pending);
        return Ok(());
    }
    // First without slots.
    let flow = follow(count, vec![[false; 2]; layout.instructions.len()])?;
    let is_reached = |placed: Placed| placed.join().is_some_and(|join| flow.met[join].state.is_some());
    slots::check(code, layout, is_reached, &flow.stores_null)
        .or_else(|_| (0..count).step_by(GROUP).try_for_each(|group| follow(group, Vec::new()).map(drop)))
}

impl<S: Stacks> Flow<'_, S> {
    fn follow(&mut self) -> Result<(), Fault> {
        let parameters = parameters(self.code).saturating_sub(self.group.into()).min(GROUP as u64) as u32;
        let start = State { stack: S::EMPTY, unbound: u64::MAX.checked_shl(parameters).unwrap_or(0) };
        self.meet(0, start).map_err(|what| (0, what))?;
        // Most paths lead forward, and what comes first is followed first.
        let mut index = 0;
        while index < self.layout.instructions.len() {
            self.swept = index + 1;
            index = self.run(index)?;
        }
        while let Some(index) = self.pending.pop() {
            self.run(index)?;
        }
        // A generator that was made leaves nothing on the stack; elsewhere there is room for one entry at least.
        match u64::from(self.code.stack_size) < self.deepest.max(1) {
            true => Err((0, WRONG_SIZE)),
            false => Ok(()),
        }
    }

    /// A path leads to an instruction.
    #[inline]
    fn meet(&mut self, index: usize, state: State<S::Stack>) -> Result<(), &'static str> {
        let Some(join) = self.layout.instructions[index].join() else { return Ok(()) };
        let Met { state: known, is_pending } = self.met[join];
        let state = match known {
            None => state,
            Some(known) if known == state => return Ok(()),
            Some(known) if self.stacks.depth(known.stack) != self.stacks.depth(state.stack) => {
                return Err("a stack whose depth depends on the path");
            }
            Some(known) => {
                let stack = self.stacks.either(known.stack, state.stack);
                let state = State { stack, unbound: known.unbound | state.unbound };
                if known == state {
                    return Ok(());
                }
                state
            }
        };
        self.met[join] = Met { state: Some(state), is_pending: true };
        if !is_pending && index < self.swept {
            self.pending.push(index);
        }
        Ok(())
    }

    /// From where paths meet to where they do again, or end, if there is something new. Gives the instruction behind.
    fn run(&mut self, mut index: usize) -> Result<usize, Fault> {
        let Some(join) = self.layout.instructions[index].join() else { return Ok(index + 1) };
        let Met { state: Some(mut state), is_pending: true } = self.met[join] else { return Ok(index + 1) };
        self.met[join].is_pending = false;
        // What a handler has been told already.
        let mut told = None;
        loop {
            let Some(&placed) = self.layout.instructions.get(index) else {
                return Err((self.code.units.len() - 1, "code that runs off its end"));
            };
            let fault = |what| (placed.start as usize, what);
            if let Some(handler) = placed.handler(self.code) {
                let caught = State { stack: self.caught(handler, placed, state.stack).map_err(fault)?, ..state };
                if told != Some((handler.target, caught)) {
                    told = Some((handler.target, caught));
                    if let Some(target) = self.layout.at(handler.target as usize) {
                        self.meet(target, caught).map_err(fault)?;
                    }
                }
            }
            index += 1;
            if !self.is_quick(&mut state, placed) {
                self.step(&mut state, index - 1, placed).map_err(fault)?;
                if let Some(target) = placed.target() {
                    self.meet(target, state).map_err(fault)?;
                }
                if placed.opcode.ends_block() {
                    return Ok(index);
                }
            }
            if self.layout.instructions.get(index).is_some_and(|next| next.join().is_some()) {
                self.meet(index, state).map_err(fault)?;
                return Ok(index);
            }
        }
    }

    #[inline]
    fn reaches(&mut self, depth: u64) -> Result<(), &'static str> {
        self.deepest = self.deepest.max(depth);
        if depth <= u64::from(self.code.stack_size) { Ok(()) } else { Err("a stack that gets too deep") }
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
        let pushed = 1 + usize::from(handler.push_lasti);
        self.reaches((kept + pushed) as u64)?;
        let stack = self.stacks.lowest(stack, kept);
        Ok(self.stacks.push_values(stack, pushed))
    }

    /// Does what `step` would where that is little and nothing is wrong: most instructions need no more.
    #[inline(always)]
    fn is_quick(&mut self, state: &mut State<S::Stack>, placed: Placed) -> bool {
        let Quick { loads, pops, pushes } = QUICK[placed.opcode as usize];
        let (n, unbound) = (placed.operand, state.unbound);
        let is_wrong = match loads {
            Loads::None => false,
            Loads::One => self.bit(n) & unbound != 0,
            Loads::Two => (self.bit(n >> 4) | self.bit(n & 15)) & unbound != 0,
            Loads::NotQuick => true,
        };
        let Some(left) = self.stacks.depth(state.stack).checked_sub(pops.into()) else { return false };
        let depth = (left + usize::from(pushes)) as u64;
        if is_wrong || depth > u64::from(self.code.stack_size) || self.stacks.holds_null(state.stack, left) {
            return false;
        }
        self.deepest = self.deepest.max(depth);
        state.stack = self.stacks.replace_values(state.stack, left, pushes.into());
        true
    }

    /// What an instruction does to the stack, and to the slots of the group.
    #[inline]
    fn step(&mut self, state: &mut State<S::Stack>, index: usize, placed: Placed) -> Result<(), &'static str> {
        use Opcode::*;
        let (opcode, n, stack) = (placed.opcode, placed.operand, state.stack);
        let (pops, pushes) = (opcode.pops().with(n), opcode.pushes().with(n));
        let depth = self.stacks.depth(stack);
        let Some(left) = (depth as u64).checked_sub(pops) else {
            return Err("an instruction that takes more than there is");
        };
        self.reaches(left + pushes)?;
        let left = left as usize;
        if self.stacks.holds_null(stack, left) {
            self.check_nulls(stack, left, opcode, n)?;
        }
        let below = self.stacks.lowest(stack, left);
        state.stack = match opcode {
            LOAD_FAST | LOAD_FAST_BORROW => {
                self.load(state, n)?;
                self.stacks.push(stack, false)
            }
            LOAD_FAST_LOAD_FAST | LOAD_FAST_BORROW_LOAD_FAST_BORROW => {
                self.load(state, n >> 4)?;
                self.load(state, n & 15)?;
                self.stacks.push_values(stack, 2)
            }
            LOAD_FAST_AND_CLEAR => {
                let is_bound = self.bit(n) & !state.unbound != 0;
                self.store(state, n, true);
                self.stacks.push(stack, !is_bound)
            }
            STORE_FAST | STORE_FAST_LOAD_FAST | STORE_FAST_STORE_FAST => {
                self.store_fast(state, index, placed)?;
                self.stacks.push_values(below, pushes as usize)
            }
            LOAD_FAST_CHECK | MAKE_CELL | DELETE_FAST | COPY_FREE_VARS => {
                let first = if opcode == COPY_FREE_VARS { self.code.slots.len() as u32 - n } else { n };
                let count = if opcode == COPY_FREE_VARS { n } else { 1 };
                (first..first + count).for_each(|slot| self.store(state, slot, opcode == DELETE_FAST));
                self.stacks.push_values(stack, pushes as usize)
            }
            COPY => {
                let may_be_null = self.stacks.may_be_null(stack, n as usize);
                self.stacks.push(stack, may_be_null)
            }
            SWAP => self.stacks.swap(stack, n as usize),
            PUSH_NULL => self.stacks.push(stack, true),
            LOAD_GLOBAL | LOAD_ATTR | LOAD_SUPER_ATTR if n & 1 != 0 => self.stacks.push_with_null(below),
            LOAD_SPECIAL => self.stacks.push_with_null(below),
            // These leave what they look at, which may be NULL further below.
            WITH_EXCEPT_START => self.stacks.push(stack, false),
            LIST_APPEND | LIST_EXTEND | SET_ADD | SET_UPDATE | MAP_ADD | DICT_UPDATE | DICT_MERGE | RERAISE => {
                self.stacks.lowest(stack, depth - (pops - pushes) as usize)
            }
            _ => self.stacks.push_values(below, pushes as usize),
        };
        Ok(())
    }

    /// Of a slot of the group; of others none.
    #[inline]
    fn bit(&self, slot: u32) -> u64 {
        1u64.checked_shl(slot.wrapping_sub(self.group)).unwrap_or(0)
    }

    #[inline]
    fn load(&self, state: &State<S::Stack>, slot: u32) -> Result<(), &'static str> {
        if self.bit(slot) & state.unbound == 0 { Ok(()) } else { Err("a local that may not be there") }
    }

    #[inline]
    fn store(&self, state: &mut State<S::Stack>, slot: u32, may_be_null: bool) {
        match may_be_null {
            true => state.unbound |= self.bit(slot),
            false => state.unbound &= !self.bit(slot),
        }
    }

    fn store_fast(&mut self, state: &mut State<S::Stack>, index: usize, placed: Placed) -> Result<(), &'static str> {
        let (first, second) = (self.stacks.may_be_null(state.stack, 1), self.stacks.may_be_null(state.stack, 2));
        if let Some(stores) = self.stores_null.get_mut(index) {
            *stores = [stores[0] | first, stores[1] | second];
        }
        let n = placed.operand;
        if placed.opcode == Opcode::STORE_FAST {
            self.store(state, n, first);
            return Ok(());
        }
        self.store(state, n >> 4, first);
        if placed.opcode == Opcode::STORE_FAST_LOAD_FAST {
            return self.load(state, n & 15);
        }
        self.store(state, n & 15, second);
        Ok(())
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

/// An instruction that goes on behind, does to stacks no more than the table of instructions says and nothing to slots.
#[derive(Clone, Copy)]
struct Quick {
    loads: Loads,
    pops: u8,
    pushes: u8,
}

/// How many slots an instruction loads.
#[derive(Clone, Copy)]
enum Loads {
    None,
    One,
    Two,
    NotQuick,
}

const QUICK: [Quick; Opcode::ALL.len()] = {
    let mut all = [Quick { loads: Loads::NotQuick, pops: 0, pushes: 0 }; Opcode::ALL.len()];
    let mut index = 0;
    while index < all.len() {
        if let (Some(pops), Some(pushes)) = (Opcode::POPS[index].fixed(), Opcode::PUSHES[index].fixed()) {
            all[index] = Quick { loads: loads(Opcode::ALL[index]), pops, pushes };
        }
        index += 1;
    }
    all
};

const fn loads(opcode: Opcode) -> Loads {
    use Opcode::*;
    match opcode {
        LOAD_FAST | LOAD_FAST_BORROW => Loads::One,
        LOAD_FAST_LOAD_FAST | LOAD_FAST_BORROW_LOAD_FAST_BORROW => Loads::Two,
        LOAD_FAST_CHECK
        | LOAD_FAST_AND_CLEAR
        | STORE_FAST
        | STORE_FAST_LOAD_FAST
        | STORE_FAST_STORE_FAST
        | DELETE_FAST
        | MAKE_CELL
        | COPY_FREE_VARS
        | PUSH_NULL
        | LOAD_SPECIAL
        | WITH_EXCEPT_START
        | YIELD_VALUE => Loads::NotQuick,
        _ if opcode.ends_block() => Loads::NotQuick,
        _ => match Opcode::OPERANDS[opcode as usize] {
            Operand::Forward | Operand::Backward | Operand::Sender => Loads::NotQuick,
            _ => Loads::None,
        },
    }
}

/// How many entries an instruction takes off before it may raise. Those that look below and leave what they see take off less
/// than they count; what is thrown into a generator finds what it was sent, None, on the stack.
fn removed(placed: Placed) -> u64 {
    use Opcode::*;
    let (opcode, n) = (placed.opcode, placed.operand);
    let (pops, pushes) = (opcode.pops().with(n), opcode.pushes().with(n));
    match opcode {
        COPY | SWAP | LIST_APPEND | LIST_EXTEND | SET_ADD | SET_UPDATE | MAP_ADD | DICT_UPDATE | DICT_MERGE | GET_LEN
        | MATCH_MAPPING | MATCH_SEQUENCE | MATCH_KEYS | IMPORT_FROM | WITH_EXCEPT_START | CHECK_EXC_MATCH | GET_ANEXT
        | RERAISE | SEND | YIELD_VALUE | FOR_ITER | CLEANUP_THROW | PUSH_EXC_INFO => pops.saturating_sub(pushes),
        _ => pops,
    }
}
