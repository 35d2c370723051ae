//! From the flow graph to code units, positions and the exception table.
//!
//! Everything is laid out in one sweep, as if no jump needed more than a byte for its distance; where jumps turn out to be wide, what
//! stands behind them moves.

use super::flowgraph::Graph;
use super::op::Op;
use super::sequence::{Instr, Loc};
use crate::bytecode::{CodeId, Const, Handler, Opcode, Program, Run, unit};

/// The parts of a code object that come from its instructions.
pub struct Assembled {
    pub units: Vec<u16>,
    pub positions: Vec<Run>,
    pub handlers: Vec<Handler>,
}

/// From a `SEND` to its `END_SEND`, in code units.
const END_SEND_OFFSET: u32 = 5;

/// The most code units that an instruction takes: operands have four bytes.
const LARGEST: usize = 3 + Op::LARGEST as usize;

/// What no instruction writes over.
const CACHE: u16 = unit(Opcode::CACHE, 0);

/// A jump in its final order.
#[derive(Debug)]
struct Jump {
    op: Opcode,
    arg: u32,
    /// The block that it goes to.
    target: u32,
    /// Where it stands if no jump is wide.
    at: u32,
    /// How many `EXTENDED_ARG`s it has, and those before it.
    extensions: u32,
    extensions_before: u32,
}

/// The first instruction of a block.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    /// How many instructions and jumps stand before it.
    instrs: u32,
    jumps: u32,
    /// Where it stands if no jump is wide.
    at: u32,
}

/// Room to work in.
#[derive(Debug, Default)]
pub struct Desk {
    starts: Vec<Start>,
    jumps: Vec<Jump>,
    /// All `CACHE` between one use and the next.
    units: Vec<u16>,
    positions: Vec<Run>,
    /// Their targets are blocks at first.
    handlers: Vec<Handler>,
}

pub fn assemble(graph: &Graph, desk: &mut Desk) -> Assembled {
    count_instructions(graph, desk);
    let (size, positions) = lay_out(graph, desk);
    let extensions = resolve_jumps(&mut desk.jumps, &desk.starts);
    let widening = Widening { jumps: &desk.jumps, extensions, passed: 0 };
    for handler in &mut desk.handlers {
        let Start { at, jumps, .. } = desk.starts[handler.target as usize];
        handler.target = at + widening.before(jumps as usize);
    }
    let units = &mut desk.units[..size];
    let positions = &mut desk.positions[..positions];
    let assembled = if extensions == 0 {
        desk.jumps.iter().for_each(|jump| units[jump.at as usize] = unit(jump.op, jump.arg as u8));
        units.to_vec()
    } else {
        widening.again().shift(positions.iter_mut().map(|(at, _)| at));
        widening.again().shift(desk.handlers.iter_mut().flat_map(|handler| [&mut handler.start, &mut handler.end]));
        widening.units(units)
    };
    units.fill(CACHE);
    Assembled { units: assembled, positions: positions.to_vec(), handlers: desk.handlers.to_vec() }
}

/// How many instructions stand before each block; makes room for all.
fn count_instructions(graph: &Graph, desk: &mut Desk) {
    let Desk { starts, units, positions, .. } = desk;
    starts.clear();
    starts.resize(graph.blocks.len(), Start::default());
    let mut count = 0;
    for (block, instrs) in graph.in_order() {
        starts[block as usize].instrs = count as u32;
        count += instrs.len();
    }
    if units.len() < count * LARGEST {
        units.resize(count * LARGEST, CACHE);
    }
    if positions.len() <= count {
        positions.resize(count + 1, (0, None));
    }
}

