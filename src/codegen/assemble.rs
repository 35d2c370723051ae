//! From the flow graph to code units, positions and the exception table.

use super::flowgraph::Graph;
use super::op::Op;
use super::sequence::{Instr, Loc};
use crate::bytecode::{CodeId, Const, Handler, Opcode, Position, Program, unit};

/// The parts of a code object that come from its instructions.
pub struct Assembled {
    pub units: Vec<u16>,
    pub positions: Vec<(u32, Option<Position>)>,
    pub handlers: Vec<Handler>,
}

/// From a `SEND` to its `END_SEND`, in code units.
const END_SEND_OFFSET: u32 = 5;

/// A jump in its final order.
#[derive(Debug)]
struct Jump {
    op: Opcode,
    arg: u32,
    /// The block that it goes to.
    target: u32,
    /// How many code units stand before it, those of other jumps left out.
    others: u32,
    /// Where it stands.
    at: u32,
    /// How many code units it takes.
    size: u32,
}

/// The first instruction of a block.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    /// How many instructions stand before it.
    instrs: u32,
    /// How many of them are jumps, and how many code units the others take.
    jumps: u32,
    others: u32,
    /// Where it stands.
    at: u32,
}

/// Room to work in.
#[derive(Debug, Default)]
pub struct Desk {
    jumps: Vec<Jump>,
    starts: Vec<Start>,
    positions: Vec<(u32, Option<Position>)>,
}

pub fn assemble(graph: &Graph, desk: &mut Desk) -> Assembled {
    let count = count_instructions(graph, &mut desk.starts);
    find_jumps(graph, desk, count);
    let size = resolve_jumps(desk);
    write(graph, desk, size)
}

fn count_instructions(graph: &Graph, starts: &mut Vec<Start>) -> u32 {
    starts.clear();
    starts.resize(graph.blocks.len(), Start::default());
    let mut count = 0;
    for (block, instrs) in graph.in_order() {
        starts[block as usize].instrs = count;
        count += instrs.len() as u32;
    }
    count
}

/// Notes the jumps, and what stands between them.
fn find_jumps(graph: &Graph, desk: &mut Desk, count: u32) {
    let Desk { jumps, starts, .. } = desk;
    jumps.clear();
    let mut others = 0;
    for (block, instrs) in graph.in_order() {
        let start = &mut starts[block as usize];
        (start.jumps, start.others) = (jumps.len() as u32, others);
        let first = start.instrs;
        for (index, instr) in instrs.iter().enumerate() {
            if instr.op.is_jump() {
                // CPython starts with the targets' numbers where distances belong; so a distance that just fits may be wide.
                let arg = starts[instr.target as usize].instrs;
                let op = jump(instr.op, arg > first + index as u32);
                jumps.push(Jump { op, arg, target: instr.target, others, at: 0, size: size(op, arg) });
            } else {
                others += extensions(instr.arg) + instr.op.size();
            }
        }
    }
    let total = Start { instrs: count, jumps: jumps.len() as u32, others, at: 0 };
    starts.push(total);
}

fn jump(op: Op, is_forward: bool) -> Opcode {
    match op {
        Op::JUMP | Op::JUMP_NO_INTERRUPT if is_forward => Opcode::JUMP_FORWARD,
        Op::JUMP => Opcode::JUMP_BACKWARD,
        Op::JUMP_NO_INTERRUPT => Opcode::JUMP_BACKWARD_NO_INTERRUPT,
        op => op.opcode(),
    }
}

/// How many code units an instruction takes.
#[inline]
fn size(op: Opcode, arg: u32) -> u32 {
    extensions(arg) + 1 + op.caches() as u32
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

/// Sets the distances of jumps, until they agree with the widths of their own operands; gives how many code units there are.
fn resolve_jumps(desk: &mut Desk) -> u32 {
    let Desk { jumps, starts, .. } = desk;
    loop {
        place(jumps, starts);
        let mut has_grown = false;
        for jump in jumps.iter_mut() {
            let (target, end) = (starts[jump.target as usize].at, jump.at + jump.size);
            jump.arg = match jump.op {
                Opcode::END_ASYNC_FOR => end - target - END_SEND_OFFSET,
                _ => end.abs_diff(target),
            };
            let size = size(jump.op, jump.arg);
            has_grown |= size != jump.size;
            jump.size = size;
        }
        if !has_grown {
            return starts.last().map_or(0, |total| total.at);
        }
    }
}

/// Where jumps and blocks stand, as wide as the jumps are now.
fn place(jumps: &mut [Jump], starts: &mut [Start]) {
    let mut wide = 0;
    for jump in jumps.iter_mut() {
        jump.at = jump.others + wide;
        wide += jump.size;
    }
    for start in starts {
        let wide = match start.jumps.checked_sub(1).map(|last| &jumps[last as usize]) {
            Some(last) => last.at + last.size - last.others,
            None => 0,
        };
        start.at = start.others + wide;
    }
}

fn write(graph: &Graph, desk: &mut Desk, size: u32) -> Assembled {
    let Desk { jumps, starts, positions } = desk;
    // All that is not written is caches.
    const CACHE: u16 = unit(Opcode::CACHE, 0);
    let mut units = vec![CACHE; size as usize];
    let mut handlers = Handlers { graph, starts, list: Vec::new(), open: Instr::NOWHERE, start: 0 };
    let most = starts.last().map_or(0, |total| total.instrs as usize);
    if positions.len() <= most {
        positions.resize(most + 1, (0, None));
    }
    let mut place = graph.instrs(Graph::ENTRY).first().map_or(Loc::NONE, |first| first.loc);
    let (mut at, mut jumps, mut count) = (0, jumps.iter(), 0);
    for (block, instrs) in graph.in_order() {
        for (index, instr) in instrs.iter().enumerate() {
            handlers.see(instr.handler, at as u32);
            let loc = if instr.loc.line == Loc::NEXT.line { loc_of_next(graph, block, index) } else { instr.loc };
            // Written in any case, and kept if the place changes: which is hard to predict.
            positions[count] = (at as u32, place.position());
            count += usize::from(loc != place);
            place = loc;
            let (mut op, mut arg) = (instr.op.opcode(), instr.arg);
            if instr.op.is_jump()
                && let Some(jump) = jumps.next()
            {
                (op, arg) = (jump.op, jump.arg);
            }
            if arg > 0xff {
                at += write_extensions(&mut units[at..], arg);
            }
            units[at] = unit(op, arg as u8);
            at += 1 + op.caches();
        }
    }
    handlers.see(Instr::NOWHERE, at as u32);
    positions[count] = (at as u32, place.position());
    Assembled { units, positions: positions[..=count].to_vec(), handlers: handlers.list }
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
    starts: &'a [Start],
    list: Vec<Handler>,
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
                target: self.starts[self.open as usize].at,
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
