//! Instructions one by one: they are some, their operands mean something, jumps go to instructions.

use super::is_generator;
use crate::bytecode::code::{CodeObject, Const, Handler, Program, SlotKind};
use crate::bytecode::instructions::Instruction;
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

/// Where instructions stand.
pub struct Layout {
    pub instructions: Vec<Placed>,
    /// For each unit the instruction that starts there, with its `EXTENDED_ARG`s, or [`Layout::NONE`].
    index_at: Vec<u32>,
    /// For each instruction the one that it may jump to, or [`Layout::NONE`].
    targets: Vec<u32>,
    /// For each instruction one more than the number of its handler, or 0. Empty if there are no handlers.
    handlers: Vec<u32>,
}

/// An instruction and where its `EXTENDED_ARG`s start.
#[derive(Clone, Copy)]
pub struct Placed {
    pub start: usize,
    pub instruction: Instruction,
}

impl Layout {
    pub const NONE: u32 = u32::MAX;

    /// The instruction that starts at a unit.
    pub fn at(&self, unit: usize) -> Option<usize> {
        self.index_at.get(unit).filter(|&&index| index != Layout::NONE).map(|&index| index as usize)
    }

    /// Where an exception that an instruction raises goes.
    pub fn handler(&self, code: &CodeObject, index: usize) -> Option<Handler> {
        let number = self.handlers.get(index)?.checked_sub(1)?;
        code.handlers.get(number as usize).copied()
    }

    fn find_handlers(&mut self, code: &CodeObject) {
        let mut handlers = (1..).zip(&code.handlers).peekable();
        if code.handlers.is_empty() {
            return;
        }
        for placed in &self.instructions {
            while handlers.next_if(|(_, handler)| handler.end as usize <= placed.start).is_some() {}
            let covers = handlers.peek().filter(|(_, handler)| handler.start as usize <= placed.start);
            self.handlers.push(covers.map_or(0, |(number, _)| *number));
        }
    }

    /// Where an instruction may go on other than behind it. What is thrown into a generator that waits for another may end the
    /// waiting: then it goes on where the `SEND` before its `YIELD_VALUE` would.
    pub fn target(&self, index: usize) -> Option<usize> {
        Some(self.targets[index]).filter(|&target| target != Layout::NONE).map(|target| target as usize)
    }

    fn find_target(&self, index: usize) -> Option<usize> {
        let instruction = self.instructions[index].instruction;
        let jump = match instruction.opcode {
            Opcode::YIELD_VALUE if instruction.operand == DELEGATES => self.instructions[index.checked_sub(1)?].instruction,
            _ => instruction,
        };
        jump.target().and_then(|unit| self.at(unit))
    }
}

pub fn check(program: &Program, code: &CodeObject) -> Result<Layout, Fault> {
    let mut layout = layout(code)?;
    layout.find_handlers(code);
    for (index, placed) in layout.instructions.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| layout.instructions[before].instruction);
        operand(code, placed.instruction).map_err(|what| (placed.start, what))?;
        neighbour(program, code, placed.instruction, before).map_err(|what| (placed.start, what))?;
        jump(&layout, placed.instruction).map_err(|what| (placed.start, what))?;
    }
    let targets = (0..layout.instructions.len()).map(|index| layout.find_target(index));
    layout.targets = targets.map(|target| target.map_or(Layout::NONE, |target| target as u32)).collect();
    let start = prefix(code, &layout)?;
    let jumps = layout.targets.iter().filter(|&&target| target != Layout::NONE).map(|&target| target as usize);
    let handlers = code.handlers.iter().filter_map(|handler| layout.at(handler.target as usize));
    if jumps.chain(handlers).any(|target| target < start) {
        return Err((0, "a way back to the start of a function"));
    }
    for handler in &code.handlers {
        let end = handler.end as usize;
        let is_sound = layout.at(handler.start as usize).is_some()
            && (end == code.units.len() || layout.at(end).is_some())
            && layout.at(handler.target as usize).is_some();
        if !is_sound {
            return Err((handler.start as usize, "a handler in the midst of an instruction"));
        }
    }
    Ok(layout)
}

/// Cuts the units into instructions.
fn layout(code: &CodeObject) -> Result<Layout, Fault> {
    let units = &code.units;
    let mut layout = Layout {
        // About as many as there are.
        instructions: Vec::with_capacity(units.len() / 2),
        index_at: vec![Layout::NONE; units.len()],
        targets: Vec::new(),
        handlers: Vec::new(),
    };
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
        let instruction = Instruction { at, opcode, operand };
        let caches = units.get(at + 1..instruction.end());
        if !caches.is_some_and(|caches| caches.iter().all(|&unit| unit == 0)) {
            return Err((at, "an instruction without its caches"));
        }
        layout.index_at[start] = layout.instructions.len() as u32;
        layout.instructions.push(Placed { start, instruction });
        at = instruction.end();
        (start, high) = (at, 0);
    }
    if start != units.len() || layout.instructions.is_empty() {
        return Err((start, "code that ends in the midst of an instruction"));
    }
    Ok(layout)
}