/// Writes all but the jumps, which it notes; gives how many code units and positions there are.
fn lay_out(graph: &Graph, desk: &mut Desk) -> (usize, usize) {
    let Desk { starts, jumps, units, positions, handlers } = desk;
    jumps.clear();
    handlers.clear();
    let mut handlers = Handlers { graph, list: handlers, open: Instr::NOWHERE, start: 0 };
    let mut place = graph.instrs(Graph::ENTRY).first().map_or(Loc::NONE, |first| first.loc);
    let (mut at, mut count) = (0, 0);
    for (block, instrs) in graph.in_order() {
        let start = &mut starts[block as usize];
        (start.at, start.jumps) = (at as u32, jumps.len() as u32);
        let first = start.instrs;
        for (index, instr) in instrs.iter().enumerate() {
            handlers.see(instr.handler, at as u32);
            let loc = if instr.loc.line() == Loc::NEXT.line() { loc_of_next(graph, block, index) } else { instr.loc };
            // Written in any case, and kept if the place changes: which is hard to predict.
            positions[count] = (at as u32, place.position());
            count += usize::from(loc != place);
            place = loc;
            if instr.op.is_jump() {
                // CPython starts with the targets' numbers where distances belong; so a distance that just fits may be wide.
                let target = starts[instr.target as usize].instrs;
                let op = jump(instr.op, target > first + index as u32);
                let extensions = extensions(target);
                jumps.push(Jump { op, arg: 0, target: instr.target, at: at as u32, extensions, extensions_before: 0 });
                at += 1 + op.caches();
                continue;
            }
            if instr.arg > 0xff {
                at += write_extensions(&mut units[at..], instr.arg);
            }
            units[at] = instr.op.unit(instr.arg as u8);
            at += instr.op.size() as usize;
        }
    }
    handlers.see(Instr::NOWHERE, at as u32);
    positions[count] = (at as u32, place.position());
    (at, count + 1)
}

fn jump(op: Op, is_forward: bool) -> Opcode {
    match op {
        Op::JUMP | Op::JUMP_NO_INTERRUPT if is_forward => Opcode::JUMP_FORWARD,
        Op::JUMP => Opcode::JUMP_BACKWARD,
        Op::JUMP_NO_INTERRUPT => Opcode::JUMP_BACKWARD_NO_INTERRUPT,
        op => op.opcode(),
    }
}

/// How many `EXTENDED_ARG`s an operand needs.
#[inline]
fn extensions(operand: u32) -> u32 {
    match operand {
        0..=0xff => 0,
        0x100..=0xffff => 1,
        0x1_0000..=0xff_ffff => 2,
        _ => 3,
    }
}

/// Sets the distances of jumps, until they agree with the widths of their own operands; gives how many `EXTENDED_ARG`s they have.
fn resolve_jumps(jumps: &mut [Jump], starts: &[Start]) -> u32 {
    loop {
        let mut total = 0;
        for jump in jumps.iter_mut() {
            jump.extensions_before = total;
            total += jump.extensions;
        }
        let mut has_changed = false;
        for index in 0..jumps.len() {
            let start = &starts[jumps[index].target as usize];
            let target = start.at + jumps.get(start.jumps as usize).map_or(total, |jump| jump.extensions_before);
            let jump = &mut jumps[index];
            let end = jump.at + jump.extensions_before + jump.extensions + 1 + jump.op.caches() as u32;
            jump.arg = match jump.op {
                Opcode::END_ASYNC_FOR => end - target - END_SEND_OFFSET,
                _ => end.abs_diff(target),
            };
            let extensions = extensions(jump.arg);
            has_changed |= extensions != jump.extensions;
            jump.extensions = extensions;
        }
        if !has_changed {
            return total;
        }
    }
}

/// What wide jumps do to what stands behind them.
#[derive(Clone, Copy)]
struct Widening<'a> {
    jumps: &'a [Jump],
    /// How many `EXTENDED_ARG`s all jumps have.
    extensions: u32,
    /// So many jumps stand before the place that was asked for last.
    passed: usize,
}

