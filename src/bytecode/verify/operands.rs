//! Instructions one by one: they are some, their operands mean something, jumps go to instructions.

use super::is_generator;
use crate::bytecode::code::{CodeObject, Const, Handler, Program, SlotKind};
use crate::bytecode::opcode::{Opcode, Operand};
use crate::bytecode::operators::{
    BinaryOperator, CommonConstant, Comparison, Conversion, Intrinsic1, Intrinsic2, SpecialMethod,
};

/// What is wrong, and at which unit.
pub type Fault = (usize, &'static str);

/// The most `EXTENDED_ARG`s that an operand of 32 bits needs.
const MOST_EXTENSIONS: usize = 3;

/// The operand of a `YIELD_VALUE` that passes on what another generator yields.
const DELEGATES: u32 = 1;

/// Where instructions stand, and where each may go on. One is used for all code of a program, so as not to allocate for each.
#[derive(Default)]
pub struct Layout {
    pub instructions: Vec<Placed>,
    /// How many of them are joins.
    pub join_count: usize,
    /// For each unit the instruction that starts there, with its `EXTENDED_ARG`s, or [`Placed::NONE`].
    index_at: Vec<u32>,
    /// Those that may go on elsewhere than behind them.
    jumps: Vec<u32>,
}

/// An instruction in its place.
#[derive(Clone, Copy)]
pub struct Placed {
    /// The unit where its `EXTENDED_ARG`s start.
    pub start: u32,
    pub operand: u32,
    /// The instruction where it may go on other than behind it, or [`Placed::NONE`].
    target: u32,
    /// The place of its handler, or [`Placed::NONE`].
    handler: u32,
    /// One more than the number among those that jumps, handlers or the start lead to, or 0.
    join: u32,
    pub opcode: Opcode,
}

impl Placed {
    const NONE: u32 = u32::MAX;

    /// Where an exception that it raises goes.
    #[inline]
    pub fn handler(self, code: &CodeObject) -> Option<Handler> {
        code.handlers.get(self.handler as usize).copied()
    }

    /// Where it may go on other than behind it. What is thrown into a generator that waits for another may end the waiting: then
    /// it goes on where the `SEND` before its `YIELD_VALUE` would.
    #[inline]
    pub fn target(self) -> Option<usize> {
        Some(self.target).filter(|&target| target != Placed::NONE).map(|target| target as usize)
    }

    /// Its number among those where paths may meet, if it is one.
    #[inline]
    pub fn join(self) -> Option<usize> {
        self.join.checked_sub(1).map(|join| join as usize)
    }
}

impl Layout {
    /// The instruction that starts at a unit.
    #[inline]
    pub fn at(&self, unit: usize) -> Option<usize> {
        self.index_at.get(unit).filter(|&&index| index != Placed::NONE).map(|&index| index as usize)
    }

    fn instruction(&self, index: usize) -> Option<Placed> {
        self.instructions.get(index).copied()
    }

    fn joins(&mut self, index: usize) {
        let placed = &mut self.instructions[index];
        if placed.join == 0 {
            self.join_count += 1;
            placed.join = self.join_count as u32;
        }
    }

    /// Checks the instructions of some code, and where each stands.
    pub fn fill(&mut self, program: &Program, code: &CodeObject) -> Result<(), Fault> {
        self.cut(program, code)?;
        let start = self.prefix(code)?;
        self.joins(0);
        for number in 0..self.jumps.len() {
            let index = self.jumps[number] as usize;
            let placed = self.instructions[index];
            let target = self.jump(index).map_err(|what| (placed.start as usize, what))?;
            let Some(target) = target else { continue };
            if target < start {
                return Err(BACK_TO_START);
            }
            self.instructions[index].target = target as u32;
            self.joins(target);
        }
        self.handlers(code, start)
    }

    /// Cuts the units into instructions.
    fn cut(&mut self, program: &Program, code: &CodeObject) -> Result<(), Fault> {
        let units = &code.units;
        self.instructions.clear();
        // About as many as there are.
        self.instructions.reserve(units.len() / 2);
        self.index_at.clear();
        self.index_at.resize(units.len(), Placed::NONE);
        self.jumps.clear();
        self.join_count = 0;
        let bounds = Bounds::of(code);
        let handler = |number: u32| match code.handlers.get(number as usize) {
            Some(handler) => handler.start..handler.end,
            None => u32::MAX..u32::MAX,
        };
        let (mut number, mut stretch) = (0, handler(0));
        let (mut at, mut start, mut high) = (0, 0, 0u32);
        while at < units.len() {
            let [opcode, low] = units[at].to_le_bytes();
            let Some(opcode) = Opcode::from_byte(opcode) else { return Err((at, "no instruction")) };
            let operand = high << 8 | u32::from(low);
            if opcode == Opcode::EXTENDED_ARG {
                if at - start >= MOST_EXTENSIONS {
                    return Err((at, "an operand that is too wide"));
                }
                high = operand;
                at += 1;
                continue;
            }
            if opcode == Opcode::CACHE {
                return Err((at, "a cache without instruction"));
            }
            let end = at + 1 + opcode.caches();
            if end > at + 1 && !units.get(at + 1..end).is_some_and(|caches| caches.iter().all(|&unit| unit == 0)) {
                return Err((at, "an instruction without its caches"));
            }
            bounds.check(code, opcode, operand).map_err(|what| (start, what))?;
            self.neighbour(program, code, opcode, operand).map_err(|what| (start, what))?;
            while stretch.end as usize <= start {
                number += 1;
                stretch = handler(number);
            }
            let handler = if stretch.start as usize <= start { number } else { Placed::NONE };
            let index = self.instructions.len() as u32;
            if is_jump(opcode) || opcode == Opcode::YIELD_VALUE && operand == DELEGATES {
                self.jumps.push(index);
            }
            self.index_at[start] = index;
            self.instructions.push(Placed { start: start as u32, operand, target: Placed::NONE, handler, join: 0, opcode });
            at = end;
            (start, high) = (at, 0);
        }
        if start != units.len() || self.instructions.is_empty() {
            return Err((start, "code that ends in the midst of an instruction"));
        }
        Ok(())
    }

    /// What must come right before some instructions, as the code generator has it.
    #[inline]
    fn neighbour(&self, program: &Program, code: &CodeObject, opcode: Opcode, operand: u32) -> Result<(), &'static str> {
        let loaded = || {
            let loads = self.instructions.last().filter(|before| before.opcode == Opcode::LOAD_CONST)?;
            Some(&program[*code.constants.get(loads.operand as usize)?])
        };
        match opcode {
            Opcode::CALL_KW => {
                let Some(Const::Tuple(names)) = loaded() else { return Err("a call without names of keywords") };
                let are_names = names.iter().all(|&name| matches!(program[name], Const::Str(_)));
                ensure(are_names && names.len() <= operand as usize, "a call with odd names of keywords")
            }
            Opcode::MAKE_FUNCTION => ensure(matches!(loaded(), Some(Const::Code(_))), "a function without code"),
            Opcode::YIELD_VALUE
                if operand == DELEGATES && self.instructions.last().is_none_or(|it| it.opcode != Opcode::SEND) =>
            {
                Err("a delegation to nobody")
            }
            Opcode::YIELD_VALUE | Opcode::SEND | Opcode::RETURN_GENERATOR => {
                ensure(is_generator(code), "a generator's instruction elsewhere")
            }
            _ => Ok(()),
        }
    }

    /// Free variables and cells come first, then a generator is made; and nowhere else. Gives the first instruction behind that.
    fn prefix(&self, code: &CodeObject) -> Result<usize, Fault> {
        let has_free = code.slots.last().is_some_and(|slot| slot.kind == SlotKind::Free);
        let mut next = 0;
        let opcode = |index: usize| self.instruction(index).map(|placed| placed.opcode);
        if has_free {
            if opcode(0) != Some(Opcode::COPY_FREE_VARS) {
                return Err((0, "free variables that nobody fetches"));
            }
            next = 1;
        }
        while opcode(next) == Some(Opcode::MAKE_CELL) {
            next += 1;
        }
        if is_generator(code) {
            if opcode(next) != Some(Opcode::RETURN_GENERATOR) {
                return Err((0, "a generator that is not made"));
            }
            next += 1;
        }
        let is_prefix = |placed: &&Placed| matches!(placed.opcode, Opcode::COPY_FREE_VARS | Opcode::RETURN_GENERATOR);
        match self.instructions[next..].iter().find(is_prefix) {
            Some(placed) => Err((placed.start as usize, "the start of a function in its midst")),
            None => Ok(next),
        }
    }

    /// Where a jump, or a delegation, may go on.
    fn jump(&self, index: usize) -> Result<Option<usize>, &'static str> {
        let placed = self.instructions[index];
        let jump = match placed.opcode {
            Opcode::YIELD_VALUE => self.instructions[index - 1],
            _ => placed,
        };
        let end = match self.instruction(if placed.opcode == Opcode::YIELD_VALUE { index } else { index + 1 }) {
            Some(next) => next.start as usize,
            None => self.index_at.len(),
        };
        let (distance, kind) = (jump.operand as usize, jump.opcode.operand());
        let unit = if kind == Operand::Forward { Some(end + distance) } else { end.checked_sub(distance) };
        let Some(target) = unit.and_then(|unit| self.at(unit)) else { return Err("a jump to no instruction") };
        let there = self.instructions[target].opcode;
        match placed.opcode {
            // The machine goes on behind it.
            Opcode::FOR_ITER => ensure(there == Opcode::END_FOR, "a loop without end")?,
            Opcode::SEND => ensure(there == Opcode::END_SEND, "a send without end")?,
            _ => {}
        }
        Ok(Some(target).filter(|_| kind != Operand::Sender))
    }

    fn handlers(&mut self, code: &CodeObject, start: usize) -> Result<(), Fault> {
        for handler in &code.handlers {
            let end = handler.end as usize;
            let is_sound = self.at(handler.start as usize).is_some() && (end == code.units.len() || self.at(end).is_some());
            let target = self.at(handler.target as usize).filter(|_| is_sound);
            let Some(target) = target else {
                return Err((handler.start as usize, "a handler in the midst of an instruction"));
            };
            if target < start {
                return Err(BACK_TO_START);
            }
            self.joins(target);
        }
        Ok(())
    }
}