fn ensure(condition: bool, what: &'static str) -> Result<(), &'static str> {
    if condition { Ok(()) } else { Err(what) }
}

fn operand(code: &CodeObject, instruction: Instruction) -> Result<(), &'static str> {
    let n = instruction.operand;
    let index = n as usize;
    let is_slot = |index: usize| index < code.slots.len();
    let is_name = |index: usize| index < code.names.len();
    let is_sound = match instruction.opcode.operand() {
        // CPython's other interpreters leave it alone; so does ours.
        Operand::None => n == 0,
        Operand::Resume => n & !7 == 0,
        Operand::Small => n <= 255,
        Operand::Const => index < code.constants.len(),
        Operand::Name => is_name(index),
        Operand::Global | Operand::Attribute => is_name(index >> 1),
        Operand::Super => is_name(index >> 2),
        Operand::Local => is_slot(index),
        Operand::Locals => n <= 255 && is_slot(index >> 4) && is_slot(index & 15),
        Operand::Cell => code.slots.get(index).is_some_and(|slot| !matches!(slot.kind, SlotKind::Local | SlotKind::Hidden)),
        Operand::Free => index == code.slots.iter().filter(|slot| slot.kind == SlotKind::Free).count(),
        Operand::Depth => n >= if instruction.opcode == Opcode::SWAP { 2 } else { 1 },
        Operand::Count | Operand::Ends => true,
        Operand::Slice => matches!(n, 2 | 3),
        Operand::Raise | Operand::Reraise | Operand::Await => n <= 2,
        Operand::Yield | Operand::Is | Operand::In => n <= 1,
        Operand::Binary => BinaryOperator::decode(n).is_some(),
        Operand::Compare => Comparison::decode(n).is_some(),
        Operand::Intrinsic1 => Intrinsic1::decode(n).is_some(),
        Operand::Intrinsic2 => Intrinsic2::decode(n).is_some(),
        Operand::Common => CommonConstant::decode(n).is_some(),
        Operand::Special => SpecialMethod::decode(n).is_some(),
        Operand::Convert => Conversion::decode(n).is_some(),
        Operand::Attached => n.is_power_of_two() && n <= 16,
        Operand::Field => n & 2 != 0 && n < 16,
        Operand::Forward | Operand::Backward | Operand::Sender => true,
        Operand::High | Operand::Label => false,
    };
    ensure(is_sound, "an operand that means nothing")
}

/// What must come right before some instructions, as the code generator has it.
fn neighbour(
    program: &Program,
    code: &CodeObject,
    instruction: Instruction,
    before: Option<Instruction>,
) -> Result<(), &'static str> {
    let loaded = before.filter(|before| before.opcode == Opcode::LOAD_CONST).and_then(|before| {
        let constant = code.constants.get(before.operand as usize)?;
        Some(&program[*constant])
    });
    match instruction.opcode {
        Opcode::CALL_KW => {
            let Some(Const::Tuple(names)) = loaded else { return Err("a call without names of keywords") };
            let are_names = names.iter().all(|&name| matches!(program[name], Const::Str(_)));
            ensure(are_names && names.len() <= instruction.operand as usize, "a call with odd names of keywords")
        }
        Opcode::MAKE_FUNCTION => ensure(matches!(loaded, Some(Const::Code(_))), "a function without code"),
        Opcode::YIELD_VALUE if instruction.operand == DELEGATES && before.is_none_or(|it| it.opcode != Opcode::SEND) => {
            Err("a delegation to nobody")
        }
        Opcode::YIELD_VALUE | Opcode::SEND | Opcode::RETURN_GENERATOR => {
            ensure(is_generator(code), "a generator's instruction elsewhere")
        }
        _ => Ok(()),
    }
}

fn jump(layout: &Layout, instruction: Instruction) -> Result<(), &'static str> {
    let is_jump = matches!(instruction.opcode.operand(), Operand::Forward | Operand::Backward | Operand::Sender);
    if !is_jump {
        return Ok(());
    }
    let target = instruction.target().or(instruction.sender()).and_then(|unit| layout.at(unit));
    let Some(target) = target else { return Err("a jump to no instruction") };
    let there = layout.instructions[target].instruction.opcode;
    match instruction.opcode {
        // The machine goes on behind it.
        Opcode::FOR_ITER => ensure(there == Opcode::END_FOR, "a loop without end"),
        Opcode::SEND => ensure(there == Opcode::END_SEND, "a send without end"),
        _ => Ok(()),
    }
}

/// Free variables and cells come first, then a generator is made; and nowhere else. Gives the first instruction behind that.
fn prefix(code: &CodeObject, layout: &Layout) -> Result<usize, Fault> {
    let has_free = code.slots.iter().any(|slot| slot.kind == SlotKind::Free);
    let mut next = 0;
    let opcode = |index: usize| layout.instructions.get(index).map(|placed| placed.instruction.opcode);
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
    let misplaced = layout.instructions.iter().enumerate().find(|(index, placed)| {
        let opcode = placed.instruction.opcode;
        *index >= next && matches!(opcode, Opcode::COPY_FREE_VARS | Opcode::RETURN_GENERATOR)
    });
    match misplaced {
        Some((_, placed)) => Err((placed.start, "the start of a function in its midst")),
        None => Ok(next),
    }
}