impl Widening<'_> {
    /// For places from the first on.
    fn again(&self) -> Self {
        Widening { passed: 0, ..*self }
    }

    /// How many `EXTENDED_ARG`s come before a jump, by its number.
    fn before(&self, jump: usize) -> u32 {
        self.jumps.get(jump).map_or(self.extensions, |jump| jump.extensions_before)
    }

    /// Moves places, which are in order.
    fn shift<'p>(mut self, places: impl Iterator<Item = &'p mut u32>) {
        for place in places {
            while self.jumps.get(self.passed).is_some_and(|jump| jump.at < *place) {
                self.passed += 1;
            }
            *place += self.before(self.passed);
        }
    }

    /// The code units, with the jumps.
    fn units(&self, narrow: &[u16]) -> Vec<u16> {
        let mut units = Vec::with_capacity(narrow.len() + self.extensions as usize);
        let mut copied = 0;
        for jump in self.jumps {
            units.extend_from_slice(&narrow[copied..jump.at as usize]);
            let start = units.len();
            units.resize(start + jump.extensions as usize, CACHE);
            write_extensions(&mut units[start..], jump.arg);
            units.push(unit(jump.op, jump.arg as u8));
            copied = jump.at as usize + 1;
        }
        units.extend_from_slice(&narrow[copied..]);
        units
    }
}

/// Where an instruction stands that stands where the next one does.
fn loc_of_next(graph: &Graph, mut block: u32, mut index: usize) -> Loc {
    loop {
        match graph.instrs(block).get(index) {
            Some(instr) if instr.loc != Loc::NEXT => return instr.loc,
            Some(instr) if instr.op.is_terminator() => return Loc::NONE,
            Some(_) => index += 1,
            None => (block, index) = (graph.next(block), 0),
        }
        if block == Instr::NOWHERE {
            return Loc::NONE;
        }
    }
}

/// The exception table in the making.
struct Handlers<'a> {
    graph: &'a Graph,
    list: &'a mut Vec<Handler>,
    /// The block that handles exceptions here, and since where.
    open: u32,
    start: u32,
}

impl Handlers<'_> {
    /// An instruction and its handler.
    #[inline]
    fn see(&mut self, handler: u32, at: u32) {
        if handler != self.open {
            self.change(handler, at);
        }
    }

    fn change(&mut self, handler: u32, at: u32) {
        if self.open != Instr::NOWHERE {
            let data = &self.graph.blocks[self.open as usize];
            let pushed = 1 + i32::from(data.keeps_lasti);
            self.list.push(Handler {
                start: self.start,
                end: at,
                target: self.open,
                depth: (data.start_depth - pushed).max(0) as u32,
                push_lasti: data.keeps_lasti,
            });
        }
        (self.open, self.start) = (handler, at);
    }
}

/// The higher bytes of an operand; gives how many they are.
fn write_extensions(units: &mut [u16], operand: u32) -> usize {
    let count = extensions(operand) as usize;
    let bytes = operand.to_le_bytes();
    for (place, &byte) in units.iter_mut().zip(bytes[1..=count].iter().rev()) {
        *place = unit(Opcode::EXTENDED_ARG, byte);
    }
    count
}

/// Drops code objects that are constants of no other: their makers were unreachable.
pub fn drop_unreferenced(mut program: Program) -> Program {
    let mut is_referenced = vec![false; program.codes.len()];
    is_referenced[Program::MODULE.0 as usize] = true;
    // Parents come first.
    for index in 0..program.codes.len() {
        if is_referenced[index] {
            for &constant in &program.codes[index].constants {
                if let Const::Code(CodeId(inner)) = program[constant] {
                    is_referenced[inner as usize] = true;
                }
            }
        }
    }
    if is_referenced.iter().all(|&referenced| referenced) {
        return program;
    }
    let mut places = Vec::with_capacity(is_referenced.len());
    let mut kept = 0;
    for &referenced in &is_referenced {
        places.push(kept);
        if referenced {
            kept += 1;
        }
    }
    for constant in &mut program.constants {
        if let Const::Code(CodeId(id)) = constant {
            // What nothing refers to is no code any more.
            *constant = match is_referenced[*id as usize] {
                true => Const::Code(CodeId(places[*id as usize])),
                false => Const::None,
            };
        }
    }
    let mut is_referenced = is_referenced.into_iter();
    program.codes.retain(|_| is_referenced.next() == Some(true));
    program
}