const BACK_TO_START: Fault = (0, "a way back to the start of a function");

fn is_jump(opcode: Opcode) -> bool {
    matches!(opcode.operand(), Operand::Forward | Operand::Backward | Operand::Sender)
}

fn ensure(condition: bool, what: &'static str) -> Result<(), &'static str> {
    if condition { Ok(()) } else { Err(what) }
}

/// What operands of some code must be.
struct Bounds {
    /// By kind of operand what it must be below; 0 where there is more to it.
    limits: [u64; Operand::Label as usize + 1],
    slots: usize,
    free: usize,
}

impl Bounds {
    fn of(code: &CodeObject) -> Bounds {
        let (names, slots) = (code.names.len() as u64, code.slots.len());
        let free = code.slots.iter().filter(|slot| slot.kind == SlotKind::Free).count();
        let mut limits = [0; Operand::Label as usize + 1];
        for (kind, limit) in [
            // CPython's other interpreters leave it alone; so does ours.
            (Operand::None, 1),
            (Operand::Resume, 8),
            (Operand::Small, 256),
            (Operand::Const, code.constants.len() as u64),
            (Operand::Name, names),
            (Operand::Global, 2 * names),
            (Operand::Attribute, 2 * names),
            (Operand::Super, 4 * names),
            (Operand::Local, slots as u64),
            (Operand::Count, u64::MAX),
            (Operand::Ends, u64::MAX),
            (Operand::Raise, 3),
            (Operand::Reraise, 3),
            (Operand::Await, 3),
            (Operand::Yield, 2),
            (Operand::Is, 2),
            (Operand::In, 2),
            (Operand::Forward, u64::MAX),
            (Operand::Backward, u64::MAX),
            (Operand::Sender, u64::MAX),
        ] {
            limits[kind as usize] = limit;
        }
        Bounds { limits, slots, free }
    }

    #[inline]
    fn check(&self, code: &CodeObject, opcode: Opcode, n: u32) -> Result<(), &'static str> {
        let kind = opcode.operand();
        let is_sound = u64::from(n) < self.limits[kind as usize] || self.is_sound(code, opcode, n);
        ensure(is_sound, "an operand that means nothing")
    }

    /// The rest.
    fn is_sound(&self, code: &CodeObject, opcode: Opcode, n: u32) -> bool {
        let index = n as usize;
        match opcode.operand() {
            Operand::Locals => n <= 255 && index >> 4 < self.slots && index & 15 < self.slots,
            Operand::Cell => {
                code.slots.get(index).is_some_and(|slot| !matches!(slot.kind, SlotKind::Local | SlotKind::Hidden))
            }
            Operand::Free => index == self.free,
            Operand::Depth => n >= if opcode == Opcode::SWAP { 2 } else { 1 },
            Operand::Slice => matches!(n, 2 | 3),
            Operand::Binary => BinaryOperator::decode(n).is_some(),
            Operand::Compare => Comparison::decode(n).is_some(),
            Operand::Intrinsic1 => Intrinsic1::decode(n).is_some(),
            Operand::Intrinsic2 => Intrinsic2::decode(n).is_some(),
            Operand::Common => CommonConstant::decode(n).is_some(),
            Operand::Special => SpecialMethod::decode(n).is_some(),
            Operand::Convert => Conversion::decode(n).is_some(),
            Operand::Attached => n.is_power_of_two() && n <= 16,
            Operand::Field => n & 2 != 0 && n < 16,
            _ => false,
        }
    }
}
